"""The checks of a run see what they are there to see."""

import json
from typing import Any

import pytest

from tests.chaos import checks
from tests.chaos.audit import Audit
from tests.chaos.screen import Screen
from tests.chaos.world import Book, Json

ID = "c"


def move(**changes: Any) -> Json:
    usual = {
        "id": ID,
        "version": 1,
        "epoch": 1,
        "owner": "bot",
        "agent_id": None,
        "head_seq": 0,
        "bot_cursor": 0,
    }
    return usual | changes


def line(seq: int, author: str = "visitor", **changes: Any) -> Json:
    usual = {
        "id": f"m{seq}", "conversation_id": ID, "seq": seq, "author_type": author, "author_id": "someone",
        "kind": "text", "text": f"[{author}-{seq}]", "client_message_id": None, "payload": json.dumps({}),
    }  # fmt: skip
    return usual | changes


def message(row: Json) -> Json:
    """A stored row as the wire tells it."""
    return {key: row[key] for key in ("id", "conversation_id", "seq", "client_message_id", "text")}


FOUND = [move(), move(version=2, head_seq=1), move(version=3, head_seq=2, bot_cursor=1)]
SAID = [line(1, client_message_id="a"), line(2, "bot", author_id=None)]


def wrongs(moves: list[Json], messages: list[Json], book: Book | None = None, **more: Any) -> list[str]:
    audit, book = Audit(moves={ID: moves}, messages={ID: messages}, **more), book or Book()
    book.said.setdefault(ID, ["a"])
    return list(checks.everything(audit, book))


def test_a_sound_conversation_passes() -> None:
    """The same that the others break."""
    book = Book(said={ID: ["a"]})
    book.ack(message(SAID[0]))
    assert wrongs(FOUND, SAID, book) == []


@pytest.mark.parametrize(
    "moves",
    [
        [move(), move(version=2, owner="queue")],
        [move(owner="agent", agent_id="x"), move(version=2, owner="agent", agent_id="y")],
        [move(epoch=2), move(version=2, epoch=1)],
        [move(), move(version=3)],
        [move(head_seq=2), move(version=2, head_seq=1)],
        [move(bot_cursor=2), move(version=2, bot_cursor=1)],
    ],
)
def test_two_owners_and_steps_back_are_seen(moves: list[Json]) -> None:
    """An owner that changes without its epoch, and whatever shrinks."""
    assert len(list(checks.one_owner(moves))) == 1


def test_words_out_of_turn_are_seen() -> None:
    """The bot while an agent has it, an agent while the bot has it, a head that lags."""
    taken = [move(), move(version=2, epoch=2, owner="agent", agent_id="x"), move(version=3, epoch=2,
             owner="agent", agent_id="x", head_seq=1)]  # fmt: skip
    assert wrongs(taken, [line(1, "bot")]) == [f"conversation {ID}: the bot spoke at 1, owned by {{'agent'}}"]
    assert wrongs(taken, [line(1, "agent", author_id="x")]) == []
    assert len(wrongs(taken, [line(1, "agent", author_id="y")])) == 1
    assert len(wrongs(FOUND, [*SAID, line(3, "system")])) == 1


def test_holes_doubles_and_losses_are_seen() -> None:
    """A missing seq, an answer given twice, an acknowledged message that is gone or another one."""
    twice = [*SAID, line(3, "bot", text="once more [bot-2]", author_id=None)]
    assert wrongs([*FOUND, move(version=4, head_seq=3, bot_cursor=1)], twice) == [
        f"conversation {ID}: [bot-2] was answered 2 times"
    ]
    assert len(wrongs(FOUND, [line(2, "system")])) == 1
    for changed in ({"id": "other"}, {"client_message_id": "b"}):
        book = Book()
        book.ack(message(SAID[0] | changed))
        assert len(wrongs(FOUND, SAID, book)) == 1
    both = [SAID[0], line(2, client_message_id="b")]
    assert wrongs(FOUND, both, Book(said={ID: ["a", "b"]})) == []
    assert len(wrongs(FOUND, both, Book(said={ID: ["b", "a"]}))) == 1


def test_acks_that_differ_and_false_headers_are_seen() -> None:
    """Sending twice is sending once; nobody is told of an owner that was not."""
    book = Book()
    book.ack(message(SAID[0]))
    book.ack(message(SAID[0]))
    assert book.wrong == []
    book.ack(message(SAID[0] | {"seq": 5}))
    assert len(book.wrong) == 1
    told = Book()
    told.told({"id": ID, "epoch": 1, "owner": "bot", "agent": None})
    assert wrongs(FOUND, SAID, told) == []
    told.told({"id": ID, "epoch": 1, "owner": "queue", "agent": None})
    assert len(wrongs(FOUND, SAID, told)) == 1


def test_the_stuck_and_the_miscounted_are_seen() -> None:
    """A conversation nobody will come back to, and an agent whose places do not add up."""
    assert len(wrongs(FOUND, SAID, stuck=[{"id": ID}])) == 1
    assert len(wrongs(FOUND, SAID, places=[{"load": 1, "held": 2}, {"load": 1, "held": 1}])) == 1


def test_screens_that_differ_are_seen() -> None:
    """A message that is missing, one too many, and two in one place; notes are for agents alone."""
    rows = [*SAID, line(3, "agent", kind="note")]
    audit = Audit(moves={ID: FOUND}, messages={ID: rows})
    screen = Screen()
    for row in SAID:
        screen.received(message(row))
    assert list(checks.screens(audit, {ID: [("customer", False, screen)]})) == []
    assert len(list(checks.screens(audit, {ID: [("agent", True, screen)]}))) == 1
    screen.received(message(line(3)))
    assert len(list(checks.screens(audit, {ID: [("customer", False, screen)]}))) == 1
    screen.received(message(line(2) | {"id": "other"}))
    assert len(list(checks.screens(audit, {ID: [("customer", False, screen)]}))) == 2
