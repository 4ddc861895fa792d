"""Whose event it is, read back from its bytes."""

from __future__ import annotations

from typing import Any

import pytest

from amplitude_sdk.delivery.entries import Owner, Owners, decoded, keys_of, owner_of, size_of
from tests.sdk.delivery.entries import entry


@pytest.mark.parametrize(
    ("user", "device", "keys"),
    [
        ("mira.holm", None, (("user", "mira.holm"),)),
        (None, "device-1", (("device", "device-1"),)),
        ("mira.holm", "mira.holm", (("user", "mira.holm"), ("device", "mira.holm"))),
        (None, None, (("event", "1"),)),
    ],
)
def test_an_event_is_held_and_ordered_by_user_and_by_device(
    user: str | None, device: str | None, keys: Any
) -> None:
    assert keys_of(entry(1, user, device)) == keys
    assert owner_of(entry(1, user, device)) == Owner(user, device)


@pytest.mark.parametrize("value", [7, None, True, ["mira.holm"], {"id": 1}])
def test_an_id_that_is_no_text_belongs_to_nobody(value: Any) -> None:
    odd = entry(1, user_id=value, device_id=value)
    assert owner_of(odd) == Owner(None, None)
    assert keys_of(odd) == (("event", "1"),), "it can be held back all the same"


def test_owners_are_found_where_the_events_stand() -> None:
    entries = [entry(1, "a"), entry(2, "b", "x"), entry(3, None, "y")]
    owners = Owners(entries)
    assert len(owners) == 3
    assert list(owners) == [Owner("a", None), Owner("b", "x"), Owner(None, "y")]
    assert owners[-1] == Owner(None, "y")
    assert list(owners[1:]) == list(owners)[1:]


def test_the_size_of_events_is_that_of_their_bytes() -> None:
    entries = [(1, b"{}", ()), (2, b'{"a":"\xc3\xa9"}', ("note",))]
    assert size_of(entries) == 2 + 10
    assert size_of([]) == 0
    assert decoded(entries[1]) == {"a": "é"}
