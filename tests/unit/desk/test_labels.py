"""What is concluded about an answer, from whom, and how much it counts."""

from datetime import timedelta

import pytest

from handoff.domain.bot.labels import WEIGHTS, Label, LabelSource, Told, labels_of
from handoff.domain.bot.verdict import AnswerVerdict, Verdict
from handoff.domain.conversation.message import Author, Message
from handoff.domain.enums import AuthorType, MessageKind
from tests.support.desks import START


class Chat:
    """Messages one after another, each with its seq as its id."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    def add(
        self, who: AuthorType, kind: MessageKind = MessageKind.TEXT, days: float = 0, **payload: object
    ) -> str:
        seq = len(self.messages) + 1
        message = Message(
            id=f"m{seq}",
            conversation_id="c",
            seq=seq,
            author=Author(type=who),
            kind=kind,
            text="…",
            lang="en",
            created_at=START + timedelta(days=days),
            payload=payload,
        )
        self.messages.append(message)
        return message.id

    def asks(self, days: float = 0) -> str:
        return self.add(AuthorType.VISITOR, days=days)

    def presses(self, message_id: str, button: str) -> str:
        return self.add(AuthorType.VISITOR, choice={"message_id": message_id, "button_id": button})

    def answers(self, outcome: str = "answered", *articles: str) -> str:
        hits = [{"article_id": name} for name in articles or ("a", "b")]
        return self.add(AuthorType.BOT, answer={"outcome": outcome, "hits": hits})

    def happens(self, key: str, days: float = 0) -> str:
        return self.add(AuthorType.SYSTEM, MessageKind.ACTIVITY, days=days, key=key)

    def labels(self, **more: object) -> tuple[Label, ...]:
        return labels_of(Told(conversation_id="c", messages=self.messages, **more))  # type: ignore[arg-type]


def label(message_id: str, right: bool, source: LabelSource) -> tuple[Label, ...]:
    return (Label(message_id=message_id, right=right, source=source, weight=WEIGHTS[source]),)


def verdict(message_id: str, said: Verdict) -> dict[str, AnswerVerdict]:
    found = AnswerVerdict(
        message_id=message_id, conversation_id="c", verdict=said, agent_id="a", agent_name="Ana", at=START
    )
    return {message_id: found}


def asked_and_answered() -> tuple[Chat, str]:
    chat = Chat()
    chat.asks()
    return chat, chat.answers()


def test_nothing_said_is_nothing_known() -> None:
    """Silence is no praise."""
    chat, _ = asked_and_answered()
    chat.asks()
    assert chat.labels() == ()


@pytest.mark.parametrize(("said", "right"), [(Verdict.RIGHT, True), (Verdict.WRONG, False)])
def test_an_agent_is_believed_before_the_customer(said: Verdict, right: bool) -> None:
    """A customer may dislike what is true, or like what is not."""
    chat, answer = asked_and_answered()
    found = chat.labels(thumbs={answer: not right}, verdicts=verdict(answer, said))
    assert found == label(answer, right, LabelSource.AGENT)


def test_the_right_article_in_another_case_is_set_aside() -> None:
    """The words led to the article, the case did not: neither can be learnt, whatever was pressed."""
    chat, answer = asked_and_answered()
    assert chat.labels(thumbs={answer: False}, verdicts=verdict(answer, Verdict.OTHER_CASE)) == ()


def test_helped_and_nothing_after_it_counts_more() -> None:
    """A customer who is helped and goes is surer than one who asks on."""
    chat, answer = asked_and_answered()
    chat.presses(answer, "helped")
    assert chat.labels(thumbs={answer: True}) == label(answer, True, LabelSource.SETTLED)
    chat.asks()
    assert chat.labels(thumbs={answer: True}) == label(answer, True, LabelSource.THUMBS)


def test_helped_before_asking_for_a_person_is_a_thumb_only() -> None:
    """The matter was not at its end."""
    chat, answer = asked_and_answered()
    assert chat.labels(thumbs={answer: True}, asked_at=[2]) == label(answer, True, LabelSource.SETTLED)
    chat.presses(answer, "human")
    assert chat.labels(thumbs={answer: True}, asked_at=[3]) == label(answer, True, LabelSource.THUMBS)


@pytest.mark.parametrize(("picked", "right"), [("a", True), ("b", False)])
def test_a_pick_tells_whether_the_first_was_it(picked: str, right: bool) -> None:
    """Of "did you mean"; the answer that follows was the customer's choice, not the judge's."""
    chat = Chat()
    chat.asks()
    asked_back = chat.answers("clarify")
    chat.presses(asked_back, f"article:{picked}")
    shown = chat.answers("answered", picked)
    assert chat.labels(thumbs={shown: True}) == label(asked_back, right, LabelSource.PICKED)


def test_a_person_asked_for_right_after_an_answer_speaks_against_it() -> None:
    """Weakly, and only against the bot's last words."""
    chat, _ = asked_and_answered()
    chat.asks()
    last = chat.answers("clarify")
    chat.presses(last, "human")
    assert chat.labels(asked_at=[5]) == label(last, False, LabelSource.ASKED_PERSON)
    chat.add(AuthorType.BOT)
    assert chat.labels(asked_at=[6]) == ()


def test_coming_back_soon_speaks_against_the_last_answer() -> None:
    """After the end of a chat that the bot had to itself, within a week."""
    for days, found in ((3.0, True), (9.0, False)):
        chat, answer = asked_and_answered()
        chat.happens("resolved_idle")
        chat.happens("reopened", days=days)
        expected = label(answer, False, LabelSource.REOPENED) if found else ()
        assert chat.labels() == expected


def test_coming_back_after_a_person_says_nothing_of_the_bot() -> None:
    """Somebody else had the last word."""
    chat, _ = asked_and_answered()
    chat.happens("joined")
    chat.happens("ended")
    chat.happens("reopened", days=1)
    assert chat.labels() == ()


def test_what_the_bot_did_not_answer_is_no_answer() -> None:
    """A verdict on another kind of message, or one that is unknown, leads to no label."""
    chat = Chat()
    chat.asks()
    nothing = chat.answers("no_answer")
    assert chat.labels(thumbs={nothing: True, "gone": True}, verdicts=verdict("gone", Verdict.WRONG)) == ()


def test_every_source_has_a_weight() -> None:
    """None above an agent's."""
    assert set(WEIGHTS) == set(LabelSource)
    assert max(WEIGHTS.values()) == WEIGHTS[LabelSource.AGENT] == 1.0
    assert all(weight > 0 for weight in WEIGHTS.values())
