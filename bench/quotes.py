"""How often the sentences quoted from a passage hold the answer, and how much of the passage they are.

    python -m bench.quotes [FOLDER_WITH_ARTICLES_AND_QUESTIONS_THAT_NAME_THEIR_ANSWER]

Without a folder: the demo's articles and tests/data/quotes.jsonl. The passage is the one that holds the
answer, so only the quoting is measured; "lead" is its beginning, cut at as many words as were quoted.
"""

import json
import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

from kb_index.article import Article, ArticleStatus
from kb_index.passages import readable, split
from kb_index.quoting import quote
from kb_index.sources import read_articles

ROOT = Path(__file__).parent.parent
Row = tuple[str, str, str, str]


def article(doc: str, title: str, body: str, lang: str) -> Article:
    """An article with nothing else known."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return Article(
        id=doc, doc_id=doc, slug=doc, title=title, body=body, lang=lang, tags=(), group_id=doc, phrasings=(),
        status=ArticleStatus.PUBLISHED, url=None, revision=1, created_at=at, updated_at=at, published_at=at,
        checked_at=at,
    )  # fmt: skip


def rows_of(folder: Path, questions: Path) -> list[Row]:
    """Passages that hold the answer, with heading, question and answer."""
    found, _ = read_articles(folder)
    drafts = {one.draft.doc_id: one.draft for one in found}
    rows = []
    for line in questions.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        draft = drafts.get(row.get("doc") or row["gold"][0])
        answer = row.get("quote") or row.get("answer")
        if draft is None or not answer:
            continue
        passages = split(article(draft.doc_id or "", draft.title, draft.body, draft.lang))
        holding = next((one for one in passages if answer in one.text and not one.phrasing), None)
        if holding is not None:
            rows.append((holding.text, row["question"], answer, draft.lang))
    return rows


def main(arguments: list[str]) -> None:
    folder = Path(arguments[0]) if arguments else ROOT / "handoff" / "demo" / "articles"
    articles = folder / "articles.jsonl" if arguments else folder
    questions = folder / "questions.jsonl" if arguments else ROOT / "tests" / "data" / "quotes.jsonl"
    by_lang: dict[str, list[tuple[bool, bool, float]]] = defaultdict(list)
    for passage, question, answer, lang in rows_of(articles, questions):
        said = quote(passage, question)
        count = len(said.text.split())
        lead = " ".join(passage.split()[:count])
        right = answer in said.text
        by_lang[lang].append(
            (
                right,
                " ".join(answer.split()) in lead,
                len(readable(said.text).split()) / len(readable(passage).split()),
            )
        )
        if not right and not arguments:
            print(f"missed: {question} | {answer} | {said.text!r}", file=sys.stderr)
    for lang, got in [*by_lang.items(), ("all", [row for rows in by_lang.values() for row in rows])]:
        n = len(got)
        holds, lead_holds, share = (sum(column) / n for column in zip(*got, strict=True))
        print(f"{lang}: n {n}, quoted {holds:.3f}, lead as long {lead_holds:.3f}, share shown {share:.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
