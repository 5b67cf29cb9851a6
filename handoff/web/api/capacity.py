"""The setting of capacity, for supervisors and admins: what work takes that can be done later."""

from typing import Annotated

from pydantic import Field

from handoff.desk.queueing.capacity import read_weights, set_weights
from handoff.desk.setting import Setting
from handoff.domain.queueing.place import WHOLE, Weights
from handoff.web.api.setting_routes import SettingIn, SettingOut, made, setting_routes
from handoff.web.route import Asked


class CapacityIn(SettingIn):
    """How much of a place a call back, a ticket or an answer by e-mail takes, in percent of a live chat."""

    asynchronous_percent: Annotated[int, Field(ge=0, le=WHOLE)]


class CapacityOut(SettingOut):
    """The weight in force, and who set it."""

    asynchronous_percent: int


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
        **made(setting),
    )


ROUTES = (
    *setting_routes(
        "/settings/capacity",
        read=(get_capacity, "What work takes of an agent's capacity"),
        write=(put_capacity, "Set what work takes of an agent's capacity"),
        body=CapacityIn,
        answer=CapacityOut,
    ),
)
