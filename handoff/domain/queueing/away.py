"""Why an agent is away: a word that the desk has set, and every change of it as a row that is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handoff.domain.enums import Availability
from handoff.domain.errors import Invalid

AWAY = "away"
USUAL_REASONS = ("break", "lunch", "meeting", "training")
# The desk's own word for who let offers pass: nobody can choose it.
MISSED_OFFERS = "missed_offers"
MOST_REASONS = 20
MOST_REASON_CHARS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayReasons:
    """The words that agents may choose from."""

    reasons: tuple[str, ...] = USUAL_REASONS

    def check(self, availability: Availability | None, reason: str | None) -> None:
        """Refuse a reason of one who is not away, and one that nobody has set."""
        if reason is None:
            return
        if availability is not Availability.AWAY:
            raise Invalid("Only who is away says why.")
        if reason not in self.reasons:
            raise Invalid(f"A reason is one of: {', '.join(self.reasons)}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailabilityChange:
    """From this moment on an agent was so; `by_id` is who set it, None for the desk itself.

    `present` says whether they were connected: nobody serves who has closed the console.
    """

    id: str
    agent_id: str
    at: datetime
    availability: Availability
    reason: str | None = None
    by_id: str | None = None
    present: bool = True


def checked_reasons(words: Sequence[str]) -> tuple[str, ...]:
    """Words that can be set: each once, short, and none of the desk's own."""
    found = tuple(dict.fromkeys(" ".join(word.split()) for word in words))
    if len(found) > MOST_REASONS or not all(0 < len(word) <= MOST_REASON_CHARS for word in found):
        raise Invalid(f"There are at most {MOST_REASONS} reasons of at most {MOST_REASON_CHARS} characters.")
    if MISSED_OFFERS in found:
        raise Invalid(f"{MISSED_OFFERS} is the desk's own word.")
    return found
