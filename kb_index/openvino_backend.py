"""The model run by OpenVINO: a third of torch's time for a question, and no torch to import."""

import json
import logging
import os
import shutil
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kb_index.errors import ModelProblem
from kb_index.models import ModelFolder, read_json

_log = logging.getLogger(__name__)
_FORMAT = 1
_PROBES = ("How do I return a parcel?", "Wo ist mein Paket", "کجا می‌توانم سفارش را ببینم؟", "ok " * 300)


class OpenVinoModel:
    """One exported model; each thread has its own request."""

    backend = "openvino"

    def __init__(self, folder: ModelFolder, exported: Path, threads: int) -> None:
        # The libraries are heavy and only this backend needs them.
        import openvino
        from tokenizers import Tokenizer

        core = openvino.Core()
        settings = {"INFERENCE_NUM_THREADS": threads, "PERFORMANCE_HINT": "LATENCY"}
        self._compiled = core.compile_model(core.read_model(str(exported)), "CPU", settings)
        self._tokenizer = Tokenizer.from_file(str(folder.path / "tokenizer.json"))
        self._counter = Tokenizer.from_file(str(folder.path / "tokenizer.json"))
        self._tokenizer.enable_truncation(max_length(folder))
        self._tokenizer.enable_padding()
        self._counter.no_truncation()
        self._counter.no_padding()
        self._local = threading.local()

    def run(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of one batch, not yet of length one."""
        request = getattr(self._local, "request", None)
        if request is None:
            request = self._local.request = self._compiled.create_infer_request()
        encoded = self._tokenizer.encode_batch(list(texts))
        columns = (
            [one.ids for one in encoded],
            [one.attention_mask for one in encoded],
            [one.type_ids for one in encoded],
        )
        inputs = {n: np.asarray(column, dtype=np.int64) for n, column in enumerate(columns)}
        return np.array(request.infer(inputs)[0], dtype=np.float32)

    def pieces(self, text: str) -> int:
        """Into how many word pieces the model's tokenizer cuts a text."""
        return len(self._counter.encode(text, add_special_tokens=False).ids)


def max_length(folder: ModelFolder) -> int:
    """How many word pieces the model reads, wherever the release that saved it wrote that down."""
    named = (
        ("sentence_bert_config.json", "max_seq_length"),
        ("tokenizer_config.json", "model_max_length"),
        ("config.json", "max_position_embeddings"),
    )
    limits = [read_json(folder.path / file).get(key) for file, key in named]
    most = limits[-1] if isinstance(limits[-1], int) else 512
    return min(most, next((limit for limit in limits if isinstance(limit, int)), most))


def fits(folder: ModelFolder) -> bool:
    """Whether this backend knows the model's shape: a BERT transformer, mean pooling."""
    modules = json.loads((folder.path / "modules.json").read_text(encoding="utf-8"))
    kinds = [str(module.get("type", "")).rsplit(".", 1)[-1] for module in modules]
    config = read_json(folder.path / "config.json")
    pooling = read_json(folder.path / "1_Pooling" / "config.json")
    means = pooling.get("pooling_mode_mean_tokens") is True or pooling.get("pooling_mode") == "mean"
    others = [k for k, v in pooling.items() if k.startswith("pooling_mode_") and v is True]
    return (
        kinds in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"])
        and config.get("model_type") == "bert"
        and means
        and others in ([], ["pooling_mode_mean_tokens"])
        and (folder.path / "tokenizer.json").is_file()
    )


def load(folder: ModelFolder, cache_dir: Path, threads: int) -> OpenVinoModel:
    """The model from the cache of exports; exported and compared with torch the first time."""
    target = cache_dir / "openvino" / f"{folder.digest[:24]}-{_FORMAT}"
    if not (target / "model.xml").is_file():
        _export_into(target, folder, threads)
    try:
        return OpenVinoModel(folder, target / "model.xml", threads)
    except RuntimeError:
        _log.warning("the exported model under %s is damaged and is made again", target)
        shutil.rmtree(target, ignore_errors=True)
        _export_into(target, folder, threads)
        return OpenVinoModel(folder, target / "model.xml", threads)


def _export_into(target: Path, folder: ModelFolder, threads: int) -> None:
    # torch is imported only to export; later starts do without it.
    from kb_index.torch_backend import TorchModel, export

    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        made = Path(scratch) / "made"
        made.mkdir()
        export(folder, made / "model.xml")
        theirs = _unit(TorchModel(folder, threads).run(_PROBES))
        ours = _unit(OpenVinoModel(folder, made / "model.xml", threads).run(_PROBES))
        worst = float((theirs * ours).sum(axis=1).min())
        if worst < 0.9999:
            raise ModelProblem(
                f"OpenVINO's vectors of {folder.name} differ from torch's (cosine {worst:.5f})"
            )
        try:
            os.rename(made, target)
        except OSError:
            if not (target / "model.xml").is_file():
                raise


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths: NDArray[np.float32] = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / lengths
