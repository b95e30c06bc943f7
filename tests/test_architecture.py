"""The house: rooms import only rooms above them, only doors touch the world, no file names a machine."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT

ENGINE = ROOT / "scripts" / "frontdesk"
ROOMS = [
    "problems",
    "source",
    "tidy",
    "units",
    "sealing",
    "model",
    "responses",
    "scoring",
    "drawing",
    "pages",
    "banks",
    "papers",
    "library",
    "lint",
    "grading",
    "writing",
    "assignments",
    "exchange",
    "columns",
    "statistics",
    "html",
    "gradebook",
    "collecting",
    "reviewing",
    "certificates",
    "forgetting",
    "paper_sheets",
    "reporting",
    "site",
    "print",
    "scanning",
    "assigning",
    "commands",
    "__main__",
]
WORLD = {
    "breakpoint",
    "date.today",
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "exit",
    "input",
    "os.environ",
    "os.getenv",
    "print",
    "quit",
    "random",
    "sys.argv",
    "sys.exit",
    "sys.stderr",
    "sys.stdin",
    "sys.stdout",
    "SystemExit",
    "time.time",
}
# The site generator calls the macros itself, so no command can hand the day in.
ALLOWED = {"site/macros.py": {"datetime.now"}}
FILES = {path.relative_to(ENGINE).as_posix(): path for path in sorted(ENGINE.rglob("*.py"))}
BELOW_DOORS = [name for name in FILES if not name.startswith(("commands/", "__main__"))]


def room_of(file: str) -> str:
    return file.partition("/")[0].removesuffix(".py")


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imported_rooms(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module == "frontdesk":
            yield from (alias.name for alias in node.names)
        else:
            yield from (name.split(".")[1] for name in modules(node) if name.startswith("frontdesk."))


def modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


def touches(path: Path) -> set[str]:
    """Return what a file names of the world: `print`, `datetime.now`, `os.environ` …"""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Name | ast.Attribute):
            found.add(ast.unparse(node))
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found |= {alias.name for alias in node.names} | set(modules(node))
    return found & WORLD


def test_every_room_has_its_place():
    assert {room_of(file) for file in FILES} - {"__init__"} == set(ROOMS)


@pytest.mark.parametrize("file", [file for file in FILES if room_of(file) != "__init__"])
def test_room_imports_only_rooms_above_it(file: str):
    place = ROOMS.index(room_of(file))

    below = [name for name in imported_rooms(FILES[file]) if name in ROOMS[place + 1 :]]

    assert not below


@pytest.mark.parametrize("file", BELOW_DOORS)
def test_only_doors_print_exit_and_ask_the_clock_or_the_environment(file: str):
    assert touches(FILES[file]) <= ALLOWED.get(file, set())


def test_exceptions_are_needed():
    assert {file: touches(FILES[file]) for file in ALLOWED} == ALLOWED


@pytest.mark.parametrize("file", FILES)
def test_imports_stand_at_the_top(file: str):
    body = tree(FILES[file]).body
    late = [
        node.lineno
        for outer in body
        for node in ast.walk(outer)
        if isinstance(node, ast.Import | ast.ImportFrom) and node is not outer
    ]

    assert not late


# Written in two halves, so that this file does not hold what it looks for.
_ELSEWHERE = re.compile(
    "|".join(
        [
            "pypi" + r"\.org",
            "python" + r"hosted\.",
            "npm" + r"js\.",
            "unpkg" + r"\.com",
            "proxy" + r"\.golang",
            "--index" + "-url",
            r"(?<![\w.])/(?:root|work|home|Users)/" + r"[\w.-]+",
            "[A-Z]:" + r"\\Users",
        ]
    )
)


def our_files() -> Iterator[Path]:
    """Yield the files of the repository: all but what `.gitignore` names."""
    ignored = {line.strip().strip("/") for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()} | {
        ".git"
    }
    ahead = [ROOT]
    while ahead:
        for path in sorted(ahead.pop().iterdir()):
            if path.is_symlink() or any(path.match(pattern) for pattern in ignored):
                continue
            if path.is_dir():
                ahead.append(path)
            else:
                yield path


def test_no_file_names_a_package_registry_or_a_machine():
    found = [
        f"{path.relative_to(ROOT)}: {hit[0]}"
        for path in our_files()
        for hit in _ELSEWHERE.finditer(path.read_text("utf-8", "replace"))
    ]

    assert not found
