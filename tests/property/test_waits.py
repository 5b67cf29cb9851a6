"""What holds of the told waits, whoever waits and whoever serves."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from handoff.domain.enums import Priority
from handoff.domain.identity.people import Agent
from handoff.domain.queueing.assignment import Need
from handoff.domain.queueing.newcomers import Came
from handoff.domain.queueing.pace import Stay, WaitFacts
from handoff.domain.queueing.queue_order import due_at
from tests.support.desks import START
from tests.support.forecasts import agent, forecast, need

LANGUAGES = st.sampled_from(["en", "fa", "pl"])
SKILLS = st.sampled_from(["billing", "technical"])


def in_order(rows: list[dict[str, Any]]) -> list[Need]:
    """A queue stands by who is due first."""
    ordered = sorted(rows, key=lambda row: (row["due_at"], -row["waited"]))
    return [need(f"c{n}", **row) for n, row in enumerate(ordered)]


staff = st.lists(
    st.builds(
        lambda languages, skills, teams, capacity, load, async_load: {
            "languages": tuple(sorted(languages)),
            "skills": tuple(sorted(skills)),
            "teams": tuple(sorted(teams)),
            "capacity": capacity,
            "load": load,
            "async_load": async_load,
        },
        languages=st.sets(LANGUAGES, max_size=2),
        skills=st.sets(SKILLS, max_size=1),
        teams=st.sets(st.just("t"), max_size=1),
        capacity=st.integers(0, 3),
        load=st.integers(0, 3),
        async_load=st.integers(0, 2),
    ),
    min_size=1,
    max_size=4,
).map(lambda rows: [agent(f"a{n}", **row) for n, row in enumerate(rows)])

waiting = st.lists(
    st.builds(
        lambda lang, skill, team, waited, live, priority, last: {
            "lang": lang,
            "skill": skill,
            "team_id": team,
            "waited": waited,
            "live": live,
            "due_at": due_at(START - timedelta(seconds=waited), priority),
            "last_agent_id": last,
        },
        lang=LANGUAGES,
        skill=st.none() | SKILLS,
        team=st.none() | st.just("t"),
        waited=st.sampled_from([0, 60, 119, 300]),
        live=st.booleans(),
        priority=st.sampled_from(Priority),
        last=st.none() | st.sampled_from(["a0", "a1"]),
    ),
    min_size=1,
    max_size=6,
).map(in_order)

came = st.lists(
    st.builds(
        lambda seconds, priority, lang, skill: Came(
            at=START - timedelta(seconds=seconds), priority=priority, lang=lang, skill=skill
        ),
        seconds=st.integers(0, 3599),
        priority=st.sampled_from(Priority),
        lang=LANGUAGES,
        skill=st.none() | SKILLS,
    ),
    max_size=30,
)

pasts = st.builds(
    lambda seconds, ages, left, hard, came: WaitFacts(
        stays=(
            *(Stay(agent_id="a0", seconds=one) for one in seconds),
            *(Stay(agent_id=f"a{n % 4}", seconds=age, ended=False) for n, age in enumerate(ages)),
        ),
        taken=(3.0, 9.0, 20.0),
        left_per_second=left,
        hard=hard,
        came=tuple(came),
    ),
    seconds=st.lists(st.floats(1, 2000), min_size=20, max_size=25),
    ages=st.lists(st.floats(0, 2000), max_size=6),
    left=st.sampled_from([0.0, 0.002]),
    hard=st.sampled_from([0.0, 0.3]),
    came=came,
)


@given(staff, waiting, pasts, st.integers(0, 3))
def test_one_place_more_makes_nobody_wait_longer(
    agents: list[Agent], queue: list[Need], facts: WaitFacts, which: int
) -> None:
    """Whoever gets it, both ends of every range stay or fall, and none is lost."""
    more = list(agents)
    more[which % len(more)] = replace(
        more[which % len(more)], capacity=agents[which % len(more)].capacity + 1
    )
    before, after = forecast(agents, facts).ranges(queue), forecast(more, facts).ranges(queue)
    for id_, (low, high) in before.items():
        assert after[id_][0] <= low
        assert after[id_][1] <= high


@given(staff, waiting, pasts)
def test_who_stands_further_back_is_told_no_less(
    agents: list[Agent], queue: list[Need], facts: WaitFacts
) -> None:
    """Of two of the same kind, the one behind is told neither a lower place nor a shorter wait."""
    last = replace(queue[-1], conversation_id="behind")
    found = forecast(agents, facts)
    places, ranges = found.positions([*queue, last]), found.ranges([*queue, last])
    assert places["behind"] == places[queue[-1].conversation_id] + 1
    if "behind" in ranges:
        low, high = ranges[queue[-1].conversation_id]
        assert ranges["behind"][0] >= low
        assert ranges["behind"][1] >= high


@given(staff, waiting, pasts)
def test_what_is_told_of_one_does_not_depend_on_those_behind(
    agents: list[Agent], queue: list[Need], facts: WaitFacts
) -> None:
    """Asked alone or with the whole queue, one is told the same place."""
    found = forecast(agents, facts)
    whole = found.positions(queue)
    assert all(
        found.positions(queue[: n + 1])[one.conversation_id] == whole[one.conversation_id]
        for n, one in enumerate(queue)
    )


@given(staff, waiting, pasts)
def test_a_range_is_given_where_somebody_can_serve(
    agents: list[Agent], queue: list[Need], facts: WaitFacts
) -> None:
    """And nowhere else: of the team, with a place that chats may take."""
    able = {
        team
        for one in agents
        if one.capacity * 100 >= one.async_load * 50 + 100
        for team in (None, *one.teams)
    }
    told = forecast(agents, facts).ranges(queue)
    assert set(told) == {one.conversation_id for one in queue if one.team_id in able}
    assert all(low >= 0 and high - low >= 60 for low, high in told.values())
