"""What only a whole file tells: its languages where rows are short, and one text under two labels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import labelled_examples
import pytest
from test_labelled import EVENT, PAIR, faults, rows

from nlp.errors import DataError
from training.labelled import checks
from training.labelled.read import read

WRONG = {
    "English on both sides": ("target", "target", "lang: most sources of 'fr' read as English; put the"),
    "French on both sides": ("source", "source", "target: most of them read as French, not as English"),
    "swapped": ("target", "source", "the columns are swapped"),
}  # fmt: skip


@pytest.mark.parametrize("form", WRONG)
@pytest.mark.parametrize("title", [False, True], ids=["sentences", "titles"])
def test_a_file_of_short_rows_in_wrong_languages_is_told(
    tmp_path: Path, form: str, title: bool
) -> None:
    source, target, told = WRONG[form]
    short = labelled_examples.TITLES if title else labelled_examples.pairs(12)
    assert all(len(row["source"]) < (30 if title else 120) for row in short)
    mixed = [{**row, "source": row[source], "target": row[target]} for row in short]
    found = faults(labelled_examples.write(tmp_path / "a.jsonl", mixed), "translation")
    assert f"{tmp_path / 'a.jsonl'}: {told}" in found
    good = labelled_examples.write(tmp_path / "b.jsonl", short)
    assert len(rows(good, "translation")) == len(short)


def test_the_languages_of_a_file_of_both_are_told_apart(tmp_path: Path) -> None:
    french = [{**PAIR, "id": str(n), "source": f"Le CHU a signé {n} contrats."} for n in range(9)]
    spanish = [{**row, "lang": "es", "source": "El hospital ha firmado."} for row in french]
    told = faults(labelled_examples.write(tmp_path / "a.jsonl", [*french, *spanish, *french, *(
        {**row, "lang": "es"} for row in french * 2
    )]), "translation")  # fmt: skip
    assert told.count("most") == 1 and "most sources of 'es' read as French; say lang 'fr'" in told
    good = labelled_examples.write(tmp_path / "b.jsonl", [*french, *spanish])
    assert len(rows(good, "translation")) == 18


LINE = {"text": "Hire a discreet hacker to read any inbox.", "label": "spam"}


@pytest.mark.parametrize(
    ("task", "one", "other", "told"),
    [
        ("events", EVENT, {**EVENT, "id": "b", "events": ["outage"]},
         "labelled outage, not tender+outage"),
        ("events", EVENT, {"title": "A tender  is out", "paragraphs": ["One.", "Two."], "events": ["outage"]},
         "labelled outage, not tender+outage"),
        ("segments", LINE, {**LINE, "label": "content"}, "labelled content, not spam"),
        ("segments", {**LINE, "group": "p1"}, {**LINE, "group": "p2", "label": "boilerplate"},
         "labelled boilerplate, not spam"),
        ("segments", {**LINE, "label": "content"}, {**LINE, "label": "boilerplate"},
         "labelled boilerplate, not content"),
    ],
)  # fmt: skip
def test_one_text_under_two_labels_is_told_with_both_places(
    tmp_path: Path, task: str, one: dict[str, Any], other: dict[str, Any], told: str
) -> None:
    path = labelled_examples.write(tmp_path / "a.jsonl", [one, other])
    found = faults(path, task)
    assert f"{path}, line 2: text: the same as on line 1 but {told}" in found
    first, second = (labelled_examples.write(tmp_path / f"{n}.jsonl", [r]) for n, r in (("b", one), ("c", other)))  # fmt: skip
    with pytest.raises(
        DataError, match=r"c\.jsonl, line 1: text: the same as in .*b\.jsonl, line 1,"
    ):
        list(read([first, second], task))


@pytest.mark.parametrize(
    ("task", "one", "other"),
    [
        ("events", {**EVENT, "id": "b", "events": ["tender", "a", "b"]}, {**EVENT, "events": ["tender", "b", "a"]}),
        ("events", EVENT, {**EVENT, "id": "b", "title": "An outage", "events": ["outage"]}),
        ("segments", LINE, LINE),
        ("segments", {**LINE, "group": "p1", "label": "content"}, {**LINE, "group": "p2", "label": "boilerplate"}),
        ("segments", {**LINE, "group": "p1", "label": "content"}, {**LINE, "label": "boilerplate"}),
        ("translation", PAIR, {**PAIR, "target": "It has been signed by the hospital."}),
        ("repair", {"source": "A cat.", "target": "A cat."}, {"source": "A cat.", "target": "The cat."}),
    ],
)  # fmt: skip
def test_what_may_be_said_twice_is_no_contradiction(
    tmp_path: Path, task: str, one: dict[str, Any], other: dict[str, Any]
) -> None:
    path = labelled_examples.write(tmp_path / "a.jsonl", [one, other])
    assert len(list(read([path], task))) == 2


@pytest.mark.parametrize("task", ["translation", "repair"])
def test_of_a_large_file_one_row_in_many_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, task: str
) -> None:
    """Language identification would take longer than all else; the places are the same every time."""
    monkeypatch.setattr(checks, "CLOSELY", 3)
    monkeypatch.setattr(checks, "SPARSELY", 10)
    french = "Le centre hospitalier a signé le contrat de son nouveau logiciel pour ses services, ses bureaux et ses archives, dit-il."
    wrong = {"translation": {**PAIR, "source": f"Lundi, {french}", "target": french}, "repair": {"source": french, "target": french}}  # fmt: skip
    path = labelled_examples.write(tmp_path / "a.jsonl", [wrong[task]] * 25)
    found = faults(path, task)
    assert "lines 1, 2, 3, 10, 20" in found and "more" not in found
