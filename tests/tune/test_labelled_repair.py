"""Corrections of English as labelled data: rows, marked sentences, faults, what tags can mend."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import labelled_examples
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.errors import DataError
from training.labelled import files
from training.labelled.read import read


def rows(path: Path) -> list[Any]:
    """All rows of a file."""
    return list(read([path], "repair"))


def faults(path: Path) -> str:
    """What is wrong with a file."""
    with pytest.raises(DataError) as told:
        rows(path)
    return str(told.value)


MENDED = {"source": "It depends of the agency.", "target": "It depends on the agency."}
FRENCH = "Le CHU de Nantes a choisi un logiciel pour les services et les agents de la région. " * 2


def test_corrections_from_jsonl_csv_and_marks_are_the_same(tmp_path: Path) -> None:
    told = {**MENDED, "original": "Il dépend.", "original_lang": "fr"}
    labelled_examples.write(tmp_path / "a.jsonl", [{**told, "lang": "en", "group": "g"}])
    (tmp_path / "a.csv").write_text(
        "source,target,original,original_lang,alts\n"
        "It depends of the agency.,It depends on the agency.,Il dépend.,fr,It is up to it; yes.\n"
    )
    (tmp_path / "a.tsv").write_text("fr\tIl dépend.\tIt depends {of|on} the agency.\n-\t-\tFine.\n")
    [first], [second] = rows(tmp_path / "a.jsonl"), rows(tmp_path / "a.csv")
    third, clean = rows(tmp_path / "a.tsv")
    for row in (first, second, third):
        assert {name: getattr(row, name) for name in told} == told and not row.clean
    assert (first.page, second.page, clean.page) == ("g", "a.csv:2", "a.tsv:2")
    assert first.article == "g" and second.article == third.article != clean.article
    assert second.alts == ["It is up to it; yes."]
    assert clean.clean and clean.original is None


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({**MENDED, "lang": "fr"}, "lang: 'fr', but `source` and `target` are both English here"),
        ({**MENDED, "original": "Il dépend."}, "original_lang: missing; say whether"),
        ({**MENDED, "marked": "It {is|was}."}, "marked: its sides are not `source` and `target`"),
        ({**MENDED, "target": " "}, "target: empty; fill it in"),
        ({"found": "x", "target": "y"}, "source: missing; the row has found, target"),
        ({**MENDED, "source": FRENCH}, "source: it reads as French; both sides are English here"),
    ],
)
def test_a_fault_of_a_correction_is_told(tmp_path: Path, row: dict[str, Any], told: str) -> None:
    path = labelled_examples.write(tmp_path / "r.jsonl", [MENDED, row])
    assert f"line 2: {told}" in faults(path)


def test_faulty_marks_are_told_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "m.tsv"
    path.write_text(
        "-\t-\tFine {a|b}.\n\nde\tx\tFine.\nfr\tFine.\n-\t-\tNot {a|b.\n-\t-\t {a|b} c.\n"
    )
    found = faults(path)
    assert "line 3: language 'de'; one of fr, es, -" in found
    assert "line 4: 2 columns; wanted: language, tab, original, tab, marked English" in found
    assert "line 5: marked: braces that are no {before|after}; write {as found|" in found
    assert "line 6: marked: spaces on the left side" in found
    (tmp_path / "h.tsv").write_text("source\ttarget\nIt go.\tIt goes.\n")
    assert rows(tmp_path / "h.tsv")[0].target == "It goes."


@given(st.lists(st.text(alphabet="ab {}|\t-fr", max_size=20), max_size=6))
def test_any_marked_line_is_a_row_or_a_told_fault(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    path = tmp_path_factory.mktemp("marked") / "m.tsv"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = list(files.rows(path, task="repair"))
    assert len(found) == sum(bool(line.strip()) for line in lines)
    try:
        read_rows = rows(path)
    except DataError as error:
        assert error.faults
    else:
        assert len(read_rows) == len(found)


def test_a_check_says_what_tags_can_mend(tmp_path: Path, veille: Any) -> None:
    told = [
        MENDED,
        {"source": "It opened on tuesday.", "target": "It opened on Tuesday."},
        {"source": "It depends of lyon.", "target": "It depends on Lyon."},
        {"source": "Fine.", "target": "Fine.", "group": "g"},
        {"source": "It go.", "target": "It goes.", "group": "g"},
    ]
    path = labelled_examples.write(tmp_path / "r.jsonl", told)
    done = veille("label", "check", "repair", path)
    assert done.code == 0, done.err
    assert done.out.splitlines() == [
        "5 rows of 4 articles; nothing wrong",
        "tags can make the whole correction\t2",
        "tags can make a part of it\t1",
        "tags cannot make it\t1",
        "nothing to mend\t1",
    ]
