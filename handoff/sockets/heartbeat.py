"""The pulse of a process: newest seqs and held offers told, presence kept, bad connections closed."""

import asyncio
import logging
from collections.abc import Callable

from handoff.connections.presence import Presence
from handoff.connections.socket_server import AGENT_NAMESPACE, VISITOR_NAMESPACE, GuardedServer
from handoff.desk.context import Desk
from handoff.desk.conversation import conversations
from handoff.desk.identity import people
from handoff.desk.queueing import offers, queue
from handoff.loops.rounds import Rounds
from handoff.sockets.door import doors_of
from handoff.sockets.rooms import agent_room, conversation_of, conversation_room

log = logging.getLogger(__name__)

BATCH = 500


class Heartbeat:
    """Beats for the clients of this process alone, so several processes do not beat twice."""

    def __init__(
        self,
        *,
        server: GuardedServer,
        desk: Desk,
        presence: Presence,
        seconds: float,
        queue_moved: Callable[[], None] = lambda: None,
    ) -> None:
        self._server = server
        self._desk = desk
        self._presence = presence
        self._queue_moved = queue_moved
        self._waiting: list[str] = []
        self._mute: set[str] = set()
        self._rounds = Rounds(self.beat, name="heartbeat", seconds=seconds)

    def wake(self) -> None:
        """Beat now: something may have been missed."""
        self._rounds.wake()

    async def start(self) -> None:
        """Begin to beat."""
        self._server.when_heard_again(self.wake)
        self._rounds.start(at_once=False)

    async def close(self) -> None:
        """Stop."""
        await self._rounds.close()

    async def beat(self) -> None:
        """One beat."""
        parts = (
            self._tell_heads(),
            self._tell_in_hand(),
            self._look_at_queue(),
            self._look_at_callers(),
            self._hang_up_on_the_mute(),
        )
        for result in await asyncio.gather(*parts, return_exceptions=True):
            if isinstance(result, Exception):
                log.error("a part of the heartbeat failed", exc_info=result)

    async def _tell_heads(self) -> None:
        rooms = self._server.manager.rooms
        for namespace in (VISITOR_NAMESPACE, AGENT_NAMESPACE):
            open_here = [id_ for room in list(rooms.get(namespace, ())) if (id_ := conversation_of(room))]
            for start in range(0, len(open_here), BATCH):
                heads = await conversations.head(self._desk, open_here[start : start + BATCH])
                for conversation_id, seq in heads.items():
                    await self._server.emit(
                        "head",
                        {"conversation_id": conversation_id, "seq": seq},
                        to=conversation_room(conversation_id),
                        namespace=namespace,
                        ignore_queue=True,
                    )

    async def _tell_in_hand(self) -> None:
        """What is held out to the agents of this process, and is theirs: a gap of Redis would lose it."""
        agent_ids = self._presence.agents()
        if not agent_ids:
            return
        for agent_id, held in (await offers.held_by(self._desk, agent_ids=agent_ids)).items():
            await self._server.emit(
                "offers.held",
                {"conversation_ids": held.offered, "mine": held.served},
                to=agent_room(agent_id),
                namespace=AGENT_NAMESPACE,
                ignore_queue=True,
            )

    async def _look_at_queue(self) -> None:
        """Who came and left at a process that is not heard is told to those who wait and serve here."""
        before, self._waiting = self._waiting, await queue.first_waiting(self._desk)
        if self._waiting != before:
            self._queue_moved()

    async def _look_at_callers(self) -> None:
        for door in doors_of(self._server):
            await door.dismiss_unwelcome()
        if agent_ids := self._presence.agents():
            await people.keep_all_present(self._desk, agent_ids=agent_ids, process=self._presence.process)
        await people.note_lapsed(self._desk)

    async def _hang_up_on_the_mute(self) -> None:
        mute = set(self._server.silent_connections())
        for eio_sid in mute & self._mute:
            await self._server.hang_up(eio_sid)
        self._mute = mute - self._mute
