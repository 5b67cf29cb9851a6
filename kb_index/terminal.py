"""What the commands of the knowledge base say at a terminal: tables, bars, plain lines for mistakes."""

import json
from collections.abc import Sequence
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from kb_index.lines import Problem
from kb_index.ranking import Ranking
from kb_index.weights import told_by

_SHOWN_PROBLEMS = 50
console = Console(stderr=True, highlight=False, soft_wrap=True)


class Mistake(click.ClickException):
    """Something the person at the terminal can put right; told in one plain line."""

    exit_code = 2


def progress(quiet: bool) -> Progress:
    """A bar for long work; silent where only JSON is wanted."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, disable=quiet, transient=True)


def print_json(content: dict[str, Any]) -> None:
    """One JSON object and nothing else."""
    click.echo(json.dumps(content, ensure_ascii=False))


def show_problems(problems: Sequence[Problem]) -> None:
    """The rows that were passed over, the first of them one by one."""
    for problem in problems[:_SHOWN_PROBLEMS]:
        click.echo(str(problem), err=True)
    if len(problems) > _SHOWN_PROBLEMS:
        click.echo(f"and {len(problems) - _SHOWN_PROBLEMS} more problems", err=True)


def show_ranking(ranking: Ranking, outcome: str) -> None:
    """The articles that were found, best first, and what the bot would do."""
    click.echo(f"{outcome}: the first article is right with probability {ranking.probability:.2f}")
    table = Table("score", "dense", "lexical", "article", "heading")
    for hit in ranking.hits:
        scores = (f"{value:.3f}" for value in (hit.score, hit.dense, hit.lexical))
        table.add_row(*scores, f"{hit.title} ({hit.doc_id})", hit.heading)
    Console(highlight=False).print(table)


def show_grounds(ranking: Ranking) -> None:
    """What made each score."""
    for hit in ranking.hits:
        if hit.grounds is None:
            continue
        parts = ", ".join(f"{name} {part:.3f}" for name, part in told_by(hit.grounds) if part >= 0.0005)
        places = f"by meaning no. {hit.grounds.dense_place}, by words no. {hit.grounds.lexical_place}"
        covered = f"holds {hit.grounds.covered:.0%} of the question"
        click.echo(f"{hit.title}: {hit.score:.3f} = {parts}; {places}; {covered}")


def show_figures(figures: dict[str, object]) -> None:
    """What was measured, a line each."""
    table = Table("figure", "value")
    for name, value in figures.items():
        table.add_row(
            name, f"{value:.3f}" if isinstance(value, float) else json.dumps(value, ensure_ascii=False)
        )
    Console(highlight=False).print(table)
