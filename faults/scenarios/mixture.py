"""All faults at random."""

from __future__ import annotations

from dataclasses import replace

from faults.random_faults import Mixture
from faults.scenario import ALL, OURS, Scenario

__all__ = ["mixtures"]


def mixtures(*, quick: bool, seed: int) -> list[Scenario]:
    """All faults at random while several threads track."""
    seconds, count = (10.0, 5_000) if quick else (60.0, 50_000)
    mixture = Scenario(
        name=f"mixture of all faults, {seconds:g} s, {count:,} events, 100 bad, seed {seed}",
        behaviour=Mixture(seed, seconds),
        count=count,
        program="persevere",
        flavour="bad",
        every=count // 100,
        threads=4,
        pace=seconds * 0.9,
        sdks=ALL,
        flush_interval=0.05,
        settled={"pending": 0},
    )
    name = mixture.name.replace(", seed", ", with an outbox, seed")
    return [mixture, replace(mixture, name=name, sdks=OURS, outbox="batch")]
