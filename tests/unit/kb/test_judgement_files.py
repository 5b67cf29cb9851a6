"""A judgement survives being written and read, and one made for something else is refused."""

import json
from dataclasses import replace

import numpy as np
import pytest

from kb_index.errors import ForeignJudge
from kb_index.features import FEATURES
from kb_index.judgement import Judgement, shipped
from kb_index.logit import Logit

LEARNT = Logit(bias=0.7, weights=tuple(0.1 * n for n in range(len(FEATURES))))


def test_written_and_read_it_is_the_same() -> None:
    """What a desk learnt, its thresholds and the model that it was made for included."""
    judge = replace(
        shipped(), learnt=LEARNT, slope=0.8, embedding="model@abc", thresholds={0.1: 0.9, 0.2: 0.7}
    )
    again = Judgement.from_json(judge.to_json(), embedding="model@abc")
    row = np.linspace(0.1, 0.9, len(FEATURES))
    assert judge.probability(row) == again.probability(row)
    assert judge.threshold_of(0.15) == again.threshold_of(0.15)
    assert judge == again


def test_another_embedding_model_is_refused() -> None:
    """Its scores mean something else; the file that ships serves all as well as it can."""
    text = replace(shipped(), embedding="model@abc").to_json()
    with pytest.raises(ForeignJudge, match="fitted with the model model@abc, not with model@def"):
        Judgement.from_json(text, embedding="model@def")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"features": [*FEATURES, "moon"]}, "other features"),
        ({"features": list(reversed(FEATURES))}, "other features"),
        ({"version": 2}, "version 2"),
        ({"first": {"moon": 1.0}}, "not known: moon"),
        ({"slope": "steep"}, "cannot be read"),
        ({"stretch": [1.0]}, "cannot be read"),
        ({"thresholds": None}, "cannot be read"),
    ],
)
def test_what_does_not_fit_is_refused(change: dict[str, object], told: str) -> None:
    """One line says why."""
    content = {**json.loads(shipped().to_json()), **change}
    with pytest.raises(ForeignJudge, match=told):
        Judgement.from_json(json.dumps(content))


def test_what_is_no_json_is_refused() -> None:
    """A torn file is no judgement."""
    with pytest.raises(ForeignJudge, match="cannot be read"):
        Judgement.from_json("{")
