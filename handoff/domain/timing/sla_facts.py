"""What happened to a conversation's clocks, read off the difference between before and after."""

from collections.abc import Iterator

from handoff.domain.conversation.machine import Conversation
from handoff.domain.history.events import ClockEnded, ClockMoved
from handoff.domain.timing.sla import ClockName, ClockState, Sla, SlaClock


def clock_facts(before: Sla, conversation: Conversation) -> Iterator[ClockMoved | ClockEnded]:
    """Warnings, breaches and ends that are new."""
    known = dict(before)
    for name, clock in conversation.sla:
        old = known.get(name)
        same = old if old is not None and old.started_at == clock.started_at else None
        yield from _moves(conversation, name, same, clock)
        if clock.ended_at is not None and (same is None or same.open):
            yield _ended(conversation, name, clock)


def _moves(
    conversation: Conversation, name: ClockName, old: SlaClock | None, clock: SlaClock
) -> Iterator[ClockMoved]:
    ids = {"conversation_id": conversation.id, "visitor_id": conversation.visitor_id}
    if clock.breached_at is not None and (old is None or old.breached_at is None):
        yield ClockMoved(**ids, clock=name, state=clock.state, at=clock.breached_at)
    elif clock.warned_at is not None and (old is None or old.warned_at is None):
        yield ClockMoved(**ids, clock=name, state=ClockState.WARNED, at=clock.warned_at)


def _ended(conversation: Conversation, name: ClockName, clock: SlaClock) -> ClockEnded:
    ended_at, sla = clock.ended_at, conversation.sla
    assert ended_at is not None
    begun = sla.handed_off_at or clock.started_at
    return ClockEnded(
        conversation_id=conversation.id,
        visitor_id=conversation.visitor_id,
        clock=name,
        state=clock.state,
        since_first_word=ended_at - (sla.first_word_at or begun),
        since_handoff=ended_at - begun,
    )
