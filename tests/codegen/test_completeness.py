"""Everything in the specs reaches the generated code, and the proof of it can fail."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from codegen.build import read_documents
from tests.codegen.completeness import find_missing

if TYPE_CHECKING:
    from typing import Any

PROJECT = Path(__file__).parents[2]
PACKAGE = PROJECT / "generated" / "amplitude_api"


@pytest.fixture(scope="module")
def documents() -> dict[str, dict[str, Any]]:
    return read_documents(PROJECT / "specs")


def test_the_four_apis_are_there(documents: dict[str, dict[str, Any]]) -> None:
    count = {name: len(document["paths"]) for name, document in documents.items()}

    assert count == {"annotations": 5, "dashboard": 15, "http-v2": 1, "releases": 1}


def test_every_operation_parameter_and_property_is_generated(
    documents: dict[str, dict[str, Any]],
) -> None:
    assert find_missing(documents, PACKAGE) == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PACKAGE, tmp_path / "amplitude_api"))


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "reported"),
    [
        pytest.param(
            "dashboard/api/dashboard/get_retention.py",
            'params["rb"]',
            'params["br"]',
            "dashboard: GET /api/2/retention: no parameter rb",
            id="a query parameter is sent under another name",
        ),
        pytest.param(
            "dashboard/api/dashboard/get_funnel.py",
            "    e: list[str],\n",
            "",
            "dashboard: GET /api/2/funnels: no parameter e",
            id="a parameter is not accepted",
        ),
        pytest.param(
            "annotations/api/annotations/get_annotation.py",
            "annotation_id: int",
            "annotation: int",
            "annotations: GET /api/3/annotations/{annotation_id}: no parameter annotation_id",
            id="a path parameter is renamed",
        ),
        pytest.param(
            "releases/api/releases/create_release.py",
            '"/api/2/release"',
            '"/api/2/releases"',
            "releases: POST /api/2/release: no endpoint",
            id="an operation goes elsewhere",
        ),
        pytest.param(
            "releases/api/releases/create_release.py",
            "status_code == 429",
            "status_code == 428",
            "releases: POST /api/2/release: no status 429",
            id="a status is not parsed",
        ),
        pytest.param(
            "annotations/api/annotations/create_annotation.py",
            "body: AnnotationCreate",
            "body: AnnotationUpdate",
            "annotations: POST /api/3/annotations: no body AnnotationCreate",
            id="a body is another schema",
        ),
        pytest.param(
            "http_v2/models/event.py",
            'field_dict["$skip_user_properties_sync"]',
            'field_dict["skip_user_properties_sync"]',
            "http-v2: model Event has no $skip_user_properties_sync",
            id="a property is written under another name",
        ),
        pytest.param(
            "http_v2/models/event.py",
            'd.pop("insert_id", UNSET)',
            "UNSET",
            "http-v2: model Event has no insert_id",
            id="a property is not read",
        ),
        pytest.param(
            "http_v2/models/event.py",
            "\n    currency: str | Unset = UNSET\n",
            "\n",
            "http-v2: model Event has no currency",
            id="a property is no attribute",
        ),
        pytest.param(
            "dashboard/models/users_reply.py",
            "class UsersReply",
            "class UserReply",
            "dashboard: no model UsersReply",
            id="a schema has no model",
        ),
        pytest.param(
            "inputs/http_v2.py",
            '"productId"',
            '"product_id"',
            "http-v2: input Event has no productId",
            id="a typed input has another name",
        ),
        pytest.param(
            "inputs/releases.py",
            "    created_by: NotRequired[str]\n    chart_visibility",
            "    chart_visibility",
            "releases: input ReleaseCreate has no created_by",
            id="a typed input lacks a member",
        ),
        pytest.param(
            "inputs/dashboard.py",
            "class UsersReply(QueryEnvelope)",
            "class UsersReply(TypedDict)",
            "dashboard: input UsersReply has no timeComputed",
            id="a typed input lacks what it inherits",
        ),
        pytest.param(
            "inputs/annotations.py",
            "class AnnotationUpdate",
            "class AnnotationChange",
            "annotations: no input AnnotationUpdate",
            id="a schema has no typed input",
        ),
        pytest.param(
            "facts.py",
            'name="formula"',
            'name="formulas"',
            "dashboard: facts: getSegmentation has no formula",
            id="a parameter is no fact",
        ),
        pytest.param(
            "facts.py",
            '"listEvents": Operation',
            '"events": Operation',
            "dashboard: facts have no listEvents",
            id="an operation is no fact",
        ),
        pytest.param(
            "facts.py",
            '"device_id": Member',
            '"device": Member',
            "facts: EVENT_MEMBERS has no device_id",
            id="a member of events is no fact",
        ),
    ],
)
def test_what_is_missing_is_reported(
    documents: dict[str, dict[str, Any]],
    copy: Path,
    file: str,
    old: str,
    new: str,
    reported: str,
) -> None:
    replace(copy / file, old, new)

    assert reported in find_missing(documents, copy)
