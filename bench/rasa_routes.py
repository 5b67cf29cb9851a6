"""Where the trained bot sends questions of public help centres: to the articles, or elsewhere.

    python -m bench.rasa_routes MODEL [--data DIR] [--kept FOLDER] [--errors]

MODEL is a trained Rasa model (`bot/model.tar.gz` in an instance's data folder). The last lines tell of
the held-out utterances of tests/rasa/heldout.yml, with vectors and as if the app gave none.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

import yaml

from bot.intent_trial import Guess, guess_intents
from bot.training_vectors import Embedding, embedding_of
from kb_index.embedder import load_embedder
from kb_index.models import DEFAULT_MODEL

ROOT = Path(__file__).parents[1]
SETS = ("kb_sumo", "kb_aws", "kb_pl_support", "kb_fa_pl_faq")
# These intents search the articles; the fallback does too.
ANSWERED = frozenset({"ask_article", "ask_delivery", "nlu_fallback"})


def questions(folder: Path) -> Iterator[str]:
    """The questions of a set; a forum post is its title and what stands below."""
    for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row.get("question") or f"{row['title']}\n{row.get('body', '')}".strip()


def asked(model: Path, texts: Sequence[str], embedding: Embedding) -> list[Guess]:
    """What the pipeline decides for each text."""
    return guess_intents(ROOT, texts, embedding=embedding, examples=None, model=model.absolute())


def main() -> None:
    """Print the share that is answered from the articles, set by set."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("model", type=Path)
    options.add_argument("--data", type=Path, default=Path("../shared/data"))
    options.add_argument("--kept", type=Path, default=ROOT / ".stamps" / "bench")
    options.add_argument("--errors", action="store_true")
    given = options.parse_args()
    embedding = embedding_of(DEFAULT_MODEL, lambda: load_embedder(cache_dir=given.kept, threads=1))
    texts = {name: list(questions(given.data / name)) for name in SETS}
    heldout = yaml.safe_load((ROOT / "tests/rasa/heldout.yml").read_text(encoding="utf-8"))
    cases = [
        (text, intent) for intents in heldout.values() for intent, said in intents.items() for text in said
    ]
    spoken = [text for text, _ in cases]
    guesses = asked(given.model, [*chain.from_iterable(texts.values()), *spoken], embedding)
    rest = iter(guesses)
    for name in SETS:
        _print(name, texts[name], list(islice(rest, len(texts[name]))), errors=given.errors)
    other = Embedding(key="another model", load=embedding.load)
    for label, found in (("with vectors", list(rest)), ("no vectors", asked(given.model, spoken, other))):
        hits = sum(guess.intent == intent for guess, (_, intent) in zip(found, cases, strict=True))
        fell = sum(guess.decided == "nlu_fallback" for guess in found)
        print(f"held out, {label}: {hits} of {len(cases)} right, {fell} fell back")
        for (text, intent), guess in zip(cases, found, strict=True):
            if given.errors and intent not in (guess.intent, guess.decided):
                print(f"    {intent} taken for {guess.intent} {guess.confidence:.2f}  {text}")


def _print(name: str, texts: Sequence[str], guesses: Sequence[Guess], *, errors: bool) -> None:
    elsewhere = Counter(guess.decided for guess in guesses if guess.decided not in ANSWERED)
    share = 1 - elsewhere.total() / len(texts)
    print(f"{name:14} {share:.3f} of {len(texts)}  elsewhere: {dict(elsewhere)}", flush=True)
    for text, guess in zip(texts, guesses, strict=True):
        if errors and guess.decided not in ANSWERED:
            print(f"    {guess.decided:16} {guess.confidence:.2f}  {text[:120]}")


if __name__ == "__main__":
    main()
