"""Errors as RFC 9457 problem documents, and the one table from an error's code to its HTTP status."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from sanic import Request
from sanic.exceptions import SanicException
from sanic.handlers import ErrorHandler
from sanic.response import HTTPResponse, json

from handoff.domain.errors import BatonError
from kb_index.errors import KnowledgeError

log = logging.getLogger(__name__)

PROBLEM_TYPE = "application/problem+json"

STATUS: Mapping[str, int] = MappingProxyType(
    {
        "invalid": 400,
        "invalid_article": 400,
        "bad_picture": 400,
        "unauthenticated": 401,
        "forbidden": 403,
        "blocked": 403,
        "consent_required": 403,
        "not_found": 404,
        "article_not_found": 404,
        "unknown_call": 404,
        "method_not_allowed": 405,
        "conflict": 409,
        "illegal_transition": 409,
        "already_claimed": 409,
        "capacity_full": 409,
        "last_admin": 409,
        "not_available": 409,
        "suppressed": 409,
        "revision_conflict": 409,
        "slug_taken": 409,
        "too_large": 413,
        "unsupported_type": 415,
        "rate_limited": 429,
        "internal": 500,
        "unavailable": 503,
        "bot_unavailable": 503,
    }
)

_CODE_OF_STATUS = {
    400: "invalid",
    401: "unauthenticated",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_type",
    429: "rate_limited",
    503: "unavailable",
}


def status_of(code: str) -> int:
    """The HTTP status of an error code; an unlisted one is our own fault."""
    return STATUS.get(code, 500)


def problem(
    code: str,
    detail: str,
    *,
    status: int | None = None,
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> HTTPResponse:
    """A problem document."""
    number = status or status_of(code)
    body = {
        "type": "about:blank",
        "title": HTTPStatus(number).phrase,
        "status": number,
        "detail": detail,
        "code": code,
        **more,
    }
    return json(body, status=number, headers=dict(headers or {}), content_type=PROBLEM_TYPE)


def problem_of(error: BaseException) -> HTTPResponse:
    """The problem document of any exception; what nobody foresaw tells the caller nothing."""
    if isinstance(error, BatonError):
        headers = {"WWW-Authenticate": "Bearer"} if error.code == "unauthenticated" else None
        return problem(error.code, error.message, headers=headers)
    if isinstance(error, KnowledgeError) and error.code in STATUS:
        return problem(error.code, str(error))
    if isinstance(error, SanicException) and error.status_code < 500:
        code = _CODE_OF_STATUS.get(error.status_code, "invalid")
        allowed = dict(error.headers) if code == "method_not_allowed" else None
        return problem(code, str(error), status=error.status_code, headers=allowed)
    return problem("internal", "something went wrong here; it is logged")


class ProblemHandler(ErrorHandler):
    """Sanic's way in: every error leaves as a problem document, and only the unforeseen are logged."""

    def response(self, request: Request, exception: Exception) -> HTTPResponse:
        """Answer the request that failed."""
        answer = problem_of(exception)
        if answer.status == 500:
            log.error("%s %s failed", request.method, request.path, exc_info=exception)
        return answer
