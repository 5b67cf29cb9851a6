"""A turn whose worker died is another's within ten seconds."""

from datetime import timedelta

from handoff.bot_link.turn_runner import LEASE_PARTS, SWEEP_SECONDS
from handoff.desk.bot import turns
from handoff.domain.policy import Policy
from tests.support.desks import World

TEN = timedelta(seconds=10)


async def test_another_worker_has_it_in_time() -> None:
    """Even if the lease was renewed in its last moment, and the sweep has just been."""
    world = World()
    _, conversation_id = await world.chat()
    assert await turns.begin_turn(world.desk, conversation_id, worker="one") is not None
    world.clock.forward(seconds=1)
    assert await turns.keep_turn(world.desk, conversation_id, worker="one")
    assert await turns.begin_turn(world.desk, conversation_id, worker="two") is None
    world.clock.forward(seconds=(TEN - timedelta(seconds=SWEEP_SECONDS)).total_seconds())
    assert await turns.begin_turn(world.desk, conversation_id, worker="two") is not None


def test_a_lease_outlives_a_hiccup() -> None:
    """It is renewed early enough to miss one renewal."""
    assert Policy().turn_lease / LEASE_PARTS * 2 < Policy().turn_lease
