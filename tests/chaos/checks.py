"""What must hold at the end of a run; each check names everything that breaks it."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from tests.chaos.audit import Audit, Row
from tests.chaos.screen import Screen
from tests.chaos.words import mark_of
from tests.chaos.world import Book

Lines = list[tuple[int, str]]


def everything(audit: Audit, book: Book) -> Iterator[str]:
    """All that the database alone and the acks can tell."""
    yield from book.wrong
    for conversation_id, moves in audit.moves.items():
        messages = audit.messages[conversation_id]
        for wrong in (*one_owner(moves), *nobody_speaks_out_of_turn(moves, messages), *told(book, moves)):
            yield f"conversation {conversation_id}: {wrong}"
        for wrong in (*gapless(messages), *answered_once(messages), *in_the_order_sent(book, messages)):
            yield f"conversation {conversation_id}: {wrong}"
    yield from kept(audit, book)
    yield from (f"stuck: {dict(row)}" for row in audit.stuck)
    yield from (f"places miscounted: {dict(row)}" for row in audit.places if row["load"] != row["held"])


def one_owner(moves: list[Row]) -> Iterator[str]:
    """The owner changes with the epoch and never without it; versions, heads and epochs only grow."""
    for before, after in pairwise(moves):
        if after["version"] not in (before["version"], before["version"] + 1):
            yield f"version {before['version']} is followed by {after['version']}"
        if after["head_seq"] < before["head_seq"] or after["bot_cursor"] < before["bot_cursor"]:
            yield f"went back: {dict(before)} to {dict(after)}"
        same = (before["owner"], before["agent_id"]) == (after["owner"], after["agent_id"])
        if after["epoch"] < before["epoch"] or (after["epoch"] == before["epoch"] and not same):
            yield f"two owners at epoch {after['epoch']}: {dict(before)} and {dict(after)}"


def nobody_speaks_out_of_turn(moves: list[Row], messages: list[Row]) -> Iterator[str]:
    """Each word of the bot or of an agent was stored by a change that found or left them the owner."""
    for message in messages:
        place = next((n for n, move in enumerate(moves) if move["head_seq"] >= message["seq"]), None)
        if place is None:
            yield f"message {message['seq']} is beyond the head"
            continue
        around = moves[max(0, place - 1) : place + 1]
        owners = {move["owner"] for move in around}
        aside = "aside" in json.loads(message["payload"])
        if message["author_type"] == "bot" and not ("bot" in owners or (aside and "queue" in owners)):
            yield f"the bot spoke at {message['seq']}, owned by {owners}"
        if message["author_type"] == "agent" and message["kind"] == "text":
            agents = {move["agent_id"] for move in around}
            if message["author_id"] not in agents:
                yield f"{message['author_id']} spoke at {message['seq']}, owned by {agents}"


def told(book: Book, moves: list[Row]) -> Iterator[str]:
    """Nobody was told of an owner that the conversation did not have at that epoch."""
    had: dict[int, set[tuple[str, str | None]]] = {}
    for move in moves:
        had.setdefault(move["epoch"], set()).add((move["owner"], move["agent_id"]))
    for epoch, owners in had.items():
        heard = book.headers.get((moves[0]["id"], epoch), set())
        if wrong := heard - owners:
            yield f"at epoch {epoch} somebody was told {wrong}, but it was {owners}"


def gapless(messages: list[Row]) -> Iterator[str]:
    """1, 2, 3, … without a hole."""
    seqs = [message["seq"] for message in messages]
    if seqs != list(range(1, len(seqs) + 1)):
        yield f"seqs are {seqs}"


def answered_once(messages: list[Row]) -> Iterator[str]:
    """No message of a customer was answered by the bot twice."""
    answers = Counter(mark_of(message["text"]) for message in messages if message["author_type"] == "bot")
    yield from (f"{mark} was answered {n} times" for mark, n in answers.items() if mark and n > 1)


def in_the_order_sent(book: Book, messages: list[Row]) -> Iterator[str]:
    """Who waits for each ack before the next message finds them in that order."""
    own = [message["client_message_id"] for message in messages if message["author_type"] == "visitor"]
    sent = book.said.get(messages[0]["conversation_id"], []) if messages else []
    if own != [mark for mark in sent if mark in set(own)]:
        yield f"sent {sent}, stored {own}"


def kept(audit: Audit, book: Book) -> Iterator[str]:
    """Every acknowledged message is there once, as it was acknowledged."""
    stored = {
        (row["conversation_id"], row["client_message_id"]): row
        for rows in audit.messages.values()
        for row in rows
        if row["client_message_id"]
    }
    for key, message in book.acked.items():
        row = stored.get(key)
        if row is None:
            yield f"acknowledged and lost: {message}"
        elif (row["id"], row["seq"], row["text"]) != (message["id"], message["seq"], message["text"]):
            yield f"acknowledged as {message}, stored as {dict(row)}"


def lines_of(rows: list[Row], *, notes: bool) -> Lines:
    """What a reader must see of a conversation."""
    return [(row["seq"], row["id"]) for row in rows if notes or row["kind"] != "note"]


def screens(audit: Audit, shown: Mapping[str, list[tuple[str, bool, Screen]]]) -> Iterator[str]:
    """Each screen shows exactly what the database holds; `shown` has name, whether with notes, and screen."""
    for conversation_id, readers in shown.items():
        for name, notes, screen in readers:
            yield from (f"{name}: {wrong}" for wrong in screen.wrong)
            wanted, seen = lines_of(audit.messages[conversation_id], notes=notes), screen.lines()
            if seen != wanted:
                missing, more = set(wanted) - set(seen), set(seen) - set(wanted)
                yield f"{name} shows conversation {conversation_id} without {missing} and with {more}"
