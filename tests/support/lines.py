"""A TCP line between a client and the desk that can go dead: open at both ends, and no byte passes."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

CHUNK = 16 * 1024
# Small, so that what nobody reads soon fills it, as on a line of a telephone.
BUFFER_BYTES = 8 * 1024


class Line:
    """Passes bytes on in both directions until it is frozen."""

    def __init__(self, host: str, port: int) -> None:
        self._to = (host, port)
        self._flows = asyncio.Event()
        self._flows.set()
        self._pumps: set[asyncio.Task[None]] = set()
        self._open: set[asyncio.StreamWriter] = set()
        self.url = ""

    def freeze(self) -> None:
        """From now on nothing passes, and nobody is told."""
        self._flows.clear()
        for writer in self._open:
            writer.transport.pause_reading()  # type: ignore[attr-defined]

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection of a client."""
        far = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        far.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER_BYTES)
        far.setblocking(False)
        await asyncio.get_running_loop().sock_connect(far, self._to)
        from_desk, to_desk = await asyncio.open_connection(sock=far, limit=BUFFER_BYTES)
        self._open |= {writer, to_desk}
        for source, sink in ((reader, to_desk), (from_desk, writer)):
            pump = asyncio.create_task(self._pump(source, sink))
            self._pumps.add(pump)

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await source.read(CHUNK):
                await self._flows.wait()
                sink.write(data)
                await sink.drain()
        if self._flows.is_set():
            sink.close()

    async def close(self) -> None:
        """Cut everything."""
        for pump in self._pumps:
            pump.cancel()
        await asyncio.gather(*self._pumps, return_exceptions=True)
        for writer in self._open:
            writer.transport.abort()  # type: ignore[attr-defined]


@asynccontextmanager
async def line_to(url: str) -> AsyncIterator[Line]:
    """A line to the desk, with an address of its own."""
    there = urlsplit(url)
    line = Line(there.hostname or "", there.port or 80)
    server = await asyncio.start_server(line.take, "127.0.0.1", 0)
    line.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield line
    finally:
        server.close()
        await line.close()
        await server.wait_closed()
