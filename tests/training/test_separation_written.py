"""The written lines: training's and those that no training reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.separation import KINDS, PARAGRAPHS
from nlp.separate.model import LABELS
from training.separation import data
from training.separation.data import CONTENT, FOLDS, SPAM
from training.separation.lone_step import by_kind


def rows(folder: Path) -> list[tuple[str, str, str]]:
    """File, kind and text of each line."""
    return [
        (path.stem, *row.split("\t"))
        for path in sorted(folder.glob("*.tsv"))
        for row in path.read_text(encoding="utf-8").splitlines()
    ]


@pytest.mark.parametrize("measured_with", [KINDS, PARAGRAPHS])
@pytest.mark.parametrize("fitted_on", [data.WRITTEN, data.PARAGRAPHS])
def test_no_kind_of_line_is_both_fitted_on_and_measured_with(
    fitted_on: Path, measured_with: Path
) -> None:
    trained = {(name.split(".")[0], kind) for name, kind, _ in rows(fitted_on)}
    measured = {(name.split(".")[0], kind) for name, kind, _ in rows(measured_with)}
    assert trained and measured and not trained & measured
    assert not {text for *_, text in rows(fitted_on)} & {text for *_, text in rows(measured_with)}


@pytest.mark.parametrize("folder", [data.WRITTEN, data.PARAGRAPHS])
def test_written_lines_are_read_whole(folder: Path) -> None:
    found = data.written(folder)
    assert [line.text for line in found] == [text for *_, text in rows(folder)]
    assert len({line.text for line in found}) == len(found)
    assert {LABELS[line.label] for line in found} >= {"content", "spam"}
    assert {line.lang for line in found} == {"en", "es", "fr"}


def test_a_kind_of_noise_stays_in_one_fold() -> None:
    bank = [data.Line(str(i), SPAM, "en", "casino_bonus", i % FOLDS) for i in range(9)]
    content = [data.Line(str(i), CONTENT, "en", "quote", i % FOLDS) for i in range(9)]
    found = by_kind([*bank, *content, *data.written()])
    for label, kind in {(line.label, line.kind) for line in found if line.label != CONTENT}:
        folds = {x.fold for x in found if (x.label, x.kind) == (label, kind)}
        assert len(folds) == 1, kind
    assert found[9:18] == content
