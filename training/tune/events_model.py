"""The event model as a Trainer sees it: rows of windows in, loss and logits out.

Layers, heads, pooling and loss are those of the recipe of the shipped model
(:mod:`training.events.finetune`); here any BERT-like encoder may carry them, whole or in part, with
LoRA or without, on any device.
"""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from nlp.checkpoints import Checkpoint
from nlp.classify.lexical import Lexicon
from nlp.classify.text import Window
from nlp.errors import ConfigError
from training.events import finetune
from training.tune.encoders import POSITIONS, check_length, encoder_of
from training.tune.recipe import SCRATCH, EventsRecipe, Lora, Shape
from training.tune.run import own

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SEQ2SEQ = ["q_proj", "v_proj"]  # what Marian, NLLB and mBART call the layers that LoRA adapts
RARE = -6.0
"""Where the bias of the unit head begins: few sentences have a given type. From 0, the many-label loss of a
long article is ten times that of its primary type, and the first updates spoil the encoder."""
SPECIALS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


class EventModel(nn.Module):
    """A tuner with its loss; ``recipe`` is the table ``encoder`` of a recipe, as a dictionary."""

    def __init__(self, tuner: finetune.Tuner, recipe: dict[str, Any]) -> None:
        super().__init__()
        self.tuner, self.recipe = tuner, recipe

    def train(self, mode: bool = True) -> EventModel:
        """Training mode for what is trained; frozen layers stay as they are in use."""
        super().train(mode)
        if mode and self.tuner.cut > 0:
            encoder = self.tuner.bert
            encoder.get_input_embeddings().eval()
            for layer in finetune.layers_of(encoder)[: self.tuner.cut]:
                layer.eval()
            if hasattr(encoder, "embeddings"):
                encoder.embeddings.eval()
        return self

    def forward(
        self,
        ids: Tensor,
        units: Tensor,
        primary: Tensor,
        labels: Tensor,
        told: Tensor,
        known: Tensor,
    ) -> dict[str, Tensor]:
        """Shapes as in :class:`training.events.finetune.Batch`; ids (batch, tokens)."""
        out = self.tuner.heads(self.hidden(ids, units != finetune.NOTHING), units)
        batch = finetune.Batch(ids, units, primary, labels, told, known)
        return {"loss": finetune.loss_of(out, batch, self.recipe), "logits": out.primary}

    def hidden(self, ids: Tensor, mask: Tensor) -> Tensor:
        """The last layer's states (batch, tokens, width), in float32."""
        return self.tuner.bert(input_ids=ids, attention_mask=mask.long()).last_hidden_state.float()

    @torch.no_grad()
    def states(self, windows: Sequence[Window]) -> Iterable[NDArray[np.float32]]:
        """The states of each window by itself, as inference computes them."""
        self.eval()
        device = next(self.parameters()).device
        for window in windows:
            ids = torch.tensor([window.ids], device=device)
            yield self.hidden(ids, torch.ones_like(ids))[0].cpu().numpy()


def found_start(recipe: EventsRecipe, allow_network: bool = False) -> Checkpoint | None:
    """The checkpoint whose encoder is started from; None: one from scratch.

    Raises:
        nlp.errors.ModelError: there is no such model.
        ConfigError: it is of a kind that the pipeline could not run afterwards, or reads less than
            a window of the recipe.
    """
    if recipe.start == SCRATCH:
        return None
    found = encoder_of(recipe.start, "events", allow_network)
    check_length(found, recipe.window.length)
    return found


def encoder_folder(
    recipe: EventsRecipe, texts: Sequence[str], found: Checkpoint | None
) -> tuple[Path, Checkpoint]:
    """The folder of the encoder that was ``found``, or of one made of ``texts``, and its checkpoint."""
    if found is None:
        folder = own(recipe.run / "scratch")
        from_scratch(recipe.shape, texts, folder, recipe.train.seed, recipe.window.length)
        found = Checkpoint(SCRATCH, folder)
    return found.path, found


def from_scratch(
    shape: Shape, texts: Sequence[str], folder: Path, seed: int, length: int = POSITIONS
) -> Path:
    """Write an untrained BERT that reads ``length`` tokens; its WordPieces are learnt from ``texts``."""
    from transformers import BertConfig, BertModel

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    tokenizer = word_pieces(texts, shape.vocabulary)
    tokenizer.save(str(folder / "tokenizer.json"))
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=shape.width,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=4 * shape.width,
        max_position_embeddings=max(POSITIONS, length),
    )
    BertModel(config).save_pretrained(folder)
    return folder


def word_pieces(texts: Sequence[str], size: int) -> Tokenizer:
    """A lower-casing WordPiece tokenizer learnt from texts: the same one every time.

    The trainer of `tokenizers` numbers the letters within words in an order that differs from run to
    run, and ties follow the numbers; named beforehand, in order, they have theirs.
    """
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

    def tokenizer(model: models.WordPiece) -> Tokenizer:
        found = Tokenizer(model)
        found.normalizer = normalizers.BertNormalizer(lowercase=True)
        found.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        return found

    plain = normalizers.BertNormalizer(lowercase=True)
    letters = sorted({c for text in texts for c in plain.normalize_str(text) if not c.isspace()})
    first = [*SPECIALS, *(f"##{letter}" for letter in letters)]
    learning = tokenizer(models.WordPiece(unk_token="[UNK]"))
    trainer = trainers.WordPieceTrainer(
        vocab_size=size, min_frequency=2, special_tokens=first, show_progress=False
    )
    learning.train_from_iterator(texts, trainer)
    return tokenizer(models.WordPiece(learning.get_vocab(), unk_token="[UNK]"))


def build(
    folder: Path, types: Sequence[str], recipe: EventsRecipe, start: Checkpoint
) -> EventModel:
    """The model to train, its heads taken over from a checkpoint of ours where it has them."""
    settings = recipe.encoder.model_dump()
    layers = settings["trainable_layers"]
    depth = len(finetune.layers_of(_encoder(folder)))
    everything = layers < 0 or recipe.start == SCRATCH
    torch.manual_seed(recipe.train.seed)
    tuner = finetune.Tuner(
        folder,
        len(types),
        {**settings, "trainable_layers": depth if everything else min(layers, depth)},
    )
    del tuner.upper  # the same layers under another name: they would be saved twice
    nn.init.constant_(tuner.unit.bias, RARE)
    if everything:
        tuner.bert.requires_grad_(True)
    if start.task == "events":
        take_heads(tuner, start, types)
    if recipe.lora:
        tuner.bert = with_lora(tuner.bert, recipe.lora)  # type: ignore[assignment]
    return EventModel(tuner, settings)


def take_heads(tuner: finetune.Tuner, start: Checkpoint, types: Sequence[str]) -> None:
    """Copy the rows of the types that the checkpoint knows; a new type keeps its random ones."""
    known = start.load_json("events.json")["types"]
    tensors = start.load_tensors("heads.safetensors")
    with torch.no_grad():
        for name, head in (("primary", tuner.primary), ("unit", tuner.unit)):
            for place, label in enumerate(types):
                if label in known:
                    row = known.index(label)
                    head.weight[place] = torch.from_numpy(tensors[f"{name}.weight"][row]).float()
                    head.bias[place] = float(tensors[f"{name}.bias"][row])


def with_lora(model: nn.Module, lora: Lora, task: str | None = None) -> nn.Module:
    """The model with adapters, which alone are trained."""
    from peft import LoraConfig, get_peft_model

    config = LoraConfig(
        r=lora.rank,
        lora_alpha=lora.alpha,
        lora_dropout=lora.dropout,
        target_modules=lora.targets or (SEQ2SEQ if task else None),
        task_type=task,
    )
    try:
        with warnings.catch_warnings():  # peft asks transformers by a name that is going
            warnings.simplefilter("ignore", FutureWarning)
            return get_peft_model(model, config)
    except ValueError as error:  # names of layers that are not there, or none known
        raise ConfigError(f"lora.targets: {error}") from error


def old_lexicon(start: Checkpoint) -> tuple[Lexicon, dict[str, NDArray[Any]], list[str]] | None:
    """The lexicon of a checkpoint of ours, its tensors and its types."""
    if start.task != "events":
        return None
    tensors = start.load_tensors("heads.safetensors")
    found = Lexicon.from_json(start.load_json("lexicon.json"), tensors["lexical.idf"])
    return found, tensors, start.load_json("events.json")["types"]


def _encoder(folder: Path) -> nn.Module:
    from transformers import AutoConfig, AutoModel

    with torch.device("meta"):
        return AutoModel.from_config(AutoConfig.from_pretrained(folder))


def optimizer(model: EventModel, recipe: EventsRecipe, probed: bool) -> Any:
    """AdamW with a rate for the encoder and a higher one for heads that know nothing yet.

    A primary head that was ``probed`` (:mod:`training.tune.events_probe`) moves as the encoder does.
    """
    primary = list(model.tuner.primary.parameters())
    heads = [*model.tuner.unit.parameters(), *([] if probed else primary)]
    encoder = [p for p in model.tuner.bert.parameters() if p.requires_grad]
    encoder += primary if probed else []
    groups = [
        {"params": encoder, "lr": recipe.train.learning_rate},
        {"params": heads, "lr": recipe.encoder.head_learning_rate},
    ]
    return torch.optim.AdamW(
        [g for g in groups if g["params"]], weight_decay=recipe.train.weight_decay
    )
