"""The actions over a real, small index: questions of three languages find their articles."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from rasa_sdk.executor import ActionExecutor
from sqlalchemy.ext.asyncio import create_async_engine

from bot.actions import build_executor
from bot.actions.stand_in import StandInOrders
from kb_index.article import ArticleDraft, ArticleStatus
from kb_index.embedder import CachedEmbedder
from kb_index.search import KnowledgeIndex
from kb_index.stand_in import HashingEmbedder
from kb_index.store import ArticleStore
from kb_index.tables import metadata
from tests.support.conversing import run

ARTICLES = [
    ("Returns and refunds", "You can return a lamp within 30 days.", "en"),
    ("Cleaning a shade", "Dust the shade with a soft brush.", "en"),
    ("مرجوع کردن کالا", "تا ۳۰ روز می‌توانید کالا را مرجوع کنید.", "fa"),
    ("Zwrot produktu", "Lampę można zwrócić w ciągu 30 dni.", "pl"),
]


@pytest.fixture
async def executor(tmp_path: Path) -> AsyncIterator[ActionExecutor]:
    engine = create_async_engine(f"sqlite+aiosqlite:///{tmp_path / 'kb.db'}")
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
    store, embedder = ArticleStore(engine), CachedEmbedder(HashingEmbedder())
    for title, body, lang in ARTICLES:
        await store.create(ArticleDraft(title=title, body=body, lang=lang), status=ArticleStatus.PUBLISHED)
    index = KnowledgeIndex.open(store, embedder, tmp_path)
    await index.start()
    yield build_executor(search=index, orders=StandInOrders({}), decide=lambda probability: "answered")
    await index.close()
    embedder.close()
    await engine.dispose()


@pytest.mark.parametrize(
    ("question", "lang", "title"),
    [
        ("how can I return a lamp", "en", "Returns and refunds"),
        ("clean the shade", "en", "Cleaning a shade"),
        ("چطور کالا را مرجوع کنم", "fa", "مرجوع کردن کالا"),
        ("jak zwrócić lampę", "pl", "Zwrot produktu"),
    ],
)
async def test_a_question_is_answered_from_its_article(
    executor: ActionExecutor, question: str, lang: str, title: str
) -> None:
    """Searcher, decision and action fit together."""
    messages, _ = await run(executor, "action_answer", question, lang=lang)
    answer = messages[-1]["custom"]["answer"]
    assert (answer["outcome"], answer["hits"][0]["title"]) == ("answered", title)
    assert messages[-1]["text"]
