"""Races in which conversations are merged, on real databases."""

from collections import Counter
from collections.abc import Awaitable

from handoff.desk.conversation import merging, messages
from handoff.desk.identity import people
from handoff.desk.ports import Store
from handoff.desk.queueing import queue
from handoff.domain.enums import Owner
from tests.support.databases import every_store
from tests.support.desks import World
from tests.support.merging import pair
from tests.support.racing import outcomes


@every_store
async def test_words_and_merges_at_once_lose_and_double_nothing(store: Store) -> None:
    """The customer writes into both while they are merged and taken apart: each word is there once."""
    two = await pair(World(store))
    desk = two.world.desk

    def says(number: int) -> Awaitable[object]:
        return messages.send_message(
            desk,
            actor=two.vera,
            conversation_id=(two.here, two.there)[number % 2],
            client_message_id=f"word {number // 2}",
            text=f"word {number // 2}",
        )

    steps = [says(number) for number in range(4)]
    steps += [two.merge(), *(says(number) for number in range(4, 12)), two.unmerge(), says(12), says(13)]
    found = await outcomes(*steps)
    assert found["ok"] >= len(steps) - 1
    assert set(found) <= {"ok", "illegal_transition", "conflict"}
    said = [*await two.world.said(two.here), *await two.world.said(two.there)]
    words = Counter((one.conversation_id, one.text) for one in said if one.text.startswith("word "))
    assert set(words.values()) == {1}
    assert {text for _, text in words} == {f"word {number}" for number in range(7)}
    for id_ in (two.here, two.there):
        seqs = [one.seq for one in await two.world.said(id_)]
        assert seqs == list(range(1, len(seqs) + 1))


@every_store
async def test_two_ways_of_merging_at_once_end_in_one(store: Store) -> None:
    """One into the other and the other into the one: one wins, and one conversation goes on."""
    two = await pair(World(store))
    await two.given_to(two.ana)
    other_way = merging.merge(two.world.desk, agent=two.ana, conversation_id=two.there, other=two.here)
    found = await outcomes(two.merge(), other_way)
    assert found["ok"] == 1
    assert found.total() == 2
    owners = Counter([(await two.conversation(id_)).owner for id_ in (two.here, two.there)])
    assert owners == {Owner.AGENT: 1, Owner.NOBODY: 1}
    (ana,) = await people.list_agents(two.world.desk, actor=two.ana)
    assert ana.load == 1


@every_store
async def test_a_claim_and_a_merge_at_once_leave_one_owner(store: Store) -> None:
    """A colleague takes the other one from the queue in the moment in which it is merged."""
    two = await pair(World(store))
    reza = await two.world.agent("Reza")
    await two.queued()
    claim = queue.claim(two.world.desk, agent=reza, conversation_id=two.there)
    found = await outcomes(claim, two.merge())
    there = await two.conversation(two.there)
    assert found["ok"] == 1
    assert (there.agent_id == reza.id) is (there.merged_into is None)
    loads = {one.id: one.load for one in await people.list_agents(two.world.desk, actor=reza)}
    assert loads[reza.id] == (there.agent_id == reza.id)
