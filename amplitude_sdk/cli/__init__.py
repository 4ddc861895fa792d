"""The console command `amplitude-sdk`."""

from __future__ import annotations

import sys
from typing import Final

__all__ = ["main"]

INSTALL: Final = "pip install 'amplitude-sdk-unofficial[cli]'"
"""What installs the package the console command needs beside the SDK's own."""


def main() -> None:
    """Run the command. Exits with 1 and the command that installs it when typer is missing."""
    try:
        from amplitude_sdk.cli.app import app
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] != "typer":
            raise
        sys.exit(f"amplitude-sdk needs the package 'typer'; install it with: {INSTALL}")
    app()
