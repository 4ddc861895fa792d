"""What queries cost: the documented model ("Dashboard REST API", "Rate limits"), rule by rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from inspect import signature
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amplitude_sdk import EventQuery, Segment
from amplitude_sdk.errors import ValidationError
from amplitude_sdk.queries import dashboard
from amplitude_sdk.queries.arguments import Arguments
from amplitude_sdk.queries.cost import Cost, cost_of

COST = Cost()
DAY = ("20260301", "20260301")
MONTH = ("20260301", "20260330")
"""Thirty days."""
DUTCH = Segment.where("country", "is", ["Netherlands"])
PLAY = EventQuery("Play Song")
DATED: dict[str, Any] = {
    "users": COST.users,
    "session_lengths": COST.session_lengths,
    "average_session_length": COST.average_session_length,
    "sessions_per_user": COST.sessions_per_user,
    "composition": lambda *span: COST.composition("platform", *span),
    "segmentation": lambda *span: COST.segmentation("Play Song", *span),
    "funnel": lambda *span: COST.funnel(["Play Song"], *span),
    "retention": lambda *span: COST.retention("Play Song", "Stop Song", *span),
    "revenue_ltv": COST.revenue_ltv,
}
OF_A_DAY = {
    "users": 1,
    "session_lengths": 4,
    "average_session_length": 4,
    "sessions_per_user": 4,
    "composition": 1,
    "segmentation": 1,
    "funnel": 2,
    "retention": 8,
    "revenue_ltv": 1,
}
SPLIT: dict[str, Any] = {
    "users": COST.users,
    "segmentation": lambda *span, **more: COST.segmentation("Play Song", *span, **more),
    "funnel": lambda *span, **more: COST.funnel(["Play Song"], *span, **more),
    "retention": lambda *span, **more: COST.retention("Play Song", "Stop Song", *span, **more),
    "revenue_ltv": COST.revenue_ltv,
}
each_split = pytest.mark.parametrize("name", SPLIT)


def test_the_simple_example_of_the_documentation_costs_10() -> None:
    """ "Simple query cost example": any users with Language = English, by country and platform."""
    english = Segment.where("language", "is", ["English"])
    filtered = PLAY.where("event", "genre", "is", ["rock"])
    cost = COST.segmentation(filtered, *DAY, segments=english, group_by=["country", "platform"])
    assert cost == 10


def test_the_funnel_example_of_the_documentation_costs_1800() -> None:
    """ "Funnel analysis cost example": 30 days, any users on iOS, by city and paying, three events."""
    steps = [f"{verb} Song or Video" for verb in ("Search", "Play", "Share")]
    ios = Segment.where("platform", "is", ["iOS"])
    assert COST.funnel(steps, *MONTH, segments=ios, group_by=["city", "paying"]) == 30 * 10 * 6


@pytest.mark.parametrize("name", DATED)
def test_every_query_with_dates_costs_by_its_type(name: str) -> None:
    assert DATED[name](*DAY) == OF_A_DAY[name]


@pytest.mark.parametrize("name", DATED)
def test_days_are_counted_with_both_ends(name: str) -> None:
    assert DATED[name](*MONTH) == 30 * OF_A_DAY[name]
    assert DATED[name](date(2024, 2, 28), date(2024, 3, 1)) == 3 * OF_A_DAY[name]


@each_split
@pytest.mark.parametrize(
    ("segments", "conditions"),
    [
        (None, 1),
        (DUTCH, 2),
        (DUTCH.where("platform", "is", ["iOS", "Android"]), 3),
        (DUTCH.cohort("abc").performed("Play Song", ">=", 2), 4),
        ([DUTCH], 2),
        ([DUTCH, DUTCH.cohort("abc")], 5),
        ([[{"prop": "paying", "op": "is", "values": ["true"]}]] * 3, 6),
        ([{"prop": "paying", "op": "is", "values": ["true"]}], 2),
    ],
)
def test_segments_count_and_so_does_every_condition_in_them(
    name: str, segments: Any, conditions: int
) -> None:
    assert SPLIT[name](*DAY, segments=segments) == conditions * OF_A_DAY[name]


@each_split
@pytest.mark.parametrize("count", range(5))
def test_a_group_by_counts_as_four_conditions_however_many_there_are(name: str, count: int) -> None:
    names = [f"gp:{number}" for number in range(count)]
    assert SPLIT[name](*DAY, group_by=names) == (1 + 4 * count) * OF_A_DAY[name]
    assert SPLIT[name](*DAY, segments=DUTCH, group_by=names) == (2 + 4 * count) * OF_A_DAY[name]


def test_the_events_of_a_segmentation_count_and_what_each_is_grouped_by() -> None:
    grouped = PLAY.group_by("user", "platform")
    assert COST.segmentation(PLAY, *DAY, second_event="Stop Song") == 2
    assert COST.segmentation(grouped, *DAY) == 1 + 4
    assert COST.segmentation(grouped.group_by("event", "genre"), *DAY) == 1 + 8
    assert COST.segmentation(grouped, *DAY, second_event=grouped) == 2 + 8


def test_the_steps_of_a_funnel_count_twice_and_what_each_is_grouped_by() -> None:
    grouped = PLAY.group_by("user", "platform")
    assert COST.funnel(["A", "B", "C"], *DAY) == 6
    assert COST.funnel(["A", grouped, grouped.group_by("event", "genre")], *DAY) == 6 + 4 + 8


def test_a_raw_event_counts_like_any_other() -> None:
    groups = [{"type": "user", "value": "platform"}]
    assert COST.segmentation({"event_type": "A", "group_by": groups}, *DAY) == 1 + 4
    assert COST.segmentation({"event_type": "A", "group_by": None}, *DAY) == 1


def test_retention_costs_the_same_whatever_its_events_are_grouped_by() -> None:
    grouped = PLAY.group_by("user", "platform")
    assert COST.retention(grouped, grouped, *DAY) == 8


def test_filters_of_events_are_free() -> None:
    filtered = PLAY.where("event", "genre", "is", ["rock"]).where("user", "paying", "is", ["true"])
    assert COST.segmentation(filtered, *DAY) == COST.segmentation(PLAY, *DAY)
    assert COST.funnel([filtered], *DAY) == COST.funnel([PLAY], *DAY)


def test_nothing_else_changes_the_cost() -> None:
    plain = COST.segmentation("A", *MONTH)
    more = COST.segmentation(
        "A",
        *MONTH,
        metric="formula",
        formula="UNIQUES(A)",
        user_type="any",
        interval="weekly",
        limit=1000,
        rolling_window=7,
        rolling_average=7,
    )
    assert more == plain
    bins = COST.session_lengths(*MONTH, bin_unit="hours", bin_min=0, bin_max=9, bin_size=1)
    assert bins == COST.session_lengths(*MONTH)


@pytest.mark.parametrize(
    ("arguments", "cost"),
    [
        (dashboard.events(), 1),
        (dashboard.realtime(interval=5), 1),
        (dashboard.chart("abc"), 1),
        (dashboard.chart_csv("abc"), 1),
        (dashboard.user_activity(7, limit=1000), 0),
        (dashboard.user_search("mira"), 0),
    ],
)
def test_a_query_without_dates_counts_as_one_day_and_those_for_single_users_have_no_cost(
    arguments: Any, cost: int
) -> None:
    """See T-X42 and the limit of 360 requests an hour."""
    assert cost_of(arguments) == cost


@pytest.mark.parametrize(
    ("use", "field"),
    [
        (lambda: COST.users("20260302", "20260301"), "end"),
        (lambda: COST.users(*DAY, metric="old"), "metric"),  # type: ignore[arg-type]
        (lambda: COST.funnel([], *DAY), "events"),
        (lambda: COST.segmentation("A", *DAY, metric="sums"), "event"),
        (lambda: COST.segmentation("A", *MONTH, interval="hourly"), "interval"),
        (lambda: COST.retention("A", "B", *DAY, mode="bracket"), "brackets"),
        (lambda: COST.users(*DAY, segments=[DUTCH, DUTCH], group_by="platform"), "group_by"),
        (lambda: COST.composition("", *DAY), "property"),
    ],
)
def test_what_the_query_would_refuse_has_no_cost(use: Any, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        use()
    assert refused.value.field == field


# Against an independent computation.


@dataclass
class Drawn:
    """Arguments of a query, and the three numbers its cost is made of, counted while drawing."""

    start: date
    days: int
    segments: list[Segment]
    group_by: list[str]
    grouped: list[int]
    """By how much each event is grouped."""

    @property
    def span(self) -> tuple[date, date]:
        return self.start, self.start + timedelta(days=self.days - 1)

    @property
    def events(self) -> list[EventQuery]:
        return [_grouped_event(count) for count in self.grouped]

    @property
    def split(self) -> dict[str, Any]:
        return {"segments": self.segments or None, "group_by": self.group_by}


def _grouped_event(count: int) -> EventQuery:
    event = EventQuery(f"grouped by {count}").where("event", "genre", "is", "rock")
    for number in range(count):
        event = event.group_by("event", f"property {number}")
    return event


@st.composite
def drawn(draw: st.DrawFn) -> tuple[Drawn, int]:
    """Draw arguments, and their days times their conditions."""
    start = draw(st.dates(date(2014, 1, 1), date(2030, 1, 1)))
    days = draw(st.integers(1, 365))
    sizes = draw(st.lists(st.integers(1, 4), max_size=4))
    segments = [_segment(size) for size in sizes]
    most = 3 if len(segments) <= 1 else 0
    group_by = draw(st.lists(st.sampled_from(["country", "gp:plan", "os"]), max_size=most))
    grouped = draw(st.lists(st.integers(0, 2), min_size=1, max_size=6))
    conditions = 1 if not sizes else 0
    for size in sizes:
        conditions += 1 + size
    for _ in group_by:
        conditions += 4
    return Drawn(start, days, segments, group_by, grouped), days * conditions


def _segment(size: int) -> Segment:
    segment = Segment()
    for number in range(size):
        segment = segment.where(f"gp:{number}", "is", ["a", "b"])
    return segment


@given(drawn())
def test_a_fixed_type_multiplies_days_and_conditions(case: tuple[Drawn, int]) -> None:
    query, product = case
    assert COST.users(*query.span, **query.split) == product
    assert COST.revenue_ltv(*query.span, **query.split) == product
    assert COST.retention("A", _grouped_event(2), *query.span, **query.split) == 8 * product
    assert COST.composition("os", *query.span) == query.days
    assert COST.sessions_per_user(*query.span) == 4 * query.days


@given(drawn())
def test_a_type_of_events_multiplies_by_them(case: tuple[Drawn, int]) -> None:
    query, product = case
    groups = 0
    for count in query.grouped:
        groups += 4 * count
    funnel = COST.funnel(query.events, *query.span, **query.split)
    assert funnel == product * (2 * len(query.grouped) + groups)
    first, *others = query.grouped[:2]
    second = _grouped_event(others[0]) if others else None
    segmentation = COST.segmentation(
        _grouped_event(first), *query.span, second_event=second, **query.split
    )
    assert segmentation == product * (1 + len(others) + 4 * (first + sum(others)))


def test_its_methods_are_described_for_whoever_looks() -> None:
    hints = get_type_hints(Cost.users)
    assert hints["return"] is int
    assert Cost.users.__doc__ == "Compute the cost of `users` with these arguments."


def test_what_has_no_documented_cost_costs_nothing() -> None:
    assert cost_of(Arguments("listAnnotations")) == 0


@pytest.mark.parametrize("name", DATED)
def test_the_arguments_of_a_cost_are_seen_before_it_is_computed(name: str) -> None:
    shown = signature(getattr(COST, name))
    assert shown.parameters == signature(getattr(dashboard, name)).parameters
    assert shown.return_annotation == "int"
