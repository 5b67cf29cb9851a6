"""A process that tells webhooks what happens over a database, until somebody kills it."""

import asyncio
import sys
from contextlib import AsyncExitStack

from handoff.clock import now
from handoff.config import Settings
from handoff.desk.context import Desk
from handoff.desk.ids import uuid7
from handoff.health.metrics import Metrics
from handoff.sockets import new_server
from handoff.sockets.publisher import SocketPublisher
from handoff.storage.engine.database import open_engine
from handoff.storage.store import SqlStore
from handoff.webhooks.running import start_webhooks


async def main(database_url: str) -> None:
    settings = Settings(database_url=database_url, webhook_networks=("127.0.0.0/8",))
    metrics = Metrics()
    publisher = SocketPublisher(server=new_server(settings), metrics=metrics)
    desk = Desk(store=SqlStore(open_engine(database_url)), publisher=publisher, clock=now, new_id=uuid7)
    async with AsyncExitStack() as stack:
        await start_webhooks(stack, settings=settings, desk=desk, metrics=metrics, seconds=0.1)
        await asyncio.Event().wait()


asyncio.run(main(sys.argv[1]))
