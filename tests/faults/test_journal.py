from __future__ import annotations

from typing import TYPE_CHECKING

from faults.journal import Journal, Outcome, read_journal

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    journal = Journal(str(path))
    journal.start()
    journal.accepted([1, 2, 3, 7])
    journal.acknowledged(8)
    journal.refused(9, ValueError("no"))
    journal.outcome(1, "delivered", "")
    journal.outcome(2, "dropped", "over\nquota")
    journal.settled({"pending": 1})
    journal.report({"pending": 0})
    journal.mark("a thing")

    (process,) = read_journal(path)

    assert process.started is not None
    assert process.accepted == [1, 2, 3, 7, 8]
    assert list(process.acknowledged) == [8]
    assert process.refused == {9: "ValueError"}
    assert process.outcomes == [Outcome(1, "delivered", ""), Outcome(2, "dropped", "over quota")]
    assert process.settled == {"pending": 1}
    assert process.report == {"pending": 0}
    assert process.marks == ["a thing"]


def test_lines_are_sorted_by_process_and_one_that_a_kill_cut_off_does_not_count(
    tmp_path: Path,
) -> None:
    path = tmp_path / "journal"
    path.write_text("7 accepted 1 2\n8 accepted 5 5\n7 accepted 3 3\n7 accepted 4")

    first, second = read_journal(path)

    assert (first.pid, first.accepted) == (7, [1, 2, 3])
    assert (second.pid, second.accepted) == (8, [5])


def test_a_process_that_wrote_nothing_is_none(tmp_path: Path) -> None:
    assert read_journal(tmp_path / "nothing") == []
