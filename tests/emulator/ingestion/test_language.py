from __future__ import annotations

import unicodedata

import pytest
from amplitude_api.languages import LANGUAGES

from amplitude_sdk.emulator.ingestion.language import stored_name


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en-US", "English"),
        ("EN-us", "English"),
        ("zh_CN", "Chinese"),
        ("ᏣᎳᎩ", LANGUAGES["ᏣᎳᎩ"]),
        ("ᏣᎳᎩ".lower(), LANGUAGES["ᏣᎳᎩ"]),
        ("English", "English"),
        ("zh-CN", "zh-CN"),
        ("Klingon", "Klingon"),
        ("", ""),
    ],
)
def test_a_tag_is_stored_by_its_name_and_an_unknown_one_as_it_is(tag: str, name: str) -> None:
    assert stored_name(tag) == name


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_row_of_the_table_is_found_in_any_case_and_form(form: str) -> None:
    for tag, name in LANGUAGES.items():
        written = unicodedata.normalize(form, tag)  # type: ignore[arg-type]  # a parametrised form is no Literal
        assert stored_name(written) == name
        assert stored_name(written.lower()) == name
