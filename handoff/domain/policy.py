"""The numbers a desk's manager may choose."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType

from handoff.domain.enums import Priority

LANGUAGES = ("en", "fa", "pl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How long anything may take before the watchdog acts, and how much anyone may send."""

    default_lang: str = "en"
    max_message_chars: int = 4000
    agent_capacity: int = 4
    bot_turn: timedelta = timedelta(seconds=75)
    bot_idle: timedelta = timedelta(hours=24)
    agent_reply: timedelta = timedelta(minutes=5)
    agent_idle: timedelta = timedelta(hours=24)
    turn_lease: timedelta = timedelta(seconds=9)
    presence_ttl: timedelta = timedelta(seconds=45)
    queue_reminder: Mapping[Priority, timedelta] = field(
        default_factory=lambda: MappingProxyType(
            {
                Priority.URGENT: timedelta(minutes=2),
                Priority.HIGH: timedelta(minutes=5),
                Priority.NORMAL: timedelta(minutes=10),
                Priority.LOW: timedelta(minutes=15),
            }
        )
    )

    def lang(self, wanted: str | None) -> str:
        """The language of ours that fits `wanted` ("fa-IR" is "fa")."""
        short = (wanted or "").replace("_", "-").split("-")[0].lower()
        return short if short in LANGUAGES else self.default_lang
