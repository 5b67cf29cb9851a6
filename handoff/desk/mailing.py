"""What admins see of e-mail: what was given up, whose addresses do not take it, and another try."""

from dataclasses import dataclass

from handoff.desk.context import Desk
from handoff.desk.work import working
from handoff.domain.errors import Conflict, NotFound
from handoff.domain.mail import DeadMail, MailState
from handoff.domain.people import Actor

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """How e-mail stands: how many wait, and what was given up."""

    waiting: int
    dead: tuple[DeadMail, ...]


async def read_mailing(desk: Desk, *, actor: Actor) -> Mailing:
    """The latest first; a mail that was tried again stands here only if it was given up again."""
    actor.must_administer()
    async with desk.store.reading() as tx:
        return Mailing(waiting=await tx.mails.waiting(), dead=tuple(await tx.mails.dead(MOST_SHOWN)))


async def send_again(desk: Desk, *, actor: Actor, mail_id: str) -> None:
    """The same words once more, to the address that is known now; the conversation is told nothing."""
    actor.must_administer()
    async with working(desk) as work:
        mail = await work.tx.mails.get(mail_id)
        if mail is None or mail.state is not MailState.DEAD:
            raise NotFound("There is no such mail that was given up.")
        conversation = await work.conversation(mail.conversation_id)
        visitor = await work.tx.people.visitor(conversation.visitor_id)
        address = (visitor.email if visitor else None) or mail.address
        if not address:
            raise Conflict("No address of this customer is known any more.")
        if not await work.tx.mails.again(mail_id, address, work.at):
            raise Conflict("Somebody else has sent it again already.")
        work.record(conversation.mail_fails(False, at=work.at))
