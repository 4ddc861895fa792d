"""How a question is sent, and what its statement is bound to."""

from __future__ import annotations

from urllib.parse import parse_qsl

from benchmarks.emulator.questions.question import Question


def question(sql: str = "select 1", **parameters: object) -> Question:
    return Question("a question", "/2/users", parameters, sql, lambda reply: {(): reply})


def test_texts_are_sent_as_they_are_and_all_else_as_json() -> None:
    asked = question(m="new", e={"event_type": "Play & stop"})
    assert parse_qsl(asked.query) == [("m", "new"), ("e", '{"event_type": "Play & stop"}')]


def test_a_tuple_repeats_a_parameter() -> None:
    asked = question(e=({"event_type": "A"}, {"event_type": "B"}))
    assert parse_qsl(asked.query) == [("e", '{"event_type": "A"}'), ("e", '{"event_type": "B"}')]


def test_a_statement_is_bound_to_what_it_names() -> None:
    asked = question("select $app, $end - $start")
    bound = asked.bound(app=5, user=9)
    assert bound == {"app": 5, "start": 1_767_225_600_000, "end": 1_775_001_600_000}


def test_this_week_begins_on_monday_and_two_days_end_with_the_current_five_minutes() -> None:
    bound = question("select $monday, $recent").bound(app=5, user=9)
    assert bound == {"monday": 1_774_828_800_000, "recent": 1_774_829_100_000}
