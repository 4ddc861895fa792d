"""Uploads: generated events, replies aimed at them, and what the documentation makes of both.

The rules are those of "HTTP V2 API", section "Response", as `specs/decisions.md` reads them: a
refused request has taken nothing, so what a reply does not name is sent again at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from amplitude_api import facts
from hypothesis import strategies as st

from amplitude_sdk import errors
from tests.property.adapters import Invocation
from tests.property.generation import Meant, requests
from tests.property.languages import stored_name
from tests.property.wire import KEY

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from tests.property.adapters import Style

Wire = dict[str, Any]

POSITIONS = ("silenced_events", "throttled_events")
INVALID = (
    "events_with_invalid_fields",
    "events_with_missing_fields",
    "events_with_invalid_id_lengths",
)
COUNTS = (
    "exceeded_daily_quota_devices",
    "exceeded_daily_quota_users",
    "throttled_devices",
    "throttled_users",
)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
END = (datetime.max.replace(tzinfo=UTC) - EPOCH) // timedelta(milliseconds=1)
"""The last time there is, in milliseconds (T-X44)."""


def lawful_upload(meant: Meant) -> Meant:
    """Put right what the service refuses although the schema cannot say so."""
    least = meant.body.get("options", {}).get("min_id_length")
    least = least and least % 8 + 1
    shortest = least or facts.DEFAULT_MIN_ID_LENGTH
    given = enumerate(meant.body["events"])
    events = [_lawful_event(each, position, shortest) for position, each in given]
    body = {"api_key": KEY, "events": events}
    if least:
        body["options"] = {"min_id_length": least}
    return Meant(meant.operation, {}, {}, body)


def _lawful_event(event: Wire, position: int, least: int) -> Wire:
    lawful = dict(event)
    if "insert_id" in lawful:
        lawful["insert_id"] = f"{position} {lawful['insert_id']}"
    for name in lawful.keys() & {"user_id", "device_id"}:
        lawful[name] = _lawful_id(lawful[name], least)
    if lawful["event_type"] in {"", *facts.RESERVED_EVENT_TYPES}:
        lawful["event_type"] = "Opened"
    if "time" in lawful:
        lawful["time"] %= END
    if not lawful.keys() & {"price", "revenue"}:
        for name in ("productId", "revenueType"):
            lawful.pop(name, None)
    return lawful


def _lawful_id(value: str, least: int) -> str:
    refused = value.lower() in facts.REFUSED_IDS or not value.strip("0-")
    return (f"id {value}" if refused else value).ljust(least, "x")


batches = requests("uploadEvents").map(lawful_upload)
"""Uploads the service takes."""


def upload(meant: Meant, style: Style) -> Invocation:
    """Return the call that uploads lawful events."""
    events = [_event_argument(each, style) for each in meant.body["events"]]
    kwargs = {**meant.body.get("options", {}), **({"gzip": True} if style.named else {})}
    return Invocation("events.upload", meant, (events,), kwargs)


def _event_argument(event: Wire, style: Style) -> Wire:
    """Times within the reach of datetimes may be given as such."""
    if style.built and abs(event.get("time", 10**18)) < 10**13:
        return {**event, "time": EPOCH + timedelta(milliseconds=event["time"])}
    return event


def stored(meant: Meant, sent: Wire) -> Meant:
    """Return what a request is to say, with the insert ids of `sent` where none was given."""
    events = [
        {**with_language(event), "insert_id": event.get("insert_id", other.get("insert_id"))}
        for event, other in zip(meant.body["events"], sent["events"], strict=True)
    ]
    return Meant(meant.operation, {}, {}, {**meant.body, "events": events})


def with_language(event: Wire) -> Wire:
    """Return an event with the name its language is stored by."""
    if "language" not in event:
        return event
    return {**event, "language": stored_name(event["language"])}


def aimed(body: Any, events: list[Wire]) -> Any:
    """Let a reply name events and ids that are in the request, and some that are not.

    A reply about events names no member of the request that is missing.
    """
    hit = {name: value for name, value in body.items() if name != "missing_field"}
    for name in hit.keys() & set(POSITIONS):
        hit[name] = [each % (len(events) + 1) for each in hit[name]]
    for name in hit.keys() & set(INVALID):
        hit[name] = {
            member: [each % (len(events) + 1) for each in positions]
            for member, positions in hit[name].items()
        }
    ids = [event.get("device_id", event.get("user_id")) for event in events]
    for name in hit.keys() & set(COUNTS):
        chosen = ids[1:] if name.startswith("throttled") else ids[:1]
        hit[name] = dict(zip(chosen, hit[name].values(), strict=False))
    if hit.get("silenced_devices"):
        hit["silenced_devices"] = ids[:1]
    return hit


def as_it_is(body: Any, events: list[Wire]) -> Any:
    """Leave a reply as it was generated; what it names is hardly ever in the request."""
    return body


def sorting_replies(status: int) -> SearchStrategy[Wire]:
    """Generate replies of a status with members about single events, few at a time."""
    positions = st.lists(st.integers(0, 4), max_size=3)
    counts = st.dictionaries(st.text(max_size=4), st.integers(1, 100), min_size=1, max_size=2)
    members: dict[str, SearchStrategy[Any]] = {
        **dict.fromkeys(COUNTS, counts),
        "throttled_events": positions,
    }
    if status == 400:
        invalid = st.dictionaries(
            st.sampled_from(tuple(facts.EVENT_MEMBERS)), positions, max_size=2
        )
        members |= dict.fromkeys(INVALID, invalid)
        members |= {"silenced_events": positions, "silenced_devices": st.just(["one"])}
    chosen = st.lists(st.sampled_from(tuple(members)), min_size=1, max_size=3, unique=True)
    return chosen.flatmap(
        lambda names: st.fixed_dictionaries({name: members[name] for name in names})
    )


@dataclass(frozen=True)
class Fate:
    """What becomes of an upload whose first request gets a certain reply, all others 200."""

    stopped: type[errors.ApiError] | None = None
    rejected: frozenset[int] = frozenset()
    throttled: frozenset[int] = frozenset()
    repeated: bool = False
    """Whether the same bytes go out again."""


def fate(status: int, body: Wire, events: list[Wire]) -> Fate:
    """Return what the documentation makes of a reply."""
    everything = frozenset(range(len(events)))
    alone = everything if len(events) == 1 else frozenset[int]()
    if status in {200, 403}:
        return Fate(stopped=errors.PermissionDeniedError if status == 403 else None)
    if status >= 500:
        return Fate(repeated=True)
    if status == 413:
        return Fate(rejected=alone)
    named = _named(body, events)
    if status == 429:
        return named or Fate(throttled=everything)
    return _stop(body) or named or Fate(rejected=alone)


def _stop(body: Wire) -> Fate | None:
    """A 400 that no change of the events would help against."""
    error = str(body.get("error", "")).lower()
    if not body.get("missing_field") and error.startswith("invalid api key"):
        return Fate(stopped=errors.AuthenticationError)
    if body.get("missing_field") or error.startswith(
        ("invalid request path", "missing request body")
    ):
        return Fate(stopped=errors.BadRequestError)
    return None


def _named(body: Wire, events: list[Wire]) -> Fate | None:
    lists = [each for name in INVALID for each in body.get(name, {}).values()]
    refused = {position for positions in lists for position in positions}
    refused |= set(body.get("silenced_events", []))
    refused |= _of(events, "device_id", body.get("silenced_devices", []))
    throttled = set(body.get("throttled_events", []))
    for kind, member in (("devices", "device_id"), ("users", "user_id")):
        refused |= _of(events, member, body.get(f"exceeded_daily_quota_{kind}", {}))
        throttled |= _of(events, member, body.get(f"throttled_{kind}", {}))
    known = set(range(len(events)))
    rejected, waiting = refused & known, (throttled - refused) & known
    if not rejected and not waiting:
        return None
    return Fate(rejected=frozenset(rejected), throttled=frozenset(waiting))


def _of(events: list[Wire], member: str, ids: Any) -> set[int]:
    return {position for position, event in enumerate(events) if event.get(member) in set(ids)}
