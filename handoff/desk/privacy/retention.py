"""How long the desk keeps what customers said: the rule, what it would do, and the sweep that does it."""

from collections import Counter
from datetime import datetime

from pydantic import TypeAdapter

from handoff.desk.context import Desk
from handoff.desk.setting import KeptSetting, Setting
from handoff.domain.errors import Conflict, Invalid
from handoff.domain.identity.people import Actor
from handoff.domain.retention import MOST_DAYS, RETENTION, Doomed, Erasure, ErasureKind, Retention

# A desk that was told nothing deletes nothing.
RULE = KeptSetting(key=RETENTION, form=TypeAdapter(Retention), start=Retention())
MOST_LOGGED = 50
MOST_TAG = 50
AT_ONCE = 10
SWEEPER = "Baton"


async def read_retention(desk: Desk, *, actor: Actor) -> tuple[Setting[Retention], list[Erasure]]:
    """The rule in force, and what was deleted lately."""
    actor.must_administer()
    async with desk.store.reading() as tx:
        return await RULE.inside(tx), await tx.erasing.log(MOST_LOGGED)


async def preview(desk: Desk, *, actor: Actor, rule: Retention) -> Doomed:
    """What a rule would delete at once."""
    actor.must_administer()
    _check(rule)
    return await _doomed(desk, rule)


async def set_retention(
    desk: Desk, *, actor: Actor, rule: Retention, confirmed: int, revision: int | None = None
) -> Setting[Retention]:
    """Set the rule; `confirmed` is how many conversations and customers one has agreed to lose by it."""
    actor.must_administer()
    _check(rule)
    doomed = await _doomed(desk, rule)
    if doomed.conversations + doomed.visitors > confirmed:
        raise Conflict("This would delete more than you have confirmed; look again.")
    return await RULE.change(desk, actor, rule, revision)


async def sweep_old(desk: Desk) -> Counter[str]:
    """Delete what the rule in force lets go, a few at a time; any process may, and none does it twice."""
    rule = (await RULE.current(desk)).value
    at, done = desk.clock(), Counter[str]()
    if (before := rule.deletes_before(at)) is not None:
        while dropped := await _drop_some(desk, before, rule.hold_tag):
            done += dropped
        await _note(desk, ErasureKind.RETENTION, done, at)
    if (before := rule.anonymises_before(at)) is not None:
        faded = Counter[str]()
        while some := await _fade_some(desk, before, rule.hold_tag):
            faded += some
        await _note(desk, ErasureKind.ANONYMISED, faded, at)
        done += faded
    return done


async def _doomed(desk: Desk, rule: Retention) -> Doomed:
    at = desk.clock()
    async with desk.store.reading() as tx:
        return await tx.erasing.doomed(
            ended=rule.deletes_before(at),
            anonymous=rule.anonymises_before(at),
            hold_tag=rule.hold_tag,
        )


async def _drop_some(desk: Desk, before: datetime, hold_tag: str) -> Counter[str]:
    """With a conversation goes its customer, if nothing else is kept of them."""
    done = Counter[str]()
    async with desk.store.transaction() as tx:
        for id_ in await tx.erasing.old(before, hold_tag, AT_ONCE):
            conversation = await tx.conversations.get(id_)
            assert conversation is not None, "it is in hand"
            done["messages"] += await tx.erasing.drop(id_)
            done["conversations"] += 1
            done["visitors"] += await tx.erasing.drop_visitor(conversation.visitor_id)
    return done


async def _fade_some(desk: Desk, before: datetime, hold_tag: str) -> Counter[str]:
    async with desk.store.transaction() as tx:
        found = await tx.erasing.fading(before, hold_tag, AT_ONCE)
        for visitor_id in found:
            await tx.erasing.anonymise(visitor_id)
    return Counter(visitors=len(found)) if found else Counter()


async def _note(desk: Desk, kind: ErasureKind, done: Counter[str], at: datetime) -> None:
    if not done:
        return
    async with desk.store.transaction() as tx:
        await tx.erasing.note(Erasure(id=desk.new_id(), kind=kind, at=at, by_name=SWEEPER, counts=dict(done)))


def _check(rule: Retention) -> None:
    for days in (rule.conversations_days, rule.anonymise_days):
        if days is not None and not 1 <= days <= MOST_DAYS:
            raise Invalid(f"Choose between 1 and {MOST_DAYS} days, or none.")
    if not 0 < len(rule.hold_tag.strip()) <= MOST_TAG:
        raise Invalid(f"hold_tag: a tag of at most {MOST_TAG} characters.")
