"""Hypothesis strategies that several rooms of the tests share."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import strategies as st

from amplitude_sdk import DeliveryConfig

calendar_days = st.dates(min_value=date(1, 1, 2), max_value=date(9999, 12, 30))
"""Real days, with a margin so that no time zone pushes them off the calendar."""

offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
"""Time zones as whole minutes from UTC."""

moments = st.datetimes(
    min_value=datetime(1900, 1, 1),  # noqa: DTZ001  the zone comes with the next argument
    max_value=datetime(2199, 12, 31),  # noqa: DTZ001
    timezones=st.one_of(st.just(UTC), offsets),
)
"""Aware datetimes, microseconds included."""

whole_seconds = moments.map(lambda moment: moment.replace(microsecond=0))
"""Aware datetimes without fractions of a second."""

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)
"""JSON of any shape, small."""

credential_texts = st.text(
    st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=16, max_size=40
).filter(lambda text: len(set(text)) > 6 and text not in repr(DeliveryConfig()))
"""Keys with every character a key can have, those included that URLs, JSON or HTML escape.

None is the name of a setting, which Hypothesis likes to try and a repr may show."""
