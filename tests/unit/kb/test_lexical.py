"""BM25 equals its formula, whole, in parts, joined and after deletions."""

import math
from collections import Counter

import numpy as np

from kb_index.analysis import terms
from kb_index.lexical import K1, B, Postings, bm25
from tests.unit.kb.making import random_articles

TEXTS = [f"{one.title} {one.body}" for one in random_articles(40)]
QUESTION = list(terms(TEXTS[3][:40] + " unheard"))


def by_hand(texts: list[str], question: list[str]) -> list[float]:
    """BM25 as it stands in the book, one text at a time."""
    return by_hand_of([terms(text) for text in texts], question)


def by_hand_of(counted: list[Counter[str]], question: list[str]) -> list[float]:
    """The same over counted terms."""
    average = sum(sum(one.values()) for one in counted) / len(counted)
    found = Counter(term for one in counted for term in one)

    def score(one: Counter[str]) -> float:
        norm = K1 * (1 - B + B * sum(one.values()) / average)
        return sum(
            math.log(1 + (len(counted) - found[t] + 0.5) / (found[t] + 0.5))
            * one[t]
            * (K1 + 1)
            / (one[t] + norm)
            for t in question
        )

    return [score(one) for one in counted]


def test_scores_equal_the_formula() -> None:
    """One part, nothing removed."""
    scores = bm25(QUESTION, [Postings.build(TEXTS)], [np.ones(len(TEXTS), dtype=bool)])
    np.testing.assert_allclose(scores.parts[0], by_hand(TEXTS, QUESTION))
    assert 0 < scores.covered < 1


def test_parts_with_removed_rows_score_as_one_without_them() -> None:
    """Numbers of documents and lengths count live rows only."""
    parts = [Postings.build(TEXTS[:25]), Postings.build(TEXTS[25:])]
    live = [np.arange(25) % 3 != 0, np.arange(15) % 4 != 0]
    scores = bm25(QUESTION, parts, live)
    kept = [text for text, on in zip(TEXTS, np.concatenate(live), strict=True) if on]
    joined = np.concatenate([part[mask] for part, mask in zip(scores.parts, live, strict=True)])
    np.testing.assert_allclose(joined, by_hand(kept, QUESTION))
    assert all((part[~mask] == 0).all() for part, mask in zip(scores.parts, live, strict=True))


def test_joined_postings_are_those_of_the_kept_texts() -> None:
    """Joining reads no text and loses nothing."""
    parts = [Postings.build(TEXTS[:25]), Postings.build(TEXTS[25:])]
    live = [np.arange(25) % 2 == 0, np.ones(15, dtype=bool)]
    joined = Postings.joined(parts, live)
    kept = [text for text, on in zip(TEXTS, np.concatenate(live), strict=True) if on]
    scores = bm25(QUESTION, [joined], [np.ones(len(kept), dtype=bool)])
    np.testing.assert_allclose(scores.parts[0], by_hand(kept, QUESTION))


def test_grouped_postings_are_those_of_whole_articles() -> None:
    """Passages added up score as the articles they make."""
    group = np.arange(len(TEXTS)) // 4
    # Passages are counted one by one: no pair of words reaches from one into the next.
    whole = [sum((terms(text) for text in TEXTS[at : at + 4]), Counter()) for at in range(0, len(TEXTS), 4)]
    grouped = Postings.build(TEXTS).grouped(group, len(whole))
    scores = bm25(QUESTION, [grouped], [np.ones(len(whole), dtype=bool)])
    np.testing.assert_allclose(scores.parts[0], by_hand_of(whole, QUESTION))


def test_an_empty_question_or_index_scores_nothing() -> None:
    """No terms and no rows are no error."""
    postings = Postings.build(TEXTS[:2])
    assert bm25([], [postings], [np.ones(2, dtype=bool)]).covered == 0
    assert bm25(QUESTION, [postings], [np.zeros(2, dtype=bool)]).parts[0].tolist() == [0, 0]
