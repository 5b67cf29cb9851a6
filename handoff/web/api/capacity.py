"""The setting of capacity, for supervisors and admins: what work takes that can be done later."""

from typing import Annotated

from pydantic import Field

from handoff.desk.queueing.capacity import read_weights, set_weights
from handoff.desk.setting import Setting
from handoff.domain.queueing.place import WHOLE, Weights
from handoff.web.api.models import Body
from handoff.web.route import Access, Asked, Route
from handoff.wire import Time, Wire


class CapacityIn(Body):
    """How much of a place a call back, a ticket or an answer by e-mail takes, in percent of a live chat."""

    asynchronous_percent: Annotated[int, Field(ge=0, le=WHOLE)]
    revision: Annotated[int, Field(ge=0)] | None = None


class CapacityOut(Wire):
    """The weight in force, and who set it."""

    asynchronous_percent: int
    revision: int
    by: str | None
    at: Time | None


async def get_capacity(asked: Asked) -> CapacityOut:
    return _out(await read_weights(asked.services.desk, actor=asked.actor))


async def put_capacity(asked: Asked) -> CapacityOut:
    services, body = asked.services, asked.body
    weights = Weights(asynchronous=body.asynchronous_percent)
    found = await set_weights(services.desk, actor=asked.actor, weights=weights, revision=body.revision)
    await services.terms.refresh()
    return _out(found)


def _out(setting: Setting[Weights]) -> CapacityOut:
    return CapacityOut(
        asynchronous_percent=setting.value.asynchronous,
        revision=setting.revision,
        by=setting.by,
        at=setting.at,
    )


ROUTES = (
    Route(
        method="GET",
        path="/settings/capacity",
        handler=get_capacity,
        summary="What work takes of an agent's capacity",
        access=Access.LEADERS,
        answers=(CapacityOut,),
    ),
    Route(
        method="PUT",
        path="/settings/capacity",
        handler=put_capacity,
        summary="Set what work takes of an agent's capacity",
        access=Access.LEADERS,
        body=CapacityIn,
        answers=(CapacityOut,),
    ),
)
