"""The language mapping: a lookup and nothing else."""

from __future__ import annotations

import doctest
import hashlib
import json
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from amplitude_api.languages import LANGUAGES
from hypothesis import given
from hypothesis import strategies as st

from amplitude_sdk import languages
from amplitude_sdk.errors import ValidationError
from amplitude_sdk.languages import display_name

SPECS = Path(__file__).parents[2] / "specs"
RECORDED = "e5b402e813be28d759e7ef3cc3970bd663e52ba0c0f931fc257d8e9b4a00ab2e"
"""SHA-256 of `key TAB value LF`, sorted by key, of the documented table."""

ROWS = sorted(LANGUAGES.items())
TAGS = [tag for tag, _ in ROWS]
NAMES = sorted(set(LANGUAGES.values()))
KNOWN = {tag.lower() for tag in LANGUAGES}


def _checksum(rows: dict[str, str]) -> str:
    lines = "".join(f"{tag}\t{name}\n" for tag, name in sorted(rows.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def test_the_table_is_the_documented_one() -> None:
    assert len(LANGUAGES) == 1388
    assert _checksum(LANGUAGES) == RECORDED
    assert json.loads((SPECS / "languages.json").read_text("utf-8")) == LANGUAGES


def test_every_row_is_found_as_it_is() -> None:
    assert {tag: display_name(tag) for tag in TAGS} == LANGUAGES


def test_every_row_is_found_in_upper_case_when_that_round_trips() -> None:
    tags = [tag for tag in TAGS if tag.upper().lower() == tag]
    assert len(tags) >= 1387
    assert [tag for tag in tags if display_name(tag.upper()) != LANGUAGES[tag]] == []


def test_every_row_is_found_in_title_case_when_that_round_trips() -> None:
    tags = [tag for tag in TAGS if tag.title().lower() == tag]
    assert [tag for tag in tags if display_name(tag.title()) != LANGUAGES[tag]] == []


def test_every_row_is_found_decomposed() -> None:
    decomposed = [tag for tag in TAGS if normalize("NFD", tag) != tag]
    assert len(decomposed) == 50
    assert {tag: display_name(normalize("NFD", tag)) for tag in TAGS} == LANGUAGES


def test_both_cases_of_the_cherokee_key_are_found() -> None:
    (cherokee,) = [tag for tag in TAGS if tag != tag.lower()]
    assert display_name(cherokee) == display_name(cherokee.lower()) == LANGUAGES[cherokee]


def test_the_mapping_is_idempotent() -> None:
    assert [name for name in NAMES if display_name(name) != name] == []


@pytest.mark.parametrize(
    ("tag", "name"),
    [("en-US", "English"), ("EN_us", "English"), ("de-CH", "German"), ("ga", "Ga")],
)
def test_tags_as_devices_send_them(tag: str, name: str) -> None:
    assert display_name(tag) == name


@pytest.mark.parametrize("tag", ["zh-cn", "de-de", "fr-fr", "ja-jp", "iw", "in", "zh_tw"])
def test_there_is_no_fallback_to_a_shorter_or_other_tag(tag: str) -> None:
    assert tag not in LANGUAGES
    assert display_name(tag) == tag


def test_apostrophes_are_not_folded() -> None:
    assert display_name("n\u2019ko") == "N\u2019Ko"
    assert display_name("n'ko") == "n'ko"


@given(st.text().filter(lambda tag: normalize("NFC", tag).lower() not in KNOWN))
def test_an_unknown_tag_stays_as_it_is(tag: str) -> None:
    assert display_name(tag) == tag


@pytest.mark.parametrize("tag", [None, 7, b"en", ["en"]])
def test_a_tag_is_a_text(tag: Any) -> None:
    with pytest.raises(ValidationError, match="tag: expected a text, got "):
        display_name(tag)


@given(st.sampled_from(TAGS) | st.text())
def test_mapping_twice_is_mapping_once(tag: str) -> None:
    assert display_name(display_name(tag)) == display_name(tag)


def test_the_examples_of_the_documentation_are_true() -> None:
    assert doctest.testmod(languages).attempted >= 2
    assert doctest.testmod(languages).failed == 0
