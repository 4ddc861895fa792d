"""Compares generated code with the bundled documents, by reading its source.

The generators drop what they do not understand, sometimes without a word. Nothing is imported, so
that a doctored copy can be read the same way.
"""

from __future__ import annotations

import ast
import runpy
from typing import TYPE_CHECKING, Any, NamedTuple

from codegen.build import module_name
from codegen.document import follow, operations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from codegen.document import OperationSite

    Document = Mapping[str, Any]


def find_missing(documents: Mapping[str, dict[str, Any]], package: Path) -> list[str]:
    """Return one line for each thing in the documents that `package` does not have."""
    facts = runpy.run_path(str(package / "facts.py"))
    missing = []
    for name, document in documents.items():
        api = module_name(name)
        lines = [
            *_missing_in_endpoints(document, package / api / "api"),
            *_missing_in_models(document, package / api / "models"),
            *_missing_in_inputs(document, package / "inputs" / f"{api}.py"),
            *_missing_in_facts(document, facts),
        ]
        missing += [f"{name}: {line}" for line in lines]
    event = documents["http-v2"]["components"]["schemas"]["Event"]
    absent = event["properties"].keys() - facts["EVENT_MEMBERS"].keys()
    return missing + [f"facts: EVENT_MEMBERS has no {member}" for member in sorted(absent)]


class Endpoint(NamedTuple):
    """What the source of an endpoint module says."""

    arguments: set[str]
    """Of `build_request`."""
    sent: dict[str, str]
    """The variable sent for each query parameter."""
    statuses: set[str]
    """Those that `parse_response` tells apart."""
    body: str | None
    """The annotation of the body."""


def _missing_in_endpoints(document: dict[str, Any], folder: Path) -> Iterator[str]:
    endpoints = dict(
        _read_endpoint(file) for file in folder.glob("*/*.py") if "__init__" not in file.name
    )
    for site in operations(document):
        place = f"{site.method.upper()} {site.path}"
        if endpoint := endpoints.get((site.method, site.path)):
            yield from (f"{place}: {line}" for line in _missing_in_endpoint(site, endpoint))
        else:
            yield f"{place}: no endpoint"


def _missing_in_endpoint(site: OperationSite, endpoint: Endpoint) -> Iterator[str]:
    for parameter in site.parameters:
        name = parameter["name"]
        variable = endpoint.sent.get(name, "") if parameter["in"] == "query" else name
        if not {variable, variable.removeprefix("json_")} & endpoint.arguments:
            yield f"no parameter {name}"
    for status in site.operation["responses"].keys() - endpoint.statuses:
        yield f"no status {status}"
    schema = _body_schema(site.operation)
    if schema and schema not in (endpoint.body or "").split(" | "):
        yield f"no body {schema}"


def _body_schema(operation: Document) -> str | None:
    if "requestBody" not in operation:
        return None
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    return schema["$ref"].rpartition("/")[2]


def _read_endpoint(file: Path) -> tuple[tuple[str, str], Endpoint]:
    functions = {node.name: node for node in _parse(file).body if isinstance(node, ast.FunctionDef)}
    build, parse = functions["build_request"], functions["parse_response"]
    arguments = {argument.arg: argument for argument in (*build.args.args, *build.args.kwonlyargs)}
    [request] = [
        dict(zip(map(ast.unparse, node.keys), node.values, strict=True))
        for node in ast.walk(build)
        if isinstance(node, ast.Dict) and "'method'" in map(ast.unparse, node.keys)
    ]
    [path, *_] = [
        node.value
        for node in ast.walk(request["'url'"])
        if isinstance(node, ast.Constant) and node.value
    ]
    body = arguments.get("body")
    return (ast.literal_eval(request["'method'"]), path), Endpoint(
        arguments=set(arguments),
        sent=_assigned_items(build, "params"),
        statuses=set(_compared_statuses(parse)),
        body=ast.unparse(body.annotation) if body and body.annotation else None,
    )


def _compared_statuses(parse: ast.FunctionDef) -> Iterator[str]:
    for node in ast.walk(parse):
        match node:
            case ast.Compare(ast.Name("status_code"), [ast.Eq()], [ast.Constant(int(status))]):
                yield str(status)
            case ast.Compare(ast.Constant(int(first)), [ast.LtE(), ast.LtE()]):
                yield f"{first // 100}XX"


def _missing_in_models(document: dict[str, Any], folder: Path) -> Iterator[str]:
    classes = {
        node.name: node
        for file in folder.glob("*.py")
        for node in _parse(file).body
        if isinstance(node, ast.ClassDef)
    }
    for schema, properties in _objects(document):
        if schema not in classes:
            yield f"no model {schema}"
            continue
        written, read = _wire_names(classes[schema])
        for name in properties - (written & read):
            yield f"model {schema} has no {name}"


def _wire_names(model: ast.ClassDef) -> tuple[set[str], set[str]]:
    """Return the names `to_dict` writes from attributes of the class, and those `from_dict` reads."""
    functions = {node.name: node for node in model.body if isinstance(node, ast.FunctionDef)}
    attributes = {
        node.target.id
        for node in model.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    to_dict = functions["to_dict"]
    written = _assigned_items(to_dict, "field_dict") | _updated_items(to_dict)
    read = {
        node.args[0].value
        for node in ast.walk(functions["from_dict"])
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "d.pop"
        and isinstance(node.args[0], ast.Constant)
    }
    return {name for name, variable in written.items() if variable in attributes}, read


def _missing_in_inputs(document: dict[str, Any], file: Path) -> Iterator[str]:
    types = _typed_dicts(file)
    for schema in document["components"]["schemas"]:
        if schema not in types:
            yield f"no input {schema}"
    for schema, properties in _objects(document):
        for name in properties - types.get(schema, properties):
            yield f"input {schema} has no {name}"


def _typed_dicts(file: Path) -> dict[str, set[str]]:
    """Return the members of each TypedDict, inherited ones too; an alias of another type has none."""
    members: dict[str, set[str]] = {}
    for node in _parse(file).body:
        match node:
            case ast.ClassDef(name, bases):
                inherited = [members.get(ast.unparse(base), set()) for base in bases]
                members[name] = set().union(*inherited) | {
                    ast.unparse(member.target)
                    for member in node.body
                    if isinstance(member, ast.AnnAssign)
                }
            case ast.Assign([ast.Name(name)], ast.Call(_, [_, ast.Dict(keys)])):
                members[name] = {ast.literal_eval(key) for key in keys if key}
            case ast.AnnAssign(ast.Name(name)):
                members[name] = set()
    return members


def _missing_in_facts(document: dict[str, Any], facts: dict[str, Any]) -> Iterator[str]:
    for site in operations(document):
        name = site.operation["operationId"]
        if name not in facts["OPERATIONS"]:
            yield f"facts have no {name}"
            continue
        known = {(p.name, p.location) for p in facts["OPERATIONS"][name].parameters}
        for parameter in site.parameters:
            if (parameter["name"], parameter["in"]) not in known:
                yield f"facts: {name} has no {parameter['name']}"


def _objects(document: dict[str, Any]) -> Iterator[tuple[str, set[str]]]:
    """Yield the schemas that have properties, and the properties, composed ones too."""
    for name, schema in document["components"]["schemas"].items():
        if properties := set(_properties(document, schema)):
            yield name, properties


def _properties(document: dict[str, Any], schema: dict[str, Any]) -> Iterator[str]:
    yield from schema.get("properties", {})
    for part in schema.get("allOf", []):
        yield from _properties(document, follow(document, part))


def _assigned_items(function: ast.FunctionDef, mapping: str) -> dict[str, str]:
    """Return the variables of the assignments `mapping["name"] = variable`."""
    items = {}
    for node in ast.walk(function):
        match node:
            case ast.Assign(
                [ast.Subscript(ast.Name(target), ast.Constant(str(name)))], ast.Name(variable)
            ) if target == mapping:
                items[name] = variable
    return items


def _updated_items(function: ast.FunctionDef) -> dict[str, str]:
    """Return the variables of `field_dict.update({"name": variable})`."""
    return {
        key.value: value.id
        for node in ast.walk(function)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "field_dict.update"
        and isinstance(node.args[0], ast.Dict)
        for key, value in zip(node.args[0].keys, node.args[0].values, strict=True)
        if isinstance(key, ast.Constant) and isinstance(value, ast.Name)
    }


def _parse(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))
