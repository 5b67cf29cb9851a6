"""The order form and the look-up, through the real ActionExecutor and a real small HTTP server."""

import json
from collections.abc import AsyncIterator
from datetime import date

import httpx
import pytest
from aiohttp import web
from rasa_sdk.executor import ActionExecutor

from bot.actions import build_executor
from bot.actions.order_status import describe
from bot.actions.ordernumber import email_in, order_number_in
from bot.actions.orders import HttpOrderLookup, NoOrderLookup
from bot.actions.ports import LookupUnavailable, Order
from bot.actions.stand_in import StandInOrders, StandInSearcher
from bot.actions.texts import load_texts
from tests.support.conversing import run, slots_set

SHIPPED = Order(
    number="LM-12345", status="shipped", carrier="DHL", tracking="JD014", expected=date(2026, 5, 4)
)
KNOWN = {"order_number": "LM-12345", "email": "a@b.example"}
EMPTY = {"order_number": None, "email": None, "form_failures": 0, "order_tries": None}
TRIED = {"order_tries": [["LM-12345", "c@d.example"]], "form_failures": 1.0, "requested_slot": "order_number"}


@pytest.fixture
def executor() -> ActionExecutor:
    return build_executor(
        search=StandInSearcher({}), orders=StandInOrders({("LM-12345", "a@b.example"): SHIPPED})
    )


@pytest.mark.parametrize(
    "typed",
    ["LM-12345", "lm12345", "LM 12345",
     "my number is lm–12345, thanks", "۱۲۳۴۵", "شماره LM-۱۲۳۴۵", "lm-١٢٣٤٥",
     "#12345", "ＬＭ－１２３４５", "nr zam. LM_12345"],
)  # fmt: skip
def test_an_order_number_is_read_however_it_is_typed(typed: str) -> None:
    """Case, dash, script of the digits and words around do not matter."""
    assert order_number_in(typed) == "LM-12345"


@pytest.mark.parametrize("typed", ["", "LM-123", "123456", "I lost it", "LM-1234567", "2026-05-04"])
def test_what_is_no_order_number_is_not_taken_for_one(typed: str) -> None:
    """Dates and other lengths are refused."""
    assert order_number_in(typed) is None


@pytest.mark.parametrize(
    ("typed", "email"),
    [("it is Jan.Kowalski@Example.PL.", "jan.kowalski@example.pl"), ("a+b @ c-d.org", "a+b@c-d.org"),
     ("none", None), ("a@b", None)],
)  # fmt: skip
def test_an_email_is_found_in_a_sentence(typed: str, email: str | None) -> None:
    """Lower case, without the full stop after it."""
    assert email_in(typed) == email


async def test_the_form_keeps_the_normal_form(executor: ActionExecutor) -> None:
    """A good value is stored as the shop writes it."""
    messages, events = await run(
        executor, "validate_order_form", "lm ۱۲۳۴۵", candidates={"order_number": "lm ۱۲۳۴۵"}, lang="fa"
    )
    assert (messages, slots_set(events)) == ([], {"order_number": "LM-12345"})


async def test_a_bad_value_is_explained_and_counted(executor: ActionExecutor) -> None:
    """The customer hears what an order number looks like."""
    messages, events = await run(
        executor, "validate_order_form", "no idea", candidates={"order_number": "no idea"}, lang="pl"
    )
    assert "LM-12345" in messages[0]["text"]
    assert slots_set(events) == {"order_number": None, "form_failures": 1}


async def test_the_third_failure_ends_the_form_and_hands_over(executor: ActionExecutor) -> None:
    """No fourth try."""
    messages, events = await run(
        executor,
        "validate_order_form",
        "??",
        candidates={"email": "??"},
        slots={"form_failures": 2.0},
        lang="en",
    )
    (message,) = messages
    assert message["custom"]["handoff"]["reason"] == "form_failed"
    assert message["custom"]["handoff"]["evidence"] == ["??"]
    assert slots_set(events) == EMPTY | {"requested_slot": None}


async def test_a_known_order_is_told_and_the_form_is_cleared(executor: ActionExecutor) -> None:
    """Status, carrier, date; then the slots are free for the next order."""
    messages, events = await run(executor, "action_order_status", "a@b.example", slots=KNOWN, lang="en")
    assert messages[0]["text"] == (
        "Order LM-12345 is on its way to you. Carrier: DHL, tracking number JD014. "
        "Expected delivery: 2026-05-04."
    )
    assert slots_set(events) == EMPTY


async def test_an_unknown_order_begins_the_form_again(executor: ActionExecutor) -> None:
    """Either value may be wrong, so the form is emptied, and remembers what it tried."""
    messages, events = await run(
        executor, "action_order_status", "x", slots=KNOWN | {"email": "c@d.example"}, lang="en"
    )
    assert "LM-12345" in messages[0]["text"]
    assert "c@d.example" in messages[0]["text"]
    assert events[-1]["event"] == "followup"
    assert slots_set(events) == EMPTY | {"form_failures": 1, "order_tries": [["LM-12345", "c@d.example"]]}


async def test_the_message_that_failed_is_not_read_again(executor: ActionExecutor) -> None:
    """Rasa fills a form that begins again from the same message: those values were just tried."""
    messages, events = await run(
        executor,
        "validate_order_form",
        "LM-12345 c@d.example",
        candidates={"order_number": "LM-12345", "email": "c@d.example"},
        slots=TRIED,
        after=("order_form", "action_order_status"),
    )
    assert (messages, slots_set(events)) == ([], {"order_number": None, "email": None})


@pytest.mark.parametrize(
    ("given", "known"),
    [
        ({"email": "a@b.example"}, KNOWN),
        ({"order_number": "LM-54321"}, {"order_number": "LM-54321", "email": "c@d.example"}),
        ({"order_number": "LM-54321", "email": "a@b.example"}, KNOWN | {"order_number": "LM-54321"}),
        ({"order_number": "LM-12345"}, {"order_number": "LM-12345"}),
        ({"email": "c@d.example"}, {"email": "c@d.example"}),
    ],
)
async def test_one_corrected_detail_is_enough(
    executor: ActionExecutor, given: dict[str, str], known: dict[str, str]
) -> None:
    """The other one stays; but a detail that is repeated unchanged puts the other one in doubt."""
    messages, events = await run(executor, "validate_order_form", "x", candidates=given, slots=TRIED)
    assert (messages, slots_set(events)) == ([], known)


async def test_unknown_for_the_third_time_hands_over(executor: ActionExecutor) -> None:
    """The failures of the form and of the look-up count together; the agent sees what was tried."""
    slots = KNOWN | TRIED | {"email": "e@f.example", "form_failures": 2.0}
    (said, wish), events = await run(executor, "action_order_status", "x", slots=slots, lang="en")
    assert said["text"] == "I cannot find order LM-12345 with the e-mail e@f.example."
    assert wish["custom"]["handoff"]["reason"] == "form_failed"
    assert wish["custom"]["handoff"]["evidence"] == [
        "not found: LM-12345, c@d.example",
        "not found: LM-12345, e@f.example",
    ]
    assert slots_set(events) == EMPTY


async def test_a_form_that_was_left_is_forgotten(executor: ActionExecutor) -> None:
    """The next order begins with three tries and no number."""
    messages, events = await run(executor, "action_forget_order", "never mind", slots=KNOWN | TRIED)
    assert (messages, slots_set(events)) == ([], EMPTY)


@pytest.mark.parametrize("lang", ["en", "fa", "pl"])
async def test_an_unreachable_shop_is_admitted_and_handed_over(lang: str) -> None:
    """One true sentence, then a person."""
    executor = build_executor(search=StandInSearcher({}), orders=NoOrderLookup())
    messages, _ = await run(executor, "action_order_status", "x", slots=KNOWN, lang=lang)
    assert messages[0]["text"] == load_texts().say("order.unreachable", lang)
    assert messages[1]["custom"]["handoff"]["reason"] == "form_failed"


async def test_after_a_failed_form_there_is_nothing_left_to_say(executor: ActionExecutor) -> None:
    """The rule still runs the action when the form gave up."""
    assert await run(executor, "action_order_status", "x", slots={"form_failures": 3.0}) == ([], [])


@pytest.mark.parametrize("lang", ["en", "fa", "pl"])
@pytest.mark.parametrize("status", ["received", "Out for delivery", "delivered", "weighed"])
def test_every_status_has_words_in_every_language(lang: str, status: str) -> None:
    """A status that the shop invented is told as it is."""
    told = describe(Order(number="LM-12345", status=status), load_texts(), lang)
    assert "LM-12345" in told
    assert ("weighed" in told) == (status == "weighed")


def test_a_code_stays_whole_in_persian_text() -> None:
    """Latin codes are isolated, so that right-to-left text does not turn their parts round."""
    assert "\u2066LM-12345\u2069" in describe(SHIPPED, load_texts(), "fa")


def test_every_language_has_the_same_texts() -> None:
    """No customer falls back to English for one sentence."""
    texts = load_texts().by_lang
    assert texts["en"].keys() == texts["fa"].keys() == texts["pl"].keys()


@pytest.fixture
async def shop() -> AsyncIterator[str]:
    """A small order service on a free port."""

    async def order(request: web.Request) -> web.Response:
        number, email = request.match_info["number"], request.query.get("email")
        if number == "LM-50000":
            return web.Response(status=500)
        if number == "LM-60000":
            return web.json_response(["nonsense"])
        if (number, email) != ("LM-12345", "a+b@c.example"):
            return web.json_response({"status": 404}, status=404)
        return web.json_response(
            {"number": number, "status": "shipped", "carrier": None, "expected": "2026-05-04"}
        )

    app = web.Application()
    app.router.add_get("/orders/{number}", order)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    yield f"http://{host}:{port}/orders/"
    await runner.cleanup()


async def test_the_http_look_up_reads_the_shops_answer(shop: str) -> None:
    """The e-mail travels whole, plus sign and all; 404 means unknown."""
    async with httpx.AsyncClient() as client:
        lookup = HttpOrderLookup(url=shop, client=client)
        assert await lookup.find("LM-12345", "a+b@c.example") == Order(
            number="LM-12345", status="shipped", expected=date(2026, 5, 4)
        )
        assert await lookup.find("LM-12345", "else@c.example") is None


@pytest.mark.parametrize("number", ["LM-50000", "LM-60000"])
async def test_errors_and_nonsense_are_no_unknown_orders(shop: str, number: str) -> None:
    """The customer must not hear that the order does not exist."""
    async with httpx.AsyncClient() as client:
        with pytest.raises(LookupUnavailable) as failed:
            await HttpOrderLookup(url=shop, client=client).find(number, "a@b.example")
    # Agents read the reason: no address, which may hold a key, and no e-mail.
    assert "http" not in str(failed.value)
    assert "example" not in str(failed.value)


async def test_nobody_at_the_address_is_unavailable() -> None:
    """A closed port fails at once."""
    async with httpx.AsyncClient() as client:
        with pytest.raises(LookupUnavailable):
            await HttpOrderLookup(url="http://127.0.0.1:9/orders", client=client).find(
                "LM-12345", "a@b.example"
            )


def test_an_order_goes_into_json() -> None:
    """What describes an order is plain text."""
    assert json.dumps(describe(SHIPPED, load_texts(), "pl"))
