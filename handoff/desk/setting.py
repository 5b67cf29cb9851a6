"""A setting of the whole desk: what is in force and who made it, and how somebody makes the next revision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from pydantic import TypeAdapter

from handoff.desk.context import Desk
from handoff.desk.ports import Transaction
from handoff.domain.deskwide import SettingChange
from handoff.domain.errors import Conflict
from handoff.domain.identity.people import Actor

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Generic[T]):
    """A setting in force and who made it; revision 0 is how every desk starts."""

    value: T
    revision: int = 0
    by: str | None = None
    at: datetime | None = None


def setting_of(change: SettingChange | None, value: T) -> Setting[T]:
    """A setting's value with who made it."""
    if change is None:
        return Setting(value=value)
    return Setting(value=value, revision=change.revision, by=change.by_name, at=change.at)


async def in_force(desk: Desk, key: str) -> SettingChange | None:
    """The newest revision, if there is one."""
    async with desk.store.reading() as tx:
        return await tx.settings.current(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSetting(Generic[T]):
    """One setting: under which key it is kept, how it is written down, and with what every desk starts."""

    key: str
    form: TypeAdapter[T]
    start: T

    def of(self, change: SettingChange | None) -> Setting[T]:
        """The setting as somebody left it."""
        value = self.start if change is None else self.form.validate_python(dict(change.value))
        return setting_of(change, value)

    async def inside(self, tx: Transaction) -> Setting[T]:
        """What is in force, for whoever reads more in the same transaction."""
        return self.of(await tx.settings.current(self.key))

    async def at(self, tx: Transaction, revision: int) -> Setting[T]:
        """What this revision said; as every desk starts where there was none."""
        return self.of(await tx.settings.at(self.key, revision))

    async def current(self, desk: Desk) -> Setting[T]:
        """What is in force."""
        return self.of(await in_force(desk, self.key))

    async def change(self, desk: Desk, actor: Actor, value: T, revision: int | None) -> Setting[T]:
        """Set it, unless somebody did since `revision`."""
        written = self.form.dump_python(value, mode="json")
        return self.of(await change_setting(desk, actor, self.key, written, revision))


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
