"""A visitor becomes a contact, in every store, and takes along what is theirs and nothing else."""

import asyncio
from dataclasses import replace

import pytest

from handoff.desk.conversation import conversations
from handoff.desk.identity import identities
from handoff.desk.ports import Store
from handoff.domain.errors import Invalid, NotFound
from handoff.domain.identity.people import visitor_actor
from tests.support.databases import every_store
from tests.support.desks import World

pytestmark = every_store


async def test_an_anonymous_visitor_keeps_id_and_conversations(store: Store) -> None:
    """The first identity makes a contact of the visitor that is there."""
    world = World(store)
    vera, conversation_id = await world.chat()
    found = await identities.identify(world.desk, visitor_id=vera.id, external_id="7", name="Vera")
    assert (found.kept, found.visitor.id, found.visitor.external_id) == (True, vera.id, "7")
    view = await conversations.summary(world.desk, actor=vera, conversation_id=conversation_id)
    assert (view.visitor_name, view.visitor_known) == ("Vera", True)
    again = await identities.identify(world.desk, visitor_id=vera.id, external_id="7", email="v@example.org")
    assert (again.kept, again.visitor.id, again.visitor.name) == (True, vera.id, "Vera")


async def test_conversations_move_to_the_contact_who_was_known_before(store: Store) -> None:
    """On a second device: what was said anonymously joins what the contact has, with its read marks."""
    world = World(store)
    phone, first = await world.chat("from the phone")
    await identities.identify(world.desk, visitor_id=phone.id, external_id="7", name="Vera")
    laptop, second = await world.chat("from the laptop")
    found = await identities.identify(world.desk, visitor_id=laptop.id, external_id="7")
    assert (found.kept, found.visitor.id) == (True, phone.id)
    own = await identities.list_own(world.desk, visitor_id=phone.id)
    assert {view.id for view in own} == {first, second}
    assert {view.last_text for view in own} == {"from the phone", "from the laptop"}
    assert await identities.list_own(world.desk, visitor_id=laptop.id) == ()
    with pytest.raises(NotFound):
        await conversations.transcript(world.desk, actor=visitor_actor(laptop.id), conversation_id=second)


async def test_one_contact_never_gets_what_another_said(store: Store) -> None:
    """On a shared device the next customer begins with nothing."""
    world = World(store)
    vera, conversation_id = await world.chat("my secret")
    await identities.identify(world.desk, visitor_id=vera.id, external_id="vera")
    found = await identities.identify(world.desk, visitor_id=vera.id, external_id="victor")
    assert found.kept is False
    assert found.visitor.id != vera.id
    assert await identities.list_own(world.desk, visitor_id=found.visitor.id) == ()
    (own,) = await identities.list_own(world.desk, visitor_id=vera.id)
    assert own.id == conversation_id


async def test_two_devices_that_identify_at_once_meet_in_one_contact(store: Store) -> None:
    """Whoever is slower brings their conversation to the faster one."""
    world = World(store)
    made = [await world.chat(text) for text in ("one", "two")]
    found = await asyncio.gather(
        *(identities.identify(world.desk, visitor_id=vera.id, external_id="7") for vera, _ in made)
    )
    assert len({one.visitor.id for one in found}) == 1
    own = await identities.list_own(world.desk, visitor_id=found[0].visitor.id)
    assert {view.id for view in own} == {conversation_id for _, conversation_id in made}


async def test_an_empty_conversation_is_not_listed(store: Store) -> None:
    """The list holds what can be read."""
    world = World(store)
    vera, _ = await world.chat(None)
    assert await identities.list_own(world.desk, visitor_id=vera.id) == ()
    with pytest.raises(Invalid):
        await identities.identify(world.desk, visitor_id=vera.id, external_id="x" * 256)


async def test_who_is_blocked_stays_blocked_under_an_identity(store: Store) -> None:
    """Logging in to the site is no way round a block."""
    world = World(store)
    first, _ = await world.chat("as a contact")
    await identities.identify(world.desk, visitor_id=first.id, external_id="7")
    vera, _ = await world.chat("as a stranger")
    async with store.transaction() as tx:
        stranger = await tx.people.visitor(vera.id)
        assert stranger is not None
        await tx.people.save_visitor(replace(stranger, blocked_at=world.clock.now))
    found = await identities.identify(world.desk, visitor_id=vera.id, external_id="7")
    assert (found.visitor.id, found.visitor.blocked_at) == (first.id, world.clock.now)
    async with store.reading() as tx:
        assert await tx.people.visitor(first.id) == found.visitor
