"""What admins see of e-mail: what was given up, which addresses get none and why, and another try."""

from dataclasses import dataclass

from handoff.desk.context import Desk
from handoff.desk.mail.suppressing import is_suppressed
from handoff.desk.work import working
from handoff.domain.errors import Conflict, NotFound, Suppressed
from handoff.domain.identity.people import Actor
from handoff.domain.mail import DeadMail, MailKind, MailState
from handoff.domain.suppression import Suppression

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """How e-mail stands: how many wait, what was given up, and which of those addresses get no mail."""

    waiting: int
    dead: tuple[DeadMail, ...]
    suppressed: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuppressionList:
    """Addresses that get no mail, and the record of those that do again; `total` counts the former."""

    total: int
    in_force: tuple[Suppression, ...]
    lifted: tuple[Suppression, ...]


async def read_mailing(desk: Desk, *, actor: Actor) -> Mailing:
    """The latest first; a mail that was tried again stands here only if it was given up again."""
    actor.must_administer()
    async with desk.store.reading() as tx:
        dead = tuple(await tx.mails.dead(MOST_SHOWN))
        addresses = {one.address.lower() for one in dead if one.address}
        suppressed = frozenset(await tx.suppressions.among(addresses))
        return Mailing(waiting=await tx.mails.waiting(), dead=dead, suppressed=suppressed)


async def send_again(desk: Desk, *, actor: Actor, mail_id: str) -> None:
    """The same words once more: an answer to the address that is known now, a copy where it was to go."""
    actor.must_administer()
    async with working(desk) as work:
        mail = await work.tx.mails.get(mail_id)
        if mail is None or mail.state is not MailState.DEAD:
            raise NotFound("There is no such mail that was given up.")
        conversation = await work.conversation(mail.conversation_id)
        visitor = await work.tx.people.visitor(conversation.visitor_id)
        known = visitor.email if visitor and mail.kind is MailKind.ANSWER else None
        address = known or mail.address
        if not address:
            raise Conflict("No address of this customer is known any more.")
        if await is_suppressed(work, address):
            raise Suppressed("No e-mail goes to this address; lift that first.")
        if not await work.tx.mails.again(mail_id, address, work.at):
            raise Conflict("Somebody else has sent it again already.")
        work.record(conversation.mail_fails(False, at=work.at))


async def read_suppressions(desk: Desk, *, actor: Actor, words: str = "") -> SuppressionList:
    """Those whose address holds the words, the latest first."""
    actor.must_administer()
    wanted = words.strip()
    async with desk.store.reading() as tx:
        return SuppressionList(
            total=await tx.suppressions.count(),
            in_force=tuple(await tx.suppressions.find(wanted, MOST_SHOWN, lifted=False)),
            lifted=tuple(await tx.suppressions.find(wanted, MOST_SHOWN, lifted=True)),
        )


async def lift_suppression(desk: Desk, *, actor: Actor, suppression_id: str) -> None:
    """Mail may go there again; who lifted it and when is kept."""
    actor.must_administer()
    async with desk.store.transaction() as tx:
        if await tx.suppressions.get(suppression_id) is None:
            raise NotFound("There is no such address.")
        if not await tx.suppressions.lift(suppression_id, desk.clock(), actor.id, actor.name):
            raise Conflict("Somebody else has lifted it already.")
