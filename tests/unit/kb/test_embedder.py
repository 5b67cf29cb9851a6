"""The model's vectors are the same from both backends, kept by text, and checked before use."""

import asyncio
import shutil
from pathlib import Path

import numpy as np
import pytest

from kb_index.embedder import CachedEmbedder, SentenceEmbedder, load_embedder
from kb_index.errors import ModelProblem
from kb_index.models import find_model
from kb_index.stand_in import HashingEmbedder

TEXTS = ["How do I return shoes?", "Jak zwrócić buty?", "چگونه کفش را پس بدهم؟", "", "word " * 900]


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SentenceEmbedder]:
    """The packaged model on both backends."""
    cache = tmp_path_factory.mktemp("models")
    return {name: load_embedder(backend=name, cache_dir=cache, threads=2) for name in ("openvino", "torch")}


def test_both_backends_give_the_same_vectors(models: dict[str, SentenceEmbedder]) -> None:
    """So vectors of one may be searched with questions of the other."""
    ours, theirs = models["openvino"].encode(TEXTS), models["torch"].encode(TEXTS)
    assert (ours * theirs).sum(axis=1).min() > 0.9999
    np.testing.assert_allclose(np.linalg.norm(ours, axis=1), 1, atol=1e-5)
    assert models["openvino"].key == models["torch"].key
    assert models["openvino"].dimension == models["torch"].dimension == 384


def test_order_and_batches_do_not_matter(models: dict[str, SentenceEmbedder]) -> None:
    """Texts are embedded in an order of their own and come back in the caller's."""
    texts = [f"question number {n} " * (n % 7 + 1) for n in range(40)]
    heard: list[int] = []
    together = models["openvino"].encode(texts, heard.append)
    alone = models["openvino"].encode([texts[13]])
    assert sum(heard) == 40
    np.testing.assert_allclose(together[13], alone[0], atol=1e-4)


def test_fertility_tells_languages_apart(models: dict[str, SentenceEmbedder]) -> None:
    """The English model spells Persian and stumbles in Polish."""
    english, polish, persian = (models["openvino"].fertility(text) for text in TEXTS[:3])
    assert english < 1.6 < polish < persian


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    """A copy with one changed byte is another model, and no model at all is said so."""
    packaged = find_model("all-MiniLM-L6-v2")
    copy = tmp_path / "copy"
    shutil.copytree(packaged.path, copy)
    assert find_model(str(copy)).digest == packaged.digest
    with (copy / "model.safetensors").open("r+b") as stream:
        stream.seek(5000)
        byte = stream.read(1)
        stream.seek(5000)
        stream.write(bytes([byte[0] ^ 1]))
    assert find_model(str(copy)).digest != packaged.digest
    (copy / "model.safetensors").unlink()
    with pytest.raises(ModelProblem):
        find_model(str(copy))


@pytest.fixture(scope="module")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence-transformers folder of our own making: two tiny layers, another size of vectors."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("small")
    torch.manual_seed(7)
    tokenizer = BertTokenizerFast.from_pretrained(str(find_model("all-MiniLM-L6-v2").path))
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
    )
    BertModel(config).save_pretrained(str(folder / "bert"))
    tokenizer.save_pretrained(str(folder / "bert"))
    transformer = Transformer(str(folder / "bert"), max_seq_length=64)
    model = SentenceTransformer(modules=[transformer, Pooling(32, "mean"), Normalize()], device="cpu")
    model.save(str(folder / "model"))
    return folder / "model"


@pytest.mark.filterwarnings("default")
def test_any_model_folder_can_be_named(small_model: Path, tmp_path: Path) -> None:
    """A model of our own runs on both backends with the same vectors, under a key of its own."""
    ours = load_embedder(str(small_model), cache_dir=tmp_path, threads=1)
    theirs = load_embedder(str(small_model), backend="torch", threads=1)
    assert ours.dimension == 32
    assert ours.backend == "openvino"
    assert ours.key == theirs.key != find_model("all-MiniLM-L6-v2").key
    assert (ours.encode(TEXTS) * theirs.encode(TEXTS)).sum(axis=1).min() > 0.999


def test_an_unknown_backend_is_refused() -> None:
    """The setting's three words are told."""
    with pytest.raises(ModelProblem, match="auto, openvino or torch"):
        load_embedder(backend="cuda")


async def test_a_text_is_embedded_once() -> None:
    """Also when many ask for it at the same time; the least used are forgotten first."""
    model = HashingEmbedder()
    cached = CachedEmbedder(model, size=3)
    rows = await asyncio.gather(*(cached.embed(["same", f"other {n % 2}"]) for n in range(10)))
    assert sorted(model.encoded) == ["other 0", "other 1", "same"]
    assert all((row[0] == rows[0][0]).all() for row in rows)
    await cached.embed(["a", "b", "c", "d"])
    await cached.embed(["d"])
    assert cached.texts_embedded == 7
    await cached.embed(["same"])
    assert cached.texts_embedded == 8
    cached.close()


class Failing(HashingEmbedder):
    """A model that fails."""

    def encode(self, texts: object, on_batch: object = None) -> np.ndarray:
        """Fail."""
        raise RuntimeError("out of memory")


async def test_a_failure_is_told_and_not_kept() -> None:
    """Whoever asked hears it, and asking again tries again."""
    cached = CachedEmbedder(Failing())
    for _ in range(2):
        with pytest.raises(RuntimeError, match="out of memory"):
            await cached.embed(["x"])
    cached.close()


async def test_what_the_model_reads_is_counted_by_its_kind() -> None:
    """Once for all who ask; a text known already is not read again, under whatever name."""
    read: dict[str, int] = {}

    def count(kind: str, texts: int) -> None:
        read[kind] = read.get(kind, 0) + texts

    cached = CachedEmbedder(HashingEmbedder(), on_embedded=count)
    await asyncio.gather(cached.embed(["where is it"]), cached.embed(["where is it"]))
    await cached.embed(["where is it", "and when?"])
    await cached.embed(["where is it", "where is it \nand when?"], kind="search_form")
    await cached.embed([], kind="search_form")
    cached.close()
    assert read == {"message": 2, "search_form": 1}
