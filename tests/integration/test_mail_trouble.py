"""E-mail when something fails: a crash, two processes, a server that is down, an address that is none."""

import asyncio
from dataclasses import replace

from handoff.desk.mail import errands, tickets
from handoff.domain.conversation.ticket import Mailing
from handoff.domain.mail import MailState
from tests.support.posting import Post, text_of


async def test_a_crash_between_sending_and_commit_keeps_the_message_id(post: Post) -> None:
    """After the lease somebody sends it again: the same mail under the same id."""
    agent = await post.world.agent()
    _, conversation_id = await post.ticket(agent)
    await post.sends()
    await post.world.says(agent, conversation_id, "We have sent a new one.")
    post.world.clock.forward(minutes=3)
    [due] = await errands.due(post.world.desk)
    errand = await errands.begin(post.world.desk, due, worker="dies", domain="shop.example")
    assert errand is not None
    await post.world.says(agent, conversation_id, "By courier.")
    await post.sender.round()
    assert len(post.smtp.mails) == 1
    again, *later = await post.sends() + await post.sends()
    assert again["Message-ID"] == errand.mail.message_id
    assert "By courier." not in text_of(again)
    assert [text_of(mail).count("By courier.") for mail in later] == [1]
    assert not await errands.sent(post.world.desk, errand.mail)


async def test_two_processes_send_a_mail_once(post: Post) -> None:
    """Both find it due; one of them takes it."""
    await post.ticket()
    post.world.clock.forward(minutes=3)
    await asyncio.gather(post.sender.round(), post.another_sender().round())
    assert len(post.smtp.mails) == 1


async def test_nothing_is_lost_while_the_server_is_down(post: Post) -> None:
    """Tried again for days, told by a metric, and sent whole once it is back."""
    agent = await post.world.agent()
    _, conversation_id = await post.ticket(agent)
    await post.smtp.down()
    assert await post.sends() == []
    waits = post.metrics.registry.get_sample_value("baton_mail_waits_seconds")
    assert waits is not None
    assert waits >= 180
    for _ in range(20):
        post.world.clock.forward(hours=2)
        await post.sender.round()
    await post.world.says(agent, conversation_id, "We have sent a new one.")
    assert post.counted("out", "dead") == 0
    assert post.counted("out", "put_off") > 10
    await post.smtp.up()
    post.world.clock.forward(hours=2)
    await post.sender.round()
    post.world.clock.forward(minutes=3)
    await post.sender.round()
    assert ["#1001" in text_of(mail) for mail in post.smtp.mails] == [True, True]
    assert "We have sent a new one." in text_of(post.smtp.mails[-1])
    assert post.metrics.registry.get_sample_value("baton_mail_waits_seconds") == 0


async def test_a_server_that_is_busy_is_asked_again(post: Post) -> None:
    """A 4xx is no end: later, with longer pauses; then it goes out."""
    await post.ticket()
    post.smtp.at_data = "451 4.3.0 try again later"
    assert await post.sends() == []
    post.smtp.at_data = None
    post.world.clock.forward(seconds=20)
    await post.sender.round()
    assert post.smtp.mails == []
    post.world.clock.forward(seconds=15)
    await post.sender.round()
    assert len(post.smtp.mails) == 1


async def test_an_address_that_is_refused_is_told_to_both_sides(post: Post) -> None:
    """No mail is tried for ever; the conversation says so, and another address heals it."""
    world = post.world
    visitor, conversation_id = await post.ticket()
    post.smtp.at_recipient = "550 5.1.1 no such user"
    assert await post.sends() == []
    view = await world.view(conversation_id)
    assert view.ticket is not None
    assert view.ticket.mail is Mailing.FAILED
    assert (await world.activities(conversation_id))[-1] == "mail_failed"
    async with world.desk.store.reading() as tx:
        [dead] = await tx.mails.of(conversation_id)
    assert (dead.state, dead.problem) == (MailState.DEAD, "550 5.1.1 no such user")
    post.smtp.at_recipient = None
    await tickets.open_ticket(
        world.desk, visitor_id=visitor.id, conversation_id=conversation_id, email="kim@work.example"
    )
    [mail] = await post.sends()
    assert mail["To"] == "kim@work.example"
    assert "#1001" in text_of(mail)


async def test_an_address_that_cannot_stand_in_a_mail_is_told(post: Post) -> None:
    """The host site may tell anything; the mail is given up at once, not tried for ever."""
    visitor, conversation_id = await post.world.waiting()
    async with post.world.desk.store.transaction() as tx:
        known = await tx.people.visitor(visitor.id)
        assert known is not None
        await tx.people.save_visitor(replace(known, email="kim at example"))
    await tickets.open_ticket(post.world.desk, visitor_id=visitor.id, conversation_id=conversation_id)
    assert await post.sends() == []
    assert (await post.world.activities(conversation_id))[-1] == "mail_failed"
