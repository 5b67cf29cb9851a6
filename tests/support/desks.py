"""A desk with a clock that stands still until it is told to go on, and people to play with."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from handoff.desk.bot import turns
from handoff.desk.context import Desk
from handoff.desk.conversation import conversations, messages
from handoff.desk.identity import people
from handoff.desk.ids import uuid7
from handoff.desk.memory import MemoryStore
from handoff.desk.ownership import handoff
from handoff.desk.ports import Publisher, Store, Transaction
from handoff.desk.queueing import queue
from handoff.domain.bot.turn import BotMessage, BotReply, Turn, TurnOutcome
from handoff.domain.conversation.message import Message
from handoff.domain.conversation.view import ConversationView
from handoff.domain.enums import Availability, EscalationReason, MessageKind, Role
from handoff.domain.history.events import Event
from handoff.domain.identity.people import Actor, Agent, AgentRecord, visitor_actor
from handoff.domain.policy import Policy

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


@dataclass(slots=True)
class Clock:
    """A clock that only tests move."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **step: float) -> None:
        self.now += timedelta(**step)


@dataclass(slots=True)
class Recorder:
    """A publisher that keeps what it was given."""

    events: list[Event] = field(default_factory=list)

    async def publish(self, events: Sequence[Event]) -> None:
        self.events += events

    def take(self) -> list[Event]:
        taken, self.events = self.events, []
        return taken


class World:
    """A desk and short names for what people do with it."""

    def __init__(
        self,
        store: Store | None = None,
        policy: Policy | None = None,
        publisher: Publisher | None = None,
    ) -> None:
        self.clock = Clock()
        self.recorder = Recorder()
        self.desk = Desk(
            store=store or MemoryStore(),
            publisher=publisher or self.recorder,
            clock=self.clock,
            new_id=uuid7,
            policy=policy or Policy(presence_ttl=timedelta(days=365)),
        )
        self._sent = 0

    async def agent(
        self, name: str = "Ana", *, role: Role = Role.AGENT, capacity: int = 4, online: bool = True
    ) -> Actor:
        """A member of staff, present and online unless told otherwise."""
        email = f"{name.lower()}@example.org"
        known = await people.add_agent(
            self.desk, email=email, name=name, role=role, password_hash="hash", capacity=capacity
        )
        if online and known.actor.is_agent:
            await people.keep_present(self.desk, agent_id=known.id)
            await people.set_availability(self.desk, agent=known.actor, availability=Availability.ONLINE)
        return known.actor

    async def visitor(self, lang: str = "en") -> Actor:
        return visitor_actor((await people.create_visitor(self.desk, locale=lang)).id)

    async def opened(self, visitor: Actor) -> str:
        return (await conversations.open_conversation(self.desk, visitor_id=visitor.id)).conversation.id

    async def chat(self, text: str | None = "Where is my parcel?", lang: str = "en") -> tuple[Actor, str]:
        """A visitor and their conversation, with a first message."""
        visitor = await self.visitor(lang)
        conversation_id = await self.opened(visitor)
        if text is not None:
            await self.says(visitor, conversation_id, text)
        return visitor, conversation_id

    async def waiting(self, text: str = "Where is my parcel?") -> tuple[Actor, str]:
        """A visitor in the queue."""
        visitor, conversation_id = await self.chat(text)
        await handoff.request_human(self.desk, visitor_id=visitor.id, conversation_id=conversation_id)
        return visitor, conversation_id

    async def served(self, agent: Actor, text: str = "Where is my parcel?") -> tuple[Actor, str]:
        """A visitor talking to this agent."""
        visitor, conversation_id = await self.waiting(text)
        await queue.claim(self.desk, agent=agent, conversation_id=conversation_id)
        return visitor, conversation_id

    async def says(
        self, actor: Actor, conversation_id: str, text: str, kind: MessageKind = MessageKind.TEXT
    ) -> Message:
        self._sent += 1
        return await messages.send_message(
            self.desk,
            actor=actor,
            conversation_id=conversation_id,
            client_message_id=f"m{self._sent}",
            text=text,
            kind=kind,
        )

    async def turn(self, conversation_id: str) -> Turn:
        """The owed turn, begun."""
        turn = await turns.begin_turn(self.desk, conversation_id)
        assert turn is not None
        return turn

    async def bot_says(self, conversation_id: str, text: str, **payload: object) -> TurnOutcome:
        """The bot answers what it owes."""
        turn = await self.turn(conversation_id)
        reply = BotReply(messages=(BotMessage(text=text, payload=payload),))
        return await turns.finish_turn(self.desk, turn, reply)

    async def escalate(self, conversation_id: str, reason: EscalationReason) -> None:
        view = await self.view(conversation_id)
        assert await handoff.hand_over(
            self.desk, conversation_id=conversation_id, epoch=view.epoch, reason=reason
        )

    async def view(self, conversation_id: str) -> ConversationView:
        return await conversations.get_view(self.desk, conversation_id=conversation_id)

    async def owed(self) -> list[str]:
        """The conversations in which the bot owes a turn that nobody is at."""
        async with self.desk.store.reading() as tx:
            return await tx.turns.owed(self.clock(), 100)

    async def said(self, conversation_id: str) -> list[Message]:
        """Everything in the conversation, notes and activities too."""
        async with self.desk.store.reading() as tx:
            return await tx.messages.of(conversation_id)

    async def activities(self, conversation_id: str) -> list[str]:
        """The keys of what the customer was told about changes of owner."""
        said = await self.said(conversation_id)
        return [str(one.payload["key"]) for one in said if one.kind is MessageKind.ACTIVITY]


async def add_former_agent(tx: Transaction, name: str = "Former") -> Agent:
    """Somebody who worked here once and may not log in any more."""
    email = f"{uuid7()}@example.org"
    agent = Agent(id=uuid7(), email=email, name=name, role=Role.AGENT, created_at=START, active=False)
    assert await tx.people.add_agent(AgentRecord(agent=agent, password_hash="hash"))
    return agent
