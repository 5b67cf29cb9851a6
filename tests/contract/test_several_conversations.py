"""A customer with several conversations at a time, in every store."""

import pytest

from handoff.desk.conversation import conversations
from handoff.desk.identity import blocking, identities
from handoff.desk.ports import Store
from handoff.desk.queueing import queue
from handoff.domain.enums import Owner
from handoff.domain.errors import Forbidden
from tests.support.databases import every_store
from tests.support.desks import World

pytestmark = every_store


async def begun(world: World, visitor_id: str) -> str:
    opened = await conversations.open_conversation(world.desk, visitor_id=visitor_id, begin=True)
    return opened.conversation.id


async def test_another_one_begins_beside_an_open_one(store: Store) -> None:
    """Asked for twice it begins once: what is still empty is taken up."""
    world = World(store)
    vera, first = await world.chat()
    second = await begun(world, vera.id)
    assert second != first
    assert await begun(world, vera.id) == second
    await world.says(vera, second, "Another question")
    assert await begun(world, vera.id) not in (first, second)
    own = await identities.list_own(world.desk, visitor_id=vera.id)
    assert {one.id for one in own} == {first, second}


async def test_without_that_wish_the_newest_open_one_goes_on(store: Store) -> None:
    world = World(store)
    vera, _ = await world.chat()
    world.clock.forward(minutes=1)
    second = await begun(world, vera.id)
    assert await world.opened(vera) == second


async def test_who_is_blocked_has_nothing_open(store: Store) -> None:
    """Every open conversation is closed as spam."""
    world = World(store)
    ana = await world.agent()
    vera, first = await world.chat()
    second = await begun(world, vera.id)
    await world.says(vera, second, "Buy cheap lamps")
    await blocking.block(world.desk, agent=ana, conversation_id=second, on=True)
    own = await identities.list_own(world.desk, visitor_id=vera.id)
    assert {(one.id, one.owner, one.resolve_reason) for one in own} == {
        (first, Owner.NOBODY, "spam"),
        (second, Owner.NOBODY, "spam"),
    }


async def test_a_colleagues_customer_is_not_blocked_from_another_conversation(store: Store) -> None:
    """Nothing of it happens: neither the block, nor the end of the other one."""
    world = World(store)
    ana, reza = await world.agent(), await world.agent("Reza")
    vera, first = await world.chat()
    await queue.claim(world.desk, agent=reza, conversation_id=first)
    second = await begun(world, vera.id)
    await world.says(vera, second, "Hello again")
    with pytest.raises(Forbidden):
        await blocking.block(world.desk, agent=ana, conversation_id=second, on=True)
    own = await identities.list_own(world.desk, visitor_id=vera.id)
    assert {one.id: one.owner for one in own} == {first: Owner.AGENT, second: Owner.BOT}
