"""What all settings of the desk share over HTTP: who made one, and that it is read and set at one path."""

from typing import Annotated, TypedDict, TypeVar

from pydantic import BaseModel, Field

from handoff.desk.setting import Setting
from handoff.web.api.models import Body
from handoff.web.route import Access, Handler, Route
from handoff.wire import Time, Wire

T = TypeVar("T")


class SettingIn(Body):
    """`revision` is the one that was read: a setting that somebody has changed since is not overwritten."""

    revision: Annotated[int, Field(ge=0)] | None = None


class SettingOut(Wire):
    """Who made a setting, and when; nobody at revision 0."""

    revision: int
    by: str | None
    at: Time | None


class Made(TypedDict):
    """The fields of SettingOut."""

    revision: int
    by: str | None
    at: Time | None


def made(setting: Setting[T]) -> Made:
    """Who made a setting, as it is told."""
    return Made(revision=setting.revision, by=setting.by, at=setting.at)


def setting_routes(
    path: str,
    *,
    read: tuple[Handler, str],
    write: tuple[Handler, str],
    body: type[BaseModel],
    answer: type[BaseModel],
    access: Access = Access.LEADERS,
) -> tuple[Route, Route]:
    """Its two routes, each from a handler and what that does; both answer with the setting in force."""
    handler, summary = read
    get = Route(method="GET", path=path, handler=handler, summary=summary, access=access, answers=(answer,))
    handler, summary = write
    put = Route(
        method="PUT", path=path, handler=handler, summary=summary, access=access, body=body, answers=(answer,)
    )
    return get, put
