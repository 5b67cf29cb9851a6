"""What every store knows of people: accounts, contacts, presence, and places that never exceed a capacity."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from handoff.desk.ids import uuid7
from handoff.desk.ports import Store
from handoff.domain.conversation.message import Author
from handoff.domain.enums import AuthorType, Availability, MessageKind
from handoff.domain.identity.people import AgentRecord
from handoff.domain.queueing.place import Place, Weights
from tests.support.databases import every_store
from tests.support.desks import START
from tests.support.rows import say, some_agent, some_conversation, some_visitor

pytestmark = every_store


async def test_places_never_exceed_capacity(store: Store) -> None:
    """The third of two places is refused, freeing one gives it back, and without weights there is room."""
    async with store.transaction() as tx:
        agent = await some_agent(tx, capacity=2)
        place, weights = Place(agent_id=agent.id), Weights()
        took = [await tx.people.take_place(place, START, weights) for _ in range(3)]
        assert took == [True, True, False]
        await tx.people.free_place(place)
        assert await tx.people.take_place(place, START, weights)
        assert await tx.people.take_place(place, START, None)
        after = await tx.people.agent(agent.id)
    assert after == replace(agent, load=3, last_assigned_at=START)


@pytest.mark.parametrize(("percent", "fits"), [(100, 1), (50, 2), (30, 3), (0, 5)])
async def test_what_can_be_done_later_takes_less(store: Store, percent: int, fits: int) -> None:
    """Beside one live chat of two places; a second live chat needs a whole place of its own."""
    async with store.transaction() as tx:
        agent = await some_agent(tx, capacity=2)
        live, later = (Place(agent_id=agent.id, live=live) for live in (True, False))
        weights = Weights(asynchronous=percent)
        assert await tx.people.take_place(live, START, weights)
        took = [await tx.people.take_place(later, START, weights) for _ in range(5)]
        assert took == [True] * fits + [False] * (5 - fits)
        assert await tx.people.take_place(live, START, weights) is (percent == 0)
        after = await tx.people.agent(agent.id)
    assert after is not None
    assert (after.load, after.async_load) == (1 + (percent == 0), fits)


async def test_a_place_turns_into_the_other_kind(store: Store) -> None:
    """There and back, whatever the capacity says; nothing drifts."""
    async with store.transaction() as tx:
        agent = await some_agent(tx, capacity=0)
        await tx.people.take_place(Place(agent_id=agent.id), START, None)
        counts = []
        for live in (False, True):
            await tx.people.turn_place(Place(agent_id=agent.id, live=live))
            after = await tx.people.agent(agent.id)
            assert after is not None
            counts.append((after.load, after.async_load))
    assert counts == [(0, 1), (1, 0)]


async def test_a_place_moves_from_one_agent_to_another(store: Store) -> None:
    """Never beyond the other's capacity, and of the kind that it is there."""
    async with store.transaction() as tx:
        ana, reza = await some_agent(tx), await some_agent(tx, "Reza", capacity=1)
        first, second = Place(agent_id=ana.id), Place(agent_id=reza.id, live=False)
        await tx.people.take_place(first, START, Weights())
        await tx.people.take_place(first, START, Weights())
        assert await tx.people.move_place(first, second, START, Weights(asynchronous=60))
        assert not await tx.people.move_place(first, second, START, Weights(asynchronous=60))
        known = await tx.people.agent(reza.id)
    assert known is not None
    assert (known.load, known.async_load) == (0, 1)


async def test_an_account_is_known_by_its_address(store: Store) -> None:
    """One account an address; the record holds the hash, the agent does not."""
    async with store.transaction() as tx:
        agent = await some_agent(tx)
        twin = AgentRecord(agent=replace(agent, id=uuid7()), password_hash="x")
        assert not await tx.people.add_agent(twin)
        assert await tx.people.set_password(agent.email, "new")
        assert not await tx.people.set_password("nobody@example.org", "new")
        assert await tx.people.record(agent.email) == AgentRecord(agent=agent, password_hash="new")
        assert await tx.people.record("nobody@example.org") is None
        online = replace(agent, availability=Availability.ONLINE, capacity=7)
        await tx.people.save_agent(online, START)
        changed = replace(online, state_since=START)
        assert await tx.people.agents() == [changed]
        await tx.people.save_agent(online, START + timedelta(hours=1))
        assert await tx.people.agents() == [changed]


async def test_presence_is_the_word_of_any_process(store: Store) -> None:
    """One that says goodbye, or dies, takes away its own word alone."""
    soon, later = START + timedelta(seconds=45), START + timedelta(seconds=60)
    async with store.transaction() as tx:
        agent = await some_agent(tx)

        async def state() -> tuple[datetime | None, datetime | None]:
            known = await tx.people.agent(agent.id)
            assert known is not None
            return known.present_until, known.state_since

        await tx.people.be_present([agent.id], "one", START, soon)
        await tx.people.be_present([agent.id], "two", START + timedelta(seconds=15), later)
        await tx.people.be_present([agent.id], "one", START, soon)
        assert await state() == (later, START)
        await tx.people.be_gone(agent.id, "two", START + timedelta(seconds=20))
        assert await state() == (soon, START)
        assert await tx.people.lapsed(START + timedelta(seconds=30)) == []
        await tx.people.be_present([agent.id], "two", START, later)
        assert await tx.people.lapsed(soon) == []
        assert await tx.people.lapsed(later) == [agent.id]
        assert await tx.people.lapsed(later) == []
        assert await state() == (later, later)
        back = later + timedelta(seconds=5)
        await tx.people.be_present([agent.id], "three", back, back + timedelta(seconds=45))
        await tx.people.be_gone(agent.id, "three", back + timedelta(seconds=1))
        assert await state() == (back + timedelta(seconds=1), back + timedelta(seconds=1))


async def test_a_process_vouches_for_several_agents_at_once(store: Store) -> None:
    """Each is present until that moment; an agent who is not there is left out."""
    until = START + timedelta(seconds=45)
    async with store.transaction() as tx:
        here = [await some_agent(tx), await some_agent(tx, "Reza")]
        ids = sorted(agent.id for agent in here)
        found = await tx.people.agents_among([*ids, "nobody"])
        assert [agent.id for agent in found] == ids
        await tx.people.be_present(ids, "one", START, until)
        known = await tx.people.agents_among(ids)
        assert [(agent.present_until, agent.state_since) for agent in known] == [(until, START)] * 2
        assert await tx.people.lapsed(until) == ids


async def test_a_contact_is_known_by_its_external_id(store: Store) -> None:
    """A visitor whom the host site knows is found again and can change."""
    async with store.transaction() as tx:
        visitor = await some_visitor(tx, "customer-7")
        await some_visitor(tx)
        assert not await tx.people.add_visitor(replace(visitor, id=uuid7()))
        assert await tx.people.visitor_by_external_id("customer-7") == visitor
        assert await tx.people.visitor_by_external_id("customer-8") is None
        renamed = replace(visitor, name="Vera N.", email="vera@example.org")
        await tx.people.save_visitor(renamed)
        assert await tx.people.visitor(visitor.id) == renamed


async def test_a_picture_stands_beside_all_messages_of_its_agent(store: Store) -> None:
    """Another takes its place, also beside what was said before; taken back, it is gone everywhere."""
    async with store.transaction() as tx:
        ana, reza = await some_agent(tx), await some_agent(tx, "Reza")
        conversation = await some_conversation(tx)
        author = Author(type=AuthorType.AGENT, id=ana.id, name="Ana")
        message = await say(tx, conversation, "Hm", author=author, kind=MessageKind.NOTE)
        seen = []
        for digest in ("a", "b", None):
            if digest is None:
                await tx.people.drop_picture(ana.id)
            else:
                await tx.people.put_picture(ana.id, digest, digest.encode())
            agent, known = await tx.people.agent(ana.id), await tx.messages.get(message.id)
            (listed,) = await tx.messages.of(conversation.id)
            assert agent is not None
            assert known == listed
            kept = [await tx.people.picture(one) for one in ("a", "b")]
            seen.append((agent.picture, listed.author.picture, kept))
        other = await tx.people.agent(reza.id)
    assert seen == [("a", "a", [b"a", None]), ("b", "b", [None, b"b"]), (None, None, [None, None])]
    assert other == reza
