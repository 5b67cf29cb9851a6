"""The alert rules speak of metrics that exist, with labels and values that they have."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from handoff.health.metrics import Metrics

ROOT = Path(__file__).parents[3]
ALERTS = ROOT / "deploy" / "prometheus" / "alerts.yml"
RULES: list[dict[str, Any]] = [
    rule for group in yaml.safe_load(ALERTS.read_text())["groups"] for rule in group["rules"]
]
USED = re.compile(r"\b(baton_\w+)(?:\{([^}]*)\})?")
LABEL = re.compile(r"(\w+)\s*(?:=~|!~|!=|=)\s*\"([^\"]*)\"")
GROUPED = re.compile(r"\bby \(([^)]*)\)")
ENDINGS = {"counter": ["_total"], "histogram": ["_count", "_sum", "_bucket"], "gauge": [""]}


def known() -> dict[str, set[str]]:
    """Every series name of ours with its labels."""
    found = {}
    for metric in vars(Metrics()).values():
        if hasattr(metric, "describe"):
            (family,) = metric.describe()
            found |= {f"{family.name}{end}": set(metric._labelnames) for end in ENDINGS[family.type]}
    return found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_a_rule_names_what_there_is(rule: dict[str, Any]) -> None:
    """A metric that was renamed would otherwise never alarm again."""
    assert set(rule) <= {"alert", "expr", "for", "labels", "annotations"}
    assert rule["labels"]["severity"] in {"critical", "warning"}
    assert set(rule["annotations"]) == {"summary", "description"}
    assert rule["expr"].count("(") == rule["expr"].count(")")
    series, labels = known(), set[str]()
    for name, matchers in USED.findall(rule["expr"]):
        assert name in series
        labels |= series[name]
        assert {label for label, _ in LABEL.findall(matchers)} <= series[name]
    for grouped in GROUPED.findall(rule["expr"]):
        assert {label.strip() for label in grouped.split(",")} <= labels


@pytest.mark.parametrize("label", ["action", "outcome", "state"])
def test_a_rule_asks_for_values_that_the_code_gives(label: str) -> None:
    """Each alternative is a word of the code."""
    code = "".join(path.read_text() for path in (ROOT / "handoff").rglob("*.py"))
    asked = [pattern for rule in RULES for name, pattern in LABEL.findall(rule["expr"]) if name == label]
    assert asked
    words = {word for pattern in asked for word in pattern.split("|")}
    assert {word for word in words if f'"{word}"' not in code} == set()


def test_both_breaches_of_law_1_alarm() -> None:
    """Whatever else is watched."""
    text = " ".join(rule["expr"] for rule in RULES)
    assert "baton_conversations_ownerless" in text
    assert "baton_conversations_overdue" in text


def test_every_alert_is_explained() -> None:
    """docs/deploying.md says of each what to do."""
    page = (ROOT / "docs" / "deploying.md").read_text()
    assert [rule["alert"] for rule in RULES if f"`{rule['alert']}`" not in page] == []
