"""What a reply of HTTP V2 says about each event of its request: pure, tested with plain asserts.

The rules are those of "HTTP V2 API", section "Response", and of `specs/decisions.md` (T-H6, T-H8,
T-H12). The service refuses a request as a whole, so events that are not named are sent again at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, cast

import orjson

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Action", "Identified", "Refusal", "Verdict", "body_of", "judge_reply"]

_FIELD_MAPS: Final = {
    "events_with_invalid_fields": "invalid value",
    "events_with_missing_fields": "missing",
    "events_with_invalid_id_lengths": "too short, min_id_length lowers the limit",
}
_INVALID_KEY: Final = "invalid api key"
_NO_EVENT_AT_FAULT: Final = ("invalid request path", "missing request body")

Members = Mapping[str, Any]
Action = Literal["accepted", "sorted", "halve", "bisect", "bad_key", "stop", "repeat"]


class Identified(Protocol):
    """An event of the request, as far as a reply can name it."""

    @property
    def user_id(self) -> str | None:
        """Whose event it is."""
        ...

    @property
    def device_id(self) -> str | None:
        """Where it happened."""
        ...


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the service will not take an event."""

    reason: str
    fields: tuple[str, ...] = ()
    retryable: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do after a reply.

    Attributes:
        action: `accepted` all; `sorted`: drop `refused`, hold `throttled` back, resend the rest;
            `halve`: too large; `bisect`: one event is bad and the reply does not say which;
            `bad_key` and `stop`: no repetition helps;
            `repeat`: the same bytes again, later.
        refused: by position in the request.
        throttled: positions to hold back.
    """

    action: Action
    refused: Mapping[int, Refusal] = field(default_factory=dict[int, Refusal])
    throttled: frozenset[int] = frozenset()


def body_of(content: bytes) -> dict[str, Any] | None:
    """The JSON object of a reply, None when it is anything else (a proxy's page, nothing)."""
    try:
        body = orjson.loads(content)
    except orjson.JSONDecodeError:
        return None
    return cast("dict[str, Any]", body) if isinstance(body, dict) else None


def judge_reply(  # noqa: PLR0911  a table of statuses, read top down
    status: int, content: bytes, events: Sequence[Identified]
) -> Verdict:
    """Decide what becomes of each of `events` after a reply; a 2xx counts by its status alone."""
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return Verdict("accepted")
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return Verdict("halve")
    if status == HTTPStatus.REQUEST_TIMEOUT or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Verdict("repeat")
    body = body_of(content)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return _sort(body or {}, events) or Verdict("repeat")
    if status == HTTPStatus.BAD_REQUEST and body is None:
        return Verdict("repeat")  # a proxy's page, or half a reply
    if body is None or status != HTTPStatus.BAD_REQUEST or body.get("missing_field"):
        return Verdict("stop")
    error = str(body.get("error", "")).lower()
    if error.startswith(_INVALID_KEY):
        return Verdict("bad_key")
    if error.startswith(_NO_EVENT_AT_FAULT):
        return Verdict("stop")
    return _sort(body, events) or Verdict("bisect")


def _sort(body: Members, events: Sequence[Identified]) -> Verdict | None:
    refused = {**_silenced(body, events), **_over_quota(body, events), **_invalid(body, events)}
    throttled = frozenset(_throttled(body, events) - refused.keys())
    return Verdict("sorted", refused, throttled) if refused or throttled else None


def _invalid(body: Members, events: Sequence[Identified]) -> dict[int, Refusal]:
    faults: dict[int, list[tuple[str, str]]] = {}
    for member, words in _FIELD_MAPS.items():
        for name, positions in _map(body, member).items():
            for position in _positions(positions, events):
                faults.setdefault(position, []).append((name, words))
    error = str(body.get("error", "refused"))
    return {
        position: Refusal(
            f"{error} ({', '.join(f'{name}: {words}' for name, words in named)})",
            tuple(dict.fromkeys(name for name, _ in named)),
        )
        for position, named in faults.items()
    }


def _silenced(body: Members, events: Sequence[Identified]) -> dict[int, Refusal]:
    devices = _ids(body.get("silenced_devices"))
    positions = {
        *_positions(body.get("silenced_events"), events),
        *_of(events, users=frozenset(), devices=devices),
    }
    return dict.fromkeys(positions, Refusal("the service has silenced this device", ("device_id",)))


def _over_quota(body: Members, events: Sequence[Identified]) -> dict[int, Refusal]:
    users = _ids(body.get("exceeded_daily_quota_users"))
    devices = _ids(body.get("exceeded_daily_quota_devices"))
    refusal = Refusal(
        "this user or device is over its daily quota of events; try again tomorrow", retryable=True
    )
    return dict.fromkeys(_of(events, users=users, devices=devices), refusal)


def _throttled(body: Members, events: Sequence[Identified]) -> set[int]:
    users, devices = _ids(body.get("throttled_users")), _ids(body.get("throttled_devices"))
    listed = _positions(body.get("throttled_events"), events)
    return {*listed, *_of(events, users=users, devices=devices)}


def _of(
    events: Sequence[Identified], *, users: frozenset[str], devices: frozenset[str]
) -> set[int]:
    if not users and not devices:
        return set()
    return {
        position
        for position, event in enumerate(events)
        if event.user_id in users or event.device_id in devices
    }


def _map(body: Members, member: str) -> Mapping[str, object]:
    value = body.get(member)
    return cast("Mapping[str, object]", value) if isinstance(value, dict) else {}


def _ids(value: object) -> frozenset[str]:
    """The keys of a map of ids to counts, or the ids of a list."""
    if not isinstance(value, dict | list):
        return frozenset()
    return frozenset(each for each in cast("list[object]", value) if isinstance(each, str))


def _positions(value: object, events: Sequence[Identified]) -> list[int]:
    """The positions a reply lists; those outside the request mean nothing and are passed over."""
    if not isinstance(value, list):
        return []
    return [
        each
        for each in cast("list[object]", value)
        if isinstance(each, int) and not isinstance(each, bool) and 0 <= each < len(events)
    ]
