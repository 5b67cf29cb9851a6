"""What supervisors read about the past of the desk."""

from datetime import timedelta

from handoff.desk.context import Desk
from handoff.domain.identity.people import Actor
from handoff.domain.queueing.wait_report import WaitReport, report_of


async def wait_report(desk: Desk, *, actor: Actor, days: int) -> WaitReport:
    """How the waits that were told in the last days compare with those that came."""
    actor.must_lead()
    at = desk.clock()
    async with desk.store.reading() as tx:
        return report_of(await tx.handoffs.waits(at - timedelta(days=days), at))
