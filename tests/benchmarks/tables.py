"""Tables of Markdown, read back."""

from __future__ import annotations


def rows(table: str) -> list[list[str]]:
    """The cells of a table, without its head."""
    _, _, *lines = table.splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
