"""What is asked when a conversation ends: of the agent how it ended, of the customer how it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from handoff.domain.errors import Invalid

CLOSING = "closing"
USUAL_REASONS = ("answered", "fixed", "no_reply", "spam", "something_else")
LEFT_QUEUE = "left_queue"
NOT_RATED = frozenset({LEFT_QUEUE, "spam"})
MOST_TAGS = 20
MOST_TAG_CHARS = 40
MOST_ANSWER_CHARS = 2000

Answer = bool | int | str


class QuestionKind(StrEnum):
    """How a question is answered."""

    YES_NO = "yes_no"
    SCALE = "scale"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One more question for the customer, in the languages the desk has written it in."""

    id: str
    kind: QuestionKind
    text: Mapping[str, str]

    def say(self, lang: str) -> str:
        """The question in this language, else in the first one it was written in."""
        return self.text.get(lang) or next(iter(self.text.values()))

    def accepts(self, answer: Answer) -> bool:
        if self.kind is QuestionKind.YES_NO:
            return isinstance(answer, bool)
        if self.kind is QuestionKind.SCALE:
            return isinstance(answer, int) and not isinstance(answer, bool) and 1 <= answer <= 5
        return isinstance(answer, str) and len(answer) <= MOST_ANSWER_CHARS


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingForm:
    """What a desk wants to know at the end; with no tags set, agents may choose their own words."""

    reasons: tuple[str, ...] = USUAL_REASONS
    reason_required: bool = False
    tags: tuple[str, ...] = ()
    tags_required: bool = False
    questions: tuple[Question, ...] = ()

    def check_reason(self, reason: str | None) -> None:
        """Refuse an end without a reason where one is wanted, or with one nobody has set."""
        if reason is None and self.reason_required:
            raise Invalid("Say why the conversation is over.")
        if reason is not None and reason not in self.reasons:
            raise Invalid(f"A reason is one of: {', '.join(self.reasons)}.")

    def check_tags(self, tags: Sequence[str]) -> tuple[str, ...]:
        """The tags, each once and in the order given; a word that is no tag here is refused."""
        found = tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))
        if len(found) > MOST_TAGS or any(len(tag) > MOST_TAG_CHARS for tag in found):
            raise Invalid(f"A conversation has at most {MOST_TAGS} tags of {MOST_TAG_CHARS} characters.")
        if self.tags and (strange := [tag for tag in found if tag not in self.tags]):
            raise Invalid(f"These are no tags here: {', '.join(strange)}.")
        return found

    def check_end(self, reason: str | None, tags: Sequence[str]) -> None:
        """Refuse an end that leaves out what the desk wants to know."""
        self.check_reason(reason)
        if self.tags_required and not tags:
            raise Invalid("Say by tags what it was about.")

    def check_answers(self, answers: Mapping[str, Answer]) -> None:
        """Refuse an answer to no question, or of another kind than was asked."""
        known = {question.id: question for question in self.questions}
        for id_, answer in answers.items():
            if id_ not in known or not known[id_].accepts(answer):
                raise Invalid(f"This is no answer to a question of ours: {id_}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What a customer said of a conversation after one of its ends (its `epoch`)."""

    conversation_id: str
    epoch: int
    score: int
    at: datetime
    comment: str | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
