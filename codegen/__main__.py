"""The command line: `python -m codegen generate` and `python -m codegen drift`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from codegen.build import build_project
from codegen.drift import find_drift
from codegen.process import ToolError
from codegen.source import SpecError

PROJECT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return its exit status."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "generate":
            build_project(PROJECT, options.output)
            return 0
        return _report(find_drift(PROJECT))
    except (SpecError, ToolError) as error:
        print(error, file=sys.stderr)
        return 2


def _report(drift: list[str]) -> int:
    if not drift:
        print("Everything generated is as the specs and the async sources want it.")
        return 0
    print("\n".join(drift), file=sys.stderr)
    print("Run `nox -s generate` and commit what it changes.", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m codegen", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    generate = commands.add_parser("generate", help="rebuild generated/ and the sync modules")
    generate.add_argument(
        "--output",
        type=Path,
        default=PROJECT,
        help="a directory that gets the same folders (default: this project)",
    )
    commands.add_parser("drift", help="fail when a generation would change something")
    return parser


if __name__ == "__main__":
    sys.exit(main())
