"""An agent's side of the wire, and what the customer sees of it."""

import asyncio
import json
from contextlib import AsyncExitStack

from handoff.domain.enums import Role
from tests.support.clients import Client, Visitor, console, visitor
from tests.support.desk_app import DeskApp
from tests.support.waiting import eventually


async def owner_is(client: Client, owner: str) -> dict[str, object]:
    """Wait until this side has heard that the conversation has this owner."""
    heard = await client.hears("conversation.updated", lambda data: data["conversation"]["owner"] == owner)
    conversation: dict[str, object] = heard["conversation"]
    return conversation


async def test_an_agent_takes_a_waiting_customer(app: DeskApp) -> None:
    """Queue, brief, claim, words in both directions; the customer sees who it is."""
    agent = await app.add("Ana")
    async with visitor(app) as client, console(app, agent) as ana:
        await client.says("My order LM-10023 never came")
        await client.hears("message.new", lambda data: data["message"]["seq"] == 2)
        await client.asks_for_a_person()
        await ana.hears("queue.updated", lambda data: data["counts"] == {"queue": 1})
        waiting = (await ana.ok("queue.list"))["conversations"]
        assert [view["id"] for view in waiting] == [client.conversation_id]
        opened = await ana.ok("conversation.open", conversation_id=client.conversation_id)
        assert opened["brief"]["reason"] == "asked_for_human"
        assert opened["messages"][0]["text"] == "My order LM-10023 never came"
        claimed = await ana.ok("conversation.claim", conversation_id=client.conversation_id)
        assert claimed["conversation"]["owner"] == "agent"
        seen = await owner_is(client, "agent")
        assert seen["agent"] == {"id": agent.id, "name": "Ana", "picture": None}
        sent = await ana.say(client.conversation_id, "Hello, I am looking for it.")
        heard = await client.hears("message.new", lambda data: data["message"]["text"] == sent["text"])
        assert heard["message"]["author"] == {"type": "agent", "id": agent.id, "name": "Ana", "picture": None}
        await client.says("Thank you!")
        await ana.hears("message.new", lambda data: data["message"]["text"] == "Thank you!")
        assert [turn.inputs[-1].text for turn in app.bot.turns] == ["My order LM-10023 never came"]


async def test_of_two_who_claim_one_gets_it(app: DeskApp) -> None:
    """The loser's ack says already_claimed, and nobody's load is wrong."""
    agents = [await app.add(name) for name in ("Ana", "Reza", "Kasia")]
    async with AsyncExitStack() as stack:
        client = await stack.enter_async_context(visitor(app))
        a, b, c = [await stack.enter_async_context(console(app, agent)) for agent in agents]
        await client.asks_for_a_person()
        acks = await asyncio.gather(
            *(one.call("conversation.claim", conversation_id=client.conversation_id) for one in (a, b, c))
        )
        winners = [ack for ack in acks if ack["ok"]]
        losers = [ack["error"]["code"] for ack in acks if not ack["ok"]]
        assert len(winners) == 1
        assert losers == ["already_claimed", "already_claimed"]
        listed = (await a.ok("agents.list"))["agents"]
        assert sorted(one["load"] for one in listed) == [0, 0, 1]


async def test_a_note_never_reaches_the_customer(app: DeskApp) -> None:
    """Not live, not on resume, not in the transcript, not in a heartbeat's catching up."""
    agent, colleague = await app.add("Ana"), await app.add("Reza")
    async with visitor(app) as client, console(app, agent) as ana, console(app, colleague) as reza:
        await client.asks_for_a_person()
        await ana.ok("conversation.claim", conversation_id=client.conversation_id)
        for one in (ana, reza):
            await one.ok("conversation.open", conversation_id=client.conversation_id)
        await ana.say(client.conversation_id, "careful, this one is a lawyer", kind="note")
        await reza.hears("message.new", lambda data: data["message"]["kind"] == "note")
        said = await ana.say(client.conversation_id, "How can I help?")
        await client.hears("message.new", lambda data: data["message"]["text"] == "How can I help?")
        resumed = await client.open(conversation_id=client.conversation_id)
        assert resumed["head_seq"] == said["seq"]
        headers = {"Authorization": f"Bearer {client.token}"}
        path = f"/api/v1/conversations/{client.conversation_id}"
        over_http = [
            (await app.http.get(address, headers=headers)).text for address in (path, f"{path}/transcript")
        ]
        for text in (json.dumps(client.received), json.dumps(resumed), *over_http):
            assert "lawyer" not in text
            assert '"note"' not in text


async def test_a_transfer_puts_the_colleague_in_charge(app: DeskApp) -> None:
    """The customer is told, the first agent may no longer write, the second may."""
    first, second = await app.add("Ana"), await app.add("Reza")
    async with visitor(app) as client, console(app, first) as ana, console(app, second) as reza:
        await client.asks_for_a_person()
        await ana.ok("conversation.claim", conversation_id=client.conversation_id)
        moved = await ana.ok("conversation.transfer", conversation_id=client.conversation_id, to=second.id)
        assert moved["conversation"]["agent"] == {"id": second.id, "name": "Reza", "picture": None}
        await client.hears(
            "message.new",
            lambda data: data["message"]["kind"] == "activity" and "Reza" in data["message"]["text"],
        )
        code = await ana.refused(
            "message.send", conversation_id=client.conversation_id, client_message_id="x", text="me again"
        )
        assert code == "forbidden"
        await reza.say(client.conversation_id, "Reza here")
        await client.hears("message.new", lambda data: data["message"]["text"] == "Reza here")


async def test_handing_back_lets_the_bot_answer_again(app: DeskApp) -> None:
    """After the hand-back the task and then the next question are the bot's, in a new epoch."""
    agent = await app.add("Ana")
    async with visitor(app) as client, console(app, agent) as ana:
        await client.asks_for_a_person()
        claimed = await ana.ok("conversation.claim", conversation_id=client.conversation_id)
        back = await ana.ok(
            "conversation.hand_back",
            conversation_id=client.conversation_id,
            task="answer about opening hours",
        )
        assert back["conversation"]["owner"] == "bot"
        assert back["conversation"]["epoch"] > claimed["conversation"]["epoch"]
        await client.hears(
            "message.new", lambda data: data["message"]["text"] == "You said: answer about opening hours"
        )
        await client.says("When do you open?")
        await client.hears(
            "message.new", lambda data: data["message"]["text"] == "You said: When do you open?"
        )
        assert app.bot.turns[-1].metadata["task"] == "answer about opening hours"


async def test_release_and_resolve(app: DeskApp) -> None:
    """A released conversation waits again; a resolved one is nobody's, and a word opens it again."""
    agent = await app.add("Ana")
    async with visitor(app) as client, console(app, agent) as ana:
        await client.asks_for_a_person()
        await ana.ok("conversation.claim", conversation_id=client.conversation_id)
        released = await ana.ok("conversation.release", conversation_id=client.conversation_id)
        assert released["conversation"]["owner"] == "queue"
        await ana.ok("conversation.claim", conversation_id=client.conversation_id)
        resolved = await ana.ok(
            "conversation.resolve", conversation_id=client.conversation_id, reason="answered"
        )
        assert resolved["conversation"]["state"] == "resolved"
        await owner_is(client, "nobody")
        listed = await ana.ok("conversation.list", view="resolved")
        assert [view["id"] for view in listed["conversations"]] == [client.conversation_id]
        assert listed["counts"]["resolved"] == 1
        await client.says("One more thing")
        opened = await client.open(conversation_id=client.conversation_id)
        assert opened["conversation"]["state"] == "open"


async def test_a_full_agent_gets_no_more(app: DeskApp) -> None:
    """Capacity is a fact of the desk, not of the console."""
    agent = await app.add("Ana", capacity=1)
    async with visitor(app) as one, visitor(app) as two, console(app, agent) as ana:
        await one.asks_for_a_person()
        await two.asks_for_a_person()
        await ana.ok("conversation.claim", conversation_id=one.conversation_id)
        code = await ana.refused("conversation.claim", conversation_id=two.conversation_id)
        assert code == "capacity_full"
        changed = await ana.ok("availability.set", availability="online", capacity=2)
        assert changed["agent"]["capacity"] == 2
        await ana.ok("conversation.claim", conversation_id=two.conversation_id)


async def test_typing_goes_only_to_the_other_side(app: DeskApp) -> None:
    """The owner's typing reaches the customer, an onlooker's does not; the customer's reaches agents."""
    first, second = await app.add("Ana"), await app.add("Reza")
    async with visitor(app) as client, console(app, first) as ana, console(app, second) as reza:
        await client.asks_for_a_person()
        await ana.ok("conversation.claim", conversation_id=client.conversation_id)
        for one in (ana, reza):
            await one.ok("conversation.open", conversation_id=client.conversation_id)
        await client.ok("typing", conversation_id=client.conversation_id, on=True)
        for one in (ana, reza):
            heard = await one.hears("typing")
            assert heard["author"]["type"] == "visitor"
        await reza.ok("typing", conversation_id=client.conversation_id, on=True)
        await ana.hears("typing", lambda data: data["author"].get("id") == second.id)
        await ana.ok("typing", conversation_id=client.conversation_id, on=True)
        heard = await client.hears("typing")
        assert heard["author"] == {"type": "agent", "id": first.id, "name": "Ana", "picture": None}
        assert [data["author"]["id"] for data in client.all("typing")] == [first.id]
        stored = await client.open(conversation_id=client.conversation_id)
        assert all(message["kind"] == "activity" for message in stored["messages"])


async def test_presence_is_a_fact_of_connections(app: DeskApp) -> None:
    """Colleagues hear who comes and goes; one closed tab of two is no departure."""
    first, second = await app.add("Ana"), await app.add("Reza")
    async with console(app, first) as ana:
        async with console(app, second) as reza, console(app, second):
            await ana.hears(
                "presence.updated",
                lambda data: any(one["id"] == second.id and one["present"] for one in data["agents"]),
            )
            await eventually(lambda: ana.sees_present(second.id))
            await reza.close()
            listed = (await ana.ok("agents.list"))["agents"]
            assert {one["id"]: one["present"] for one in listed} == {first.id: True, second.id: True}
        await eventually(lambda: ana.sees_present(second.id) is False)


async def test_a_console_that_comes_is_told_who_is_here(app: DeskApp) -> None:
    """Everybody who serves, with presence and load, without asking; an editor is not among them."""
    first, second, away = await app.add("Ana"), await app.add("Reza"), await app.add("Kasia")
    await app.add("Eli", Role.EDITOR)
    async with console(app, first), console(app, second) as reza:
        told = await reza.hears("presence.updated", lambda data: len(data["agents"]) > 1)
        assert {one["id"]: one["present"] for one in told["agents"]} == {
            first.id: True,
            second.id: True,
            away.id: False,
        }


async def test_the_lists_are_the_same_over_http(app: DeskApp) -> None:
    """GET /conversations shows what conversation.list shows."""
    agent = await app.add("Ana")
    async with visitor(app) as client, console(app, agent) as ana:
        await client.says("Hello")
        await client.hears("message.new", lambda data: data["message"]["seq"] == 2)
        await client.asks_for_a_person()
        headers = {"Authorization": f"Bearer {app.token_of(agent)}"}
        over_http = (await app.http.get("/api/v1/conversations?view=queue", headers=headers)).json()
        over_socket = await ana.ok("conversation.list", view="queue")
        del over_socket["ok"]
        assert over_http == over_socket
        viewed = (
            await app.http.get(f"/api/v1/conversations/{client.conversation_id}", headers=headers)
        ).json()
        opened = await ana.ok("conversation.open", conversation_id=client.conversation_id)
        del opened["ok"]
        assert viewed == opened


async def test_a_connection_does_not_outlive_its_token(app: DeskApp) -> None:
    """A call after the token's end is refused, although the socket is open still."""
    agent = await app.add("Ana")
    async with console(app, agent) as ana:
        await ana.ok("queue.list")
        app.clock_shift[0] = 13 * 3600
        assert await ana.refused("queue.list") == "unauthenticated"


async def test_both_sides_come_back_after_a_lost_connection(app: DeskApp) -> None:
    """A client that vanished resumes by its last seq: nothing lost, nothing doubled."""
    agent = await app.add("Ana")
    async with visitor(app) as client, console(app, agent) as ana:
        await client.asks_for_a_person()
        await ana.ok("conversation.claim", conversation_id=client.conversation_id)
        await ana.ok("conversation.open", conversation_id=client.conversation_id)
        before = (await client.open(conversation_id=client.conversation_id))["head_seq"]
        await client.hang_up()
        await eventually(lambda: not client.socket.connected)
        for number in range(3):
            await ana.say(client.conversation_id, f"line {number}")
        again = Visitor(client.token, client.visitor_id)
        await again.connect(app.url, client.token)
        resumed = await again.open(conversation_id=client.conversation_id, after=before)
        assert [message["text"] for message in resumed["messages"]] == ["line 0", "line 1", "line 2"]
        await ana.say(client.conversation_id, "line 3")
        await again.hears("message.new", lambda data: data["message"]["text"] == "line 3")
        assert again.texts() == ["line 3"]
        await again.close()
