"""Fixtures: a gradebook on each database that it runs on."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from frontdesk.gradebook.book import Gradebook, open_gradebook
from postgres import find_postgres, running

DATABASES = ("sqlite", "postgresql")
_NUMBERS = count()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server of our own, started once; missing is a failure, never a skip."""
    programs = find_postgres()
    if programs is None:
        pytest.fail("no PostgreSQL: run `python tests/postgres.py`, or set FRONTDESK_POSTGRES", pytrace=False)
    with running(programs) as address:
        yield address


@pytest.fixture(params=DATABASES)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a gradebook that does not exist yet."""
    if request.param == "sqlite":
        return str(tmp_path / "gradebook.sqlite")
    return new_database(request.getfixturevalue("postgres_server"))


def new_database(server: str) -> str:
    """Make an empty place on a server and return its address: a schema, made much faster than a database."""
    name = f"book{next(_NUMBERS)}"
    with psycopg.connect(f"{server.replace('+psycopg', '')}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{server}/postgres?options=-csearch_path%3D{name}"


@pytest.fixture
def open_book() -> Iterator[Callable[[str], Gradebook]]:
    """Open gradebooks; they are closed at the end of the test."""
    books: list[Gradebook] = []

    def opened(at: str) -> Gradebook:
        book, problems = open_gradebook(at)
        assert book is not None, problems
        books.append(book)
        return book

    yield opened
    for book in books:
        book.close()


@pytest.fixture
def book(open_book: Callable[[str], Gradebook], address: str) -> Gradebook:
    """A new gradebook, once on each database."""
    return open_book(address)
