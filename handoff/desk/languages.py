"""The languages that the desk offers, set by those who lead; as installed until they have."""

from dataclasses import replace

from pydantic import TypeAdapter

from handoff.desk.context import Desk
from handoff.desk.timing.time_settings import Setting, change_setting, setting_of
from handoff.domain.deskwide import SettingChange
from handoff.domain.identity.people import Actor
from handoff.domain.languages import Languages, in_order

KEY = "languages"
FORM = TypeAdapter(Languages)


async def read_languages(desk: Desk, *, actor: Actor) -> Setting[Languages]:
    """The languages, for those who set them."""
    actor.must_lead()
    return await current_languages(desk)


async def current_languages(desk: Desk) -> Setting[Languages]:
    """What is in force."""
    async with desk.store.reading() as tx:
        return _of(await tx.settings.current(KEY), desk.policy.languages)


async def set_languages(
    desk: Desk, *, actor: Actor, languages: Languages, revision: int | None = None
) -> Setting[Languages]:
    """Set the languages, unless somebody did since `revision`; conversations follow with the next message."""
    languages.check()
    kept = replace(languages, offered=in_order(languages.offered), widget=in_order(languages.widget))
    change = await change_setting(desk, actor, KEY, FORM.dump_python(kept, mode="json"), revision)
    return _of(change, desk.policy.languages)


def _of(change: SettingChange | None, start: Languages) -> Setting[Languages]:
    return setting_of(change, start if change is None else FORM.validate_python(dict(change.value)))
