"""Articles and segments for the tests of this folder."""

from datetime import UTC, datetime

import numpy as np

from kb_index.article import Article, ArticleStatus
from kb_index.passages import split
from kb_index.segment import Entry, Prepared
from kb_index.stand_in import HashingEmbedder

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def article(name: str, title: str, body: str, *, lang: str = "en", **more: object) -> Article:
    """A published article with everything else chosen."""
    fields: dict[str, object] = {
        "tags": (),
        "status": ArticleStatus.PUBLISHED,
        "phrasings": (),
        "url": None,
        "revision": 1,
        "group_id": name,
        "published_at": NOON,
        **more,
    }
    return Article(
        id=name,
        doc_id=name,
        slug=name,
        title=title,
        body=body,
        lang=lang,
        created_at=NOON,
        updated_at=NOON,
        checked_at=NOON,
        **fields,  # type: ignore[arg-type]
    )


def prepared(one: Article, embedder: HashingEmbedder) -> Prepared:
    """An article ready for a segment."""
    passages = split(one)
    vectors = embedder.encode([passage.embedded for passage in passages])
    return Prepared(entry=Entry.of(one), passages=passages, vectors=np.asarray(vectors))


def random_articles(count: int, seed: int = 0) -> list[Article]:
    """Articles of random words, some with several passages."""
    rng = np.random.default_rng(seed)
    vocabulary = [f"{a}{b}{c}" for a in "bdfg" for b in ("ara", "ori", "une") for c in "klmnprst"]

    def words(many: int) -> str:
        return " ".join(rng.choice(vocabulary, size=many))

    return [
        article(f"a{n}", words(4), "\n\n".join(f"## {words(2)}\n\n{words(30)}" for _ in range(1 + n % 3)))
        for n in range(count)
    ]
