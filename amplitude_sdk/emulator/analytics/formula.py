"""Reads the formulas of segmentation.

Documented ("Custom formulas: Syntax and definitions"): events go by their letters, with the number
of a segment behind the letter when segments are compared; `+ - * /` and parentheses; names in any
case; up to ten formulas, separated by semicolons; a prefix `%:` or `$:` changes how a chart shows
the value, not the value. Documented (Dashboard REST API): a query has two events, A and B.
Inferred: numbers are written as in JSON, with or without a leading digit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from amplitude_sdk.emulator.analytics.measures import MEASURES
from amplitude_sdk.emulator.replies import refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from amplitude_sdk.emulator.replies import RefusedError

MOST_FORMULAS: Final = 10
EVENT_LETTERS: Final = "AB"
_MOST_CHARACTERS: Final = 2_000
_MOST_NESTED: Final = 50

FUNCTIONS: Final = ("EXP", "LN", "LOG", "LOG10", "POWER", "SQRT", "TRENDLINE")
"""The functions of a value; LOG and POWER take a number as well."""
_WITH_NUMBER: Final = frozenset({"LOG", "POWER"})

CUMSUM: Final = "CUMSUM"
ROLLAVG: Final = "ROLLAVG"
ROLLWIN: Final = "ROLLWIN"
ROLLWINBEFORE: Final = "ROLLWINBEFORE"
_AGGREGATIONS: Final = frozenset({CUMSUM, ROLLAVG, ROLLWIN, ROLLWINBEFORE})
_NOT_OF_AN_AGGREGATION: Final = frozenset({"ARPAU"})

_ELSEWHERE: Final = {
    "HIST": "use m=totals, or count each frequency with a segment of users who performed it",
    "PROPHIST": "use m=histogram",
    "SEMANTICTOTALS": "properties of carts are not part of this API",
    "EVENTTOTALS": "it belongs to the chart of user sessions",
    "SESSIONTOTALS": "it belongs to the chart of user sessions",
}
"""Documented functions that no query of this API can answer."""


class Number(NamedTuple):
    """A number."""

    value: float


class Roll(NamedTuple):
    """An aggregation over intervals: its name, and how many intervals; None for all before."""

    name: str
    intervals: int | None


class Term(NamedTuple):
    """A measure of an event."""

    measure: str
    event: int
    segment: int | None = None
    share: float | None = None
    roll: Roll | None = None


class Operation(NamedTuple):
    """One of `+ - * /`."""

    sign: str
    left: Expression
    right: Expression


class Function(NamedTuple):
    """A function of a value."""

    name: str
    operand: Expression
    number: float | None = None


Expression: TypeAlias = Number | Term | Operation | Function


class _Token(NamedTuple):
    kind: str
    text: str
    position: int


_TOKEN: Final = re.compile(
    r"\s*(?:(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?)"
    r"|(?P<name>[A-Za-z][A-Za-z0-9_]*)|(?P<sign>[-+*/(),;])|(?P<end>\Z))"
)
_PREFIX: Final = re.compile(r"\s*[%$]:")
_EVENT: Final = re.compile(r"([A-Z])([1-9][0-9]{0,3})?")


def parse_formulas(text: str) -> list[Expression]:
    """Return the formulas of a text. Raises the 400 that says where one cannot be read."""
    if len(text) > _MOST_CHARACTERS:
        raise refused(400, f"formula has more than {_MOST_CHARACTERS} characters")
    formulas = [_Parser(part).formula() for part in text.split(";")]
    if len(formulas) > MOST_FORMULAS:
        raise refused(400, f"formula has more than {MOST_FORMULAS} formulas")
    return formulas


def terms(expression: Expression) -> Iterator[Term]:
    """Return the terms of an expression."""
    if isinstance(expression, Term):
        yield expression
    elif isinstance(expression, Operation):
        yield from terms(expression.left)
        yield from terms(expression.right)
    elif isinstance(expression, Function):
        yield from terms(expression.operand)


def mapped(expression: Expression, change: Callable[[Term], Term]) -> Expression:
    """Return an expression with each of its terms changed."""
    if isinstance(expression, Term):
        return change(expression)
    if isinstance(expression, Operation):
        left, right = mapped(expression.left, change), mapped(expression.right, change)
        return expression._replace(left=left, right=right)
    if isinstance(expression, Function):
        return expression._replace(operand=mapped(expression.operand, change))
    return expression


class _Parser:
    """Recursive descent: a sum of products of factors."""

    def __init__(self, text: str) -> None:
        prefix = _PREFIX.match(text)
        self._tokens = list(_tokens(text, prefix.end() if prefix else 0))
        self._at = 0
        self._nested = 0

    def formula(self) -> Expression:
        """Read all of it."""
        expression = self._sum()
        if self._token.kind != "end":
            raise _unreadable(self._token, "an operator or the end")
        return expression

    @property
    def _token(self) -> _Token:
        return self._tokens[self._at]

    def _take(self) -> _Token:
        token = self._token
        self._at += 1
        return token

    def _is(self, *signs: str) -> bool:
        return self._token.kind == "sign" and self._token.text in signs

    def _expect(self, sign: str) -> None:
        if not self._is(sign):
            raise _unreadable(self._token, sign)
        self._take()

    def _sum(self) -> Expression:
        expression = self._product()
        while self._is("+", "-"):
            expression = Operation(self._take().text, expression, self._product())
        return expression

    def _product(self) -> Expression:
        expression = self._factor()
        while self._is("*", "/"):
            expression = Operation(self._take().text, expression, self._factor())
        return expression

    def _factor(self) -> Expression:
        self._nested += 1
        if self._nested > _MOST_NESTED:
            raise refused(400, f"formula is nested more than {_MOST_NESTED} deep")
        expression = self._nested_factor()
        self._nested -= 1
        return expression

    def _nested_factor(self) -> Expression:
        token = self._take()
        if token.text == "-":
            return Operation("-", Number(0.0), self._factor())
        if token.text == "(":
            expression = self._sum()
            self._expect(")")
            return expression
        if token.kind == "number":
            return Number(float(token.text))
        if token.kind == "name":
            return self._call(token)
        raise _unreadable(token, "a number, a function or a parenthesis")

    def _call(self, name: _Token) -> Expression:
        function = name.text.upper()
        if function in _ELSEWHERE:
            raise refused(400, f"formula has {function}; {_ELSEWHERE[function]}")
        if function not in {*MEASURES, *FUNCTIONS, *_AGGREGATIONS}:
            known = ", ".join([*MEASURES, *sorted(_AGGREGATIONS), *FUNCTIONS])
            raise refused(400, f"formula has no function {name.text}; there are {known}")
        self._expect("(")
        expression = self._arguments(function)
        self._expect(")")
        return expression

    def _arguments(self, function: str) -> Expression:
        if function in FUNCTIONS:
            operand = self._sum()
            return Function(function, operand, self._second(function in _WITH_NUMBER))
        if function in _AGGREGATIONS:
            return self._aggregation(function)
        event, segment = self._event()
        share = self._second(MEASURES[function].takes_share)
        if share is not None and not 0 <= share <= 1:
            raise refused(400, f"The percentage of {function} goes from 0 to 1, not {share:g}")
        return Term(function, event, segment, share)

    def _aggregation(self, function: str) -> Expression:
        measure = self._take()
        name = measure.text.upper()
        if name not in MEASURES or MEASURES[name].takes_share or name in _NOT_OF_AN_AGGREGATION:
            raise _unreadable(measure, f"a metric that {function} can aggregate")
        self._expect(",")
        event, segment = self._event()
        count = self._second(function != CUMSUM)
        if count is not None and (count < 1 or count != int(count)):
            raise refused(400, f"{function} takes a whole number of intervals from 1 on")
        return Term(
            name, event, segment, None, Roll(function, None if count is None else int(count))
        )

    def _event(self) -> tuple[int, int | None]:
        token = self._take()
        match = _EVENT.fullmatch(token.text.upper())
        if not match or match[1] not in EVENT_LETTERS:
            raise _unreadable(token, "the letter of an event, A or B")
        return EVENT_LETTERS.index(match[1]), int(match[2]) - 1 if match[2] else None

    def _second(self, wanted: bool) -> float | None:  # noqa: FBT001 -- a fact about the function
        if not wanted:
            return None
        self._expect(",")
        sign = -1 if self._is("-") and self._take() else 1
        token = self._take()
        if token.kind != "number":
            raise _unreadable(token, "a number")
        return sign * float(token.text)


def _tokens(text: str, start: int) -> Iterator[_Token]:
    while True:
        match = _TOKEN.match(text, start)
        if not match:
            rest = text[start:].lstrip()
            raise _unreadable(_Token("sign", rest[:1], len(text) - len(rest)), "a formula")
        kind = match.lastgroup or ""
        yield _Token(kind, match[kind], match.start(kind))
        if kind == "end":
            return
        start = match.end()


def _unreadable(token: _Token, expected: str) -> RefusedError:
    found = repr(token.text) if token.text else "the end"
    return refused(
        400, f"formula cannot be read: expected {expected} at {token.position + 1}, found {found}"
    )
