"""Who a customer is and where they are, over HTTP and the wire."""

import time
from pathlib import Path

import jwt
import pytest

from handoff.desk.privacy.erasing import export_visitor
from handoff.domain.enums import Priority, Role
from handoff.domain.policy import Policy
from tests.support.clients import Visitor, console, visitor
from tests.support.desk_app import IDENTITY_SECRET, DeskApp, desk_app

PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36"
VISIT = {
    "url": "https://shop.example/lamps/7",
    "title": "Tall lamp",
    "attributes": {"cart": "2 items", "member": True, "spent": 318.5},
}


def identity(sub: str, **claims: object) -> str:
    return jwt.encode({"sub": sub, "exp": time.time() + 300, **claims}, IDENTITY_SECRET, algorithm="HS256")


async def test_who_logs_in_amid_a_chat_keeps_it(app: DeskApp) -> None:
    """The session so far and an identity make one contact; agents see at once who it is."""
    ana = await app.add("Ana")
    async with console(app, ana) as desk, visitor(app) as vera:
        await vera.says("Where is my parcel?")
        signed = {"identity": identity("7", name="Vera"), "token": vera.token}
        session = (await app.http.post("/api/v1/visitor/session", json=signed)).json()
        assert (session["kept"], session["visitor_id"]) == (True, vera.visitor_id)
        heard = await desk.hears("conversation.updated", lambda data: data["conversation"]["visitor"]["name"])
        assert heard["conversation"]["visitor"] == {
            "id": vera.visitor_id,
            "name": "Vera",
            "email": None,
            "phone": None,
            "known": True,
            "tier": None,
            "blocked": False,
        }
        own = await app.http.get(
            "/api/v1/visitor/conversations", headers={"Authorization": f"Bearer {session['token']}"}
        )
        (line,) = own.json()["conversations"]
        assert (line["id"], line["owner"]) == (vera.conversation_id, "bot")

        stranger = {"identity": identity("8"), "token": session["token"]}
        other = (await app.http.post("/api/v1/visitor/session", json=stranger)).json()
        assert other["kept"] is False
        own = await app.http.get(
            "/api/v1/visitor/conversations", headers={"Authorization": f"Bearer {other['token']}"}
        )
        assert own.json() == {"conversations": []}


async def test_a_list_of_ones_own_is_for_visitors(app: DeskApp) -> None:
    ana = await app.add("Ana")
    headers = {"Authorization": f"Bearer {app.token_of(ana)}"}
    answer = await app.http.get("/api/v1/visitor/conversations", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


async def test_a_session_that_ended_does_not_hinder_an_identity(app: DeskApp) -> None:
    body = {"identity": identity("9"), "token": "rubbish"}
    answer = await app.http.post("/api/v1/visitor/session", json=body)
    assert (answer.status_code, answer.json()["kept"]) == (200, False)


@pytest.mark.parametrize("first", ["words", "person"])
async def test_where_the_customer_is_reaches_the_brief(app: DeskApp, first: str) -> None:
    """With the first words, or with the wish for a person; each line leads to its message."""
    ana = await app.add("Ana")
    async with console(app, ana) as desk, visitor(app) as vera:
        about = {"conversation_id": vera.conversation_id, "visit": VISIT}
        if first == "words":
            await vera.says("Does it dim?", visit=VISIT)
            await vera.asks_for_a_person()
        else:
            await vera.ok("human.request", about)
        opened = await desk.ok("conversation.open", conversation_id=vera.conversation_id)
        facts = {fact["name"]: fact["value"] for fact in opened["brief"]["facts"]}
        assert facts == {
            "page": VISIT["url"],
            "page_title": "Tall lamp",
            "cart": "2 items",
            "member": "true",
            "spent": "318.5",
        }
        assert {fact["seq"] for fact in opened["brief"]["facts"]} == {1}
        mine = await vera.open(conversation_id=vera.conversation_id)
        assert all("visit" not in message["payload"] for message in mine["messages"])


async def test_the_device_is_told_to_agents_and_in_the_export(app: DeskApp) -> None:
    """Read from the connection, with or without a word of the page; families alone, not for the widget."""
    ana, ada = await app.add("Ana"), await app.add("Ada", role=Role.ADMIN)
    device = {"browser": "Chrome", "system": "Android", "mobile": True}
    async with console(app, ana) as desk, visitor(app, browser=PHONE) as vera:
        await vera.says("Does it dim?", visit=VISIT)
        await vera.says("Hello?")
        opened = await desk.ok("conversation.open", conversation_id=vera.conversation_id)
        said = [one["payload"]["visit"] for one in opened["messages"] if one["author"]["type"] == "visitor"]
        assert said == [{**VISIT, "device": device}, {"device": device}]
        mine = await vera.open(conversation_id=vera.conversation_id)
        assert all("visit" not in message["payload"] for message in mine["messages"])
        told = await export_visitor(app.desk, actor=ada.actor, visitor_id=vera.visitor_id)
    assert told["conversations"][0]["messages"][0]["visit"] == {**VISIT, "device": device}


@pytest.mark.parametrize(
    "visit",
    [
        {"url": "x" * 2001},
        {"attributes": {str(n): n for n in range(31)}},
        {"attributes": {"a": ["nested"]}},
        {"attributes": {"a": "x" * 301}},
        {"attributes": {"": 1}},
    ],
)
async def test_too_much_about_a_visit_is_refused(app: DeskApp, visit: dict[str, object]) -> None:
    async with visitor(app) as vera:
        await refuses(vera, visit)


async def refuses(vera: Visitor, visit: dict[str, object]) -> None:
    code = await vera.refused(
        "message.send",
        conversation_id=vera.conversation_id,
        client_message_id="one",
        text="hello",
        visit=visit,
    )
    assert code in ("invalid", "too_large")


async def test_an_address_that_is_none_of_the_web_is_left_out(app: DeskApp) -> None:
    """Nobody is led to a script by a brief."""
    ana = await app.add("Ana")
    async with console(app, ana) as desk, visitor(app) as vera:
        await vera.says("hi", visit={"url": "javascript:alert(1)"})
        await vera.asks_for_a_person()
        opened = await desk.ok("conversation.open", conversation_id=vera.conversation_id)
        assert [fact for fact in opened["brief"]["facts"] if fact["name"] == "page"] == []


async def test_a_signed_tier_is_seen_by_agents_and_moves_the_customer_up(tmp_path: Path) -> None:
    """Only the host site can say it: what a browser sends beside the identity counts for nothing."""
    policy = Policy(tiers={"gold": Priority.HIGH})
    async with desk_app(tmp_path, policy=policy) as app:
        ana = await app.add("Ana")
        signed = {"identity": identity("7", tier="Gold")}
        for sent in ({"tier": "gold"}, signed):
            begun = (await app.http.post("/api/v1/visitor/session", json=sent)).json()
            customer = Visitor(begun["token"], begun["visitor_id"])
            await customer.connect(app.url, customer.token)
            await customer.open()
            await customer.asks_for_a_person()
            await customer.close()
        async with console(app, ana) as desk:
            waiting = (await desk.ok("queue.list"))["conversations"]
        found = [(one["priority"], one["visitor"]["tier"]) for one in waiting]
        assert found == [("high", "gold"), ("normal", None)]
