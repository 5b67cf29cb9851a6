"""Displeasure that is in the exchange, not in the words: refusals, corrections, repeats."""

import pytest

from bot.exchange import FEATURES, ExchangeModel, Turn, exchange

MODEL = ExchangeModel.load()


def told(*said: str) -> float:
    """The last text is the customer's, the one before it the bot's, and so on back."""
    turns = [Turn(text=text, customer=(len(said) - at) % 2 == 1) for at, text in enumerate(said)]
    return MODEL.read(turns[:-1], turns[-1].text)


@pytest.mark.parametrize(
    ("displeased", "content"),
    [
        (
            ("Shall I order the oak one?", "No, the walnut one."),
            ("Shall I order the oak one?", "Yes, the oak one."),
        ),
        (
            ("Sorry, we could not find your order.", "Please look again."),
            ("Your order is on the van.", "Please look at my invoice too."),
        ),
        (
            ("Is there anything else?", "You did not answer my question."),
            ("Is there anything else?", "No, that is all, thank you."),
        ),
        (
            ("Here is how to change a bulb.", "I told you, it is not the bulb."),
            ("Here is how to change a bulb.", "Thanks, it works."),
        ),
        (("Czy pomogłem?", "Nie, nadal nie świeci."), ("Czy pomogłem?", "Tak, świeci, dziękuję.")),
        (("Nie ma tego modelu.", "To inny proszę."), ("Jest ten model.", "To poproszę.")),
        (("حل شد؟", "نه، هنوز روشن نمی‌شه"), ("حل شد؟", "بله، ممنون")),
        (("موجود نداریم", "پس یکی دیگه پیدا کنید"), ("موجود داریم", "عالی، همون رو می‌خوام")),
    ],
)
def test_the_same_conversation_may_go_well_or_badly(
    displeased: tuple[str, ...], content: tuple[str, ...]
) -> None:
    """No word of these is angry."""
    assert told(*displeased) >= MODEL.threshold > told(*content)


def test_an_answer_that_failed_makes_the_same_words_worse() -> None:
    """The customer says the same, the bot did not."""
    before = "Can you check the shop in Leeds?"
    assert told("Sorry, I could not find any.", before) > told("The shop in York has two.", before)


def test_a_first_message_has_no_answer_before_it() -> None:
    """Nothing to be displeased with."""
    row = dict(zip(FEATURES, exchange([], "Where is my parcel?"), strict=True))
    assert row["opening"] == 1
    assert not any(value for name, value in row.items() if name.startswith("answer_"))
    assert told("Where is my parcel?") < MODEL.threshold


def test_a_repeated_answer_and_a_repeated_question_are_seen() -> None:
    """Whole turns, however far back."""
    turns = [
        Turn(text="Where is my parcel?", customer=True),
        Turn(text="It was sent.", customer=False),
        Turn(text="But where?", customer=True),
        Turn(text="It was sent.", customer=False),
    ]
    row = dict(zip(FEATURES, exchange(turns, "Where is my parcel?"), strict=True))
    assert (row["answer_repeated"], row["repeats_self"]) == (1, 1)
