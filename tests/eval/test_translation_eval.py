"""The translation measurements count what they say they count, and the command line judges them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval import gate
from eval.fidelity import fidelity, lost, terms
from eval.translation import judge, main, measure, scores, table
from eval.translation_sets import TestSet, flores, in_domain, load_sets
from nlp.translate import Translation
from training.splits import is_dev
from training.translation.data import articles


def small_set() -> TestSet:
    test = TestSet("toy", "fr")
    test.add("Tressanga a vendu 12 licences à 3,5 M€.", "Tressanga sold 12 licences at €3.5 million.",
             ["Tressanga", "Elsewhere"])  # fmt: skip
    test.add("Il pleut.", "It is raining.")
    test.peers["other"] = ["Tressanga sold a dozen licences at 3.5 million euros.", "It rains."]
    return test


class Echo:
    """Gives the outputs it was made with."""

    def __init__(self, outputs: list[str]) -> None:
        self.outputs = outputs

    def translate(self, texts: list[str], lang: str, contexts: object = ()) -> list[Translation]:
        return [Translation(o, 1 - i / 10) for i, o in enumerate(self.outputs)]


def report(tmp_path: Path, **changed: Any) -> Path:
    result, _ = measure(Echo(small_set().references), small_set())
    path = tmp_path / "result.json"
    whole = {"model": "abc", "as_shipped": True, "sets": {"toy": {**result, **changed}}}
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


def test_figures_and_names_are_counted_against_the_references() -> None:
    test = small_set()
    right = fidelity(test, test.references)
    assert (right["figures"], right["figures_right"], right["figures_equal"]) == (2, 1.0, 1.0)
    assert (right["names"], right["names_kept"]) == (1, 1.0)
    wrong = fidelity(test, ["Tresanga sold 12 licences at €35 million.", ""])
    assert (wrong["figures_right"], wrong["figures_equal"], wrong["names_kept"]) == (0.5, 0.5, 0.0)


def test_rewording_costs_the_strict_share_alone() -> None:
    found = fidelity(small_set(), ["Tressanga sold twelve licences at 3.5 million euros.", ""])
    assert (found["figures_right"], found["figures_equal"]) == (0.5, 1.0)
    assert found["figures_by_kind"]["money"] == {"count": 1, "equal": 1.0}
    assert found["figures_by_kind"]["date"] == {"count": 0, "equal": None}


def test_what_the_source_does_not_say_is_not_asked_for() -> None:
    test = TestSet("toy", "fr")
    test.add("Le lac couvre 10 km².", "The lake covers 10 km² (4 sq mi).")
    found = fidelity(test, ["The lake covers 10 km²."])
    assert (found["figures_compared"], found["figures_equal"]) == (1, 1.0)


def test_invented_figures_are_counted() -> None:
    assert (
        fidelity(small_set(), ["Tressanga sold 12 at €3.5 million.", "77!"])["figures_added"] == 1
    )


def test_glossary_terms_that_the_reference_uses_are_asked_for() -> None:
    test = TestSet("toy", "fr")
    test.add("L'appel d'offres est clos.", "The call for tenders is closed.")
    test.add("L'appel d'offres est clos.", "Bidding is over.")  # a free reference asks for nothing
    right = fidelity(test, ["The calls for tenders are closed.", ""])
    assert (right["glossary_terms"], right["glossary_right"]) == (1, 1.0)
    wrong = fidelity(test, ["The call of offers is closed.", ""])
    assert (wrong["glossary_terms"], wrong["glossary_right"]) == (1, 0.0)
    assert not list(terms("Il pleut.", "It rains.", "fr"))


def test_what_was_lost_is_listed_beside_its_sentences() -> None:
    lines = list(lost(small_set(), ["Tressanga sold 13 licences at €3.5 million.", "It rains."]))
    assert [line.split("\t")[:3] for line in lines] == [["0", "number", "12"], ["0", "added", "13"]]
    assert all(small_set().sources[0] in line for line in lines)


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
    assert result["peers"]["other"]["figures_equal"] == 1.0


def test_the_report_has_what_the_card_reads(tmp_path: Path) -> None:
    [result] = json.loads(report(tmp_path).read_text())["sets"].values()
    assert {
        "bleu", "chrf", "bleu_signature", "chrf_signature", "figures_right", "names_kept", "loops",
        "empty", "peers", "figures_equal", "glossary_right", "calibration_error", "confidence_rank",
    } <= set(result)  # fmt: skip


def test_the_gate_passes_what_it_was_set_on_and_stops_what_fell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = ["--floors", str(tmp_path / "floors.json")]
    good = str(report(tmp_path))
    assert main(["--results", good, "--gate", *floors]) == 1  # no floors yet
    assert main(["--results", good, "--raise-floors", *floors]) == 0
    assert main(["--results", good, "--gate", *floors]) == 0
    capsys.readouterr()
    bad = str(report(tmp_path, chrf=50.0, empty=3))
    assert main(["--results", bad, "--gate", *floors]) == 1
    said = capsys.readouterr().err
    assert "toy chrf" in said and "toy empty" in said and "bleu" not in said


def test_floors_are_for_the_model_as_shipped(tmp_path: Path) -> None:
    whole = json.loads(report(tmp_path).read_text()) | {"as_shipped": False}
    with pytest.raises(ValueError, match="default options"):
        judge(whole, tmp_path / "floors.json", raising=True, gating=False)
    assert gate.read(tmp_path / "floors.json") == {}
    path = tmp_path / "other.json"
    path.write_text(json.dumps(whole), encoding="utf-8")
    assert main(["--results", str(path), "--gate"]) == 2


def test_the_command_line_writes_figures_and_picture(tmp_path: Path) -> None:
    out, picture = tmp_path / "again.json", tmp_path / "picture.svg"
    main(["--results", str(report(tmp_path)), "--out", str(out), "--plot", str(picture)])
    assert json.loads(out.read_text()) == json.loads((tmp_path / "result.json").read_text())
    assert picture.read_text().startswith("<svg")


@pytest.mark.parametrize("argv", [[], ["--shared", "x", "--results", "y"]])
def test_one_source_of_figures_is_needed(argv: list[str]) -> None:
    with pytest.raises(SystemExit):
        main(argv)


def test_the_sets_hold_development_data_alone(shared: Path) -> None:
    titles = {a["title"] for a in articles(shared) if not is_dev(a["id"])}
    for lang in ("fr", "es"):
        assert not titles & set(in_domain(shared, lang).sources)
    sizes = {t.name: len(t.sources) for t in load_sets(shared, ["flores", "tico"])}
    assert sizes["flores-fr"] == sizes["flores-es"] == 997
    assert 500 <= sizes["tico-fr"] <= 520


def test_peers_have_outputs_or_a_published_figure(shared: Path) -> None:
    test = flores(shared, "fr")
    assert {"google", "bergamot-tiny"} <= set(test.peers)
    assert test.published["argos"] == 40.8
    assert not set(test.peers) & set(test.published)


@pytest.mark.slow
def test_the_shipped_model_keeps_the_floors_in_domain(shared: Path) -> None:
    assert main(["--shared", str(shared), "--sets", "articles", "--gate"]) == 0
