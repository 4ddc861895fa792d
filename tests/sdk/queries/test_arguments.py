"""From the arguments of a query to its parameters, and what is refused on the way."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from math import inf, nan
from typing import Any

import numpy as np
import pytest
from amplitude_api import facts

from amplitude_sdk.errors import ValidationError
from amplitude_sdk.queries.arguments import Arguments
from amplitude_sdk.queries.events import EventQuery
from amplitude_sdk.queries.segments import Segment

NAIVE = datetime(2026, 3, 1, 9, 30)  # noqa: DTZ001  on purpose
DUTCH = Segment.where("country", "is", ["Netherlands"])
DAYS = {"start": "20260301", "end": "20260302"}
WITH_TWO = ("getUsers", "getSegmentation")
WITH_ONE = ("getFunnel", "getRetention", "getRevenueLtv")


def refused(field: str, says: str, use: Any) -> None:
    with pytest.raises(ValidationError) as error:
        use()
    assert error.value.field == field
    assert says in error.value.problem


def of(operation: str) -> Arguments:
    """Arguments that have their days."""
    return Arguments(operation).dates("20260301", date(2026, 3, 2))


def sent(arguments: Arguments) -> dict[str, Any]:
    """What is sent beside the days."""
    return {name: value for name, value in arguments().items() if name not in DAYS}


def test_days_go_first_and_do_not_run_backwards() -> None:
    assert of("getUsers")() == DAYS
    refused(
        "end",
        "20260301 lies before start 20260302",
        lambda: Arguments("getUsers").dates("20260302", "20260301"),
    )


@pytest.mark.parametrize(
    ("operation", "value", "wire"),
    [
        ("getUsers", 7, {"i": 7}),
        ("getUsers", "weekly", {"i": 7}),
        ("getUsers", "monthly", {"i": 30}),
        ("getUsers", "daily", {}),
        ("getUsers", None, {}),
        ("getSegmentation", "hourly", {"i": -3600000}),
        ("getSegmentation", -300000, {"i": -300000}),
        ("getSegmentation", "realtime", {"i": -300000}),
    ],
)
def test_an_interval_is_a_number_or_a_name(
    operation: str, value: Any, wire: dict[str, Any]
) -> None:
    assert sent(of(operation).interval("i", value)) == wire


def test_a_number_is_sent_as_the_documented_one() -> None:
    assert str(of("getUsers").interval("i", 7.0)()["i"]) == "7"


@pytest.mark.parametrize("operation", ["getSegmentation", "getFunnel"])
@pytest.mark.parametrize(
    ("interval", "last"), [("realtime", "20260303"), (-3600000, "20260308"), (1, "20270301")]
)
def test_an_interval_that_shows_fewer_days_is_refused(
    operation: str, interval: Any, last: str
) -> None:
    arguments = Arguments(operation).dates("20260301", last)
    refused("interval", f"and 20260301 to {last} are ", lambda: arguments.interval("i", interval))


@pytest.mark.parametrize(
    ("operation", "interval"),
    [("getUsers", 1), ("getRetention", 1), ("getRevenueLtv", 1), ("getFunnel", None)],
)
def test_no_reach_is_documented_elsewhere(operation: str, interval: Any) -> None:
    Arguments(operation).dates("20200101", "20260301").interval("i", interval)


PRICED = EventQuery("Buy").group_by("event", "price")


@pytest.mark.parametrize("metric", facts.PROPERTY_METRICS)
@pytest.mark.parametrize("event", ["Buy", EventQuery("Buy"), {"event_type": "Buy", "group_by": []}])
def test_a_metric_of_a_property_needs_the_property(metric: str, event: Any) -> None:
    refused(
        "event",
        f'metric="{metric}" measures a property of the event; name it by a group-by',
        lambda: of("getSegmentation").metric(metric, event),
    )


@pytest.mark.parametrize("metric", facts.PROPERTY_METRICS)
@pytest.mark.parametrize("event", [PRICED, PRICED.to_wire()])
def test_a_metric_of_a_property_takes_it_from_the_event(metric: str, event: Any) -> None:
    assert sent(of("getSegmentation").metric(metric, event)) == {"m": metric}


def test_other_metrics_need_none() -> None:
    assert sent(of("getSegmentation").metric("totals", "Buy")) == {"m": "totals"}
    assert sent(of("getSegmentation").metric("uniques", "Buy")) == {}
    refused("metric", "use one of 'uniques'", lambda: of("getSegmentation").metric("sum", "Buy"))


@pytest.mark.parametrize("value", [2, "1", "yearly", "hourly", True, [1], 1.5])
def test_an_interval_the_query_does_not_know_is_refused(value: Any) -> None:
    refused("interval", "use one of", lambda: Arguments("getUsers").interval("i", value))


@pytest.mark.parametrize(
    ("value", "sent"),
    [("arpu", {}), (0, {}), ("arppu", {"m": 1}), ("total_revenue", {"m": 2}), (3, {"m": 3})],
)
def test_a_lifetime_metric_is_a_number_or_a_name(value: Any, sent: dict[str, Any]) -> None:
    assert Arguments("getRevenueLtv").ltv_metric(value)() == sent


@pytest.mark.parametrize("value", [4, "revenue", False])
def test_a_lifetime_metric_nobody_documents_is_refused(value: Any) -> None:
    refused("metric", "use one of", lambda: Arguments("getRevenueLtv").ltv_metric(value))


def test_an_interval_is_refused_with_its_names() -> None:
    refused(
        "interval",
        "'day' is not documented; use one of 1, 7, 30, 'daily', 'weekly', 'monthly'",
        lambda: Arguments("getUsers").interval("i", "day"),
    )
    refused(
        "interval",
        "'realtime' is not documented; use one of 1, 7, 30, 'daily'",
        lambda: Arguments("getUsers").interval("i", "realtime"),
    )


def test_a_choice_names_what_it_could_be() -> None:
    refused(
        "mode",
        "'sorted' is not documented; use one of 'ordered', 'unordered', 'sequential'",
        lambda: Arguments("getFunnel").choice("mode", "mode", "sorted"),
    )


@pytest.mark.parametrize(
    ("group_by", "sent"),
    [
        (None, {}),
        ((), {}),
        ("platform", {"g": "platform"}),
        (["platform"], {"g": "platform"}),
        (("gp:plan", "platform"), {"g": "gp:plan", "g2": "platform"}),
    ],
)
@pytest.mark.parametrize("operation", WITH_TWO)
def test_group_bys_are_a_name_or_two(operation: str, group_by: Any, sent: dict[str, Any]) -> None:
    assert Arguments(operation).split(None, group_by)() == sent


@pytest.mark.parametrize(
    ("operation", "most"), [*((each, 2) for each in WITH_TWO), *((each, 1) for each in WITH_ONE)]
)
def test_no_query_takes_more_group_bys_than_it_has_parameters(operation: str, most: int) -> None:
    names = ["platform", "country", "language"]
    assert len(Arguments(operation).split(None, names[:most])()) == most
    refused(
        "group_by",
        f"at most {most}, got {most + 1}",
        Arguments(operation).split(None, names[: most + 1]),
    )


@pytest.mark.parametrize("group_by", ["", [""], [None], 7, {"platform"}])
def test_what_is_no_property_is_refused(group_by: Any) -> None:
    refused(
        "group_by", "a property name or two", lambda: Arguments("getUsers").split(None, group_by)
    )


def test_a_group_by_needs_a_single_segment() -> None:
    assert set(Arguments("getUsers").split(DUTCH, "platform")()) == {"g", "s"}
    refused(
        "group_by",
        "works with a single segment only; drop one of the two",
        lambda: Arguments("getUsers").split([DUTCH, DUTCH], "platform"),
    )


def test_each_segment_is_a_value_of_its_own() -> None:
    sent = Arguments("getUsers").split([DUTCH, Segment.cohort("abc")], None)()
    assert [json.loads(each) for each in sent["s"]] == [
        DUTCH.to_wire(),
        Segment.cohort("abc").to_wire(),
    ]


@pytest.mark.parametrize(("value", "sent"), [(1, {"limit": 1}), (1000, {"limit": 1000}), (100, {})])
def test_a_limit_is_a_whole_number(value: int, sent: dict[str, int]) -> None:
    assert Arguments("getFunnel").limit(value)() == sent


def test_numbers_of_a_frame_are_sent_like_all_others() -> None:
    seven = np.int64(7)
    assert repr(Arguments("getFunnel").limit(seven)()) == "{'limit': 7}"
    assert repr(Arguments("getUsers").interval("i", seven)()) == "{'i': 7}"
    assert Arguments("getRetention").brackets([[0, seven]], mode="bracket")() == {"rb": "[[0,7]]"}
    bins = Arguments("getSessionLengths").bins("minutes", np.int64(0), seven, np.float64(3.5))
    assert {str(value) for value in bins().values()} == {"minutes", "0", "7", "3.5"}


@pytest.mark.parametrize("value", [0, -1, facts.MAX_GROUP_LIMIT + 1])
def test_a_limit_out_of_bounds_is_refused(value: int) -> None:
    says = f"between 1 and {facts.MAX_GROUP_LIMIT}"
    refused("limit", says, lambda: Arguments("getFunnel").limit(value))


@pytest.mark.parametrize("value", [1.5, "10", True])
def test_a_limit_that_is_no_whole_number_is_refused(value: Any) -> None:
    refused("limit", "expected a whole number", lambda: Arguments("getFunnel").limit(value))


@pytest.mark.parametrize(
    ("value", "sent"),
    [
        (3600, {"cs": 3600}),
        (timedelta(hours=1), {"cs": 3600}),
        (timedelta(days=30), {}),
        (2_592_000, {}),
        (None, {}),
    ],
)
def test_a_conversion_window_is_seconds_or_a_timedelta(value: Any, sent: dict[str, int]) -> None:
    assert Arguments("getFunnel").seconds("cs", "conversion_window", value)() == sent


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (timedelta(milliseconds=1500), "not a whole number of seconds"),
        (timedelta(0), "at least 1"),
        (-5, "at least 1"),
        ("1h", "expected a whole number"),
    ],
)
def test_a_window_that_is_no_whole_seconds_is_refused(value: Any, says: str) -> None:
    refused(
        "conversion_window",
        says,
        lambda: Arguments("getFunnel").seconds("cs", "conversion_window", value),
    )


def test_brackets_are_pairs_as_on_the_wire() -> None:
    sent = Arguments("getRetention").brackets([[0, 1], (1, 8)], mode="bracket")()
    assert sent == {"rb": "[[0,1],[1,8]]"}
    assert Arguments("getRetention").brackets(None, mode="rolling")() == {}


@pytest.mark.parametrize(
    ("brackets", "mode", "says"),
    [
        ([[0, 1]], "n-day", 'brackets need mode="bracket"'),
        (None, "bracket", 'mode="bracket" needs brackets'),
        ([], "bracket", "expected pairs"),
        ([0, 4], "bracket", "expected pairs"),
        ([[0, 1, 2]], "bracket", "expected pairs"),
        ([[1, 1]], "bracket", "expected pairs"),
        ([[-1, 1]], "bracket", "expected pairs"),
        ([["0", "4"]], "bracket", "expected pairs"),
        ([[False, True]], "bracket", "expected pairs"),
        (7, "bracket", "expected pairs"),
    ],
)
def test_brackets_that_are_none_are_refused(brackets: Any, mode: str, says: str) -> None:
    refused("brackets", says, lambda: Arguments("getRetention").brackets(brackets, mode=mode))


def test_the_steps_of_a_funnel_are_a_list_of_json_texts() -> None:
    sent = Arguments("getFunnel").steps(["A", {"event_type": "B"}])()
    assert sent == {"e": ['{"event_type":"A"}', '{"event_type":"B"}']}


@pytest.mark.parametrize("events", [[], (), "Play Song", None, {"event_type": "A"}, 7])
def test_a_funnel_needs_a_list_of_events(events: Any) -> None:
    refused("events", "a list of one event or more", lambda: Arguments("getFunnel").steps(events))


def test_a_bad_step_is_named_by_its_place() -> None:
    refused("events[1]", "non-empty name", lambda: Arguments("getFunnel").steps(["A", ""]))


UNIT, LEAST, MOST, SIZE = (
    f"timeHistogramConfigBin{part}" for part in ("TimeUnit", "Min", "Max", "Size")
)


@pytest.mark.parametrize(
    ("bins", "sent"),
    [
        ((None, None, None, None), {}),
        (("minutes", 0, 10, None), {UNIT: "minutes", LEAST: 0, MOST: 10}),
        (("seconds", 0.5, 9.5, 0.5), {UNIT: "seconds", LEAST: 0.5, MOST: 9.5, SIZE: 0.5}),
    ],
)
def test_bins_are_sent_together(bins: Any, sent: dict[str, Any]) -> None:
    assert Arguments("getSessionLengths").bins(*bins)() == sent


@pytest.mark.parametrize(
    ("bins", "field"),
    [
        (("minutes", None, None, None), "bin_unit"),
        ((None, 0, 10, None), "bin_unit"),
        ((None, None, None, 1), "bin_unit"),
        (("minutes", 0, None, 1), "bin_unit"),
        (("days", 0, 10, None), "bin_unit"),
        (("minutes", 10, 10, None), "bin_max"),
        (("minutes", -1, 10, None), "bin_max"),
        (("minutes", 0, 10, 0), "bin_size"),
        (("minutes", "0", 10, None), "bin_min"),
        (("minutes", 0, inf, None), "bin_max"),
        (("minutes", nan, 10, None), "bin_min"),
        (("minutes", 0, 10, True), "bin_size"),
    ],
)
def test_bins_the_service_would_silently_replace_are_refused(bins: Any, field: str) -> None:
    with pytest.raises(ValidationError) as error:
        Arguments("getSessionLengths").bins(*bins)
    assert error.value.field == field


@pytest.mark.parametrize("formula", ["UNIQUES(A)/UNIQUES(B)", "PROPSUM(A) - 2", "100 % A_B1"])
def test_a_formula_is_of_the_events_of_the_query(formula: str) -> None:
    sent = Arguments("getSegmentation").add("e2", "{}").formula(formula, metric="formula")()
    assert sent == {"e2": "{}", "formula": formula}


@pytest.mark.parametrize(
    ("formula", "second", "letter"),
    [
        ("UNIQUES(A)/UNIQUES(B)", None, "B"),
        ("UNIQUES(A)/UNIQUES(C)", "{}", "C"),
        ("D", None, "D"),
    ],
)
def test_a_formula_of_an_event_that_is_not_there_is_refused(
    formula: str, second: str | None, letter: str
) -> None:
    arguments = Arguments("getSegmentation").add("e2", second)
    says = f"{letter} is no event of this query: A is event, B is second_event"
    refused("formula", says, lambda: arguments.formula(formula, metric="formula"))


def test_a_formula_and_its_metric_need_each_other() -> None:
    formula = "UNIQUES(A)"
    assert Arguments("getSegmentation").formula(None, metric="uniques")() == {}
    for given_formula, metric, says in (
        (formula, "uniques", 'a formula needs metric="formula"'),
        (None, "formula", 'metric="formula" needs a formula'),
    ):
        arguments = Arguments("getSegmentation")
        refused(
            "formula",
            says,
            lambda f=given_formula, m=metric, a=arguments: a.formula(f, metric=m),
        )


@pytest.mark.parametrize("value", ["", 7, None, b"x"])
def test_a_required_text_is_not_empty(value: Any) -> None:
    refused(
        "query", "non-empty text", lambda: Arguments("searchUsers").text("user", "query", value)
    )


def test_an_optional_text_may_be_absent() -> None:
    assert Arguments("getSegmentation").text("formula", "formula", None)() == {}


def test_arguments_are_read_as_a_copy() -> None:
    arguments = Arguments("getUsers").dates(NAIVE.replace(tzinfo=UTC), "20260302")
    arguments()["start"] = "changed"
    assert arguments()["start"] == "20260301"


@pytest.mark.parametrize(
    ("field", "problem", "use"),
    [
        (
            "start",
            "'March' is not a day; pass a datetime.date or text YYYYMMDD",
            lambda: Arguments("getUsers").dates("March", "20260301"),
        ),
        (
            "end",
            "'March' is not a day; pass a datetime.date or text YYYYMMDD",
            lambda: Arguments("getUsers").dates("20260301", "March"),
        ),
        (
            "group_by",
            "works with a single segment only; drop one of the two",
            lambda: of("getSegmentation").split([DUTCH, DUTCH], "country"),
        ),
        (
            "brackets",
            'mode="bracket" needs brackets',
            lambda: of("getRetention").brackets(None, mode="bracket"),
        ),
        (
            "brackets",
            'brackets need mode="bracket"',
            lambda: of("getRetention").brackets([[0, 1]], mode="n-day"),
        ),
        (
            "brackets",
            "expected pairs such as [[0, 1], [1, 8]], ends exclusive",
            lambda: of("getRetention").brackets([[1, 0]], mode="bracket"),
        ),
        (
            "events",
            "a funnel needs a list of one event or more",
            lambda: of("getFunnel").steps([]),
        ),
        (
            "bin_min",
            "nan is not a number",
            lambda: of("getSessionLengths").bins("hours", nan, 1, None),
        ),
        (
            "bin_unit",
            "custom bins need bin_unit, bin_min and bin_max together; bin_size may follow",
            lambda: of("getSessionLengths").bins("hours", None, 1, None),
        ),
        (
            "bin_max",
            "must lie above bin_min, got 2 to 1",
            lambda: of("getSessionLengths").bins("hours", 2, 1, None),
        ),
        (
            "bin_size",
            "must be positive, got 0",
            lambda: of("getSessionLengths").bins("hours", 0, 1, 0),
        ),
        (
            "event",
            (
                'metric="sums" measures a property of the event; name it by a group-by of the event, '
                'such as EventQuery("Buy").group_by("event", "price")'
            ),
            lambda: of("getSegmentation").metric("sums", "Buy"),
        ),
        (
            "formula",
            'metric="formula" needs a formula',
            lambda: of("getSegmentation").formula(None, metric="formula"),
        ),
        (
            "formula",
            'a formula needs metric="formula"',
            lambda: of("getSegmentation").formula("UNIQUES(A)", metric="totals"),
        ),
        (
            "formula",
            "C is no event of this query: A is event, B is second_event, and there are no others",
            lambda: of("getSegmentation").formula("UNIQUES(C)", metric="formula"),
        ),
        (
            "formula",
            "expected a non-empty text, got ''",
            lambda: of("getSegmentation").formula("", metric="formula"),
        ),
    ],
)
def test_a_refusal_names_the_argument_and_the_way_out(field: str, problem: str, use: Any) -> None:
    with pytest.raises(ValidationError) as error:
        use()
    assert (error.value.field, error.value.problem) == (field, problem)


def test_an_odd_number_of_seconds_is_a_window() -> None:
    window = timedelta(seconds=3)
    assert sent(of("getFunnel").seconds("cs", "conversion_window", window)) == {"cs": 3}


def test_days_may_come_after_other_parameters() -> None:
    arguments = Arguments("getUsers").add("m", "new").dates("20260301", "20260302")
    assert arguments() == {"m": "new", **DAYS}
