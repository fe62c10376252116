"""Data and training of the edit model: marks, damage on purpose, a tiny model fitted and written."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
import tiny_models

pytest.importorskip("lemminflect")

from nlp.checkpoints import find, verify
from nlp.repair import Repairer, RepairOptions
from nlp.repair.edit.tags import split
from training.repair import export
from training.repair.bank import Bank
from training.repair.damage import Damager, mark
from training.repair.data import learned_tags, written_rows
from training.repair.faults import Damage
from training.repair.fit import Fitting
from training.repair.grammar import FAULTS
from training.repair.marked import left, marks, right, rows
from training.repair.post_edits import marked_from
from training.repair.thresholds import Judged, best_threshold

CLEAN = [
    "The regional hospital signed the new contract with the vendor yesterday in Lyon.",
    "In 1998 the firm opened an office, which has been used for ten years by its doctors.",
    "It is expected that several patients will discuss the information about this study.",
    "They did not want to reduce the bigger teams, and there is no other way of sharing data.",
    "Many nurses have already asked the ministry to wait for an easier medical record.",
]
MARKED = [
    "The firm {counts with|has} 85 staff.",
    "It sleeps {of|on} the agency.",
    "He stays in {the |}Spain.",
]


@pytest.mark.parametrize("fault", list(FAULTS), ids=lambda f: f.__name__)
def test_every_fault_finds_a_place_and_keeps_the_clean_sentence(fault: Any) -> None:
    found = []
    for seed in range(40):
        for text in CLEAN:
            words = split(text)
            damage = fault([w.text.lower() for w in words], random.Random(seed))
            if damage:
                found.append(mark(text, words, [damage]))
                assert right(found[-1]) == text
    assert any(left(m) != right(m) for m in found)


def test_the_bank_breaks_elsewhere_what_a_line_mends() -> None:
    bank = Bank()
    bank.learn(MARKED)
    assert len(bank) == 3
    rng = random.Random(0)
    assert bank.damage(["it", "sleeps", "on", "us"], rng) == Damage(2, 3, ("of",))
    assert bank.damage(["works", "on", "it"], rng) is None  # a small word beside another word
    assert bank.damage(["all", "of", "france"], rng) is None


def test_the_tables_of_phrases_are_faults_too() -> None:
    bank = Bank()
    bank.learn_tables()
    assert len(bank) > 1000


@pytest.mark.parametrize("seed", range(5))
def test_damage_is_repeatable_and_leaves_the_right_side_alone(seed: int) -> None:
    bank = Bank()
    bank.learn(MARKED)
    first = [Damager(bank, seed).damaged(text) for text in CLEAN]
    assert first == [Damager(bank, seed).damaged(text) for text in CLEAN]
    assert [right(text) for text in first] == CLEAN


def test_marks_are_read_with_their_neighbours() -> None:
    assert list(marks(MARKED[0])) == [("firm", ("counts", "with"), ("has",), "85")]


def test_a_faulty_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "lines.tsv"
    path.write_text("-\t-\tAll {is|are} well.\nfr\tTout va.\tAll {is well.\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 2: braces"):
        list(rows(path))


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        (
            "It depends of the agency .",
            "It depends on the agency .",
            "It depends {of|on} the agency .",
        ),
        (
            "They have agency of health .",
            "They have health agency .",
            "They have{| health} agency{ of health|} .",
        ),
        ("The firm grew fast .", "The firm grew fast .", "The firm grew fast ."),
        ("It left Paris at noon .", "It left Lyon at noon .", None),
        ("It left it at noon 3 .", "It left it at noon 4 .", None),
        ("One two three four five six .", "Six other words stand here now .", None),
    ],
)
def test_post_edits_are_taken_where_they_are_small(
    before: str, after: str, marked: str | None
) -> None:
    found = marked_from(before, after)
    if marked is None:
        assert found is None
    else:
        assert (left(found or ""), right(found or "")) == (left(marked), right(marked))


def test_the_written_lines_are_whole() -> None:
    learned, held = ([row.marked for row in written_rows(held=held)] for held in (False, True))
    assert 15 < len(learned) / len(held) < 20 and len(set(held) & set(learned)) < 5
    lines = [*learned, *held]
    assert len(lines) > 5000
    clean = sum("{" not in line for line in lines) / len(lines)
    assert 0.2 < clean < 0.5
    assert len(set(lines)) > 0.99 * len(lines)


def test_tags_are_learned_that_occur_often_enough() -> None:
    tags = learned_tags([*MARKED, *MARKED, "It {relies|depends} on it."], least=2)
    assert next(iter(tags)) == "K"
    assert "R:on" in tags and "R:depends" not in tags


@pytest.fixture(scope="module")
def recipe(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A run folder with a little data, and a random BERT to start from."""
    base, run = tmp_path_factory.mktemp("base"), tmp_path_factory.mktemp("run")
    tiny_models.bert(base, [*CLEAN, *map(left, MARKED)])
    marked = [*MARKED, *CLEAN] * 30
    (run / "damaged.tsv").write_text("\n".join(marked) + "\n", encoding="utf-8")
    (run / "written.tsv").write_text("\n".join(MARKED) + "\n", encoding="utf-8")
    (run / "held.tsv").write_text(MARKED[0] + "\n", encoding="utf-8")
    (run / "tags.json").write_text(json.dumps(learned_tags(marked, 2)), encoding="utf-8")
    counts = {"clean": 240, "written": 3, "held": 1, "edited": 0, "bank": 3, "tags": 4}
    (run / "counts.json").write_text(json.dumps(counts), encoding="utf-8")
    train = {"batch_pieces": 150, "rate": 3e-3, "head_rate": 1e-2, "warmup": 5, "epochs": 8}
    train |= {"written_epochs": 1, "written_rate": 1e-4, "written_beside": 0.5, "unknown": 0.3}
    train |= {"save_minutes": 5}
    return {"run": str(run), "seed": 1, "base": str(base), "layers": 1, "train": train}


@pytest.fixture(scope="module")
def fitted(recipe: dict[str, Any]) -> Fitting:
    fitting = Fitting(recipe)
    fitting.fit()
    return fitting


def test_a_model_learns_its_lines_and_is_restored(fitted: Fitting, recipe: dict[str, Any]) -> None:
    again = Fitting(recipe)
    assert again.step == fitted.step > 10
    cases = again.cases("written.tsv")
    assert again.measured(cases) == pytest.approx(fitted.measured(cases), rel=1e-3)
    assert fitted.measured(cases) < 0.2
    again.fit()  # nothing is left to do
    assert again.step == fitted.step


def test_a_checkpoint_is_written_and_mends(
    fitted: Fitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VEILLE_CACHE", str(tmp_path / "cache"))
    told = {"preposition": {"always": 0.5, "likely": 0.5}}
    monkeypatch.setattr(export, "choose", lambda tagger, shared: (told, {}))
    monkeypatch.setattr(export, "CANARIES", ("It sleeps of the agency.",))
    out = tmp_path / "model"
    export.write(out, fitted, tmp_path, "0.0")
    model = find(str(out), task="repair")
    assert verify(model) == [] and not list(tmp_path.glob("*new*"))
    assert "3 lines written" in (out / "README.md").read_text(encoding="utf-8")
    repaired = Repairer.load(RepairOptions(model=str(out), only=("preposition",)))
    done = repaired.repair("It sleeps of the agency.")
    assert done.text == "It sleeps on the agency."
    assert done.edits[0].kind == "preposition" and 0.5 < (done.edits[0].score or 0) <= 1
    assert [c["output"] for c in model.canaries()] == ["It sleeps on the agency."]


def test_thresholds_weigh_right_against_wrong_and_clean() -> None:
    def told(*judged: tuple[float, bool]) -> list[Judged]:
        return [Judged("article", score, right) for score, right in judged]

    good = told((0.95, True), (0.9, True), (0.85, True), (0.8, False), (0.78, False), (0.75, True))
    assert best_threshold(good) == 0.85
    assert best_threshold(told((0.9, False), (0.85, True), (0.8, True), (0.75, True))) == 0.75
    assert best_threshold(told((0.9, True), (0.8, True))) is None
    clean = told((0.88, False))
    assert best_threshold(good, clean, 3.0) is None
    assert best_threshold(good, clean, 0.1) == 0.85
    equal = told(*[(0.9, True)] * 4, *[(0.9, False)] * 4)
    assert best_threshold(equal) is None  # the four wrong ones come with the right ones
    near = told(*[(0.9002, True)] * 4, *[(0.9, False)] * 4)
    assert best_threshold(near) is None  # a threshold has three digits
    assert best_threshold([*good, *told((0.86, False))]) == 0.85
