"""What stands around a lesson: its title, for whom it is, how sure we are, and when it was read."""

from frontdesk.html import markup
from frontdesk.model.dates import due_day
from frontdesk.model.page import LessonHead, Page
from frontdesk.print.edition import Edition
from frontdesk.print.lessons import Written
from frontdesk.print.text import literal
from frontdesk.print.writer import Writer
from frontdesk.site.law import EVIDENCE


def lesson_markup(edition: Edition, writer: Writer, written: Written, area: str) -> str:
    """Return a lesson with its furniture."""
    page, head = written.page, written.page.head
    objectives = "".join(f"[{writer.inline(markup.inline(text))}], " for text in head.objectives.values())
    says = "".join(
        f"([{writer.text(saying.en)}], [{writer.text(saying.zh)}]), " for saying in getattr(head, "says", ())
    )
    told = {
        "name": literal(page.name),
        "area": f"[{area}]",
        "title": f"[{writer.text(head.title)}]",
        "zh-title": f"[{writer.text(head.title_zh)}]",
        "facts": f"({_facts(edition, writer, head)})",
        "objectives": f"({objectives})",
        "says": f"({says})",
        "address": literal(edition.address(page) or page.name),
        "qr": literal(qr_name(page)) if edition.site else "none",
    }
    return f"#lesson({', '.join(f'{key}: {value}' for key, value in told.items())})[\n{written.body}\n]"


def _facts(edition: Edition, writer: Writer, head: LessonHead) -> str:
    roles = edition.library.roles
    due = due_day(head.reviewed, head.review_months)
    facts = [
        ("auto", "Minutes", str(head.minutes)),
        ("1.5fr", "For", ", ".join(roles[role].en.lower() for role in head.audience if role in roles)),
        ("1fr", "How sure", EVIDENCE[head.evidence][0]),
        ("auto", "Last read", str(head.reviewed)),
        ("auto", "Read again by", f"{due}, overdue" if due < edition.day else str(due)),
    ]
    return "".join(f"({share}, [{what}], [{writer.text(said)}]), " for share, what, said in facts)


def qr_name(page: Page) -> str:
    """Return the name of the file that holds a page's QR code."""
    return f"qr/{page.name.replace('/', '-')}.svg"
