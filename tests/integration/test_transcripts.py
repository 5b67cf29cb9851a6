"""A copy of a conversation by e-mail over a real SMTP server: what stands in it, how often one may ask."""

import contextlib
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from handoff.desk.conversation import conversations, messages
from handoff.desk.conversation.attachments import put_attachment
from handoff.desk.identity import blocking
from handoff.desk.mail.transcripts import send_transcript, transcript_form
from handoff.desk.ownership import handoff
from handoff.domain.enums import ConversationState, MessageKind
from handoff.domain.errors import (
    Blocked,
    Forbidden,
    Invalid,
    NotFound,
    RateLimited,
    Unavailable,
)
from handoff.domain.identity.people import Actor
from handoff.domain.policy import MailPolicy, Policy
from handoff.mail.running import start_mail
from kb_index.language import detect
from tests.support.clients import console, visitor
from tests.support.desk_app import desk_app
from tests.support.desks import World
from tests.support.files import PDF
from tests.support.mail_servers import smtp_server
from tests.support.posting import DESK, KEY, KIM, Post, reply, text_of
from tests.support.transcripts import copy_of, html_of, known_as, served
from tests.support.waiting import eventually

LEA = "lea@example.org"


async def test_a_copy_holds_what_both_sides_said_and_nothing_else(post: Post) -> None:
    """Authors, times in the customer's time zone, names of files; no note, and no file itself."""
    ana, visitor, id_ = await served(post)
    await post.world.says(ana, id_, "He is angry.", MessageKind.NOTE)
    file = await put_attachment(post.world.desk, actor=ana, conversation_id=id_, name="plan.pdf", data=PDF)
    await messages.send_message(
        post.world.desk,
        actor=ana,
        conversation_id=id_,
        client_message_id="plan",
        text="Here is <b>the</b> plan.",
        attachments=[file.id],
    )
    mail = await copy_of(post, visitor, id_, zone="Asia/Tehran")
    text = text_of(mail)
    assert (mail["To"], mail["From"]) == (KIM, f"Lumen Shop <{DESK}>")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Subject"] == "Copy of your chat of Sunday, 1 March 2026"
    assert "Times are those of Tehran." in text
    assert "— Sunday, 1 March 2026 —" in text
    hour = (post.world.clock() + timedelta(hours=3, minutes=30)).strftime("%H:%M")
    assert f"Customer ({hour}):\nThe lamp is dark." in text
    assert f"Ana ({hour}):\nHere is <b>the</b> plan.\n📎 plan.pdf" in text
    assert "Here is &lt;b&gt;the&lt;/b&gt; plan." in html_of(mail)
    assert "angry" not in mail.as_string()
    assert list(mail.iter_attachments()) == []
    assert (await post.world.activities(id_))[-1] == "transcript_sent"
    assert (await post.world.said(id_))[-1].text == f"A copy of this chat goes to {KIM}."


async def test_a_copy_speaks_the_language_of_the_chat(post: Post) -> None:
    """Persian words, digits and calendar, from right to left."""
    world = post.world
    visitor, id_ = await world.chat("چراغ من روشن نمی‌شود", lang="fa")
    await known_as(world, visitor, name="کیانا", email=KIM)
    mail = await copy_of(post, visitor, id_, email=None, zone="no/such/zone")
    assert mail["Subject"] == "نسخهٔ گفت‌وگوی شما در \u2068یک‌شنبه ۱۰ اسفند ۱۴۰۴\u2069"
    assert mail["To"].addresses[0].display_name == "کیانا"
    html = html_of(mail)
    assert '<html lang="fa" dir="rtl">' in html
    assert "<b><bdi>کیانا</bdi></b>" in html
    assert "چراغ من روشن نمی‌شود" in text_of(mail)
    assert "به وقت \u2068UTC\u2069" in text_of(mail)


async def test_an_ended_chat_can_be_copied_and_stays_ended(post: Post) -> None:
    """The customer keeps it; any agent may send it, while a live chat is its agent's."""
    _, visitor, id_ = await served(post)
    reza = await post.world.agent("Reza")
    with pytest.raises(Forbidden):
        await send_transcript(post.world.desk, actor=reza, conversation_id=id_, email=KIM)
    await conversations.end_conversation(post.world.desk, visitor_id=visitor.id, conversation_id=id_)
    assert "The lamp is dark." in text_of(await copy_of(post, visitor, id_))
    assert "The lamp is dark." in text_of(await copy_of(post, reza, id_, LEA))
    assert (await post.world.view(id_)).state is ConversationState.RESOLVED


async def test_only_the_parties_get_a_copy(post: Post) -> None:
    """Another visitor is told nothing; the form tells the known address."""
    _, visitor, id_ = await served(post)
    stranger = await post.world.visitor()
    desk = post.world.desk
    with pytest.raises(NotFound):
        await send_transcript(desk, actor=stranger, conversation_id=id_, email=KIM)
    with pytest.raises(NotFound):
        await transcript_form(desk, actor=stranger, conversation_id=id_)
    await known_as(post.world, visitor, email=KIM)
    form = await transcript_form(desk, actor=visitor, conversation_id=id_)
    assert (form.on, form.email) == (True, KIM)


@pytest.mark.parametrize("email", [None, "kim", "kim@", "a@b.example\nBcc: all@example.org"])
async def test_where_it_cannot_go_is_said_plainly(post: Post, email: str | None) -> None:
    _, visitor, id_ = await served(post)
    with pytest.raises(Invalid):
        await send_transcript(post.world.desk, actor=visitor, conversation_id=id_, email=email)


async def test_nothing_is_sent_of_nothing(post: Post) -> None:
    """An empty chat, a visitor who is blocked, a desk without e-mail."""
    visitor, id_ = await post.world.chat(None)
    ana, other, chat = await served(post)
    desk = post.world.desk
    with pytest.raises(Invalid):
        await send_transcript(desk, actor=visitor, conversation_id=id_, email=KIM)
    await blocking.block(desk, agent=ana, conversation_id=chat, on=True)
    with pytest.raises(Blocked):
        await send_transcript(desk, actor=other, conversation_id=chat, email=KIM)
    mute = World(desk.store, Policy())
    assert not (await transcript_form(mute.desk, actor=other, conversation_id=chat)).on
    with pytest.raises(Unavailable):
        await send_transcript(mute.desk, actor=ana, conversation_id=chat, email=KIM)


async def test_a_mailbox_cannot_be_flooded(post: Post) -> None:
    """Three a day for an address nobody vouches for, whoever asks; the next day again."""
    desk, tries = post.world.desk, []
    for _ in range(2):
        visitor, id_ = await post.world.waiting()
        tries += [(visitor, id_)] * 2
    for visitor, id_ in tries[:3]:
        await send_transcript(desk, actor=visitor, conversation_id=id_, email=KIM)
    visitor, id_ = tries[3]
    with pytest.raises(RateLimited):
        await send_transcript(desk, actor=visitor, conversation_id=id_, email=KIM)
    await post.sender.round()
    assert len(post.smtp.mails) == 3
    post.world.clock.forward(hours=25)
    await send_transcript(desk, actor=visitor, conversation_id=id_, email=KIM)


async def test_a_visitor_cannot_write_to_many(post: Post) -> None:
    """Other addresses one after the other are counted, too; agents may a little more."""
    ana, visitor, id_ = await served(post)
    sent = await until_refused(post, visitor, id_, [f"kim{n}@example.org" for n in range(9)])
    assert sent == 3
    assert await until_refused(post, ana, id_, [f"lea{n}@example.org" for n in range(30)]) == 17


async def test_a_customer_who_is_known_may_ask_oftener(post: Post) -> None:
    """The host site vouches for the address: five times for a chat."""
    _, visitor, id_ = await served(post)
    await known_as(post.world, visitor, email=KIM, external_id="kim-7")
    assert await until_refused(post, visitor, id_, [KIM] * 9) == 5


async def until_refused(post: Post, actor: Actor, id_: str, addresses: list[str]) -> int:
    """How many copies go out."""
    left = iter(addresses)
    with contextlib.suppress(RateLimited):
        for email in left:
            await send_transcript(post.world.desk, actor=actor, conversation_id=id_, email=email)
        return len(addresses)
    return len(addresses) - len(list(left)) - 1


async def test_an_answer_to_a_copy_is_heard(post: Post) -> None:
    """To a ticket's copy it belongs there; to a mere chat's, which knows no mail, it is a new ticket."""
    agent, visitor, chat = await served(post)
    await known_as(post.world, visitor, email=KIM)
    mail = await copy_of(post, visitor, chat)
    await post.reads(reply(mail, "One more thing."))
    assert len(await post.opened()) == 1
    await handoff.resolve(post.world.desk, agent=agent, conversation_id=chat)
    owner, ticket = await post.ticket(agent)
    await post.sends()
    mail = await copy_of(post, owner, ticket)
    await post.reads(reply(mail, "The switch is dead, too."))
    assert (await post.world.said(ticket))[-1].text == "The switch is dead, too."
    assert len(await post.opened()) == 1


async def test_the_whole_way_with_sockets(tmp_path: Path) -> None:
    """The widget asks for the form and the copy, the console for another; a refusal has its code."""
    policy = Policy(mail=MailPolicy(enabled=True, key=KEY))
    async with smtp_server() as smtp, AsyncExitStack() as stack:
        app = await stack.enter_async_context(
            desk_app(tmp_path, policy=policy, secret_key=KEY, smtp_url=smtp.url, mail_from=DESK)
        )
        await start_mail(
            stack, settings=app.services.settings, desk=app.desk, metrics=app.services.metrics, detect=detect
        )
        async with visitor(app) as kim, console(app, await app.add("Ana")) as ana:
            await kim.asks_for_a_person()
            await kim.says("The lamp is dark.")
            here = {"conversation_id": kim.conversation_id}
            form = await kim.ok("transcript.form", **here)
            assert (form["on"], form["email"]) == (True, None)
            assert (await kim.ok("transcript.send", **here, email=KIM, zone="Europe/Warsaw"))["email"] == KIM
            await kim.hears("message.new", lambda data: KIM in data["message"]["text"])
            mail = await eventually(lambda: smtp.mails[0] if smtp.mails else None)
            assert "The lamp is dark." in text_of(mail)
            assert "Times are those of Warsaw." in text_of(mail)
            await ana.ok("conversation.claim", **here)
            await ana.ok("transcript.send", **here, email=LEA)
            await eventually(lambda: len(smtp.mails) == 2)
            assert await kim.refused("transcript.send", **here, email="kim") == "invalid"


async def test_one_address_asks_for_few(tmp_path: Path) -> None:
    """However many visitors come from there."""
    policy = Policy(mail=MailPolicy(enabled=True, key=KEY))
    async with desk_app(tmp_path, policy=policy, secret_key=KEY) as app:
        codes: list[str] = []
        for person in range(4):
            async with visitor(app) as kim:
                await kim.says("The lamp is dark.")
                for turn in range(3):
                    ack = await kim.call(
                        "transcript.send",
                        {"conversation_id": kim.conversation_id, "email": f"k{person}{turn}@example.org"},
                    )
                    codes.append("ok" if ack["ok"] else ack["error"]["code"])
        assert codes == ["ok"] * 10 + ["rate_limited"] * 2
