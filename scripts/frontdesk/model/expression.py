"""Arithmetic that a writer may put behind `answer`: exact, safe, and the same in the browser.

An expression is compiled to postfix text such as `area rate * months * 2 round`; its twin that evaluates
the same text is `docs/assets/quiz/draw.js`.
"""

import ast
import re
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction

from frontdesk.problems import suggest

NAME = re.compile(r"[a-z][a-z0-9_]*")
_OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_FUNCTIONS = {"round": 2, "min": 2, "max": 2, "ceil": 1, "floor": 1}
_LONGEST = 200


class ExpressionError(ValueError):
    """An expression that cannot be computed: what is wrong, and a hint."""

    def __init__(self, what: str, hint: str = "") -> None:
        """Keep both halves, so that a room can tell them as a problem."""
        super().__init__(what)
        self.what, self.hint = what, hint


@dataclass(frozen=True)
class Expression:
    """A compiled expression: the text as written and its postfix form."""

    text: str
    postfix: str

    @property
    def places(self) -> int | None:
        """Return the decimal places its value is rounded to, or None where it is exact."""
        tokens = self.postfix.split()
        return int(tokens[-2]) if tokens[-1] == "round" and tokens[-2].isdigit() else None

    def value(self, values: Mapping[str, Fraction]) -> Fraction:
        """Return the exact value; a division by zero is an ExpressionError."""
        stack: list[Fraction] = []
        for token in self.postfix.split():
            if token in _TWO:
                right, left = stack.pop(), stack.pop()
                stack.append(_TWO[token](left, right))
            elif token in _ONE:
                stack.append(_ONE[token](stack.pop()))
            else:
                stack.append(values[token] if NAME.fullmatch(token) else Fraction(token))
        return stack[0]


def compile_expression(
    text: str, names: Iterable[str], formulas: Mapping[str, "Expression"] | None = None
) -> Expression:
    """Return the compiled expression over `names`; a text that is the name of a formula is that formula."""
    names = list(names)
    if formulas and text in formulas:
        formula = formulas[text]
        missing = [t for t in formula.postfix.split() if _is_name(t) and t not in names]
        if missing:
            raise ExpressionError(
                f"the formula '{text}' needs '{missing[0]}', and 'given' does not hold it",
                suggest(missing[0], names),
            )
        return Expression(text, formula.postfix)
    if len(text) > _LONGEST:
        raise ExpressionError(
            f"an expression of {len(text)} characters is too long",
            "make it a formula in docs/data/formulas.yml",
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # `2or 3` is refused below; Python need not remark on it
            tree = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ExpressionError(f"'{text}' cannot be computed", _hint(text, formulas)) from None
    tokens: list[str] = []
    try:
        _walk(tree, text, names, formulas or {}, tokens)
    except ExpressionError:
        near = get_close_matches(text, formulas or (), n=1, cutoff=0.8)
        if near and "-" in text:
            raise ExpressionError(f"there is no formula '{text}'", f"did you mean '{near[0]}'?") from None
        raise
    return Expression(text, " ".join(tokens))


def _walk(
    node: ast.AST, text: str, names: list[str], formulas: Mapping[str, Expression], out: list[str]
) -> None:
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        _walk(node.left, text, names, formulas, out)
        _walk(node.right, text, names, formulas, out)
        out.append(_OPERATORS[type(node.op)])
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        _walk(node.operand, text, names, formulas, out)
        out.append("neg")
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        out.append(_number(node, text))
    elif isinstance(node, ast.Name):
        if node.id not in names:
            within = "" if node.id == text else f" in '{text}'"
            raise ExpressionError(f"'{node.id}'{within} is not given", suggest(node.id, [*names, *formulas]))
        out.append(node.id)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
        _call(node, text, names, formulas, out)
    else:
        raise ExpressionError(f"'{text}' cannot be computed", _hint(text, formulas))


def _call(
    node: ast.Call, text: str, names: list[str], formulas: Mapping[str, Expression], out: list[str]
) -> None:
    name = node.func.id
    if name not in _FUNCTIONS:
        raise ExpressionError(f"there is no function '{name}'", suggest(name, _FUNCTIONS))
    if len(node.args) != _FUNCTIONS[name]:
        wanted, hint = (
            ("one value", f"{name}(area)") if _FUNCTIONS[name] == 1 else ("two values", f"{name}(area, 2)")
        )
        raise ExpressionError(f"'{name}' takes {wanted}, not {len(node.args)}", hint)
    for argument in node.args:
        _walk(argument, text, names, formulas, out)
    if name == "round" and not re.fullmatch(r"[0-6]", out[-1]):
        raise ExpressionError(
            "'round' needs the number of places as its second value, from 0 to 6", "round(area * rate, 2)"
        )
    out.append(name)


def _number(node: ast.Constant, text: str) -> str:
    written = ast.get_source_segment(text, node) or ""
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", written):
        raise ExpressionError(
            f"'{written or text}' is not a plain number", "digits and one decimal point, such as 12.50"
        )
    return written


def _hint(text: str, formulas: Mapping[str, Expression] | None) -> str:
    if formulas and re.fullmatch(r"[a-z0-9-]+", text):
        return suggest(text, formulas)
    return "use + - * / ( ), numbers, the names in 'given', round(x, 2), min, max, ceil, floor"


def _is_name(token: str) -> bool:
    return bool(NAME.fullmatch(token)) and token not in _TWO and token not in _ONE


def _divide(left: Fraction, right: Fraction) -> Fraction:
    if right == 0:
        raise ExpressionError("divides by zero")
    return left / right


def round_half_up(value: Fraction, places: int) -> Fraction:
    """Return the value rounded to `places` decimals; a half goes away from zero."""
    scaled = abs(value) * 10**places
    rounded = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(rounded if value >= 0 else -rounded, 10**places)


_TWO = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": _divide,
    "min": min,
    "max": max,
    "round": lambda a, b: round_half_up(a, int(b)),
}
_ONE = {
    "neg": lambda a: -a,
    "ceil": lambda a: Fraction(-(-a.numerator // a.denominator)),
    "floor": lambda a: Fraction(a.numerator // a.denominator),
}


def decimal_text(value: Fraction, most: int = 4, fixed: int | None = None) -> str:
    """Return a number as decimal text: `fixed` places, or at most `most` without closing zeros, half up."""
    places = most if fixed is None else fixed
    whole = int(round_half_up(value, places) * 10**places)
    digits = str(abs(whole)).rjust(places + 1, "0")
    text = f"{digits[: len(digits) - places]}.{digits[len(digits) - places :]}" if places else digits
    if fixed is None and places:
        text = text.rstrip("0").rstrip(".")
    return f"-{text}" if whole < 0 else text


def exact_text(value: Fraction) -> str:
    """Return a number as text that loses nothing: a decimal where one exists, else `n/d`."""
    for places in range(13):
        if (value * 10**places).denominator == 1:
            return decimal_text(value, places)
    return str(value)
