"""Tickets go on by e-mail over a real SMTP server: threads, windows, files and both directions."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from handoff.config import Settings
from handoff.desk.conversation import messages
from handoff.desk.conversation.attachments import put_attachment
from handoff.desk.mail import tickets
from handoff.desk.ownership import handoff
from handoff.domain.conversation.ticket import TicketStatus
from handoff.domain.enums import ConversationState, MessageKind, Owner
from handoff.domain.policy import MailPolicy, Policy
from handoff.health.findings import Verdict
from handoff.mail.check import check_mail
from handoff.mail.mailbox import Unreadable
from handoff.mail.running import mailbox_of, start_mail
from kb_index.language import detect
from tests.support.clients import console, visitor
from tests.support.desk_app import desk_app
from tests.support.files import PDF
from tests.support.mail_servers import imap_server, smtp_server
from tests.support.posting import DESK, KEY, KIM, Post, reply, text_of, texts
from tests.support.waiting import eventually


async def test_a_ticket_goes_on_by_mail_there_and_back(post: Post) -> None:
    """Confirmation, the agent's answer, the customer's reply, the end, and a reply that opens it again."""
    world = post.world
    agent = await world.agent()
    _, conversation_id = await post.ticket(agent)
    [confirmation] = await post.sends()
    assert "#1001" in text_of(confirmation)
    assert confirmation["Auto-Submitted"] == "auto-generated"
    await world.says(agent, conversation_id, "Please try another bulb.")
    [answer] = await post.sends()
    assert answer["From"] == f"Lumen Shop <{DESK}>"
    assert answer["To"] == KIM
    assert answer["Subject"] == "Ticket #1001: The lamp is dark."
    assert answer["In-Reply-To"] == confirmation["Message-ID"]
    assert answer["References"] == confirmation["Message-ID"]
    assert answer["Auto-Submitted"] is None
    assert "Ana:\nPlease try another bulb." in text_of(answer)
    assert "> The lamp is dark." in text_of(answer)
    assert post.smtp.envelopes[-1].mail_from == answer["Reply-To"].addresses[0].addr_spec

    mine = reply(answer, "It still is dark.")
    assert await post.reads(mine) == 1
    said = await world.said(conversation_id)
    assert (said[-1].text, said[-1].author.type.value) == ("It still is dark.", "visitor")
    await handoff.resolve(world.desk, agent=agent, conversation_id=conversation_id)
    [over] = await post.sends()
    assert over["In-Reply-To"] == mine["Message-ID"]
    assert over["References"].split() == [
        confirmation["Message-ID"], answer["Message-ID"], mine["Message-ID"]
    ]  # fmt: skip
    assert (await world.view(conversation_id)).state is ConversationState.RESOLVED
    await post.reads(reply(over, "It broke again."))
    view = await world.view(conversation_id)
    assert (view.owner, view.ticket and view.ticket.status) == (Owner.AGENT, TicketStatus.OPEN)
    assert texts(list(await world.said(conversation_id))).count("It broke again.") == 1


async def test_words_of_one_window_are_one_mail_without_notes(post: Post) -> None:
    """What colleagues tell each other never leaves the desk."""
    agent = await post.world.agent()
    _, conversation_id = await post.ticket(agent)
    await post.sends()
    for text in ("First.", "Second."):
        await post.world.says(agent, conversation_id, text)
        post.world.clock.forward(seconds=20)
    await post.world.says(agent, conversation_id, "He is angry.", MessageKind.NOTE)
    [mail] = await post.sends()
    assert "First." in text_of(mail)
    assert "Second." in text_of(mail)
    assert "angry" not in mail.as_string()
    assert await post.sends() == []


async def test_what_was_seen_in_the_widget_is_not_mailed(post: Post) -> None:
    """A customer who looks on gets no mail; what comes after they left does go out."""
    agent = await post.world.agent()
    visitor, conversation_id = await post.ticket(agent)
    await post.sends()
    message = await post.world.says(agent, conversation_id, "Are you there?")
    await messages.mark_seen(post.world.desk, actor=visitor, conversation_id=conversation_id, seq=message.seq)
    assert await post.sends() == []
    await post.world.says(agent, conversation_id, "We have sent a new one.")
    [mail] = await post.sends()
    assert "Are you there?" not in text_of(mail)
    assert "We have sent a new one." in text_of(mail)


async def test_persian_words_and_names_survive(post: Post) -> None:
    """Subject, name, text and direction, out and in."""
    world = post.world
    visitor, conversation_id = await world.chat("چراغ من روشن نمی‌شود", lang="fa")
    await handoff.request_human(world.desk, visitor_id=visitor.id, conversation_id=conversation_id)
    async with world.desk.store.transaction() as tx:
        known = await tx.people.visitor(visitor.id)
        assert known is not None
        await tx.people.save_visitor(replace(known, name="کیانا رضایی", email=KIM))
    await tickets.open_ticket(world.desk, visitor_id=visitor.id, conversation_id=conversation_id)
    [mail] = await post.sends()
    assert mail["Subject"] == "تیکت شمارهٔ ۱۰۰۱: \u2068چراغ من روشن نمی‌شود\u2069"
    assert mail["To"].addresses[0].display_name == "کیانا رضایی"
    html = mail.get_body(("html",))
    assert html is not None
    assert '<html lang="fa" dir="rtl">' in html.get_content()
    raw = post.smtp.envelopes[-1].content
    assert isinstance(raw, bytes)
    assert raw.isascii()
    await post.reads(reply(mail, "حباب را عوض کردم؛ باز هم خاموش است."))
    said = (await world.said(conversation_id))[-1]
    assert (said.text, said.lang) == ("حباب را عوض کردم؛ باز هم خاموش است.", "fa")


async def test_the_doctor_knocks_at_both_servers(post: Post) -> None:
    """One clear line each, whether they open or not."""
    assert [finding.verdict for finding in await check_mail(post.settings)] == [Verdict.OK, Verdict.OK]
    await post.smtp.down()
    wrong = post.settings.model_copy(update={"imap_url": f"imap://desk:wrong@127.0.0.1:{post.imap.port}"})
    going_out, coming_in = await check_mail(wrong)
    assert (going_out.verdict, coming_in.verdict) == (Verdict.PROBLEM, Verdict.PROBLEM)
    assert "BATON_SMTP_URL" in going_out.remedy
    assert "BATON_IMAP_URL" in coming_in.remedy
    with pytest.raises(Unreadable):
        await asyncio.to_thread(mailbox_of(wrong).open)
    [off] = await check_mail(Settings(data_dir=post.settings.data_dir))
    assert off.verdict is Verdict.OK


async def test_a_mail_reaches_console_and_widget_live_and_once(tmp_path: Path) -> None:
    """The whole way with sockets: widget, ticket, agent, mail, reply, both screens."""
    policy = Policy(mail=MailPolicy(enabled=True, key=KEY, window=timedelta()))
    async with smtp_server() as smtp, imap_server() as imap, AsyncExitStack() as stack:
        app = await stack.enter_async_context(
            desk_app(
                tmp_path,
                policy=policy,
                secret_key=KEY,
                smtp_url=smtp.url,
                mail_from=DESK,
                imap_url=imap.url,
                imap_seconds=0.1,
            )
        )
        await start_mail(
            stack, settings=app.services.settings, desk=app.desk, metrics=app.services.metrics, detect=detect
        )
        agent = await app.add("Ana")
        async with visitor(app) as kim, console(app, agent) as ana:
            await kim.says("The lamp is dark.")
            ack = await kim.ok("ticket.open", conversation_id=kim.conversation_id, email=KIM)
            ticket = ack["conversation"]["ticket"]
            assert ticket == {"number": 1001, "status": "open", "mail": "on"}
            await ana.ok("conversation.claim", conversation_id=kim.conversation_id)
            await ana.ok("conversation.open", conversation_id=kim.conversation_id)
            await ana.say(kim.conversation_id, "Please try another bulb.")
            mail = await eventually(
                lambda: next((m for m in smtp.mails if "another bulb" in text_of(m)), None)
            )
            await imap.deliver(reply(mail, "Still dark."))
            await ana.hears("message.new", lambda data: data["message"]["text"] == "Still dark.")
            await kim.hears("message.new", lambda data: data["message"]["text"] == "Still dark.")
            assert ana.texts().count("Still dark.") == 1
            listed = await ana.ok("conversation.list", view="tickets")
            assert [one["id"] for one in listed["conversations"]] == [kim.conversation_id]
            health = await app.http.get("/readyz")
            assert "mail" not in health.json()


async def test_an_agents_file_goes_along(post: Post) -> None:
    """Named in the text and attached, with its own type; a file of a note stays here."""
    agent = await post.world.agent()
    _, conversation_id = await post.ticket(agent)
    await post.sends()
    for kind, name in ((MessageKind.TEXT, "نقشه.pdf"), (MessageKind.NOTE, "ours.pdf")):
        file = await put_attachment(
            post.world.desk, actor=agent, conversation_id=conversation_id, name=name, data=PDF
        )
        await messages.send_message(
            post.world.desk,
            actor=agent,
            conversation_id=conversation_id,
            client_message_id=name,
            text="Here is the plan.",
            kind=kind,
            attachments=[file.id],
        )
    [mail] = await post.sends()
    assert "Here is the plan.\n📎 نقشه.pdf" in text_of(mail)
    [part] = mail.iter_attachments()
    assert (part.get_filename(), part.get_content_type()) == ("نقشه.pdf", "application/pdf")
    assert part.get_content() == PDF
