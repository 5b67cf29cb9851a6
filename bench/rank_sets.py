"""The sets on which ranking is fitted and tried: articles, questions with known answers, kept vectors."""

import json
import pickle
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from kb_index.article import ArticleDraft, ArticleStatus
from kb_index.database import open_engine
from kb_index.embedder import SentenceEmbedder, Vectors, load_embedder
from kb_index.passages import split
from kb_index.questions import Asked, read_questions
from kb_index.records import Found
from kb_index.segment import Entry, Prepared
from kb_index.shard import Shard
from kb_index.sources import read_articles
from kb_index.store import ArticleStore

SHOP = Path("handoff/demo/articles")
SHOP_QUESTIONS = Path("tests/data/demo_questions.jsonl")
MAY_SHIP = ("faq", "shop", "support", "bank", "banking77", "clinc150", "dialog")


class KeptEmbedder:
    """The default model, asked once for each text: vectors stay in a file between runs."""

    def __init__(self, work: Path) -> None:
        self._file = work / "vectors.pkl"
        self._kept: dict[str, Vectors] = pickle.loads(self._file.read_bytes()) if self._file.exists() else {}
        self.model: SentenceEmbedder = load_embedder(cache_dir=work / "models", threads=1)

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """One row a text."""
        missing = sorted({text for text in texts if text not in self._kept}, key=len)
        for text, row in zip(missing, self.model.encode(missing), strict=True):
            self._kept[text] = row
        if missing:
            self._file.write_bytes(pickle.dumps(self._kept))
        return np.stack([self._kept[text] for text in texts])


@dataclass(frozen=True, slots=True, kw_only=True)
class RankSet:
    """One help centre, ready to be searched, and what is asked of it."""

    name: str
    shard: Shard
    asked: tuple[Asked, ...]

    @property
    def family(self) -> str:
        """Sets of one family have the same source and are left out together."""
        return self.name.split("-")[0]


def prepared(name: str, found: Sequence[Found], asked: Sequence[Asked], embed: KeptEmbedder) -> RankSet:
    """A set with its articles cut, embedded and indexed."""
    store = ArticleStore(open_engine("sqlite+aiosqlite://"))  # builds articles, and is never opened
    articles = [store.build(one.draft, ArticleStatus.PUBLISHED, set()) for one in found]
    cut = [split(article) for article in articles]
    rows = embed([passage.embedded for passages in cut for passage in passages])
    ends = np.cumsum([len(passages) for passages in cut])
    ready = [
        Prepared(
            entry=Entry.of(article, embed.model.fertility(article.body)),
            passages=passages,
            vectors=rows[end - len(passages) : end],
        )
        for article, passages, end in zip(articles, cut, ends, strict=True)
    ]
    return RankSet(name=name, shard=Shard().changed(ready, []), asked=tuple(asked))


def titles_asked(found: Sequence[Found]) -> tuple[list[Found], list[Asked]]:
    """Articles without their titles, and the titles as questions."""
    asked = [
        Asked(text=one.draft.title, gold=(one.draft.doc_id or "",), lang=one.draft.lang) for one in found
    ]
    bare = [replace(one, draft=replace(one.draft, title=one.draft.body.split("\n")[0][:80])) for one in found]
    return bare, asked


def intents_as_faq(file: Path, known: int, seed: int = 3) -> tuple[list[Found], list[Asked]]:
    """Each intent an article that knows a few phrasings; its other utterances are the questions."""
    rng = random.Random(seed)
    by_intent: dict[str, list[str]] = {}
    for line in file.open(encoding="utf-8"):
        row = json.loads(line)
        if row["intent"] != "oos":
            by_intent.setdefault(row["intent"], []).append(row["text"])
    found: list[Found] = []
    asked: list[Asked] = []
    for intent, texts in by_intent.items():
        rng.shuffle(texts)
        draft = ArticleDraft(title=texts[0], body="\n".join(texts[1:known]), lang="en", doc_id=intent)
        found.append(
            Found(
                draft=draft,
                status=ArticleStatus.PUBLISHED,
                file=str(file),
                line=len(found),
                guessed_lang=False,
            )
        )
        asked += [Asked(text=text, gold=(intent,), lang="en") for text in texts[known:]]
    rng.shuffle(asked)
    return found, asked


def _pair(data: Path, articles: str, questions: str) -> Callable[[], tuple[list[Found], list[Asked]]]:
    return lambda: (read_articles(data / articles)[0], read_questions(data / questions)[0])


def rank_sets(
    data: Path, embed: KeptEmbedder, *, only_shipping: bool, most: int, names: tuple[str, ...] = ()
) -> Iterator[RankSet]:
    """Every set, one after another; those whose weights may not ship only to measure on."""
    rng = random.Random(1)
    whole = {
        "faq": _pair(data, "kb_fa_pl_faq/articles.jsonl", "kb_fa_pl_faq/questions.jsonl"),
        "shop": lambda: (read_articles(SHOP)[0], read_questions(SHOP_QUESTIONS)[0]),
        "support-pl": _pair(data, "kb_pl_support/articles.jsonl", "kb_pl_support/questions.jsonl"),
        "bank-en": lambda: titles_asked(read_articles(data / "scenarios_tau2/bank_kb.jsonl")[0]),
        "banking77-en": lambda: intents_as_faq(data / "intent_banking77/utterances.jsonl", 3),
        "clinc150-en": lambda: intents_as_faq(data / "intent_clinc150/utterances.jsonl", 3),
        "dialog-en": _pair(data, "kb_dialog_faq/faq.jsonl", "kb_dialog_faq/turns.jsonl"),
        "sumo-en": _pair(data, "kb_sumo/articles.jsonl", "kb_sumo/questions.jsonl"),
        "aws-en": _pair(data, "kb_aws/articles.jsonl", "kb_aws/questions.jsonl"),
        "wiki-fa": _pair(data, "kb_fa_wiki/articles.jsonl", "kb_fa_wiki/questions.jsonl"),
        "wiki-pl": _pair(data, "kb_pl_wiki/articles.jsonl", "kb_pl_wiki/questions.jsonl"),
    }
    for name, read in whole.items():
        if (only_shipping and not name.startswith(MAY_SHIP)) or (names and name not in names):
            continue
        found, asked = read()
        asked = [one for one in asked if one.gold]
        for lang in ("en", "fa", "pl") if "-" not in name else ("",):
            mine = [one for one in found if lang in ("", one.draft.lang)]
            questions = [one for one in asked if lang in ("", one.lang)]
            rng.shuffle(questions)
            yield prepared(f"{name}-{lang}" if lang else name, mine, questions[:most], embed)
