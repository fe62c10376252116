"""The flow of veille on one screen.

read -> segment -> separate -> translate -> repair -> classify -> store
                      |            |           |          |
                      +------------+-----------+----------+--> quarantine, with the reason

from nlp import Article, Kept, Pipeline

for outcome in Pipeline.load().stream([Article.new("Le CHU de Nantes a choisi ...")]):
    print(outcome.article.events if isinstance(outcome, Kept) else outcome.reason)
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from itertools import islice
from operator import index
from typing import TYPE_CHECKING

from nlp.article import Article
from nlp.devices import Used
from nlp.errors import ConfigError
from nlp.stage import Kept, Outcome, Rejected, Stage, hash_of, run_stage

if TYPE_CHECKING:
    from nlp.config import Config
    from nlp.repair.again import Door

STAGES = ("segment", "separate", "translate", "repair", "classify")


class Pipeline:
    """Stages in a row. ``model_hash`` and ``config_hash`` name everything that decides a result.

    Threads may share one; a process loads its own, as a fork has no threads of the models.

    Example: ``Pipeline.load().run([Article.new("...")])[0].article.segments``.
    """

    def __init__(self, stages: Sequence[Stage]) -> None:
        self.stages = tuple(stages)
        self.names = tuple((s.name, s.model_hash, s.config_hash) for s in self.stages)
        self.model_hash, self.config_hash = hashes(self.names)

    @property
    def devices(self) -> Used:
        """Where the stages work that have a choice."""
        found = [(s.name, getattr(s, "device", None)) for s in self.stages]
        return tuple((name, device) for name, device in found if device)

    @classmethod
    def load(cls, config: Config | None = None, only: Sequence[str] = STAGES) -> Pipeline:
        """The stages named in ``only`` (default: all five) with the models that ``config`` names.

        They run in the order of :data:`STAGES`. All others work on the segments that ``segment``
        makes: without it they take articles that have some already, as :mod:`nlp.restore` does.

        Raises :class:`nlp.errors.ModelError` when a model cannot be found or is damaged, and
        :class:`nlp.errors.ConfigError` when ``only`` names what is no stage, ``config`` is no
        ``Config``, or a GPU was asked for and cannot be used.
        """
        from nlp.config import Config

        wanted, asked = _known(only), Config.checked(config)
        stages: list[Stage] = []
        for name in STAGES:
            if name in wanted:
                stages.append(_load_stage(name, asked, stages))
        return cls(stages)

    def run(self, batch: Sequence[Article]) -> list[Outcome]:
        """One outcome for each article of ``batch``, in order.

        Raises ``TypeError`` where one of ``batch`` is no :class:`Article`.
        """
        return self.go_on([Kept(_article(item, "run")) for item in batch])

    def go_on(self, before: Sequence[Outcome]) -> list[Outcome]:
        """The same after other stages, whose outcomes are ``before``; what they rejected stays so."""
        outcomes = list(before)
        for stage in self.stages:
            alive = [i for i, outcome in enumerate(outcomes) if isinstance(outcome, Kept)]
            articles = [outcomes[i].article for i in alive]  # type: ignore[union-attr]
            for i, outcome in zip(alive, run_stage(stage, articles), strict=True):
                outcomes[i] = outcome
        return outcomes

    def stream(
        self, articles: Iterable[Article | Rejected], batch_size: int = 64
    ) -> Iterator[Outcome]:
        """Outcomes as they are ready, in order, holding at most ``batch_size`` articles.

        What a reader rejected passes through unchanged, so ``stream(read([...]))`` works. Raises
        :class:`nlp.errors.ConfigError` at once for a ``batch_size`` under 1, and ``TypeError``,
        when it comes to it, for what is neither :class:`Article` nor :class:`Rejected`. That, and what
        ``articles`` itself raises, comes after the outcomes of all that was taken before.
        """
        if index(batch_size) < 1:
            raise ConfigError(f"batch_size is {batch_size}; it must be 1 or more")
        return self._streamed(iter(articles), batch_size)

    def _streamed(
        self, waiting: Iterator[Article | Rejected], batch_size: int
    ) -> Iterator[Outcome]:
        while True:
            chunk, error = _taken(waiting, batch_size)
            done = iter(self.run([item for item in chunk if isinstance(item, Article)]))
            for item in chunk:
                yield item if isinstance(item, Rejected) else next(done)
            if error is not None:
                raise error
            if not chunk:
                return


def _taken(
    waiting: Iterator[Article | Rejected], most: int
) -> tuple[list[Article | Rejected], Exception | None]:
    """The next items, ``most`` at most, and the error that stands behind them, if any."""
    chunk: list[Article | Rejected] = []
    try:
        for item in islice(waiting, most):
            chunk.append(item if isinstance(item, Rejected) else _article(item, "stream"))
    except Exception as error:  # what was taken before is not to be lost
        return chunk, error
    return chunk, None


def hashes(names: Sequence[Sequence[str]]) -> tuple[str, str]:
    """Model hash and configuration hash of stages given as (name, model hash, config hash)."""
    models = hash_of([[name, model] for name, model, _ in names])
    return models, hash_of([[name, config] for name, _, config in names])


def _known(only: Sequence[str]) -> frozenset[str]:
    """The names in ``only``; raises where one is no stage."""
    if isinstance(only, str):
        raise TypeError(f"only takes a list of stages: [{only!r}]")
    wanted = frozenset(only)
    for name in sorted(wanted.difference(STAGES), key=str):
        near = difflib.get_close_matches(str(name).lower(), STAGES, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}? " if near else ""
        raise ConfigError(f"unknown stage {name!r}; {hint}there are {', '.join(STAGES)}")
    return wanted


def _article(item: object, method: str) -> Article:
    """``item`` itself; raises where it is no article, before it stands as a fault of the input."""
    if isinstance(item, Article):
        return item
    takes = "Article or Rejected" if method == "stream" else "Article"
    if isinstance(item, str):
        hint = "Article.new(text) makes one of a text"
    elif isinstance(item, Kept):
        hint = "a Kept has one as .article"
    else:
        hint = "see nlp.read.read and Article.new"
    raise TypeError(f"{method} takes {takes}, not {type(item).__name__}; {hint}")


def _load_stage(name: str, config: Config, before: Sequence[Stage]) -> Stage:
    """``nlp.<name>`` holds ``<Name>Stage``; importing it only here keeps a single stage cheap."""
    room = import_module(f"nlp.{name}")
    stage_class = getattr(room, f"{name.capitalize()}Stage")
    if name == "repair":
        return stage_class.load(config.repair, _translator(config, before))
    return stage_class.load(getattr(config, name))


def _translator(config: Config, before: Sequence[Stage]) -> Door:
    """What repair translates with: the model of the translate stage, loaded when asked where that is
    not of the pipeline."""
    from nlp.repair.again import Door
    from nlp.translate import TranslateStage

    stage = next((s for s in before if isinstance(s, TranslateStage)), None)
    return Door.to(config.translate) if stage is None else Door.of(stage.translator)
