"""Side questions: sure answers while the customer waits, and silence once a person is there."""

from dataclasses import replace

import pytest

from handoff.desk.bot import asides
from handoff.desk.conversation import feedback, messages
from handoff.desk.memory import MemoryStore
from handoff.desk.queueing import queue
from handoff.domain.bot.turn import BotMessage, BotReply, HandoffRequest, Heard, Turn
from handoff.domain.conversation.message import Message
from handoff.domain.enums import AuthorType, EscalationReason, Owner
from handoff.domain.history.events import SideAsked
from handoff.domain.identity.people import visitor_actor
from handoff.domain.policy import Policy
from tests.support.desks import World

ANSWERED = {"outcome": "answered", "hits": [], "query": "q", "probability": 0.9}
BUTTONS = [{"id": name, "title": name} for name in ("helped", "not_meant", "human")]
SURE = BotReply(messages=(BotMessage(text="Two years.", payload={"answer": ANSWERED, "buttons": BUTTONS}),))


def asked(world: World) -> SideAsked:
    """The newest side question."""
    return [event for event in world.recorder.events if isinstance(event, SideAsked)][-1]


async def begun(world: World) -> Turn:
    turn = await asides.begin_aside(world.desk, asked(world))
    assert turn is not None
    return turn


async def beside(world: World, chat: str) -> list[Message]:
    said = await world.said(chat)
    return [message for message in said if "aside" in message.payload]


async def test_a_side_question_is_answered_and_the_place_is_kept() -> None:
    """The answer names its question, says that the place is kept, and leads to no person."""
    world = World()
    visitor, chat = await world.waiting()
    before = (await world.view(chat)).queue
    question = await world.says(visitor, chat, "How long is the warranty?")
    turn = await begun(world)
    assert [said.text for said in turn.inputs] == ["How long is the warranty?"]
    assert await asides.finish_aside(world.desk, turn, SURE)
    (said,) = await beside(world, chat)
    assert said.text == "While you wait (your place in the queue is kept):\n\nTwo years."
    assert (said.payload["aside"], said.payload["asked"]) == (question.id, "How long is the warranty?")
    buttons = said.payload["buttons"]
    assert isinstance(buttons, list)
    assert [button["id"] for button in buttons] == ["helped", "not_meant"]
    view = await world.view(chat)
    assert (view.owner, view.queue) == (Owner.QUEUE, before)
    async with world.desk.store.reading() as tx:
        (logged,) = await tx.decisions.of(chat)
    assert (logged.message_id, logged.stored, logged.decided.outcome) == (said.id, True, "answered")


async def test_it_is_answered_once() -> None:
    """However often the event comes."""
    world = World()
    visitor, chat = await world.waiting()
    await world.says(visitor, chat, "How long is the warranty?")
    turn = await begun(world)
    assert await asides.finish_aside(world.desk, turn, SURE)
    assert not await asides.finish_aside(world.desk, turn, SURE)
    assert await asides.begin_aside(world.desk, asked(world)) is None
    assert len(await beside(world, chat)) == 1


@pytest.mark.parametrize("outcome", ["clarify", "no_answer", "rejected", None])
async def test_what_is_not_sure_stays_unsaid(outcome: str | None) -> None:
    """No "did you mean", no "I found nothing", no small talk."""
    world = World()
    visitor, chat = await world.waiting()
    await world.says(visitor, chat, "And the other thing?")
    payload = {"answer": {"outcome": outcome}} if outcome else {}
    reply = BotReply(messages=(BotMessage(text="Hm", payload=payload),))
    assert not await asides.finish_aside(world.desk, await begun(world), reply)
    assert await beside(world, chat) == []


async def test_nobody_is_handed_over_twice() -> None:
    """A reply that wants a person is dropped: one is coming."""
    world = World()
    visitor, chat = await world.waiting()
    await world.says(visitor, chat, "And the other thing?")
    wish = HandoffRequest(reason=EscalationReason.REPEATED_FALLBACK)
    reply = BotReply(messages=SURE.messages, handoff=wish)
    assert not await asides.finish_aside(world.desk, await begun(world), reply)
    assert (await world.activities(chat)).count("queued") + (await world.activities(chat)).count(
        "queued_away"
    ) == 1


async def test_once_an_agent_has_it_the_bot_is_silent() -> None:
    """Law 2: the answer that comes late is dropped, and so is one from an earlier stay in the queue."""
    world = World()
    agent = await world.agent()
    visitor, chat = await world.waiting()
    await world.says(visitor, chat, "How long is the warranty?")
    turn = await begun(world)
    await queue.claim(world.desk, agent=agent, conversation_id=chat)
    assert not await asides.finish_aside(world.desk, turn, SURE)
    assert await asides.begin_aside(world.desk, asked(world)) is None
    assert await beside(world, chat) == []


async def test_only_so_many_a_minute() -> None:
    """The bot does not fill the page of somebody who types a lot."""
    world = World()
    visitor, chat = await world.waiting()
    for number in range(5):
        await world.says(visitor, chat, f"Question {number}?")
        if turn := await asides.begin_aside(world.desk, asked(world)):
            await asides.finish_aside(world.desk, turn, SURE)
    assert len(await beside(world, chat)) == 3
    world.clock.forward(seconds=61)
    await world.says(visitor, chat, "One more?")
    assert await asides.finish_aside(world.desk, await begun(world), SURE)


async def test_a_desk_may_switch_it_off() -> None:
    """Then nothing is even asked."""
    world = World(MemoryStore(), Policy(side_questions=False))
    visitor, chat = await world.waiting()
    await world.says(visitor, chat, "How long is the warranty?")
    assert not any(isinstance(event, SideAsked) for event in world.recorder.events)


async def test_with_the_bot_or_an_agent_nothing_is_a_side_question() -> None:
    """Nor is a pressed button."""
    world = World()
    agent = await world.agent()
    visitor, chat = await world.chat()
    await world.says(visitor, chat, "How long?")
    visitor, chat = await world.served(agent)
    await world.says(visitor, chat, "How long?")
    assert not any(isinstance(event, SideAsked) for event in world.recorder.events)


async def test_how_a_side_question_sounded_is_kept() -> None:
    """The agent sees the mood of the waiting customer, answered or not."""
    world = World()
    visitor, chat = await world.waiting()
    question = await world.says(visitor, chat, "How long is the warranty?")
    turn = await begun(world)
    heard = Heard(message_id=question.id, mood=0.4, lang="en")
    await asides.finish_aside(world.desk, replace(turn, heard=(heard,)), None)
    assert [m.mood for m in await world.said(chat) if m.id == question.id] == [0.4]


async def answered_beside(world: World) -> tuple[str, str, Message]:
    visitor, chat = await world.waiting()
    await world.says(visitor, chat, "How long is the warranty?")
    await asides.finish_aside(world.desk, await begun(world), SURE)
    (said,) = await beside(world, chat)
    return visitor.id, chat, said


async def test_an_answer_that_helped_offers_to_leave_the_queue() -> None:
    """One press more, and the customer is with the bot; until then the place is kept."""
    world = World()
    visitor_id, chat, said = await answered_beside(world)
    await feedback.give_feedback(
        world.desk, visitor_id=visitor_id, conversation_id=chat, message_id=said.id, helpful=True
    )
    offer = (await world.said(chat))[-1]
    assert (offer.author.type, (await world.view(chat)).owner) == (AuthorType.BOT, Owner.QUEUE)
    assert offer.payload["buttons"] == [
        {"id": "cancel_wait", "title": "Stop waiting", "intent": "cancel_wait"}
    ]
    await messages.send_message(
        world.desk,
        actor=visitor_actor(visitor_id),
        conversation_id=chat,
        client_message_id="press",
        text="",
        choice={"message_id": offer.id, "button_id": "cancel_wait"},
    )
    assert (await world.view(chat)).owner is Owner.BOT
    assert (await world.activities(chat))[-1] == "wait_cancelled"


async def test_an_agent_who_came_meanwhile_keeps_the_conversation() -> None:
    """The old button says its words and does nothing more."""
    world = World()
    agent = await world.agent()
    visitor_id, chat, said = await answered_beside(world)
    await queue.claim(world.desk, agent=agent, conversation_id=chat)
    await feedback.give_feedback(
        world.desk, visitor_id=visitor_id, conversation_id=chat, message_id=said.id, helpful=True
    )
    last = (await world.said(chat))[-1]
    assert (last.text, (await world.view(chat)).owner) == ("That helped", Owner.AGENT)
