"""A job that runs now and then, with an outbox: what one run cannot deliver the next one does."""

from __future__ import annotations

import sys

from amplitude_sdk import Amplitude, DeliveryConfig


def main(outbox: str, orders: int) -> None:
    """Track what happened; the end of the `with` sends it, for a second at most."""
    config = DeliveryConfig(outbox=outbox, shutdown_timeout=1.0)
    with Amplitude(delivery=config) as amp:
        for number in range(orders):
            amp.revenue(price=9.5, user_id="shop-42", insert_id=f"order-{number}")
    report = amp.delivery.report()
    print(f"{report.recovered} recovered, {report.delivered} delivered, {report.pending} kept")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
