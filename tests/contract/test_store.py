"""Every store keeps the desk's promises: the same suite for memory, SQLite and PostgreSQL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from handoff.desk import queue, waiting
from handoff.desk.ids import uuid7
from handoff.desk.ports import Store, Transaction
from handoff.domain.closing_form import Rating
from handoff.domain.conversation import Conversation
from handoff.domain.decision import Decided, Decision, DecisionKind
from handoff.domain.draft import Draft
from handoff.domain.enums import (
    AuthorType,
    Availability,
    EscalationReason,
    HandoffOutcome,
    ListView,
    MessageKind,
    Priority,
    Role,
)
from handoff.domain.errors import Conflict, Invalid
from handoff.domain.handoff import Handoff
from handoff.domain.message import Author, Message
from handoff.domain.people import Agent, AgentRecord, Visitor
from handoff.domain.place import Place, Weights
from handoff.domain.policy import Policy
from handoff.domain.wait_report import Waited
from tests.support.databases import every_store
from tests.support.desks import START, World

pytestmark = every_store

POLICY = Policy()


async def some_visitor(tx: Transaction, external_id: str | None = None) -> Visitor:
    visitor = Visitor(id=uuid7(), locale="en", created_at=START, external_id=external_id, name="Vera")
    assert await tx.people.add_visitor(visitor)
    return visitor


async def some_agent(tx: Transaction, name: str = "Ana", capacity: int = 4) -> Agent:
    agent = Agent(
        id=uuid7(),
        email=f"{name.lower()}@example.org",
        name=name,
        role=Role.AGENT,
        created_at=START,
        capacity=capacity,
        languages=("en", "fa"),
    )
    assert await tx.people.add_agent(AgentRecord(agent=agent, password_hash="hash"))
    return agent


async def some_conversation(tx: Transaction, minutes: float = 0) -> Conversation:
    visitor = await some_visitor(tx)
    at = START + timedelta(minutes=minutes)
    conversation, _ = Conversation.open(id=uuid7(), visitor_id=visitor.id, lang="en", at=at, policy=POLICY)
    await tx.conversations.add(conversation)
    return conversation


async def say(tx: Transaction, conversation: Conversation, text: str, **draft: object) -> Message:
    author = Author(type=AuthorType.VISITOR, id=conversation.visitor_id)
    full = {"id": uuid7(), "author": author, "text": text} | draft
    message, _ = conversation.say(Draft(**full), at=START, policy=POLICY)  # type: ignore[arg-type]
    await tx.messages.add(message)
    return message


@asynccontextmanager
async def conversing(store: Store, minutes: float = 0) -> AsyncIterator[tuple[Transaction, Conversation]]:
    """A writing transaction with a new conversation, saved at the end."""
    async with store.transaction() as tx:
        conversation = await some_conversation(tx, minutes)
        yield tx, conversation
        await tx.conversations.save(conversation)


async def test_a_conversation_comes_back_as_it_was(store: Store) -> None:
    """Every field survives, times and tags too."""
    async with conversing(store) as (tx, conversation):
        await say(tx, conversation, "Hello")
        conversation.enqueue(
            reason=EscalationReason.SENSITIVE_TOPIC, priority=Priority.URGENT, at=START, policy=POLICY
        )
        conversation.understand("a goal")
    async with store.reading() as tx:
        assert await tx.conversations.get(conversation.id) == conversation
        assert await tx.conversations.get(uuid7()) is None


async def test_a_message_comes_back_as_it_was(store: Store) -> None:
    """Text of any script, a nested payload and the author survive."""
    async with conversing(store) as (tx, conversation):
        payload = {"choice": {"intent": "x", "none": None, "list": [1, 2.5, "سلام"]}}
        message = await say(tx, conversation, "می‌خواهم ۱۲۳ 🙂", payload=payload, client_message_id="c1")
    async with store.reading() as tx:
        assert await tx.messages.get(message.id) == message
        assert await tx.messages.of(conversation.id) == [message]


async def test_an_exception_rolls_everything_back(store: Store) -> None:
    """Half a use case is no use case."""
    made: list[str] = []

    async def half_a_use_case() -> None:
        async with conversing(store) as (tx, conversation):
            made.append(conversation.id)
            await say(tx, conversation, "Hello")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await half_a_use_case()
    async with store.reading() as tx:
        assert await tx.conversations.get(made[0]) is None
        assert await tx.messages.of(made[0]) == []


async def test_a_stale_save_is_a_conflict(store: Store) -> None:
    """The version that was read must still be there."""
    async with conversing(store) as (_, conversation):
        stale = replace(conversation)
    async with store.transaction() as tx:
        with pytest.raises(Conflict):
            await tx.conversations.save(stale)
        assert await tx.conversations.get(conversation.id) == conversation


async def test_messages_are_read_after_a_seq_and_newest_first_when_limited(store: Store) -> None:
    """`after` resumes; a limit keeps the newest, still in order."""
    async with conversing(store) as (tx, conversation):
        sent = [await say(tx, conversation, f"line {number}") for number in range(5)]
    async with store.reading() as tx:
        assert await tx.messages.of(conversation.id, after=3) == sent[3:]
        assert await tx.messages.of(conversation.id, limit=2) == sent[3:]
        assert await tx.messages.of(conversation.id, after=99) == []


async def test_a_client_message_id_belongs_to_its_author(store: Store) -> None:
    """Two people may use the same id in one conversation."""
    async with conversing(store) as (tx, conversation):
        agent = await some_agent(tx)
        note = {"author": Author(type=AuthorType.AGENT, id=agent.id), "kind": MessageKind.NOTE}
        mine = await say(tx, conversation, "mine", client_message_id="same")
        theirs = await say(tx, conversation, "theirs", client_message_id="same", **note)
    async with store.reading() as tx:
        find = tx.messages.by_client_id
        assert await find(conversation.id, mine.author, "same") == mine
        assert await find(conversation.id, theirs.author, "same") == theirs
        assert await find(conversation.id, mine.author, "other") is None


async def test_an_assessment_is_kept_with_the_message(store: Store) -> None:
    """Mood and language are found out after the message is stored."""
    async with conversing(store) as (tx, conversation):
        message = await say(tx, conversation, "Hej")
        await tx.messages.assess(message.id, -0.5, "pl")
    async with store.reading() as tx:
        assert await tx.messages.get(message.id) == replace(message, mood=-0.5, lang="pl")


async def test_seen_never_falls(store: Store) -> None:
    """A late packet does not make read messages unread."""
    async with conversing(store) as (tx, conversation):
        agent = await some_agent(tx)
        visitor_id = conversation.visitor_id
        assert await tx.messages.put_seen(conversation.id, visitor_id, True, 3) == 3
        assert await tx.messages.put_seen(conversation.id, visitor_id, True, 2) == 3
        assert await tx.messages.put_seen(conversation.id, agent.id, False, 1) == 1
        assert await tx.messages.seen_by(conversation.id, visitors=True) == 3
        assert await tx.messages.seen_by(conversation.id, visitors=False) == 1


async def test_unread_counts_what_the_other_side_said(store: Store) -> None:
    """An agent counts the visitor's messages, a visitor the agent's and the bot's, nobody notes."""
    async with conversing(store) as (tx, conversation):
        agent = await some_agent(tx)
        for number in range(3):
            await say(tx, conversation, f"line {number}")
        bot = Author(type=AuthorType.BOT)
        await say(tx, conversation, "answer", author=bot, epoch=conversation.epoch)
        by_agent = Author(type=AuthorType.AGENT, id=agent.id)
        await say(tx, conversation, "secret", author=by_agent, kind=MessageKind.NOTE)
        await tx.messages.put_seen(conversation.id, agent.id, False, 1)
    async with store.reading() as tx:
        for_agent = await tx.conversations.view(conversation.id, agent.id)
        for_visitor = await tx.conversations.view(conversation.id, conversation.visitor_id)
    assert for_agent is not None
    assert for_visitor is not None
    assert (for_agent.unread, for_visitor.unread) == (2, 1)


async def test_several_headers_are_read_at_once(store: Store) -> None:
    """Those that exist, counted for no reader."""
    async with store.transaction() as tx:
        first, second = await some_conversation(tx), await some_conversation(tx)
    async with store.reading() as tx:
        views = await tx.conversations.views([second.id, "gone", first.id])
        alone = [await tx.conversations.view(one.id) for one in (first, second)]
    assert sorted(views, key=lambda view: view.id) == alone


async def test_the_queue_is_ordered_by_due_time(store: Store) -> None:
    """Urgent passes normal within ten minutes, and not after."""
    ids = {}
    async with store.transaction() as tx:
        for name, minutes, priority in (
            ("old", 0, Priority.NORMAL),
            ("urgent", 5, Priority.URGENT),
            ("late urgent", 11, Priority.URGENT),
            ("low", 1, Priority.LOW),
        ):
            conversation = await some_conversation(tx)
            at = START + timedelta(minutes=minutes)
            conversation.enqueue(reason=EscalationReason.COMPLEX, priority=priority, at=at, policy=POLICY)
            await tx.conversations.save(conversation)
            ids[name] = conversation
    order = [ids[name].id for name in ("urgent", "old", "late urgent", "low")]
    async with store.reading() as tx:
        assert [need.conversation_id for need in await tx.queue.standing()] == order
        upto = [len(await tx.queue.standing(ids[name].queue_key)) for name in ids]
        page = await tx.conversations.page(ListView.QUEUE, reader_id=uuid7())
    assert upto == [2, 1, 3, 4]
    assert [item.id for item in page.items] == order


async def test_lists_hold_what_their_names_say(store: Store) -> None:
    """Mine, queue, bot, resolved and all; one in which nothing happened is in none."""
    async with store.transaction() as tx:
        agent, other = await some_agent(tx), await some_agent(tx, "Reza")
        made = {}
        for name in ("empty", "bot", "queue", "mine", "aside", "theirs", "resolved", "empty resolved"):
            made[name] = conversation = await some_conversation(tx)
            if "empty" not in name:
                await say(tx, conversation, name)
            if name in ("queue", "mine", "aside", "theirs"):
                conversation.enqueue(
                    reason=EscalationReason.COMPLEX, priority=Priority.LOW, at=START, policy=POLICY
                )
            if name in ("mine", "aside", "theirs"):
                owner = other if name == "theirs" else agent
                conversation.claim(agent_id=owner.id, name=owner.name, at=START, policy=POLICY)
            if name == "theirs":
                conversation.become_ticket(1001, at=START, policy=POLICY)
            if name == "aside":
                conversation.snooze(until=START, at=START, policy=POLICY)
            if name in ("resolved", "empty resolved"):
                conversation.resolve(reason="answered", at=START, policy=POLICY)
            await tx.conversations.save(conversation)
    async with store.reading() as tx:
        found = {
            view: {item.id for item in (await tx.conversations.page(view, reader_id=agent.id)).items}
            for view in ListView
        }
        counts = await tx.conversations.counts(agent.id)
    assert found == {
        ListView.MINE: {made["mine"].id},
        ListView.SNOOZED: {made["aside"].id},
        ListView.QUEUE: {made["queue"].id},
        ListView.BOT: {made["bot"].id},
        ListView.TICKETS: {made["theirs"].id},
        ListView.RESOLVED: {made["resolved"].id},
        ListView.ALL: {one.id for name, one in made.items() if "empty" not in name},
    }
    assert counts == {view: 1 for view in ListView if view is not ListView.ALL}


@pytest.mark.parametrize("view", [ListView.ALL, ListView.QUEUE])
async def test_pages_follow_each_other_without_gap_or_double(store: Store, view: ListView) -> None:
    """Cursor after cursor gives everything once; a made-up cursor is Invalid."""
    async with store.transaction() as tx:
        for minutes in range(7):
            conversation = await some_conversation(tx, minutes // 2)
            await say(tx, conversation, "Hello")
            conversation.enqueue(
                reason=EscalationReason.COMPLEX,
                priority=Priority.NORMAL,
                at=START + timedelta(minutes=minutes // 2),
                policy=POLICY,
            )
            await tx.conversations.save(conversation)
    async with store.reading() as tx:
        found, cursor = [], None
        for _ in range(4):
            page = await tx.conversations.page(view, reader_id=uuid7(), cursor=cursor, limit=2)
            found += [item.id for item in page.items]
            cursor = page.cursor
        assert cursor is None
        whole = await tx.conversations.page(view, reader_id=uuid7())
        with pytest.raises(Invalid):
            await tx.conversations.page(view, reader_id=uuid7(), cursor="' OR 1=1")
    assert found == [item.id for item in whole.items]
    assert len(set(found)) == 7


async def test_an_open_conversation_of_the_visitor_is_found(store: Store) -> None:
    """The newest one that is not resolved."""
    async with store.transaction() as tx:
        visitor = await some_visitor(tx)
        assert await tx.conversations.open_of(visitor.id) is None
        for minutes in (0, 1):
            conversation, _ = Conversation.open(
                id=uuid7(),
                visitor_id=visitor.id,
                lang="en",
                at=START + timedelta(minutes=minutes),
                policy=POLICY,
            )
            await tx.conversations.add(conversation)
        assert await tx.conversations.open_of(visitor.id) == conversation.id
        conversation.resolve(reason=None, at=START, policy=POLICY)
        await tx.conversations.save(conversation)
        assert await tx.conversations.open_of(visitor.id) not in (None, conversation.id)


async def test_overdue_finds_late_and_deadline_less_conversations(store: Store) -> None:
    """Resolved ones are never overdue."""
    async with store.transaction() as tx:
        late, lost, resolved, fine = [await some_conversation(tx) for _ in range(4)]
        late.deadline_at = START - timedelta(seconds=1)
        lost.deadline_at = None
        resolved.resolve(reason=None, at=START, policy=POLICY)
        for conversation in (late, lost, resolved, fine):
            await tx.conversations.save(conversation)
    async with store.reading() as tx:
        assert await tx.due.overdue(START, 10) == [lost.id, late.id]
        assert await tx.due.overdue(START, 1) == [lost.id]
        assert await tx.conversations.heads([late.id, uuid7()]) == {late.id: 0}


async def test_clocks_are_kept_and_found_when_due(store: Store) -> None:
    """The one whose warning or due moment is the longest ago first; ended and resting ones never."""
    async with store.transaction() as tx:
        first, second, ended = [await some_conversation(tx) for _ in range(3)]
        for number, conversation in enumerate((second, first, ended)):
            conversation.enqueue(
                reason=EscalationReason.ASKED_FOR_HUMAN,
                priority=(Priority.LOW, Priority.URGENT, Priority.URGENT)[number],
                at=START,
                policy=POLICY,
            )
        ended.resolve(reason=None, at=START, policy=POLICY)
        for conversation in (first, second, ended):
            await tx.conversations.save(conversation)
    async with store.reading() as tx:
        read = await tx.conversations.get(first.id)
        view = await tx.conversations.view(first.id)
        assert read is not None
        assert view is not None
        assert read.sla == view.sla == first.sla
        assert await tx.due.clocks(START + timedelta(minutes=4), 10) == []
        assert await tx.due.clocks(START + timedelta(minutes=5), 10) == [first.id]
        assert await tx.due.clocks(START + timedelta(hours=3), 10) == [first.id, second.id]
        assert await tx.due.clocks(START + timedelta(hours=3), 1) == [first.id]


async def test_a_lease_keeps_other_workers_away_until_it_ends(store: Store) -> None:
    """The same worker may take it again; a dead worker's lease runs out."""
    soon, later = START + timedelta(seconds=5), START + timedelta(seconds=10)
    async with conversing(store) as (tx, conversation):
        await say(tx, conversation, "Hello")
        await tx.conversations.save(conversation)
        assert await tx.turns.owed(START, 10) == [conversation.id]
        assert await tx.turns.lease(conversation.id, "a", START, soon)
        assert await tx.turns.lease(conversation.id, "a", START, soon)
        assert not await tx.turns.lease(conversation.id, "b", START, soon)
        assert await tx.turns.owed(START, 10) == []
        assert await tx.turns.owed(soon, 10) == [conversation.id]
        assert await tx.turns.lease(conversation.id, "b", soon, later)
        await tx.turns.drop_lease(conversation.id)
        assert await tx.turns.owed(START, 10) == [conversation.id]


async def test_only_who_holds_a_lease_renews_it(store: Store) -> None:
    """A late renewal does not take up what has ended, nor what another worker has taken."""
    soon, later = START + timedelta(seconds=5), START + timedelta(seconds=10)
    async with conversing(store) as (tx, conversation):
        await say(tx, conversation, "Hello")
        await tx.conversations.save(conversation)
        assert not await tx.turns.renew_lease(conversation.id, "a", later)
        assert await tx.turns.lease(conversation.id, "a", START, soon)
        assert await tx.turns.renew_lease(conversation.id, "a", later)
        assert await tx.turns.owed(soon, 10) == []
        assert not await tx.turns.renew_lease(conversation.id, "b", later)
        await tx.turns.drop_lease(conversation.id)
        assert not await tx.turns.renew_lease(conversation.id, "a", later)
        assert await tx.turns.owed(START, 10) == [conversation.id]


async def test_no_lease_where_nothing_is_owed(store: Store) -> None:
    """A silent customer owes no turn, a waiting one neither."""
    async with conversing(store) as (tx, conversation):
        assert not await tx.turns.lease(conversation.id, "a", START, START)
        await say(tx, conversation, "Hello")
        conversation.enqueue(reason=EscalationReason.COMPLEX, priority=Priority.LOW, at=START, policy=POLICY)
        await tx.conversations.save(conversation)
        assert not await tx.turns.lease(conversation.id, "a", START, START)
        assert await tx.turns.owed(START, 10) == []


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

        await tx.people.be_present(agent.id, "one", START, soon)
        await tx.people.be_present(agent.id, "two", START + timedelta(seconds=15), later)
        await tx.people.be_present(agent.id, "one", START, soon)
        assert await state() == (later, START)
        await tx.people.be_gone(agent.id, "two", START + timedelta(seconds=20))
        assert await state() == (soon, START)
        assert await tx.people.lapsed(START + timedelta(seconds=30)) == []
        await tx.people.be_present(agent.id, "two", START, later)
        assert await tx.people.lapsed(soon) == []
        assert await tx.people.lapsed(later) == [agent.id]
        assert await tx.people.lapsed(later) == []
        assert await state() == (later, later)
        back = later + timedelta(seconds=5)
        await tx.people.be_present(agent.id, "three", back, back + timedelta(seconds=45))
        await tx.people.be_gone(agent.id, "three", back + timedelta(seconds=1))
        assert await state() == (back + timedelta(seconds=1), back + timedelta(seconds=1))


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


async def test_handoffs_come_back_latest_first_and_give_the_wait_facts(store: Store) -> None:
    """Handling time and abandonment are those of ended handoffs."""
    async with conversing(store) as (tx, conversation):
        agent = await some_agent(tx)
        await tx.people.save_agent(replace(agent, availability=Availability.ONLINE, capacity=3), START)
        await tx.people.be_present(agent.id, "one", START, START + timedelta(hours=2))
        for epoch, (claimed, ended) in enumerate([(10, 110), (20, 320), (None, 30)], start=2):
            handoff = Handoff(
                id=uuid7(),
                conversation_id=conversation.id,
                epoch=epoch,
                at_seq=0,
                since_seq=0,
                reason=EscalationReason.COMPLEX,
                priority=Priority.NORMAL,
                signals={"anger": 0.5},
                evidence=("no",),
                queued_at=START,
            )
            await tx.handoffs.add(handoff)
            done = replace(
                handoff,
                claimed_at=START + timedelta(seconds=claimed) if claimed else None,
                claimed_by=agent.id if claimed else None,
                ended_at=START + timedelta(seconds=ended),
                outcome=HandoffOutcome.RESOLVED if claimed else HandoffOutcome.ABANDONED,
                handling_seconds=float(ended - claimed) if claimed else None,
            )
            await tx.handoffs.save(done)
        assert await tx.handoffs.latest(conversation.id) == done
        assert await tx.handoffs.latest(uuid7()) is None
        facts = await tx.queue.wait_facts(START + timedelta(hours=1))
    assert sorted((stay.agent_id, stay.seconds, stay.ended) for stay in facts.stays) == [
        (agent.id, 100.0, True),
        (agent.id, 300.0, True),
    ]
    assert facts.left_per_second == pytest.approx(1 / 60)


async def test_verdicts_can_be_changed(store: Store) -> None:
    """Feedback and satisfaction are one row each, the last word counts."""
    async with conversing(store) as (tx, conversation):
        message = await say(tx, conversation, "Hello")
        await tx.conversations.save(conversation)
        for helpful in (True, False):
            await tx.handoffs.put_feedback(message, conversation.visitor_id, helpful, START)
        said = [
            Rating(
                conversation_id=conversation.id, epoch=epoch, score=score, at=START, answers={"solved": True}
            )
            for epoch, score in ((2, 1), (2, 5), (4, 3))
        ]
        for rating in said:
            await tx.handoffs.put_rating(rating)
        conversation.resolve(reason=None, at=START, policy=POLICY)
        conversation.rate(5, at=START)
    async with store.reading() as tx:
        view = await tx.conversations.view(conversation.id)
        assert await tx.handoffs.ratings(conversation.id) == said[1:]
    assert view is not None
    assert (view.csat, view.csat_due, view.visitor_name) == (5, True, "Vera")


async def test_decisions_come_back_as_they_were_and_in_order(store: Store) -> None:
    """Everything a replay needs survives; pages follow each other without a gap."""
    logged = []
    async with conversing(store) as (tx, conversation):
        message = await say(tx, conversation, "Where is it?")
        for place in range(5):
            decided = Decided(
                kind=DecisionKind.ESCALATION,
                seq=message.seq,
                lang="fa",
                outcome="hand_over",
                reason=EscalationReason.FRUSTRATED,
                priority=Priority.HIGH,
                skill="complaint",
                query="سفارشم کجاست؟",
                probability=0.25,
                risk=0.2,
                signals={"anger": 0.75, "sensitive_topic": None},
                limits={"anger": 0.55},
                features={"share": -1.5},
                hits=({"article_id": "a", "score": 0.5},),
                evidence=({"text": "کجاست", "seq": 1},),
                models={"emotion": "abc"},
            )
            logged.append(
                Decision(
                    id=uuid7(),
                    conversation_id=conversation.id,
                    epoch=1,
                    created_at=START + timedelta(minutes=place),
                    stored=place % 2 == 0,
                    message_id=message.id if place else None,
                    decided=decided,
                )
            )
        await tx.decisions.add(logged)
        await tx.decisions.add([])
    async with store.reading() as tx:
        assert await tx.decisions.of(conversation.id) == logged
        assert await tx.decisions.of(uuid7()) == []
        since = START + timedelta(minutes=1)
        page = await tx.decisions.page(since=since, after=None, limit=1000)
        mine = [one for one in page if one.conversation_id == conversation.id]
        assert mine == logged[1:]
        following = await tx.decisions.page(since=since, after=logged[1].id, limit=2)
        assert following == logged[2:4]


async def test_a_wish_for_a_call_and_its_number_come_back(store: Store) -> None:
    """On the conversation, on its visitor, and in the header."""
    world = World(store)
    visitor, chat = await world.waiting()
    await waiting.leave_contact(world.desk, visitor_id=visitor.id, conversation_id=chat, phone="+48221234567")
    async with store.reading() as tx:
        known, person = await tx.conversations.get(chat), await tx.people.visitor(visitor.id)
        view = await tx.conversations.view(chat)
    assert known is not None
    assert person is not None
    assert view is not None
    assert (known.call_back, person.phone) == (True, "+48221234567")
    assert (view.call_back, view.visitor_phone) == (True, "+48221234567")


async def test_promised_waits_come_back_with_what_came_of_them(store: Store) -> None:
    """Only of those who were queued, and only since the moment that is asked for."""
    world = World(store)
    agent = await world.agent()
    since = world.clock.now
    _, taken = await world.chat()
    await queue.claim(world.desk, agent=agent, conversation_id=taken)
    _, chat = await world.waiting()
    async with store.transaction() as tx:
        known = await tx.handoffs.latest(chat)
        assert known is not None
        await tx.handoffs.save(replace(known, told_low=0, told_high=90))
    world.clock.forward(seconds=30)
    await queue.claim(world.desk, agent=agent, conversation_id=chat)
    async with store.reading() as tx:
        assert await tx.handoffs.waits(since, world.clock.now) == [
            Waited(told=(0, 90), seconds=30.0, served=True)
        ]
        assert await tx.handoffs.waits(world.clock.now, world.clock.now) == []
