"""What helps agents to write, over the wire: the shelf, drafts, mentions, macros, viewing, blocking."""

from handoff.domain.enums import Role
from tests.integration.test_settings import bearer
from tests.support.clients import console, visitor
from tests.support.desk_app import DeskApp

SHELF = "/api/v1/shelf"
HELLO = {"shortcut": "hi", "texts": {"en": "Hello {{customer.first_name|there}}"}}


async def test_supervisors_keep_the_shared_shelf(app: DeskApp) -> None:
    """Agents use what is shared and keep their own; a stale change is a conflict, nonsense is invalid."""
    ana, sam = await app.add("Ana"), await app.add("Sam", Role.SUPERVISOR)
    body = {"kind": "canned_reply", "shared": True, "name": "Greeting", "content": HELLO}
    refused = await app.http.post(SHELF, headers=bearer(app, ana), json=body)
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    made = (await app.http.post(SHELF, headers=bearer(app, sam), json=body)).json()
    listed = (await app.http.get(SHELF, headers=bearer(app, ana))).json()
    assert listed["items"] == [made]
    change = {"name": "Hello", "content": HELLO, "revision": 1}
    for status in (200, 409):
        answer = await app.http.put(f"{SHELF}/{made['id']}", headers=bearer(app, sam), json=change)
        assert answer.status_code == status
    wrong = body | {"content": HELLO | {"texts": {"en": "{{nobody}}"}}}
    answer = await app.http.post(SHELF, headers=bearer(app, sam), json=wrong)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    gone = await app.http.delete(f"{SHELF}/{made['id']}", headers=bearer(app, sam))
    assert gone.json()["name"] == "Hello"
    assert (await app.http.get(SHELF, headers=bearer(app, ana))).json() == {"items": []}


async def test_a_note_that_names_a_colleague_reaches_them_and_no_customer(app: DeskApp) -> None:
    """In every console of theirs, whether or not the conversation is open there."""
    ana, reza = await app.add("Ana"), await app.add("Reza")
    async with visitor(app) as vera, console(app, ana) as first, console(app, reza) as second:
        here = {"conversation_id": vera.conversation_id}
        await first.ok("conversation.open", **here)
        named = {"kind": "note", "mentions": [reza.id]}
        sent = await first.say(vera.conversation_id, "@Reza can you look?", **named)
        assert sent["payload"]["mentions"] == [{"id": reza.id, "name": "Reza"}]
        told = await second.hears("mention.made", lambda data: True)
        assert told["mention"]["by"] == "Ana"
        assert [one["seen"] for one in (await second.ok("mention.list"))["mentions"]] == [False]
        assert (await second.ok("mention.seen", **here))["seen"] == 1
        text = {"client_message_id": "x", "text": "hi", "mentions": [reza.id]}
        assert await first.refused("message.send", **here, **text) == "invalid"


async def test_two_pages_of_an_agent_share_a_draft(app: DeskApp) -> None:
    """What one begins, the other goes on with; colleagues never see it."""
    ana, reza = await app.add("Ana"), await app.add("Reza")
    async with visitor(app) as vera, console(app, ana) as one, console(app, ana) as two:
        here = {"conversation_id": vera.conversation_id}
        await one.ok("draft.save", **here, text="Dear Ve")
        told = await two.hears("draft.updated", lambda data: True)
        assert told["draft"]["text"] == "Dear Ve"
        assert (await two.ok("conversation.open", **here))["drafts"] == [told["draft"]]
        async with console(app, reza) as other:
            assert (await other.ok("conversation.open", **here))["drafts"] == []


async def test_colleagues_see_who_looks_at_a_conversation(app: DeskApp) -> None:
    """Those who have it open, and nobody who has not."""
    ana, reza = await app.add("Ana"), await app.add("Reza")
    async with visitor(app) as vera, console(app, ana) as first, console(app, reza) as second:
        here = {"conversation_id": vera.conversation_id}
        assert await first.refused("viewing", **here, on=True) == "not_found"
        await first.ok("conversation.open", **here)
        await second.ok("conversation.open", **here)
        await first.ok("viewing", **here, on=True)
        told = await second.hears("viewing", lambda data: True)
        assert told["agent"] == {"id": ana.id, "name": "Ana"}


async def test_a_blocked_visitor_reads_why_and_comes_back_later(app: DeskApp) -> None:
    """Polite, with a code of its own; the old words are there still."""
    ana = await app.add("Ana")
    async with visitor(app) as vera, console(app, ana) as desk:
        await vera.says("buy watches")
        here = {"conversation_id": vera.conversation_id}
        view = (await desk.ok("visitor.block", **here, on=True))["conversation"]
        assert (view["state"], view["visitor"]["blocked"]) == ("resolved", True)
        more = {"client_message_id": "w", "text": "watches!"}
        assert await vera.refused("message.send", **here, **more) == "blocked"
        assert await vera.refused("human.request", **here) == "blocked"
        assert "buy watches" in str((await vera.ok("conversation.open", **here))["messages"])
        await desk.ok("visitor.block", **here, on=False)
        await vera.says("sorry")


async def test_a_macro_runs_from_the_shelf(app: DeskApp) -> None:
    """With a report of each step; a colleague who does not have the conversation is refused at the first."""
    ana, reza = await app.add("Ana"), await app.add("Reza")
    steps = [{"do": "reply", "texts": {"en": "Bye"}}, {"do": "resolve", "reason": "answered"}]
    ids = []
    for agent in (ana, reza):
        body = {"kind": "macro", "name": "Bye", "content": {"steps": steps}}
        ids.append((await app.http.post(SHELF, headers=bearer(app, agent), json=body)).json()["id"])
    async with visitor(app) as vera, console(app, ana) as first, console(app, reza) as second:
        await vera.asks_for_a_person()
        here = {"conversation_id": vera.conversation_id}
        await first.ok("conversation.claim", **here)
        refused = await second.ok("macro.run", **here, macro_id=ids[1], run_id="a")
        assert [step["error"] for step in refused["steps"]] == ["forbidden"]
        assert refused["left"] == 1
        assert await second.refused("macro.run", **here, macro_id=ids[0], run_id="a") == "not_found"
        done = await first.ok("macro.run", **here, macro_id=ids[0], run_id="b")
        assert [step["ok"] for step in done["steps"]] == [True, True]
        assert done["conversation"]["state"] == "resolved"
        await vera.hears("message.new", lambda data: data["message"]["text"] == "Bye")
