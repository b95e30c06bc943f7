"""Our scripts and styles on a page: their addresses, each loaded once."""

from hashlib import sha256
from pathlib import Path

from frontdesk.site.place import Place

_DIGESTS: dict[tuple[Path, int], str] = {}


class Assets:
    """The files of `docs/assets/` that one page loads."""

    def __init__(self, root: Path, place: Place) -> None:
        """Begin a page that loads nothing yet."""
        self._folder, self.place = root / "docs/assets", place
        self._loaded: set[str] = set()

    def url(self, name: str) -> str:
        """Return the address of a file, with its content's hash so that no old one is used."""
        return f"{self.place.root}assets/{name}?v={_digest(self._folder / name)}"

    def tags(self, *names: str) -> str:
        """Return the tags that load scripts and styles, without those the page already loads."""
        new = [name for name in names if name not in self._loaded]
        self._loaded |= set(new)
        return "".join(map(self._tag, new))

    def _tag(self, name: str) -> str:
        if name.endswith(".css"):
            return f'<link rel="stylesheet" href="{self.url(name)}">'
        return f'<script defer src="{self.url(name)}"></script>'


def _digest(file: Path) -> str:
    if not file.is_file():
        return "0"
    key = (file, file.stat().st_mtime_ns)
    if key not in _DIGESTS:
        _DIGESTS[key] = sha256(file.read_bytes()).hexdigest()[:8]
    return _DIGESTS[key]
