"""Conversations, offers and clocks on the wire, for either side."""

from handoff.domain.conversation.ticket import Mailing, TicketStatus
from handoff.domain.conversation.view import ConversationView, Offered, QueuePlace
from handoff.domain.enums import Channel, ConversationState, EscalationReason, Owner, Priority
from handoff.domain.timing.sla import ClockState, Sla, SlaClock
from handoff.wire.base import Picture, Time, Wire
from handoff.wire.brief import BriefOut, brief_out


class QueueOut(Wire):
    """The place in the queue, a range of seconds (null: too little is known), the opening (null: open)."""

    position: int
    wait_seconds: tuple[int, int] | None
    opens_at: Time | None


class AgentRefOut(Wire):
    """The agent a customer talks to."""

    id: str
    name: str
    picture: Picture = None


class TicketOut(Wire):
    """The number to be read out, what it waits for, and whether its answers also go out by e-mail."""

    number: int
    status: TicketStatus
    mail: Mailing


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
    channel: Channel = Channel.WIDGET
    ticket: TicketOut | None = None
    merged_into: str | None = None


class VisitorOut(Wire):
    """The customer of a conversation, as far as known."""

    id: str
    name: str | None
    email: str | None
    phone: str | None = None
    known: bool = False
    tier: str | None = None
    blocked: bool = False


class SlaClockOut(Wire):
    """One target: `due_at` while it runs, `left_seconds` of business time while it rests."""

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


class OfferOut(Wire):
    """A conversation held out to an agent until `expires_at`."""

    conversation: AgentConversationOut
    brief: BriefOut | None
    expires_at: Time


def visitor_conversation(view: ConversationView) -> ConversationOut:
    """A conversation for its visitor."""
    return ConversationOut.model_validate(view)


def agent_conversation(view: ConversationView) -> AgentConversationOut:
    """A conversation for agents."""
    visitor = VisitorOut(
        id=view.visitor_id,
        name=view.visitor_name,
        email=view.visitor_email,
        phone=view.visitor_phone,
        known=view.visitor_known,
        tier=view.visitor_tier,
        blocked=view.visitor_blocked,
    )
    shared = {name: getattr(view, name) for name in _AGENT_FIELDS}
    own = {"visitor": visitor, "sla": sla_out(view.sla), "queue": _in_line(view.queue)}
    return AgentConversationOut.model_validate({**shared, **own}, from_attributes=True)


def _in_line(place: QueuePlace | None) -> QueueOut | None:
    """Staff see one queue, in one order; its customers are told how many compete with them."""
    if place is None:
        return None
    return QueueOut(position=place.overall, wait_seconds=place.wait_seconds, opens_at=place.opens_at)


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


def queue_out(place: QueuePlace | None) -> QueueOut | None:
    """The place in the queue, if the conversation waits."""
    return None if place is None else QueueOut.model_validate(place)


_AGENT_FIELDS = tuple(name for name in AgentConversationOut.model_fields if name != "visitor")
