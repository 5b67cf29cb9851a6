"""The desk in memory on which the past is played: its clock and ids, and names for what people do."""

import random
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from handoff.desk.bot import turns
from handoff.desk.bot import verdicts as judging
from handoff.desk.context import Desk
from handoff.desk.conversation import conversations, feedback, messages
from handoff.desk.identity import people
from handoff.desk.mail import letterbox
from handoff.desk.ownership import handoff, sweep
from handoff.desk.ports import Transaction
from handoff.desk.queueing import queue
from handoff.desk.timing import clocks
from handoff.domain.bot.turn import BotMessage, BotReply, HandoffRequest
from handoff.domain.bot.verdict import Verdict
from handoff.domain.conversation.message import Message
from handoff.domain.enums import AuthorType, Availability, EscalationReason, Role
from handoff.domain.identity.people import Actor, AgentRecord, visitor_actor
from handoff.domain.mail import Letter
from handoff.domain.policy import MailPolicy, Policy

LONG = timedelta(days=400)


@dataclass(slots=True, kw_only=True)
class PastClock:
    """A moment of the past, moved on by what is told."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += timedelta(seconds=round(seconds))


@dataclass(slots=True, kw_only=True)
class PastIds:
    """UUIDs version 7 of the past: they sort by its clock, and the same past has the same."""

    clock: PastClock
    of: random.Random
    _count: int = 0

    def __call__(self) -> str:
        self._count = (self._count + 1) & 0xFFF
        millisecond = int(self.clock().timestamp() * 1000)
        random, more = 0x8000 | self.of.getrandbits(14), self.of.getrandbits(48)
        text = f"{millisecond:012x}7{self._count:03x}{random:04x}{more:012x}"
        return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


@dataclass(frozen=True, slots=True)
class OneTransaction:
    """A store whose every use case is a part of the same transaction."""

    tx: Transaction

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """The one there is; whoever holds it commits."""
        yield self.tx

    reading = transaction


class Nobody:
    """Nobody listens to the past."""

    async def publish(self, events: object) -> None:
        """Tell nobody."""


@dataclass(slots=True, kw_only=True)
class Stage:
    """The past as it is played; `visitors` and `told` name who and what is to be kept of it."""

    desk: Desk
    clock: PastClock
    agents: dict[str, Actor] = field(default_factory=dict)
    visitors: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    thumbs: list[tuple[Message, str, bool, datetime]] = field(default_factory=list)
    said: int = 0

    @classmethod
    def build(cls, tx: Transaction, policy: Policy, begin: datetime, of: random.Random) -> "Stage":
        clock = PastClock(now=begin)
        here = replace(policy, presence_ttl=LONG, mail=MailPolicy())
        return cls(
            clock=clock,
            desk=Desk(
                store=OneTransaction(tx),
                publisher=Nobody(),
                clock=clock,
                new_id=PastIds(clock=clock, of=of),
                policy=here,
            ),
        )

    async def employ(self, records: Sequence[AgentRecord]) -> None:
        """The staff as they are, all of them at work; the desk that they return to never hears of it."""
        async with self.desk.store.transaction() as tx:
            for record in records:
                await tx.people.add_agent(record)
        for actor in (record.agent.actor for record in records if record.agent.role is Role.AGENT):
            await people.keep_present(self.desk, agent_id=actor.id)
            await people.set_availability(
                self.desk, agent=actor, availability=Availability.ONLINE, capacity=people.MOST_CAPACITY
            )
            self.agents[actor.name] = actor

    async def arrives(self, lang: str, name: str) -> tuple[Actor, str]:
        """A customer with a new conversation."""
        known = await people.create_visitor(self.desk, locale=lang, name=name)
        opened = await conversations.open_conversation(self.desk, visitor_id=known.id)
        self.visitors.append(known.id)
        self.told.append(opened.conversation.id)
        return visitor_actor(known.id), opened.conversation.id

    async def writes(self, letter: Letter, lang: str) -> tuple[Actor, str]:
        """A customer's mail, which opens a ticket."""
        await letterbox.take_in(self.desk, letter, detect=lambda _text, _default: lang)
        async with self.desk.store.reading() as tx:
            came = await tx.mails.came_in(letter.message_id)
            assert came is not None
            opened = await tx.conversations.get(came.conversation_id or "")
        assert opened is not None
        self.visitors.append(opened.visitor_id)
        self.told.append(opened.id)
        return visitor_actor(opened.visitor_id), opened.id

    async def says(self, who: Actor, id_: str, text: str) -> Message:
        """A customer's or an agent's words."""
        self.said += 1
        if not who.is_visitor:
            await clocks.look_at_clocks(self.desk)
        return await messages.send_message(
            self.desk, actor=who, conversation_id=id_, client_message_id=f"past-{self.said}", text=text
        )

    async def bot_says(
        self,
        id_: str,
        text: str,
        payload: Mapping[str, object] | None = None,
        reason: EscalationReason | None = None,
    ) -> Message:
        """The bot's answer to what it owes, with a handoff if there is a reason."""
        turn = await turns.begin_turn(self.desk, id_)
        assert turn is not None
        self.clock.forward(1)
        request = HandoffRequest(reason=reason) if reason else None
        said = BotMessage(text=text, payload=payload or {})
        await turns.finish_turn(self.desk, turn, BotReply(messages=(said,), handoff=request))
        async with self.desk.store.reading() as tx:
            stored = await tx.messages.of(id_)
        return next(one for one in reversed(stored) if one.author.type is AuthorType.BOT)

    async def rates_answer(self, who: Actor, id_: str, answer: Message, *, helpful: bool) -> None:
        await feedback.give_feedback(
            self.desk, visitor_id=who.id, conversation_id=id_, message_id=answer.id, helpful=helpful
        )
        self.thumbs.append((answer, who.id, helpful, self.clock()))

    async def rates(self, who: Actor, id_: str, score: int, comment: str | None) -> None:
        await feedback.give_csat(
            self.desk, visitor_id=who.id, conversation_id=id_, score=score, comment=comment
        )

    async def wants_person(self, who: Actor, id_: str) -> None:
        await handoff.request_human(self.desk, visitor_id=who.id, conversation_id=id_)

    async def takes(self, agent: Actor, id_: str) -> None:
        await queue.claim(self.desk, agent=agent, conversation_id=id_)

    async def resolves(self, agent: Actor, id_: str) -> None:
        await handoff.resolve(self.desk, agent=agent, conversation_id=id_, reason="answered")

    async def ends(self, who: Actor, id_: str) -> None:
        await conversations.end_conversation(self.desk, visitor_id=who.id, conversation_id=id_)

    async def falls_silent(self) -> None:
        """A day passes, and the watchdog closes what nobody went on with."""
        self.clock.now += self.desk.policy.bot_idle + timedelta(minutes=1)
        await sweep.overdue(self.desk)

    async def judges(self, agent: Actor, answer: Message, verdict: Verdict) -> None:
        await judging.judge_answer(
            self.desk,
            agent=agent,
            conversation_id=answer.conversation_id,
            message_id=answer.id,
            verdict=verdict,
        )
