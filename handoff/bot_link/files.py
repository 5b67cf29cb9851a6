"""What the bot does with files, which it cannot read: it answers the words beside them and says so."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from handoff.desk.words import say
from handoff.domain.bot.turn import BotMessage, BotReply, HandoffRequest, Turn
from handoff.domain.enums import EscalationReason

Ask = Callable[[Turn], Awaitable[BotReply | None]]


async def beside_files(turn: Turn, ask: Ask) -> BotReply | None:
    """The reply to the words of the turn; of files it tells once that they need a person, and then gets one.

    None where `ask` knows no answer.
    """
    files = [said.files for said in turn.inputs if said.files]
    if turn.task is not None or not files:
        return await ask(turn)
    words = tuple(said for said in turn.inputs if said.text)
    reply = await ask(replace(turn, inputs=words)) if words else BotReply()
    if reply is None or reply.handoff is not None:
        return reply
    if not turn.metadata.get("unread_files"):
        return replace(reply, messages=(*reply.messages, _told(turn.lang)))
    if words:
        return reply
    evidence = (", ".join(files),)
    return BotReply(handoff=HandoffRequest(reason=EscalationReason.COMPLEX, evidence=evidence))


def _told(lang: str) -> BotMessage:
    person = {"id": "human", "title": say("choice.ask_human", lang), "intent": "ask_human"}
    return BotMessage(text=say("files.unread", lang), payload={"buttons": [person], "unread_files": True})
