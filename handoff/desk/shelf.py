"""What agents keep to use again; everybody's things are kept by those who lead."""

from collections.abc import Mapping
from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from handoff.desk.context import Desk
from handoff.domain.errors import Conflict, Forbidden, Invalid, NotFound
from handoff.domain.people import Actor
from handoff.domain.shelf import CannedReply, Content, Macro, SavedView, ShelfItem, ShelfKind

CONTENT: TypeAdapter[CannedReply | Macro | SavedView] = TypeAdapter(Content)
MOST_ITEMS = 500
MOST_NAME_CHARS = 100


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
    """Everybody's things and one's own."""
    actor.must_be_agent()
    async with desk.store.reading() as tx:
        return await tx.shelf.of(actor.id)


async def put_on_shelf(
    desk: Desk, *, actor: Actor, kind: ShelfKind, name: str, content: Mapping[str, object], shared: bool
) -> ShelfItem:
    """Keep something new, for oneself or for everybody."""
    _may_change(actor, None if shared else actor.id)
    item = ShelfItem(
        id=desk.new_id(),
        kind=kind,
        owner_id=None if shared else actor.id,
        name=_name(name),
        content=_kept(kind, content),
        revision=1,
        by_name=actor.name,
        at=desk.clock(),
    )
    async with desk.store.transaction() as tx:
        if len(await tx.shelf.of(actor.id)) >= MOST_ITEMS:
            raise Invalid(f"There are at most {MOST_ITEMS} things on the shelf.")
        await tx.shelf.add(item)
    return item


async def change_on_shelf(
    desk: Desk, *, actor: Actor, item_id: str, name: str, content: Mapping[str, object], revision: int
) -> ShelfItem:
    """Change it, unless somebody did since `revision`."""
    async with desk.store.transaction() as tx:
        known = _found(await tx.shelf.get(item_id), actor)
        _may_change(actor, known.owner_id)
        changed = replace(
            known,
            name=_name(name),
            content=_kept(known.kind, content),
            revision=revision + 1,
            by_name=actor.name,
            at=desk.clock(),
        )
        if not await tx.shelf.save(changed):
            raise Conflict("Somebody else has changed this.")
    return changed


async def drop_from_shelf(desk: Desk, *, actor: Actor, item_id: str) -> ShelfItem:
    """Take it away; what comes back is what it was, so that it can be put there again."""
    async with desk.store.transaction() as tx:
        known = _found(await tx.shelf.get(item_id), actor)
        _may_change(actor, known.owner_id)
        await tx.shelf.drop(item_id)
    return known


async def macro_of(desk: Desk, *, actor: Actor, macro_id: str) -> tuple[ShelfItem, Macro]:
    """A macro that this agent may run."""
    actor.must_be_agent()
    async with desk.store.reading() as tx:
        item = _found(await tx.shelf.get(macro_id), actor)
    content = content_of(item.kind, item.content)
    if not isinstance(content, Macro):
        raise NotFound("There is no such macro.")
    return item, content


def _kept(kind: ShelfKind, content: Mapping[str, object]) -> Mapping[str, object]:
    dumped = CONTENT.dump_python(content_of(kind, content), mode="json", exclude_none=True)
    return {name: value for name, value in dumped.items() if name != "kind"}


def _found(item: ShelfItem | None, actor: Actor) -> ShelfItem:
    if item is None or item.owner_id not in (None, actor.id):
        raise NotFound("There is no such thing on the shelf.")
    return item


def _may_change(actor: Actor, owner_id: str | None) -> None:
    actor.must_be_agent()
    if owner_id is None and not actor.leads:
        raise Forbidden("What is everybody's is changed by supervisors and admins.")


def _name(name: str) -> str:
    kept = name.strip()
    if not 0 < len(kept) <= MOST_NAME_CHARS:
        raise Invalid(f"A name has 1 to {MOST_NAME_CHARS} characters.")
    return kept
