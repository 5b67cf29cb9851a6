"""What the bot is told about the conversation so far, read from the messages of its present session."""

from collections.abc import Mapping, Sequence

from handoff.domain.enums import AuthorType, MessageKind
from handoff.domain.message import Message, choice_of

CONTEXT_TEXTS = 4
SHOWN_ARTICLES = 5


def answer_of(message: Message) -> Mapping[str, object]:
    """What a bot message says about the answer it holds; empty if it holds none."""
    answer = message.payload.get("answer")
    return answer if message.author.type is AuthorType.BOT and isinstance(answer, Mapping) else {}


def hits_of(message: Message) -> tuple[Mapping[str, object], ...]:
    """The articles a bot message showed, best first."""
    hits = answer_of(message).get("hits")
    return tuple(hit for hit in hits if isinstance(hit, Mapping)) if isinstance(hits, list | tuple) else ()


def remember(messages: Sequence[Message]) -> dict[str, object]:
    """The small metadata of a turn; `messages` are those of the bot's session before the turn's inputs.

    `failed_answers` and `rejected` count in a row, a second "did you mean" as a failure: an answer ends the
    first, a "that helped" both. `asks` is the detail that a form waits for.
    """
    failed = rejected = turns = 0
    rejection_counted = asked_back = False
    asks: object = None
    shown: list[str] = []
    for message in messages:
        if message.author.type is AuthorType.VISITOR:
            turns += 1
            intent = (choice_of(message) or {}).get("intent")
            rejection_counted = intent == "answer_rejected"
            rejected += rejection_counted
            if intent == "answer_helped":
                failed = rejected = 0
        elif message.author.type is AuthorType.BOT:
            asks = message.payload.get("asks")
        outcome = answer_of(message).get("outcome")
        if outcome == "answered":
            failed = 0
            shown += [str(hit["article_id"]) for hit in hits_of(message)[:1] if "article_id" in hit]
        elif outcome == "no_answer" or (outcome == "clarify" and asked_back):
            failed += 1
        elif outcome == "rejected" and not rejection_counted:
            rejected += 1
        if outcome is not None:
            asked_back = outcome == "clarify"
    said = [
        message.text
        for message in messages
        if message.author.type is AuthorType.VISITOR and message.kind is MessageKind.TEXT
    ]
    memory: dict[str, object] = {
        "failed_answers": failed,
        "rejected": rejected,
        "turns": turns,
        "context": said[-CONTEXT_TEXTS:],
        "shown": list(dict.fromkeys(shown))[-SHOWN_ARTICLES:],
    }
    return memory | {"asks": asks} if asks else memory
