"""What the bot is told about the conversation so far, read from the messages of its present session."""

from collections.abc import Mapping, Sequence

from handoff.domain.conversation.message import Message, buttons_of, choice_of
from handoff.domain.enums import AuthorType, MessageKind

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


def offers_person(messages: Sequence[Message]) -> bool:
    """Whether the bot's last words were the offer of a person: it found nothing, or put a handoff off."""
    last = next((one for one in reversed(messages) if one.author.type is AuthorType.BOT), None)
    if last is None or not any(button.intent == "ask_human" for button in buttons_of(last)):
        return False
    return answer_of(last).get("outcome") in (None, "no_answer")


def remember(messages: Sequence[Message]) -> dict[str, object]:
    """The small metadata of a turn; `messages` are those of the bot's session before the turn's inputs.

    `last_answer` names what was quoted last, `repeated` what was just said to be all there is, `offered` the
    titles of the last "did you mean".
    `failed_answers` and `rejected` count in a row, a second "did you mean" as a failure: an answer ends the
    first, a "that helped" both. `asks` is the detail that a form waits for; `unread_files` says that the bot
    has told that it reads none.
    """
    failed = rejected = turns = 0
    rejection_counted = asked_back = unread_files = False
    asks: object = None
    shown: list[str] = []
    answered: dict[str, object] = {}
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
            unread_files = unread_files or message.payload.get("unread_files") is True
        answered |= _last_answer(message.payload) if message.author.type is AuthorType.BOT else {}
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
        if message.author.type is AuthorType.VISITOR and message.kind is MessageKind.TEXT and message.text
    ]
    memory: dict[str, object] = {
        "failed_answers": failed,
        "rejected": rejected,
        "turns": turns,
        "context": said[-CONTEXT_TEXTS:],
        "shown": list(dict.fromkeys(shown))[-SHOWN_ARTICLES:],
    }
    known = {**answered, "asks": asks, "unread_files": unread_files}
    return memory | {name: value for name, value in known.items() if value}


def after_answer(
    memory: Mapping[str, object], question: str, payloads: Sequence[Mapping[str, object]]
) -> dict[str, object]:
    """The memory for the next question of the same turn: what was asked and what was just answered."""
    context, shown = _texts(memory.get("context")), _texts(memory.get("shown"))
    known = {**memory, "context": [*context, question][-CONTEXT_TEXTS:]}
    for payload in payloads:
        known |= {**_last_answer(payload), "asks": payload.get("asks")}
        if _outcome(payload) == "no_answer":
            known["failed_answers"] = _count(known.get("failed_answers")) + 1
        if (shown_now := _shown_first(payload)) is not None:
            shown = [*(one for one in shown if one != shown_now), shown_now]
    return {**known, "shown": shown[-SHOWN_ARTICLES:]}


def _outcome(payload: Mapping[str, object]) -> object:
    answer = payload.get("answer")
    return answer.get("outcome") if isinstance(answer, Mapping) else None


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0


def _last_answer(payload: Mapping[str, object]) -> dict[str, object]:
    """What was quoted last, what was said to be all there is, and the titles that may be picked now."""
    answer = payload.get("answer")
    if not isinstance(answer, Mapping):
        return {}
    answered = answer.get("outcome") == "answered"
    found: dict[str, object] = {"repeated": answer.get("repeated"), "offered": []}
    if answered:
        return {**found, "last_answer": answer.get("said")}
    return {**found, "offered": _titles(payload.get("buttons"))}


def _titles(buttons: object) -> list[dict[str, str]]:
    listed = buttons if isinstance(buttons, list | tuple) else ()
    return [
        {"id": str(button["id"]), "title": str(button.get("title"))}
        for button in listed
        if isinstance(button, Mapping) and str(button.get("id")).startswith("article:")
    ]


def _shown_first(payload: Mapping[str, object]) -> str | None:
    answer = payload.get("answer")
    if not isinstance(answer, Mapping) or answer.get("outcome") != "answered":
        return None
    hits = answer.get("hits")
    first = hits[0] if isinstance(hits, list | tuple) and hits else None
    return str(first["article_id"]) if isinstance(first, Mapping) and "article_id" in first else None


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list | tuple) else []
