"""Vectors of passages kept by the hash of their text: what did not change is never embedded again."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncEngine

from kb_index.embedder import Embedder, Vectors
from kb_index.passages import Passage
from kb_index.tables import passage_embeddings

_LOOKUP, _CHUNK = 400, 64


class PassageVectors:
    """Vectors from the database where they are known, from the model where not."""

    def __init__(self, engine: AsyncEngine, embedder: Embedder, thread: ThreadPoolExecutor) -> None:
        self._engine = engine
        self._embedder = embedder
        self._thread = thread
        self.embedded = 0

    async def of(
        self, passages: Sequence[Passage], on_progress: Callable[[int], None] | None = None
    ) -> Vectors:
        """One row a passage; `on_progress` hears how many more are ready."""
        texts = {passage.text_hash: passage.embedded for passage in passages}
        known = await self._known(list(texts))
        if on_progress is not None:
            on_progress(len(passages) - len(texts) + len(known))
        missing = sorted((h for h in texts if h not in known), key=lambda h: len(texts[h]))
        loop = asyncio.get_running_loop()
        for start in range(0, len(missing), _CHUNK):
            hashes = missing[start : start + _CHUNK]
            rows = await loop.run_in_executor(self._thread, self._embedder.encode, [texts[h] for h in hashes])
            fresh = dict(zip(hashes, rows, strict=True))
            await self._keep(fresh)
            known |= fresh
            self.embedded += len(hashes)
            if on_progress is not None:
                on_progress(len(hashes))
        if not passages:
            return np.empty((0, self._embedder.dimension), dtype=np.float32)
        return np.stack([known[passage.text_hash] for passage in passages])

    async def _known(self, hashes: list[str]) -> dict[str, Vectors]:
        found: dict[str, Vectors] = {}
        columns = (passage_embeddings.c.text_hash, passage_embeddings.c.vector)
        async with self._engine.connect() as db:
            for start in range(0, len(hashes), _LOOKUP):
                query = sa.select(*columns).where(
                    passage_embeddings.c.model == self._embedder.key,
                    passage_embeddings.c.text_hash.in_(hashes[start : start + _LOOKUP]),
                )
                for text_hash, vector in await db.execute(query):
                    row = np.frombuffer(vector, dtype="<f4")
                    if len(row) == self._embedder.dimension:
                        found[text_hash] = row
        return found

    async def _keep(self, fresh: dict[str, Vectors]) -> None:
        insert = (sqlite if self._engine.dialect.name == "sqlite" else postgresql).insert(passage_embeddings)
        rows = [
            {"model": self._embedder.key, "text_hash": text_hash, "vector": row.astype("<f4").tobytes()}
            for text_hash, row in sorted(fresh.items())
        ]
        async with self._engine.begin() as db:
            await db.execute(insert.on_conflict_do_nothing(), rows)
