"""The words of the actions, one file a language.

They stand here and not in Rasa's domain because the actions run in the app: the same sentences are said when
Rasa is down, and a button's title belongs to a button whose id only the app knows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

import yaml

LANGS = ("en", "fa", "pl")
FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Texts:
    """Every sentence by language and dotted key, with English where a language is unknown."""

    by_lang: Mapping[str, Mapping[str, str]]

    def say(self, key: str, lang: str, **values: str) -> str:
        sentences = self.by_lang.get(lang, self.by_lang[FALLBACK])
        return sentences[key].format(**values)

    def knows(self, key: str) -> bool:
        return key in self.by_lang[FALLBACK]


def load_texts() -> Texts:
    folder = files(__name__)
    return Texts(
        {
            lang: _flatten(yaml.safe_load((folder / f"{lang}.yml").read_text(encoding="utf-8")))
            for lang in LANGS
        }
    )


def _flatten(tree: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in tree.items():
        if isinstance(value, Mapping):
            flat |= _flatten(value, f"{prefix}{name}.")
        else:
            flat[prefix + str(name)] = str(value)
    return flat
