"""How a command fails: one line on standard error, and a status of 1."""

from __future__ import annotations

from typing import NoReturn

import typer


def fail(message: str) -> NoReturn:
    """End the command."""
    typer.echo(f"amplitude-sdk: {message}", err=True)
    raise typer.Exit(1)
