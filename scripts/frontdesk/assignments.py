"""The folder of an assignment: its manifest, and the secrets in one file that says so.

`assignment.json` holds the manifest, `SECRET-keep-this.json` what nobody else may see, `hand-out/` what is
given to people, `inbox/` every file that came in, `gradebook.sqlite` the record unless another is named.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from frontdesk.model.assignment import Assignment, assignment_from_json
from frontdesk.problems import Problem
from frontdesk.writing import write_text

MANIFEST = "assignment.json"
SECRETS = "SECRET-keep-this.json"
HAND_OUT = "hand-out"
INBOX = "inbox"
GRADEBOOK = "gradebook.sqlite"
_FORMAT = "frontdesk-secrets/1"
_WARNING = (
    "SECRET: whoever has this file can read every answer, draw every paper and sign in your name. "
    "Keep it where only you can read it; never send it. 机密文件：请妥善保管，不要发给任何人。"
)


@dataclass(frozen=True)
class Secrets:
    """What only the manager holds: the seed of all papers, and the private keys (base64url)."""

    assignment: str
    seed: str
    sealing_key: str
    signing_key: str


def write_assignment(folder: Path, assignment: Assignment, secrets: Secrets) -> None:
    """Write manifest and secrets; only the owner of the files may read the secrets."""
    told = {"format": _FORMAT, "warning": _WARNING, **asdict(secrets)}
    write_text(folder / SECRETS, json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    (folder / SECRETS).chmod(0o600)
    write_manifest(folder, assignment)


def write_manifest(folder: Path, assignment: Assignment) -> None:
    """Write the manifest alone."""
    write_text(folder / MANIFEST, json.dumps(assignment.as_json(), ensure_ascii=False, indent=1) + "\n")


def read_assignment(folder: Path) -> tuple[Assignment | None, list[Problem]]:
    """Return the assignment of a folder, or None and the reason."""
    data, problem = _read(folder / MANIFEST)
    if problem:
        return None, [problem]
    assignment = assignment_from_json(data)
    if assignment is None:
        what = "is not the manifest of an assignment, or was changed"
        return None, [Problem(str(folder / MANIFEST), 1, "file", what, "use the one that `assign` wrote")]
    return assignment, []


def read_secrets(folder: Path) -> tuple[Secrets | None, list[Problem]]:
    """Return the secrets of a folder, or None and the reason."""
    data, problem = _read(folder / SECRETS)
    if problem:
        return None, [problem]
    keys = ("assignment", "seed", "sealing_key", "signing_key")
    if not isinstance(data, dict) or not all(isinstance(data.get(key), str) for key in keys):
        what = "does not hold the secrets of an assignment, or was changed"
        return None, [Problem(str(folder / SECRETS), 1, "file", what, "use the one that `assign` wrote")]
    return Secrets(**{key: data[key] for key in keys}), []


def _read(path: Path) -> tuple[object, Problem | None]:
    try:
        return json.loads(path.read_text("utf-8")), None
    except OSError as error:
        hint = "name the folder that `assign` wrote"
        return None, Problem(str(path), 1, "file", f"cannot be opened: {error.strerror}", hint)
    except (ValueError, RecursionError):
        return None, Problem(str(path), 1, "file", "is not JSON", "was it cut off, or edited by hand?")
