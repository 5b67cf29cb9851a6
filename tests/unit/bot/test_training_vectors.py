"""While the bot is trained, the app's embed door stands on a port of its own."""

from pathlib import Path

import httpx
import numpy as np
import pytest

from bot.training_vectors import Embedding, KeptVectors, serving
from kb_index.stand_in import HashingEmbedder


class Counting:
    """Loads a stand-in model and remembers that it did."""

    def __init__(self, name: str = "hashing") -> None:
        self.model = HashingEmbedder(name=name)
        self.loads = 0
        self.embedding = Embedding(key=self.model.key, load=self.load)

    def load(self) -> HashingEmbedder:
        self.loads += 1
        return self.model


def test_the_door_gives_what_the_model_gives() -> None:
    """One vector a text, the word pieces a word, and the model's name; not without the secret."""
    counting = Counting()
    with serving(KeptVectors(counting.embedding)) as door:
        url, bearer = door["BATON_EMBED_URL"], {"Authorization": f"Bearer {door['BATON_BOT_SECRET']}"}
        with httpx.Client(trust_env=False) as http:
            for headers in ({}, {"Authorization": "Bearer wrong"}):
                assert http.post(url, json={"texts": ["a"]}, headers=headers).status_code == 401
            answer = http.post(url, json={"texts": ["one", "یک دو"]}, headers=bearer).json()
            broken = http.post(url, json={"text": "no list"}, headers=bearer)
    assert door["BATON_EMBEDDING_KEY"] == answer["model"] == counting.model.key
    assert np.allclose(answer["embeddings"], counting.model.encode(["one", "یک دو"]))
    assert answer["fertility"] == [counting.model.fertility(text) for text in ("one", "یک دو")]
    assert broken.status_code == 500


def test_what_did_not_change_is_not_embedded_again(tmp_path: Path) -> None:
    """The second training embeds the new text alone, and forgets the one that is gone."""
    first = Counting()
    before = KeptVectors(first.embedding, tmp_path / "vectors.npz")
    rows = before.embed(["a", "b", "a"])
    before.save()
    assert (before.embedded, first.loads) == (2, 1)
    second = Counting()
    after = KeptVectors(second.embedding, tmp_path / "vectors.npz")
    assert np.array_equal(after.embed(["b"]), rows[1:2])
    assert second.loads == 0
    after.embed(["c"])
    after.save()
    assert after.embedded == 1
    third = KeptVectors(Counting().embedding, tmp_path / "vectors.npz")
    third.embed(["a", "b", "c"])
    assert third.embedded == 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive", b"words"])
def test_a_spoilt_file_or_another_model_begins_anew(tmp_path: Path, content: bytes) -> None:
    """Vectors of another model are never taken, and a broken file is no reason to fail."""
    path = tmp_path / "vectors.npz"
    kept = KeptVectors(Counting().embedding, path)
    kept.embed(["a"])
    kept.save()
    other = KeptVectors(Counting("other").embedding, path)
    other.embed(["a"])
    assert other.embedded == 1
    path.write_bytes(content)
    spoilt = KeptVectors(Counting().embedding, path)
    spoilt.embed(["a"])
    assert spoilt.embedded == 1
