"""However the distribution is installed, both import packages come with it, data included."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path
from sysconfig import get_path
from zipfile import ZipFile

import pytest

PROJECT = Path(__file__).resolve().parent.parent
PROBE = """
import json, pathlib
import amplitude_api, amplitude_sdk
from amplitude_api import facts
from amplitude_api.annotations.api.annotations import list_annotations
package = pathlib.Path(amplitude_api.__file__).parent
bundles = [json.loads(path.read_text(encoding="utf-8")) for path in package.glob("bundles/*.json")]
assert len(bundles) == len(facts.HOSTS) == 4
assert (package / "py.typed").exists() and (package / "PROVENANCE.json").exists()
assert amplitude_sdk.languages.display_name("en-US") == "English"
print(package.parent, pathlib.Path(amplitude_sdk.__file__).parent.parent, sep="\\n")
"""


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


@pytest.fixture
def interpreter(tmp_path: Path) -> Path:
    """A virtual environment that sees this one's dependencies, but not how the project is installed."""
    home = tmp_path / "environment"
    venv.create(home, symlinks=True)
    python = home / "bin" / "python"
    site = Path(
        run(
            python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path
        ).strip()
    )
    (site / "outer.pth").write_text(get_path("purelib") + "\n")
    return python


def install(interpreter: Path, *what: str | Path, cwd: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--python", interpreter, "--disable-pip-version-check"]
    run(*pip, "install", "--quiet", "--no-deps", "--no-build-isolation", *what, cwd=cwd)


def build_wheel(directory: Path) -> Path:
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    run(*pip, "--wheel-dir", directory, PROJECT, cwd=directory)
    (wheel,) = directory.glob("*.whl")
    return wheel


def test_a_wheel_holds_the_two_packages_and_nothing_called_generated(tmp_path: Path) -> None:
    names = ZipFile(build_wheel(tmp_path)).namelist()

    tops = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert tops == {"amplitude_sdk", "amplitude_api"}
    assert "amplitude_api/bundles/dashboard.json" in names
    assert "amplitude_sdk/py.typed" in names


def test_a_wheel_holds_every_file_of_the_emulators_page(tmp_path: Path) -> None:
    static = PROJECT / "amplitude_sdk" / "emulator" / "page" / "static"
    files = {path.relative_to(PROJECT).as_posix() for path in static.rglob("*") if path.is_file()}

    assert "amplitude_sdk/emulator/page/static/index.html" in files
    assert files <= set(ZipFile(build_wheel(tmp_path)).namelist())


def test_a_wheel_imports(tmp_path: Path, interpreter: Path) -> None:
    install(interpreter, build_wheel(tmp_path), cwd=tmp_path)

    places = run(interpreter, "-c", PROBE, cwd=tmp_path).split()

    assert all(place.startswith(str(tmp_path)) for place in places)


def test_a_plain_install_imports(tmp_path: Path, interpreter: Path) -> None:
    install(interpreter, PROJECT, cwd=tmp_path)

    places = run(interpreter, "-c", PROBE, cwd=tmp_path).split()

    assert all(place.startswith(str(tmp_path)) for place in places)


def test_an_editable_install_imports_the_checkout(tmp_path: Path, interpreter: Path) -> None:
    install(interpreter, "--editable", PROJECT, cwd=tmp_path)

    places = run(interpreter, "-c", PROBE, cwd=tmp_path).split()

    assert places == [str(PROJECT / "generated"), str(PROJECT)]
