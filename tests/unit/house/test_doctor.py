"""The doctor: each trouble of a machine is named, with the way out."""

import json
import socket
from pathlib import Path

from handoff.commands.doctor import (
    as_json,
    as_text,
    check_bot_environment,
    check_data_dir,
    check_database,
    check_embedding_model,
    check_neglected,
    check_pages,
    check_port,
    check_redis,
    check_reranker,
    healthy,
    report,
)
from handoff.config import load_settings
from handoff.health.findings import Finding, Verdict
from handoff.storage.engine.database import open_engine
from handoff.storage.migrate import upgrade
from handoff.storage.store import SqlStore
from tests.support.desks import World


def test_a_taken_port_is_found() -> None:
    """Something else listens: say so before uvicorn would."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        found = check_port("127.0.0.1", port)
    assert found.verdict is Verdict.PROBLEM
    assert f"127.0.0.1:{port} cannot be taken" in found.found
    assert "--port" in found.remedy


def test_missing_pages_are_named(tmp_path: Path) -> None:
    """Pages that were not built are listed."""
    found = check_pages(tmp_path)
    assert found.verdict is Verdict.PROBLEM
    assert "widget/loader.js" in found.found


def test_a_missing_bot_environment_is_found(tmp_path: Path) -> None:
    """Without bot/.venv there is no bot, unless it is turned off or runs elsewhere."""
    assert check_bot_environment(tmp_path, load_settings()).verdict is Verdict.PROBLEM
    assert check_bot_environment(tmp_path, load_settings({"bot_enabled": False})).verdict is Verdict.OK


def test_a_data_folder_that_cannot_be_made_is_found(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "file").write_text("")
    assert check_data_dir(tmp_path / "file").verdict is Verdict.PROBLEM
    assert check_data_dir(tmp_path / "new").verdict is Verdict.OK


def test_a_missing_embedding_model_is_found(tmp_path: Path) -> None:
    """A path that is no folder is told; the packaged model is there."""
    assert check_embedding_model(str(tmp_path / "nothing")).verdict is Verdict.PROBLEM
    assert check_embedding_model("all-MiniLM-L6-v2").verdict is Verdict.OK
    assert check_reranker("").verdict is Verdict.OK
    assert check_reranker(str(tmp_path / "nothing")).verdict is Verdict.PROBLEM
    assert check_reranker("ms-marco-MiniLM-L6-v2").verdict is Verdict.WARNING


async def test_pending_migrations_are_a_warning(tmp_path: Path) -> None:
    """A new database lacks its tables until the app starts; a migrated one is fine."""
    settings = load_settings({"data_dir": tmp_path})
    assert (await check_database(settings)).verdict is Verdict.WARNING
    await upgrade(settings.resolved_database_url())
    assert (await check_database(settings)).verdict is Verdict.OK


async def test_overdue_conversations_are_counted(tmp_path: Path) -> None:
    """As the watchdog of a running desk would find them."""
    settings = load_settings({"data_dir": tmp_path})
    url = settings.resolved_database_url()
    assert (await check_neglected(settings)).verdict is Verdict.OK
    await upgrade(url)
    assert (await check_neglected(settings)).verdict is Verdict.OK
    engine = open_engine(url)
    await World(SqlStore(engine)).chat()  # in March 2026
    await engine.dispose()
    found = await check_neglected(settings)
    assert (found.verdict, found.found) == (Verdict.WARNING, "1 past their deadline, 0 without an owner")


async def test_an_unreachable_database_is_a_problem_without_its_password() -> None:
    """The report names the place, never the password."""
    found = await check_database(load_settings({"database_url": "postgresql://u:geheim@127.0.0.1:1/db"}))
    assert found.verdict is Verdict.PROBLEM
    assert "geheim" not in found.found
    assert "127.0.0.1:1/db" in found.found


async def test_an_unreachable_redis_is_a_problem() -> None:
    """Nothing listens on port 1."""
    assert (await check_redis("redis://127.0.0.1:1/0")).verdict is Verdict.PROBLEM


async def test_wrong_settings_are_a_finding(tmp_path: Path) -> None:
    """The doctor does not fall over what it is there to find."""
    (found,) = await report({"port": -1}, tmp_path)
    assert found.verdict is Verdict.PROBLEM
    assert "BATON_PORT" in found.found


def test_the_report_for_scripts_is_one_object() -> None:
    """`--json` prints this and nothing else."""
    findings = [Finding(name="Port", verdict=Verdict.PROBLEM, found="taken [x]", remedy="free it")]
    assert json.loads(as_json(findings)) == {
        "ok": False,
        "findings": [{"name": "Port", "verdict": "problem", "found": "taken [x]", "remedy": "free it"}],
    }
    assert not healthy(findings)
    assert list(as_text(findings)) == ["[red]✗[/] Port: taken \\[x]", "  → free it"]
