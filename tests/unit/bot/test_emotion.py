"""Mood of one message, by its words alone: what is said calmly stays below what is not."""

import pytest

from bot.emotion import EmotionModel
from bot.features import CLASSES, colours

MODEL = EmotionModel.load()
ANGRY = {
    "en": ["Nobody answers, you useless liars, I am furious!", "WORST SHOP EVER, never again"],
    "pl": ["Oszuści, nigdy więcej, skandal!", "Bezczelna obsługa, kpina z klienta, nie polecam nikomu"],
    "fa": ["این چه وضعشه، دزدها، خجالت بکشید!", "بی‌شعورها اعصابم رو خرد کردید"],
}
CALM = {
    "en": ["When will my refund be on the card?", "Which bulb fits the hall lamp?", "Thanks, it works now"],
    "pl": ["Kiedy będzie zwrot na kartę?", "Jaka żarówka pasuje do kinkietu?", "Dziękuję, już działa"],
    "fa": ["پولم کی به کارتم برمی‌گرده؟", "کدوم لامپ به این چراغ می‌خوره؟", "ممنون درست شد"],
}


@pytest.mark.parametrize("lang", ["en", "fa", "pl"])
def test_every_angry_message_is_above_every_calm_one(lang: str) -> None:
    """In each language; the calm ones are far from calling a person."""
    angry = [MODEL.read(text, lang).anger for text in ANGRY[lang]]
    calm = [MODEL.read(text, lang).anger for text in CALM[lang]]
    assert min(angry) > 0.5 > 0.35 > max(calm)


@pytest.mark.parametrize(
    ("lang", "fact", "praise"),
    [
        (
            "en",
            "the room was dirty and the food was terrible",
            "the room was clean and the food was great",
        ),
        ("pl", "Zupa zimna, pokój brudny i głośny", "Zupa pyszna, pokój czysty i cichy"),
        ("fa", "کیفیتش بد بود و خراب شد", "کیفیتش عالی بود و راضی‌ام"),
    ],
)
def test_a_plain_fact_that_went_wrong_is_negative(lang: str, fact: str, praise: str) -> None:
    """Without a single word of anger."""
    limit = MODEL.threshold(lang, "negative")
    assert MODEL.read(fact, lang).negative >= limit > MODEL.read(praise, lang).negative


@pytest.mark.parametrize(
    ("lang", "turned", "plain"),
    [
        ("en", "I am not really happy with it", "I am really happy with it"),
        ("pl", "nie jestem zadowolona", "jestem bardzo zadowolona"),
        ("fa", "راضی نیستم", "راضی هستم"),
    ],
)
def test_a_not_turns_praise_round(lang: str, turned: str, plain: str) -> None:
    """Before the word in English and Polish, behind it in Persian."""
    soured = CLASSES.index("soured")
    assert colours(turned, lang)[soured] > 0
    assert colours(plain, lang)[soured] == 0
    assert MODEL.read(turned, lang).negative > MODEL.read(plain, lang).negative
