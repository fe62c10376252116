"""The encoder that a run starts from: a checkpoint of ours, a package, a path or a Hugging Face id."""

from __future__ import annotations

from pathlib import Path

from nlp.checkpoints import Checkpoint, find
from nlp.encoder import WordPieces
from nlp.errors import ConfigError, ModelError
from training.events.finetune import base_folder

POSITIONS = 512
"""Tokens that an encoder from scratch can tell apart by their place, at least."""
_AFTER_PADDING = ("roberta", "xlm-roberta", "camembert")
"""Kinds that count positions from behind that of their padding."""
RUNS_ON_CTRANSLATE2 = ("bert", "distilbert", "roberta", "xlm-roberta", "camembert")


def encoder_of(start: str, task: str, allow_network: bool = False) -> Checkpoint:
    """The encoder called ``start``, which may be of a model of ours for ``task``.

    Raises:
        nlp.errors.ModelError: there is no such model.
        ConfigError: it is of a kind that the pipeline could not run afterwards.
    """
    try:
        found = find(start, allow_network=allow_network)
    except ModelError:
        try:
            folder = base_folder(start)  # a package that carries the model
        except ModuleNotFoundError:
            folder = Path()
        if not (folder / "config.json").is_file():
            raise
        found = Checkpoint(start, folder)
    if found.task not in (None, task):
        raise ConfigError(f"{start} is a model for {found.task}; start from an encoder")
    kind = found.load_json("config.json").get("model_type")
    if kind not in RUNS_ON_CTRANSLATE2:
        raise ConfigError(
            f"{start} is a {kind} model; CTranslate2 runs {', '.join(RUNS_ON_CTRANSLATE2)}"
        )
    pieces, rows = pieces_of(found.path).size, found.load_json("config.json")["vocab_size"]
    if pieces != rows:
        raise ConfigError(
            f"{start}: {pieces:,} pieces in its tokenizer.json and {rows:,} rows in its embeddings;"
            " CTranslate2 needs as many (transformers: model.resize_token_embeddings)"
        )
    return found


def check_length(found: Checkpoint, length: int) -> None:
    """Raise :class:`ConfigError` where windows of ``length`` tokens are longer than an encoder reads."""
    config = found.load_json("config.json")
    most = config.get("max_position_embeddings")
    if most and config["model_type"] in _AFTER_PADDING:
        most -= config.get("pad_token_id", 1) + 1
    if most and length > most:
        raise ConfigError(f"window.length is {length}; the encoder of {found.name} reads {most}")


def pieces_of(folder: Path) -> WordPieces:
    """The tokenizer of an encoder's folder."""
    return WordPieces.load(Checkpoint("base", folder))
