"""What a customer says leads to the right answer, in three languages, in words the bot was not trained on."""

from pathlib import Path

import pytest
import yaml

from tests.rasa.action_server import ActionServer
from tests.rasa.turns import Bot
from tests.rasa.words import all_responses, word

pytestmark = pytest.mark.rasa

HERE = Path(__file__).parent
NLU = HERE.parents[1] / "bot" / "data" / "nlu"
HELDOUT = yaml.safe_load((HERE / "heldout.yml").read_text(encoding="utf-8"))
CASES = [(lang, intent) for lang, intents in HELDOUT.items() for intent in intents]
SAYS = {
    "greet": "utter_greet",
    "thank": "utter_thank",
    "goodbye": "utter_goodbye",
    "affirm": "utter_affirm",
    "deny": "utter_deny",
    "cancel": "utter_cancel",
    "bot_challenge": "utter_bot_challenge",
    "ask_hours": "utter_hours",
    "ask_address": "utter_address",
    "answer_helped": "utter_helped",
    "order_status": "utter_ask_order_number",
}
CALLS = {
    "ask_article": "action_answer",
    "ask_delivery": "action_answer",
    "ask_human": "action_hand_over",
    "complain": "action_hand_over",
    "answer_rejected": "action_answer_rejected",
    "inform": "validate_order_form",
}


@pytest.mark.parametrize(("lang", "intent"), CASES)
def test_unseen_words_reach_the_right_answer(bot: Bot, actions: ActionServer, lang: str, intent: str) -> None:
    """Each held-out utterance gets the intent's words, or runs its action."""
    for text in HELDOUT[lang][intent]:
        session = bot.session(lang)
        texts = session.texts(text)
        if intent in SAYS:
            assert texts == [word(SAYS[intent], lang)], text
        else:
            assert actions.called_for(session.sender) == [CALLS[intent]], text


@pytest.mark.parametrize("intent", sorted(SAYS.keys() | CALLS.keys() - {"inform"}))
def test_a_trusted_choice_needs_no_words(bot: Bot, actions: ActionServer, intent: str) -> None:
    """A button the desk has looked up leads where the intent leads, whatever its title says."""
    session = bot.session("pl")
    texts = session.texts("???", intent)
    if intent in SAYS:
        assert texts == [word(SAYS[intent], "pl")]
    else:
        assert actions.called_for(session.sender) == [CALLS[intent]]


def test_every_intent_is_held_out_and_has_enough_examples() -> None:
    """Each language has 25 examples an intent, 60 questions, and none of the held-out utterances."""
    for path in sorted(NLU.glob("*.yml")):
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
        examples = {e["intent"]: {line[2:] for line in e["examples"].splitlines()} for e in entries}
        assert examples.keys() == HELDOUT[path.stem].keys()
        assert min(map(len, examples.values())) >= 25
        assert len(examples["ask_article"]) >= 60
        for intent, texts in HELDOUT[path.stem].items():
            assert not examples[intent] & set(texts)


def test_every_response_speaks_three_languages() -> None:
    """No response lacks a language."""
    assert {name: sorted(texts) for name, texts in all_responses().items()} == {
        name: ["en", "fa", "pl"] for name in all_responses()
    }


def test_an_unknown_language_is_answered_in_english(bot: Bot) -> None:
    """The default words are English."""
    assert bot.session("de").texts("hello there bot") == [word("utter_greet", "en")]
