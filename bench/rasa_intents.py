"""How well the bot tells intents apart: five-fold cross-validation over its own examples, by language.

python -m bench.rasa_intents [--strength 10] [--longest 4] [--word-weight 0.5] [--errors]
"""

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np
import yaml
from sklearn.model_selection import StratifiedKFold

from bot.components.intent_model import IntentModel

NLU = Path(__file__).parents[1] / "bot" / "data" / "nlu"


def examples() -> list[tuple[str, str, str]]:
    """All examples as (language, intent, text)."""
    rows = []
    for path in sorted(NLU.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            lines = entry["examples"].splitlines()
            rows += [(path.stem, entry["intent"], line.removeprefix("- ")) for line in lines]
    return rows


def main() -> None:
    """Print accuracy by language, and the mistakes when asked."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--strength", type=float, default=10.0)
    options.add_argument("--longest", type=int, default=4)
    options.add_argument("--word-weight", type=float, default=0.5)
    options.add_argument("--errors", action="store_true")
    asked = options.parse_args()
    rows = examples()
    texts = [text for _, _, text in rows]
    intents = [intent for _, intent, _ in rows]
    strata = [f"{lang} {intent}" for lang, intent, _ in rows]
    guesses, sure = [""] * len(rows), np.zeros(len(rows))
    for train, test in StratifiedKFold(5, shuffle=True, random_state=1).split(texts, strata):
        model = IntentModel(strength=asked.strength, longest=asked.longest, word_weight=asked.word_weight)
        model.fit([texts[i] for i in train], [intents[i] for i in train])
        table = model.probabilities([texts[i] for i in test])
        for i, row in zip(test, table, strict=True):
            guesses[i], sure[i] = model.intents[int(row.argmax())], row.max()
    right = np.array([guess == intent for guess, intent in zip(guesses, intents, strict=True)])
    by_lang: dict[str, list[bool]] = defaultdict(list)
    for (lang, _, _), hit in zip(rows, right, strict=True):
        by_lang[lang].append(bool(hit))
    scores = "  ".join(f"{lang} {np.mean(hits):.3f} (n={len(hits)})" for lang, hits in by_lang.items())
    print(f"{asked}\n{scores}  all {right.mean():.3f}")
    quantiles = np.quantile(sure[right], [0.05, 0.25, 0.5]).round(2), np.quantile(sure[~right], [0.5, 0.75])
    print(f"confidence when right (5 %, 25 %, 50 %) {quantiles[0]}, when wrong (50 %, 75 %) {quantiles[1]}")
    for (lang, intent, text), guess, p in zip(rows, guesses, sure, strict=True):
        if asked.errors and guess != intent:
            print(f"{lang} {intent:16} taken for {guess:16} {p:.2f}  {text}")


if __name__ == "__main__":
    main()
