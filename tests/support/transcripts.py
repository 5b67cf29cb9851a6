"""What the tests of copies by e-mail share: a chat to copy, and the copy as it arrives."""

from dataclasses import replace
from email.message import EmailMessage

from handoff.desk.mail.transcripts import send_transcript
from handoff.domain.identity.people import Actor
from tests.support.desks import World
from tests.support.posting import KIM, Post


async def served(post: Post, text: str = "The lamp is dark.") -> tuple[Actor, Actor, str]:
    """Ana, her customer, and their chat, which is no ticket."""
    ana = await post.world.agent()
    visitor, id_ = await post.world.served(ana)
    await post.world.says(visitor, id_, text)
    return ana, visitor, id_


async def known_as(world: World, visitor: Actor, **known: str) -> None:
    async with world.desk.store.transaction() as tx:
        found = await tx.people.visitor(visitor.id)
        assert found is not None
        await tx.people.save_visitor(replace(found, **known))


async def copy_of(
    post: Post, actor: Actor, id_: str, email: str | None = KIM, zone: str = ""
) -> EmailMessage:
    await send_transcript(post.world.desk, actor=actor, conversation_id=id_, email=email, zone=zone)
    before = len(post.smtp.mails)
    await post.sender.round()
    [mail] = post.smtp.mails[before:]
    return mail


def html_of(mail: EmailMessage) -> str:
    body = mail.get_body(("html",))
    assert body is not None
    return str(body.get_content())
