"""Annotations over time: the facade and the emulator agree with a model in plain dictionaries."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from amplitude_sdk import Amplitude
from amplitude_sdk.emulator import Emulator
from amplitude_sdk.errors import BadRequestError, ConflictError, NotFoundError, ValidationError
from tests.property.wire import KEY, SECRET

if TYPE_CHECKING:
    from amplitude_sdk.resources.models import Annotation

FIRST = datetime(2026, 3, 1, tzinfo=UTC)
UNCATEGORIZED = "Uncategorized"
NOWHERE = 10**6

hours = st.integers(0, 200).map(lambda hour: FIRST + timedelta(hours=hour))
names = st.sampled_from(("Campaigns", "Releases", "Café +1 & more"))
texts = st.text(max_size=8)
labels = st.text(min_size=1, max_size=8)
charts = st.sampled_from(("abc", "d&f"))
members = st.fixed_dictionaries(
    {},
    optional={
        "end": hours,
        "category": st.one_of(names, st.just(UNCATEGORIZED)),
        "chart_id": charts,
        "details": texts,
    },
)
changes = st.fixed_dictionaries(
    {},
    optional={
        "label": labels,
        "start": hours,
        "end": st.one_of(hours, st.none()),
        "category": names,
        "chart_id": st.one_of(charts, st.none()),
        "details": texts,
    },
)
picks = st.integers(0, 20)


class Annotations(RuleBasedStateMachine):
    """Calls in any order; `annotations` and `categories` are what has to be there."""

    emulator: Emulator

    def __init__(self) -> None:
        super().__init__()
        self.emulator.reset()
        self.amplitude = Amplitude(api_key=KEY, secret_key=SECRET, base_url=self.emulator.url)
        self.annotations: dict[int, dict[str, Any]] = {}
        self.categories: dict[int, str] = {1: UNCATEGORIZED}

    def teardown(self) -> None:
        self.amplitude.close()

    def category_id(self, name: str) -> int | None:
        return next((key for key, value in self.categories.items() if value == name), None)

    def pick(self, ids: dict[int, Any], number: int) -> int:
        """Choose one of the ids, or sometimes one that is not there."""
        known = [*ids, NOWHERE]
        return known[number % len(known)]

    @rule(name=names)
    def create_category(self, name: str) -> None:
        if self.category_id(name) is not None:
            with pytest.raises(ConflictError):
                self.amplitude.annotations.categories.create(name)
            return
        created = self.amplitude.annotations.categories.create(name)
        assert created.name == name
        assert created.id not in self.categories
        self.categories[created.id] = name

    @rule(label=labels, start=hours, given=members)
    def create(self, label: str, start: datetime, given: dict[str, Any]) -> None:
        if given.get("end", start) < start:
            with pytest.raises(ValidationError, match="lies before the start"):
                self.amplitude.annotations.create(label, start, **given)
            return
        known = self.category_id(given.get("category", UNCATEGORIZED))
        if known is None:
            with pytest.raises(NotFoundError):
                self.amplitude.annotations.create(label, start, **given)
            return
        created = self.amplitude.annotations.create(label, start, **given)
        assert created.id not in self.annotations
        empty = {"end": None, "chart_id": None, "details": None}
        kept = {"label": label, "start": start, **empty, **given, "category": known}
        self.annotations[created.id] = kept
        self.agrees(created)

    @rule(number=picks, given=changes)
    def update(self, number: int, given: dict[str, Any]) -> None:
        chosen = self.pick(self.annotations, number)
        category = self.category_id(given["category"]) if "category" in given else 1
        if "start" in given and (given.get("end") or given["start"]) < given["start"]:
            with pytest.raises(ValidationError, match="lies before the start"):
                self.amplitude.annotations.update(chosen, **given)
            return
        if chosen == NOWHERE or category is None:
            with pytest.raises(NotFoundError):
                self.amplitude.annotations.update(chosen, **given)
            return
        updated = self.amplitude.annotations.update(chosen, **given)
        self.annotations[chosen] |= {
            **given,
            **({"category": category} if "category" in given else {}),
        }
        self.agrees(updated)

    @rule(number=picks)
    def delete(self, number: int) -> None:
        chosen = self.pick(self.annotations, number)
        if chosen == NOWHERE:
            with pytest.raises(NotFoundError):
                self.amplitude.annotations.delete(chosen)
            return
        self.amplitude.annotations.delete(chosen)
        del self.annotations[chosen]
        with pytest.raises(NotFoundError):
            self.amplitude.annotations.get(chosen)

    @rule(number=picks, numbers=st.lists(picks, max_size=3))
    def assign(self, number: int, numbers: list[int]) -> None:
        category = self.pick(self.categories, number)
        chosen = [self.pick(self.annotations, each) for each in numbers]
        if category == NOWHERE or NOWHERE in chosen:
            wanted = NotFoundError if category == NOWHERE else BadRequestError
            with pytest.raises(wanted):
                self.amplitude.annotations.categories.assign(category, chosen)
            return
        assigned = self.amplitude.annotations.categories.assign(category, chosen)
        assert {each.id for each in assigned} == set(chosen)
        for each in chosen:
            self.annotations[each]["category"] = category

    @rule(number=picks, name=names)
    def rename(self, number: int, name: str) -> None:
        others = {key: value for key, value in self.categories.items() if key != 1}
        chosen = self.pick(others, number)
        holder = self.category_id(name)
        if chosen == NOWHERE or holder not in {None, chosen}:
            with pytest.raises(NotFoundError if chosen == NOWHERE else ConflictError):
                self.amplitude.annotations.categories.update(chosen, name)
            return
        assert self.amplitude.annotations.categories.update(chosen, name).name == name
        self.categories[chosen] = name

    @rule(chart=charts, ends=st.tuples(hours, hours).map(sorted))
    def filters_select(self, chart: str, ends: list[datetime]) -> None:
        start, end = ends
        listed = self.amplitude.annotations.list(chart_id=chart, start=start, end=end)
        due = {
            key
            for key, each in self.annotations.items()
            if each["chart_id"] == chart
            and each["start"] >= start
            and (each["end"] or each["start"]) <= end
        }
        assert {each.id for each in listed} == due

    @rule(number=picks)
    def a_category_selects(self, number: int) -> None:
        chosen = list(self.categories)[number % len(self.categories)]
        listed = self.amplitude.annotations.list(category=self.categories[chosen])
        due = {key for key, each in self.annotations.items() if each["category"] == chosen}
        assert {each.id for each in listed} == due

    @invariant()
    def everything_is_there(self) -> None:
        listed = self.amplitude.annotations.list()
        assert {each.id for each in listed} == set(self.annotations)
        for each in listed:
            self.agrees(each)
        categories = self.amplitude.annotations.categories.list()
        assert {each.id: each.name for each in categories} == self.categories

    def agrees(self, annotation: Annotation) -> None:
        due = self.annotations[annotation.id]
        have = {name: getattr(annotation, name) for name in due if name != "category"}
        assert have == {name: value for name, value in due.items() if name != "category"}
        assert annotation.category is not None
        assert (annotation.category.id, annotation.category.name) == (
            due["category"],
            self.categories[due["category"]],
        )


def test_annotations_behave_like_the_model() -> None:
    with Emulator() as emulator:
        Annotations.emulator = emulator
        run_state_machine_as_test(
            Annotations,
            settings=settings(
                max_examples=15,
                stateful_step_count=15,
                derandomize=True,
                database=None,
                deadline=None,
                phases=(Phase.generate,),
                suppress_health_check=list(HealthCheck),
            ),
        )
