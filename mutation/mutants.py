"""Every change that mutmut knows to make, each as a whole module.

mutmut itself changes functions only, and none that is decorated. Here its operators are applied to
everything that runs: tables, defaults, properties, class bodies. What only a type checker reads,
imports and decorators stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import ndiff
from typing import TYPE_CHECKING, Final

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Mutant", "mutants"]

_FOR_TYPES: Final = frozenset({"TypeVar", "ParamSpec", "TypeVarTuple", "NewType"})
_FOR_READERS: Final = frozenset({"__all__", "__slots__"})


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed module.

    Attributes:
        lines: those of the statement that is changed, counted from 1.
        was: the lines that were changed, without indentation.
        becomes: what stands there instead.
        source: the whole changed module.
    """

    lines: range
    was: str
    becomes: str
    source: str = field(repr=False)


def mutants(source: str) -> Iterator[Mutant]:
    """The changed modules of a source text, no two of them the same."""
    wrapper = MetadataWrapper(cst.parse_module(source))
    finder = _Finder()
    wrapper.visit(finder)
    seen = {source}
    for node, changed, lines in finder.changes:
        text = wrapper.module.deep_replace(node, changed)
        code = text.code if isinstance(text, cst.Module) else source
        if code not in seen and _compiles(code):
            seen.add(code)
            yield Mutant(lines, *_difference(source, code), code)


class _Finder(cst.CSTVisitor):
    """Collects nodes with what could stand in their place."""

    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self) -> None:
        super().__init__()
        self.changes: list[tuple[cst.CSTNode, cst.CSTNode, range]] = []
        self._statement: cst.CSTNode | None = None

    def on_visit(self, node: cst.CSTNode) -> bool:
        if _runs_never(node):
            return False
        if isinstance(node, cst.SimpleStatementLine):
            self._statement = node
        if isinstance(node, cst.Call) and _is_call_of(node, frozenset({"cast"})):
            node.args[1].visit(self)
            return False
        for kind, operator in mutation_operators:
            if isinstance(node, kind):
                for changed in operator(node):
                    self.changes.append((node, changed, self._lines(node)))
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if original_node is self._statement:
            self._statement = None

    def _lines(self, node: cst.CSTNode) -> range:
        """The lines of the statement around a node; of the head of a block, the node's own."""
        place = self.get_metadata(PositionProvider, self._statement or node)
        return range(place.start.line, place.end.line + 1)


def _runs_never(node: cst.CSTNode) -> bool:
    """Whether nothing of it has an effect when the program runs."""
    match node:
        case cst.Annotation() | cst.Import() | cst.ImportFrom() | cst.Decorator():
            return True
        case cst.If(test=cst.Name("TYPE_CHECKING")):
            return True
        case cst.Assign(value=cst.Call() as call) if _is_call_of(call, _FOR_TYPES):
            return True
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(name))]):
            return name in _FOR_READERS or _is_alias(name)
        case _:
            return False


def _is_call_of(node: cst.Call, names: frozenset[str]) -> bool:
    return isinstance(node.func, cst.Name) and node.func.value in names


def _is_alias(name: str) -> bool:
    """Whether a name is written like that of a type."""
    return name[0].isupper() and not name.isupper()


def _compiles(code: str) -> bool:
    try:
        compile(code, "<mutant>", "exec")
    except SyntaxError:
        return False
    return True


def _difference(before: str, after: str) -> tuple[str, str]:
    lines = list(ndiff(before.splitlines(), after.splitlines()))
    return _marked("- ", lines), _marked("+ ", lines)


def _marked(mark: str, lines: list[str]) -> str:
    return " ".join(line[2:].strip() for line in lines if line.startswith(mark))
