"""What `specs/README.md` says about files and extensions is so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codegen.source import read
from tests.specs.documents import DOCUMENTS, SPECS

if TYPE_CHECKING:
    from collections.abc import Iterator

README = (SPECS / "README.md").read_text("utf-8")


def test_the_bundles_it_sends_readers_to_are_the_ones_that_exist() -> None:
    (folder,) = re.findall(r"`(generated/\S+?/)releases\.json`", README)
    for document in DOCUMENTS:
        assert re.search(rf"[`/]{document}\.json`", README), document
        assert (SPECS.parent / folder / f"{document}.json").is_file()


def test_it_explains_every_extension_in_use_and_no_other() -> None:
    explained = re.findall(r"^\| `(x-[a-z-]+)` \|", README, flags=re.MULTILINE)
    files = [file for name in (*DOCUMENTS, "shared") for file in (SPECS / name).rglob("*.yaml")]
    used = {key for file in files for key in _keys(read(file)) if key.startswith("x-")}
    assert sorted(explained) == sorted(used)


def _keys(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        yield from node
    if isinstance(node, dict | list):
        for inner in node.values() if isinstance(node, dict) else node:
            yield from _keys(inner)
