"""Messages and answers on the wire, for either side."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from handoff.domain.bot.task import task_of
from handoff.domain.bot.verdict import AnswerVerdict, Verdict
from handoff.domain.conversation.attachment import attachments_in
from handoff.domain.conversation.message import Message, buttons_of, choice_of
from handoff.domain.conversation.visit import visit_of
from handoff.wire.base import AuthorOut, Time, Wire, author_out


class MessageOut(Wire):
    """One line of a conversation."""

    id: str
    conversation_id: str
    seq: int
    client_message_id: str | None
    author: AuthorOut
    kind: str
    text: str
    payload: dict[str, Any]
    lang: str
    created_at: Time


class AgentMessageOut(MessageOut):
    """One line of a conversation, with what only agents may know of it."""

    mood: float | None = None


class VerdictAgentOut(Wire):
    """Who judged, by the name that they had then."""

    id: str
    name: str


class VerdictOut(Wire):
    """What an agent said of one of the bot's answers."""

    message_id: str
    verdict: Verdict
    article_id: str | None
    agent: VerdictAgentOut
    at: Time


def visitor_message(message: Message) -> MessageOut:
    """A message for the visitor namespace; the caller has already left notes out."""
    return MessageOut(**_common(message), payload=_visitor_payload(message))


def agent_message(message: Message) -> AgentMessageOut:
    """A message for the agent namespace."""
    return AgentMessageOut(**_common(message), payload=_agent_payload(message), mood=message.mood)


def verdict_out(verdict: AnswerVerdict) -> VerdictOut:
    """A verdict for agents."""
    return VerdictOut(
        message_id=verdict.message_id,
        verdict=verdict.verdict,
        article_id=verdict.article_id,
        agent=VerdictAgentOut(id=verdict.agent_id, name=verdict.agent_name),
        at=verdict.at,
    )


def article_page(lang: str, slug: str) -> str:
    """The path of a published article's public page."""
    return f"/help/{quote(lang)}/{quote(slug)}"


_HIT_FOR_VISITORS = ("article_id", "slug", "title", "url", "lang", "checked_at")


_ANSWER_FOR_VISITORS = ("outcome", "ask", "quote", "passage", "heading")


_FILE = ("id", "name", "type", "size", "width", "height")


_HIT_FOR_AGENTS = (*_HIT_FOR_VISITORS, "score", "probability")


def _common(message: Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "conversation_id": message.conversation_id,
        "seq": message.seq,
        "client_message_id": message.client_message_id,
        "author": author_out(message.author),
        "kind": message.kind.value,
        "text": message.text,
        "lang": message.lang,
        "created_at": message.created_at,
    }


def _visitor_payload(message: Message) -> dict[str, Any]:
    return _payload(message, answer=_ANSWER_FOR_VISITORS, hit=_HIT_FOR_VISITORS)


def _agent_payload(message: Message) -> dict[str, Any]:
    payload = _payload(message, answer=(*_ANSWER_FOR_VISITORS, "query", "probability"), hit=_HIT_FOR_AGENTS)
    if isinstance(mentions := message.payload.get("mentions"), Sequence):
        payload["mentions"] = [_some(item, ("id", "name")) for item in mentions if isinstance(item, Mapping)]
    if visit := visit_of(message):
        payload["visit"] = dict(visit)
    if task := task_of(message):
        payload["task"] = {"text": task.text, "article_id": task.article_id}
    return payload


def _payload(message: Message, *, answer: Sequence[str], hit: Sequence[str]) -> dict[str, Any]:
    """Only what is named here leaves the server; everything else a payload holds stays."""
    payload: dict[str, Any] = {}
    if buttons := buttons_of(message):
        payload["buttons"] = [{"id": button.id, "title": button.title} for button in buttons]
    if isinstance(found := message.payload.get("answer"), Mapping):
        payload["answer"] = {**_some(found, answer), "hits": _hits(found.get("hits"), hit)}
    if isinstance(aside := message.payload.get("aside"), str):
        payload["aside"] = aside
    if files := attachments_in(message.payload):
        payload["attachments"] = [_some(file, _FILE) for file in files]
    if message.payload.get("markdown") is True:
        payload["markdown"] = True
    if isinstance(asked := message.payload.get("asked"), str):
        payload["asked"] = asked
    if isinstance(key := message.payload.get("key"), str):
        payload["key"] = key
        payload["params"] = dict(_mapping(message.payload.get("params")))
    if choice := choice_of(message):
        payload["choice"] = _some(choice, ("message_id", "button_id"))
    return payload


def _hits(hits: object, names: Sequence[str]) -> list[dict[str, Any]]:
    if not isinstance(hits, Sequence) or isinstance(hits, str):
        return []
    return [{**_some(item, names), "url": _link(item)} for item in hits if isinstance(item, Mapping)]


def _link(hit: Mapping[str, Any]) -> str | None:
    """Where the customer can read the whole article."""
    url, lang, slug = hit.get("url"), hit.get("lang"), hit.get("slug")
    if isinstance(url, str) and url:
        return url
    return article_page(lang, slug) if isinstance(lang, str) and isinstance(slug, str) else None


def _some(mapping: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: mapping[name] for name in names if name in mapping}


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
