"""The pictures of the staff over HTTP: one's own, and whatever a page shows."""

from sanic import HTTPResponse
from sanic.response import raw

from handoff.desk.identity import pictures
from handoff.domain.errors import RateLimited
from handoff.domain.identity.people import Agent
from handoff.web.api.models import MeOut
from handoff.web.route import Access, Asked, Route
from handoff.wire import agent_out

MOST_PICTURE_BYTES = 10_000_000
# Another picture has another address, so this one never changes.
FOREVER = "public, max-age=31536000, immutable"


async def put_picture(asked: Asked) -> MeOut:
    if not asked.services.limits.uploads.take(asked.actor.id):
        raise RateLimited("too many files at once; please wait a moment")
    agent = await pictures.put_picture(asked.services.desk, actor=asked.actor, data=asked.file)
    return await _own(asked, agent)


async def drop_picture(asked: Asked) -> MeOut:
    return await _own(asked, await pictures.drop_picture(asked.services.desk, actor=asked.actor))


async def fetch_picture(asked: Asked) -> HTTPResponse:
    data = await pictures.read_picture(asked.services.desk, digest=asked.path["digest"])
    return raw(data, headers={"Cache-Control": FOREVER}, content_type="image/jpeg")


async def _own(asked: Asked, agent: Agent) -> MeOut:
    """Whoever is connected as this agent speaks with the picture of now."""
    desk = asked.services.desk
    await asked.services.server.dismiss_unwelcome()
    return MeOut(agent=agent_out(agent, desk.clock(), desk.policy_now.weights))


ROUTES = (
    Route(
        method="PUT",
        path="/auth/picture",
        handler=put_picture,
        summary="Put one's own picture: a JPEG, PNG or WebP, of which the middle is kept",
        access=Access.STAFF,
        takes_file=True,
        max_body=MOST_PICTURE_BYTES,
        answers=(MeOut,),
    ),
    Route(
        method="DELETE",
        path="/auth/picture",
        handler=drop_picture,
        summary="Take one's own picture back",
        access=Access.STAFF,
        answers=(MeOut,),
    ),
    Route(
        method="GET",
        path="/pictures/{digest}",
        handler=fetch_picture,
        summary="A picture of a member of staff, by the address that their messages carry",
        access=Access.PUBLIC,
        media="image/jpeg",
        answers=(),
    ),
)
