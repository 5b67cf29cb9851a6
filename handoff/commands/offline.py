"""Work on the desk while nobody is connected: the demo's content, new members of staff."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from handoff.auth import PasswordHasher
from handoff.clock import now
from handoff.config import Settings
from handoff.demo.past import seed_past
from handoff.demo.seed import seed
from handoff.desk.context import Desk
from handoff.desk.identity import people
from handoff.desk.ids import uuid7
from handoff.desk.reporting.figure_days import recount
from handoff.desk.timing.time_settings import current_terms
from handoff.domain.enums import Role
from handoff.rules import policy_of
from handoff.storage.engine.database import open_engine
from handoff.storage.store import SqlStore
from kb_index.store import ArticleStore


async def seed_demo(settings: Settings) -> None:
    """Put the demo shop and its people into the database, once."""
    async with _offline_desk(settings) as (desk, articles):
        await seed(desk, articles, hash_password=PasswordHasher().hash, data_dir=settings.data_dir)
        if settings.demo_past:
            await seed_past(desk, articles)


async def add_person(
    settings: Settings, *, email: str, name: str | None, role: str, langs: tuple[str, ...], password: str
) -> None:
    """Let a new member of staff log in."""
    async with _offline_desk(settings) as (desk, _):
        await people.add_agent(
            desk,
            email=email,
            name=name or email.split("@")[0].capitalize(),
            role=Role(role),
            password_hash=await PasswordHasher().hash(password),
            capacity=settings.agent_capacity,
            languages=langs,
        )


async def recount_figures(settings: Settings) -> int:
    """Count every day of the reports anew, in the zone that the desk's hours are in."""
    async with _offline_desk(settings) as (desk, _):
        desk.agreed.terms = await current_terms(desk)
        return await recount(desk)


class _Silent:
    """A publisher for work that is done while nobody is connected."""

    async def publish(self, events: object) -> None:
        """Tell nobody."""


@asynccontextmanager
async def _offline_desk(settings: Settings) -> AsyncIterator[tuple[Desk, ArticleStore]]:
    engine = open_engine(settings.resolved_database_url())
    try:
        store = SqlStore(engine)
        yield (
            Desk(store=store, publisher=_Silent(), clock=now, new_id=uuid7, policy=policy_of(settings)),
            ArticleStore(engine, clock=now, new_id=uuid7),
        )
    finally:
        await engine.dispose()
