"""The flow of veille on one screen.

read -> segment -> separate -> translate -> repair -> classify -> store
                      |            |           |          |
                      +------------+-----------+----------+--> quarantine, with the reason

from nlp import Article, Pipeline

for outcome in Pipeline.load().stream([Article.new("Le CHU de Nantes a choisi ...")]):
    print(outcome.article.events)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING

from nlp.article import Article
from nlp.devices import Used
from nlp.stage import Kept, Outcome, Rejected, Stage, hash_of, run_stage

if TYPE_CHECKING:
    from nlp.config import Config

STAGES = ("segment", "separate", "translate", "repair", "classify")


class Pipeline:
    """Stages in a row. ``model_hash`` and ``config_hash`` name everything that decides a result.

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

        Raises :class:`nlp.errors.ModelError` when a model cannot be found or is damaged, and
        :class:`nlp.errors.ConfigError` when a GPU was asked for and cannot be used.
        """
        from nlp.config import Config

        config = config or Config()
        return cls([_load_stage(name, config) for name in STAGES if name in only])

    def run(self, batch: Sequence[Article]) -> list[Outcome]:
        """One outcome for each article of ``batch``, in order."""
        return self.go_on([Kept(article) for article in batch])

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

        What a reader rejected passes through unchanged, so ``stream(read([...]))`` works.
        """
        waiting = iter(articles)
        while chunk := list(islice(waiting, batch_size)):
            done = iter(self.run([a for a in chunk if isinstance(a, Article)]))
            for item in chunk:
                yield item if isinstance(item, Rejected) else next(done)


def hashes(names: Sequence[Sequence[str]]) -> tuple[str, str]:
    """Model hash and configuration hash of stages given as (name, model hash, config hash)."""
    models = hash_of([[name, model] for name, model, _ in names])
    return models, hash_of([[name, config] for name, _, config in names])


def _load_stage(name: str, config: Config) -> Stage:
    """``nlp.<name>`` holds ``<Name>Stage``; importing it only here keeps a single stage cheap."""
    room = import_module(f"nlp.{name}")
    stage_class = getattr(room, f"{name.capitalize()}Stage")
    return stage_class.load(getattr(config, name))
