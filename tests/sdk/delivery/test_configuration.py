"""How events are delivered, as a value: what each argument may be, and what a wrong one says."""

from __future__ import annotations

import copy
import pickle
import re
from dataclasses import FrozenInstanceError, fields, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import partial
from math import inf, nan
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from amplitude_api import facts
from hypothesis import given
from hypothesis import strategies as st

from amplitude_sdk import DeliveryConfig
from amplitude_sdk.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from amplitude_sdk.delivery.report import Outcome

CENTURY = 3_153_600_000
DEFAULTS: dict[str, Any] = {
    "max_batch_events": 1999,
    "max_batch_bytes": 999_999,
    "flush_interval": 1.0,
    "max_pending_events": 100_000,
    "max_pending_bytes": 134_217_728,
    "when_full": None,
    "outbox": None,
    "outbox_sync": "batch",
    "gzip": False,
    "retry_for": None,
    "shutdown_timeout": 5.0,
    "on_outcome": None,
    "validate": True,
    "min_id_length": None,
}
BOUNDS: dict[str, tuple[int, int | None]] = {
    "max_batch_events": (1, facts.MAX_EVENTS - 1),
    "max_batch_bytes": (1000, facts.MAX_REQUEST_BYTES - 1),
    "max_pending_events": (1, None),
    "max_pending_bytes": (1, None),
    "min_id_length": (1, facts.MAX_STRING_LENGTH),
}
"""The least and the most of every whole number."""

TIMES = ("flush_interval", "retry_for", "shutdown_timeout")
OPTIONAL = ("min_id_length", "on_outcome", "outbox", "retry_for", "when_full")
KEY = "0123456789abcdef-the-key"


class Full(StrEnum):
    DROP = "drop"


class Bytes:
    """A path that is no text."""

    def __fspath__(self) -> bytes:
        return b"events.db"


class Unprintable:
    def __repr__(self) -> str:
        raise OSError


def listen(outcome: Outcome) -> None:
    """What becomes of events."""


def listen_with(key: str, outcome: Outcome) -> None:
    """What becomes of events, told to somebody with a key."""


async def listen_later(outcome: Outcome) -> None:
    """Nothing happens before this is awaited."""


def listen_lazily(outcome: Outcome) -> Iterator[None]:
    """Nothing happens before this is iterated."""
    yield


async def listen_never(outcome: Outcome) -> AsyncIterator[None]:
    """Nothing happens before this is iterated, in a coroutine."""
    yield


class Listener:
    def __call__(self, outcome: Outcome) -> None:
        """What becomes of events."""

    async def later(self, outcome: Outcome) -> None:
        """Nothing happens before this is awaited."""


class Later:
    async def __call__(self, outcome: Outcome) -> None:
        """Nothing happens before this is awaited."""


class Lazily:
    def __call__(self, outcome: Outcome) -> Iterator[None]:
        """Nothing happens before this is iterated."""
        yield


def refusal(**arguments: Any) -> str:
    with pytest.raises(ConfigurationError) as refused:
        DeliveryConfig(**arguments)
    return str(refused.value)


def test_every_argument_has_a_default() -> None:
    config = DeliveryConfig()
    assert {each.name: getattr(config, each.name) for each in fields(config)} == DEFAULTS


def test_arguments_are_named() -> None:
    with pytest.raises(TypeError, match="positional"):
        DeliveryConfig(10)  # type: ignore[misc]


@pytest.mark.parametrize("name", OPTIONAL)
def test_none_stands_for_the_default(name: str) -> None:
    assert DeliveryConfig(**{name: None}) == DeliveryConfig()


@pytest.mark.parametrize("name", sorted(DEFAULTS.keys() - set(OPTIONAL)))
def test_none_stands_for_nothing_else(name: str) -> None:
    assert refusal(**{name: None}).startswith(f"{name}: ")


class TestWholeNumbers:
    @pytest.mark.parametrize(("name", "bounds"), BOUNDS.items())
    def test_have_bounds_of_their_own(self, name: str, bounds: tuple[int, int | None]) -> None:
        least, most = bounds
        assert getattr(DeliveryConfig(**{name: least}), name) == least
        assert getattr(DeliveryConfig(**{name: most or 10**30}), name) == most or 10**30
        allowed = f"of at least {least:,}" if most is None else f"from {least:,} to {most:,}"
        assert refusal(**{name: least - 1}) == f"{name}: a whole number {allowed}, got {least - 1}"
        if most is not None:
            assert refusal(**{name: most + 1}) == (
                f"{name}: a whole number {allowed}, got {most + 1}"
            )

    @pytest.mark.parametrize("name", BOUNDS)
    @pytest.mark.parametrize("value", [5.0, "5", True, False, nan, inf, Decimal(5), [5], -5])
    def test_are_whole(self, name: str, value: Any) -> None:
        assert refusal(**{name: value}).startswith(f"{name}: a whole number ")
        assert refusal(**{name: value}).endswith(f", got {value!r}")


class TestTimes:
    @pytest.mark.parametrize("name", TIMES)
    @pytest.mark.parametrize("value", [0, 0.0, -0.0, 0.25, 1, 86_400, CENTURY, float(CENTURY)])
    def test_are_seconds(self, name: str, value: float) -> None:
        assert getattr(DeliveryConfig(**{name: value}), name) == value

    @pytest.mark.parametrize("name", TIMES)
    @pytest.mark.parametrize(
        "value",
        [-1, -1e-9, nan, inf, -inf, 1e300, CENTURY + 1, 10**400, "1", True, Fraction(1), [1.0]],
    )
    def test_are_at_most_a_hundred_years(self, name: str, value: Any) -> None:
        shown = repr(value) if len(repr(value)) <= 60 else f"{repr(value)[:60]}..."
        assert refusal(**{name: value}) == (
            f"{name}: seconds, a number from 0 to 3,153,600,000, got {shown}"
        )

    @given(value=st.floats() | st.integers())
    def test_are_taken_or_refused_by_name(self, value: float) -> None:
        for name in TIMES:
            if 0 <= value <= CENTURY:
                assert getattr(DeliveryConfig(**{name: value}), name) == value
            else:
                assert refusal(**{name: value}).startswith(f"{name}: seconds, ")


class TestChoices:
    @pytest.mark.parametrize(
        ("name", "allowed"),
        [
            ("when_full", ["block", "raise", "drop"]),
            ("outbox_sync", ["batch", "always"]),
            ("gzip", [True, False]),
            ("validate", [True, False]),
        ],
    )
    def test_are_listed(self, name: str, allowed: list[Any]) -> None:
        for value in allowed:
            config = DeliveryConfig(**{"outbox": "events.db", name: value})
            assert getattr(config, name) == value
        listed = ", ".join(map(repr, allowed))
        for value in ("never", "", 1, 0, [allowed[0]], object):
            assert refusal(**{name: value}) == f"{name}: one of {listed}, got {value!r}"

    def test_may_come_from_an_enum(self) -> None:
        assert DeliveryConfig(when_full=Full.DROP).when_full == "drop"  # type: ignore[arg-type]


class TestTheOutbox:
    @pytest.mark.parametrize("path", ["events.db", "/var/lib/app/events.db", Path("events.db")])
    def test_has_a_path(self, path: str | Path) -> None:
        assert DeliveryConfig(outbox=path).outbox == path

    @pytest.mark.parametrize("path", ["", b"events.db", Bytes(), 7, True, ["events.db"]])
    def test_has_a_path_that_is_text(self, path: Any) -> None:
        message = f"outbox: the path of a file, as text or a Path, got {repr(path)[:60]}"
        assert refusal(outbox=path).startswith(message)

    def test_is_needed_for_events_to_be_durable_when_track_returns(self) -> None:
        message = refusal(outbox_sync="always")
        assert message.startswith('outbox_sync: "always" says how events are written to an outbox')
        assert message.endswith("pass outbox=path")
        assert DeliveryConfig(outbox="events.db", outbox_sync="always").outbox_sync == "always"
        assert DeliveryConfig(outbox_sync="batch").outbox is None


class TestTheCallback:
    @pytest.mark.parametrize(
        "callback",
        [listen, print, [].append, Listener(), partial(listen_with, KEY), lambda outcome: outcome],
    )
    def test_is_called(self, callback: Any) -> None:
        assert DeliveryConfig(on_outcome=callback).on_outcome is callback

    @pytest.mark.parametrize(
        "callback",
        [
            listen_later,
            listen_lazily,
            listen_never,
            Later(),
            Lazily(),
            Listener().later,
            Later().__call__,
            partial(listen_later),
            partial(partial(Later())),
        ],
    )
    def test_is_not_one_whose_call_would_do_nothing(self, callback: Any) -> None:
        assert "a plain function of one Outcome, neither async nor a generator" in refusal(
            on_outcome=callback
        )

    @pytest.mark.parametrize(
        ("value", "shown"),
        [
            ("print", "a value of type str"),
            (7, "a value of type int"),
            (listen_later, "listen_later"),
            (Listener().later, "Listener.later"),
            (Later(), "a value of type Later"),
        ],
    )
    def test_is_named_when_it_is_refused(self, value: Any, shown: str) -> None:
        assert refusal(on_outcome=value).endswith(f"generator, got {shown}")


class TestTheValue:
    def test_does_not_change(self) -> None:
        config = DeliveryConfig()
        for name, value in DEFAULTS.items():
            with pytest.raises(FrozenInstanceError):
                setattr(config, name, value)
        with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
            config.flush_intervall = 2.0  # type: ignore[attr-defined]

    def test_is_changed_in_a_copy_and_checked_there(self) -> None:
        config = DeliveryConfig(outbox="events.db", outbox_sync="always")
        assert replace(config, gzip=True).gzip
        assert not config.gzip
        with pytest.raises(ConfigurationError, match=r"^outbox_sync: "):
            replace(config, outbox=None)
        with pytest.raises(ConfigurationError, match=r"^flush_interval: "):
            replace(config, flush_interval=-1)

    def test_equals_its_like_and_is_a_key(self) -> None:
        config = DeliveryConfig(outbox=Path("events.db"), retry_for=60, on_outcome=listen)
        twin = DeliveryConfig(outbox=Path("events.db"), retry_for=60.0, on_outcome=listen)
        assert config == twin
        assert hash(config) == hash(twin)
        assert {config: 1}[twin] == 1
        assert config != DeliveryConfig()

    def test_can_be_copied_and_pickled(self) -> None:
        config = DeliveryConfig(outbox=Path("events.db"), gzip=True, on_outcome=listen)
        for twin in (
            copy.copy(config),
            copy.deepcopy(config),
            *(pickle.loads(pickle.dumps(config, n)) for n in range(2, pickle.HIGHEST_PROTOCOL + 1)),
        ):
            assert twin == config
            with pytest.raises(FrozenInstanceError):
                twin.gzip = False

    def test_shows_every_setting(self) -> None:
        shown = repr(DeliveryConfig(outbox="events.db", flush_interval=2.5))
        assert eval(shown) == DeliveryConfig(outbox="events.db", flush_interval=2.5)
        names = re.findall(r"(\w+)=", shown)
        assert names == [name for name in DEFAULTS if name != "on_outcome"]

    def test_shows_nothing_of_what_a_callback_is_bound_to(self) -> None:
        assert KEY not in repr(DeliveryConfig(on_outcome=partial(listen_with, KEY)))
        assert KEY not in refusal(on_outcome=partial(listen_later, KEY))

    @pytest.mark.parametrize("name", [name for name in DEFAULTS if name != "on_outcome"])
    def test_is_refused_by_name_whatever_stands_there(self, name: str) -> None:
        assert refusal(**{name: Unprintable()}).endswith(", got a value of type Unprintable")
        huge = refusal(**{name: -(10**5000)})  # Python refuses to write so many digits
        assert huge.startswith(f"{name}: ")
        assert huge.endswith(", got a value of type int")
