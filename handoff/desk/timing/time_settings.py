"""What supervisors set about time: when the desk is open, and by when customers are to be answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from handoff.desk.context import Desk
from handoff.domain.deskwide import SettingChange
from handoff.domain.enums import Priority
from handoff.domain.errors import Conflict, Invalid
from handoff.domain.identity.people import Actor
from handoff.domain.timing.hours import Hours
from handoff.domain.timing.sla import USUAL_TARGETS, Targets, Terms

HOURS, SLA = "hours", "sla"
MOST_TARGET = timedelta(days=90)
MOST_SLOTS = 12

T = TypeVar("T")
TargetsByPriority = Mapping[Priority, Targets]

HOURS_FORM = TypeAdapter(Hours)
TARGETS_FORM = TypeAdapter(dict[Priority, Targets])


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Generic[T]):
    """A setting in force and who made it; revision 0 is how every desk starts."""

    value: T
    revision: int = 0
    by: str | None = None
    at: datetime | None = None


def hours_of(change: SettingChange | None) -> Setting[Hours]:
    """The hours as somebody left them."""
    return setting_of(change, Hours() if change is None else HOURS_FORM.validate_python(dict(change.value)))


def targets_of(change: SettingChange | None) -> Setting[TargetsByPriority]:
    """The targets as somebody left them."""
    value = USUAL_TARGETS if change is None else TARGETS_FORM.validate_python(dict(change.value))
    return setting_of(change, MappingProxyType(dict(value)))


async def read_hours(desk: Desk, *, actor: Actor) -> Setting[Hours]:
    """When the desk is open."""
    actor.must_lead()
    return hours_of(await _current(desk, HOURS))


async def read_targets(desk: Desk, *, actor: Actor) -> Setting[TargetsByPriority]:
    """By when customers are to be answered."""
    actor.must_lead()
    return targets_of(await _current(desk, SLA))


async def set_hours(desk: Desk, *, actor: Actor, hours: Hours, revision: int | None = None) -> Setting[Hours]:
    """Set the hours, unless somebody did since `revision`; a desk that never opens serves nobody."""
    _check(hours, desk.clock())
    value = HOURS_FORM.dump_python(hours, mode="json")
    return hours_of(await change_setting(desk, actor, HOURS, value, revision))


async def set_targets(
    desk: Desk, *, actor: Actor, targets: TargetsByPriority, revision: int | None = None
) -> Setting[TargetsByPriority]:
    """Set the targets; clocks that run already keep the target they were started with."""
    for one in targets.values():
        for target in (one.first_response, one.next_response, one.resolution):
            if target is not None and not timedelta() < target <= MOST_TARGET:
                raise Invalid(f"A target lies between one minute and {MOST_TARGET.days} days.")
    value = TARGETS_FORM.dump_python(dict(targets), mode="json")
    return targets_of(await change_setting(desk, actor, SLA, value, revision))


async def current_terms(desk: Desk) -> Terms:
    """What is in force."""
    async with desk.store.reading() as tx:
        hours = hours_of(await tx.settings.current(HOURS))
        targets = targets_of(await tx.settings.current(SLA))
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


async def _current(desk: Desk, key: str) -> SettingChange | None:
    async with desk.store.reading() as tx:
        return await tx.settings.current(key)


async def change_setting(
    desk: Desk, actor: Actor, key: str, value: Mapping[str, object], revision: int | None
) -> SettingChange:
    """Add a revision of a setting, unless somebody did since the one that was read."""
    actor.must_lead()
    async with desk.store.transaction() as tx:
        known = await tx.settings.current(key)
        at = known.revision if known else 0
        change = SettingChange(
            key=key, revision=at + 1, value=value, by_id=actor.id, by_name=actor.name, at=desk.clock()
        )
        if revision not in (None, at) or not await tx.settings.add(change):
            raise Conflict("Somebody else has changed this setting.")
    return change


def setting_of(change: SettingChange | None, value: T) -> Setting[T]:
    """A setting's value with who made it."""
    if change is None:
        return Setting(value=value)
    return Setting(value=value, revision=change.revision, by=change.by_name, at=change.at)
