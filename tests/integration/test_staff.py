"""Accounts over HTTP: invitations, passwords, and that whoever is out is out at once."""

import pytest

from handoff.auth import INVITE_LIFETIME
from handoff.domain.enums import Role
from tests.integration.test_settings import bearer
from tests.support.clients import Json, console
from tests.support.desk_app import PASSWORD, DeskApp
from tests.support.waiting import eventually

NEW = "correct horse battery"


async def added(app: DeskApp, headers: dict[str, str], email: str = "ola@example.org") -> Json:
    """A new agent, as the desk answers."""
    body = {"email": email, "name": "Ola", "role": "agent", "languages": ["pl"]}
    answer = await app.http.post("/api/v1/people", headers=headers, json=body)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def accept(app: DeskApp, token: str, password: str = NEW) -> tuple[int, Json]:
    answer = await app.http.post("/api/v1/auth/invite", json={"token": token, "password": password})
    return answer.status_code, answer.json()


async def log_in(app: DeskApp, email: str, password: str) -> int:
    answer = await app.http.post("/api/v1/auth/login", json={"email": email, "password": password})
    return answer.status_code


@pytest.mark.parametrize("role", [Role.AGENT, Role.EDITOR, Role.SUPERVISOR])
async def test_only_admins_make_and_end_accounts(app: DeskApp, role: Role) -> None:
    """Supervisors look, and change what people can."""
    ada, other = await app.add("Ada", Role.ADMIN), await app.add("Otto", role)
    form = {"email": "x@example.org", "name": "X", "role": "agent"}
    asked = [
        ("POST", "/people", form),
        ("POST", f"/people/{ada.id}/deactivate", {}),
        ("POST", f"/people/{ada.id}/reactivate", {}),
        ("POST", f"/people/{ada.id}/invite", {}),
    ]
    told = [
        (await app.http.request(method, f"/api/v1{path}", headers=bearer(app, other), json=body)).status_code
        for method, path, body in asked
    ]
    assert told == [403] * 4
    looked = await app.http.get("/api/v1/people", headers=bearer(app, other))
    assert looked.status_code == (200 if role is Role.SUPERVISOR else 403)


async def test_an_invitation_is_good_once_and_for_a_while(app: DeskApp) -> None:
    """It lets its owner choose a password; a later one, or the password itself, makes it void."""
    ada = await app.add("Ada", Role.ADMIN)
    invited = await added(app, bearer(app, ada))
    assert "password" not in str(invited)
    status, refused = await accept(app, invited["invite"], "short")
    assert (status, refused["code"]) == (400, "invalid")
    status, entered = await accept(app, invited["invite"])
    assert (status, entered["agent"]["name"]) == (200, "Ola")
    me = await app.http.get("/api/v1/auth/me", headers={"Authorization": f"Bearer {entered['token']}"})
    assert me.status_code == 200
    assert await log_in(app, "ola@example.org", NEW) == 200
    assert (await accept(app, invited["invite"]))[0] == 401
    again = await app.http.post(f"/api/v1/people/{invited['person']['id']}/invite", headers=bearer(app, ada))
    assert await log_in(app, "ola@example.org", NEW) == 401
    app.clock_shift[0] += INVITE_LIFETIME.total_seconds()
    assert (await accept(app, again.json()["invite"]))[0] == 401
    for no_invite in ("", "a.b.c", app.token_of(ada)):
        assert (await accept(app, no_invite))[0] == 401


async def test_who_is_switched_off_is_hung_up_on_at_once(app: DeskApp) -> None:
    """The console is closed, the token is refused, and the last admin stays."""
    ada, ana = await app.add("Ada", Role.ADMIN), await app.add("Ana")
    async with console(app, ana) as gone:
        off = await app.http.post(
            f"/api/v1/people/{ana.id}/deactivate", headers=bearer(app, ada), json={"revision": 0}
        )
        assert (off.status_code, off.json()["active"]) == (200, False)
        await eventually(lambda: not gone.socket.connected)
    assert (await app.http.get("/api/v1/auth/me", headers=bearer(app, ana))).status_code == 401
    assert await log_in(app, ana.email, PASSWORD) == 401
    kept = await app.http.post(f"/api/v1/people/{ada.id}/deactivate", headers=bearer(app, ada), json={})
    assert (kept.status_code, kept.json()["code"]) == (409, "last_admin")
    late = await app.http.post(
        f"/api/v1/people/{ana.id}/reactivate", headers=bearer(app, ada), json={"revision": 0}
    )
    assert (late.status_code, late.json()["code"]) == (409, "conflict")
    people = (await app.http.get("/api/v1/people", headers=bearer(app, ada))).json()
    assert [(one["name"], one["active"]) for one in people["people"]] == [("Ada", True), ("Ana", False)]
    assert [(one["what"], one["name"], one["by"]) for one in people["changes"]] == [
        ("deactivated", "Ana", "Ada")
    ]


async def test_ones_own_password_ends_all_other_log_ins(app: DeskApp) -> None:
    """With the one there was; a colleague's console stays open, another browser's does not."""
    ana, reza = await app.add("Ana"), await app.add("Reza")
    wrong = await app.http.put(
        "/api/v1/auth/password", headers=bearer(app, ana), json={"current": "no", "password": NEW}
    )
    assert (wrong.status_code, wrong.json()["code"]) == (400, "invalid")
    async with console(app, ana) as elsewhere, console(app, reza) as stays:
        elsewhere_token = bearer(app, ana)
        done = await app.http.put(
            "/api/v1/auth/password", headers=elsewhere_token, json={"current": PASSWORD, "password": NEW}
        )
        assert done.status_code == 200
        await eventually(lambda: not elsewhere.socket.connected)
        assert stays.socket.connected
    assert (await app.http.get("/api/v1/auth/me", headers=elsewhere_token)).status_code == 401
    mine = {"Authorization": f"Bearer {done.json()['token']}"}
    named = await app.http.put("/api/v1/auth/name", headers=mine, json={"name": " Anna  K. "})
    assert named.json()["agent"]["name"] == "Anna K."
    assert [await log_in(app, ana.email, password) for password in (PASSWORD, NEW)] == [401, 200]


async def test_teams_and_skills_are_kept_by_those_who_lead(app: DeskApp) -> None:
    """The bot's own skills are listed and keep their names."""
    sam, ana = await app.add("Sam", Role.SUPERVISOR), await app.add("Ana")
    headers = bearer(app, sam)
    team = (await app.http.post("/api/v1/teams", headers=headers, json={"name": "Returns"})).json()
    change = {"name": "Ana", "role": "agent", "teams": [team["id"]], "skills": ["lamps"], "revision": 0}
    assert (await app.http.put(f"/api/v1/people/{ana.id}", headers=headers, json=change)).status_code == 200
    renamed = await app.http.put(f"/api/v1/teams/{team['id']}", headers=headers, json={"name": "Refunds"})
    assert renamed.json()["name"] == "Refunds"
    lamps = await app.http.put("/api/v1/skills", headers=headers, json={"name": "lamps", "to": "lights"})
    assert lamps.json() == {"name": "lights", "dropped": False}
    fixed = await app.http.put("/api/v1/skills", headers=headers, json={"name": "billing", "to": "money"})
    assert (fixed.status_code, fixed.json()["code"]) == (409, "conflict")
    found = (await app.http.get("/api/v1/groups", headers=headers)).json()
    assert found["teams"] == [
        {"id": team["id"], "name": "Refunds", "members": [ana.id], "conversations": 0, "fixed": False}
    ]
    skills = {one["name"]: (one["fixed"], one["members"]) for one in found["skills"]}
    assert (skills["billing"], skills["lights"]) == ((True, []), (False, [ana.id]))
    assert (await app.http.delete(f"/api/v1/teams/{team['id']}", headers=headers)).status_code == 200
    assert (await app.http.get("/api/v1/groups", headers=bearer(app, ana))).status_code == 403
