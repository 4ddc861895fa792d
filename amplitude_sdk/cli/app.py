"""The commands of `amplitude-sdk`, put together."""

from __future__ import annotations

import typer

from amplitude_sdk.cli import emulator

app = typer.Typer(
    name="amplitude-sdk",
    help="Work with Amplitude, or with an emulator of it on this machine.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,  # they could hold keys
)
app.add_typer(emulator.app, name="emulator")


@app.callback()
def _every_command() -> None:
    """Keep `emulator` a group of commands while it is the only one."""
