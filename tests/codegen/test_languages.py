from __future__ import annotations

import json
from pathlib import Path

import pytest

from codegen import languages

TABLE = json.loads(
    (Path(__file__).parents[2] / "specs" / "languages.json").read_text(encoding="utf-8")
)


def render(table: dict[str, object]) -> str:
    return languages.render(json.dumps(table))


def test_the_module_holds_the_table_row_for_row() -> None:
    namespace: dict[str, object] = {}
    exec(render(TABLE), namespace)

    assert namespace["LANGUAGES"] == TABLE
    assert list(namespace["LANGUAGES"]) == list(TABLE)


def test_letters_stand_in_the_module_as_they_are() -> None:
    letter = "\N{MODIFIER LETTER APOSTROPHE}"

    assert f'    "gwich{letter}in": "Gwich{letter}in",' in render(TABLE).splitlines()


def test_a_lost_row_is_noticed() -> None:
    shorter = dict(TABLE)
    shorter.pop("aa")

    with pytest.raises(ValueError, match="1387 rows instead of 1388"):
        render(shorter)


def test_a_row_out_of_order_is_noticed() -> None:
    moved = dict(TABLE)
    moved["aa"] = moved.pop("aa")

    with pytest.raises(ValueError, match="not sorted"):
        render(moved)


def test_a_key_that_stands_twice_is_noticed() -> None:
    text = json.dumps(TABLE).replace('"ab":', '"aa":', 1)

    with pytest.raises(ValueError, match="one stands twice"):
        languages.render(text)


@pytest.mark.parametrize("value", [1, None, "e\u0301"])
def test_a_value_that_is_not_composed_text_is_noticed(value: object) -> None:
    with pytest.raises(ValueError, match="not text in normal form C"):
        render({**TABLE, "aa": value})
