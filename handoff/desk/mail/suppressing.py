"""No mail to addresses that are wrong or unwanted: noted, told, and undone, inside somebody's work."""

from handoff.desk.work import Work
from handoff.domain.conversation.machine import Conversation
from handoff.domain.suppression import MOST_PROBLEM, Suppression, SuppressionReason


async def is_suppressed(work: Work, address: str | None) -> bool:
    """Whether no mail goes to this address."""
    return bool(address) and await work.tx.suppressions.of((address or "").lower()) is not None


async def suppress(work: Work, address: str | None, reason: SuppressionReason, problem: str) -> None:
    """From now on nothing goes there; who complains is never taken for a mere bounce again."""
    if not address:
        return
    known = await work.tx.suppressions.of(address.lower())
    if known is not None and known.reason is not reason and reason is SuppressionReason.COMPLAINED:
        await work.tx.suppressions.lift(known.id, work.at, None, None)
    await work.tx.suppressions.add(
        Suppression(
            id=work.desk.new_id(),
            address=address.lower(),
            reason=reason,
            at=work.at,
            problem=problem[:MOST_PROBLEM],
        )
    )


async def stop_mail(work: Work, conversation: Conversation, address: str | None) -> None:
    """Tell both sides, once, that answers are found in the chat alone."""
    if not conversation.undeliverable:
        work.record(conversation.mail_fails(True, at=work.at))
        await work.announce(conversation, "mail_stopped", email=address)


async def hears_from(work: Work, sender: str) -> None:
    """A mail from an address proves that it is there; it does not take back a complaint."""
    known = await work.tx.suppressions.of(sender.lower())
    if known is not None and known.reason is SuppressionReason.BOUNCED:
        await work.tx.suppressions.lift(known.id, work.at, None, None)
