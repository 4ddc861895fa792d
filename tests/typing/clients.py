"""Read by type checkers and never run: what a caller sees of clients, events and errors."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self, assert_type

from amplitude_sdk import (
    Amplitude,
    AsyncAmplitude,
    DeliveryConfig,
    Identify,
    Region,
    RetryPolicy,
    errors,
    languages,
    types,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amplitude_sdk import (
        Event,
    )


def a_client_is_a_context_with_copies() -> None:
    """Everything is optional for a type checker: keys may stand in the environment."""
    with Amplitude() as amp:
        assert_type(amp, Amplitude)
        assert_type(amp.with_options(timeout=5, retry=RetryPolicy(max_attempts=1)), Amplitude)
    Amplitude(api_key="k", secret_key="s", region=Region.EU, timeout=30, retry=None)
    Amplitude(api_key="k", base_url="http://127.0.0.1:8000", map_language=False)
    Amplitude(region="eu", delivery=DeliveryConfig(), event_defaults={"app_version": "1"})


async def an_async_client_is_an_async_context() -> None:
    """Tracking is a plain call on both."""
    async with AsyncAmplitude() as amp:
        assert_type(amp, AsyncAmplitude)
        assert_type(amp.with_options(timeout=5), AsyncAmplitude)
        amp.track("Sign Up", user_id="user-1")
        await amp.ready()
        assert_type(await amp.flush(), types.DeliveryReport)
        assert_type(await amp.events.upload([{"event_type": "A"}]), types.UploadReport)


class Shop(Amplitude):
    """A client of one's own: its copies are of its kind."""

    def quick(self) -> Self:
        """Stay the class one is."""
        return self.with_options(timeout=1)


def events_are_keywords_or_mappings(amp: Amplitude, row: Mapping[str, Any]) -> None:
    """The members are those of the specs, under their names in Python or on the wire."""
    amp.track("Sign Up", user_id="user-1", time=datetime.now(UTC), event_properties={"plan": "pro"})
    amp.identify(Identify().set("plan", "pro").add("logins", 1), user_id="user-1")
    amp.group_identify("company", ["Acme"], Identify().set("size", 3), user_id="user-1")
    amp.revenue(price=Decimal("9.99"), quantity=3, product_id="p", user_id="user-1")
    event: Event = {"event_type": "Sign Up", "user_id": "user-1"}
    report = amp.events.upload([event, row], deadline=60)
    assert_type(report, types.UploadReport)
    assert_type(report.rejected, list[types.RejectedEvent])
    assert_type(amp.close(timeout=5), types.DeliveryReport)
    assert_type(languages.display_name("nl"), str)


def errors_carry_what_is_needed_next(amp: Amplitude) -> None:
    """From the narrowest to the root."""
    try:
        amp.dashboard.events()
    except errors.ValidationError as refused:
        assert_type((refused.field, refused.problem), tuple[str, str])
    except errors.RateLimitError as limited:
        assert_type(limited.retry_after, float | None)
    except errors.ApiError as answered:
        assert_type(answered.status_code, int)
        assert_type(answered.attempts, tuple[errors.Attempt, ...])
        assert_type(answered.hint, str | None)
    except errors.DecodeError as unreadable:
        assert_type(unreadable.excerpt, str)
    except (errors.NotSentError, errors.OutcomeUnknownError) as lost:
        assert_type(lost.request, errors.RequestInfo | None)
    except errors.AmplitudeError as anything:
        assert_type(anything.args, tuple[Any, ...])
