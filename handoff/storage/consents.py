"""What customers agreed to, in SQL."""

from dataclasses import asdict, replace

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.identity.consent import GivenConsent
from handoff.storage.engine.upsert import insert_if_new
from handoff.storage.tables.consent_tables import consents

KEY = ("visitor_id", "version")


class SqlConsents:
    """Each version once for each visitor."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def add(self, given: GivenConsent) -> None:
        await self._db.execute(insert_if_new(self._db, consents, asdict(given), key=KEY))

    async def of(self, visitor_id: str) -> list[GivenConsent]:
        query = sa.select(consents).where(consents.c.visitor_id == visitor_id)
        rows = (await self._db.execute(query.order_by(consents.c.at, consents.c.version))).mappings()
        return [GivenConsent(**row) for row in rows]

    async def bring(self, visitor_id: str, to_id: str) -> None:
        for one in await self.of(visitor_id):
            await self.add(replace(one, visitor_id=to_id))
        await self._db.execute(consents.delete().where(consents.c.visitor_id == visitor_id))
