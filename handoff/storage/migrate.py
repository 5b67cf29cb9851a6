"""Bring a database to the newest schema, or say that it is not there yet."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, make_url

from handoff.storage.engine.database import WRITING, open_engine

HERE = Path(__file__).parent / "migrations"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


async def upgrade(url: str) -> None:
    """Run every migration that is missing; two processes that do it at once do it once."""

    def run(connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('baton.migrate'))")
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

    engine = open_engine(url)
    try:
        async with engine.execution_options(**WRITING).begin() as db:
            await db.run_sync(run)
    finally:
        await engine.dispose()


async def pending(url: str) -> bool:
    """Whether the database lacks a migration; looking makes no file where there is none."""
    if _no_file(url):
        return True
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    engine = open_engine(url)
    try:
        async with engine.connect() as db:
            current = await db.run_sync(lambda c: MigrationContext.configure(c).get_current_revision())
    finally:
        await engine.dispose()
    return current != newest


def _no_file(url: str) -> bool:
    parsed = make_url(url)
    return parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").is_file()
