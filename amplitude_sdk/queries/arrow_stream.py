"""Hands a table to C as an Arrow stream ("The Arrow C stream interface", "The Arrow PyCapsule interface").

Whoever takes the stream reads the bytes where they lie, and calls `release` when done with them.
Until then `_KEPT` holds what the structures point at. A consumer may move structures, children apart
from their parents, so each of them has a key of its own into `_KEPT`.
"""

from __future__ import annotations

import errno
from ctypes import (
    CFUNCTYPE,
    PYFUNCTYPE,
    Structure,
    addressof,
    c_char_p,
    c_int,
    c_int64,
    c_void_p,
    cast,
    memset,
    py_object,
    pythonapi,
    sizeof,
)
from itertools import count
from typing import TYPE_CHECKING, Any, ClassVar, Final

from amplitude_sdk.queries.arrow_layout import FORMATS, Laid, cells, lay_out

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from ctypes import Array

    from amplitude_sdk.queries.tables import Column, Table

__all__ = ["capsule"]

_NAME: Final = b"arrow_array_stream"
_FAILED: Final = c_char_p(b"the rows could not be handed over")
_NULLABLE: Final = 2
_KEPT: Final[dict[int, tuple[Any, ...]]] = {}
"""By key: the children of a structure, and all else it points at."""
_STREAMS: Final[dict[int, _Stream]] = {}
"""By address: the streams inside capsules."""
_KEYS: Final = count(1)


class _Schema(Structure):
    """`struct ArrowSchema`: the type of a column, or of the rows."""

    release: int | None
    private_data: int
    _fields_: ClassVar = [
        ("format", c_void_p),
        ("name", c_void_p),
        ("metadata", c_void_p),
        ("flags", c_int64),
        ("n_children", c_int64),
        ("children", c_void_p),
        ("dictionary", c_void_p),
        ("release", c_void_p),
        ("private_data", c_void_p),
    ]


class _Array(Structure):
    """`struct ArrowArray`: the cells of a column, or the columns of the rows."""

    release: int | None
    private_data: int
    _fields_: ClassVar = [
        ("length", c_int64),
        ("null_count", c_int64),
        ("offset", c_int64),
        ("n_buffers", c_int64),
        ("n_children", c_int64),
        ("buffers", c_void_p),
        ("children", c_void_p),
        ("dictionary", c_void_p),
        ("release", c_void_p),
        ("private_data", c_void_p),
    ]


class _Stream(Structure):
    """`struct ArrowArrayStream`: a schema and the batches that have it, here a single one."""

    release: int | None
    private_data: int
    _fields_: ClassVar = [
        ("get_schema", c_void_p),
        ("get_next", c_void_p),
        ("get_last_error", c_void_p),
        ("release", c_void_p),
        ("private_data", c_void_p),
    ]


_Struct = _Schema | _Array | _Stream


class _Batch:
    """What a stream hands over: the columns, and their cells until somebody took them."""

    __slots__ = ("columns", "laid")

    def __init__(self, columns: Sequence[Column], laid: Sequence[Laid]) -> None:
        self.columns = columns
        self.laid: Sequence[Laid] | None = laid


def capsule(table: Table) -> object:
    """Make the capsule that `__arrow_c_stream__` returns."""
    columns = table.schema
    laid = [lay_out(column.kind, held) for column, held in zip(columns, cells(table), strict=True)]
    stream = _Stream(_address(_get_schema), _address(_get_next), _address(_get_last_error))
    _own(stream, _release_stream, (), _Batch(columns, laid))
    where = addressof(stream)
    _STREAMS[where] = stream
    made: object = _new_capsule(where, _NAME, _address(_delete_capsule))
    return made


def _own(
    struct: _Struct,
    release: object,
    children: Sequence[_Schema | _Array],
    *rest: object,
) -> None:
    """Keep what a structure points at until its consumer calls `release`."""
    struct.private_data = next(_KEYS)
    _KEPT[struct.private_data] = (children, *rest)
    struct.release = _address(release)


def _address(value: Any) -> int | None:
    """Where a C function, a C array or the content of a C string lies."""
    return cast(value, c_void_p).value


def _pointers(addresses: Sequence[int | None]) -> Array[c_void_p]:
    return (c_void_p * len(addresses))(*addresses)


def _set(struct: Structure, **members: int | None) -> None:
    for name, value in members.items():
        setattr(struct, name, value)


def _write_schema(out: _Schema, form: bytes, name: bytes, children: Sequence[_Schema]) -> None:
    texts = c_char_p(form), c_char_p(name)
    pointers = _pointers([addressof(child) for child in children])
    _set(
        out,
        format=_address(texts[0]),
        name=_address(texts[1]),
        metadata=None,
        flags=_NULLABLE,
        n_children=len(children),
        children=_address(pointers),
        dictionary=None,
    )
    _own(out, _release_schema, children, texts, pointers)


def _write_array(out: _Array, laid: Laid, children: Sequence[_Array]) -> None:
    contents = [None if each is None else c_char_p(each) for each in laid.buffers]
    buffers = _pointers([None if each is None else _address(each) for each in contents])
    pointers = _pointers([addressof(child) for child in children])
    _set(
        out,
        length=laid.length,
        null_count=laid.nulls,
        offset=0,
        n_buffers=len(contents),
        n_children=len(children),
        buffers=_address(buffers),
        children=_address(pointers),
        dictionary=None,
    )
    _own(out, _release_array, children, contents, buffers, pointers)


def _write_columns(out: _Schema, columns: Sequence[Column]) -> None:
    """Describe the rows: a structure with one member a column."""
    children = [_Schema() for _ in columns]
    for child, column in zip(children, columns, strict=True):
        _write_schema(child, FORMATS[column.kind], column.name.encode("utf-8", "replace"), ())
    _write_schema(out, b"+s", b"", children)


def _write_rows(out: _Array, laid: Sequence[Laid]) -> None:
    """Hand over the rows: a structure with one member a column, none of them null as a whole."""
    children = [_Array() for _ in laid]
    for child, column in zip(children, laid, strict=True):
        _write_array(child, column, ())
    _write_array(out, Laid(laid[0].length if laid else 0, 0, (None,)), children)


# What C calls. No exception may pass through C; and a consumer may let go of its arrays as late as at
# the end of the interpreter, when the names of this module are gone: so what happens then is reached
# by closures and default arguments only, and the functions themselves are never freed.


def _drop(struct: _Struct, kept: dict[int, Any] = _KEPT) -> None:
    """Let go of a structure, and of those of its children that nobody has moved elsewhere."""
    going = [struct]
    for each in going:
        going += [child for child in kept.pop(each.private_data)[0] if child.release is not None]
        each.release = None


def _releasing(at: Callable[[int], _Struct], drop: Callable[[_Struct], None] = _drop) -> Any:
    """Make the `release` of a kind of structure."""

    def release(address: int) -> None:
        drop(at(address))

    return CFUNCTYPE(None, c_void_p)(release)


_release_schema: Final = _releasing(_Schema.from_address)
_release_array: Final = _releasing(_Array.from_address)
_release_stream: Final = _releasing(_Stream.from_address)


def _copy_schema(address: int, out: int) -> int:
    """`get_schema`: write the type of the rows, 0 if it was possible."""
    try:
        _, batch = _KEPT[_Stream.from_address(address).private_data]
        _write_columns(_Schema.from_address(out), batch.columns)
    except BaseException:  # noqa: BLE001  C is told by the number, and asks for the text
        return errno.EIO
    return 0


def _copy_rows(address: int, out: int) -> int:
    """`get_next`: write the rows the first time, then an array without `release`: the end."""
    try:
        _, batch = _KEPT[_Stream.from_address(address).private_data]
        laid, batch.laid = batch.laid, None
        memset(out, 0, sizeof(_Array))
        if laid is not None:
            _write_rows(_Array.from_address(out), laid)
    except BaseException:  # noqa: BLE001  C is told by the number, and asks for the text
        return errno.EIO
    return 0


def _last_error(_: int) -> int | None:
    """`get_last_error`: a text about the number that came before it."""
    return _address(_FAILED)


_get_schema: Final = CFUNCTYPE(c_int, c_void_p, c_void_p)(_copy_schema)
_get_next: Final = CFUNCTYPE(c_int, c_void_p, c_void_p)(_copy_rows)
_get_last_error: Final = CFUNCTYPE(c_void_p, c_void_p)(_last_error)

_new_capsule = PYFUNCTYPE(py_object, c_void_p, c_char_p, c_void_p)(("PyCapsule_New", pythonapi))
_pointer_in = PYFUNCTYPE(c_void_p, c_void_p, c_char_p)(("PyCapsule_GetPointer", pythonapi))


def _delete(
    address: int,
    name: bytes = _NAME,
    pointer_in: Callable[[int, bytes], int] = _pointer_in,
    streams: dict[int, _Stream] = _STREAMS,
    drop: Callable[[_Struct], None] = _drop,
) -> None:
    """Release the stream of a capsule that nobody took; moving it out cleared its `release`."""
    stream = streams.pop(pointer_in(address, name))
    if stream.release is not None:
        drop(stream)


_delete_capsule: Final = CFUNCTYPE(None, c_void_p)(_delete)

for _function in (_release_schema, _release_array, _release_stream, _delete_capsule):
    pythonapi.Py_IncRef(py_object(_function))
