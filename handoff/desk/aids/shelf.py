"""What agents keep to use again: each their own, a team its own, and everybody's kept by those who lead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import TypeAdapter, ValidationError

from handoff.desk.context import Desk
from handoff.desk.ports import Transaction
from handoff.domain.aids.shelf import CannedReply, Content, Macro, SavedView, ShelfItem, ShelfKind
from handoff.domain.errors import Conflict, Forbidden, Invalid, NotFound
from handoff.domain.identity.people import Actor

CONTENT: TypeAdapter[CannedReply | Macro | SavedView] = TypeAdapter(Content)
MOST_ITEMS = 500
MOST_NAME_CHARS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Whose something is: a team's, else everybody's, else one's own."""

    team_id: str | None = None
    shared: bool = False


def content_of(kind: ShelfKind, raw: Mapping[str, object]) -> CannedReply | Macro | SavedView:
    """What a thing on the shelf holds, checked, or Invalid with a word on what is wrong."""
    try:
        content = CONTENT.validate_python(dict(raw) | {"kind": kind.value})
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        raise Invalid(f"{'.'.join(map(str, first['loc'][1:]))}: {first['msg']}") from None
    content.check()
    return content


async def list_shelf(desk: Desk, *, actor: Actor) -> list[ShelfItem]:
    """Everybody's things, those of one's teams and one's own; those who lead see every team's."""
    actor.must_be_agent()
    async with desk.store.reading() as tx:
        return await tx.shelf.of(actor.id, await _teams(tx, actor))


async def put_on_shelf(
    desk: Desk,
    *,
    actor: Actor,
    kind: ShelfKind,
    name: str,
    content: Mapping[str, object],
    shared: bool = False,
    team_id: str | None = None,
) -> ShelfItem:
    """Keep something new, for oneself, for a team or for everybody."""
    actor.must_be_agent()
    async with desk.store.transaction() as tx:
        teams = await _teams(tx, actor)
        whose = await _placed(tx, actor, teams, Whose(team_id=team_id, shared=shared))
        item = ShelfItem(
            id=desk.new_id(),
            kind=kind,
            owner_id=_owner(actor, whose),
            team_id=whose.team_id,
            name=_name(name),
            content=_kept(kind, content),
            revision=1,
            by_name=actor.name,
            at=desk.clock(),
        )
        if len(await tx.shelf.of(actor.id, teams)) >= MOST_ITEMS:
            raise Invalid(f"There are at most {MOST_ITEMS} things on the shelf.")
        await tx.shelf.add(item)
    return item


async def change_on_shelf(
    desk: Desk,
    *,
    actor: Actor,
    item_id: str,
    name: str,
    content: Mapping[str, object],
    revision: int,
    whose: Whose | None = None,
) -> ShelfItem:
    """Change it, and whose it is if that is said, unless somebody did since `revision`."""
    async with desk.store.transaction() as tx:
        known, teams = await _to_change(tx, actor, item_id)
        to = await _placed(tx, actor, teams, whose) if whose else None
        changed = replace(
            known,
            owner_id=_owner(actor, to) if to else known.owner_id,
            team_id=to.team_id if to else known.team_id,
            name=_name(name),
            content=_kept(known.kind, content),
            revision=revision + 1,
            by_name=actor.name,
            at=desk.clock(),
        )
        if not await tx.shelf.save(changed):
            raise Conflict("Somebody else has changed this.")
    return changed


async def order_shelf(desk: Desk, *, actor: Actor, item_ids: Sequence[str]) -> list[ShelfItem]:
    """Put these in this order; all of them are the actor's to change."""
    async with desk.store.transaction() as tx:
        for item_id in sorted(set(item_ids)):
            await _to_change(tx, actor, item_id)
        for place, item_id in enumerate(dict.fromkeys(item_ids), start=1):
            await tx.shelf.put_at(item_id, place)
        return await tx.shelf.of(actor.id, await _teams(tx, actor))


async def drop_from_shelf(desk: Desk, *, actor: Actor, item_id: str) -> ShelfItem:
    """Take it away; what comes back is what it was, so that it can be put there again."""
    async with desk.store.transaction() as tx:
        known, _ = await _to_change(tx, actor, item_id)
        await tx.shelf.drop(item_id)
    return known


async def macro_of(desk: Desk, *, actor: Actor, macro_id: str) -> tuple[ShelfItem, Macro]:
    """A macro that this agent may run."""
    actor.must_be_agent()
    async with desk.store.reading() as tx:
        item = await _seen(tx, actor, macro_id, await _teams(tx, actor))
    content = content_of(item.kind, item.content)
    if not isinstance(content, Macro):
        raise NotFound("There is no such macro.")
    return item, content


def _kept(kind: ShelfKind, content: Mapping[str, object]) -> Mapping[str, object]:
    dumped = CONTENT.dump_python(content_of(kind, content), mode="json", exclude_none=True)
    return {name: value for name, value in dumped.items() if name != "kind"}


async def _teams(tx: Transaction, actor: Actor) -> tuple[str, ...] | None:
    """The teams whose things this agent sees; None for every team's."""
    if actor.leads:
        return None
    agent = await tx.people.agent(actor.id)
    return agent.teams if agent else ()


async def _to_change(tx: Transaction, actor: Actor, item_id: str) -> tuple[ShelfItem, tuple[str, ...] | None]:
    actor.must_be_agent()
    teams = await _teams(tx, actor)
    item = await _seen(tx, actor, item_id, teams)
    if item.shared and not actor.leads:
        raise Forbidden("What is everybody's is changed by supervisors and admins.")
    return item, teams


async def _seen(tx: Transaction, actor: Actor, item_id: str, teams: tuple[str, ...] | None) -> ShelfItem:
    item = await tx.shelf.get(item_id)
    if item is not None and (
        item.owner_id == actor.id
        or item.shared
        or (item.team_id is not None and (teams is None or item.team_id in teams))
    ):
        return item
    raise NotFound("There is no such thing on the shelf.")


async def _placed(tx: Transaction, actor: Actor, teams: tuple[str, ...] | None, whose: Whose) -> Whose:
    """Where this agent may put something: among a team's things only as one of it, or as one who leads."""
    if whose.team_id is not None:
        if whose.shared:
            raise Invalid("What is a team's is not everybody's.")
        if teams is not None and whose.team_id not in teams:
            raise Forbidden("What is a team's is kept by its members, supervisors and admins.")
        if await tx.people.team(whose.team_id) is None:
            raise Invalid("There is no such team.")
    elif whose.shared and not actor.leads:
        raise Forbidden("What is everybody's is changed by supervisors and admins.")
    return whose


def _owner(actor: Actor, whose: Whose) -> str | None:
    return None if whose.shared or whose.team_id else actor.id


def _name(name: str) -> str:
    kept = name.strip()
    if not 0 < len(kept) <= MOST_NAME_CHARS:
        raise Invalid(f"A name has 1 to {MOST_NAME_CHARS} characters.")
    return kept
