"""The one task an agent may leave to the bot when handing back: one turn, and then never again."""

from collections.abc import Mapping, Sequence

from handoff.domain.bot.task import task_of
from handoff.domain.bot.turn import BotMessage, BotReply, HandoffRequest, Turn, TurnInput
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.message import Message
from handoff.domain.enums import EscalationReason
from handoff.domain.errors import Invalid
from handoff.domain.policy import Policy

TASK = "task"


def checked_task(task: str | None, article_id: str | None, policy: Policy) -> str | None:
    """The task as it is kept; an article is named by its title, which the agents read."""
    text = (task or "").strip() or None
    if text is not None and len(text) > policy.max_message_chars:
        raise Invalid(f"A task has at most {policy.max_message_chars} characters.")
    if text is None and article_id is not None:
        raise Invalid("A task about an article names it.")
    return text


def task_input(conversation: Conversation, task: str, told: Message) -> TurnInput:
    """The task as the turn's one input, in the place of the message that told of the hand back.

    It counts as a choice, so that nobody reads the agent's words for the customer's mood or language; an
    article is chosen as if the customer had pressed its title.
    """
    kept = task_of(told)
    article = kept.choice if kept is not None else None
    return TurnInput(
        message_id=told.id,
        seq=told.seq,
        text=task,
        lang=conversation.lang,
        created_at=told.created_at,
        intent="ask_article" if article else None,
        choice=article or TASK,
    )


def reply_to_task(turn: Turn, reply: BotReply) -> BotReply:
    """A task that the bot cannot do goes back to people; their brief says which it was.

    The customer did not ask for it, so they hear neither that nothing was found nor a reason of theirs.
    """
    nothing_found = not _does(turn.inputs[0], reply.messages)
    if reply.handoff is None and reply.messages and not nothing_found:
        return reply
    wish = reply.handoff or HandoffRequest(reason=EscalationReason.NO_ANSWER)
    return BotReply(
        messages=() if nothing_found else reply.messages,
        handoff=HandoffRequest(
            reason=EscalationReason.NO_ANSWER, signals=wish.signals, evidence=wish.evidence
        ),
    )


def _does(task: TurnInput, messages: Sequence[BotMessage]) -> bool:
    """Whether this is more than "I found nothing"; of an article, that it is shown and no other."""
    if task.intent is None:
        return not any(_answer(said).get("outcome") == "no_answer" for said in messages)
    return any(
        _answer(said).get("outcome") == "answered" and f"article:{_first(said)}" == task.choice
        for said in messages
    )


def _answer(said: BotMessage) -> Mapping[str, object]:
    answer = said.payload.get("answer")
    return answer if isinstance(answer, Mapping) else {}


def _first(said: BotMessage) -> object:
    hits = _answer(said).get("hits")
    first = hits[0] if isinstance(hits, list | tuple) and hits else None
    return first.get("article_id") if isinstance(first, Mapping) else None
