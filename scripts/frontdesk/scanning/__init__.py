"""Scans and photos of answer sheets, read back into responses."""

from importlib.util import find_spec

_NEEDED = ("cv2", "numpy", "pypdfium2", "zxingcpp")


class ScanNotInstalledError(RuntimeError):
    """Reading scans was asked for, and the extra `scan` is not installed."""


def check_installed() -> None:
    """Raise `ScanNotInstalledError` with what to type where a part of the extra is missing."""
    if any(find_spec(name) is None for name in _NEEDED):
        raise ScanNotInstalledError("reading scans is not installed; type: pip install 'frontdesk[scan]'")
