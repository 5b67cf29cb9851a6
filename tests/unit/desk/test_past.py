"""The questions of the past are found again with their labels and with new probabilities."""

from functools import partial

import pytest

from handoff.desk.bot.past import past_questions
from handoff.desk.conversation import messages
from handoff.domain.bot.labels import LabelSource
from handoff.learning.scoring import rescored, vector_of
from kb_index.features import FEATURES
from kb_index.judgement import shipped
from tests.support.desks import World
from tests.support.learning import ask, judged_past, pressed_past, questions

again = partial(rescored, shipped())


async def test_what_was_said_of_an_answer_is_its_label() -> None:
    """By an agent or by the customer, with the probability made anew from the logged features."""
    world = World()
    asked = list(questions(6, shift=0))
    await judged_past(world, await world.agent(), iter(asked[:3]))
    await pressed_past(world, iter(asked[3:]))
    past = await past_questions(world.desk, rescore=again, days=30)
    assert [one.query for one in past] == [one.text for one in asked]
    assert [one.probability for one in past] == pytest.approx([one.probability for one in asked])
    assert [one.label.right for one in past if one.label] == [one.right for one in asked]
    sources = {one.label.source for one in past[3:] if one.label}
    assert sources <= {LabelSource.SETTLED, LabelSource.THUMBS}
    assert past[0].title == "First"


async def test_a_picked_title_is_no_question_of_its_own() -> None:
    """The customer chose there; what it says is about the question that was asked back."""
    world = World()
    (asked,) = questions(1, shift=0)
    visitor, chat, shown = await ask(world, asked, outcome="clarify")
    await messages.send_message(
        world.desk,
        actor=visitor,
        conversation_id=chat,
        client_message_id="pick",
        text="",
        choice={"message_id": shown, "button_id": "article:second"},
    )
    await world.bot_says(
        chat,
        "This then",
        answer={
            "outcome": "answered",
            "query": "Second",
            "probability": 0.9,
            "hits": [{"article_id": "second"}],
        },
    )
    (only,) = await past_questions(world.desk, rescore=again, days=30)
    assert only.query == asked.text
    assert only.label is not None
    assert (only.label.source, only.label.right) == (LabelSource.PICKED, False)


async def test_older_questions_are_left_out_and_the_newest_kept() -> None:
    """By days, and by number where there are too many."""
    world = World()
    asked = list(questions(4, shift=0))
    await pressed_past(world, iter(asked[:2]))
    world.clock.forward(days=40)
    await pressed_past(world, iter(asked[2:]))

    async def found(**more: int) -> list[str]:
        return [one.query for one in await past_questions(world.desk, rescore=again, **more)]

    assert await found(days=30) == [one.text for one in asked[2:]]
    assert await found(days=60) == [one.text for one in asked]
    assert await found(days=60, most=1) == [asked[-1].text]


def test_features_of_another_search_are_not_scored() -> None:
    """A judge reads only what it was made for; the logged probability stands then."""
    features: dict[str, object] = dict.fromkeys(FEATURES, 0.5)
    assert vector_of(features) == (0.5,) * len(FEATURES)
    assert vector_of({**features, "new": 1.0}) is None
    assert vector_of({**features, FEATURES[0]: None}) is None
    assert vector_of({}) is None
    assert rescored(shipped(), {}) is None
