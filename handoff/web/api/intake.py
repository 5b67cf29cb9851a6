"""The form before a chat: set by supervisors and admins, read by every widget before anything is sent."""

from typing import Annotated

from pydantic import Field, StringConstraints

from handoff.desk.identity.intake import MOST_FIELDS, current_intake, read_intake, set_intake
from handoff.desk.setting import Setting
from handoff.domain.identity.intake import Consent, FieldKind, Intake, IntakeField
from handoff.web.api.models import Body
from handoff.web.api.setting_routes import SettingIn, SettingOut, made, setting_routes
from handoff.web.route import Access, Asked, Route
from handoff.wire import Wire
from handoff.wire.reading import Storable

FieldId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Label = Annotated[str, StringConstraints(min_length=1, max_length=120), Storable]
Long = Annotated[str, StringConstraints(min_length=1, max_length=1000), Storable]
Pattern = Annotated[str, StringConstraints(max_length=300), Storable]
Link = Annotated[str, StringConstraints(max_length=2000, pattern=r"^(https?://\S+)?$"), Storable]


class FieldForm(Body):
    """One question, in the languages the desk writes."""

    id: FieldId
    kind: FieldKind
    label: dict[str, Label]
    required: bool = False
    pattern: Pattern = ""
    hint: dict[str, Label] = Field(default_factory=dict)


class ConsentForm(Body):
    """What is agreed to before anything is sent."""

    text: dict[str, Long]
    link: Link = ""


class IntakeIn(SettingIn):
    """What shall be asked before a chat; nothing, and there is no form."""

    fields: Annotated[tuple[FieldForm, ...], Field(max_length=MOST_FIELDS)] = ()
    consent: ConsentForm | None = None
    correction: bool = False


class IntakeAskedOut(Wire):
    """What a widget asks before a chat; it says the version again with what was agreed to."""

    fields: tuple[FieldForm, ...]
    consent: ConsentForm | None
    version: int


class IntakeOut(SettingOut):
    """What is asked before a chat, and who set it."""

    fields: tuple[FieldForm, ...]
    consent: ConsentForm | None


async def tell_intake(asked: Asked) -> IntakeAskedOut:
    setting = await current_intake(asked.services.desk)
    intake = setting.value
    return IntakeAskedOut(fields=_fields(intake), consent=_consent(intake), version=setting.revision)


async def get_intake(asked: Asked) -> IntakeOut:
    return _out(await read_intake(asked.services.desk, actor=asked.actor))


async def put_intake(asked: Asked) -> IntakeOut:
    body: IntakeIn = asked.body
    intake = Intake(
        fields=tuple(IntakeField(**one.model_dump()) for one in body.fields),
        consent=Consent(**body.consent.model_dump()) if body.consent else None,
    )
    return _out(
        await set_intake(
            asked.services.desk,
            actor=asked.actor,
            intake=intake,
            revision=body.revision,
            correction=body.correction,
        )
    )


def _out(setting: Setting[Intake]) -> IntakeOut:
    intake = setting.value
    return IntakeOut(
        fields=_fields(intake),
        consent=_consent(intake),
        **made(setting),
    )


def _fields(intake: Intake) -> tuple[FieldForm, ...]:
    return tuple(
        FieldForm(
            id=one.id,
            kind=one.kind,
            label=dict(one.label),
            required=one.required,
            pattern=one.pattern,
            hint=dict(one.hint),
        )
        for one in intake.fields
    )


def _consent(intake: Intake) -> ConsentForm | None:
    consent = intake.consent
    return ConsentForm(text=dict(consent.text), link=consent.link) if consent else None


ROUTES = (
    Route(
        method="GET",
        path="/visitor/intake",
        handler=tell_intake,
        summary="What is asked before a chat begins",
        access=Access.PUBLIC,
        answers=(IntakeAskedOut,),
    ),
    *setting_routes(
        "/settings/intake",
        read=(get_intake, "The form before a chat"),
        write=(put_intake, "Set what is asked before a chat begins"),
        body=IntakeIn,
        answer=IntakeOut,
    ),
)
