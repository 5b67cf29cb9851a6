"""The seeded and indexed demo: made once for all test runs, and anew when what it is made from changes."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.instance import Instance, started
from tests.support.model import KEPT, ROOT, give_models, locked

MADE_FROM = ("handoff/demo", "handoff/storage", "kb_index")
SUFFIXES = frozenset({".py", ".md", ".json"})
READY_SECONDS = 300


@contextmanager
def demo(data_dir: Path, **environment: str) -> Iterator[Instance]:
    """`baton run --demo` that needs neither train, seed nor index, up and with its bot ready."""
    shutil.copytree(_seeded(), data_dir, dirs_exist_ok=True)
    give_models(data_dir)
    with started(data_dir, "--demo", **{"BATON_DEMO_PAST": "false"} | environment) as running:
        running.wait_for(lambda seen: seen["bot"] == "ready" and bool(seen["index"]), timeout=READY_SECONDS)
        yield running


def _seeded() -> Path:
    """The data folder of a demo that has been up once, without its models."""
    kept = KEPT.with_name(f"test-demo-{_digest()}")
    with locked("demo"):
        if not kept.exists():
            for old in kept.parent.glob("test-demo-*"):
                shutil.rmtree(old)
            _make(kept)
    return kept


def _make(kept: Path) -> None:
    with tempfile.TemporaryDirectory(dir=kept.parent) as temporary:
        folder = Path(temporary) / "demo"
        folder.mkdir()
        give_models(folder)
        with started(folder, "--demo", BATON_BOT_ENABLED="false", BATON_DEMO_PAST="false") as running:
            running.wait_for(lambda seen: bool(seen["index"]), timeout=READY_SECONDS)
        for models in ("models", "bot"):
            shutil.rmtree(folder / models)
        folder.rename(kept)


def _digest() -> str:
    digest = hashlib.sha256()
    for name in MADE_FROM:
        for path in sorted((ROOT / name).rglob("*")):
            if path.suffix in SUFFIXES:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
