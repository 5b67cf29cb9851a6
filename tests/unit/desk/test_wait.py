"""The guess of the wait: whose places count, and how they become free."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handoff.domain.enums import Priority
from handoff.domain.queueing.newcomers import Came, Newcomers
from handoff.domain.queueing.pace import Handling, Past, Stay, WaitFacts, facts_of
from handoff.domain.queueing.queue_order import due_at
from tests.support.desks import START
from tests.support.forecasts import agent, forecast, going, need, past

MINUTES = (300.0, 300.0)


def test_a_free_place_is_as_far_as_an_offer_takes() -> None:
    """Ten seconds, told as a range of a minute."""
    assert forecast([agent("a")], past(*MINUTES)).ranges([need()]) == {"c": (0, 60)}


def test_the_end_of_a_chat_is_waited_for() -> None:
    """Every chat took five minutes, and this one has lasted four: one minute more, and the offer."""
    facts = going(past(*MINUTES), 240)
    (low, high) = forecast([agent("a", capacity=1, load=1)], facts).ranges([need()])["c"]
    assert low <= 70 <= high
    assert high - low <= 60


def test_who_cannot_take_it_is_not_counted() -> None:
    """Ten free colleagues of another team shorten nothing."""
    others = [agent(f"b{n}") for n in range(10)]
    team = [agent("a", capacity=1, load=1, teams=("t",))]
    facts = going(past(*MINUTES), 30)
    asked = need(team_id="t")
    alone = forecast(team, facts).ranges([asked])
    assert forecast([*team, *others], facts).ranges([asked]) == alone
    assert alone["c"][0] > 200


def test_of_whom_nobody_is_here_nothing_is_promised() -> None:
    """The whole queue is before them, and there is no range."""
    queue = [need("first"), need("c", team_id="t")]
    found = forecast([agent("a")], past(*MINUTES))
    assert found.positions(queue) == {"first": 1, "c": 2}
    assert set(found.ranges(queue)) == {"first"}


def test_too_little_is_known() -> None:
    """Nineteen chats are too few to say anything."""
    few = WaitFacts(stays=past(*MINUTES).stays[:19])
    assert forecast([agent("a")], few).ranges([need()]) == {}
    assert forecast([agent("a")], few).expected([need()]) is None


def test_places_are_counted_among_those_who_compete() -> None:
    """One who waits for a Persian speaker stands behind nobody who waits for others."""
    agents = [agent("a", languages=("en",)), agent("b", languages=("fa",))]
    queue = [need("e1"), need("e2"), need("f1", lang="fa"), need("f2", lang="fa")]
    found = forecast(agents, past(*MINUTES))
    assert found.positions(queue) == {"e1": 1, "e2": 2, "f1": 1, "f2": 2}


def test_after_a_while_others_may_take_it() -> None:
    """The Persian speaker is busy for long; after two minutes a free colleague is asked."""
    agents = [agent("a", languages=("fa",), capacity=1, load=1), agent("b", languages=("en",))]
    facts = going(past(3600.0, 3600.0), 10)
    found = forecast(agents, facts)
    (low, high) = found.ranges([need(lang="fa")])["c"]
    assert low <= 130 <= high <= 200
    assert found.ranges([need(lang="fa", waited=120)]) == {"c": (0, 60)}


def test_a_place_that_an_offer_keeps_is_not_taken_twice() -> None:
    """The one ahead has their place already; the next is free for this one."""
    queue = [need("first", offered=True), need("c")]
    facts = past(*MINUTES)
    assert forecast([agent("a", capacity=2, load=1)], facts).ranges(queue)["c"] == (0, 60)


def test_chats_above_the_capacity_free_no_place() -> None:
    """A supervisor forced a third one: two have to end first."""
    facts = going(past(*MINUTES), 250, 100, 50)
    one = forecast([agent("a", capacity=2, load=3)], facts).expected([need()])
    other = forecast([agent("a", capacity=3, load=3)], facts).expected([need()])
    assert (other, one) == (pytest.approx(60, abs=10), pytest.approx(210, abs=10))


def test_work_for_later_takes_up_places() -> None:
    """Two tickets are a place: of three only two take chats, and the one that goes on must end."""
    facts = going(past(*MINUTES), 0, 0)
    found = forecast([agent("a", capacity=3, load=2, async_load=2)], facts).expected([need()])
    assert found == pytest.approx(310, abs=10)


def test_those_ahead_who_give_up_make_it_shorter() -> None:
    """Of a long queue many leave."""
    queue = [need(f"q{n}") for n in range(10)]
    agents = [agent("a", capacity=1, load=1)]
    waits = [forecast(agents, going(past(*MINUTES, left=left), 10)).expected(queue) for left in (0.0, 0.002)]
    assert waits[0] is not None
    assert waits[1] is not None
    assert waits[1] < waits[0] / 2


def test_a_short_break_is_waited_for() -> None:
    """After a hard conversation nothing is offered for a minute."""
    resting = agent("a", rests_until=START + timedelta(seconds=60))
    assert forecast([resting], past(*MINUTES)).expected([need()]) == pytest.approx(70)


def test_the_agent_of_last_time_is_waited_for_a_minute() -> None:
    """Everybody else is free; the one who knows them is busy, unless a place of theirs frees sooner."""
    agents = [agent("a", capacity=1, load=1), agent("b")]
    asked = need(last_agent_id="a")
    busy, nearly = (forecast(agents, going(past(*MINUTES), age)) for age in (10, 270))
    assert busy.expected([asked]) == pytest.approx(70)
    assert nearly.expected([asked]) == pytest.approx(40, abs=10)
    assert busy.expected([need(waited=60, last_agent_id="a")]) == pytest.approx(10)
    assert forecast([agent("a"), agent("b")], past(*MINUTES)).expected([asked]) == pytest.approx(10)
    for asked in (need(last_agent_id="gone"), need(last_agent_id="a", team_id="t")):
        found = forecast([*agents, agent("t", teams=("t",))], going(past(*MINUTES), 10)).expected([asked])
        assert found == pytest.approx(10)


def test_who_comes_later_and_is_more_urgent_is_waited_for() -> None:
    """As many as came in the last hour, of those who may pass; nobody passes who is urgent themselves."""
    facts = going(past(*MINUTES), 200, 100)
    came = tuple(
        Came(at=START - timedelta(seconds=second), priority=Priority.URGENT, lang="en")
        for second in range(0, 3600, 40)
    )
    agents = [agent("a", capacity=2, load=2)]
    calm, stormy = (forecast(agents, replace(facts, came=some)) for some in ((), came))
    for priority, passed in ((Priority.NORMAL, True), (Priority.URGENT, False)):
        asked = need(due_at=due_at(START, priority))
        before, after = calm.expected([asked]), stormy.expected([asked])
        assert before is not None
        assert after is not None
        assert (after > before + 60) is passed


def test_breaks_after_hard_chats_are_counted() -> None:
    """One in two is followed by a minute in which nothing is offered: every further chat comes later."""
    queue, agents = [need("first"), need("c")], [agent("a", capacity=1, load=1)]
    facts = going(past(*MINUTES), 290)
    waits = [forecast(agents, replace(facts, hard=hard)).expected(queue) for hard in (0.0, 0.5)]
    assert waits[0] is not None
    assert waits[1] == pytest.approx(waits[0] + 30)


def test_chats_that_go_on_count_for_the_handling_time() -> None:
    """In the first hour only short ones have ended: half of all take longer than any of these."""
    ended = [Stay(agent_id="a", seconds=60.0 + n) for n in range(20)]
    long = [Stay(agent_id="a", seconds=600.0, ended=False) for _ in range(20)]
    assert Handling(ended).lasts(0.9) < 80
    assert Handling([*ended, *long]).lasts(0.45) < 80
    assert Handling([*ended, *long]).lasts(0.6) > 80


def test_chats_from_before_the_oldest_known_end_count_from_there_on() -> None:
    """Seen from their first minute on, they say nothing of chats that end within it."""
    ends = [
        Past(queued_at=at, claimed_at=at, ended_at=at + timedelta(seconds=600), agent_id="a")
        for at in (START - timedelta(seconds=100 * n) for n in range(7, 10))
    ]
    facts = facts_of(ends, [("a", START - timedelta(seconds=900))], at=START, most=3)
    assert [stay.seen_from for stay in facts.stays] == [400.0, 500.0, 600.0, 600.0]
    assert facts_of(ends, [], at=START, most=4).stays[0].seen_from == 0


def test_a_slow_agent_is_known_as_one() -> None:
    """Ten of their own chats weigh as much as the desk's mean."""
    stays = [*past(100.0, by="quick").stays, *past(300.0, by="slow").stays]
    handling = Handling(stays)
    assert handling.speed("quick") == pytest.approx(0.75)
    assert handling.speed("slow") == pytest.approx(1.25)
    assert handling.speed("new") == 1.0


def test_the_last_hour_comes_again_from_another_moment_on() -> None:
    """In its own rhythm, round and round, without those who would stand behind."""
    came = [
        Came(at=START - timedelta(seconds=ago), priority=priority, lang="en")
        for ago, priority in ((3300, Priority.URGENT), (1800, Priority.HIGH), (60, Priority.NORMAL))
    ]
    again = Newcomers(came, at=START)
    assert [(one.comes_in, one.due_in) for one in again.on(0.0, 7200)] == [
        (300.0, 300.0),
        (1800.0, 2100.0),
        (3540.0, 4140.0),
    ]
    assert [one.comes_in for one in again.on(0.5, 7200)] == [0.0, 2100.0, 1740.0]  # by who is due
    assert [one.comes_in for one in again.on(0.0, 2100)] == [300.0]
    assert again.on(0.0, 0) == Newcomers([], at=START).on(0.0, 7200) == []
