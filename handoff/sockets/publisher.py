"""Turns committed facts into emits: a message to its readers, a header to lists, places to those who wait."""

import logging
from collections.abc import Sequence
from typing import Any, Protocol

from pydantic import BaseModel
from socketio import AsyncServer

from handoff.connections.socket_server import AGENT_NAMESPACE, VISITOR_NAMESPACE
from handoff.desk.context import Desk
from handoff.desk.identity import people
from handoff.desk.queueing import offers
from handoff.desk.timing import promises
from handoff.domain.enums import AuthorType, MessageKind, Owner
from handoff.domain.history.events import (
    AgentChanged,
    AgentMentioned,
    AgentSteered,
    AnswerJudged,
    ClockEnded,
    ClockMoved,
    DeadlineMissed,
    Event,
    MessageAdded,
    MessagesDelivered,
    MessagesSeen,
    OfferEnded,
    OfferMade,
    OwnerChanged,
    PromiseMoved,
    PromisesChanged,
    QueueChanged,
    SideAsked,
    TurnOwed,
)
from handoff.domain.timing.sla import ClockState
from handoff.health.metrics import Metrics
from handoff.sockets.headers import Headers
from handoff.sockets.paced import Paced, logged
from handoff.sockets.rooms import ALL_AGENTS, agent_room, conversation_room
from handoff.wire import (
    agent_message,
    agent_out,
    offer_out,
    promises_out,
    verdict_out,
    visitor_message,
)
from handoff.wire.shelf import mention_out

log = logging.getLogger(__name__)

PRESENCE_PAUSE_SECONDS = 0.1


class Turns(Protocol):
    """Who wants to know that the bot owes a turn, or owes it no more."""

    def wake(self, conversation_id: str) -> None: ...
    def superseded(self, conversation_id: str) -> None: ...


class Places(Protocol):
    """Who wants to know that a place may have become free, or somebody began to wait."""

    def wake(self) -> None: ...


class Asides(Protocol):
    """Who answers side questions of those who wait."""

    def heard(self, asked: SideAsked) -> None: ...


class SocketPublisher:
    """The desk's way out; a lost emit is healed by the next heartbeat, so a failing one is only logged."""

    def __init__(self, *, server: AsyncServer, metrics: Metrics | None = None) -> None:
        self._server = server
        self._metrics = metrics or Metrics()
        self._desk: Desk | None = None
        self._turns: Turns | None = None
        self._places: Places | None = None
        self._asides: Asides | None = None
        self._headers = Headers(server=server, metrics=self._metrics)
        self._present = Paced(self._tell_present, PRESENCE_PAUSE_SECONDS, "presence")

    def serve(
        self, desk: Desk, turns: Turns, places: Places | None = None, asides: Asides | None = None
    ) -> None:
        """Late binding: desk, turn runner and assigner need a publisher before it can serve them."""
        self._headers.serve(desk)
        self._asides = asides
        self._desk = desk
        self._turns = turns
        self._places = places

    @property
    def desk(self) -> Desk:
        if self._desk is None:
            raise RuntimeError("the publisher serves no desk yet; call serve()")
        return self._desk

    async def publish(self, events: Sequence[Event]) -> None:
        """Emit everything these facts mean to anybody who is connected."""
        for event in events:
            conversation_id = getattr(event, "conversation_id", "")
            await logged(self._one(event), type(event).__name__, conversation_id)
        self._headers.heard(events)

    def queue_moved(self) -> None:
        """Tell the places anew: somebody joined or left the queue, perhaps unheard."""
        self._headers.queue_moved()

    async def bot_typing(self, conversation_id: str, on: bool) -> None:
        """Show or hide that the bot is working on an answer."""
        typing = {"conversation_id": conversation_id, "author": {"type": AuthorType.BOT.value}, "on": on}
        room = conversation_room(conversation_id)
        for namespace in (VISITOR_NAMESPACE, AGENT_NAMESPACE):
            await logged(self._emit("typing", typing, namespace, room), "typing", conversation_id)

    async def close(self) -> None:
        """Stop telling headers and places in the queue."""
        await self._headers.close()
        await self._present.close()

    async def _one(self, event: Event) -> None:
        match event:
            case MessageAdded():
                await self._tell_message(event)
            case MessagesSeen() | MessagesDelivered():
                await self._tell_mark(event)
            case AnswerJudged() | PromisesChanged():
                await self._tell_beside(event)
            case AgentMentioned(mention=mention):
                told = {"mention": mention_out(mention)}
                await self._emit("mention.made", told, AGENT_NAMESPACE, agent_room(mention.agent_id))
            case QueueChanged() | AgentChanged():
                self._stir(event)
            case AgentSteered():
                await self._tell_steered(event)
            case TurnOwed() | SideAsked() | OwnerChanged():
                self._tell_bot(event)
            case OfferMade() | OfferEnded():
                await self._tell_offer(event)
            case DeadlineMissed() | ClockMoved() | ClockEnded() | PromiseMoved():
                self._count(event)

    def _stir(self, event: QueueChanged | AgentChanged) -> None:
        """A place may have become free, or somebody wants one."""
        if isinstance(event, AgentChanged):
            self._present.add(event.agent_id)
        else:
            self._headers.queue_moved()
        if self._places is not None:
            self._places.wake()

    def _count(self, event: DeadlineMissed | ClockMoved | ClockEnded | PromiseMoved) -> None:
        if isinstance(event, PromiseMoved):
            late = "true" if event.late else "false"
            self._metrics.promises.labels(event.author.value, event.state.value, late).inc()
            return
        if isinstance(event, DeadlineMissed):
            self._metrics.deadlines.labels(event.owner.value, event.action).inc()
            return
        clock = event.clock.value
        if isinstance(event, ClockMoved) or event.state is not ClockState.BREACHED:
            self._metrics.clocks.labels(clock, event.state.value).inc()
        if isinstance(event, ClockEnded) and event.state is not ClockState.DROPPED:
            since_word, since_handoff = event.since_first_word, event.since_handoff
            self._metrics.clock_seconds.labels(clock, "first_word").observe(since_word.total_seconds())
            self._metrics.clock_seconds.labels(clock, "handoff").observe(since_handoff.total_seconds())

    def _tell_bot(self, event: TurnOwed | SideAsked | OwnerChanged) -> None:
        match event:
            case TurnOwed() if self._turns is not None:
                self._turns.wake(event.conversation_id)
            case OwnerChanged(before=Owner.BOT) if self._turns is not None:
                self._turns.superseded(event.conversation_id)
            case SideAsked() if self._asides is not None:
                self._asides.heard(event)

    async def _tell_message(self, event: MessageAdded) -> None:
        room = conversation_room(event.conversation_id)
        if event.message.kind is not MessageKind.NOTE:
            await self._emit(
                "message.new", {"message": visitor_message(event.message)}, VISITOR_NAMESPACE, room
            )
        await self._emit("message.new", {"message": agent_message(event.message)}, AGENT_NAMESPACE, room)

    async def _tell_offer(self, event: OfferMade | OfferEnded) -> None:
        room = agent_room(event.agent_id)
        if isinstance(event, OfferEnded):
            over = {"conversation_id": event.conversation_id, "outcome": event.outcome.value}
            await self._emit("offer.withdrawn", over, AGENT_NAMESPACE, room)
            return
        shown = await offers.offered(
            self.desk, conversation_id=event.conversation_id, expires_at=event.expires_at
        )
        await self._server.emit("offer.made", _json(offer_out(shown)), to=room, namespace=AGENT_NAMESPACE)

    async def _tell_mark(self, event: MessagesSeen | MessagesDelivered) -> None:
        author = AuthorType.VISITOR if event.by_visitor else AuthorType.AGENT
        mark = {"conversation_id": event.conversation_id, "author_type": author.value, "seq": event.seq}
        other = AGENT_NAMESPACE if event.by_visitor else VISITOR_NAMESPACE
        room = conversation_room(event.conversation_id)
        if isinstance(event, MessagesSeen):
            await self._server.emit("seen", mark, to=room, namespace=other)
        else:
            await self._server.emit("delivered", mark, to=room, namespace=other)

    async def _tell_verdict(self, event: AnswerJudged) -> None:
        told = {
            "conversation_id": event.conversation_id,
            "message_id": event.message_id,
            "verdict": verdict_out(event.verdict) if event.verdict else None,
        }
        await self._emit("answer.judged", told, AGENT_NAMESPACE, conversation_room(event.conversation_id))

    async def _tell_beside(self, event: AnswerJudged | PromisesChanged) -> None:
        """What staff note beside the messages."""
        if isinstance(event, AnswerJudged):
            await self._tell_verdict(event)
            return
        conversation_id = event.conversation_id
        found = await promises.promises_of(self.desk, conversation_id=conversation_id)
        told = {"conversation_id": conversation_id, "promises": promises_out(found)}
        await self._emit("promise.updated", told, AGENT_NAMESPACE, ALL_AGENTS)

    async def _tell_steered(self, event: AgentSteered) -> None:
        agent = await people.get_agent(self.desk, agent_id=event.agent_id)
        if agent is not None:
            told = {"by": event.by, "availability": agent.availability.value, "capacity": agent.capacity}
            await self._emit("agent.steered", told, AGENT_NAMESPACE, agent_room(agent.id))

    async def _tell_present(self, agent_ids: Sequence[str]) -> None:
        now, weights = self.desk.clock(), self.desk.policy_now.weights
        found = await people.get_agents(self.desk, agent_ids=agent_ids)
        changed = [agent_out(agent, now, weights) for agent in found]
        if changed:
            await self._emit("presence.updated", {"agents": changed}, AGENT_NAMESPACE, ALL_AGENTS)

    async def _emit(self, event: str, data: dict[str, Any], namespace: str, room: str) -> None:
        await self._server.emit(event, _json(data), to=room, namespace=namespace)


def _json(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, dict):
        return {key: _json(item) for key, item in value.items()}
    return [_json(item) for item in value] if isinstance(value, list | tuple) else value
