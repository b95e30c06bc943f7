"""Take answers in: from files, folders, archives, mails and spreadsheets to submissions on record."""

from frontdesk.collecting.collector import Collected, collect

__all__ = ["Collected", "collect"]
