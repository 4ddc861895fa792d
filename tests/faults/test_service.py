"""The fault server over a socket, asked by `http.client`."""

from __future__ import annotations

import http.client
import json
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from faults.behaviours import (
    AfterFirst,
    EverySecond,
    Healthy,
    InTurn,
    InvalidKey,
    Malformed,
    Outage,
    OverQuota,
    ResetMidBody,
    Silenced,
    Throttled,
    TooLarge,
    Undercounting,
)
from faults.exchange import Answer
from faults.replies import html
from faults.service import PATH, Service
from faults.storage import Storage
from tests.faults.talking import answer, body_of, connected, post, serving, stored_numbers

if TYPE_CHECKING:
    from faults.exchange import Manner
    from faults.replies import Naming


def test_the_healthy_service_stores_and_counts_on_a_connection_it_keeps() -> None:
    with serving(Healthy()) as service, connected(service) as connection:
        status, reply = answer(connection, body_of(1, 2))
        opened = connection.sock
        answer(connection, body_of(3))

        assert (status, reply["code"], reply["events_ingested"]) == (200, 200, 2)
        assert connection.sock is opened
        assert stored_numbers(service) == [1, 2, 3]
        assert service.storage.snapshot().requests == 2


def test_a_compressed_body_is_read() -> None:
    with serving(Healthy()) as service, connected(service) as connection:
        post(connection, body_of(1), zipped=True)

        assert stored_numbers(service) == [1]


def test_an_event_is_stored_once_for_its_device_and_insert_id() -> None:
    with serving(Healthy()) as service, connected(service) as connection:
        answer(connection, body_of(1, 2))
        answer(connection, body_of(2, 3))

        snapshot = service.storage.snapshot()
        assert stored_numbers(service) == [1, 2, 3]
        assert snapshot.again == [2]
        assert snapshot.unanswered == set()


def test_an_event_with_another_insert_id_is_stored_again_and_noted() -> None:
    renamed = body_of(1).replace(b"insert-1", b"insert-2")

    with serving(Healthy()) as service, connected(service) as connection:
        answer(connection, body_of(1))
        answer(connection, renamed)

        assert stored_numbers(service) == [1, 1]
        assert service.storage.snapshot().insert_ids == {1: 2}


def test_members_are_noted_with_their_types() -> None:
    with serving(Healthy()) as service, connected(service) as connection:
        answer(connection, body_of(1))

        members = service.storage.snapshot().members[1]
        assert {"event_id:number", "event_properties.member:boolean"} <= members
        assert {"user_id:string", "event_properties.total:number"} <= members


def test_other_keys_paths_and_bodies_are_refused() -> None:
    with serving(Healthy()) as service, connected(service) as connection:
        wrong_key = body_of(1).replace(b"faults-api-key", b"another")
        with_nan = body_of(1).replace(b"12.5", b"NaN")

        assert answer(connection, wrong_key)[1]["error"].startswith("Invalid API key")
        assert answer(connection, with_nan) == (
            400,
            {"code": 400, "error": "Invalid JSON request body"},
        )
        assert post(connection, body_of(1), path="/elsewhere")[0].status == 404
        assert stored_numbers(service) == []


@pytest.mark.parametrize("identity", [b"12345678", b"null"])
def test_an_event_of_nobody_is_refused_by_its_position(identity: bytes) -> None:
    with serving(Healthy()) as service, connected(service) as connection:
        status, reply = answer(connection, body_of(1, 2).replace(b'"user-002"', identity))

        assert (status, reply["events_with_missing_fields"]) == (400, {"user_id": [1]})
        assert service.storage.snapshot().refused == {2}


@pytest.mark.parametrize("count", [1_999, 2_000])
def test_a_request_of_two_thousand_events_is_too_large(count: int) -> None:
    small = json.dumps({"event_id": 1, "user_id": "user-001"})
    body = f'{{"api_key":"faults-api-key","events":[{",".join([small] * count)}]}}'

    with serving(Healthy()) as service, connected(service) as connection:
        assert answer(connection, body.encode())[0] == (200 if count < 2_000 else 413)


def test_an_outage_answers_alike_until_it_is_healed() -> None:
    with serving(Outage(html(503, "Down"))) as service, connected(service) as connection:
        reply, page = post(connection, body_of(1))
        service.healed = True
        status, _ = answer(connection, body_of(1))

        assert (reply.status, reply.headers["content-type"]) == (503, "text/html")
        assert page.startswith(b"<html>")
        assert status == 200
        assert service.storage.snapshot().again == []


def test_answers_in_turn_end_in_health() -> None:
    with (
        serving(InTurn((Answer(500), html(408, "-")))) as service,
        connected(service) as connection,
    ):
        replies = [post(connection, body_of(1))[0].status for _ in range(3)]

        assert replies == [500, 408, 200]


def test_half_of_the_users_are_throttled() -> None:
    with serving(Throttled(60, 2)) as service, connected(service) as connection:
        reply, content = post(connection, body_of(4, 5, 104))
        status, _ = answer(connection, body_of(5, 6))

        assert (reply.status, reply.headers["retry-after"]) == (429, "2")
        assert json.loads(content)["throttled_users"] == {"user-004": 31}
        assert json.loads(content)["throttled_events"] == [0, 2]
        assert (status, stored_numbers(service)) == (200, [5, 6])
        assert service.storage.snapshot().refused == set()


def test_a_user_over_quota_is_refused_for_good() -> None:
    with serving(OverQuota("user-001")) as service, connected(service) as connection:
        status, reply = answer(connection, body_of(1, 2, 101))

        assert status == 429
        assert reply["exceeded_daily_quota_users"] == {"user-001": 500_001}
        assert service.storage.snapshot().refused == {1, 101}


def test_one_reply_silences_and_throttles() -> None:
    behaviour = Silenced("device-001", frozenset({"device-002"}), 60)

    with serving(behaviour) as service, connected(service) as connection:
        status, reply = answer(connection, body_of(1, 2, 3, flavour="device"))

        assert (status, reply["silenced_events"], reply["throttled_events"]) == (400, [0], [1])
        assert service.storage.snapshot().refused == {1}


def test_too_many_events_are_refused_as_a_whole() -> None:
    with serving(TooLarge(2)) as service, connected(service) as connection:
        assert answer(connection, body_of(1, 2, 3))[0] == 413
        assert answer(connection, body_of(1, 2))[0] == 200


@pytest.mark.parametrize(
    ("naming", "named"),
    [
        ("all", {"event_properties": [1, 3]}),
        ("first", {"event_properties": [1]}),
        ("none", None),
    ],
)
def test_bad_events_are_named_all_first_or_not(
    naming: Naming, named: dict[str, list[int]] | None
) -> None:
    bad = body_of(1, 2, 3, 4, flavour="bad", every=2)

    with serving(Malformed(naming)) as service, connected(service) as connection:
        status, reply = answer(connection, bad)

        assert (status, reply.get("events_with_invalid_fields")) == (400, named)
        expected = {2, 4} if naming == "all" else {2} if naming == "first" else set()
        assert service.storage.snapshot().refused == expected


def test_a_bad_event_that_comes_alone_is_refused_without_being_named() -> None:
    with serving(Malformed("none")) as service, connected(service) as connection:
        answer(connection, body_of(2, flavour="bad", every=2))

        assert service.storage.snapshot().refused == {2}


def test_an_invalid_key_refuses_everything() -> None:
    with serving(InvalidKey()) as service, connected(service) as connection:
        status, reply = answer(connection, body_of(1))

        assert (status, reply["error"]) == (400, "Invalid API key: faults-api-key")
        assert service.storage.snapshot().refused == {1}


def test_some_events_may_be_left_uncounted() -> None:
    with serving(Undercounting(1)) as service, connected(service) as connection:
        assert answer(connection, body_of(1, 2, 3))[1]["events_ingested"] == 2
        assert stored_numbers(service) == [1, 2]


@pytest.mark.parametrize("stored", [{1}, set()])
@pytest.mark.parametrize(
    ("manner", "error"),
    [("close", http.client.RemoteDisconnected), ("reset", ConnectionResetError)],
)
def test_every_second_request_ends_without_a_reply(
    manner: Manner, error: type[Exception], stored: set[int]
) -> None:
    with serving(EverySecond(manner, stores=bool(stored))) as service:
        with connected(service) as connection, pytest.raises(error):
            post(connection, body_of(1))
        with connected(service) as connection:
            assert answer(connection, body_of(1))[0] == 200

        snapshot = service.storage.snapshot()
        assert stored_numbers(service) == [1]
        assert snapshot.again == list(stored)
        assert snapshot.unanswered == stored


def test_a_reply_may_be_cut_off() -> None:
    with serving(EverySecond("truncate", stores=True)) as service, connected(service) as connection:
        with pytest.raises(http.client.IncompleteRead):
            post(connection, body_of(1))

        assert service.storage.snapshot().unanswered == {1}


def test_a_request_may_be_reset_before_it_is_read() -> None:
    with serving(ResetMidBody(1)) as service:
        with connected(service) as connection, pytest.raises(OSError, match=r"reset|pipe"):
            post(connection, b"x" * 10_000_000)

        assert stored_numbers(service) == []
        assert service.storage.snapshot().requests == 1


def test_a_first_reply_may_be_no_json() -> None:
    with serving(AfterFirst(body=b"OK")) as service, connected(service) as connection:
        assert post(connection, body_of(1))[1] == b"OK"
        assert answer(connection, body_of(2))[0] == 200


def test_a_client_that_does_not_wait_for_the_reply_has_lost_it() -> None:
    with serving(AfterFirst(delay=60)) as service, connected(service) as connection:
        connection.request("POST", PATH, body_of(1))
        connection.sock.shutdown(socket.SHUT_WR)
        with pytest.raises(http.client.RemoteDisconnected):
            connection.getresponse()

    assert stored_numbers(service) == [1]
    assert service.storage.snapshot().unanswered == {1}


def test_a_client_that_waits_gets_its_late_reply() -> None:
    with serving(AfterFirst(delay=0.01)) as service, connected(service) as connection:
        assert answer(connection, body_of(1))[0] == 200

    assert service.storage.snapshot().unanswered == set()


def test_requests_that_follow_each_other_are_not_under_way_together() -> None:
    with serving(EverySecond("close", stores=False)) as service:
        for _ in range(20):
            with connected(service) as connection, suppress(http.client.RemoteDisconnected):
                post(connection, body_of(1))

    assert service.storage.snapshot().together == 1


def test_requests_in_hand_are_counted_at_their_peak() -> None:
    storage = Storage()
    for step in (storage.begin, storage.begin, storage.end, storage.begin, storage.end):
        step()

    assert storage.snapshot().together == 2


def test_a_service_that_does_not_listen_refuses_connections() -> None:
    service = Service(Healthy())

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", service.port), timeout=5)
    service.close()
