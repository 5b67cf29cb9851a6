"""A shard that was changed in steps answers as one that was built at once."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kb_index.analysis import Wanted
from kb_index.shard import Question, Shard
from kb_index.stand_in import HashingEmbedder
from tests.unit.kb.making import prepared, random_articles

EMBEDDER = HashingEmbedder()
READY = {one.id: prepared(one, EMBEDDER) for one in random_articles(12)}
IDS = sorted(READY)
TEXT = "barak doril gunet farak"
QUESTION = Question(vectors=EMBEDDER.encode([TEXT]), terms=(Wanted.of(TEXT),))

Step = tuple[str, list[str]]
STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "remove", "join"]), st.lists(st.sampled_from(IDS), max_size=4)),
    max_size=8,
)


def answers(shard: Shard) -> dict[str, tuple[float, ...]]:
    """Scores of every candidate, by article."""
    found = shard.candidates(QUESTION)
    return {
        shard.segments[s].entries[r].article_id: tuple(
            round(float(values[n, 0]), 5)
            for values in (
                *(found.dense, found.dense_mean, found.lexical, found.lexical_mean),
                *(found.stems, found.stems_mean, found.pairs, found.covered),
            )
        )
        for n, (s, r) in enumerate(zip(found.segments, found.rows, strict=True))
    }


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_steps_end_where_building_at_once_ends(steps: list[Step]) -> None:
    """Adding, removing and joining in any order leave exact scores and no ghosts."""
    shard, alive = Shard(), set[str]()
    for kind, ids in steps:
        if kind == "add":
            shard = shard.changed([READY[one] for one in dict.fromkeys(ids)], [])
            alive |= set(ids)
        elif kind == "remove":
            shard = shard.changed([], ids)
            alive -= set(ids)
        else:
            shard = shard.with_joined(len(shard.segments), shard.joined())
    fresh = Shard().changed([READY[one] for one in sorted(alive)], [])
    assert answers(shard) == answers(fresh)
    assert len(shard) == len(alive)
    assert {one for one in IDS if shard.holds(one)} == alive


def test_changes_during_a_join_are_kept() -> None:
    """What is removed or added while the joined segment is being built shows afterwards."""
    shard = Shard().changed([READY[one] for one in IDS[:6]], [])
    count, merged = len(shard.segments), shard.joined()
    shard = shard.changed([READY[IDS[7]]], [IDS[0]], sealed=count)
    shard = shard.with_joined(count, merged)
    assert {one for one in IDS if shard.holds(one)} == {*IDS[1:6], IDS[7]}


def test_a_shard_never_changes() -> None:
    """Who searches an old view sees what was there."""
    before = Shard().changed([READY[one] for one in IDS[:4]], [])
    seen = answers(before)
    before.changed([READY[IDS[5]]], IDS[:2])
    assert answers(before) == seen
    assert np.asarray([mask.all() for mask in before.live]).all()
