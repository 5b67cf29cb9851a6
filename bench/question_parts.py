"""How well several questions in one message are told apart, on the messages of tests/unit/bot/questions.yml.

python -m bench.question_parts
"""

from pathlib import Path

import yaml

from bot.parts import questions_of

FILE = Path(__file__).parent.parent / "tests" / "unit" / "bot" / "questions.yml"


def main() -> None:
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    wanted = [(text, tuple(parts)) for text, *parts in rows["split"]]
    split = [(text, questions_of(text)) for text, _ in wanted]
    whole = [(text, questions_of(text)) for text in rows["one"]]
    right = sum(len(found) > 1 for _, found in split)
    wrong = sum(len(found) > 1 for _, found in whole)
    exact = sum(found == parts for (_, found), (_, parts) in zip(split, wanted, strict=True))
    print(f"to split: {len(split)}, not to split: {len(whole)}")
    print(f"precision {right / (right + wrong):.3f}, recall {right / len(split):.3f}")
    print(f"split exactly as wanted: {exact} of {len(split)}")
    later = [len(questions_of(text)) > 1 for text in rows["split_unseen"]]
    torn = sum(len(questions_of(text)) > 1 for text in rows["one_unseen"])
    share = sum(later) / (sum(later) + torn)
    print(f"written later, {len(later)} + {len(rows['one_unseen'])}: ", end="")
    print(f"precision {share:.3f}, recall {sum(later) / len(later):.3f}")
    for (text, found), (_, parts) in zip(split, wanted, strict=True):
        if found != parts:
            print(f"  {text!r}\n    wanted {parts}\n    got    {found}")
    for text, found in whole:
        if len(found) > 1:
            print(f"  must stay whole: {text!r}: {found}")


if __name__ == "__main__":
    main()
