"""Every store deletes for good as the desk needs it: memory, SQLite and PostgreSQL."""

from datetime import timedelta

import sqlalchemy as sa

from handoff.desk.conversation import closing, feedback
from handoff.desk.ids import uuid7
from handoff.desk.mail import tickets
from handoff.desk.ownership import handoff
from handoff.desk.ports import Store
from handoff.desk.queueing import queue
from handoff.domain.conversation.search import SearchQuery
from handoff.domain.enums import MessageKind
from handoff.domain.identity.people import Actor
from handoff.domain.retention import Erasure, ErasureKind
from handoff.domain.webhook import HookEvent
from handoff.storage.store import SqlStore
from handoff.storage.tables.schema import METADATA
from tests.contract.test_webhook_store import a_delivery, a_webhook
from tests.support.databases import every_store, sql_stores
from tests.support.desks import START, World

HOLD = "legal-hold"
DAY = timedelta(days=1)


async def ended(world: World, agent: Actor, text: str = "Where is my parcel?") -> tuple[Actor, str]:
    """A conversation with something in every corner, which is over."""
    visitor, id_ = await world.chat(text)
    answer = await world.bot_says(id_, "Fourteen days.", answer={"outcome": "answered", "hits": []})
    assert answer is not None
    await handoff.request_human(world.desk, visitor_id=visitor.id, conversation_id=id_)
    await queue.claim(world.desk, agent=agent, conversation_id=id_)
    await world.says(agent, id_, "He is angry.", MessageKind.NOTE)
    await world.says(agent, id_, "I will write to you tomorrow.")
    await tickets.open_ticket(
        world.desk, visitor_id=visitor.id, conversation_id=id_, email=f"{visitor.id}@example.org"
    )
    await handoff.resolve(world.desk, agent=agent, conversation_id=id_)
    await feedback.give_csat(world.desk, visitor_id=visitor.id, conversation_id=id_, score=5)
    return visitor, id_


@every_store
async def test_what_ended_before_is_found_unless_it_is_held(store: Store) -> None:
    """The oldest first; what is open, or ended later, is not."""
    world = World(store)
    agent = await world.agent()
    _, old = await ended(world, agent)
    _, held = await ended(world, agent)
    await closing.tag(world.desk, agent=agent, conversation_id=held, tags=[HOLD])
    world.clock.forward(days=10)
    await ended(world, agent)
    await world.chat()
    before = world.clock() - DAY
    async with store.transaction() as tx:
        assert await tx.erasing.old(before, HOLD, 10) == [old]
        doomed = await tx.erasing.doomed(ended=before, anonymous=before, hold_tag=HOLD)
        said = await tx.messages.of(old)
        assert (doomed.conversations, doomed.held, doomed.messages) == (1, 1, len(said))
        assert doomed.oldest == START
        assert doomed.visitors == 1
        nothing = await tx.erasing.doomed(ended=None, anonymous=None, hold_tag=HOLD)
    assert (nothing.conversations, nothing.visitors, nothing.oldest) == (0, 0, None)


@every_store
async def test_a_dropped_conversation_leaves_only_its_counts(store: Store) -> None:
    """Its neighbour keeps everything; the visitor goes when nothing of theirs is left."""
    world = World(store)
    agent = await world.agent()
    visitor, id_ = await ended(world, agent, "What is a lamprey?")
    other, kept = await ended(world, agent)
    async with store.transaction() as tx:
        before = await tx.messages.of(kept)
        events = await tx.events.of(id_)
        assert not await tx.erasing.drop_visitor(visitor.id)
        assert await tx.erasing.drop(id_) == 9
        assert await tx.conversations.get(id_) is None
        assert await tx.messages.of(id_) == []
        assert await tx.events.of(id_) == events
        assert events
        assert await tx.erasing.drop_visitor(visitor.id)
        assert not await tx.erasing.drop_visitor(visitor.id)
        assert await tx.people.visitor(visitor.id) is None
        assert await tx.messages.of(kept) == before
        assert await tx.people.visitor(other.id) is not None


@sql_stores
async def test_no_table_names_what_was_dropped(store: SqlStore) -> None:
    """Whatever table is added later is emptied, too; the reports' events alone are kept."""
    world = World(store)
    agent = await world.agent()
    webhook = a_webhook(events=tuple(HookEvent))
    async with store.transaction() as tx:
        await tx.webhooks.add(webhook)
    world.desk.agreed.webhooks = (webhook,)
    _, id_ = await ended(world, agent, "What is a lamprey?")
    async with store.transaction() as tx:
        ids = [message.id for message in await tx.messages.of(id_)]
        await tx.webhooks.tell([a_delivery(webhook, id_)])
        await tx.erasing.drop(id_)
    async with store._reader.connect() as db:
        for metadata in METADATA:
            for table in metadata.tables.values():
                if table.name == "events":
                    continue
                texts = [column for column in table.c if isinstance(column.type, sa.String)]
                for name in (id_, *ids):
                    found = sa.or_(sa.false(), *(column == name for column in texts))
                    count = await db.scalar(sa.select(sa.func.count()).select_from(table).where(found))
                    assert count == 0, table.name
    async with store.reading() as tx:
        assert await tx.search.find(SearchQuery(tokens=("lamprey",)), offset=0, limit=10) == []


@every_store
async def test_a_customer_fades_when_nothing_of_theirs_is_young(store: Store) -> None:
    """Name, addresses and identity go, also from what they said; the words stay."""
    world = World(store)
    agent = await world.agent()
    visitor, id_ = await ended(world, agent)
    young, _ = await ended(world, agent)
    world.clock.forward(days=10)
    await world.chat()
    await world.says(young, await world.opened(young), "Me again.")
    before = world.clock() - DAY
    async with store.transaction() as tx:
        assert await tx.erasing.fading(before, HOLD, 10) == [visitor.id]
        await tx.erasing.anonymise(visitor.id)
        assert await tx.erasing.fading(before, HOLD, 10) == []
        known = await tx.people.visitor(visitor.id)
        assert known is not None
        assert (known.name, known.email, known.phone, known.external_id) == (None, None, None, None)
        assert [mail.address for mail in await tx.mails.of(id_)] == [None] * len(await tx.mails.of(id_))
        said = await tx.messages.of(id_)
        assert (said[0].text, said[0].author.name) == ("Where is my parcel?", None)
        assert [one for one in said if visitor.id in f"{one.text}{one.payload}"] == []


@every_store
async def test_a_customer_is_found_by_any_part_of_what_is_known(store: Store) -> None:
    """Signs that mean something to a database mean themselves."""
    world = World(store)
    agent = await world.agent()
    visitor, _ = await ended(world, agent)
    async with store.reading() as tx:
        [found] = await tx.erasing.find(f"{visitor.id.upper()}@EXAMPLE", 10)
        assert (found.visitor.id, found.conversations) == (visitor.id, 1)
        assert found.last_at == START
        assert [one.visitor.id for one in await tx.erasing.find(visitor.id, 10)] == [visitor.id]
        assert await tx.erasing.find("%", 10) == []


@every_store
async def test_that_something_was_deleted_is_kept(store: Store) -> None:
    """The newest first."""
    told = [
        Erasure(
            id=uuid7(),
            kind=ErasureKind.ERASED,
            at=START + number * DAY,
            by_name="Ada",
            by_id="a",
            visitor_id="v",
            counts={"conversations": number},
        )
        for number in range(3)
    ]
    async with store.transaction() as tx:
        for one in told:
            await tx.erasing.note(one)
        assert await tx.erasing.log(2) == [told[2], told[1]]
