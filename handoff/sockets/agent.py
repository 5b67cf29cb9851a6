"""The /agent namespace: the console of those who serve conversations."""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import Any

from handoff.auth import Claim
from handoff.connections.socket_server import AGENT_NAMESPACE, VISITOR_NAMESPACE
from handoff.desk.aids import jottings
from handoff.desk.bot import verdicts
from handoff.desk.conversation import closing, conversations, merging, messages, same_customer, snooze
from handoff.desk.identity import blocking, people, staff
from handoff.desk.mail import tickets
from handoff.desk.ownership import handoff, transfers
from handoff.desk.queueing import away, offers, queue
from handoff.domain.conversation.message import Author
from handoff.domain.conversation.view import ConversationView
from handoff.domain.enums import AuthorType
from handoff.domain.errors import Forbidden, NotFound, Unauthenticated
from handoff.domain.identity.people import Actor
from handoff.services import Services
from handoff.sockets import frames, promises, transcripts
from handoff.sockets.aids import AIDS
from handoff.sockets.board import STEERING, BoardWatch
from handoff.sockets.cards import card_of
from handoff.sockets.door import Call, Caller, Door, dumped
from handoff.sockets.marks import MARKS
from handoff.sockets.paced import logged
from handoff.sockets.rooms import ALL_AGENTS, agent_room, conversation_room
from handoff.wire import (
    agent_conversation,
    agent_message,
    agent_out,
    agent_view,
    author_out,
    colleague_out,
    offer_out,
    verdict_out,
)


class AgentDoor(Door):
    """Lets agents in by their token, keeps their presence, answers the console's calls."""

    def __init__(self, services: Services) -> None:
        super().__init__(AGENT_NAMESPACE, services)
        self.board = BoardWatch(self)

    @property
    def calls(self) -> Mapping[str, Call[Any, Any]]:
        return CALLS

    async def identify(self, token: object) -> tuple[Actor, Claim]:
        claim = self.services.tokens.read_agent(token)
        return await self._agent(claim), claim

    async def still_welcome(self, caller: Caller) -> Actor:
        return await self._agent(caller.claim)

    async def arrived(self, caller: Caller) -> None:
        if not caller.vouched:
            return
        self.services.presence.arrived(caller.actor.id, caller.sid)
        try:
            await people.keep_present(
                self.desk, agent_id=caller.actor.id, process=self.services.presence.process
            )
        except BaseException:
            self.services.presence.left(caller.actor.id, caller.sid)
            raise

    async def welcome(self, sid: str) -> None:
        """Who is here and how: afterwards only changes are told."""
        caller = self.callers.get(sid)
        if caller is not None:
            await self.enter_room(sid, ALL_AGENTS)
            await self.enter_room(sid, agent_room(caller.actor.id))
            await logged(self._show_colleagues(caller), "colleagues", caller.actor.id)

    async def _show_colleagues(self, caller: Caller) -> None:
        found = await people.list_agents(self.desk, actor=caller.actor)
        told = {"agents": [dumped(colleague_out(colleague)) for colleague in found]}
        await self.emit("presence.updated", told, to=caller.sid)

    async def left(self, caller: Caller) -> None:
        self.board.end(caller.sid)
        if self.services.presence.left(caller.actor.id, caller.sid):
            await people.leave(self.desk, agent_id=caller.actor.id, process=self.services.presence.process)

    async def _agent(self, claim: Claim) -> Actor:
        agent = await people.get_agent(self.desk, agent_id=claim.subject, begun=claim.issued_at)
        if agent is None:
            raise Unauthenticated("this account is switched off, or this log-in was ended")
        if not agent.actor.is_agent:
            raise Forbidden("this account does not serve conversations")
        return agent.actor


async def set_availability(door: AgentDoor, caller: Caller, frame: frames.SetAvailability) -> dict[str, Any]:
    agent = await staff.change_agent(
        door.desk,
        actor=caller.actor,
        agent_id=caller.actor.id,
        availability=frame.availability,
        away_reason=frame.reason,
        capacity=frame.capacity,
        auto_accept=frame.auto_accept,
    )
    return {"agent": dumped(agent_out(agent, door.desk.clock(), door.desk.policy_now.weights))}


async def list_agents(door: AgentDoor, caller: Caller, frame: frames.Nothing) -> dict[str, Any]:
    found = await people.list_agents(door.desk, actor=caller.actor)
    teams = await staff.list_teams(door.desk, actor=caller.actor)
    reasons = await away.read_reasons(door.desk, actor=caller.actor)
    return {
        "agents": [dumped(colleague_out(colleague)) for colleague in found],
        "teams": [{"id": team.id, "name": team.name} for team in teams],
        "away_reasons": list(reasons.value.reasons),
        "languages": list(door.desk.policy_now.languages.offered),
    }


async def list_queue(door: AgentDoor, caller: Caller, frame: frames.Nothing) -> dict[str, Any]:
    waiting = await queue.list_queue(door.desk, actor=caller.actor)
    return {"conversations": [dumped(agent_conversation(view)) for view in waiting]}


async def list_conversations(
    door: AgentDoor, caller: Caller, frame: frames.ListConversations
) -> dict[str, Any]:
    page = await conversations.list_conversations(
        door.desk, actor=caller.actor, view=frame.view, cursor=frame.cursor
    )
    counts = await conversations.counts(door.desk, actor=caller.actor)
    return {
        "conversations": [dumped(agent_conversation(view)) for view in page.items],
        "cursor": page.cursor,
        "counts": {view.value: count for view, count in counts.items()},
    }


async def open_conversation(door: AgentDoor, caller: Caller, frame: frames.Open) -> dict[str, Any]:
    # Entitled first, then into the room, then read: nothing said in between is missed.
    await conversations.summary(door.desk, actor=caller.actor, conversation_id=frame.conversation_id)
    await door.enter(caller, frame.conversation_id)
    viewed = await conversations.view_conversation(
        door.desk, actor=caller.actor, conversation_id=frame.conversation_id, after=frame.after
    )
    drafts = await jottings.drafts_of(door.desk, agent=caller.actor, conversation_id=frame.conversation_id)
    return agent_view(viewed, drafts).model_dump(mode="json")


Change = Callable[..., Awaitable[ConversationView]]


def _changing(change: Change, *names: str) -> Callable[[AgentDoor, Caller, Any], Awaitable[dict[str, Any]]]:
    """A call that is one change of owner: the frame's `names` are handed on, the new header comes back."""

    async def run(door: AgentDoor, caller: Caller, frame: frames.OfConversation) -> dict[str, Any]:
        more = {name: getattr(frame, name) for name in names}
        view = await change(door.desk, agent=caller.actor, conversation_id=frame.conversation_id, **more)
        return {"conversation": dumped(agent_conversation(view))}

    return run


async def list_offers(door: AgentDoor, caller: Caller, frame: frames.Nothing) -> dict[str, Any]:
    made = await offers.offers_for(door.desk, agent=caller.actor)
    return {"offers": [dumped(offer_out(offer)) for offer in made]}


async def closing_form(door: AgentDoor, caller: Caller, frame: frames.Nothing) -> dict[str, Any]:
    form = (await closing.read_form(door.desk, actor=caller.actor)).value
    return {
        "reasons": form.reasons,
        "reason_required": form.reason_required,
        "tags": form.tags,
        "tags_required": form.tags_required,
    }


async def list_others(door: AgentDoor, caller: Caller, frame: frames.OfConversation) -> dict[str, Any]:
    found = await same_customer.others(door.desk, agent=caller.actor, conversation_id=frame.conversation_id)
    return {"conversations": [dumped(agent_conversation(view)) for view in found]}


async def send_message(door: AgentDoor, caller: Caller, frame: frames.Write) -> dict[str, Any]:
    message = await messages.send_message(
        door.desk,
        actor=caller.actor,
        conversation_id=frame.conversation_id,
        client_message_id=frame.client_message_id,
        text=frame.text,
        kind=frame.kind,
        mentions=frame.mentions,
        attachments=frame.attachments,
        markdown=frame.markdown,
        card=await card_of(door.services.articles, frame.article_id),
    )
    return {"message": dumped(agent_message(message))}


async def judge_answer(door: AgentDoor, caller: Caller, frame: frames.JudgeAnswer) -> dict[str, Any]:
    judged = await verdicts.judge_answer(
        door.desk,
        agent=caller.actor,
        conversation_id=frame.conversation_id,
        message_id=frame.message_id,
        verdict=frame.verdict,
        article_id=frame.article_id,
    )
    return {"verdict": dumped(verdict_out(judged) if judged else None)}


async def relay_typing(door: AgentDoor, caller: Caller, frame: frames.Typing) -> dict[str, Any]:
    if frame.conversation_id not in caller.open:
        raise NotFound("open the conversation first")
    view = await conversations.summary(door.desk, actor=caller.actor, conversation_id=frame.conversation_id)
    serves = view.agent is not None and view.agent.id == caller.actor.id
    author = Author(
        type=AuthorType.AGENT,
        id=caller.actor.id,
        name=caller.actor.name,
        picture=view.agent.picture if view.agent and serves else caller.actor.picture,
    )
    typing = {"conversation_id": frame.conversation_id, "author": dumped(author_out(author)), "on": frame.on}
    room = conversation_room(frame.conversation_id)
    await door.emit("typing", typing, to=room, skip_sid=caller.sid)
    # The customer is told of the agent they talk to, not of one who only looks on.
    if serves:
        await door.server.emit("typing", typing, to=room, namespace=VISITOR_NAMESPACE)
    return {}


async def watch_board(door: AgentDoor, caller: Caller, frame: frames.WatchBoard) -> dict[str, Any]:
    if frame.on:
        return {"board": await door.board.begin(caller)}
    door.board.end(caller.sid)
    return {}


CALLS: Mapping[str, Call[Any, Any]] = MappingProxyType(
    {
        "availability.set": Call(frames.SetAvailability, set_availability),
        "agents.list": Call(frames.Nothing, list_agents),
        "queue.list": Call(frames.Nothing, list_queue),
        "conversation.list": Call(frames.ListConversations, list_conversations),
        "conversation.open": Call(frames.Open, open_conversation),
        "conversation.claim": Call(frames.OfConversation, _changing(queue.claim)),
        "offer.list": Call(frames.Nothing, list_offers),
        "offer.accept": Call(frames.OfConversation, _changing(offers.accept)),
        "offer.decline": Call(frames.OfConversation, _changing(offers.decline)),
        "conversation.release": Call(frames.OfConversation, _changing(handoff.release)),
        "conversation.transfer": Call(
            frames.Transfer, _changing(transfers.transfer, "to", "comment", "force")
        ),
        "conversation.hand_back": Call(frames.HandBack, _changing(handoff.hand_back, "task", "article_id")),
        "conversation.snooze": Call(frames.Snooze, _changing(snooze.snooze, "until")),
        "conversation.wake": Call(frames.OfConversation, _changing(snooze.wake)),
        "conversation.ticket": Call(frames.OpenTicket, _changing(tickets.turn_into_ticket, "email")),
        "conversation.resolve": Call(frames.Resolve, _changing(handoff.resolve, "reason", "tags")),
        "conversation.tag": Call(frames.TagIt, _changing(closing.tag, "tags")),
        "conversation.others": Call(frames.OfConversation, list_others),
        "conversation.merge": Call(frames.Merge, _changing(merging.merge, "other")),
        "conversation.unmerge": Call(frames.Merge, _changing(merging.unmerge, "other")),
        "conversation.prioritise": Call(frames.Prioritise, _changing(queue.prioritise, "priority")),
        "visitor.block": Call(frames.Block, _changing(blocking.block, "on")),
        "closing.form": Call(frames.Nothing, closing_form),
        "message.send": Call(frames.Write, send_message),
        **MARKS,
        "answer.judge": Call(frames.JudgeAnswer, judge_answer),
        "typing": Call(frames.Typing, relay_typing),
        "board.watch": Call(frames.WatchBoard, watch_board),
        **AIDS,
        **STEERING,
        **promises.CALLS,
        **transcripts.CALLS,
    }
)
