"""The languages that the desk offers, set by those who lead; as installed until they have."""

from dataclasses import replace

from pydantic import TypeAdapter

from handoff.desk.context import Desk
from handoff.desk.setting import KeptSetting, Setting
from handoff.domain.identity.people import Actor
from handoff.domain.languages import Languages, in_order

FORM = TypeAdapter(Languages)


async def read_languages(desk: Desk, *, actor: Actor) -> Setting[Languages]:
    """The languages, for those who set them."""
    actor.must_lead()
    return await current_languages(desk)


async def current_languages(desk: Desk) -> Setting[Languages]:
    """What is in force."""
    return await _kept(desk).current(desk)


async def set_languages(
    desk: Desk, *, actor: Actor, languages: Languages, revision: int | None = None
) -> Setting[Languages]:
    """Set the languages, unless somebody did since `revision`; conversations follow with the next message."""
    languages.check()
    kept = replace(languages, offered=in_order(languages.offered), widget=in_order(languages.widget))
    return await _kept(desk).change(desk, actor, kept, revision)


def _kept(desk: Desk) -> KeptSetting[Languages]:
    return KeptSetting(key="languages", form=FORM, start=desk.policy.languages)
