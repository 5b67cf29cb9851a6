"""A dozen orders of the demo shop, dated from today, so that the order form has something to find."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoOrder:
    """An order as the shop's own system would tell it."""

    number: str
    email: str
    status: str
    placed_on: date
    items: tuple[str, ...]
    carrier: str | None = None
    tracking: str | None = None
    expected: date | None = None

    def as_json(self) -> dict[str, object]:
        """What the endpoint answers; the e-mail stays out, for the caller has it already."""
        return {
            "number": self.number,
            "status": self.status,
            "placed_on": self.placed_on.isoformat(),
            "items": list(self.items),
            "carrier": self.carrier,
            "tracking": self.tracking,
            "expected": self.expected.isoformat() if self.expected else None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Template:
    number: str
    email: str
    status: str
    placed_days_ago: int
    items: tuple[str, ...]
    carrier: str | None = None
    tracking: str | None = None
    expected_in_days: int | None = None

    def on(self, today: date) -> DemoOrder:
        expected = None if self.expected_in_days is None else today + timedelta(days=self.expected_in_days)
        return DemoOrder(
            number=self.number,
            email=self.email,
            status=self.status,
            placed_on=today - timedelta(days=self.placed_days_ago),
            items=self.items,
            carrier=self.carrier,
            tracking=self.tracking,
            expected=expected,
        )


_TEMPLATES = (
    _Template(
        number="LM-20417",
        email="maria@customer.example",
        status="shipped",
        placed_days_ago=2,
        items=("Pendant lamp Czapla, oak", "LED bulb E27, 9 W"),
        carrier="Szybka Paczka",
        tracking="SP4410023817",
        expected_in_days=1,
    ),
    _Template(
        number="LM-20431",
        email="jakub@customer.example",
        status="out_for_delivery",
        placed_days_ago=2,
        items=("Cutting board, walnut",),
        carrier="Szybka Paczka",
        tracking="SP4410024102",
        expected_in_days=0,
    ),
    _Template(
        number="LM-20388",
        email="niloofar@customer.example",
        status="delivered",
        placed_days_ago=9,
        items=("Table lamp Sikora, ash",),
        carrier="Szybka Paczka",
        tracking="SP4410021990",
        expected_in_days=-6,
    ),
    _Template(
        number="LM-20446",
        email="dariush@customer.example",
        status="packed",
        placed_days_ago=1,
        items=("Wall lamp Gil", "Dimmer LO-801"),
        carrier="Szybka Paczka",
        expected_in_days=2,
    ),
    _Template(
        number="LM-20452",
        email="zofia@customer.example",
        status="received",
        placed_days_ago=0,
        items=("Tray with engraving",),
        expected_in_days=6,
    ),
    _Template(
        number="LM-20359",
        email="peter@customer.example",
        status="delayed",
        placed_days_ago=11,
        items=("Bench Dzik, oak, 140 cm",),
        carrier="Duży Ładunek",
        tracking="DL000718834",
        expected_in_days=4,
    ),
    _Template(
        number="LM-20301",
        email="tomasz@customer.example",
        status="returned",
        placed_days_ago=24,
        items=("Shade, linen, 40 cm",),
        carrier="Szybka Paczka",
        tracking="SP4410018023",
    ),
    _Template(
        number="LM-20288",
        email="shirin@customer.example",
        status="refunded",
        placed_days_ago=31,
        items=("Smart lamp Kos",),
    ),
    _Template(
        number="LM-20440",
        email="agnieszka@customer.example",
        status="cancelled",
        placed_days_ago=3,
        items=("Gift card, 200 zł",),
    ),
    _Template(
        number="LM-20409",
        email="emma@customer.example",
        status="shipped",
        placed_days_ago=4,
        items=("Floor lamp Żuraw", "Care set LO-950"),
        carrier="EuroKurier",
        tracking="EK77120456PL",
        expected_in_days=3,
    ),
    _Template(
        number="LM-20437",
        email="arman@customer.example",
        status="processing",
        placed_days_ago=1,
        items=("Shelf made to measure, walnut, 137 cm",),
        expected_in_days=13,
    ),
    _Template(
        number="LM-20366",
        email="olena@customer.example",
        status="delivered",
        placed_days_ago=13,
        items=("Table lamp Sowa", "Remote control"),
        carrier="Szybka Paczka",
        tracking="SP4410020514",
        expected_in_days=-10,
    ),
)


def orders_on(today: date) -> Mapping[str, DemoOrder]:
    """All demo orders by number, as they stand today."""
    return {template.number: template.on(today) for template in _TEMPLATES}


def find_order(number: str, email: str, *, today: date) -> DemoOrder | None:
    """The order, if both the number and the e-mail it was placed with are right."""
    order = orders_on(today).get(number.strip().upper().translate(_DIGITS))
    return order if order and order.email == email.strip().casefold() else None
