"""An agent's task is read as the customer's own question would be."""

import pytest

from tests.rasa.turns import Bot
from tests.rasa.words import word

pytestmark = pytest.mark.rasa


@pytest.mark.parametrize(
    ("lang", "task"),
    [
        ("en", "ask for the order number and tell the status"),
        ("en", "please ask for the order number"),
        ("en", "check the order status"),
        ("fa", "شمارهٔ سفارش را بپرس و وضعیت را بگو"),
        ("fa", "لطفاً شماره سفارش را بپرس"),
        ("pl", "zapytaj o numer zamówienia i podaj status"),
        ("pl", "proszę zapytać o numer zamówienia"),
        ("fa", "ask for the order number and tell the status"),
    ],
)
def test_a_task_about_an_order_begins_the_form(bot: Bot, lang: str, task: str) -> None:
    """The form asks in the customer's language, whatever the agent's."""
    session = bot.session(lang)
    assert session.texts(task) == [word("utter_ask_order_number", lang)]
    assert session.texts("LM-12345") == [word("utter_ask_email", lang)]
    (told,) = session.texts("anna@example.com")
    assert told is not None
    assert "LM-12345" in told


@pytest.mark.parametrize(
    ("lang", "task"),
    [
        ("en", "walk through the article about returns"),
        ("en", "explain the guarantee"),
        ("fa", "مقالهٔ مرجوعی را توضیح بده"),
        ("pl", "omów artykuł o zwrotach"),
    ],
)
def test_a_task_about_an_article_gives_the_article(bot: Bot, lang: str, task: str) -> None:
    """The article is the answer."""
    (message,) = bot.session(lang).say(task)
    assert message["custom"]["answer"]["outcome"] == "answered"


@pytest.mark.parametrize(
    ("lang", "task"),
    [("en", "tell them the opening hours"), ("fa", "ساعت کاری را بگو"), ("pl", "podaj godziny otwarcia")],
)
def test_a_task_about_a_fact_tells_the_fact(bot: Bot, lang: str, task: str) -> None:
    """As it would be told to a customer."""
    assert bot.session(lang).texts(task) == [word("utter_hours", lang)]
