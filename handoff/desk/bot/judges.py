"""The judges this desk has fitted: which one is in force, and how another one comes into force."""

from collections.abc import Mapping

from handoff.desk.context import Desk
from handoff.domain.deskwide import JudgeRecord
from handoff.domain.errors import Conflict


async def latest_judge(desk: Desk) -> JudgeRecord | None:
    """The newest record; None where this desk never fitted one."""
    async with desk.store.reading() as tx:
        return await tx.judges.latest()


async def put_judge(
    desk: Desk,
    *,
    content: Mapping[str, object] | None,
    model: str,
    report: Mapping[str, object],
    made_by: str,
) -> JudgeRecord:
    """Bring a judge into force for every process; None is the shipped one."""
    async with desk.store.transaction() as tx:
        record = JudgeRecord(
            version=await tx.judges.head() + 1,
            content=content,
            model=model,
            report=report,
            made_by=made_by,
            made_at=desk.clock(),
        )
        if not await tx.judges.add(record):
            raise Conflict("Somebody else has just fitted a judge.")
    return record
