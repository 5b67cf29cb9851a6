"""How the queue stands just now for customers of one language: what a decision about a handoff may know."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from handoff.domain.enums import Priority
from handoff.domain.identity.people import Agent
from handoff.domain.policy import RoutingPolicy
from handoff.domain.queueing.assignment import Need
from handoff.domain.queueing.pace import Going, Pace
from handoff.domain.queueing.place import Weights
from handoff.domain.queueing.queue_order import due_at
from handoff.domain.queueing.wait import Forecast


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
    queue: Sequence[Need]
    pace: Pace
    going: Sequence[Going]
    at: datetime
    routing: RoutingPolicy = field(default_factory=RoutingPolicy)
    weights: Weights = field(default_factory=Weights)

    def state(self, lang: str) -> QueueState:
        """The state for a customer who came now, writes this language, and competes with those who wait."""
        coming = Forecast(
            agents=self.agents,
            pace=self.pace,
            going=self.going,
            at=self.at,
            policy=self.routing,
            weights=self.weights,
        )
        due = due_at(self.at, Priority.NORMAL)
        queue = [*self.queue, Need(conversation_id="", lang=lang, waiting_since=self.at, due_at=due)]
        waiting = coming.positions(queue)[""] - 1
        idle = sum(agent.can_take(self.at, self.weights) and agent.speaks(lang) for agent in self.agents)
        return QueueState(
            idle_agents=max(0, idle - waiting),
            waiting=waiting,
            expected_wait_seconds=0.0 if idle > waiting else coming.expected(queue),
            open_now=any(agent.reachable(self.at) for agent in self.agents),
        )
