"""What schemathesis.toml loads: how to generate texts of some formats, and one more check."""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from typing import TYPE_CHECKING

import schemathesis
from hypothesis import strategies as st

from tests.property.generation import json_texts
from tests.property.wire import KEY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import SearchStrategy
    from schemathesis import Case, CheckContext, HookContext
    from schemathesis.core.transport import Response

REFUSED = {HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE}

EVENTS = [
    {"event_type": "Search Song"},
    {"event_type": "Play Song", "group_by": [{"type": "event", "value": "genre"}]},
    {"event_type": "_active"},
]
SEGMENTS: list[list[dict[str, object]]] = [
    [],
    [{"prop": "country", "op": "is", "values": ["Japan", "Brazil"]}],
    [{"prop": "userdata_cohort", "op": "is not", "values": ["buyers"]}],
]


def _often(known: Sequence[object], schema: str) -> SearchStrategy[str]:
    return st.one_of(st.sampled_from(known).map(json.dumps), json_texts(schema))


schemathesis.openapi.format("event-json", _often(EVENTS, "EventObject"))
schemathesis.openapi.format("segment-json", _often(SEGMENTS, "Segment"))


@schemathesis.hook
def before_call(context: HookContext, case: Case, kwargs: dict[str, object]) -> None:
    """Put the key of the project into a valid upload: to the schema any text is one."""
    if is_valid(case) and isinstance(case.body, dict) and "api_key" in case.body:
        case.body = {**case.body, "api_key": KEY}


def is_valid(case: Case) -> bool:
    """Whether a request is made to be valid."""
    return case.meta is not None and case.meta.generation.mode.is_positive


@schemathesis.check
def refused_as_listed(ctx: CheckContext, response: Response, case: Case) -> None:
    """Fail when a valid request is refused, unless schemathesis.toml lists the words and why."""
    table = ctx.config.custom_kwargs[refused_as_listed.__name__]
    if "because" not in table or not is_valid(case) or response.status_code not in REFUSED:
        return
    words = reason(response)
    texts = [table["rules"][name]["text"] for name in table["because"]]
    if not any(re.fullmatch(text, words, re.DOTALL) for text in texts):
        raise AssertionError(f"{response.status_code} for a valid request: {words}")


def reason(response: Response) -> str:
    """Return what an error says is wrong, in one of the two forms that the documents have."""
    error = response.json()["error"]
    words: str = error if isinstance(error, str) else error["metadata"]["details"]
    return words
