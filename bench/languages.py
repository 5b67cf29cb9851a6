"""Who tells the language of a short customer message best: ours, or a detector from outside.

python -m bench.languages DATA [--peers FOLDER]

DATA holds the data sets (read here: intent_fa_pl, handoff_requests, emotion_fa_pl, intent_banking77).
Each message is told alone, and once more without the letters that only Polish has ("zwrot pieniedzy").
`--peers` adds a folder in which py3langid was installed (pip install --target FOLDER py3langid).
"""

import argparse
import json
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from kb_index.language import detect
from kb_index.normalise import fold

Told = Callable[[str], str]
MOST, SHORT = 4000, 3


def messages(data: Path) -> Iterator[tuple[str, str]]:
    """Language and words of every message of the sets."""
    for name, lang in (
        ("intent_fa_pl/utterances.jsonl", None),
        ("handoff_requests/utterances.jsonl", None),
        ("emotion_fa_pl/texts.jsonl", None),
        ("intent_banking77/utterances.jsonl", "en"),
    ):
        for line in (data / name).open(encoding="utf-8"):
            row = json.loads(line)
            yield lang or row["lang"], row["text"]


def lingua_alone() -> Told:
    """lingua restricted to our three languages."""
    from lingua import Language, LanguageDetectorBuilder

    known = {Language.ENGLISH: "en", Language.PERSIAN: "fa", Language.POLISH: "pl"}
    detector = LanguageDetectorBuilder.from_languages(*known).build()

    def told(text: str) -> str:
        found = detector.detect_language_of(text)
        return known[found] if found is not None else "en"

    return told


def py3langid_alone() -> Told:
    """py3langid restricted to our three languages."""
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_DIR / MODEL_FILE)
    identifier.set_languages(["en", "fa", "pl"])
    return lambda text: str(identifier.classify(text)[0])


def memory() -> float:
    """The most memory this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def report(name: str, make: Callable[[], Told], rows: list[tuple[str, str]]) -> None:
    """Accuracy by language, whole and short, with and without diacritics; start, memory and time."""
    before, started = memory(), time.perf_counter()
    told = make()
    told("where is my order")
    told("gdzie jest moje zamowienie")
    ready = time.perf_counter() - started
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    spent: list[float] = []
    for lang, text in rows:
        kinds = [(lang, text)] + ([(f"{lang} bare", fold(text))] if lang == "pl" else [])
        for kind, said in kinds:
            started = time.perf_counter()
            hit = told(said) == lang
            spent.append(time.perf_counter() - started)
            for key in (kind, f"{kind} short") if len(said.split()) <= SHORT else (kind,):
                total[key] += 1
                right[key] += hit
    figures: dict[str, object] = {key: round(right[key] / total[key], 3) for key in sorted(total)}
    figures |= {
        "p50_us": round(sorted(spent)[len(spent) // 2] * 1e6),
        "p95_us": round(sorted(spent)[len(spent) * 95 // 100] * 1e6),
        "start_s": round(ready, 3),
        "memory_mb": round(memory() - before, 1),
    }
    sys.stdout.write(json.dumps({name: figures}) + "\n")


def main() -> None:
    """Compare all on the same messages."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--peers", type=Path)
    options = parser.parse_args()
    by_lang: dict[str, list[tuple[str, str]]] = {}
    for lang, text in messages(options.data):
        by_lang.setdefault(lang, []).append((lang, text))
    rng = random.Random(1)
    rows = [
        row for lang in sorted(by_lang) for row in rng.sample(by_lang[lang], min(MOST, len(by_lang[lang])))
    ]
    sys.stdout.write(json.dumps({"messages": Counter(lang for lang, _ in rows)}) + "\n")
    report("ours", lambda: detect, rows)
    report("lingua", lingua_alone, rows)
    if options.peers is not None:
        sys.path.insert(0, str(options.peers))
        report("py3langid", py3langid_alone, rows)


if __name__ == "__main__":
    main()
