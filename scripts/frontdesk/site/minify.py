"""Our scripts and styles as they are served: small, otherwise as written.

The files under `docs/assets/` stay plain, so that a site built without this step works just the same.
"""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

# Where there is no wheel for the machine, the site is as good, only larger.
minify = import_module("minify") if find_spec("minify") else None
_KINDS = {".js": "application/javascript", ".css": "text/css"}
_OURS = ("calculator", "look", "quiz")


def minify_assets(site: Path) -> None:
    """Shrink our scripts and styles in a built site."""
    for folder in _OURS if minify else ():
        for file in sorted((site / "assets" / folder).glob("*")):
            if file.suffix in _KINDS:
                file.write_text(minify.string(_KINDS[file.suffix], file.read_text("utf-8")), "utf-8")
