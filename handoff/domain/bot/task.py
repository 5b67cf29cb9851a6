"""The one task an agent may leave to the bot, as the message that told of the hand back keeps it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from handoff.domain.briefing.bot_memory import answer_of
from handoff.domain.conversation.message import Message, Payload, choice_of
from handoff.domain.enums import AuthorType

KEY = "task"
# An answer in another language comes behind a sentence that says so.
FIRST_WORDS = 2


class TaskOutcome(StrEnum):
    """How far the bot got: what the customer said of the answer, or what was said to them at most."""

    HELPED = "helped"
    REJECTED = "rejected"
    SHOWN = "shown"
    ASKED = "asked"
    NOT_DONE = "not_done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What the bot shall do, in the agent's words or by an article whose title is the text; told at `seq`."""

    text: str
    seq: int
    by: str
    article_id: str | None = None

    @property
    def choice(self) -> str | None:
        """The button that shows the article."""
        return f"article:{self.article_id}" if self.article_id else None


def task_payload(text: str, article_id: str | None) -> Payload:
    """What the message that tells of the hand back keeps; no customer reads it."""
    return {KEY: {"text": text, "article_id": article_id}}


def task_of(message: Message) -> Task | None:
    """The task that this message tells of, if it tells of one."""
    kept, params = message.payload.get(KEY), message.payload.get("params")
    if message.author.type is not AuthorType.SYSTEM or not isinstance(kept, Mapping):
        return None
    article = kept.get("article_id")
    return Task(
        text=str(kept.get("text")),
        seq=message.seq,
        by=str(params.get("agent", "")) if isinstance(params, Mapping) else "",
        article_id=article if isinstance(article, str) else None,
    )


def outcome_of(task: Task, session: Sequence[Message], *, turned_down: bool) -> TaskOutcome:
    """Read off the bot's session; `turned_down` where it ended because an answer did not help."""
    after = [message for message in session if message.seq > task.seq]
    spoken = [message for message in after if message.author.type is AuthorType.BOT]
    if not spoken:
        return TaskOutcome.NOT_DONE
    shown = next((one for one in spoken[:FIRST_WORDS] if answer_of(one).get("outcome") == "answered"), None)
    if shown is None:
        return TaskOutcome.ASKED
    choices = [choice_of(message) or {} for message in after]
    said = [choice.get("intent") for choice in choices if choice.get("message_id") == shown.id]
    if turned_down or "answer_rejected" in said:
        return TaskOutcome.REJECTED
    return TaskOutcome.HELPED if "answer_helped" in said else TaskOutcome.SHOWN
