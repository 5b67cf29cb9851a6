"""The customer who writes again after the end."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handoff.desk.conversation import conversations, feedback, messages
from handoff.desk.identity import people
from handoff.desk.ownership import handoff, transfers
from handoff.desk.queueing import queue
from handoff.domain.conversation.closing import ClosingPolicy, ReopenTo, returns_to
from handoff.domain.conversation.handoff import Handoff
from handoff.domain.enums import EscalationReason, HandoffOutcome, Owner, Priority
from handoff.domain.identity.people import Actor
from handoff.domain.policy import Policy
from tests.support.desks import START, World

BUTTONS = [{"id": "helped", "title": "That helped"}]
STAY = Handoff(
    id="h",
    conversation_id="c",
    epoch=2,
    at_seq=1,
    since_seq=0,
    priority=Priority.NORMAL,
    queued_at=START,
    claimed_by="ana",
    ended_at=START,
    closed_by="reza",
    outcome=HandoffOutcome.RESOLVED,
)


async def resolved(world: World, agent: Actor) -> tuple[Actor, str]:
    visitor, chat = await world.served(agent)
    await handoff.resolve(world.desk, agent=agent, conversation_id=chat)
    return visitor, chat


@pytest.mark.parametrize(
    ("stay", "minutes", "to"),
    [
        (STAY, 0, "reza"),
        (STAY, 30, "reza"),
        (STAY, 30.1, None),
        (None, 0, None),
        (replace(STAY, outcome=HandoffOutcome.HANDED_BACK), 0, None),
        (replace(STAY, outcome=HandoffOutcome.ABANDONED, closed_by=None), 0, None),
        (replace(STAY, ended_at=None, outcome=None), 0, None),
    ],
)
def test_who_is_meant_by_one_more_word(stay: Handoff | None, minutes: float, to: str | None) -> None:
    """Whoever had the conversation at its end, for half an hour; a desk may choose the bot instead."""
    at = START + timedelta(minutes=minutes)
    assert returns_to(stay, at=at, policy=ClosingPolicy()) == to
    assert returns_to(stay, at=at, policy=ClosingPolicy(reopen_to=ReopenTo.BOT)) is None


async def test_one_more_word_goes_back_to_the_agent_who_closed() -> None:
    """With a place of their capacity, a new stay that began with them, and a sentence that names them."""
    world = World()
    ana, reza = await world.agent("Ana"), await world.agent("Reza")
    visitor, chat = await world.served(ana)
    await transfers.transfer(world.desk, agent=ana, conversation_id=chat, to=reza.id)
    await handoff.resolve(world.desk, agent=reza, conversation_id=chat)
    world.clock.forward(minutes=29)
    await world.says(visitor, chat, "One more thing")
    view = await world.view(chat)
    assert view.agent is not None
    assert (view.owner, view.agent.id, view.reason) == (Owner.AGENT, reza.id, EscalationReason.CAME_BACK)
    assert (await world.activities(chat))[-1] == "back_to_agent"
    assert "Reza" in (await world.said(chat))[-2].text
    async with world.desk.store.reading() as tx:
        stay, agent = await tx.handoffs.latest(chat), await tx.people.agent(reza.id)
    assert stay is not None
    assert agent is not None
    assert (stay.claimed_by, stay.claimed_at, stay.ended_at, agent.load) == (reza.id, world.clock(), None, 1)
    await handoff.resolve(world.desk, agent=reza, conversation_id=chat)
    async with world.desk.store.reading() as tx:
        agent = await tx.people.agent(reza.id)
    assert agent is not None
    assert agent.load == 0


@pytest.mark.parametrize("why", ["full", "gone"])
async def test_an_agent_who_is_not_free_leaves_the_front_of_the_queue(why: str) -> None:
    """Before those who came a moment ago, and told so."""
    world = World()
    ana = await world.agent(capacity=1)
    visitor, chat = await resolved(world, ana)
    other = (await world.waiting())[1]
    if why == "full":
        await queue.claim(world.desk, agent=ana, conversation_id=other)
        other = (await world.waiting())[1]
    else:
        await people.leave(world.desk, agent_id=ana.id)
    message = await world.says(visitor, chat, "One more thing")
    waiting = await queue.list_queue(world.desk, actor=ana)
    assert [view.id for view in waiting] == [chat, other]
    activity = (await world.said(chat))[-2]
    assert activity.seq == message.seq - 1
    assert activity.text.startswith("Welcome back. ")
    assert activity.payload["key"] == ("queued" if why == "full" else "queued_away")


async def test_a_desk_may_send_them_to_the_bot() -> None:
    """Policy, not fate."""
    closing = ClosingPolicy(reopen_to=ReopenTo.BOT)
    world = World(policy=Policy(presence_ttl=timedelta(days=365), closing=closing))
    visitor, chat = await resolved(world, await world.agent())
    await world.says(visitor, chat, "One more thing")
    assert (await world.view(chat)).owner is Owner.BOT
    assert (await world.activities(chat))[-1] == "reopened"


async def test_who_said_goodbye_to_an_agent_comes_back_to_them_and_who_left_the_queue_to_the_bot() -> None:
    """The talk with a person is what is gone on with."""
    world = World()
    ana = await world.agent()
    for visitor, chat, owner in [
        (*await world.served(ana), Owner.AGENT),
        (*await world.waiting(), Owner.BOT),
        (*await world.chat(), Owner.BOT),
    ]:
        await conversations.end_conversation(world.desk, visitor_id=visitor.id, conversation_id=chat)
        await world.says(visitor, chat, "One more thing")
        assert (await world.view(chat)).owner is owner


@pytest.mark.parametrize("pressed", ["thumb", "button"])
async def test_that_helped_after_the_end_is_kept_and_opens_nothing(pressed: str) -> None:
    """The customer sees their word, nobody is called, and what they write next opens as ever."""
    world = World()
    visitor, chat = await world.chat()
    await world.bot_says(chat, "Try this", buttons=BUTTONS)
    shown = (await world.said(chat))[-1]
    await conversations.end_conversation(world.desk, visitor_id=visitor.id, conversation_id=chat)
    ended = await world.view(chat)
    if pressed == "thumb":
        given = await feedback.give_feedback(
            world.desk, visitor_id=visitor.id, conversation_id=chat, message_id=shown.id, helpful=True
        )
    else:
        choice = {"message_id": shown.id, "button_id": "helped"}
        given = await messages.send_message(
            world.desk, actor=visitor, conversation_id=chat, client_message_id="b", text="", choice=choice
        )
    view = await world.view(chat)
    assert (await world.said(chat))[-1] == given
    assert (view.owner, view.epoch, view.deadline_at) == (Owner.NOBODY, ended.epoch, None)
    async with world.desk.store.reading() as tx:
        told = (await tx.evidence.of([chat]))[0]
    assert "helped" in repr(told)
    await world.says(visitor, chat, "And where is the form?")
    assert [i.text for i in (await world.turn(chat)).inputs] == ["And where is the form?"]


async def test_not_what_i_meant_after_the_end_is_a_word_like_any_other() -> None:
    """It asks for something, so somebody listens."""
    world = World()
    visitor, chat = await world.chat()
    await world.bot_says(chat, "Try this")
    shown = (await world.said(chat))[-1]
    await conversations.end_conversation(world.desk, visitor_id=visitor.id, conversation_id=chat)
    await feedback.give_feedback(
        world.desk, visitor_id=visitor.id, conversation_id=chat, message_id=shown.id, helpful=False
    )
    assert (await world.view(chat)).owner is Owner.BOT
