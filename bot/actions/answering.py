"""Answers a customer's question from the articles, or says honestly that it cannot."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from bot.actions.ports import Searcher
from bot.actions.smalltalk import kind_of
from bot.actions.texts import Texts
from kb_index.features import FEATURES
from kb_index.ranking import Hit, Ranking

Custom = dict[str, object]
Decide = Callable[[float], str]
"""Turns the probability that the best hit is right into `answered`, `clarify` or `no_answer`."""

HITS = 5
OFFERED = 3
_LOGGED = ("article_id", "doc_id", "lang", "score", "dense", "lexical", "probability")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One customer message with what the desk knows about the conversation before it."""

    text: str
    lang: str = "en"
    context: Sequence[str] = ()
    shown: Sequence[str] = ()
    failed_answers: int = 0
    rejected: int = 0
    turns: int = 0
    choice: str | None = None
    last_answer: str | None = None
    of_task: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One bot message: its text and what the widget needs beside it."""

    text: str | None
    custom: Custom = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """All that the bot does with one message; `decision` tells the desk's log why it hands over."""

    messages: tuple[Said, ...]
    handoff: Custom | None = None
    decision: Custom | None = None
    last_answer: str | None = None


def handoff(reason: str, evidence: Sequence[str], **signals: float | str | bool) -> Custom:
    """What the desk needs to take a conversation over."""
    return {"reason": reason, "signals": dict(signals), "evidence": list(evidence)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """The bot's side of a question: search, decide by probability, say one honest thing."""

    search: Searcher
    texts: Texts
    decide: Decide

    async def reply(self, question: Question) -> Reply:
        if question.choice is None and not question.of_task and (kind := kind_of(question.text)):
            return Reply(messages=(Said(text=self.texts.say(f"small_talk.{kind}", question.lang)),))
        ranking = await self._search(question.text, question)
        chosen = _chosen(ranking.hits, question)
        if chosen is not None and not _said_before(chosen, question):
            return self._answer(question, ranking, chosen)
        outcome = self.decide(ranking.probability) if ranking.hits else "no_answer"
        if outcome == "answered" and _said_before(ranking.hits[0], question):
            return self._already_shown(question, ranking)
        if outcome == "answered":
            return self._answer(question, ranking, ranking.hits[0])
        if outcome == "clarify":
            key = "answer.clarify_task" if question.of_task else "answer.clarify"
            return self._ask_back("clarify", question, ranking, key, ranking.hits[:OFFERED])
        return self._no_answer(question, ranking)

    def after_help(self, question: Question) -> Reply:
        """Be glad about "that helped"."""
        return Reply(messages=(Said(text=self.texts.say("small_talk.thank", question.lang)),))

    async def after_rejection(self, question: Question) -> Reply:
        """Offer something else after "not what I meant"; the second time a person takes over."""
        if question.rejected >= 1:
            evidence = [f"answers rejected: {question.rejected + 1}"]
            return Reply(
                messages=(), handoff=handoff("negative_feedback", evidence, rejected=question.rejected + 1)
            )
        asked = question.context[-1] if question.context else ""
        others: tuple[Hit, ...] = ()
        ranking = Ranking(hits=(), probability=0.0, lang=question.lang)
        if asked and not kind_of(asked):
            ranking = await self.search.search(
                asked, lang=question.lang, k=HITS + len(question.shown), context=tuple(question.context[:-1])
            )
            others = tuple(hit for hit in ranking.hits if hit.article_id not in question.shown)[:OFFERED]
        if others and self.decide(max(ranking.probability, others[0].probability)) != "no_answer":
            return self._ask_back("rejected", question, ranking, "rejected.others", others)
        return self._ask_back("rejected", question, ranking, "rejected.rephrase", ())

    async def _search(self, text: str, question: Question) -> Ranking:
        return await self.search.search(text, lang=question.lang, k=HITS, context=tuple(question.context))

    def _answer(self, question: Question, ranking: Ranking, hit: Hit) -> Reply:
        lang = question.lang
        said: list[Said] = []
        if hit.lang != lang and self.texts.knows(f"languages.{hit.lang}"):
            language = self.texts.say(f"languages.{hit.lang}", lang)
            said.append(Said(text=self.texts.say("answer.other_language", lang, language=language)))
        hits = (hit, *(other for other in ranking.hits if other is not hit))
        buttons = [self._button(name, lang) for name in ("helped", "not_meant", "human")]
        custom = _custom("answered", question, ranking, hits, buttons)
        said.append(Said(text=hit.passage, custom=custom))
        return Reply(messages=tuple(said), last_answer=fingerprint(hit))

    def _already_shown(self, question: Question, ranking: Ranking) -> Reply:
        best = ranking.hits[0]
        others = [hit for hit in ranking.hits[1:] if hit.article_id != best.article_id][:OFFERED]
        key = "answer.already_shown" if others else "answer.already_shown_alone"
        return self._ask_back("clarify", question, ranking, key, others, title=best.title)

    def _ask_back(
        self,
        outcome: str,
        question: Question,
        ranking: Ranking,
        key: str,
        hits: Sequence[Hit],
        **values: str,
    ) -> Reply:
        """Say one sentence with titles as buttons, and always the way to a person."""
        buttons: list[Custom] = [
            {"id": f"article:{hit.article_id}", "title": hit.title, "intent": "ask_article"} for hit in hits
        ]
        buttons.append(self._button("human", question.lang))
        text = self.texts.say(key, question.lang, **values)
        custom = _custom(outcome, question, ranking, hits, buttons)
        return Reply(messages=(Said(text=text, custom=custom),))

    def _no_answer(self, question: Question, ranking: Ranking) -> Reply:
        if question.failed_answers >= 1:
            failed = question.failed_answers + 1
            evidence = [*question.context[-1:], question.text]
            return Reply(
                messages=(),
                handoff=handoff(
                    "repeated_fallback", evidence, failed_answers=failed, probability=ranking.probability
                ),
                decision=_decision("no_answer", question, ranking),
            )
        buttons = [self._button("human", question.lang)]
        custom = _custom("no_answer", question, ranking, ranking.hits[:OFFERED], buttons)
        return Reply(messages=(Said(text=self.texts.say("answer.no_answer", question.lang), custom=custom),))

    def _button(self, name: str, lang: str) -> Custom:
        return {"id": name, "title": self.texts.say(f"buttons.{name}", lang)}


def fingerprint(hit: Hit) -> str:
    """Name one passage of one article, to know it again in the next turn."""
    digest = blake2b(hit.passage.encode(), digest_size=6).hexdigest()
    return f"{hit.article_id}:{digest}"


def _chosen(hits: Sequence[Hit], question: Question) -> Hit | None:
    """Return the hit that the customer picked from "did you mean", by its id or by its whole title."""
    wanted = (question.choice or "").removeprefix("article:")
    title = question.text.strip().casefold()
    for hit in hits:
        if (wanted and hit.article_id == wanted) or hit.title.strip().casefold() == title:
            return hit
    return None


def _said_before(hit: Hit, question: Question) -> bool:
    if question.last_answer is not None:
        return question.last_answer == fingerprint(hit)
    return bool(question.shown) and question.shown[-1] == hit.article_id


def _custom(
    outcome: str,
    question: Question,
    ranking: Ranking,
    hits: Sequence[Hit],
    buttons: Sequence[Mapping[str, object]],
) -> Custom:
    answer = {
        "outcome": outcome,
        "query": question.text,
        "probability": round(ranking.probability, 4),
        "hits": [_as_json(hit) for hit in hits],
    }
    decision = _decision(outcome, question, ranking)
    return {"answer": answer, "buttons": [dict(button) for button in buttons], "decision": decision}


def _decision(outcome: str, question: Question, ranking: Ranking) -> Custom:
    """What the desk logs beside the answer; no customer ever sees it."""
    return {
        "outcome": outcome,
        "query": question.text,
        "probability": ranking.probability,
        "features": dict(zip(FEATURES, ranking.features, strict=False)),
        "hits": [{name: getattr(hit, name) for name in _LOGGED} for hit in ranking.hits],
    }


def _as_json(hit: Hit) -> Custom:
    return {
        "article_id": hit.article_id,
        "doc_id": hit.doc_id,
        "slug": hit.slug,
        "title": hit.title,
        "url": hit.url,
        "lang": hit.lang,
        "score": round(hit.score, 4),
        "probability": round(hit.probability, 4),
    }
