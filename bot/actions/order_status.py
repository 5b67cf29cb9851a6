"""The order form: checks what was typed, and tells where the order is."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from bot.actions.call import hand_over, lang_of
from bot.actions.ordernumber import email_in, order_number_in
from bot.actions.ports import LookupUnavailable, Order, OrderLookup
from bot.actions.reply import handoff
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
        if _tried_already(tracker):
            # The form begins again after an unknown order, and Rasa fills it from the same message once more.
            return [SlotSet(slot, None) for slot in _READERS]
        failures = _failures(tracker)
        read: dict[str, str | None] = {}
        for slot, raw in tracker.slots_to_validate().items():
            if slot not in _READERS:
                continue
            read[slot] = _READERS[slot](str(raw)) if raw else None
            if raw and read[slot] is None:
                failures += 1
                if failures < FAILURES:
                    dispatcher.utter_message(text=self._texts.say(f"form.bad_{slot}", lang_of(tracker)))
        if failures >= FAILURES:
            _give_up(dispatcher, _tries(tracker), str(tracker.latest_message.get("text") or ""))
            return [*_cleared(), SlotSet("requested_slot", None)]
        events: list[EventType] = [
            SlotSet(slot, value) for slot, value in (read | _kept(tracker, read)).items()
        ]
        if failures > _failures(tracker):
            events.append(SlotSet("form_failures", failures))
        return events


class ActionOrderStatus(Action):
    """Says in the customer's language what the shop's order service knows."""

    NAME = "action_order_status"

    def __init__(self, orders: OrderLookup, texts: Texts) -> None:
        self._orders = orders
        self._texts = texts

    def name(self) -> str:
        return self.NAME

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
            evidence = [f"{number}, {email}", str(error)]
            hand_over(dispatcher, handoff("form_failed", evidence, lookup_unavailable=True))
            return _cleared()
        if order is None:
            return self._unknown(dispatcher, tracker, str(number), str(email))
        dispatcher.utter_message(text=describe(order, self._texts, lang))
        return _cleared()

    def _unknown(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, number: str, email: str
    ) -> list[EventType]:
        failures, tries = _failures(tracker) + 1, [*_tries(tracker), [number, email]]
        lang = lang_of(tracker)
        shown = {"number": _isolate(number, lang), "email": _isolate(email, lang)}
        if failures >= FAILURES:
            dispatcher.utter_message(text=self._texts.say("order.unknown_last", lang, **shown))
            _give_up(dispatcher, tries)
            return _cleared()
        dispatcher.utter_message(text=self._texts.say("order.unknown", lang, **shown))
        return [
            SlotSet("order_number", None),
            SlotSet("email", None),
            SlotSet("form_failures", failures),
            SlotSet("order_tries", tries),
            FollowupAction("order_form"),
        ]


class ActionForgetOrder(Action):
    """Empties the form that the customer has left, so that the next one begins afresh."""

    def name(self) -> str:
        return "action_forget_order"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        return _cleared()


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


def _tried_already(tracker: Tracker) -> bool:
    """Whether what the customer said last was looked up already."""
    for event in reversed(tracker.events):
        if event["event"] == "user":
            return False
        if event["event"] == "action" and event["name"] == ActionOrderStatus.NAME:
            return True
    return False


def _kept(tracker: Tracker, read: Mapping[str, str | None]) -> dict[str, str]:
    """After an unknown order one corrected detail is enough: the other one stays as it was."""
    tries = _tries(tracker)
    given = {slot: value for slot, value in read.items() if value}
    if not tries or len(given) != 1:
        return {}
    tried = dict(zip(_READERS, tries[-1], strict=True))
    ((slot, value),) = given.items()
    if value == tried[slot]:  # so the mistake must be in the other one, which is asked for next
        return {}
    return {other: tried[other] for other in _READERS if other != slot and not tracker.slots.get(other)}


def _failures(tracker: Tracker) -> int:
    return int(tracker.slots.get("form_failures") or 0)


def _tries(tracker: Tracker) -> list[list[str]]:
    """The pairs of number and e-mail that the shop did not know, oldest first."""
    return list(tracker.slots.get("order_tries") or [])


def _give_up(dispatcher: CollectingDispatcher, tries: Sequence[Sequence[str]], *words: str) -> None:
    evidence = [*(f"not found: {', '.join(pair)}" for pair in tries), *words]
    hand_over(dispatcher, handoff("form_failed", evidence, form_failures=FAILURES))


def _cleared() -> list[EventType]:
    empty = {"order_number": None, "email": None, "form_failures": 0, "order_tries": None}
    return [SlotSet(slot, value) for slot, value in empty.items()]
