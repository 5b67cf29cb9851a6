"""The HTTP side: problems for every error, log-in, identities, limits, OpenAPI, what operators ask."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest

from handoff.desk.identity import people
from handoff.domain.enums import Role
from handoff.web import OPENAPI_PATH, ROUTES
from handoff.web.route import Access
from tests.support.desk_app import BOT_SECRET, IDENTITY_SECRET, PASSWORD, DeskApp
from tests.support.portraits import put_picture


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def is_problem(answer: Any, status: int, code: str) -> None:
    """A problem document as RFC 9457 has it, and our code."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert set(body) >= {"type", "title", "status", "detail", "code"}
    assert (body["status"], body["code"]) == (status, code)
    assert "Traceback" not in answer.text


async def test_every_kind_of_error_is_a_problem_document(app: DeskApp) -> None:
    """404, 405, 400, 401, 413 and 500 alike, none with a traceback."""
    is_problem(await app.http.get("/nowhere"), 404, "not_found")
    is_problem(await app.http.get("/api/v1/nowhere"), 404, "not_found")
    wrong_method = await app.http.delete("/api/v1/visitor/session")
    is_problem(wrong_method, 405, "method_not_allowed")
    assert "POST" in wrong_method.headers["allow"]
    for body in (b"", b"{", b"[]", b"7", b"[" * 100_000, b'{"locale": 7}', b'{"locale": "\\ud800"}', b"\xff"):
        is_problem(await app.http.post("/api/v1/visitor/session", content=body), 400, "invalid")
    big = b'{"locale": "' + b"x" * 300_000 + b'"}'
    is_problem(await app.http.post("/api/v1/visitor/session", content=big), 413, "too_large")
    is_problem(await app.http.get("/api/v1/articles"), 401, "unauthenticated")
    call = {"next_action": "nobody has this action"}
    broken = await app.http.post("/rasa/actions", json=call, headers=bearer(BOT_SECRET))
    is_problem(broken, 500, "internal")
    assert "nobody has" not in broken.text


async def test_logging_in(app: DeskApp) -> None:
    """The right password gives a token that opens; wrong ones and unknown people get the same words."""
    agent = await app.add("Ana")
    good = await app.http.post(
        "/api/v1/auth/login", json={"email": " ANA@example.org ", "password": PASSWORD}
    )
    assert good.status_code == 200
    assert good.json()["agent"]["id"] == agent.id
    assert "email" not in good.json()["agent"]
    me = await app.http.get("/api/v1/auth/me", headers=bearer(good.json()["token"]))
    assert me.json()["agent"]["name"] == "Ana"
    answers = [
        await app.http.post("/api/v1/auth/login", json={"email": email, "password": "wrong"})
        for email in ("ana@example.org", "nobody@example.org")
    ]
    for answer in answers:
        is_problem(answer, 401, "unauthenticated")
    assert answers[0].json() == answers[1].json()


async def test_guessing_passwords_is_slowed_down(app: DeskApp) -> None:
    """After ten wrong ones the right one has to wait as well; another person does not."""
    await app.add("Ana")
    await app.add("Reza")

    async def attempt(name: str, password: str) -> int:
        body = {"email": f"{name}@example.org", "password": password}
        return (await app.http.post("/api/v1/auth/login", json=body)).status_code

    assert [await attempt("ana", "wrong") for _ in range(11)] == [401] * 10 + [429]
    assert await attempt("ana", PASSWORD) == 429
    assert await attempt("reza", PASSWORD) == 200


async def test_logging_in_often_with_the_right_password_is_free(app: DeskApp) -> None:
    """Only wrong guesses are counted against a person."""
    await app.add("Ana")
    body = {"email": "ana@example.org", "password": PASSWORD}
    for _ in range(12):
        assert (await app.http.post("/api/v1/auth/login", json=body)).status_code == 200


def identity(secret: str = IDENTITY_SECRET, algorithm: str = "HS256", **changes: Any) -> str:
    """What a host site signs for a customer."""
    claims = {
        "sub": "customer-7",
        "name": "Maria",
        "email": "maria@example.org",
        "exp": datetime.now(UTC) + timedelta(minutes=5),
    }
    claims = {key: value for key, value in {**claims, **changes}.items() if value is not None}
    return jwt.encode(claims, secret, algorithm=algorithm)


async def test_a_customer_the_host_site_vouches_for(app: DeskApp) -> None:
    """The same person on two devices is one contact, with name and e-mail."""
    answers = [
        (await app.http.post("/api/v1/visitor/session", json={"identity": identity()})).json()
        for _ in range(2)
    ]
    assert answers[0]["visitor_id"] == answers[1]["visitor_id"]
    contact = await people.get_visitor(app.desk, visitor_id=answers[0]["visitor_id"])
    assert contact is not None
    assert (contact.name, contact.email, contact.external_id) == (
        "Maria",
        "maria@example.org",
        "customer-7",
    )


@pytest.mark.parametrize(
    "given",
    [
        identity(secret="another secret that is as long as ours"),
        identity(exp=datetime(2020, 1, 1, tzinfo=UTC)),
        identity(exp=None),
        identity(sub=None),
        identity(sub=""),
        identity(algorithm="HS512"),
        jwt.encode({"sub": "customer-7", "exp": 9_999_999_999}, "", algorithm="none"),
        "not a token",
    ],
    ids=["secret", "expired", "endless", "nobody", "empty", "algorithm", "unsigned", "rubbish"],
)
async def test_a_wrong_identity_is_refused_clearly(app: DeskApp, given: str) -> None:
    """401, never an anonymous session instead."""
    answer = await app.http.post("/api/v1/visitor/session", json={"identity": given})
    is_problem(answer, 401, "unauthenticated")
    assert "identity" in answer.json()["detail"]


async def test_new_visitors_from_one_address_are_capped(app: DeskApp) -> None:
    """A loop that begins sessions meets 429, however slow the machine."""

    async def begin() -> int:
        return (await app.http.post("/api/v1/visitor/session", json={})).status_code

    for _ in range(10):
        codes = await asyncio.gather(*(begin() for _ in range(60)))
        if 429 in codes:
            break
    assert set(codes) <= {200, 429}
    assert 429 in codes


async def test_the_document_is_whole_and_every_path_in_it_answers(app: DeskApp) -> None:
    """Every documented operation is served, and every reference in the document leads somewhere."""
    document = (await app.http.get(OPENAPI_PATH)).json()
    assert document["openapi"].startswith("3.1")
    documented = {
        (method.upper(), path) for path, operations in document["paths"].items() for method in operations
    }
    assert documented == {(route.method, route.full_path) for route in ROUTES}
    digest = (await put_picture(app, await app.add("Ana"))).rpartition("/")[2]
    for method, path in documented:
        address = path.replace("{conversation_id}", "0190").replace("{article_id}", "0190")
        address = address.replace("{digest}", digest)
        answer = await app.http.request(method, address)
        assert answer.status_code in (200, 400, 401), (method, path, answer.text)
    schemas = document["components"]["schemas"]
    text = json.dumps(document)
    for piece in text.split('"#/components/schemas/')[1:]:
        assert piece.split('"')[0] in schemas


# What a route must be told before it can answer.
QUERIES = {
    "/kb/search": "?q=returns",
    "/settings/answering/replay": "?risk=0.2",
    "/availabilities": "?since=2026-03-01T00:00:00Z&until=2026-03-02T00:00:00Z",
}


async def test_answers_have_the_documented_shape(app: DeskApp) -> None:
    """Keys of real answers are the keys of the models in the document."""
    admin = await app.add("Ada", role=Role.ADMIN)
    made = await app.http.post(
        "/api/v1/articles",
        json={"title": "Returns", "body": "Send it back.", "lang": "en"},
        headers=bearer(app.token_of(admin)),
    )
    article_id = made.json()["article"]["id"]
    hook = await app.http.post(
        "/api/v1/webhooks",
        json={"url": "https://receiver.example", "events": ["message.created"]},
        headers=bearer(app.token_of(admin)),
    )
    visitor_path = f"/visitors/{(await app.new_visitor())[1]}/"
    hook_path = f"/webhooks/{hook.json()['webhook']['id']}/"
    await app.services.articles.publish(article_id)
    for route in ROUTES:
        if route.method != "GET" or not route.answers or "{conversation_id}" in route.path:
            continue
        address = route.full_path.replace("{article_id}", article_id).replace("/webhooks/{id}/", hook_path)
        address = address.replace("/visitors/{id}/", visitor_path)
        query = QUERIES.get(route.path, "")
        token = (await app.new_visitor())[0] if route.access is Access.VISITORS else app.token_of(admin)
        headers = {} if route.access is Access.PUBLIC else bearer(token)
        answer = await app.http.get(f"{address}{query}", headers=headers)
        assert answer.status_code == 200, (route.path, answer.text)
        assert set(answer.json()) == set(route.answers[0].model_fields)


async def test_what_operators_ask(app: DeskApp) -> None:
    """Alive, ready with the state of each part, and counters that count."""
    assert (await app.http.get("/healthz")).json() == {"status": "ok"}
    ready = (await app.http.get("/readyz")).json()
    assert (ready["status"], ready["database"], ready["bot"]) == ("ready", True, "ready")
    assert (ready["details"]["overdue"], ready["details"]["ownerless"]) == (0, 0)
    await app.http.get("/api/v1/nowhere")
    metrics = (await app.http.get("/metrics")).text
    assert 'baton_http_request_seconds_count{method="GET",route="/healthz",status="200"} 1.0' in metrics
    assert 'route="none",status="404"' in metrics


async def test_rasa_runs_actions_with_the_secret_alone(app: DeskApp) -> None:
    """The executor's answer goes back as JSON; without the secret nothing runs."""
    ran: list[Any] = []

    def action(call: dict[str, Any]) -> dict[str, Any]:
        ran.append(call)
        return {"events": [], "responses": [{"text": "hi"}]}

    app.services.actions.actions["action_answer"] = action  # type: ignore[attr-defined]
    call = {"next_action": "action_answer", "sender_id": "c1-1", "tracker": {"pad": "x" * 1_000_000}}
    for headers in ({}, bearer("wrong"), {"Authorization": BOT_SECRET}, bearer(f"{BOT_SECRET}x")):
        is_problem(await app.http.post("/rasa/actions", json=call, headers=headers), 401, "unauthenticated")
    assert ran == []
    answer = await app.http.post("/rasa/actions", json=call, headers=bearer(BOT_SECRET))
    assert answer.json() == {"events": [], "responses": [{"text": "hi"}]}
    assert ran == [call]
    is_problem(await app.http.post("/rasa/actions", json=[], headers=bearer(BOT_SECRET)), 400, "invalid")


async def test_rasa_borrows_the_embedder(app: DeskApp) -> None:
    """One vector a text, with the secret."""
    body = {"texts": ["one", "two"]}
    is_problem(await app.http.post("/internal/embed", json=body), 401, "unauthenticated")
    answer = await app.http.post("/internal/embed", json=body, headers=bearer(BOT_SECRET))
    assert answer.json() == {"embeddings": [[0.5] * 4] * 2, "fertility": [1.0, 1.0], "model": "flat"}
    empty = await app.http.post("/internal/embed", json={"texts": []}, headers=bearer(BOT_SECRET))
    assert empty.json() == {"embeddings": [], "fertility": [], "model": "flat"}


async def test_what_no_file_system_or_codec_takes_is_refused(app: DeskApp) -> None:
    """A name longer than any file's and a secret that is no text: an answer, not a traceback."""
    is_problem(await app.http.get(f"/assets/{'a' * 300}.js"), 404, "not_found")
    headers = [(b"authorization", b"Bearer \xff\xfe")]
    is_problem(await app.http.post("/rasa/actions", json={}, headers=headers), 401, "unauthenticated")
    is_problem(await app.http.get("/api/v1/auth/me", headers=headers), 401, "unauthenticated")
