"""Measures one case in a process of its own: `python -m benchmarks.ingestion.child CASE --port N`.

The result is the last line of standard output, as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict

from benchmarks.ingestion.cases import CASES
from benchmarks.ingestion.workload import Workload

__all__ = ["main"]


def main() -> None:
    """Run the case, and end at once: a peer's thread would sleep for ten seconds at exit."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ingestion.child")
    parser.add_argument("case", choices=CASES)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--events", type=int, required=True)
    parser.add_argument("--time-calls", action="store_true")
    chosen = parser.parse_args()
    workload = Workload(chosen.events, time_calls=chosen.time_calls)
    CASES[chosen.case].run(chosen.port, workload)
    print(json.dumps(asdict(workload.measurement())), flush=True)
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
