"""What agents keep to use again, over HTTP: canned replies, macros, saved views."""

from typing import Annotated

from pydantic import Field, JsonValue, StringConstraints

from handoff.desk import shelf
from handoff.domain.shelf import ShelfKind
from handoff.reading import Storable
from handoff.web.models import Body
from handoff.web.route import Access, Asked, Route
from handoff.wire import Wire
from handoff.wire.shelf import ShelfItemOut, shelf_item_out

Name = Annotated[str, StringConstraints(min_length=1, max_length=100), Storable]


class ShelfItemIn(Body):
    """Something to keep, for oneself or for everybody."""

    kind: ShelfKind
    shared: bool = False
    name: Name
    content: dict[str, JsonValue]


class ShelfItemChange(Body):
    """The same anew; refused if somebody changed it since `revision`."""

    name: Name
    content: dict[str, JsonValue]
    revision: Annotated[int, Field(ge=1)]


class ShelfOut(Wire):
    """Everybody's things and one's own, by name."""

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
        )
    )


async def change_item(asked: Asked) -> ShelfItemOut:
    body: ShelfItemChange = asked.body
    return shelf_item_out(
        await shelf.change_on_shelf(
            asked.services.desk,
            actor=asked.actor,
            item_id=asked.path["id"],
            name=body.name,
            content=body.content,
            revision=body.revision,
        )
    )


async def drop_item(asked: Asked) -> ShelfItemOut:
    return shelf_item_out(
        await shelf.drop_from_shelf(asked.services.desk, actor=asked.actor, item_id=asked.path["id"])
    )


ROUTES = (
    Route(
        method="GET",
        path="/shelf",
        handler=list_items,
        summary="Canned replies, macros and saved views: everybody's and one's own",
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
