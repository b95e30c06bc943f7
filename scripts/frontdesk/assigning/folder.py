"""The folder that `assign` writes: what is handed out, and what stays with the manager."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from frontdesk.assigning.answer_book import answers_csv, answers_xlsx
from frontdesk.assigning.notice import notice
from frontdesk.assigning.page import page_html
from frontdesk.assignments import HAND_OUT, INBOX, MANIFEST, SECRETS, Secrets, write_assignment
from frontdesk.model.assignment import Assignment
from frontdesk.model.bank import Bank
from frontdesk.model.paper import Paper
from frontdesk.sealing import sign, token_for
from frontdesk.writing import write_bytes, write_text

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_LONGEST_NAME = 60

_READ_ME = """\
{title}: assigned until {due}. Paper edition {edition}.

  hand-out/notice.txt     what to post in the group, English and Chinese
  hand-out/pages/         one file a person: send each to its owner alone
  hand-out/answers.xlsx   for answers that you type in by hand; answers.csv is the same
  {manifest}         the papers: keep it, results are computed from it
  {secrets}  SECRET: opens every answer; never send it, never put it in a group
  inbox/                  every file that was collected, as it came

Next: frontdesk collect {folder} FILES…, then status, grade, report.

{title}：截止 {due}。

  hand-out/notice.txt     发到群里的通知（中英文）
  hand-out/pages/         每人一个文件，请单独发给本人
  hand-out/answers.xlsx   手工录入答案用；answers.csv 内容相同
  {manifest}         试卷底稿，请保留，成绩由它算出
  {secrets}  机密：能打开所有答案，切勿外发
  inbox/                  收到的原始文件
"""


def write_folder(
    folder: Path, assignment: Assignment, secrets: Secrets, banks: Mapping[str, Bank]
) -> Iterator[Path]:
    """Write an assignment's folder file by file, and yield each page of a person when it is written."""
    write_assignment(folder, assignment, secrets)
    (folder / INBOX).mkdir(parents=True, exist_ok=True)
    out = folder / HAND_OUT
    write_text(out / "notice.txt", notice(assignment))
    write_text(out / "answers.csv", answers_csv(assignment))
    write_bytes(out / "answers.xlsx", answers_xlsx(assignment))
    write_text(folder / "READ-ME-FIRST.txt", _read_me(folder, assignment))
    for paper in assignment.papers:
        path = out / _pages(assignment, paper) / f"{file_name(assignment, paper)}.html"
        write_text(path, _page(assignment, paper, secrets, banks))
        yield path


def write_alone(folder: Path, assignment: Assignment, secrets: Secrets, banks: Mapping[str, Bank]) -> Path:
    """Write the manifest, the secrets and the page of an assignment of one paper; return the page."""
    write_assignment(folder, assignment, secrets)
    (paper,) = assignment.papers
    write_text(folder / "page.html", _page(assignment, paper, secrets, banks))
    return folder / "page.html"


def _page(assignment: Assignment, paper: Paper, secrets: Secrets, banks: Mapping[str, Bank]) -> str:
    signature = sign(secrets.signing_key, assignment.code_text(paper))
    return page_html(assignment, paper, banks, token_for(secrets.seed, paper.id), signature)


def _pages(assignment: Assignment, paper: Paper) -> str:
    attempt = assignment.attempt_of(paper)
    return "pages" if attempt == 1 else f"pages-attempt-{attempt}"


def file_name(assignment: Assignment, paper: Paper) -> str:
    """Return what a person's file is called: the name, the id where it says more, the paper."""
    person = assignment.person(paper.person)
    name = person.name if person else paper.person
    parts = [name] if name == paper.person else [name, paper.person]
    safe = _UNSAFE.sub("-", " ".join(parts)).strip(". ")[:_LONGEST_NAME]
    return f"{safe} {paper.id}".strip()


def _read_me(folder: Path, assignment: Assignment) -> str:
    return _READ_ME.format(
        title=assignment.title,
        due=assignment.due,
        edition=assignment.edition,
        folder=folder,
        manifest=MANIFEST,
        secrets=SECRETS,
    )
