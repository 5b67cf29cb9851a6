"""A snapshot is used only if it is whole and was made with the same model for the same store."""

from dataclasses import replace
from pathlib import Path

import pytest

from kb_index import snapshot
from kb_index.article import ArticleDraft, ArticleStatus
from kb_index.errors import SnapshotProblem
from kb_index.shard import Shard
from kb_index.snapshot import Fit, Snapshot
from kb_index.stand_in import HashingEmbedder
from tests.unit.kb.indexes import opened_store, running_index
from tests.unit.kb.making import prepared, random_articles
from tests.unit.kb.test_shard import answers

MODEL = HashingEmbedder()
FIT = Fit(model=MODEL.key, dimension=MODEL.dimension, store_id="one")


@pytest.fixture
def saved(tmp_path: Path) -> Snapshot:
    """A saved snapshot with a removed article and a recent segment."""
    ready = [prepared(one, MODEL) for one in random_articles(9)]
    shard = Shard().changed(ready[:6], []).changed(ready[6:], ["a1"])
    made = Snapshot(shards={"en": shard, "fa": Shard()}, change=41)
    snapshot.save(tmp_path, made, FIT)
    return made


def test_a_snapshot_answers_as_what_was_saved(saved: Snapshot, tmp_path: Path) -> None:
    """Scores, removals and the change number survive."""
    loaded = snapshot.load(tmp_path, FIT)
    assert loaded.change == 41
    assert answers(loaded.shards["en"]) == answers(saved.shards["en"])


def test_saving_again_leaves_one_snapshot(saved: Snapshot, tmp_path: Path) -> None:
    """The old folder goes once the new one is current."""
    snapshot.save(tmp_path, replace(saved, change=42), FIT)
    assert snapshot.load(tmp_path, FIT).change == 42
    assert len(list(tmp_path.glob("snapshot-*"))) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"model": "other/fp32"},
        {"model": MODEL.key.replace("fp32", "int8")},
        {"dimension": 64},
        {"store_id": "two"},
        {"metric": "l2"},
        {"format": 99},
        {"piece": 5},
        {"max_words": 10},
    ],
)
def test_what_does_not_fit_is_refused(saved: Snapshot, tmp_path: Path, other: dict[str, object]) -> None:
    """Model, precision, dimension, metric, store and cutting must be the same; the reason names which."""
    with pytest.raises(SnapshotProblem, match=next(iter(other))):
        snapshot.load(tmp_path, replace(FIT, **other))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["vectors.faiss", "arrays.npz", "entries.jsonl", "passage-terms.npz"])
@pytest.mark.parametrize("damage", ["cut", "flipped", "gone", "empty"])
def test_damage_is_noticed(saved: Snapshot, tmp_path: Path, name: str, damage: str) -> None:
    """A file that is not what was written is never believed."""
    file = next(tmp_path.rglob(name))
    content = file.read_bytes()
    if damage == "gone":
        file.unlink()
    else:
        middle = len(content) // 2
        flipped = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        file.write_bytes({"cut": content[:middle], "flipped": flipped, "empty": b""}[damage])
    with pytest.raises(SnapshotProblem):
        snapshot.load(tmp_path, FIT)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"fit": {}}', "\udc80"])
def test_a_broken_manifest_is_noticed(saved: Snapshot, tmp_path: Path, content: str) -> None:
    """So is a manifest that is not one."""
    manifest = next(tmp_path.rglob("manifest.json"))
    manifest.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(SnapshotProblem):
        snapshot.load(tmp_path, FIT)


def damage(folder: Path) -> None:
    """Spoil the vectors of the snapshot."""
    next(folder.rglob("vectors.faiss")).write_bytes(b"no vectors")


async def test_an_index_with_a_damaged_snapshot_builds_anew(tmp_path: Path) -> None:
    """Nobody notices but the log."""
    async with opened_store(tmp_path) as store:
        draft = ArticleDraft(title="Returns", body="Send shoes back.", lang="en")
        await store.create(draft, status=ArticleStatus.PUBLISHED)
        async with running_index(store, tmp_path):
            pass
        damage(tmp_path)
        async with running_index(store, tmp_path) as index:
            assert not index.status().loaded_from_snapshot
            assert [hit.title for hit in (await index.search("shoes", lang="en")).hits] == ["Returns"]
        async with running_index(store, tmp_path) as index:
            assert index.status().loaded_from_snapshot


async def test_another_model_rebuilds_the_index(tmp_path: Path) -> None:
    """Vectors of one model are never compared with those of another."""
    async with opened_store(tmp_path) as store:
        draft = ArticleDraft(title="Returns", body="Send shoes back.", lang="en")
        await store.create(draft, status=ArticleStatus.PUBLISHED)
        async with running_index(store, tmp_path):
            pass
        async with running_index(store, tmp_path, HashingEmbedder(48)) as index:
            assert not index.status().loaded_from_snapshot
            assert index.passages_embedded == 1
            assert index.status().dimension == 48
