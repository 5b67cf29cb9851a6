"""The look of the widget, set by those who lead."""

from pydantic import TypeAdapter

from handoff.desk.context import Desk
from handoff.desk.timing.time_settings import Setting, change_setting, setting_of
from handoff.domain.deskwide import SettingChange
from handoff.domain.identity.people import Actor
from handoff.domain.look import Look

LOOK = "look"
FORM = TypeAdapter(Look)


def look_of(change: SettingChange | None) -> Setting[Look]:
    """The look as somebody left it."""
    return setting_of(change, Look() if change is None else FORM.validate_python(dict(change.value)))


async def read_look(desk: Desk, *, actor: Actor) -> Setting[Look]:
    """How the widget looks."""
    actor.must_lead()
    return await current_look(desk)


async def current_look(desk: Desk) -> Setting[Look]:
    """What is in force."""
    async with desk.store.reading() as tx:
        return look_of(await tx.settings.current(LOOK))


async def set_look(desk: Desk, *, actor: Actor, look: Look, revision: int | None = None) -> Setting[Look]:
    """Set the look, unless somebody did since `revision`; every site has it within minutes."""
    look.check()
    return look_of(await change_setting(desk, actor, LOOK, FORM.dump_python(look, mode="json"), revision))
