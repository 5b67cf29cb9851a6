"""What every store lists: views, pages, headers and counts."""

from datetime import timedelta

import pytest

from handoff.desk.ids import uuid7
from handoff.desk.ports import Store
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.message import Author
from handoff.domain.enums import (
    AuthorType,
    EscalationReason,
    ListView,
    MessageKind,
    Priority,
)
from handoff.domain.errors import Invalid
from tests.support.databases import every_store
from tests.support.desks import START
from tests.support.rows import POLICY, conversing, say, some_agent, some_conversation, some_visitor

pytestmark = every_store


async def test_unread_counts_what_the_other_side_said(store: Store) -> None:
    """An agent counts the visitor's messages, a visitor the agent's and the bot's, nobody notes."""
    async with conversing(store) as (tx, conversation):
        agent = await some_agent(tx)
        for number in range(3):
            await say(tx, conversation, f"line {number}")
        bot = Author(type=AuthorType.BOT)
        await say(tx, conversation, "answer", author=bot, epoch=conversation.epoch)
        by_agent = Author(type=AuthorType.AGENT, id=agent.id)
        await say(tx, conversation, "secret", author=by_agent, kind=MessageKind.NOTE)
        await tx.messages.put_seen(conversation.id, agent.id, False, 1)
    async with store.reading() as tx:
        for_agent = await tx.conversations.view(conversation.id, agent.id)
        for_visitor = await tx.conversations.view(conversation.id, conversation.visitor_id)
    assert for_agent is not None
    assert for_visitor is not None
    assert (for_agent.unread, for_visitor.unread) == (2, 1)


async def test_each_conversation_is_unread_by_its_own_mark(store: Store) -> None:
    """What was read in one conversation is not read in another, in lists as in headers."""
    async with store.transaction() as tx:
        agent = await some_agent(tx)
        chats = [await some_conversation(tx) for _ in range(3)]
        for read, chat in enumerate(chats):
            for number in range(3):
                await say(tx, chat, f"line {number}")
            await tx.conversations.save(chat)
            await tx.messages.put_seen(chat.id, agent.id, False, read)
    async with store.reading() as tx:
        listed = (await tx.conversations.page(ListView.ALL, reader_id=agent.id)).items
        headers = [await tx.conversations.view(chat.id, agent.id) for chat in chats]
    expected = {chat.id: 3 - read for read, chat in enumerate(chats)}
    assert {view.id: view.unread for view in listed} == expected
    assert {view.id: view.unread for view in headers if view} == expected


async def test_several_headers_are_read_at_once(store: Store) -> None:
    """Those that exist, each counted for the agent who has it; all that was said, where nobody has it."""
    async with store.transaction() as tx:
        agent = await some_agent(tx)
        first, second = await some_conversation(tx), await some_conversation(tx)
        second.claim(agent_id=agent.id, name=agent.name, at=START, policy=POLICY)
        for chat in (first, second):
            for number in range(3):
                await say(tx, chat, f"line {number}")
            await tx.conversations.save(chat)
            await tx.messages.put_seen(chat.id, agent.id, False, 2)
    async with store.reading() as tx:
        views = await tx.conversations.views([second.id, "gone", first.id])
        alone = [await tx.conversations.view(first.id), await tx.conversations.view(second.id, agent.id)]
    assert sorted(views, key=lambda view: view.id) == alone
    assert [view.unread for view in alone if view] == [3, 1]


async def test_lists_hold_what_their_names_say(store: Store) -> None:
    """Mine, queue, bot, resolved and all; one in which nothing happened is in none."""
    async with store.transaction() as tx:
        agent, other = await some_agent(tx), await some_agent(tx, "Reza")
        made = {}
        for name in ("empty", "bot", "queue", "mine", "aside", "theirs", "resolved", "empty resolved"):
            made[name] = conversation = await some_conversation(tx)
            if "empty" not in name:
                await say(tx, conversation, name)
            if name in ("queue", "mine", "aside", "theirs"):
                conversation.enqueue(
                    reason=EscalationReason.COMPLEX, priority=Priority.LOW, at=START, policy=POLICY
                )
            if name in ("mine", "aside", "theirs"):
                owner = other if name == "theirs" else agent
                conversation.claim(agent_id=owner.id, name=owner.name, at=START, policy=POLICY)
            if name == "theirs":
                conversation.become_ticket(1001, at=START, policy=POLICY)
            if name == "aside":
                conversation.snooze(until=START, at=START, policy=POLICY)
            if name in ("resolved", "empty resolved"):
                conversation.resolve(reason="answered", at=START, policy=POLICY)
            await tx.conversations.save(conversation)
    async with store.reading() as tx:
        found = {
            view: {item.id for item in (await tx.conversations.page(view, reader_id=agent.id)).items}
            for view in ListView
        }
        counts = await tx.conversations.counts(agent.id)
    assert found == {
        ListView.MINE: {made["mine"].id},
        ListView.SNOOZED: {made["aside"].id},
        ListView.QUEUE: {made["queue"].id},
        ListView.BOT: {made["bot"].id},
        ListView.TICKETS: {made["theirs"].id},
        ListView.RESOLVED: {made["resolved"].id},
        ListView.ALL: {one.id for name, one in made.items() if "empty" not in name},
    }
    assert counts == {view: 1 for view in ListView if view is not ListView.ALL}


@pytest.mark.parametrize("view", [ListView.ALL, ListView.QUEUE])
async def test_pages_follow_each_other_without_gap_or_double(store: Store, view: ListView) -> None:
    """Cursor after cursor gives everything once; a made-up cursor is Invalid."""
    async with store.transaction() as tx:
        for minutes in range(7):
            conversation = await some_conversation(tx, minutes // 2)
            await say(tx, conversation, "Hello")
            conversation.enqueue(
                reason=EscalationReason.COMPLEX,
                priority=Priority.NORMAL,
                at=START + timedelta(minutes=minutes // 2),
                policy=POLICY,
            )
            await tx.conversations.save(conversation)
    async with store.reading() as tx:
        found, cursor = [], None
        for _ in range(4):
            page = await tx.conversations.page(view, reader_id=uuid7(), cursor=cursor, limit=2)
            found += [item.id for item in page.items]
            cursor = page.cursor
        assert cursor is None
        whole = await tx.conversations.page(view, reader_id=uuid7())
        with pytest.raises(Invalid):
            await tx.conversations.page(view, reader_id=uuid7(), cursor="' OR 1=1")
    assert found == [item.id for item in whole.items]
    assert len(set(found)) == 7


async def test_an_open_conversation_of_the_visitor_is_found(store: Store) -> None:
    """The newest one that is not resolved."""
    async with store.transaction() as tx:
        visitor = await some_visitor(tx)
        assert await tx.conversations.open_of(visitor.id) is None
        for minutes in (0, 1):
            conversation, _ = Conversation.open(
                id=uuid7(),
                visitor_id=visitor.id,
                lang="en",
                at=START + timedelta(minutes=minutes),
                policy=POLICY,
            )
            await tx.conversations.add(conversation)
        assert await tx.conversations.open_of(visitor.id) == conversation.id
        conversation.resolve(reason=None, at=START, policy=POLICY)
        await tx.conversations.save(conversation)
        assert await tx.conversations.open_of(visitor.id) not in (None, conversation.id)
