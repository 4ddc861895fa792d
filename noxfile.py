"""What can be run here. `python -m nox -l` lists it; the README's commands are the ones CI runs."""

from __future__ import annotations

import nox

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "virtualenv"
nox.options.reuse_existing_virtualenvs = True
nox.options.error_on_external_run = True
nox.options.sessions = ["tests", "lint", "types"]

PROJECT = nox.project.load_toml("pyproject.toml")


def group(name: str) -> list[str]:
    """The requirements of a dependency group of pyproject.toml."""
    return list(nox.project.dependency_groups(PROJECT, name))


NOT_UNDER_COVERAGE = (
    # looks at copies of the package that are installed elsewhere
    "--ignore=tests/test_packaging.py",
    # coverage itself loads sqlite and html
    "--deselect=tests/sdk/delivery/test_outbox.py::test_sqlite_is_loaded_by_those_who_use_it",
    "--deselect=tests/sdk/queries/test_tables.py::test_tables_load_nothing_until_they_are_asked_for",
    # interrupt a program at every step, or fork it hundreds of times, which takes minutes when traced
    "--deselect=tests/sdk/delivery/test_lifecycle.py::test_a_signal_handler_may_track_and_flush_wherever_it_comes",
    "--deselect=tests/sdk/delivery/test_lifecycle.py::test_clients_may_be_made_and_closed_while_another_thread_forks",
    # ends in the middle of coverage's own work, which leaves a file open
    "--deselect=tests/sdk/delivery/test_lifecycle.py::test_a_terminated_loop_loses_nothing",
    # coverage lets the collector find a parent's sockets in a child, of which `-X dev` complains
    "--deselect=tests/sdk/delivery/test_lifecycle.py::test_parent_child_and_grandchild_deliver",
)


@nox.session
def demo(session: nox.Session) -> None:
    """Regenerate the clients, then run the main job end to end on real purchases."""
    session.install("-e", ".[emulator]", *group("codegen"))
    session.install("--no-deps", *group("demo"))
    session.run("python", "-m", "codegen", "drift")
    session.run("python", "examples/demo.py", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """Run every test: `nox -s tests -- tests/sdk -k retry` for some of them."""
    session.install("-e", ".[emulator]", *group("test"))
    session.install("--no-deps", *group("demo"))
    session.run("pytest", "-n", "auto", *session.posargs)


@nox.session
def browser(session: nox.Session) -> None:
    """Try the emulator's web page in Debian's Chromium; takes the pictures of docs/emulator.md."""
    session.install("-e", ".[emulator]", *group("browser"))
    session.run("pytest", "-n", "auto", "tests/browser", *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """Run the tests and show the branches of the package that none takes; fails below 95 %."""
    session.install("-e", ".[emulator]", *group("test"), *group("coverage"))
    session.install("--no-deps", *group("demo"))
    session.run("coverage", "erase")
    session.run(
        "coverage", "run", "-m", "pytest", "-n", "auto", *NOT_UNDER_COVERAGE, *session.posargs
    )
    session.run("coverage", "combine", "--quiet")
    session.run("coverage", "report")


@nox.session
def mutants(session: nox.Session) -> None:
    """Change the pure rooms in small ways, count what no test notices, write mutation/RESULTS.md."""
    session.install("-e", ".[emulator]", *group("test"))
    session.run("python", "-m", "mutation", *session.posargs)


@nox.session
def faults(session: nox.Session) -> None:
    """Count what is lost when the service fails: `nox -s faults -- --quick` for a few minutes."""
    session.install("-e", ".", *group("faults"))
    session.run("python", "-m", "faults", *session.posargs)


@nox.session
def foreign(session: nox.Session) -> None:
    """Let the official Python and Node SDKs send to the emulator; npm fetches the latter."""
    session.install("-e", ".[emulator]", *group("foreign"))
    session.run("pytest", "tests/foreign", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure beside other SDKs and plain httpx: `nox -s bench -- --only queries` for one part."""
    session.install("-e", ".", *group("bench"))
    session.run("python", "-m", "benchmarks", *session.posargs)


@nox.session(name="bench-emulator")
def bench_emulator(session: nox.Session) -> None:
    """Measure the emulator beside bare DuckDB statements, and write benchmarks/EMULATOR.md."""
    session.install("-e", ".[emulator]")
    session.run("python", "-m", "benchmarks.emulator", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check format and style of everything people write."""
    session.install(*group("lint"))
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types of facade, generated code and generators, by mypy and by pyright."""
    session.install("-e", ".[emulator]", *group("codegen"), *group("types"))
    session.run("mypy")
    session.run("pyright")
    session.run("pytest", "tests/typing")


@nox.session
def generate(session: nox.Session) -> None:
    """Rebuild what is derived: generated/ from specs/, the sync modules from the async ones."""
    session.install(*group("codegen"))
    session.run("python", "-m", "codegen", "generate")


@nox.session
def drift(session: nox.Session) -> None:
    """Fail when `generate` would change a byte."""
    session.install(*group("codegen"))
    session.run("python", "-m", "codegen", "drift")
