"""The settings of routing, for supervisors and admins; and what only the installation can change."""

from typing import Annotated

from pydantic import Field

from handoff.config import PREFIX, Settings
from handoff.desk.queueing.routing_settings import numbers_of, read_routing, set_routing
from handoff.desk.setting import Setting
from handoff.domain.policy import RoutingPolicy
from handoff.web.api.setting_routes import SettingIn, SettingOut, made, setting_routes
from handoff.web.route import Access, Asked, Route
from handoff.wire import Wire

Seconds = Annotated[int, Field(ge=0, le=3600)]
# Where these are, and with which password they are reached, is nobody's business in a browser.
HIDDEN = ("_url", "_secret", "_key", "_dir", "_fd")


class RoutingIn(SettingIn):
    """How waiting conversations find their agent: counts, and times in seconds."""

    offer: Annotated[int, Field(ge=5, le=600)]
    missed_offers: Annotated[int, Field(ge=1, le=10)]
    ask_again: Seconds
    sticky_wait: Seconds
    language_wait: Seconds
    skill_wait: Seconds
    hard_in_a_row: Annotated[int, Field(ge=1, le=20)]
    hard_break: Seconds
    vanish_grace: Annotated[int, Field(ge=5, le=3600)]


class RoutingOut(SettingOut):
    """The rules in force and who set them; `offers` is as installed."""

    offer: int
    missed_offers: int
    ask_again: int
    sticky_wait: int
    language_wait: int
    skill_wait: int
    hard_in_a_row: int
    hard_break: int
    vanish_grace: int
    offers: bool


class InstalledSetting(Wire):
    """One setting of the installation; `value` is null where it is not for a browser."""

    name: str
    value: str | None
    given: bool
    about: str


class InstalledOut(Wire):
    """What is set outside, and is changed by a restart with another environment."""

    settings: tuple[InstalledSetting, ...]


async def get_routing(asked: Asked) -> RoutingOut:
    return _out(await read_routing(asked.services.desk, actor=asked.actor))


async def put_routing(asked: Asked) -> RoutingOut:
    services, body = asked.services, asked.body
    numbers = body.model_dump(exclude={"revision"})
    found = await set_routing(services.desk, actor=asked.actor, numbers=numbers, revision=body.revision)
    await services.terms.refresh()
    return _out(found)


async def get_installed(asked: Asked) -> InstalledOut:
    settings = asked.services.settings
    return InstalledOut(settings=tuple(_told(settings, name) for name in Settings.model_fields))


def _told(settings: Settings, name: str) -> InstalledSetting:
    field, value = Settings.model_fields[name], getattr(settings, name)
    hidden = not field.repr or name.endswith(HIDDEN)
    said = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return InstalledSetting(
        name=f"{PREFIX}{name}".upper(),
        value=None if hidden else said,
        given=bool(value),
        about=field.description or "",
    )


def _out(setting: Setting[RoutingPolicy]) -> RoutingOut:
    return RoutingOut(
        **numbers_of(setting.value),
        offers=setting.value.offers,
        **made(setting),
    )


ROUTES = (
    *setting_routes(
        "/settings/routing",
        read=(get_routing, "By which rules waiting conversations find their agent"),
        write=(put_routing, "Set the rules of routing"),
        body=RoutingIn,
        answer=RoutingOut,
    ),
    Route(
        method="GET",
        path="/settings/installed",
        handler=get_installed,
        summary="What only the installation can change, without what is secret",
        access=Access.ADMINS,
        answers=(InstalledOut,),
    ),
)
