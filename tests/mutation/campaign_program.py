"""Judges the mutants of `gate.py` in the current folder and prints their verdicts.

Trials are forks of their process, which must have a single thread; a test has more.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from mutation.campaign import judge_all
from mutation.rooms import Module


def main() -> None:
    here = Path.cwd()
    near, far = (str(here / "test_gate.py"),), (str(here / "test_far.py"),)
    module = Module("gate", "gate", here / "gate.py", near, far)
    told: list[object] = []
    judged = judge_all([module], 2, told.append)
    assert told == judged
    found = sorted([each.mutant.was, each.mutant.becomes, each.verdict] for each in judged)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
