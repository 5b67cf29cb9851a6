"""Which events are kept, read off what a use case did: no use case keeps one by hand."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from handoff.domain.briefing.bot_memory import answer_of, hits_of
from handoff.domain.conversation.closing_form import LEFT_QUEUE
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.message import Message
from handoff.domain.enums import AuthorType, MessageKind, Owner
from handoff.domain.history.events import (
    AnswerJudged,
    AnswerRated,
    ClockEnded,
    ConversationOpened,
    ConversationRated,
    DeadlineMissed,
    Event,
    MessageAdded,
    OfferEnded,
    OfferMade,
    OwnerChanged,
    TurnDropped,
)
from handoff.domain.history.kept_event import (
    ABANDONED,
    AGAIN,
    CANCELLED,
    FIRST,
    UNANSWERED,
    WITHDRAWN,
    EventKind,
    KeptEvent,
)
from handoff.domain.timing.calendar import BusinessCalendar

BY_THE_CUSTOMER = frozenset({"ended_by_visitor", LEFT_QUEUE})

Values = dict[str, object]
KeptSetting = tuple[EventKind, Values]


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A conversation before and after a use case."""

    before: Conversation
    after: Conversation

    @property
    def merged(self) -> bool:
        """Whether it went on in another from here."""
        return self.before.merged_into is None and self.after.merged_into is not None

    @property
    def unmerged(self) -> bool:
        """Whether that was undone."""
        return self.before.merged_into is not None and self.after.merged_into is None


def kept_events(
    events: Sequence[Event],
    touched: Touched,
    *,
    at: datetime,
    calendar: BusinessCalendar,
    new_id: Callable[[], str],
) -> list[KeptEvent]:
    """The rows of one conversation, in the order in which things happened."""
    was, conversation = touched.before, touched.after
    found: list[KeptSetting] = []
    for event in events:
        found += _kept(event, touched, calendar)
    if _begun(conversation) and not _begun(was):
        found.append((EventKind.BEGUN, {}))
    found += _joined(touched)
    found += _first_response(touched, calendar)
    base: Values = {
        "conversation_id": conversation.id,
        "at": at,
        "epoch": conversation.epoch,
        "seq": conversation.last_visitor_seq,
        "lang": conversation.lang,
        "channel": conversation.channel.value,
        "owner": was.owner.value,
        "people": conversation.sla.handed_off_at is not None,
        "team_id": conversation.team_id,
        "agent_id": conversation.agent_id,
        "first_word_at": conversation.sla.first_word_at,
    }
    return [KeptEvent(id=new_id(), kind=kind, **(base | values)) for kind, values in found]  # type: ignore[arg-type]


def _begun(conversation: Conversation) -> bool:
    """Whether the customer has said or wished anything."""
    return conversation.last_visitor_seq > 0 or conversation.sla.handed_off_at is not None


def _kept(event: Event, touched: Touched, calendar: BusinessCalendar) -> Iterator[KeptSetting]:
    match event:
        case ConversationOpened():
            yield EventKind.OPENED, {}
        case MessageAdded():
            yield from _said(event.message)
        case OwnerChanged() if touched.merged is touched.unmerged:
            yield from _moved(event, touched, calendar)
        case AnswerRated() | ConversationRated() | AnswerJudged():
            yield _thought(event)
        case OfferMade() | OfferEnded():
            word = event.outcome.value if isinstance(event, OfferEnded) else None
            kind = EventKind.OFFER_ENDED if isinstance(event, OfferEnded) else EventKind.OFFERED
            yield kind, {"agent_id": event.agent_id, "word": word}
        case ClockEnded():
            yield _clock(event)
        case TurnDropped():
            yield EventKind.TURN_DROPPED, {}
        case DeadlineMissed():
            yield EventKind.OVERDUE, {"word": event.action, "owner": event.owner.value}


def _thought(event: AnswerRated | ConversationRated | AnswerJudged) -> KeptSetting:
    """What somebody thinks of the bot or the desk."""
    match event:
        case AnswerRated():
            return EventKind.FEEDBACK, {"about": event.message_id, "score": float(event.helpful)}
        case ConversationRated():
            return EventKind.CSAT, {"score": float(event.score)}
    judged = event.verdict
    word = judged.verdict.value if judged else WITHDRAWN
    by = judged.agent_id if judged else None
    return EventKind.VERDICT, {"about": event.message_id, "word": word, "agent_id": by}


def _clock(event: ClockEnded) -> KeptSetting:
    return EventKind.CLOCK, {
        "about": event.clock.value,
        "word": event.state.value,
        "seconds": round(event.since_handoff.total_seconds()),
        "first_word_seconds": round(event.since_first_word.total_seconds()),
    }


def _said(message: Message) -> Iterator[KeptSetting]:
    by, note = message.author.type, message.kind is MessageKind.NOTE
    if by is not AuthorType.SYSTEM:
        yield EventKind.MESSAGE, {"word": "note" if note else by.value}
    outcome = answer_of(message).get("outcome")
    if isinstance(outcome, str):
        hits = hits_of(message)
        shown = hits[0].get("article_id") if hits else None
        chance = answer_of(message).get("probability")
        yield (
            EventKind.ANSWER,
            {
                "word": outcome[:32],
                "about": shown if isinstance(shown, str) else None,
                "score": float(chance) if isinstance(chance, int | float) else None,
                "payload": {"message_id": message.id},
            },
        )


def _moved(event: OwnerChanged, touched: Touched, calendar: BusinessCalendar) -> Iterator[KeptSetting]:
    """A change of owner, by where it came from and where it went."""
    was, is_now = event.before, event.after
    base: Values = {"owner": was.value, "epoch": event.epoch}
    agent: Values = base | {"agent_id": event.agent_before}
    if was is Owner.NOBODY:
        ended = touched.before.resolved_at
        yield EventKind.REOPENED, base | {"word": is_now.value, "seconds": _seconds(ended, event.at)}
    if is_now is Owner.NOBODY:
        yield from _ended(event, touched, calendar)
    elif is_now is Owner.QUEUE and was is Owner.AGENT:
        yield EventKind.RELEASED, agent
    elif is_now is Owner.QUEUE:
        asked_before = touched.before.sla.handed_off_at is not None and was is not Owner.NOBODY
        reason = event.reason.value if event.reason else None
        yield EventKind.QUEUED, base | {"word": reason, "people": asked_before}
    elif is_now is Owner.AGENT:
        yield _taken(event, touched)
    elif was is Owner.AGENT:
        yield EventKind.HANDED_BACK, agent
    elif was is Owner.QUEUE and touched.after.sla.answered_at is None:
        yield EventKind.LEFT, base | {"word": CANCELLED, "seconds": _waited(event, touched)}


def _taken(event: OwnerChanged, touched: Touched) -> KeptSetting:
    base: Values = {"owner": event.before.value, "epoch": event.epoch, "agent_id": event.agent_after}
    if event.before is Owner.AGENT:
        return EventKind.TRANSFERRED, base | {"about": event.agent_before}
    sla, was = touched.after.sla, touched.before.sla
    first = was.taken_at is None or was.handed_off_at != sla.handed_off_at
    waited = _seconds(sla.handed_off_at, event.at) if first else None
    asked_before = touched.before.sla.handed_off_at is not None and event.before is not Owner.NOBODY
    return EventKind.ASSIGNED, base | {
        "word": FIRST if first else AGAIN,
        "seconds": waited,
        "first_word_seconds": _seconds(sla.first_word_at, event.at) if first else None,
        "people": asked_before,
    }


def _ended(event: OwnerChanged, touched: Touched, calendar: BusinessCalendar) -> Iterator[KeptSetting]:
    """The end of a conversation, and whether its customer left unanswered."""
    conversation = touched.after
    sla, reason = conversation.sla, conversation.resolve_reason
    base: Values = {"owner": event.before.value, "epoch": event.epoch, "agent_id": event.agent_before}
    with_people = event.before in (Owner.QUEUE, Owner.AGENT)
    since = sla.handed_off_at if with_people else None
    if with_people and sla.answered_at is None and reason in BY_THE_CUSTOMER:
        word = ABANDONED if event.before is Owner.QUEUE else UNANSWERED
        yield EventKind.LEFT, base | {"word": word, "seconds": _waited(event, touched)}
    yield (
        EventKind.RESOLVED,
        base
        | {
            "word": reason,
            "seconds": _seconds(since, event.at),
            "first_word_seconds": _seconds(sla.first_word_at, event.at),
            "business_seconds": _business(since, event.at, calendar),
        },
    )


def _joined(touched: Touched) -> Iterator[KeptSetting]:
    """A merge is no end, and its undoing no return: neither is counted as one."""
    was, conversation = touched.before, touched.after
    if touched.merged:
        yield EventKind.MERGED, {"about": conversation.merged_into, "agent_id": was.agent_id}
    elif touched.unmerged:
        yield EventKind.UNMERGED, {"about": was.merged_into}


def _first_response(touched: Touched, calendar: BusinessCalendar) -> Iterator[KeptSetting]:
    """A person has written for the first time in this stay."""
    sla, was = touched.after.sla, touched.before.sla
    if sla.answered_at is None or sla.answered_at == was.answered_at:
        return
    clock = sla.first_response
    yield (
        EventKind.FIRST_RESPONSE,
        {
            "seconds": _seconds(sla.handed_off_at, sla.answered_at),
            "first_word_seconds": _seconds(sla.first_word_at, sla.answered_at),
            "business_seconds": _business(sla.handed_off_at, sla.answered_at, calendar),
            "word": clock.state.value if clock is not None else None,
        },
    )


def _waited(event: OwnerChanged, touched: Touched) -> int | None:
    return _seconds(touched.after.sla.handed_off_at, event.at)


def _seconds(since: datetime | None, until: datetime) -> int | None:
    return round((until - since).total_seconds()) if since is not None else None


def _business(since: datetime | None, until: datetime, calendar: BusinessCalendar) -> int | None:
    return round(calendar.between(since, until).total_seconds()) if since is not None else None
