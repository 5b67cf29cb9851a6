"""Files over HTTP: put one into a conversation, fetch it, take an unsent one back."""

from typing import Annotated
from urllib.parse import quote

from pydantic import StringConstraints
from sanic import HTTPResponse
from sanic.response import raw

from handoff.desk.conversation import attachments
from handoff.domain.conversation.attachment import Attachment
from handoff.domain.errors import RateLimited
from handoff.web.api.models import Body
from handoff.web.openapi import FILE
from handoff.web.route import Access, Asked, Route
from handoff.wire import Wire
from handoff.wire.reading import Storable

# Whatever a browser makes of it, it does nothing: no script, no form, no other origin, no frame around it.
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"


class FileQuery(Body):
    """What the file is called where it comes from."""

    name: Annotated[str, StringConstraints(max_length=1000), Storable] = ""


class AttachmentOut(Wire):
    """A file; its type is what its content says, its name what can safely be shown."""

    id: str
    name: str
    type: str
    size: int
    width: int | None
    height: int | None


class AttachmentLimitsOut(Wire):
    """Which files this desk takes; none where `max_bytes` is 0."""

    max_bytes: int
    max_files: int
    types: tuple[str, ...]


async def tell_limits(asked: Asked) -> AttachmentLimitsOut:
    limits = asked.services.desk.policy.attachments
    return AttachmentLimitsOut(
        max_bytes=limits.most_bytes, max_files=limits.most_in_message, types=limits.types
    )


async def put_file(asked: Asked) -> AttachmentOut:
    limits, actor = asked.services.limits, asked.actor
    if not limits.uploads.take(actor.id) or (
        actor.is_visitor and not limits.uploads_by_address.take(asked.address)
    ):
        raise RateLimited("too many files at once; please wait a moment")
    attachment = await attachments.put_attachment(
        asked.services.desk,
        actor=actor,
        conversation_id=asked.path["conversation_id"],
        name=asked.query.name,
        data=asked.file,
    )
    return AttachmentOut.model_validate(attachment)


async def fetch_file(asked: Asked) -> HTTPResponse:
    attachment, data = await attachments.read_attachment(
        asked.services.desk,
        actor=asked.actor,
        conversation_id=asked.path["conversation_id"],
        attachment_id=asked.path["attachment_id"],
    )
    return raw(data, headers=_headers(attachment), content_type=attachment.type)


async def drop_file(asked: Asked) -> AttachmentOut:
    dropped = await attachments.drop_attachment(
        asked.services.desk,
        actor=asked.actor,
        conversation_id=asked.path["conversation_id"],
        attachment_id=asked.path["attachment_id"],
    )
    return AttachmentOut.model_validate(dropped)


def _headers(attachment: Attachment) -> dict[str, str]:
    """Always to be saved, never to be opened in place of our own pages."""
    return {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(attachment.name, safe='')}",
        "Content-Security-Policy": SANDBOX,
        "Cross-Origin-Resource-Policy": "same-origin",
    }


ROUTES = (
    Route(
        method="GET",
        path="/attachments/limits",
        handler=tell_limits,
        summary="Which files may be attached",
        access=Access.PUBLIC,
        answers=(AttachmentLimitsOut,),
    ),
    Route(
        method="POST",
        path="/conversations/{conversation_id}/attachments",
        handler=put_file,
        summary="Put a file into a conversation, to be sent with a message",
        access=Access.PARTY,
        query=FileQuery,
        takes_file=True,
        answers=(AttachmentOut,),
    ),
    Route(
        method="GET",
        path="/conversations/{conversation_id}/attachments/{attachment_id}",
        handler=fetch_file,
        summary="The content of a file",
        access=Access.PARTY,
        media=FILE,
        answers=(),
    ),
    Route(
        method="DELETE",
        path="/conversations/{conversation_id}/attachments/{attachment_id}",
        handler=drop_file,
        summary="Take back a file that was not sent",
        access=Access.PARTY,
        answers=(AttachmentOut,),
    ),
)
