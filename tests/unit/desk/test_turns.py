"""The bot's turns: owed until answered, answered once, dropped when late."""

from dataclasses import replace

from handoff.desk.bot import turns
from handoff.desk.ownership import handoff
from handoff.desk.queueing import queue
from handoff.domain.bot.turn import BotMessage, BotReply, HandoffRequest, Heard, TurnOutcome
from handoff.domain.enums import EscalationReason, Owner, Priority
from handoff.domain.history.events import TurnDropped, TurnOwed
from tests.support.desks import World

HELLO = BotReply(messages=(BotMessage(text="hello"),))


async def test_a_question_is_owed_until_it_is_answered() -> None:
    """And the answer stands right behind it, in the customer's language."""
    world = World()
    _, chat = await world.chat(lang="fa")
    assert await world.owed() == [chat]
    turn = await world.turn(chat)
    assert (turn.after_seq, turn.upto_seq, turn.lang) == (0, 1, "fa")
    assert await turns.finish_turn(world.desk, turn, HELLO) is TurnOutcome.STORED
    assert await world.owed() == []
    assert await turns.begin_turn(world.desk, chat) is None
    assert [(m.seq, m.text, m.lang) for m in await world.said(chat)][-1] == (2, "hello", "fa")


async def test_what_comes_while_the_bot_thinks_is_answered_next() -> None:
    """Never skipped: the runner is woken again."""
    world = World()
    visitor, chat = await world.chat("first")
    turn = await world.turn(chat)
    await world.says(visitor, chat, "second")
    world.recorder.take()
    await turns.finish_turn(world.desk, turn, HELLO)
    assert TurnOwed(conversation_id=chat, epoch=1) in world.recorder.take()
    following = await world.turn(chat)
    assert [one.text for one in following.inputs] == ["second"]
    assert following.metadata["context"] == ["first"]


async def test_a_lost_turn_is_taken_up_by_another_process() -> None:
    """Within the lease nobody else has it; after it anybody may."""
    world = World()
    _, chat = await world.chat()
    assert await turns.begin_turn(world.desk, chat, worker="one") is not None
    assert await turns.begin_turn(world.desk, chat, worker="two") is None
    assert await world.owed() == []
    world.clock.forward(seconds=10)
    assert await world.owed() == [chat]
    assert await turns.begin_turn(world.desk, chat, worker="two") is not None


async def test_an_answer_after_a_person_came_is_dropped() -> None:
    """Law 2, and it is a fact that can be counted."""
    world = World()
    ana = await world.agent()
    _, chat = await world.chat()
    turn = await world.turn(chat)
    await queue.claim(world.desk, agent=ana, conversation_id=chat)
    world.recorder.take()
    assert await turns.finish_turn(world.desk, turn, HELLO) is TurnOutcome.DROPPED
    assert await turns.fail_turn(world.desk, turn, "timeout") is TurnOutcome.DROPPED
    dropped = TurnDropped(conversation_id=chat, epoch=1, upto_seq=1)
    assert world.recorder.take() == [dropped, dropped]
    await handoff.hand_back(world.desk, agent=ana, conversation_id=chat)
    assert await turns.finish_turn(world.desk, turn, HELLO) is TurnOutcome.DROPPED
    assert "hello" not in [m.text for m in await world.said(chat)]


async def test_words_and_handoff_are_one_transaction() -> None:
    """Law 7: the bot's last words, then the owner, then the truthful sentence."""
    world = World()
    await world.agent()
    _, chat = await world.chat("your lawyer will hear from me")
    request = HandoffRequest(
        reason=EscalationReason.SENSITIVE_TOPIC, priority=Priority.URGENT, evidence=("lawyer",)
    )
    reply = BotReply(messages=(BotMessage(text="One moment."),), handoff=request)
    assert await turns.finish_turn(world.desk, await world.turn(chat), reply) is TurnOutcome.STORED
    view = await world.view(chat)
    assert (view.owner, view.reason, view.priority) == (
        Owner.QUEUE,
        EscalationReason.SENSITIVE_TOPIC,
        Priority.URGENT,
    )
    assert [m.text for m in await world.said(chat)][1] == "One moment."
    assert await world.activities(chat) == ["queued"]


async def test_an_empty_answer_leads_to_a_person() -> None:
    """Law 6: silence is not an answer."""
    world = World()
    for reply in (BotReply(), BotReply(messages=(BotMessage(text=" "),))):
        _, chat = await world.chat()
        await turns.finish_turn(world.desk, await world.turn(chat), reply)
        assert (await world.view(chat)).reason is EscalationReason.NO_ANSWER


async def test_a_failed_turn_leads_to_a_person() -> None:
    """And the customer is told that the assistant is the reason."""
    world = World()
    await world.agent()
    _, chat = await world.chat()
    turn = await world.turn(chat)
    assert await turns.fail_turn(world.desk, turn, "timeout") is TurnOutcome.STORED
    assert (await world.view(chat)).reason is EscalationReason.BOT_UNAVAILABLE
    assert await world.activities(chat) == ["queued_bot_unavailable"]


async def test_nothing_is_owed_for_unknown_or_silent_conversations() -> None:
    """No turn for a chat that does not exist or where nothing was said."""
    world = World()
    _, chat = await world.chat(text=None)
    assert await turns.begin_turn(world.desk, chat) is None
    assert await turns.begin_turn(world.desk, "nobody") is None


async def test_a_turn_knows_the_bots_last_words() -> None:
    """They stand behind the message they answer, and count all the same."""
    world = World()
    visitor, chat = await world.chat("first")
    button = {"id": "human", "title": "A person"}
    await world.bot_says(chat, "nothing found", answer={"outcome": "no_answer"}, buttons=[button])
    await world.says(visitor, chat, "second")
    turn = await world.turn(chat)
    assert (turn.metadata["failed_answers"], turn.offered) == (1, True)
    await world.says(visitor, chat, "third, while the bot thinks")
    asks = BotReply(messages=(BotMessage(text="Which order?", payload={"asks": "order_number"}),))
    await turns.finish_turn(world.desk, turn, asks)
    assert (await world.turn(chat)).metadata["asks"] == "order_number"


async def test_what_was_heard_is_kept_with_the_end_of_the_turn() -> None:
    """Mood and language, also where the bot's words are dropped; the desk then speaks that language."""
    world = World()
    _, chat = await world.chat("Gdzie jest moja paczka?")
    turn = await world.turn(chat)
    heard = Heard(message_id=turn.inputs[0].message_id, mood=0.4, lang="pl")
    await turns.fail_turn(world.desk, replace(turn, heard=(heard,), lang="pl"), "gone")
    first, *_, last = await world.said(chat)
    assert (first.mood, first.lang, (await world.view(chat)).lang) == (0.4, "pl", "pl")
    assert "konsultant" in last.text

    _, chat = await world.chat("سلام، چراغم کجاست؟")
    turn = await world.turn(chat)
    heard = Heard(message_id=turn.inputs[0].message_id, mood=0.2, lang="fa")
    assert await turns.drop_turn(world.desk, replace(turn, heard=(heard,)), ()) is TurnOutcome.DROPPED
    kept = (await world.said(chat))[0]
    assert (kept.mood, kept.lang, (await world.view(chat)).lang) == (0.2, "fa", "fa")
