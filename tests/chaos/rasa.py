"""Rasa as a process that is killed: the desk's own child, or a stand-in that is up again within a second."""

import asyncio
import os
import random
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from handoff.bot_link.free_port import free_port
from tests.support.instance import Instance

ECHO = Path(__file__).parent / "echoing_rasa.py"
LONGEST_AWAY_SECONDS = 5.0


class Rasa(Protocol):
    """What the bot runs in."""

    async def kill(self, dice: random.Random) -> None: ...


@dataclass(slots=True)
class OwnRasa:
    """The real one, a child of `baton run`, which starts it again."""

    instance: Instance

    async def kill(self, dice: random.Random) -> None:
        """Kill it if it runs; starting it takes the desk some twenty seconds."""
        with suppress(ProcessLookupError, ValueError):
            os.kill(self.instance.rasa(), signal.SIGKILL)


@dataclass(slots=True)
class EchoingRasa:
    """A process that speaks Rasa's channel on a port that stays the same."""

    seed: int
    port: int = field(default_factory=free_port)
    process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def up(self) -> None:
        """Start it."""
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, str(ECHO), str(self.port), str(self.seed), start_new_session=True
        )

    async def down(self) -> None:
        """Kill it, in the middle of whatever it does."""
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()

    async def kill(self, dice: random.Random) -> None:
        """Kill it; it stays away for a while."""
        await self.down()
        await asyncio.sleep(dice.uniform(0, LONGEST_AWAY_SECONDS))
        await self.up()
