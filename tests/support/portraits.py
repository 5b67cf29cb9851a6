"""Agents who have a picture of themselves."""

from handoff.domain.identity.people import Agent
from tests.support.desk_app import DeskApp
from tests.support.files import photo


async def put_picture(app: DeskApp, agent: Agent, data: bytes | None = None) -> str:
    """Put one as that agent; where it is to be found."""
    headers = {"Authorization": f"Bearer {app.token_of(agent)}"}
    answer = await app.http.put("/api/v1/auth/picture", headers=headers, content=data or photo())
    assert answer.status_code == 200, answer.text
    return str(answer.json()["agent"]["picture"])
