from pathlib import Path

import pytest

from codegen.source import SpecError, read


def read_text(tmp_path: Path, text: str) -> object:
    file = tmp_path / "spec.yaml"
    file.write_text(text, encoding="utf-8")
    return read(file)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-03-02", "2026-03-02"),
        ("12:30", "12:30"),
        ("no", "no"),
        ("on", "on"),
        ("0123", "0123"),
        ("1_000", "1_000"),
        ("true", True),
        ("null", None),
        ("-300000", -300000),
        ("0.5", 0.5),
        ("1e3", 1000.0),
    ],
)
def test_scalars_are_those_of_yaml_1_2(tmp_path: Path, text: str, value: object) -> None:
    assert read_text(tmp_path, f"key: {text}") == {"key": value}


def test_a_key_may_stand_only_once(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match=r"spec.yaml: /: .*the key 'a' stands twice"):
        read_text(tmp_path, "a: 1\nb: 2\na: 3")


@pytest.mark.parametrize("text", ["- 1", "", "a: [", "a: b: c"])
def test_a_file_that_holds_no_mapping_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SpecError, match=r"spec\.yaml"):
        read_text(tmp_path, text)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match=r"none.yaml: /: there is no such file"):
        read(tmp_path / "none.yaml")
