"""The machine and its load."""

from __future__ import annotations

import pytest

from benchmarks.machine import filesystem, is_busy, processor

MOUNTS = """/dev/vda / ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
/dev/vdb /tmp/data xfs rw 0 0
"""


@pytest.mark.parametrize(("load", "busy"), [(0.0, False), (1.0, False), (1.01, True)])
def test_a_load_above_one_is_somebody_elses_work(*, load: float, busy: bool) -> None:
    assert is_busy(load) is busy


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("/home/me", "ext4"), ("/tmp", "tmpfs"), ("/tmp/data/x", "xfs"), ("/tmpfile", "ext4")],
)
def test_the_nearest_mount_holds_a_folder(folder: str, kind: str) -> None:
    assert filesystem(folder, MOUNTS) == kind


def test_a_system_without_a_list_of_mounts_has_an_unknown_one() -> None:
    assert filesystem("/home", "") == "unknown"


def test_the_processor_is_named_once() -> None:
    assert processor("model name\t: A CPU\nflags: x\nmodel name\t: A CPU\n") == "A CPU"


def test_a_processor_without_a_name_has_at_least_a_kind() -> None:
    assert processor("")
