"""Settings: defaults for one machine, and one plain line for every mistake."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from handoff.config import Settings, SettingsError, load_settings


def test_defaults_run_everything_on_one_machine(tmp_path: Path) -> None:
    """Without a variable the database is SQLite in the data folder and there is no Redis."""
    settings = load_settings({"data_dir": tmp_path})
    assert settings.resolved_database_url() == f"sqlite+aiosqlite:///{tmp_path}/baton.db"
    assert settings.redis_url == ""
    assert settings.host == "127.0.0.1"


def test_the_demo_stays_on_loopback() -> None:
    """Known passwords are never offered to the network."""
    with pytest.raises(SettingsError, match=r"listens on 127\.0\.0\.1 only"):
        load_settings({"demo": True, "host": "0.0.0.0"})


def test_a_wrong_value_names_its_variable() -> None:
    """The line says which variable is wrong."""
    with pytest.raises(SettingsError, match=r"^BATON_PORT: "):
        load_settings({"port": 70000})


def test_the_secret_key_is_kept_and_private(tmp_path: Path) -> None:
    """Tokens survive a restart, and only the owner can read the key."""
    first = load_settings({"data_dir": tmp_path}).with_secrets()
    second = load_settings({"data_dir": tmp_path}).with_secrets()
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 48
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


def test_secrets_are_not_shown(tmp_path: Path) -> None:
    """A settings object in a log line gives no secret away."""
    settings = load_settings({"data_dir": tmp_path}).with_secrets()
    assert settings.secret_key not in repr(settings)
    assert settings.bot_secret not in repr(settings)


def test_settings_are_frozen() -> None:
    """Nothing changes a setting at run time."""
    with pytest.raises(ValueError, match="frozen"):
        load_settings().port = 1  # type: ignore[misc]


def test_an_unknown_variable_is_an_error() -> None:
    """A typing mistake in the environment is told, not ignored."""
    run = subprocess.run(
        [sys.executable, "-m", "handoff.cli", "doctor"],
        env={**os.environ, "BATON_PROT": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 1
    assert "unknown setting BATON_PROT" in run.stderr


def test_every_setting_says_what_it_is_for() -> None:
    """The description is what docs/configuration.md and a reader rely on."""
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgresql://u:p@db/baton", "postgresql+asyncpg://u:p@db/baton"),
        ("postgres://db/baton", "postgresql+asyncpg://db/baton"),
        ("sqlite:////srv/baton.db", "sqlite+aiosqlite:////srv/baton.db"),
        ("postgresql+asyncpg://db/baton", "postgresql+asyncpg://db/baton"),
    ],
)
def test_a_database_is_named_without_its_driver(given: str, used: str) -> None:
    """The driver that fits is ours to know."""
    assert load_settings({"database_url": given}).resolved_database_url() == used
