"""The bench's own arithmetic: when messages arrive, and what many times come to."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed (nearest rank)."""
    if not values:
        return math.nan
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def arrivals(rate: float, seconds: float, *, random_gaps: random.Random | None = None) -> list[float]:
    """Moments from 0 on at which a message arrives: evenly spaced, or a Poisson process."""
    moments: list[float] = []
    at = 0.0
    while True:
        at += random_gaps.expovariate(rate) if random_gaps else 1 / rate
        if at > seconds:
            return moments
        moments.append(at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One turn: what was asked, what came of it, and after how many seconds (None: nothing ever came)."""

    kind: str
    became: str
    seconds: float | None
    at: float = 0.0


def busy_seconds(outcomes: Sequence[Outcome]) -> float:
    """From the first message to the last answer; who waits in vain for one does not make it longer."""
    ends = [one.at + one.seconds for one in outcomes if one.seconds is not None]
    return max(ends) - min(one.at for one in outcomes) if ends else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Many turns in one line."""

    turns: int
    unanswered: int
    p50_ms: float
    p95_ms: float
    p99_ms: float
    per_second: float


def summary(outcomes: Sequence[Outcome], elapsed: float) -> Summary:
    """Quantiles of the answered turns, and how many were never answered."""
    times = [one.seconds * 1000 for one in outcomes if one.seconds is not None]
    p50, p95, p99 = (round(quantile(times, share), 1) for share in (0.5, 0.95, 0.99))
    return Summary(
        turns=len(outcomes),
        unanswered=len(outcomes) - len(times),
        p50_ms=p50,
        p95_ms=p95,
        p99_ms=p99,
        per_second=round(len(times) / elapsed, 1) if elapsed else math.nan,
    )


def by_kind(outcomes: Sequence[Outcome], elapsed: float) -> dict[str, Summary]:
    """A summary for each thing that turns were and became."""
    names = sorted({f"{one.kind}: {one.became}" for one in outcomes})
    return {
        name: summary([one for one in outcomes if f"{one.kind}: {one.became}" == name], elapsed)
        for name in names
    }
