"""Saying things: once, in order, by those who may."""

import pytest

from handoff.desk.conversation import conversations, messages
from handoff.desk.ownership import handoff
from handoff.domain.conversation.message import Message
from handoff.domain.enums import AuthorType, EscalationReason, MessageKind, Owner, Role
from handoff.domain.errors import Forbidden, Invalid, NotFound, TooLarge
from handoff.domain.history.events import MessageAdded, MessagesDelivered, MessagesSeen, TurnOwed
from handoff.domain.identity.people import SYSTEM, Actor
from tests.support.desks import World

BUTTONS = [
    {"id": "helped", "title": "That helped"},
    {"id": "human", "title": "Talk to a person"},
    {"id": "article:7", "title": "Returns", "intent": "ask_article", "text": "returns article"},
]


async def send(world: World, actor: Actor, chat: str, text: str = "hi", **more: object) -> Message:
    given = {"client_message_id": "c1", "text": text} | more
    return await messages.send_message(world.desk, actor=actor, conversation_id=chat, **given)  # type: ignore[arg-type]


async def test_sending_twice_is_sending_once_with_the_same_ack() -> None:
    """Also when the text differs, the owner has changed or the conversation has ended."""
    world = World()
    ana = await world.agent()
    _, chat = await world.served(ana)
    first = await send(world, ana, chat)
    await handoff.resolve(world.desk, agent=ana, conversation_id=chat)
    world.recorder.take()
    assert await send(world, ana, chat, text="changed") == first
    assert world.recorder.take() == []
    assert [m.client_message_id for m in await world.said(chat)].count("c1") == 1


async def test_events_follow_the_commit() -> None:
    """A visitor's message to the bot is told to the rooms and owes a turn."""
    world = World()
    visitor, chat = await world.chat(text=None)
    world.recorder.take()
    message = await send(world, visitor, chat)
    assert world.recorder.take() == [
        MessageAdded(conversation_id=chat, visitor_id=visitor.id, message=message),
        TurnOwed(conversation_id=chat, epoch=1),
    ]


async def test_a_publisher_that_fails_does_not_take_the_ack_back(caplog: pytest.LogCaptureFixture) -> None:
    """What is committed is acknowledged; the heartbeat heals the rest."""
    world = World()
    visitor, chat = await world.chat(text=None)

    class Broken:
        async def publish(self, events: object) -> None:
            raise ConnectionError

    broken = World(world.desk.store)
    object.__setattr__(broken.desk, "publisher", Broken())
    message = await send(broken, visitor, chat)
    assert (await world.said(chat)) == [message]
    assert "not published" in caplog.text


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"text": "   "}, Invalid),
        ({"text": "\x00"}, Invalid),
        ({"text": "x" * 4001}, TooLarge),
        ({"client_message_id": ""}, Invalid),
        ({"client_message_id": "x" * 65}, Invalid),
        ({"kind": MessageKind.NOTE}, Invalid),
        ({"kind": MessageKind.ACTIVITY}, Invalid),
        ({"choice": {"message_id": "x", "button_id": "helped"}}, Invalid),
    ],
)
async def test_nonsense_is_refused(changes: dict[str, object], error: type[Exception]) -> None:
    """Empty, too long, of a kind that visitors do not send, or a button that was never shown."""
    world = World()
    visitor, chat = await world.chat(text=None)
    with pytest.raises(error):
        await send(world, visitor, chat, **changes)
    assert await world.said(chat) == []


async def test_broken_unicode_is_kept_readable() -> None:
    """A lone surrogate, which no database can keep, becomes a question mark."""
    world = World()
    visitor, chat = await world.chat(text=None)
    assert (await send(world, visitor, chat, text=" a\x00b\ud800 ")).text == "ab?"


async def test_a_stranger_finds_no_conversation() -> None:
    """Neither to write, to see, to end, to hand over nor to rate."""
    world = World()
    _, chat = await world.chat()
    stranger = await world.visitor()
    with pytest.raises(NotFound):
        await send(world, stranger, chat)
    with pytest.raises(NotFound):
        await messages.mark_seen(world.desk, actor=stranger, conversation_id=chat, seq=1)
    with pytest.raises(NotFound):
        await send(world, stranger, "no such conversation")


async def test_an_agent_writes_only_where_they_own() -> None:
    """Anybody's note is welcome; words to the customer come from the owner."""
    world = World()
    ana, reza = await world.agent("Ana"), await world.agent("Reza")
    lead = await world.agent("Sam", role=Role.SUPERVISOR)
    _, chat = await world.served(ana)
    assert (await send(world, ana, chat)).author.name == "Ana"
    for other in (reza, lead):
        with pytest.raises(Forbidden):
            await send(world, other, chat)
        note = await send(world, other, chat, kind=MessageKind.NOTE)
        assert (note.kind, note.author.id) == (MessageKind.NOTE, other.id)
    with pytest.raises(Invalid):
        await send(world, ana, chat, client_message_id="c2", kind=MessageKind.CARD)


async def test_an_editor_has_no_business_in_conversations() -> None:
    """Not even a note; and the system writes through other doors."""
    world = World()
    editor = await world.agent("Eli", role=Role.EDITOR)
    _, chat = await world.chat()
    for actor in (editor, SYSTEM):
        with pytest.raises(Forbidden):
            await send(world, actor, chat, kind=MessageKind.NOTE)
        with pytest.raises(Forbidden):
            await messages.mark_seen(world.desk, actor=actor, conversation_id=chat, seq=1)


async def test_a_pressed_button_is_looked_up() -> None:
    """The title becomes the text, the intent comes from the server."""
    world = World()
    visitor, chat = await world.chat()
    await world.bot_says(chat, "Did you mean", buttons=BUTTONS)
    shown = (await world.said(chat))[-1]
    choice = {"message_id": shown.id, "button_id": "article:7", "intent": "ask_human"}
    message = await send(world, visitor, chat, text="ignored", choice=choice)
    assert message.text == "Returns"
    turn = await world.turn(chat)
    assert [(i.text, i.intent, i.choice) for i in turn.inputs] == [
        ("returns article", "ask_article", "article:7")
    ]
    assert turn.metadata["choice"] == "article:7"


async def test_a_button_of_another_conversation_is_refused() -> None:
    """Ids are no secret, so they are checked."""
    world = World()
    _, theirs = await world.chat()
    await world.bot_says(theirs, "Did you mean", buttons=BUTTONS)
    shown = (await world.said(theirs))[-1]
    visitor, mine = await world.chat()
    with pytest.raises(Invalid):
        await send(world, visitor, mine, choice={"message_id": shown.id, "button_id": "helped"})


async def test_the_button_for_a_person_does_not_ask_the_bot() -> None:
    """The words are kept and the queue is joined in one step."""
    world = World()
    visitor, chat = await world.chat()
    await world.bot_says(chat, "Try this", buttons=BUTTONS)
    shown = (await world.said(chat))[-1]
    await send(world, visitor, chat, choice={"message_id": shown.id, "button_id": "human"})
    view = await world.view(chat)
    assert (view.owner, view.reason) == (Owner.QUEUE, EscalationReason.ASKED_FOR_HUMAN)
    assert [m.text for m in await world.said(chat)][-2] == "Talk to a person"


async def test_writing_long_after_the_end_opens_the_conversation_again() -> None:
    """Decision 0001: the same conversation, the bot, a new epoch, and nothing old is answered."""
    world = World()
    ana = await world.agent()
    visitor, chat = await world.served(ana)
    await handoff.resolve(world.desk, agent=ana, conversation_id=chat)
    ended = await world.view(chat)
    world.clock.forward(minutes=31)
    message = await send(world, visitor, chat, text="One more thing")
    view = await world.view(chat)
    assert (view.owner, view.epoch, view.resolved_at) == (Owner.BOT, ended.epoch + 1, None)
    assert (await world.activities(chat))[-1] == "reopened"
    assert [i.message_id for i in (await world.turn(chat)).inputs] == [message.id]


async def test_seen_marks_are_told_and_bounded() -> None:
    """Nobody can have seen what was not yet said."""
    world = World()
    ana = await world.agent()
    visitor, chat = await world.chat()
    world.recorder.take()
    assert await messages.mark_seen(world.desk, actor=ana, conversation_id=chat, seq=99) == 1
    assert await messages.mark_seen(world.desk, actor=ana, conversation_id=chat, seq=-5) == 1
    assert world.recorder.take()[0] == MessagesSeen(
        conversation_id=chat, visitor_id=visitor.id, reader_id=ana.id, by_visitor=False, seq=1
    )
    opened = await conversations.open_conversation(world.desk, visitor_id=visitor.id)
    assert opened.seen_by_agent == 1


async def test_what_is_known_to_have_come_is_not_told_again() -> None:
    """Neither once it was said, nor once it was seen; a stranger's page has nothing."""
    world = World()
    ana = await world.agent()
    visitor, chat = await world.chat()
    world.recorder.take()
    for _ in range(2):
        assert await messages.mark_delivered(world.desk, actor=ana, conversation_id=chat, seq=99) == 1
    assert world.recorder.take() == [
        MessagesDelivered(
            conversation_id=chat, visitor_id=visitor.id, reader_id=ana.id, by_visitor=False, seq=1
        )
    ]
    await world.says(visitor, chat, "And which one?")
    await messages.mark_seen(world.desk, actor=ana, conversation_id=chat, seq=2)
    world.recorder.take()
    assert await messages.mark_delivered(world.desk, actor=ana, conversation_id=chat, seq=2) == 2
    assert world.recorder.take() == []
    with pytest.raises(NotFound):
        await messages.mark_delivered(world.desk, actor=await world.visitor(), conversation_id=chat, seq=1)


async def test_activity_is_written_by_the_system() -> None:
    """And says its key, so that a page can show it its own way."""
    world = World()
    _, chat = await world.waiting()
    activity = (await world.said(chat))[-1]
    assert activity.author.type is AuthorType.SYSTEM
    assert activity.payload == {"key": "queued_away", "params": {"position": 1}}


async def test_malformed_buttons_are_no_buttons() -> None:
    """What the bot's payload holds is data; only what has an id and a title can be pressed."""
    world = World()
    visitor, chat = await world.chat()
    await world.bot_says(chat, "Hm", buttons=[{"id": "x"}, "y", {"id": 1, "title": "z"}])
    await world.says(visitor, chat, "again")
    await world.bot_says(chat, "Hm", buttons="helped")
    for shown in (m for m in await world.said(chat) if m.text == "Hm"):
        with pytest.raises(Invalid):
            await send(world, visitor, chat, choice={"message_id": shown.id, "button_id": "x"})
