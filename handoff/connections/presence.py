"""Which agents have a live connection to this process."""

from uuid import uuid4


class Presence:
    """Counts connections by agent, so that one closed tab of two is no departure."""

    def __init__(self, process: str | None = None) -> None:
        self.process = process or str(uuid4())
        """Under which name this process vouches for them."""
        self._connections: dict[str, set[str]] = {}

    def arrived(self, agent_id: str, sid: str) -> bool:
        """Note a connection; True when it is the agent's first."""
        connections = self._connections.setdefault(agent_id, set())
        connections.add(sid)
        return len(connections) == 1

    def left(self, agent_id: str, sid: str) -> bool:
        """Forget a connection; True when it was the agent's last."""
        connections = self._connections.get(agent_id, set())
        connections.discard(sid)
        if connections:
            return False
        return self._connections.pop(agent_id, None) is not None

    def agents(self) -> tuple[str, ...]:
        """Everybody who is connected here."""
        return tuple(self._connections)
