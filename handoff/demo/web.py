"""The demo shop's own order service: what `order_lookup_url` points at in the demo."""

from collections.abc import Callable
from datetime import datetime

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json

from handoff.demo.orders import find_order

NO_ORDER = {
    "type": "about:blank",
    "title": "Not Found",
    "status": 404,
    "detail": "There is no order with this number and e-mail address.",
    "code": "order_not_found",
}


def demo_blueprint(clock: Callable[[], datetime]) -> Blueprint:
    """`GET /demo/orders/{number}?email=`; a wrong e-mail gets the same answer as an unknown number."""
    blueprint = Blueprint("demo", url_prefix="/demo")

    @blueprint.get("/orders/<number:str>", name="order")
    async def get_order(request: Request, number: str) -> HTTPResponse:
        order = find_order(number, request.args.get("email") or "", today=clock().date())
        if order is None:
            return json(NO_ORDER, status=404, content_type="application/problem+json")
        return json(order.as_json())

    return blueprint
