"""The risk dial over HTTP: who may turn it, that every process follows, and what a replay shows."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from handoff.desk.bot.judges import put_judge
from handoff.domain.enums import Role
from handoff.domain.identity.people import Agent
from kb_index.judgement import shipped
from kb_index.measured import measured_at
from tests.support.desk_app import DeskApp, desk_app
from tests.support.learning import judged_past, past_of, questions
from tests.support.waiting import eventually

SETTING = "/api/v1/settings/answering"


def bearer(app: DeskApp, agent: Agent) -> dict[str, str]:
    return {"Authorization": f"Bearer {app.token_of(agent)}"}


@asynccontextmanager
async def two_apps(folder: Path) -> AsyncIterator[tuple[DeskApp, DeskApp]]:
    """Two processes of one desk, which share nothing but the database."""
    async with desk_app(folder) as one, desk_app(folder) as two:
        yield one, two


@pytest.mark.parametrize("role", [Role.AGENT, Role.EDITOR])
async def test_only_leaders_may_look_or_turn(app: DeskApp, role: Role) -> None:
    """Nor a visitor, nor nobody."""
    somebody = await app.add("Ana", role)
    visitor, _ = await app.new_visitor()
    told: list[int] = []
    for headers in (bearer(app, somebody), {"Authorization": f"Bearer {visitor}"}, {}):
        told.append((await app.http.get(SETTING, headers=headers)).status_code)
        told.append((await app.http.put(SETTING, headers=headers, json={"risk": 0.1})).status_code)
        replay = await app.http.get(f"{SETTING}/replay", headers=headers, params={"risk": 0.1})
        told.append(replay.status_code)
    assert told == [403] * 3 + [401] * 6
    assert app.services.dial.risk == app.services.settings.answer_risk


async def test_a_turn_of_the_dial_reaches_every_process(tmp_path: Path) -> None:
    """Without a restart; at once where it was made, within a second elsewhere."""
    async with two_apps(tmp_path) as (one, two):
        sam = await one.add("Sam", Role.SUPERVISOR)
        changed = await one.http.put(SETTING, headers=bearer(one, sam), json={"risk": 0.05, "revision": 0})
        assert changed.status_code == 200
        assert one.services.dial.risk == 0.05
        await eventually(lambda: two.services.dial.risk == 0.05)
        seen = (await two.http.get(SETTING, headers=bearer(two, sam))).json()
        assert (seen["risk"], seen["revision"], seen["start_risk"]) == (0.05, 1, 0.2)
        (turn,) = seen["history"]
        assert (turn["before"], turn["after"], turn["by"]) == (0.2, 0.05, "Sam")
        late = await two.http.put(SETTING, headers=bearer(two, sam), json={"risk": 0.3, "revision": 0})
        assert (late.status_code, late.json()["code"]) == (409, "conflict")
        between = (shipped().threshold_of(0.05) + shipped().threshold_of(0.2)) / 2
        assert shipped().decide(between, 0.2) == "answered"
        assert two.services.dial.decide(between) != "answered"


@pytest.mark.parametrize("risk", [0, 0.6, "much", None])
async def test_a_risk_that_is_none_is_refused(app: DeskApp, risk: object) -> None:
    """In the body and in the query."""
    sam = await app.add("Sam", Role.SUPERVISOR)
    put = await app.http.put(SETTING, headers=bearer(app, sam), json={"risk": risk})
    replay = await app.http.get(f"{SETTING}/replay", headers=bearer(app, sam), params={"risk": str(risk)})
    assert [put.status_code, replay.status_code] == [400, 400]


async def test_a_replay_shows_both_settings_on_the_desks_own_questions(app: DeskApp) -> None:
    """Counts, expected and seen wrong, examples, and a curve."""
    sam = await app.add("Sam", Role.SUPERVISOR)
    asked = list(questions(80, shift=0))
    await judged_past(await past_of(app), sam.actor, iter(asked))
    response = await app.http.get(
        f"{SETTING}/replay", headers=bearer(app, sam), params={"risk": 0.4, "days": 7}
    )
    found = response.json()
    assert (found["n"], found["labelled"], found["enough"], found["measured_then"]) == (80, 80, True, [])
    for name, risk in (("now", 0.2), ("then", 0.4)):
        outcomes = [shipped().decide(one.probability, risk) for one in asked]
        answered = [one for one in asked if shipped().decide(one.probability, risk) == "answered"]
        assert found[name]["answered"] == len(answered) == outcomes.count("answered")  # type: ignore[arg-type]
        assert found[name]["observed_wrong"]["n"] == len(answered)
        assert found[name]["observed_wrong"]["wrong"] == sum(not one.right for one in answered)
    assert (
        0
        < found["changed"]
        == len(
            [o for o in asked if shipped().decide(o.probability, 0.2) != shipped().decide(o.probability, 0.4)]
        )
    )
    assert {one["before"] for one in found["examples"]} | {one["after"] for one in found["examples"]}
    assert found["curve"][-1]["coverage"] == 1.0
    labels = (await app.http.get(SETTING, headers=bearer(app, sam))).json()["labels"]
    assert (labels["n"], labels["by_source"]) == (80, {"agent": 80})


async def test_a_desk_without_a_past_is_shown_what_was_measured(app: DeskApp) -> None:
    """Named as such: no figure of its own is made up."""
    sam = await app.add("Sam", Role.ADMIN)
    response = await app.http.get(f"{SETTING}/replay", headers=bearer(app, sam), params={"risk": 0.1})
    found = response.json()
    assert (found["n"], found["enough"], found["then"]["expected_wrong"]) == (0, False, None)
    assert {one["set"] for one in found["measured_then"]} == {one.set for one in measured_at(0.1)}
    assert all(0 <= one["answered"] <= 1 for one in found["measured_then"])


async def test_a_judge_is_taken_up_and_a_foreign_one_is_not(tmp_path: Path) -> None:
    """By every process without a restart; one for another model is told of and left alone."""
    async with two_apps(tmp_path) as (one, two):
        sam = await one.add("Sam", Role.SUPERVISOR)
        content = json.loads(shipped().to_json())
        mine = content | {"slope": 2.0, "learnt": {"bias": 1.0}, "embedding": "words"}
        model = {"model": "words", "report": {"labels": 80}, "made_by": "Sam"}
        await put_judge(one.desk, content=mine, **model)
        await eventually(lambda: two.services.dial.in_force.own)
        assert two.services.index.judge != shipped()
        seen = (await two.http.get(SETTING, headers=bearer(two, sam))).json()["judge"]
        assert (seen["own"], seen["version"], seen["report"]) == (True, 1, {"labels": 80})
        ready = (await two.http.get("/readyz")).json()
        assert ready["details"]["judge"] == "desk 1"
        await put_judge(one.desk, content=mine | {"embedding": "another"}, **model)
        await eventually(lambda: two.services.dial.in_force.problem is not None)
        assert two.services.index.judge == shipped()
        assert "another" in (await two.http.get("/readyz")).json()["details"]["judge"]
        await put_judge(one.desk, content=None, **model)
        await eventually(lambda: two.services.dial.in_force.problem is None)
        assert (await two.http.get("/readyz")).json()["details"]["judge"] == "shipped"
