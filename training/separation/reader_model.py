"""The encoder that reads lines, before it is written (:mod:`nlp.separate.reader`)."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file
from torch import Tensor

from nlp.passages import Question
from nlp.separate.model import LABELS
from nlp.separate.reader import HEAD
from training.passages import SEVERAL, PassageTuner

_COPIED = ("config.json", "tokenizer.json")


class ReaderTuner(PassageTuner):
    """The encoder in ``folder``, all of it trainable, and the head that is there, or one that says nothing."""

    def __init__(self, folder: Path, dropout: float = 0.1) -> None:
        super().__init__(folder, len(LABELS), dropout=dropout)
        self.folder = folder
        if (folder / HEAD).exists():
            found = {n: torch.from_numpy(t).float() for n, t in load_file(folder / HEAD).items()}
            self.head.load_state_dict(found)

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
        state = {n: t for n, t in self.bert.state_dict().items() if not n.startswith("pooler")}
        _save(state, folder / "model.safetensors")
        _save(self.head.state_dict(), folder / HEAD)
        for name in _COPIED:
            if folder.resolve() != self.folder.resolve():
                shutil.copyfile(self.folder / name, folder / name)


def _save(state: dict[str, Tensor], path: Path) -> None:
    halves = {n: t.detach().to(torch.float16).numpy() for n, t in state.items()}
    save_file(halves, path, {"format": "pt"})
    path.chmod(0o644)  # safetensors writes it for its owner alone
