"""Says where a customer's mood is going over a conversation: how high it stands, and rising or cooling."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

HALF_LIFE = 1.5
WINDOW = 5
STEEP = 0.08


class Direction(StrEnum):
    """Where the mood is going."""

    RISING = "rising"
    COOLING = "cooling"
    STEADY = "steady"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The smoothed mood now, its change a turn, and the highest it stood; all from 0 to 1 but the slope."""

    level: float
    slope: float
    peak: float
    direction: Direction


def trend(moods: Sequence[float]) -> Trend:
    """Read the course of one feeling from the customer's messages, oldest first.

    A message counts half as much as the one 1.5 turns after it, so that one loud word
    fades and an anger that stays adds up.
    """
    if not moods:
        return Trend(level=0.0, slope=0.0, peak=0.0, direction=Direction.STEADY)
    levels = _smoothed(moods)
    slope = _slope(levels[-WINDOW:])
    return Trend(level=levels[-1], slope=slope, peak=max(levels), direction=_direction(slope))


def _smoothed(moods: Sequence[float]) -> list[float]:
    """Return the weighted mean of what was read up to each message."""
    keep = float(0.5 ** (1 / HALF_LIFE))
    total = weight = 0.0
    levels: list[float] = []
    for mood in moods:
        total, weight = total * keep + mood, weight * keep + 1
        levels.append(total / weight)
    return levels


def _slope(levels: Sequence[float]) -> float:
    """Return the change a turn of the straight line through the levels (least squares)."""
    middle = (len(levels) - 1) / 2
    spread = sum((at - middle) ** 2 for at in range(len(levels)))
    if not spread:
        return 0.0
    return sum((at - middle) * level for at, level in enumerate(levels)) / spread


def _direction(slope: float) -> Direction:
    if abs(slope) < STEEP:
        return Direction.STEADY
    return Direction.RISING if slope > 0 else Direction.COOLING
