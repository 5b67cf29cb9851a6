"""What the bot says to a question, run by the real ActionExecutor."""

import pytest
from rasa_sdk.executor import ActionExecutor

from bot.actions import build_answering, build_executor
from bot.actions.reply import Question
from bot.actions.stand_in import StandInOrders, StandInSearcher
from tests.support.answering import RANKINGS, RETURNS, WARRANTY, marked
from tests.support.conversing import run


@pytest.fixture
def searcher() -> StandInSearcher:
    return StandInSearcher(RANKINGS)


@pytest.fixture
def executor(searcher: StandInSearcher) -> ActionExecutor:
    def careful(probability: float) -> str:
        return "answered" if probability > 0.7 else "clarify" if probability > 0.3 else "no_answer"

    return build_executor(search=searcher, orders=StandInOrders({}), decide=careful)


async def test_a_sure_answer_is_a_quote_with_its_source_and_three_buttons(executor: ActionExecutor) -> None:
    """Answered: the sentences are the text, the article stands first, three buttons follow."""
    messages, _ = await run(executor, "action_answer", "how do I return it", lang="en")
    (message,) = messages
    assert (
        message["text"] == f"{RETURNS.passage}\n\nFrom “Returns and refunds”, last checked on 1 March 2026."
    )
    answer = message["custom"]["answer"]
    assert (answer["quote"], answer["passage"], answer["said"]) == (RETURNS.passage, "", marked(RETURNS))
    assert answer["hits"][0]["checked_at"] == "2026-03-01"
    assert (answer["outcome"], answer["query"]) == ("answered", "how do I return it")
    assert (answer["hits"][0]["title"], answer["hits"][0]["url"]) == ("Returns and refunds", "/help/returns")
    assert [button["title"] for button in message["custom"]["buttons"]] == [
        "That helped",
        "Not what I meant",
        "Talk to a person",
    ]


@pytest.mark.parametrize(
    ("question", "lang", "helped"),
    [("چطور پس بدهم", "fa", "کمک کرد"), ("jak zwrócić", "pl", "To pomogło")],
)
async def test_buttons_speak_the_customers_language(
    executor: ActionExecutor, question: str, lang: str, helped: str
) -> None:
    """The titles come from the texts of the customer's language."""
    messages, _ = await run(executor, "action_answer", question, lang=lang)
    assert messages[-1]["custom"]["buttons"][0] == {"id": "helped", "title": helped}


async def test_an_answer_in_another_language_says_so_first(executor: ActionExecutor) -> None:
    """A Polish customer is told that the article is in English."""
    messages, _ = await run(executor, "action_answer", "jak zwrócić", lang="pl")
    assert [message["text"] for message in messages] == [
        "Znalazłem to tylko w języku: angielski.",
        f"{RETURNS.passage}\n\nZ artykułu „Returns and refunds”, ostatnio sprawdzonego 1 marca 2026.",
    ]


async def test_a_day_is_said_by_the_customers_calendar(executor: ActionExecutor) -> None:
    """A Persian reader sees the Persian calendar in Persian digits."""
    messages, _ = await run(executor, "action_answer", "چطور پس بدهم", lang="fa")
    assert messages[0]["text"] == "تا ۳۰ روز.\n\nاز «مرجوعی»، آخرین بازبینی: ۱۰ اسفند ۱۴۰۴."


async def test_a_doubtful_answer_is_a_question_with_titles_as_buttons(executor: ActionExecutor) -> None:
    """Clarify: up to three titles and the way to a person; nothing is claimed."""
    messages, events = await run(executor, "action_answer", "guarantee thing", lang="en")
    (message,) = messages
    assert message["custom"]["answer"]["outcome"] == "clarify"
    asked = "I want to be sure I understood you. Did you mean one of these?"
    assert message["custom"]["answer"]["ask"] == asked
    assert message["text"] == f"{asked}\n\n1. Warranty\n2. Returns and refunds\n3. Delivery times"
    assert message["custom"]["buttons"][0] == {
        "id": "article:warranty",
        "title": "Warranty",
        "intent": "ask_article",
    }
    assert [button["id"] for button in message["custom"]["buttons"]] == [
        "article:warranty",
        "article:returns",
        "article:delivery",
        "human",
    ]
    assert events == []


@pytest.mark.parametrize("chosen", [{"choice": "article:warranty"}, {}])
async def test_a_chosen_title_is_answered_however_unsure_the_search_is(
    executor: ActionExecutor, chosen: dict[str, str]
) -> None:
    """A button's id, or the whole title as text, decides."""
    messages, _ = await run(executor, "action_answer", "Warranty", lang="en", **chosen)
    assert messages[0]["custom"]["answer"]["quote"] == "Two years."


async def test_no_answer_is_said_honestly_and_a_person_is_offered(executor: ActionExecutor) -> None:
    """The first failure keeps the bot, with one button to a person."""
    messages, _ = await run(executor, "action_answer", "do you sell bicycles", lang="en")
    (message,) = messages
    assert "could not find a reliable answer" in message["text"]
    assert message["custom"]["answer"]["outcome"] == "no_answer"
    assert [button["id"] for button in message["custom"]["buttons"]] == ["human"]


async def test_the_second_failed_answer_in_a_row_hands_over(executor: ActionExecutor) -> None:
    """Only the handoff is returned; what the customer is told is the desk's."""
    messages, _ = await run(
        executor, "action_answer", "do you sell bicycles", lang="en", failed_answers=1, context=["and cars"]
    )
    (message,) = messages
    assert message["text"] is None
    handoff = message["custom"]["handoff"]
    assert handoff["reason"] == "repeated_fallback"
    assert handoff["signals"]["failed_answers"] == 2
    assert handoff["evidence"] == ["and cars", "do you sell bicycles"]


@pytest.mark.parametrize("known", [{"last_answer": marked(RETURNS)}, {"shown": ["delivery", "returns"]}])
@pytest.mark.parametrize(("question", "lang"), [("how do I return it", "en"), ("jak zwrócić", "pl")])
async def test_the_same_answer_is_never_given_twice_in_a_row(
    executor: ActionExecutor, known: dict[str, object], question: str, lang: str
) -> None:
    """The bot admits that it has nothing better, and offers the next best and a person; in any language."""
    messages, _ = await run(executor, "action_answer", question, lang=lang, **known)
    (message,) = messages
    assert message["custom"]["answer"]["outcome"] == "clarify"
    assert "Returns and refunds" in message["text"]
    offered = ["article:warranty", "article:delivery", "human"] if lang == "en" else ["human"]
    assert [button["id"] for button in message["custom"]["buttons"]] == offered
    assert message["custom"]["answer"]["repeated"] == known.get("last_answer", marked(RETURNS))


async def test_who_asks_the_same_a_third_time_gets_a_person(executor: ActionExecutor) -> None:
    """It was given, it was said to be all there is: saying that again would help nobody."""
    known = {"last_answer": marked(RETURNS), "repeated": marked(RETURNS), "context": ["how do I return it"]}
    messages, _ = await run(executor, "action_answer", "how do I return it", lang="en", **known)
    (message,) = messages
    assert message["text"] is None
    assert message["custom"]["handoff"]["reason"] == "repeated_question"


async def test_other_sentences_of_the_last_article_are_an_answer(executor: ActionExecutor) -> None:
    """Only the same sentences count as the same answer."""
    known = {"last_answer": "returns:another", "shown": ["returns"]}
    messages, _ = await run(executor, "action_answer", "how do I return it", lang="en", **known)
    assert messages[0]["custom"]["answer"]["quote"] == RETURNS.passage


async def test_a_chosen_title_that_was_just_shown_is_not_shown_again(executor: ActionExecutor) -> None:
    """Nor by its button."""
    known = {"choice": "article:warranty", "last_answer": marked(WARRANTY)}
    messages, _ = await run(executor, "action_answer", "Warranty", lang="en", **known)
    assert "“Warranty”" in messages[0]["text"]
    assert [button["id"] for button in messages[0]["custom"]["buttons"]] == ["article:returns", "human"]


SMALL = ["thanks!", "Hi there :)", "سلام، خسته نباشید", "dzięki, super", "👍", "ok great", "how are you?"]
SMALL += [
    "are you a bot?",
    "ممنون",
    "شما ربات هستید؟",
    "czy jesteś botem?",
    "❤️🙏",
    "jak leci?",
    "that's all, bye!",
]


@pytest.mark.parametrize("small", SMALL)
async def test_small_talk_is_never_searched(
    executor: ActionExecutor, searcher: StandInSearcher, small: str
) -> None:
    """It gets a kind word, and the index is left alone."""
    messages, _ = await run(executor, "action_answer", small, lang="en")
    assert messages[0]["text"]
    assert searcher.asked == []


async def test_the_search_hears_language_and_context(
    executor: ActionExecutor, searcher: StandInSearcher
) -> None:
    """A follow-up is searched with what was said before."""
    await run(executor, "action_answer", "guarantee thing", lang="pl", context=["how do I return it"])
    assert searcher.asked == [("guarantee thing", "pl", ("how do I return it",))]


async def test_the_first_rejection_offers_other_articles(executor: ActionExecutor) -> None:
    """What was shown is not offered again."""
    messages, _ = await run(
        executor,
        "action_answer_rejected",
        "Not what I meant",
        lang="en",
        context=["how do I return it"],
        shown=["returns"],
    )
    (message,) = messages
    assert message["text"].startswith("I'm sorry")
    assert message["custom"]["answer"]["outcome"] == "rejected"
    assert [button["id"] for button in message["custom"]["buttons"]] == [
        "article:warranty",
        "article:delivery",
        "human",
    ]


async def test_a_rejection_with_nothing_else_to_offer_asks_to_rephrase(executor: ActionExecutor) -> None:
    """Honest and short."""
    messages, _ = await run(executor, "action_answer_rejected", "nie o to chodziło", lang="pl")
    assert messages[0]["text"].startswith("Przepraszam")
    assert messages[0]["custom"]["answer"]["outcome"] == "rejected"
    assert [button["id"] for button in messages[0]["custom"]["buttons"]] == ["human"]


async def test_a_rejection_is_about_the_answer_whose_button_was_pressed(
    executor: ActionExecutor, searcher: StandInSearcher
) -> None:
    """Of two questions in one message, the one that was not answered well is searched again."""
    context = ["how do I return it? and the guarantee thing?"]
    known = {"context": context, "shown": ["returns"], "about": "guarantee thing"}
    messages, _ = await run(executor, "action_answer_rejected", "Not what I meant", lang="en", **known)
    assert searcher.asked == [("guarantee thing", "en", tuple(context))]
    assert messages[0]["custom"]["buttons"][0]["id"] == "article:warranty"


async def test_the_second_rejection_hands_over(executor: ActionExecutor) -> None:
    """Twice "not what I meant" ends with a person."""
    messages, _ = await run(executor, "action_answer_rejected", "no!", lang="en", rejected=1)
    assert messages[0]["custom"]["handoff"]["reason"] == "negative_feedback"
    assert messages[0]["text"] is None


@pytest.mark.parametrize(("intent", "reason"), [("ask_human", "asked_for_human"), ("complain", "frustrated")])
async def test_hand_over_returns_a_handoff_and_nothing_else(
    executor: ActionExecutor, intent: str, reason: str
) -> None:
    """Law 7: the action only says what should happen."""
    messages, events = await run(executor, "action_hand_over", "a person please", intent=intent, lang="en")
    (message,) = messages
    assert message["text"] is None
    assert message["custom"] == {
        "handoff": {
            "reason": reason,
            "signals": {"intent": intent, "confidence": 0.9},
            "evidence": ["a person please"],
        }
    }
    assert events == []


async def test_answering_works_without_rasa() -> None:
    """The same decision serves when Rasa is down."""
    answering = build_answering(search=StandInSearcher(RANKINGS))
    reply = await answering.reply(Question(text="how do I return it"))
    assert [said.text for said in reply.messages] == [
        f"{RETURNS.passage}\n\nFrom “Returns and refunds”, last checked on 1 March 2026."
    ]
    assert reply.handoff is None


async def test_metadata_is_found_on_the_last_user_event_too(searcher: StandInSearcher) -> None:
    """Rasa may keep it there instead of on the latest message."""
    executor = build_executor(search=searcher, orders=StandInOrders({}))
    events = [{"event": "user", "metadata": {"lang": "pl"}}, {"event": "action", "name": "action_listen"}]
    await executor.run(
        {
            "next_action": "action_answer",
            "domain": {},
            "tracker": {
                "sender_id": "x",
                "slots": {"lang": "en"},
                "latest_message": {"text": "Warranty"},
                "events": events,
            },
        }
    )
    assert searcher.asked == [("Warranty", "pl", ())]
