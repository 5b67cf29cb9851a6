"""The bot's actions, run inside the app by rasa-sdk's ActionExecutor."""

from rasa_sdk.executor import ActionExecutor

from bot.actions.answering import Answering, Decide
from bot.actions.answers import ActionAnswer, ActionAnswerRejected, ActionHandOver
from bot.actions.order_status import ActionOrderStatus, ValidateOrderForm
from bot.actions.ports import OrderLookup, Searcher
from bot.actions.texts import Texts, load_texts

__all__ = ["build_answering", "build_executor"]

DEFAULT_RISK = 0.2


def build_executor(
    *, search: Searcher, orders: OrderLookup, texts: Texts | None = None, decide: Decide | None = None
) -> ActionExecutor:
    """Register every action of the bot with what it needs."""
    texts = texts or load_texts()
    answering = build_answering(search=search, texts=texts, decide=decide)
    executor = ActionExecutor()
    for action in (
        ActionAnswer(answering),
        ActionAnswerRejected(answering),
        ActionHandOver(),
        ActionOrderStatus(orders, texts),
        ValidateOrderForm(texts),
    ):
        executor.register_action(action)
    return executor


def build_answering(
    *, search: Searcher, texts: Texts | None = None, decide: Decide | None = None
) -> Answering:
    """Make the part that answers from the articles; it needs no Rasa."""
    return Answering(search=search, texts=texts or load_texts(), decide=decide or at_risk(DEFAULT_RISK))


def at_risk(risk: float) -> Decide:
    """Answer when at most this share of such answers is wrong, ask back when it may well be right."""

    def decide(probability: float) -> str:
        if probability >= 1 - risk:
            return "answered"
        return "clarify" if probability >= (1 - risk) / 2 else "no_answer"

    return decide
