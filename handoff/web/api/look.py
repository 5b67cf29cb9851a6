"""The setting of the widget's look, for supervisors and admins; and a draft of it to look at."""

from typing import Annotated

from pydantic import Field, StringConstraints

from handoff.desk.look import FORM, read_look, set_look
from handoff.desk.setting import Setting
from handoff.domain.look import Font, Launcher, Look, Shade, Side
from handoff.web.api.models import Body
from handoff.web.api.setting_routes import SettingIn, SettingOut, made, setting_routes
from handoff.web.route import Access, Asked, Route
from handoff.wire import Wire
from handoff.wire.reading import Storable

Text = Annotated[str, StringConstraints(max_length=200), Storable]
Pixels = Annotated[int, Field(ge=0, le=120)]


class LookForm(Body):
    """How the widget shall look."""

    accent: Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]
    radius: Annotated[int, Field(ge=0, le=28)]
    font: Font
    side: Side
    offset_x: Pixels
    offset_y: Pixels
    launcher: Launcher
    labels: Annotated[dict[str, Text], Field(default_factory=dict)]
    logo: Annotated[str, StringConstraints(max_length=40_000), Storable] = ""
    title: Text = ""
    greetings: Annotated[dict[str, Text], Field(default_factory=dict)]
    shade: Shade


class LookIn(LookForm, SettingIn):
    """The same, to be kept."""


class LookOut(SettingOut):
    """The look in force and who set it."""

    accent: str
    radius: int
    font: Font
    side: Side
    offset_x: int
    offset_y: int
    launcher: Launcher
    labels: dict[str, str]
    logo: str
    title: str
    greetings: dict[str, str]
    shade: Shade


class LookDraftOut(Wire):
    """What the pages of a preview are asked for with, for ten minutes; a logo is left out."""

    draft: str


async def get_look(asked: Asked) -> LookOut:
    return _out(await read_look(asked.services.desk, actor=asked.actor))


async def put_look(asked: Asked) -> LookOut:
    services, body = asked.services, asked.body
    found = await set_look(services.desk, actor=asked.actor, look=_look(body), revision=body.revision)
    await services.terms.refresh()
    return _out(found)


async def draw_draft(asked: Asked) -> LookDraftOut:
    asked.actor.must_lead()
    look = _look(asked.body)
    look.check()
    told = FORM.dump_python(look, mode="json") | {"logo": ""}
    return LookDraftOut(draft=asked.services.tokens.for_draft(told))


def _look(body: LookForm) -> Look:
    kept = {name: getattr(body, name) for name in LookForm.model_fields}
    for name in ("labels", "greetings"):
        kept[name] = {lang: text.strip() for lang, text in kept[name].items() if text.strip()}
    return Look(**kept | {"title": body.title.strip()})


def _out(setting: Setting[Look]) -> LookOut:
    look = FORM.dump_python(setting.value, mode="json")
    return LookOut(**look, **made(setting))


ROUTES = (
    *setting_routes(
        "/settings/look",
        read=(get_look, "How the widget looks"),
        write=(put_look, "Set how the widget looks"),
        body=LookIn,
        answer=LookOut,
    ),
    Route(
        method="POST",
        path="/settings/look/draft",
        handler=draw_draft,
        summary="Check a look, and get what a preview of it is asked for with",
        access=Access.LEADERS,
        body=LookForm,
        answers=(LookDraftOut,),
    ),
)
