"""The stage contract: order, one outcome each, and a poison article that costs only itself."""

from __future__ import annotations

import errno
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.article import Article
from nlp.errors import DiskFull, ModelError, StoreLost
from nlp.pipeline import Pipeline
from nlp.stage import Kept, Outcome, Reason, Rejected, hash_of, reject, run_stage


class Upper:
    """Upper-cases; raises on ``poison``; rejects ``empty``."""

    name = "upper"
    model_hash = "m"
    config_hash = "c"

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error or ValueError("poison")
        self.calls: list[int] = []

    def __call__(self, batch: Sequence[Article]) -> list[Outcome]:
        self.calls.append(len(batch))
        if any(a.text == "poison" for a in batch):
            raise self.error
        return [
            reject(a, self.name, Reason.EMPTY)
            if a.text == ""
            else Kept(a.with_(text=a.text.upper()))
            for a in batch
        ]


@given(st.lists(st.sampled_from(["a", "b", "poison", ""]), max_size=40))
def test_every_article_has_one_outcome_in_order(texts: list[str]) -> None:
    batch = [Article.new(text, id=str(i)) for i, text in enumerate(texts)]
    outcomes = run_stage(Upper(), batch)
    for article, outcome in zip(batch, outcomes, strict=True):
        if article.text == "poison":
            assert isinstance(outcome, Rejected)
            assert (outcome.reason, outcome.error) == (Reason.STAGE_ERROR, "ValueError: poison")
            assert outcome.article == article
        elif article.text == "":
            assert isinstance(outcome, Rejected) and outcome.reason is Reason.EMPTY
        else:
            assert isinstance(outcome, Kept)
            assert (outcome.article.id, outcome.article.text) == (article.id, article.text.upper())
            assert [s.stage for s in outcome.article.steps] == ["upper"]


def test_one_poison_article_costs_few_calls() -> None:
    stage = Upper()
    batch = [Article.new("poison" if i == 37 else "a", id=str(i)) for i in range(64)]
    kept = [o for o in run_stage(stage, batch) if isinstance(o, Kept)]
    assert len(kept) == 63
    assert len(stage.calls) <= 2 * 6 + 1  # halving: two calls for each of the six levels


@pytest.mark.parametrize("error", [StoreLost("gone"), ModelError("damaged")])
def test_what_is_no_article_s_fault_stops_the_run(error: Exception) -> None:
    with pytest.raises(type(error)):
        run_stage(Upper(error), [Article.new("poison")])


def test_a_full_disk_is_no_article_s_fault() -> None:
    with pytest.raises(DiskFull):
        run_stage(Upper(OSError(errno.ENOSPC, "full")), [Article.new("poison")])


def test_a_stage_that_loses_an_article_is_found_out() -> None:
    class Loses(Upper):
        def __call__(self, batch: Sequence[Article]) -> list[Outcome]:
            return super().__call__(batch)[1:]

    outcomes = run_stage(Loses(), [Article.new("a"), Article.new("b")])
    assert [o.reason for o in outcomes if isinstance(o, Rejected)] == [Reason.STAGE_ERROR] * 2


def test_a_pipeline_streams_rejections_through_and_keeps_the_order() -> None:
    stray = reject(Article.new("x"), "read", Reason.BINARY)
    things = [Article.new("a"), stray, Article.new("poison"), Article.new("b"), stray]
    outcomes = list(Pipeline([Upper(), Upper()]).stream(things, batch_size=2))
    assert [o.article.text if isinstance(o, Kept) else o.reason for o in outcomes] == [
        "A",
        Reason.BINARY,
        Reason.STAGE_ERROR,
        "B",
        Reason.BINARY,
    ]


def test_the_hash_of_a_pipeline_names_its_models_and_options() -> None:
    other = Upper()
    other.model_hash = "n"
    assert Pipeline([Upper()]).model_hash != Pipeline([other]).model_hash
    assert Pipeline([Upper()]).config_hash == Pipeline([other]).config_hash
    assert hash_of({"a": 1, "b": 2}) == hash_of({"b": 2, "a": 1})
