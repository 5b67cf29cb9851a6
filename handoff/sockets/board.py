"""The live board: told to whoever watches here as long as they watch, whenever it is another one."""

import asyncio
import logging
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from handoff.desk.reporting import board
from handoff.sockets import frames
from handoff.sockets.door import Call, Caller, Door, dumped
from handoff.wire import agent_conversation, agent_out
from handoff.wire.board import board_out

log = logging.getLogger(__name__)

SECONDS = 1.0

Told = dict[str, Any]


class BoardWatch:
    """Looks once a second for all who watch at this process, whichever process changed what they see."""

    def __init__(self, door: Door, *, seconds: float = SECONDS) -> None:
        self._door = door
        self._seconds = seconds
        self._told: dict[str, Told] = {}
        self._task: asyncio.Task[None] | None = None

    async def begin(self, caller: Caller) -> Told:
        """What there is now; what changes follows."""
        told = await self._look(caller)
        self._told[caller.sid] = told
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run(), name="board")
        return told

    def end(self, sid: str) -> None:
        """Somebody looks away."""
        self._told.pop(sid, None)

    async def _run(self) -> None:
        while self._told:
            await asyncio.sleep(self._seconds)
            try:
                await self._tell()
            except Exception:
                log.exception("the board could not be read; the next look follows")

    async def _tell(self) -> None:
        callers = [self._door.callers[sid] for sid in list(self._told) if sid in self._door.callers]
        leading = [caller for caller in callers if caller.actor.leads]
        self._told = {caller.sid: self._told[caller.sid] for caller in leading if caller.sid in self._told}
        if not leading:
            return
        now = await self._look(leading[0])
        for sid in [sid for sid, before in self._told.items() if before != now]:
            self._told[sid] = now
            await self._door.server.emit(
                "board.updated", {"board": now}, to=sid, namespace=self._door.namespace, ignore_queue=True
            )

    async def _look(self, caller: Caller) -> Told:
        return dumped(board_out(await board.read_board(self._door.desk, actor=caller.actor))) or {}


async def reassign(door: Door, caller: Caller, frame: frames.Reassign) -> dict[str, Any]:
    view = await board.reassign(
        door.desk,
        agent=caller.actor,
        conversation_id=frame.conversation_id,
        to=frame.to,
        epoch=frame.epoch,
        comment=frame.comment,
    )
    return {"conversation": dumped(agent_conversation(view))}


async def steer_agent(door: Door, caller: Caller, frame: frames.SteerAgent) -> dict[str, Any]:
    agent = await board.steer_agent(
        door.desk,
        actor=caller.actor,
        agent_id=frame.agent_id,
        availability=frame.availability,
        capacity=frame.capacity,
    )
    return {"agent": dumped(agent_out(agent, door.desk.clock(), door.desk.policy_now.weights))}


STEERING: Mapping[str, Call[Any, Any]] = MappingProxyType(
    {
        "conversation.reassign": Call(frames.Reassign, reassign),
        "agent.steer": Call(frames.SteerAgent, steer_agent),
    }
)
