"""One use case = one unit of work: load, change, save, commit, and only then publish."""

import logging
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from handoff.desk.context import Desk
from handoff.desk.headers import header_of
from handoff.desk.hooks.hook_keeping import keep_deliveries
from handoff.desk.moments import say_moment, wire_time
from handoff.desk.ports import Transaction
from handoff.desk.queueing.places import Standing, forecast, place_of, standing_of
from handoff.desk.words import say
from handoff.domain.conversation.draft import Draft
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.message import Author, Message, Payload
from handoff.domain.conversation.view import ConversationView, QueuePlace
from handoff.domain.enums import AuthorType, MessageKind, Owner
from handoff.domain.errors import CapacityFull, NotFound
from handoff.domain.history.events import AgentChanged, Event, PromisesChanged, QueueChanged
from handoff.domain.history.keeping import Touched, kept_events
from handoff.domain.history.kept_event import KeptEvent
from handoff.domain.identity.people import Actor, Agent
from handoff.domain.mail import Mail, goes_by_mail
from handoff.domain.queueing.place import Place
from handoff.domain.queueing.wait import Forecast
from handoff.domain.timing.sla_facts import clock_facts

log = logging.getLogger(__name__)

# Days are counted some hours after they are over.
YOUNG = timedelta(hours=2)
SYSTEM_AUTHOR = Author(type=AuthorType.SYSTEM)


class Work:
    """What one use case has in hand until its transaction ends."""

    def __init__(self, desk: Desk, tx: Transaction) -> None:
        self.desk = desk
        self.tx = tx
        self.policy = desk.policy_now
        self.at: datetime = desk.clock()
        self.events: list[Event] = []
        self._loaded: dict[str, tuple[Conversation, Conversation]] = {}
        self._touched: dict[str, Touched] = {}
        self._agents: list[Agent] | None = None
        self._coming: Forecast | None = None
        self._place: tuple[Standing, QueuePlace | None] | None = None

    def record(self, events: Iterable[Event]) -> None:
        told = list(events)
        self.events += told
        if any(isinstance(event, QueueChanged) for event in told):
            self._place = None

    async def conversation(self, conversation_id: str, *, visitor_id: str | None = None) -> Conversation:
        """The conversation, locked for this work; a stranger's is not found."""
        conversation = await self.tx.conversations.get(conversation_id)
        if conversation is None or (visitor_id is not None and conversation.visitor_id != visitor_id):
            raise NotFound("There is no such conversation.")
        self._remember(conversation)
        return conversation

    async def conversation_for(self, actor: Actor, conversation_id: str) -> Conversation:
        """The conversation if this actor may see it: a visitor only their own."""
        if actor.is_visitor:
            return await self.conversation(conversation_id, visitor_id=actor.id)
        actor.must_be_agent()
        return await self.conversation(conversation_id)

    async def add(self, conversation: Conversation, events: Iterable[Event]) -> None:
        await self.tx.conversations.add(conversation)
        self._remember(conversation)
        self.record(events)

    def _remember(self, conversation: Conversation) -> None:
        """Keep how it was when it was first seen, to tell afterwards what has changed."""
        as_read = replace(conversation)
        self._loaded[conversation.id] = (conversation, as_read)
        known = self._touched.get(conversation.id)
        before = known.before if known else as_read
        self._touched[conversation.id] = Touched(before=before, after=conversation)

    async def say(self, conversation: Conversation, draft: Draft) -> Message:
        """Put a message into the conversation."""
        message, events = conversation.say(draft, at=self.at, policy=self.policy)
        await self.tx.messages.add(message)
        self.record(events)
        if conversation.asynchronous and self.policy.mail.enabled and goes_by_mail(message):
            await self.post(conversation)
        return message

    async def post(self, conversation: Conversation) -> None:
        """Begin to gather a mail for a customer who may not be looking, unless one is gathering already."""
        due_at = self.at + self.policy.mail.window
        mail = Mail(id=self.desk.new_id(), conversation_id=conversation.id, due_at=due_at, created_at=self.at)
        await self.tx.mails.schedule(mail)

    async def anybody_for(self, conversation: Conversation) -> bool:
        """Whether an agent serves now who could take it in time, of its team if it has one."""
        here = [agent for agent in await self._staff() if agent.reachable(self.at)]
        return any(conversation.team_id in (None, *agent.teams) for agent in here)

    async def announce(
        self,
        conversation: Conversation,
        key: str,
        more: Payload | None = None,
        /,
        *,
        because: str | None = None,
        **params: object,
    ) -> Message:
        """Tell both sides, in the customer's language, what has happened, and first why if there is a why.

        `more` is kept with the message: what the page around the widget said, or the task of a hand back.
        """
        lang, zone = conversation.lang, self.policy.terms.calendar.zone
        shown = {
            name: say_moment(value, lang, zone) if isinstance(value, datetime) else value
            for name, value in params.items()
        }
        told = {
            name: wire_time(value) if isinstance(value, datetime) else value
            for name, value in params.items()
            if value is not None
        }
        why = f"{say(f'because.{because}', conversation.lang)} " if because else ""
        return await self.say(
            conversation,
            Draft(
                id=self.desk.new_id(),
                author=SYSTEM_AUTHOR,
                kind=MessageKind.ACTIVITY,
                text=why + say(f"activity.{key}", conversation.lang, **shown),
                payload={**(more or {}), "key": key, "params": told},
            ),
        )

    async def take_place(self, place: Place, *, force: bool = False) -> None:
        if not await self.try_place(place, force=force):
            raise CapacityFull

    async def try_place(self, place: Place, *, force: bool = False) -> bool:
        """One conversation more for this agent, if they have a place for it."""
        self._counted_anew()
        weights = None if force else self.policy.weights
        taken = await self.tx.people.take_place(place, self.at, weights)
        if taken:
            self.record([AgentChanged(agent_id=place.agent_id)])
        return taken

    async def move_place(self, before: Place, after: Place, *, force: bool = False) -> None:
        """From one agent to another, or, in the hands of the same one, to the other kind."""
        if before.agent_id == after.agent_id:
            return await self._turn_place(before, after)
        self._counted_anew()
        weights = None if force else self.policy.weights
        if not await self.tx.people.move_place(before, after, self.at, weights):
            raise CapacityFull
        self.record([AgentChanged(agent_id=before.agent_id), AgentChanged(agent_id=after.agent_id)])

    async def free_place(self, place: Place | None) -> None:
        if place is not None:
            self._counted_anew()
            await self.tx.people.free_place(place)
            self.record([AgentChanged(agent_id=place.agent_id)])

    async def _turn_place(self, before: Place, after: Place) -> None:
        if before != after:
            self._counted_anew()
            await self.tx.people.turn_place(after)
            self.record([AgentChanged(agent_id=after.agent_id)])

    def _counted_anew(self) -> None:
        """A place was taken or freed: who serves, and what follows from it, is looked at again."""
        self._agents = self._coming = self._place = None

    async def _staff(self) -> list[Agent]:
        if self._agents is None:
            self._agents = await self.tx.people.agents()
        return self._agents

    async def coming(self) -> Forecast:
        """Who serves now and how fast: looked at once, and again when a place was taken or freed."""
        if self._coming is None:
            self._coming = await forecast(self.tx, self.desk, await self._staff())
        return self._coming

    async def place(self, conversation: Conversation) -> QueuePlace | None:
        """Where it stands in the queue, and how long it may wait; looked at once as long as nobody moves."""
        standing = standing_of(conversation)
        if self._place is None or self._place[0] != standing:
            self._place = standing, await place_of(self.tx, self.desk, conversation, await self.coming())
        return self._place[1]

    async def position(self, conversation: Conversation) -> int:
        """The place in the queue, counted from 1; 0 when it does not wait."""
        place = await self.place(conversation)
        return place.position if place else 0

    async def save(self) -> None:
        """Write every changed conversation back; Conflict if somebody else was faster."""
        loaded, self._loaded = self._loaded, {}
        for conversation, as_read in loaded.values():
            if conversation != as_read:
                await self._keep_kind(as_read.place_of, conversation.place_of)
                await self._pass_promises_on(as_read, conversation)
                self.record(clock_facts(as_read.sla, conversation))
                await self.tx.conversations.save(conversation)

    async def _keep_kind(self, before: Place | None, after: Place | None) -> None:
        """A chat may become work for later, or be a chat again, while it stays with its agent."""
        if before is not None and after is not None and before.agent_id == after.agent_id:
            await self._turn_place(before, after)

    async def _pass_promises_on(self, before: Conversation, after: Conversation) -> None:
        """Who has the conversation keeps what was promised in it; whoever closes it keeps it still."""
        taken = after.agent_id not in (None, before.agent_id)
        let_go = before.agent_id is not None and after.owner is Owner.QUEUE
        if (taken or let_go) and await self.tx.promises.follow(after.id, after.agent_id):
            self.record([PromisesChanged(conversation_id=after.id)])

    async def keep_events(self) -> None:
        """Keep what happened for the figures, all at once, and for whoever is to be told."""
        calendar, new_id = self.policy.terms.calendar, self.desk.new_id
        kept: list[KeptEvent] = []
        old: list[str] = []
        for id_, touched in self._touched.items():
            told = [event for event in self.events if getattr(event, "conversation_id", None) == id_]
            mine = kept_events(told, touched, at=self.at, calendar=calendar, new_id=new_id)
            kept += mine
            # A day in which it has events may have been counted; a younger one has none in such a day.
            if mine and touched.after.opened_at < self.at - YOUNG:
                old.append(id_)
            if self.desk.agreed.webhooks:
                await keep_deliveries(self.tx, self.desk, told, touched, at=self.at)
        if old:
            await self.tx.events.disturb(old)
        if kept:
            await self.tx.events.add(kept)

    async def view(self, conversation: Conversation, reader_id: str | None = None) -> ConversationView:
        """The saved conversation as its readers see it."""
        await self.save()
        view = await header_of(self.tx, conversation.id, self.desk, reader_id)
        waits = view.waiting_since is not None
        return replace(view, queue=await self.place(conversation)) if waits else view


@asynccontextmanager
async def working(desk: Desk) -> AsyncIterator[Work]:
    """A writing transaction; what happened in it is published after the commit."""
    async with desk.store.transaction() as tx:
        work = Work(desk, tx)
        yield work
        await work.save()
        await work.keep_events()
    await _publish(desk, work.events)


async def _publish(desk: Desk, events: Sequence[Event]) -> None:
    if not events:
        return
    try:
        await desk.publisher.publish(tuple(events))
    except Exception:
        log.exception("Events were committed but not published: %s", events)
