"""What an agent says of one of the bot's answers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """Was the answer right for the question that was asked?"""

    RIGHT = "right"
    WRONG = "wrong"
    OTHER_CASE = "other_case"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerVerdict:
    """An agent's verdict on a bot's answer; `article_id` is the article that would have been right."""

    message_id: str
    conversation_id: str
    verdict: Verdict
    agent_id: str
    agent_name: str
    at: datetime
    article_id: str | None = None
