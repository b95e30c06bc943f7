"""A person at a quiz: finds a question on a page and answers it, by mouse or by keyboard."""

from typing import Any

from playwright.sync_api import Locator, Page


class Form:
    """One question on an open page."""

    def __init__(self, page: Page, question: str, *, kind: str = "quiz") -> None:
        """Find the question by its id in one of the page's quizzes."""
        self.page = page
        self.root = page.locator(f'[id="{kind}-{question}"]')
        self.button = self.root.locator("> .fd-button")
        self.status = self.root.locator("[role=status]")
        self.key = self.root.locator(".fd-key")
        self.type = self.root.get_attribute("data-type")

    def say(self) -> str:
        """Return the verdict, with which the live region begins."""
        return self.status.evaluate("it => it.firstChild?.textContent.trim() ?? ''")

    def chosen(self) -> list[str]:
        """Return the explanations that are told with the verdict."""
        return self.status.locator("li").all_inner_texts()

    def explained(self) -> str:
        """Return the explanation as it is seen, told with the verdict or below it, in one line."""
        key = self.key.inner_text() if self.key.is_visible() else ""
        return " ".join(f"{self.status.inner_text()} {key}".split()) if key else ""

    def scene(self) -> Locator:
        """Return the scene that is open."""
        return self.root.locator(".fd-scene:visible")

    def fill(self, response: Any) -> None:
        """Give a response with the mouse, without handing it in; a scenario is played."""
        match self.type:
            case "single-choice" | "true-false":
                self.root.locator(f'label:has([value="{response}"])').click()
            case "multiple-response":
                for name in response:
                    self.root.locator(f'label:has([value="{name}"])').click()
            case "ordering":
                self._order(response)
            case "matching":
                for prompt, choice in response.items():
                    self.root.locator(f'select[data-name="{prompt}"]').select_option(choice)
            case "scenario":
                for move in response:
                    self._move(move)
            case _:
                self.root.locator("input, textarea").fill(response)

    def answer(self, response: Any) -> None:
        """Give a response with the mouse and hand it in."""
        self.fill(response)
        if self.type != "scenario":
            self.button.click()

    def order(self) -> list[str | None]:
        """Return the names of the steps as they stand."""
        return [step.get_attribute("data-name") for step in self.root.locator(".fd-steps > li").all()]

    def _move(self, name: str) -> None:
        """Make a move; where it cannot be taken back it is chosen first, then made."""
        open_scene = self.root.locator(".fd-scene:not(.is-made):visible")
        open_scene.locator(f'[data-move="{name}"]').locator(".fd-move, :scope.fd-choice").click()
        if open_scene.locator(".fd-decide").count():
            open_scene.locator(".fd-decide").click()

    def _order(self, names: list[str]) -> None:
        for place, name in enumerate(names):
            for _ in range(self.order().index(name) - place):
                self.root.locator(f'li[data-name="{name}"] > [value=up]').click()


def is_settled(page: Page) -> None:
    """Wait until both places where answers are kept were read, and hold what was written last."""
    page.evaluate("() => frontdeskKeeping.readAgain('')")


def open_again(page: Page) -> None:
    """Close the page and open it again, as a person does: not within the same thousandth of a second."""
    is_settled(page)
    page.reload()
    is_settled(page)


def focused(page: Page) -> str:
    """Return what has the focus: its text, its value or its name."""
    return page.evaluate(
        "() => { const it = document.activeElement; "
        "return it.dataset.scene || it.ariaLabel || it.textContent.trim() || it.value || it.id; }"
    )


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other."""
    for key in keys:
        page.keyboard.press(key)
