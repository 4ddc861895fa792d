"""What is made only when it is used: once, whoever comes first."""

from __future__ import annotations

import threading
from typing import Any

from amplitude_sdk.client.late import Late, when_used


class Delivery:
    """Notices that it was ended."""

    def __init__(self) -> None:
        self.is_closed = False

    def close_at_exit(self) -> None:
        self.is_closed = True


class Client:
    """Counts how often its attribute is made."""

    made = 0

    @when_used
    def room(self) -> object:
        """A room."""
        self.made += 1
        return object()


def test_nothing_is_made_before_it_is_needed() -> None:
    late = Late(Delivery)
    assert not late.is_made
    made = late.get()
    assert late.is_made
    assert late.get() is made
    assert not made.is_closed


def test_what_is_made_after_the_end_has_ended() -> None:
    late = Late(Delivery)
    late.close()
    assert late.get().is_closed


def test_what_was_made_before_the_end_is_closed_by_its_owner() -> None:
    late = Late(Delivery)
    made = late.get()
    late.close()
    assert late.get() is made
    assert not made.is_closed


def test_threads_that_come_at_once_get_the_same() -> None:
    barrier = threading.Barrier(8)
    got: list[Any] = []

    def make() -> Delivery:
        barrier.wait()  # all are making one
        return Delivery()

    late = Late(make)
    threads = [threading.Thread(target=lambda: got.append(late.get())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(map(id, got))) == 1


def test_an_attribute_is_made_once_for_each_client() -> None:
    client, other = Client(), Client()
    assert client.room is client.room
    assert client.room is not other.room
    assert (client.made, other.made) == (1, 1)


def test_an_attribute_is_documented_in_its_class() -> None:
    assert isinstance(Client.room, when_used)
    assert Client.room.__doc__ == "A room."
