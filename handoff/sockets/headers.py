"""Headers of conversations and places in the queue, told anew when they change: together, and seldom."""

from collections.abc import Sequence

from socketio import AsyncServer

from handoff.connections.socket_server import AGENT_NAMESPACE, VISITOR_NAMESPACE
from handoff.desk.context import Desk
from handoff.desk.conversation import conversations
from handoff.desk.queueing import queue
from handoff.domain.conversation.view import ConversationView, QueuePlace
from handoff.domain.enums import Owner
from handoff.domain.history.events import (
    ConversationChanged,
    ConversationOpened,
    Event,
    MessageAdded,
    OwnerChanged,
)
from handoff.health.metrics import Metrics
from handoff.sockets.paced import Paced, logged
from handoff.sockets.rooms import ALL_AGENTS, agent_room, conversation_room
from handoff.wire import agent_conversation, visitor_conversation

CHANGES = (ConversationOpened, OwnerChanged, ConversationChanged)
PLACES_PAUSE_SECONDS = 0.2
HEADERS_PAUSE_SECONDS = 0.1
LAST_WORDS_PAUSE_SECONDS = 0.5


class Headers:
    """What the lists show: read anew after a change, many changes told once, and nobody's ack waits for it.

    A change of owner or state reaches every console at once, but of a conversation in which nothing has been
    said: no list shows it, and most visitors only look. The last words of a conversation that an agent
    owns only matter to its readers and to that agent, who hear of them a moment later: with 200 consoles,
    telling all of them of every message would cost more than everything else the desk does.
    """

    def __init__(self, *, server: AsyncServer, metrics: Metrics) -> None:
        self._server = server
        self._metrics = metrics
        self._desk: Desk | None = None
        self._told: dict[str, QueuePlace] = {}
        self._changed = Paced(self._tell_changed, HEADERS_PAUSE_SECONDS, "conversation-headers")
        self._spoken = Paced(self._tell_last_words, LAST_WORDS_PAUSE_SECONDS, "last-words")
        self._moved = Paced(self._tell_places, PLACES_PAUSE_SECONDS, "queue-places")

    def serve(self, desk: Desk) -> None:
        """Late binding: the desk needs a publisher before it can be read."""
        self._desk = desk

    @property
    def desk(self) -> Desk:
        if self._desk is None:
            raise RuntimeError("the publisher serves no desk yet; call serve()")
        return self._desk

    def heard(self, events: Sequence[Event]) -> None:
        """Note what these facts change in the lists."""
        for event in events:
            if isinstance(event, CHANGES):
                self._changed.add(event.conversation_id)
        for event in events:
            if isinstance(event, MessageAdded) and not self._changed.holds(event.conversation_id):
                self._spoken.add(event.conversation_id)

    def queue_moved(self) -> None:
        """Somebody joined or left the queue."""
        self._moved.add("")

    async def close(self) -> None:
        """Stop telling."""
        for paced in (self._changed, self._spoken, self._moved):
            await paced.close()

    async def _tell_changed(self, conversation_ids: Sequence[str]) -> None:
        for view in await conversations.get_views(self.desk, conversation_ids):
            self._spoken.forget(view.id)
            await logged(self._tell_header(view), "header", view.id)

    async def _tell_header(self, view: ConversationView) -> None:
        if view.queue is not None:
            self._told[view.id] = view.queue
        await self._tell_visitor(view)
        await self._tell_agents(view, [ALL_AGENTS if view.begun else conversation_room(view.id)])

    async def _tell_last_words(self, conversation_ids: Sequence[str]) -> None:
        for view in await conversations.get_views(self.desk, conversation_ids):
            rooms = [ALL_AGENTS if view.begun else conversation_room(view.id)]
            if view.owner is Owner.AGENT and view.agent is not None:
                rooms = [agent_room(view.agent.id), conversation_room(view.id)]
            await logged(self._tell_agents(view, rooms), "last words", view.id)

    async def _tell_places(self, _: Sequence[str]) -> None:
        places, moved = await queue.moved(self.desk, self._told)
        self._metrics.waiting.set(len(places))
        listed = [
            {"conversation_id": id_, "position": place.overall, "wait_seconds": place.wait_seconds}
            for id_, place in places.items()
        ]
        counted = {"counts": {"queue": len(places)}, "positions": listed}
        await self._server.emit("queue.updated", counted, to=ALL_AGENTS, namespace=AGENT_NAMESPACE)
        self._told = dict(places)
        for view in moved:
            await self._tell_visitor(view)

    async def _tell_visitor(self, view: ConversationView) -> None:
        shown = {"conversation": visitor_conversation(view).model_dump(mode="json")}
        room = conversation_room(view.id)
        await self._server.emit("conversation.updated", shown, to=room, namespace=VISITOR_NAMESPACE)

    async def _tell_agents(self, view: ConversationView, rooms: list[str]) -> None:
        shown = {"conversation": agent_conversation(view).model_dump(mode="json")}
        await self._server.emit("conversation.updated", shown, to=rooms, namespace=AGENT_NAMESPACE)
