"""What keeping events costs: one statement more in a use case, and none where nothing happened."""

import sqlalchemy as sa

from handoff.desk import messages
from handoff.storage.database import open_engine
from handoff.storage.store import SqlStore
from tests.support.databases import sql_stores
from tests.support.desks import World


@sql_stores
async def test_one_insert_keeps_all_that_happened(store: SqlStore, database_url: str) -> None:
    """A turn or a message writes its events at once; having seen a message writes none."""
    engine = open_engine(database_url)
    said: list[str] = []
    sa.event.listen(
        engine.sync_engine,
        "before_cursor_execute",
        lambda _db, _cursor, statement, *_: said.append(statement),
    )
    world = World(store=SqlStore(engine))
    visitor, id_ = await world.chat()
    for wanted, work in (
        (1, world.bot_says(id_, "Fourteen days.", answer={"outcome": "answered", "hits": []})),
        (1, world.says(visitor, id_, "And abroad?")),
        (0, messages.mark_seen(world.desk, actor=visitor, conversation_id=id_, seq=2)),
    ):
        said.clear()
        await work
        assert sum("INTO events" in one for one in said) == wanted
    await engine.dispose()
