"""Collecting: answers are taken in from whatever people send, once, and what cannot be is told by name."""

import csv
import errno
import io
import json
import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from desk import (
    CHINA,
    NOW,
    PEOPLE,
    Assigned,
    assigned,
    on_papers,
    packet,
    printed,
    questions,
    right_answers,
    saved,
)
from frontdesk.collecting import Collected, collect, inbox
from frontdesk.collecting.cells import printed_response
from frontdesk.collecting.inbox import inbox_name
from frontdesk.gradebook.book import Gradebook
from frontdesk.gradebook.regrading import grade_assignment
from frontdesk.gradebook.submissions import submissions
from frontdesk.gradebook.tables import SUBMISSIONS
from frontdesk.model.paper import Item
from frontdesk.model.questions import Essay, Matching, MultipleResponse, TrueFalse
from gradebooks import address, book, open_book, postgres_server

__all__ = ["address", "book", "open_book", "postgres_server"]  # fixtures

GIVEN = assigned()
OTHER = assigned(name="other")


class Office:
    """An assignment's folder, its gradebook, and a folder into which people's files fall."""

    def __init__(self, folder: Path, book: Gradebook) -> None:
        self.folder = GIVEN.write(folder / "assignment")
        self.book = book
        self.sent = folder / "sent"
        self.sent.mkdir()

    def put(self, name: str, content: str | bytes) -> Path:
        path = self.sent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
        return path

    def collect(self, *paths: Path, now: datetime = NOW) -> Collected:
        return collect(self.book, self.folder, GIVEN.desk(now), paths or [self.sent])

    @property
    def kept(self) -> list:
        with self.book.reading() as connection:
            return submissions(connection, GIVEN.assignment.id)

    @property
    def inbox(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "inbox").glob("*"))


@pytest.fixture
def office(tmp_path: Path, open_book: Callable[[str], Gradebook]) -> Office:
    return Office(tmp_path, open_book(str(tmp_path / "assignment" / "gradebook.sqlite")))


def sent_by(person: str, attempt: int = 1, given: Assigned = GIVEN, **more) -> str:
    paper = given.paper(person, attempt)
    return packet(given, paper, right_answers(paper), **more)


def told(collected: Collected) -> list[str]:
    return [problem.what for problem in collected.problems]


def zipped(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def mail(text: str, *attached: tuple[str, bytes], html: bool = False) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "wang-li@lakeside.example", "答卷"
    message.set_content(text, subtype="html" if html else "plain", charset="gb18030", cte="quoted-printable")
    for name, raw in attached:
        message.add_attachment(raw, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)


def answer_rows(numbers: bool = True, people: tuple[str, ...] = ("wang-li", "chen-jie")) -> list[list[str]]:
    """Return the rows that a manager types: printed letters under numbers, or names under ids."""
    count = len(GIVEN.paper("wang-li").items)
    rows = [["person", "name", "attempt", "paper", *(str(n) for n in range(1, count + 1))]]
    for person in people:
        paper = GIVEN.paper(person)
        answers = right_answers(paper)
        cells = [printed(questions()[item.question], item, answers[item.question]) for item in paper.items]
        rows.append([person, "", "1", paper.id, *cells])
    return rows


def as_csv(rows: list[list[str]], encoding: str = "utf-8-sig") -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(rows: list[list[str]]) -> bytes:
    sheet = openpyxl.Workbook()
    for row in rows:
        sheet.active.append(row)
    out = io.BytesIO()
    sheet.save(out)
    return out.getvalue()


SEALED = sent_by("wang-li")
# However it comes, it is the one hand-in of Wang Li.
WAYS: dict[str, tuple[str, bytes]] = {
    "the saved file": ("answers.txt", saved(SEALED).encode()),
    "a file without an ending": ("answers", saved(SEALED).encode()),
    "an ending that a chat program put behind": ("answers.txt.1", saved(SEALED).encode()),
    "text in GB18030": ("answers.txt", saved(SEALED).encode("gb18030")),
    "text in UTF-16": ("answers.txt", saved(SEALED).encode("utf-16")),
    "lines wrapped at sixty signs": (
        "chat.txt",
        "\n".join(SEALED[place : place + 60] for place in range(0, len(SEALED), 60)).encode(),
    ),
    "notes in Markdown": ("notes.md", f"# Answers\n\n> {SEALED}\n".encode()),
    "a page that a chat program saved": (
        "chat.html",
        f"<p>王丽 10:31</p><p>{SEALED[:80]}<wbr>{SEALED[80:]}</p>".encode(),
    ),
    "an export in JSON": ("chat.json", json.dumps([{"who": "wang", "text": f"hi\n{SEALED}"}]).encode()),
    "a mail": ("mail.eml", mail(f"Dear manager,\n{SEALED}\nWang Li")),
    "a mail in HTML": ("mail.eml", mail(f"<p>Hello</p><p>{SEALED}</p>", html=True)),
    "a mail with the file": ("mail.eml", mail("see file", ("a.txt", saved(SEALED).encode()))),
    "a mail with an archive": ("mail.eml", mail("see", ("a.zip", zipped({"a.txt": saved(SEALED)})))),
    "a mail without its ending": ("mail", mail(SEALED)),
    "an archive": ("all.zip", zipped({"王丽.txt": saved(SEALED)})),
    "an archive with another name": ("all.zip.txt", zipped({"a.txt": saved(SEALED)})),
    "an archive in an archive": ("all.zip", zipped({"in.zip": zipped({"a.txt": saved(SEALED)})})),
    "a name that leaves the archive": ("all.zip", zipped({"../../../../tmp/evil.txt": saved(SEALED)})),
    "what macOS adds to an archive": ("all.zip", zipped({"a.txt": SEALED, "__MACOSX/._a.txt": b"\0\1"})),
    "a form's export": ("form.xlsx", as_xlsx([["time", "paste here"], ["10:31", SEALED]])),
    "a form's export as CSV": ("form.csv", as_csv([["time", "paste here"], ["10:31", SEALED]])),
    "a document of Word": (
        "answers.docx",
        zipped({"[Content_Types].xml": "", "word/document.xml": f"<w:p><w:t>{SEALED}</w:t></w:p>"}),
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_answers_are_found_in(office: Office, way: str):
    office.put(*WAYS[way])

    collected = office.collect()

    assert (told(collected), [one.person for one in collected.new]) == ([], ["wang-li"])
    assert office.kept[0].answers == right_answers(GIVEN.paper("wang-li"))
    assert (office.kept[0].came, len(office.inbox)) == ("sealed", 1)


def test_same_answers_in_every_way_are_one_submission(office: Office):
    for number, (name, raw) in enumerate(WAYS.values()):
        office.put(f"{number}/{name}", raw)

    collected = office.collect()

    assert (len(collected.new), collected.known, collected.twice) == (1, len(WAYS) - 1, [])
    assert told(collected) == []
    assert office.inbox == [office.kept[0].file]


def test_collecting_again_changes_nothing(office: Office):
    for person in PEOPLE:
        office.put(f"{person.id}.txt", saved(sent_by(person.id)))

    first = office.collect()
    before = (office.kept, office.inbox)
    again = office.collect()

    assert (len(first.new), len(again.new), again.known) == (4, 0, 4)
    assert (office.kept, office.inbox) == before


def test_every_accepted_file_lies_in_the_inbox_under_its_content(office: Office):
    path = office.put("王丽 answers (1).TXT", saved(SEALED))

    office.collect()

    name = inbox_name(path.read_bytes(), path.name)
    assert (office.inbox, office.kept[0].file, name[-4:]) == ([name], name, ".txt")
    assert (office.folder / "inbox" / name).read_bytes() == path.read_bytes()


def test_forty_packets_of_a_group_chat_are_forty_answers(office: Office):
    people = [(person.id, attempt) for person in PEOPLE for attempt in (1, 2)] * 5
    office.put("chat.txt", "\n".join(f"[10:{n}] {p}: {sent_by(p, a)} ok" for n, (p, a) in enumerate(people)))

    collected = office.collect()

    assert (len(collected.new), collected.known, told(collected)) == (8, 32, [])


def test_second_hand_in_is_kept_and_told(office: Office):
    office.put("first.txt", SEALED)
    office.collect()
    paper = GIVEN.paper("wang-li")
    office.put("second.txt", packet(GIVEN, paper, {}, "2026-12-03T11:00:00+08:00"))

    collected = office.collect(office.sent / "second.txt")

    assert ([one.person for one in collected.twice], collected.new) == (["wang-li"], [])
    assert len(office.kept) == 2


@pytest.mark.parametrize(
    ("person", "submitted", "late"),
    [
        ("wang-li", "2026-12-04T23:59:59+08:00", False),
        ("wang-li", "2026-12-05T00:00:00+08:00", True),
        ("wang-li", "2026-12-04T23:59:59-05:00", False),
        ("liu-fang", "2026-12-09T23:59:59+08:00", False),
        ("liu-fang", "2026-12-10T00:00:01+08:00", True),
    ],
)
def test_late_is_after_the_last_day_of_that_person_by_her_own_clock(
    office: Office, person: str, submitted: str, late: bool
):
    office.put("a.txt", sent_by(person, submitted=submitted))

    collected = office.collect(now=datetime(2026, 12, 20, 9, tzinfo=CHINA))

    assert (office.kept[0].late, len(collected.late)) == (late, int(late))
    assert (office.kept[0].submitted, office.kept[0].arrived) == (submitted, "2026-12-20T09:00:00+08:00")


@pytest.mark.parametrize(("day", "late"), [(4, False), (5, True)])
def test_row_is_late_by_the_day_it_arrived(office: Office, day: int, late: bool):
    office.put("a.csv", as_csv(answer_rows(people=("wang-li",))))

    office.collect(now=datetime(2026, 12, day, 23, tzinfo=CHINA))

    assert (office.kept[0].late, office.kept[0].submitted, office.kept[0].came) == (late, "", "spreadsheet")


TABLES: dict[str, tuple[str, bytes]] = {
    "xlsx": ("a.xlsx", as_xlsx(answer_rows())),
    "csv": ("a.csv", as_csv(answer_rows())),
    "csv in GB18030": ("a.csv", as_csv(answer_rows(), "gb18030")),
    "csv with another ending": ("a.txt", as_csv(answer_rows())),
    "xlsx without an ending": ("a", as_xlsx(answer_rows())),
    "titles above": ("a.xlsx", as_xlsx([["十二月考核"], [], *answer_rows()])),
    "letters together": (
        "a.csv",
        as_csv([[cell.replace(" ", "") if "=" not in cell else cell for cell in r] for r in answer_rows()]),
    ),
    "small letters with commas": (
        "a.csv",
        as_csv(
            [
                answer_rows()[0],
                *([*r[:4], *(c.lower().replace(" ", ", ") for c in r[4:])] for r in answer_rows()[1:]),
            ]
        ),
    ),
    "Chinese headings": (
        "a.csv",
        as_csv([["工号", "姓名", "次数", "试卷", *(f"第{n}题" for n in range(1, 10))], *answer_rows()[1:]]),
    ),
    "paper alone": ("a.csv", as_csv([row[3:] for row in answer_rows()])),
    "paper as copied by hand": (
        "a.csv",
        as_csv([[*row[:3], row[3].lower().replace("-", " "), *row[4:]] for row in answer_rows()]),
    ),
    "person and attempt": ("a.csv", as_csv([[*row[:3], *row[4:]] for row in answer_rows()])),
}


@pytest.mark.parametrize("table", TABLES)
def test_printed_letters_become_names(office: Office, table: str):
    office.put(*TABLES[table])

    collected = office.collect()

    assert told(collected) == []
    by_person = {one.person: one.answers for one in office.kept}
    for person in ("wang-li", "chen-jie"):
        for name, response in right_answers(GIVEN.paper(person)).items():
            got = by_person[person][name]
            if isinstance(questions()[name], Essay):
                assert got
            elif isinstance(questions()[name], MultipleResponse):
                assert sorted(got) == sorted(response)
            else:
                assert got == response


def test_columns_headed_by_ids_hold_names(office: Office):
    paper = GIVEN.paper("wang-li")
    item = next(i for i in paper.items if questions()[i.question].type == "single-choice")
    office.put("a.csv", as_csv([["person", "paper", item.slug], ["wang-li", paper.id, "b"]]))

    office.collect()

    assert office.kept[0].answers[item.question] == "b"


def test_rows_that_wait_to_be_filled_are_no_answers(office: Office):
    rows = answer_rows()
    office.put("answers.xlsx", as_xlsx([rows[0], *([*row[:4], *[""] * 9] for row in rows[1:])]))

    collected = office.collect()

    assert (told(collected), office.kept, office.inbox) == ([], [], [])


def test_spreadsheet_that_grows_is_taken_in_row_by_row(office: Office):
    rows = answer_rows()
    office.put("a.xlsx", as_xlsx([rows[0], rows[1], [*rows[2][:4], *[""] * 9]]))
    office.collect()
    office.put("a.xlsx", as_xlsx(rows))

    collected = office.collect()

    assert ([one.person for one in collected.new], collected.known, collected.twice) == (["chen-jie"], 1, [])


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({0: "nobody"}, "'nobody' is nobody of this assignment"),
        ({0: "", 3: ""}, "does not say whose it is"),
        ({3: "", 2: ""}, "does not say which paper it is"),
        ({3: "ABCD-2345"}, "there is no paper 'ABCD-2345' in this assignment"),
        ({1: "Chen Jie"}, "'wang-li' and 'Chen Jie' are two people"),
        ({0: "chen-jie"}, f"paper {GIVEN.paper('wang-li').id} is that of 'wang-li'"),
    ],
)
def test_row_that_cannot_be_read_is_told_and_the_others_are_taken(
    office: Office, changes: dict[int, str], what: str
):
    rows = answer_rows()
    for place, cell in changes.items():
        rows[1][place] = cell
    office.put("a.csv", as_csv(rows))

    collected = office.collect()

    assert (told(collected), [one.person for one in office.kept]) == ([what], ["chen-jie"])
    assert (collected.problems[0].line, collected.problems[0].where) == (2, "row 2")


def test_column_that_is_no_question_is_a_warning(office: Office):
    rows = answer_rows(people=("wang-li",))
    office.put("a.csv", as_csv([[*rows[0], "remark"], [*rows[1], "tired"]]))

    collected = office.collect()

    assert told(collected) == ["column 'remark' is no question and was not read"]
    assert (collected.problems[0].warning, len(collected.new)) == (True, 1)


def test_sheet_in_json_that_names_its_paper_is_taken_in(office: Office):
    paper = GIVEN.paper("wang-li")
    answers = {item.slug: "a" for item in paper.items}
    sheet = {"format": "frontdesk-sheet/1", "paper": paper.id, "person": "wang-li", "answers": answers}
    office.put(
        "a.json", json.dumps([sheet, {**sheet, "person": "chen-jie"}, {**sheet, "answers": {"x": "a"}}])
    )

    collected = office.collect()

    assert (len(collected.new), office.kept[0].came) == (1, "sheet")
    assert told(collected) == [f"paper {paper.id} is that of 'wang-li'", f"paper {paper.id} does not ask 'x'"]


REFUSED: dict[str, tuple[str, bytes, str]] = {
    "nothing": ("a.txt", b"", "holds no answers"),
    "a letter": ("a.txt", "您好，我没做完".encode(), "holds no answers"),
    "bytes": ("a.bin", bytes(range(256)), "holds no answers"),
    "a picture": ("a.jpg", b"\xff\xd8\xff\xe0 jpeg", "is a picture, not answers as text"),
    "a PDF": ("a.pdf", b"%PDF-1.7", "is a PDF, not answers as text"),
    "a RAR archive": ("a.rar", b"Rar!\x1a\x07", "is a RAR archive"),
    "an archive cut off": (
        "a.zip",
        zipped({"a.txt": SEALED})[:200],
        "cannot be unpacked: File is not a zip file",
    ),
    "a table of something else": ("a.csv", b"name,telephone\nwang,1\n", "has no header with"),
    "a broken workbook": ("a.xlsx", as_xlsx([["a"]])[:900], "cannot be unpacked: File is not a zip file"),
    "a packet cut off": ("a.txt", SEALED[:-20].encode(), "is not whole: the end is missing"),
    "a packet with a letter changed": (
        "a.txt",
        (SEALED[:100] + ("A" if SEALED[100] != "A" else "B") + SEALED[101:]).encode(),
        "was altered on the way",
    ),
    "a packet of another assignment": (
        "a.txt",
        sent_by("wang-li", given=OTHER).encode(),
        "belongs to another",
    ),
    "a packet of another person": (
        "a.txt",
        sent_by("wang-li", w="chen-jie").encode(),
        "names another person",
    ),
    "a packet of another attempt": ("a.txt", sent_by("wang-li", n=2).encode(), "names another attempt"),
    "a packet that nobody signed": ("a.txt", sent_by("wang-li", c="AAAA").encode(), "is not signed by this"),
    "archives three deep": (
        "a.zip",
        zipped({"b.zip": zipped({"c.zip": zipped({"a.txt": SEALED})})}),
        "is packed into archives three deep",
    ),
    "a mail about nothing": ("a.eml", mail("Hello"), "holds no answers"),
    "a sheet of a lesson": (
        "a.json",
        b'{"format": "frontdesk-sheet/1", "quiz": "law/x", "person": "w", "answers": {}}',
        "is a sheet of the quiz law/x, not of an assigned paper",
    ),
    "a group within groups": ("a.json", b"[" * 100_000, "is nested too deeply"),
    "a bomb of zeros": ("a.zip", zipped({"a.txt": b"0" * 2**25}), "unpacks to more than any answers hold"),
    "an archive of too many files": (
        "a.zip",
        zipped({f"{n}.txt": b"" for n in range(5001)}),
        "holds 5,001 files, at most 5,000 are read",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refused_with_its_reason_and_the_rest_goes_on(office: Office, what: str):
    name, raw, reason = REFUSED[what]
    office.put(f"1/{name}", raw)
    office.put("2/good.txt", sent_by("chen-jie"))

    collected = office.collect()

    assert len(collected.problems) == 1
    assert collected.problems[0].what.startswith(reason)
    assert collected.problems[0].path.startswith(str(office.sent / "1" / name))
    assert ([one.person for one in office.kept], len(office.inbox)) == (["chen-jie"], 1)


def test_file_of_a_gigabyte_is_told_and_never_loaded(office: Office, monkeypatch: pytest.MonkeyPatch):
    path = office.put("video.txt", b"")
    with path.open("r+b") as file:
        file.truncate(2**30)
    loaded: list[Path] = []
    monkeypatch.setattr(Path, "read_bytes", loaded.append)

    collected = office.collect()

    assert (told(collected), loaded) == (["is larger than any answers (1,024 MB, at most 32)"], [])


def test_archive_that_claims_to_be_small_is_bounded_all_the_same(office: Office):
    raw = bytearray(zipped({"a.txt": os.urandom(1000) * 40_000}))
    place = raw.index(b"PK\x01\x02")
    raw[place + 24 : place + 28] = (10).to_bytes(4, "little")
    office.put("a.zip", bytes(raw))

    collected = office.collect()

    assert len(collected.problems) == 1
    assert "unpack" in told(collected)[0] or "holds no answers" in told(collected)[0]


def test_archive_with_a_password_is_told(office: Office):
    raw = bytearray(zipped({"a.txt": SEALED}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + place] |= 1
    office.put("a.zip", bytes(raw))

    assert told(office.collect()) == ["is locked with a password"]


def test_chinese_name_that_windows_packed_is_told_as_it_was_written(office: Office):
    raw = zipped({"ab.txt": b"hello"}).replace(b"ab.txt", "王.txt".encode("gbk"))
    office.put("a.zip", raw)

    assert office.collect().problems[0].path.endswith("a.zip/王.txt")


def test_archive_writes_no_file_by_its_names(office: Office, tmp_path: Path):
    office.put("a.zip", zipped({"../../evil.txt": SEALED, "/etc/evil.txt": SEALED}))
    before = {
        path for path in tmp_path.rglob("*") if "inbox" not in str(path) and "gradebook" not in path.name
    }

    office.collect()

    assert before == {
        path for path in tmp_path.rglob("*") if "inbox" not in str(path) and "gradebook" not in path.name
    }
    assert len(office.inbox) == 1


def test_pipes_links_and_missing_files_do_not_stop_the_rest(office: Office):
    os.mkfifo(office.sent / "pipe")
    (office.sent / "loop").symlink_to(office.sent)
    (office.sent / "dangling.txt").symlink_to(office.sent / "nowhere")
    office.put("Thumbs.db", b"x")
    office.put(".DS_Store", b"x")
    office.put("~$answers.xlsx", b"x")
    office.put("good.txt", SEALED)

    collected = office.collect(office.sent, office.sent / "missing.txt")

    assert len(collected.new) == 1
    assert told(collected) == [
        "cannot be opened: No such file or directory",
        "is no file that can be read",
        "cannot be opened: No such file or directory",
    ]


def test_mail_inside_mails_without_end_is_read_to_the_second(office: Office):
    raw = mail(SEALED)
    for _ in range(40):
        raw = mail("see inside", ("inside.eml", raw[:200_000]))

    assert office.collect(office.put("a.eml", raw)).new == []


def test_mail_with_a_logo_and_an_archive_that_cannot_be_opened_brings_its_answers(office: Office):
    office.put("a.eml", mail(SEALED, ("logo.png", b"\x89PNG"), ("more.rar", b"Rar!\x1a\x07")))

    collected = office.collect()

    assert (len(collected.new), told(collected)) == (1, ["is a RAR archive"])


def test_spreadsheet_of_many_strangers_is_told_in_short(office: Office):
    rows = answer_rows()
    office.put("a.csv", as_csv([*rows, *([f"nobody-{n}", *rows[1][1:]] for n in range(5000))]))

    collected = office.collect()

    assert (len(collected.new), len(collected.problems)) == (2, 101)
    assert told(collected)[-1] == "has 4,900 rows more that cannot be read"


def test_row_whose_question_cannot_be_read_now_waits(office: Office):
    office.put("a.csv", as_csv(answer_rows(people=("wang-li",))))
    office.put("b.txt", sent_by("chen-jie"))

    collected = collect(office.book, office.folder, replace(GIVEN.desk(), questions={}), [office.sent])

    asked = GIVEN.paper("wang-li").items[0].question
    assert told(collected) == [f"'{asked}' stands in no bank that can be read"]
    assert [one.person for one in office.kept] == ["chen-jie"]


def test_answers_that_look_like_html_or_formulas_are_kept_to_the_letter(office: Office):
    paper = GIVEN.paper("wang-li")
    essay = next(item.question for item in paper.items if isinstance(questions()[item.question], Essay))
    hostile = '=HYPERLINK("http://x")<script>alert(1)</script>\n@SUM(1)'
    office.put("a.txt", packet(GIVEN, paper, right_answers(paper) | {essay: hostile}))

    office.collect()

    assert office.kept[0].answers[essay] == hostile


def test_answers_are_not_taken_where_their_file_cannot_be_kept(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    office.put("a.txt", SEALED)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(inbox, "write_bytes", full)
        collected = office.collect()

    assert (office.kept, collected.new) == ([], [])
    assert told(collected)[0].startswith("was not taken in: it cannot be copied into")
    assert len(office.collect().new) == 1


def test_full_disk_under_the_gradebook_loses_nothing(office: Office):
    for person in PEOPLE:
        office.put(f"{person.id}.txt", saved(sent_by(person.id)))
    _limit_pages(office.book, 0)
    full, kept = told(office.collect()), office.kept
    _limit_pages(office.book, 2**30)

    again = office.collect(office.folder / "nothing")

    assert (full, kept) == (["cannot be used: database or disk is full"], [])
    assert len(again.new) == 4


def _limit_pages(book: Gradebook, pages: int) -> None:
    """Let the file of a gradebook grow to so many pages, or no more where it is larger already."""
    with book.engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages or 1}")


def test_what_a_killed_run_left_in_the_inbox_is_taken_in_by_the_next(office: Office):
    raw = saved(SEALED).encode()
    name = inbox_name(raw, "a.txt")
    for held, content in ((name, raw), ("put here by hand.txt", sent_by("chen-jie").encode())):
        (office.folder / "inbox").mkdir(exist_ok=True)
        (office.folder / "inbox" / held).write_bytes(content)

    collected = office.collect(office.folder / "inbox" / name)

    assert (len(collected.new), told(collected)) == (2, [])
    assert office.inbox == sorted(one.file for one in office.kept)


def test_file_by_hand_in_the_inbox_that_cannot_be_read_stays_there(office: Office):
    (office.folder / "inbox").mkdir()
    (office.folder / "inbox" / "notes.txt").write_text("call Wang Li")

    collected = office.collect(office.put("a.txt", SEALED))

    assert (told(collected), "notes.txt" in office.inbox) == (["holds no answers"], True)


def test_answers_come_in_on_either_database(book: Gradebook, tmp_path: Path):
    office = Office(tmp_path, book)
    for name, (file, raw) in TABLES.items():
        office.put(f"{name}/{file}", raw)
    for person in PEOPLE:
        office.put(f"{person.id}.txt", saved(sent_by(person.id)))

    office.collect()
    grade_assignment(book, GIVEN.assignment, on_papers(), "e", NOW)

    with book.reading() as connection:
        digests = connection.scalars(select(SUBMISSIONS.c.digest)).all()
    assert len(digests) == len(set(digests)) >= 6


PROMPTS = Matching.model_construct(prompts={"p": "", "q": "", "r": ""}, choices={})
ITEM = Item("x.y", "law/x", ("c", "a", "d"))


@pytest.mark.parametrize(
    ("question", "cell", "response"),
    [
        (None, "B", "a"),
        (None, " ｂ ", "a"),
        (None, "A C", ["c", "d"]),
        (None, "AC", ["c", "d"]),
        (None, "A、C", ["c", "d"]),
        (None, "D", {"printed": "D"}),
        (None, "a?", {"printed": "a?"}),
        (None, "ß", {"printed": "ß"}),
        (None, "", None),
        (TrueFalse, "对", "true"),
        (TrueFalse, "FALSE", "false"),
        (TrueFalse, "×", "false"),
        (TrueFalse, "maybe", {"printed": "maybe"}),
        (PROMPTS, "1=C 2=A", {"p": "d", "q": "c"}),
        (PROMPTS, "1-C,2-A；3-B", {"p": "d", "q": "c", "r": "a"}),
        (PROMPTS, "1C 2A", {"p": "d", "q": "c"}),
        (PROMPTS, "C A B", {"p": "d", "q": "c", "r": "a"}),
        (PROMPTS, "CAB", {"p": "d", "q": "c", "r": "a"}),
        (PROMPTS, "C - B", {"p": "d", "r": "a"}),
        (PROMPTS, "1=C 1=A", {"printed": "1=C 1=A"}),
        (PROMPTS, "4=C", {"printed": "4=C"}),
        (PROMPTS, "1=C or 2=A", {"printed": "1=C or 2=A"}),
        (PROMPTS, "1=E", {"printed": "1=E"}),
    ],
)
def test_cell_under_a_printed_number(question, cell: str, response):
    asked = question.model_construct() if isinstance(question, type) else question

    assert printed_response(ITEM, asked, cell) == response
