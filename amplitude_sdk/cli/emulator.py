"""`amplitude-sdk emulator`: start one, and tell a running one what to do."""

from __future__ import annotations

import signal
import socket
import webbrowser
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from amplitude_sdk.cli.failure import fail

if TYPE_CHECKING:
    from collections.abc import Generator
    from types import FrameType

    from amplitude_sdk.emulator import Emulator

DEFAULT_PORT: Final = 8765
_DEFAULT_URL: Final = f"http://127.0.0.1:{DEFAULT_PORT}"
_VARIABLE: Final = "AMPLITUDE_EMULATOR_URL"
_MOST: Final = 2**31 - 1
_USERS: Final = 100
_DAYS: Final = 30
_PROJECTS: Final = "AMPLITUDE_EMULATOR_PROJECTS"
"""Keeps secrets out of the list of processes."""

app = typer.Typer(help="A local Amplitude with real state.", no_args_is_help=True)


class Limit(StrEnum):
    """The documented limits that can be lifted, see `Emulator`."""

    THROTTLE = "throttle"
    UPDATES = "updates"
    SIZE = "size"
    IDS = "ids"
    DEPTH = "depth"
    TEXT = "text"
    GROUPS = "groups"


Url = Annotated[str, typer.Option(envvar=_VARIABLE, help="Where the emulator listens.")]


@app.command()
def start(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = DEFAULT_PORT,
    file: Annotated[
        Path | None, typer.Option(help="DuckDB file that keeps the data; in memory without.")
    ] = None,
    project: Annotated[
        list[str] | None,
        typer.Option(
            envvar=_PROJECTS,
            help="KEY:SECRET that is accepted; any pair is without.",
            show_default=False,
        ),
    ] = None,
    lift: Annotated[
        list[Limit] | None,
        typer.Option(help="A documented limit that is not to hold.", show_default=False),
    ] = None,
    query_limits: Annotated[
        bool, typer.Option("--query-limits", help="Let the limits of queries hold, too.")
    ] = False,
    open_page: Annotated[bool, typer.Option("--open", help="Show the page in a browser.")] = False,
) -> None:
    """Start an emulator, and run it until Ctrl-C."""
    projects = dict(map(_pair, project)) if project else None
    try:
        from amplitude_sdk.emulator import Emulator
    except ModuleNotFoundError as missing:
        fail(str(missing))
    lifted = set(lift or ())
    emulator = Emulator(
        host=host,
        port=port,
        path=file,
        projects=projects,
        throttle=Limit.THROTTLE not in lifted,
        update_limit=Limit.UPDATES not in lifted,
        size_limits=Limit.SIZE not in lifted,
        id_limits=Limit.IDS not in lifted,
        depth_limit=Limit.DEPTH not in lifted,
        text_limit=Limit.TEXT not in lifted,
        group_limits=Limit.GROUPS not in lifted,
        query_limits=query_limits,
    )
    with _ended_by_signals() as ended:
        try:
            emulator.start()
        except OSError as problem:
            fail(problem.strerror or str(problem))
        except (RuntimeError, ValueError) as problem:
            fail(str(problem))
        _run(emulator, ended, open_page=open_page)


@app.command()
def reset(url: Url = _DEFAULT_URL) -> None:
    """Forget everything a running emulator has."""
    from amplitude_sdk.cli.running import tell

    tell(url, "reset", {})
    typer.echo("The emulator is empty.", err=True)


@app.command()
def seed(
    file: Annotated[
        Path | None, typer.Argument(help="Events, one JSON object a line.", show_default=False)
    ] = None,
    users: Annotated[
        int, typer.Option(min=1, max=_MOST, help="Made-up users, without a file.")
    ] = _USERS,
    days: Annotated[
        int, typer.Option(min=1, max=_MOST, help="Days they are active on, up to now.")
    ] = _DAYS,
    random_seed: Annotated[
        int, typer.Option("--seed", min=0, max=_MOST, help="The same number makes the same events.")
    ] = 0,
    api_key: Annotated[
        str | None,
        typer.Option(
            help="The project. Without: the only one, or 'emulator' if there is none.",
            show_default=False,
        ),
    ] = None,
    url: Url = _DEFAULT_URL,
) -> None:
    """Store events in a running emulator, from a file or made up."""
    if file is not None and (users, days, random_seed) != (_USERS, _DAYS, 0):
        raise typer.BadParameter(
            "they are for made-up events; leave them out with a file",
            param_hint="--users, --days, --seed",
        )
    from amplitude_sdk.cli.running import seeded

    made_up = {"users": users, "days": days, "seed": random_seed}
    seeded(url, made_up if file is None else file, api_key)


@app.command("open")
def open_in_browser(url: Url = _DEFAULT_URL) -> None:
    """Show the page of a running emulator in a browser."""
    from amplitude_sdk.cli.running import check

    check(url)
    typer.echo(url)
    if not webbrowser.open(url):
        fail(f"no browser could be started; open {url} yourself")


def _pair(text: str) -> tuple[str, str]:
    key, _, secret = text.partition(":")
    if not key or not secret:
        fail("--project must be KEY:SECRET, neither of them empty")
    return key, secret


@contextmanager
def _ended_by_signals() -> Generator[socket.socket]:
    """Return what can be read once the process is asked to end.

    A handler that sets an event would not do: the signal that comes just before the wait for it
    begins is handled only after the wait.
    """
    ended, told = socket.socketpair()
    with ended, told:
        told.settimeout(0)
        signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _is_told)
        try:
            yield ended
        finally:
            signal.set_wakeup_fd(-1)


def _is_told(_number: int, _frame: FrameType | None) -> None:
    """Do nothing, since Python tells the socket."""


def _run(emulator: Emulator, ended: socket.socket, *, open_page: bool) -> None:
    with emulator:
        typer.echo(emulator.url)
        typer.echo("Stop it with Ctrl-C.", err=True)
        if open_page and not webbrowser.open(emulator.url):
            typer.echo("No browser could be started; open the address yourself.", err=True)
        ended.recv(1)
    typer.echo("Stopped.", err=True)
