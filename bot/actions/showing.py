"""Puts what was found into messages: the sentences that answer, where they stand, titles to choose from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from bot.actions.dates import day_in_words
from bot.actions.reply import Custom, Question, Said
from bot.actions.texts import Texts
from kb_index.features import FEATURES
from kb_index.quoting import Quote, quote
from kb_index.ranking import Hit, Ranking

_LOGGED = ("article_id", "doc_id", "lang", "score", "dense", "lexical", "probability")
_SHOWN = ("article_id", "doc_id", "slug", "title", "url", "lang", "checked_at")
ANSWER_BUTTONS = ("helped", "not_meant", "human")


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """Words, buttons and payloads of what the bot found."""

    texts: Texts

    def answer(self, question: Question, ranking: Ranking, hit: Hit) -> tuple[Said, ...]:
        """The sentences of an article that answer, with the whole passage and its source beside them."""
        lang, quoted = question.lang, quoted_from(hit, question)
        said: list[Said] = []
        if hit.lang != lang and self.texts.knows(f"languages.{hit.lang}"):
            language = self.texts.say(f"languages.{hit.lang}", lang)
            said.append(Said(text=self.texts.say("answer.other_language", lang, language=language)))
        hits = (hit, *(other for other in ranking.hits if other is not hit))
        custom = payload_of("answered", question, ranking, hits, self._buttons(ANSWER_BUTTONS, lang))
        custom["answer"] = {
            **_mapping(custom["answer"]),
            "quote": quoted.text,
            "passage": "" if quoted.whole else hit.passage,
            "heading": hit.heading,
            "said": fingerprint(hit, quoted),
        }
        said.append(Said(text=f"{quoted.text}\n\n{self._source(hit, lang)}", custom=custom))
        return tuple(said)

    def titles(
        self,
        outcome: str,
        question: Question,
        ranking: Ranking,
        key: str,
        hits: Sequence[Hit],
        *,
        repeated: str | None = None,
        **values: str,
    ) -> Said:
        """One sentence with titles as buttons, and always the way to a person."""
        buttons: list[Custom] = [
            {"id": f"article:{hit.article_id}", "title": hit.title, "intent": "ask_article"} for hit in hits
        ]
        buttons += self._buttons(("human",), question.lang)
        asked = self.texts.say(key, question.lang, **values)
        listed = "\n".join(f"{n}. {hit.title}" for n, hit in enumerate(hits, 1))
        custom = payload_of(outcome, question, ranking, hits, buttons)
        more: Custom = {"ask": asked, **({"repeated": repeated} if repeated else {})}
        custom["answer"] = {**_mapping(custom["answer"]), **more}
        return Said(text=f"{asked}\n\n{listed}" if listed else asked, custom=custom)

    def nothing(self, question: Question, ranking: Ranking, hits: Sequence[Hit]) -> Said:
        """That there is no reliable answer, and the way to a person."""
        buttons = self._buttons(("human",), question.lang)
        custom = payload_of("no_answer", question, ranking, hits, buttons)
        return Said(text=self.texts.say("answer.no_answer", question.lang), custom=custom)

    def _source(self, hit: Hit, lang: str) -> str:
        day = day_in_words(hit.checked_at, self.texts, lang)
        key = "answer.source" if day else "answer.source_undated"
        return self.texts.say(key, lang, title=hit.title, day=day)

    def _buttons(self, names: Sequence[str], lang: str) -> list[Custom]:
        return [{"id": name, "title": self.texts.say(f"buttons.{name}", lang)} for name in names]


def quoted_from(hit: Hit, question: Question) -> Quote:
    """What an answer to this question says of a hit; a title that was chosen leaves the question open."""
    asked = question.text if question.choice is None else " ".join((*question.context[-1:], question.text))
    return quote(hit.passage, asked)


def fingerprint(hit: Hit, quoted: Quote) -> str:
    """Name an article and the sentences said of it, to know them again in the next turn."""
    return f"{hit.article_id}:{'.'.join(_digest(part) for part in quoted.parts)}"


def said_before(hit: Hit, question: Question) -> bool:
    """Whether this answer would say nothing that the last one did not."""
    if question.last_answer is None:
        return bool(question.shown) and question.shown[-1] == hit.article_id
    article, _, digests = question.last_answer.rpartition(":")
    new = {_digest(part) for part in quoted_from(hit, question).parts}
    return article == hit.article_id and new <= set(digests.split("."))


def payload_of(
    outcome: str,
    question: Question,
    ranking: Ranking,
    hits: Sequence[Hit],
    buttons: Sequence[Mapping[str, object]],
) -> Custom:
    """What goes beside a message's text: the outcome and what it rests on."""
    answer: Custom = {
        "outcome": outcome,
        "query": question.text,
        "probability": round(ranking.probability, 4),
        "hits": [_as_json(hit) for hit in hits],
    }
    decision = decision_of(outcome, question, ranking)
    return {"answer": answer, "buttons": [dict(button) for button in buttons], "decision": decision}


def decision_of(outcome: str, question: Question, ranking: Ranking) -> Custom:
    """What the desk logs beside the answer; no customer ever sees it."""
    return {
        "outcome": outcome,
        "query": question.text,
        "probability": ranking.probability,
        "features": dict(zip(FEATURES, ranking.features, strict=False)),
        "hits": [{name: getattr(hit, name) for name in _LOGGED} for hit in ranking.hits],
    }


def _as_json(hit: Hit) -> Custom:
    shown: Custom = {name: getattr(hit, name) for name in _SHOWN}
    return {**shown, "score": round(hit.score, 4), "probability": round(hit.probability, 4)}


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=5).hexdigest()


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}
