"""The desk of a random day: whom it serves, and how a step is done there that may be refused."""

import asyncio
from collections.abc import Awaitable
from datetime import timedelta
from typing import TypeVar

from hypothesis.stateful import RuleBasedStateMachine, initialize

from handoff.desk.conversation import conversations, messages
from handoff.desk.memory import MemoryStore
from handoff.desk.ports import Store
from handoff.domain.bot.turn import Turn
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.message import Message
from handoff.domain.enums import (
    MessageKind,
    Role,
)
from handoff.domain.errors import BatonError
from handoff.domain.identity.people import Actor
from handoff.domain.policy import Policy
from tests.support.desks import World

Result = TypeVar("Result")
CAPACITIES = {"Ana": 1, "Reza": 2, "Sam": 3}


class DeskDay(RuleBasedStateMachine):
    """Four chats of three customers, three agents (one leads), a bot that may be slow, and a watchdog."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.world = World(self.make_store(), policy=Policy(presence_ttl=timedelta(minutes=20)))
        self.turns: list[Turn] = []
        self.asides: list[Turn] = []
        self.agents: dict[str, Actor] = {}
        self.chats: list[tuple[Actor, str]] = []
        self.facts: list[object] = []
        self.tried: set[tuple[str, int]] = set()
        self.sent = 0

    def make_store(self) -> Store:
        return MemoryStore()

    def teardown(self) -> None:
        self.loop.close()

    def run(self, work: Awaitable[Result]) -> Result | None:
        """Do it; being refused is a fine answer."""
        try:
            return self.loop.run_until_complete(_awaited(work))
        except BatonError:
            return None

    @initialize()
    def begin(self) -> None:
        for name, capacity in CAPACITIES.items():
            role = Role.SUPERVISOR if name == "Sam" else Role.AGENT
            agent = self.run(self.world.agent(name, capacity=capacity, role=role))
            assert agent is not None
            self.agents[name] = agent
        for _ in range(3):
            chat = self.run(self.world.chat(text=None))
            assert chat is not None
            self.chats.append(chat)
        # The last customer has two, which can be merged.
        visitor, first = self.chats[-1]
        self.send(visitor, first)
        beside = conversations.open_conversation(self.world.desk, visitor_id=visitor.id, begin=True)
        opened = self.run(beside)
        assert opened is not None
        assert opened.conversation.id != first
        self.chats.append((visitor, opened.conversation.id))

    def send(self, actor: Actor, chat: str, kind: MessageKind = MessageKind.TEXT) -> None:
        self.sent += 1
        first, second = (
            self.run(
                messages.send_message(
                    self.world.desk,
                    actor=actor,
                    conversation_id=chat,
                    client_message_id=f"c{self.sent}",
                    text=f"text {self.sent}",
                    kind=kind,
                )
            )
            for _twice in range(2)
        )
        assert first == second

    def conversation(self, chat: str) -> Conversation:
        async def read() -> Conversation:
            async with self.world.desk.store.reading() as tx:
                found = await tx.conversations.get(chat)
                assert found is not None
                return found

        return self.loop.run_until_complete(read())

    def said(self, chat: str) -> list[Message]:
        return self.loop.run_until_complete(self.world.said(chat))


async def _awaited(work: Awaitable[Result]) -> Result:
    return await work
