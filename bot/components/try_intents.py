"""Trains or loads the pipeline and guesses intents; run in the bot's environment by `baton bot evaluate`."""

from __future__ import annotations

import argparse
import asyncio
import json
from pathlib import Path

from rasa.core.agent import Agent
from rasa.model_training import train_nlu

from bot.components.embedding_door import BATCH, the_door


def main() -> None:
    """Read texts.json of a folder, write guesses.json there."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--model", type=Path)
    options = parser.parse_args()
    model = str(options.model) if options.model else _trained(options.folder, options.config)
    texts = json.loads((options.folder / "texts.json").read_text(encoding="utf-8"))
    guesses = asyncio.run(_guess(model, texts))
    (options.folder / "guesses.json").write_text(json.dumps(guesses), encoding="utf-8")


def _trained(folder: Path, config: Path) -> str:
    examples = json.loads((folder / "examples.json").read_text(encoding="utf-8"))
    intents = sorted({intent for _, intent in examples})
    data = {
        "rasa_nlu_data": {"common_examples": [{"text": t, "intent": i, "entities": []} for t, i in examples]}
    }
    (folder / "nlu.json").write_text(json.dumps(data), encoding="utf-8")
    (folder / "domain.yml").write_text(json.dumps({"version": "3.1", "intents": intents}), encoding="utf-8")
    trained = train_nlu(str(config), str(folder / "nlu.json"), str(folder), domain=str(folder / "domain.yml"))
    if not trained:
        raise SystemExit("the pipeline could not be trained on these rows")
    return trained


async def _guess(model: str, texts: list[str]) -> list[tuple[str, float, str]]:
    agent, door = Agent.load(model), the_door()
    guesses = []
    for start in range(0, len(texts), BATCH):
        batch = texts[start : start + BATCH]
        door.fetch_ahead(list(dict.fromkeys(batch)))
        for text in batch:
            parsed = await agent.parse_message(text)
            ranking = parsed.get("intent_ranking") or [parsed["intent"]]
            best = next((one for one in ranking if one["name"] != "nlu_fallback"), ranking[0])
            guesses.append((best["name"] or "", float(best["confidence"]), parsed["intent"]["name"] or ""))
    return guesses


if __name__ == "__main__":
    main()
