"""The main job, end to end, on real input: 6,919 purchases of 2,357 customers, 1997 to 1998.

The CDNOW log ships in the PyPI package `Lifetimes`. It is uploaded to a local emulator as revenue
events, a release and an annotation are created, monthly purchases and buyers are asked for, and the
answers are compared with what plain Python counts from the file.
"""

from __future__ import annotations

import sys
from collections import Counter
from datetime import UTC, datetime, time
from importlib.metadata import files
from typing import TYPE_CHECKING, NamedTuple

from amplitude_sdk import Amplitude
from amplitude_sdk.emulator import Emulator

if TYPE_CHECKING:
    from datetime import date

    from amplitude_sdk import Event

EVENT = "Purchase"
BATCH = 1000


class Purchase(NamedTuple):
    """A line of the log."""

    line: int
    customer: str
    day: date
    discs: int
    dollars: float


def read_log() -> list[Purchase]:
    """Read the purchases: customer, customer in the sample, day, discs, dollars."""
    listed = [path for path in files("Lifetimes") or [] if path.name == "CDNOW_sample.txt"]
    if not listed:
        sys.exit("CDNOW_sample.txt is missing: pip install --no-deps lifetimes==0.11.3")
    purchases = []
    for number, line in enumerate(listed[0].read_text().splitlines(), start=1):
        customer, _, day, discs, dollars = line.split()
        when = datetime.strptime(day, "%Y%m%d").replace(tzinfo=UTC).date()
        purchases.append(Purchase(number, customer, when, int(discs), float(dollars)))
    return purchases


def to_event(purchase: Purchase) -> Event:
    """Write a purchase as a revenue event; its insert_id makes a repeated upload harmless."""
    noon = datetime.combine(purchase.day, time(12), tzinfo=UTC)
    return {
        "event_type": EVENT,
        "user_id": f"customer-{purchase.customer}",
        "time": int(noon.timestamp() * 1000),
        "revenue": purchase.dollars,
        "event_properties": {"discs": purchase.discs},
        "insert_id": f"cdnow-{purchase.line}",
    }


def upload(amp: Amplitude, purchases: list[Purchase]) -> None:
    """Upload with progress; anything but full acceptance ends the demo."""
    done = 0
    for first in range(0, len(purchases), BATCH):
        report = amp.events.upload(map(to_event, purchases[first : first + BATCH]))
        if report.rejected:
            sys.exit(f"rejected: {report.rejected[:3]}")
        done += report.accepted
        print(f"  uploaded {done:5,} of {len(purchases):,} purchases")


def annotate(amp: Amplitude) -> None:
    """Mark what charts should show."""
    release = amp.releases.create(
        version="2.0",
        title="New checkout",
        release_start=datetime(1997, 6, 1, tzinfo=UTC),
        platforms="Web",
    )
    category = amp.annotations.categories.create("Campaigns")
    note = amp.annotations.create(
        "Spring campaign", datetime(1997, 3, 1, tzinfo=UTC), category=category.name
    )
    print(
        f"  release {release.version} {release.title!r}, annotation {note.label!r} ({category.name})"
    )


def ask(amp: Amplitude, purchases: list[Purchase]) -> dict[str, tuple[float, float]]:
    """Ask for monthly purchases and buyers."""
    first, last = min(each.day for each in purchases), max(each.day for each in purchases)
    totals = amp.dashboard.segmentation(EVENT, first, last, metric="totals", interval="monthly")
    buyers = amp.dashboard.segmentation(EVENT, first, last, interval="monthly")
    return {
        f"{total['date']:%Y-%m}": (total["value"], unique["value"])
        for total, unique in zip(totals.rows(), buyers.rows(), strict=True)
    }


def count(purchases: list[Purchase]) -> dict[str, tuple[float, float]]:
    """Count the same without any of our code."""
    totals = Counter(f"{each.day:%Y-%m}" for each in purchases)
    pairs = {(f"{each.day:%Y-%m}", each.customer) for each in purchases}
    buyers = Counter(month for month, _ in pairs)
    return {month: (totals[month], buyers[month]) for month in sorted(totals)}


def show(table: dict[str, tuple[float, float]]) -> None:
    """Print the months."""
    print(f"\n  {'month':8}{'purchases':>10}{'buyers':>8}")
    for month, (total, unique) in table.items():
        print(f"  {month:8}{total:10,.0f}{unique:8,.0f}  {'#' * round(total / 25)}")
    print(f"  {'all':8}{sum(total for total, _ in table.values()):10,.0f}")


def main() -> None:
    """Run the demo; exits with 1 when an answer differs from the file."""
    purchases = read_log()
    customers = len({each.customer for each in purchases})
    print(f"{len(purchases):,} purchases of {customers:,} customers (CDNOW)")
    with (
        Emulator() as emulator,
        Amplitude(
            api_key="demo-key",
            secret_key="demo-secret",
            base_url=emulator.url,
            query_budget=None,  # the service's limits; the emulator has none
        ) as amp,
    ):
        print(f"an Amplitude of your own runs on {emulator.url}")
        upload(amp, purchases)
        annotate(amp)
        answers = ask(amp, purchases)
        show(answers)
    if answers != count(purchases):
        sys.exit("the answers differ from what the file says")
    print("\nEvery number equals what plain Python counts from the file.")
    print("Next: the README's twenty lines, or a client of your own project:")
    print('  Amplitude(api_key=..., secret_key=..., region="eu")')


if __name__ == "__main__":
    main()
