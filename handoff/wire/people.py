"""Staff on the wire."""

from datetime import datetime

from handoff.domain.conversation.view import Colleague
from handoff.domain.enums import Availability, Role
from handoff.domain.identity.people import Agent
from handoff.domain.queueing.place import WHOLE, Weights
from handoff.wire.base import Time, Wire, picture_address


class AgentOut(Wire):
    """A member of staff, as colleagues and the agent alone see them."""

    id: str
    name: str
    role: Role
    availability: Availability
    present: bool
    load: int
    async_load: int
    used: float
    capacity: int
    languages: tuple[str, ...]
    skills: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    auto_accept: bool = False
    away_reason: str | None = None
    rests_until: Time | None = None
    state_since: Time | None = None
    hard_in_a_row: int = 0
    picture: str | None = None


def agent_out(agent: Agent, now: datetime, weights: Weights) -> AgentOut:
    """The agent's own record, without the e-mail address."""
    reckoned = {
        "present": agent.present(now),
        "used": agent.used(weights) / WHOLE,
        "picture": picture_address(agent.picture),
    }
    shared = {name: getattr(agent, name) for name in AgentOut.model_fields if name not in reckoned}
    return AgentOut(**shared, **reckoned)


def colleague_out(colleague: Colleague) -> AgentOut:
    """A colleague in the list of whom to transfer to."""
    told = AgentOut.model_validate(colleague)
    return told.model_copy(update={"picture": picture_address(colleague.picture)})
