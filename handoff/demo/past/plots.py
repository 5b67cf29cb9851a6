"""How conversations of the past go: one function each, from the question to the end and what came of it."""

import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from handoff.demo.past.lines import Lines, lines_of
from handoff.demo.past.stage import Stage
from handoff.desk.queueing import waiting
from handoff.domain.bot.verdict import Verdict
from handoff.domain.briefing.bot_memory import hits_of
from handoff.domain.conversation.message import Message
from handoff.domain.enums import EscalationReason
from handoff.domain.identity.people import Actor
from handoff.domain.mail import Letter
from kb_index.article import Article

AGENT_SCORES = (5, 5, 5, 5, 5, 4, 4, 4, 3, 2, 1)
BOT_SCORES = (5, 5, 5, 4, 4, 4, 3, 3, 2, 1)
# Whatever begins now is over by then.
LONGEST = timedelta(hours=50)
# Which articles miss the question more often than others: these are worth an editor's time.
WEAK = ("parcel-late", "refund-time", "smart-lamp-offline", "dimmers", "return-exceptions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a plot is told with."""

    stage: Stage
    of: random.Random
    articles: Sequence[Article]
    lang: str
    until: datetime

    @property
    def hurried(self) -> bool:
        """Whether there is no time left for a day of silence and a late return."""
        return self.stage.clock() + LONGEST > self.until

    @property
    def lines(self) -> Lines:
        return lines_of(self.lang)

    async def begins(self) -> tuple[Actor, str]:
        who, id_ = await self.stage.arrives(self.lang, self.of.choice(self.lines.names))
        self.stage.clock.forward(self.of.uniform(5, 40))
        return who, id_

    async def answered(self, who: Actor, id_: str, reason: EscalationReason | None = None) -> Message:
        """A question that an article has been written for, and the bot's answer from it."""
        article = self.of.choice(self.articles)
        await self.stage.says(who, id_, self.of.choice(article.phrasings or (article.title,)))
        self.stage.clock.forward(1)
        text = f"{_beginning(article)}\n\n{self.lines.source.format(title=article.title)}"
        answer = await self.stage.bot_says(id_, text, self._shown(article), reason)
        self.stage.clock.forward(self.of.uniform(15, 90))
        return answer

    async def unanswered(self, who: Actor, id_: str, text: str, reason: EscalationReason) -> Message:
        await self.stage.says(who, id_, text)
        payload = {"answer": {"outcome": "no_answer", "query": text, "hits": []}}
        return await self.stage.bot_says(id_, self.lines.no_answer, payload, reason)

    async def served(self, who: Actor, id_: str, *, wait: float, score: bool = True) -> Actor:
        """People: the wait, an agent who speaks the language, a few lines, the end and perhaps a score."""
        agent, of, clock = self.agent(), self.of, self.stage.clock
        clock.forward(wait)
        await self.stage.takes(agent, id_)
        greeting, done = of.choice(self.lines.agents)
        for speaker, text in (
            (agent, greeting.format(agent=agent.name)),
            (who, of.choice(self.lines.replies)),
            (agent, done),
            (who, of.choice(self.lines.thanks)),
        ):
            clock.forward(of.uniform(20, 150))
            await self.stage.says(speaker, id_, text)
        clock.forward(of.uniform(20, 200))
        await self.stage.resolves(agent, id_)
        if score and of.random() < 0.6:
            await self.scored(who, id_, AGENT_SCORES, worse=wait > 900)
        return agent

    async def scored(self, who: Actor, id_: str, scores: Sequence[int], *, worse: bool = False) -> None:
        self.stage.clock.forward(self.of.uniform(5, 60))
        score = max(1, self.of.choice(scores) - 2 * worse)
        words = self.lines.good if score > 3 else self.lines.bad
        comment = self.of.choice(words) if score in (1, 2, 5) and self.of.random() < 0.3 else None
        await self.stage.rates(who, id_, score, comment)

    def agent(self) -> Actor:
        """Somebody who speaks the language, and mostly the one whose mother tongue it is."""
        by_lang = {"en": ("Ana", "Ana", "Reza", "Kasia"), "fa": ("Reza",), "pl": ("Kasia", "Kasia", "Ana")}
        return self.stage.agents[self.of.choice(by_lang[self.lang])]

    def wait(self) -> float:
        """Seconds: mostly a few minutes, now and then much longer."""
        return min(5400, self.of.lognormvariate(5.1, 0.9))

    def _shown(self, article: Article) -> dict[str, object]:
        names = ("doc_id", "slug", "title", "url", "lang")
        hit = {"article_id": article.id} | {name: getattr(article, name) for name in names}
        buttons = [{"id": id_, "title": title} for id_, title in self.lines.buttons.items()]
        return {
            "answer": {
                "outcome": "answered",
                "probability": round(self.of.uniform(0.6, 0.97), 4),
                "hits": [hit],
            },
            "buttons": buttons,
        }


async def helped(scene: Scene) -> None:
    """ "That helped": the customer says so, and goes, mostly without a score."""
    who, id_ = await scene.begins()
    answer = await scene.answered(who, id_)
    await scene.stage.rates_answer(who, id_, answer, helpful=True)
    await scene.stage.bot_says(id_, scene.lines.glad)
    scene.stage.clock.forward(20)
    await scene.stage.ends(who, id_)
    if scene.of.random() < 0.4:
        await scene.scored(who, id_, BOT_SCORES[:6])
    await _back_again(scene, who, id_, chance=0.04)


async def ended(scene: Scene) -> None:
    """The customer closes the window after one answer or two; some leave a score."""
    who, id_ = await scene.begins()
    for _ in range(scene.of.choice((1, 1, 2))):
        await scene.answered(who, id_)
    await scene.stage.ends(who, id_)
    if scene.of.random() < 0.3:
        await scene.scored(who, id_, BOT_SCORES)
    await _back_again(scene, who, id_, chance=0.08)


async def silent(scene: Scene) -> None:
    """Nothing more is heard; after a day the watchdog closes the conversation."""
    if scene.hurried:
        return await ended(scene)
    who, id_ = await scene.begins()
    answer = await scene.answered(who, id_)
    if scene.of.random() < 0.4:
        await _judged(scene, scene.agent(), answer)
    await scene.stage.falls_silent()


async def unhelpful(scene: Scene) -> None:
    """A thumb down, another answer, and silence."""
    if scene.hurried:
        return await ended(scene)
    who, id_ = await scene.begins()
    answer = await scene.answered(who, id_)
    await scene.stage.rates_answer(who, id_, answer, helpful=False)
    await scene.stage.bot_says(id_, scene.lines.no_answer)
    await scene.stage.falls_silent()


async def asked(scene: Scene) -> None:
    """After an answer the customer asks for a person."""
    who, id_ = await scene.begins()
    answer = await scene.answered(who, id_)
    await scene.stage.wants_person(who, id_)
    agent = await scene.served(who, id_, wait=scene.wait())
    await _judged(scene, agent, answer)


async def rejected(scene: Scene) -> None:
    """A thumb down sends the customer to people, who say what the answer was worth."""
    who, id_ = await scene.begins()
    answer = await scene.answered(who, id_)
    await scene.stage.rates_answer(who, id_, answer, helpful=False)
    await scene.stage.bot_says(id_, scene.lines.no_answer, reason=EscalationReason.NEGATIVE_FEEDBACK)
    agent = await scene.served(who, id_, wait=scene.wait())
    await _judged(scene, agent, answer)


async def unknown(scene: Scene) -> None:
    """A question that no article answers."""
    who, id_ = await scene.begins()
    await scene.unanswered(who, id_, scene.of.choice(scene.lines.odd), EscalationReason.NO_ANSWER)
    await scene.served(who, id_, wait=scene.wait())


async def insisted(scene: Scene) -> None:
    """The same question again, in anger or not; something dangerous at once."""
    who, id_ = await scene.begins()
    words, reason = scene.of.choice(
        (
            (scene.of.choice(scene.lines.angry), EscalationReason.FRUSTRATED),
            (scene.of.choice(scene.lines.again), EscalationReason.REPEATED_QUESTION),
            (scene.lines.grave, EscalationReason.SENSITIVE_TOPIC),
        )
    )
    answer = await scene.answered(who, id_) if reason is not EscalationReason.SENSITIVE_TOPIC else None
    await scene.unanswered(who, id_, words, reason)
    agent = await scene.served(who, id_, wait=scene.wait() * 0.7)
    if answer is not None:
        await _judged(scene, agent, answer)


async def left(scene: Scene) -> None:
    """Nobody came in time: the customer goes, or back to the bot and then silent."""
    who, id_ = await scene.begins()
    await scene.answered(who, id_)
    await scene.stage.wants_person(who, id_)
    scene.stage.clock.forward(scene.of.uniform(200, 1500))
    if not scene.hurried and scene.of.random() < 0.3:
        await waiting.cancel_wait(scene.stage.desk, visitor_id=who.id, conversation_id=id_)
        await scene.stage.falls_silent()
    else:
        await scene.stage.ends(who, id_)


async def wrote(scene: Scene) -> None:
    """A mail becomes a ticket, and is answered hours later."""
    stage, of = scene.stage, scene.of
    number = of.randrange(len(scene.lines.mail))
    sender = f"customer-{len(stage.told)}@customer.example"
    letter = Letter(
        message_id=f"<past-{sender}>",
        sender=sender,
        subject=scene.lines.subjects[number],
        text=scene.lines.mail[number],
        name=of.choice(scene.lines.names),
    )
    who, id_ = await stage.writes(letter, scene.lang)
    await scene.served(who, id_, wait=of.uniform(600, 9000), score=False)


async def promised(scene: Scene, days: int, *, kept: bool) -> None:
    """An agent promises to write; the promise is kept in time, or still owed."""
    who, id_ = await scene.begins()
    await scene.unanswered(who, id_, scene.of.choice(scene.lines.odd), EscalationReason.NO_ANSWER)
    agent, clock = scene.agent(), scene.stage.clock
    clock.forward(scene.wait())
    await scene.stage.takes(agent, id_)
    clock.forward(60)
    await scene.stage.says(agent, id_, scene.lines.promise.format(days=days))
    if kept:
        clock.now += timedelta(days=days) - timedelta(hours=3)
        await scene.stage.says(agent, id_, scene.lines.kept)
    clock.forward(90)
    await scene.stage.says(who, id_, scene.of.choice(scene.lines.thanks))
    clock.forward(30)
    await scene.stage.resolves(agent, id_)


async def _judged(scene: Scene, agent: Actor, answer: Message) -> None:
    """Mostly the agent says whether the bot had been right."""
    if scene.of.random() < 0.8:
        weak = str(hits_of(answer)[0]["doc_id"]).startswith(WEAK)
        chances = (0.5, 0.35, 0.15) if weak else (0.8, 0.08, 0.12)
        (verdict,) = scene.of.choices((Verdict.RIGHT, Verdict.WRONG, Verdict.OTHER_CASE), chances)
        scene.stage.clock.forward(30)
        await scene.stage.judges(agent, answer, verdict)


async def _back_again(scene: Scene, who: Actor, id_: str, *, chance: float) -> None:
    if not scene.hurried and scene.of.random() < chance:
        scene.stage.clock.forward(scene.of.uniform(3, 40) * 3600)
        await scene.stage.says(who, id_, scene.of.choice(scene.lines.back))
        await scene.stage.bot_says(id_, scene.lines.glad)
        await scene.stage.ends(who, id_)


Plot = Callable[[Scene], Awaitable[None]]

BY_THE_BOT: Sequence[tuple[Plot, float]] = ((helped, 0.42), (ended, 0.3), (silent, 0.2), (unhelpful, 0.08))
BY_PEOPLE: Sequence[tuple[Plot, float]] = (
    (asked, 0.3),
    (rejected, 0.22),
    (unknown, 0.15),
    (insisted, 0.18),
    (left, 0.08),
    (wrote, 0.07),
)


def _beginning(article: Article) -> str:
    """The first paragraph that says something."""
    parts = (part.strip() for part in article.body.split("\n\n"))
    return next((part for part in parts if part and not part.startswith("#")), article.title)
