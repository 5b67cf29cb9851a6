"""The app's sentence vectors as features in Rasa's pipeline."""

from __future__ import annotations

import json
import logging
import os
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.exceptions import RasaException
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.embedding_door import Embedded, EmbeddingDoor, NoVectors, the_door

log = logging.getLogger(__name__)

_FILE = "embedding.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceVectors(GraphComponent):
    """Gives each message the vector that the app made of it; a message without one stays without."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Up to `known` word pieces a word the vector counts fully, from `blind` on not at all."""
        return {"known": 1.0, "blind": 3.0}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceVectors:
        """Build a featurizer for whatever embedding model the app has."""
        return cls(config, the_door(), model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SentenceVectors:
        """Build a featurizer for the embedding model of the training."""
        component = cls(config, the_door(), model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component.trained_with = json.loads((folder / _FILE).read_text(encoding="utf-8"))["model"]
        return component

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Another embedding model is another featurizer: nothing of Rasa's training cache fits it."""
        return os.environ.get("BATON_EMBEDDING_KEY", "")

    def __init__(
        self,
        config: dict[str, Any],
        door: EmbeddingDoor,
        model_storage: ModelStorage,
        resource: Resource,
    ) -> None:
        self._known, self._blind = float(config["known"]), float(config["blind"])
        self.trained_with = ""
        self._door = door
        self._model_storage = model_storage
        self._resource = resource
        self._warned = ""

    def train(self, training_data: TrainingData) -> Resource:
        """Note which embedding model the examples are read with."""
        try:
            self.trained_with = self._door.identity()
        except NoVectors as error:
            raise RasaException(f"the embedding model cannot be asked: {error}") from error
        with self._model_storage.write_to(self._resource) as folder:
            (folder / _FILE).write_text(json.dumps({"model": self.trained_with}), encoding="utf-8")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Give the examples their vectors, many texts a call."""
        if self.trained_with:
            texts = list(dict.fromkeys(m.get(TEXT) for m in training_data.training_examples if m.get(TEXT)))
            try:
                rows = dict(zip(texts, self._door.embed(texts), strict=True))
            except NoVectors as error:
                raise RasaException(f"the examples could not be embedded: {error}") from error
            for message in training_data.training_examples:
                self._add(message, rows.get(message.get(TEXT)))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Give each message its vector, which the channel has fetched already."""
        if not self.trained_with:
            return messages
        rows = self._door.vectors([message.get(TEXT) or "" for message in messages])
        if self._door.model == self.trained_with:
            for message, row in zip(messages, rows, strict=True):
                self._add(message, row)
        elif self._door.model != self._warned:
            self._warned = self._door.model
            log.warning(
                "The app embeds with %s, the bot learnt with %s: the letters decide until `baton train`.",
                self._door.model,
                self.trained_with,
            )
        return messages

    def _add(self, message: Message, embedded: Embedded | None) -> None:
        """Add the vector, shorter the less the model knows the language: it spells what it does not know."""
        if embedded is None:
            return
        trust = min(1.0, max(0.0, (self._blind - embedded.fertility) / (self._blind - self._known)))
        if trust > 0:
            row = np.float32(trust) * embedded.vector[None, :]
            message.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, type(self).__name__))
