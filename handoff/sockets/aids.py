"""Calls of the console that help an agent to write and to see who else is there."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from handoff.desk.aids import jottings, macros
from handoff.desk.conversation import conversations
from handoff.domain.errors import NotFound
from handoff.sockets import frames
from handoff.sockets.door import Call, Caller, Door, dumped
from handoff.sockets.rooms import agent_room, conversation_room
from handoff.wire import agent_conversation
from handoff.wire.shelf import StepReportOut, draft_out, mention_out


async def save_draft(door: Door, caller: Caller, frame: frames.SaveDraft) -> dict[str, Any]:
    draft = await jottings.save_draft(
        door.desk,
        agent=caller.actor,
        conversation_id=frame.conversation_id,
        kind=frame.kind,
        text=frame.text,
    )
    told = {"draft": dumped(draft_out(draft))}
    await door.emit("draft.updated", told, to=agent_room(caller.actor.id), skip_sid=caller.sid)
    return told


async def list_mentions(door: Door, caller: Caller, frame: frames.Nothing) -> dict[str, Any]:
    found = await jottings.list_mentions(door.desk, agent=caller.actor)
    return {"mentions": [dumped(mention_out(mention)) for mention in found]}


async def see_mentions(door: Door, caller: Caller, frame: frames.OfConversation) -> dict[str, Any]:
    seen = await jottings.see_mentions(door.desk, agent=caller.actor, conversation_id=frame.conversation_id)
    return {"seen": seen}


async def run_macro(door: Door, caller: Caller, frame: frames.RunMacro) -> dict[str, Any]:
    report = await macros.run_macro(
        door.desk,
        agent=caller.actor,
        conversation_id=frame.conversation_id,
        macro_id=frame.macro_id,
        run_id=frame.run_id,
    )
    return {
        "name": report.name,
        "steps": [dumped(StepReportOut.model_validate(step)) for step in report.steps],
        "left": report.left,
        "conversation": dumped(agent_conversation(report.conversation)),
    }


async def relay_viewing(door: Door, caller: Caller, frame: frames.Typing) -> dict[str, Any]:
    """Never stored: a page says it again every half minute, and colleagues let it lapse."""
    if frame.conversation_id not in caller.open:
        raise NotFound("open the conversation first")
    await conversations.summary(door.desk, actor=caller.actor, conversation_id=frame.conversation_id)
    viewer = {"id": caller.actor.id, "name": caller.actor.name}
    viewing = {"conversation_id": frame.conversation_id, "agent": viewer, "on": frame.on}
    await door.emit("viewing", viewing, to=conversation_room(frame.conversation_id), skip_sid=caller.sid)
    return {}


AIDS: Mapping[str, Call[Any, Any]] = MappingProxyType(
    {
        "draft.save": Call(frames.SaveDraft, save_draft),
        "mention.list": Call(frames.Nothing, list_mentions),
        "mention.seen": Call(frames.OfConversation, see_mentions),
        "macro.run": Call(frames.RunMacro, run_macro),
        "viewing": Call(frames.Typing, relay_viewing),
    }
)
