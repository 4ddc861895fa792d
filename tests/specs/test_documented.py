"""The vendor's own samples agree with the specs, or differ for a named reason that is proved."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import pytest

from tests.specs.documents import DOCUMENTS, decisions, every_operation
from tests.specs.samples import (
    KEYS,
    KEYS_OF_KIND,
    PLACEHOLDER,
    every_sample,
    judge,
    look_up,
    parses,
    unexplained,
)

if TYPE_CHECKING:
    from tests.specs.samples import Sample

SAMPLES = every_sample()
UNDOCUMENTED_REPLIES = {"getChartResults", "getChartCsv"}
"""Operations for which the vendor prints no reply: it depends on the chart, or is not JSON."""

PRINTED = {
    "releases-api.txt": {"query": 1, "request": 1, "reply": 1},
    "chart-annotations-api.txt": {"query": 6, "request": 5, "reply": 11},
    "http-v2-api.txt": {"request": 6, "reply": 5},
    "http-v2-third-party-openapi.txt": {"reply": 2},
    "dashboard-rest-api.txt": {"query": 108, "reply": 16, "schema": 5},
}
"""How many samples each document prints, counted there: none may get lost."""

each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.id)


def unreadable() -> list[Sample]:
    return [sample for sample in SAMPLES if "text" in sample.entry]


def departing(kind: str) -> list[Sample]:
    return [sample for sample in SAMPLES if sample.departures_of(kind)]


def with_placeholders() -> list[Sample]:
    return [s for s in SAMPLES if PLACEHOLDER in {entry["decision"] for entry in s.departures}]


@each_sample
def test_an_entry_has_the_members_of_its_kind_and_no_others(sample: Sample) -> None:
    content = {"text", "repaired"} if "text" in sample.entry else {"value"}
    assert set(sample.entry) == KEYS | KEYS_OF_KIND[sample.entry["kind"]] | content
    assert sample.entry["line"] >= 1


@each_sample
def test_an_exception_has_the_members_of_its_kind_and_a_reason(sample: Sample) -> None:
    for departure in sample.departures:
        place = set() if departure["kind"] == "malformed" else {"at"}
        assert set(departure) == {"kind", "decision", "why"} | place
        assert departure["kind"] in {"malformed", "refused", "contradicts"}
        assert departure["why"].strip()
        assert departure.get("at") != []


def test_every_printed_sample_is_recorded() -> None:
    recorded: dict[str, Counter[str]] = {}
    for sample in SAMPLES:
        recorded.setdefault(sample.entry["source"], Counter())[sample.entry["kind"]] += 1
    assert recorded == PRINTED


def test_ids_are_unique() -> None:
    counted = Counter(sample.id for sample in SAMPLES)
    assert [slug for slug, count in counted.items() if count > 1] == []


@each_sample
def test_the_specs_refuse_a_sample_exactly_where_its_exceptions_say(sample: Sample) -> None:
    assert judge(sample).refused == set(sample.places("refused"))


@each_sample
def test_the_specs_name_every_member_of_a_sample(sample: Sample) -> None:
    assert unexplained(sample) <= set(sample.places("contradicts"))


@pytest.mark.parametrize("sample", departing("contradicts"), ids=lambda sample: sample.id)
def test_a_contradiction_is_about_something_that_is_there_and_accepted(sample: Sample) -> None:
    reading = judge(sample)
    for place in sample.places("contradicts"):
        look_up(reading.value, place)
        assert place not in reading.refused, place


@pytest.mark.parametrize("sample", with_placeholders(), ids=lambda sample: sample.id)
def test_a_placeholder_is_a_word_for_the_caller_to_replace(sample: Sample) -> None:
    for departure in sample.departures:
        if departure["decision"] == PLACEHOLDER:
            assert departure["kind"] == "refused"
            for place in departure["at"]:
                assert re.fullmatch(r"[A-Z]+|\{\w+\}|", look_up(judge(sample).value, place))


@pytest.mark.parametrize("sample", unreadable(), ids=lambda sample: sample.id)
def test_a_sample_recorded_as_text_really_cannot_be_read(sample: Sample) -> None:
    assert not parses(sample)
    assert sample.departures_of("malformed")


@pytest.mark.parametrize("sample", unreadable(), ids=lambda sample: sample.id)
def test_a_repair_neither_adds_nor_drops_a_value(sample: Sample) -> None:
    text, repaired = sample.entry["text"], sample.entry["repaired"]
    if sample.entry["kind"] == "query":
        assert [list(pair) for pair in parse_qsl(text, keep_blank_values=True)] == repaired
    else:
        assert _scalars(text) == _scalars(json.dumps(repaired, ensure_ascii=False))


def _scalars(text: str) -> list[str]:
    """Return names and values in their order, whatever the punctuation between them."""
    return re.findall(r'"[^"]*"|-?\d+(?:\.\d+)?|true|false|null', text)


def test_only_samples_recorded_as_text_are_called_malformed() -> None:
    assert {sample.id for sample in departing("malformed")} == {s.id for s in unreadable()}


def test_every_exception_rests_on_a_recorded_decision() -> None:
    named = {departure["decision"] for sample in SAMPLES for departure in sample.departures}
    assert named - set(decisions()) <= {PLACEHOLDER}


def test_every_document_has_samples_and_every_operation_a_documented_reply() -> None:
    assert {f"{name.replace('-', '_')}.json" for name in DOCUMENTS} == {s.file for s in SAMPLES}
    replies = {s.entry["operation"] for s in SAMPLES if s.entry["kind"] == "reply"}
    assert every_operation().keys() - replies == UNDOCUMENTED_REPLIES
