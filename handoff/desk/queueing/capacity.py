"""What supervisors set about capacity: how much of a place work takes that can be done later."""

from handoff.desk.context import Desk
from handoff.desk.setting import Setting, change_setting, in_force, setting_of
from handoff.domain.deskwide import SettingChange
from handoff.domain.errors import Invalid
from handoff.domain.history.events import QueueChanged
from handoff.domain.identity.people import Actor
from handoff.domain.queueing.place import WHOLE, Weights

CAPACITY = "capacity"


def weights_of(change: SettingChange | None) -> Setting[Weights]:
    """The weights as somebody left them."""
    percent = change.value.get("asynchronous") if change else None
    return setting_of(change, Weights(asynchronous=percent) if isinstance(percent, int) else Weights())


async def read_weights(desk: Desk, *, actor: Actor) -> Setting[Weights]:
    """What a piece of work takes of a place."""
    actor.must_lead()
    return await current_weights(desk)


async def current_weights(desk: Desk) -> Setting[Weights]:
    """What is in force."""
    return weights_of(await in_force(desk, CAPACITY))


async def set_weights(
    desk: Desk, *, actor: Actor, weights: Weights, revision: int | None = None
) -> Setting[Weights]:
    """Set the weights, unless somebody did since `revision`; who has too much keeps it."""
    if not 0 <= weights.asynchronous <= WHOLE:
        raise Invalid(f"Work that can be done later takes between 0 and {WHOLE} percent of a place.")
    change = await change_setting(desk, actor, CAPACITY, {"asynchronous": weights.asynchronous}, revision)
    await desk.publisher.publish((QueueChanged(),))
    return weights_of(change)
