"""The intent model as a part of Rasa's pipeline."""

from __future__ import annotations

import json
import logging
from typing import Any

import numpy as np
import skops.io
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.confidence import Confidence
from bot.components.intent_model import Floats, Head, IntentModel

log = logging.getLogger(__name__)

_VECTORIZERS, _ARRAYS, _REST = "vectorizers.skops", "heads.npz", "intents.json"
_RANKING_LENGTH = 10
# The file holds fitted scikit-learn objects; nothing else than these types beside them is loaded.
_TRUSTED = ["scipy.sparse._csr.csr_matrix", "scipy.sparse._dia.dia_matrix"]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LettersAndVectors(IntentClassifier, GraphComponent):
    """Classifies by `IntentModel` and says by `Confidence` how likely that is right."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Name the options; examples of the intent `out_of_scope` teach doubt and are never guessed."""
        return {
            "strength": 1.0,
            "longest": 4,
            "word_weight": 0.5,
            "vector_strength": 30.0,
            "out_of_scope": "oos",
        }

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
    ) -> LettersAndVectors:
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
    ) -> LettersAndVectors:
        """Load what `train` has stored."""
        component = cls(config, model_storage, resource)
        model = component.model
        with model_storage.read_from(resource) as folder:
            model.characters, model.words = skops.io.load(folder / _VECTORIZERS, trusted=_TRUSTED)
            rest = json.loads((folder / _REST).read_text(encoding="utf-8"))
            with np.load(folder / _ARRAYS) as arrays:
                model.heads = {name: Head(arrays[name], arrays[f"{name}_offsets"]) for name in rest["heads"]}
                model.known = arrays["known"].astype(np.float32)
        model.intents = rest["intents"]
        component.confidence = Confidence(**rest["confidence"])
        return component

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._options = {
            name: config[name] for name in ("strength", "longest", "word_weight", "vector_strength")
        }
        self._out_of_scope = config["out_of_scope"]
        self._model_storage = model_storage
        self._resource = resource
        self.model = self._build()
        self.confidence = Confidence()

    def _build(self) -> IntentModel:
        return IntentModel(**self._options)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples and store what was learnt."""
        examples = [e for e in training_data.intent_examples if e.get(TEXT) and e.get(INTENT)]
        vectors = _vectors(examples)
        texts, names = [e.get(TEXT) for e in examples], np.array([e.get(INTENT) for e in examples], dtype=str)
        known, alien = (
            np.flatnonzero(names != self._out_of_scope),
            np.flatnonzero(names == self._out_of_scope),
        )
        learnt = [texts[i] for i in known], names[known].tolist(), vectors[known]
        self.model.fit(*learnt)
        outside = [texts[i] for i in alien], vectors[alien]
        self.confidence = Confidence.learnt(self._build, *learnt, outside)
        self._persist()
        return self._resource

    def _persist(self) -> None:
        model = self.model
        arrays = {name: head.weights for name, head in model.heads.items()}
        arrays |= {f"{name}_offsets": head.offsets for name, head in model.heads.items()}
        rest = {"intents": model.intents, "heads": list(model.heads), "confidence": vars(self.confidence)}
        with self._model_storage.write_to(self._resource) as folder:
            skops.io.dump((model.characters, model.words), folder / _VECTORIZERS)
            np.savez(folder / _ARRAYS, known=model.known.astype(np.float16), **arrays)
            (folder / _REST).write_text(json.dumps(rest, ensure_ascii=False), encoding="utf-8")

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Classify the examples too: later components may want it."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the intent and the ranking to each message."""
        if not messages:
            return messages
        vectors = _vectors(messages)
        scores = self.model.scores([message.get(TEXT) or "" for message in messages], vectors)
        shares = scores.shares(self.confidence.balance)
        sure = self.confidence.of(shares, scores.trust, self.model.nearness(vectors))
        for message, row, confidence in zip(messages, shares, sure, strict=True):
            ranking = self._ranking(row, float(confidence))
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    def _ranking(self, shares: NDArray[np.float64], confidence: float) -> list[dict[str, Any]]:
        """Rank the intents; what the first does not get is shared by the others, never more than it has."""
        order = shares.argsort()[::-1][:_RANKING_LENGTH]
        best = float(shares[order[0]])
        rest = min(confidence / best, (1 - confidence) / max(1 - best, 1e-9))
        sure = [confidence, *(float(shares[column]) * rest for column in order[1:])]
        names = [self.model.intents[column] for column in order]
        return [{"name": name, "confidence": share} for name, share in zip(names, sure, strict=True)]


def _vectors(messages: list[Message]) -> Floats:
    """Return a row a message, zeros where it has no vector."""
    found = [message.get_dense_features(TEXT, [])[1] for message in messages]
    width = max((one.features.shape[1] for one in found if one is not None), default=0)
    rows = np.zeros((len(messages), width), dtype=np.float32)
    for row, one in zip(rows, found, strict=True):
        if one is not None:
            row[:] = one.features[0]
    return rows
