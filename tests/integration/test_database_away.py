"""PostgreSQL goes away and comes back: nobody is told nonsense, and nothing that was acknowledged is lost."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from socketio.exceptions import ConnectionError as Refused

from handoff.domain.errors import StoreUnavailable
from kb_index.article import ArticleDraft, ArticleStatus
from tests.support.clients import VISITOR, Json, Visitor, visitor
from tests.support.desk_app import DeskApp, desk_app
from tests.support.servers import OwnPostgres, own_postgres, postgres_folder
from tests.support.waiting import eventually
from tests.unit.kb.indexes import running_index

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(postgres_folder() is None, reason="PostgreSQL's programs are not installed"),
]


BREWING = ArticleDraft(title="Brewing tea", body="Brew tea with hot water.", lang="en", doc_id="tea")


@pytest.fixture
async def postgres() -> AsyncIterator[OwnPostgres]:
    """A PostgreSQL of our own, which a test may kill."""
    async with own_postgres() as server:
        yield server


@pytest.fixture
async def app(tmp_path: Path, postgres: OwnPostgres) -> AsyncIterator[DeskApp]:
    url = postgres.url.replace("postgresql:", "postgresql+asyncpg:")
    async with desk_app(tmp_path, database_url=url) as running:
        yield running


async def test_a_call_is_told_that_the_desk_is_away_and_can_be_made_again(
    app: DeskApp, postgres: OwnPostgres
) -> None:
    """Unavailable, not an internal error; the same message sent again is stored once."""
    async with visitor(app) as client:
        before = await client.says("before")
        await postgres.kill()
        frame = {"conversation_id": client.conversation_id, "client_message_id": "again", "text": "after"}
        assert await client.refused("message.send", frame) == "unavailable"
        await postgres.up()
        first, second = await client.ok("message.send", frame), await client.ok("message.send", frame)
        assert first["message"] == second["message"]
        opened = await client.open(conversation_id=client.conversation_id)
        said = [m for m in opened["messages"] if m["author"]["type"] == "visitor"]
        assert said == [before, first["message"]]


async def test_who_comes_meanwhile_is_told_the_same(app: DeskApp, postgres: OwnPostgres) -> None:
    """A token is not called bad because nobody can look it up."""
    token, visitor_id = await app.new_visitor()
    await postgres.kill()
    client = Visitor(token, visitor_id)
    told: list[Json] = []
    client.socket.on("connect_error", told.append, namespace=VISITOR)
    with pytest.raises(Refused):
        await client.connect(app.url, token)
    assert [refusal["data"]["code"] for refusal in told] == ["unavailable"]
    await postgres.up()
    await client.connect(app.url, token)
    await client.open()
    await client.close()


async def test_an_answer_that_could_not_be_stored_is_given_later(app: DeskApp, postgres: OwnPostgres) -> None:
    """The bot is asked again; the customer is not sent to a person because a database restarted."""
    app.bot.hold()
    async with visitor(app) as client:
        await client.says("a question")
        await eventually(lambda: app.bot.turns)
        await postgres.kill()
        app.bot.release()
        assert await client.refused("conversation.open") == "unavailable"
        await postgres.up()
        answer = await client.hears("message.new", lambda data: data["message"]["author"]["type"] == "bot")
        assert answer["message"]["text"] == "You said: a question"
        opened = await client.open(conversation_id=client.conversation_id)
        assert opened["conversation"]["owner"] == "bot"
        assert [m["author"]["type"] for m in opened["messages"]] == ["visitor", "bot"]


async def test_readers_of_articles_are_told_so_too(app: DeskApp, postgres: OwnPostgres) -> None:
    """Unavailable, and the page is there again as soon as the database is."""
    article = await app.services.articles.create(BREWING, status=ArticleStatus.PUBLISHED)
    page = f"/help/en/{article.slug}"
    await postgres.kill()
    answer = await app.http.get(page)
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    with pytest.raises(StoreUnavailable):
        await app.services.articles.update(article.id, BREWING, expected_revision=1)
    await postgres.up()
    assert (await app.http.get(page)).status_code == 200


async def test_the_index_answers_from_what_it_has(
    app: DeskApp, postgres: OwnPostgres, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A search asks no database; what comes after the outage is found, and the outage is logged once."""
    store = app.services.articles
    await store.create(BREWING, status=ArticleStatus.PUBLISHED)
    async with running_index(store, tmp_path) as index:
        await postgres.kill()
        await eventually(lambda: index.status().last_error)
        found = await index.search("How do I brew tea?", lang="en")
        assert [hit.title for hit in found.hits] == ["Brewing tea"]
        await postgres.up()
        await eventually(lambda: index.status().last_error is None)
        late = replace(BREWING, title="Cold brew", body="Cold brew takes a night.", doc_id="cold")
        await store.create(late, status=ArticleStatus.PUBLISHED)
        await index.wait_for((await store.identity()).number)
        found = await index.search("Cold brew at night?", lang="en")
        assert "Cold brew" in [hit.title for hit in found.hits]
    assert sum("could not follow" in record.message for record in caplog.records) == 1
