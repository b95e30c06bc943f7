"""The tables of questions and of their options, with every figure."""

from frontdesk.html.markup import without_tags
from frontdesk.reporting.advice import advice_on, option_text
from frontdesk.reporting.analysis import Analysis
from frontdesk.reporting.class_record import Asked
from frontdesk.reporting.question_text import stem
from frontdesk.reporting.table import FIGURE, PERCENT, Column, Table, Value, known
from frontdesk.statistics.latent import Latent


def questions_table(analysis: Analysis) -> Table:
    """Return a row a question, with all its figures."""
    columns = [
        Column("Question", 34),
        Column("Bank", 34),
        Column("Line", 7),
        Column("Type", 16),
        Column("Level", 12),
        Column("Critical", 9),
        Column("Objective", 40),
        Column("Asks", 60),
        Column("Answers", 9),
        Column("Share right", 11, PERCENT),
        Column("At least", 9, PERCENT),
        Column("At most", 9, PERCENT),
        Column("Correlation with the rest", 14, FIGURE),
        Column("Best less weakest 27 %", 14, FIGURE),
        Column("Blind guessing", 10, PERCENT),
        Column("Blank", 9, PERCENT),
        Column("Median seconds", 10),
        Column("Void", 12),
        Column("Flags", 26),
        Column("What to do", 60),
        Column("Difficulty (Rasch)", 11, FIGURE),
        Column("± (Rasch)", 9, FIGURE),
        Column("Difficulty (2PL)", 11, FIGURE),
        Column("± (2PL)", 9, FIGURE),
        Column("Slope (2PL)", 9, FIGURE),
        Column("± slope", 9, FIGURE),
    ]
    rows = (_question(analysis, asked, place) for place, asked in enumerate(analysis.asked.values()))
    return Table("Questions", columns, rows)


def _question(analysis: Analysis, asked: Asked, place: int) -> list[Value]:
    item, question = analysis.items[asked.id], asked.question
    rasch, two = analysis.rasch, analysis.two_parameter
    return [
        asked.id,
        asked.path,
        asked.line,
        question.type,
        question.level,
        question.critical,
        analysis.objective_text(asked.objective),
        without_tags(stem(analysis, asked)),
        item.n,
        item.facility,
        item.low,
        item.high,
        item.discrimination,
        item.upper_lower,
        item.guess,
        item.blank,
        item.seconds,
        question.void,
        " ".join(item.flags),
        " ".join(without_tags(one.long) for one in advice_on(analysis, asked)),
        _figure(rasch, "difficulty", place),
        _figure(rasch, "difficulty_error", place),
        _figure(two, "difficulty", place),
        _figure(two, "difficulty_error", place),
        _figure(two, "slope", place),
        _figure(two, "slope_error", place),
    ]


def _figure(model: Latent | None, name: str, place: int) -> float | None:
    return known(float(getattr(model, name)[place])) if model and model.converged else None


def options_table(analysis: Analysis) -> Table:
    """Return a row an option: who chose it."""
    columns = [
        Column("Question", 34),
        Column("Option", 9),
        Column("Says", 60),
        Column("Right", 8),
        Column("Chosen", 9),
        Column("Share", 9, PERCENT),
        Column("Best third", 10, PERCENT),
        Column("Weakest third", 13, PERCENT),
        Column("Mean share on the rest", 12, PERCENT),
        Column("Correlation with the rest", 14, FIGURE),
        Column("May be the key", 14),
    ]
    rows = (
        [
            asked.id,
            use.name,
            without_tags(option_text(asked.question, use.name)),
            use.right,
            use.count,
            use.share,
            use.upper,
            use.lower,
            use.rest,
            use.discrimination,
            key in analysis.doubts and analysis.doubts[key].name == use.name,
        ]
        for key, asked in analysis.asked.items()
        for use in analysis.items[key].options
    )
    return Table("Options", columns, rows, 2)
