"""Use cases of one process share a commit on SQLite, and each is alone as far as it can tell."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
import sqlalchemy as sa

from handoff.domain.errors import StoreUnavailable
from handoff.domain.identity.people import Team
from handoff.storage.engine.database import open_engine
from handoff.storage.engine.sqlite_driver import at_once
from handoff.storage.store import SqlStore
from tests.support.databases import listen_to_the_driver
from tests.support.waiting import eventually

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


class Refused(Exception):
    """A use case that comes to nothing."""


@dataclass(slots=True)
class Line:
    """A store, what its connections are told, and writers that end when the test says so."""

    store: SqlStore
    said: list[str] = field(default_factory=list)
    may_end: asyncio.Event = field(default_factory=asyncio.Event)
    inside: list[str] = field(default_factory=list)

    async def held(self, name: str) -> None:
        """Write, and keep everybody in line until the test has seen enough."""
        async with self.store.transaction() as tx:
            await tx.people.add_team(Team(id=name, name=name))
            self.inside.append(name)
            await self.may_end.wait()

    async def quick(self, name: str) -> None:
        async with self.store.transaction() as tx:
            await tx.people.add_team(Team(id=name, name=name))
            self.inside.append(name)

    async def refused(self, name: str) -> None:
        async with self.store.transaction() as tx:
            await tx.people.add_team(Team(id=name, name=name))
            raise Refused

    async def too_much(self, name: str) -> None:
        """More than fits on the disk."""
        async with self.store.transaction() as tx:
            db = tx.people._db
            (pages,) = (await db.execute(sa.text("PRAGMA page_count"))).one()
            await db.execute(sa.text(f"PRAGMA max_page_count = {pages}"))
            await tx.people.add_team(Team(id=name, name="x" * 2_000_000))

    async def undone(self, name: str) -> None:
        """What SQLite does by itself when it cannot go on."""
        async with self.store.transaction() as tx:
            await tx.people.add_team(Team(id=name, name=name))
            at_once(tx.people._db, "ROLLBACK")
            raise Refused

    async def kept(self) -> list[str]:
        async with self.store.reading() as tx:
            return sorted(team.id for team in await tx.people.teams())

    @property
    def commits(self) -> int:
        return self.said.count("COMMIT")


@pytest.fixture
async def line(database_url: str) -> AsyncIterator[Line]:
    engine = open_engine(database_url)
    line = Line(SqlStore(engine))
    listen_to_the_driver(engine, line.said.append)
    yield line
    await engine.dispose()


async def _in_line(line: Line, *waiting: asyncio.Task[None]) -> None:
    """Until the one who holds the line is inside and the others stand behind."""
    await eventually(lambda: bool(line.inside))
    await eventually(lambda: line.store._shared._standing == len(waiting))


async def test_those_in_line_share_a_commit(line: Line) -> None:
    """Six writers, one wait for the disk."""
    first = asyncio.create_task(line.held("a"))
    others = [asyncio.create_task(line.quick(name)) for name in "bcdef"]
    await _in_line(line, *others)
    line.may_end.set()
    await asyncio.gather(first, *others)
    assert line.commits == 1
    assert await line.kept() == list("abcdef")


async def test_who_is_alone_commits_at_once(line: Line) -> None:
    """One after the other, each on the disk before the next begins."""
    for name in "abc":
        await line.quick(name)
    assert line.commits == 3


async def test_nobody_is_told_before_it_is_on_the_disk(line: Line) -> None:
    """Done is not committed: who shares with somebody slower waits for them."""
    line.may_end.set()
    first = asyncio.create_task(line.held("a"))
    slow = Line(line.store)
    second = asyncio.create_task(slow.held("b"))
    await eventually(lambda: bool(slow.inside))
    assert line.inside == ["a"]
    assert not first.done()
    assert await line.kept() == []
    slow.may_end.set()
    await asyncio.gather(first, second)
    assert await line.kept() == ["a", "b"]


async def test_who_is_refused_takes_nobody_along(line: Line) -> None:
    """A use case that fails leaves nothing behind, and the others' words stand."""
    first = asyncio.create_task(line.held("a"))
    bad, good = asyncio.create_task(line.refused("b")), asyncio.create_task(line.quick("c"))
    await _in_line(line, bad, good)
    line.may_end.set()
    ended = await asyncio.gather(first, bad, good, return_exceptions=True)
    assert [type(end) for end in ended] == [type(None), Refused, type(None)]
    assert await line.kept() == ["a", "c"]


async def test_who_goes_away_in_line_holds_up_nobody(line: Line) -> None:
    """The one ahead had left the commit to those behind."""
    first = asyncio.create_task(line.held("a"))
    gone = asyncio.create_task(line.quick("b"))
    await _in_line(line, gone)
    line.may_end.set()
    gone.cancel()
    await asyncio.gather(first, gone, return_exceptions=True)
    assert first.exception() is None
    assert await line.kept() == ["a"]


async def test_who_goes_away_inside_takes_nobody_along(line: Line) -> None:
    """Cancelled between its words and the commit that it would have shared."""
    first = asyncio.create_task(line.held("a"))
    leaving = Line(line.store)
    second = asyncio.create_task(leaving.held("b"))
    third = asyncio.create_task(line.quick("c"))
    await _in_line(line, second, third)
    line.may_end.set()
    await eventually(lambda: bool(leaving.inside))
    second.cancel()
    await asyncio.gather(first, second, third, return_exceptions=True)
    assert second.cancelled()
    assert await line.kept() == ["a", "c"]


async def test_who_was_in_it_is_told_when_all_of_it_is_undone(line: Line) -> None:
    """Done, but never on the disk: an error, and the next ones go on."""
    first = asyncio.create_task(line.held("a"))
    bad, good = asyncio.create_task(line.undone("b")), asyncio.create_task(line.quick("c"))
    await _in_line(line, bad, good)
    line.may_end.set()
    ended = await asyncio.gather(first, bad, good, return_exceptions=True)
    assert [type(end) for end in ended] == [StoreUnavailable, Refused, type(None)]
    assert await line.kept() == ["c"]


async def test_on_a_full_disk_only_what_was_acknowledged_is_kept(line: Line) -> None:
    """SQLite may take back the whole transaction by itself: then nobody in it is told that all is well."""
    first = asyncio.create_task(line.held("a"))
    bad, good = asyncio.create_task(line.too_much("b")), asyncio.create_task(line.quick("c"))
    await _in_line(line, bad, good)
    line.may_end.set()
    ended = await asyncio.gather(first, bad, good, return_exceptions=True)
    assert isinstance(ended[1], Exception)
    told = [name for name, end in zip("abc", ended, strict=True) if end is None]
    assert await line.kept() == told
