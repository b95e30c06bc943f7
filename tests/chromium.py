"""Find the Chromium that browser tests run in; as a door (`python tests/chromium.py`), get one if needed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge", "microsoft-edge")
_INSIDE = (
    "chrome-linux*/chrome",
    "chrome-win*/chrome.exe",
    "chrome-mac*/*.app/Contents/MacOS/*",
)


def find_chromium() -> str | None:
    """Return the path of a Chromium: that of FRONTDESK_CHROMIUM where it is set, else the first found."""
    wanted = os.environ.get("FRONTDESK_CHROMIUM")
    if wanted:
        return shutil.which(wanted)
    return next((path for name in NAMES if (path := shutil.which(name))), None) or _downloaded()


def _downloaded() -> str | None:
    """Return the newest Chromium that Playwright has downloaded."""
    for cache in _caches():
        builds = sorted(cache.glob("chromium-*"), key=lambda build: build.name.zfill(40), reverse=True)
        for build in builds:
            for inside in _INSIDE:
                found = next((path for path in sorted(build.glob(inside)) if os.access(path, os.X_OK)), None)
                if found:
                    return str(found)
    return None


def _caches() -> list[Path]:
    own = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    if own and own != "0":
        return [Path(own)]
    home = Path.home()
    local = os.environ.get("LOCALAPPDATA", home / "AppData" / "Local")
    return [root / "ms-playwright" for root in (home / ".cache", home / "Library" / "Caches", Path(local))]


def _ways() -> list[list[list[str]]]:
    """Return the ways to get a Chromium, each the commands it takes."""
    ways = [[[sys.executable, "-m", "playwright", "install", "chromium"]]]
    if shutil.which("apt-get"):
        root = not hasattr(os, "geteuid") or os.geteuid() == 0
        apt = [] if root else ["sudo", "-n"]
        ways.append([[*apt, "apt-get", "update"], [*apt, "apt-get", "install", "-y", "chromium"]])
    return ways


def _run(command: list[str]) -> bool:
    try:
        return subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0
    except OSError:
        return False


def main() -> int:
    """Print the path of a Chromium, found or got; return 1 after one sentence where all ways fail."""
    wanted = os.environ.get("FRONTDESK_CHROMIUM")
    path = find_chromium()
    for way in [] if path or wanted else _ways():
        if all(_run(command) for command in way) and (path := find_chromium()):
            break
    if path:
        print(path)  # noqa: T201
        return 0
    why = (
        f"FRONTDESK_CHROMIUM is '{wanted}', and no program stands there"
        if wanted
        else "no Chromium was found or could be got"
    )
    print(f"{why}; install Chromium or Chrome, or set FRONTDESK_CHROMIUM to its path.", file=sys.stderr)  # noqa: T201
    return 1


if __name__ == "__main__":
    sys.exit(main())
