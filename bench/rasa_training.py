"""What training the bot costs: the first time, again with nothing changed, and after one new example.

    python -m bench.rasa_training [--kept FOLDER]

Trains a copy of the project's files in a folder of its own; FOLDER has the embedding model's export.
"""

import argparse
import resource
import shutil
import tempfile
import time
from pathlib import Path

from bot import training
from bot.training_vectors import embedding_of
from kb_index.embedder import load_embedder
from kb_index.models import DEFAULT_MODEL

ROOT = Path(__file__).parents[1]
NEW = "    - i would like to swap my lamp for the green one\n"


def main() -> None:
    """Print seconds, processor seconds with the embedding, and the most memory that Rasa took."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--kept", type=Path, default=ROOT / ".stamps" / "bench")
    kept = options.parse_args().kept
    embedding = embedding_of(DEFAULT_MODEL, lambda: load_embedder(cache_dir=kept, threads=1))
    embedding.load()
    with tempfile.TemporaryDirectory() as name:
        project = Path(name)
        for source in training.SOURCES:
            _copy(ROOT / source, project / source)
        (project / "bot" / ".venv").symlink_to(ROOT / "bot" / ".venv")
        for label in ("first", "again", "one new example"):
            if label == "one new example":
                path = project / "bot/data/nlu/en.yml"
                head, mark, tail = path.read_text(encoding="utf-8").partition(
                    "  - intent: ask_article\n    examples: |\n"
                )
                assert mark, "the examples of ask_article have moved"
                path.write_text(f"{head}{mark}  {NEW}{tail}", encoding="utf-8")
            began, before = time.perf_counter(), _used()
            training.train(project, project / "data" / "model.tar.gz", embedding, lambda line: None)
            wall, used = time.perf_counter() - began, _used() - before
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(f"{label:16} {wall:.0f} s, processor {used:.0f} s, peak so far {peak:.0f} MiB", flush=True)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    else:
        shutil.copy(source, target)


def _used() -> float:
    children, own = resource.getrusage(resource.RUSAGE_CHILDREN), resource.getrusage(resource.RUSAGE_SELF)
    return children.ru_utime + children.ru_stime + own.ru_utime + own.ru_stime


if __name__ == "__main__":
    main()
