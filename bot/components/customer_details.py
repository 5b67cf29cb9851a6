"""Finds order numbers and e-mail addresses, however they are typed."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.text import latin_digits

_EMAIL = re.compile(r"[^\W_][\w.+-]*@[^\W_][\w-]*(?:\.[\w-]{2,})+")
_ORDER_WORD = re.compile(r"order|zam[oó]wien|سفارش|number|numer|شماره", re.IGNORECASE)
_FILLER = re.compile(r"\w+")
_SHORT = 4


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class CustomerDetails(GraphComponent, EntityExtractorMixin):
    """Adds the entities `order_number` and `email`; a message that is little else means `inform`."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Order numbers are `prefix`, an optional dash, and so many digits."""
        return {"prefix": "LM", "digits": 5}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> CustomerDetails:
        """Build the component from its section of config.yml."""
        return cls(config)

    def __init__(self, config: dict[str, Any]) -> None:
        self._prefix, digits = config["prefix"], config["digits"]
        self._full = re.compile(rf"(?<!\w){self._prefix}\W{{0,3}}(\d{{{digits}}})(?!\d)", re.IGNORECASE)
        self._bare = re.compile(rf"(?<![\w-])(\d{{{digits}}})(?![\w-])")

    def process(self, messages: list[Message]) -> list[Message]:
        """Add what is found to each message."""
        for message in messages:
            text = latin_digits(message.get(TEXT) or "")
            found = self._emails(text)
            found += self._orders(_EMAIL.sub(lambda match: " " * len(match[0]), text))
            if found:
                message.set(
                    ENTITIES,
                    message.get(ENTITIES, []) + self.add_extractor_name(found),
                    add_to_output=True,
                )
            self._settle_intent(message, text, found)
        return messages

    def _emails(self, text: str) -> list[dict[str, Any]]:
        return [_entity("email", match, match[0].lower()) for match in _EMAIL.finditer(text)]

    def _orders(self, text: str) -> list[dict[str, Any]]:
        matches = list(self._full.finditer(text))
        if not matches and (len(_FILLER.findall(text)) <= _SHORT or _ORDER_WORD.search(text)):
            matches = list(self._bare.finditer(text))
        return [_entity("order_number", match, f"{self._prefix}-{match[1]}") for match in matches]

    @staticmethod
    def _settle_intent(message: Message, text: str, found: list[dict[str, Any]]) -> None:
        """Keep `inform` and the entities in step: never one without the other in a bare answer."""
        intent = message.get(INTENT) or {}
        rest = list(text)
        for entity in found:
            rest[entity["start"] : entity["end"]] = " " * (entity["end"] - entity["start"])
        if found and len(_FILLER.findall("".join(rest))) <= 1:
            name = "inform"
        elif not found and intent.get(INTENT_NAME_KEY) == "inform":
            name = "nlu_fallback"
        else:
            return
        message.set(INTENT, {**intent, INTENT_NAME_KEY: name}, add_to_output=True)


def _entity(name: str, match: re.Match[str], value: str) -> dict[str, Any]:
    return {"entity": name, "start": match.start(), "end": match.end(), "value": value}
