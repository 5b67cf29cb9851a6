"""The index on disk: a folder with a manifest, swapped in whole and believed only if everything fits."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from kb_index import analysis
from kb_index.errors import SnapshotProblem
from kb_index.lexical import Postings
from kb_index.passages import MAX_WORDS, MIN_WORDS, Passage
from kb_index.segment import Entry, Segment, real_rows, vocabulary_of
from kb_index.shard import Shard
from kb_index.vectors import VectorIndex

FORMAT = 3
_CURRENT = "CURRENT"
_READ_ERRORS = (OSError, ValueError, KeyError, TypeError, RuntimeError, EOFError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What a snapshot was made with and for; it is used only where all of it is the same."""

    model: str
    dimension: int
    store_id: str
    metric: str = "inner_product"
    precision: str = "fp32"
    format: int = FORMAT
    piece: int = analysis.PIECE
    stem: int = analysis.STEM
    max_words: int = MAX_WORDS
    min_words: int = MIN_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Shards by language, and the change up to which they are true."""

    shards: Mapping[str, Shard]
    change: int


def save(home: Path, snapshot: Snapshot, fit: Fit) -> Path:
    """Write a snapshot beside the current one, then make it the current one."""
    home.mkdir(parents=True, exist_ok=True)
    target = Path(tempfile.mkdtemp(prefix="snapshot-", dir=home))
    try:
        listed: dict[str, list[str]] = {}
        for lang, shard in snapshot.shards.items():
            for n, (segment, live) in enumerate(zip(shard.segments, shard.live, strict=True)):
                name = f"{len(listed)}-{n}"
                _write_segment(target / name, segment, live)
                listed.setdefault(lang, []).append(name)
        files = {str(f.relative_to(target)): _sha256(f) for f in sorted(target.rglob("*")) if f.is_file()}
        manifest = {"fit": asdict(fit), "change": snapshot.change, "shards": listed, "files": files}
        (target / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        _make_current(home, target)
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise
    return target


def load(home: Path, fit: Fit) -> Snapshot:
    """The current snapshot, or SnapshotProblem with the reason why it cannot be used."""
    try:
        folder = home / (home / _CURRENT).read_text(encoding="utf-8").strip()
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        theirs, ours = manifest["fit"], asdict(fit)
        for name in ours:
            if theirs.get(name) != ours[name]:
                raise SnapshotProblem(
                    f"{name} is {theirs.get(name)!r} in the snapshot and {ours[name]!r} here"
                )
        for name, digest in manifest["files"].items():
            if _sha256(folder / name) != digest:
                raise SnapshotProblem(f"{name} is not what was written")
        shards = {lang: _read_shard(folder, names, fit) for lang, names in manifest["shards"].items()}
        return Snapshot(shards=shards, change=int(manifest["change"]))
    except FileNotFoundError as error:
        raise SnapshotProblem(f"there is none ({Path(str(error.filename)).name})") from error
    except _READ_ERRORS as error:
        raise SnapshotProblem(f"it cannot be read: {str(error).splitlines()[0][:200]}") from error


def _make_current(home: Path, target: Path) -> None:
    pointer = target / _CURRENT
    pointer.write_text(target.name, encoding="utf-8")
    os.replace(pointer, home / _CURRENT)
    for old in home.glob("snapshot-*"):
        if old != target:
            shutil.rmtree(old, ignore_errors=True)


def _write_segment(folder: Path, segment: Segment, live: np.ndarray[Any, np.dtype[np.bool_]]) -> None:
    folder.mkdir()
    segment.vectors.write(str(folder / "vectors.faiss"))
    np.savez(folder / "arrays.npz", live=live, owner=segment.owner, means=segment.means)
    _write_postings(folder / "passage-terms", segment.by_passage)
    _write_postings(folder / "article-terms", segment.by_article)
    _write_lines(folder / "entries.jsonl", (asdict(entry) for entry in segment.entries))
    _write_lines(folder / "passages.jsonl", (asdict(passage) for passage in segment.passages))


def _write_postings(path: Path, postings: Postings) -> None:
    np.savez(
        path.with_suffix(".npz"),
        starts=postings.starts,
        rows=postings.rows,
        counts=postings.counts,
        lengths=postings.lengths,
    )
    path.with_suffix(".txt").write_text("\n".join(postings.columns), encoding="utf-8")


def _read_postings(path: Path) -> Postings:
    arrays = np.load(path.with_suffix(".npz"), allow_pickle=False)
    terms = path.with_suffix(".txt").read_text(encoding="utf-8").split("\n")
    return Postings(
        columns={term: n for n, term in enumerate(terms)} if terms != [""] else {},
        starts=arrays["starts"],
        rows=arrays["rows"],
        counts=arrays["counts"],
        lengths=arrays["lengths"],
    )


def _read_shard(home: Path, names: Iterable[str], fit: Fit) -> Shard:
    segments, live = [], []
    for name in names:
        segment, mask = _read_segment(home / name)
        if segment.vectors.dimension != fit.dimension or len(segment.vectors) != len(segment.passages):
            raise SnapshotProblem(f"{name} holds other vectors than its manifest says")
        segments.append(segment)
        live.append(mask)
    return Shard(segments=tuple(segments), live=tuple(live))


def _read_segment(folder: Path) -> tuple[Segment, np.ndarray[Any, np.dtype[np.bool_]]]:
    arrays = np.load(folder / "arrays.npz", allow_pickle=False)
    entries = tuple(Entry(**row) for row in _read_lines(folder / "entries.jsonl"))
    passages = tuple(Passage(**row) for row in _read_lines(folder / "passages.jsonl"))
    segment = Segment(
        entries=entries,
        row_of={entry.article_id: row for row, entry in enumerate(entries)},
        passages=passages,
        real=real_rows(passages),
        owner=arrays["owner"],
        vectors=VectorIndex.read(str(folder / "vectors.faiss")),
        means=arrays["means"],
        by_passage=_read_postings(folder / "passage-terms"),
        by_article=_read_postings(folder / "article-terms"),
        vocabulary=vocabulary_of(passages),
    )
    return segment, arrays["live"]


def _write_lines(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    with path.open("w", encoding="utf-8", errors="surrogatepass") as stream:
        stream.writelines(json.dumps(row) + "\n" for row in rows)


def _read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
