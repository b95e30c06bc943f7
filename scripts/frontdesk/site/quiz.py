"""A quiz as HTML that reads well without a script and on paper, and the data a script marks it with."""

import json
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from frontdesk.drawing import draw_values, key_for
from frontdesk.grading import PASS_MARK
from frontdesk.html.answer_fields import Form, fields_html
from frontdesk.html.answer_key import key_html, slips_html
from frontdesk.html.asking import asked_html, text_html
from frontdesk.library import Library
from frontdesk.model.bank import Bank
from frontdesk.model.questions import Numeric, Question
from frontdesk.site.assets import Assets
from frontdesk.site.law import cite_html

# What a reader may jump to by name; a scenario stands under its own heading, and a page may hold several.
_LANDMARKS = {"quiz": ' aria-label="Quiz"', "try-first": ' aria-label="Try first"'}
_GUESS = "A guess is fine: a wrong one helps you to remember. Nothing is scored or kept here."
_PRACTICE = (
    "This quiz is for practice: its answers are in the page. "
    "Your answers stay in this browser until you save them."
)


class QuizWriter:
    """Writes the quizzes of one page."""

    def __init__(self, library: Library, assets: Assets) -> None:
        """Keep what every quiz of the page needs."""
        self.library, self.place, self.assets = library, assets.place, assets

    def quiz(self, bank: Bank, questions: list[Question], *, kind: str = "quiz") -> str:
        """Return a quiz of some questions; `kind` is quiz, try-first or scenario."""
        styles = self.assets.tags("quiz/quiz.css")
        scripts = self.assets.tags("quiz/score.js", "quiz/fields.js", "quiz/keeping.js", "quiz/quiz.js")
        draw = f"{self.assets.url('quiz/sha256.js')} {self.assets.url('quiz/draw.js')}"
        forms = (self._form(bank, question, kind, number) for number, question in enumerate(questions, 1))
        data = _script_json({question.id: question_data(bank, question) for question in questions})
        return "\n".join(
            [
                f'<section class="fd-quiz" data-quiz="{bank.name}" data-kind="{kind}" data-search-exclude'
                f'{_LANDMARKS.get(kind, "")} data-draw="{draw}" {_WORDS}>{styles}',
                f'<p class="fd-note">{_GUESS}</p>' if kind == "try-first" else "",
                *forms,
                _panel(bank) if kind == "quiz" else "",
                f'<script type="application/json" class="fd-data">{data}</script>{scripts}',
                "</section>",
            ]
        )

    def _form(self, bank: Bank, question: Question, kind: str, number: int) -> str:
        """Return one question: what is asked, its fields, its hint, and its key."""
        values = draw_values(question, bank.full_id(question), "")
        anchor = f"{kind}-{question.id}"
        legend, rest = asked_html(question, values)
        count = f'<span class="fd-count">{number}</span> ' if kind == "quiz" else ""
        critical = ' <strong class="fd-critical">critical</strong>' if question.critical else ""
        described = f' aria-describedby="more-{anchor}"' if rest else ""
        more = f'<div id="more-{anchor}">{rest}</div>' if rest else ""
        hint = question.hint and text_html(question, values, question.hint)
        hint = f'<details class="fd-hint"><summary>Hint</summary>{hint}</details>' if hint else ""
        why = getattr(question, "why", None)
        why = f'<div class="fd-why">{text_html(question, values, why)}</div>' if why else ""
        again = self._again(bank, question)
        return (
            f'<form class="fd-question" id="{anchor}" data-id="{question.id}" data-type="{question.type}" '
            f'autocomplete="off" novalidate{_WORDS_OF.get(question.type, "")}>'
            f"<fieldset{described}><legend>{count}{legend}{critical}</legend>{more}"
            f"{fields_html(question, Form(anchor))}</fieldset>{hint}"
            f'<button class="fd-button">{"Compare" if question.type == "essay" else "Check"}</button>'
            f'<div class="fd-verdict" role="status"></div>'
            f'<details class="fd-key" id="key.{anchor}"><summary>Answer and explanation</summary>'
            f"{key_html(question, values)}{why}{slips_html(question, values)}"
            + (f'<p class="fd-again">Read again: {again}</p>' if again else "")
            + "</details></form>"
        )

    def _again(self, bank: Bank, question: Question) -> Markup:
        """Return where to read again: the heading of the lesson and the articles."""
        page = self.library.pages.get(bank.name)
        links = []
        for heading in page.headings if page else ():
            if heading.text == question.see:
                home = "" if self.place.name == bank.name else self.place.page_url(bank.name)
                links.append(Markup('<a href="{}#{}">{}</a>').format(home, heading.anchor, heading.text))
        links += [cite_html(self.library, self.place, citation) for citation in question.cite]
        return Markup(" · ").join(links)


# What the script says, here and not in the script, so that a page is in one language.
_WORDS = (
    'data-right="✓ Right." data-partial="◐ Partly right." data-wrong="✗ Not right." '
    'data-ask-blank="Nothing is answered yet." '
    'data-ask-invalid="This cannot be read. Write only the number, such as 12.50."'
)
_WORDS_OF = {
    "numeric": ' data-ask-needs-review="Write the decimal point as a point: 1.5, not 1,5."',
    "essay": ' data-needs-review="Compare your answer with this one. A person gives the points."',
}


def _panel(bank: Bank) -> str:
    """Return the foot of a quiz: the result so far, and the way to hand it in or begin anew."""
    person = f"person-{bank.lesson}"
    again = "Look at these again:"
    return (
        f'<p class="fd-note">{_PRACTICE}</p>'
        f'<form class="fd-panel" data-pass="{PASS_MARK}" data-open="still open." '
        f'data-critical="Not passed: a critical question was not right. {again}" '
        f'data-failed="Not passed yet: {PASS_MARK} % are needed. {again}" '
        'data-waiting="A person has still to mark what you wrote." '
        f'data-passed="Passed: {PASS_MARK} % or more.">'
        '<p class="fd-result" role="status"></p><p class="fd-missed"></p>'
        f'<p class="fd-tools"><label for="{person}">Name or staff number</label> '
        f'<input id="{person}" type="text" autocomplete="off" required pattern=".*\\S.*"> '
        '<button class="fd-button">Save my answers</button> '
        '<button type="reset" class="fd-button">Start again</button></p>'
        '<p role="status"><span class="fd-told" hidden>'
        "The file is in your downloads: send it to your trainer.</span></p></form>"
    )


def question_data(bank: Bank, question: Question) -> dict[str, Any]:
    """Return what the browser needs to mark a question: its key, and how to draw it anew."""
    full_id = bank.full_id(question)
    values = draw_values(question, full_id, "")
    data: dict[str, Any] = {"key": key_for(question, values), "version": version(bank, question)}
    if question.critical:
        data["critical"] = True
    if isinstance(question, Numeric):
        data["slips"] = [question.compiled(text).postfix for text in question.slips]
        if question.given:
            data["given"] = {name: given.as_key() for name, given in question.given.items()}
            data["answer"] = question.answer.postfix
    return data


def version(bank: Bank, question: Question) -> str:
    """Return a hash of everything written about a question and of its key.

    So an edit of the question, of its formula or of a figure from the data never credits an old answer.
    """
    written = bank.source.data["questions"][bank.places[question.id]]
    key = key_for(question, draw_values(question, bank.full_id(question), ""))
    return sha256(json.dumps([written, key], ensure_ascii=False).encode()).hexdigest()[:10]


def _script_json(data: dict) -> Markup:
    """Return data as JSON that can stand in a script element: no `<` can close it."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))
