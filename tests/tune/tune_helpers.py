"""Tiny recipes and their data, for the tests of training."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import labelled_examples
import pytest

NEEDED = pytest.mark.skipif(
    any(find_spec(name) is None for name in ("accelerate", "datasketch")),
    reason="training needs pip install '.[train]'",
)
LABELS = ["clinical_trial", "strike", "tender", "outage", "other"]
TYPES = "\n".join(
    [
        'mode = "replace"',
        *(f'[[type]]\nid = "{name}"\ndescription = "reports a {name}"' for name in LABELS),
    ]
)
SHAPE = {"width": 32, "layers": 2, "heads": 2, "vocabulary": 400}


def events_recipe(folder: Path, each: int = 12, **changes: Any) -> Any:
    """A recipe for a tiny model from scratch, with its data in ``folder``."""
    from training.tune.recipe import EventsRecipe

    folder.mkdir(parents=True, exist_ok=True)
    data = labelled_examples.write(folder / "new.jsonl", labelled_examples.articles(LABELS, each))
    (folder / "types.toml").write_text(TYPES, encoding="utf-8")
    found = {
        "name": "tiny-events",
        "start": "scratch",
        "run": folder / "run",
        "types": folder / "types.toml",
        "data": {"train": [data]},
        "shape": SHAPE,
        "window": {"length": 64, "most": 2},
        "lexicon": {"least": dict.fromkeys(("title", "lead", "words", "characters"), 1)},
        "train": {"epochs": 4, "learning_rate": 1e-3, "precision": "fp32", "report_to": ["none"]},
        "decisions": {"least": 10},
    }
    for key, value in changes.items():
        found[key] = {**found[key], **value} if isinstance(found.get(key), dict) else value
    return EventsRecipe.model_validate(found)


def dumped(recipe: Any, path: Path) -> Path:
    """A recipe as a TOML file."""

    def lines(table: dict[str, Any], name: str = "") -> list[str]:
        plain = {k: v for k, v in table.items() if not isinstance(v, dict) and v is not None}
        found = [f"[{name}]"] if name else []
        found += [f"{k} = {json.dumps(v)}" for k, v in plain.items()]
        for key, value in table.items():
            if isinstance(value, dict):
                found += lines(value, f"{name}.{key}" if name else key)
        return found

    path.write_text("\n".join(lines(recipe.model_dump(mode="json"))) + "\n", encoding="utf-8")
    return path


def encoder(kind: str, folder: Path) -> Path:
    """A tiny random encoder of another family, with its tokenizer."""
    from tokenizers import ByteLevelBPETokenizer
    from transformers import DistilBertConfig, DistilBertModel, RobertaConfig, RobertaModel

    from training.tune.events_model import word_pieces

    texts = [f"{row['title']} {row['text']}" for row in labelled_examples.articles(LABELS, 12)]
    folder.mkdir(parents=True)
    if kind == "roberta":
        tokenizer = ByteLevelBPETokenizer()
        names = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
        tokenizer.train_from_iterator(texts, 500, special_tokens=names, show_progress=False)
        config = RobertaConfig(
            vocab_size=tokenizer.get_vocab_size(), hidden_size=32, num_hidden_layers=2, num_attention_heads=2,
            intermediate_size=64, max_position_embeddings=520, pad_token_id=1,
        )  # fmt: skip
        RobertaModel(config).save_pretrained(folder)
    else:
        tokenizer = word_pieces(texts, 400)
        small = DistilBertConfig(vocab_size=400, dim=32, n_layers=2, n_heads=2, hidden_dim=64)
        DistilBertModel(small).save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


@contextmanager
def killed_after_a_save(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is trained inside dies as soon as its first state is saved."""
    from transformers import TrainerCallback

    from training.tune import run

    class Killed(Exception):
        pass

    class Die(TrainerCallback):
        def on_save(self, *_: Any, **__: Any) -> None:
            raise Killed

    usual = run.callbacks
    with monkeypatch.context() as patch:
        patch.setattr(run, "callbacks", lambda *given: [*usual(*given), Die()])
        with pytest.raises(Killed):
            yield
