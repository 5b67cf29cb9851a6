"""An order that the shop does not know: said once a try, corrected in part or whole, at last a person's."""

import pytest

from bot.actions.texts import load_texts
from tests.rasa.action_server import ActionServer
from tests.rasa.test_order_form import ASK, CANCEL, COMPLAINT, HOURS, HUMAN, LANGS
from tests.rasa.turns import Bot, Session
from tests.rasa.words import word

pytestmark = [pytest.mark.rasa, pytest.mark.parametrize("lang", LANGS)]

MARIA = "maria@customer.example"
TOLD = {"en": "is on its way to you", "fa": "ارسال شده", "pl": "jest w drodze"}
CORRECTION = {
    "en": "sorry, the email is maria@customer.example",
    "fa": "ببخشید ایمیلم maria@customer.example بود",
    "pl": "przepraszam, e-mail to maria@customer.example",
}
QUESTION = {
    "en": "can i send back a lamp?",
    "fa": "می‌توانم چراغ را پس بدهم؟",
    "pl": "czy mogę zwrócić lampę?",
}


def in_digits_of(lang: str, text: str) -> str:
    """The text as it is typed on a keyboard of that language."""
    return text.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")) if lang == "fa" else text


def unknown(number: str, email: str, lang: str, key: str = "order.unknown") -> str:
    """The words for an unknown order; Latin codes are kept whole in Persian."""
    codes = {"number": number, "email": email}
    if lang == "fa":
        codes = {name: f"\u2066{code}\u2069" for name, code in codes.items()}
    return load_texts().say(key, lang, **codes)


def failed_once(bot: Bot, lang: str, text: str = "LM-20417 marta@customer.example") -> Session:
    """A session in which an order was not found, which the bot said once before it asked again."""
    session = bot.session(lang)
    session.say(ASK[lang])
    told = unknown("LM-20417", "marta@customer.example", lang)
    assert session.texts(in_digits_of(lang, text)) == [told, word("utter_ask_order_number", lang)]
    return session


def test_number_and_email_at_once_are_tried_once(bot: Bot, actions: ActionServer, lang: str) -> None:
    """One message, one look-up, one "not found", one question."""
    session = failed_once(bot, lang)
    assert actions.called_for(session.sender).count("action_order_status") == 1


def test_three_unknown_orders_are_a_persons(bot: Bot, lang: str) -> None:
    """Twice it is said and asked again; the third time it is said and handed over with what was tried."""
    session = failed_once(bot, lang)
    second = session.texts(in_digits_of(lang, "LM-20418 marta@customer.example"))
    assert second == [
        unknown("LM-20418", "marta@customer.example", lang),
        word("utter_ask_order_number", lang),
    ]
    said, wish = session.say(in_digits_of(lang, "LM-20419 marta@customer.example"))
    assert said["text"] == unknown("LM-20419", "marta@customer.example", lang, "order.unknown_last")
    assert wish["text"] is None
    assert wish["custom"]["handoff"] == {
        "reason": "form_failed",
        "signals": {"form_failures": 3},
        "evidence": [f"not found: LM-{number}, marta@customer.example" for number in (20417, 20418, 20419)],
    }


def test_the_same_pair_again_is_a_second_try(bot: Bot, lang: str) -> None:
    """What was only just not found is looked up again, and counted."""
    session = failed_once(bot, lang)
    again = "LM-20417 marta@customer.example"
    assert len(session.texts(again)) == 2
    assert [bool(message.get("custom")) for message in session.say(again)] == [False, True]


def test_out_of_the_blue_it_is_said_once_too(bot: Bot, lang: str) -> None:
    """The form begins with both, as when it is asked for with both."""
    session = bot.session(lang)
    told = [unknown("LM-20417", "marta@customer.example", lang), word("utter_ask_order_number", lang)]
    assert session.texts("LM-20417 marta@customer.example") == told


@pytest.mark.parametrize("typed", ["bare", "in words"])
def test_the_email_alone_can_be_corrected(bot: Bot, lang: str, typed: str) -> None:
    """The number stays as it was."""
    session = failed_once(bot, lang)
    (told,) = session.texts(MARIA if typed == "bare" else CORRECTION[lang])
    assert told is not None
    assert TOLD[lang] in told


def test_the_number_alone_can_be_corrected(bot: Bot, lang: str) -> None:
    """The e-mail stays as it was."""
    session = bot.session(lang)
    assert len(session.texts(f"LM-20471 {MARIA}")) == 2
    (told,) = session.texts(in_digits_of(lang, "LM-20417"))
    assert told is not None
    assert TOLD[lang] in told


def test_a_number_that_is_repeated_puts_the_email_in_doubt(bot: Bot, lang: str) -> None:
    """It is not looked up again with the same e-mail."""
    session = failed_once(bot, lang)
    assert session.texts(in_digits_of(lang, "LM-20417")) == [word("utter_ask_email", lang)]
    (told,) = session.texts(MARIA)
    assert told is not None
    assert TOLD[lang] in told


def test_a_question_in_between_costs_no_try(bot: Bot, lang: str) -> None:
    """Facts and articles are answered, then the form goes on where it was."""
    session = failed_once(bot, lang)
    asks = word("utter_ask_order_number", lang)
    assert session.texts(HOURS[lang]) == [word("utter_hours", lang), asks]
    answer, question = session.say(QUESTION[lang])
    assert (answer["custom"]["answer"]["outcome"], question["text"]) == ("answered", asks)
    (told,) = session.texts(MARIA)
    assert told is not None
    assert TOLD[lang] in told


def test_whoever_leaves_the_form_begins_afresh(bot: Bot, lang: str) -> None:
    """After "never mind" neither the tries nor a number are remembered."""
    session = failed_once(bot, lang)
    session.say("LM-20418")
    session.say("LM-20418")
    assert session.texts(CANCEL[lang]) == [word("utter_order_left", lang)]
    assert session.texts(ASK[lang]) == [word("utter_ask_order_number", lang)]
    assert session.texts(MARIA) == [word("utter_ask_order_number", lang)]
    (told,) = session.texts("LM-20417")
    assert told is not None
    assert TOLD[lang] in told


def test_an_order_service_that_goes_down_is_admitted(bot: Bot, lang: str) -> None:
    """It is never called an unknown order."""
    session = failed_once(bot, lang)
    words, wish = session.say(f"LM-50300 {MARIA}")
    assert words["text"] == load_texts().say("order.unreachable", lang)
    assert wish["custom"]["handoff"]["reason"] == "form_failed"
    assert wish["custom"]["handoff"]["evidence"] == [f"LM-50300, {MARIA}", "no answer"]


@pytest.mark.parametrize("wish", ["asked_for_human", "frustrated"])
def test_a_person_can_be_had_at_any_time(bot: Bot, lang: str, wish: str) -> None:
    """No third try is asked of anybody."""
    session = failed_once(bot, lang)
    (message,) = session.say(HUMAN[lang] if wish == "asked_for_human" else COMPLAINT[lang])
    assert (message["text"], message["custom"]["handoff"]["reason"]) == (None, wish)
