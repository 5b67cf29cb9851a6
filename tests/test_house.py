"""The house rules that a reader of the imports can hold: floors point down, and there is no circle."""

import ast
import functools
import graphlib
import os
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "handoff", "kb_index")

# Each room and the rooms below it that it may import; a room is the longest prefix that fits a module.
FLOORS: dict[str, set[str]] = {
    # The one form of a word is the knowledge base's and everybody's: what is searched is folded by it.
    "handoff.domain": {"kb_index.normalise"},
    "handoff.desk": {"handoff.domain"},
    "handoff.storage": {"handoff.domain", "handoff.desk.ports", "kb_index.store"},
    "handoff.secret_file": set(),
    "handoff.config": {"handoff.secret_file"},
    "handoff.auth": {"handoff.domain"},
    "handoff.wire": {"handoff.domain", "handoff.desk"},
    "handoff.reading": {"handoff.domain"},
    "handoff.limits": set(),
    "handoff.metrics": set(),
    "handoff.findings": set(),
    "handoff.mail": {
        "handoff.domain",
        "handoff.desk",
        "handoff.config",
        "handoff.findings",
        "handoff.metrics",
        "handoff.rounds",
    },
    "handoff.webhooks": {
        "handoff.domain",
        "handoff.desk",
        "handoff.config",
        "handoff.metrics",
        "handoff.rounds",
    },
    "handoff.presence": set(),
    "handoff.terminal": {"handoff.config", "handoff.logs", "handoff.storage"},
    "handoff.fan_out": set(),
    "handoff.logs": {"handoff.domain", "handoff.storage"},
    "handoff.socket_server": {"handoff.config", "handoff.fan_out"},
    "handoff.listener": set(),
    "handoff.bot_link": {
        "handoff.domain",
        "handoff.desk",
        "handoff.config",
        "handoff.findings",
        "handoff.metrics",
        "handoff.meanwhile",
        "handoff.rounds",
        "bot",
        "bot.actions",
    },
    "handoff.crew": {
        "handoff.config",
        "handoff.bot_link",
        "handoff.listener",
        "handoff.metrics",
    },
    "handoff.embedding": {"handoff.config", "kb_index"},
    "handoff.learning": {"handoff.domain", "handoff.desk", "handoff.rounds", "kb_index"},
    "handoff.forgetting": {"handoff.desk", "handoff.rounds"},
    "handoff.watchdog": {"handoff.desk", "handoff.metrics", "handoff.rounds"},
    "handoff.assigner": {"handoff.desk", "handoff.rounds"},
    "handoff.terms_watch": {"handoff.desk", "handoff.rounds"},
    "handoff.holidays": set(),
    "handoff.meanwhile": set(),
    "handoff.rounds": {"handoff.meanwhile"},
    "handoff.replay": {
        "handoff.domain",
        "handoff.desk",
        "handoff.storage",
        "handoff.config",
        "kb_index",
        "bot",
    },
    "handoff.services": {
        "handoff.domain",
        "handoff.desk",
        "handoff.config",
        "handoff.auth",
        "handoff.learning",
        "handoff.bot_link",
        "handoff.limits",
        "handoff.metrics",
        "handoff.presence",
        "handoff.terms_watch",
        "handoff.socket_server",
        "kb_index",
        "bot.actions",
    },
    "handoff.sockets": {
        "handoff.domain",
        "handoff.desk",
        "handoff.services",
        "handoff.wire",
        "handoff.reading",
        "handoff.limits",
        "handoff.metrics",
        "handoff.presence",
        "handoff.socket_server",
        "handoff.meanwhile",
        "handoff.rounds",
        "handoff.auth",
        "handoff.config",
        "kb_index",
    },
    "handoff.web": {
        "handoff.domain",
        "handoff.desk",
        "handoff.services",
        "handoff.wire",
        "handoff.reading",
        "handoff.auth",
        "handoff.config",
        "handoff.learning",
        "handoff.holidays",
        "handoff.bot_link",
        "kb_index",
        "bot.actions",
        "bot.skills",
        "handoff.mail",
        "handoff.findings",
    },
    "handoff.demo": {"handoff.domain", "handoff.desk", "kb_index"},
    "handoff.clock": set(),
    "handoff.rules": {"handoff.domain", "handoff.config", "handoff.learning", "bot"},
    "handoff.offline": {
        "handoff.domain",
        "handoff.desk",
        "handoff.storage",
        "handoff.config",
        "handoff.auth",
        "handoff.clock",
        "handoff.rules",
        "handoff.demo",
        "kb_index",
    },
    "handoff.app": {"handoff", "kb_index", "bot"},
    "handoff.learning_cli": {
        "handoff.domain",
        "handoff.desk",
        "handoff.config",
        "handoff.storage",
        "handoff.learning",
        "kb_index",
    },
    "handoff.training_cli": {
        "handoff.config",
        "handoff.terminal",
        "handoff.embedding",
        "handoff.learning_cli",
        "kb_index",
        "bot",
    },
    "handoff.doctor": {
        "handoff.findings",
        "handoff.mail",
        "handoff.domain",
        "handoff.learning_cli",
        "handoff.config",
        "handoff.storage",
        "handoff.bot_link",
        "kb_index",
        "bot",
    },
    "handoff.cli": {"handoff", "kb_index", "bot"},
    "kb_index": set(),
    "bot.components": set(),
    "bot.stores": {"bot.components"},
    "bot.actions": {"bot", "kb_index"},
    "bot": {"kb_index"},
}


@functools.cache
def modules() -> dict[str, Path]:
    """Every module of ours by its dotted name."""
    found = {}
    for package in PACKAGES:
        for folder, below, files in os.walk(ROOT / package):
            below[:] = [name for name in below if name not in (".venv", "versions", "__pycache__")]
            for path in (Path(folder, name) for name in files if name.endswith(".py")):
                parts = path.relative_to(ROOT).with_suffix("").parts
                found[".".join(parts).removesuffix(".__init__")] = path
    return found


def imports_of(path: Path) -> set[str]:
    """What a file imports from our own packages, as written (`from a.b import c` gives a.b.c)."""
    wanted = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            wanted |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.relative_to(ROOT)}:{node.lineno} imports relatively"
            wanted |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in wanted if name.split(".")[0] in PACKAGES}


def room_of(name: str) -> str:
    """The room of FLOORS that a module stands in."""
    fitting = [room for room in FLOORS if name == room or name.startswith(f"{room}.")]
    assert fitting, f"{name} stands in no room of FLOORS: say where it belongs"
    return max(fitting, key=len)


def within(name: str, room: str) -> bool:
    return name == room or name.startswith(f"{room}.")


@pytest.mark.parametrize("name", sorted(name for name in modules() if name != "handoff"))
def test_imports_point_down(name: str) -> None:
    """A module imports its own room and the rooms below, nothing else."""
    room = room_of(name)
    wrong = sorted(
        wanted
        for wanted in imports_of(modules()[name])
        if not within(wanted, room) and not any(within(wanted, below) for below in FLOORS[room])
    )
    assert wrong == []


@pytest.mark.parametrize("name", sorted(modules()))
def test_a_module_says_what_it_is_for(name: str) -> None:
    """In its first line, so that the first lines of a folder are its table of contents."""
    path = modules()[name]
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert said, f"{path.relative_to(ROOT)} has no docstring"


def test_no_circle() -> None:
    """No module can be reached from itself by its imports."""
    known = modules()
    graph = defaultdict(set)
    for name, path in known.items():
        for wanted in imports_of(path):
            target = wanted if wanted in known else wanted.rpartition(".")[0]
            # A package that re-exports its own modules is no circle; a module that asks its package is.
            if target in known and target != name and not (target.startswith(f"{name}.")):
                graph[name].add(target)
    graphlib.TopologicalSorter(graph).prepare()


def test_only_the_command_line_imports_the_app() -> None:
    """`app.py` builds everything, so nothing but the command line may depend on it."""
    users = {
        name for name, path in modules().items() if any(within(i, "handoff.app") for i in imports_of(path))
    }
    assert users <= {"handoff.cli", "handoff.app"}
