from pathlib import Path
from textwrap import dedent

import pytest
from openapi_spec_validator import validate

from codegen.bundle import bundle
from codegen.source import SpecError

ROOT = """
    openapi: 3.1.0
    info: {title: Things, version: 1.0.0}
    paths:
      /things:
        get:
          $ref: operations/list_things.yaml
"""

OPERATION = """
    operationId: listThings
    responses:
      '200':
        $ref: ../responses.yaml#/Things
"""

RESPONSES = """
    Things:
      description: Things.
      content:
        application/json:
          schema: {$ref: schemas.yaml#/Thing}
          examples:
            one: {$ref: examples.yaml#/One}
"""

SCHEMAS = """
    Unused: {type: string}
    Thing:
      type: object
      properties:
        parts: {type: array, items: {$ref: '#/Thing'}}
        colour: {description: Its colour., $ref: ../shared/schemas.yaml#/Colour}
"""


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    write(tmp_path / "things/openapi.yaml", ROOT)
    write(tmp_path / "things/operations/list_things.yaml", OPERATION)
    write(tmp_path / "things/responses.yaml", RESPONSES)
    write(tmp_path / "things/schemas.yaml", SCHEMAS)
    write(tmp_path / "things/examples.yaml", "One: {value: {parts: []}}")
    write(tmp_path / "shared/schemas.yaml", "Colour: {type: string}")
    return tmp_path


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(dedent(text), encoding="utf-8")


def root(specs: Path) -> Path:
    return specs / "things" / "openapi.yaml"


def test_a_document_of_several_files_becomes_one_valid_document(specs: Path) -> None:
    document = bundle(root(specs))

    validate(document)
    assert document["paths"]["/things"]["get"]["operationId"] == "listThings"


def test_references_point_to_components_of_the_bundle(specs: Path) -> None:
    document = bundle(root(specs))

    response = document["paths"]["/things"]["get"]["responses"]["200"]
    assert response == {"$ref": "#/components/responses/Things"}
    media = document["components"]["responses"]["Things"]["content"]["application/json"]
    assert media["schema"] == {"$ref": "#/components/schemas/Thing"}
    assert media["examples"] == {"one": {"$ref": "#/components/examples/One"}}


def test_components_are_what_is_referred_to_sorted_by_section_and_name(specs: Path) -> None:
    components = bundle(root(specs))["components"]

    assert [(section, list(entries)) for section, entries in components.items()] == [
        ("schemas", ["Colour", "Thing"]),
        ("responses", ["Things"]),
        ("examples", ["One"]),
    ]


def test_a_schema_may_refer_to_itself(specs: Path) -> None:
    thing = bundle(root(specs))["components"]["schemas"]["Thing"]

    assert thing["properties"]["parts"]["items"] == {"$ref": "#/components/schemas/Thing"}


def test_what_stands_beside_a_reference_stays(specs: Path) -> None:
    thing = bundle(root(specs))["components"]["schemas"]["Thing"]

    assert thing["properties"]["colour"] == {
        "description": "Its colour.",
        "$ref": "#/components/schemas/Colour",
    }


def test_the_root_brings_in_components_that_no_reference_reaches(specs: Path) -> None:
    scheme = "{type: http, scheme: basic}"
    write(specs / "shared/securitySchemes.yaml", f"basicAuth: {scheme}\nother: {scheme}")
    imported = "basicAuth: {$ref: ../shared/securitySchemes.yaml#/basicAuth}"
    secured = f"security: [basicAuth: []]\ncomponents: {{securitySchemes: {{{imported}}}}}"
    write(root(specs), dedent(ROOT) + secured)

    document = bundle(root(specs))

    assert document["components"]["securitySchemes"] == {
        "basicAuth": {"type": "http", "scheme": "basic"}
    }


def test_a_security_scheme_that_is_nowhere_is_refused(specs: Path) -> None:
    write(root(specs), dedent(ROOT) + "security: [basicAuth: []]")

    with pytest.raises(SpecError, match=r"openapi.yaml: /security: .* has no 'basicAuth'"):
        bundle(root(specs))


def test_a_missing_component_is_named_with_the_place_that_refers_to_it(specs: Path) -> None:
    write(specs / "things/responses.yaml", RESPONSES.replace("#/Thing}", "#/Thing2}"))

    with pytest.raises(
        SpecError,
        match=r"responses.yaml: /Things/content/application~1json/schema: .* holds no 'Thing2'",
    ):
        bundle(root(specs))


def test_a_missing_file_is_named_with_the_place_that_refers_to_it(specs: Path) -> None:
    (specs / "things/schemas.yaml").unlink()

    with pytest.raises(SpecError, match=r"responses.yaml: /Things.*there is no file .*schemas"):
        bundle(root(specs))


def test_a_missing_operation_is_named_with_its_path(specs: Path) -> None:
    (specs / "things/operations/list_things.yaml").unlink()

    with pytest.raises(SpecError, match=r"/paths/~1things/get: there is no file"):
        bundle(root(specs))


def test_two_components_of_one_name_clash(specs: Path) -> None:
    write(specs / "shared/schemas.yaml", "Colour: {$ref: '#/Thing'}\nThing: {type: string}")

    with pytest.raises(SpecError, match=r"#/components/schemas/Thing is both in .* and in "):
        bundle(root(specs))


@pytest.mark.parametrize(
    "reference",
    [
        "schemas.yaml",
        "schemas.yaml#/Thing/properties/colour",
        "things.yaml#/Thing",
        "#/components/schemas/Thing",
        "https://example.com/schemas.yaml",
        "operations/list_things.yaml",
    ],
)
def test_other_forms_of_reference_are_refused(specs: Path, reference: str) -> None:
    write(specs / "things/responses.yaml", f"Things: {{schema: {{$ref: '{reference}'}}}}")

    with pytest.raises(SpecError, match=r"responses.yaml: /Things/schema: .* is not of the form"):
        bundle(root(specs))


def test_an_operation_comes_from_the_operations_folder(specs: Path) -> None:
    write(root(specs), ROOT.replace("operations/list_things.yaml", "list_things.yaml"))

    with pytest.raises(SpecError, match=r"/paths/~1things/get: an operation is"):
        bundle(root(specs))


def test_a_key_that_is_not_text_is_refused(specs: Path) -> None:
    write(specs / "things/operations/list_things.yaml", OPERATION.replace("'200'", "200"))

    with pytest.raises(SpecError, match=r"list_things.yaml: /responses: the key 200 is not text"):
        bundle(root(specs))


def test_a_component_imported_by_the_root_keeps_its_name(specs: Path) -> None:
    imported = "components: {schemas: {Stuff: {$ref: schemas.yaml#/Unused}}}"
    write(root(specs), dedent(ROOT) + imported)

    with pytest.raises(SpecError, match=r"/components/schemas/Stuff: a component keeps its name"):
        bundle(root(specs))
