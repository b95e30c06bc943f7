"""The letters that paper prints for the names of a bank, and back."""

from string import ascii_uppercase

from frontdesk.model.paper import Item
from frontdesk.model.questions import Matching, Question, Scenario, TrueFalse
from frontdesk.papers import ordered

TRUE_FALSE = {"T": "true", "F": "false"}


def printed_names(item: Item, question: Question) -> list[str]:
    """Return the names that stand behind A, B, C … on a paper, in this order; those of T and F."""
    if isinstance(question, TrueFalse):
        return list(TRUE_FALSE.values())
    return list(item.order) or ordered(question)


def letters_of(item: Item, question: Question) -> dict[str, str]:
    """Return the names by their printed letters."""
    if isinstance(question, TrueFalse):
        return dict(TRUE_FALSE)
    return {letter(place): name for place, name in enumerate(printed_names(item, question))}


def letter(place: int) -> str:
    """Return the letter printed at a place, counted from 0; after Z comes AA."""
    rounds, rest = divmod(place, 26)
    return (letter(rounds - 1) if rounds else "") + ascii_uppercase[rest]


def prompt_numbers(question: Matching) -> dict[str, str]:
    """Return the names of the prompts by the numbers printed before them."""
    return {str(number): name for number, name in enumerate(question.prompts, 1)}


def scene_letters(question: Scenario, scene: str | None) -> dict[str, str]:
    """Return the names of a scene's choices by their printed letters; none at an ending."""
    choices = question.scenes[scene].choices if scene else {}
    return {letter(place): name for place, name in enumerate(choices)}


def longest_path(question: Scenario) -> int:
    """Return how many choices the longest way through a scenario has."""
    known: dict[str, int] = {}

    def steps(name: str | None) -> int:
        if name is None or not question.scenes[name].choices:
            return 0
        if name not in known:
            known[name] = 1 + max(steps(move.next) for move in question.scenes[name].choices.values())
        return known[name]

    return steps(question.start)


def most_choices(question: Scenario) -> int:
    """Return how many choices the scene with the most of them has."""
    return max(len(scene.choices) for scene in question.scenes.values())
