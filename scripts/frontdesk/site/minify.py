"""Our scripts and styles as they are served: without comments and needless space, otherwise as written.

The files under `docs/assets/` stay plain, so that a site built without this step works just the same.
"""

from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

_MINIFIERS = {".js": jsmin, ".css": cssmin}
_OURS = ("quiz", "look")


def minify_assets(site: Path) -> None:
    """Shrink our scripts and styles in a built site."""
    for folder in _OURS:
        for file in sorted((site / "assets" / folder).glob("*")):
            if file.suffix in _MINIFIERS:
                file.write_text(_MINIFIERS[file.suffix](file.read_text("utf-8")), "utf-8")
