"""The look of the widget, set by those who lead."""

from pydantic import TypeAdapter

from handoff.desk.context import Desk
from handoff.desk.setting import KeptSetting, Setting
from handoff.domain.identity.people import Actor
from handoff.domain.look import Look

FORM = TypeAdapter(Look)
LOOK = KeptSetting(key="look", form=FORM, start=Look())


async def read_look(desk: Desk, *, actor: Actor) -> Setting[Look]:
    """How the widget looks."""
    actor.must_lead()
    return await current_look(desk)


async def current_look(desk: Desk) -> Setting[Look]:
    """What is in force."""
    return await LOOK.current(desk)


async def set_look(desk: Desk, *, actor: Actor, look: Look, revision: int | None = None) -> Setting[Look]:
    """Set the look, unless somebody did since `revision`; every site has it within minutes."""
    look.check()
    return await LOOK.change(desk, actor, look, revision)
