"""Pairs are scored by a model once, known by their text, and left out where it finds them unlikely."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import tiny_models

from training.translation import score
from training.translation.filters import HeldOut, Keeper
from training.translation.scores import key, load_scores

PAIRS = [("fr", "Le chat dort ici.", "The cat sleeps here."), ("es", "El gato.", "The cat.")]


def test_a_key_is_of_the_text_alone() -> None:
    assert key(*PAIRS[0]) == key(*PAIRS[0]) != key(*PAIRS[1])
    assert key("fr", "a", "b") != key("es", "a", "b")
    assert 0 <= key(*PAIRS[0]) < 2**63


def test_unlikely_pairs_are_left_out_but_never_our_own() -> None:
    known = {key(*PAIRS[0]): -5.0}
    keeper = Keeper(HeldOut(), lambda *pair: known.get(key(*pair)), least=-3.5)
    assert not keeper.keep("fr-en/toy", *PAIRS[0])
    assert keeper.keep("es-en/toy", *PAIRS[1])
    assert keeper.counts["fr-en/toy"] == {"alignment": 1}
    assert Keeper(HeldOut(), keeper.score, -3.5).keep("fr-en/written", *PAIRS[0])


def test_what_has_a_score_is_not_scored_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VEILLE_CACHE", str(tmp_path / "cache"))
    columns = dict(
        zip(("lang", "source", "target"), map(list, zip(*PAIRS, strict=True)), strict=True)
    )
    pq.write_table(pa.table({"corpus": ["a", "b"], **columns}), tmp_path / "pairs.parquet")
    model = str(tiny_models.marian(tmp_path / "tiny"))
    recipe = {"run": str(tmp_path), "score": {"corpora": ["a"]}}
    assert score.score(recipe, model) == 1
    recipe["score"]["corpora"] = ["a", "b"]
    assert score.score(recipe, model) == 1
    found = load_scores(tmp_path)
    assert set(found) == {key(*pair) for pair in PAIRS} and max(found.values()) < 0
    long = ("fr", "mot " * 600, "word")
    assert score.Scorer(model).scores([long, PAIRS[0]])[0] == float("-inf")
