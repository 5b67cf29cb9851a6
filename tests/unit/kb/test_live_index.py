"""What editors do reaches every running index by itself, and never stops a search."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from kb_index.article import ArticleDraft, ArticleStatus
from kb_index.follower import POLL_SECONDS
from kb_index.search import KnowledgeIndex
from kb_index.stand_in import HashingEmbedder
from kb_index.store import ArticleStore
from tests.support.waiting import eventually
from tests.unit.kb.indexes import opened_store, running_index
from tests.unit.kb.making import random_articles

RETURNS = ArticleDraft(
    title="Returns", body="Send shoes back within thirty days.", lang="en", doc_id="returns"
)


async def titles(index: KnowledgeIndex, question: str) -> list[str]:
    """Titles found for a question, best first."""
    return [hit.title for hit in (await index.search(question, lang="en")).hits]


async def finds(index: KnowledgeIndex, expected: list[str]) -> None:
    """A search finds just this, sooner or later."""

    async def found() -> bool:
        return await titles(index, "send shoes back") == expected

    await eventually(found)


async def test_publish_edit_unpublish_and_delete_show_within_a_second(tmp_path: Path) -> None:
    """Two indexes follow one store, nobody nudges them, and neither is rebuilt; they look twice a second."""
    assert POLL_SECONDS <= 0.5
    async with (
        opened_store(tmp_path) as store,
        running_index(store, tmp_path / "one") as one,
        running_index(store, tmp_path / "two") as two,
    ):

        async def seen_everywhere(expected: list[str]) -> None:
            await asyncio.gather(*(finds(index, expected) for index in (one, two)))

        made = await store.create(RETURNS)
        await store.publish(made.id)
        await seen_everywhere(["Returns"])
        edited = ArticleDraft(title="Bringing things back", body="Thirty days.", lang="en")
        await store.update(made.id, edited, expected_revision=2)
        await seen_everywhere(["Bringing things back"])
        await store.unpublish(made.id)
        await seen_everywhere([])
        await store.publish(made.id)
        await seen_everywhere(["Bringing things back"])
        await store.delete(made.id)
        await seen_everywhere([])


async def test_drafts_are_never_found(tmp_path: Path) -> None:
    """Only what is published can be an answer."""
    async with opened_store(tmp_path) as store:
        await store.create(RETURNS)
        archived = await store.create(ArticleDraft(title="Old returns", body="x", lang="en"))
        await store.archive(archived.id)
        async with running_index(store, tmp_path) as index:
            assert await titles(index, "returns") == []
            assert index.status().change == 3


async def test_an_article_that_changes_language_moves(tmp_path: Path) -> None:
    """It is found in the new language and no longer in the old one."""
    async with opened_store(tmp_path) as store, running_index(store, tmp_path) as index:
        made = await store.create(RETURNS, status=ArticleStatus.PUBLISHED)
        other = ArticleDraft(title="Hours", body="Nine to five.", lang="en")
        await store.create(other, status=ArticleStatus.PUBLISHED)
        moved = ArticleDraft(title="Zwroty", body="Buty w ciągu trzydziestu dni.", lang="pl")
        await store.update(made.id, moved, expected_revision=1)
        await index.wait_for((await store.identity()).number)
        assert "Zwroty" not in await titles(index, "zwroty")
        assert [hit.title for hit in (await index.search("zwroty", lang="pl")).hits] == ["Zwroty"]
        assert index.status().languages == ("en", "pl")


async def test_unchanged_text_is_not_embedded_again(tmp_path: Path) -> None:
    """Editing one section embeds that section; another index and the next start embed nothing."""
    model = HashingEmbedder()
    sections = [f"## Part {n}\n\n{'Some words to fill a section here. ' * 8}" for n in range(5)]
    async with opened_store(tmp_path) as store:
        first = ArticleDraft(title="Long", body="\n\n".join(sections), lang="en")
        async with running_index(store, tmp_path / "one", model) as index:
            made = await store.create(first, status=ArticleStatus.PUBLISHED)
            await index.wait_for((await store.identity()).number)
            assert index.passages_embedded == 5
            second = ArticleDraft(
                title="Long", body="\n\n".join([*sections[:4], sections[4] + "New."]), lang="en"
            )
            await store.update(made.id, second, expected_revision=1)
            await index.wait_for((await store.identity()).number)
            assert index.passages_embedded == 6
        for folder in ("one", "two"):
            async with running_index(store, tmp_path / folder, model) as index:
                assert index.status().passages == 5
                assert index.passages_embedded == 0
                assert index.status().loaded_from_snapshot is (folder == "one")


async def test_searching_goes_on_while_much_is_imported(tmp_path: Path) -> None:
    """No search fails or waits long while articles pour in, and in the end all are there."""
    async with opened_store(tmp_path) as store, running_index(store, tmp_path) as index:
        made = await store.create(RETURNS, status=ArticleStatus.PUBLISHED)
        await index.wait_for((await store.identity()).number)
        await _pour(store)
        last = (await store.identity()).number
        found = []
        async with asyncio.timeout(60):
            while index.status().change < last:
                found.append(await titles(index, "send shoes back"))
        assert all("Returns" in one for one in found)
        assert index.status().articles == 301
        assert (await index.search("send shoes back", lang="en")).hits[0].article_id == made.id


async def _pour(store: ArticleStore) -> None:
    for one in random_articles(300):
        draft = ArticleDraft(title=one.title, body=one.body, lang="en")
        await store.create(draft, status=ArticleStatus.PUBLISHED)


async def test_a_store_put_back_to_an_older_state_is_read_anew(tmp_path: Path) -> None:
    """After a restored backup the index shows what the store holds, not what it once held."""
    async with opened_store(tmp_path) as store:
        await store.create(RETURNS, status=ArticleStatus.PUBLISHED)
        async with running_index(store, tmp_path):
            pass
    (tmp_path / "kb.db").unlink()
    async with opened_store(tmp_path) as store, running_index(store, tmp_path) as index:
        assert index.status().articles == 0
        assert not index.status().loaded_from_snapshot


async def test_strange_questions_are_answered(tmp_path: Path) -> None:
    """Empty, endless, markup, emoji and control characters are data and break nothing."""
    async with opened_store(tmp_path) as store, running_index(store, tmp_path) as index:
        assert (await index.search("returns")).hits == ()
        await store.create(RETURNS, status=ArticleStatus.PUBLISHED)
        await index.wait_for((await store.identity()).number)
        for question in (
            "",
            "   ",
            "👟" * 500,
            "<script>",
            "/restart",
            "\x00\x07",
            "x" * 100_000,
            "؟",
            "a\n" * 9999,
        ):
            ranking = await index.search(question, k=3)
            assert 0 <= ranking.probability <= 1


async def test_translations_count_once(tmp_path: Path) -> None:
    """Where no language has articles of its own, an article and its translation are one hit."""
    async with opened_store(tmp_path) as store, running_index(store, tmp_path) as index:
        made = await store.create(RETURNS, status=ArticleStatus.PUBLISHED)
        german = ArticleDraft(title="Returns", body="Shoes zurück.", lang="de", group_id=made.group_id)
        await store.create(german, status=ArticleStatus.PUBLISHED)
        await index.wait_for((await store.identity()).number)
        assert len((await index.search("returns shoes", lang="pl")).hits) == 1


async def test_a_question_that_points_back_is_searched_with_what_was_said(tmp_path: Path) -> None:
    """Alone it finds anything; with the conversation it finds what was talked about."""
    async with opened_store(tmp_path) as store, running_index(store, tmp_path) as index:
        for place in ("Grand Hotel", "City Museum", "Old Harbour"):
            draft = ArticleDraft(
                title=f"{place}: parking", body=f"Parking at the {place} is free.", lang="en"
            )
            await store.create(draft, status=ArticleStatus.PUBLISHED)
        await index.wait_for((await store.identity()).number)
        said = ["I am going to the City Museum on Monday", "The City Museum is open on Monday."]
        found = await index.search("do they have parking?", lang="en", context=said)
        assert found.hits[0].title == "City Museum: parking"
        assert found.query == "do they have parking?"


async def test_what_was_said_last_counts_most(tmp_path: Path) -> None:
    """Of two places that were talked about, "they" is the last one."""
    model = HashingEmbedder(512)
    async with opened_store(tmp_path) as store, running_index(store, tmp_path, model) as index:
        for place in ("Grand Hotel", "City Museum", "Old Harbour"):
            draft = ArticleDraft(
                title=f"{place}: parking", body=f"Parking at the {place} is free.", lang="en"
            )
            await store.create(draft, status=ArticleStatus.PUBLISHED)
        await index.wait_for((await store.identity()).number)
        for last, other in (("Grand Hotel", "City Museum"), ("City Museum", "Grand Hotel")):
            turns = [f"I liked the {other}", f"What about the {last}?"]
            found = await index.search("and do they have parking?", lang="en", context=turns)
            assert found.hits[0].title == f"{last}: parking"


async def test_tidying_changes_no_answer(tmp_path: Path) -> None:
    """What grew in many steps is joined and saved while changes go on, and answers as before."""
    async with opened_store(tmp_path) as store, running_index(store, tmp_path) as index:
        await _pour(store)
        await index.wait_for((await store.identity()).number)
        before = await index.search("barak doril gunet", lang="en", k=20)
        made = await store.create(RETURNS)
        await asyncio.gather(index.tidy(), store.publish(made.id), index.tidy())
        await index.wait_for((await store.identity()).number)
        await index.tidy()
        await store.delete(made.id)
        await index.wait_for((await store.identity()).number)
        after = await index.search("barak doril gunet", lang="en", k=20)
        assert [(hit.doc_id, round(hit.score, 5)) for hit in after.hits] == [
            (hit.doc_id, round(hit.score, 5)) for hit in before.hits
        ]
    async with opened_store(tmp_path) as store, running_index(store, tmp_path) as index:
        assert index.status().loaded_from_snapshot
        assert index.status().articles == 300


async def test_a_check_shows_in_what_is_found_and_embeds_nothing(tmp_path: Path) -> None:
    """The day on which an article was last checked comes with the hit, also from a snapshot."""
    day = datetime(2026, 2, 3, 12, tzinfo=UTC)
    async with opened_store(tmp_path) as store:
        made = await store.create(replace(RETURNS, checked_at=day), status=ArticleStatus.PUBLISHED)
        async with running_index(store, tmp_path) as index:
            (hit,) = (await index.search("send shoes back", lang="en")).hits
            assert hit.checked_at == "2026-02-03"
            embedded = index.passages_embedded
            checked = await store.check(made.id)
            await index.wait_for((await store.identity()).number)
            (hit,) = (await index.search("send shoes back", lang="en")).hits
            assert hit.checked_at == checked.checked_at.date().isoformat() > "2026-02-03"
            assert index.passages_embedded == embedded
        async with running_index(store, tmp_path) as again:
            assert again.status().loaded_from_snapshot
            assert (await again.search("send shoes back", lang="en")).hits[0].checked_at == hit.checked_at


async def test_a_message_in_two_scripts_is_searched_in_both(tmp_path: Path) -> None:
    """ "where is my سفارش" finds the Persian article about orders, and the English ones."""
    drafts = (
        ArticleDraft(title="پیگیری سفارش", body="سفارش خود را در حساب کاربری ببینید.", lang="fa"),
        ArticleDraft(title="ساعت کار فروشگاه", body="هر روز از نه تا پنج باز است.", lang="fa"),
        ArticleDraft(title="Where is the shop", body="In the old town, behind the station.", lang="en"),
    )
    async with opened_store(tmp_path) as store, running_index(store, tmp_path) as index:
        for draft in drafts:
            await store.publish((await store.create(draft)).id)
        await index.wait_for((await store.identity()).number)
        mixed = await titles(index, "where is my سفارش")
        assert {"پیگیری سفارش", "Where is the shop"} <= set(mixed)
        assert mixed.index("پیگیری سفارش") < mixed.index("ساعت کار فروشگاه")
        assert await titles(index, "where is my order") == ["Where is the shop"]
