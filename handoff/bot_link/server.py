"""How our own Rasa server is started: its command, its environment, its log."""

import os
from math import ceil
from pathlib import Path

from bot import training
from bot.child_environment import child_environment
from handoff.bot_link.rasa_process import RasaProcess
from handoff.config import Settings


def own_rasa(settings: Settings, root: Path, url: str, *, port: int = 0, number: int = 1) -> RasaProcess:
    """A Rasa server for the app at `url`, on a port that stays the same, or on a free one at each start."""
    model = training.model_path(settings.data_dir).absolute()
    endpoints = "bot/endpoints.shared.yml" if settings.bot_trackers_url else "bot/endpoints.yml"

    def command(port: int) -> list[str]:
        python = str(training.bot_python(root))
        files = ["--endpoints", endpoints, "--credentials", "bot/credentials.yml"]
        return [python, "-m", "bot.serve", "-m", str(model), *files, "-i", "127.0.0.1", "-p", str(port)]

    return RasaProcess(
        command=command,
        environment={
            **child_environment(os.environ),
            "BATON_BOT_SECRET": settings.bot_secret,
            "BATON_ACTIONS_URL": f"{url}/rasa/actions",
            "BATON_EMBED_URL": f"{url}/internal/embed",
            **_shared(settings),
            "PYTHONPATH": str(root),
            "PYTHONUNBUFFERED": "1",
            "OMP_NUM_THREADS": "1",
            "RASA_TELEMETRY_ENABLED": "false",
            "TF_CPP_MIN_LOG_LEVEL": "3",
        },
        folder=root,
        log_path=settings.data_dir / "bot" / ("rasa.log" if number == 1 else f"rasa-{number}.log"),
        port=port,
    )


def _shared(settings: Settings) -> dict[str, str]:
    """What servers that share their trackers are told; a dead one's lock ends as its turn would have."""
    if not settings.bot_trackers_url:
        return {}
    return {
        "BATON_BOT_TRACKERS_URL": settings.bot_trackers_url,
        "BATON_BOT_LOCKS_URL": settings.bot_locks_url,
        "TICKET_LOCK_LIFETIME": str(ceil(settings.bot_timeout_seconds) + 1),
    }
