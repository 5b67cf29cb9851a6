"""What ranking loses when questions are typed badly: slips, missing Polish letters, other Persian letters.

python -m bench.typos DATA WORK [SET ...]

DATA and WORK as for bench.rank_fit. Every question of a set is asked as it is and once for each way of typing
it badly; articles stay as they are. Slips come from a fixed seed.
"""

import argparse
import json
import random
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bench.rank_fit import cases_of
from bench.rank_sets import KeptEmbedder, RankSet, rank_sets
from kb_index import weights
from kb_index.metrics import ranking_figures
from kb_index.normalise import ZWNJ

Change = Callable[[str, random.Random], str]
_WORD = re.compile(r"[^\W\d_]{4,}")
_POLISH = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")
_ARABIC = str.maketrans("یک۰۱۲۳۴۵۶۷۸۹", "يك0123456789")
_ENDINGS = ("ami", "ach", "ego", "emu", "ych", "owi", "om", "em", "ie", "ów", *"ąęyiaue")
_OTHER_ENDING = ("ami", "ów", "u", "em")
_PERSIAN_ENDS = ("ها", "های", "هایم", "م", "ش", "ی")


def slipped(text: str, rng: random.Random) -> str:
    """One slip in every third longer word: a letter lost, doubled, swapped with the next, or another."""

    def slip(found: re.Match[str]) -> str:
        word = found[0]
        if rng.random() > 1 / 3:
            return word
        at = rng.randrange(1, len(word) - 1)
        kind = rng.randrange(4)
        if kind == 0:
            return word[:at] + word[at + 1 :]
        if kind == 1:
            return word[:at] + word[at] + word[at:]
        if kind == 2:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return word[:at] + rng.choice("aeiourstn") + word[at + 1 :]

    return _WORD.sub(slip, text)


def without_letters(text: str, rng: random.Random) -> str:
    """Polish as typed on a keyboard that has no Polish letters."""
    return text.translate(_POLISH)


def inflected(text: str, rng: random.Random) -> str:
    """Another ending on every second longer Polish word; not always a real form, but a real change."""

    def bend(found: re.Match[str]) -> str:
        word = found[0]
        ending = next((end for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= 3), None)
        if ending is None or rng.random() > 1 / 2:
            return word
        return word[: len(word) - len(ending)] + rng.choice(_OTHER_ENDING)

    return _WORD.sub(bend, text)


def arabic_letters(text: str, rng: random.Random) -> str:
    """Persian from an Arabic keyboard, with Latin digits."""
    return text.translate(_ARABIC)


def without_half_spaces(text: str, rng: random.Random) -> str:
    """Half spaces typed as spaces or left out, as they come."""
    return "".join(rng.choice((" ", "")) if letter == ZWNJ else letter for letter in text)


def with_affixes(text: str, rng: random.Random) -> str:
    """A common ending on every third longer Persian word."""
    return _WORD.sub(
        lambda found: found[0] + (rng.choice(_PERSIAN_ENDS) if rng.random() < 1 / 3 else ""), text
    )


CHANGES: dict[str, dict[str, Change]] = {
    "en": {"slips": slipped},
    "pl": {"slips": slipped, "no Polish letters": without_letters, "other endings": inflected},
    "fa": {
        "Arabic letters": arabic_letters,
        "half spaces": without_half_spaces,
        "affixes": with_affixes,
    },
}


def typed(one: RankSet, change: Change) -> RankSet:
    """The same set with questions typed in another way."""
    rng = random.Random(5)
    return replace(one, asked=tuple(replace(q, text=change(q.text, rng)) for q in one.asked))


def main() -> None:
    """Report each set and way of typing."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("sets", nargs="*")
    options = parser.parse_args()
    embed = KeptEmbedder(options.work)
    shipped = weights.shipped()
    for one in rank_sets(options.data, embed, only_shipping=False, most=200, names=tuple(options.sets)):
        for name, change in {"as asked": lambda text, rng: text, **CHANGES[one.name[-2:]]}.items():
            places = [case.place(shipped) for case in cases_of(typed(one, change), embed)]
            figures = {key: round(value, 3) for key, value in ranking_figures(places).items()}
            sys.stdout.write(json.dumps({"set": one.name, "typed": name, **figures}) + "\n")


if __name__ == "__main__":
    main()
