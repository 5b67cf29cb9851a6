"""The live board: what those who lead see of the whole desk at a glance."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from handoff.domain.conversation.record import ConversationRecord
from handoff.domain.conversation.view import Colleague
from handoff.domain.enums import ConversationState, EscalationReason, Owner, Priority
from handoff.domain.identity.people import Team
from handoff.domain.timing.sla import ClockName, ClockState, Sla


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardClock:
    """The SLA clock that needs looking at first: one that is breached, else the one due next."""

    name: ClockName
    state: ClockState
    due_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLine:
    """One conversation on the board; `mood` is that of the customer's last words."""

    id: str
    owner: Owner
    epoch: int
    state: ConversationState
    live: bool
    lang: str
    priority: Priority
    reason: EscalationReason | None
    skill: str | None
    team_id: str | None
    agent_id: str | None
    visitor_id: str
    visitor_name: str | None
    opened_at: datetime
    updated_at: datetime
    waiting_since: datetime | None
    customer_waits: bool
    goal: str | None
    last_text: str | None
    ticket: int | None
    mood: float | None
    clock: BoardClock | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLines:
    """Who waits, in the queue's order; who is with agents; whom the bot talks to now. Counts are whole."""

    waiting: tuple[BoardLine, ...] = ()
    serving: tuple[BoardLine, ...] = ()
    bot: tuple[BoardLine, ...] = ()
    counts: Mapping[Owner, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Everything at one moment; `opens_at` is None while the desk is open."""

    at: datetime
    opens_at: datetime | None
    lines: BoardLines
    agents: tuple[Colleague, ...]
    teams: tuple[Team, ...]


def line_of(conversation: ConversationRecord, visitor_name: str | None, mood: float | None) -> BoardLine:
    """What the board shows of a conversation."""
    waits = conversation.owner is Owner.QUEUE
    return BoardLine(
        id=conversation.id,
        owner=conversation.owner,
        epoch=conversation.epoch,
        state=conversation.state,
        live=conversation.live,
        lang=conversation.lang,
        priority=conversation.priority,
        reason=conversation.reason,
        skill=conversation.skill,
        team_id=conversation.team_id,
        agent_id=conversation.agent_id,
        visitor_id=conversation.visitor_id,
        visitor_name=visitor_name,
        opened_at=conversation.opened_at,
        updated_at=conversation.updated_at,
        waiting_since=conversation.waiting_since if waits else None,
        customer_waits=conversation.customer_waits,
        goal=conversation.goal,
        last_text=conversation.preview,
        ticket=conversation.ticket,
        mood=mood,
        clock=first_clock(conversation.sla),
    )


def first_clock(sla: Sla) -> BoardClock | None:
    """The open clock that needs looking at first; none runs while we wait for the customer."""
    running = [(name, clock) for name, clock in sla if clock.open and clock.due_at is not None]
    if not running:
        return None
    name, clock = min(running, key=lambda one: one[1].due_at or one[1].started_at)
    return BoardClock(name=name, state=clock.state, due_at=clock.due_at)
