"""A merge that was a mistake is taken back, in every store, and everything is as it was."""

from dataclasses import fields

import pytest

from handoff.desk.conversation import closing, merging, snooze
from handoff.desk.ownership import handoff
from handoff.desk.ports import Store
from handoff.desk.queueing import queue
from handoff.domain.conversation.machine import Conversation
from handoff.domain.enums import MessageKind, Owner, Priority, Role
from handoff.domain.errors import Forbidden, IllegalTransition
from tests.support.databases import every_store
from tests.support.desks import World
from tests.support.merging import Pair, another, pair

pytestmark = every_store

# What a merge and its undoing leave behind: two lines, two changes of owner, and that somebody saw to it.
TRACES = frozenset({"epoch", "head_seq", "updated_at", "deadline_at", "version", "reminders"})


def differences(before: Conversation, after: Conversation) -> set[str]:
    names = {one.name for one in fields(Conversation)} - TRACES
    return {name for name in names if getattr(before, name) != getattr(after, name)}


async def undone(two: Pair) -> tuple[set[str], set[str]]:
    """What is different after a merge and its undoing, here and there."""
    here, there = await two.conversation(two.here), await two.conversation(two.there)
    await two.merge()
    two.world.clock.forward(minutes=2)
    await two.unmerge()
    return (
        differences(here, await two.conversation(two.here)),
        differences(there, await two.conversation(two.there)),
    )


async def test_the_bots_goes_back_to_the_bot(store: Store) -> None:
    """And the answer that it owed is owed again."""
    two = await pair(World(store))
    assert await undone(two) == (set(), set())
    assert await two.world.owed() == [two.there]
    assert (await two.world.activities(two.here))[-1] == "unmerged_out"
    assert (await two.world.activities(two.there))[-1] == "unmerged"


async def test_the_one_who_waited_waits_again(store: Store) -> None:
    """Since when they did, as urgently as they did, by the clocks they had; the stay with people goes on."""
    two = await pair(World(store))
    await two.queued()
    await queue.prioritise(two.world.desk, agent=two.ana, conversation_id=two.there, priority=Priority.HIGH)
    async with store.reading() as tx:
        stay = await tx.handoffs.latest(two.there)
    assert await undone(two) == (set(), set())
    async with store.reading() as tx:
        assert await tx.handoffs.latest(two.there) == stay
    assert set(await queue.positions(two.world.desk)) == {two.there}


async def test_the_agents_goes_back_to_the_agent(store: Store) -> None:
    """With the place that it takes up, and what was tagged here since stays tagged."""
    two = await pair(World(store))
    await two.given_to(two.ana)
    await closing.tag(two.world.desk, agent=two.ana, conversation_id=two.there, tags=["vip"])
    assert await undone(two) == (set(), set())
    async with store.reading() as tx:
        (ana,) = await tx.people.agents()
    assert ana.load == 2


async def test_where_the_agent_is_full_it_waits_with_the_time_it_had(store: Store) -> None:
    two = await pair(World(store))
    sam = await two.world.agent("Sam", role=Role.SUPERVISOR)
    reza = await two.world.agent("Reza", capacity=1)
    await two.given_to(reza)
    since = (await two.conversation(two.there)).waiting_since
    await two.merge(sam)
    await two.world.served(reza)
    await two.unmerge(sam)
    there = await two.conversation(two.there)
    assert (there.owner, there.agent_id, there.waiting_since) == (Owner.QUEUE, None, since)


async def test_what_was_put_aside_is_put_aside_again(store: Store) -> None:
    two = await pair(World(store))
    await two.given_to(two.ana)
    await snooze.snooze(two.world.desk, agent=two.ana, conversation_id=two.there)
    assert await undone(two) == (set(), set())


async def test_an_end_stays_the_end_it_was(store: Store) -> None:
    """With the question how it was, which was not asked in between."""
    two = await pair(World(store))
    await two.given_to(two.ana)
    await two.world.says(two.ana, two.there, "Here it is.")
    await handoff.resolve(two.world.desk, agent=two.ana, conversation_id=two.there, reason="answered")
    assert (await two.conversation(two.there)).csat_due
    assert await undone(two) == (set(), set())


async def test_undoing_twice_is_undoing_once(store: Store) -> None:
    two = await pair(World(store))
    await undone(two)
    await two.unmerge()
    assert (await two.world.activities(two.here)).count("unmerged_out") == 1


async def test_after_words_it_is_not_undone(store: Store) -> None:
    """They were written to whom they found there; a note between agents was not."""
    two = await pair(World(store))
    await two.merge()
    await two.world.says(two.ana, two.here, "Two orders, I see", MessageKind.NOTE)
    await two.world.says(two.vera, two.there, "Hello?")
    with pytest.raises(IllegalTransition, match="written since"):
        await two.unmerge()


async def test_after_ten_minutes_it_is_not_undone(store: Store) -> None:
    two = await pair(World(store))
    await two.merge()
    two.world.clock.forward(minutes=10, seconds=1)
    with pytest.raises(IllegalTransition, match="10 minutes"):
        await two.unmerge()


async def test_after_another_owner_it_is_not_undone(store: Store) -> None:
    two = await pair(World(store))
    await two.merge()
    await handoff.release(two.world.desk, agent=two.ana, conversation_id=two.here)
    sam = await two.world.agent("Sam", role=Role.SUPERVISOR)
    with pytest.raises(IllegalTransition, match="hands"):
        await two.unmerge(sam)


async def test_the_last_merge_is_undone_first(store: Store) -> None:
    """Each is put back to what it found."""
    two = await pair(World(store))
    third = await another(two.world, two.vera, "And a third thing")
    await two.merge()
    await merging.merge(two.world.desk, agent=two.ana, conversation_id=two.here, other=third)
    with pytest.raises(IllegalTransition, match="later merge"):
        await two.unmerge()
    await merging.unmerge(two.world.desk, agent=two.ana, conversation_id=two.here, other=third)
    await two.unmerge()
    assert {(await two.conversation(id_)).owner for id_ in (two.there, third)} == {Owner.BOT}


async def test_what_was_merged_before_goes_back_along(store: Store) -> None:
    two = await pair(World(store))
    third, desk = await another(two.world, two.vera, "And a third thing"), two.world.desk
    await two.merge()
    await merging.merge(desk, agent=two.ana, conversation_id=third, other=two.here)
    await merging.unmerge(desk, agent=two.ana, conversation_id=third, other=two.here)
    assert (await two.conversation(two.there)).merged_into == two.here
    said = await two.world.says(two.vera, two.there, "Hello?")
    assert said.conversation_id == two.here


async def test_only_who_answers_for_it_undoes_it(store: Store) -> None:
    two = await pair(World(store))
    reza = await two.world.agent("Reza")
    with pytest.raises(IllegalTransition, match="not merged"):
        await two.unmerge()
    await two.merge()
    with pytest.raises(Forbidden):
        await two.unmerge(reza)
    with pytest.raises(Forbidden):
        await two.unmerge(two.vera)
