"""An agent's task is searched by its subject, and asked back about as a task."""

import pytest

from bot.actions import build_executor
from bot.actions.stand_in import StandInOrders, StandInSearcher, hit
from bot.actions.texts import load_texts
from bot.task import subject_of
from kb_index.ranking import Ranking
from tests.support.conversing import run


@pytest.mark.parametrize(
    ("task", "subject"),
    [
        ("walk through the article about returns", "returns"),
        ("Please walk the customer through our guide on assembling a shelf", "assembling a shelf"),
        ("tell them how to return a lamp", "how to return a lamp"),
        ("explain to the customer the guarantee", "the guarantee"),
        ("ask for the order number", "ask for the order number"),
        ("how long may returns take", "how long may returns take"),
        ("please explain the article", "please explain the article"),
        ("proszę omówić artykuł o zwrotach", "o zwrotach"),
        ("wyjaśnij klientowi gwarancję", "gwarancję"),
        ("مقالهٔ مرجوعی را توضیح بده", "مرجوعی"),
        ("لطفاً راهنمای نصب چراغ را برایش بفرست", "نصب چراغ"),
        ("وضعیت سفارش", "وضعیت سفارش"),
    ],
)
def test_the_words_around_the_subject_are_left_out(task: str, subject: str) -> None:
    """What is about nothing else stays whole."""
    assert subject_of(task) == subject


async def test_an_article_that_is_named_is_shown_whatever_its_title_sounds_like() -> None:
    """ "Explain the guarantee" is a title here: it is not cut, and the best hit gives way."""
    title = "Explain the guarantee"
    found = Ranking(
        hits=(hit("other", "Other", "Other words."), hit("g", title, "Two years.")),
        probability=0.1,
        lang="en",
    )
    search = StandInSearcher({title: found})
    executor = build_executor(search=search, orders=StandInOrders({}), decide=lambda probability: "no_answer")
    (message,), _ = await run(executor, "action_answer", title, task=title, choice="article:g")
    answer = message["custom"]["answer"]
    assert (answer["outcome"], answer["hits"][0]["article_id"]) == ("answered", "g")


@pytest.mark.parametrize(("task", "owner"), [("Returns", "person"), (None, "bot")])
async def test_a_task_that_did_not_help_comes_back_at_once(task: str | None, owner: str) -> None:
    """Without a task the bot may try once more."""
    executor = build_executor(
        search=StandInSearcher({}), orders=StandInOrders({}), decide=lambda probability: "no_answer"
    )
    more = {"task": task} if task else {}
    (message,), _ = await run(
        executor, "action_answer_rejected", "Not what I meant", intent="answer_rejected", **more
    )
    handoff = (message["custom"] or {}).get("handoff")
    assert ("person" if handoff else "bot") == owner
    if handoff:
        assert handoff["reason"] == "negative_feedback"


@pytest.mark.parametrize("lang", ["en", "fa", "pl"])
async def test_a_doubtful_task_is_asked_back_as_a_task(lang: str) -> None:
    """The customer has asked nothing, so nothing of theirs was misunderstood."""
    task = "explain the article about returns"
    found = Ranking(hits=(hit("returns", "Returns and refunds", "30 days."),), probability=0.3, lang=lang)
    search = StandInSearcher({"returns": found, "explain returns": found})
    executor = build_executor(search=search, orders=StandInOrders({}), decide=lambda probability: "clarify")
    (message,), _ = await run(executor, "action_answer", task, lang=lang, task=task)
    listed = "\n\n1. Returns and refunds"
    assert message["text"] == load_texts().say("answer.clarify_task", lang) + listed
    (message,), _ = await run(executor, "action_answer", "explain returns", lang=lang, task=task)
    assert message["text"] == load_texts().say("answer.clarify_one", lang) + listed
