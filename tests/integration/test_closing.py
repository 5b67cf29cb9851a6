"""The end of a conversation as both sides meet it: what is required, what is asked, who comes back."""

from handoff.domain.enums import Role
from tests.integration.test_settings import bearer
from tests.support.clients import console, visitor
from tests.support.desk_app import DeskApp

CLOSING = "/api/v1/settings/closing"
FORM = {
    "reasons": ["done", "spam"],
    "reason_required": True,
    "tags": ["refund"],
    "tags_required": True,
    "questions": [{"id": "solved", "kind": "yes_no", "text": {"en": "Is it settled?"}}],
}


async def test_what_leaders_set_is_asked_at_the_next_end(app: DeskApp) -> None:
    """Of the agent before, of the customer after; agents may not set it."""
    agent, lead = await app.add("Ana"), await app.add("Sam", Role.SUPERVISOR)
    assert (await app.http.get(CLOSING, headers=bearer(app, agent))).status_code == 403
    done = await app.http.put(CLOSING, headers=bearer(app, lead), json=FORM | {"revision": 0})
    assert (done.status_code, done.json()["revision"], done.json()["questions"]) == (
        200,
        1,
        FORM["questions"],
    )
    late = await app.http.put(CLOSING, headers=bearer(app, lead), json=FORM | {"revision": 0})
    assert (late.status_code, late.json()["code"]) == (409, "conflict")
    async with visitor(app) as client, console(app, agent) as ana:
        await client.asks_for_a_person()
        here = {"conversation_id": client.conversation_id}
        await ana.ok("conversation.claim", **here)
        await client.says("Hello")
        assert (await ana.ok("closing.form"))["tags"] == ["refund"]
        assert await ana.refused("conversation.resolve", **here, reason="done") == "invalid"
        assert await client.refused("csat.give", **here, score=3) == "illegal_transition"
        tagged = await ana.ok("conversation.tag", **here, tags=["refund"])
        assert tagged["conversation"]["tags"] == ["refund"]
        await ana.ok("conversation.resolve", **here, reason="done")
        asked = await client.ok("csat.form", **here)
        assert asked == {
            "ok": True,
            "due": True,
            "questions": [{"id": "solved", "kind": "yes_no", "text": "Is it settled?"}],
        }
        assert await client.refused("csat.give", **here, score=3, answers={"solved": "x"}) == "invalid"
        rated = await client.ok("csat.give", **here, score=3, answers={"solved": False}, comment="Slow")
        assert rated["conversation"]["csat"] == 3
        await client.says("One more thing")
        opened = await ana.ok("conversation.open", **here)
        assert opened["conversation"]["agent"]["id"] == agent.id
        assert opened["brief"]["reason"] == "came_back"
        (rating,) = opened["ratings"]
        assert (rating["score"], rating["comment"]) == (3, "Slow")
        assert rating["answers"] == [{"question": "Is it settled?", "answer": False}]
        assert (opened["conversation"]["csat"], opened["conversation"]["csat_due"]) == (3, False)


async def test_how_it_was_is_asked_after_the_last_words(app: DeskApp) -> None:
    """Never before the end; whoever is told that an end is to be rated is told which words were the last, and
    nobody speaks after them."""
    agent = await app.add("Ana")
    async with visitor(app) as client, console(app, agent) as ana:
        await client.asks_for_a_person()
        here = {"conversation_id": client.conversation_id}
        await ana.ok("conversation.claim", **here)
        await client.says("Hello")
        assert await client.refused("csat.give", **here, score=5) == "illegal_transition"
        await ana.say(client.conversation_id, "Goodbye")
        await ana.ok("conversation.resolve", **here, reason="answered")
        told = await client.hears("conversation.updated", lambda data: data["conversation"]["csat_due"])
        opened = await client.open(**here)
        last = opened["messages"][-1]
        assert [one["text"] for one in opened["messages"]][-2] == "Goodbye"
        assert (last["kind"], last["payload"]["key"]) == ("activity", "resolved")
        assert told["conversation"]["head_seq"] == last["seq"] == opened["head_seq"]
        late = {"client_message_id": "late", "text": "And one more"}
        assert await ana.refused("message.send", **here, **late, kind="text") == "forbidden"
        assert (await client.ok("csat.give", **here, score=5))["conversation"]["csat"] == 5
