"""The one task an agent may leave to the bot when handing back: one turn, and then never again."""

from collections.abc import Mapping

from handoff.domain.conversation import Conversation
from handoff.domain.enums import EscalationReason
from handoff.domain.message import Message
from handoff.domain.turn import BotMessage, BotReply, HandoffRequest, TurnInput

TASK = "task"


def task_input(conversation: Conversation, task: str, told: Message) -> TurnInput:
    """The task as the turn's one input, in the place of the message that told of the hand back.

    It counts as a choice, so that nobody reads the agent's words for the customer's mood or language.
    """
    return TurnInput(
        message_id=told.id,
        seq=told.seq,
        text=task,
        lang=conversation.lang,
        created_at=told.created_at,
        choice=TASK,
    )


def reply_to_task(task: str, reply: BotReply) -> BotReply:
    """A task that the bot cannot do goes back to people, who read which it was.

    The customer did not ask for it, so they hear neither that nothing was found nor a reason of theirs.
    """
    nothing_found = any(_outcome(said) == "no_answer" for said in reply.messages)
    if reply.handoff is None and reply.messages and not nothing_found:
        return reply
    wish = reply.handoff or HandoffRequest(reason=EscalationReason.NO_ANSWER)
    return BotReply(
        messages=() if nothing_found else reply.messages,
        handoff=HandoffRequest(
            reason=EscalationReason.NO_ANSWER,
            signals=wish.signals,
            evidence=(evidence_of(task), *wish.evidence),
        ),
    )


def evidence_of(task: str) -> str:
    return f"task: {task}"


def _outcome(said: BotMessage) -> object:
    answer = said.payload.get("answer")
    return answer.get("outcome") if isinstance(answer, Mapping) else None
