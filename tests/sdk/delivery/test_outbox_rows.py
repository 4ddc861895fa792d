"""Rows: bounded, merged, gathered into runs."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from amplitude_sdk.delivery.outbox_rows import bounded, entry_of, is_in, merged, row_of, runs_of
from tests.sdk.delivery.outbox_files import entries, entry

ROWS = [row_of(each) for each in entries(range(1, 6))]
SIZE = len(ROWS[0][2])


def test_an_entry_survives_as_a_row() -> None:
    for each in (entry(1), entry(2, "a note"), entry(3, "ä", '"')):
        assert entry_of(row_of(each)) == each


def test_rows_without_notes_hold_none() -> None:
    assert row_of(entry(1))[3] is None


def test_rows_are_bounded_by_count_and_size() -> None:
    assert bounded(ROWS, 2, 10**6) == ROWS[:2]
    assert bounded(ROWS, 9, 3 * SIZE) == ROWS[:3]
    assert bounded(ROWS, 9, 3 * SIZE - 1) == ROWS[:2]
    assert bounded(ROWS, 9, 0) == ROWS[:1]
    assert bounded([], 9, 10**6) == []


def test_bounding_takes_no_more_than_it_needs() -> None:
    source = iter(ROWS)
    bounded(source, 2, 10**6)
    assert [*source] == ROWS[2:]


def test_what_stands_in_file_and_buffer_is_there_once() -> None:
    assert [*merged(ROWS[:3], ROWS[2:])] == ROWS
    assert [*merged(ROWS[3:], ROWS[:3])] == ROWS
    assert [*merged(ROWS[:2], [])] == ROWS[:2]
    assert [*merged([], ROWS)] == ROWS


@given(st.lists(st.integers(0, 40)))
def test_runs_hold_what_was_given_and_nothing_else(seqs: list[int]) -> None:
    runs = runs_of(seqs)
    assert [seq for seq in range(-1, 42) if is_in(seq, runs)] == sorted(set(seqs))
    assert all(before[1] + 1 < after[0] for before, after in pairwise(runs))


def test_what_is_consecutive_is_one_run() -> None:
    assert runs_of([*range(5, 2005)]) == [(5, 2004)]
    assert runs_of([3, 1, 2, 7]) == [(1, 3), (7, 7)]
