"""Real races on real databases: many at once, and exactly one wins."""

import asyncio
from collections import Counter
from collections.abc import Awaitable

from handoff.desk.bot import turns
from handoff.desk.conversation import conversations, messages
from handoff.desk.identity import people
from handoff.desk.ownership import handoff, transfers
from handoff.desk.ports import Store
from handoff.desk.queueing import queue
from handoff.desk.reporting import board
from handoff.domain.bot.turn import BotMessage, BotReply, TurnOutcome
from handoff.domain.enums import Availability, MessageKind, Owner, Role
from handoff.storage.engine.database import open_engine
from handoff.storage.store import SqlStore
from tests.support.databases import every_store, sql_stores
from tests.support.desks import World
from tests.support.racing import outcomes


@every_store
async def test_twenty_agents_claim_one_chat_and_one_gets_it(store: Store) -> None:
    """The others are told that somebody was faster, and lose no place of their capacity."""
    world = World(store)
    agents = [await world.agent(f"Agent{number}") for number in range(20)]
    _, chat = await world.waiting()
    result = await outcomes(*(queue.claim(world.desk, agent=a, conversation_id=chat) for a in agents))
    assert result == {"ok": 1, "already_claimed": 19}
    view = await world.view(chat)
    loads = {c.id: c.load for c in await people.list_agents(world.desk, actor=agents[0])}
    assert view.agent is not None
    assert {id_ for id_, load in loads.items() if load} == {view.agent.id}
    assert (await world.activities(chat)).count("joined") == 1


@sql_stores
async def test_processes_with_their_own_connections_race_alike(database_url: str, store: Store) -> None:
    """Two stores on one database are two processes as far as locks go."""
    other_engine = open_engine(database_url)
    here, there = World(store), World(SqlStore(other_engine))
    agents = [await here.agent(f"Agent{number}") for number in range(10)]
    _, chat = await here.waiting()
    result = await outcomes(
        *(
            queue.claim(world.desk, agent=agent, conversation_id=chat)
            for agent, world in zip(agents, [here, there] * 5, strict=True)
        )
    )
    await other_engine.dispose()
    assert result == {"ok": 1, "already_claimed": 9}


@every_store
async def test_one_agent_claiming_many_at_once_stops_at_capacity(store: Store) -> None:
    """Ten clicks, three places."""
    world = World(store)
    ana = await world.agent(capacity=3)
    chats = [(await world.waiting())[1] for _ in range(10)]
    result = await outcomes(*(queue.claim(world.desk, agent=ana, conversation_id=c) for c in chats))
    assert result == {"ok": 3, "capacity_full": 7}
    owners = Counter([(await world.view(chat)).owner for chat in chats])
    assert owners == {Owner.AGENT: 3, Owner.QUEUE: 7}


@every_store
async def test_transfers_in_both_directions_neither_deadlock_nor_overfill(store: Store) -> None:
    """Two full-ish agents give each other chats at the same moment."""
    world = World(store)
    ana, reza = await world.agent("Ana", capacity=6), await world.agent("Reza", capacity=6)
    theirs = {agent.id: [(await world.served(agent))[1] for _ in range(5)] for agent in (ana, reza)}
    result = await outcomes(
        *(transfers.transfer(world.desk, agent=ana, conversation_id=c, to=reza.id) for c in theirs[ana.id]),
        *(transfers.transfer(world.desk, agent=reza, conversation_id=c, to=ana.id) for c in theirs[reza.id]),
    )
    colleagues = await people.list_agents(world.desk, actor=ana)
    views = [await world.view(chat) for chats in theirs.values() for chat in chats]
    owned = Counter(view.agent.id for view in views if view.agent)
    assert result["ok"] >= 1
    assert set(result) <= {"ok", "capacity_full"}
    assert {c.id: c.load for c in colleagues} == owned
    assert max(owned.values()) <= 6


@every_store
async def test_everybody_writes_at_once_and_no_seq_is_missing(store: Store) -> None:
    """Visitor, agent and a second agent's notes: seq 1 to n, each client id once."""
    world = World(store)
    ana, reza = await world.agent("Ana"), await world.agent("Reza")
    visitor, chat = await world.served(ana)

    def send(actor: object, number: int, kind: MessageKind) -> Awaitable[object]:
        return messages.send_message(
            world.desk,
            actor=actor,  # type: ignore[arg-type]
            conversation_id=chat,
            client_message_id=f"burst{number}",
            text=f"{number}",
            kind=kind,
        )

    trio = ((visitor, MessageKind.TEXT), (ana, MessageKind.TEXT), (reza, MessageKind.NOTE))
    result = await outcomes(
        *(send(actor, number, kind) for number in range(8) for actor, kind in trio for _twice in range(2))
    )
    assert result == {"ok": 48}
    said = await world.said(chat)
    assert [message.seq for message in said] == list(range(1, len(said) + 1))
    ids = Counter((m.author.id, m.client_message_id) for m in said if m.client_message_id)
    assert max(ids.values()) == 1
    assert (await world.view(chat)).head_seq == len(said)


@every_store
async def test_a_claim_races_the_bots_answer(store: Store) -> None:
    """Either the answer was stored before the person came, or it is nowhere."""
    world = World(store)
    ana = await world.agent(capacity=50)
    for _ in range(8):
        _, chat = await world.chat()
        turn = await world.turn(chat)
        reply = BotReply(messages=(BotMessage(text="bot"),))
        _, outcome = await asyncio.gather(
            queue.claim(world.desk, agent=ana, conversation_id=chat),
            turns.finish_turn(world.desk, turn, reply),
        )
        texts = [message.text for message in await world.said(chat)]
        assert ("bot" in texts) == (outcome is TurnOutcome.STORED)
        joined = next(t for t in texts if "joined" in t)
        assert "bot" not in texts[texts.index(joined) :]


@every_store
async def test_two_answers_to_one_turn_are_one_answer(store: Store) -> None:
    """A turn taken up twice, after a lease ran out, is answered once."""
    world = World(store)
    _, chat = await world.chat()
    first = await world.turn(chat)
    world.clock.forward(seconds=30)
    second = await turns.begin_turn(world.desk, chat, worker="another process")
    assert second is not None
    reply = BotReply(messages=(BotMessage(text="bot"),))
    result = await asyncio.gather(*(turns.finish_turn(world.desk, t, reply) for t in (first, second)))
    assert sorted(result) == [TurnOutcome.DROPPED, TurnOutcome.STORED]
    assert [m.text for m in await world.said(chat)].count("bot") == 1


@every_store
async def test_two_tabs_open_one_conversation(store: Store) -> None:
    """A visitor who opens the widget twice at once has one conversation."""
    world = World(store)
    visitor = await world.visitor()
    opened = await asyncio.gather(
        *(conversations.open_conversation(world.desk, visitor_id=visitor.id) for _ in range(6))
    )
    assert len({one.conversation.id for one in opened}) == 1


@every_store
async def test_many_wishes_for_a_person_are_one_handoff(store: Store) -> None:
    """An impatient customer presses the button ten times and stands in the queue once."""
    world = World(store)
    visitor, chat = await world.chat()
    await asyncio.gather(
        *(handoff.request_human(world.desk, visitor_id=visitor.id, conversation_id=chat) for _ in range(10))
    )
    assert await world.activities(chat) == ["queued_away"]
    assert (await world.view(chat)).epoch == 2


@every_store
async def test_accounts_made_at_once_with_one_address_are_one(store: Store) -> None:
    """The loser hears that the address is taken."""
    world = World(store)
    result = await outcomes(
        *(
            people.add_agent(
                world.desk, email="Ana@Example.org", name="Ana", role=Role.AGENT, password_hash="x"
            )
            for _ in range(4)
        )
    )
    assert result == {"ok": 1, "invalid": 3}


@every_store
async def test_availability_changes_race_with_claims(store: Store) -> None:
    """Setting one's capacity does not lose the load that a claim adds."""
    world = World(store)
    ana = await world.agent(capacity=10)
    chats = [(await world.waiting())[1] for _ in range(5)]
    await asyncio.gather(
        *(queue.claim(world.desk, agent=ana, conversation_id=chat) for chat in chats),
        *(
            people.set_availability(world.desk, agent=ana, availability=Availability.ONLINE, capacity=n)
            for n in range(10, 15)
        ),
    )
    (me,) = await people.list_agents(world.desk, actor=ana)
    assert me.load == 5


@every_store
async def test_a_contact_who_comes_from_two_devices_is_one_contact(store: Store) -> None:
    """The host site's customer number is one visitor, however many sessions begin at once."""
    world = World(store)
    found = await asyncio.gather(
        *(people.create_visitor(world.desk, locale="pl", external_id="customer-7") for _ in range(5))
    )
    assert len({visitor.id for visitor in found}) == 1


@every_store
async def test_two_come_back_to_one_free_place_and_one_gets_it(store: Store) -> None:
    """The other stands in the queue; both were heard, and no place is counted twice."""
    world = World(store)
    ana = await world.agent(capacity=2)
    chats = [await world.served(ana) for _ in range(2)]
    for _, chat in chats:
        await handoff.resolve(world.desk, agent=ana, conversation_id=chat)
    await people.set_availability(world.desk, agent=ana, availability=Availability.ONLINE, capacity=1)
    result = await outcomes(*(world.says(visitor, chat, "One more thing") for visitor, chat in chats))
    assert result == {"ok": 2}
    owners = Counter([(await world.view(chat)).owner for _, chat in chats])
    assert owners == {Owner.AGENT: 1, Owner.QUEUE: 1}
    loads = [one.load for one in await people.list_agents(world.desk, actor=ana)]
    assert loads == [1]


@every_store
async def test_a_word_and_the_end_at_once_lose_nothing(store: Store) -> None:
    """Whichever comes first, the customer's words stand and an open conversation has one owner."""
    world = World(store)
    ana = await world.agent()
    visitor, chat = await world.served(ana)
    result = await outcomes(
        world.says(visitor, chat, "One more thing"),
        handoff.resolve(world.desk, agent=ana, conversation_id=chat),
    )
    assert result == {"ok": 2}
    view = await world.view(chat)
    assert "One more thing" in [message.text for message in await world.said(chat)]
    loads = {one.load for one in await people.list_agents(world.desk, actor=ana)}
    assert (view.owner, loads) in [(Owner.NOBODY, {0}), (Owner.AGENT, {1})]


@every_store
async def test_taking_over_resolving_transferring_and_releasing_at_once(store: Store) -> None:
    """Whoever wins: one owner, nothing slips from hand to hand unseen, and every load is what there is."""
    world = World(store)
    sam = await world.agent("Sam", role=Role.SUPERVISOR)
    ana, reza = await world.agent("Ana", capacity=20), await world.agent("Reza", capacity=20)
    chats = [(await world.served(ana))[1] for _ in range(12)]
    epochs = {chat: (await world.view(chat)).epoch for chat in chats}
    attempts: list[Awaitable[object]] = []
    for number, chat in enumerate(chats):
        steps = [
            board.reassign(world.desk, agent=sam, conversation_id=chat, to=sam.id, epoch=epochs[chat]),
            handoff.resolve(world.desk, agent=ana, conversation_id=chat),
            transfers.transfer(world.desk, agent=ana, conversation_id=chat, to=reza.id),
            handoff.release(world.desk, agent=ana, conversation_id=chat),
        ]
        attempts += steps[number % 4 :] + steps[: number % 4]
    result = await outcomes(*attempts)
    assert set(result) <= {"ok", "conflict", "forbidden", "illegal_transition"}
    owned = {agent.id: 0 for agent in (sam, ana, reza)}
    for chat in chats:
        view = await world.view(chat)
        if view.agent is not None:
            owned[view.agent.id] += 1
        told = await world.activities(chat)
        assert len(told) >= view.epoch - 1
    assert {one.id: one.load for one in await people.list_agents(world.desk, actor=sam)} == owned
