"""Why agents are away, over the wire: chosen by them, read by colleagues, set by those who lead."""

from handoff.domain.enums import Role
from tests.integration.test_settings import bearer
from tests.support.clients import console
from tests.support.desk_app import DeskApp

AWAY = "/api/v1/settings/away"


async def test_a_reason_is_chosen_shown_and_kept(app: DeskApp) -> None:
    """An agent may not set the words, nor read how colleagues were."""
    agent, lead = await app.add("Ana"), await app.add("Sam", Role.SUPERVISOR)
    own, led = bearer(app, agent), bearer(app, lead)
    assert (await app.http.put(AWAY, headers=own, json={"reasons": ["golf"]})).status_code == 403
    done = await app.http.put(AWAY, headers=led, json={"reasons": ["golf"], "revision": 0})
    assert (done.status_code, done.json()["reasons"], done.json()["by"]) == (200, ["golf"], "Sam")
    late = await app.http.put(AWAY, headers=led, json={"reasons": [], "revision": 0})
    assert (late.status_code, late.json()["code"]) == (409, "conflict")
    async with console(app, agent) as ana:
        assert (await ana.ok("agents.list"))["away_reasons"] == ["golf"]
        assert await ana.refused("availability.set", availability="away", reason="lunch") == "invalid"
        told = await ana.ok("availability.set", availability="away", reason="golf")
        assert told["agent"]["away_reason"] == "golf"
        async with console(app, lead) as sam:
            (seen,) = [one for one in (await sam.ok("agents.list"))["agents"] if one["id"] == agent.id]
            assert (seen["availability"], seen["away_reason"]) == ("away", "golf")
            board = (await sam.ok("board.watch", on=True))["board"]
            assert [one["away_reason"] for one in board["agents"] if one["id"] == agent.id] == ["golf"]
        assert (await ana.ok("availability.set", availability="online"))["agent"]["away_reason"] is None
    days = {"since": "2020-01-01T00:00:00Z", "until": "2100-01-01T00:00:00Z"}
    assert (await app.http.get("/api/v1/availabilities", headers=own, params=days)).status_code == 403
    found = await app.http.get("/api/v1/availabilities", headers=led, params=days)
    # Besides what was chosen, the desk keeps that she came and went.
    changes = [one for one in found.json()["changes"] if one["by_id"] == agent.id]
    assert [(one["availability"], one["reason"], one["by_id"]) for one in changes][-2:] == [
        ("away", "golf", agent.id),
        ("online", None, agent.id),
    ]
