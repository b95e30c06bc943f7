"""Find the PostgreSQL of the gradebook's tests; as a door (`python tests/postgres.py`), get one if needed."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_HOMES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
# Whoever may not be root runs the server: it refuses to be root itself.
_USER = "postgres"


def find_postgres() -> Path | None:
    """Return the folder of initdb and pg_ctl: that of FRONTDESK_POSTGRES where it is set, else the newest."""
    wanted = os.environ.get("FRONTDESK_POSTGRES")
    if wanted:
        return Path(wanted) if (Path(wanted) / "initdb").exists() else None
    on_path = shutil.which("initdb")
    if on_path and shutil.which("pg_ctl"):
        return Path(on_path).parent
    found = [home for pattern in _HOMES for home in Path("/").glob(pattern[1:]) if (home / "initdb").exists()]
    return max(found, key=lambda home: home.parent.name.zfill(10), default=None)


@contextmanager
def running(programs: Path) -> Iterator[str]:
    """Start a server of its own in a temporary folder, give its address without a database, stop it."""
    folder = Path(tempfile.mkdtemp(prefix="fd-pg-", dir="/tmp" if Path("/tmp").is_dir() else None))
    port = _free_port()
    try:
        if _is_root():
            shutil.chown(folder, _USER, _USER)
        data = folder / "data"
        _as_server([programs / "initdb", "-D", data, "-U", _USER, "-A", "trust", "-E", "UTF8", "--no-sync"])
        settings = f"-F -p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        _as_server(
            [programs / "pg_ctl", "-D", data, "-w", "-t", "60", "-l", folder / "log", "-o", settings, "start"]
        )
        yield f"postgresql+psycopg://{_USER}@127.0.0.1:{port}"
    finally:
        with suppress(subprocess.CalledProcessError):
            _as_server([programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop"])
        shutil.rmtree(folder, ignore_errors=True)


def _as_server(command: list[str | Path]) -> None:
    words = [str(word) for word in command]
    if _is_root():
        words = ["runuser", "-u", _USER, "--", *words]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def main() -> int:
    """Print where PostgreSQL stands, found or got; return 1 after one sentence where all ways fail."""
    wanted = os.environ.get("FRONTDESK_POSTGRES")
    home = find_postgres()
    if home is None and not wanted and shutil.which("apt-get"):
        apt = ["apt-get"] if _is_root() else ["sudo", "-n", "apt-get"]
        for words in (["update"], ["install", "-y", "--no-install-recommends", "postgresql"]):
            subprocess.run([*apt, *words], stdout=sys.stderr, check=False)
        home = find_postgres()
    if home:
        print(home)  # noqa: T201
        return 0
    why = (
        f"FRONTDESK_POSTGRES is '{wanted}', and no initdb stands there"
        if wanted
        else "no PostgreSQL was found or could be got"
    )
    print(f"{why}; install PostgreSQL, or set FRONTDESK_POSTGRES to its bin folder.", file=sys.stderr)  # noqa: T201
    return 1


if __name__ == "__main__":
    sys.exit(main())
