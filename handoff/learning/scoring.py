"""Between the features as they are logged and the judge that reads them."""

import json

import numpy as np

from handoff.domain.conversation.message import Payload
from handoff.domain.deskwide import JudgeRecord
from kb_index.features import FEATURES
from kb_index.judgement import Judge, Judgement


def vector_of(features: Payload) -> tuple[float, ...] | None:
    """Logged features in the order of now; None where they are not those that the search gives now."""
    if set(features) != set(FEATURES):
        return None
    values = [features[name] for name in FEATURES]
    numbers = [float(value) for value in values if isinstance(value, int | float)]
    return tuple(numbers) if len(numbers) == len(FEATURES) else None


def rescored(judge: Judge, features: Payload) -> float | None:
    """What this judge makes of logged features."""
    vector = vector_of(features)
    return None if vector is None else judge.probability(np.asarray(vector, dtype=np.float64))


def judge_of(record: JudgeRecord, *, model: str) -> Judgement:
    """The judge of a record, for this embedding model; ForeignJudge where it was made for another."""
    return Judgement.from_json(json.dumps(record.content), embedding=model)
