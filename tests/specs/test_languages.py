"""The language table is the vendor's, row for row."""

from __future__ import annotations

import hashlib
import json

from tests.specs.documents import SPECS

ROWS = 1388
SHA_256 = "e5b402e813be28d759e7ef3cc3970bd663e52ba0c0f931fc257d8e9b4a00ab2e"
"""Of `key TAB value LF`, sorted by key, as UTF-8."""


def rows() -> list[tuple[str, str]]:
    text = (SPECS / "languages.json").read_text("utf-8")
    return json.loads(text, object_pairs_hook=list)


def test_it_has_every_row_and_no_key_twice() -> None:
    keys = [key for key, _ in rows()]
    assert len(keys) == len(set(keys)) == ROWS


def test_keys_are_sorted_by_code_point() -> None:
    assert rows() == sorted(rows())


def test_not_a_letter_of_it_was_changed() -> None:
    text = "".join(f"{key}\t{value}\n" for key, value in sorted(rows()))
    assert hashlib.sha256(text.encode()).hexdigest() == SHA_256
