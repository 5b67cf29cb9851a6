"""How honest the told waits were: the range that was told at the handoff against the wait that came."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Waited:
    """One stay in the queue: what was told at its begin, how long it was, and whether a person came."""

    told: tuple[int, int] | None
    seconds: float
    served: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitReport:
    """Of those told a range whose outcome is known, how many waits fell inside, below and above it.

    `width_seconds` is the mean width of the ranges: a wide one is easily right and says little.
    Who left, or waits still, before the range was over tells nothing; beyond it the range was too low.
    """

    handoffs: int
    told: int
    judged: int
    inside: int
    shorter: int
    longer: int
    width_seconds: float | None
    mean_seconds: float | None
    p50_seconds: float | None
    p90_seconds: float | None

    @property
    def share_inside(self) -> float | None:
        return self.inside / self.judged if self.judged else None


def report_of(waits: Sequence[Waited]) -> WaitReport:
    """Compare every wait with what was told."""
    told = [(wait, wait.told) for wait in waits if wait.told is not None]
    inside = sum(wait.served and low <= wait.seconds <= high for wait, (low, high) in told)
    shorter = sum(wait.served and wait.seconds < low for wait, (low, _) in told)
    longer = sum(wait.seconds > high for wait, (_, high) in told)
    served = sorted(wait.seconds for wait in waits if wait.served)
    return WaitReport(
        handoffs=len(waits),
        told=len(told),
        judged=inside + shorter + longer,
        inside=inside,
        shorter=shorter,
        longer=longer,
        width_seconds=sum(high - low for _, (low, high) in told) / len(told) if told else None,
        mean_seconds=sum(served) / len(served) if served else None,
        p50_seconds=_quantile(served, 0.5),
        p90_seconds=_quantile(served, 0.9),
    )


def _quantile(values: Sequence[float], share: float) -> float | None:
    return values[min(len(values) - 1, int(share * len(values)))] if values else None
