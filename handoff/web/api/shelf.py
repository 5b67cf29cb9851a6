"""What agents keep to use again, over HTTP: canned replies, macros, saved views."""

from typing import Annotated

from pydantic import Field, JsonValue, StringConstraints

from handoff.desk.aids import shelf
from handoff.domain.aids.shelf import ShelfKind
from handoff.web.api.models import Body, Short
from handoff.web.route import Access, Asked, Route
from handoff.wire import Wire
from handoff.wire.reading import Storable
from handoff.wire.shelf import ShelfItemOut, shelf_item_out

Name = Annotated[str, StringConstraints(min_length=1, max_length=100), Storable]


class ShelfItemIn(Body):
    """Something to keep, for oneself, for a team or for everybody."""

    kind: ShelfKind
    shared: bool = False
    team_id: Short | None = None
    name: Name
    content: dict[str, JsonValue]


class ShelfItemChange(Body):
    """The same anew; refused if somebody changed it since `revision`.

    With `shared` it is also said whose it is from now on, as when it was made.
    """

    name: Name
    content: dict[str, JsonValue]
    revision: Annotated[int, Field(ge=1)]
    shared: bool | None = None
    team_id: Short | None = None


class ShelfOrder(Body):
    """Things on the shelf in the order that they shall have."""

    ids: Annotated[tuple[Short, ...], Field(max_length=shelf.MOST_ITEMS)]


class ShelfOut(Wire):
    """Everybody's things, those of one's teams and one's own, in their order."""

    items: tuple[ShelfItemOut, ...]


async def list_items(asked: Asked) -> ShelfOut:
    found = await shelf.list_shelf(asked.services.desk, actor=asked.actor)
    return ShelfOut(items=tuple(shelf_item_out(item) for item in found))


async def add_item(asked: Asked) -> ShelfItemOut:
    body: ShelfItemIn = asked.body
    return shelf_item_out(
        await shelf.put_on_shelf(
            asked.services.desk,
            actor=asked.actor,
            kind=body.kind,
            name=body.name,
            content=body.content,
            shared=body.shared,
            team_id=body.team_id,
        )
    )


async def change_item(asked: Asked) -> ShelfItemOut:
    body: ShelfItemChange = asked.body
    whose = None if body.shared is None else shelf.Whose(team_id=body.team_id, shared=body.shared)
    return shelf_item_out(
        await shelf.change_on_shelf(
            asked.services.desk,
            actor=asked.actor,
            item_id=asked.path["id"],
            name=body.name,
            content=body.content,
            revision=body.revision,
            whose=whose,
        )
    )


async def order_items(asked: Asked) -> ShelfOut:
    found = await shelf.order_shelf(asked.services.desk, actor=asked.actor, item_ids=asked.body.ids)
    return ShelfOut(items=tuple(shelf_item_out(item) for item in found))


async def drop_item(asked: Asked) -> ShelfItemOut:
    return shelf_item_out(
        await shelf.drop_from_shelf(asked.services.desk, actor=asked.actor, item_id=asked.path["id"])
    )


ROUTES = (
    Route(
        method="GET",
        path="/shelf",
        handler=list_items,
        summary="Canned replies, macros and saved views: everybody's, one's teams' and one's own",
        access=Access.AGENTS,
        answers=(ShelfOut,),
    ),
    Route(
        method="POST",
        path="/shelf",
        handler=add_item,
        summary="Put something on the shelf",
        access=Access.AGENTS,
        body=ShelfItemIn,
        answers=(ShelfItemOut,),
    ),
    Route(
        method="PUT",
        path="/shelf",
        handler=order_items,
        summary="Put things on the shelf in order",
        access=Access.AGENTS,
        body=ShelfOrder,
        answers=(ShelfOut,),
    ),
    Route(
        method="PUT",
        path="/shelf/{id}",
        handler=change_item,
        summary="Change something on the shelf",
        access=Access.AGENTS,
        body=ShelfItemChange,
        answers=(ShelfItemOut,),
    ),
    Route(
        method="DELETE",
        path="/shelf/{id}",
        handler=drop_item,
        summary="Take something off the shelf",
        access=Access.AGENTS,
        answers=(ShelfItemOut,),
    ),
)
