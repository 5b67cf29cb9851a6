"""The /visitor namespace: a customer and their own conversations."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import Any

from handoff.auth import Claim
from handoff.connections.socket_server import AGENT_NAMESPACE, VISITOR_NAMESPACE
from handoff.desk.conversation import closing, conversations, feedback, messages
from handoff.desk.identity import people
from handoff.desk.identity.intake import Answers
from handoff.desk.mail import tickets
from handoff.desk.ownership import handoff
from handoff.desk.queueing import waiting
from handoff.domain.conversation.message import Payload, visible_to_visitor
from handoff.domain.conversation.view import ConversationView
from handoff.domain.errors import NotFound, Unauthenticated
from handoff.domain.identity.people import Actor, visitor_actor
from handoff.services import Services
from handoff.sockets import frames, transcripts
from handoff.sockets.device import device_of
from handoff.sockets.door import Call, Caller, Door, dumped
from handoff.sockets.marks import MARKS
from handoff.sockets.rooms import conversation_room
from handoff.wire import visitor_conversation, visitor_message


class VisitorDoor(Door):
    """Lets visitors in by their token and answers the widget's calls."""

    def __init__(self, services: Services) -> None:
        super().__init__(VISITOR_NAMESPACE, services)

    @property
    def calls(self) -> Mapping[str, Call[Any, Any]]:
        return CALLS

    async def identify(self, token: object) -> tuple[Actor, Claim]:
        claim = self.services.tokens.read_visitor(token)
        visitor = await people.get_visitor(self.desk, visitor_id=claim.subject)
        if visitor is None:
            raise Unauthenticated("this visitor is not known here any more")
        return visitor_actor(visitor.id, visitor.name or ""), claim

    async def still_welcome(self, caller: Caller) -> Actor:
        return caller.actor

    async def visit(self, caller: Caller, said: frames.Visit | None) -> Payload:
        """What the page says of this visit, and the device that it comes from."""
        if caller.device is None:
            environ = self.server.get_environ(caller.sid, namespace=self.namespace)
            # The patterns are compiled when they are first needed, which takes a moment.
            caller.device = (await asyncio.to_thread(device_of, environ or {}),)
        return (said or frames.Visit()).payload(*caller.device)


async def open_conversation(door: VisitorDoor, caller: Caller, frame: frames.OpenOrBegin) -> dict[str, Any]:
    opened = await conversations.open_conversation(
        door.desk,
        visitor_id=caller.actor.id,
        conversation_id=frame.conversation_id,
        after=frame.after,
        lang=frame.lang,
        begin=frame.begin,
        intake=Answers(**frame.intake.model_dump()) if frame.intake else None,
    )
    conversation_id = opened.conversation.id
    await door.enter(caller, conversation_id)
    # What was said between reading and entering the room would otherwise wait for the next heartbeat.
    if (await conversations.head(door.desk, [conversation_id]))[conversation_id] != opened.head_seq:
        opened = await conversations.open_conversation(
            door.desk, visitor_id=caller.actor.id, conversation_id=conversation_id, after=frame.after
        )
    return {
        "conversation": dumped(visitor_conversation(opened.conversation)),
        "messages": [dumped(visitor_message(message)) for message in visible_to_visitor(opened.messages)],
        "head_seq": opened.head_seq,
        "delivered_to_agent": opened.delivered_to_agent,
        "seen_by_agent": opened.seen_by_agent,
    }


async def send_message(door: VisitorDoor, caller: Caller, frame: frames.Say) -> dict[str, Any]:
    message = await messages.send_message(
        door.desk,
        actor=caller.actor,
        conversation_id=frame.conversation_id,
        client_message_id=frame.client_message_id,
        text=frame.text,
        choice=frame.choice.model_dump() if frame.choice else None,
        attachments=frame.attachments,
        lang=frame.lang,
        visit=await door.visit(caller, frame.visit),
    )
    return {"message": dumped(visitor_message(message))}


async def request_human(door: VisitorDoor, caller: Caller, frame: frames.AskHuman) -> dict[str, Any]:
    view = await handoff.request_human(
        door.desk,
        visitor_id=caller.actor.id,
        conversation_id=frame.conversation_id,
        visit=await door.visit(caller, frame.visit),
    )
    return {"conversation": dumped(visitor_conversation(view))}


def changing(
    change: Callable[..., Awaitable[ConversationView]],
) -> Callable[[VisitorDoor, Caller, frames.OfConversation], Awaitable[dict[str, Any]]]:
    """A call whose frame holds what the use case takes, and whose answer is the conversation after it."""

    async def call(door: VisitorDoor, caller: Caller, frame: frames.OfConversation) -> dict[str, Any]:
        view = await change(door.desk, visitor_id=caller.actor.id, **dict(frame))
        return {"conversation": dumped(visitor_conversation(view))}

    return call


async def give_feedback(door: VisitorDoor, caller: Caller, frame: frames.Feedback) -> dict[str, Any]:
    message = await feedback.give_feedback(
        door.desk,
        visitor_id=caller.actor.id,
        conversation_id=frame.conversation_id,
        message_id=frame.message_id,
        helpful=frame.helpful,
    )
    return {"message": dumped(visitor_message(message))}


async def csat_form(door: VisitorDoor, caller: Caller, frame: frames.OfConversation) -> dict[str, Any]:
    view, form = await closing.csat_form(
        door.desk, visitor_id=caller.actor.id, conversation_id=frame.conversation_id
    )
    questions = form.questions if view.csat_due else ()
    asked = [{"id": one.id, "kind": one.kind.value, "text": one.say(view.lang)} for one in questions]
    return {"due": view.csat_due, "questions": asked}


async def give_csat(door: VisitorDoor, caller: Caller, frame: frames.Csat) -> dict[str, Any]:
    view = await feedback.give_csat(
        door.desk,
        visitor_id=caller.actor.id,
        conversation_id=frame.conversation_id,
        score=frame.score,
        comment=frame.comment,
        answers=frame.answers,
    )
    return {"conversation": dumped(visitor_conversation(view))}


async def relay_typing(door: VisitorDoor, caller: Caller, frame: frames.Typing) -> dict[str, Any]:
    # Being in the room was granted by an open that checked whose conversation it is.
    if frame.conversation_id not in caller.open:
        raise NotFound("open the conversation first")
    author = {"type": "visitor", "id": caller.actor.id, "name": caller.actor.name or None}
    await door.server.emit(
        "typing",
        {"conversation_id": frame.conversation_id, "author": author, "on": frame.on},
        to=conversation_room(frame.conversation_id),
        namespace=AGENT_NAMESPACE,
    )
    return {}


CALLS: Mapping[str, Call[Any, Any]] = MappingProxyType(
    {
        "conversation.open": Call(frames.OpenOrBegin, open_conversation),
        "message.send": Call(frames.Say, send_message),
        "human.request": Call(frames.AskHuman, request_human),
        "wait.cancel": Call(frames.OfConversation, changing(waiting.cancel_wait)),
        "wait.contact": Call(frames.Contact, changing(waiting.leave_contact)),
        "ticket.open": Call(frames.OpenTicket, changing(tickets.open_ticket)),
        "conversation.end": Call(frames.OfConversation, changing(conversations.end_conversation)),
        "feedback.give": Call(frames.Feedback, give_feedback),
        "csat.form": Call(frames.OfConversation, csat_form),
        "csat.give": Call(frames.Csat, give_csat),
        **MARKS,
        "typing": Call(frames.Typing, relay_typing),
        **transcripts.CALLS,
    }
)
