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
    "handoff.clock": set(),
    "handoff.auth": {"handoff.domain"},
    "handoff.health": set(),
    "handoff.wire": {"handoff.domain", "handoff.desk"},
    "handoff.loops.meanwhile": set(),
    "handoff.loops.rounds": {"handoff.loops.meanwhile"},
    "handoff.loops": {"handoff.desk", "handoff.health"},
    "handoff.mail": {
        "handoff.domain",
        "handoff.desk",
        "handoff.config",
        "handoff.health",
        "handoff.loops.rounds",
    },
    "handoff.webhooks": {
        "handoff.domain",
        "handoff.desk",
        "handoff.config",
        "handoff.health",
        "handoff.loops.rounds",
    },
    "handoff.bot_link": {
        "handoff.domain",
        "handoff.desk",
        "handoff.config",
        "handoff.health",
        "handoff.loops.meanwhile",
        "handoff.loops.rounds",
        "bot",
        "bot.actions",
    },
    "handoff.learning": {"handoff.domain", "handoff.desk", "handoff.loops.rounds", "kb_index"},
    "handoff.connections": {"handoff.config"},
    "handoff.processes.embedding": {"handoff.config", "kb_index"},
    "handoff.processes": {"handoff.config", "handoff.health", "handoff.bot_link"},
    "handoff.services": {
        "handoff.domain",
        "handoff.desk",
        "handoff.config",
        "handoff.auth",
        "handoff.health",
        "handoff.loops.terms_watch",
        "handoff.bot_link",
        "handoff.learning",
        "handoff.connections",
        "kb_index",
        "bot.actions",
    },
    "handoff.sockets": {
        "handoff.domain",
        "handoff.desk",
        "handoff.config",
        "handoff.auth",
        "handoff.health",
        "handoff.wire",
        "handoff.loops.meanwhile",
        "handoff.loops.rounds",
        "handoff.connections",
        "handoff.services",
        "kb_index",
    },
    "handoff.web": {
        "handoff.domain",
        "handoff.desk",
        "handoff.config",
        "handoff.auth",
        "handoff.health",
        "handoff.wire",
        "handoff.mail",
        "handoff.bot_link",
        "handoff.learning",
        "handoff.services",
        "kb_index",
        "bot.actions",
        "bot.skills",
    },
    "handoff.demo": {"handoff.domain", "handoff.desk", "kb_index"},
    "handoff.rules": {"handoff.domain", "handoff.config", "handoff.learning", "bot"},
    "handoff.commands": {
        "handoff.domain",
        "handoff.desk",
        "handoff.storage",
        "handoff.config",
        "handoff.clock",
        "handoff.auth",
        "handoff.health",
        "handoff.mail",
        "handoff.bot_link",
        "handoff.learning",
        "handoff.processes.embedding",
        "handoff.demo",
        "handoff.rules",
        "kb_index",
        "bot",
    },
    "handoff.app": {"handoff", "kb_index", "bot"},
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
