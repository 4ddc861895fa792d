"""No logic stands in two places: less than 3 % of the package are copies of other parts of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sdk.duplication import SHORTEST, Copy, duplication

PACKAGE = Path(__file__).parents[2] / "amplitude_sdk"
EVERY = sorted(PACKAGE.rglob("*.py"))
WRITTEN = [each for each in EVERY if "_sync" not in {each.stem, each.parent.name}]
"""What people write; the sync twins are derived from the async modules."""


def test_less_than_three_percent_of_the_package_are_copies() -> None:
    found = duplication(WRITTEN)
    assert found.share < 0.03, f"{found.share:.2%}: {found.copies}"


def test_the_measure_sees_the_derived_twins() -> None:
    assert len(WRITTEN) < len(EVERY)
    assert duplication(EVERY).share > duplication(WRITTEN).share + 0.03


def lines(first: int, count: int) -> str:
    """So many different lines, of six tokens each; the last token is the same in all of them."""
    return "".join(f"a{number} = f({number})\n" for number in range(first, first + count))


@pytest.mark.parametrize(
    ("same_lines", "tokens", "copies"),
    [
        (8, 0, []),
        (9, 55, [Copy("b.py:10", "a.py:10")]),
        (20, 121, [Copy("b.py:10", "a.py:10")]),
    ],
)
def test_a_copy_is_a_run_of_fifty_tokens(
    tmp_path: Path, same_lines: int, tokens: int, copies: list[Copy]
) -> None:
    assert SHORTEST == 50
    paths = [tmp_path / "a.py", tmp_path / "b.py"]
    paths[0].write_text(lines(100, 10) + lines(0, same_lines) + lines(200, 20 - same_lines))
    paths[1].write_text(lines(300, 10) + lines(0, same_lines) + lines(400, 20 - same_lines))
    found = duplication(paths)
    assert found.copies == copies
    assert found.share == pytest.approx(tokens / 360)


def test_comments_and_layout_hide_no_copy(tmp_path: Path) -> None:
    paths = [tmp_path / "a.py", tmp_path / "b.py"]
    paths[0].write_text(lines(0, 10))
    paths[1].write_text("# words\n" + lines(0, 10).replace("\n", "  # other words\n\n"))
    assert duplication(paths).share == pytest.approx(0.5)


def test_nothing_is_no_copy() -> None:
    assert duplication([]).share == 0.0
