"""Socket.IO: the live side of the desk, one namespace for customers and one for agents."""

import asyncio
import logging

from handoff.connections.socket_server import new_server
from handoff.services import Services
from handoff.sockets.agent import AgentDoor
from handoff.sockets.door import doors_of
from handoff.sockets.visitor import VisitorDoor

__all__ = ["close_sockets", "create_sockets", "new_server"]

log = logging.getLogger(__name__)

LAST_CALLS_SECONDS = 3.0


def create_sockets(services: Services) -> None:
    """Hang both doors into the server that the services carry."""
    services.server.register_namespace(VisitorDoor(services))
    services.server.register_namespace(AgentDoor(services))


async def close_sockets(services: Services) -> None:
    """Hang up on everybody and let begun calls end; before the web server and the database go away."""
    server = services.server
    server.closing = True
    try:
        async with asyncio.timeout(LAST_CALLS_SECONDS):
            await asyncio.gather(*(server.hang_up(eio_sid) for eio_sid in list(server.environ)))
            await asyncio.gather(*(door.finished() for door in doors_of(server)))
    except TimeoutError:
        log.warning("some connections did not close in time")
    await server.shutdown()
