"""The demo's past: lived once, over and done with, and no promise to a real customer rests on it."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import create_async_engine

from handoff.demo.past import seed_past
from handoff.demo.past.lines import lines_of
from handoff.demo.people import PEOPLE
from handoff.demo.seed import seed_people
from handoff.desk.identity import people
from handoff.desk.ports import Store
from handoff.desk.reporting.figures import Asked, Told, read_report
from handoff.desk.timing import promises
from handoff.domain.enums import Availability, ListView, Owner
from handoff.domain.figures.report import Report
from handoff.domain.languages import LANGUAGES
from kb_index.article import ArticleDraft, ArticleStatus
from kb_index.store import ArticleStore, metadata
from tests.support.databases import sql_stores
from tests.support.desks import World

TOLD = (
    ("conversations", None),
    ("containment_shown", None),
    ("first_response", "p90"),
    ("first_response_business", "p50"),
    ("sla_met", "first_response"),
    ("sla_met", "resolution"),
    ("abandonment", None),
    ("first_contact_resolution", None),
    ("reopen_rate", "bot"),
    ("csat", "bot"),
    ("csat", "agent"),
    ("precision_by_agents", None),
    ("precision_by_customers", None),
)


@pytest.fixture
async def articles(tmp_path: Path) -> AsyncIterator[ArticleStore]:
    engine = create_async_engine(f"sqlite+aiosqlite:///{tmp_path / 'baton.db'}")
    async with engine.begin() as db:
        await db.run_sync(metadata.create_all)
    store = ArticleStore(engine)
    for lang in LANGUAGES:
        for name in ("parcel-late", "care"):
            draft = ArticleDraft(title=name, body=f"All of {name}.", lang=lang, doc_id=f"{name}-{lang}")
            await store.create(draft, status=ArticleStatus.PUBLISHED)
    yield store
    await engine.dispose()


@pytest.fixture
async def world(articles: ArticleStore) -> World:
    """The demo's people, of whom nobody is at work, and what they have behind them."""
    world = World()
    await seed_people(world.desk, hashed)
    assert await seed_past(world.desk, articles) > 250
    return world


async def hashed(password: str) -> str:
    return f"#{password}"


async def summary(world: World) -> Told:
    sam = await people.authenticate(world.desk, email="sam@demo.example")
    assert sam is not None
    first = world.clock().date() - timedelta(days=62)
    return await read_report(
        world.desk, actor=sam.agent.actor, asked=Asked(report=Report.SUMMARY, first=first)
    )


async def test_the_reports_have_something_to_show(world: World) -> None:
    """Every headline figure rests on some cases, in each language and of each agent."""
    lines = {(line.figure, line.group): line for line in (await summary(world)).lines}
    assert [name for name in TOLD if name not in lines or lines[name].n < 4] == []
    served = {
        (await people.authenticate(world.desk, email=f"{name}@demo.example"))
        for name in ("ana", "reza", "kasia")
    }
    assert all(one is not None and ("csat", f"agent:{one.agent.id}") in lines for one in served)
    assert {group for figure, group in lines if figure == "article_handoffs"}
    states = {group for figure, group in lines if figure == "availability"}
    assert states == {"online", "away:break", "away:lunch"}
    assert 800 < (lines["availability", "online"].value or 0) < 1300


@sql_stores
async def test_a_database_keeps_it_as_it_was_played(
    store: Store, world: World, articles: ArticleStore
) -> None:
    """What the same past comes to does not depend on where it is kept."""
    kept = World(store=store)
    await seed_people(kept.desk, hashed)
    await seed_past(kept.desk, articles)
    there, here = [
        [line for line in (await summary(one)).lines if not (line.group or "").startswith("agent:")]
        for one in (kept, world)
    ]
    assert there == here


async def test_it_is_lived_once(world: World, articles: ArticleStore) -> None:
    """Neither twice, nor in a desk where somebody has been before."""
    assert await seed_past(world.desk, articles) == 0
    used = World()
    await seed_people(used.desk, hashed)
    await used.chat()
    assert await seed_past(used.desk, articles) == 0


async def test_it_needs_its_people(articles: ArticleStore) -> None:
    """Where an account of the demo is missing there is no past without it."""
    world = World()
    assert await seed_past(world.desk, articles) == 0


async def test_it_is_over(world: World) -> None:
    """Nothing is open or in the future, and the staff is as it was before."""
    async with world.desk.store.reading() as tx:
        page = await tx.conversations.page(ListView.ALL, reader_id="", limit=1000)
        staff = await tx.people.agents()
        events = [event for view in page.items for event in await tx.events.of(view.id)]
    assert {view.owner for view in page.items} == {Owner.NOBODY}
    assert max(event.at for event in events) < world.clock()
    assert {(one.load, one.availability, one.present_until) for one in staff} == {
        (0, Availability.OFFLINE, None)
    }
    assert len(staff) == len(PEOPLE)


async def test_no_customer_is_told_a_wait_that_rests_on_it(world: World) -> None:
    """The last week has too few stays for a range, even if everybody came to work."""
    async with world.desk.store.reading() as tx:
        facts = await tx.queue.wait_facts(world.clock())
    assert facts.samples > 0
    assert not facts.known


async def test_two_promises_are_owed_and_no_other_was_made_by_accident(world: World) -> None:
    """Both fall due after today, each kept by somebody; the others were kept in time."""
    sam = await people.authenticate(world.desk, email="sam@demo.example")
    assert sam is not None
    owed = (await promises.owed(world.desk, actor=sam.agent.actor, everybody=True)).promises
    assert len(owed) == 2
    assert all(one.due_at > world.clock() and one.keeper_id for one in owed)
    async with world.desk.store.reading() as tx:
        page = await tx.conversations.page(ListView.ALL, reader_id="", limit=1000)
        made = [one for view in page.items for one in await tx.promises.of(view.id)]
    assert [one.broken_at for one in made] == [None] * 4


async def test_the_same_day_has_the_same_past(articles: ArticleStore) -> None:
    """Two desks with the same people and articles were told the same, word by word."""
    told = []
    for _ in range(2):
        world = World()
        await seed_people(world.desk, hashed)
        await seed_past(world.desk, articles)
        async with world.desk.store.reading() as tx:
            page = await tx.conversations.page(ListView.ALL, reader_id="", limit=1000)
            told.append(
                [
                    (one.seq, one.text, one.created_at)
                    for view in page.items
                    for one in await tx.messages.of(view.id)
                ]
            )
    assert told[0] == told[1]
    assert len(told[0]) > 1000


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_its_lines(lang: str) -> None:
    """Each list says something, and mails have a subject each."""
    lines = lines_of(lang)
    assert len(lines.mail) == len(lines.subjects)
    assert all((lines.names, lines.odd, lines.angry, lines.again, lines.agents, lines.thanks, lines.back))
    assert "{days}" in lines.promise
