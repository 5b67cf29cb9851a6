"""Side questions: the bot answers what it surely knows while the customer's place in the queue is kept.

Nothing is owed here, because a person will come: nothing is leased, and what a crash swallows stays unsaid.
"""

from handoff.desk.bot.decisions import answers_of, log_decisions
from handoff.desk.bot.turns import BOT_AUTHOR, SESSION_MESSAGES, input_of, note_heard
from handoff.desk.context import Desk
from handoff.desk.ownership.handovers import leave_queue
from handoff.desk.words import say
from handoff.desk.work import Work, working
from handoff.domain.bot.aside import buttons_beside, may_answer, side_answer, side_memory
from handoff.domain.bot.turn import BotMessage, BotReply, Turn
from handoff.domain.briefing.bot_memory import remember
from handoff.domain.conversation.draft import Draft
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.message import Button, Message
from handoff.domain.enums import Owner
from handoff.domain.history.events import SideAsked


def ask_aside(work: Work, conversation: Conversation, message: Message) -> None:
    """Tell whoever answers side questions that a waiting customer has written."""
    if message.text and conversation.owner is Owner.QUEUE and work.policy.side_questions:
        asked = SideAsked(conversation_id=conversation.id, epoch=conversation.epoch, message_id=message.id)
        work.record([asked])


async def begin_aside(desk: Desk, asked: SideAsked) -> Turn | None:
    """The question as a turn of its own; None when the bot may not answer it any more."""
    async with desk.store.reading() as tx:
        conversation = await tx.conversations.get(asked.conversation_id)
        if conversation is None:
            return None
        said = await tx.messages.of(conversation.id, after=conversation.bot_since_seq, limit=SESSION_MESSAGES)
    question = next((message for message in said if message.id == asked.message_id), None)
    if question is None or not may_answer(conversation, asked.epoch, question.id, said, desk.clock()):
        return None
    memory = remember([message for message in said if message.seq < question.seq])
    return Turn(
        conversation_id=conversation.id,
        epoch=asked.epoch,
        sender=f"{conversation.id}-{asked.epoch}",
        after_seq=question.seq - 1,
        upto_seq=question.seq,
        lang=question.lang,
        inputs=(input_of(question),),
        metadata={"lang": question.lang, **side_memory(memory)},
    )


async def finish_aside(desk: Desk, turn: Turn, reply: BotReply | None) -> bool:
    """Say the answer, unless somebody took the conversation meanwhile; whether it was said.

    The fence stands in the same transaction: once a person has it, the bot is silent.
    """
    said = side_answer(reply)
    async with working(desk) as work:
        conversation = await work.conversation(turn.conversation_id)
        await note_heard(work, conversation, turn)
        messages = await work.tx.messages.of(conversation.id, after=conversation.bot_since_seq)
        if said is None or not may_answer(
            conversation, turn.epoch, turn.inputs[0].message_id, messages, work.at
        ):
            return False
        message = await _say_beside(work, conversation, turn, said)
        answers = answers_of(turn, BotReply(messages=(said,)), {id(said): message.id})
        await log_decisions(work, turn, (), answers, stored=True)
        return True


async def _say_beside(work: Work, conversation: Conversation, turn: Turn, said: BotMessage) -> Message:
    (question,) = turn.inputs
    intro = say("aside.intro", turn.lang)
    payload = {**said.payload, "aside": question.message_id, "asked": question.text}
    payload["buttons"] = buttons_beside(said)
    return await _say(work, conversation, turn.lang, f"{intro}\n\n{said.text}", payload)


async def press_beside(work: Work, conversation: Conversation, shown: Message, button: Button) -> None:
    """What a button means to somebody who waits: an answer that helped may make the wait needless."""
    if conversation.owner is not Owner.QUEUE:
        return
    if button.intent == "cancel_wait":
        await leave_queue(work, conversation)
    elif button.intent == "answer_helped" and "aside" in shown.payload:
        lang = conversation.lang
        leave = {"id": "cancel_wait", "title": say("choice.cancel_wait", lang), "intent": "cancel_wait"}
        await _say(work, conversation, lang, say("aside.helped", lang), {"buttons": [leave]})


async def _say(
    work: Work, conversation: Conversation, lang: str, text: str, payload: dict[str, object]
) -> Message:
    draft = Draft(
        id=work.desk.new_id(),
        author=BOT_AUTHOR,
        text=text,
        lang=lang,
        payload=payload,
        epoch=conversation.epoch,
        aside=True,
    )
    return await work.say(conversation, draft)
