"""Who is away and why: the words for it, and how the agents were from moment to moment."""

from datetime import datetime

from pydantic import TypeAdapter

from handoff.desk.context import Desk
from handoff.desk.ports import Transaction
from handoff.desk.setting import KeptSetting, Setting
from handoff.desk.work import Work
from handoff.domain.enums import Availability
from handoff.domain.identity.people import Actor, Agent
from handoff.domain.queueing.away import AWAY, AvailabilityChange, AwayReasons, checked_reasons

REASONS = KeptSetting(key=AWAY, form=TypeAdapter(AwayReasons), start=AwayReasons())
SHOWN_CHANGES = 5000


async def reasons_in(tx: Transaction) -> AwayReasons:
    """The words in force."""
    return (await REASONS.inside(tx)).value


async def read_reasons(desk: Desk, *, actor: Actor) -> Setting[AwayReasons]:
    """The words, for the staff who choose from them."""
    actor.must_be_agent()
    return await REASONS.current(desk)


async def set_reasons(
    desk: Desk, *, actor: Actor, reasons: tuple[str, ...], revision: int | None = None
) -> Setting[AwayReasons]:
    """Set the words, unless somebody did since `revision`; who is away by an old one stays so."""
    return await REASONS.change(desk, actor, AwayReasons(reasons=checked_reasons(reasons)), revision)


async def note_change(work: Work, before: Agent, after: Agent, by_id: str | None) -> None:
    """Keep how the agent is from now on, where that is another way than before."""
    if (before.availability, before.away_reason) == (after.availability, after.away_reason):
        return
    await _note(work, after, by_id, present=after.present(work.at))


async def note_presence(work: Work, agent: Agent, *, present: bool) -> None:
    """Keep that an agent came or is gone; of one who is offline either way there is nothing to tell."""
    if agent.active and agent.availability is not Availability.OFFLINE:
        await _note(work, agent, None, present=present)


async def _note(work: Work, agent: Agent, by_id: str | None, *, present: bool) -> None:
    change = AvailabilityChange(
        id=work.desk.new_id(),
        agent_id=agent.id,
        at=work.at,
        availability=agent.availability,
        reason=agent.away_reason,
        by_id=by_id,
        present=present,
    )
    await work.tx.people.note_availability(change)


async def read_changes(
    desk: Desk, *, actor: Actor, since: datetime, until: datetime
) -> tuple[AvailabilityChange, ...]:
    """How the agents changed in a stretch of time, oldest first, for those who lead."""
    actor.must_lead()
    async with desk.store.reading() as tx:
        return tuple(await tx.people.availabilities(since, until, SHOWN_CHANGES))
