"""What customers say of an answer."""

import pytest

from handoff.desk.conversation import feedback
from handoff.desk.ownership import handoff
from handoff.domain.errors import Invalid, NotFound, TooLarge
from tests.support.desks import World


async def test_feedback_is_said_once_and_owes_a_turn() -> None:
    """The bot reacts to "not what I meant"; a changed mind is kept, not said again."""
    world = World()
    visitor, chat = await world.chat()
    await world.bot_says(chat, "Try this", answer={"outcome": "answered", "hits": []})
    shown = (await world.said(chat))[-1]

    async def give(helpful: bool) -> object:
        return await feedback.give_feedback(
            world.desk,
            visitor_id=visitor.id,
            conversation_id=chat,
            message_id=shown.id,
            helpful=helpful,
        )

    message = await give(False)
    assert await give(True) == message
    said = await world.said(chat)
    assert [m.text for m in said] == ["Where is my parcel?", "Try this", "Not what I meant"]
    assert said[-1].payload["choice"] == {
        "message_id": shown.id,
        "button_id": "not_meant",
        "intent": "answer_rejected",
        "text": None,
    }
    turn = await world.turn(chat)
    assert [(i.text, i.intent) for i in turn.inputs] == [("Not what I meant", "answer_rejected")]


async def test_feedback_in_the_queue_owes_no_turn() -> None:
    """It is kept and shown, and the bot stays silent."""
    world = World()
    visitor, chat = await world.chat()
    await world.bot_says(chat, "Try this")
    shown = (await world.said(chat))[-1]
    await handoff.request_human(world.desk, visitor_id=visitor.id, conversation_id=chat)
    await feedback.give_feedback(
        world.desk, visitor_id=visitor.id, conversation_id=chat, message_id=shown.id, helpful=True
    )
    assert (await world.said(chat))[-1].text == "That helped"


async def test_only_the_bots_messages_of_ones_own_conversation_take_feedback() -> None:
    """One's own words, other chats' messages and strangers are refused."""
    world = World()
    visitor, chat = await world.chat()
    other, theirs = await world.chat()
    mine, not_mine = (await world.said(chat))[0], (await world.said(theirs))[0]

    async def give(visitor_id: str, message_id: str) -> object:
        return await feedback.give_feedback(
            world.desk,
            visitor_id=visitor_id,
            conversation_id=chat,
            message_id=message_id,
            helpful=True,
        )

    with pytest.raises(Invalid):
        await give(visitor.id, mine.id)
    with pytest.raises(NotFound):
        await give(visitor.id, not_mine.id)
    with pytest.raises(NotFound):
        await give(other.id, mine.id)


@pytest.mark.parametrize("score", [0, 6, -1, True])
async def test_a_score_out_of_range_is_refused(score: int) -> None:
    """One to five."""
    world = World()
    visitor, chat = await world.chat()
    with pytest.raises(Invalid):
        await feedback.give_csat(world.desk, visitor_id=visitor.id, conversation_id=chat, score=score)


async def test_an_endless_comment_is_refused() -> None:
    """Comments have the size of messages."""
    world = World()
    visitor, chat = await world.chat()
    with pytest.raises(TooLarge):
        await feedback.give_csat(
            world.desk, visitor_id=visitor.id, conversation_id=chat, score=3, comment="x" * 4001
        )
