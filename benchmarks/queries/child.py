"""Times one side in a process of its own: `python -m benchmarks.queries.child COMPARISON SIDE --port N`.

It first imports the modules named on standard input, as a JSON array. The result is the last line of
standard output, as JSON.
"""

from __future__ import annotations

import argparse
import json
import sys
from importlib import import_module

from benchmarks.queries.sides import SIDES
from benchmarks.queries.timing import TIMED

__all__ = ["main"]


def main() -> None:
    """Import, time, say."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.queries.child")
    parser.add_argument("comparison", choices=TIMED)
    parser.add_argument("side", choices=SIDES)
    parser.add_argument("--port", type=int, required=True)
    chosen = parser.parse_args()
    for module in json.load(sys.stdin):
        import_module(module)
    seconds = TIMED[chosen.comparison](SIDES[chosen.side], f"http://127.0.0.1:{chosen.port}")
    print(json.dumps({"seconds": seconds}))


if __name__ == "__main__":
    main()
