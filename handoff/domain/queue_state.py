"""How the queue stands just now for customers of one language: what a decision about a handoff may know."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from handoff.domain.people import Agent
from handoff.domain.place import Weights
from handoff.domain.wait import WaitFacts, expected_wait


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueState:
    """Who could take a conversation at once, how many wait, how long that takes, and whether anyone is there.

    `expected_wait_seconds` is None while the desk knows too little of its own pace.
    """

    idle_agents: int = 0
    waiting: int = 0
    expected_wait_seconds: float | None = None
    open_now: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFacts:
    """What the desk read of its agents and its queue at one moment."""

    agents: Sequence[Agent]
    waiting: int
    wait: WaitFacts
    at: datetime
    weights: Weights = field(default_factory=Weights)

    def state(self, lang: str) -> QueueState:
        """The state for a customer who writes this language; an agent without languages speaks all."""
        idle = sum(
            agent.can_take(self.at, self.weights) and (not agent.languages or lang in agent.languages)
            for agent in self.agents
        )
        return QueueState(
            idle_agents=max(0, idle - self.waiting),
            waiting=self.waiting,
            expected_wait_seconds=0.0 if idle > self.waiting else expected_wait(self.waiting + 1, self.wait),
            open_now=any(agent.reachable(self.at) for agent in self.agents),
        )
