"""A model that the settings name is used: another embedding, and a cross-encoder that orders the best."""

import logging
from pathlib import Path

import numpy as np
import pytest

from kb_index.article import ArticleDraft
from kb_index.embedder import CachedEmbedder, Embedder, load_embedder
from kb_index.errors import ModelProblem
from kb_index.reranker import LateReranker, Reranker, load_reranker
from kb_index.search import KnowledgeIndex
from kb_index.stand_in import HashingEmbedder
from kb_index.store import ArticleStore
from tests.unit.kb.indexes import opened_store
from tests.unit.kb.local_models import SENTENCES, bi_encoder, cross_encoder

pytestmark = pytest.mark.filterwarnings("default")
QUESTION = "How do I return a parcel?"
DRAFTS = (
    ArticleDraft(title="Return a parcel", body="Print the label and hand the parcel in.", lang="en"),
    ArticleDraft(title="Return a lamp", body="Pack the lamp well before you return it.", lang="en"),
    ArticleDraft(title="Parcel shops", body="A parcel waits for seven days.", lang="en"),
)


async def filled(store: ArticleStore) -> None:
    """Publish the articles."""
    for draft in DRAFTS:
        await store.publish((await store.create(draft)).id)


async def found(
    store: ArticleStore, folder: Path, embedder: Embedder, reranker: Reranker | None = None
) -> tuple[list[str], list[float], list[float | None], bool]:
    """Titles, scores and what the cross-encoder said, and whether a snapshot served."""
    cached = CachedEmbedder(embedder)
    index = KnowledgeIndex.open(store, cached, folder, reranker=reranker)
    await index.start()
    try:
        hits = (await index.search(QUESTION, lang="en")).hits
        told = [hit.grounds.reranked for hit in hits if hit.grounds is not None]
        return (
            [h.title for h in hits],
            [h.score for h in hits],
            told,
            index.status().loaded_from_snapshot,
        )
    finally:
        await index.close()
        cached.close()


async def test_another_embedding_model_is_used_and_the_index_rebuilt(tmp_path: Path) -> None:
    """Another tokenizer and length of vectors; the snapshot of the first model does not serve the second."""
    ours = load_embedder(str(bi_encoder(tmp_path / "model")), cache_dir=tmp_path / "cache", threads=1)
    assert ours.dimension == 24
    assert ours.encode(SENTENCES).shape == (4, 24)
    async with opened_store(tmp_path) as store:
        await filled(store)
        assert not (await found(store, tmp_path, HashingEmbedder()))[-1]
        titles, _, _, from_snapshot = await found(store, tmp_path, ours)
        assert not from_snapshot
        assert sorted(titles) == sorted(draft.title for draft in DRAFTS)
        assert (await found(store, tmp_path, ours))[-1]


async def test_a_cross_encoder_orders_the_best(tmp_path: Path) -> None:
    """Hits stand as it says, with the scores that were there: the judgement sees numbers of its own kind."""
    model = load_reranker(str(cross_encoder(tmp_path / "cross")))
    async with opened_store(tmp_path) as store:
        await filled(store)
        titles, before, nothing, _ = await found(store, tmp_path, HashingEmbedder())
        again, after, told, _ = await found(store, tmp_path, HashingEmbedder(), model)
    assert nothing == [None, None, None]
    assert told == sorted(told, key=lambda one: -(one or 0.0))
    assert sorted(again) == sorted(titles)
    np.testing.assert_allclose(after, before)
    texts = {draft.title: f"{draft.title}\n{draft.body}" for draft in DRAFTS}
    by_itself = model.scores(QUESTION, [texts[title] for title in again])
    np.testing.assert_allclose(by_itself, np.asarray(told), atol=1e-5)


class Backwards:
    """Prefers the text that shares least with the question."""

    def scores(self, question: str, texts: list[str]) -> np.ndarray:
        """Fewer shared words, more."""
        asked = set(question.lower().split())
        return np.asarray([-float(len(asked & set(text.lower().split()))) for text in texts])


async def test_the_cross_encoder_decides(tmp_path: Path) -> None:
    """One that thinks the opposite turns the order round."""
    async with opened_store(tmp_path) as store:
        await filled(store)
        titles = (await found(store, tmp_path, HashingEmbedder()))[0]
        late = LateReranker(lambda: Backwards())
        assert (await found(store, tmp_path, HashingEmbedder(), late))[0] == titles
        assert late.load()
        assert (await found(store, tmp_path, HashingEmbedder(), late))[0][0] != titles[0]


async def test_one_that_cannot_be_loaded_is_told_and_left_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """One plain line, and the articles are found as if none had been named."""
    late = LateReranker(lambda: load_reranker(str(tmp_path / "nothing")))
    with caplog.at_level(logging.ERROR):
        assert not late.load()
    told = f"{tmp_path / 'nothing'} is no folder on this machine; articles are ranked without it"
    assert [record.getMessage() for record in caplog.records] == [f"BATON_RERANKER_MODEL: {told}"]
    async with opened_store(tmp_path) as store:
        await filled(store)
        plain = await found(store, tmp_path, HashingEmbedder())
        assert (await found(store, tmp_path, HashingEmbedder(), late))[:3] == plain[:3]


def test_what_is_no_cross_encoder_is_refused(tmp_path: Path) -> None:
    """An empty folder, one without weights, and a model that says several numbers."""
    (tmp_path / "empty").mkdir()
    half = cross_encoder(tmp_path / "half")
    (half / "model.safetensors").unlink()
    for folder in (tmp_path / "empty", half, cross_encoder(tmp_path / "many", numbers=3)):
        with pytest.raises(ModelProblem) as told:
            load_reranker(str(folder))
        assert "\n" not in str(told.value)
