"""Mails come in from a real IMAP server: once each, from whom they say, and no machine is answered."""

import asyncio

import pytest

from handoff.desk.conversation import conversations
from handoff.desk.conversation.attachments import read_attachment
from handoff.desk.ownership import handoff
from handoff.desk.queueing import queue
from handoff.domain.conversation.attachment import attachments_in
from handoff.domain.conversation.ticket import Mailing
from handoff.domain.enums import MessageKind, Owner
from handoff.domain.errors import NotFound
from handoff.domain.identity.people import Actor
from handoff.mail.running import mailbox_of
from tests.support.desks import World
from tests.support.files import PDF, PROGRAM, huge_png, photo, png
from tests.support.posting import DESK, KIM, Post, bounce_of, letter, reply, texts


async def test_a_new_mail_is_a_new_ticket_for_people(post: Post) -> None:
    """In the queue with a brief and the sender's address, answered under their own subject."""
    agent = await post.world.agent()
    mine = letter("Czy mogę zwrócić lampę bez pudełka?", subject="Zwrot lampy")
    await post.reads(mine)
    [conversation_id] = await post.opened()
    view = await post.world.view(conversation_id)
    assert (view.owner, view.lang, view.visitor_email, view.visitor_name) == (Owner.QUEUE, "pl", KIM, "Kim")
    assert view.ticket is not None
    assert view.ticket.mail is Mailing.ON
    assert view.goal is not None
    assert "Czy mogę zwrócić lampę bez pudełka?" in view.goal
    [confirmation] = await post.sends()
    assert confirmation["Subject"] == "Re: Zwrot lampy"
    assert confirmation["In-Reply-To"] == mine["Message-ID"]
    await queue.claim(post.world.desk, agent=agent, conversation_id=conversation_id)
    assert await post.imap.flags() == [("\\Seen",)]


async def test_a_mail_that_is_delivered_twice_is_taken_in_once(post: Post) -> None:
    """By its Message-ID, whoever reads; and nothing is read again."""
    mine = letter("Where is my parcel?")
    assert await post.reads(mine, mine) == 2
    assert await post.reader.round() == 0
    [conversation_id] = await post.opened()
    assert texts(list(await post.world.said(conversation_id))).count("Lamp\n\nWhere is my parcel?") == 1
    post.world.clock.forward(minutes=10)
    assert await post.another_reader().round() == 0
    assert post.counted("in", "known") == 1


async def test_one_process_reads_at_a_time(post: Post) -> None:
    """The other one leaves the mailbox alone while the first one's hold is good."""
    await post.reader.round()
    await post.imap.deliver(letter("Hello?"))
    assert await post.another_reader().round() == 0
    assert await post.reader.round() == 1


async def test_a_crash_while_reading_loses_and_doubles_nothing(post: Post) -> None:
    """What was not committed comes in again, by another process."""
    await post.imap.deliver(letter("One"), letter("Two"))
    box = mailbox_of(post.settings)
    opened = await asyncio.to_thread(box.open)
    assert await asyncio.to_thread(opened.new, None, 0) == [101, 102]
    await asyncio.to_thread(opened.close)
    assert await post.reader.round() == 2
    post.world.clock.forward(minutes=10)
    assert await post.another_reader().round() == 0
    assert len(await post.opened()) == 2


async def test_a_bounce_marks_the_ticket_and_is_never_answered(post: Post) -> None:
    """A report of failure comes to the sealed address; no second one is told, and no mail goes out."""
    _, conversation_id = await post.ticket()
    [mail] = await post.sends()
    bounce = bounce_of(mail, "5.1.1")
    await post.reads(bounce, bounce.replace(b"<b1.", b"<b2."))
    view = await post.world.view(conversation_id)
    assert view.ticket is not None
    assert view.ticket.mail is Mailing.FAILED
    assert (await post.world.activities(conversation_id)).count("mail_failed") == 1
    assert await post.sends() == []
    assert await post.opened() == []


async def test_somebody_else_cannot_speak_as_the_customer(post: Post) -> None:
    """Even with the sealed address: a note for agents. And without the seal it is a ticket of their own."""
    world = post.world
    agent = await world.agent()
    visitor, conversation_id = await post.ticket(agent)
    [mail] = await post.sends()
    await post.reads(reply(mail, "Send the refund to my account.", sender="mallory@evil.example"))
    said = (await world.said(conversation_id))[-1]
    assert said.kind is MessageKind.NOTE
    assert "mallory@evil.example" in said.text
    shown = await messages_for_visitor(world, visitor, conversation_id)
    assert not any("refund" in text for text in shown)
    forged = letter("I am Kim.", to="help+t1001.aaaaaaaaaaaaaaaa@shop.example")
    await post.reads(forged)
    assert texts(list(await world.said(conversation_id))).count("I am Kim.") == 0
    assert len(await post.opened()) == 1


async def messages_for_visitor(world: World, visitor: Actor, conversation_id: str) -> list[str]:
    opened = await conversations.open_conversation(
        world.desk, visitor_id=visitor.id, conversation_id=conversation_id
    )
    return [message.text for message in opened.messages]


async def test_a_reply_without_the_sealed_address_is_matched_by_its_thread(post: Post) -> None:
    """For servers without plus addresses."""
    _, conversation_id = await post.ticket()
    [mail] = await post.sends()
    plain = letter("Thank you.", In_Reply_To=str(mail["Message-ID"]))
    await post.reads(plain)
    assert (await post.world.said(conversation_id))[-1].text == "Thank you."


async def test_automatic_replies_become_notes_and_start_nothing(post: Post) -> None:
    """Two machines never talk to each other here."""
    agent = await post.world.agent()
    _, conversation_id = await post.ticket(agent)
    [mail] = await post.sends()
    await handoff.resolve(post.world.desk, agent=agent, conversation_id=conversation_id)
    await post.sends()
    away = reply(mail, "I am on holiday.", Auto_Submitted="auto-replied")
    news = letter("Our offers!", sender="news@spam.example", Precedence="bulk")
    own = letter("Loop", sender=DESK)
    await post.reads(away, news, own)
    view = await post.world.view(conversation_id)
    assert view.owner is Owner.NOBODY
    assert (await post.world.said(conversation_id))[-1].kind is MessageKind.NOTE
    assert await post.opened() == []
    assert await post.sends() == []
    assert post.counted("in", "ignored") == 2


async def test_a_flood_from_one_address_is_not_heard(post: Post) -> None:
    """Beyond thirty an hour they stay in the mailbox."""
    await post.reads(*(letter(f"Number {n}", subject=f"{n}") for n in range(32)))
    assert len(await post.opened()) == 30
    assert post.counted("in", "too_many") == 2


async def test_what_is_too_large_or_not_taken_is_said_to_be_missing(post: Post) -> None:
    """The subject of the one, the names of the other."""
    huge = letter("x" * 30_000, subject="A huge mail")
    filed = letter("Look at this.", subject="Photo")
    filed.add_attachment(PROGRAM, maintype="image", subtype="png", filename="چراغ.png")
    await post.reads(huge, filed)
    second, first = await post.opened()
    said = texts(list(await post.world.said(first)))
    assert said[0] == "A huge mail"
    assert "mail_too_large" in await post.world.activities(first)
    assert any("چراغ.png" in text for text in texts(list(await post.world.said(second))))


async def test_files_of_a_mail_become_files_of_the_ticket(post: Post) -> None:
    """What the desk takes is there for the agent; what it does not take is named."""
    agent = await post.world.agent()
    mine = letter("Look at this.")
    mine.add_attachment(png(), maintype="application", subtype="octet-stream", filename="lamp.png")
    mine.add_attachment(photo(), maintype="image", subtype="jpeg", filename="garden.jpg")
    mine.add_attachment(PROGRAM, maintype="image", subtype="png", filename="game.png")
    mine.add_attachment(huge_png(), maintype="image", subtype="png", filename="trap.png")
    await post.reads(mine)
    [conversation_id] = await post.opened()
    said = await post.world.said(conversation_id)
    [file, garden] = attachments_in(said[0].payload)
    assert (file["name"], file["type"], file["width"]) == ("lamp.png", "image/png", 3)
    fetched = await read_attachment(
        post.world.desk, actor=agent, conversation_id=conversation_id, attachment_id=file["id"]
    )
    assert fetched[1] == png()
    assert (garden["name"], garden["width"], garden["height"]) == ("garden.jpg", 20, 40)
    assert "Files of this e-mail were not taken in: game.png, trap.png" in [one.text for one in said]


async def test_files_of_a_stranger_stay_in_the_note(post: Post) -> None:
    """Agents see them, the customer does not."""
    kim, conversation_id = await post.ticket()
    [mail] = await post.sends()
    strange = reply(mail, "I am somebody else.", sender="other@example.org")
    strange.add_attachment(PDF, maintype="application", subtype="pdf", filename="bill.pdf")
    await post.reads(strange)
    note = (await post.world.said(conversation_id))[-1]
    [file] = attachments_in(note.payload)
    assert note.kind is MessageKind.NOTE
    with pytest.raises(NotFound):
        await read_attachment(
            post.world.desk, actor=kim, conversation_id=conversation_id, attachment_id=file["id"]
        )
