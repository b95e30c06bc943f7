"""Collect and grade, killed at random moments: what is on record afterwards, and after one run in peace.

A program of its own, because it forks: `python tests/killed.py FOLDER ADDRESS KILLS SEED` tells it as JSON.
Half of the children kill themselves at a drawn call, the same in every run; the other half are
killed from outside after a drawn time, which also hits what no call of Python bounds.
"""

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

from desk import NOW, SHORT, assigned, on_papers, packet, right_answers, saved
from frontdesk.collecting import collect
from frontdesk.collecting.inbox import inbox_name
from frontdesk.gradebook.book import Gradebook, open_gradebook
from frontdesk.gradebook.regrading import grade_assignment
from frontdesk.gradebook.results import all_results
from frontdesk.gradebook.submissions import counting_of_each, submissions

GIVEN = assigned(SHORT, name="kill")
QUESTIONS = on_papers()


def send(folder: Path) -> Path:
    """Write what people send: files, one of them with two hand-ins, one sent twice, a corrected row."""
    sent = folder / "sent"
    sent.mkdir(parents=True)
    texts = {}
    for person in GIVEN.assignment.people[:3]:
        paper = GIVEN.paper(person.id)
        texts[person.id] = saved(packet(GIVEN, paper, right_answers(paper)))
        (sent / f"{person.id}.txt").write_text(texts[person.id], "utf-8")
    paper = GIVEN.paper("wang-li")
    again = packet(GIVEN, paper, {}, "2026-12-03T11:00:00+08:00")
    (sent / "again.txt").write_text(f"{again}\n{texts['chen-jie']}", "utf-8")
    paper = GIVEN.paper("zhao-min")
    for name, last in (("typed", "B"), ("typed2", "A")):
        row = f"zhao-min,{paper.id},A,B,A,{last}"
        (sent / f"{name}.csv").write_text(f"person,paper,1,2,3,4\n{row}\n", "utf-8")
    return sent


def work(folder: Path, sent: Path, address: str) -> None:
    """Collect and grade once."""
    book = opened(address)
    collect(book, folder, GIVEN.desk(), [sent])
    grade_assignment(book, GIVEN.assignment, QUESTIONS, "edition", NOW)
    book.close()


def opened(address: str) -> Gradebook:
    book, problems = open_gradebook(address)
    if book is None:
        raise SystemExit(str(problems))
    return book


def on_record(folder: Path, address: str) -> dict[str, Any]:
    """Return what stands on record, with what must never be seen there."""
    book = opened(address)
    with book.reading() as connection:
        kept = submissions(connection, GIVEN.assignment.id)
        results = all_results(connection, GIVEN.assignment.id)
    book.close()
    inbox = folder / "inbox"
    counting = {one.id for one in counting_of_each(kept).values()}
    return {
        "answers": sorted([one.digest, one.answers, one.id in counting] for one in kept),
        "results": sorted(
            [one.digest, [graded.result.as_json() for graded in results[one.id]]]
            for one in kept
            if one.id in results
        ),
        "doubled": [digest for digest, count in Counter(one.digest for one in kept).items() if count > 1],
        "lost": [
            one.file
            for one in kept
            if not (inbox / one.file).exists()
            or inbox_name((inbox / one.file).read_bytes(), one.file) != one.file
        ],
        "left": sorted({path.name for path in inbox.glob("*")} - {one.file for one in kept}),
    }


def killed_after(action: Callable[[], None], seconds: float) -> bool:
    """Return whether a child that does something was killed after so many seconds, before it was done."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGCHLD])
    child = os.fork()
    if not child:
        run(action)
    if signal.sigtimedwait([signal.SIGCHLD], seconds) is None:
        os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def killed_at(action: Callable[[], None], calls: int) -> bool:
    """Return whether a child that does something killed itself at so many calls."""
    child = os.fork()
    if not child:
        left = [calls]

        def watch(*_: Any) -> None:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(watch)
        run(action)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def run(action: Callable[[], None]) -> None:
    """Do something in a child, which never comes back."""
    try:
        action()
    except BaseException as error:
        os.write(2, f"{error!r}\n".encode())
        os._exit(1)
    os._exit(0)


def count_calls(action: Callable[[], None]) -> int:
    """Return how many calls something takes."""
    calls = [0]

    def watch(*_: Any) -> None:
        calls[0] += 1

    sys.setprofile(watch)
    action()
    sys.setprofile(None)
    return calls[0]


def main(folder: Path, address: str, kills: int, seed: str) -> dict[str, Any]:
    """Kill so many times; return the count, and every round whose record was not as it must be."""
    chance = random.Random(seed)
    sent = send(folder)
    places = [place_for(address, folder, number) for number in range(kills // 2 + 3)]
    # The first run loads what the children find loaded; only then calls and seconds are those of a child.
    work(folder / "first", sent, places[-3])
    expected = on_record(folder / "first", places[-3])
    calls = count_calls(lambda: work(folder / "second", sent, places[-2]))
    begun = time.perf_counter()
    work(folder / "third", sent, places[-1])
    seconds = time.perf_counter() - begun
    struck, wrong = 0, []
    for number, place in enumerate(places[:-3]):
        home = folder / str(number)
        struck += killed_at(lambda: work(home, sent, place), chance.randrange(calls))  # noqa: B023
        struck += killed_after(lambda: work(home, sent, place), chance.random() * seconds)  # noqa: B023
        halfway = on_record(home, place)
        work(home, sent, place)
        after = on_record(home, place)
        if not is_part(halfway, expected) or after != expected:
            wrong.append({"round": number, "halfway": halfway, "after": after})
    return {"struck": struck, "submissions": len(expected["answers"]), "wrong": wrong}


def is_part(halfway: dict[str, Any], expected: dict[str, Any]) -> bool:
    """Return whether a record after a kill holds nothing but what belongs there, whole."""
    known = {digest: answers for digest, answers, _ in expected["answers"]}
    results = dict(expected["results"])
    return (
        not halfway["doubled"]
        and not halfway["lost"]
        and all(known[digest] == answers for digest, answers, _ in halfway["answers"])
        and all(results[digest] == graded for digest, graded in halfway["results"])
    )


def place_for(address: str, folder: Path, number: int) -> str:
    """Return the address of a gradebook for one round."""
    if "://" not in address:
        return str(folder / f"{number}.sqlite")
    with psycopg.connect(f"{address.replace('+psycopg', '')}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA kill{number}")
    return f"{address}/postgres?options=-csearch_path%3Dkill{number}"


if __name__ == "__main__":
    where, at, count, drawn = sys.argv[1:]
    print(json.dumps(main(Path(where), at, int(count), drawn), ensure_ascii=False))  # noqa: T201
