"""The database's own record of a run: a trigger writes down every change of a conversation."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any

import asyncpg

TRIGGER = """
CREATE TABLE chaos_moves (
  n bigserial PRIMARY KEY, at timestamptz NOT NULL DEFAULT clock_timestamp(), id text NOT NULL,
  version int NOT NULL, epoch int NOT NULL, owner text NOT NULL, agent_id text,
  head_seq int NOT NULL, bot_cursor int NOT NULL, owes boolean NOT NULL, worker text
);
CREATE FUNCTION chaos_move() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO chaos_moves (id, version, epoch, owner, agent_id, head_seq, bot_cursor, owes, worker) VALUES
    (NEW.id, NEW.version, NEW.epoch, NEW.owner, NEW.agent_id, NEW.head_seq, NEW.bot_cursor,
     NEW.owner = 'bot' AND NEW.last_visitor_seq > NEW.bot_cursor, NEW.turn_worker);
  RETURN NEW;
END $$;
CREATE TRIGGER chaos_move AFTER INSERT OR UPDATE ON conversations FOR EACH ROW EXECUTE FUNCTION chaos_move();
"""
MESSAGES = """
SELECT id, conversation_id, seq, author_type, author_id, kind, text, client_message_id, payload, created_at
FROM messages ORDER BY conversation_id, seq
"""
STUCK = """
SELECT id, owner, deadline_at FROM conversations WHERE
  (owner = 'nobody') <> (state = 'resolved')
  OR (owner <> 'nobody' AND (deadline_at IS NULL OR deadline_at < now() - interval '10 seconds'))
  OR (owner = 'agent') <> (agent_id IS NOT NULL)
"""
UNHEARD = """
SELECT id, owner, epoch, head_seq, last_visitor_seq, bot_cursor, turn_worker, turn_until FROM conversations
WHERE owner = 'nobody' OR (owner = 'bot' AND last_visitor_seq > bot_cursor)
"""
OFFERS = "SELECT coalesce(outcome, 'pending') AS outcome, count(*) AS n FROM offers GROUP BY 1"
PLACES = """
SELECT a.id, a.email, a.load,
  (SELECT count(*) FROM conversations c
   WHERE c.agent_id = a.id AND c.owner = 'agent' AND c.state <> 'snoozed')
  + (SELECT count(*) FROM offers o WHERE o.agent_id = a.id AND o.outcome IS NULL) AS held
FROM agents a
"""

Row = Any


@dataclass(slots=True, kw_only=True)
class Audit:
    """What the database holds at the end."""

    moves: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    messages: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    stuck: list[Row] = field(default_factory=list)
    places: list[Row] = field(default_factory=list)
    offers: list[Row] = field(default_factory=list)


async def watch(url: str) -> None:
    """Let the database write down what happens from now on."""
    connection = await asyncpg.connect(url)
    await connection.execute(TRIGGER)
    await connection.close()


async def read(url: str) -> Audit:
    """Everything, at one moment."""
    connection = await asyncpg.connect(url)
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            audit = Audit(
                stuck=await connection.fetch(STUCK),
                places=await connection.fetch(PLACES),
                offers=await connection.fetch(OFFERS),
            )
            for row in await connection.fetch("SELECT * FROM chaos_moves ORDER BY n"):
                audit.moves[row["id"]].append(row)
            for row in await connection.fetch(MESSAGES):
                audit.messages[row["conversation_id"]].append(row)
    finally:
        await connection.close()
    return audit


async def unheard(url: str) -> list[str]:
    """Conversations in which nobody has the customer's last words, or the bot has not answered them."""
    connection = await asyncpg.connect(url)
    try:
        rows = await connection.fetch(UNHEARD)
    finally:
        await connection.close()
    return [f"unheard: {dict(row)}" for row in rows]


def takeovers(audit: Audit, kills: list[datetime]) -> list[tuple[datetime, datetime]]:
    """When turns were lost with their worker, and when each was held by another or was over.

    A worker is dead from a kill on if it is never seen again; what it held then was lost by the crash.
    """
    last_seen: dict[str, datetime] = {}
    for rows in audit.moves.values():
        for row in rows:
            if row["worker"]:
                last_seen[row["worker"]] = max(row["at"], last_seen.get(row["worker"], row["at"]))
    found = []
    for rows in audit.moves.values():
        for held, after in pairwise(rows):
            lost = (
                held["worker"] and held["owes"] and (after["worker"] != held["worker"] or not after["owes"])
            )
            killed = [at for at in kills if held["at"] <= at <= after["at"]]
            if lost and killed and last_seen[held["worker"]] <= killed[0]:
                found.append((killed[0], after["at"]))
    return found
