"""The desk's truth in SQL: one transaction a use case, on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncTransaction

from handoff.storage.attachments import SqlAttachments
from handoff.storage.board import SqlBoard
from handoff.storage.consents import SqlConsents
from handoff.storage.conversations import SqlConversations
from handoff.storage.decisions import SqlDecisions
from handoff.storage.due import SqlDue
from handoff.storage.engine.away import told_plainly
from handoff.storage.engine.database import WRITING
from handoff.storage.engine.shared_commit import SharedCommit
from handoff.storage.erasing import SqlErasing
from handoff.storage.events import SqlEvents
from handoff.storage.evidence import SqlEvidence
from handoff.storage.figures import SqlFigures
from handoff.storage.handoffs import SqlHandoffs
from handoff.storage.learning import SqlDeskSettings, SqlJudges, SqlVerdicts
from handoff.storage.mails import SqlMails
from handoff.storage.messages import SqlMessages
from handoff.storage.offers import SqlOffers
from handoff.storage.people import SqlPeople
from handoff.storage.promises import SqlPromises
from handoff.storage.queue import SqlQueue
from handoff.storage.search import SqlSearch
from handoff.storage.shelf import SqlDrafts, SqlMentions, SqlShelf
from handoff.storage.suppressions import SqlSuppressions
from handoff.storage.turns import SqlTurns
from handoff.storage.webhooks import SqlWebhooks

BUSY_TRIES = 4


class SqlTransaction:
    """All reads and writes of one use case, on one connection."""

    def __init__(self, db: AsyncConnection, *, writing: bool) -> None:
        self.conversations = SqlConversations(db, writing=writing)
        self.messages = SqlMessages(db)
        self.queue = SqlQueue(db)
        self.turns = SqlTurns(db)
        self.people = SqlPeople(db)
        self.handoffs = SqlHandoffs(db)
        self.verdicts = SqlVerdicts(db)
        self.evidence = SqlEvidence(db)
        self.settings = SqlDeskSettings(db)
        self.judges = SqlJudges(db)
        self.decisions = SqlDecisions(db)
        self.offers = SqlOffers(db)
        self.promises = SqlPromises(db)
        self.search = SqlSearch(db)
        self.due = SqlDue(db, writing=writing)
        self.shelf = SqlShelf(db)
        self.drafts = SqlDrafts(db)
        self.mentions = SqlMentions(db)
        self.mails = SqlMails(db)
        self.suppressions = SqlSuppressions(db)
        self.board = SqlBoard(db)
        self.events = SqlEvents(db)
        self.figures = SqlFigures(db)
        self.webhooks = SqlWebhooks(db)
        self.erasing = SqlErasing(db, writing=writing)
        self.attachments = SqlAttachments(db)
        self.consents = SqlConsents(db)


class SqlStore:
    """Writers of one SQLite process stand in line here, which is cheaper than waiting on the file's lock."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._reader = engine
        self._writer = engine.execution_options(**WRITING)
        self._sqlite = engine.dialect.name == "sqlite"
        self._shared = SharedCommit(self._begun)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[SqlTransaction]:
        """Read and write; commits at the end, rolls back on an exception."""
        with told_plainly():
            async with self._shared.turn() if self._sqlite else self._own() as db:
                yield SqlTransaction(db, writing=True)

    @asynccontextmanager
    async def _own(self) -> AsyncIterator[AsyncConnection]:
        """A connection and a commit of one's own; PostgreSQL lets several of them meet the disk together."""
        db, transaction = await self._begun()
        try:
            try:
                yield db
            except BaseException:
                await transaction.rollback()
                raise
            await transaction.commit()
        finally:
            await db.close()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[SqlTransaction]:
        """Only read, from one consistent state, without holding up writers."""
        with told_plainly():
            async with self._reader.connect() as db:
                if not self._sqlite:
                    await db.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
                yield SqlTransaction(db, writing=False)

    async def _begun(self) -> tuple[AsyncConnection, AsyncTransaction]:
        """A transaction that, on SQLite, holds the write lock; another process may hold it up for a while."""
        for tries_left in reversed(range(BUSY_TRIES)):
            db = await self._writer.connect()
            try:
                return db, await db.begin()
            except OperationalError:
                await db.invalidate()
                await db.close()
                if not self._sqlite or tries_left == 0:
                    raise
            except BaseException:
                await db.close()
                raise
        raise AssertionError("unreachable")
