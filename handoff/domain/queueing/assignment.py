"""Who gets which waiting conversation: a pure plan, made anew whenever a place could have become free.

Agents are ranked by the share of their capacity in use, then by the longest time since they were last given
a conversation; ranking by the last alert instead would pile chats on one person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from handoff.domain.identity.people import Agent
from handoff.domain.policy import RoutingPolicy
from handoff.domain.queueing.place import WHOLE, Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a waiting conversation asks of an agent; `refused_by` had it offered a short while ago.

    One that is `offered` now has its place already; `due_at` is where it stands in the queue.
    """

    conversation_id: str
    lang: str
    waiting_since: datetime
    team_id: str | None = None
    skill: str | None = None
    last_agent_id: str | None = None
    hard: bool = False
    live: bool = True
    refused_by: frozenset[str] = frozenset()
    offered: bool = False
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """This conversation to this agent."""

    conversation_id: str
    agent_id: str


@dataclass(slots=True)
class _Floor:
    """The agents as the plan fills their places."""

    at: datetime
    policy: RoutingPolicy
    weights: Weights
    agents: dict[str, Agent] = field(default_factory=dict)

    def give(self, agent: Agent, need: Need) -> None:
        self.agents[agent.id] = replace(
            agent,
            load=agent.load + need.live,
            async_load=agent.async_load + (not need.live),
            last_assigned_at=self.at,
            hard_in_a_row=agent.hard_in_a_row + 1 if need.hard else 0,
        )


def plan(
    needs: Sequence[Need],
    agents: Sequence[Agent],
    *,
    at: datetime,
    policy: RoutingPolicy,
    weights: Weights | None = None,
) -> Iterator[Assignment]:
    """Give the needs, in the queue's order, to whoever may have them; one that waits holds up no other."""
    here = {agent.id: agent for agent in agents if agent.reachable(at)}
    floor = _Floor(at, policy, weights or Weights(), here)
    for need in needs:
        if not any(agent.has_room(floor.weights, live=need.live) for agent in floor.agents.values()):
            continue
        agent = _choose(need, floor)
        if agent is not None:
            floor.give(agent, need)
            yield Assignment(conversation_id=need.conversation_id, agent_id=agent.id)


def _choose(need: Need, floor: _Floor) -> Agent | None:
    """The best agent for a need now; None where waiting a little is better, or nobody fits."""
    waited = floor.at - need.waiting_since
    here = [agent for agent in floor.agents.values() if agent.id not in need.refused_by]
    if need.team_id is not None:
        here = [agent for agent in here if need.team_id in agent.teams]
    known = next((agent for agent in here if agent.id == need.last_agent_id), None)
    if known is not None and waited < floor.policy.sticky_wait:
        return known if _may_have(known, need, floor) else None
    for fits, patience in (
        (lambda agent: agent.speaks(need.lang), floor.policy.language_wait),
        (lambda agent: need.skill is None or need.skill in agent.skills, floor.policy.skill_wait),
    ):
        fitting = [agent for agent in here if fits(agent)]
        if fitting and (waited < patience or any(_may_have(agent, need, floor) for agent in fitting)):
            here = fitting
    free = [agent for agent in here if _may_have(agent, need, floor)]
    return min(free, key=lambda agent: rank(agent, floor.weights)) if free else None


def _may_have(agent: Agent, need: Need, floor: _Floor) -> bool:
    """Whether there is a place, no break after a hard conversation, and not too many hard ones in a row."""
    if not agent.has_room(floor.weights, live=need.live) or agent.resting(floor.at):
        return False
    return not need.hard or agent.hard_in_a_row < floor.policy.hard_in_a_row or _all_had_enough(floor)


def _all_had_enough(floor: _Floor) -> bool:
    """A limit that everybody has reached protects nobody and only keeps the customer waiting."""
    limit = floor.policy.hard_in_a_row
    return all(agent.hard_in_a_row >= limit for agent in floor.agents.values())


def rank(agent: Agent, weights: Weights) -> tuple[float, float, str]:
    """Smaller is asked first: the emptier agent, then who was given nothing for longest."""
    last = agent.last_assigned_at.timestamp() if agent.last_assigned_at else 0.0
    return (agent.used(weights) / (max(agent.capacity, 1) * WHOLE), last, agent.id)
