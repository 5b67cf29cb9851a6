"""What keeping events costs: a statement for each at the end of a use case, none where nothing happened."""

from handoff.desk.conversation import messages
from handoff.storage.engine.database import open_engine
from handoff.storage.store import SqlStore
from tests.support.databases import listen_to_the_driver, sql_stores
from tests.support.desks import World


@sql_stores
async def test_what_happened_is_written_at_once_and_last(store: SqlStore, database_url: str) -> None:
    """An answer is two events and a message is one, just before the commit; having seen one is none."""
    engine = open_engine(database_url)
    said: list[str] = []
    listen_to_the_driver(engine, said.append)
    world = World(store=SqlStore(engine))
    visitor, id_ = await world.chat()
    for wanted, work in (
        (2, world.bot_says(id_, "Fourteen days.", answer={"outcome": "answered", "hits": []})),
        (1, world.says(visitor, id_, "And abroad?")),
        (0, messages.mark_seen(world.desk, actor=visitor, conversation_id=id_, seq=2)),
    ):
        said.clear()
        await work
        kept = ["INTO events" in one for one in said if "COMMIT" not in one]
        assert sum(kept) == sum(kept[len(kept) - wanted :]) == wanted
    await engine.dispose()
