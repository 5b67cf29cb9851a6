"""What agents of the demo find on the shelf: canned replies and macros, everybody's, in each language."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from handoff.desk.aids import shelf
from handoff.desk.context import Desk
from handoff.domain.aids.shelf import ShelfKind

FILE = Path(__file__).with_name("items.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """Something that lies ready."""

    kind: ShelfKind
    name: str
    content: Mapping[str, object]


ITEMS = TypeAdapter(tuple[Prepared, ...])


async def seed_shelf(desk: Desk) -> int:
    """Put there what is not yet, in the name of one who leads; tells how many things that were."""
    async with desk.store.reading() as tx:
        leading = [agent.actor for agent in await tx.people.agents() if agent.actor.leads]
    if not leading:
        return 0
    keeper = leading[0]
    known = {(item.kind, item.name) for item in await shelf.list_shelf(desk, actor=keeper)}
    put = 0
    for ready in ITEMS.validate_json(FILE.read_bytes()):
        if (ready.kind, ready.name) in known:
            continue
        await shelf.put_on_shelf(
            desk, actor=keeper, kind=ready.kind, name=ready.name, content=ready.content, shared=True
        )
        put += 1
    return put
