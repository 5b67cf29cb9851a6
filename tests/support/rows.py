"""Rows to begin with: people, conversations and their messages, straight in a store."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from handoff.desk.ids import uuid7
from handoff.desk.ports import Store, Transaction
from handoff.domain.conversation.draft import Draft
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.message import Author, Message
from handoff.domain.enums import (
    AuthorType,
    Role,
)
from handoff.domain.identity.people import Agent, AgentRecord, Visitor
from handoff.domain.policy import Policy
from tests.support.desks import START

POLICY = Policy()


async def some_visitor(tx: Transaction, external_id: str | None = None) -> Visitor:
    visitor = Visitor(id=uuid7(), locale="en", created_at=START, external_id=external_id, name="Vera")
    assert await tx.people.add_visitor(visitor)
    return visitor


async def some_agent(tx: Transaction, name: str = "Ana", capacity: int = 4) -> Agent:
    agent = Agent(
        id=uuid7(),
        email=f"{name.lower()}@example.org",
        name=name,
        role=Role.AGENT,
        created_at=START,
        capacity=capacity,
        languages=("en", "fa"),
    )
    assert await tx.people.add_agent(AgentRecord(agent=agent, password_hash="hash"))
    return agent


async def some_conversation(tx: Transaction, minutes: float = 0) -> Conversation:
    visitor = await some_visitor(tx)
    at = START + timedelta(minutes=minutes)
    conversation, _ = Conversation.open(id=uuid7(), visitor_id=visitor.id, lang="en", at=at, policy=POLICY)
    await tx.conversations.add(conversation)
    return conversation


async def say(tx: Transaction, conversation: Conversation, text: str, **draft: object) -> Message:
    author = Author(type=AuthorType.VISITOR, id=conversation.visitor_id)
    full = {"id": uuid7(), "author": author, "text": text} | draft
    message, _ = conversation.say(Draft(**full), at=START, policy=POLICY)  # type: ignore[arg-type]
    await tx.messages.add(message)
    return message


@asynccontextmanager
async def conversing(store: Store, minutes: float = 0) -> AsyncIterator[tuple[Transaction, Conversation]]:
    """A writing transaction with a new conversation, saved at the end."""
    async with store.transaction() as tx:
        conversation = await some_conversation(tx, minutes)
        yield tx, conversation
        await tx.conversations.save(conversation)
