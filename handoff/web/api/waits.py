"""How long customers wait, and how honest the told ranges were, over HTTP."""

from typing import Annotated

from pydantic import Field

from handoff.desk.reporting import reports
from handoff.web.api.models import Body
from handoff.web.route import Access, Asked, Route
from handoff.wire import Wire


class WaitsQuery(Body):
    """How many days back."""

    days: Annotated[int, Field(ge=1, le=366)] = 7


class WaitsOut(Wire):
    """The told ranges against the waits that came; times in seconds."""

    handoffs: int
    told: int
    judged: int
    inside: int
    shorter: int
    longer: int
    share_inside: float | None
    width_seconds: float | None
    mean_seconds: float | None
    p50_seconds: float | None
    p90_seconds: float | None


async def read_waits(asked: Asked) -> WaitsOut:
    found = await reports.wait_report(asked.services.desk, actor=asked.actor, days=asked.query.days)
    return WaitsOut.model_validate(found)


ROUTES = (
    Route(
        method="GET",
        path="/reports/waits",
        handler=read_waits,
        summary="Told waits against those that came",
        access=Access.LEADERS,
        query=WaitsQuery,
        answers=(WaitsOut,),
    ),
)
