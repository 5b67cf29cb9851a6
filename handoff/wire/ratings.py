"""What customers said at the end, on the wire; for staff."""

from collections.abc import Sequence

from handoff.domain.conversation.closing_form import Answer, Question, Rating
from handoff.wire.base import Time, Wire


class AnswerOut(Wire):
    """One of the desk's own questions with what the customer said."""

    question: str
    answer: Answer


class RatingOut(Wire):
    """What a customer said of one end of a conversation."""

    epoch: int
    score: int
    comment: str | None
    answers: tuple[AnswerOut, ...]
    at: Time


def ratings_out(ratings: Sequence[Rating], questions: Sequence[Question], lang: str) -> list[RatingOut]:
    """The ratings, their questions in one language; one that is asked no more keeps its id for a text."""
    texts = {question.id: question.say(lang) for question in questions}
    return [
        RatingOut(
            epoch=one.epoch,
            score=one.score,
            comment=one.comment,
            answers=tuple(
                AnswerOut(question=texts.get(id_, id_), answer=answer) for id_, answer in one.answers.items()
            ),
            at=one.at,
        )
        for one in ratings
    ]
