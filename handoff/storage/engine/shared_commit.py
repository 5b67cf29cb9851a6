"""One commit for all use cases of a process that stand in line: SQLite has one writer, and the disk is slow.

Each commit waits for the disk, and one after the other they wait in turn. Here those who stand in line when
somebody is done write into the same transaction, each behind a savepoint of its own, and one commit serves
them all. Nobody is told before it is on the disk: the end of `turn` is the end of that commit. Who is alone
commits at once.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncTransaction

from handoff.domain.errors import StoreUnavailable
from handoff.storage.engine.sqlite_driver import at_once

Begin = Callable[[], Awaitable[tuple[AsyncConnection, AsyncTransaction]]]

# The first of them waits for the others; beyond so many that would cost more than another commit.
MOST_TOGETHER = 16


class _Shared:
    """A transaction in which use cases take turns."""

    def __init__(self, db: AsyncConnection, transaction: AsyncTransaction) -> None:
        self.db = db
        self._transaction = transaction
        self.members = 0
        self.committed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def roll_back(self) -> None:
        """Nothing of it has been, and whoever was in it is told."""
        self._fail(StoreUnavailable())
        try:
            await self._transaction.rollback()
        finally:
            await self.db.close()

    async def commit(self) -> None:
        """All of it is on the disk, or nothing is and everybody is told why."""
        try:
            try:
                await self._transaction.commit()
            finally:
                await self.db.close()
        except BaseException as error:
            self._fail(error)
            raise
        self.committed.set_result(None)

    def _fail(self, why: BaseException) -> None:
        self.committed.set_exception(why)
        self.committed.exception()  # or asyncio complains where nobody waits for it


class SharedCommit:
    """The line of one process before the write lock of its database."""

    def __init__(self, begin: Begin) -> None:
        self._begin = begin
        self._line = asyncio.Lock()
        self._standing = 0
        self._open: _Shared | None = None
        self._committing: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[AsyncConnection]:
        """A transaction of one's own, as far as one can tell."""
        async with self._in_line():
            shared = self._open
            if shared is None:
                shared = self._open = _Shared(*await self._begin())
            async with self._member(shared):
                yield shared.db
            if shared.members == 1 and not self._standing:
                self._open = None
                await shared.commit()
            elif shared.members == 1:
                self._in_a_task(self._commit_behind_those_in_line())
            elif shared.members == MOST_TOGETHER:
                self._open = None
                # Whoever is last may be cancelled: the others must not be.
                await asyncio.shield(self._in_a_task(shared.commit()))
        await asyncio.shield(shared.committed)

    @asynccontextmanager
    async def _in_line(self) -> AsyncIterator[None]:
        self._standing += 1
        try:
            await self._line.acquire()
        finally:
            self._standing -= 1
        try:
            yield
        finally:
            self._line.release()

    @asynccontextmanager
    async def _member(self, shared: _Shared) -> AsyncIterator[None]:
        """The first needs no savepoint: it has the transaction for itself until it is done."""
        first = shared.members == 0
        if not first:
            at_once(shared.db, "SAVEPOINT member")
        try:
            yield
        except BaseException:
            if first or not self._rolled_back_alone(shared):
                self._open = None
                await shared.roll_back()
            raise
        if not first:
            at_once(shared.db, "RELEASE member")
        shared.members += 1

    def _rolled_back_alone(self, shared: _Shared) -> bool:
        """False where SQLite has rolled everything back: the disk is full, or broken."""
        try:
            at_once(shared.db, "ROLLBACK TO member")
            at_once(shared.db, "RELEASE member")
        except sqlite3.OperationalError:
            return False
        return True

    async def _commit_behind_those_in_line(self) -> None:
        """Whoever stands in line now still gets in; whoever comes later waits for the next."""
        async with self._line:
            shared, self._open = self._open, None
            if shared is not None:
                await shared.commit()

    def _in_a_task(self, committing: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(committing, name="shared-commit")
        self._committing.add(task)
        task.add_done_callback(self._over)
        return task

    def _over(self, task: asyncio.Task[None]) -> None:
        """Its members have been told how it ended."""
        self._committing.discard(task)
        if not task.cancelled():
            task.exception()
