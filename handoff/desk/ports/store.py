"""The store as a whole, and the way out to the world."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from handoff.desk.ports.attachments import Attachments
from handoff.desk.ports.board import BoardReading
from handoff.desk.ports.consents import Consents
from handoff.desk.ports.conversations import Conversations, Handoffs, Messages, Offers, Queue, Turns
from handoff.desk.ports.due import Due
from handoff.desk.ports.erasing import Erasing
from handoff.desk.ports.figures import Events, Figures
from handoff.desk.ports.learning import Decisions, DeskSettings, Evidence, Judges, Verdicts
from handoff.desk.ports.mail import Mails
from handoff.desk.ports.people import People
from handoff.desk.ports.promises import PromiseLedger
from handoff.desk.ports.search import Search
from handoff.desk.ports.shelf import Drafts, Mentions, Shelf
from handoff.desk.ports.suppressions import Suppressions
from handoff.desk.ports.webhooks import Webhooks
from handoff.domain.history.events import Event


class Publisher(Protocol):
    """Tells the world what was committed; a lost event is healed by the next head heartbeat."""

    async def publish(self, events: Sequence[Event]) -> None: ...


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

    @property
    def promises(self) -> PromiseLedger: ...

    @property
    def search(self) -> Search: ...

    @property
    def due(self) -> Due: ...

    @property
    def shelf(self) -> Shelf: ...

    @property
    def drafts(self) -> Drafts: ...

    @property
    def mentions(self) -> Mentions: ...

    @property
    def mails(self) -> Mails: ...

    @property
    def suppressions(self) -> Suppressions: ...

    @property
    def board(self) -> BoardReading: ...

    @property
    def events(self) -> Events: ...

    @property
    def figures(self) -> Figures: ...

    @property
    def webhooks(self) -> Webhooks: ...

    @property
    def erasing(self) -> Erasing: ...

    @property
    def attachments(self) -> Attachments: ...

    @property
    def consents(self) -> Consents: ...


class Store(Protocol):
    """Where the desk's truth is kept."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Read and write; commits at the end, rolls back on an exception."""
        ...

    def reading(self) -> AbstractAsyncContextManager[Transaction]:
        """Only read, from one consistent state, without holding up writers."""
        ...
