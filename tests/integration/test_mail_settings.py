"""Admins see how e-mail stands: servers without passwords, a real check, what was given up, another try."""

from pathlib import Path

import pytest

from handoff.desk.mail.mailing import lift_suppression, read_mailing, read_suppressions, send_again
from handoff.domain.conversation.ticket import Mailing
from handoff.domain.enums import Role
from handoff.domain.errors import Conflict, Forbidden, NotFound, Suppressed
from handoff.domain.identity.people import Actor
from handoff.domain.suppression import SuppressionReason
from tests.support.desk_app import desk_app
from tests.support.desks import World
from tests.support.mail_servers import imap_server, smtp_server
from tests.support.posting import DESK, KIM, Post, text_of


async def lift_all(world: World, actor: Actor) -> None:
    for one in (await read_suppressions(world.desk, actor=actor)).in_force:
        await lift_suppression(world.desk, actor=actor, suppression_id=one.id)


async def test_a_mail_that_was_given_up_is_sent_again(post: Post) -> None:
    """To the address that is known now, under its own id, and the conversation is whole again."""
    world = post.world
    ada = await world.agent("Ada", role=Role.ADMIN, online=False)
    _, id_ = await post.ticket()
    post.smtp.at_recipient = "550 5.1.1 no such user"
    assert await post.sends() == []
    [dead] = (await read_mailing(world.desk, actor=ada)).dead
    assert (dead.conversation_id, dead.ticket, dead.address) == (id_, 1001, KIM)
    assert (dead.problem, dead.undeliverable) == ("550 5.1.1 no such user", True)
    post.smtp.at_recipient = None
    with pytest.raises(Suppressed):
        await send_again(world.desk, actor=ada, mail_id=dead.id)
    await lift_all(world, ada)
    await send_again(world.desk, actor=ada, mail_id=dead.id)
    assert (await read_mailing(world.desk, actor=ada)).waiting == 1
    await post.sender.round()
    [mail] = post.smtp.mails
    assert "#1001" in text_of(mail)
    after = await read_mailing(world.desk, actor=ada)
    assert (after.waiting, after.dead) == (0, ())
    view = await world.view(id_)
    assert view.ticket is not None
    assert view.ticket.mail is Mailing.ON
    with pytest.raises(NotFound):
        await send_again(world.desk, actor=ada, mail_id=dead.id)


async def test_what_is_refused_again_is_given_up_again(post: Post) -> None:
    """It stands in the list once."""
    ada = await post.world.agent("Ada", role=Role.ADMIN, online=False)
    await post.ticket()
    post.smtp.at_recipient = "550 5.1.1 no such user"
    await post.sends()
    [dead] = (await read_mailing(post.world.desk, actor=ada)).dead
    await lift_all(post.world, ada)
    await send_again(post.world.desk, actor=ada, mail_id=dead.id)
    await post.sender.round()
    [again] = (await read_mailing(post.world.desk, actor=ada)).dead
    assert (again.id, again.undeliverable) == (dead.id, True)


async def test_only_admins_see_how_mail_is_set_up(post: Post) -> None:
    """Addresses of customers stand there."""
    sam = await post.world.agent("Sam", role=Role.SUPERVISOR)
    with pytest.raises(Forbidden):
        await read_mailing(post.world.desk, actor=sam)
    with pytest.raises(Forbidden):
        await read_suppressions(post.world.desk, actor=sam)
    with pytest.raises(Forbidden):
        await lift_suppression(post.world.desk, actor=sam, suppression_id="0190")


async def test_a_suppressed_address_is_found_and_lifted(post: Post) -> None:
    """With why and since when; who lifted it is kept, and it is lifted once."""
    desk = post.world.desk
    ada = await post.world.agent("Ada", role=Role.ADMIN, online=False)
    await post.ticket()
    post.smtp.at_recipient = "550 5.1.1 no such user"
    await post.sends()
    assert KIM in (await read_mailing(desk, actor=ada)).suppressed
    assert (await read_suppressions(desk, actor=ada, words="nobody")).in_force == ()
    found = await read_suppressions(desk, actor=ada, words=" KIM@")
    [one] = found.in_force
    assert (found.total, one.address, one.reason) == (1, KIM, SuppressionReason.BOUNCED)
    assert (one.problem, one.at) == ("550 5.1.1 no such user", post.world.clock())
    await lift_suppression(desk, actor=ada, suppression_id=one.id)
    with pytest.raises(Conflict):
        await lift_suppression(desk, actor=ada, suppression_id=one.id)
    with pytest.raises(NotFound):
        await lift_suppression(desk, actor=ada, suppression_id="0190")
    after = await read_suppressions(desk, actor=ada)
    assert (after.total, after.in_force) == (0, ())
    [lifted] = after.lifted
    assert (lifted.address, lifted.lifted_by_id, lifted.lifted_by_name) == (KIM, ada.id, "Ada")


async def test_the_page_knocks_at_both_servers_and_shows_no_password(tmp_path: Path) -> None:
    """Each answers by itself; a wrong password is told in one plain line."""
    async with (
        smtp_server() as smtp,
        imap_server() as imap,
        desk_app(
            tmp_path,
            smtp_url=smtp.url,
            mail_from=f"Shop <{DESK}>",
            imap_url=f"imap://desk:open%20sesame@127.0.0.1:{imap.port}",
        ) as app,
    ):
        ada = await app.add("Ada", role=Role.ADMIN)
        app.http.headers["Authorization"] = f"Bearer {app.token_of(ada)}"
        shown = await app.http.get("/api/v1/settings/mail")
        assert "sesame" not in shown.text
        body = shown.json()
        assert body["outgoing"]["port"] == smtp.port
        assert (body["incoming"]["user"], body["incoming"]["folder"]) == ("desk", "INBOX")
        assert (body["sender_name"], body["sender_address"], body["dead"]) == ("Shop", DESK, [])
        checked = (await app.http.post("/api/v1/settings/mail/check")).json()["findings"]
        assert [(one["name"], one["verdict"]) for one in checked] == [
            ("E-mail out", "ok"),
            ("E-mail in", "problem"),
        ]
        assert "sesame" not in str(checked)
        missing = await app.http.post("/api/v1/settings/mail/dead/0190/again")
        assert missing.status_code == 404
        missing = await app.http.post("/api/v1/settings/mail/suppressions/0190/lift")
        assert missing.status_code == 404
