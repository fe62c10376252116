"""The pipeline as a caller meets it: what is no batch, no stage or no article is told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest

from nlp.article import Article
from nlp.errors import ConfigError
from nlp.pipeline import STAGES, Pipeline
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
