"""Socket.IO: the live side of the desk, one namespace for customers and one for agents."""

from handoff.services import Services
from handoff.sockets.agent import AgentDoor
from handoff.sockets.server import new_server
from handoff.sockets.visitor import VisitorDoor

__all__ = ["create_sockets", "new_server"]


def create_sockets(services: Services) -> None:
    """Hang both doors into the server that the services carry."""
    services.server.register_namespace(VisitorDoor(services))
    services.server.register_namespace(AgentDoor(services))
