"""Side answers: what the bot may still say while the customer waits for a person, and when."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from handoff.domain.bot.turn import BotMessage, BotReply
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.message import Message
from handoff.domain.enums import Owner

MOST = 3
WITHIN = timedelta(minutes=1)
KEPT_BUTTONS = ("helped", "not_meant")
FORGOTTEN = ("asks", "offered", "repeated", "failed_answers", "rejected", "turns")


def may_answer(
    conversation: Conversation, epoch: int, question_id: str, said: Sequence[Message], at: datetime
) -> bool:
    """Whether the customer still waits as they did, has no answer to this yet, and not too many lately."""
    if conversation.owner is not Owner.QUEUE or conversation.epoch != epoch:
        return False
    answers = [message for message in said if "aside" in message.payload]
    answered = any(message.payload["aside"] == question_id for message in answers)
    return not answered and sum(message.created_at > at - WITHIN for message in answers) < MOST


def side_memory(memory: Mapping[str, object]) -> dict[str, object]:
    """What the bot is told beside the question: no dialogue goes on here, and nothing leads to a person."""
    return {name: value for name, value in memory.items() if name not in FORGOTTEN}


def side_answer(reply: BotReply | None) -> BotMessage | None:
    """The one sure answer of a reply; None where it asks back, gives up, hands over or only chats."""
    if reply is None or reply.handoff is not None or reply.put_off is not None:
        return None
    return next((said for said in reply.messages if _outcome(said) == "answered"), None)


def buttons_beside(said: BotMessage) -> list[object]:
    """Its buttons without the way to a person, on which the customer is already."""
    found = said.payload.get("buttons")
    listed = found if isinstance(found, list | tuple) else ()
    return [one for one in listed if isinstance(one, Mapping) and one.get("id") in KEPT_BUTTONS]


def _outcome(said: BotMessage) -> object:
    answer = said.payload.get("answer")
    return answer.get("outcome") if isinstance(answer, Mapping) else None
