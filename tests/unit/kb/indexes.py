"""A store and an index over it, without a model."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from kb_index.database import open_engine
from kb_index.embedder import CachedEmbedder
from kb_index.search import KnowledgeIndex
from kb_index.stand_in import HashingEmbedder
from kb_index.store import ArticleStore, metadata


@asynccontextmanager
async def opened_store(folder: Path) -> AsyncIterator[ArticleStore]:
    """An article store in a file of this folder."""
    engine = open_engine(f"sqlite+aiosqlite:///{folder}/kb.db")
    async with engine.begin() as db:
        await db.run_sync(metadata.create_all)
    try:
        yield ArticleStore(engine)
    finally:
        await engine.dispose()


@asynccontextmanager
async def running_index(
    store: ArticleStore, folder: Path, embedder: HashingEmbedder | None = None
) -> AsyncIterator[KnowledgeIndex]:
    """A started index; closed, and its snapshot written, at the end."""
    cached = CachedEmbedder(embedder or HashingEmbedder())
    index = KnowledgeIndex.open(store, cached, folder)
    await index.start()
    try:
        yield index
    finally:
        await index.close()
        cached.close()
