from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from amplitude_sdk.emulator import Emulator
from tests.emulator.calls import details, event, segmentation, upload

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

PROJECT = "/_emulator/projects/100001"
DEFINED: dict[str, dict[str, Any]] = {
    "charts": {
        "type": "users",
        "parameters": {"start": "20260301", "end": "20260302"},
        "title": "DAU",
    },
    "cohorts": {"user_ids": ["user-1"], "amplitude_ids": []},
    "custom-events": {"events": [{"event_type": "Play Song"}]},
    "event-types": {
        "display": "Play",
        "non_active": True,
        "deleted": False,
        "hidden": False,
        "flow_hidden": False,
    },
}


@pytest.mark.parametrize("kind", DEFINED)
def test_what_is_defined_is_listed_until_it_is_deleted(http: httpx.Client, kind: str) -> None:
    upload(http, event())
    path = f"{PROJECT}/{kind}/a%2Fb%20c"
    answered = http.put(path, json=DEFINED[kind])
    assert answered.status_code == 200, answered.text
    assert answered.json() == {"name": "a/b c", **DEFINED[kind]}
    assert http.get(f"{PROJECT}/{kind}").json() == {"definitions": [answered.json()]}
    deleted = http.request("DELETE", path, headers={"content-type": "application/json"})
    assert deleted.json() == answered.json()
    assert http.get(f"{PROJECT}/{kind}").json() == {"definitions": []}
    assert (
        http.request("DELETE", path, headers={"content-type": "application/json"}).status_code
        == 404
    )


@pytest.mark.parametrize(
    ("path", "body", "problem"),
    [
        ("charts/x", {}, "type must be a text"),
        ("charts/x", {"type": "users"}, "parameters must be an object"),
        ("charts/x", {"type": "users", "parameters": {}}, "Missing required parameter start"),
        ("cohorts/x", {"user_ids": "user-1"}, "user_ids must be a list of texts"),
        ("cohorts/x", {"user_ids": [1]}, "user_ids must be a list of texts"),
        ("cohorts/x", {"amplitude_ids": [True]}, "amplitude_ids must be a list of integers"),
        ("cohorts/x", {"amplitude_ids": [2**63]}, "amplitude_ids must be a list of integers"),
        ("cohorts/x", {"members": []}, "Unknown member 'members'"),
        ("custom-events/x", {}, "at least one event object"),
        ("custom-events/x", {"events": ["A"]}, "events[0] must be object"),
        ("event-types/x", {"hidden": 1}, "hidden must be true or false"),
        ("event-types/x", {"display": 1}, "display must be a text"),
    ],
)
def test_what_makes_no_sense_is_a_400(
    http: httpx.Client, path: str, body: dict[str, Any], problem: str
) -> None:
    upload(http, event())
    response = http.put(f"{PROJECT}/{path}", json=body)
    assert response.status_code == 400
    assert problem in details(response)


def test_a_name_that_is_no_text_is_a_400(http: httpx.Client) -> None:
    upload(http, event())
    for method in ("PUT", "DELETE"):
        response = http.request(method, f"{PROJECT}/cohorts/%ff", json={})
        assert response.status_code == 400
        assert details(response) == "The name in the path is not percent-encoded UTF-8"


def test_only_a_project_that_exists_has_definitions(http: httpx.Client) -> None:
    assert http.get(f"{PROJECT}/cohorts").status_code == 404


def test_definitions_are_of_one_project(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, event())
    emulator.define_cohort("one", user_ids=["user-1"])
    emulator.define_cohort("two", user_ids=["user-1"], api_key="key-2")
    with pytest.raises(ValueError, match="there are 2 projects"):
        emulator.define_cohort("three")
    known = http.get(f"{PROJECT}/cohorts").json()["definitions"]
    assert [one["name"] for one in known] == ["one"]


def test_hidden_event_types_are_left_out_of_the_list(
    emulator: Emulator, http: httpx.Client
) -> None:
    upload(http, event("A"), event("B"), event("C"))
    emulator.define_event_type("A", hidden=True)
    emulator.define_event_type("B", display="Bee", deleted=True, flow_hidden=True)
    listed = http.get("/api/2/events/list").json()["data"]
    assert [(one["value"], one["display"], one["deleted"]) for one in listed] == [
        ("B", "Bee", True),
        ("C", "C", False),
    ]


def test_a_definition_goes_into_the_first_project_when_there_is_none_yet() -> None:
    emulator = Emulator()
    emulator.define_cohort("fans", user_ids=["user-1"])
    emulator.seed([event("Play")])
    assert [(one["api_key"], one["events"]) for one in emulator.projects()] == [("em…", 1)]
    emulator.close()


def test_definitions_are_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "emulator.duckdb"
    with Emulator(path=path) as emulator:
        emulator.define_cohort("one", user_ids=["user-1"], api_key="key-1")
    with Emulator(path=path) as emulator:
        (project,) = emulator.core.state.projects.all()
        (record,) = project.definitions.values()
    assert (record["name"], record["user_ids"]) == ("one", ["user-1"])


def test_reset_forgets_definitions(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, event())
    emulator.define_custom_event("x", [{"event_type": "Play Song"}])
    assert segmentation(http, "ce:x")["series"]
    emulator.reset()
    upload(http, event())
    emulator.define_custom_event("y", [{"event_type": "Play Song"}])
    known = http.get(f"{PROJECT}/custom-events").json()["definitions"]
    assert [one["name"] for one in known] == ["y"]


def test_members_of_a_cohort_are_no_single_text(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, event())
    with pytest.raises(ValueError, match="user_ids must be a list of texts"):
        emulator.define_cohort("vip", user_ids="mira.holm")


def test_a_custom_event_is_named_without_its_prefix(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, event())
    with pytest.raises(ValueError, match="must be without 'ce:'"):
        emulator.define_custom_event("ce:mine", [{"event_type": "Play Song"}])


@pytest.mark.parametrize("name", [5, None, ""])
def test_a_name_is_a_text(emulator: Emulator, http: httpx.Client, name: Any) -> None:
    upload(http, event())
    with pytest.raises(ValueError, match="The name must be a text"):
        emulator.define_custom_event(name, [{"event_type": "Play Song"}])
    with pytest.raises(ValueError, match="The name must be a text"):
        emulator.define_cohort(name)


def test_members_of_the_wrong_kind_are_refused(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, event())
    five: Any = 5
    with pytest.raises(ValueError, match="user_ids must be a list"):
        emulator.define_cohort("vip", user_ids=five)
    with pytest.raises(ValueError, match="parameters must be an object"):
        emulator.define_chart("abc", "users", five)
    with pytest.raises(ValueError, match="events must be a list"):
        emulator.define_custom_event("mine", five)


def test_an_event_that_is_none_is_named(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, event())
    sound = {"event_type": "Play Song"}
    names: Any = ["Play Song"]
    with pytest.raises(ValueError, match=r"^events\[1\]\.event_type is missing$"):
        emulator.define_custom_event("mine", [sound, {"filters": []}])
    with pytest.raises(ValueError, match=r"^events\[0\] must be object$"):
        emulator.define_custom_event("mine", names)


def test_what_is_no_json_is_refused(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, event())
    with pytest.raises(ValueError, match=r"must be JSON: .*complex"):
        emulator.define_chart("abc", "users", {"m": 1j})
    with pytest.raises(ValueError, match=r"must be JSON: .*bytes"):
        emulator.define_custom_event("mine", [{"event_type": b"Play Song"}])


def test_members_may_be_any_iterable(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, event())
    emulator.define_cohort("vip", user_ids={"user-1"}, amplitude_ids=iter(()))
    emulator.define_custom_event("mine", iter([{"event_type": "Play Song"}]))
