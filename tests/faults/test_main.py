from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from faults import __main__ as command
from faults.behaviours import Healthy
from faults.scenario import Scenario
from tests.faults.test_run import Forgetful

if TYPE_CHECKING:
    from faults.behaviours import Behaviour


def rows(behaviour: Behaviour) -> list[Scenario]:
    return [Scenario(name="a row", behaviour=behaviour, count=20, sdks=("ours",))]


def test_an_unknown_row_is_refused() -> None:
    with pytest.raises(SystemExit, match="no row has 'nothing like it' in its name"):
        command.main(["--quick", "--only", "nothing like it"])


def test_a_run_prints_its_table_and_succeeds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "version", lambda _: "0")  # the official SDK is not installed here
    monkeypatch.setattr(command, "scenarios", lambda *, quick: rows(Healthy()))

    status = command.main(["--quick", "--only", "a row", "--seed", "7"])

    printed = capsys.readouterr().out
    assert status == 0
    assert "`python -m faults --quick --seed 7 --jobs 4 --only 'a row'`" in printed
    assert "| a row | 20 | 20 | 0 | 0 | 0 |" in printed
    assert "Nothing." in printed


def test_a_loss_fails_the_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "version", lambda _: "0")
    monkeypatch.setattr(command, "scenarios", lambda *, quick: rows(Forgetful()))

    status = command.main(["--quick", "--only", "a row"])

    assert status == 1
    assert "- a row (ours): 1 lost\n" in capsys.readouterr().out
