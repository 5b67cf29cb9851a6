"""The demo's help centre is whole, in three languages, and can be asked."""

import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from handoff.demo.content import digest_of, digest_of_folder, read_articles
from kb_index.article import ArticleStatus, check_draft
from kb_index.records import Found

ARTICLES = read_articles()
ROOT = Path(__file__).parents[3]
QUESTIONS = ROOT / "tests" / "data" / "demo_questions.jsonl"
SHOP_PAGE = ROOT / "agent_ui" / "shop" / "page.ts"
ARABIC_NOT_PERSIAN = re.compile("[يكىة٠-٩]")
# A prefix or ending that Persian joins with ZWNJ, written with a space or run together.
UNJOINED = re.compile(r"(^|[\s«(])(می|نمی) [آ-ی]|[آ-ی] (ها|های|هایی)([\s.،؛:؟»)]|$)")


def by_id(written: Found) -> str:
    return written.draft.doc_id or ""


def topic_of(written: Found) -> str:
    """The doc_id without its language: the same for all translations."""
    return by_id(written).removesuffix(f"-{written.draft.lang}")


def test_there_are_enough_in_each_language() -> None:
    """At least 40 English, 20 Persian and 20 Polish articles."""
    counts = Counter(article.draft.lang for article in ARTICLES)
    assert set(counts) == {"en", "fa", "pl"}
    assert counts["en"] >= 40
    assert counts["fa"] >= 20
    assert counts["pl"] >= 20


@pytest.mark.parametrize("article", ARTICLES, ids=by_id)
def test_front_matter_is_complete(article: Found) -> None:
    """Every article says all that the store keeps, and three to eight ways of asking for it."""
    draft = article.draft
    check_draft(draft)
    assert article.status is ArticleStatus.PUBLISHED
    assert not article.guessed_lang
    assert by_id(article) == f"{topic_of(article)}-{draft.lang}"
    assert Path(article.file).parts[-2:] == (draft.lang, f"{topic_of(article)}.md")
    assert draft.tags
    assert 3 <= len(draft.phrasings) <= 8
    assert len(set(draft.phrasings) | {draft.title}) == len(draft.phrasings) + 1


@pytest.mark.parametrize("article", ARTICLES, ids=by_id)
def test_long_enough_to_answer_short_enough_to_read(article: Found) -> None:
    """An article has 60 to 260 words."""
    assert 60 <= len(article.draft.body.split()) <= 260


def test_nothing_is_there_twice() -> None:
    """Document ids are unique; slugs, titles and phrasings are unique in their language."""
    for kind in (
        [by_id(article) for article in ARTICLES],
        [(article.draft.lang, article.draft.slug) for article in ARTICLES],
        [(article.draft.lang, article.draft.title) for article in ARTICLES],
        [(article.draft.lang, phrase) for article in ARTICLES for phrase in article.draft.phrasings],
    ):
        assert [item for item, count in Counter(kind).items() if count > 1] == []


def test_translations_belong_to_an_english_article() -> None:
    """A group has an English article and at most one article a language."""
    groups = defaultdict(list)
    for article in ARTICLES:
        groups[article.draft.group_id].append(article)
    for group in groups.values():
        langs = [article.draft.lang for article in group]
        assert "en" in langs, group
        assert len(langs) == len(set(langs)), group
        assert len({topic_of(article) for article in group}) == 1


def amounts(text: str) -> Counter[str]:
    """The numbers of three or more digits or before a currency, in Western digits."""
    western = text.translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹٬", "0123456789,"))
    joined = re.sub(r"(?<=\d)[, \u00a0](?=\d{3}\b)", "", western)
    return Counter(set(re.findall(r"\d+(?= ?(?:zł|€|زلوتی|یورو|%))|\b\d{3,}\b", joined)))


@pytest.mark.parametrize(
    "article", [article for article in ARTICLES if article.draft.lang != "en"], ids=by_id
)
def test_a_translation_states_no_other_amounts(article: Found) -> None:
    """Prices and other large numbers of a translation stand in the English article, too."""
    english = next(a for a in ARTICLES if by_id(a) == f"{topic_of(article)}-en")
    assert set(amounts(article.draft.body)) - set(amounts(english.draft.body)) == set()


@pytest.mark.parametrize(
    "article", [article for article in ARTICLES if article.draft.lang == "fa"], ids=by_id
)
def test_persian_is_written_in_persian(article: Found) -> None:
    """Persian has Persian yeh, kaf and digits and joins its prefixes and endings with ZWNJ."""
    text = "\n".join((article.draft.title, article.draft.body, *article.draft.phrasings, *article.draft.tags))
    assert ARABIC_NOT_PERSIAN.findall(text) == []
    assert [found[0] for found in UNJOINED.finditer(text)] == []


def test_the_shop_links_to_articles_that_exist() -> None:
    """Every help link of the demo shop's page leads to an article of its language."""
    linked = re.search(r"const SLUGS.*?= (\{.*?\n\});", SHOP_PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert linked is not None
    known = {(article.draft.lang, article.draft.slug) for article in ARTICLES}
    for lang, slugs in re.findall(r"(\w+): \{(.*?)\}", linked[1], re.DOTALL):
        found = re.findall(r'"([\w-]+)"', slugs)
        assert found
        assert {(lang, slug) for slug in found} <= known


def test_questions_name_articles_that_exist() -> None:
    """Sixty questions in three languages, none of them a title or phrasing, each with right articles."""
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    known = {by_id(article): article for article in ARTICLES}
    said = {p for a in ARTICLES for p in (a.draft.title, *a.draft.phrasings)}
    assert len(rows) == 60
    assert {row["lang"] for row in rows} == {"en", "fa", "pl"}
    for row in rows:
        assert row["question"] not in said
        assert {known[doc_id].draft.lang for doc_id in row["gold"]} == {row["lang"]}


def test_the_digest_tells_a_change(tmp_path: Path) -> None:
    """Another word in a file, another name of a file: another digest."""
    file = tmp_path / "a.md"
    seen = set()
    for text in ("one", "two"):
        file.write_text(text, encoding="utf-8")
        seen.add(digest_of_folder(tmp_path))
    file.rename(tmp_path / "b.md")
    seen.add(digest_of_folder(tmp_path))
    assert len(seen) == 3


def test_status_is_part_of_what_people_see() -> None:
    """The same words as a draft and published are not the same article."""
    draft = ARTICLES[0].draft
    assert digest_of(draft, ArticleStatus.DRAFT) != digest_of(draft, ArticleStatus.PUBLISHED)
