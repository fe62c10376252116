"""The pipeline as a caller meets it: what is no batch, no stage or no article is told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from nlp.article import Article, Check, Event, Fact, Step
from nlp.config import Config
from nlp.errors import ConfigError
from nlp.frames import FrameWorker
from nlp.pipeline import STAGES, Pipeline
from nlp.repair import RepairOptions, RepairStage
from nlp.segment import SegmentStage
from nlp.stage import Kept, Outcome, Reason, Rejected, reject

ARTICLE = Article.new("Le CHU a choisi un éditeur.")
STRAY = reject(Article.new("x"), "read", Reason.BINARY)


class Same:
    """A stage that lets everything through."""

    name, model_hash, config_hash = "same", "", ""

    def __call__(self, batch: Sequence[Article]) -> list[Outcome]:
        return [Kept(article) for article in batch]


def read_on() -> Iterator[Article]:
    """Articles of which none may be asked for."""
    raise AssertionError("an article was read before it was wanted")
    yield


@pytest.mark.parametrize("size", [0, -1])
def test_a_batch_of_none_is_refused_at_the_call(size: int) -> None:
    with pytest.raises(ConfigError, match=rf"^batch_size is {size}; it must be 1 or more$"):
        Pipeline([Same()]).stream([ARTICLE], batch_size=size)


@pytest.mark.parametrize("size", [2.5, "3", None])
def test_a_batch_size_that_is_no_whole_number_is_refused_at_the_call(size: object) -> None:
    with pytest.raises(TypeError):
        Pipeline([Same()]).stream([ARTICLE], batch_size=size)  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [1, 2, 3, 64])
def test_any_other_batch_size_gives_all_in_order(size: int) -> None:
    told = list(Pipeline([Same()]).stream([ARTICLE, STRAY, ARTICLE], batch_size=size))
    assert [isinstance(outcome, Rejected) for outcome in told] == [False, True, False]


def test_a_stream_reads_nothing_before_it_is_asked() -> None:
    Pipeline([Same()]).stream(read_on())


def broken_off(taken: int, fault: object = None) -> Iterator[Any]:
    """So many articles, then a fault among them, or the connection lost."""
    yield from [ARTICLE] * taken
    if fault is None:
        raise ConnectionError("the queue went away")
    yield fault


@pytest.mark.parametrize("taken", [0, 1, 3, 8, 9])
def test_what_was_taken_comes_before_the_error_of_the_iterable(taken: int) -> None:
    stream = Pipeline([Same()]).stream(broken_off(taken), batch_size=8)
    for _ in range(taken):
        assert isinstance(next(stream), Kept)
    with pytest.raises(ConnectionError, match="the queue went away"):
        next(stream)


def test_what_was_taken_comes_before_what_is_no_article() -> None:
    stream = Pipeline([Same()]).stream(broken_off(2, "a text"), batch_size=8)
    assert [isinstance(next(stream), Kept) for _ in range(2)] == [True, True]
    with pytest.raises(TypeError, match="stream takes Article or Rejected, not str"):
        next(stream)


def test_a_stream_holds_no_more_than_a_batch() -> None:
    waiting = iter([ARTICLE] * 5)
    next(Pipeline([Same()]).stream(waiting, batch_size=2))
    assert len(list(waiting)) == 3


@pytest.mark.parametrize(
    ("only", "told"),
    [
        (
            ["translation"],
            "unknown stage 'translation'; did you mean translate? there are segment,",
        ),
        (["segmnt", "separate"], "unknown stage 'segmnt'; did you mean segment? there are "),
        (["Repair"], "unknown stage 'Repair'; did you mean repair? there are "),
        (["segment", "zzz"], "unknown stage 'zzz'; there are segment, separate, translate, "),
        ([""], "unknown stage ''; there are "),
    ],
)
def test_a_stage_that_is_none_is_told(only: Sequence[str], told: str) -> None:
    with pytest.raises(ConfigError) as error:
        Pipeline.load(only=only)
    assert str(error.value).startswith(told) and str(error.value).endswith(", ".join(STAGES))


def test_stages_are_a_list_of_names() -> None:
    with pytest.raises(TypeError, match=r"only takes a list of stages: \['segment'\]"):
        Pipeline.load(only="segment")


def test_a_part_of_the_stages_stands_in_their_order() -> None:
    pipeline = Pipeline.load(only=("separate", "segment"))
    assert [stage.name for stage in pipeline.stages] == ["segment", "separate"]


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ("Le CHU", "not str; Article.new(text) makes one of a text"),
        (None, "not NoneType; see nlp.read.read and Article.new"),
        ({"text": "Le CHU"}, "not dict; see nlp.read.read and Article.new"),
        (Kept(ARTICLE), "not Kept; a Kept has one as .article"),
    ],
)
@pytest.mark.parametrize("around", [lambda x: [x], lambda x: [ARTICLE, x], lambda x: [x, ARTICLE]])
def test_what_is_no_article_is_no_fault_of_the_input(
    item: object, told: str, around: Callable[[object], list[object]]
) -> None:
    pipeline = Pipeline([Same()])
    with pytest.raises(TypeError) as error:
        list(pipeline.stream(around(item)))  # type: ignore[arg-type]
    assert str(error.value) == f"stream takes Article or Rejected, {told}"
    with pytest.raises(TypeError) as error:
        pipeline.run(around(item))  # type: ignore[arg-type]
    assert str(error.value) == f"run takes Article, {told}"


def test_a_text_in_the_place_of_many_articles_is_told() -> None:
    with pytest.raises(TypeError, match=r"not str; Article\.new\(text\)"):
        list(Pipeline([Same()]).stream("Le CHU"))  # type: ignore[arg-type]


class Finds(Same):
    """Adds to all that an article holds already."""

    name = "finds"

    def __call__(self, batch: Sequence[Article]) -> list[Outcome]:
        return [Kept(self.found(article)) for article in batch]

    def found(self, a: Article) -> Article:
        return a.with_(
            events=(*a.events, Event("launch", 0.9)),
            facts=(*a.facts, Fact("place", "Nantes", "launch", 0, 0, 6)),
            names=(*a.names, "Nantes"),
            checks=(*a.checks, Check("name", "Nantes", 0)),
            confidence=(a.confidence or 0.0) + 0.25,
        )


class Cleans(Same):
    """A stage of the user's own before all others."""

    name = "cleans"


READ = Article.new(
    "The hospital hospital of Nantes\n\nIt signed for 3,5 million euros , we note.\n\nAnd 8,2 %.",
    lang="en",
    published="2025-07-17",
    meta={"site": "a.example"},
).with_(checks=(Check("encoding", "2 bytes were not UTF-8"), Check("released", "by hand")))


def pipeline(*before: Same) -> Pipeline:
    repair = RepairStage.load(RepairOptions(model=None))
    return Pipeline([*before, SegmentStage(), repair, Finds()])


def without_seconds(outcome: Outcome) -> Article:
    assert isinstance(outcome, Kept)
    steps = tuple(replace(step, seconds=0.0) for step in outcome.article.steps)
    return outcome.article.with_(steps=steps)


def aside(article: Article) -> Article:
    """As an article lies in quarantine that the last stage rejected."""
    return article.with_(steps=article.steps[:-1], events=(), facts=(), confidence=None)


def unstepped(article: Article) -> Article:
    """As stages leave it that were called without a pipeline."""
    return article.with_(steps=())


@pytest.mark.parametrize("before", [(), (Cleans(),)])
@pytest.mark.parametrize(
    "between", [lambda a: a, lambda a: Article.from_json(a.to_json()), aside, unstepped]
)
def test_an_article_that_runs_again_is_the_same(
    before: tuple[Same, ...], between: Callable[[Article], Article]
) -> None:
    flow = pipeline(*before)
    once = without_seconds(flow.run([READ])[0])
    assert len(once.edits) >= 3 and [c.kind for c in once.checks].count("name") == 1
    assert [step.stage for step in once.steps] == [stage.name for stage in flow.stages]
    for _ in range(2):
        assert without_seconds(flow.run([between(once)])[0]) == once


def test_what_an_article_brings_to_its_first_run_stays() -> None:
    own = Check("paywall", "half of it is missing")
    brought = READ.with_(checks=(*READ.checks, own), steps=(Step("cleans", "m", "c"),))
    done = without_seconds(pipeline().run([brought])[0])
    assert done.checks[:3] == brought.checks
    assert [step.stage for step in done.steps] == ["cleans", "segment", "repair", "finds"]


def test_an_article_that_is_rejected_when_it_runs_again_brings_nothing_old() -> None:
    done = without_seconds(pipeline().run([READ])[0])
    told = pipeline().run([done.with_(text="")])[0]
    assert isinstance(told, Rejected) and told.reason is Reason.EMPTY
    assert told.article == READ.with_(text="")


@pytest.mark.parametrize(
    ("config", "hint"),
    [
        ({"translate": {}}, r"a dict and no Config; Config\(\*\*tables\)"),
        ({}, "a dict and no Config"),
        ("veille.toml", r"a str and no Config; Config\.from_toml\(path\)"),
        (RepairOptions(), "a RepairOptions and no Config"),
    ],
)
def test_what_is_no_configuration_is_told(config: Any, hint: str) -> None:
    for take in (Pipeline.load, FrameWorker):
        with pytest.raises(ConfigError, match=hint):
            take(config)


def test_a_configuration_or_none_is_taken() -> None:
    own = Config(segment={"unwrap": False})
    assert Config.checked(own) is own and Config.checked(None) == Config()
    [stage] = Pipeline.load(own, only=["segment"]).stages
    assert isinstance(stage, SegmentStage) and not stage.options.unwrap
