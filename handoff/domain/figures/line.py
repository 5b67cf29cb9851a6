"""A line of a report: one figure of one group in one stretch of time, and how sure it is."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

# The half width of 95 in 100 of a normal distribution.
Z = 1.959963984540054


class Unit(StrEnum):
    """What a value is in."""

    COUNT = "count"
    SHARE = "share"
    SECONDS = "seconds"
    SCORE = "score"
    HOURS = "hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One value; without a bucket of the whole range, without a group of everything.

    `n` is how many cases stand behind it and `low` to `high` where the true value lies in 95 of 100 cases;
    `value` is None where there is no case.
    """

    figure: str
    unit: Unit
    n: int
    value: float | None
    bucket: int | None = None
    group: str | None = None
    low: float | None = None
    high: float | None = None


def count(figure: str, n: int, *, bucket: int | None = None, group: str | None = None) -> Line:
    """So many."""
    return Line(figure=figure, unit=Unit.COUNT, n=n, value=float(n), bucket=bucket, group=group)


def share(figure: str, part: int, whole: int, *, bucket: int | None = None, group: str | None = None) -> Line:
    """A share with Wilson's interval, which stays between 0 and 1 and is honest about few cases."""
    low, high = wilson(part, whole) if whole else (None, None)
    value = part / whole if whole else None
    return Line(
        figure=figure,
        unit=Unit.SHARE,
        n=whole,
        value=value,
        bucket=bucket,
        group=group,
        low=low,
        high=high,
    )


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Where the true share lies in 95 of 100 cases."""
    seen, square = part / whole, Z * Z
    middle = (seen + square / (2 * whole)) / (1 + square / whole)
    half = Z / (1 + square / whole) * math.sqrt(seen * (1 - seen) / whole + square / (4 * whole * whole))
    return max(0.0, middle - half), min(1.0, middle + half)


def mean_score(
    figure: str,
    scores: Mapping[int, int],
    *,
    bucket: int | None = None,
    group: str | None = None,
    least: int = 1,
    most: int = 5,
) -> Line:
    """The mean of scores; from fewer than two nothing is known of its spread."""
    n = sum(scores.values())
    value = low = high = None
    if n:
        value = sum(score * times for score, times in scores.items()) / n
    if n > 1 and value is not None:
        variance = sum(times * (score - value) ** 2 for score, times in scores.items()) / (n - 1)
        half = Z * math.sqrt(variance / n)
        low, high = max(float(least), value - half), min(float(most), value + half)
    return Line(
        figure=figure,
        unit=Unit.SCORE,
        n=n,
        value=value,
        bucket=bucket,
        group=group,
        low=low,
        high=high,
    )
