"""Copies and tickets whose mail does not arrive or is not wanted: told, not tried again, and mended."""

import pytest

from handoff.desk.mail.mailing import read_mailing, read_suppressions, send_again
from handoff.desk.mail.transcripts import send_transcript
from handoff.domain.enums import Role
from handoff.domain.errors import (
    Suppressed,
)
from handoff.domain.suppression import SuppressionReason
from tests.support.posting import KIM, Post, bounce_of, complaint_of, reply, text_of
from tests.support.transcripts import copy_of, known_as, served

LEA = "lea@example.org"


async def test_a_copy_that_comes_back_is_told_and_not_tried_again(post: Post) -> None:
    """By a report or at the door; the ticket's own mails are not blamed for it."""
    ana, visitor, id_ = await served(post)
    mail = await copy_of(post, visitor, id_)
    assert await post.reads(bounce_of(mail, "5.1.1")) == 1
    assert (await post.world.activities(id_))[-1] == "transcript_failed"
    with pytest.raises(Suppressed):
        await send_transcript(post.world.desk, actor=ana, conversation_id=id_, email=KIM)
    post.smtp.at_recipient = "550 5.1.1 no such user"
    await send_transcript(post.world.desk, actor=ana, conversation_id=id_, email=LEA)
    await post.sender.round()
    assert (await post.world.activities(id_))[-1] == "transcript_failed"
    ada = await post.world.agent("Ada", role=Role.ADMIN, online=False)
    found = await read_suppressions(post.world.desk, actor=ada)
    assert {one.address for one in found.in_force} == {KIM, LEA}
    [dead] = (await read_mailing(post.world.desk, actor=ada)).dead
    assert (dead.address, dead.ticket, dead.undeliverable) == (LEA, None, False)


async def test_a_copy_that_was_given_up_goes_where_it_was_to_go(post: Post) -> None:
    """Tried again it does not turn to the customer's own address, and holds what it held."""
    ana, visitor, id_ = await served(post)
    await known_as(post.world, visitor, email=KIM)
    post.smtp.at_recipient = "554 5.7.1 not today"
    await send_transcript(post.world.desk, actor=ana, conversation_id=id_, email=LEA)
    await post.sender.round()
    post.smtp.at_recipient = None
    await post.world.says(ana, id_, "Said later.")
    ada = await post.world.agent("Ada", role=Role.ADMIN, online=False)
    [dead] = (await read_mailing(post.world.desk, actor=ada)).dead
    await send_again(post.world.desk, actor=ada, mail_id=dead.id)
    await post.sender.round()
    [mail] = post.smtp.mails
    assert mail["To"] == LEA
    assert "The lamp is dark." in text_of(mail)
    assert "Said later." not in text_of(mail)


async def test_who_complains_gets_no_mail(post: Post) -> None:
    """Neither copies nor answers, and both sides are told; a mail from there does not take it back."""
    world = post.world
    agent = await world.agent()
    _, id_ = await post.ticket(agent)
    [mail] = await post.sends()
    await post.reads(complaint_of(mail))
    assert (await world.activities(id_))[-1] == "mail_stopped"
    await world.says(agent, id_, "Please try another bulb.")
    assert await post.sends() == []
    with pytest.raises(Suppressed):
        await send_transcript(world.desk, actor=agent, conversation_id=id_, email=None)
    await post.reads(reply(mail, "It still is dark."))
    assert await post.sends() == []
    ada = await world.agent("Ada", role=Role.ADMIN, online=False)
    [one] = (await read_suppressions(world.desk, actor=ada)).in_force
    assert (one.address, one.reason) == (KIM, SuppressionReason.COMPLAINED)


async def test_an_address_that_writes_is_there_again(post: Post) -> None:
    """What came back once is heard from: answers go out, and the record says why."""
    world = post.world
    agent = await world.agent()
    _, id_ = await post.ticket(agent)
    [mail] = await post.sends()
    await post.reads(bounce_of(mail, "5.1.1"))
    await world.says(agent, id_, "Please try another bulb.")
    assert await post.sends() == []
    await post.reads(reply(mail, "It still is dark."))
    await world.says(agent, id_, "Then we send a new one.")
    [answer] = await post.sends()
    assert "Then we send a new one." in text_of(answer)
    ada = await world.agent("Ada", role=Role.ADMIN, online=False)
    found = await read_suppressions(world.desk, actor=ada)
    assert (found.total, found.lifted[0].lifted_by_name) == (0, None)


async def test_a_new_ticket_does_not_promise_mail_that_will_not_come(post: Post) -> None:
    """To a suppressed address: the answer will be in the chat, and says so at once."""
    _, first = await post.ticket()
    [mail] = await post.sends()
    await post.reads(bounce_of(mail, "5.1.1"))
    _, second = await post.ticket()
    said = await post.world.said(second)
    assert KIM not in said[-1].text
    assert first != second
    assert await post.sends() == []
