"""The setting of what is asked at the end of a conversation, for supervisors and admins."""

from typing import Annotated

from pydantic import Field, StringConstraints

from handoff.desk.conversation.closing import read_form, set_form
from handoff.desk.setting import Setting
from handoff.domain.conversation.closing_form import MOST_TAG_CHARS, ClosingForm, Question, QuestionKind
from handoff.web.api.models import Body
from handoff.web.api.setting_routes import SettingIn, SettingOut, made, setting_routes
from handoff.web.route import Asked
from handoff.wire.reading import Storable

Tag = Annotated[str, StringConstraints(min_length=1, max_length=MOST_TAG_CHARS), Storable]
Text = Annotated[str, StringConstraints(min_length=1, max_length=300), Storable]


class QuestionForm(Body):
    """One more question for the customer."""

    id: Tag
    kind: QuestionKind
    text: dict[str, Text]


class ClosingIn(SettingIn):
    """What shall be asked at the end."""

    reasons: Annotated[tuple[Tag, ...], Field(min_length=1, max_length=30)]
    reason_required: bool = False
    tags: Annotated[tuple[Tag, ...], Field(max_length=200)] = ()
    tags_required: bool = False
    questions: Annotated[tuple[QuestionForm, ...], Field(max_length=5)] = ()


class ClosingOut(SettingOut):
    """What is asked at the end, and who set it."""

    reasons: tuple[str, ...]
    reason_required: bool
    tags: tuple[str, ...]
    tags_required: bool
    questions: tuple[QuestionForm, ...]


async def get_form(asked: Asked) -> ClosingOut:
    return _out(await read_form(asked.services.desk, actor=asked.actor))


async def put_form(asked: Asked) -> ClosingOut:
    body: ClosingIn = asked.body
    form = ClosingForm(
        reasons=body.reasons,
        reason_required=body.reason_required,
        tags=body.tags,
        tags_required=body.tags_required,
        questions=tuple(Question(id=one.id, kind=one.kind, text=one.text) for one in body.questions),
    )
    return _out(await set_form(asked.services.desk, actor=asked.actor, form=form, revision=body.revision))


def _out(setting: Setting[ClosingForm]) -> ClosingOut:
    form = setting.value
    questions = tuple(QuestionForm(id=one.id, kind=one.kind, text=dict(one.text)) for one in form.questions)
    return ClosingOut(
        reasons=form.reasons,
        reason_required=form.reason_required,
        tags=form.tags,
        tags_required=form.tags_required,
        questions=questions,
        **made(setting),
    )


ROUTES = (
    *setting_routes(
        "/settings/closing",
        read=(get_form, "What is asked when a conversation ends"),
        write=(put_form, "Set the reasons, tags and questions of the end"),
        body=ClosingIn,
        answer=ClosingOut,
    ),
)
