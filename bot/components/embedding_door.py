"""Asks the app for sentence vectors: it embeds a message once, for its search, its signals and for Rasa."""

from __future__ import annotations

import asyncio
import http.client
import json
import logging
import os
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

import aiohttp
import numpy as np
from numpy.typing import NDArray

log = logging.getLogger(__name__)

BATCH = 256
TURN_SECONDS = 0.3
TRAINING_SECONDS = 120.0
_KEPT = 512


@dataclass(frozen=True)
class Embedded:
    """A text's vector, of length one, and into how many pieces a word the model cut the text."""

    vector: NDArray[np.float32]
    fertility: float


class NoVectors(Exception):
    """The app did not answer, or answered something else than vectors."""


class EmbeddingDoor:
    """`POST /internal/embed` of the app, over connections that stay open."""

    def __init__(self, url: str, secret: str, *, turn_seconds: float = TURN_SECONDS) -> None:
        self.model = ""
        self._url = url
        self._headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
        self._turn_seconds = turn_seconds
        self._ahead: OrderedDict[str, Embedded | None] = OrderedDict()
        self._session: aiohttp.ClientSession | None = None
        self.connection: http.client.HTTPConnection | None = None

    async def prefetch(self, text: str) -> None:
        """Ask for a message's vector before Rasa parses it, for parsing cannot wait without blocking all."""
        if not self._url or not text:
            return
        try:
            (row,) = self._read(await self._asked(text), 1)
            self._keep(text, row)
        except (NoVectors, aiohttp.ClientError, asyncio.TimeoutError, OSError) as error:
            log.warning("No embedding in time (%s); the letters alone decide.", type(error).__name__)
            self._keep(text, None)

    def vectors(self, texts: Sequence[str]) -> list[Embedded | None]:
        """Return what was fetched ahead, and ask for the rest; None where there is no vector in time."""
        rows = {text: self._ahead.pop(text) for text in dict.fromkeys(texts) if text in self._ahead}
        missing = [text for text in dict.fromkeys(texts) if text and text not in rows]
        if missing and self._url:
            try:
                rows.update(zip(missing, self.embed(missing, seconds=self._turn_seconds), strict=True))
            except NoVectors as error:
                log.warning("No embedding in time (%s); the letters alone decide.", error)
        return [rows.get(text) for text in texts]

    def fetch_ahead(self, texts: Sequence[str]) -> None:
        """Ask for the vectors of messages that will be parsed next, for one that parses many."""
        if self._url:
            for text, row in zip(texts, self.embed(texts), strict=True):
                self._keep(text, row)

    def embed(self, texts: Sequence[str], *, seconds: float = TRAINING_SECONDS) -> list[Embedded]:
        """Ask for many vectors, batch by batch, and wait for them."""
        rows: list[Embedded] = []
        for start in range(0, len(texts), BATCH):
            batch = texts[start : start + BATCH]
            rows += self._read(self._posted({"texts": batch}, seconds), len(batch))
        return rows

    def identity(self) -> str:
        """Return the embedding model's identity, empty when nobody answers."""
        if self._url and not self.model:
            self._read(self._posted({"texts": []}, TRAINING_SECONDS), 0)
        return self.model

    async def _asked(self, text: str) -> bytes:
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=self._turn_seconds)
            self._session = aiohttp.ClientSession(timeout=timeout, headers=self._headers)
        async with self._session.post(self._url, json={"texts": [text]}) as response:
            if response.status != 200:
                raise NoVectors(f"status {response.status}")
            return await response.read()

    def _posted(self, body: object, seconds: float) -> bytes:
        """Post once, and once more where the kept connection had been closed meanwhile."""
        fresh = self.connection is None
        try:
            return self._post_once(body, seconds)
        except (OSError, http.client.HTTPException) as error:
            self.hang_up()
            if fresh or isinstance(error, TimeoutError):
                raise NoVectors(str(error) or type(error).__name__) from error
        try:
            return self._post_once(body, seconds)
        except (OSError, http.client.HTTPException) as error:
            self.hang_up()
            raise NoVectors(str(error) or type(error).__name__) from error

    def _post_once(self, body: object, seconds: float) -> bytes:
        parts = urlsplit(self._url)
        if self.connection is None:
            kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
            self.connection = kind(parts.hostname or "", parts.port, timeout=seconds)
        self.connection.timeout = seconds
        if self.connection.sock is not None:
            self.connection.sock.settimeout(seconds)
        self.connection.request("POST", parts.path, json.dumps(body).encode(), self._headers)
        with self.connection.getresponse() as response:
            content = response.read()
            if response.status != 200:
                raise NoVectors(f"status {response.status}")
        return content

    async def close(self) -> None:
        """Close what `prefetch` holds open."""
        if self._session is not None:
            await self._session.close()
        self._session = None

    def hang_up(self) -> None:
        """Close the connection of the calls that wait."""
        if self.connection is not None:
            self.connection.close()
        self.connection = None

    def _read(self, content: bytes, count: int) -> list[Embedded]:
        try:
            answer = json.loads(content)
            pairs = zip(answer["embeddings"], answer["fertility"], strict=True)
            rows = [Embedded(np.asarray(row, dtype=np.float32), float(pieces)) for row, pieces in pairs]
            self.model = str(answer["model"])
        except (ValueError, TypeError, KeyError) as error:
            raise NoVectors("no vectors in the answer") from error
        if len(rows) != count:
            raise NoVectors(f"{len(rows)} vectors for {count} texts")
        return rows

    def _keep(self, text: str, row: Embedded | None) -> None:
        self._ahead[text] = row
        while len(self._ahead) > _KEPT:
            self._ahead.popitem(last=False)


@cache
def the_door() -> EmbeddingDoor:
    """Return the app's door by the environment, one for the process; without an address it gives nothing."""
    return EmbeddingDoor(os.environ.get("BATON_EMBED_URL", ""), os.environ.get("BATON_BOT_SECRET", ""))
