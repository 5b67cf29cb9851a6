"""The bodies, queries and answers of the HTTP interface."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from handoff.domain.enums import Availability, ConversationState, ListView, Owner
from handoff.wire import (
    AgentConversationOut,
    AgentMessageOut,
    AgentOut,
    ConversationOut,
    MessageOut,
    TicketOut,
    Time,
    Wire,
)
from handoff.wire.reading import Cursor, Lang, Storable
from kb_index.article import ArticleDraft, ArticleStatus

Short = Annotated[str, StringConstraints(min_length=1, max_length=300), Storable]
Long = Annotated[str, StringConstraints(min_length=1, max_length=1_000_000), Storable]


class Body(BaseModel):
    """A JSON body; keys of later versions are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class IntakeGiven(Body):
    """What was answered and agreed to before the chat; the answers are kept with the conversation."""

    answers: Annotated[dict[Short, str], Field(max_length=10)] = {}
    consent: bool = False
    version: Annotated[int, Field(ge=0)] | None = None


class SessionIn(Body):
    """Begin as a visitor, or as the customer the host site vouches for."""

    locale: Lang | None = None
    identity: Annotated[str, StringConstraints(max_length=4096)] | None = None
    token: Annotated[str, StringConstraints(max_length=4096)] | None = None
    intake: IntakeGiven | None = None


class SessionOut(Wire):
    """What a widget keeps."""

    token: str
    visitor_id: str
    kept: bool = False


class OwnConversationOut(Wire):
    """A line of a customer's own list."""

    id: str
    state: ConversationState
    owner: Owner
    agent: str | None
    picture: str | None = None
    updated_at: Time
    unread: int
    last_text: str | None
    lang: str
    ticket: TicketOut | None


class OwnConversationsOut(Wire):
    """A customer's own conversations."""

    conversations: tuple[OwnConversationOut, ...]


class LoginIn(Body):
    """Who wants in."""

    email: Annotated[str, StringConstraints(min_length=3, max_length=320), Storable]
    password: Annotated[str, StringConstraints(min_length=1, max_length=1024)]


class LoginOut(Wire):
    """What a console keeps."""

    token: str
    agent: AgentOut


class AgentIn(Body):
    """What changes about a member of staff; what is missing stays."""

    availability: Availability | None = None
    away_reason: Short | None = None
    capacity: Annotated[int, Field(ge=0, le=50)] | None = None
    auto_accept: bool | None = None
    languages: Annotated[list[Short], Field(max_length=10)] | None = None
    skills: Annotated[list[Short], Field(max_length=30)] | None = None
    teams: Annotated[list[Short], Field(max_length=30)] | None = None


class TeamIn(Body):
    """A new team."""

    name: Short


class TeamOut(Wire):
    """Agents who serve the same kind of conversation."""

    id: str
    name: str


class TeamsOut(Wire):
    """Every team."""

    teams: tuple[TeamOut, ...]


class MeOut(Wire):
    """Whose token this is."""

    agent: AgentOut


class AgentsOut(Wire):
    """Everybody who serves conversations."""

    agents: tuple[AgentOut, ...]


class ConversationsQuery(Body):
    """Which list, from where on."""

    view: ListView = ListView.QUEUE
    cursor: Cursor | None = None


class ConversationsOut(Wire):
    """A stretch of a list; `cursor` asks for the next."""

    conversations: tuple[AgentConversationOut, ...]
    cursor: str | None
    counts: dict[str, int]


class AfterQuery(Body):
    """From which message on."""

    after: Annotated[int, Field(ge=0, le=2**53)] = 0


class VisitorViewOut(Wire):
    """A conversation for its visitor."""

    conversation: ConversationOut
    messages: tuple[MessageOut, ...]
    head_seq: int
    delivered_to_agent: int
    seen_by_agent: int


class AgentTranscriptOut(Wire):
    """Everything said, notes included."""

    conversation: AgentConversationOut
    messages: tuple[AgentMessageOut, ...]


class VisitorTranscriptOut(Wire):
    """Everything said, without notes."""

    conversation: ConversationOut
    messages: tuple[MessageOut, ...]


class ArticleIn(Body):
    """An article as an editor writes it; `revision` is the one it was read at."""

    title: Short
    body: Long
    lang: Lang
    slug: Short | None = None
    tags: tuple[Short, ...] = ()
    phrasings: tuple[Short, ...] = ()
    url: Annotated[str, StringConstraints(max_length=2000), Storable] | None = None
    group_id: Short | None = None
    doc_id: Short | None = None

    def draft(self) -> ArticleDraft:
        """What the store takes."""
        return ArticleDraft(**self.model_dump(exclude={"revision"}))


class ArticleChange(ArticleIn):
    """The article anew; refused if somebody saved it since `revision`."""

    revision: Annotated[int, Field(ge=1)]


class ArticlesQuery(Body):
    """Which articles."""

    q: Annotated[str, StringConstraints(max_length=300), Storable] | None = None
    lang: Lang | None = None
    status: ArticleStatus | None = None
    tag: Short | None = None
    group_id: Short | None = None
    cursor: Cursor | None = None


class ArticleOut(Wire):
    """An article; `page` is where everybody can read it once it is published, the votes are its readers'."""

    id: str
    doc_id: str
    slug: str
    title: str
    body: str
    lang: str
    tags: tuple[str, ...]
    status: ArticleStatus
    group_id: str
    phrasings: tuple[str, ...]
    url: str | None
    page: str
    revision: int
    created_at: Time
    updated_at: Time
    published_at: Time | None
    checked_at: Time
    helpful: int = 0
    unhelpful: int = 0


class OneArticleOut(Wire):
    """One article."""

    article: ArticleOut


class ArticlesOut(Wire):
    """A stretch of the list; `cursor` asks for the next."""

    articles: tuple[ArticleOut, ...]
    cursor: str | None


class SearchQuery(Body):
    """A question as a customer would ask it."""

    q: Annotated[str, StringConstraints(min_length=1, max_length=1000), Storable]
    lang: Lang | None = None
    k: Annotated[int, Field(ge=1, le=20)] = 5


class HitOut(Wire):
    """An article found."""

    article_id: str
    doc_id: str
    slug: str
    title: str
    url: str | None
    page: str
    lang: str
    heading: str
    passage: str
    score: float
    dense: float
    lexical: float
    probability: float


class SearchOut(Wire):
    """What the bot would find, and what it would do."""

    hits: tuple[HitOut, ...]
    probability: float
    lang: str
    decision: str


class HealthOut(Wire):
    """Alive."""

    status: str


class ReadyOut(Wire):
    """What works just now."""

    status: str
    database: bool
    index: bool
    bot: str
    details: dict[str, Any]


class ProblemOut(Wire):
    """RFC 9457, and our `code` for programs."""

    type: str
    title: str
    status: int
    detail: str
    code: str
