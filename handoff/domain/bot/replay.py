"""What another setting would have done with the questions of the past."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from handoff.domain.bot.labels import SPOKEN, Label
from handoff.domain.conversation.message import Payload

Decide = Callable[[float], str]
"""From the probability to `answered`, `clarify` or `no_answer`."""

ENOUGH = 50
EXAMPLES = 8
EXAMPLES_OF_A_KIND = 3
CURVE_POINTS = 40
Z_95 = 1.96


@dataclass(frozen=True, slots=True, kw_only=True)
class PastQuestion:
    """A question the bot once decided on, with the probability that the judge in force gives it."""

    id: str
    conversation_id: str
    at: datetime
    lang: str
    query: str
    title: str
    probability: float
    features: Payload = field(default_factory=dict)
    label: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """How many of the answers that somebody spoke about were wrong, with a 95 % interval of the share."""

    n: int
    wrong: int
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What becomes of the questions under one setting."""

    answered: int
    clarify: int
    no_answer: int
    expected_wrong: float | None
    observed_wrong: Observed | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A question that would have been treated otherwise."""

    question: PastQuestion
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """Two settings side by side."""

    n: int
    labelled: int
    now: Tally
    then: Tally
    changed: int
    examples: tuple[Changed, ...]

    @property
    def enough(self) -> bool:
        """Whether there are so many questions that the shares mean something."""
        return self.n >= ENOUGH


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """If the surest share `coverage` of the questions were answered: how many of the answers were wrong?"""

    coverage: float
    expected_wrong: float
    observed_wrong: float | None


def replay(past: Sequence[PastQuestion], *, now: Decide, then: Decide) -> Replay:
    """The past decided twice."""
    before = [now(one.probability) for one in past]
    after = [then(one.probability) for one in past]
    changed = [
        Changed(question=one, before=was, after=would)
        for one, was, would in zip(past, before, after, strict=True)
        if was != would
    ]
    return Replay(
        n=len(past),
        labelled=sum(_spoken(one) for one in past),
        now=tally(past, before),
        then=tally(past, after),
        changed=len(changed),
        examples=_examples(changed),
    )


def tally(past: Sequence[PastQuestion], outcomes: Sequence[str]) -> Tally:
    """Count the outcomes, and how wrong the answered ones are expected and seen to be."""
    counts = Counter(outcomes)
    answered = [one for one, outcome in zip(past, outcomes, strict=True) if outcome == "answered"]
    wrong = sum(1 - one.probability for one in answered)
    return Tally(
        answered=counts["answered"],
        clarify=counts["clarify"],
        no_answer=counts["no_answer"],
        expected_wrong=wrong / len(answered) if answered else None,
        observed_wrong=observed(answered),
    )


def observed(answered: Sequence[PastQuestion]) -> Observed | None:
    """Only what somebody said counts here: an agent, or the customer by a button."""
    spoken = [one.label for one in answered if one.label is not None and _spoken(one)]
    if not spoken:
        return None
    wrong = sum(not label.right for label in spoken)
    low, high = wilson(wrong, len(spoken))
    return Observed(n=len(spoken), wrong=wrong, low=low, high=high)


def wilson(hits: int, n: int, z: float = Z_95) -> tuple[float, float]:
    """Wilson's interval of a share, which stays honest where there are few."""
    if n == 0:
        return 0.0, 1.0
    share, slack = hits / n, z * z / n
    middle = share + slack / 2
    spread = z * math.sqrt(share * (1 - share) / n + slack / (4 * n))
    low, high = (middle - spread) / (1 + slack), (middle + spread) / (1 + slack)
    return (0.0 if hits == 0 else max(0.0, low)), (1.0 if hits == n else min(1.0, high))


def curve(past: Sequence[PastQuestion], points: int = CURVE_POINTS) -> tuple[CurvePoint, ...]:
    """Risk against coverage: the surest questions first."""
    order = sorted(past, key=lambda one: -one.probability)
    steps = sorted({max(1, round(len(order) * step / points)) for step in range(1, points + 1)})
    found = []
    for count in steps if order else ():
        surest = order[:count]
        seen = observed(surest)
        found.append(
            CurvePoint(
                coverage=count / len(order),
                expected_wrong=sum(1 - one.probability for one in surest) / count,
                observed_wrong=seen.wrong / seen.n if seen else None,
            )
        )
    return tuple(found)


def _spoken(one: PastQuestion) -> bool:
    return one.label is not None and one.label.source in SPOKEN


def _examples(changed: Sequence[Changed]) -> tuple[Changed, ...]:
    """A few of each kind of change, the newest first."""
    taken: Counter[tuple[str, str]] = Counter()
    kept = []
    for one in sorted(changed, key=lambda change: change.question.at, reverse=True):
        kind = (one.before, one.after)
        taken[kind] += 1
        if taken[kind] <= EXAMPLES_OF_A_KIND:
            kept.append(one)
    return tuple(kept[:EXAMPLES])
