"""How agents changed, as every store keeps it."""

from datetime import timedelta

from handoff.desk.ids import uuid7
from handoff.desk.ports import Store
from handoff.domain.enums import Availability
from handoff.domain.queueing.away import AvailabilityChange
from tests.support.databases import every_store
from tests.support.desks import START

HOUR = timedelta(hours=1)


@every_store
async def test_changes_come_back_in_order_and_old_ones_go(store: Store) -> None:
    """Those of a stretch of time, from its first moment to before its last."""
    changes = [
        AvailabilityChange(id=uuid7(), agent_id=uuid7(), at=START + n * HOUR, availability=how, reason=why)
        for n, (how, why) in enumerate(
            [(Availability.AWAY, "lunch"), (Availability.ONLINE, None), (Availability.OFFLINE, None)]
        )
    ]
    async with store.transaction() as tx:
        for change in reversed(changes):
            await tx.people.note_availability(change)
        assert await tx.people.availabilities(START, START + 2 * HOUR, 10) == changes[:2]
        assert await tx.people.availabilities(START, START + 3 * HOUR, 1) == changes[:1]
        assert await tx.people.drop_availabilities(START + HOUR) == 1
        assert await tx.people.availabilities(START, START + 9 * HOUR, 10) == changes[1:]
