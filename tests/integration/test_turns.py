"""Every turn ends with the bot's words or with a person, whatever happens to the bot."""

import asyncio
from pathlib import Path

from handoff.bot_link.client import BotUnavailable
from handoff.bot_link.rasa_process import BotStatus
from handoff.desk.conversation import conversations, messages
from handoff.desk.identity import people
from handoff.domain.bot.turn import BotMessage, BotReply, HandoffRequest, Turn
from handoff.domain.enums import EscalationReason, Owner
from handoff.domain.identity.people import visitor_actor
from tests.support.clients import Visitor, console, visitor
from tests.support.desk_app import DeskApp, desk_app
from tests.support.waiting import eventually


async def goes_to_a_person(client: Visitor, reason: str) -> None:
    """The customer is told, and the conversation waits in the queue for this reason."""
    heard = await client.hears("conversation.updated", lambda data: data["conversation"]["owner"] == "queue")
    assert heard["conversation"]["reason"] == reason
    await client.hears("message.new", lambda data: data["message"]["kind"] == "activity")


async def test_an_angry_message_never_reaches_the_bot(app: DeskApp) -> None:
    """Assessed first: the queue, with the signals in the brief, and no turn for Rasa."""
    agent = await app.add("Ana")
    async with visitor(app) as client, console(app, agent) as ana:
        await client.says("I am furious!")
        await goes_to_a_person(client, "frustrated")
        assert app.bot.turns == []
        opened = await ana.ok("conversation.open", conversation_id=client.conversation_id)
        assert {signal["name"]: signal["value"] for signal in opened["brief"]["signals"]}["anger"] == 0.9
        assert opened["messages"][0]["mood"] == -0.9


async def test_the_words_before_the_handoff_are_told_beside_the_first_question(app: DeskApp) -> None:
    """The goal stays what was asked first; what called for a person is another matter."""
    agent = await app.add("Ana")
    async with visitor(app) as client, console(app, agent) as ana:
        await client.says("How long does delivery take?")
        await client.hears("message.new", lambda data: data["message"]["author"]["type"] == "bot")
        await client.says("I am furious!")
        await goes_to_a_person(client, "frustrated")
        opened = await ana.ok("conversation.open", conversation_id=client.conversation_id)
        brief = opened["brief"]
        assert brief["goal"] == {"text": "How long does delivery take?", "seq": 1}
        assert brief["said_last"] == {"text": "I am furious!", "seq": brief["reason_seq"]}


async def test_anger_is_noticed_while_the_bot_is_down(app: DeskApp) -> None:
    """The reason is the customer's, not the bot's failure."""
    app.status[0] = BotStatus.DOWN
    async with visitor(app) as client:
        await client.says("I am furious!")
        await goes_to_a_person(client, "frustrated")


async def test_a_bot_that_is_down_means_a_person_at_once(app: DeskApp) -> None:
    """No waiting, and the truth."""
    app.status[0] = BotStatus.DOWN
    async with visitor(app) as client:
        await client.says("Where is my parcel?")
        await goes_to_a_person(client, "bot_unavailable")
        assert app.bot.turns == []


async def test_a_starting_bot_answers_what_was_kept(app: DeskApp) -> None:
    """The message is kept and answered as soon as the bot is ready."""
    app.status[0] = BotStatus.STARTING
    async with visitor(app) as client:
        await client.says("Where is my parcel?")
        await client.hears("typing", lambda data: data["on"])
        assert app.bot.turns == []
        app.status[0] = BotStatus.READY
        await client.hears("message.new", lambda data: data["message"]["author"]["type"] == "bot")


async def test_patience_with_a_starting_bot_ends(tmp_path: Path) -> None:
    """After the set time the message goes to a person."""
    async with desk_app(tmp_path, bot_patience_seconds=0.3) as app:
        app.status[0] = BotStatus.STARTING
        async with visitor(app) as client:
            await client.says("Where is my parcel?")
            await goes_to_a_person(client, "bot_unavailable")


async def test_asking_for_a_person_ends_the_wait_for_the_bot(app: DeskApp) -> None:
    """No typing bot beside a person, and no late answer."""
    app.status[0] = BotStatus.STARTING
    async with visitor(app) as client:
        await client.says("Where is my parcel?")
        await client.hears("typing", lambda data: data["on"])
        await client.asks_for_a_person()
        await client.hears("typing", lambda data: not data["on"])
        app.status[0] = BotStatus.READY
        await client.says("Anybody there?")
        assert app.bot.turns == []


async def test_a_reply_that_comes_after_a_person_is_dropped(app: DeskApp) -> None:
    """Law 2: the epoch moved while the bot was thinking."""
    agent = await app.add("Ana")
    app.bot.hold()
    async with visitor(app) as client, console(app, agent) as ana:
        await client.says("Where is my parcel?")
        await eventually(lambda: app.bot.turns)
        await ana.ok("conversation.claim", conversation_id=client.conversation_id)
        app.bot.release()
        await ana.say(client.conversation_id, "I am here")
        await client.hears("message.new", lambda data: data["message"]["text"] == "I am here")
        opened = await client.open(conversation_id=client.conversation_id)
        assert not [message for message in opened["messages"] if message["author"]["type"] == "bot"]


async def test_words_said_while_the_bot_thinks_are_not_lost(app: DeskApp) -> None:
    """One turn at a time: the second message is the next turn."""
    app.bot.hold()
    async with visitor(app) as client:
        await client.says("first")
        await eventually(lambda: app.bot.turns)
        await client.says("second")
        await client.says("third")
        app.bot.release()
        await client.hears("message.new", lambda data: data["message"]["text"] == "You said: third")
        assert [[said.text for said in turn.inputs] for turn in app.bot.turns] == [
            ["first"],
            ["second", "third"],
        ]


async def test_conversations_do_not_wait_for_each_other(app: DeskApp) -> None:
    """Two turns are under way at once."""
    app.bot.hold()
    async with visitor(app) as one, visitor(app) as two:
        await one.says("one")
        await two.says("two")
        await eventually(lambda: len(app.bot.turns) == 2)
        app.bot.release()
        await one.hears("message.new", lambda data: data["message"]["text"] == "You said: one")
        await two.hears("message.new", lambda data: data["message"]["text"] == "You said: two")


async def test_a_failing_bot_means_a_person(app: DeskApp) -> None:
    """Unavailable, broken or silent: each ends in the queue with a word to the customer."""

    def unavailable(turn: Turn) -> BotReply:
        raise BotUnavailable("killed")

    def broken(turn: Turn) -> BotReply:
        raise RuntimeError("a bug")

    def silent(turn: Turn) -> BotReply:
        return BotReply()

    for script, reason in (
        (unavailable, "bot_unavailable"),
        (broken, "bot_unavailable"),
        (silent, "no_answer"),
    ):
        app.bot.script = script
        async with visitor(app) as client:
            await client.says("Where is my parcel?")
            await goes_to_a_person(client, reason)


async def test_a_broken_assessor_means_a_person(app: DeskApp) -> None:
    """Nothing is silent, not even a bug before the bot is asked."""
    async with visitor(app) as client:
        await client.says("break the assessor")
        await goes_to_a_person(client, "bot_unavailable")


async def test_the_bots_own_handoff_comes_with_its_words(app: DeskApp) -> None:
    """Law 7: words and change of owner in one transaction."""
    wish = HandoffRequest(reason=EscalationReason.NEGATIVE_FEEDBACK, signals={"rejected": 2})
    app.bot.script = lambda turn: BotReply(messages=(BotMessage(text="Let me get help."),), handoff=wish)
    async with visitor(app) as client:
        await client.says("Not what I meant")
        await goes_to_a_person(client, "negative_feedback")
        assert client.texts()[1] == "Let me get help."


async def test_a_turn_lost_by_a_crash_is_taken_up_at_the_next_start(tmp_path: Path) -> None:
    """The debt is a fact of the database, not of a process."""
    async with desk_app(tmp_path) as app:
        await app.runner.close()
        visitor_ = await people.create_visitor(app.desk, locale="en")
        opened = await conversations.open_conversation(app.desk, visitor_id=visitor_.id)
        await messages.send_message(
            app.desk,
            actor=visitor_actor(visitor_.id),
            conversation_id=opened.conversation.id,
            client_message_id="one",
            text="Are you there?",
        )
        assert app.bot.turns == []
    async with desk_app(tmp_path) as app:

        async def answered() -> bool:
            view = await conversations.get_view(app.desk, conversation_id=opened.conversation.id)
            return view.head_seq == 2 and view.owner is Owner.BOT

        await eventually(answered)
        async with app.desk.store.reading() as tx:
            assert await tx.turns.owed(app.desk.clock(), 1) == []


async def test_many_turns_at_once_all_end(app: DeskApp) -> None:
    """More conversations than slots: each gets its own answer, once."""
    visitors = [await people.create_visitor(app.desk, locale="en") for _ in range(20)]
    opened = [await conversations.open_conversation(app.desk, visitor_id=one.id) for one in visitors]

    async def ask(number: int) -> None:
        await messages.send_message(
            app.desk,
            actor=visitor_actor(visitors[number].id),
            conversation_id=opened[number].conversation.id,
            client_message_id="one",
            text=f"question {number}",
        )

    await asyncio.gather(*(ask(number) for number in range(20)))

    async def all_answered() -> bool:
        heads = await conversations.head(app.desk, [one.conversation.id for one in opened])
        return set(heads.values()) == {2}

    await eventually(all_answered, timeout=30)
    assert len(app.bot.turns) == 20
