# Generated from specs/ by `nox -s generate`; do not edit.
from typing import Literal

FilterOperator = Literal[
    "contains",
    "does not contain",
    "greater",
    "greater or equal",
    "is",
    "is not",
    "less",
    "less or equal",
    "set is",
    "set is not",
]

FILTER_OPERATOR_VALUES: set[FilterOperator] = {
    "contains",
    "does not contain",
    "greater",
    "greater or equal",
    "is",
    "is not",
    "less",
    "less or equal",
    "set is",
    "set is not",
}


def check_filter_operator(value: str) -> FilterOperator:
    if value in FILTER_OPERATOR_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {FILTER_OPERATOR_VALUES!r}"
    )
