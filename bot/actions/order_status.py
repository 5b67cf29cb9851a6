"""The order form: checks what was typed, and tells where the order is."""

from collections.abc import Callable
from datetime import date

from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from bot.actions.answering import handoff
from bot.actions.call import hand_over, lang_of
from bot.actions.ordernumber import email_in, order_number_in
from bot.actions.ports import LookupUnavailable, Order, OrderLookup
from bot.actions.texts import Texts

FAILURES = 3
_READERS: dict[str, Callable[[str], str | None]] = {"order_number": order_number_in, "email": email_in}


class ValidateOrderForm(Action):
    """Accepts an order number and an e-mail however typed; the third failure hands over."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def name(self) -> str:
        return "validate_order_form"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        events: list[EventType] = []
        failures = _failures(tracker)
        for slot, raw in tracker.slots_to_validate().items():
            if slot not in _READERS:
                continue
            value = _READERS[slot](str(raw)) if raw else None
            events.append(SlotSet(slot, value))
            if raw and value is None:
                failures += 1
                if failures < FAILURES:
                    dispatcher.utter_message(text=self._texts.say(f"form.bad_{slot}", lang_of(tracker)))
        if failures > _failures(tracker):
            events.append(SlotSet("form_failures", failures))
        if failures >= FAILURES:
            _give_up(dispatcher, tracker, failures)
            events.append(SlotSet("requested_slot", None))
        return events


class ActionOrderStatus(Action):
    """Says in the customer's language what the shop's order service knows."""

    def __init__(self, orders: OrderLookup, texts: Texts) -> None:
        self._orders = orders
        self._texts = texts

    def name(self) -> str:
        return "action_order_status"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        number, email = tracker.slots.get("order_number"), tracker.slots.get("email")
        if not number or not email:
            return []
        lang = lang_of(tracker)
        try:
            order = await self._orders.find(str(number), str(email))
        except LookupUnavailable as error:
            dispatcher.utter_message(text=self._texts.say("order.unreachable", lang))
            hand_over(dispatcher, handoff("form_failed", [str(number), str(error)], form_failures=FAILURES))
            return _cleared()
        if order is None:
            return self._unknown(dispatcher, tracker, str(number), str(email))
        dispatcher.utter_message(text=describe(order, self._texts, lang))
        return _cleared()

    def _unknown(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, number: str, email: str
    ) -> list[EventType]:
        failures = _failures(tracker) + 1
        cleared = [SlotSet("order_number", None), SlotSet("email", None), SlotSet("form_failures", failures)]
        if failures >= FAILURES:
            _give_up(dispatcher, tracker, failures)
            return cleared
        text = self._texts.say("order.unknown", lang_of(tracker), number=number, email=email)
        dispatcher.utter_message(text=text)
        return [*cleared, FollowupAction("order_form")]


def describe(order: Order, texts: Texts, lang: str) -> str:
    """Say an order's status, carrier and date in one language."""
    status = order.status.strip().lower().replace(" ", "_").replace("-", "_")
    key = f"order.status.{status}"
    if not texts.knows(key):
        key = "order.status.other"
    sentences = [texts.say(key, lang, number=_isolate(order.number, lang), status=order.status)]
    if order.carrier and order.tracking:
        tracking = _isolate(order.tracking, lang)
        sentences.append(texts.say("order.tracking", lang, carrier=order.carrier, tracking=tracking))
    elif order.carrier:
        sentences.append(texts.say("order.carrier", lang, carrier=order.carrier))
    if order.expected and status not in {"delivered", "cancelled", "returned", "refunded"}:
        sentences.append(texts.say("order.expected", lang, date=_isolate(_date(order.expected, lang), lang)))
    return " ".join(sentences)


def _date(day: date, lang: str) -> str:
    return day.strftime("%d.%m.%Y") if lang == "pl" else day.isoformat()


def _isolate(latin: str, lang: str) -> str:
    """Keep a Latin code whole inside right-to-left text."""
    return f"\u2066{latin}\u2069" if lang == "fa" else latin


def _failures(tracker: Tracker) -> int:
    return int(tracker.slots.get("form_failures") or 0)


def _give_up(dispatcher: CollectingDispatcher, tracker: Tracker, failures: int) -> None:
    evidence = [str(tracker.latest_message.get("text") or "")]
    hand_over(dispatcher, handoff("form_failed", evidence, form_failures=failures))


def _cleared() -> list[EventType]:
    return [SlotSet("order_number", None), SlotSet("email", None), SlotSet("form_failures", 0)]
