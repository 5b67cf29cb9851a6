"""PostgreSQL and Redis of a test's own, which it may kill; the machine's are never touched."""

import asyncio
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import asyncpg
import redis.asyncio as redis

from handoff.bot_link.free_port import free_port
from tests.support.waiting import eventually

START_SECONDS = 60
SETTINGS = ("-c", "fsync=on", "-c", "max_connections=200", "-c", "unix_socket_directories=")


def postgres_folder() -> Path | None:
    """Where PostgreSQL's programs are, the newest of several; None where there are none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[4]))
    if found:
        return found[-1].parent
    named = shutil.which("postgres")
    return Path(named).parent if named else None


class Server(Protocol):
    """What can be brought down and up again."""

    async def up(self) -> None: ...
    async def kill(self, number: int = signal.SIGKILL) -> None: ...


@dataclass(kw_only=True)
class OwnPostgres:
    """A cluster in a folder of its own; as root it runs as the user `postgres`, for it refuses root."""

    programs: Path
    folder: Path
    port: int = field(default_factory=free_port)
    process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    async def make(self) -> None:
        """Initialise the cluster."""
        self.folder.mkdir(mode=0o700)
        if os.geteuid() == 0:
            account = pwd.getpwnam("postgres")
            os.chown(self.folder, account.pw_uid, account.pw_gid)
        options = ["-D", str(self.folder), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        made = await asyncio.create_subprocess_exec(
            *self._as_its_user(), str(self.programs / "initdb"), *options, "--no-sync",
            cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        _, told = await made.communicate()
        if made.returncode:
            raise AssertionError(f"initdb failed: {told.decode()}")

    async def up(self) -> None:
        """Start, and wait until it takes connections."""
        options = ["-D", str(self.folder), "-p", str(self.port), "-h", "127.0.0.1", *SETTINGS]
        self.process = await asyncio.create_subprocess_exec(
            *self._as_its_user(), str(self.programs / "postgres"), *options,
            cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        await eventually(self._answers, timeout=START_SECONDS)

    async def kill(self, number: int = signal.SIGKILL) -> None:
        """SIGKILL is a crash of the whole server, SIGQUIT one without a shutdown, SIGINT an orderly end."""
        if self.process is not None and self.process.returncode is None:
            os.killpg(self.process.pid, number)
            await self.process.wait()

    async def _answers(self) -> bool:
        try:
            connection = await asyncpg.connect(self.url, timeout=30)
        except (OSError, TimeoutError, asyncpg.PostgresError):
            return False
        await connection.close()
        return True

    @staticmethod
    def _as_its_user() -> list[str]:
        return (
            ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.geteuid() == 0 else []
        )


@dataclass(kw_only=True)
class OwnRedis:
    """A Redis that keeps nothing."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    async def up(self) -> None:
        """Start, and wait until it answers."""
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)]
        self.process = await asyncio.create_subprocess_exec(
            "redis-server", *options, stdout=asyncio.subprocess.DEVNULL, start_new_session=True
        )
        client = redis.from_url(self.url)

        async def answers() -> bool:
            try:
                return bool(await client.ping())
            except redis.ConnectionError:
                return False

        try:
            await eventually(answers)
        finally:
            await client.aclose()

    def send(self, number: int) -> None:
        """SIGSTOP lets it hang, SIGCONT go on."""
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(number)

    async def kill(self, number: int = signal.SIGKILL) -> None:
        """End it; everything it knew is gone."""
        if self.process is not None:
            self.send(number)
            await self.process.wait()


@asynccontextmanager
async def own_postgres() -> AsyncIterator[OwnPostgres]:
    """A cluster that lives as long as the block."""
    programs = postgres_folder()
    assert programs is not None, "PostgreSQL's programs are not installed"
    with tempfile.TemporaryDirectory(prefix="baton-postgres-") as folder:
        os.chmod(folder, 0o755)  # its own user must be able to pass
        server = OwnPostgres(programs=programs, folder=Path(folder) / "data")
        await server.make()
        await server.up()
        try:
            yield server
        finally:
            await server.kill(signal.SIGQUIT)


@asynccontextmanager
async def own_redis() -> AsyncIterator[OwnRedis]:
    """A Redis that lives as long as the block."""
    with tempfile.TemporaryDirectory(prefix="baton-redis-") as folder:
        server = OwnRedis(folder=Path(folder))
        await server.up()
        try:
            yield server
        finally:
            await server.kill(signal.SIGTERM)
