"""Articles from a folder of Markdown, JSONL or CSV; what cannot be read is said and passed over."""

import csv
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import frontmatter
import yaml

from kb_index.errors import InputProblem, InvalidArticle
from kb_index.lines import MAX_LINE, Line, Problem, read_lines, read_text
from kb_index.records import TEXT_NAMES, Found, Record, article_from

_MARKDOWN = (".md", ".markdown")
_TABLES = (".csv", ".tsv")
_MOSTLY = 0.8


def read_articles(path: Path, lang: str | None = None) -> tuple[list[Found], list[Problem]]:
    """Every article below a path and every problem met; `lang` is for those that do not say theirs."""
    found: list[Found] = []
    problems: list[Problem] = []
    for one in _read(path, lang):
        (found if isinstance(one, Found) else problems).append(one)  # type: ignore[arg-type]
    unique, doubled = _without_doubles(found)
    return _settled(unique), [*problems, *doubled]


def read_records(path: Path) -> Iterator[tuple[int, Record] | Problem]:
    """The numbered records of a JSONL or CSV file."""
    if not path.is_file():
        raise InputProblem(f"{path}: there is no such file")
    suffix = path.suffix.lower()
    if suffix in _TABLES:
        return _csv_records(path)
    if suffix in (".jsonl", ".ndjson", ".json"):
        return _json_records(path)
    raise InputProblem(f"{path}: is neither .jsonl nor .csv")


def _read(path: Path, lang: str | None) -> Iterator[Found | Problem]:
    if path.is_dir():
        files = sorted(p for p in path.rglob("*") if p.suffix.lower() in _MARKDOWN and p.is_file())
        if not files:
            raise InputProblem(f"{path}: holds no Markdown files")
        for file in files:
            yield _markdown(file, str(file.relative_to(path).with_suffix("")), lang)
    elif path.suffix.lower() in _MARKDOWN and path.is_file():
        yield _markdown(path, path.stem, lang)
    else:
        for record in read_records(path):
            if isinstance(record, Problem):
                yield record
            elif path.suffix.lower() in _TABLES and not any(name in record[1] for name in TEXT_NAMES):
                others = ", ".join(TEXT_NAMES[1:])
                yield Problem(file=str(path), line=1, reason=f"has no column {TEXT_NAMES[0]} (or {others})")
                return
            else:
                yield _found(record[1], path, record[0], lang)


def _found(
    record: Record, path: Path, line: int, lang: str | None, doc_id: str | None = None
) -> Found | Problem:
    try:
        return article_from(record, file=str(path), line=line, lang=lang, doc_id=doc_id)
    except InvalidArticle as error:
        return Problem(file=str(path), line=line, reason=str(error))


def _markdown(path: Path, doc_id: str, lang: str | None) -> Found | Problem:
    text = read_text(path)
    if isinstance(text, Problem):
        return text
    try:
        metadata, body = frontmatter.parse(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = 1 if mark is None else mark.line + 1
        return Problem(file=str(path), line=line, reason="the front matter is not YAML")
    if text.startswith("---\n") and not metadata and "\n---" not in text[3:]:
        return Problem(file=str(path), line=1, reason="the front matter is not closed with ---")
    if not isinstance(metadata, dict):
        return Problem(file=str(path), line=1, reason="the front matter is not a list of fields")
    if not body.strip():
        return Problem(file=str(path), line=None, reason="has no text below its front matter")
    return _found({**metadata, "text": body}, path, 1, lang, doc_id)


def _json_records(path: Path) -> Iterator[tuple[int, Record] | Problem]:
    for line in read_lines(path):
        if isinstance(line, Problem):
            yield line
        elif line.text.strip():
            yield _json_record(path, line)


def _json_record(path: Path, line: Line) -> tuple[int, Record] | Problem:
    try:
        record = json.loads(line.text)
    except (ValueError, RecursionError) as error:
        where = (
            f"column {error.colno}: {error.msg}" if isinstance(error, json.JSONDecodeError) else "too deep"
        )
        return Problem(file=str(path), line=line.number, reason=f"is not JSON ({where})")
    if not isinstance(record, dict):
        return Problem(file=str(path), line=line.number, reason="is not a JSON object")
    return line.number, record


def _csv_records(path: Path) -> Iterator[tuple[int, Record] | Problem]:
    csv.field_size_limit(MAX_LINE)
    problems: list[Problem] = []
    numbers: list[int] = []

    def texts() -> Iterator[str]:
        for line in read_lines(path):
            if isinstance(line, Problem):
                problems.append(line)
            else:
                numbers.append(line.number)
                yield line.text + "\n"

    lines = texts()
    header = next(lines, "")
    yield from problems
    problems.clear()
    if not header:
        return
    delimiter = max((",", ";", "\t"), key=header.count)
    names = [name.strip().lower() for name in next(csv.reader([header], delimiter=delimiter))]
    rows = csv.reader(lines, delimiter=delimiter)
    while True:
        first = numbers[-1] + 1
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            yield Problem(file=str(path), line=numbers[-1], reason=f"is not CSV ({error})")
            continue
        yield from problems
        problems.clear()
        if len(row) > len(names):
            more = f"has {len(row)} fields, the first line names {len(names)}"
            yield Problem(file=str(path), line=first, reason=more)
        elif any(field.strip() for field in row):
            yield first, dict(zip(names, row, strict=False))
    yield from problems


def _without_doubles(found: list[Found]) -> tuple[list[Found], list[Problem]]:
    first: dict[str, Found] = {}
    doubled: list[Problem] = []
    for one in found:
        doc_id = one.draft.doc_id or ""
        seen = first.setdefault(doc_id, one)
        if seen is not one:
            place = f"{seen.file}:{seen.line}"
            reason = f"doc_id {doc_id!r} was already used in {place}"
            doubled.append(Problem(file=one.file, line=one.line, reason=reason))
    return list(first.values()), doubled


def _settled(found: list[Found]) -> list[Found]:
    """Where nearly all articles in Latin letters look Polish (or English), the rest are taken for it too."""
    latin = Counter(one.draft.lang for one in found if one.draft.lang in ("en", "pl"))
    if not latin:
        return found
    lang, count = latin.most_common(1)[0]
    if count < _MOSTLY * latin.total():
        return found
    return [
        replace(one, draft=replace(one.draft, lang=lang))
        if one.guessed_lang and one.draft.lang in ("en", "pl")
        else one
        for one in found
    ]
