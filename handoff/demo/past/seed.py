"""Puts the demo's past into a desk on which nothing has happened yet, all of it in one transaction."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from handoff.demo.past.plots import BY_PEOPLE, BY_THE_BOT, Scene, promised
from handoff.demo.past.shifts import shifts
from handoff.demo.past.stage import Stage
from handoff.demo.people import PEOPLE
from handoff.desk.context import Desk
from handoff.desk.memory import MemoryStore
from handoff.desk.ports import Transaction
from handoff.domain.enums import ListView
from handoff.domain.identity.people import AgentRecord
from handoff.domain.languages import LANGUAGES
from kb_index.article import Article, ArticleStatus
from kb_index.store import ArticleStore

DAYS = 60
SEED = 20_417
BY_WEEKDAY = (7, 6, 6, 7, 6, 4, 3)
HOURS = (0, 0, 0, 0, 0, 0, 1, 2, 4, 7, 9, 8, 6, 6, 7, 7, 6, 5, 4, 5, 6, 4, 2, 1)
STAFFED = range(8, 20)
LANGS = ("en", "en", "en", "en", "pl", "pl", "pl", "fa", "fa")
# The shortest that a conversation needs to be over; none is left open.
SHORTEST = timedelta(hours=4)
# What the last week held must not tell a real customer how long to wait: below 20 stays nothing is told.
LAST_WEEK = timedelta(days=8)
MOST_STAYS_IN_LAST_WEEK = 12
PROMISES = ((24.0, 3, True, "en"), (12.0, 2, True, "pl"), (1.3, 5, False, "en"), (1.1, 4, False, "fa"))
ALL_ARTICLES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """When a conversation begins, and how much of its days the desk has behind it."""

    at: datetime
    hour: int
    progress: float


async def seed_past(desk: Desk, articles: ArticleStore) -> int:
    """How many conversations were put in; none if anything ever happened here or somebody is missing."""
    shown = await _published(articles)
    async with desk.store.transaction() as tx:
        records = [one for person in PEOPLE if (one := await tx.people.record(person.email)) is not None]
        if len(records) < len(PEOPLE) or not all(shown.values()) or await _lived(tx):
            return 0
        async with MemoryStore().transaction() as played:
            stage = await play(desk, played, records, shown)
            await _keep(stage, played, tx)
            zone = ZoneInfo(desk.policy_now.terms.calendar.zone)
            today = desk.clock().astimezone(zone).date()
            for change in shifts(records, today, DAYS, zone, stage.desk.new_id):
                await tx.people.note_availability(change)
    return len(stage.told)


async def play(
    desk: Desk, tx: Transaction, records: Sequence[AgentRecord], shown: Mapping[str, Sequence[Article]]
) -> Stage:
    """Sixty days, one conversation after the other: the same ones for the same articles, people and day."""
    of, now = random.Random(SEED), desk.clock()
    zone = ZoneInfo(desk.policy_now.terms.calendar.zone)
    stage = Stage.build(tx, desk.policy_now, now - timedelta(days=DAYS + 1), of)
    await stage.employ(records)
    lately = 0
    for begun in _beginnings(now, zone, of):
        with_people = begun.hour in STAFFED and of.random() > 0.55 + 0.15 * begun.progress
        if with_people and begun.at > now - LAST_WEEK:
            lately += 1
            with_people = lately <= MOST_STAYS_IN_LAST_WEEK
        plots = BY_PEOPLE if with_people else BY_THE_BOT
        (plot,) = of.choices([one for one, _ in plots], [weight for _, weight in plots])
        lang = of.choice(LANGS)
        stage.clock.now = begun.at
        await plot(Scene(stage=stage, of=of, articles=shown[lang], lang=lang, until=now))
    for ago, days, kept, lang in PROMISES:
        stage.clock.now = now - timedelta(days=ago)
        scene = Scene(stage=stage, of=of, articles=shown[lang], lang=lang, until=now)
        await promised(scene, days, kept=kept)
    return stage


def _beginnings(now: datetime, zone: ZoneInfo, of: random.Random) -> Iterator[Begun]:
    """More on Mondays and at ten, few at weekends and nobody at night, a few more from week to week."""
    today = now.astimezone(zone).date()
    for ago in range(DAYS, -1, -1):
        day, progress = today - timedelta(days=ago), 1 - ago / DAYS
        usual = BY_WEEKDAY[day.weekday()] * (0.8 + 0.4 * progress)
        hours = sorted(of.choices(range(24), HOURS, k=max(1, round(of.gauss(usual, 1.2)))))
        for hour in hours:
            at = datetime.combine(day, time(hour, of.randrange(60), of.randrange(60)), zone)
            if at < now - SHORTEST:
                yield Begun(at=at.astimezone(now.tzinfo), hour=hour, progress=progress)


async def _published(articles: ArticleStore) -> Mapping[str, list[Article]]:
    """What the bot could have answered from, in an order that does not depend on when it was stored."""
    found: dict[str, list[Article]] = {}
    for lang in LANGUAGES:
        page = await articles.list(status=ArticleStatus.PUBLISHED, lang=lang, limit=ALL_ARTICLES)
        found[lang] = sorted(page.articles, key=lambda article: article.doc_id)
    return found


async def _lived(tx: Transaction) -> bool:
    page = await tx.conversations.page(ListView.ALL, reader_id="", limit=1)
    return bool(page.items)


async def _keep(stage: Stage, played: Transaction, tx: Transaction) -> None:
    """Carry over what was played, thing by thing, through the same doors that every use case uses."""
    for visitor_id in stage.visitors:
        visitor = await played.people.visitor(visitor_id)
        assert visitor is not None
        await tx.people.add_visitor(visitor)
    for id_ in stage.told:
        conversation = await played.conversations.get(id_)
        assert conversation is not None
        if conversation.ticket is not None:
            conversation = replace(conversation, ticket=await tx.mails.next_number())
        await tx.conversations.add(conversation)
        for message in await played.messages.of(id_):
            await tx.messages.add(message)
        handoff = await played.handoffs.latest(id_)
        if handoff is not None:
            await tx.handoffs.add(handoff)
        for rating in await played.handoffs.ratings(id_):
            await tx.handoffs.put_rating(rating)
        for verdict in await played.verdicts.of(id_):
            await tx.verdicts.put(verdict)
        await tx.promises.add(await played.promises.of(id_))
        await tx.events.add(await played.events.of(id_))
    await tx.figures.give_up_days()
    for message, visitor_id, helpful, at in stage.thumbs:
        await tx.handoffs.put_feedback(message, visitor_id, helpful, at)
