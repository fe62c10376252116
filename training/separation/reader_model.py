"""The encoder that reads lines, before it is written (:mod:`nlp.separate.reader`).

The encoder of the shipped translation model and, from zero, a type of token for the line itself and a head.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional
from transformers import MarianConfig, MarianMTModel

from nlp.checkpoints import Checkpoint
from nlp.convert_encoder import ARCHITECTURE
from nlp.encoder import SentencePieces
from nlp.separate.model import LABELS
from nlp.separate.reader import HEAD, SCALE, Question

TYPES = "embed_types.weight"
KEPT = (
    "d_model",
    "encoder_layers",
    "encoder_ffn_dim",
    "encoder_attention_heads",
    "activation_function",
    "scale_embedding",
    "max_position_embeddings",
    "vocab_size",
)
"""What of a Marian model's configuration its encoder has."""

SEVERAL = 32  # questions that are asked at once
_COPIED = ("source.spm", "vocab.json")


class ReaderTuner(nn.Module):
    """The encoder of the Marian model, or of the reader, in ``folder``, all of it trainable, and the head."""

    def __init__(self, folder: Path, dropout: float = 0.1) -> None:
        super().__init__()
        self.folder = folder
        self.tokenize = SentencePieces.load(Checkpoint("reader", folder))
        self.config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.encoder, rest = _encoder(folder, self.config)
        for module in self.encoder.modules():
            if hasattr(module, "dropout"):
                module.dropout = dropout
        width = self.config["d_model"]
        self.types = nn.Embedding(2, width)
        self.head = nn.Linear(2 * width, len(LABELS))
        self.drop = nn.Dropout(dropout)
        for parameter, name in ((self.types.weight, TYPES), *zip(self._head(), HEAD, strict=True)):
            with torch.no_grad():
                parameter.copy_(rest.get(name, torch.zeros_like(parameter)))

    def _head(self) -> tuple[nn.Parameter, nn.Parameter]:
        return self.head.weight, self.head.bias

    def forward(self, questions: Sequence[Question]) -> Tensor:
        """Logits (questions, labels); the same pooling as :func:`nlp.separate.reader.pooled`."""
        ids, kinds, real = _padded(questions)
        with torch.autocast("cpu", torch.bfloat16):
            words = self.encoder.embed_tokens(ids) * self.encoder.embed_scale
            read = self.encoder(inputs_embeds=words + self.types(kinds), attention_mask=real)
        hidden = read.last_hidden_state.float()
        means = (_mean(hidden, part) for part in (kinds, real - kinds))
        features = torch.cat([functional.normalize(mean, dim=-1) for mean in means], -1)
        found: Tensor = self.head(self.drop(features * SCALE))
        return found

    @torch.no_grad()
    def probabilities(self, questions: Sequence[Question]) -> NDArray[np.float32]:
        """Probabilities of the labels, shape (questions, labels)."""
        self.eval()
        parts = [
            self(questions[start : start + SEVERAL]).softmax(-1).numpy()
            for start in range(0, len(questions), SEVERAL)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, len(LABELS)), np.float32)

    def write(self, folder: Path) -> None:
        """Weights in half precision, configuration and tokenizer, as :mod:`nlp.separate.reader` loads them."""
        folder.mkdir(parents=True, exist_ok=True)
        state = self.encoder.state_dict()
        tensors = {n: t for n, t in state.items() if "embed_positions" not in n}
        tensors[TYPES] = self.types.weight
        tensors |= dict(zip(HEAD, self._head(), strict=True))
        halves = {n: t.detach().to(torch.float16).numpy() for n, t in tensors.items()}
        save_file(halves, folder / "model.safetensors", {"format": "pt"})
        (folder / "model.safetensors").chmod(0o644)  # safetensors writes it for its owner alone
        config = {"architectures": [ARCHITECTURE], **{name: self.config[name] for name in KEPT}}
        (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
        for name in _COPIED:
            if folder.resolve() != self.folder.resolve():
                shutil.copyfile(self.folder / name, folder / name)


def _encoder(folder: Path, config: dict) -> tuple[nn.Module, dict[str, Tensor]]:
    """The encoder in ``folder``, and the other tensors where it is that of a reader."""
    if config.get("architectures") != [ARCHITECTURE]:
        whole = MarianMTModel.from_pretrained(folder, attn_implementation="eager")
        return whole.get_encoder().float(), {}
    made = MarianConfig(
        **{name: config[name] for name in KEPT},
        decoder_layers=1,
        pad_token_id=config["vocab_size"] - 1,
        attn_implementation="eager",
    )
    encoder = MarianMTModel(made).get_encoder().float()
    found = load_file(folder / "model.safetensors")
    tensors = {name: torch.from_numpy(t.astype(np.float32)) for name, t in found.items()}
    own = {name: t for name, t in tensors.items() if name in encoder.state_dict()}
    encoder.load_state_dict(own, strict=False)
    return encoder, {name: t for name, t in tensors.items() if name not in own}


def _mean(hidden: Tensor, part: Tensor) -> Tensor:
    """The mean state (questions, width) of the tokens of a part (questions, tokens; 0 or 1)."""
    own = part.float()
    return torch.einsum("bt,btd->bd", own, hidden) / own.sum(1, keepdim=True).clamp(min=1)


def _padded(questions: Sequence[Question]) -> tuple[Tensor, Tensor, Tensor]:
    """Token ids, kinds and which are real (questions, tokens)."""
    pad = torch.nn.utils.rnn.pad_sequence
    ids, kinds, real = (
        pad([torch.tensor(part) for part in parts], batch_first=True)
        for parts in zip(*((q.ids, q.kinds, [1] * len(q.ids)) for q in questions), strict=True)
    )
    return ids, kinds, real
