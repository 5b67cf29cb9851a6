"""The dial of risk: how sure the bot must be before it answers, set by those who lead."""

from dataclasses import dataclass

from handoff.desk.context import Desk
from handoff.domain.deskwide import ANSWERING, SettingChange
from handoff.domain.errors import Conflict, Invalid
from handoff.domain.identity.people import Actor

LEAST_RISK, GREATEST_RISK = 0.01, 0.5
SHOWN_CHANGES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskChange:
    """Who turned the dial from what to what."""

    revision: int
    before: float
    after: float
    change: SettingChange


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskDial:
    """The greatest share of wrong answers accepted, and how it came to be; revision 0 is the start."""

    risk: float
    revision: int
    history: tuple[RiskChange, ...] = ()


async def current_risk(desk: Desk, *, start: float) -> float:
    """The risk in force; `start` is the configured one, good until somebody turns the dial."""
    async with desk.store.reading() as tx:
        change = await tx.settings.current(ANSWERING)
    return _share(change, "risk", start)


async def read_dial(desk: Desk, *, actor: Actor, start: float) -> RiskDial:
    """The dial with its history, the newest change first."""
    actor.must_lead()
    async with desk.store.reading() as tx:
        changes = await tx.settings.history(ANSWERING, SHOWN_CHANGES)
    history = tuple(
        RiskChange(
            revision=one.revision,
            before=_share(one, "before", start),
            after=_share(one, "risk", start),
            change=one,
        )
        for one in changes
    )
    newest = history[0] if history else None
    return RiskDial(
        risk=newest.after if newest else start, revision=newest.revision if newest else 0, history=history
    )


async def turn_dial(
    desk: Desk, *, actor: Actor, risk: float, start: float, revision: int | None = None
) -> RiskDial:
    """Set the risk, unless somebody did since the `revision` that was read; the same again is no change."""
    actor.must_lead()
    if not LEAST_RISK <= risk <= GREATEST_RISK:
        raise Invalid(f"The risk lies between {LEAST_RISK} and {GREATEST_RISK}.")
    async with desk.store.transaction() as tx:
        known = await tx.settings.current(ANSWERING)
        at = known.revision if known else 0
        if revision is not None and revision != at:
            raise Conflict("Somebody else has changed this setting.")
        before = _share(known, "risk", start)
        if risk != before:
            change = SettingChange(
                key=ANSWERING,
                revision=at + 1,
                value={"risk": risk, "before": before},
                by_id=actor.id,
                by_name=actor.name,
                at=desk.clock(),
            )
            if not await tx.settings.add(change):
                raise Conflict("Somebody else has changed this setting.")
    return await read_dial(desk, actor=actor, start=start)


def _share(change: SettingChange | None, name: str, start: float) -> float:
    value = change.value.get(name) if change else None
    return float(value) if isinstance(value, int | float) else start
