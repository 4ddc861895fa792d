from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from codegen.build import generate
from codegen.clients import generate_client
from codegen.process import ToolError
from codegen.source import SpecError

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROJECT / "specs", tmp_path / "specs"))


def run(script: str, package_root: Path) -> object:
    finished = subprocess.run(
        [sys.executable, "-c", dedent(script)],
        check=True,
        env={**os.environ, "PYTHONPATH": str(package_root)},
        stdout=subprocess.PIPE,
    )
    return json.loads(finished.stdout)


def test_a_new_event_field_needs_no_change_but_the_spec(specs: Path, tmp_path: Path) -> None:
    schemas = specs / "http-v2" / "schemas.yaml"
    text = schemas.read_text(encoding="utf-8")
    field = "    mood:\n      type: string\n      description: How the user felt.\n"
    before, event, after = text.partition("\nEvent:\n")
    schemas.write_text(
        before + event + after.replace("  properties:\n", f"  properties:\n{field}", 1),
        encoding="utf-8",
    )

    generate(specs, tmp_path / "generated")

    known = run(
        """
        import json
        from amplitude_api import facts
        from amplitude_api.http_v2.models import Event
        from amplitude_api.inputs import http_v2, tracking

        event = Event(event_type="e", mood="good")
        print(json.dumps({
            "fact": facts.EVENT_MEMBERS["mood"]._asdict(),
            "typed input": "mood" in http_v2.Event.__optional_keys__,
            "argument": "mood" in tracking.TrackMembers.__annotations__,
            "model": [event.to_dict(), Event.from_dict(event.to_dict()).mood],
        }))
        """,
        tmp_path / "generated",
    )
    assert known == {
        "fact": {
            "name": "mood",
            "python_name": "mood",
            "types": ["string"],
            "required": False,
            "default": None,
            "source": None,
        },
        "typed input": True,
        "argument": True,
        "model": [{"event_type": "e", "mood": "good"}, "good"],
    }


def test_a_failure_leaves_the_old_package_alone(specs: Path, tmp_path: Path) -> None:
    output = tmp_path / "generated"
    old = output / "amplitude_api" / "old.py"
    old.parent.mkdir(parents=True)
    old.touch()
    (specs / "releases" / "schemas.yaml").unlink()

    with pytest.raises(SpecError, match=r"schemas\.yaml"):
        generate(specs, output)

    assert [file.name for file in output.rglob("*")] == ["amplitude_api", "old.py"]


def test_what_the_generator_leaves_out_with_a_warning_ends_the_generation(tmp_path: Path) -> None:
    schema = {"type": "object", "properties": {"a": {"$ref": "#/components/schemas/Nowhere"}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Things", "version": "1"},
        "paths": {},
        "components": {"schemas": {"Thing": schema}},
    }

    with pytest.raises(ToolError, match="Nowhere"):
        generate_client(document, PROJECT / "specs" / "generator", tmp_path / "things")
