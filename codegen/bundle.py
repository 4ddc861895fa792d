"""Resolves one document of several files into a single valid OpenAPI 3.1 document.

There are two forms of reference and no others:

- `<path>/<section>.yaml#/Name`, or `#/Name` inside a component file, becomes
  `#/components/<section>/Name`, and the component is copied with all it refers to. Names are
  unique in a bundle, so it does not matter which file a component came from;
- `operations/<name>.yaml` in place of an operation is replaced by the content of that file.

The root's own `components` may list entries too: written out, or as a reference to the component
of the same name, which brings in what no reference can reach (a security scheme).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from codegen.source import SpecError, read

if TYPE_CHECKING:
    from pathlib import Path

SECTIONS = (
    "schemas",
    "parameters",
    "requestBodies",
    "responses",
    "headers",
    "examples",
    "links",
    "securitySchemes",
)
"""Component sections, in the order in which a bundle lists them."""

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

_COMPONENT = re.compile(r"(?P<path>[^#]*)#/(?P<name>[A-Za-z0-9._-]+)")
_OPERATION = re.compile(r"operations/[A-Za-z0-9_]+\.yaml")

_Mapping: TypeAlias = dict[str, Any]
_Key: TypeAlias = tuple[str, str]
"""Section and name of a component."""


class _Place(NamedTuple):
    """Where the bundler is reading: a file, and the keys that lead to the value in it."""

    file: Path
    pointer: tuple[str, ...] = ()

    def at(self, *keys: str) -> _Place:
        return _Place(self.file, (*self.pointer, *keys))

    def error(self, problem: str) -> SpecError:
        return SpecError(self.file, self.pointer, problem)


def bundle(root: Path) -> dict[str, Any]:
    """Return the document that starts in the file `root`, with every reference inside it.

    The order is the author's; components are sorted by section and name. Raises `SpecError` for a
    missing target, a reference of another form, two components of one name, and a key that is not
    text.
    """
    return _Bundler().document(_Place(root.resolve()))


class _Bundler:
    def __init__(self) -> None:
        self._files: dict[Path, _Mapping] = {}
        self._origins: dict[_Key, Path] = {}
        self._components: dict[_Key, Any] = {}

    def document(self, root: _Place) -> _Mapping:
        members = dict(self._read(root.file, root))
        own_components = members.pop("components", {})
        paths = self._paths(members.pop("paths", {}), root.at("paths"))
        bundled = {**self._resolved(members, root), "paths": paths}
        for section, entries in own_components.items():
            for name, entry in entries.items():
                self._add_own((section, name), entry, root.at("components", section, name))
        bundled["components"] = self._sorted_components()
        _check_security(bundled, root.at("security"))
        return bundled

    def _paths(self, paths: _Mapping, place: _Place) -> _Mapping:
        return {
            path: {
                key: self._operation(value, place.at(path, key))
                if key in METHODS
                else self._resolved(value, place.at(path, key))
                for key, value in item.items()
            }
            for path, item in paths.items()
        }

    def _operation(self, value: _Mapping, place: _Place) -> Any:
        if "$ref" not in value:
            return self._resolved(value, place)
        if len(value) > 1 or not _OPERATION.fullmatch(str(value["$ref"])):
            raise place.error(
                "an operation is `$ref: operations/<name>.yaml` and nothing beside it"
            )
        file = place.file.parent / value["$ref"]
        return self._resolved(self._read(file, place), _Place(file))

    def _add_own(self, key: _Key, entry: _Mapping, place: _Place) -> None:
        if set(entry) != {"$ref"}:
            self._add(key, entry, place, mentioned=place)
        elif (target := self._reference(entry["$ref"], place)) != _internal(key):
            raise place.error(f"a component keeps its name; this one is {target}")

    def _resolved(self, node: Any, place: _Place) -> Any:
        """Return a copy of `node` in which references point into the bundle."""
        if isinstance(node, dict):
            return {key: self._member(key, value, place) for key, value in node.items()}
        if isinstance(node, list):
            return [self._resolved(item, place.at(str(i))) for i, item in enumerate(node)]
        return node

    def _member(self, key: Any, value: Any, place: _Place) -> Any:
        if not isinstance(key, str):
            raise place.error(f"the key {key!r} is not text; put it in quotes")
        if key == "$ref":
            return self._reference(value, place)
        return self._resolved(value, place.at(key))

    def _reference(self, reference: Any, place: _Place) -> str:
        match = _COMPONENT.fullmatch(str(reference))
        elsewhere = match and match["path"]
        target = (place.file.parent / elsewhere).resolve() if elsewhere else place.file
        if not match or target.suffix != ".yaml" or target.stem not in SECTIONS:
            raise place.error(f"{reference!r} is not of the form <path>/<section>.yaml#/Name")
        components, name = self._read(target, place), match["name"]
        if name not in components:
            raise place.error(f"{target} holds no {name!r}")
        key = (target.stem, name)
        self._add(key, components[name], _Place(target, (name,)), mentioned=place)
        return _internal(key)

    def _add(self, key: _Key, entry: Any, place: _Place, *, mentioned: _Place) -> None:
        """Add a component once. It is known before it is resolved, so cycles end."""
        known = self._origins.setdefault(key, place.file)
        if known != place.file:
            raise mentioned.error(f"{_internal(key)} is both in {known} and in {place.file}")
        if key not in self._components:
            self._components[key] = None
            self._components[key] = self._resolved(entry, place)

    def _read(self, file: Path, place: _Place) -> _Mapping:
        if file not in self._files:
            if not file.is_file():
                raise place.error(f"there is no file {file}")
            self._files[file] = read(file)
        return self._files[file]

    def _sorted_components(self) -> _Mapping:
        sections: dict[str, _Mapping] = {}
        for section, name in sorted(self._components, key=_in_order):
            sections.setdefault(section, {})[name] = self._components[section, name]
        return sections


def _internal(key: _Key) -> str:
    return "#/components/" + "/".join(key)


def _in_order(key: _Key) -> tuple[int, str]:
    return SECTIONS.index(key[0]), key[1]


def _check_security(bundled: _Mapping, place: _Place) -> None:
    known = bundled["components"].get("securitySchemes", {})
    for requirement in bundled.get("security", []):
        for name in requirement:
            if name not in known:
                raise place.error(f"the root's components/securitySchemes has no {name!r}")
