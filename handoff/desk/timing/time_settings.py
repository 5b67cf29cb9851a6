"""What supervisors set about time: when the desk is open, and by when customers are to be answered."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from handoff.desk.context import Desk
from handoff.desk.setting import KeptSetting, Setting
from handoff.domain.enums import Priority
from handoff.domain.errors import Invalid
from handoff.domain.identity.people import Actor
from handoff.domain.timing.hours import Hours
from handoff.domain.timing.sla import USUAL_TARGETS, Targets, Terms

MOST_TARGET = timedelta(days=90)
MOST_SLOTS = 12

TargetsByPriority = Mapping[Priority, Targets]

HOURS = KeptSetting(key="hours", form=TypeAdapter(Hours), start=Hours())
TARGETS: KeptSetting[TargetsByPriority] = KeptSetting(
    key="sla", form=TypeAdapter(Mapping[Priority, Targets]), start=USUAL_TARGETS
)


async def read_hours(desk: Desk, *, actor: Actor) -> Setting[Hours]:
    """When the desk is open."""
    actor.must_lead()
    return await HOURS.current(desk)


async def read_targets(desk: Desk, *, actor: Actor) -> Setting[TargetsByPriority]:
    """By when customers are to be answered."""
    actor.must_lead()
    return await TARGETS.current(desk)


async def set_hours(desk: Desk, *, actor: Actor, hours: Hours, revision: int | None = None) -> Setting[Hours]:
    """Set the hours, unless somebody did since `revision`; a desk that never opens serves nobody."""
    _check(hours, desk.clock())
    return await HOURS.change(desk, actor, hours, revision)


async def set_targets(
    desk: Desk, *, actor: Actor, targets: TargetsByPriority, revision: int | None = None
) -> Setting[TargetsByPriority]:
    """Set the targets; clocks that run already keep the target they were started with."""
    for one in targets.values():
        for target in (one.first_response, one.next_response, one.resolution):
            if target is not None and not timedelta() < target <= MOST_TARGET:
                raise Invalid(f"A target lies between one minute and {MOST_TARGET.days} days.")
    return await TARGETS.change(desk, actor, dict(targets), revision)


async def current_terms(desk: Desk) -> Terms:
    """What is in force."""
    async with desk.store.reading() as tx:
        hours, targets = await HOURS.inside(tx), await TARGETS.inside(tx)
    return Terms(calendar=hours.value.calendar(), targets=targets.value)


def _check(hours: Hours, at: datetime) -> None:
    try:
        ZoneInfo(hours.zone)
    except (KeyError, ValueError, OSError):
        raise Invalid(f"There is no time zone {hours.zone!r}.") from None
    if any(len(slots) > MOST_SLOTS for slots in (*hours.week.values(), *hours.exceptions.values())):
        raise Invalid(f"A day has at most {MOST_SLOTS} slots.")
    if hours.calendar().next_opening(at) is None:
        raise Invalid("With these hours the desk would never open.")
