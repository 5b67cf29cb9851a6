"""What the customer wants, in their own words: nothing here writes a sentence of its own."""

import re
from collections.abc import Sequence

from handoff.domain.conversation.message import Message, choice_of
from handoff.domain.enums import AuthorType, MessageKind

GOAL_CHARS = 240
SMALL_TALK = re.compile(
    r"^\W*(?:hi|hello|hey|good (?:morning|day|afternoon|evening)|thanks?(?: you)?|ok(?:ay)?|yes|no|bye"
    r"|cze[sś][cć]|hej|witam|dzie[nń] dobry|dobry wiecz[oó]r|dzi[eę]ki|dzi[eę]kuj[eę]|tak|nie"
    r"|سلام|درود|ممنون|متشکرم|مرسی|بله|نه|خداحافظ)\b",
    re.IGNORECASE,
)
WANTS_PERSON = re.compile(
    r"\b(?:human|agent|person|someone|somebody|operator|representative|konsultant\w*|cz[lł]owiek\w*"
    r"|pracownik\w*)\b|انسان|اپراتور|پشتیبان|کارشناس|یک نفر|آدم",
    re.IGNORECASE,
)
SHORT_WORDS = 3
REQUEST_WORDS = 9


def said_by_visitor(messages: Sequence[Message]) -> list[Message]:
    """What the customer typed, without pressed buttons and files without a word."""
    return [
        message
        for message in messages
        if message.author.type is AuthorType.VISITOR
        and message.kind is MessageKind.TEXT
        and choice_of(message) is None
        and message.text
    ]


def is_substantive(text: str) -> bool:
    """Whether a text says what it is about: not a greeting, a thank-you or only the wish for a person."""
    words = len(text.split())
    if words <= REQUEST_WORDS and WANTS_PERSON.search(text):
        return False
    greeting = SMALL_TALK.match(text)
    if greeting is None:
        return words >= SHORT_WORDS or "?" in text or "؟" in text
    return len(text[greeting.end() :].split()) >= SHORT_WORDS


def goal_of(messages: Sequence[Message]) -> Message | None:
    """The first substantive message of the customer, else the longest one."""
    said = said_by_visitor(messages)
    first = next((message for message in said if is_substantive(message.text)), None)
    return first or max(said, key=lambda message: len(message.text), default=None)


def shortened(text: str, chars: int = GOAL_CHARS) -> str:
    """The text on one line, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= chars:
        return line
    return line[: chars - 1].rsplit(" ", 1)[0] + "…"
