"""Bytes from an office PC as text: UTF-8, UTF-16, or GB18030 as Excel in China writes."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE


def decode(raw: bytes) -> str | None:
    """Return the text of a file, or None where no known encoding fits."""
    marked = raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "gb18030"]:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
