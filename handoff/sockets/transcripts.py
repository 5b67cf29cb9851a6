"""Calls for a copy of a conversation by e-mail, the same ones for customers and agents."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from handoff.desk.mail import transcripts
from handoff.domain.errors import RateLimited
from handoff.sockets import frames
from handoff.sockets.door import Call, Caller, Door


async def tell_form(door: Door, caller: Caller, frame: frames.OfConversation) -> dict[str, Any]:
    form = await transcripts.transcript_form(
        door.desk, actor=caller.actor, conversation_id=frame.conversation_id
    )
    return {"on": form.on, "email": form.email}


async def send(door: Door, caller: Caller, frame: frames.SendTranscript) -> dict[str, Any]:
    # However many visitors somebody pretends to be, they come from somewhere.
    if caller.actor.is_visitor and not door.services.limits.transcripts_by_address.take(caller.address):
        raise RateLimited
    address = await transcripts.send_transcript(
        door.desk,
        actor=caller.actor,
        conversation_id=frame.conversation_id,
        email=frame.email,
        zone=frame.zone,
    )
    return {"email": address}


CALLS: Mapping[str, Call[Any, Any]] = MappingProxyType(
    {
        "transcript.form": Call(frames.OfConversation, tell_form),
        "transcript.send": Call(frames.SendTranscript, send),
    }
)
