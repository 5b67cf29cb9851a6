"""Tiny models of our own making, as folders that a setting can name."""

from pathlib import Path
from typing import Any

SENTENCES = (
    "How do I return a parcel to the shop?",
    "Jak zwrócić paczkę do sklepu i odzyskać pieniądze?",
    "چگونه بسته را به فروشگاه پس بدهم و پولم را بگیرم؟",
    "Die Lampe leuchtet nicht mehr, was kann ich tun?",
)


def multilingual_tokenizer() -> Any:
    """Pieces learnt from several languages with spaces kept inside them, as XLM-R's are."""
    from tokenizers import Tokenizer
    from tokenizers.models import Unigram
    from tokenizers.pre_tokenizers import Metaspace
    from tokenizers.processors import TemplateProcessing
    from tokenizers.trainers import UnigramTrainer
    from transformers import PreTrainedTokenizerFast

    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    tokenizer = Tokenizer(Unigram())
    tokenizer.pre_tokenizer = Metaspace()
    trainer = UnigramTrainer(vocab_size=300, special_tokens=special, unk_token="<unk>", show_progress=False)
    tokenizer.train_from_iterator(SENTENCES, trainer)
    tokenizer.post_processor = TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[(one, tokenizer.token_to_id(one)) for one in ("<s>", "</s>")],
    )
    roles = ("bos_token", "pad_token", "eos_token", "unk_token", "mask_token")
    names = dict(zip(roles, special, strict=True))
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, **names)


def bi_encoder(folder: Path, *, dimension: int = 24) -> Path:
    """An XLM-R of two layers with random weights, mean pooling, and vectors of another length."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import XLMRobertaModel

    torch.manual_seed(7)
    tokenizer = multilingual_tokenizer()
    XLMRobertaModel(_config(tokenizer, dimension)).save_pretrained(str(folder / "inner"))
    tokenizer.save_pretrained(str(folder / "inner"))
    transformer = Transformer(str(folder / "inner"), max_seq_length=48)
    model = SentenceTransformer(modules=[transformer, Pooling(dimension, "mean"), Normalize()], device="cpu")
    model.save(str(folder / "model"))
    return folder / "model"


def cross_encoder(folder: Path, *, numbers: int = 1) -> Path:
    """An XLM-R of two layers that reads a pair and says one number, or too many."""
    import torch
    from transformers import XLMRobertaForSequenceClassification

    torch.manual_seed(11)
    tokenizer = multilingual_tokenizer()
    config = _config(tokenizer, 24, num_labels=numbers)
    XLMRobertaForSequenceClassification(config).save_pretrained(str(folder))
    tokenizer.save_pretrained(str(folder))
    return folder


def _config(tokenizer: Any, dimension: int, **more: Any) -> Any:
    from transformers import XLMRobertaConfig

    return XLMRobertaConfig(
        vocab_size=len(tokenizer),
        hidden_size=dimension,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=48,
        max_position_embeddings=130,
        pad_token_id=tokenizer.pad_token_id,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        **more,
    )
