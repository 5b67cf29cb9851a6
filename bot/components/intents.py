"""The intent model as a part of Rasa's pipeline."""

from __future__ import annotations

from typing import Any

import skops.io
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.intent_model import IntentModel

_FILE = "intents.skops"
_RANKING_LENGTH = 10
# The file holds fitted scikit-learn objects; nothing else than these types beside them is loaded.
_TRUSTED = ["scipy.sparse._csr.csr_matrix", "scipy.sparse._dia.dia_matrix"]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class NgramIntents(IntentClassifier, GraphComponent):
    """Classifies by `IntentModel`; Rasa's own LogisticRegressionClassifier does not expose C."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`strength` is the regression's C, `longest` the longest character n-gram."""
        return {"strength": 10.0, "longest": 4, "word_weight": 0.5}

    @staticmethod
    def required_packages() -> list[str]:
        """Name what Rasa must check for before it loads the component."""
        return ["sklearn", "skops"]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NgramIntents:
        """Build an untrained classifier."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> NgramIntents:
        """Load what `train` has stored."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            parts = skops.io.load(folder / _FILE, trusted=_TRUSTED)
        model = component.model
        model.characters, model.words, model.regression = parts
        return component

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self.model = IntentModel(
            strength=config["strength"], longest=config["longest"], word_weight=config["word_weight"]
        )
        self._model_storage = model_storage
        self._resource = resource

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples and store what was learnt."""
        examples = [e for e in training_data.intent_examples if e.get(TEXT) and e.get(INTENT)]
        self.model.fit([e.get(TEXT) for e in examples], [e.get(INTENT) for e in examples])
        with self._model_storage.write_to(self._resource) as folder:
            skops.io.dump((self.model.characters, self.model.words, self.model.regression), folder / _FILE)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Classify the examples too: later components may want it."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the intent and the ranking to each message."""
        rows = self.model.probabilities([message.get(TEXT) or "" for message in messages])
        for message, row in zip(messages, rows, strict=True):
            ranking = [
                {"name": self.model.intents[column], "confidence": float(row[column])}
                for column in row.argsort()[::-1][:_RANKING_LENGTH]
            ]
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages
