"""The embedding model and the index on it, brought up beside the pages and never in their way."""

import asyncio
import logging
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from handoff.config import Settings
from kb_index.embedder import Embedder, load_embedder
from kb_index.late import LateEmbedder
from kb_index.reranker import LateReranker, load_reranker
from kb_index.search import KnowledgeIndex

log = logging.getLogger(__name__)

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0


def model_cache(settings: Settings) -> Path:
    """Where exported embedding models are kept."""
    return settings.data_dir / "models"


def prepare_embedder(settings: Settings) -> None:
    """Export the embedding model once, in a process of its own: it takes torch, which the app needs not."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        pool.submit(_export_embedder, settings).result()


def _export_embedder(settings: Settings) -> None:
    load_model(settings)


def load_model(settings: Settings) -> Embedder:
    """The model of the settings; blocks, so call it from a thread."""
    return load_embedder(
        settings.embedding_model,
        backend=settings.embedding_backend,
        threads=settings.embedding_threads,
        cache_dir=model_cache(settings),
    )


def reranker_of(settings: Settings) -> LateReranker | None:
    """The cross-encoder of the settings, not yet loaded; none where none is named."""
    if not settings.reranker_model:
        return None
    name, threads = settings.reranker_model, settings.embedding_threads
    return LateReranker(lambda: load_reranker(name, threads=threads))


async def start_index(
    index: KnowledgeIndex, model: LateEmbedder, reranker: LateReranker | None = None
) -> None:
    """Bring the index up; a database that is away for a moment must not keep the bot from ever starting."""
    pause = FIRST_PAUSE_SECONDS
    while True:
        try:
            await asyncio.to_thread(model.load)
            await index.start()
        except Exception:
            log.exception("the search index could not be started; next try in %.0f s", pause)
        else:
            break
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
    if reranker is not None:
        await asyncio.to_thread(reranker.load)
