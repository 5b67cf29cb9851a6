"""The words of the domain files, read as Rasa chooses them."""

from pathlib import Path

import yaml

RESPONSES = Path(__file__).parents[2] / "bot" / "domain" / "responses"


def all_responses() -> dict[str, dict[str, str]]:
    """Every response: name → language → text."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(RESPONSES.glob("*.yml")):
        for name, variations in yaml.safe_load(path.read_text(encoding="utf-8"))["responses"].items():
            assert name not in found, f"{name} is defined twice: Rasa would keep one and drop the other"
            found[name] = {_lang(variation): variation["text"] for variation in variations}
    return found


def word(name: str, lang: str) -> str:
    """What the bot says for a response in a language."""
    return all_responses()[name][lang]


def _lang(variation: dict[str, list[dict[str, str]]]) -> str:
    conditions = variation.get("condition", [])
    return conditions[0]["value"] if conditions else "en"
