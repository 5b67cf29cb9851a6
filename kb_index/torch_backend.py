"""The model run by sentence-transformers on torch: any model, a little slower."""

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kb_index.models import ModelFolder


class TorchModel:
    """One sentence-transformers model on the CPU."""

    backend = "torch"

    def __init__(self, folder: ModelFolder, threads: int) -> None:
        # torch takes seconds to import, and the OpenVINO backend does without it.
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        quiet: Any = logging
        torch.set_num_threads(threads)
        quiet.set_verbosity_error()
        quiet.disable_progress_bar()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.model = SentenceTransformer(
                str(folder.path), device="cpu", model_kwargs={"attn_implementation": "eager"}
            )

    def run(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of one batch, not yet of length one."""
        rows = self.model.encode(list(texts), batch_size=len(texts), show_progress_bar=False)
        return np.asarray(rows, dtype=np.float32)

    def pieces(self, text: str) -> int:
        """Into how many word pieces the model's tokenizer cuts a text."""
        return len(self.model.tokenizer(text, add_special_tokens=False)["input_ids"])


def export(folder: ModelFolder, out: Path) -> None:
    """Write a model of the shape Transformer + mean pooling as OpenVINO files."""
    import openvino
    import torch

    transformer: Any = TorchModel(folder, threads=2).model[0]

    class Pooled(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = transformer.auto_model.eval().requires_grad_(False)

        def forward(
            self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
        ) -> torch.Tensor:
            mask = attention_mask.to(torch.float32)
            # A finished 4-D mask: the masks that transformers 5 makes by itself cannot be traced.
            wide = ((1.0 - mask[:, None, None, :]) * -1e9).expand(-1, 1, input_ids.shape[1], -1)
            hidden: torch.Tensor = self.inner(
                input_ids=input_ids, attention_mask=wide, token_type_ids=token_type_ids
            )[0]
            weighted = (hidden * mask.unsqueeze(-1)).sum(1)
            pooled: torch.Tensor = weighted / mask.sum(1, keepdim=True).clamp(min=1e-9)
            return pooled

    example = {
        "input_ids": torch.tensor([[101, 7592, 2088, 102], [101, 7592, 102, 0]]),
        "attention_mask": torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]]),
        "token_type_ids": torch.zeros((2, 4), dtype=torch.int64),
    }
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        converted = openvino.convert_model(Pooled(), example_input=example)
    openvino.save_model(converted, str(out), compress_to_fp16=False)
