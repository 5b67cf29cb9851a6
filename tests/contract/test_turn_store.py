"""What every store knows of time: deadlines, clocks, and who is at which owed turn."""

from datetime import timedelta

from handoff.desk.ids import uuid7
from handoff.desk.ports import Store
from handoff.domain.enums import (
    EscalationReason,
    Priority,
)
from tests.support.databases import every_store
from tests.support.desks import START
from tests.support.rows import POLICY, conversing, say, some_conversation

pytestmark = every_store


async def test_overdue_finds_late_and_deadline_less_conversations(store: Store) -> None:
    """Resolved ones are never overdue."""
    async with store.transaction() as tx:
        late, lost, resolved, fine = [await some_conversation(tx) for _ in range(4)]
        late.deadline_at = START - timedelta(seconds=1)
        lost.deadline_at = None
        resolved.resolve(reason=None, at=START, policy=POLICY)
        for conversation in (late, lost, resolved, fine):
            await tx.conversations.save(conversation)
    async with store.reading() as tx:
        assert await tx.due.overdue(START, 10) == [lost.id, late.id]
        assert await tx.due.overdue(START, 1) == [lost.id]
        assert await tx.conversations.heads([late.id, uuid7()]) == {late.id: 0}


async def test_clocks_are_kept_and_found_when_due(store: Store) -> None:
    """The one whose warning or due moment is the longest ago first; ended and resting ones never."""
    async with store.transaction() as tx:
        first, second, ended = [await some_conversation(tx) for _ in range(3)]
        for number, conversation in enumerate((second, first, ended)):
            conversation.enqueue(
                reason=EscalationReason.ASKED_FOR_HUMAN,
                priority=(Priority.LOW, Priority.URGENT, Priority.URGENT)[number],
                at=START,
                policy=POLICY,
            )
        ended.resolve(reason=None, at=START, policy=POLICY)
        for conversation in (first, second, ended):
            await tx.conversations.save(conversation)
    async with store.reading() as tx:
        read = await tx.conversations.get(first.id)
        view = await tx.conversations.view(first.id)
        assert read is not None
        assert view is not None
        assert read.sla == view.sla == first.sla
        assert await tx.due.clocks(START + timedelta(minutes=4), 10) == []
        assert await tx.due.clocks(START + timedelta(minutes=5), 10) == [first.id]
        assert await tx.due.clocks(START + timedelta(hours=3), 10) == [first.id, second.id]
        assert await tx.due.clocks(START + timedelta(hours=3), 1) == [first.id]


async def test_a_lease_keeps_other_workers_away_until_it_ends(store: Store) -> None:
    """The same worker may take it again; a dead worker's lease runs out."""
    soon, later = START + timedelta(seconds=5), START + timedelta(seconds=10)
    async with conversing(store) as (tx, conversation):
        await say(tx, conversation, "Hello")
        await tx.conversations.save(conversation)
        assert await tx.turns.owed(START, 10) == [conversation.id]
        assert await tx.turns.lease(conversation.id, "a", START, soon)
        assert await tx.turns.lease(conversation.id, "a", START, soon)
        assert not await tx.turns.lease(conversation.id, "b", START, soon)
        assert await tx.turns.owed(START, 10) == []
        assert await tx.turns.owed(soon, 10) == [conversation.id]
        assert await tx.turns.lease(conversation.id, "b", soon, later)
        await tx.turns.drop_lease(conversation.id)
        assert await tx.turns.owed(START, 10) == [conversation.id]


async def test_only_who_holds_a_lease_renews_it(store: Store) -> None:
    """A late renewal does not take up what has ended, nor what another worker has taken."""
    soon, later = START + timedelta(seconds=5), START + timedelta(seconds=10)
    async with conversing(store) as (tx, conversation):
        await say(tx, conversation, "Hello")
        await tx.conversations.save(conversation)
        assert not await tx.turns.renew_lease(conversation.id, "a", later)
        assert await tx.turns.lease(conversation.id, "a", START, soon)
        assert await tx.turns.renew_lease(conversation.id, "a", later)
        assert await tx.turns.owed(soon, 10) == []
        assert not await tx.turns.renew_lease(conversation.id, "b", later)
        await tx.turns.drop_lease(conversation.id)
        assert not await tx.turns.renew_lease(conversation.id, "a", later)
        assert await tx.turns.owed(START, 10) == [conversation.id]


async def test_no_lease_where_nothing_is_owed(store: Store) -> None:
    """A silent customer owes no turn, a waiting one neither."""
    async with conversing(store) as (tx, conversation):
        assert not await tx.turns.lease(conversation.id, "a", START, START)
        await say(tx, conversation, "Hello")
        conversation.enqueue(reason=EscalationReason.COMPLEX, priority=Priority.LOW, at=START, policy=POLICY)
        await tx.conversations.save(conversation)
        assert not await tx.turns.lease(conversation.id, "a", START, START)
        assert await tx.turns.owed(START, 10) == []
