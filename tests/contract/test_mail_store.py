"""Every store keeps tickets' numbers and mails as the desk needs them: memory, SQLite and PostgreSQL."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from handoff.desk.ids import uuid7
from handoff.desk.mail import tickets
from handoff.desk.ports import Store
from handoff.domain.conversation.ticket import Mailing, TicketStatus
from handoff.domain.enums import ListView
from handoff.domain.mail import Incoming, Mail, MailState
from tests.support.databases import every_store
from tests.support.desks import START, World

pytestmark = every_store


async def a_mail(world: World, **given: object) -> Mail:
    _, conversation_id = await world.waiting()
    return mail_of(conversation_id, **given)


def mail_of(conversation_id: str, **given: object) -> Mail:
    values = {"id": uuid7(), "conversation_id": conversation_id, "due_at": START, "created_at": START} | given
    return Mail(**values)  # type: ignore[arg-type]


async def test_numbers_rise_and_are_given_once(store: Store) -> None:
    """However many conversations become tickets at the same time."""
    world = World(store)
    waiting = [await world.waiting() for _ in range(5)]
    views = await asyncio.gather(
        *(tickets.open_ticket(world.desk, visitor_id=v.id, conversation_id=c) for v, c in waiting)
    )
    numbers = sorted(view.ticket.number for view in views if view.ticket)
    assert numbers == list(range(numbers[0], numbers[0] + 5))
    assert numbers[0] == 1001
    async with store.reading() as tx:
        found = {await tx.mails.conversation_of(number) for number in numbers}
        assert await tx.mails.conversation_of(7) is None
    assert found == {conversation_id for _, conversation_id in waiting}


async def test_open_tickets_are_a_list(store: Store) -> None:
    """With their number, status and whether mail goes out; what is no ticket is not in it."""
    world = World(store)
    agent = await world.agent()
    await world.waiting()
    visitor, conversation_id = await world.waiting()
    await tickets.open_ticket(
        world.desk, visitor_id=visitor.id, conversation_id=conversation_id, email="kim@example.org"
    )
    async with store.reading() as tx:
        page = await tx.conversations.page(ListView.TICKETS, reader_id=agent.id)
        counts = await tx.conversations.counts(agent.id)
    assert [view.id for view in page.items] == [conversation_id]
    ticket = page.items[0].ticket
    assert ticket is not None
    assert (ticket.status, ticket.mail) == (TicketStatus.OPEN, Mailing.ON)
    assert counts[ListView.TICKETS] == 1


async def test_one_mail_gathers_at_a_time(store: Store) -> None:
    """A second one begins only when the first has its words."""
    world = World(store)
    mail = await a_mail(world)
    async with store.transaction() as tx:
        assert await tx.mails.schedule(mail)
        assert not await tx.mails.schedule(mail_of(mail.conversation_id))
        assert await tx.mails.take(mail, "a", START + timedelta(minutes=1))
        [taken] = await tx.mails.of(mail.conversation_id)
        assert await tx.mails.settle(replace(taken, state=MailState.SENDING, message_id="<1@x>"), "a")
        assert await tx.mails.schedule(mail_of(mail.conversation_id))
        assert await tx.mails.sent_as("<1@x>") is not None


async def test_a_mail_comes_back_as_it_was(store: Store) -> None:
    """Every field survives."""
    world = World(store)
    mail = await a_mail(
        world,
        state=MailState.SENDING,
        from_seq=1,
        upto_seq=3,
        tries=2,
        address="kim@example.org",
        message_id="<2@x>",
        worker="a",
        problem="450 گرفته",
        ended_at=START,
    )
    async with store.transaction() as tx:
        await tx.mails.schedule(mail)
    async with store.reading() as tx:
        assert await tx.mails.of(mail.conversation_id) == [mail]


async def test_only_one_worker_takes_a_mail(store: Store) -> None:
    """The slower one, who has read the same row, changes nothing; after the lease it is due again."""
    world = World(store)
    mail, later = await a_mail(world), START + timedelta(minutes=2)
    async with store.transaction() as tx:
        await tx.mails.schedule(mail)
        assert await tx.mails.due(START - timedelta(seconds=1), 10) == []
        assert await tx.mails.due(START, 10) == [mail]
        assert await tx.mails.take(mail, "a", later)
        assert not await tx.mails.take(mail, "b", later)
        assert await tx.mails.due(START, 10) == []
        [crashed] = await tx.mails.due(later, 10)
        assert await tx.mails.take(crashed, "b", later + timedelta(minutes=2))
        assert not await tx.mails.settle(replace(crashed, state=MailState.SENT), "a")


async def test_mails_of_a_conversation_keep_their_order(store: Store) -> None:
    """While one is tried again, the next one waits; another conversation's does not."""
    world = World(store)
    first, other = await a_mail(world), await a_mail(world)
    async with store.transaction() as tx:
        await tx.mails.schedule(first)
        await tx.mails.take(first, "a", START)
        stuck = replace(first, state=MailState.SENDING, tries=1, due_at=START + timedelta(hours=1))
        assert await tx.mails.settle(stuck, "a")
        await tx.mails.schedule(mail_of(first.conversation_id))
        await tx.mails.schedule(other)
        assert [mail.id for mail in await tx.mails.due(START, 10)] == [other.id]
        assert await tx.mails.oldest_due() == START


async def test_a_mail_comes_in_once(store: Store) -> None:
    """The second delivery of the same Message-ID is known; senders are counted."""
    came = Incoming(message_id="<m@kim>", sender="kim@example.org", outcome="ignored", at=START)
    async with store.transaction() as tx:
        assert await tx.mails.take_in(came)
        assert not await tx.mails.take_in(replace(came, at=START + timedelta(hours=1)))
        assert await tx.mails.came_in("<m@kim>") == came
        assert await tx.mails.came_in("<n@kim>") is None
        assert await tx.mails.from_sender("kim@example.org", START) == 1
        assert await tx.mails.from_sender("kim@example.org", START + timedelta(minutes=1)) == 0
        assert await tx.mails.received("nobody's") == []


async def test_one_process_reads_the_mailbox(store: Store) -> None:
    """Another takes over once the hold is over, and goes on where the first one stood."""
    box, minute = "desk@example.org/INBOX", timedelta(minutes=1)
    async with store.transaction() as tx:
        assert await tx.mails.hold_mailbox(box, "a", START, START + minute)
        assert await tx.mails.mailbox_read(box) == (None, 0)
        assert await tx.mails.note_mailbox(box, "a", 7, 120)
        assert not await tx.mails.hold_mailbox(box, "b", START, START + minute)
    async with store.transaction() as tx:
        assert await tx.mails.hold_mailbox(box, "a", START, START + minute)
        assert await tx.mails.hold_mailbox(box, "b", START + minute, START + 2 * minute)
        assert await tx.mails.mailbox_read(box) == (7, 120)
        assert not await tx.mails.note_mailbox(box, "a", 7, 121)


@pytest.mark.parametrize("answered", [True, False])
async def test_a_ticket_outlasts_its_agents_shift(store: Store, answered: bool) -> None:
    """An agent who goes home keeps it, unlike a live chat; so do they once they have answered."""
    world = World(store)
    agent = await world.agent()
    visitor, conversation_id = await world.served(agent)
    if answered:
        await world.says(agent, conversation_id, "Tomorrow.")
        await world.says(visitor, conversation_id, "Thank you.")
    async with store.reading() as tx:
        assert conversation_id in await tx.due.vanished(START + timedelta(days=400), 9)
    await tickets.turn_into_ticket(world.desk, agent=agent, conversation_id=conversation_id)
    async with store.reading() as tx:
        assert conversation_id not in await tx.due.vanished(START + timedelta(days=400), 9)


async def test_a_mail_that_was_given_up_is_found_and_revived(store: Store) -> None:
    """Once; to the address that is given, with all its tries before it."""
    world = World(store)
    mail = await a_mail(world, state=MailState.SENDING, address="old@example.org", message_id="<9@x>")
    async with store.transaction() as tx:
        await tx.mails.schedule(mail)
        assert not await tx.mails.again(mail.id, "new@example.org", START)
        assert await tx.mails.take(mail, "a", START + timedelta(minutes=1))
        taken = await tx.mails.get(mail.id)
        assert taken is not None
        given_up = replace(taken, state=MailState.DEAD, problem="550", ended_at=START)
        assert await tx.mails.settle(given_up, "a")
        [dead] = await tx.mails.dead(10)
        assert (dead.id, dead.address, dead.problem, dead.at) == (mail.id, "old@example.org", "550", START)
        assert (dead.tries, dead.undeliverable, await tx.mails.waiting()) == (1, False, 0)
        assert await tx.mails.again(mail.id, "new@example.org", START)
        assert not await tx.mails.again(mail.id, "new@example.org", START)
        [due] = await tx.mails.due(START, 10)
        assert (due.address, due.tries, due.message_id) == ("new@example.org", 0, "<9@x>")
        assert (await tx.mails.dead(10), await tx.mails.waiting()) == ([], 1)
        assert await tx.mails.get(uuid7()) is None
