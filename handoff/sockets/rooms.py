"""The names of the rooms; only the server puts anybody into one."""

ALL_AGENTS = "agents"
_CONVERSATION = "conversation:"


def conversation_room(conversation_id: str) -> str:
    """Everybody of one namespace who has this conversation open."""
    return f"{_CONVERSATION}{conversation_id}"


def conversation_of(room: object) -> str | None:
    """The conversation a room belongs to, None for another kind of room."""
    if isinstance(room, str) and room.startswith(_CONVERSATION):
        return room.removeprefix(_CONVERSATION)
    return None
