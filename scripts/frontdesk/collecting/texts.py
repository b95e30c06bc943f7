"""The texts that a file holds: a mail without its wrapping, a page without its tags, JSON without escapes."""

import json
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import unescape
from typing import Any

from frontdesk.collecting.archives import member, office_kind
from frontdesk.collecting.found import MOST_BYTES, Found
from frontdesk.exchange.decoding import decode

_TAG = re.compile(r"<[^<>]*>")
_MAIL = re.compile(rb"(?:(?:From|Return-Path|Received|Delivered-To|MIME-Version|Date|Subject|X-[\w-]+): )")
_MOST_PARTS = 200


def texts_of(found: Found) -> list[str]:
    """Return the texts of a file, each as a person would see it; none where it is no text."""
    if office_kind(found.raw) == "document":
        return [_without_tags(member(found.raw, "word/document.xml", MOST_BYTES).decode("utf-8", "replace"))]
    text = decode(found.raw)
    if text is None or "\0" in text:
        return []
    if text.lstrip()[:1] in ("{", "["):
        strings = _strings_of(text)
        if strings is not None:
            return strings
    return [text] if "<" not in text else [text, _without_tags(text)]


def _without_tags(text: str) -> str:
    return unescape(_TAG.sub("\n", text))


def _strings_of(text: str) -> list[str] | None:
    """Return the texts inside JSON, joined to one, or None where it is none."""
    try:
        waiting: list[Any] = [json.loads(text)]
    except (ValueError, RecursionError):
        return None
    found: list[str] = []
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            found.append(item)
        elif isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, dict):
            waiting.extend(reversed(item.values()))
    return ["\n".join(found)]


def is_mail(found: Found) -> bool:
    """Return whether a file is a mail, by its ending or by how it begins."""
    return found.name.lower().endswith(".eml") or (
        bool(_MAIL.match(found.raw)) and b"\nMIME-Version:" in found.raw[:65536]
    )


def mail_parts(found: Found) -> list[Found]:
    """Return the texts and files of a mail, decoded; none where it cannot be read."""
    try:
        mail = message_from_bytes(found.raw, policy=policy.default)
        return [part for _, part in zip(range(_MOST_PARTS), _parts(mail, found.name), strict=False)]
    # The library tells a broken mail by whatever it stumbles over.
    except Exception:
        return []


def _parts(mail: Any, name: str) -> Iterator[Found]:
    for number, part in enumerate(mail.walk(), 1):
        if part.is_multipart() or not isinstance(part, EmailMessage):
            continue
        raw = part.get_payload(decode=True)
        if isinstance(raw, bytes) and raw:
            called = part.get_filename() or f"part {number}"
            yield Found(f"{name}/{called}", _as_utf8(part, raw))


def _as_utf8(part: EmailMessage, raw: bytes) -> bytes:
    """Return a text part in UTF-8 where it says what it is written in; anything else as it is."""
    charset = part.get_content_charset()
    if part.get_content_maintype() != "text" or charset is None:
        return raw
    try:
        return raw.decode(charset).encode()
    except (LookupError, UnicodeError):
        return raw
