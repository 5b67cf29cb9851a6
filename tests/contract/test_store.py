"""Every store keeps the desk's promises: the same suite for memory, SQLite and PostgreSQL."""

from dataclasses import replace

import pytest

from handoff.desk.ids import uuid7
from handoff.desk.ports import Store
from handoff.domain.conversation.message import Author, Marks
from handoff.domain.enums import (
    AuthorType,
    EscalationReason,
    MessageKind,
    Priority,
)
from handoff.domain.errors import Conflict
from tests.support.databases import every_store
from tests.support.desks import START
from tests.support.rows import POLICY, conversing, say, some_agent

pytestmark = every_store


async def test_a_conversation_comes_back_as_it_was(store: Store) -> None:
    """Every field survives, times and tags too."""
    async with conversing(store) as (tx, conversation):
        await say(tx, conversation, "Hello")
        conversation.enqueue(
            reason=EscalationReason.SENSITIVE_TOPIC, priority=Priority.URGENT, at=START, policy=POLICY
        )
        conversation.understand("a goal")
    async with store.reading() as tx:
        assert await tx.conversations.get(conversation.id) == conversation
        assert await tx.conversations.get(uuid7()) is None


async def test_a_message_comes_back_as_it_was(store: Store) -> None:
    """Text of any script, a nested payload and the author survive."""
    async with conversing(store) as (tx, conversation):
        payload = {"choice": {"intent": "x", "none": None, "list": [1, 2.5, "سلام"]}}
        message = await say(tx, conversation, "می‌خواهم ۱۲۳ 🙂", payload=payload, client_message_id="c1")
    async with store.reading() as tx:
        assert await tx.messages.get(message.id) == message
        assert await tx.messages.of(conversation.id) == [message]


async def test_an_exception_rolls_everything_back(store: Store) -> None:
    """Half a use case is no use case."""
    made: list[str] = []

    async def half_a_use_case() -> None:
        async with conversing(store) as (tx, conversation):
            made.append(conversation.id)
            await say(tx, conversation, "Hello")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await half_a_use_case()
    async with store.reading() as tx:
        assert await tx.conversations.get(made[0]) is None
        assert await tx.messages.of(made[0]) == []


async def test_a_stale_save_is_a_conflict(store: Store) -> None:
    """The version that was read must still be there."""
    async with conversing(store) as (_, conversation):
        stale = replace(conversation)
    async with store.transaction() as tx:
        with pytest.raises(Conflict):
            await tx.conversations.save(stale)
        assert await tx.conversations.get(conversation.id) == conversation


async def test_messages_are_read_after_a_seq_and_newest_first_when_limited(store: Store) -> None:
    """`after` resumes; a limit keeps the newest, still in order."""
    async with conversing(store) as (tx, conversation):
        sent = [await say(tx, conversation, f"line {number}") for number in range(5)]
    async with store.reading() as tx:
        assert await tx.messages.of(conversation.id, after=3) == sent[3:]
        assert await tx.messages.of(conversation.id, limit=2) == sent[3:]
        assert await tx.messages.of(conversation.id, after=99) == []


async def test_a_client_message_id_belongs_to_its_author(store: Store) -> None:
    """Two people may use the same id in one conversation."""
    async with conversing(store) as (tx, conversation):
        agent = await some_agent(tx)
        note = {"author": Author(type=AuthorType.AGENT, id=agent.id), "kind": MessageKind.NOTE}
        mine = await say(tx, conversation, "mine", client_message_id="same")
        theirs = await say(tx, conversation, "theirs", client_message_id="same", **note)
    async with store.reading() as tx:
        find = tx.messages.by_client_id
        assert await find(conversation.id, mine.author, "same") == mine
        assert await find(conversation.id, theirs.author, "same") == theirs
        assert await find(conversation.id, mine.author, "other") is None


async def test_an_assessment_is_kept_with_the_message(store: Store) -> None:
    """Mood and language are found out after the message is stored."""
    async with conversing(store) as (tx, conversation):
        message = await say(tx, conversation, "Hej")
        await tx.messages.assess(message.id, -0.5, "pl")
    async with store.reading() as tx:
        assert await tx.messages.get(message.id) == replace(message, mood=-0.5, lang="pl")


async def test_seen_never_falls(store: Store) -> None:
    """A late packet does not make read messages unread."""
    async with conversing(store) as (tx, conversation):
        agent = await some_agent(tx)
        visitor_id = conversation.visitor_id
        assert await tx.messages.put_seen(conversation.id, visitor_id, True, 3) == 3
        assert await tx.messages.put_seen(conversation.id, visitor_id, True, 2) == 3
        assert await tx.messages.put_seen(conversation.id, agent.id, False, 1) == 1
        assert await tx.messages.marks(conversation.id, visitors=True) == Marks(delivered=3, seen=3)
        assert await tx.messages.marks(conversation.id, visitors=False) == Marks(delivered=1, seen=1)
        assert await tx.messages.put_delivered(conversation.id, agent.id, False, 2) == 2
        assert await tx.messages.put_delivered(conversation.id, agent.id, False, 1) == 2
        assert await tx.messages.put_delivered(conversation.id, visitor_id, True, 1) == 3
        assert await tx.messages.put_delivered(conversation.id, "other", False, 5) == 5
        assert await tx.messages.marks(conversation.id, visitors=False) == Marks(delivered=5, seen=1)
        assert await tx.messages.put_seen(conversation.id, agent.id, False, 6) == 6
        assert await tx.messages.marks(conversation.id, visitors=False) == Marks(delivered=6, seen=6)
        assert await tx.messages.marks(uuid7(), visitors=True) == Marks()
