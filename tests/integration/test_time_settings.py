"""Hours and SLA targets over HTTP: who may set them, and that every process keeps them."""

from datetime import timedelta
from pathlib import Path

import pytest

from handoff.domain.enums import Priority, Role
from tests.integration.test_settings import bearer, two_apps
from tests.support.clients import Json, console, visitor
from tests.support.desk_app import DeskApp
from tests.support.waiting import eventually

HOURS, SLA, CAPACITY, ROUTING, LANGUAGES = (
    f"/api/v1/settings/{name}" for name in ("hours", "sla", "capacity", "routing", "languages")
)
OFFICE = {"zone": "Europe/Warsaw", "week": {"monday": [{"start": "09:00", "end": "17:00"}]}}


@pytest.mark.parametrize("path", [HOURS, SLA, CAPACITY, ROUTING, LANGUAGES])
async def test_only_leaders_may_look_or_set(app: DeskApp, path: str) -> None:
    """Agents and visitors are turned away."""
    ana, (visitor, _) = await app.add("Ana", Role.AGENT), await app.new_visitor()
    told = [
        (await app.http.get(path, headers=headers)).status_code
        for headers in (bearer(app, ana), {"Authorization": f"Bearer {visitor}"}, {})
    ]
    assert told == [403, 401, 401]


async def test_what_is_set_reaches_every_process(tmp_path: Path) -> None:
    """At once where it was set, within a second elsewhere, and comes back as it was sent."""
    async with two_apps(tmp_path) as (one, two):
        sam = await one.add("Sam", Role.SUPERVISOR)
        start = (await one.http.get(HOURS, headers=bearer(one, sam))).json()
        assert (start["revision"], start["week"], start["by"]) == (0, {}, None)
        changed = await one.http.put(HOURS, headers=bearer(one, sam), json=OFFICE | {"revision": 0})
        assert changed.status_code == 200
        agreed = one.desk.agreed.terms
        assert agreed is not None
        assert agreed.calendar.zone == "Europe/Warsaw"
        quick = {"targets": {"normal": {"first_response": 7}}}
        assert (await one.http.put(SLA, headers=bearer(one, sam), json=quick)).status_code == 200

        def followed() -> bool:
            there = two.desk.agreed.terms
            if there is None or there.calendar.zone != "Europe/Warsaw":
                return False
            normal = there.targets.get(Priority.NORMAL)
            return normal is not None and normal.first_response == timedelta(minutes=7)

        await eventually(followed)
        seen = (await two.http.get(HOURS, headers=bearer(two, sam))).json()
        assert seen["week"] == {"monday": [{"start": "09:00:00", "end": "17:00:00"}]}
        late = await two.http.put(SLA, headers=bearer(two, sam), json=quick | {"revision": 0})
        assert (late.status_code, late.json()["code"]) == (409, "conflict")


@pytest.mark.parametrize(
    "body",
    [
        {"zone": "Mars"},
        {"week": {"someday": []}},
        {"week": {"monday": []}},
        {"week": {"monday": [{"start": "soon", "end": "later"}]}},
        {"icalendar": "hello"},
    ],
)
async def test_hours_that_are_none_are_refused(app: DeskApp, body: dict[str, object]) -> None:
    """With one clear line."""
    sam = await app.add("Sam", Role.SUPERVISOR)
    answer = await app.http.put(HOURS, headers=bearer(app, sam), json=body)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


async def test_the_clock_of_a_waiting_customer_is_told_and_counted(app: DeskApp) -> None:
    """Its breach reaches consoles without anybody asking, and /metrics once; customers see no clocks."""

    def breached(data: Json) -> bool:
        first = (data["conversation"]["sla"] or {}).get("first_response")
        return bool(first and first["state"] == "breached")

    ana = await app.add("Ana")
    async with visitor(app) as client, console(app, ana) as desk:
        assert "sla" not in await client.asks_for_a_person()
        app.clock_shift[0] = timedelta(minutes=31).total_seconds()
        await desk.hears("conversation.updated", breached)
    metrics = (await app.http.get("/metrics")).text
    assert 'baton_sla_clocks_total{clock="first_response",state="breached"} 1.0' in metrics


async def test_the_weight_of_later_work_reaches_every_process(tmp_path: Path) -> None:
    """Within a second; a second supervisor does not overwrite it unseen, and nonsense is refused."""
    async with two_apps(tmp_path) as (one, two):
        sam = await one.add("Sam", Role.SUPERVISOR)
        headers = bearer(one, sam)
        start = (await one.http.get(CAPACITY, headers=headers)).json()
        assert (start["asynchronous_percent"], start["revision"]) == (50, 0)
        body = {"asynchronous_percent": 20, "revision": 0}
        set_ = (await one.http.put(CAPACITY, headers=headers, json=body)).json()
        assert (set_["asynchronous_percent"], set_["revision"], set_["by"]) == (20, 1, "Sam")
        await eventually(lambda: two.desk.policy_now.weights.asynchronous == 20)
        late = await two.http.put(CAPACITY, headers=headers, json=body)
        wrong = await two.http.put(CAPACITY, headers=headers, json={"asynchronous_percent": 101})
        assert (late.status_code, wrong.status_code) == (409, 400)


async def test_the_rules_of_routing_are_set_while_the_desk_runs(tmp_path: Path) -> None:
    """They begin as installed, reach every process, and the slower of two is told."""
    async with two_apps(tmp_path) as (one, two):
        sam = await one.add("Sam", Role.SUPERVISOR)
        start = (await one.http.get(ROUTING, headers=bearer(one, sam))).json()
        assert (start["offer"], start["missed_offers"], start["revision"]) == (30, 2, 0)
        wanted = start | {"offer": 45, "hard_break": 0}
        assert (await one.http.put(ROUTING, headers=bearer(one, sam), json=wanted)).status_code == 200
        assert one.desk.policy_now.routing.offer == timedelta(seconds=45)
        await eventually(lambda: two.desk.policy_now.routing.offer == timedelta(seconds=45))
        assert two.desk.policy_now.routing.hard_break == timedelta()
        late = await two.http.put(ROUTING, headers=bearer(two, sam), json=wanted)
        assert (late.status_code, late.json()["code"]) == (409, "conflict")
        wrong = await two.http.put(ROUTING, headers=bearer(two, sam), json=wanted | {"offer": 1})
        assert (wrong.status_code, wrong.json()["code"]) == (400, "invalid")


async def test_what_is_installed_is_told_without_secrets(app: DeskApp) -> None:
    """To admins alone: names and values, but no address, folder or key."""
    ada, sam = await app.add("Ada", Role.ADMIN), await app.add("Sam", Role.SUPERVISOR)
    path = "/api/v1/settings/installed"
    assert (await app.http.get(path, headers=bearer(app, sam))).status_code == 403
    answer = await app.http.get(path, headers=bearer(app, ada))
    told = {one["name"]: one["value"] for one in answer.json()["settings"]}
    assert (told["BATON_OFFERS"], told["BATON_SECRET_KEY"], told["BATON_DATABASE_URL"]) == (
        str(app.services.settings.offers),
        None,
        None,
    )
    assert app.services.settings.secret_key not in answer.text
