"""Finding conversations over HTTP, for staff."""

from typing import Annotated

from pydantic import AwareDatetime, StringConstraints

from handoff.desk.conversation.searching import search
from handoff.domain.conversation.search import SearchQuery
from handoff.domain.enums import ConversationState, Owner, Priority
from handoff.web.api.models import Body, Short
from handoff.web.route import Access, Asked, Route
from handoff.wire import AgentConversationOut, AuthorOut, Time, Wire, agent_conversation, author_out
from handoff.wire.reading import Cursor, Lang, Storable


class ConversationSearch(Body):
    """Words, each the beginning of one that was said, and what the conversation must be like."""

    q: Annotated[str, StringConstraints(max_length=300), Storable] = ""
    visitor_id: Short | None = None
    agent_id: Short | None = None
    owner: Owner | None = None
    state: ConversationState | None = None
    priority: Priority | None = None
    lang: Lang | None = None
    tag: Short | None = None
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    cursor: Cursor | None = None


class PieceOut(Wire):
    """A stretch of an excerpt."""

    text: str
    hit: bool


class FoundMessageOut(Wire):
    """The newest message that holds the words."""

    id: str
    seq: int
    author: AuthorOut
    kind: str
    lang: str
    created_at: Time


class SearchHitOut(Wire):
    """A conversation that was found; `count` messages of it fit."""

    conversation: AgentConversationOut
    message: FoundMessageOut | None
    excerpt: tuple[PieceOut, ...]
    count: int


class ConversationSearchOut(Wire):
    """A stretch of what was found."""

    hits: tuple[SearchHitOut, ...]
    cursor: str | None


async def search_conversations(asked: Asked) -> ConversationSearchOut:
    wanted: ConversationSearch = asked.query
    filters = wanted.model_dump(exclude={"q", "cursor"})
    page = await search(
        asked.services.desk,
        actor=asked.actor,
        text=wanted.q,
        query=SearchQuery(**filters),
        cursor=wanted.cursor,
    )
    hits = tuple(
        SearchHitOut(
            conversation=agent_conversation(hit.conversation),
            message=FoundMessageOut(
                id=hit.message.id,
                seq=hit.message.seq,
                author=author_out(hit.message.author),
                kind=hit.message.kind.value,
                lang=hit.message.lang,
                created_at=hit.message.created_at,
            )
            if hit.message
            else None,
            excerpt=tuple(PieceOut(text=piece.text, hit=piece.hit) for piece in hit.excerpt),
            count=hit.count,
        )
        for hit in page.items
    )
    return ConversationSearchOut(hits=hits, cursor=page.cursor)


ROUTES = (
    Route(
        method="GET",
        path="/search/conversations",
        handler=search_conversations,
        summary="Conversations by words that were said in them, and by what they are like",
        access=Access.AGENTS,
        query=ConversationSearch,
        answers=(ConversationSearchOut,),
    ),
)
