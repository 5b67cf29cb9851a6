"""What the desk needs from outside, stated by the desk; one contract suite holds every store to it."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from handoff.domain.assignment import Need
from handoff.domain.closing_form import Rating
from handoff.domain.conversation import Conversation
from handoff.domain.decision import Decision
from handoff.domain.deskwide import JudgeRecord, SettingChange
from handoff.domain.enums import Availability, ListView
from handoff.domain.events import Event
from handoff.domain.handoff import Handoff
from handoff.domain.labels import Told
from handoff.domain.message import Author, Message
from handoff.domain.offer import Offer, OfferOutcome
from handoff.domain.people import Agent, AgentRecord, Team, Visitor
from handoff.domain.queue_order import QueueKey
from handoff.domain.verdict import AnswerVerdict
from handoff.domain.view import ConversationView, Page
from handoff.domain.wait import WaitFacts
from handoff.domain.wait_report import Waited

MOST_COUNTED = 1000


class Publisher(Protocol):
    """Tells the world what was committed; a lost event is healed by the next head heartbeat."""

    async def publish(self, events: Sequence[Event]) -> None: ...


class Conversations(Protocol):
    """The conversations themselves, and what lists show of them."""

    async def add(self, conversation: Conversation) -> None: ...

    async def get(self, conversation_id: str) -> Conversation | None:
        """In a writing transaction nobody else can change it until the end."""
        ...

    async def save(self, conversation: Conversation) -> None:
        """A conditional update on the version that was read; Conflict when it changes no row."""
        ...

    async def open_of(self, visitor_id: str) -> str | None:
        """The visitor's newest conversation that is not resolved; one visitor's calls wait for each other."""
        ...

    async def heads(self, conversation_ids: Sequence[str]) -> dict[str, int]: ...

    async def view(self, conversation_id: str, reader_id: str | None = None) -> ConversationView | None:
        """The header, with `unread` counted for this reader, without the place in the queue."""
        ...

    async def page(
        self, view: ListView, *, reader_id: str, cursor: str | None = None, limit: int = 50
    ) -> Page:
        """A list for an agent; the queue in its own order, the others newest first."""
        ...

    async def counts(self, reader_id: str) -> dict[ListView, int]:
        """How long each list is; beyond MOST_COUNTED it no longer matters."""
        ...

    async def overdue(self, at: datetime, limit: int) -> list[str]:
        """Open conversations without a deadline or past it, the most overdue first."""
        ...

    async def clocks_due(self, at: datetime, limit: int) -> list[str]:
        """Those with an SLA clock whose warning or due moment has passed, the longest ago first."""
        ...


class Messages(Protocol):
    """The lines of the conversations."""

    async def add(self, message: Message) -> None: ...

    async def get(self, message_id: str) -> Message | None: ...

    async def by_client_id(
        self, conversation_id: str, author: Author, client_message_id: str
    ) -> Message | None: ...

    async def of(self, conversation_id: str, *, after: int = 0, limit: int | None = None) -> list[Message]:
        """Those with `seq > after` in order; with a limit, the newest of them."""
        ...

    async def assess(self, message_id: str, mood: float, lang: str) -> None: ...

    async def put_seen(self, conversation_id: str, reader_id: str, by_visitor: bool, seq: int) -> int:
        """Raise the reader's mark to `seq` and return it; it never falls."""
        ...

    async def seen_by(self, conversation_id: str, *, visitors: bool) -> int:
        """The highest seq any visitor (or any agent) has seen."""
        ...


class Queue(Protocol):
    """Who waits, in the order of `queue_order`."""

    async def ahead_of(self, key: QueueKey) -> int:
        """How many are to be served before this place."""
        ...

    async def ids(self) -> list[str]: ...

    async def wait_facts(self, at: datetime) -> WaitFacts: ...

    async def needs(self, refused_since: datetime, limit: int) -> list[Need]:
        """Those in the queue's order who are offered to nobody now; refusals since a moment count."""
        ...


class Turns(Protocol):
    """Which answers the bot owes, and who is working on them."""

    async def owed(self, at: datetime, limit: int) -> list[str]: ...

    async def lease(self, conversation_id: str, worker: str, at: datetime, until: datetime) -> bool:
        """A conditional update: False when another worker's lease is still good."""
        ...

    async def renew_lease(self, conversation_id: str, worker: str, until: datetime) -> bool:
        """A conditional update: False where the lease is another's or nobody's."""
        ...

    async def drop_lease(self, conversation_id: str) -> None: ...


class People(Protocol):
    """Visitors and agents, and the agents' places."""

    async def add_visitor(self, visitor: Visitor) -> bool:
        """False when there is a contact with this external id."""
        ...

    async def visitor(self, visitor_id: str) -> Visitor | None: ...

    async def visitor_by_external_id(self, external_id: str) -> Visitor | None: ...

    async def save_visitor(self, visitor: Visitor) -> None: ...

    async def set_last_agent(self, visitor_id: str, agent_id: str) -> None:
        """Who served a customer last is asked first the next time."""
        ...

    async def add_agent(self, record: AgentRecord) -> bool:
        """False when the e-mail address is taken."""
        ...

    async def agent(self, agent_id: str) -> Agent | None: ...

    async def record(self, email: str) -> AgentRecord | None: ...

    async def agents(self) -> list[Agent]: ...

    async def set_password(self, email: str, password_hash: str) -> bool: ...

    async def set_availability(self, agent_id: str, availability: Availability, capacity: int) -> None: ...

    async def save_agent(self, agent: Agent) -> None:
        """What staff choose about an agent; load, presence and what the desk counts stay as they are."""
        ...

    async def note_missed(self, agent_id: str) -> int:
        """One more offer missed in a row; returns how many."""
        ...

    async def note_taken(self, agent_id: str, *, hard: bool) -> None:
        """A conversation was taken: no offer missed in a row, one more hard one or none."""
        ...

    async def rest(self, agent_id: str, until: datetime) -> None:
        """A short break in which nothing is offered."""
        ...

    async def gone(self, before: datetime) -> list[str]:
        """Open conversations whose customer waits for an agent without a live connection since a moment."""
        ...

    async def add_team(self, team: Team) -> None: ...

    async def teams(self) -> list[Team]: ...

    async def set_presence(self, agent_id: str, until: datetime | None) -> None: ...

    async def take_place(self, agent_id: str, at: datetime, *, force: bool = False) -> bool:
        """One conversation more, by a conditional update: False at capacity, unless forced."""
        ...

    async def free_place(self, agent_id: str) -> None: ...

    async def move_place(self, from_id: str, to_id: str, at: datetime, *, force: bool = False) -> bool:
        """One less here and one more there, or False; always locks in the same order."""
        ...


class Offers(Protocol):
    """Conversations held out to agents; at most one pending offer a conversation."""

    async def add(self, offer: Offer) -> bool:
        """False when the conversation is offered to somebody already."""
        ...

    async def pending(self, conversation_id: str) -> Offer | None: ...

    async def pending_of(self, agent_id: str) -> list[Offer]:
        """What an agent is offered now, oldest first."""
        ...

    async def expired(self, at: datetime, limit: int) -> list[Offer]:
        """Pending offers whose time is over."""
        ...

    async def end(self, offer_id: str, outcome: OfferOutcome, at: datetime) -> bool:
        """A conditional update: False when the offer has ended already."""
        ...


class Handoffs(Protocol):
    """The stays with people, and what customers thought."""

    async def add(self, handoff: Handoff) -> None: ...

    async def latest(self, conversation_id: str) -> Handoff | None: ...

    async def waits(self, since: datetime, at: datetime) -> list[Waited]:
        """Those who were queued since a moment, without conversations that an agent took from the bot."""
        ...

    async def save(self, handoff: Handoff) -> None: ...

    async def put_feedback(self, message: Message, visitor_id: str, helpful: bool, at: datetime) -> None: ...

    async def put_rating(self, rating: Rating) -> None:
        """One rating for each end of a conversation; a second opinion replaces the first."""
        ...

    async def ratings(self, conversation_id: str) -> list[Rating]:
        """What the customer said of each end, in order."""
        ...


class Verdicts(Protocol):
    """What agents say of the bot's answers, one verdict an answer."""

    async def put(self, verdict: AnswerVerdict) -> None: ...

    async def drop(self, message_id: str) -> None: ...

    async def of(self, conversation_id: str) -> list[AnswerVerdict]: ...


class Evidence(Protocol):
    """What followed the bot's answers: the stuff that labels are made of."""

    async def of(self, conversation_ids: Sequence[str]) -> list[Told]:
        """Everything that was said, pressed, judged and wished in these conversations."""
        ...


class DeskSettings(Protocol):
    """What is set for the whole desk; a change adds a revision and keeps the earlier ones."""

    async def current(self, key: str) -> SettingChange | None: ...

    async def history(self, key: str, limit: int) -> list[SettingChange]:
        """The newest first."""
        ...

    async def add(self, change: SettingChange) -> bool:
        """False when somebody else has made this revision."""
        ...


class Judges(Protocol):
    """The judges that this desk has fitted; the newest is in force."""

    async def head(self) -> int:
        """The newest version, 0 where none was ever fitted."""
        ...

    async def latest(self) -> JudgeRecord | None: ...

    async def add(self, record: JudgeRecord) -> bool:
        """False when somebody else has made this version."""
        ...


class Decisions(Protocol):
    """What the bot decided, and why; the rows go when their conversation goes."""

    async def add(self, decisions: Sequence[Decision]) -> None: ...

    async def of(self, conversation_id: str) -> list[Decision]:
        """Those of one conversation, oldest first."""
        ...

    async def page(self, *, since: datetime | None, after: str | None, limit: int) -> list[Decision]:
        """Those made at or after `since`, in the order of their ids, behind the id `after`."""
        ...


class Transaction(Protocol):
    """All reads and writes of one use case."""

    @property
    def conversations(self) -> Conversations: ...

    @property
    def messages(self) -> Messages: ...

    @property
    def queue(self) -> Queue: ...

    @property
    def turns(self) -> Turns: ...

    @property
    def people(self) -> People: ...

    @property
    def handoffs(self) -> Handoffs: ...

    @property
    def verdicts(self) -> Verdicts: ...

    @property
    def evidence(self) -> Evidence: ...

    @property
    def settings(self) -> DeskSettings: ...

    @property
    def judges(self) -> Judges: ...

    @property
    def decisions(self) -> Decisions: ...

    @property
    def offers(self) -> Offers: ...


class Store(Protocol):
    """Where the desk's truth is kept."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Read and write; commits at the end, rolls back on an exception."""
        ...

    def reading(self) -> AbstractAsyncContextManager[Transaction]:
        """Only read, from one consistent state, without holding up writers."""
        ...
