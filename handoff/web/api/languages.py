"""The languages that the desk offers, for supervisors and admins."""

from typing import Annotated

from pydantic import Field, StringConstraints

from handoff.desk.languages import FORM, read_languages, set_languages
from handoff.desk.setting import Setting
from handoff.domain.languages import LANGUAGES, Languages
from handoff.web.api.setting_routes import SettingIn, SettingOut, made, setting_routes
from handoff.web.route import Asked

Lang = Annotated[str, StringConstraints(max_length=8)]
Langs = Annotated[tuple[Lang, ...], Field(min_length=1, max_length=len(LANGUAGES))]


class LanguagesIn(SettingIn):
    """Which languages shall be offered."""

    default: Lang
    offered: Langs
    widget: Langs


class LanguagesOut(SettingOut):
    """Which languages are offered, of those that the desk speaks, and who set it."""

    spoken: tuple[str, ...]
    default: str
    offered: tuple[str, ...]
    widget: tuple[str, ...]


async def get_languages(asked: Asked) -> LanguagesOut:
    return _out(await read_languages(asked.services.desk, actor=asked.actor))


async def put_languages(asked: Asked) -> LanguagesOut:
    services, body = asked.services, asked.body
    languages = Languages(default=body.default, offered=body.offered, widget=body.widget)
    found = await set_languages(services.desk, actor=asked.actor, languages=languages, revision=body.revision)
    await services.terms.refresh()
    return _out(found)


def _out(setting: Setting[Languages]) -> LanguagesOut:
    told = FORM.dump_python(setting.value)
    return LanguagesOut(**told, spoken=LANGUAGES, **made(setting))


ROUTES = (
    *setting_routes(
        "/settings/languages",
        read=(get_languages, "Which languages the desk offers"),
        write=(put_languages, "Set which languages the desk offers"),
        body=LanguagesIn,
        answer=LanguagesOut,
    ),
)
