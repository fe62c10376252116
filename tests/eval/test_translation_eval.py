"""The translation measurements count what they say they count."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.translation import TestSet, fidelity, in_domain, load_sets, measure, scores, table
from nlp.translate import Translation
from training.splits import is_dev
from training.translation.data import articles


def small_set() -> TestSet:
    test = TestSet("toy", "fr")
    test.add("Tressanga a vendu 12 licences à 3,5 M€.", "Tressanga sold 12 licences at €3.5 million.",
             ["Tressanga", "Elsewhere"])  # fmt: skip
    test.add("Il pleut.", "It is raining.")
    return test


class Echo:
    """Gives the outputs it was made with."""

    def __init__(self, outputs: list[str]) -> None:
        self.outputs = outputs

    def translate(self, texts: list[str], lang: str) -> list[Translation]:
        return [Translation(o, 1 - i / 10) for i, o in enumerate(self.outputs)]


def test_figures_and_names_are_counted_against_the_references() -> None:
    test = small_set()
    right = fidelity(test, test.references)
    assert (right["figures"], right["figures_right"]) == (2, 1.0)
    assert (right["names"], right["names_kept"]) == (1, 1.0)
    wrong = fidelity(test, ["Tresanga sold 12 licences at €35 million.", ""])
    assert (wrong["figures_right"], wrong["names_kept"]) == (0.5, 0.0)


def test_scores_rank_better_outputs_higher() -> None:
    references = small_set().references
    assert scores(references, references)["chrf"] == pytest.approx(100)
    assert scores(["Tressanga sold it.", "It rains."], references)["chrf"] < 80
    assert "tok:13a" in scores(references, references)["bleu_signature"]


def test_measure_counts_loops_and_empties() -> None:
    test = small_set()
    result, found = measure(Echo(["the the the the the", ""]), test)
    assert (result["loops"], result["empty"], result["sentences"]) == (1, 1, 2)
    assert len(found) == 2
    assert "toy" in table({"toy": result})


def test_the_sets_hold_development_data_alone(shared: Path) -> None:
    titles = {a["title"] for a in articles(shared) if not is_dev(a["id"])}
    for lang in ("fr", "es"):
        assert not titles & set(in_domain(shared, lang).sources)
    sizes = {t.name: len(t.sources) for t in load_sets(shared, ["flores", "tico"])}
    assert sizes["flores-fr"] == sizes["flores-es"] == 997
    assert 500 <= sizes["tico-fr"] <= 520
