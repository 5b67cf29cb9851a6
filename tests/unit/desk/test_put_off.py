"""A soft reason and a long queue: one more try, the facts are asked for, and nobody is forgotten."""

import pytest

from handoff.desk.bot import turns
from handoff.desk.conversation import messages
from handoff.desk.ownership import handoff, sweep
from handoff.desk.queueing import queue
from handoff.desk.queueing.queue_state import QueueWatch
from handoff.desk.words import say
from handoff.domain.bot.decision import Decided, Decision, DecisionKind
from handoff.domain.bot.turn import BotMessage, BotReply, HandoffRequest
from handoff.domain.conversation.message import Message, buttons_of
from handoff.domain.enums import EscalationReason, Owner, Priority
from handoff.domain.identity.people import Actor
from tests.support.desks import World

LATER = HandoffRequest(reason=EscalationReason.REPEATED_FALLBACK, skill="orders")


async def put_off(
    world: World, text: str = "Where is my parcel?", request: HandoffRequest = LATER, lang: str = "en"
) -> tuple[Actor, str, Message]:
    """A conversation in which the bot has its one more try; the last thing it said."""
    visitor, chat = await world.chat(text, lang)
    reply = BotReply(messages=(BotMessage(text="Is it this?"),), put_off=request)
    await turns.finish_turn(world.desk, await world.turn(chat), reply)
    return visitor, chat, (await world.said(chat))[-1]


async def test_the_bot_keeps_it_and_says_why() -> None:
    """Nobody is online: true, and the way to a person stays open."""
    world = World()
    _, chat, said = await put_off(world)
    assert (await world.view(chat)).owner is Owner.BOT
    assert said.text.startswith("A person should look at this, but nobody from our team is online")
    assert "order number and e-mail address" in said.text
    assert [button.intent for button in buttons_of(said)] == ["ask_human"]
    assert (await world.said(chat))[-2].text == "Is it this?"


@pytest.mark.parametrize(
    ("text", "skill", "asked"),
    [
        ("Where is LM-10234?", "orders", "your e-mail address here"),
        ("I am ann@example.org, where is it?", "orders", "your order number here"),
        ("LM-10234, ann@example.org, where is it?", "orders", "what else they should know"),
        ("How do I change my name?", "account", "your e-mail address here"),
    ],
)
async def test_nobody_is_asked_for_what_they_said(text: str, skill: str, asked: str) -> None:
    """And nobody for an order number that the matter does not need."""
    request = HandoffRequest(reason=EscalationReason.NO_ANSWER, skill=skill)
    _, _, said = await put_off(World(), text, request)
    assert asked in said.text


@pytest.mark.parametrize("lang", ["en", "fa", "pl"])
async def test_it_is_said_in_the_customers_language(lang: str) -> None:
    """The words come from the locale files."""
    _, _, said = await put_off(World(), lang=lang)
    assert said.lang == lang
    assert ("A person" in said.text) is (lang == "en")


async def test_who_writes_nothing_more_goes_to_a_person_all_the_same() -> None:
    """Nobody is silently left with the bot: after a few minutes the desk hands over by itself."""
    world = World()
    _, chat, _ = await put_off(world)
    waited = Decided(
        kind=DecisionKind.ESCALATION,
        seq=1,
        lang="en",
        outcome="wait",
        skill="orders",
        priority=Priority.HIGH,
        evidence=({"text": "Where is my parcel?", "seq": 1},),
    )
    async with world.desk.store.transaction() as tx:
        row = Decision(
            id=world.desk.new_id(),
            conversation_id=chat,
            epoch=1,
            created_at=world.clock(),
            stored=True,
            decided=waited,
        )
        await tx.decisions.add([row])
    assert await sweep.overdue(world.desk) == ()
    world.clock.forward(minutes=6)
    [missed] = await sweep.overdue(world.desk)
    assert missed.action == "handed_over"
    view = await world.view(chat)
    assert (view.owner, view.reason) == (Owner.QUEUE, EscalationReason.REPEATED_FALLBACK)
    assert view.priority is Priority.HIGH
    async with world.desk.store.reading() as tx:
        kept = await tx.handoffs.latest(chat)
        conversation = await tx.conversations.get(chat)
    assert kept is not None
    assert kept.evidence == ("Where is my parcel?",)
    assert conversation is not None
    assert conversation.skill == "orders"


async def test_the_next_turn_knows_and_ends_it() -> None:
    """The reason stands until the bot has answered again."""
    world = World()
    visitor, chat, _ = await put_off(world)
    await world.says(visitor, chat, "LM-10234, ann@example.org")
    turn = await world.turn(chat)
    assert turn.deferred is EscalationReason.REPEATED_FALLBACK
    assert [line.text for line in turn.before] == ["Where is my parcel?"]
    await turns.finish_turn(world.desk, turn, BotReply(messages=(BotMessage(text="Found it."),)))
    await world.says(visitor, chat, "thanks")
    assert (await world.turn(chat)).deferred is None
    world.clock.forward(minutes=6)
    assert (await world.view(chat)).owner is Owner.BOT


async def test_the_button_goes_to_the_queue() -> None:
    """An explicit wish never waits."""
    world = World()
    visitor, chat, said = await put_off(world)
    await messages.send_message(
        world.desk,
        actor=visitor,
        conversation_id=chat,
        client_message_id="button",
        text="",
        choice={"message_id": said.id, "button_id": "human"},
    )
    view = await world.view(chat)
    assert (view.owner, view.reason) == (Owner.QUEUE, EscalationReason.ASKED_FOR_HUMAN)


async def test_after_people_nothing_is_put_off_any_more() -> None:
    """A hand back is a clean slate."""
    world = World()
    ana = await world.agent()
    visitor, chat, _ = await put_off(world)
    await handoff.request_human(world.desk, visitor_id=visitor.id, conversation_id=chat)
    await queue.claim(world.desk, agent=ana, conversation_id=chat)
    await handoff.hand_back(world.desk, agent=ana, conversation_id=chat)
    await world.says(visitor, chat, "Another question: how do returns work?")
    turn = await world.turn(chat)
    assert (turn.deferred, turn.before) == (None, ())


async def test_the_skill_travels_to_the_queue() -> None:
    """Routing reads it from the conversation."""
    world = World()
    _, chat = await world.chat()
    request = HandoffRequest(reason=EscalationReason.COMPLEX, skill="billing")
    await turns.finish_turn(world.desk, await world.turn(chat), BotReply(handoff=request))
    async with world.desk.store.reading() as tx:
        conversation = await tx.conversations.get(chat)
    assert conversation is not None
    assert conversation.skill == "billing"


async def test_the_queue_is_seen_as_it_is() -> None:
    """Idle agents of the language, those who wait, and whether anyone is there."""
    world = World()
    watch = QueueWatch(world.desk, fresh_seconds=0)
    nobody = await watch.state("en")
    assert (nobody.idle_agents, nobody.waiting, nobody.open_now) == (0, 0, False)
    await world.agent(capacity=1)
    idle = await watch.state("en")
    assert (idle.idle_agents, idle.expected_wait_seconds, idle.open_now) == (1, 0.0, True)
    await world.waiting()
    taken = await watch.state("en")
    assert (taken.idle_agents, taken.waiting, taken.expected_wait_seconds) == (0, 1, None)


async def test_the_queue_is_not_read_for_every_message() -> None:
    """Within a second the same facts serve."""
    world = World()
    watch = QueueWatch(world.desk)
    await watch.state("en")
    await world.agent()
    assert not (await watch.state("en")).open_now
    world.clock.forward(seconds=2)
    assert (await watch.state("en")).open_now


async def test_a_long_turn_keeps_its_lease() -> None:
    """Renewed in time, no other worker begins the same turn; a finished one is not renewed."""
    world = World()
    _, chat = await world.chat()
    turn = await turns.begin_turn(world.desk, chat, worker="one")
    assert turn is not None
    for _ in range(3):
        world.clock.forward(seconds=6)
        assert await turns.keep_turn(world.desk, chat, worker="one")
        assert await turns.begin_turn(world.desk, chat, worker="two") is None
    await turns.finish_turn(world.desk, turn, BotReply(messages=(BotMessage(text="done"),)))
    assert not await turns.keep_turn(world.desk, chat, worker="one")


@pytest.mark.parametrize("lang", ["en", "fa", "pl"])
@pytest.mark.parametrize("online", [True, False])
@pytest.mark.parametrize("reason", sorted(set(EscalationReason) - {EscalationReason.PROMISE_DUE}))
async def test_one_truthful_sentence_for_each_reason(
    reason: EscalationReason, online: bool, lang: str
) -> None:
    """Every reason is named before the queue's truth, in the customer's language."""
    world = World()
    if online:
        await world.agent()
    _, chat = await world.chat(lang=lang)
    request = HandoffRequest(reason=reason)
    await turns.finish_turn(world.desk, await world.turn(chat), BotReply(handoff=request))
    said = (await world.said(chat))[-1]
    bot_away = reason is EscalationReason.BOT_UNAVAILABLE
    key = "queued_bot_unavailable" if bot_away else "queued"
    truth = say(f"activity.{key}{'' if online else '_away'}", lang, position=1)
    why = "" if bot_away else f"{say(f'because.{reason.value}', lang)} "
    assert said.text == why + truth
