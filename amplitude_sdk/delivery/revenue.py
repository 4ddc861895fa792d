"""Sales as members of an event ("HTTP V2 API", members `price`, `quantity` and `revenue`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from amplitude_sdk.errors import ValidationError

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["revenue_members"]


def revenue_members(
    price: float | Decimal | None, quantity: int, revenue: float | Decimal | None
) -> dict[str, Any]:
    """The amounts of a sale; the quantity of one is said beside a price only.

    Raises:
        ValidationError: there is no amount.
    """
    if price is None and revenue is None:
        raise ValidationError("price", "price or revenue is required: a sale has an amount")
    if price is None and quantity == 1:
        return {"revenue": revenue}
    return {"price": price, "quantity": quantity, "revenue": revenue}
