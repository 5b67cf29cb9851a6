"""Why agents are away: the words to choose from, and how they were from moment to moment."""

from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from handoff.desk.queueing.away import read_changes, read_reasons, set_reasons
from handoff.desk.setting import Setting
from handoff.domain.enums import Availability
from handoff.domain.queueing.away import MOST_REASON_CHARS, MOST_REASONS, AwayReasons
from handoff.web.api.models import Body
from handoff.web.api.setting_routes import SettingIn, SettingOut, made, setting_routes
from handoff.web.route import Access, Asked, Route
from handoff.wire import Time, Wire
from handoff.wire.reading import Storable

Reason = Annotated[str, StringConstraints(min_length=1, max_length=MOST_REASON_CHARS), Storable]


class AwayIn(SettingIn):
    """The words that agents shall choose from."""

    reasons: Annotated[tuple[Reason, ...], Field(max_length=MOST_REASONS)]


class AwayOut(SettingOut):
    """The words that agents choose from, and who set them."""

    reasons: tuple[str, ...]


class Stretch(Body):
    """From when and until when."""

    since: AwareDatetime
    until: AwareDatetime


class AvailabilityChangeOut(Wire):
    """From this moment on an agent was so; `by_id` is who set it, null for the desk itself."""

    agent_id: str
    at: Time
    availability: Availability
    reason: str | None
    by_id: str | None
    present: bool


class AvailabilityChangesOut(Wire):
    """How the agents changed, oldest first."""

    changes: tuple[AvailabilityChangeOut, ...]


async def get_reasons(asked: Asked) -> AwayOut:
    return _out(await read_reasons(asked.services.desk, actor=asked.actor))


async def put_reasons(asked: Asked) -> AwayOut:
    body: AwayIn = asked.body
    return _out(
        await set_reasons(
            asked.services.desk, actor=asked.actor, reasons=body.reasons, revision=body.revision
        )
    )


async def get_changes(asked: Asked) -> AvailabilityChangesOut:
    stretch: Stretch = asked.query
    found = await read_changes(
        asked.services.desk, actor=asked.actor, since=stretch.since, until=stretch.until
    )
    return AvailabilityChangesOut(
        changes=tuple(AvailabilityChangeOut.model_validate(change) for change in found)
    )


def _out(setting: Setting[AwayReasons]) -> AwayOut:
    return AwayOut(reasons=setting.value.reasons, **made(setting))


ROUTES = (
    *setting_routes(
        "/settings/away",
        read=(get_reasons, "Why agents may be away"),
        write=(put_reasons, "Set the words from which agents choose why they are away"),
        body=AwayIn,
        answer=AwayOut,
    ),
    Route(
        method="GET",
        path="/availabilities",
        handler=get_changes,
        summary="How agents changed between online, away and offline, and why",
        access=Access.LEADERS,
        query=Stretch,
        answers=(AvailabilityChangesOut,),
    ),
)
