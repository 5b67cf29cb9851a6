"""The names of the rooms; only the server puts anybody into one."""

ALL_AGENTS = "agents"
_CONVERSATION = "conversation:"
_AGENT = "agent:"


def conversation_room(conversation_id: str) -> str:
    """Everybody of one namespace who has this conversation open."""
    return f"{_CONVERSATION}{conversation_id}"


def agent_room(agent_id: str) -> str:
    """All connections of one agent."""
    return f"{_AGENT}{agent_id}"


def conversation_of(room: object) -> str | None:
    """The conversation a room belongs to, None for another kind of room."""
    if isinstance(room, str) and room.startswith(_CONVERSATION):
        return room.removeprefix(_CONVERSATION)
    return None
