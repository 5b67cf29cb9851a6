"""Changes of owner: legal, told, fenced."""

import pytest

from handoff.desk.conversation import conversations
from handoff.desk.ownership import handoff
from handoff.desk.queueing import queue
from handoff.domain.enums import EscalationReason, HandoffOutcome, Owner, Priority
from handoff.domain.errors import NotFound
from tests.support.desks import World
from tests.support.handoffs import latest


async def test_asking_for_a_person_always_leads_to_one() -> None:
    """From the bot into the queue; a second wish changes nothing."""
    world = World()
    await world.agent()
    visitor, chat = await world.chat("Hello, my parcel arrived broken")
    for _ in range(2):
        view = await handoff.request_human(world.desk, visitor_id=visitor.id, conversation_id=chat)
    assert (view.owner, view.epoch, view.reason) == (Owner.QUEUE, 2, EscalationReason.ASKED_FOR_HUMAN)
    assert (view.priority, view.goal) == (Priority.NORMAL, "Hello, my parcel arrived broken")
    assert view.queue is not None
    assert (view.queue.position, view.queue.wait_seconds) == (1, None)
    assert await world.activities(chat) == ["queued"]


async def test_asking_for_a_person_after_the_end_joins_the_queue() -> None:
    """Never the bot, also from a resolved conversation, also with nothing said yet."""
    world = World()
    visitor, chat = await world.chat(text=None)
    await conversations.end_conversation(world.desk, visitor_id=visitor.id, conversation_id=chat)
    view = await handoff.request_human(world.desk, visitor_id=visitor.id, conversation_id=chat)
    assert (view.owner, view.goal) == (Owner.QUEUE, None)


async def test_nobody_can_ask_in_anothers_name() -> None:
    """A stranger's conversation is not found."""
    world = World()
    _, chat = await world.chat()
    stranger = await world.visitor()
    with pytest.raises(NotFound):
        await handoff.request_human(world.desk, visitor_id=stranger.id, conversation_id=chat)
    with pytest.raises(NotFound):
        await conversations.end_conversation(world.desk, visitor_id=stranger.id, conversation_id=chat)


@pytest.mark.parametrize(
    ("reason", "priority", "key"),
    [
        (EscalationReason.SENSITIVE_TOPIC, Priority.URGENT, "queued"),
        (EscalationReason.FRUSTRATED, Priority.HIGH, "queued"),
        (EscalationReason.NO_ANSWER, Priority.NORMAL, "queued"),
        (EscalationReason.MAX_TURNS, Priority.LOW, "queued"),
        (EscalationReason.BOT_UNAVAILABLE, Priority.NORMAL, "queued_bot_unavailable"),
    ],
)
async def test_the_reason_gives_the_priority_and_the_words(
    reason: EscalationReason, priority: Priority, key: str
) -> None:
    """And the customer is told the truth about why."""
    world = World()
    await world.agent()
    _, chat = await world.chat()
    await world.escalate(chat, reason)
    assert (await world.view(chat)).priority is priority
    assert await world.activities(chat) == [key]


async def test_a_handover_of_an_old_epoch_changes_nothing() -> None:
    """Somebody else has acted since."""
    world = World()
    _, chat = await world.waiting()
    for epoch in (1, 2):
        assert not await handoff.hand_over(
            world.desk, conversation_id=chat, epoch=epoch, reason=EscalationReason.COMPLEX
        )
    assert (await world.view(chat)).reason is EscalationReason.ASKED_FOR_HUMAN


async def test_the_handoff_is_a_row_with_its_evidence() -> None:
    """From the wish to the claim to the end, with the handling time."""
    world = World()
    ana = await world.agent()
    _, chat = await world.chat("I am furious")
    view = await world.view(chat)
    await handoff.hand_over(
        world.desk,
        conversation_id=chat,
        epoch=view.epoch,
        reason=EscalationReason.FRUSTRATED,
        priority=Priority.URGENT,
        signals={"anger": 0.9},
        evidence=["I am furious"],
    )
    queued = await latest(world, chat)
    assert (queued.epoch, queued.at_seq, queued.priority) == (2, 1, Priority.URGENT)
    assert (queued.signals, queued.evidence) == ({"anger": 0.9}, ("I am furious",))
    world.clock.forward(seconds=30)
    await queue.claim(world.desk, agent=ana, conversation_id=chat)
    world.clock.forward(seconds=90)
    await handoff.resolve(world.desk, agent=ana, conversation_id=chat, reason="answered")
    ended = await latest(world, chat)
    assert (ended.claimed_by, ended.outcome, ended.handling_seconds) == (
        ana.id,
        HandoffOutcome.RESOLVED,
        90.0,
    )


async def test_leaving_the_queue_is_abandonment() -> None:
    """The customer ends it before anybody came; nobody's load changes."""
    world = World()
    visitor, chat = await world.waiting()
    world.clock.forward(seconds=40)
    for _ in range(2):
        await conversations.end_conversation(world.desk, visitor_id=visitor.id, conversation_id=chat)
    assert (await latest(world, chat)).outcome is HandoffOutcome.ABANDONED
    assert (await world.activities(chat)).count("ended") == 1


async def test_after_twenty_served_customers_the_wait_is_told() -> None:
    """Below that the desk says that it does not know."""
    world = World()
    ana = await world.agent(capacity=2)
    for _ in range(20):
        _, chat = await world.served(ana)
        world.clock.forward(seconds=100)
        assert (await queue.positions(world.desk)) == {}
        await handoff.resolve(world.desk, agent=ana, conversation_id=chat)
    for _ in range(2):
        await world.served(ana)
    _, first = await world.waiting()
    _, second = await world.waiting()
    places = await queue.positions(world.desk)
    for chat in (first, second):
        low, high = places[chat].wait_seconds or (0, 0)
        assert 70 <= low <= 100 <= high <= 160
    assert await queue.position(world.desk, conversation_id=second) == places[second]
    world.clock.forward(seconds=90)
    (low, high) = (await queue.positions(world.desk))[first].wait_seconds or (99, 99)
    assert low <= 20 <= high <= 80
