"""A hit tells what spoke for it."""

from pathlib import Path

from kb_index.article import ArticleDraft
from kb_index.weights import shipped, told_by
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


async def test_a_score_is_the_sum_of_what_is_told(tmp_path: Path) -> None:
    """Nothing counts that an explanation leaves out."""
    async with opened_store(tmp_path) as store, running_index(store, tmp_path) as index:
        for draft in (PARCEL, LAMP):
            await store.publish((await store.create(draft)).id)
        await index.wait_for((await store.identity()).number)
        for hit in (await index.search("how do I clean my lamp", lang="en")).hits:
            assert hit.grounds is not None
            parts = told_by(hit.grounds)
            assert abs(hit.score - sum(part for _, part in parts)) < 1e-9
            assert [part for _, part in parts] == sorted((part for _, part in parts), reverse=True)


def test_meaning_counts_for_nothing_in_a_language_that_the_model_does_not_know() -> None:
    """Words decide alone there, and the shares always add up to one."""
    unknown, known = shipped().of(0.0), shipped().of(1.0)
    assert unknown["passage"] == unknown["article"] == 0.0
    assert known["passage"] + known["article"] > 0.5
    for trust in (0.0, 0.3, 1.0):
        assert abs(sum(shipped().of(trust).values()) - 1) < 1e-9
