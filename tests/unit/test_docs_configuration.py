"""docs/configuration.md lists every setting, with its default, and nothing that is none."""

import json
import re
from pathlib import Path

from handoff.config import ELSEWHERE, PREFIX, Settings

PAGE = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(BATON_[A-Z_]+)` \| (?:`([^`]*)`|empty) \|", re.MULTILINE)


def as_written(default: object) -> str:
    """A default as somebody would write it into the environment."""
    if isinstance(default, bool | tuple):
        return json.dumps(default)
    return f"{default:g}" if isinstance(default, float) else str(default)


def test_every_setting_is_documented_with_its_default() -> None:
    """One row a setting, and its default is the one in the code."""
    defaults = {
        f"{PREFIX}{name}".upper(): as_written(field.default) for name, field in Settings.model_fields.items()
    }
    rows = ROW.findall(PAGE)
    assert dict(rows) == defaults
    assert len(rows) == len(defaults)


def test_no_other_name_is_mentioned() -> None:
    """Whatever the page calls a setting is one, or is what the app tells its Rasa."""
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields} | ELSEWHERE
    assert set(re.findall(r"BATON_[A-Z_]*[A-Z]", PAGE)) <= known
