"""Each file of the specs is used, under the name its content gives it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from codegen.bundle import SECTIONS
from codegen.source import read
from tests.specs.documents import DOCUMENTS, SPECS, load

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_operation_file_is_used_once_under_the_name_of_its_operation(document: str) -> None:
    folder = SPECS / document
    used = Counter(
        item[method]["$ref"]
        for item in read(folder / "openapi.yaml")["paths"].values()
        for method in item
    )
    assert used == Counter(f"operations/{file.name}" for file in (folder / "operations").iterdir())
    for reference in used:
        operation_id = read(folder / reference)["operationId"]
        assert reference == f"operations/{_snake(operation_id)}.yaml"


def _snake(camel: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", camel).lower()


def test_every_component_is_used() -> None:
    used = {
        (section, name)
        for document in DOCUMENTS
        for section, components in load(document)["components"].items()
        for name in components
    }
    written = {(section, name) for _, section, name in _written_components()}
    assert written - used == set()


def test_component_names_are_unique_over_all_documents() -> None:
    counted = Counter((section, name) for _, section, name in _written_components())
    assert [key for key, count in counted.items() if count > 1] == []


def _written_components() -> Iterator[tuple[str, str, str]]:
    for folder in ("shared", *DOCUMENTS):
        for section in SECTIONS:
            file = SPECS / folder / f"{section}.yaml"
            for name in read(file) if file.exists() else ():
                yield folder, section, name
