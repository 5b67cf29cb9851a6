"""Conversations, their messages, the queue and what happens in it, as the desk needs them kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from handoff.domain.conversation.closing_form import Rating
from handoff.domain.conversation.handoff import Handoff
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.message import Author, Marks, Message
from handoff.domain.conversation.view import ConversationView, Page
from handoff.domain.enums import ListView
from handoff.domain.queueing.assignment import Need
from handoff.domain.queueing.offer import Offer, OfferOutcome
from handoff.domain.queueing.pace import Going, WaitFacts
from handoff.domain.queueing.queue_order import QueueKey
from handoff.domain.queueing.wait_report import Waited

MOST_COUNTED = 1000


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

    async def sorted_for(self, *, team_id: str | None = None, skill: str | None = None) -> list[str]:
        """The open ones that are for a team, or for a skill."""
        ...

    async def sortings(self) -> list[tuple[str | None, str | None, int]]:
        """How many open ones are for each team and skill."""
        ...

    async def of_visitor(self, visitor_id: str, limit: int) -> list[ConversationView]:
        """All that this visitor has, as they see them, the latest first."""
        ...

    async def of_address(self, email: str, limit: int) -> list[ConversationView]:
        """Those whose visitor has this address, as it is given or in small letters, the latest first."""
        ...

    async def merged_into(self, conversation_id: str) -> list[str]:
        """Those that were merged into this one, in the order of their ids."""
        ...

    async def heads(self, conversation_ids: Sequence[str]) -> dict[str, int]: ...

    async def view(self, conversation_id: str, reader_id: str | None = None) -> ConversationView | None:
        """The header, with `unread` counted for this reader, without the place in the queue."""
        ...

    async def waiting(self, limit: int) -> list[str]:
        """The first of the queue, in its order."""
        ...

    async def served_by(self, agent_ids: Sequence[str]) -> dict[str, list[str]]:
        """What each of these agents has and has not put aside, where there is any, by id."""
        ...

    async def views(self, conversation_ids: Sequence[str]) -> list[ConversationView]:
        """The headers of several, in no order, each counted for the agent who has it."""
        ...

    async def page(
        self, view: ListView, *, reader_id: str, cursor: str | None = None, limit: int = 50
    ) -> Page:
        """A list for an agent; the queue in its own order, the others newest first."""
        ...

    async def counts(self, reader_id: str) -> dict[ListView, int]:
        """How long each list is; beyond MOST_COUNTED it no longer matters."""
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

    async def put_delivered(self, conversation_id: str, reader_id: str, by_visitor: bool, seq: int) -> int:
        """The same for what has come to the reader's page, seen or not; what was seen has come."""
        ...

    async def marks(self, conversation_id: str, *, visitors: bool) -> Marks:
        """How far any visitor (or any agent) has what was said, and has read it."""
        ...


class Queue(Protocol):
    """Who waits, in the order of `queue_order`."""

    async def standing(self, upto: QueueKey | None = None) -> list[Need]:
        """Everybody who waits, in the queue's order, up to a place; who refused them is not looked up."""
        ...

    async def wait_facts(self, at: datetime) -> WaitFacts:
        """How the live chats of the last days went, those that go on included, and who came lately."""
        ...

    async def going(self) -> list[Going]:
        """With whom live chats go on now, and since when."""
        ...

    async def needs(self, refused_since: datetime, limit: int) -> list[Need]:
        """Those in the queue's order who are offered to nobody now; refusals since a moment count."""
        ...


class Turns(Protocol):
    """Which answers the bot owes, and who is working on them."""

    async def owed(self, at: datetime, limit: int) -> list[str]:
        """Those that nobody is working on, the most urgent first."""
        ...

    async def take_owed(self, worker: str, at: datetime, until: datetime, limit: int) -> list[str]:
        """Lease some of those that are owed; two workers who do so at once get different ones."""
        ...

    async def lease(self, conversation_id: str, worker: str, at: datetime, until: datetime) -> bool:
        """A conditional update: False when another worker's lease is still good."""
        ...

    async def renew_lease(self, conversation_id: str, worker: str, until: datetime) -> bool:
        """A conditional update: False where the lease is another's or nobody's."""
        ...

    async def drop_lease(self, conversation_id: str) -> None: ...


class Offers(Protocol):
    """Conversations held out to agents; at most one pending offer a conversation."""

    async def add(self, offer: Offer) -> bool:
        """False when the conversation is offered to somebody already."""
        ...

    async def pending(self, conversation_id: str) -> Offer | None: ...

    async def pending_of(self, agent_id: str) -> list[Offer]:
        """What an agent is offered now, oldest first."""
        ...

    async def held(self, agent_ids: Sequence[str]) -> dict[str, list[str]]:
        """The conversations that each of these agents is offered now, where there are any, oldest first."""
        ...

    async def end(self, offer_id: str, outcome: OfferOutcome, at: datetime) -> bool:
        """A conditional update: False when the offer has ended already."""
        ...


class Handoffs(Protocol):
    """The stays with people, and what customers thought."""

    async def add(self, handoff: Handoff) -> None: ...

    async def latest(self, conversation_id: str) -> Handoff | None: ...

    async def waits(self, since: datetime, at: datetime) -> list[Waited]:
        """Those who were queued since a moment; none that an agent took from the bot or that was merged."""
        ...

    async def save(self, handoff: Handoff) -> None: ...

    async def put_feedback(self, message: Message, visitor_id: str, helpful: bool, at: datetime) -> None: ...

    async def put_rating(self, rating: Rating) -> None:
        """One rating for each end of a conversation; a second opinion replaces the first."""
        ...

    async def ratings(self, conversation_id: str) -> list[Rating]:
        """What the customer said of each end, in order."""
        ...
