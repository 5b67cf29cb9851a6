"""The bot's actions, run inside the app by rasa-sdk's ActionExecutor."""

from rasa_sdk.executor import ActionExecutor

from bot.actions.answering import Answering, Decide
from bot.actions.answers import ActionAnswer, ActionAnswerRejected, ActionHandOver
from bot.actions.order_status import ActionForgetOrder, ActionOrderStatus, ValidateOrderForm
from bot.actions.ports import OrderLookup, Searcher
from bot.actions.texts import Texts, load_texts
from kb_index import judgement

__all__ = ["build_answering", "build_executor"]


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
        ActionForgetOrder(),
        ValidateOrderForm(texts),
    ):
        executor.register_action(action)
    return executor


def build_answering(
    *, search: Searcher, texts: Texts | None = None, decide: Decide | None = None
) -> Answering:
    """Make the part that answers from the articles; it needs no Rasa."""
    return Answering(search=search, texts=texts or load_texts(), decide=decide or judgement.decide)
