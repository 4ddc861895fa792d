"""A shard has one owner, until that one lets go or dies."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from amplitude_sdk.delivery.outbox_lock import ShardLock
from amplitude_sdk.errors import OutboxError


@pytest.fixture
def shard(tmp_path: Path) -> Path:
    return tmp_path / "events.db"


def taken(shard: Path) -> ShardLock:
    lock = ShardLock.take(shard)
    assert lock is not None
    return lock


def descriptors() -> list[str]:
    return sorted(file.name for file in Path("/dev/fd").iterdir())


def test_a_lock_is_held_once_even_within_one_process(shard: Path) -> None:
    lock = taken(shard)
    assert ShardLock.take(shard) is None
    lock.release()
    taken(shard).release()


def test_the_lock_file_stays(shard: Path) -> None:
    taken(shard).release()
    assert [file.name for file in shard.parent.iterdir()] == ["events.db.lock"]


def test_a_refused_lock_leaves_no_descriptor_open(shard: Path) -> None:
    lock = taken(shard)
    before = descriptors()
    assert ShardLock.take(shard) is None
    assert descriptors() == before
    lock.release()


def test_the_descriptor_does_not_reach_other_programs(shard: Path) -> None:
    lock = taken(shard)
    assert os.get_inheritable(lock._descriptor) is False
    lock.release()


def test_leaving_a_lock_to_the_parent_does_not_unlock_it(shard: Path) -> None:
    """A copy of the descriptor stands for the parent's."""
    parent = taken(shard)
    child = ShardLock(os.dup(parent._descriptor))
    child.leave()
    assert ShardLock.take(shard) is None
    parent.release()
    taken(shard).release()


def test_releasing_unlocks_though_a_child_kept_its_descriptor(shard: Path) -> None:
    parent = taken(shard)
    child = ShardLock(os.dup(parent._descriptor))
    parent.release()
    taken(shard).release()
    child.leave()


def test_where_no_lock_can_be_is_said(shard: Path) -> None:
    (shard.parent / "events.db.lock").mkdir()
    with pytest.raises(OutboxError, match=r"events\.db\.lock cannot be locked: .*directory"):
        ShardLock.take(shard)
