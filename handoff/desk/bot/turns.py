"""The bot's turns: rows that survive a crash, fenced by epoch and cursor."""

import logging
from collections.abc import Sequence

from handoff.desk.bot.decisions import answers_of, log_decisions
from handoff.desk.bot.facts import ask_for_facts
from handoff.desk.context import Desk
from handoff.desk.ownership.handovers import into_queue
from handoff.desk.ownership.tasks import reply_to_task, task_input
from handoff.desk.timing.promise_notes import note_promises
from handoff.desk.work import Work, working
from handoff.domain.bot.decision import Decided
from handoff.domain.bot.turn import BotMessage, BotReply, HandoffRequest, Turn, TurnInput, TurnOutcome
from handoff.domain.briefing.bot_memory import answer_of, offers_person, remember
from handoff.domain.briefing.goal import said_by_visitor
from handoff.domain.conversation.attachment import names_in
from handoff.domain.conversation.draft import Draft
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.message import Author, Message, choice_of
from handoff.domain.enums import AuthorType, EscalationReason, MessageKind, Owner
from handoff.domain.history.events import TurnDropped
from handoff.domain.languages import spoken

log = logging.getLogger(__name__)

SESSION_MESSAGES = 200
LINES_BEFORE = 12
BOT_AUTHOR = Author(type=AuthorType.BOT)


async def take_owed_turns(desk: Desk, *, worker: str = "", limit: int = 100) -> list[str]:
    """Lease turns that are owed and that nobody is at; what one worker takes, no other is given.

    A worker that dies with a lease keeps it from the others no longer than the lease lasts.
    """
    at = desk.clock()
    async with desk.store.reading() as tx:
        if not await tx.turns.owed(at, 1):
            return []
    async with desk.store.transaction() as tx:
        return await tx.turns.take_owed(worker, at, at + desk.policy.turn_lease, limit)


async def begin_turn(desk: Desk, conversation_id: str, *, worker: str = "") -> Turn | None:
    """Take the owed turn for a while; None when nothing is owed or another worker has it.

    Several processes name themselves by `worker`; the same worker may begin again. The lease only saves
    work: what keeps a customer from two answers is the fence in `finish_turn`.
    """
    at = desk.clock()
    async with desk.store.transaction() as tx:
        if not await tx.turns.lease(conversation_id, worker, at, at + desk.policy.turn_lease):
            return None
        conversation = await tx.conversations.get(conversation_id)
        assert conversation is not None
        since = conversation.bot_since_seq
        messages = await tx.messages.of(conversation_id, after=since, limit=SESSION_MESSAGES)
    return _turn(conversation, messages)


def _turn(conversation: Conversation, messages: list[Message]) -> Turn:
    cursor, task = conversation.bot_cursor, conversation.owed_task
    inputs: tuple[TurnInput, ...]
    new = [message for message in messages if message.seq > cursor]
    # The bot's last words come behind the message they answer, and may come behind a newer one.
    known = [one for one in messages if one.seq <= cursor or one.author.type is not AuthorType.VISITOR]
    memory = remember(known)
    if conversation.task:
        memory["task"] = conversation.task
    if task is not None:  # what the customer has said since then is owed after it
        inputs, upto_seq = (task_input(conversation, task, new[0]),), new[0].seq
        if inputs[0].intent:
            memory["choice"] = inputs[0].choice
    else:
        asked = [m for m in new if m.author.type is AuthorType.VISITOR and m.kind is MessageKind.TEXT]
        inputs, upto_seq = tuple(input_of(message) for message in asked), conversation.last_visitor_seq
        if inputs and inputs[-1].choice:
            memory["choice"] = inputs[-1].choice
        if about := _about(asked, messages):
            memory["about"] = about
    return Turn(
        conversation_id=conversation.id,
        epoch=conversation.epoch,
        sender=f"{conversation.id}-{conversation.epoch}",
        after_seq=cursor,
        upto_seq=upto_seq,
        lang=conversation.lang,
        before=tuple(input_of(m) for m in said_by_visitor(messages) if m.seq <= cursor)[-LINES_BEFORE:],
        deferred=conversation.deferred,
        offered=offers_person(known),
        task=task,
        inputs=inputs,
        metadata={"lang": conversation.lang, **memory},
    )


def _about(asked: list[Message], messages: list[Message]) -> str | None:
    """The question that was answered by the message whose button was pressed last."""
    pressed = (choice_of(asked[-1]) or {}).get("message_id") if asked else None
    answered = next((message for message in messages if pressed and message.id == pressed), None)
    query = answer_of(answered).get("query") if answered else None
    return query if isinstance(query, str) else None


def input_of(message: Message) -> TurnInput:
    choice = choice_of(message) or {}
    intent, text, button_id = choice.get("intent"), choice.get("text"), choice.get("button_id")
    return TurnInput(
        message_id=message.id,
        seq=message.seq,
        text=text if isinstance(text, str) else message.text,
        lang=message.lang,
        created_at=message.created_at,
        intent=intent if isinstance(intent, str) else None,
        choice=button_id if isinstance(button_id, str) else None,
        files=names_in(message.payload),
    )


async def keep_turn(desk: Desk, conversation_id: str, *, worker: str = "") -> bool:
    """Hold a turn that takes long for another while, so that no other worker begins it, too.

    Only what is held is held on to: once the turn has ended, the next may be anybody's.
    """
    until = desk.clock() + desk.policy.turn_lease
    async with desk.store.transaction() as tx:
        return await tx.turns.renew_lease(conversation_id, worker, until)


async def finish_turn(
    desk: Desk, turn: Turn, reply: BotReply, decided: Sequence[Decided] = ()
) -> TurnOutcome:
    """Store the bot's words, any handoff and what was decided in one transaction.

    If the epoch moved, the words are dropped, and only the log of decisions hears of them.
    """
    async with working(desk) as work:
        conversation = await _fenced(work, turn)
        if conversation is None:
            await log_decisions(work, turn, decided, answers_of(turn, reply, {}), stored=False)
            return TurnOutcome.DROPPED
        told = reply_to_task(turn, reply) if turn.task is not None else reply
        ids = await _speak(work, conversation, turn, told.messages)
        put_off = told.put_off if told.handoff is None else None
        if put_off is not None:
            await ask_for_facts(work, conversation, turn, put_off)
        deferred = put_off.reason if put_off is not None else None
        work.record(
            conversation.finish_turn(
                upto_seq=turn.upto_seq, at=work.at, policy=work.policy, deferred=deferred
            )
        )
        silent = None if ids or put_off else HandoffRequest(reason=EscalationReason.NO_ANSWER)
        if request := told.handoff or silent:
            await into_queue(work, conversation, request)
        await log_decisions(work, turn, decided, answers_of(turn, reply, ids), stored=True)
        return TurnOutcome.STORED


async def fail_turn(desk: Desk, turn: Turn, reason: str, decided: Sequence[Decided] = ()) -> TurnOutcome:
    """The bot could not answer: a person will (bot_unavailable)."""
    async with working(desk) as work:
        conversation = await _fenced(work, turn)
        await log_decisions(work, turn, decided, stored=conversation is not None)
        if conversation is None:
            return TurnOutcome.DROPPED
        request = HandoffRequest(reason=EscalationReason.BOT_UNAVAILABLE, signals={"cause": reason})
        await into_queue(work, conversation, request)
        return TurnOutcome.STORED


async def drop_turn(desk: Desk, turn: Turn, decided: Sequence[Decided]) -> TurnOutcome:
    """Somebody else has the conversation: nothing is said, and the log keeps what had been decided."""
    async with working(desk) as work:
        await note_heard(work, await work.conversation(turn.conversation_id), turn)
        await log_decisions(work, turn, decided, stored=False)
    return TurnOutcome.DROPPED


async def _speak(
    work: Work, conversation: Conversation, turn: Turn, messages: Sequence[BotMessage]
) -> dict[int, str]:
    """Put the bot's words into the conversation; the stored messages' ids by the `id()` of what was said."""
    ids = {}
    for said in messages:
        if not (said.text.strip() or said.payload):
            continue
        draft = Draft(
            id=work.desk.new_id(),
            author=BOT_AUTHOR,
            text=said.text,
            lang=turn.lang,
            payload=said.payload,
            epoch=turn.epoch,
        )
        await note_promises(work, conversation, await work.say(conversation, draft))
        ids[id(said)] = draft.id
    return ids


async def note_heard(work: Work, conversation: Conversation, turn: Turn) -> None:
    """Keep how the customer's messages sounded, and their language, which is then the conversation's."""
    for heard in turn.heard:
        lang = work.policy.languages.answering(heard.lang)
        await work.tx.messages.assess(heard.message_id, heard.mood, spoken(heard.lang) or lang)
        work.record(conversation.speak(lang, at=work.at))


async def _fenced(work: Work, turn: Turn) -> Conversation | None:
    """The conversation if it stands where the turn began; else the turn is dropped and said to be."""
    conversation = await work.conversation(turn.conversation_id)
    await note_heard(work, conversation, turn)
    same = conversation.epoch == turn.epoch and conversation.bot_cursor == turn.after_seq
    if same and conversation.owner is Owner.BOT:
        await work.tx.turns.drop_lease(conversation.id)
        return conversation
    log.info("A late turn of epoch %s was dropped in conversation %s", turn.epoch, conversation.id)
    work.record([TurnDropped(conversation_id=conversation.id, epoch=turn.epoch, upto_seq=turn.upto_seq)])
    return None
