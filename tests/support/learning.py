"""A desk with a past: questions that were asked, how the bot decided on them, and what became of it."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from handoff.desk.bot import turns, verdicts
from handoff.desk.conversation import feedback
from handoff.domain.bot.turn import BotMessage, BotReply
from handoff.domain.bot.verdict import Verdict
from handoff.domain.identity.people import Actor
from kb_index.features import FEATURES
from kb_index.judgement import shipped
from tests.support.desk_app import DeskApp
from tests.support.desks import World

POOL = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with the features of its ranking, and whether the first article was right."""

    text: str
    features: dict[str, float]
    probability: float
    right: bool
    lang: str = "en"


async def past_of(app: DeskApp, *others: DeskApp) -> World:
    """A way to give running desks a past; their own bots must not answer in it."""
    for one in (app, *others):
        await one.runner.close()
    world = World(store=app.desk.store)
    world.clock.now = app.desk.clock()
    return world


def questions(count: int, *, shift: float, seed: int = 1) -> Iterator[Asked]:
    """Questions of every probability, for which the shipped judge's log-odds are wrong by `shift`."""
    pool = _rankings(seed)
    known = np.asarray([probability for probability, _ in pool])
    for number in range(count):
        # Evenly spread instead of drawn, so that small numbers stand for large ones.
        wanted = 0.02 + 0.96 * (number * 0.754878 % 1)
        probability, vector = pool[int(np.abs(known - wanted).argmin())]
        odds = probability / (1 - probability) * math.exp(shift)
        yield Asked(
            text=f"question {number}",
            features=dict(zip(FEATURES, vector, strict=True)),
            probability=probability,
            right=number * 0.569840 % 1 < odds / (1 + odds),
        )


def _rankings(seed: int) -> list[tuple[float, tuple[float, ...]]]:
    """Features of all kinds with the probability that the shipped judge, whatever it is, makes of them."""
    rng, judge = np.random.default_rng(seed), shipped()
    vectors = rng.normal(0.0, 1.5, size=(POOL, len(FEATURES)))
    return [(judge.probability(vector), tuple(float(one) for one in vector)) for vector in vectors]


async def ask(world: World, asked: Asked, *, outcome: str = "answered") -> tuple[Actor, str, str]:
    """The visitor, the conversation and the message in which the bot answered."""
    visitor, chat = await world.chat(asked.text, lang=asked.lang)
    hits = [{"article_id": "first", "title": "First"}, {"article_id": "second", "title": "Second"}]
    buttons = [{"id": f"article:{hit['article_id']}", "title": hit["title"]} for hit in hits]
    answer = {"outcome": outcome, "query": asked.text, "probability": asked.probability, "hits": hits}
    message = BotMessage(
        text="Like this",
        payload={"answer": answer, "buttons": buttons if outcome == "clarify" else []},
        decision={**answer, "features": asked.features},
    )
    await turns.finish_turn(world.desk, await world.turn(chat), BotReply(messages=(message,)))
    return visitor, chat, (await world.said(chat))[-1].id


async def judged_past(world: World, agent: Actor, asked: Iterator[Asked]) -> None:
    """Every question answered and judged by an agent."""
    for one in asked:
        _, chat, answer = await ask(world, one)
        verdict = Verdict.RIGHT if one.right else Verdict.WRONG
        await verdicts.judge_answer(
            world.desk, agent=agent, conversation_id=chat, message_id=answer, verdict=verdict
        )


async def pressed_past(world: World, asked: Iterator[Asked]) -> None:
    """Every question answered, and the customer says whether that helped."""
    for one in asked:
        visitor, chat, answer = await ask(world, one)
        await feedback.give_feedback(
            world.desk, visitor_id=visitor.id, conversation_id=chat, message_id=answer, helpful=one.right
        )
