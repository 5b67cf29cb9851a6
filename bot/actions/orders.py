"""Looks an order up at the shop's own HTTP endpoint."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

import httpx

from bot.actions.ports import LookupUnavailable, Order


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpOrderLookup:
    """Asks `{url}/{number}?email=…`; 404 means that there is no such order."""

    url: str
    client: httpx.AsyncClient
    timeout: float = 4.0

    async def find(self, order_number: str, email: str) -> Order | None:
        address = f"{self.url.rstrip('/')}/{quote(order_number, safe='')}"
        try:
            response = await self.client.get(address, params={"email": email}, timeout=self.timeout)
            if response.status_code == httpx.codes.NOT_FOUND:
                return None
            response.raise_for_status()
            return _order(response.json())
        except httpx.HTTPStatusError as error:
            raise LookupUnavailable(f"status {error.response.status_code}") from error
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
            # Its text may hold the address, with the customer's e-mail and the shop's key: agents read this.
            raise LookupUnavailable(type(error).__name__) from error


class NoOrderLookup:
    """Stands in where no order endpoint is configured."""

    async def find(self, order_number: str, email: str) -> Order | None:
        raise LookupUnavailable("no order lookup is configured")


def _order(body: object) -> Order:
    inner = body.get("order", body) if isinstance(body, Mapping) else body
    if not isinstance(inner, Mapping):
        raise TypeError("an order must be an object")
    expected = inner.get("expected") or inner.get("eta") or inner.get("expected_delivery")
    return Order(
        number=str(inner.get("number") or inner["order_number"]),
        status=str(inner["status"]),
        carrier=_text(inner.get("carrier")),
        tracking=_text(inner.get("tracking") or inner.get("tracking_number")),
        expected=date.fromisoformat(str(expected)[:10]) if expected else None,
    )


def _text(value: object) -> str | None:
    return str(value) if value else None
