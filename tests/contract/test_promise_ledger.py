"""The ledger of promises on every store."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handoff.desk.ids import uuid7
from handoff.desk.ports import Store
from handoff.domain.enums import AuthorType
from handoff.domain.errors import Conflict
from handoff.domain.promise.ledger import Promise
from tests.support.databases import every_store
from tests.support.desks import START, World

pytestmark = every_store


def some_promise(chat: str, keeper_id: str | None, hours: float) -> Promise:
    due = START + timedelta(hours=hours)
    warn = due - timedelta(hours=1)
    return Promise(
        id=uuid7(),
        conversation_id=chat,
        seq=2,
        text="فردا خبر می‌دهم",
        author=AuthorType.AGENT,
        made_at=START,
        due_at=due,
        warn_at=warn,
        next_at=warn,
        timed=True,
        keeper_id=keeper_id,
    )


async def test_a_promise_comes_back_as_it_was(store: Store) -> None:
    """Open or ended, with every field, in the order they were made."""
    world = World(store)
    ana = await world.agent()
    _, chat = await world.served(ana)
    first, second = some_promise(chat, ana.id, 2), some_promise(chat, None, 3)
    second = second.kept(START + timedelta(hours=4), by=ana.id, seq=5)
    async with store.transaction() as tx:
        await tx.promises.add([first, second])
        await tx.promises.add([])
    async with store.reading() as tx:
        assert await tx.promises.of(chat) == [first, second]
        assert await tx.promises.get(second.id) == second
        assert await tx.promises.get(uuid7()) is None
        assert await tx.promises.of(uuid7()) == []


async def test_the_open_ones_are_due_and_owed_in_order(store: Store) -> None:
    """Those that have ended are neither; another agent's are not one's own."""
    world = World(store)
    ana, reza = await world.agent("Ana"), await world.agent("Reza")
    _, chat = await world.served(ana)
    late, soon = some_promise(chat, ana.id, 9), some_promise(chat, ana.id, 2)
    other = some_promise(chat, reza.id, 5)
    over = some_promise(chat, ana.id, 1).taken_back(START, by=ana.id)
    async with store.transaction() as tx:
        await tx.promises.add([late, soon, other, over])
    async with store.reading() as tx:
        assert await tx.promises.owed(ana.id, 10) == [soon, late]
        everybody = [one for one in await tx.promises.owed(None, 1000) if one.conversation_id == chat]
        assert everybody == [soon, other, late]
        assert soon.next_at is not None
        assert chat not in await tx.due.promises(soon.next_at - timedelta(seconds=1), 1000)
        assert (await tx.due.promises(START + timedelta(hours=4), 1000)).count(chat) == 1
        assert chat not in await tx.due.promises(START + timedelta(hours=4), 1000, [chat])


async def test_who_was_slower_changes_nothing(store: Store) -> None:
    """A promise that somebody has changed since it was read."""
    world = World(store)
    ana = await world.agent()
    _, chat = await world.served(ana)
    one = some_promise(chat, ana.id, 2)
    async with store.transaction() as tx:
        await tx.promises.add([one])
    kept = one.kept(START, by=ana.id)
    async with store.transaction() as tx:
        await tx.promises.save(kept)
    with pytest.raises(Conflict):
        async with store.transaction() as tx:
            await tx.promises.save(one.taken_back(START, by=ana.id))
    async with store.reading() as tx:
        assert await tx.promises.get(one.id) == replace(kept, version=1)


async def test_the_open_ones_follow_the_conversation(store: Store) -> None:
    """Those that have ended keep the name of who kept them."""
    world = World(store)
    ana, reza = await world.agent("Ana"), await world.agent("Reza")
    _, chat = await world.served(ana)
    one, over = some_promise(chat, ana.id, 2), some_promise(chat, ana.id, 3).kept(START, by=ana.id)
    async with store.transaction() as tx:
        await tx.promises.add([one, over])
        assert await tx.promises.follow(chat, reza.id) == 1
    async with store.reading() as tx:
        assert await tx.promises.of(chat) == [replace(one, keeper_id=reza.id, version=1), over]
