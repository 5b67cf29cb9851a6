"""Demo orders can be found with number and e-mail, and only with both."""

from datetime import date, timedelta

import pytest

from handoff.demo.orders import find_order, orders_on

TODAY = date(2025, 3, 14)
ORDERS = orders_on(TODAY)


def test_a_dozen_orders_in_every_state() -> None:
    """There are about twelve orders, and one in each state that the bot can tell of."""
    assert len(ORDERS) == 12
    assert {order.status for order in ORDERS.values()} == {
        "received",
        "processing",
        "packed",
        "shipped",
        "out_for_delivery",
        "delivered",
        "delayed",
        "cancelled",
        "returned",
        "refunded",
    }


def test_dates_move_with_today() -> None:
    """Tomorrow the same order is expected a day later, so that the demo never grows old."""
    tomorrow = TODAY + timedelta(days=1)
    assert ORDERS["LM-20417"].expected == date(2025, 3, 15)
    assert orders_on(tomorrow)["LM-20417"].expected == date(2025, 3, 16)
    assert all(order.placed_on <= TODAY for order in ORDERS.values())


@pytest.mark.parametrize("number", ["LM-20417", "lm-20417", " LM-20417 ", "LM-۲۰۴۱۷"])
def test_found_however_the_number_is_written(number: str) -> None:
    """Case, blanks and Persian digits make no difference."""
    assert find_order(number, "Maria@Customer.example ", today=TODAY) == ORDERS["LM-20417"]


def test_another_customers_email_finds_nothing() -> None:
    """Knowing a number is not enough."""
    assert find_order("LM-20417", "jakub@customer.example", today=TODAY) is None
    assert find_order("LM-20417", "", today=TODAY) is None
    assert find_order("LM-99999", "maria@customer.example", today=TODAY) is None
