"""How far both sides are: sent, delivered and read, and the heartbeat that tells the newest seq."""

from tests.support.clients import console, visitor
from tests.support.desk_app import DeskApp


async def test_the_heartbeat_tells_the_newest_seq(app: DeskApp) -> None:
    """Both sides hear `head` for what they have open, and a client that missed an event catches up."""
    agent = await app.add("Ana")
    async with visitor(app) as client, console(app, agent) as ana:
        await client.says("Hello")
        await client.hears("message.new", lambda data: data["message"]["seq"] == 2)
        await ana.ok("conversation.open", conversation_id=client.conversation_id)
        await app.heartbeat.beat()
        expected = {"conversation_id": client.conversation_id, "seq": 2}
        assert await client.hears("head") == expected
        assert await ana.hears("head") == expected


async def test_seen_reaches_the_other_side(app: DeskApp) -> None:
    """What the customer has read is told to the agents and never goes back."""
    agent = await app.add("Ana")
    async with visitor(app) as client, console(app, agent) as ana:
        await client.says("Hello")
        await client.hears("message.new", lambda data: data["message"]["seq"] == 2)
        await ana.ok("conversation.open", conversation_id=client.conversation_id)
        seen = await client.ok("message.seen", conversation_id=client.conversation_id, seq=2)
        assert seen["seq"] == 2
        expected = {"conversation_id": client.conversation_id, "author_type": "visitor", "seq": 2}
        assert await ana.hears("seen") == expected
        back = await client.ok("message.seen", conversation_id=client.conversation_id, seq=1)
        assert back["seq"] == 2


async def test_delivered_reaches_the_other_side_before_it_is_read(app: DeskApp) -> None:
    """Both ways; whoever opens the conversation later learns it, and what was read has come."""
    agent = await app.add("Ana")
    async with visitor(app) as client, console(app, agent) as ana:
        await client.asks_for_a_person()
        here = {"conversation_id": client.conversation_id}
        await ana.ok("conversation.open", **here)
        await ana.ok("conversation.claim", **here)
        said = await ana.say(client.conversation_id, "Hello")
        assert (await client.ok("message.delivered", **here, seq=said["seq"]))["seq"] == said["seq"]
        assert await ana.hears("delivered") == {**here, "author_type": "visitor", "seq": said["seq"]}
        heard = await client.says("Hi")
        assert (await ana.ok("message.delivered", **here, seq=heard["seq"]))["seq"] == heard["seq"]
        assert await client.hears("delivered") == {**here, "author_type": "agent", "seq": heard["seq"]}
        assert (ana.all("seen"), client.all("seen")) == ([], [])
        opened = await client.open(**here)
        assert (opened["delivered_to_agent"], opened["seen_by_agent"]) == (heard["seq"], 0)
        await client.ok("message.seen", **here, seq=heard["seq"])
        viewed = await ana.ok("conversation.open", **here)
        assert (viewed["delivered_to_visitor"], viewed["seen_by_visitor"]) == (heard["seq"],) * 2
        assert (await client.ok("message.delivered", **here, seq=10_000))["seq"] == heard["seq"]
