"""Two real Rasa servers that share trackers in PostgreSQL and locks in Redis are one bot."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import asyncpg
import pytest

from tests.rasa.server import RasaServer, rasa_server
from tests.rasa.turns import Session
from tests.rasa.words import word
from tests.support.databases import drop_postgres_database, make_postgres_database

pytestmark = [pytest.mark.rasa, pytest.mark.postgres, pytest.mark.redis]
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")
QUESTION = "where is my order please"


@pytest.fixture(scope="module")
def trackers_url() -> Iterator[str]:
    """An empty database for the trackers."""
    url = asyncio.run(make_postgres_database())
    try:
        yield url
    finally:
        asyncio.run(drop_postgres_database(url))


@pytest.fixture(scope="module")
def pair(
    model: Path,
    surroundings: dict[str, str],
    trackers_url: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[RasaServer, RasaServer]]:
    """Two servers, started at the same moment over the same empty database."""
    folder = tmp_path_factory.mktemp("pair")
    shared = {
        **surroundings,
        "BATON_BOT_TRACKERS_URL": trackers_url,
        "BATON_BOT_LOCKS_URL": REDIS,
        "TICKET_LOCK_LIFETIME": "3",
    }
    with ExitStack() as stack:
        one, two = (
            stack.enter_context(
                rasa_server(model, folder / f"{name}.log", shared, "bot/endpoints.shared.yml")
            )
            for name in ("one", "two")
        )
        one.wait_until_ready()
        two.wait_until_ready()
        yield one, two


def session(pair: tuple[RasaServer, RasaServer]) -> tuple[Session, Session]:
    """One customer's conversation, as it is said to either server."""
    one, two = pair[0].bot.session(), pair[1].bot.session()
    two.sender = one.sender
    return one, two


def test_a_form_begun_on_one_goes_on_on_the_other(pair: tuple[RasaServer, RasaServer]) -> None:
    """Each answer of the customer may come to either."""
    here, there = session(pair)
    assert here.texts(QUESTION) == [word("utter_ask_order_number", "en")]
    assert there.texts("LM-12345") == [word("utter_ask_email", "en")]
    (answer,) = here.texts("anna@example.com")
    assert answer is not None
    assert "LM-12345" in answer
    assert there.texts("hello") == [word("utter_greet", "en")]


def test_a_long_conversation_stays_one_short_row(
    pair: tuple[RasaServer, RasaServer], trackers_url: str
) -> None:
    """What no rule looks back to is not carried along."""
    here, there = session(pair)
    sizes = []
    for number in range(16):
        (here, there)[number % 2].say("hello")
        sizes.append(asyncio.run(stored(trackers_url, here.sender)))
    assert sizes[-1] < 1.5 * max(sizes[:8])


async def stored(url: str, sender: str) -> int:
    """How long the one row of a conversation is."""
    db = await asyncpg.connect(url.replace("+asyncpg", ""))
    rows = await db.fetch("SELECT length(tracker) AS long FROM rasa_trackers WHERE sender_id = $1", sender)
    await db.close()
    (row,) = rows
    return int(row["long"])


def test_when_one_is_killed_the_other_goes_on(pair: tuple[RasaServer, RasaServer]) -> None:
    """In the middle of a form, with nothing said twice."""
    here, there = session(pair)
    assert here.texts(QUESTION) == [word("utter_ask_order_number", "en")]
    pair[0].process.kill()
    pair[0].process.wait(timeout=60)
    assert there.texts("LM-12345") == [word("utter_ask_email", "en")]
    (answer,) = there.texts("anna@example.com")
    assert answer is not None
    assert "InPost" in answer
