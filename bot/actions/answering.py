"""Answers a customer's question from the articles, or says honestly that it cannot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.actions.ports import Searcher
from bot.actions.reply import Question, Reply, Said, handoff
from bot.actions.showing import Showing, decision_of, fingerprint, quoted_from, said_before
from bot.actions.texts import Texts
from bot.courtesy import kind_of
from kb_index.ranking import Hit, Ranking

Decide = Callable[[float], str]
"""Turns the probability that the best hit is right into `answered`, `clarify` or `no_answer`."""

HITS = 5
OFFERED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """The bot's side of a question: search, decide by probability, say one honest thing."""

    search: Searcher
    texts: Texts
    decide: Decide

    async def reply(self, question: Question) -> Reply:
        """What the bot says to one question; small talk is never searched."""
        if question.choice is None and not question.of_task and (kind := kind_of(question.text)):
            return Reply(messages=(Said(text=self.texts.say(f"small_talk.{kind}", question.lang)),))
        ranking = await self._search(question.text, question)
        chosen = _chosen(ranking.hits, question)
        if chosen is not None and not said_before(chosen, question):
            return self._answer(question, ranking, chosen)
        outcome = self.decide(ranking.probability) if ranking.hits else "no_answer"
        if chosen is not None or (outcome == "answered" and said_before(ranking.hits[0], question)):
            return self._already_shown(question, ranking, chosen or ranking.hits[0])
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
        """Offer something else after "not what I meant"; the second time a person takes over.

        So does one at once where a person asked the bot to try just this.
        """
        if question.rejected >= 1 or question.during_task:
            evidence = [f"answers rejected: {question.rejected + 1}"]
            return Reply(
                messages=(), handoff=handoff("negative_feedback", evidence, rejected=question.rejected + 1)
            )
        asked = question.about or (question.context[-1] if question.context else "")
        others: tuple[Hit, ...] = ()
        ranking = Ranking(hits=(), probability=0.0, lang=question.lang)
        if asked and not kind_of(asked):
            before = tuple(said for said in question.context if said != asked)
            ranking = await self.search.search(
                asked, lang=question.lang, k=HITS + len(question.shown), context=before
            )
            others = tuple(hit for hit in ranking.hits if hit.article_id not in question.shown)[:OFFERED]
        if others and self.decide(max(ranking.probability, others[0].probability)) != "no_answer":
            return self._ask_back("rejected", question, ranking, "rejected.others", others)
        return self._ask_back("rejected", question, ranking, "rejected.rephrase", ())

    async def _search(self, text: str, question: Question) -> Ranking:
        return await self.search.search(text, lang=question.lang, k=HITS, context=tuple(question.context))

    def _answer(self, question: Question, ranking: Ranking, hit: Hit) -> Reply:
        return Reply(messages=self._showing.answer(question, ranking, hit))

    def _already_shown(self, question: Question, ranking: Ranking, best: Hit) -> Reply:
        """Admit that this was the answer and offer the next best; who asks once more needs a person."""
        said = question.last_answer or fingerprint(best, quoted_from(best, question))
        if question.repeated == said:
            return Reply(
                messages=(),
                handoff=handoff(
                    "repeated_question", [*question.context[-1:], question.text], answer=best.title
                ),
                decision=decision_of("clarify", question, ranking),
            )
        others = [hit for hit in ranking.hits if hit.article_id != best.article_id][:OFFERED]
        key = "answer.already_shown" if others else "answer.already_shown_alone"
        told = self._showing.titles(
            "clarify", question, ranking, key, others, repeated=said, title=best.title
        )
        return Reply(messages=(told,))

    def _ask_back(
        self, outcome: str, question: Question, ranking: Ranking, key: str, hits: Sequence[Hit]
    ) -> Reply:
        if len(hits) == 1 and key == "answer.clarify":
            key = "answer.clarify_one"
        return Reply(messages=(self._showing.titles(outcome, question, ranking, key, hits),))

    def _no_answer(self, question: Question, ranking: Ranking) -> Reply:
        if question.failed_answers >= 1:
            failed = question.failed_answers + 1
            evidence = [*question.context[-1:], question.text]
            return Reply(
                messages=(),
                handoff=handoff(
                    "repeated_fallback", evidence, failed_answers=failed, probability=ranking.probability
                ),
                decision=decision_of("no_answer", question, ranking),
            )
        return Reply(messages=(self._showing.nothing(question, ranking, ranking.hits[:OFFERED]),))

    @property
    def _showing(self) -> Showing:
        return Showing(texts=self.texts)


def _chosen(hits: Sequence[Hit], question: Question) -> Hit | None:
    """Return the hit that the customer picked from "did you mean", by its id or by its whole title."""
    wanted = (question.choice or "").removeprefix("article:")
    title = question.text.strip().casefold()
    for hit in hits:
        if (wanted and hit.article_id == wanted) or hit.title.strip().casefold() == title:
            return hit
    return None
