"""Recipes of `veille train`: TOML files, checked before anything is read or loaded.

Each table is one pydantic model here; a key that none knows is an error that says where it stands.
The recipes in training/tune/recipes explain every key.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Literal, LiteralString, TypeVar, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import PydanticCustomError

from nlp.config import File, told
from nlp.errors import ConfigError

ROOT = Path(__file__).resolve().parents[2]
SCRATCH = "scratch"
RESERVED = ("new", "rehearsed", "new, in turn", "assembled")
"""Sets that runs make: what was held out, and of separation what is measured in turn and assembled."""


def taken_by(name: str, owner: str) -> LiteralString:
    """What is told of a test set whose name is that of another."""
    return cast(LiteralString, f"{owner} has a set {name!r} of its own; give yours another name")


class Table(BaseModel):
    """A table of a recipe."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Data(Table):
    """What is learnt from, and what it is held against."""

    train: list[Path] = Field([], description="files of new labelled data; --data goes before it")
    rehearse: list[Path] = Field(
        [], description="older data shown beside, so that it is not forgotten"
    )
    test: dict[str, Path] = Field({}, description="further test sets by name, never learnt from")
    dev_share: float = Field(0.12, ge=0, lt=0.5, description="articles that choose the weights")
    test_share: float = Field(0.15, ge=0, lt=0.5, description="articles that measure them")
    licence: str = Field("unknown", description="licence of the new data, for the card")

    @field_validator("test", mode="after")
    @classmethod
    def _own_names(cls, named: dict[str, Path]) -> dict[str, Path]:
        """A set of one's own takes the place of none that a run makes."""
        if taken := [name for name in RESERVED if name in named]:
            raise PydanticCustomError("taken", taken_by(taken[0], "a run"))
        return named

    @field_validator("train", "rehearse", mode="after")
    @classmethod
    def _from_root(cls, paths: list[Path]) -> list[Path]:
        """Paths that start with `training/` mean those of the checkout."""
        return [ROOT / p if p.parts[:1] == ("training",) and not p.exists() else p for p in paths]


class Lora(Table):
    """Low-rank adaptation (Hu et al. 2021), by peft; merged into the weights at the end."""

    rank: int = Field(16, ge=1)
    alpha: int = Field(32, ge=1)
    dropout: float = Field(0.05, ge=0, lt=1)
    targets: list[str] = Field([], description="names of layers; none: those peft knows")


class Loop(Table):
    """How it is trained: the arguments of the Trainer that matter."""

    epochs: float = Field(6, gt=0)
    batch: int = Field(16, ge=1, description="rows a step and device")
    accumulate: int = Field(1, ge=1, description="steps whose gradients make one update")
    learning_rate: float = Field(3e-4, gt=0)
    weight_decay: float = Field(0.01, ge=0)
    warmup: float = Field(0.1, ge=0, lt=1, description="share of the updates")
    clip: float = Field(1.0, gt=0, description="largest norm of the gradient")
    precision: Literal["auto", "fp32", "bf16", "fp16"] = "auto"
    patience: int = Field(3, ge=0, description="measurements without a gain; 0: to the end")
    evaluate_every: int = Field(0, ge=0, description="updates between two; 0: every epoch")
    seed: int = 1
    report_to: list[str] = Field([], description="none: those of tensorboard, mlflow installed")


class Window(Table):
    """What the encoder reads of an article."""

    length: int = Field(512, ge=16)
    most: int = Field(3, ge=1)


class Words(Table):
    """The lexicon: TF-IDF and logistic regression beside the encoder."""

    characters: int = 40_000
    c: float = 30.0
    keep: int = 60_000
    least: dict[str, int] = {"title": 3, "lead": 3, "words": 4, "characters": 8}
    weights: dict[str, float] = {"title": 0.7, "lead": 1.0, "words": 1.5, "characters": 1.0}


class Shape(Table):
    """A BERT from scratch; its WordPiece vocabulary is learnt from the training text."""

    width: int = 256
    layers: int = 4
    heads: int = 4
    vocabulary: int = 16_000


class Encoder(Table):
    """The encoder and its heads."""

    trainable_layers: int = Field(3, ge=-1, description="upper ones; -1: all, with embeddings")
    head_learning_rate: float = Field(2e-3, gt=0)
    label_smoothing: float = Field(0.05, ge=0, lt=1)
    unit_loss: float = 0.3
    sentence_loss: float = 0.3
    dropout: float = Field(0.1, ge=0, lt=1)
    damage: bool = Field(True, description="every other epoch on copies as a machine leaves them")


class Decisions(Table):
    """How scores become answers."""

    coverage: float = Field(0.9, gt=0, le=1, description="share of articles that get an answer")
    least: int = Field(
        60, ge=10, description="new development articles below which nothing is fitted"
    )


class Energy(Table):
    """What the card's estimate of carbon assumes; processor seconds alone are measured.

    The defaults are for a processor and a place of which nothing is known: the watts those of the Green
    Algorithms calculator (Lannelongue et al. 2021), the grams the world's average (IEA 2019).
    """

    watts_per_core: float = Field(12.0, ge=0, description="of a core at work")
    grams_per_kwh: float = Field(475.0, ge=0, description="CO2e of the electricity")


class Recipe(Table):
    """What all tasks have."""

    name: str = Field(pattern=r"^[\w.-]+$")
    version: str = "1"
    start: str = Field(description="a model's name, folder or Hugging Face id, or `scratch`")
    run: Path = Field(description="folder of the run: state, logs, what was read")
    data: Data = Data()
    energy: Energy = Energy()


class LoopRecipe(Recipe):
    """What the tasks have that a Trainer trains."""

    train: Loop = Loop()
    lora: Lora | None = None


class EventsRecipe(LoopRecipe):
    """`veille train events`."""

    types: Path | None = None
    noise: list[Path] = Field([], description="labelled segments whose noise damages copies")
    window: Window = Window()
    lexicon: Words = Words()
    encoder: Encoder = Encoder()
    shape: Shape = Shape()
    decisions: Decisions = Decisions()


class TranslationRecipe(LoopRecipe):
    """`veille train translation`."""

    written: bool = Field(True, description="rehearse the pairs of training/translation/pairs")
    rehearsed: float = Field(2.0, ge=0, description="older pairs for each new one, at most")
    old_test: int = Field(200, ge=0, description="older pairs that show what was forgotten")
    max_tokens: int = Field(160, ge=8, le=480)
    label_smoothing: float = Field(0.1, ge=0, lt=1)
    freeze_embeddings: bool = False
    beam: int = Field(1, ge=1, description="of the measurements while training")
    noise: dict[str, float] = dict(typography=0.25, accents=0.01, capitals=0.02, titles=0.01)
    mask: dict[str, float] = {"pairs": 0.5, "spans": 0.8, "names": 0.3}
    glosses: dict[str, float] = {"pairs": 0.7, "fitting": 0.95, "other": 0.4}


class RepairDecisions(Table):
    """From which probability on an edit is made."""

    least: int = Field(
        20, ge=3, description="proposals of a class in the new data below which its threshold stays"
    )


class RepairRecipe(LoopRecipe):
    """`veille train repair`."""

    train: Loop = Loop(epochs=5, batch=32, learning_rate=1e-4)
    layers: int = Field(0, ge=0, description="lowest ones of the encoder that are kept; 0: all")
    head_learning_rate: float = Field(1e-3, gt=0)
    freeze_embeddings: bool = True
    least: int = Field(3, ge=1, description="times that a new tag must occur to be learnt")
    clean: float = Field(
        0.5, ge=0, le=1, description="corrected sentences shown as clean, for each correction"
    )
    unknown: float = Field(0.3, ge=0, description="weight of the loss where no tag can mend")
    rehearsed: float = Field(2.0, ge=0, description="older rows for each new one, at most")
    old_test: int = Field(200, ge=0, description="older rows that show what was forgotten")
    decisions: RepairDecisions = RepairDecisions()


class Adapt(Table):
    """How a separation model is moved where the data that made it is not at hand."""

    c: float = Field(30.0, gt=0, description="how strongly lines pull against the old weights")
    weight: float = Field(3.0, gt=0, description="of a new line beside an older one")
    documents: int = Field(200, ge=20, description="assembled ones that are shown")
    folds: int = Field(5, ge=0, description="parts that new pages are measured in, in turn; 0: not")
    seed: int = 13


class SeparationRecipe(Recipe):
    """`veille train separation`."""

    adapt: Adapt = Adapt()
    copies: int = Field(10, ge=1, description="how often a new page counts beside an assembled one")
    old_test: int = Field(40, ge=1, description="assembled documents that show what was forgotten")


RECIPES: dict[str, type[Recipe]] = {
    "events": EventsRecipe,
    "translation": TranslationRecipe,
    "repair": RepairRecipe,
    "separation": SeparationRecipe,
}
R = TypeVar("R", bound=Recipe)
COMMAND = "veille train"
OPTIONS = frozenset(["to", "against", "shared", "field", "fresh", "allow_network"])
"""Options of the command that say how it works and not what comes of it: in no recipe."""


def load(path: Path, kind: type[R], given: dict[str, Any]) -> R:
    """A recipe with what the command line gives laid over it.

    ``given`` may hold start, types and data (which goes before the recipe's own files).

    Raises:
        ConfigError: the file is missing, no TOML, or a key does not fit.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"cannot read {path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not TOML: {error}") from error
    data = _with(found.get("data", {}), given.pop("data", []))
    try:
        return kind.model_validate(
            {**found, **{k: v for k, v in given.items() if v is not None}, "data": data}
        )
    except ValidationError as error:
        if other := _of_others(found, kind):
            raise ConfigError(
                f"{path}: a recipe for {' or '.join(other)}, by its options: veille train {other[0]}"
            ) from error
        raise ConfigError(f"{path}: {told(error, File(kind, COMMAND, OPTIONS))}") from error


def _of_others(found: dict[str, Any], kind: type[Recipe]) -> list[str]:
    """The tasks whose recipes have every option of one that ``kind`` has not; none where it has them."""
    if not _unknown(found, kind):
        return []
    return [task for task, other in RECIPES.items() if not _unknown(found, other)]


def _unknown(found: dict[str, Any], kind: type[Recipe]) -> int:
    """How many options of a recipe are none of ``kind``."""
    try:
        kind.model_validate(found)
    except ValidationError as error:
        return sum(fault["type"] == "extra_forbidden" for fault in error.errors())
    return 0


def _with(data: Any, more: list[Path]) -> Any:
    """The table [data] with ``more`` files before its own; as it is where it has another form."""
    if not isinstance(data, dict) or not isinstance(own := data.get("train", []), list):
        return data
    return {**data, "train": [*more, *own]}
