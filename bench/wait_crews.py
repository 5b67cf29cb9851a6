"""A desk of several kinds of agents and customers, for `bench.wait`: a mixture that is set, not measured."""

import random
from dataclasses import dataclass, replace

from handoff.domain.enums import EscalationReason

TEXTS = {"en": "A person, please", "pl": "Poproszę człowieka", "fa": "یک نفر لطفاً"}
LANGUAGES = {"en": 0.7, "pl": 0.2, "fa": 0.1}
SKILLS = {None: 0.55, "billing": 0.3, "technical": 0.15}
CALL_BACK = 0.05
SECOND_LINE = 0.05
REASONS = {
    EscalationReason.ASKED_FOR_HUMAN: 0.75,
    EscalationReason.FRUSTRATED: 0.2,
    EscalationReason.SENSITIVE_TOPIC: 0.05,
}
RETURNS = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """What one agent of the desk speaks, can do and belongs to; by default all languages."""

    languages: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    second_line: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What one customer needs, and for how long."""

    seconds: float
    lang: str = "en"
    skill: str | None = None
    call_back: bool = False
    second_line: bool = False
    reason: EscalationReason = EscalationReason.ASKED_FOR_HUMAN
    returns: bool = False

    @property
    def text(self) -> str:
        return TEXTS[self.lang]


CREWS = (
    Crew(languages=("en",), skills=("billing",)),
    Crew(languages=("en",)),
    Crew(languages=("en", "pl"), skills=("technical",), second_line=True),
    Crew(languages=("en",), skills=("technical",)),
    Crew(languages=("pl",), skills=("billing",)),
    Crew(languages=("en",), skills=("billing",), second_line=True),
    Crew(languages=("en", "fa")),
    Crew(languages=("en", "fa"), skills=("billing", "technical")),
)


def wish_of(chance: random.Random, seconds: float, *, mixed: bool, moody: bool) -> Wish:
    """A customer with a chat of this length."""
    wish = _mixed(chance, seconds) if mixed else Wish(seconds=seconds)
    if not moody:
        return wish
    reason = chance.choices(list(REASONS), list(REASONS.values()))[0]
    return replace(wish, reason=reason, returns=chance.random() < RETURNS)


def _mixed(chance: random.Random, seconds: float) -> Wish:
    return Wish(
        seconds=seconds,
        lang=chance.choices(list(LANGUAGES), list(LANGUAGES.values()))[0],
        skill=chance.choices(list(SKILLS), list(SKILLS.values()))[0],
        call_back=chance.random() < CALL_BACK,
        second_line=chance.random() < SECOND_LINE,
    )
