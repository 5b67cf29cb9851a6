"""What leaves the server, as models: the same for HTTP and Socket.IO, one set for each side of the desk."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, PlainSerializer

from handoff.domain.brief import Brief
from handoff.domain.enums import Availability, ConversationState, EscalationReason, Owner, Priority, Role
from handoff.domain.message import Author, Message, buttons_of, choice_of
from handoff.domain.people import Agent
from handoff.domain.sla import ClockState, Sla, SlaClock
from handoff.domain.verdict import AnswerVerdict, Verdict
from handoff.domain.view import Colleague, ConversationView, Offered, QueuePlace

Time = Annotated[
    datetime,
    PlainSerializer(
        lambda value: value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        return_type=str,
    ),
]


class Wire(BaseModel):
    """A thing on the wire: frozen, and read straight from the domain's own values."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class AuthorOut(Wire):
    """Who wrote a message."""

    type: str
    id: str | None = None
    name: str | None = None


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


class QueueOut(Wire):
    """The place in the queue, a range of seconds (null: too little is known), the opening (null: open)."""

    position: int
    wait_seconds: tuple[int, int] | None
    opens_at: Time | None


class AgentRefOut(Wire):
    """The agent a customer talks to."""

    id: str
    name: str


class VerdictOut(Wire):
    """What an agent said of one of the bot's answers."""

    message_id: str
    verdict: Verdict
    article_id: str | None
    agent: AgentRefOut
    at: Time


class ConversationOut(Wire):
    """A conversation as its visitor sees it."""

    id: str
    owner: Owner
    epoch: int
    state: ConversationState
    lang: str
    priority: Priority
    reason: EscalationReason | None
    agent: AgentRefOut | None
    queue: QueueOut | None
    opened_at: Time
    waiting_since: Time | None
    resolved_at: Time | None
    head_seq: int
    tags: tuple[str, ...]
    csat: int | None
    csat_due: bool
    call_back: bool = False


class VisitorOut(Wire):
    """The customer of a conversation, as far as known."""

    id: str
    name: str | None
    email: str | None
    phone: str | None = None


class SlaClockOut(Wire):
    """One promise: `due_at` while it runs, `left_seconds` of business time while it rests."""

    state: ClockState
    target_seconds: int
    started_at: Time
    due_at: Time | None
    warn_at: Time | None
    left_seconds: int | None
    breached_at: Time | None
    ended_at: Time | None


class SlaOut(Wire):
    """The clocks of the latest stay with people; since the customer's first word, and since the handoff."""

    first_word_at: Time | None
    handed_off_at: Time | None
    first_response: SlaClockOut | None
    next_response: SlaClockOut | None
    resolution: SlaClockOut | None


class AgentConversationOut(ConversationOut):
    """A conversation as agents see it in a list or a header."""

    visitor: VisitorOut
    updated_at: Time
    deadline_at: Time | None
    resolve_reason: str | None
    task: str | None
    unread: int
    goal: str | None
    last_text: str | None
    sla: SlaOut | None
    snoozed_until: Time | None


class LineOut(Wire):
    """A sentence of the brief and the message it was read from."""

    text: str
    seq: int


class SignalOut(Wire):
    """Something that spoke for a handoff."""

    name: str
    value: Any
    seq: int


class FactOut(Wire):
    """A detail the customer gave."""

    name: str
    value: str
    seq: int


class BriefArticleOut(Wire):
    """An article the customer was shown, and what came of it."""

    id: str
    title: str
    url: str | None
    shown_at_seq: int
    seq: int
    score: float
    outcome: str


class MoodOut(Wire):
    """How one message sounded, from 0 (calm) to 1 (very upset)."""

    seq: int
    score: float


class HistoryOut(Wire):
    """One shortened line of what happened so far."""

    seq: int
    author: str
    text: str


class BriefOut(Wire):
    """What an agent sees first."""

    reason: EscalationReason | None
    reason_seq: int
    language: str
    signals: tuple[SignalOut, ...]
    evidence: tuple[LineOut, ...]
    goal: LineOut | None
    call_back: LineOut | None = None
    facts: tuple[FactOut, ...]
    articles: tuple[BriefArticleOut, ...]
    mood: tuple[MoodOut, ...]
    promises: tuple[LineOut, ...]
    suggested_replies: tuple[LineOut, ...]
    history: tuple[HistoryOut, ...]


class OfferOut(Wire):
    """A conversation held out to an agent until `expires_at`."""

    conversation: AgentConversationOut
    brief: BriefOut | None
    expires_at: Time


class AgentOut(Wire):
    """A member of staff, as colleagues and the agent alone see them."""

    id: str
    name: str
    role: Role
    availability: Availability
    present: bool
    load: int
    capacity: int
    languages: tuple[str, ...]
    skills: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    auto_accept: bool = False
    rests_until: Time | None = None
    hard_in_a_row: int = 0


def author_out(author: Author) -> AuthorOut:
    """Who wrote, for either side."""
    return AuthorOut(type=author.type.value, id=author.id, name=author.name)


def visitor_message(message: Message) -> MessageOut:
    """A message for the visitor namespace; the caller has already left notes out."""
    return MessageOut(**_common(message), payload=_visitor_payload(message))


def agent_message(message: Message) -> AgentMessageOut:
    """A message for the agent namespace."""
    return AgentMessageOut(**_common(message), payload=_agent_payload(message), mood=message.mood)


def visitor_conversation(view: ConversationView) -> ConversationOut:
    """A conversation for its visitor."""
    return ConversationOut.model_validate(view)


def agent_conversation(view: ConversationView) -> AgentConversationOut:
    """A conversation for agents."""
    visitor = VisitorOut(
        id=view.visitor_id, name=view.visitor_name, email=view.visitor_email, phone=view.visitor_phone
    )
    shared = {name: getattr(view, name) for name in _AGENT_FIELDS}
    own = {"visitor": visitor, "sla": sla_out(view.sla)}
    return AgentConversationOut.model_validate({**shared, **own}, from_attributes=True)


def sla_out(sla: Sla | None) -> SlaOut | None:
    """The clocks, once the customer has written."""
    if sla is None or (sla.first_word_at is None and sla.handed_off_at is None):
        return None
    return SlaOut(
        first_word_at=sla.first_word_at,
        handed_off_at=sla.handed_off_at,
        first_response=_clock(sla.first_response),
        next_response=_clock(sla.next_response),
        resolution=_clock(sla.resolution),
    )


def _clock(clock: SlaClock | None) -> SlaClockOut | None:
    if clock is None:
        return None
    rests = clock.state is ClockState.PAUSED
    return SlaClockOut(
        state=clock.state,
        target_seconds=round(clock.target.total_seconds()),
        started_at=clock.started_at,
        due_at=clock.due_at,
        warn_at=clock.warn_at,
        left_seconds=round((clock.target - clock.used).total_seconds()) if rests else None,
        breached_at=clock.breached_at,
        ended_at=clock.ended_at,
    )


def offer_out(offered: Offered) -> OfferOut:
    return OfferOut(
        conversation=agent_conversation(offered.conversation),
        brief=brief_out(offered.brief),
        expires_at=offered.expires_at,
    )


def brief_out(brief: Brief | None) -> BriefOut | None:
    """The brief, if there was a handoff."""
    return None if brief is None else BriefOut.model_validate(brief)


def verdict_out(verdict: AnswerVerdict) -> VerdictOut:
    """A verdict for agents."""
    return VerdictOut(
        message_id=verdict.message_id,
        verdict=verdict.verdict,
        article_id=verdict.article_id,
        agent=AgentRefOut(id=verdict.agent_id, name=verdict.agent_name),
        at=verdict.at,
    )


def article_page(lang: str, slug: str) -> str:
    """The path of a published article's public page."""
    return f"/help/{quote(lang)}/{quote(slug)}"


def queue_out(place: QueuePlace | None) -> QueueOut | None:
    """The place in the queue, if the conversation waits."""
    return None if place is None else QueueOut.model_validate(place)


def agent_out(agent: Agent, now: datetime) -> AgentOut:
    """The agent's own record, without the e-mail address."""
    shared = {name: getattr(agent, name) for name in AgentOut.model_fields if name != "present"}
    return AgentOut(**shared, present=agent.present(now))


def colleague_out(colleague: Colleague) -> AgentOut:
    """A colleague in the list of whom to transfer to."""
    return AgentOut.model_validate(colleague)


_AGENT_FIELDS = tuple(name for name in AgentConversationOut.model_fields if name != "visitor")
_HIT_FOR_VISITORS = ("article_id", "slug", "title", "url", "lang", "checked_at")
_ANSWER_FOR_VISITORS = ("outcome", "ask", "quote", "passage", "heading")
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
    return _payload(message, answer=(*_ANSWER_FOR_VISITORS, "query", "probability"), hit=_HIT_FOR_AGENTS)


def _payload(message: Message, *, answer: Sequence[str], hit: Sequence[str]) -> dict[str, Any]:
    """Only what is named here leaves the server; everything else a payload holds stays."""
    payload: dict[str, Any] = {}
    if buttons := buttons_of(message):
        payload["buttons"] = [{"id": button.id, "title": button.title} for button in buttons]
    if isinstance(found := message.payload.get("answer"), Mapping):
        payload["answer"] = {**_some(found, answer), "hits": _hits(found.get("hits"), hit)}
    if isinstance(aside := message.payload.get("aside"), str):
        payload["aside"] = aside
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
