"""The console's calls about the ledger of promises."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from handoff.desk.timing import promises
from handoff.domain.promise.ledger import Promise
from handoff.sockets import frames
from handoff.sockets.door import Call, Caller, Door, dumped
from handoff.wire import agent_conversation, promises_out


async def list_promises(door: Door, caller: Caller, frame: frames.ListPromises) -> dict[str, Any]:
    owed = await promises.owed(door.desk, actor=caller.actor, everybody=frame.everybody)
    headers = [dumped(agent_conversation(view)) for view in owed.conversations]
    return _listed(owed.promises) | {"conversations": headers}


async def add_promise(door: Door, caller: Caller, frame: frames.AddPromise) -> dict[str, Any]:
    found = await promises.promise(
        door.desk,
        agent=caller.actor,
        conversation_id=frame.conversation_id,
        text=frame.text,
        due_at=frame.due_at,
    )
    return _listed(found)


async def change_promise(door: Door, caller: Caller, frame: frames.ChangePromise) -> dict[str, Any]:
    found = await promises.change_due(
        door.desk, agent=caller.actor, promise_id=frame.promise_id, due_at=frame.due_at
    )
    return _listed(found)


Change = Callable[..., Awaitable[tuple[Promise, ...]]]


def _changing(change: Change) -> Callable[[Door, Caller, frames.OfPromise], Awaitable[dict[str, Any]]]:
    async def run(door: Door, caller: Caller, frame: frames.OfPromise) -> dict[str, Any]:
        return _listed(await change(door.desk, agent=caller.actor, promise_id=frame.promise_id))

    return run


def _listed(found: Sequence[Promise]) -> dict[str, Any]:
    return {"promises": [dumped(one) for one in promises_out(found)]}


CALLS: Mapping[str, Call[Any, Any]] = {
    "promise.list": Call(frames.ListPromises, list_promises),
    "promise.add": Call(frames.AddPromise, add_promise),
    "promise.change": Call(frames.ChangePromise, change_promise),
    "promise.keep": Call(frames.OfPromise, _changing(promises.keep)),
    "promise.drop": Call(frames.OfPromise, _changing(promises.drop)),
    "promise.reopen": Call(frames.OfPromise, _changing(promises.owe_again)),
}
