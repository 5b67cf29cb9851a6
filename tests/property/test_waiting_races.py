"""The waiting customer under races, on every store: a person's arrival silences the bot and ends the wait."""

import asyncio

from handoff.desk.bot import asides
from handoff.desk.identity import people
from handoff.desk.ports import Store
from handoff.desk.queueing import offers, queue, routing, waiting
from handoff.domain.bot.turn import BotMessage, BotReply
from handoff.domain.conversation.message import Message
from handoff.domain.enums import AuthorType, Owner
from handoff.domain.errors import BatonError
from handoff.domain.history.events import SideAsked
from tests.support.databases import every_store
from tests.support.desks import World

SURE = BotReply(messages=(BotMessage(text="Two years.", payload={"answer": {"outcome": "answered"}}),))
CHATS = 8


def seq_of(said: list[Message], key: str) -> int | None:
    return next((one.seq for one in said if one.payload.get("key") == key), None)


@every_store
async def test_no_side_answer_comes_after_the_agent(store: Store) -> None:
    """Claimed while two workers answer the same side question: said once before, or never."""
    world = World(store)
    agent = await world.agent(capacity=CHATS)
    attempts, chats = [], []
    for number in range(CHATS):
        visitor, chat = await world.waiting()
        await world.says(visitor, chat, "How long is the warranty?")
        asked = [event for event in world.recorder.events if isinstance(event, SideAsked)][-1]
        turn = await asides.begin_aside(world.desk, asked)
        assert turn is not None
        answers = [asides.finish_aside(world.desk, turn, SURE) for _ in range(2)]
        claim = queue.claim(world.desk, agent=agent, conversation_id=chat)
        attempts += [claim, *answers] if number % 2 else [*answers, claim]
        chats.append(chat)
    await asyncio.gather(*attempts)
    for chat in chats:
        said = await world.said(chat)
        joined = seq_of(said, "joined")
        beside = [one.seq for one in said if one.author.type is AuthorType.BOT]
        assert joined is not None
        assert len(beside) <= 1
        assert all(seq < joined for seq in beside)


@every_store
async def test_cancel_accept_claim_and_contact_at_once(store: Store) -> None:
    """Whoever wins: one owner, no offer left standing, and every load is what the agent owns."""
    world = World(store)
    ana, reza = await world.agent("Ana", capacity=CHATS), await world.agent("Reza", capacity=CHATS)
    chats = [await world.waiting() for _ in range(CHATS)]
    await routing.drain(world.desk)
    attempts = []
    for number, (visitor, chat) in enumerate(chats):
        stop = waiting.cancel_wait(world.desk, visitor_id=visitor.id, conversation_id=chat)
        leave = waiting.leave_contact(
            world.desk, visitor_id=visitor.id, conversation_id=chat, phone="+48221234567"
        )
        steps = [
            offers.accept(world.desk, agent=ana, conversation_id=chat),
            stop,
            queue.claim(world.desk, agent=reza, conversation_id=chat),
            leave,
        ]
        attempts += steps[number % 4 :] + steps[: number % 4]
    results = await asyncio.gather(*attempts, routing.drain(world.desk), return_exceptions=True)
    assert [one for one in results if isinstance(one, Exception) and not isinstance(one, BatonError)] == []
    owned = {ana.id: [0, 0], reza.id: [0, 0]}
    for _, chat in chats:
        view = await world.view(chat)
        assert view.owner in (Owner.BOT, Owner.AGENT)
        assert not (view.owner is Owner.BOT and view.call_back)
        if view.agent is not None:
            owned[view.agent.id][view.call_back] += 1
    assert [await offers.offers_for(world.desk, agent=agent) for agent in (ana, reza)] == [(), ()]
    loads = {one.id: [one.load, one.async_load] for one in await people.list_agents(world.desk, actor=ana)}
    assert loads == owned
