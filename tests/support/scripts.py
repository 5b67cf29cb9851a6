"""A conversation written down line by line, without a desk."""

from handoff.domain.conversation.message import Author, Message, Payload
from handoff.domain.enums import AuthorType, MessageKind
from tests.support.desks import START

VISITOR, BOT = AuthorType.VISITOR, AuthorType.BOT


class Script:
    """Builds a conversation line by line."""

    def __init__(self) -> None:
        self.lines: list[Message] = []

    def add(
        self,
        author: AuthorType,
        text: str,
        payload: Payload | None = None,
        mood: float | None = None,
        kind: MessageKind = MessageKind.TEXT,
    ) -> Message:
        seq = len(self.lines) + 1
        message = Message(
            id=f"m{seq}",
            conversation_id="c",
            seq=seq,
            author=Author(type=author, id=None if author is BOT else author.value),
            kind=kind,
            text=text,
            lang="en",
            created_at=START,
            payload=payload or {},
            mood=mood,
        )
        self.lines.append(message)
        return message

    def answer(self, article: str, outcome: str = "answered") -> Message:
        hit = {"article_id": article, "title": f"About {article}", "score": 0.8, "url": f"/{article}"}
        return self.add(BOT, "Try this.", {"answer": {"outcome": outcome, "hits": [hit]}})

    def choose(self, shown: Message, intent: str) -> Message:
        return self.add(VISITOR, intent, {"choice": {"message_id": shown.id, "intent": intent}})
