"""How far one side has what the other has said: the same two calls for customers and agents."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from handoff.desk.conversation import messages
from handoff.sockets import frames
from handoff.sockets.door import Call, Caller, Door


def _marking(mark: Callable[..., Awaitable[int]]) -> Call[Door, frames.UpTo]:
    async def run(door: Door, caller: Caller, frame: frames.UpTo) -> Mapping[str, Any]:
        seq = await mark(door.desk, actor=caller.actor, conversation_id=frame.conversation_id, seq=frame.seq)
        return {"seq": seq}

    return Call(frames.UpTo, run)


MARKS: Mapping[str, Call[Any, Any]] = {
    "message.delivered": _marking(messages.mark_delivered),
    "message.seen": _marking(messages.mark_seen),
}
