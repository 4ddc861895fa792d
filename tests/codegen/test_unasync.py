from pathlib import Path
from textwrap import dedent

import pytest

from codegen.unasync import derive, sync_path, unasync


@pytest.mark.parametrize(
    ("source", "derived"),
    [
        ("async def f(): ...", "def f(): ..."),
        ("async def f(): await g()", "def f(): g()"),
        ("async def f(): return await  (g)", "def f(): return (g)"),
        ("async def f(): return await self._reply", "def f(): return self._reply"),
        ("async def f():\n    async with a as b: ...", "def f():\n    with a as b: ..."),
        ("async def f(): return [x async for x in y]", "def f(): return [x for x in y]"),
        ("class AsyncAmplitude: ...", "class Amplitude: ..."),
        ("class _AsyncDriver: ...", "class _Driver: ..."),
        ("x: httpx.AsyncBaseTransport", "x: httpx.BaseTransport"),
        ("async def __aenter__(self): ...", "def __enter__(self): ..."),
        ("async def f(): await c.aclose(); await asleep(1)", "def f(): c.close(); sleep(1)"),
        ("from a._async import AsyncSender", "from a._sync import Sender"),
        ("from a._async.b import f", "from a._sync.b import f"),
        ("asynchronous = Asynchronous", "asynchronous = Asynchronous"),
        ("__all__ = ['AsyncAmplitude']", "__all__ = ['Amplitude']"),
        ("# an AsyncAmplitude waits", "# an Amplitude waits"),
        ("x = f'{AsyncSender!r}: {{AsyncSender}} {f(1)}'", "x = f'{Sender!r}: {{Sender}} {f(1)}'"),
        ("x = f'{a} {f\"AsyncA {b}\"}', AsyncB", "x = f'{a} {f\"A {b}\"}', B"),
        ("x = 'é', AsyncB  # é AsyncC", "x = 'é', B  # é C"),
    ],
)
def test_async_source_becomes_sync_source(source: str, derived: str) -> None:
    assert unasync(source + "\n") == derived + "\n"


def test_docstrings_read_right_for_both() -> None:
    source = '''
        """Users of AsyncAmplitude await the reply.

            async with AsyncAmplitude() as amp:
                report = await amp.flush()
                async for row in amp.rows():
                    names[await amp.name(row)]
        """
        '''

    assert unasync(dedent(source)) == dedent(
        '''
        """Users of Amplitude await the reply.

            with Amplitude() as amp:
                report = amp.flush()
                for row in amp.rows():
                    names[amp.name(row)]
        """
        '''
    )


def test_a_sync_module_is_returned_unchanged() -> None:
    source = 'def f(x: int) -> int:\n    """Return x."""\n    return x\n'

    assert unasync(source) == source


def test_an_await_the_rules_do_not_see_is_an_error() -> None:
    with pytest.raises(SyntaxError) as caught:
        unasync("async def f(): return f'{await x}'\n", "a/_async.py")

    assert caught.value.filename == "a/_async.py"


@pytest.mark.parametrize(
    ("source", "derived"),
    [
        ("amplitude_sdk/transport/_async.py", "amplitude_sdk/transport/_sync.py"),
        ("amplitude_sdk/resources/_async/users.py", "amplitude_sdk/resources/_sync/users.py"),
    ],
)
def test_a_derived_module_stands_beside_its_source(source: str, derived: str) -> None:
    assert sync_path(Path(source)) == Path(derived)


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(tmp_path / "pyproject.toml", "[tool.ruff]\nline-length = 40\nlint.select = ['ALL']\n")
    return tmp_path


def test_a_derived_module_is_formatted_like_the_project(project: Path) -> None:
    write(
        project / "amplitude_sdk/_async.py",
        "from b import AsyncZ, Y\n\nasync def f(a, b):  # noqa: ASYNC109, ANN001\n"
        "    return await a.first_of_all(b, Y, AsyncZ)\n",
    )

    derive(project, project)

    assert (project / "amplitude_sdk/_sync.py").read_text(encoding="utf-8") == (
        "# Derived from amplitude_sdk/_async.py by `nox -s generate`; do not edit.\n"
        "from b import Y, Z\n\n\ndef f(a, b):  # noqa: ANN001\n"
        "    return a.first_of_all(b, Y, Z)\n"
    )


def test_deriving_elsewhere_leaves_the_project_alone(project: Path, tmp_path: Path) -> None:
    write(project / "amplitude_sdk/a/_async/b.py", "async def f(): ...\n")

    derive(project, tmp_path / "elsewhere")

    assert (tmp_path / "elsewhere/amplitude_sdk/a/_sync/b.py").exists()
    assert not (project / "amplitude_sdk/a/_sync").exists()


def test_a_derived_module_goes_with_its_source(project: Path) -> None:
    source = write(project / "amplitude_sdk/_async.py", "async def f(): ...\n")
    derive(project, project)
    source.unlink()

    derive(project, project)

    assert not (project / "amplitude_sdk/_sync.py").exists()


def test_a_module_somebody_wrote_is_not_removed(project: Path) -> None:
    written = write(project / "amplitude_sdk/_sync.py", "x = 1\n")

    derive(project, project)

    assert written.exists()
