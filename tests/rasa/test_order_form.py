"""The order form: asks, checks, puts up with interruptions, and ends with an answer or a person."""

import pytest

from tests.rasa.action_server import ActionServer
from tests.rasa.turns import Bot
from tests.rasa.words import word

pytestmark = pytest.mark.rasa

ASK = {"en": "where is my order please", "fa": "سلام سفارش من کجاست؟", "pl": "gdzie jest moja paczka"}
HUMAN = {
    "en": "i want to talk to a human",
    "fa": "میشه با یه آدم حرف بزنم",
    "pl": "chce rozmawiac z czlowiekiem",
}
COMPLAINT = {"en": "i want to file a complaint", "fa": "از خدماتتون شکایت دارم", "pl": "chcę złożyć skargę"}
CANCEL = {"en": "never mind", "fa": "ولش کن", "pl": "nieważne"}
HOURS = {"en": "when are you open?", "fa": "تا ساعت چند باز هستید", "pl": "w jakich godzinach jest otwarte"}
GREETING = {"en": "hello", "fa": "سلام", "pl": "dzień dobry"}
LANGS = ["en", "fa", "pl"]


@pytest.mark.parametrize("lang", LANGS)
def test_it_asks_for_both_and_tells_the_status(bot: Bot, lang: str) -> None:
    """Number, e-mail, answer."""
    session = bot.session(lang)
    assert session.texts(ASK[lang]) == [word("utter_ask_order_number", lang)]
    assert session.texts("LM-12345") == [word("utter_ask_email", lang)]
    (answer,) = session.texts("anna@example.com")
    assert answer is not None
    assert "LM-12345" in answer
    assert "InPost" in answer


@pytest.mark.parametrize(
    "typed",
    [
        "LM-12345",
        "lm12345",
        "LM 12345",
        "it's lm–12345",
        "LM-۱۲۳۴۵",
        "lm١٢٣٤٥",
        "12345",
        "۱۲۳۴۵",
        "#LM-12345.",
    ],
)
def test_an_order_number_is_read_however_typed(bot: Bot, typed: str) -> None:
    """Case, dash, blanks and digits of other scripts make no difference."""
    session = bot.session()
    session.say("where is my order please")
    assert session.texts(typed) == [word("utter_ask_email", "en")]
    (answer,) = session.texts("my e-mail is Anna@Example.com.")
    assert answer is not None
    assert "LM-12345" in answer


def test_a_number_in_the_question_is_not_asked_for_again(bot: Bot) -> None:
    """What was said at once is used."""
    session = bot.session()
    assert session.texts("where is my order LM-12345?") == [word("utter_ask_email", "en")]
    session = bot.session()
    (answer,) = session.texts("my order is LM-12345 and my email is anna@example.com")
    assert answer is not None
    assert "InPost" in answer


def test_an_email_first_is_kept(bot: Bot) -> None:
    """The other way round works too, and is no failed try."""
    session = bot.session()
    session.say("where is my order please")
    assert session.texts("anna@example.com") == [word("utter_ask_order_number", "en")]
    (answer,) = session.texts("LM-12345")
    assert answer is not None
    assert "InPost" in answer


@pytest.mark.parametrize("lang", LANGS)
def test_a_question_in_between_is_answered_and_the_form_goes_on(bot: Bot, lang: str) -> None:
    """A fact, a courtesy and an article: each is answered, then the form asks again."""
    session = bot.session(lang)
    asks = word("utter_ask_order_number", lang)
    assert session.texts(ASK[lang]) == [asks]
    assert session.texts(HOURS[lang]) == [word("utter_hours", lang), asks]
    assert session.texts(GREETING[lang]) == [word("utter_greet", lang), asks]
    answer, question = session.say("can i send back a lamp?", "ask_article")
    assert answer["custom"]["answer"]["outcome"] == "answered"
    assert question["text"] == asks
    assert session.texts("???", "answer_helped") == [word("utter_helped", lang), asks]
    assert session.texts(ASK[lang]) == [word("utter_order_needs", lang), asks]
    assert session.texts("LM-12345") == [word("utter_ask_email", lang)]


STAYS = ["greet", "thank", "goodbye", "affirm", "bot_challenge", "ask_hours", "ask_address", "ask_delivery"]
STAYS += ["order_status", "inform", "answer_helped", "answer_rejected", "ask_article"]


@pytest.mark.parametrize("intent", STAYS)
def test_whatever_is_said_the_form_asks_once_more_and_listens(bot: Bot, intent: str) -> None:
    """No intent sends the bot round in circles or makes it forget what it asked."""
    session = bot.session()
    asks = word("utter_ask_order_number", "en")
    session.say("where is my order please")
    texts = session.texts("can i send back a lamp?", intent)
    assert (len(texts) <= 2, texts[-1]) == (True, asks)
    assert session.texts("LM-12345") == [word("utter_ask_email", "en")]


@pytest.mark.parametrize("lang", LANGS)
def test_never_mind_leaves_the_form(bot: Bot, lang: str) -> None:
    """After that a greeting is only a greeting."""
    session = bot.session(lang)
    session.say(ASK[lang])
    assert session.texts(CANCEL[lang]) == [word("utter_order_left", lang)]
    assert session.texts(GREETING[lang]) == [word("utter_greet", lang)]
    assert session.texts(ASK[lang]) == [word("utter_ask_order_number", lang)]


def test_a_no_leaves_the_form(bot: Bot) -> None:
    """Who has no number is not asked for ever."""
    session = bot.session()
    session.say("where is my order please")
    assert session.texts("no, i don't have it") == [word("utter_order_left", "en")]


@pytest.mark.parametrize("lang", LANGS)
def test_a_wish_for_a_person_ends_the_form(bot: Bot, lang: str) -> None:
    """The handoff is all there is: no question follows it."""
    session = bot.session(lang)
    session.say(ASK[lang])
    (message,) = session.say(HUMAN[lang])
    assert (message["text"], message["custom"]["handoff"]["reason"]) == (None, "asked_for_human")
    assert session.texts(GREETING[lang]) == [word("utter_greet", lang)]


def test_a_second_rejected_answer_ends_the_form(bot: Bot) -> None:
    """Whatever hands over in the middle of the form, the form does not ask on."""
    session = bot.session()
    session.say("where is my order please")
    session.rejected = 1
    (message,) = session.say("Not what I meant", "answer_rejected")
    assert message["custom"]["handoff"]["reason"] == "negative_feedback"
    assert session.texts("hello") == [word("utter_greet", "en")]


@pytest.mark.parametrize("lang", LANGS)
def test_a_complaint_ends_the_form(bot: Bot, lang: str) -> None:
    """Anger is for people, even with an order number in it."""
    session = bot.session(lang)
    session.say(ASK[lang])
    (message,) = session.say(COMPLAINT[lang])
    assert message["custom"]["handoff"]["reason"] == "frustrated"


def test_three_failed_tries_hand_over(bot: Bot) -> None:
    """Twice it explains and asks again, then a person takes it."""
    session = bot.session()
    asks = word("utter_ask_order_number", "en")
    session.say("where is my order please")
    for _ in range(2):
        explanation, question = session.texts("qwrtz plmk")
        assert (explanation != asks, question) == (True, asks)
    (message,) = session.say("qwrtz plmk")
    assert message["custom"]["handoff"]["reason"] == "form_failed"


def test_an_order_service_that_is_down_hands_over(bot: Bot) -> None:
    """The customer is told that it cannot be looked up, and a person takes it."""
    session = bot.session()
    session.say("where is my order please")
    session.say("LM-50300")
    words, handoff = session.say("anna@example.com")
    assert words["text"]
    assert handoff["custom"]["handoff"]["reason"] == "form_failed"


def test_a_second_order_is_asked_for_anew(bot: Bot, actions: ActionServer) -> None:
    """The form forgets what it has answered."""
    session = bot.session()
    session.say("my order is LM-12345 and my email is anna@example.com")
    assert session.texts("where is my order please") == [word("utter_ask_order_number", "en")]
    assert actions.called_for(session.sender).count("action_order_status") == 1
