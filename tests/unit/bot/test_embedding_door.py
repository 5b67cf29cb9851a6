"""The bot borrows the app's embedding of a message, and does without when there is none in time."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest

from bot.components.embedding_door import BATCH, EmbeddingDoor, NoVectors
from bot.training_vectors import Embedding, KeptVectors, serving
from kb_index.stand_in import HashingEmbedder

MODEL = HashingEmbedder()


@contextmanager
def opened(vectors: KeptVectors, **options: float) -> Iterator[EmbeddingDoor]:
    with serving(vectors) as at:
        door = EmbeddingDoor(at["BATON_EMBED_URL"], at["BATON_BOT_SECRET"], **options)
        try:
            yield door
        finally:
            door.hang_up()


@pytest.fixture
def vectors() -> KeptVectors:
    return KeptVectors(Embedding(key=MODEL.key, load=lambda: MODEL))


@contextmanager
def silent() -> Iterator[str]:
    """An address that takes a connection and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/internal/embed"


def test_many_texts_come_in_batches_over_one_connection(vectors: KeptVectors) -> None:
    """Every text gets its own vector, in order, and the model tells its name."""
    texts = [f"text {n}" for n in range(BATCH * 2 + 3)]
    before = threading.active_count()
    with opened(vectors) as door:
        rows = door.embed(texts)
        assert np.allclose([row.vector for row in rows], MODEL.encode(texts))
        assert [row.fertility for row in rows] == [MODEL.fertility(text) for text in texts]
        assert door.identity() == door.model == MODEL.key
        assert threading.active_count() <= before + 2  # who serves, and who serves this connection


async def test_what_was_fetched_ahead_is_not_asked_for_again(vectors: KeptVectors) -> None:
    """The channel fetches while it may wait; parsing then asks nobody."""
    with opened(vectors) as door:
        await door.prefetch("hello")
        await door.close()
    (row,) = door.vectors(["hello"])
    assert row is not None
    assert np.allclose(row.vector, MODEL.encode(["hello"])[0])


async def test_an_app_that_is_silent_costs_one_short_wait() -> None:
    """After the time-out the message goes on without a vector, and parsing does not wait a second time."""
    with silent() as url:
        door = EmbeddingDoor(url, "secret", turn_seconds=0.05)
        await door.prefetch("hello")
        await door.close()
    assert door.vectors(["hello"]) == [None]


@pytest.mark.parametrize("secret", ["wrong", ""])
def test_a_refusal_is_no_vector(vectors: KeptVectors, secret: str) -> None:
    """A wrong secret, or nobody there: no vector at a turn, one plain error at training."""
    with serving(vectors) as at:
        door = EmbeddingDoor(at["BATON_EMBED_URL"], secret)
        assert door.vectors(["hello", ""]) == [None, None]
        with pytest.raises(NoVectors, match="401"):
            door.embed(["hello"])
        door.hang_up()
    with pytest.raises(NoVectors):
        door.embed(["hello"])


def test_a_connection_that_was_closed_meanwhile_is_opened_again(vectors: KeptVectors) -> None:
    """The app may have been started anew between two messages."""
    with serving(vectors, "s") as at:
        door = EmbeddingDoor(at["BATON_EMBED_URL"], "s")
        door.embed(["a"])
        assert door.connection is not None
        assert door.connection.sock is not None
        door.connection.sock.shutdown(socket.SHUT_RDWR)
        assert len(door.embed(["b"])) == 1
        door.hang_up()


def test_without_an_address_there_is_nothing_to_wait_for() -> None:
    """A bot that is run by hand knows no app."""
    door = EmbeddingDoor("", "")
    assert (door.vectors(["hello"]), door.identity()) == ([None], "")
