"""The watchdog counts what it could not mend, for the alarm."""

from handoff.domain.enums import Owner
from handoff.health.metrics import Metrics
from handoff.loops.watchdog import Watchdog
from tests.support.desks import World
from tests.support.waiting import eventually


async def test_the_gauges_tell_what_is_left() -> None:
    """A conversation whose every rescue fails stays in the count; one that is mended leaves it."""
    world, metrics = World(), Metrics()
    _, bad = await world.chat()
    await world.waiting()
    async with world.desk.store.transaction() as tx:
        conversation = await tx.conversations.get(bad)
        assert conversation is not None
        conversation.owner, conversation.agent_id = Owner.AGENT, "nobody"
        await tx.conversations.save(conversation)
    world.clock.forward(minutes=30)
    watchdog = Watchdog(world.desk, metrics=metrics, seconds=0.01)
    await watchdog.start()
    try:
        await eventually(lambda: value(metrics, "baton_watchdog_rounds_total") >= 2)
    finally:
        await watchdog.close()
    assert value(metrics, "baton_conversations_overdue") == 1
    assert value(metrics, "baton_conversations_ownerless") == 1


def value(metrics: Metrics, name: str) -> float:
    return metrics.registry.get_sample_value(name) or 0.0
