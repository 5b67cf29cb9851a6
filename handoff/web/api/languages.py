"""The languages that the desk offers, for supervisors and admins."""

from typing import Annotated

from pydantic import Field, StringConstraints

from handoff.desk.languages import FORM, read_languages, set_languages
from handoff.desk.setting import Setting
from handoff.domain.languages import LANGUAGES, Languages
from handoff.web.api.models import Body
from handoff.web.route import Access, Asked, Route
from handoff.wire import Time, Wire

Lang = Annotated[str, StringConstraints(max_length=8)]
Langs = Annotated[tuple[Lang, ...], Field(min_length=1, max_length=len(LANGUAGES))]


class LanguagesIn(Body):
    """Which languages shall be offered."""

    default: Lang
    offered: Langs
    widget: Langs
    revision: Annotated[int, Field(ge=0)] | None = None


class LanguagesOut(Wire):
    """Which languages are offered, of those that the desk speaks, and who set it."""

    spoken: tuple[str, ...]
    default: str
    offered: tuple[str, ...]
    widget: tuple[str, ...]
    revision: int
    by: str | None
    at: Time | None


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
    return LanguagesOut(**told, spoken=LANGUAGES, revision=setting.revision, by=setting.by, at=setting.at)


ROUTES = (
    Route(
        method="GET",
        path="/settings/languages",
        handler=get_languages,
        summary="Which languages the desk offers",
        access=Access.LEADERS,
        answers=(LanguagesOut,),
    ),
    Route(
        method="PUT",
        path="/settings/languages",
        handler=put_languages,
        summary="Set which languages the desk offers",
        access=Access.LEADERS,
        body=LanguagesIn,
        answers=(LanguagesOut,),
    ),
)
