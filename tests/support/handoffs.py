"""What a store holds after a handoff."""

from handoff.desk.identity import people
from handoff.domain.conversation.handoff import Handoff
from tests.support.desks import World


async def latest(world: World, chat: str) -> Handoff:
    async with world.desk.store.reading() as tx:
        found = await tx.handoffs.latest(chat)
    assert found is not None
    return found


async def loads(world: World, agent: object) -> dict[str, int]:
    colleagues = await people.list_agents(world.desk, actor=agent)  # type: ignore[arg-type]
    return {one.name: one.load for one in colleagues}
