"""What the host site says of a customer's tier, and what it means for the queue, on every store."""

import pytest

from handoff.desk.identity import identities, people
from handoff.desk.ownership import handoff
from handoff.desk.ports import Store
from handoff.desk.queueing import queue
from handoff.domain.enums import EscalationReason, Priority
from handoff.domain.identity.people import Actor, visitor_actor
from handoff.domain.policy import Policy
from tests.support.databases import every_store
from tests.support.desks import World

pytestmark = every_store

TIERS = {"gold": Priority.HIGH, "basic": Priority.LOW}


@pytest.fixture
def world(store: Store) -> World:
    return World(store, Policy(tiers=TIERS))


async def contact(world: World, sub: str, tier: str | None) -> tuple[Actor, str]:
    """A contact who has written to the bot."""
    known = await people.create_visitor(world.desk, locale="en", external_id=sub, tier=tier)
    actor = visitor_actor(known.id)
    chat = await world.opened(actor)
    await world.says(actor, chat, "Where is my parcel?")
    return actor, chat


async def wants_a_person(world: World, actor: Actor, chat: str) -> Priority:
    await handoff.request_human(world.desk, visitor_id=actor.id, conversation_id=chat)
    return (await world.view(chat)).priority


async def tier_of(world: World, visitor_id: str) -> str | None:
    found = await people.get_visitor(world.desk, visitor_id=visitor_id)
    assert found is not None
    return found.tier


async def test_a_tier_raises_the_priority_and_never_lowers_it(world: World) -> None:
    """Who came later stands in front; what is graver than the tier stays so; an unknown one means nothing."""
    normal = (await world.waiting())[1]
    gold = await contact(world, "7", " GOLD ")
    assert await wants_a_person(world, *gold) is Priority.HIGH
    assert await wants_a_person(world, *await contact(world, "8", "basic")) is Priority.NORMAL
    assert await wants_a_person(world, *await contact(world, "9", "brass")) is Priority.NORMAL
    _, upset = await contact(world, "10", "gold")
    await world.escalate(upset, EscalationReason.SENSITIVE_TOPIC)
    assert (await world.view(upset)).priority is Priority.URGENT
    assert (await world.view(gold[1])).visitor_tier == "gold"
    assert (await queue.first_waiting(world.desk))[:3] == [upset, gold[1], normal]


async def test_a_tier_is_the_host_sites_word(world: World) -> None:
    """It comes with the identity, also amid a chat; not said again it stays, and another one replaces it."""
    visitor, _ = await world.chat()
    for said, kept in (("silver", "silver"), (None, "silver"), ("gold", "gold")):
        await identities.identify(world.desk, visitor_id=visitor.id, external_id="7", tier=said)
        assert await tier_of(world, visitor.id) == kept
    other, _ = await world.chat()
    found = await identities.identify(world.desk, visitor_id=other.id, external_id="7", tier="platinum")
    assert (found.visitor.id, found.visitor.tier) == (visitor.id, "platinum")
    assert await tier_of(world, visitor.id) == "platinum"
    assert await tier_of(world, other.id) is None
    async with world.desk.store.transaction() as tx:
        await tx.erasing.anonymise(visitor.id)
    assert await tier_of(world, visitor.id) is None
