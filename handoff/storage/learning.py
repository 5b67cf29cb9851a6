"""Verdicts, desk-wide settings and refitted judges in SQL."""

import json
from dataclasses import asdict

import sqlalchemy as sa
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.bot.verdict import AnswerVerdict, Verdict
from handoff.domain.deskwide import JudgeRecord, SettingChange
from handoff.storage.engine.prepared import Prepared
from handoff.storage.engine.upsert import insert_if_new, upsert
from handoff.storage.tables.learning_tables import answer_verdicts, judges, setting_changes

KEY = setting_changes.c.key
NEWEST_FIRST = (
    sa.select(setting_changes)
    .where(setting_changes.c.key == sa.bindparam("key"))
    .order_by(setting_changes.c.revision.desc())
)
# Every process asks for these each second.
CURRENT = Prepared(NEWEST_FIRST.limit(1))
REVISIONS = sa.select(KEY, sa.func.max(setting_changes.c.revision).label("newest")).group_by(KEY)
ALL_REVISIONS = Prepared(REVISIONS)
HEAD = Prepared(sa.select(sa.func.max(judges.c.version).label("version")))


class SqlVerdicts:
    """What agents say of the bot's answers."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def put(self, verdict: AnswerVerdict) -> None:
        await self._db.execute(upsert(self._db, answer_verdicts, asdict(verdict), key=("message_id",)))

    async def drop(self, message_id: str) -> None:
        await self._db.execute(answer_verdicts.delete().where(answer_verdicts.c.message_id == message_id))

    async def of(self, conversation_id: str) -> list[AnswerVerdict]:
        query = (
            sa.select(answer_verdicts)
            .where(answer_verdicts.c.conversation_id == conversation_id)
            .order_by(answer_verdicts.c.message_id)
        )
        return [verdict_of(row) for row in (await self._db.execute(query)).mappings()]


class SqlDeskSettings:
    """What supervisors set for the whole desk; nothing is overwritten."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def current(self, key: str) -> SettingChange | None:
        row = await CURRENT.one(self._db, {"key": key})
        return SettingChange(**row) if row else None

    async def at(self, key: str, revision: int) -> SettingChange | None:
        place = (setting_changes.c.key == key) & (setting_changes.c.revision == revision)
        row = (await self._db.execute(sa.select(setting_changes).where(place))).mappings().one_or_none()
        return SettingChange(**row) if row else None

    async def history(self, key: str, limit: int) -> list[SettingChange]:
        rows = await self._db.execute(NEWEST_FIRST.limit(limit), {"key": key})
        return [SettingChange(**row) for row in rows.mappings()]

    async def recent(self, prefix: str, limit: int) -> list[SettingChange]:
        query = (
            sa.select(setting_changes)
            .where(KEY.startswith(prefix, autoescape=True))
            .order_by(setting_changes.c.at.desc(), setting_changes.c.key, setting_changes.c.revision.desc())
            .limit(limit)
        )
        return [SettingChange(**row) for row in (await self._db.execute(query)).mappings()]

    async def revisions(self, prefix: str) -> dict[str, int]:
        if not prefix:
            return {row["key"]: row["newest"] for row in await ALL_REVISIONS.rows(self._db, {})}
        query = REVISIONS.where(KEY.startswith(prefix, autoescape=True))
        return {row["key"]: row["newest"] for row in (await self._db.execute(query)).mappings()}

    async def add(self, change: SettingChange) -> bool:
        values = asdict(change) | {"value": dict(change.value)}
        statement = insert_if_new(self._db, setting_changes, values, key=("key", "revision"))
        return (await self._db.execute(statement)).rowcount == 1


class SqlJudges:
    """The judges this desk has fitted; the newest is in force."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def head(self) -> int:
        row = await HEAD.one(self._db, {}) or {}
        return int(row["version"] or 0)

    async def latest(self) -> JudgeRecord | None:
        query = sa.select(judges).order_by(judges.c.version.desc()).limit(1)
        row = (await self._db.execute(query)).mappings().one_or_none()
        return _judge(row) if row else None

    async def add(self, record: JudgeRecord) -> bool:
        content = None if record.content is None else json.dumps(dict(record.content))
        values = asdict(record) | {"content": content, "report": dict(record.report)}
        statement = insert_if_new(self._db, judges, values, key=("version",))
        return (await self._db.execute(statement)).rowcount == 1


def verdict_of(row: RowMapping) -> AnswerVerdict:
    """The verdict of a row."""
    return AnswerVerdict(**{**row, "verdict": Verdict(row["verdict"])})


def _judge(row: RowMapping) -> JudgeRecord:
    content = None if row["content"] is None else json.loads(row["content"])
    return JudgeRecord(**{**row, "content": content})
