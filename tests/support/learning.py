"""A desk with a past: questions that were asked, how the bot decided on them, and what became of it."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from handoff.desk import feedback, turns, verdicts
from handoff.domain.people import Actor
from handoff.domain.turn import BotMessage, BotReply
from handoff.domain.verdict import Verdict
from kb_index.features import FEATURES
from kb_index.judgement import shipped
from tests.support.desk_app import DeskApp
from tests.support.desks import World


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
    """Questions for which the shipped judge's log-odds are wrong by `shift`."""
    rng = random.Random(seed)
    judge = shipped()
    for number in range(count):
        features = {name: rng.uniform(0.0, 1.0) for name in FEATURES}
        features |= {name: rng.uniform(0.2, 1.0) for name in features if "trusted" in name}
        vector = [features[name] for name in FEATURES]
        probability = judge.probability(vector)  # type: ignore[arg-type]
        odds = probability / (1 - probability) * 2.718281828**shift
        # Evenly spread instead of drawn, so that small numbers stand for large ones.
        right = number * 0.618034 % 1 < odds / (1 + odds)
        yield Asked(text=f"question {number}", features=features, probability=probability, right=right)


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
