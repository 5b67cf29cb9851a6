"""A bot whose answers are written down beforehand: for tests and for trying the desk without Rasa."""

import asyncio
from collections.abc import Callable

from handoff.domain.bot.turn import BotMessage, BotReply, Turn

Script = Callable[[Turn], BotReply]


def echo(turn: Turn) -> BotReply:
    """Says back the customer's last words."""
    return BotReply(messages=(BotMessage(text=f"You said: {turn.inputs[-1].text}"),))


class ScriptedBot:
    """Answers by a script; can be held in the middle of a turn, and remembers the turns it was given."""

    def __init__(self, script: Script = echo) -> None:
        self.script = script
        self.turns: list[Turn] = []
        self._go = asyncio.Event()
        self._go.set()

    def hold(self) -> None:
        """Let the coming turns wait until `release`."""
        self._go.clear()

    def release(self) -> None:
        """Let the waiting turns go on."""
        self._go.set()

    async def reply(self, turn: Turn) -> BotReply:
        """The script's answer."""
        self.turns.append(turn)
        await self._go.wait()
        return self.script(turn)
