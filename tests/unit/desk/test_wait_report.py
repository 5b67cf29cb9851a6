"""The promised wait is kept and held against the one that came."""

import pytest

from handoff.desk.ownership import handoff as handoffs
from handoff.desk.queueing import queue
from handoff.desk.reporting import reports
from handoff.domain.enums import Role
from handoff.domain.errors import Forbidden
from handoff.domain.queueing.wait_report import Waited, report_of
from tests.support.desks import World


def waited(seconds: float, told: tuple[int, int] | None = (60, 120), served: bool = True) -> Waited:
    return Waited(told=told, seconds=seconds, served=served)


def test_a_report_counts_what_is_known() -> None:
    """Who left too early proves nothing; who left after the range was over proves it too low."""
    report = report_of(
        [
            waited(60),
            waited(120),
            waited(59),
            waited(121),
            waited(90, served=False),
            waited(121, served=False),
            waited(5, told=None),
        ]
    )
    assert (report.handoffs, report.told, report.judged) == (7, 6, 5)
    assert (report.inside, report.shorter, report.longer) == (2, 1, 2)
    assert report.share_inside == pytest.approx(0.4)
    assert report.width_seconds == 60
    assert (report.mean_seconds, report.p50_seconds) == (pytest.approx(73), 60)


def test_of_nothing_nothing_is_claimed() -> None:
    """No share, no mean."""
    report = report_of([])
    assert (report.share_inside, report.mean_seconds, report.p90_seconds) == (None, None, None)


async def test_what_was_told_is_what_the_customer_saw() -> None:
    """A desk that has served enough promises a range; the report compares it with the claim."""
    world = World()
    agent = await world.agent(capacity=4)
    lead = await world.agent("Sam", role=Role.SUPERVISOR, online=False)
    for _ in range(20):
        _, chat = await world.served(agent)
        world.clock.forward(seconds=100)
        await handoffs.resolve(world.desk, agent=agent, conversation_id=chat)
    _, chat = await world.waiting()
    place = (await world.view(chat)).queue
    assert place is not None
    assert place.wait_seconds is not None
    async with world.desk.store.reading() as tx:
        kept = await tx.handoffs.latest(chat)
    assert kept is not None
    assert (kept.told_low, kept.told_high) == place.wait_seconds
    world.clock.forward(seconds=place.wait_seconds[1])
    await queue.claim(world.desk, agent=agent, conversation_id=chat)
    report = await reports.wait_report(world.desk, actor=lead, days=7)
    assert (report.handoffs, report.told, report.inside, report.share_inside) == (21, 1, 1, 1.0)
    with pytest.raises(Forbidden):
        await reports.wait_report(world.desk, actor=agent, days=7)
