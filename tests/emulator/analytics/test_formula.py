from __future__ import annotations

import pytest

from amplitude_sdk.emulator.analytics.formula import (
    Function,
    Number,
    Operation,
    Roll,
    Term,
    parse_formulas,
)
from amplitude_sdk.emulator.replies import RefusedError

A = Term("UNIQUES", 0)
B = Term("TOTALS", 1)


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("UNIQUES(A)", A),
        (" uniques ( a ) ", A),
        ("UNIQUES(A)/TOTALS(B)", Operation("/", A, B)),
        ("1 - 2 - 3", Operation("-", Operation("-", Number(1), Number(2)), Number(3))),
        ("1 + 2 * 3", Operation("+", Number(1), Operation("*", Number(2), Number(3)))),
        ("(1 + 2) * 3", Operation("*", Operation("+", Number(1), Number(2)), Number(3))),
        ("-UNIQUES(A)", Operation("-", Number(0), A)),
        (".5e2", Number(50)),
        ("%: UNIQUES(A)", A),
        ("$:UNIQUES(A)", A),
        ("UNIQUES(A12)", A._replace(segment=11)),
        ("PERCENTILE(A, 0.9)", Term("PERCENTILE", 0, None, 0.9)),
        ("SQRT(TOTALS(B))", Function("SQRT", B)),
        ("LOG(TOTALS(B), 3)", Function("LOG", B, 3)),
        ("POWER(2, -1)", Function("POWER", Number(2), -1)),
        ("CUMSUM(UNIQUES, A)", A._replace(roll=Roll("CUMSUM", None))),
        ("ROLLAVG(TOTALS, B, 7)", B._replace(roll=Roll("ROLLAVG", 7))),
        ("rollwin(totals, b2, 7)", B._replace(segment=1, roll=Roll("ROLLWIN", 7))),
    ],
)
def test_a_formula_is_read(text: str, formula: object) -> None:
    assert parse_formulas(text) == [formula]


def test_several_formulas_are_separated_by_semicolons() -> None:
    assert parse_formulas("UNIQUES(A); %:TOTALS(B)") == [A, B]
    assert parse_formulas(";".join(["UNIQUES(A)"] * 10)) == [A] * 10


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "expected a number, a function or a parenthesis at 1, found the end"),
        ("UNIQUES(A", "expected ) at 10, found the end"),
        ("UNIQUES(C)", "expected the letter of an event, A or B at 9, found 'C'"),
        ("UNIQUES(A0)", "expected the letter of an event"),
        ("UNIQUES A", "expected ( at 9, found 'A'"),
        ("UNIQUES(A) UNIQUES(B)", "expected an operator or the end at 12, found 'UNIQUES'"),
        ("UNIQUES(A) +", "found the end"),
        ("UNIQUES(A) & 2", "found '&'"),
        ("SUMS(A)", "no function SUMS; there are UNIQUES, TOTALS"),
        ("HIST(A)", "HIST; use m=totals"),
        ("SESSIONTOTALS(A)", "chart of user sessions"),
        ("PERCENTILE(A)", "expected , at 13, found ')'"),
        ("PERCENTILE(A, 1.5)", "from 0 to 1, not 1.5"),
        ("LOG(2, UNIQUES(A))", "expected a number at 8, found 'UNIQUES'"),
        ("ROLLAVG(ARPAU, A, 2)", "a metric that ROLLAVG can aggregate at 9, found 'ARPAU'"),
        ("ROLLWIN(UNIQUES, A, 0)", "a whole number of intervals from 1 on"),
        ("ROLLWIN(UNIQUES, A, 1.5)", "a whole number of intervals from 1 on"),
        ("(" * 60 + "1", "nested more than 50 deep"),
        ("-" * 60 + "1", "nested more than 50 deep"),
        ("1;" * 10 + "1", "more than 10 formulas"),
        ("1+" * 2000 + "1", "more than 2000 characters"),
    ],
)
def test_an_error_says_what_is_wrong_and_where(text: str, problem: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        parse_formulas(text)
    assert refusal.value.response.status == 400
    assert problem in refusal.value.response.body.decode()
