"""Agents, needs and a past to forecast from."""

from datetime import timedelta

from handoff.domain.enums import Availability, Role
from handoff.domain.identity.people import Agent
from handoff.domain.policy import RoutingPolicy
from handoff.domain.queueing.assignment import Need
from handoff.domain.queueing.pace import Pace, Stay, WaitFacts
from handoff.domain.queueing.place import Weights
from handoff.domain.queueing.wait import Forecast
from tests.support.desks import START


def agent(name: str, **more: object) -> Agent:
    """An agent who is here and free unless told otherwise."""
    known: dict[str, object] = {
        "id": name,
        "email": f"{name}@example.org",
        "name": name,
        "role": Role.AGENT,
        "created_at": START,
        "availability": Availability.ONLINE,
        "present_until": START + timedelta(hours=1),
    }
    return Agent(**(known | more))  # type: ignore[arg-type]


def need(name: str = "c", waited: float = 0, **more: object) -> Need:
    """Somebody who waits, in English unless told otherwise."""
    since = START - timedelta(seconds=waited)
    return Need(**({"conversation_id": name, "lang": "en", "waiting_since": since} | more))  # type: ignore[arg-type]


def past(*seconds: float, by: str = "a", taken: float = 10, left: float = 0.0) -> WaitFacts:
    """A desk whose chats lasted so long, each of these lengths ten times."""
    stays = tuple(Stay(agent_id=by, seconds=one) for one in seconds for _ in range(10))
    return WaitFacts(stays=stays, taken=(taken,), left_per_second=left)


def going(facts: WaitFacts, *ages: float, by: str = "a") -> WaitFacts:
    """The same past, and chats of such ages with an agent now."""
    now = tuple(Stay(agent_id=by, seconds=age, ended=False) for age in ages)
    return WaitFacts(stays=(*facts.stays, *now), taken=facts.taken, left_per_second=facts.left_per_second)


def forecast(agents: list[Agent], facts: WaitFacts) -> Forecast:
    """What the desk expects, by the usual rules."""
    now = [(stay.agent_id, START - timedelta(seconds=stay.seconds)) for stay in facts.stays if not stay.ended]
    return Forecast(
        agents=agents,
        pace=Pace(facts, at=START),
        going=now,
        at=START,
        policy=RoutingPolicy(),
        weights=Weights(),
    )
