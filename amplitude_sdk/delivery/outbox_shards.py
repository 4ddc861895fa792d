"""Which file a process has for itself, and how it takes over what dead processes left.

The first process on `events.db` owns the shard `events.db`, the second one `events.db.1`, and so on.
Events of a shard that nobody owns are moved into ours, each exactly once, whenever the process dies:

1. We hold the orphan's lock. Everything in it is brought into one file, without a log.
2. That file is renamed to `<our shard>.adopting-…`: from here on it belongs to our shard, and to
   whoever owns our shard after us. The orphan's lock is released.
3. One transaction in our shard copies its events and notes its name as adopted.
4. It is deleted; then the note is.

The next owner of our shard repeats what is left of steps 3 and 4: a file that is noted is only
deleted, one that is not is copied. A shard with notes is itself adopted only after step 4, so a note
never gets lost before its file.
"""

from __future__ import annotations

import logging
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from amplitude_api import facts

from amplitude_sdk.delivery.outbox_file import OutboxFile, sync_directory
from amplitude_sdk.delivery.outbox_format import beside, explained, problem_of
from amplitude_sdk.delivery.outbox_lock import ShardLock
from amplitude_sdk.errors import ConfigurationError, OutboxError

if TYPE_CHECKING:
    import os

    from amplitude_sdk.delivery.outbox_file import Census

__all__ = ["adopt_orphans", "finish_adoptions", "own_shard", "place_of", "take_stock"]

log = logging.getLogger("amplitude_sdk")

MAX_SHARDS: Final = 1000
_DAY: Final = 24 * 60 * 60 * 1000  # milliseconds
_CLAIMED: Final = r"\.adopting-\d{3}-[0-9a-f]{32}"


def place_of(path: str | os.PathLike[str]) -> Path:
    """The absolute path, links followed: two names of one file must have one lock.

    Raises:
        ConfigurationError: there can be no file.
    """
    try:
        place = Path(path).resolve()
        is_directory, has_parent = place.is_dir(), place.parent.is_dir()
    except (OSError, RuntimeError, ValueError) as error:
        raise ConfigurationError(f"outbox={str(path)!r} cannot be a file: {error}") from error
    if is_directory:
        raise ConfigurationError(f"outbox={str(path)!r} is a directory, give the path of a file")
    if not has_parent:
        raise ConfigurationError(
            f"outbox={str(path)!r} is in a directory that does not exist: create {place.parent}"
        )
    return place


def own_shard(path: Path) -> tuple[OutboxFile, ShardLock]:
    """Lock and open the first shard that nobody owns; create it if it is absent.

    `path` itself has to be usable; a numbered one that is not is passed over, as `adopt_orphans`
    will report.

    Raises:
        OutboxError: `path` is no outbox or damaged, the directory cannot be written, or all shards
            are taken.
    """
    for number in range(MAX_SHARDS):
        shard = _shard(path, number)
        lock = ShardLock.take(shard)
        if lock is None:
            continue
        try:
            problem = problem_of(shard)
            if problem is None:
                return OutboxFile(shard), lock
        except BaseException:
            lock.release()
            raise
        lock.release()
        if not number:
            raise OutboxError(problem)
    raise OutboxError(
        f"outbox {path}: all {MAX_SHARDS} shards are in use. Each open client takes one: use one "
        "client per process, and close those that are no longer needed."
    )


def adopt_orphans(path: Path, own: OutboxFile) -> None:
    """Move into our shard what is in shards that nobody owns.

    One that cannot be taken over is left alone and named in an ERROR of the log.
    """
    for number in _existing(path):
        shard = _shard(path, number)
        lock = None if shard == own.path else ShardLock.take(shard)
        if lock is None:
            continue
        try:
            _claim(shard, beside(own.path, f".adopting-{number:03}-{uuid4().hex}"))
        except OutboxError as error:
            _report(error)
        finally:
            lock.release()
    finish_adoptions(own)


def finish_adoptions(own: OutboxFile) -> None:
    """Copy the files that were claimed for this shard, once; delete them.

    One that cannot be copied or deleted is named in an ERROR of the log, and tried again when the
    shard is opened next.
    """
    adopted = own.adopted()
    claimed = {match[0] for match in _names(own.path, re.escape(own.path.name) + _CLAIMED)}
    for name in sorted(adopted | claimed):
        try:
            _finish(own.path.with_name(name), own, is_copied=name in adopted)
        except OutboxError as error:
            _report(error)


def take_stock(own: OutboxFile) -> Census:
    """Count what there is to send; a WARNING tells of what is too old to be recognised."""
    age = facts.DEDUPE_DAYS * _DAY
    census = own.census(int(time.time() * 1000) - age)
    if census.outdated:
        log.warning(
            "outbox %s holds %d events tracked more than %d days ago. They are sent, but the "
            "service stores those twice that had arrived before: it does not know their insert_id "
            "any more.",
            own.path,
            census.outdated,
            facts.DEDUPE_DAYS,
        )
    return census


def _finish(claimed: Path, own: OutboxFile, *, is_copied: bool) -> None:
    if not is_copied:
        if (problem := problem_of(claimed)) is not None:
            raise OutboxError(problem)
        own.adopt(claimed)
    _delete(claimed)
    own.forget_adopted(claimed.name)


def _report(error: OutboxError) -> None:
    log.error("events of another process stay where they are: %s", error)


def _claim(shard: Path, claimed: Path) -> None:
    """Give the file of an orphan whose lock we hold to another shard; delete it if it is empty."""
    if (problem := problem_of(shard)) is not None:
        raise OutboxError(problem)
    file = OutboxFile(shard)
    try:
        finish_adoptions(file)
        if file.adopted():
            raise OutboxError(f"outbox {shard} cannot be taken over: files it took over remain")
        is_empty = file.is_empty()
        file.make_single()
    finally:
        file.disconnect()
    if is_empty:
        _delete(shard)
        return
    with explained(shard, "be taken over"):
        shard.rename(claimed)
        sync_directory(claimed.parent)


def _delete(path: Path) -> None:
    """Delete durably: what is deleted must not come back once nobody remembers its copy."""
    with explained(path, "be deleted"):
        path.unlink(missing_ok=True)
        sync_directory(path.parent)


def _shard(path: Path, number: int) -> Path:
    return beside(path, f".{number}") if number else path


def _existing(path: Path) -> list[int]:
    """Numbers of the shards that have a file, of their own or claimed for them, in order."""
    pattern = rf"{re.escape(path.name)}(?:\.([1-9]\d{{0,2}}))?(?:{_CLAIMED})?"
    return sorted({int(match[1] or 0) for match in _names(path, pattern)})


def _names(path: Path, pattern: str) -> list[re.Match[str]]:
    """The names beside `path` that match."""
    with explained(path, "be looked for"):
        found = [re.fullmatch(pattern, file.name) for file in path.parent.iterdir()]
    return [match for match in found if match]
