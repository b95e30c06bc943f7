"""A gradebook opened: an SQLite file or a PostgreSQL server, with its tables ready."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, inspect, make_url, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from frontdesk.gradebook.tables import META, SCHEMA, TABLES
from frontdesk.problems import Problem

_WAIT_SECONDS = 30
_LOCK = 0x46524F4E54
_WRITES = "frontdesk_writes"


@dataclass(frozen=True)
class Gradebook:
    """An open gradebook; `address` is how it is told, without a password."""

    engine: Engine
    address: str

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the record throughout."""
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose writes are all there at the end, or none of them."""
        with (
            self.engine.connect().execution_options(**{_WRITES: True}) as connection,
            connection.begin(),
        ):
            yield connection

    def insert(self, table: Any) -> Any:
        """Return an insert that can say what to do where a row is there already."""
        make = postgresql.insert if self.is_server else sqlite.insert
        return make(table)

    @property
    def is_server(self) -> bool:
        """Return whether the record stands on a server."""
        return self.engine.dialect.name == "postgresql"

    def clean(self) -> None:
        """Leave as little as can be of what was deleted: nothing in the files of an SQLite record."""
        statements = (
            [f"VACUUM {table.name}" for table in TABLES.sorted_tables]
            if self.is_server
            else ["PRAGMA wal_checkpoint(TRUNCATE)"]
        )
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)

    def close(self) -> None:
        """Let go of the file or the server."""
        self.engine.dispose()


def open_gradebook(address: str) -> tuple[Gradebook | None, list[Problem]]:
    """Return the gradebook at an address, made ready where it is new; or None and the reason.

    An address is a file, or `postgresql://name:password@server/database`.
    """
    url, problem = _url(address)
    if url is None:
        return None, [problem]
    told = url.database or "" if url.drivername == "sqlite" else url.render_as_string(hide_password=True)
    try:
        book = Gradebook(_engine(url), told)
        newer = _made_ready(book)
    except ModuleNotFoundError:
        hint = "install it with: pip install 'frontdesk[postgresql]'"
        return None, [Problem(told, 1, "gradebook", "needs the part that speaks with PostgreSQL", hint)]
    except DBAPIError as error:
        return None, [unreachable(told, error)]
    if newer:
        book.close()
        what = f"was written by a newer Front Desk (version {newer} of its tables, this one knows {SCHEMA})"
        return None, [Problem(told, 1, "gradebook", what, "use the newer Front Desk; nothing was changed")]
    return book, []


def unreachable(told: str, error: DBAPIError) -> Problem:
    """Return a fault of a database as a problem: what it says, in one line."""
    said = " ".join(str(error.orig).split())
    what = f"cannot be used: {said}"
    if "full" in said or "No space" in said:
        return Problem(told, 1, "gradebook", what, "make room on the disk and do it again; nothing is lost")
    if "not a database" in said:
        return Problem(told, 1, "gradebook", what, "name a gradebook, or a new file")
    if "locked" in said:
        return Problem(told, 1, "gradebook", what, "somebody else is writing; do it again in a minute")
    return Problem(told, 1, "gradebook", what, "is the address right, and may you write there?")


def _url(address: str) -> tuple[URL | None, Problem]:
    hint = "name a file, or an address such as postgresql://name@server/database"
    try:
        url = make_url(address) if "://" in address else URL.create("sqlite", database=address)
        if url.get_backend_name() == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
    except (ArgumentError, NoSuchModuleError, ValueError):
        return None, Problem("gradebook", 1, "gradebook", "has an address that cannot be read", hint)
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        what = f"a gradebook cannot stand on '{url.get_backend_name()}'"
        return None, Problem("gradebook", 1, "gradebook", what, hint)
    return url, Problem("", 1, "", "")


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "postgresql":
        return create_engine(url, connect_args={"connect_timeout": _WAIT_SECONDS})
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": _WAIT_SECONDS})
    event.listen(engine, "connect", _settle)
    event.listen(engine, "begin", _begin)
    return engine


def _settle(raw: Any, _record: Any) -> None:
    # Python's own transactions begin late and end early; ours are begun by hand.
    raw.isolation_level = None
    raw.execute("PRAGMA foreign_keys=ON")
    raw.execute("PRAGMA secure_delete=ON")
    raw.execute("PRAGMA synchronous=FULL")
    if raw.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        # Locked means that somebody else is changing it at this moment; the file keeps the mode for all.
        with suppress(sqlite3.OperationalError):
            raw.execute("PRAGMA journal_mode=WAL")


def _begin(connection: Connection) -> None:
    # A writer that first reads must not find out at the end that somebody else wrote meanwhile.
    kind = "IMMEDIATE" if connection.get_execution_options().get(_WRITES) else "DEFERRED"
    connection.exec_driver_sql(f"BEGIN {kind}")


def _made_ready(book: Gradebook) -> int | None:
    """Make the tables where there are none; return the version of a record that is newer than we are."""
    with book.writing() as connection:
        if book.is_server:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        if not inspect(connection).has_table(META.name):
            TABLES.create_all(connection)
            connection.execute(insert(META).values(key="schema", value=str(SCHEMA)))
        version = int(connection.scalar(select(META.c.value).where(META.c.key == "schema")) or 0)
    return version if version > SCHEMA else None
