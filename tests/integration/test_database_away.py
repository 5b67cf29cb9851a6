"""PostgreSQL goes away and comes back: nobody is told nonsense, and nothing that was acknowledged is lost."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from socketio.exceptions import ConnectionError as Refused

from tests.support.clients import VISITOR, Json, Visitor, visitor
from tests.support.desk_app import DeskApp, desk_app
from tests.support.servers import OwnPostgres, own_postgres, postgres_folder
from tests.support.waiting import eventually

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(postgres_folder() is None, reason="PostgreSQL's programs are not installed"),
]


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
