"""Tickets: made by the customer, an agent or the desk; one number, one owner, a status that is read off."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handoff.desk.conversation import conversations, snooze
from handoff.desk.identity import people
from handoff.desk.mail import tickets
from handoff.desk.ownership import handoff, sweep
from handoff.desk.queueing import waiting
from handoff.domain.conversation.ticket import Mailing, Ticket, TicketStatus, number_in, signed_number
from handoff.domain.enums import Availability, ConversationState, ListView, Owner
from handoff.domain.errors import Forbidden, IllegalTransition, Invalid
from handoff.domain.identity.people import Actor
from handoff.domain.policy import MailPolicy, Policy
from tests.support.desks import World

KEY = "a key of this desk"
MAILING = Policy(presence_ttl=timedelta(days=365), mail=MailPolicy(enabled=True, key=KEY))


async def ticket(world: World, email: str | None = "kim@example.org") -> tuple[Actor, str]:
    """A customer who waits for their answer elsewhere."""
    visitor, conversation_id = await world.waiting()
    await tickets.open_ticket(world.desk, visitor_id=visitor.id, conversation_id=conversation_id, email=email)
    return visitor, conversation_id


async def shown(world: World, conversation_id: str) -> Ticket:
    found = (await world.view(conversation_id)).ticket
    assert found is not None
    return found


async def test_a_customer_goes_and_keeps_their_place() -> None:
    """The number is told with where the answer comes; owner, place and address are kept."""
    world = World(policy=MAILING)
    _, conversation_id = await ticket(world)
    view = await world.view(conversation_id)
    assert (view.owner, view.ticket) == (
        Owner.QUEUE,
        Ticket(number=1001, status=TicketStatus.OPEN, mail=Mailing.ON),
    )
    assert view.queue is not None
    assert view.visitor_email == "kim@example.org"
    told = (await world.said(conversation_id))[-1].text
    assert "#1001" in told
    assert "kim@example.org" in told


async def test_a_desk_without_a_mail_server_promises_no_mail() -> None:
    """The ticket works in the widget, and says so."""
    world = World()
    _, conversation_id = await ticket(world)
    assert (await shown(world, conversation_id)).mail is Mailing.OFF
    assert (await world.activities(conversation_id))[-1] == "ticket_opened_here"
    agent = await world.agent()
    page = await conversations.list_conversations(world.desk, actor=agent, view=ListView.TICKETS)
    assert [view.ticket and view.ticket.mail for view in page.items] == [Mailing.OFF]


async def test_asking_twice_is_asking_once() -> None:
    """The same number, one sentence; another address is kept."""
    world = World(policy=MAILING)
    visitor, conversation_id = await ticket(world)
    await tickets.open_ticket(
        world.desk, visitor_id=visitor.id, conversation_id=conversation_id, email="kim@work.example"
    )
    assert (await world.activities(conversation_id)).count("ticket_opened") == 1
    assert (await world.view(conversation_id)).visitor_email == "kim@work.example"


async def test_a_ticket_straight_from_the_bot_asks_for_a_person() -> None:
    """It never stays with the bot, and the agent gets a brief."""
    world = World()
    visitor, conversation_id = await world.chat()
    await tickets.open_ticket(world.desk, visitor_id=visitor.id, conversation_id=conversation_id)
    assert (await world.view(conversation_id)).owner is Owner.QUEUE
    agent = await world.agent()
    viewed = await conversations.view_conversation(world.desk, actor=agent, conversation_id=conversation_id)
    assert viewed.brief is not None
    assert viewed.brief.goal is not None


async def test_a_wrong_address_changes_nothing() -> None:
    world = World()
    visitor, conversation_id = await world.waiting()
    with pytest.raises(Invalid):
        await tickets.open_ticket(
            world.desk, visitor_id=visitor.id, conversation_id=conversation_id, email="kim@"
        )
    assert (await world.view(conversation_id)).ticket is None


async def test_the_status_is_read_off_the_conversation() -> None:
    """Open, pending, open again, on hold, solved: whoever must act next says which."""
    world = World()
    agent = await world.agent()
    visitor, conversation_id = await world.served(agent)
    await tickets.turn_into_ticket(world.desk, agent=agent, conversation_id=conversation_id)
    seen = [(await shown(world, conversation_id)).status]
    await world.says(agent, conversation_id, "Which lamp is it?")
    seen.append((await shown(world, conversation_id)).status)
    await world.says(visitor, conversation_id, "The oak one.")
    seen.append((await shown(world, conversation_id)).status)
    await snooze.snooze(world.desk, agent=agent, conversation_id=conversation_id)
    seen.append((await shown(world, conversation_id)).status)
    await handoff.resolve(world.desk, agent=agent, conversation_id=conversation_id)
    seen.append((await shown(world, conversation_id)).status)
    assert seen == [
        TicketStatus.OPEN,
        TicketStatus.PENDING,
        TicketStatus.OPEN,
        TicketStatus.ON_HOLD,
        TicketStatus.SOLVED,
    ]


async def test_only_its_agent_or_a_leader_makes_it_a_ticket() -> None:
    """And only while people have it."""
    world = World()
    agent, other = await world.agent(), await world.agent("Reza")
    _, conversation_id = await world.served(agent)
    with pytest.raises(Forbidden):
        await tickets.turn_into_ticket(world.desk, agent=other, conversation_id=conversation_id)
    await handoff.resolve(world.desk, agent=agent, conversation_id=conversation_id)
    with pytest.raises(Forbidden):
        await tickets.turn_into_ticket(world.desk, agent=agent, conversation_id=conversation_id)
    leader = await world.agent("Sam")
    leader = replace(leader, role=type(leader.role)("supervisor")) if leader.role else leader
    with pytest.raises(IllegalTransition):
        await tickets.turn_into_ticket(world.desk, agent=leader, conversation_id=conversation_id)


@pytest.mark.parametrize("online", [True, False])
async def test_an_address_left_while_nobody_is_here_makes_a_ticket(online: bool) -> None:
    """While somebody is, the place in the queue is kept for a live answer."""
    world = World()
    await world.agent(online=online)
    visitor, conversation_id = await world.waiting()
    view = await waiting.leave_contact(
        world.desk, visitor_id=visitor.id, conversation_id=conversation_id, email="kim@example.org"
    )
    assert (view.ticket is None) is online


async def test_a_known_customer_who_waits_for_nobody_gets_a_ticket() -> None:
    """The watchdog makes it once the team has gone, without anybody asking (law 6)."""
    world = World()
    agent = await world.agent()
    visitor, conversation_id = await world.waiting()
    await waiting.leave_contact(
        world.desk, visitor_id=visitor.id, conversation_id=conversation_id, email="kim@example.org"
    )
    await people.set_availability(world.desk, agent=agent, availability=Availability.OFFLINE)
    world.clock.forward(minutes=11)
    [missed] = await sweep.overdue(world.desk)
    assert missed.action == "ticket_made"
    assert (await shown(world, conversation_id)).number == 1001


async def test_nobody_hurries_a_ticket() -> None:
    """Its agent may take until tomorrow; after a week without the customer it is closed."""
    world = World()
    agent = await world.agent()
    _, conversation_id = await world.served(agent)
    await tickets.turn_into_ticket(world.desk, agent=agent, conversation_id=conversation_id)
    world.clock.forward(hours=23)
    assert await sweep.overdue(world.desk) == ()
    await world.says(agent, conversation_id, "We have sent a new one.")
    world.clock.forward(days=6)
    assert await sweep.overdue(world.desk) == ()
    world.clock.forward(days=2)
    assert [missed.action for missed in await sweep.overdue(world.desk)] == ["closed"]


@pytest.mark.parametrize("online", [True, False])
async def test_words_after_the_end_go_to_people(online: bool) -> None:
    """Weeks later too: to the agent who closed it if they are free, else into the queue, never to the bot."""
    world = World()
    agent = await world.agent()
    visitor, conversation_id = await world.served(agent)
    await tickets.turn_into_ticket(world.desk, agent=agent, conversation_id=conversation_id)
    await handoff.resolve(world.desk, agent=agent, conversation_id=conversation_id)
    world.clock.forward(days=20)
    if not online:
        await people.set_availability(world.desk, agent=agent, availability=Availability.OFFLINE)
    await world.says(visitor, conversation_id, "It broke again.")
    view = await world.view(conversation_id)
    assert (view.owner, view.state) == (
        Owner.AGENT if online else Owner.QUEUE,
        ConversationState.OPEN,
    )
    assert view.ticket == Ticket(number=1001, status=TicketStatus.OPEN, mail=Mailing.OFF)


def test_only_this_desk_can_seal_a_number() -> None:
    """In any case of letters; another number, another key or a broken seal is none of ours."""
    sealed = signed_number(1042, KEY)
    assert number_in(f"desk+{sealed}@example.org", KEY) == 1042
    assert number_in(f"DESK+{sealed}@EXAMPLE.ORG".upper(), KEY) == 1042
    assert number_in(sealed.replace("1042", "1043"), KEY) is None
    assert number_in(sealed, "another key") is None
    assert number_in(sealed[:-1], KEY) is None
    assert number_in("desk@example.org", KEY) is None
