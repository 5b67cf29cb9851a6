"""Conversations over HTTP: lists, one conversation, its transcript. Changing them is Socket.IO's."""

from pydantic import BaseModel

from handoff.desk.aids import jottings
from handoff.desk.conversation import conversations
from handoff.domain.conversation.message import visible_to_visitor
from handoff.web.api.models import (
    AfterQuery,
    AgentTranscriptOut,
    ConversationsOut,
    ConversationsQuery,
    VisitorTranscriptOut,
    VisitorViewOut,
)
from handoff.web.route import Access, Asked, Route
from handoff.wire import (
    AgentViewOut,
    agent_conversation,
    agent_message,
    agent_view,
    visitor_conversation,
    visitor_message,
)


async def list_conversations(asked: Asked) -> ConversationsOut:
    desk = asked.services.desk
    page = await conversations.list_conversations(
        desk, actor=asked.actor, view=asked.query.view, cursor=asked.query.cursor
    )
    counts = await conversations.counts(desk, actor=asked.actor)
    return ConversationsOut(
        conversations=tuple(agent_conversation(view) for view in page.items),
        cursor=page.cursor,
        counts={view.value: count for view, count in counts.items()},
    )


async def read_conversation(asked: Asked) -> BaseModel:
    desk, actor, after = asked.services.desk, asked.actor, asked.query.after
    conversation_id = asked.path["conversation_id"]
    if actor.is_visitor:
        opened = await conversations.open_conversation(
            desk, visitor_id=actor.id, conversation_id=conversation_id, after=after
        )
        return VisitorViewOut(
            conversation=visitor_conversation(opened.conversation),
            messages=tuple(visitor_message(message) for message in visible_to_visitor(opened.messages)),
            head_seq=opened.head_seq,
            delivered_to_agent=opened.delivered_to_agent,
            seen_by_agent=opened.seen_by_agent,
        )
    viewed = await conversations.view_conversation(
        desk, actor=actor, conversation_id=conversation_id, after=after
    )
    drafts = await jottings.drafts_of(desk, agent=actor, conversation_id=conversation_id)
    return agent_view(viewed, drafts)


async def read_transcript(asked: Asked) -> BaseModel:
    found = await conversations.transcript(
        asked.services.desk, actor=asked.actor, conversation_id=asked.path["conversation_id"]
    )
    if asked.actor.is_visitor:
        return VisitorTranscriptOut(
            conversation=visitor_conversation(found.conversation),
            messages=tuple(visitor_message(message) for message in visible_to_visitor(found.messages)),
        )
    return AgentTranscriptOut(
        conversation=agent_conversation(found.conversation),
        messages=tuple(agent_message(message) for message in found.messages),
    )


ROUTES = (
    Route(
        method="GET",
        path="/conversations",
        handler=list_conversations,
        summary="A list of the console",
        access=Access.AGENTS,
        query=ConversationsQuery,
        answers=(ConversationsOut,),
    ),
    Route(
        method="GET",
        path="/conversations/{conversation_id}",
        handler=read_conversation,
        summary="One conversation with its messages after a seq",
        access=Access.PARTY,
        query=AfterQuery,
        answers=(AgentViewOut, VisitorViewOut),
    ),
    Route(
        method="GET",
        path="/conversations/{conversation_id}/transcript",
        handler=read_transcript,
        summary="Everything said in a conversation",
        access=Access.PARTY,
        answers=(AgentTranscriptOut, VisitorTranscriptOut),
    ),
)
