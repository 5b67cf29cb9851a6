"""All that is kept of a customer as one ZIP: what was said as JSON, and the files that were sent."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from handoff.desk.context import Desk
from handoff.desk.privacy.erasing import export_visitor
from handoff.domain.errors import TooLarge
from handoff.domain.identity.people import Actor

TOLD = "customer.json"
MEGABYTE = 1_000_000
# It is put together in memory; pictures and films do not get smaller by packing.
MOST_BYTES = 200 * MEGABYTE


async def archive_visitor(desk: Desk, *, actor: Actor, visitor_id: str, most: int = MOST_BYTES) -> bytes:
    """As `export_visitor`, with the files of both sides' messages beside it, at the paths that it names."""
    told = await export_visitor(desk, actor=actor, visitor_id=visitor_id)
    files = list(_files(told))
    if sum(file["size"] for file in files) > most:
        raise TooLarge(f"The files are larger than {most // MEGABYTE} MB together; take them one by one.")
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        text = json.dumps(told, ensure_ascii=False, indent=2)
        archive.writestr(TOLD, text, compress_type=ZIP_DEFLATED)
        for file in files:
            async with desk.store.reading() as tx:
                data = await tx.attachments.data(file["id"])
            if data is not None:
                await asyncio.to_thread(archive.writestr, file["path"], data, ZIP_STORED)
    return out.getvalue()


def _files(told: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for conversation in told["conversations"]:
        for message in conversation["messages"]:
            yield from message["attachments"]
