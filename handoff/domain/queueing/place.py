"""What a conversation takes of an agent: a place, weighed by its kind."""

from dataclasses import dataclass

WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What a piece of asynchronous work takes of a place, in percent; a live chat takes a whole one."""

    asynchronous: int = 50

    def of(self, *, live: bool) -> int:
        """In percent of a place."""
        return WHOLE if live else self.asynchronous


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of an agent, taken up by a chat (`live`) or by work that can be done later."""

    agent_id: str
    live: bool = True
