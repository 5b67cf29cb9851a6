"""The bot's turns: rows that survive a crash, fenced by epoch and cursor."""

from handoff.desk.context import Desk
from handoff.domain.turn import BotReply, Turn, TurnOutcome


async def owed_turns(desk: Desk, limit: int = 100) -> list[str]:
    """Conversations whose last visitor message the bot has not answered and nobody is answering now."""
    raise NotImplementedError


async def begin_turn(desk: Desk, conversation_id: str, *, worker: str = "") -> Turn | None:
    """Take the owed turn for a while; None when nothing is owed or another worker has it.

    Several processes name themselves by `worker`; the same worker may begin again.
    """
    raise NotImplementedError


async def finish_turn(desk: Desk, turn: Turn, reply: BotReply) -> TurnOutcome:
    """Store the bot's words and any handoff in one transaction, or drop both if the epoch moved."""
    raise NotImplementedError


async def fail_turn(desk: Desk, turn: Turn, reason: str) -> TurnOutcome:
    """The bot could not answer: a person will (bot_unavailable)."""
    raise NotImplementedError
