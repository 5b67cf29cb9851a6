"""A hit tells what spoke for it."""

from pathlib import Path

from kb_index.article import ArticleDraft
from tests.unit.kb.indexes import opened_store, running_index

PARCEL = ArticleDraft(
    title="Return a parcel",
    body="## By post\n\nPrint the label and hand the parcel in.\n\n## In a shop\n\nBring it to any shop.",
    lang="en",
)
LAMP = ArticleDraft(title="Clean a lamp", body="Wipe the shade with a dry cloth.", lang="en")


async def test_the_best_hit_of_both_sides_says_so(tmp_path: Path) -> None:
    """Places, lead and coverage are those of the scores that were compared."""
    async with opened_store(tmp_path) as store, running_index(store, tmp_path) as index:
        for draft in (PARCEL, LAMP):
            await store.publish((await store.create(draft)).id)
        await index.wait_for((await store.identity()).number)
        first, second = (await index.search("return a parcel", lang="en")).hits
    best, other = first.grounds, second.grounds
    assert best is not None
    assert other is not None
    assert best.agreed
    assert (best.dense_place, other.dense_place) == (1, 2)
    assert not other.agreed
    assert abs(best.ahead - (first.score - second.score)) < 1e-9
    assert best.covered == 1.0
    assert other.covered < 0.2
