"""The headers that tell a browser what our answers may do."""

import base64
import hashlib
from collections.abc import Mapping, Sequence

from sanic import Request
from sanic.response import BaseHTTPResponse

EVERYWHERE: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
NOTHING_CSP = "default-src 'none'; frame-ancestors 'none'"
NO_STORE = "no-store"


def page_csp(frame_ancestors: Sequence[str] = ("'none'",), *, host: str = "") -> str:
    """For our own pages: scripts, styles and connections of this site alone, nothing inline."""
    sockets = f" ws://{host} wss://{host}" if host else ""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob: https:",
            "font-src 'self'",
            f"connect-src 'self'{sockets}",
            "frame-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            f"frame-ancestors {' '.join(frame_ancestors)}",
        )
    )


def document_csp(style: str) -> str:
    """For a page of plain text and pictures with this one inline style."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src 'sha256-{digest}'",
            "img-src 'self' data: https:",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )


async def add_headers(request: Request, response: BaseHTTPResponse) -> None:
    """What no handler has set is set to the strictest."""
    for name, value in EVERYWHERE.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", NOTHING_CSP)
    response.headers.setdefault("Cache-Control", NO_STORE)
    if "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]:
        response.headers.setdefault("X-Frame-Options", "DENY")
