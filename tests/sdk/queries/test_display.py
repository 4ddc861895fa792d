"""Tables for people: what is shown is what is there, and nothing of it acts."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import date, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from amplitude_sdk.queries.display import shown, visible
from amplitude_sdk.queries.results import Distribution
from amplitude_sdk.queries.tables import Column, View
from tests.sdk.queries.tabular import EMPTY, FULL, KINDS, TABLES

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[red]not red[/red] [link=https://example.invalid]x[/link]",
    "\x1b]0;title\x07\x1b[31mred\x1b[0m",
    "\x9b31m",
    "line\nbreak\r\ttab\u2028\u2029",
    "\u202egnp.exe\u2066\u200f",
    "$x^2$ and $identify",
    "a\ud800b",
]


def one(text: str) -> View:
    return View((Column(text, "text"),), ((text,),), lambda view: view.plot())


def printed(result: object, width: int = 200) -> str:
    """What a terminal receives, colours and all."""
    console = Console(
        file=io.StringIO(), force_terminal=True, width=width, color_system="truecolor"
    )
    console.print(result)
    return console.file.getvalue()  # type: ignore[attr-defined]


class Reader(HTMLParser):
    """Takes a page apart."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.cells: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append(tag)
        if tag in {"td", "th"}:
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (7, "7"),
        (7.0, "7"),
        (2.5, "2.5"),
        (0.0, "0"),
        (-0.00001, "-1e-05"),
        (0.99151201, "0.9915"),
        (1e21, "1e+21"),
        (float("inf"), "inf"),
        (True, "True"),
        (date(2026, 3, 1), "2026-03-01"),
        (datetime(2026, 3, 1, 9, 30), "2026-03-01 09:30:00"),  # noqa: DTZ001
        ("x" * 80, "x" * 80),
        ("x" * 81, "x" * 79 + "…"),
        ("\x1b[31m", r"\x1b[31m"),
        ("\u202ex\ud800", r"\u202ex\ud800"),
        ("क्\u200dष", "क्\u200dष"),
    ],
)
def test_a_cell_is_shown_as_a_person_reads_it(value: Any, text: str) -> None:
    assert shown(value) == text


@given(st.text(st.characters()))
def test_nothing_that_moves_or_turns_the_text_is_shown(text: str) -> None:
    assert not {*visible(text)} & {*map(chr, [*range(32), *range(127, 160), 0x202E, 0x2066])}


@pytest.mark.parametrize("text", HOSTILE)
def test_names_cannot_act_in_a_notebook(text: str) -> None:
    read = Reader(one(text)._repr_html_())
    assert read.tags == ["table", "thead", "tr", "th", "tbody", "tr", "td"]
    assert read.cells == [shown(text.replace("\ud800", "?") if n else text) for n in (0, 1)]


@given(st.text(st.characters(), max_size=60))
def test_no_text_leaves_its_cell(text: str) -> None:
    assert len(Reader(one(text)._repr_html_()).tags) == 7


def test_dollar_signs_are_no_formulas_in_a_notebook() -> None:
    page = one("$x^2$")._repr_html_()
    assert page.startswith('<table class="tex2jax_ignore mathjax_ignore">')


@pytest.mark.parametrize("text", HOSTILE)
def test_names_cannot_act_on_a_terminal(text: str) -> None:
    sent = printed(one(text))
    plain = printed(one("plain"))
    assert shown(text) in sent or r"\ud800" in shown(text)
    assert sent.count("\x1b") == plain.count("\x1b")
    assert "\x1b]8" not in sent


@pytest.mark.parametrize("name", TABLES)
def test_every_result_is_shown(name: str) -> None:
    table = TABLES[name]
    sent, page = printed(table), Reader(table._repr_html_())
    names = [column.name for column in table.schema]
    assert page.cells[: len(names)] == names
    assert len(page.cells) == len(names) * (1 + len(table.rows()))
    assert len(sent.splitlines()) >= 4 + len(table.rows())


@pytest.mark.parametrize("name", EMPTY)
def test_a_result_without_rows_shows_its_columns(name: str) -> None:
    _, empty = EMPTY[name]
    assert Reader(empty._repr_html_()).cells == [column.name for column in empty.schema]
    assert empty.schema[0].name in printed(empty)


def test_long_results_say_how_long_they_are() -> None:
    body = {"data": {"xValues": [f"bin {n}" for n in range(51)], "series": [[*range(51)]]}}
    table = Distribution.parse(body)
    assert "the first 50 of 51" in printed(table)
    assert "bin 49" in printed(table)
    assert "bin 50" not in printed(table)
    page = table._repr_html_()
    assert "<caption>the first 50 of 51 rows</caption>" in page
    assert "bin 50" not in page
    assert "caption" not in FULL["bins"]._repr_html_()


def test_numbers_stand_to_the_right() -> None:
    page = KINDS._repr_html_()
    assert page.count("text-align: right") == 2 * len(KINDS.rows())
    assert [column.justify for column in KINDS.__rich__().columns] == [
        "left",
        "right",
        "right",
        "left",
        "left",
        "left",
        "left",
    ]


def test_a_table_without_columns_is_shown_too() -> None:
    nothing = View((), (), lambda view: view.plot())
    assert Reader(nothing._repr_html_()).cells == []
    assert printed(nothing).strip() == ""


def test_rich_is_loaded_by_those_who_have_it() -> None:
    code = (
        "import sys; from amplitude_sdk.types import TimeSeries;"
        "result = TimeSeries.parse({'data': {}}); result._repr_html_(); hasattr(result, '__rich__');"
        "print('rich' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
