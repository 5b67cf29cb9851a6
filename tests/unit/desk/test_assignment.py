"""Who is given which waiting conversation."""

from datetime import timedelta

from handoff.domain.enums import Availability, Role
from handoff.domain.identity.people import Agent
from handoff.domain.policy import RoutingPolicy
from handoff.domain.queueing.assignment import Need, plan
from tests.support.desks import START
from tests.support.forecasts import agent, need

POLICY = RoutingPolicy()


def planned(needs: list[Need], agents: list[Agent], policy: RoutingPolicy = POLICY) -> dict[str, str]:
    """Who gets what."""
    found = plan(needs, agents, at=START, policy=policy)
    return {one.conversation_id: one.agent_id for one in found}


def test_the_emptier_agent_is_asked_first() -> None:
    """The share of the capacity counts, not the number of conversations."""
    assert planned([need()], [agent("a", load=1, capacity=2), agent("b", load=2, capacity=8)]) == {"c": "b"}


def test_of_equals_the_one_who_was_given_nothing_for_longest() -> None:
    """Longest idle since the last assignment; one who never had any comes first."""
    before = [START - timedelta(minutes=5), START - timedelta(minutes=9)]
    agents = [agent(name, last_assigned_at=at) for name, at in zip("ab", before, strict=True)]
    assert planned([need()], agents) == {"c": "b"}
    assert planned([need()], [*agents, agent("z")]) == {"c": "z"}


def test_places_fill_up_as_the_plan_goes() -> None:
    """Two customers, two agents with a place each, and the third must wait."""
    needs = [need("c1"), need("c2"), need("c3")]
    assert planned(needs, [agent("a", capacity=1), agent("b", capacity=1)]) == {"c1": "a", "c2": "b"}


def test_nobody_who_is_away_gone_or_full_is_asked() -> None:
    """Availability is a choice, presence a fact, capacity a limit."""
    absent = [
        agent("a", availability=Availability.AWAY),
        agent("b", present_until=START),
        agent("c", load=4),
        agent("d", role=Role.EDITOR),
        agent("e", active=False),
    ]
    assert planned([need()], absent) == {}


def test_a_speaker_is_waited_for_and_then_anybody_serves() -> None:
    """Language first; after the set wait somebody else is better than nobody."""
    agents = [agent("pole", languages=("pl",), load=4), agent("ana", languages=("en",))]
    assert planned([need(lang="pl")], agents) == {}
    assert planned([need(lang="pl", waited=120)], agents) == {"c": "ana"}


def test_where_nobody_speaks_the_language_waiting_helps_nobody() -> None:
    """Then whoever is there is asked at once."""
    assert planned([need(lang="fa")], [agent("ana", languages=("en",))]) == {"c": "ana"}


def test_one_who_waits_for_a_speaker_holds_up_no_other() -> None:
    """The next in the queue is served meanwhile."""
    agents = [agent("pole", languages=("pl",), load=4), agent("ana", languages=("en",))]
    assert planned([need("c1", lang="pl"), need("c2")], agents) == {"c2": "ana"}


def test_skill_is_like_language() -> None:
    """The skilled agent is waited for, for a while."""
    agents = [agent("smith", skills=("billing",), load=4), agent("ana")]
    assert planned([need(skill="billing")], agents) == {}
    assert planned([need(skill="billing", waited=120)], agents) == {"c": "ana"}


def test_a_team_is_never_left() -> None:
    """A conversation given to a team waits for its members however long it takes."""
    agents = [agent("ana"), agent("bo", teams=("t1",), load=4)]
    assert planned([need(team_id="t1", waited=9999)], agents) == {}
    assert planned([need(team_id="t1")], [agent("ana"), agent("bo", teams=("t1",))]) == {"c": "bo"}


def test_the_agent_who_knows_the_customer_is_waited_for() -> None:
    """For a set wait, if they are here at all."""
    agents = [agent("ana"), agent("bo", load=4)]
    assert planned([need(last_agent_id="bo")], agents) == {}
    assert planned([need(last_agent_id="bo", waited=60)], agents) == {"c": "ana"}
    assert planned([need(last_agent_id="zoe")], agents) == {"c": "ana"}
    assert planned([need(last_agent_id="bo")], [agent("ana"), agent("bo", load=3)]) == {"c": "bo"}


def test_whoever_refused_is_not_asked_again_at_once() -> None:
    """The next one is; if there is none, the customer waits until the refusal is old."""
    refused = frozenset({"ana"})
    assert planned([need(refused_by=refused)], [agent("ana"), agent("bo")]) == {"c": "bo"}
    assert planned([need(refused_by=refused)], [agent("ana")]) == {}


def test_hard_conversations_are_spread() -> None:
    """Nobody gets more than the limit in a row while a colleague had fewer."""
    agents = [agent("ana", hard_in_a_row=2), agent("bo", load=2)]
    assert planned([need(hard=True)], agents) == {"c": "bo"}
    assert planned([need()], agents) == {"c": "ana"}


def test_a_limit_that_all_have_reached_protects_nobody() -> None:
    """The customer is served all the same."""
    agents = [agent("ana", hard_in_a_row=2), agent("bo", hard_in_a_row=3, load=1)]
    assert planned([need(hard=True)], agents) == {"c": "ana"}


def test_the_plan_itself_counts_hard_ones_in_a_row() -> None:
    """Three angry customers at once do not all land on the emptier agent."""
    needs = [need(f"c{n}", hard=True) for n in range(3)]
    given = planned(needs, [agent("ana", capacity=9), agent("bo", capacity=9, load=5)])
    assert sorted(given.values()) == ["ana", "ana", "bo"]


def test_a_break_after_a_hard_one_is_kept() -> None:
    """Nothing is offered to an agent who rests."""
    resting = agent("ana", rests_until=START + timedelta(seconds=1))
    assert planned([need()], [resting]) == {}
    assert planned([need()], [agent("ana", rests_until=START)]) == {"c": "ana"}
