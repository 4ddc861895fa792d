from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--schemathesis-examples",
        type=int,
        default=15,
        help="how many requests schemathesis makes up for each operation, beside those it derives",
    )
