"""Webhooks from end to end: made over HTTP, told by a running app, and shown in their log."""

from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from handoff.domain.enums import Role
from handoff.webhooks.running import start_webhooks
from tests.support.clients import visitor
from tests.support.desk_app import desk_app
from tests.support.receiver import receiver
from tests.support.waiting import eventually


async def test_a_webhook_is_made_told_and_deleted(tmp_path: Path) -> None:
    """The secret is shown once; what was said a moment later is heard, signed by it."""
    async with AsyncExitStack() as stack:
        heard = await stack.enter_async_context(receiver())
        app = await stack.enter_async_context(desk_app(tmp_path, webhook_networks=("127.0.0.0/8",)))
        await start_webhooks(
            stack,
            settings=app.services.settings,
            desk=app.desk,
            metrics=app.services.metrics,
            seconds=0.05,
        )
        ada = await app.add("Ada", role=Role.ADMIN)
        app.http.headers["Authorization"] = f"Bearer {app.token_of(ada)}"

        async def ask(method: str, path: str, **body: Any) -> Any:
            answer = await app.http.request(method, f"/api/v1/webhooks{path}", json=body or None)
            assert answer.status_code == 200, answer.text
            return answer.json()

        made = await ask("POST", "", url=heard.url, events=["message.created"], name="CRM")
        id_, secret = made["webhook"]["id"], made["secret"]
        assert secret not in (await app.http.get("/api/v1/webhooks")).text
        async with visitor(app) as kim:
            await kim.says("Where is my parcel?")
            first = await eventually(lambda: next(iter(heard.heard), None))
        assert first.is_signed_by(secret)
        assert first.body["data"]["message"]["text"] == "Where is my parcel?"
        tested = await ask("POST", f"/{id_}/test")
        assert tested["event"] == "webhook.test"

        async def told() -> list[Any]:
            log = (await ask("GET", f"/{id_}/deliveries"))["deliveries"]
            return [one for one in log if one["id"] == tested["id"] and one["status"] == 200]

        [one] = await eventually(told)
        assert (one["state"], one["tries"]) == ("delivered", 1)
        again = await ask("POST", f"/{id_}/deliveries/{first.id}/again")
        assert again["state"] == "waiting"
        await eventually(lambda: [one.id for one in heard.heard].count(first.id) == 2)
        rotated = await ask("POST", f"/{id_}/secret")
        assert rotated["secret"] != secret
        assert rotated["webhook"]["old_secret_until"] is not None
        off = await ask(
            "PUT", f"/{id_}", url=heard.url, events=["message.created", "note.created"], active=False
        )
        assert (off["active"], off["events"]) == (False, ["message.created", "note.created"])
        assert (await ask("DELETE", f"/{id_}")) == {"webhooks": []}
        wrong = await app.http.post(
            "/api/v1/webhooks", json={"url": "ftp://x", "events": ["message.created"]}
        )
        assert (wrong.status_code, wrong.json()["code"]) == (400, "invalid")
