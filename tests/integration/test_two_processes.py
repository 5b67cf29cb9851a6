"""Two apps over one database and one Redis behave as one desk."""

import json
import shutil
import signal
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
from redis.asyncio import Redis

from handoff.connections.fan_out import channel_of
from handoff.desk.queueing import offers
from handoff.loops.assigner import Assigner
from handoff.sockets.rooms import ALL_AGENTS, conversation_room
from tests.support.clients import AGENT, VISITOR, Visitor, console, visitor
from tests.support.desk_app import DeskApp, desk_app
from tests.support.files import png
from tests.support.servers import OwnRedis, own_redis
from tests.support.waiting import eventually, loop_turns

pytestmark = [
    pytest.mark.redis,
    pytest.mark.skipif(shutil.which("redis-server") is None, reason="redis-server is not installed"),
]


@pytest.fixture
async def redis() -> AsyncIterator[OwnRedis]:
    """A Redis of our own, which a test may kill."""
    async with own_redis() as server:
        yield server


@pytest.fixture
async def pair(tmp_path: Path, redis: OwnRedis) -> AsyncIterator[tuple[DeskApp, DeskApp]]:
    url = redis.url
    async with desk_app(tmp_path, redis_url=url) as one, desk_app(tmp_path, redis_url=url) as two:
        yield one, two


async def test_words_cross_from_one_process_to_the_other(pair: tuple[DeskApp, DeskApp]) -> None:
    """A customer on one, an agent on the other: messages, headers, typing, presence, and no note."""
    one, two = pair
    agent = await one.add("Ana")
    async with visitor(one) as client, console(two, agent) as ana:
        await client.asks_for_a_person()
        await ana.hears("queue.updated", lambda data: data["counts"] == {"queue": 1})
        await ana.ok("conversation.open", conversation_id=client.conversation_id)
        await ana.ok("conversation.claim", conversation_id=client.conversation_id)
        await client.hears("conversation.updated", lambda data: data["conversation"]["owner"] == "agent")
        await ana.say(client.conversation_id, "between us", kind="note")
        await ana.say(client.conversation_id, "Hello from the other process")
        await client.hears(
            "message.new", lambda data: data["message"]["text"] == "Hello from the other process"
        )
        await client.says("I hear you")
        await ana.hears("message.new", lambda data: data["message"]["text"] == "I hear you")
        await client.ok("typing", conversation_id=client.conversation_id, on=True)
        await ana.hears("typing")
        assert "between us" not in client.texts()


async def test_an_agent_is_present_while_any_process_sees_them(pair: tuple[DeskApp, DeskApp]) -> None:
    """A tab closed on one process is no departure while another is open elsewhere."""
    one, two = pair
    agent, other = await one.add("Ana"), await one.add("Reza")

    async def present() -> bool:
        listed = (await reza.ok("agents.list"))["agents"]
        return next(bool(each["present"]) for each in listed if each["id"] == agent.id)

    async with console(two, other) as reza:
        async with console(one, agent):
            async with console(two, agent):
                assert await present()
            await eventually(lambda: agent.id not in two.services.presence.agents())
            await two.heartbeat.beat()
            assert await present()
            await eventually(lambda: reza.sees_present(agent.id))
        await eventually(lambda: reza.sees_present(agent.id) is False)


async def test_an_offer_that_was_told_while_redis_was_away_is_told_again(
    pair: tuple[DeskApp, DeskApp], redis: OwnRedis
) -> None:
    """The process that made it could tell nobody; the agent's own process beats when Redis is back."""
    one, two = pair
    agent = await one.add("Ana")
    async with visitor(one) as client, console(two, agent) as ana:
        await ana.ok("availability.set", availability="online")
        await client.asks_for_a_person()
        await redis.kill()
        assert await offers.make_offer(
            one.services.desk, conversation_id=client.conversation_id, agent_id=agent.id
        )
        await redis.up()
        told = await ana.hears("offers.held", lambda data: data["conversation_ids"])
        assert told["conversation_ids"] == [client.conversation_id]
        assert ana.all("offer.made") == []
        (held,) = (await ana.ok("offer.list"))["offers"]
        assert held["conversation"]["id"] == client.conversation_id
        await ana.ok("offer.accept", conversation_id=client.conversation_id)
        await two.heartbeat.beat()
        await eventually(
            lambda: ana.all("offers.held")[-1] == {"conversation_ids": [], "mine": [client.conversation_id]}
        )


async def test_processes_that_cannot_hear_each_other_lose_nothing(tmp_path: Path, redis: OwnRedis) -> None:
    """As in an upgrade whose versions tell in different ways: each finds by its beat what the other did."""
    async with (
        desk_app(tmp_path, redis_url=redis.url, redis_prefix="old") as old,
        desk_app(tmp_path, redis_url=redis.url, redis_prefix="new") as new,
    ):
        agent = await new.add("Ana")
        async with visitor(old) as client, console(new, agent) as ana:
            here = {"conversation_id": client.conversation_id}
            await client.asks_for_a_person()
            await new.heartbeat.beat()
            await ana.hears(
                "queue.updated",
                lambda data: [one["conversation_id"] for one in data["positions"]] == [*here.values()],
            )
            assert await offers.make_offer(
                old.desk, conversation_id=client.conversation_id, agent_id=agent.id
            )
            await new.heartbeat.beat()
            await ana.hears("offers.held", lambda data: data["conversation_ids"] == [*here.values()])
            opened = await ana.ok("conversation.open", **here)
            await ana.ok("offer.accept", **here)
            said = await ana.say(client.conversation_id, "Hello from the new one")
            await old.heartbeat.beat()
            await client.hears("head", lambda data: data["seq"] == said["seq"])
            caught_up = await client.ok("conversation.open", **here, after=opened["head_seq"])
            assert caught_up["conversation"]["owner"] == "agent"
            assert [one["text"] for one in caught_up["messages"]][-1:] == ["Hello from the new one"]
            said = await client.says("And I am still on the old one")
            await new.heartbeat.beat()
            await ana.hears("head", lambda data: data["seq"] == said["seq"])
            await ana.hears("offers.held", lambda data: data["mine"] == [*here.values()])
            caught_up = await ana.ok("conversation.open", **here, after=said["seq"] - 1)
            assert [one["text"] for one in caught_up["messages"]] == ["And I am still on the old one"]
            assert "Hello from the new one" not in client.texts()
            assert "And I am still on the old one" not in ana.texts()


async def test_what_another_version_tells_is_passed_over(
    pair: tuple[DeskApp, DeskApp], redis: OwnRedis
) -> None:
    """And what stands beside it in the same message is heard."""
    one, _ = pair
    channel = channel_of(redis.url, one.services.settings.redis_prefix)
    async with visitor(one) as client, Redis.from_url(redis.url) as other:

        async def it_listens() -> bool:
            return dict(await other.pubsub_numsub(channel)).get(channel.encode(), 0) >= 1

        await eventually(it_listens)
        room = conversation_room(client.conversation_id)
        told = {
            "method": "emit",
            "event": "number",
            "data": {"number": 1},
            "namespace": VISITOR,
            "room": room,
        }
        ours = f"{json.dumps([VISITOR, [room]])}\t{json.dumps(told | {'host_id': 'another'})}"
        lines = ["not ours", "{}\t{}", "7\t7", f"{json.dumps([VISITOR])}\t{{}}", ours]
        for news in ("no line at all", json.dumps(told), "\n".join(["another", *lines])):
            await other.publish(channel, news)
        assert await client.hears("number") == {"number": 1}
        assert client.all("number") == [{"number": 1}]


@pytest.mark.parametrize("how", ["away", "vanished"])
async def test_who_leaves_gives_up_an_offer_in_any_process(pair: tuple[DeskApp, DeskApp], how: str) -> None:
    """Held out by one process to an agent of the other: the next one hears long before it would run out, at
    once or, of a lost connection, after the time in which a page loads again."""
    one, two = pair
    first, second = await one.add("Ana"), await one.add("Bo")
    assigners = [Assigner(app.desk) for app in pair]
    async with visitor(one) as client, console(two, first) as ana, console(one, second, online=False) as bo:
        for assigner in assigners:
            await assigner.start()
        try:
            await client.asks_for_a_person()
            made = await ana.hears("offer.made")
            await bo.ok("availability.set", availability="online")
            if how == "away":
                await ana.ok("availability.set", availability="away")
                told = await ana.hears("offer.withdrawn")
                assert told == {"conversation_id": client.conversation_id, "outcome": "withdrawn"}
            else:
                await ana.hang_up()
                await eventually(lambda: bo.sees_present(first.id) is False)
                for app in pair:
                    app.clock_shift[0] += app.desk.policy.routing.offer_grace.total_seconds()
            again = await bo.hears("offer.made")
        finally:
            for assigner in assigners:
                await assigner.close()
    assert again["conversation"]["id"] == client.conversation_id
    assert one.desk.clock() < datetime.fromisoformat(made["expires_at"])


async def test_each_process_beats_for_its_own_clients(pair: tuple[DeskApp, DeskApp]) -> None:
    """One beat of one process is one `head` for its clients and none for the other's."""
    one, two = pair
    async with visitor(one) as client:
        other = Visitor(client.token, client.visitor_id)
        await other.connect(two.url, client.token)
        await other.open(conversation_id=client.conversation_id)
        await one.heartbeat.beat()
        await client.hears("head")
        await two.heartbeat.beat()
        await other.hears("head")
        assert (len(client.all("head")), len(other.all("head"))) == (1, 1)
        await other.close()


async def test_a_message_is_answered_by_one_bot_alone(pair: tuple[DeskApp, DeskApp]) -> None:
    """Both processes look for owed turns; the customer gets each answer once."""
    one, two = pair
    async with visitor(one) as client:
        for number in range(5):
            await client.says(f"question {number}")
            answer = f"You said: question {number}"
            await client.hears("message.new", lambda data, text=answer: data["message"]["text"] == text)
        opened = await client.open(conversation_id=client.conversation_id)
        said = [m["text"] for m in opened["messages"] if m["author"]["type"] == "bot"]
        assert said == [f"You said: question {number}" for number in range(5)]
        assert len(one.bot.turns) + len(two.bot.turns) >= 5


@pytest.mark.parametrize("redis_hangs", [False, True])
async def test_whoever_emits_is_done_in_the_same_step(
    pair: tuple[DeskApp, DeskApp], redis: OwnRedis, redis_hangs: bool
) -> None:
    """There is none in which Redis' client could lose that it was cancelled, nor one that waits for it."""
    one, two = pair
    async with visitor(one) as here, visitor(two) as there:
        await there.open(conversation_id=there.conversation_id)
        if redis_hangs:
            redis.send(signal.SIGSTOP)
        try:
            for steps in range(40):
                for client in (here, there):
                    emitting = one.publisher.bot_typing(client.conversation_id, True)
                    with pytest.raises(StopIteration):
                        emitting.send(None)
                await loop_turns(steps)
        finally:
            redis.send(signal.SIGCONT)

        async def both_hear() -> bool:
            await one.publisher.bot_typing(there.conversation_id, True)
            return bool(here.all("typing") and there.all("typing"))

        await eventually(both_hear)


async def test_what_is_told_at_once_crosses_together_and_in_order(
    pair: tuple[DeskApp, DeskApp], redis: OwnRedis
) -> None:
    """Redis is told of all that has gathered in one go."""
    one, two = pair
    async with visitor(two) as client, Redis.from_url(redis.url) as other, other.pubsub() as channel:
        await channel.subscribe(channel_of(redis.url, one.services.settings.redis_prefix))
        room = conversation_room(client.conversation_id)
        numbers = list(range(50))
        for number in numbers:
            await one.services.server.emit("number", {"number": number}, to=room, namespace=VISITOR)
        await client.hears("number", lambda data: data["number"] == numbers[-1])
        assert [data["number"] for data in client.all("number")] == numbers
        await one.services.server.emit("last", {}, to=room, namespace=VISITOR)
        told: list[bytes] = []
        while not any(b'"last"' in heard for heard in told):
            message = await channel.get_message(timeout=60)
            assert message is not None
            told += [message["data"]] if message["type"] == "message" else []
        assert sum(b'"number"' in heard for heard in told) == 1


@pytest.mark.parametrize(("number", "prefix"), [(1, "baton"), (0, "another")])
async def test_two_desks_on_one_redis_never_hear_each_other(
    tmp_path: Path, redis: OwnRedis, number: int, prefix: str
) -> None:
    """Neither with another database number nor with another prefix, whatever the conversation's id."""
    here, there = tmp_path / "here", tmp_path / "there"
    for folder in (here, there):
        folder.mkdir()
    other_url = f"{redis.url.rsplit('/', 1)[0]}/{number}"
    async with (
        desk_app(here, redis_url=redis.url) as mine,
        desk_app(here, redis_url=redis.url) as ours,
        desk_app(there, redis_url=other_url, redis_prefix=prefix) as other,
    ):
        agent, stranger = await mine.add("Ana"), await other.add("Sam")
        async with console(ours, agent) as ana, console(other, stranger) as sam:
            for app, of in ((mine, "mine"), (other, "other"), (mine, "last")):
                await app.services.server.emit("news", {"of": of}, to=ALL_AGENTS, namespace=AGENT)
            await ana.hears("news", lambda data: data["of"] == "last")
            await sam.hears("news")
            assert ana.all("news") == [{"of": "mine"}, {"of": "last"}]
            assert sam.all("news") == [{"of": "other"}]


async def test_without_redis_a_process_still_serves_its_own(
    pair: tuple[DeskApp, DeskApp], redis: OwnRedis
) -> None:
    """Redis lost: calls are acknowledged, and clients of the same process still hear each other."""
    one, _ = pair
    agent = await one.add("Ana")
    async with visitor(one) as client, console(one, agent) as ana:
        await client.asks_for_a_person()
        await ana.ok("conversation.open", conversation_id=client.conversation_id)
        await redis.kill()
        await ana.ok("conversation.claim", conversation_id=client.conversation_id)
        await ana.say(client.conversation_id, "still here")
        await client.hears("message.new", lambda data: data["message"]["text"] == "still here")


async def test_who_was_not_heard_while_redis_was_away_is_heard_when_it_is_back(
    pair: tuple[DeskApp, DeskApp], redis: OwnRedis
) -> None:
    """Each process tells its clients at once how far they are, and hears the others again."""
    one, two = pair
    agent = await one.add("Ana")
    async with visitor(one) as client, console(two, agent) as ana:
        await client.asks_for_a_person()
        await ana.ok("conversation.open", conversation_id=client.conversation_id)
        await ana.ok("conversation.claim", conversation_id=client.conversation_id)
        await redis.kill()
        said = await ana.say(client.conversation_id, "said while it was away")
        await redis.up()
        await client.hears("head", lambda data: data["seq"] >= said["seq"])
        assert "said while it was away" not in client.texts()
        await client.says("and I you")
        await ana.hears("message.new", lambda data: data["message"]["text"] == "and I you")


async def test_no_ack_waits_for_a_redis_that_hangs(pair: tuple[DeskApp, DeskApp], redis: OwnRedis) -> None:
    """It takes connections and bytes and never answers; whoever is in the same process still hears."""
    one, _ = pair
    async with visitor(one) as client:
        redis.send(signal.SIGSTOP)
        try:
            await client.says("before it goes on")
            await client.hears("message.new", lambda data: data["message"]["text"] == "before it goes on")
        finally:
            redis.send(signal.SIGCONT)


async def test_a_file_put_into_one_process_is_fetched_from_the_other(pair: tuple[DeskApp, DeskApp]) -> None:
    """Nothing of it lies in a process or on its disk alone."""
    one, two = pair
    agent = await one.add("Ana")
    async with visitor(one) as client, console(two, agent) as ana:
        await ana.ok("conversation.open", conversation_id=client.conversation_id)
        path = f"/api/v1/conversations/{client.conversation_id}/attachments"
        kim = {"Authorization": f"Bearer {client.token}"}
        put = await one.http.post(path, params={"name": "lamp.png"}, content=png(), headers=kim)
        await client.says("Look", attachments=[put.json()["id"]])
        heard = await ana.hears("message.new", lambda data: data["message"]["text"] == "Look")
        [told] = heard["message"]["payload"]["attachments"]
        theirs = {"Authorization": f"Bearer {two.token_of(agent)}"}
        fetched = await two.http.get(f"{path}/{told['id']}", headers=theirs)
        assert (fetched.status_code, fetched.content) == (200, png())
