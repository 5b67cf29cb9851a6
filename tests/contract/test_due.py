"""Sweeps that run at once never have the same row in hand, on SQLite and on PostgreSQL."""

import asyncio
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from handoff.desk.bot import turns
from handoff.desk.identity import people, staff
from handoff.desk.ownership import sweep
from handoff.desk.ports import Store
from handoff.desk.queueing import offers, routing
from handoff.desk.timing import clocks
from handoff.desk.timing.promise_sweep import look_at_promises
from handoff.domain.conversation.view import Neglected
from handoff.domain.enums import Availability, Owner, Role
from handoff.domain.history.events import OfferEnded, PromiseMoved
from handoff.domain.identity.people import Actor
from handoff.domain.queueing.offer import OfferOutcome
from handoff.storage.engine.database import open_engine
from handoff.storage.store import SqlStore
from tests.support.databases import every_store, sql_stores
from tests.support.desks import START, World, add_former_agent
from tests.support.waiting import eventually

ROOT = Path(__file__).parents[2]
HOLDER = """
import asyncio, sys
from datetime import datetime
from handoff.storage.engine.database import open_engine
from handoff.storage.store import SqlStore

async def hold(url, at):
    async with SqlStore(open_engine(url)).transaction() as tx:
        print(*await tx.due.overdue(datetime.fromisoformat(at), 2), flush=True)
        await asyncio.Event().wait()

asyncio.run(hold(*sys.argv[1:]))
"""


@pytest.fixture
async def other_store(store: Store, database_url: str) -> AsyncIterator[SqlStore]:
    """The same database as `store`, as another process sees it."""
    engine = open_engine(database_url)
    yield SqlStore(engine)
    await engine.dispose()


async def overdue_chats(world: World, number: int = 6) -> list[str]:
    """Conversations that the bot has not answered in time."""
    chats = [(await world.chat())[1] for _ in range(number)]
    world.clock.forward(minutes=30)
    return chats


@sql_stores
async def test_two_sweeps_at_once_find_different_rows(store: Store, other_store: SqlStore) -> None:
    """What one has in hand the other does not get, and what is left over it does."""
    world = World(store)
    chats = await overdue_chats(world)
    holding, let_go = asyncio.Event(), asyncio.Event()

    async def first() -> list[str]:
        async with store.transaction() as tx:
            mine = await tx.due.overdue(world.clock(), 2)
            holding.set()
            for chat in mine:
                conversation = await tx.conversations.get(chat)
                assert conversation is not None
                conversation.remind(at=world.clock(), policy=world.desk.policy)
                await tx.conversations.save(conversation)
            await let_go.wait()
            return mine

    async def second() -> list[str]:
        await holding.wait()
        async with other_store.transaction() as tx:
            return await tx.due.overdue(world.clock(), 10)

    one, two = asyncio.create_task(first()), asyncio.create_task(second())
    await holding.wait()
    let_go.set()
    mine, yours = await asyncio.gather(one, two)
    assert len(mine) == 2
    assert sorted(mine + yours) == sorted(chats)


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_on_postgresql_nobody_waits_for_the_other(store: Store, other_store: SqlStore) -> None:
    """What somebody has in hand is passed over: due ones, a single one, and owed turns."""
    world = World(store)
    chats = await overdue_chats(world)
    async with store.transaction() as tx, other_store.transaction() as other:
        mine = await tx.due.overdue(world.clock(), 2)
        async with asyncio.timeout(60):
            yours = await other.due.overdue(world.clock(), 10)
            assert not await other.due.take(mine[0])
            owed = await other.turns.take_owed("b", world.clock(), world.clock() + timedelta(seconds=9), 10)
        assert sorted(mine + yours) == sorted(chats)
        assert sorted(owed) == sorted(yours)


@sql_stores
async def test_the_dead_let_go(store: Store, other_store: SqlStore, database_url: str) -> None:
    """A process that is killed with rows in hand keeps nobody from them."""
    world = World(store)
    chats = await overdue_chats(world)
    arguments = ["-c", HOLDER, database_url, world.clock().isoformat()]
    holder = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert holder.stdout is not None
    held = (await holder.stdout.readline()).decode().split()
    holder.kill()
    await holder.wait()
    assert len(held) == 2

    async def all_free() -> bool:
        async with other_store.transaction() as tx:
            return sorted(await tx.due.overdue(world.clock(), 10)) == sorted(chats)

    await eventually(all_free)


@sql_stores
async def test_sweeps_at_once_deal_with_each_row_once(store: Store, other_store: SqlStore) -> None:
    """Three sweeps in two processes: every neglected conversation is dealt with, and by one of them."""
    world = World(store)
    other = World(other_store)
    chats = await overdue_chats(world, 12)
    other.clock.now = world.clock.now
    found = await asyncio.gather(
        sweep.overdue(world.desk), sweep.overdue(other.desk), sweep.overdue(world.desk)
    )
    assert Counter(missed.conversation_id for some in found for missed in some) == Counter(chats)
    assert await sweep.neglected(world.desk) == Neglected(overdue=0, ownerless=0)


@sql_stores
async def test_promises_are_looked_at_by_one_sweep_each(store: Store, other_store: SqlStore) -> None:
    """Two processes at once, three promises in each conversation: all are looked at, and each once."""
    world, other = World(store), World(other_store)
    ana = await world.agent(capacity=9)
    chats = [(await world.served(ana))[1] for _ in range(5)]
    for chat in chats:
        for _ in range(3):
            await world.says(ana, chat, "I will write to you tomorrow.")
            world.clock.forward(minutes=10)
    world.clock.forward(days=3)
    other.clock.now = world.clock.now
    world.recorder.take()
    async with store.reading() as tx:
        promised = [one for chat in chats for one in await tx.promises.of(chat) if one.open]
    looked = await asyncio.gather(look_at_promises(world.desk), look_at_promises(other.desk))
    told = [one for each in (world, other) for one in each.recorder.events if isinstance(one, PromiseMoved)]
    assert sum(looked) == len(promised) >= len(chats)
    assert Counter(one.promise_id for one in told) == Counter(one.id for one in promised)
    assert await look_at_promises(world.desk) == 0


@sql_stores
async def test_two_workers_take_different_turns(store: Store, other_store: SqlStore) -> None:
    """What one has leased the other is not given, until the lease is over."""
    world = World(store)
    chats = [(await world.chat())[1] for _ in range(8)]
    other = World(other_store)
    one, two = await asyncio.gather(
        turns.take_owed_turns(world.desk, worker="a", limit=5),
        turns.take_owed_turns(other.desk, worker="b", limit=5),
    )
    assert Counter(one + two) == Counter(chats)
    assert max(len(one), len(two)) == 5
    assert await turns.take_owed_turns(other.desk, worker="b") == []
    other.clock.forward(minutes=1)
    assert Counter(await turns.take_owed_turns(other.desk, worker="b")) == Counter(chats)


@every_store
async def test_every_sweep_finds_its_own(store: Store) -> None:
    """Each kind of due work, the limit, and what is left out because it was tried."""
    world = World(store)
    ana = await world.agent(capacity=3)
    _, offered = await world.waiting()
    await routing.drain(world.desk)
    _, served = await world.served(ana)
    async with store.transaction() as tx:
        former = await add_former_agent(tx)
        conversation = await tx.conversations.get(served)
        assert conversation is not None
        conversation.agent_id = former.id
        await tx.conversations.save(conversation)
    later = START + timedelta(hours=2)
    async with store.transaction() as tx:
        assert await tx.due.offers(START, START, 5) == []
        assert await tx.due.offers(later, START, 5) == [offered]
        assert await tx.due.vanished(later, 5) == [served]
        assert await tx.due.vanished(later, 5, [served]) == []
        assert await tx.due.ownerless(5) == [served]
        assert await tx.due.ownerless(5, [served]) == []
        assert sorted(await tx.due.clocks(later, 5)) == sorted([offered, served])
        assert len(await tx.due.clocks(later, 1)) == 1
        assert await tx.due.clocks(later, 5, [served]) == [offered]
        assert await tx.due.overdue(later, 5, [offered, served]) == []
        assert await tx.due.take(offered)
        assert await tx.due.neglected(START) == Neglected(overdue=0, ownerless=1)
        assert await tx.due.neglected(later) == Neglected(overdue=2, ownerless=1)


async def goes_away(world: World, agent: Actor) -> None:
    await staff.change_agent(
        world.desk, actor=agent, agent_id=agent.id, availability=Availability.AWAY, away_reason="lunch"
    )


async def goes_offline(world: World, agent: Actor) -> None:
    await people.set_availability(world.desk, agent=agent, availability=Availability.OFFLINE)


async def loses_the_role(world: World, agent: Actor) -> None:
    async with world.desk.store.transaction() as tx:
        known = await tx.people.agent(agent.id)
        assert known is not None
        await tx.people.save_account(replace(known, role=Role.EDITOR))


@every_store
@pytest.mark.parametrize("leaves", [goes_away, goes_offline, loses_the_role])
async def test_what_was_held_out_to_who_has_gone_goes_to_the_next_at_once(
    store: Store, leaves: Callable[[World, Actor], Awaitable[None]]
) -> None:
    """Not when the time is over; it frees the place and is no missed offer, for nobody let it pass."""
    world = World(store)
    ana = await world.agent("Ana")
    chats = [(await world.waiting())[1] for _ in range(3)]
    assert await routing.drain(world.desk) == 3
    assert await offers.end_offers(world.desk) == 0
    bo = await world.agent("Bo")
    await leaves(world, ana)
    world.recorder.take()
    assert await offers.end_offers(world.desk) == 3
    over = [one for one in world.recorder.take() if isinstance(one, OfferEnded)]
    assert {(one.agent_id, one.outcome) for one in over} == {(ana.id, OfferOutcome.WITHDRAWN)}
    assert await routing.drain(world.desk) == 3
    async with store.reading() as tx:
        gone, here = await tx.people.agent(ana.id), await tx.people.agent(bo.id)
        held = await tx.offers.held([ana.id, bo.id])
    assert gone is not None
    assert here is not None
    assert (gone.load, gone.missed_offers, here.load) == (0, 0, 3)
    assert {who: sorted(ids) for who, ids in held.items()} == {bo.id: sorted(chats)}


@every_store
async def test_a_page_that_is_loaded_again_keeps_its_offers(store: Store) -> None:
    """Without a connection they wait for a short while: back in time nothing has changed, later the next one
    has them; nobody is given new ones meanwhile."""
    world = World(store)
    ana = await world.agent("Ana")
    chats = [(await world.waiting())[1] for _ in range(2)]
    assert await routing.drain(world.desk) == 2
    bo = await world.agent("Bo", capacity=2)
    await people.leave(world.desk, agent_id=ana.id)
    world.clock.forward(seconds=4.999)
    _, third = await world.waiting()
    assert (await offers.end_offers(world.desk), await routing.drain(world.desk)) == (0, 1)
    await people.keep_present(world.desk, agent_id=ana.id)
    world.clock.forward(seconds=20)
    assert await offers.end_offers(world.desk) == 0
    shown = await offers.offers_for(world.desk, agent=ana)
    assert [one.conversation.id for one in shown] == chats
    await offers.accept(world.desk, agent=ana, conversation_id=chats[0])
    await offers.accept(world.desk, agent=bo, conversation_id=third)
    await people.leave(world.desk, agent_id=ana.id)
    world.recorder.take()
    world.clock.forward(seconds=5)
    assert await offers.end_offers(world.desk) == 1
    over = [one for one in world.recorder.take() if isinstance(one, OfferEnded)]
    assert [(one.agent_id, one.outcome) for one in over] == [(ana.id, OfferOutcome.WITHDRAWN)]
    assert await routing.drain(world.desk) == 1
    async with store.reading() as tx:
        gone, held = await tx.people.agent(ana.id), await tx.offers.held([ana.id, bo.id])
    assert gone is not None
    assert (gone.missed_offers, held) == (0, {bo.id: [chats[1]]})


@every_store
async def test_an_offer_that_runs_out_while_the_page_loads_is_no_missed_one(store: Store) -> None:
    """It goes on at its time; the agent could not see it."""
    world = World(store)
    ana = await world.agent("Ana")
    await world.waiting()
    await routing.drain(world.desk)
    world.clock.forward(seconds=29)
    await people.leave(world.desk, agent_id=ana.id)
    world.clock.forward(seconds=1)
    assert await offers.end_offers(world.desk) == 1
    async with store.reading() as tx:
        known = await tx.people.agent(ana.id)
    assert known is not None
    assert (known.missed_offers, known.load) == (0, 0)


@every_store
async def test_only_who_is_there_misses_an_offer(store: Store) -> None:
    """Whoever had gone when the time ran out did not ignore it; whoever was there did."""
    world = World(store)
    ana, bo = await world.agent("Ana", capacity=1), await world.agent("Bo", capacity=1)
    for _ in range(2):
        await world.waiting()
    assert await routing.drain(world.desk) == 2
    world.clock.forward(seconds=29)
    await goes_away(world, ana)
    world.clock.forward(seconds=1)
    assert await offers.end_offers(world.desk) == 2
    async with store.reading() as tx:
        missed = [await tx.people.agent(one.id) for one in (ana, bo)]
    assert [one and one.missed_offers for one in missed] == [0, 1]


@every_store
async def test_the_sweeps_act_on_what_they_find(store: Store) -> None:
    """An offer to nobody ends, a vanished agent's customer waits again, a late clock is told."""
    world = World(store)
    ana = await world.agent(capacity=3)
    _, offered = await world.waiting()
    await routing.drain(world.desk)
    _, served = await world.served(ana)
    await people.leave(world.desk, agent_id=ana.id)
    world.clock.forward(hours=2)
    assert await offers.end_offers(world.desk) == 1
    assert await routing.requeue_vanished(world.desk) == 1
    assert await clocks.look_at_clocks(world.desk) == 2
    assert [(await world.view(chat)).owner for chat in (offered, served)] == [Owner.QUEUE] * 2
    assert await offers.end_offers(world.desk) == 0
    assert await routing.requeue_vanished(world.desk) == 0
    assert await clocks.look_at_clocks(world.desk) == 0
