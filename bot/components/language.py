"""Carries the conversation's language, which the desk knows, into the slot `lang`."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message

LANGUAGES = ("en", "fa", "pl")


def language_entity(metadata: dict[str, Any] | None) -> dict[str, Any]:
    """Return the entity that fills the slot `lang`; English when nothing better is known."""
    lang = (metadata or {}).get("lang")
    value = lang if lang in LANGUAGES else LANGUAGES[0]
    return {"entity": "lang", "start": 0, "end": 0, "value": value, "extractor": "MessageLanguage"}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class MessageLanguage(GraphComponent):
    """Adds the entity `lang` to every message that has metadata."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MessageLanguage:
        """Build the component; it has no settings."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the language to each message."""
        for message in messages:
            entities = [*message.get(ENTITIES, []), language_entity(message.get("metadata"))]
            message.set(ENTITIES, entities, add_to_output=True)
        return messages
