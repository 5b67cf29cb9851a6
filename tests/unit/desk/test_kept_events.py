"""What is kept for the figures follows from what people and the bot do; no use case keeps it by hand."""

from datetime import time

from handoff.desk.bot import verdicts
from handoff.desk.conversation import feedback
from handoff.desk.conversation.conversations import end_conversation
from handoff.desk.ownership import handoff
from handoff.desk.queueing import queue, waiting
from handoff.domain.bot.verdict import Verdict
from handoff.domain.enums import EscalationReason, MessageKind, Role
from handoff.domain.history.kept_event import EventKind, KeptEvent
from handoff.domain.policy import Policy
from handoff.domain.timing.calendar import BusinessCalendar, Slot
from handoff.domain.timing.sla import Terms
from tests.support.desks import World

HIT = {"article_id": "article-1", "title": "Returns"}
ANSWER = {"outcome": "answered", "query": "?", "probability": 0.9, "hits": [HIT]}


async def kept(world: World, conversation_id: str) -> list[KeptEvent]:
    async with world.desk.store.reading() as tx:
        return await tx.events.of(conversation_id)


async def of_kind(world: World, conversation_id: str, kind: EventKind) -> list[KeptEvent]:
    return [event for event in await kept(world, conversation_id) if event.kind is kind]


async def test_a_whole_story_is_kept() -> None:
    """From the first word over the queue and a person to the end, each with how long it took."""
    world = World()
    ana = await world.agent()
    visitor, id_ = await world.chat()
    world.clock.forward(minutes=1)
    await world.bot_says(id_, "Fourteen days.", answer=ANSWER)
    world.clock.forward(minutes=1)
    await world.escalate(id_, EscalationReason.FRUSTRATED)
    world.clock.forward(minutes=3)
    await queue.claim(world.desk, agent=ana, conversation_id=id_)
    world.clock.forward(minutes=2)
    await world.says(ana, id_, "Hello")
    await world.says(ana, id_, "between us", MessageKind.NOTE)
    world.clock.forward(minutes=10)
    await handoff.resolve(world.desk, agent=ana, conversation_id=id_, reason="answered")
    await feedback.give_csat(world.desk, visitor_id=visitor.id, conversation_id=id_, score=4)
    told = [(one.kind.value, one.word, one.owner, one.people) for one in await kept(world, id_)]
    assert told == [
        ("opened", None, "bot", False),
        ("message", "visitor", "bot", False),
        ("begun", None, "bot", False),
        ("message", "bot", "bot", False),
        ("answer", "answered", "bot", False),
        ("queued", "frustrated", "bot", False),
        ("assigned", "first", "queue", True),
        ("message", "agent", "agent", True),
        ("clock", "met", "agent", True),
        ("first_response", "met", "agent", True),
        ("message", "note", "agent", True),
        ("resolved", "answered", "agent", True),
        ("clock", "met", "agent", True),
        ("csat", None, "nobody", True),
    ]
    (taken,) = await of_kind(world, id_, EventKind.ASSIGNED)
    assert (taken.seconds, taken.first_word_seconds, taken.agent_id) == (180, 300, ana.id)
    (first,) = await of_kind(world, id_, EventKind.FIRST_RESPONSE)
    assert (first.seconds, first.first_word_seconds, first.business_seconds) == (300, 420, 300)
    (end,) = await of_kind(world, id_, EventKind.RESOLVED)
    assert (end.seconds, end.first_word_seconds, end.agent_id) == (900, 1020, ana.id)
    (score,) = await of_kind(world, id_, EventKind.CSAT)
    assert (score.score, score.epoch) == (4.0, end.epoch)
    (answer,) = await of_kind(world, id_, EventKind.ANSWER)
    assert (answer.about, answer.score) == ("article-1", 0.9)


async def test_business_time_is_counted_by_the_desks_hours() -> None:
    """A night between the question and the answer is no time of the desk's."""
    slot = Slot(start=time(9), end=time(10))
    calendar = BusinessCalendar(week=dict.fromkeys(range(7), (slot,)))
    world = World(policy=Policy(terms=Terms(calendar=calendar)))
    ana = await world.agent(online=False)
    _, id_ = await world.waiting()
    world.clock.forward(hours=24, minutes=30)
    await queue.claim(world.desk, agent=ana, conversation_id=id_)
    await world.says(ana, id_, "Good morning")
    (first,) = await of_kind(world, id_, EventKind.FIRST_RESPONSE)
    assert (first.seconds, first.business_seconds) == (24 * 3600 + 1800, 3600 + 1800)


async def test_only_the_first_answer_of_a_stay_is_a_first_response() -> None:
    """Not the second one, and not a colleague's after a transfer; a new stay has its own."""
    world = World()
    ana = await world.agent()
    visitor, id_ = await world.served(ana)
    for _ in range(2):
        await world.says(ana, id_, "Hello")
    await handoff.release(world.desk, agent=ana, conversation_id=id_)
    await queue.claim(world.desk, agent=ana, conversation_id=id_)
    await world.says(ana, id_, "Again")
    assert len(await of_kind(world, id_, EventKind.FIRST_RESPONSE)) == 1
    assert [one.word for one in await of_kind(world, id_, EventKind.ASSIGNED)] == ["first", "again"]
    await handoff.hand_back(world.desk, agent=ana, conversation_id=id_)
    await handoff.request_human(world.desk, visitor_id=visitor.id, conversation_id=id_)
    await queue.claim(world.desk, agent=ana, conversation_id=id_)
    await world.says(ana, id_, "Me again")
    assert len(await of_kind(world, id_, EventKind.FIRST_RESPONSE)) == 2
    passed_on = [one.people for one in await of_kind(world, id_, EventKind.QUEUED)]
    assert passed_on == [False, True]


async def test_who_leaves_without_an_answer_is_kept_apart_from_who_was_answered() -> None:
    """Out of the queue for good, back to the bot, or from an agent who never wrote; not after an answer."""
    world = World()
    ana = await world.agent()

    async def left(end: str) -> list[str | None]:
        visitor, id_ = await world.served(ana) if end in ("mute", "met") else await world.waiting()
        world.clock.forward(minutes=4)
        if end == "met":
            await world.says(ana, id_, "Hello")
        if end == "cancelled":
            await waiting.cancel_wait(world.desk, visitor_id=visitor.id, conversation_id=id_)
        else:
            await end_conversation(world.desk, visitor_id=visitor.id, conversation_id=id_)
        found = await of_kind(world, id_, EventKind.LEFT)
        assert all(one.seconds == 240 for one in found)
        return [one.word for one in found]

    assert await left("gone") == ["abandoned"]
    assert await left("cancelled") == ["cancelled"]
    assert await left("mute") == ["unanswered"]
    assert await left("met") == []


async def test_coming_back_is_kept_with_how_long_it_took() -> None:
    """The bot's silent end and the customer's return two days later, in which no person was asked for."""
    world = World()
    visitor, id_ = await world.chat()
    await world.bot_says(id_, "Fourteen days.")
    await end_conversation(world.desk, visitor_id=visitor.id, conversation_id=id_)
    world.clock.forward(days=2)
    await world.says(visitor, id_, "And abroad?")
    (end,) = await of_kind(world, id_, EventKind.RESOLVED)
    (back,) = await of_kind(world, id_, EventKind.REOPENED)
    assert (end.owner, end.people, end.seconds) == ("bot", False, None)
    assert (back.seconds, back.epoch, back.word) == (2 * 86400, end.epoch + 1, "bot")
    assert back.first_word_at == world.clock.now


async def test_opinions_are_kept_each_time() -> None:
    """A thumb that turns, a verdict that is taken back: the last one counts, and all are there."""
    world = World()
    ana = await world.agent(role=Role.SUPERVISOR)
    visitor, id_ = await world.chat()
    await world.bot_says(id_, "Fourteen days.", answer=ANSWER)
    answer = next(one for one in await world.said(id_) if one.author.type == "bot")
    for helpful in (False, True):
        await feedback.give_feedback(
            world.desk, visitor_id=visitor.id, conversation_id=id_, message_id=answer.id, helpful=helpful
        )
    for verdict in (Verdict.WRONG, None):
        await verdicts.judge_answer(
            world.desk, agent=ana, conversation_id=id_, message_id=answer.id, verdict=verdict
        )
    assert [one.score for one in await of_kind(world, id_, EventKind.FEEDBACK)] == [0.0, 1.0]
    assert [one.word for one in await of_kind(world, id_, EventKind.VERDICT)] == ["wrong", "withdrawn"]


async def test_an_opened_widget_is_no_conversation() -> None:
    """Who opens it and says nothing has begun none; asking for a person without a word has."""
    world = World()
    _, silent = await world.chat(text=None)
    visitor, asked = await world.chat(text=None)
    await handoff.request_human(world.desk, visitor_id=visitor.id, conversation_id=asked)
    assert await of_kind(world, silent, EventKind.BEGUN) == []
    assert len(await of_kind(world, asked, EventKind.BEGUN)) == 1
