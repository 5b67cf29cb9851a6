"""What an answer is made of: a question with what is known around it, and all that is said to it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

Custom = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One customer message with what the desk knows about the conversation before it.

    `last_answer` names what was quoted last, `repeated` the answer that was last said to be all there is,
    `about` the question whose answer a button was pressed under, `of_task` that an agent asked it in the
    customer's place, `during_task` that the bot was given the conversation to do such a task.
    """

    text: str
    lang: str = "en"
    context: Sequence[str] = ()
    shown: Sequence[str] = ()
    failed_answers: int = 0
    rejected: int = 0
    turns: int = 0
    choice: str | None = None
    last_answer: str | None = None
    repeated: str | None = None
    about: str | None = None
    of_task: bool = False
    during_task: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One bot message: its text and what the widget needs beside it."""

    text: str | None
    custom: Custom = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """All that the bot does with one message; `decision` tells the desk's log why it hands over."""

    messages: tuple[Said, ...]
    handoff: Custom | None = None
    decision: Custom | None = None


def handoff(reason: str, evidence: Sequence[str], **signals: float | str | bool) -> Custom:
    """What the desk needs to take a conversation over."""
    return {"reason": reason, "signals": dict(signals), "evidence": list(evidence)}
