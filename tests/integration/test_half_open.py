"""A client that is gone without a word: its connection stays open, and no byte comes over it any more."""

import pytest

from handoff.connections.socket_server import PING_SECONDS, PONG_SECONDS, GuardedServer
from handoff.domain.identity.people import Agent
from tests.support.clients import VISITOR, Console, Visitor
from tests.support.desk_app import DeskApp
from tests.support.lines import line_to
from tests.support.waiting import eventually

MOST_SECONDS = 30
QUICK_PING, QUICK_PONG = 1.0, 2.0


def pings_quickly(server: GuardedServer) -> None:
    """The same server, with less patience."""
    server.eio.ping_interval, server.eio.ping_timeout = QUICK_PING, QUICK_PONG


def test_silence_is_noticed_within_half_a_minute() -> None:
    """A sign of life is asked for after the one, and may take the other; so long takes a round that looks for
    those who gave none, where the bytes themselves are stuck."""
    assert PING_SECONDS + 2 * PONG_SECONDS <= MOST_SECONDS


async def present(app: DeskApp, agent: Agent) -> bool:
    async with app.desk.store.reading() as tx:
        known = await tx.people.agent(agent.id)
    assert known is not None
    return known.present(app.desk.clock())


@pytest.mark.parametrize("told", [0, 400], ids=["nothing is told", "more is told than the line holds"])
async def test_an_agent_whose_line_is_dead_is_gone(app: DeskApp, told: int) -> None:
    """Within the time of the pings, whether or not there was something to send them."""
    pings_quickly(app.services.server)
    agent = await app.add("Ana")
    async with line_to(app.url) as line:
        ana = Console(agent)
        await ana.connect(line.url, app.token_of(agent))
        await ana.ok("availability.set", availability="online")
        assert await present(app, agent)
        line.freeze()
        for number in range(told):
            await app.services.server.emit("news", {"n": number, "text": "x" * 20_000}, namespace="/agent")

        async def gone() -> bool:
            return not await present(app, agent)

        await eventually(gone, timeout=MOST_SECONDS)
        assert app.services.presence.agents() == ()
        await ana.hang_up()


async def test_what_was_said_into_a_dead_line_is_there_when_the_customer_comes_back(app: DeskApp) -> None:
    """Once, and in order; the old connection is let go."""
    pings_quickly(app.services.server)
    async with line_to(app.url) as line:
        token, visitor_id = await app.new_visitor()
        lost = Visitor(token, visitor_id)
        await lost.connect(line.url, token)
        await lost.open()
        await lost.says("Hello?")
        await lost.hears("message.new", lambda data: data["message"]["text"] == "You said: Hello?")
        line.freeze()
        doors = app.services.server.namespace_handlers[VISITOR]
        assert len(doors.callers) == 1
        back = Visitor(token, visitor_id)
        await back.connect(app.url, token)
        await back.open(conversation_id=lost.conversation_id)
        await back.says("I am on the train")
        await back.hears("message.new", lambda data: data["message"]["text"] == "You said: I am on the train")
        opened = await back.open(conversation_id=lost.conversation_id, after=0)
        assert [message["text"] for message in opened["messages"]] == [
            "Hello?",
            "You said: Hello?",
            "I am on the train",
            "You said: I am on the train",
        ]
        await eventually(lambda: len(doors.callers) <= 1, timeout=MOST_SECONDS)
        await back.close()
        await lost.hang_up()
