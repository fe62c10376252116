"""Marked sentences (:mod:`training.repair.marked`) as rows of the task repair.

fr<TAB>Le logiciel dépend de l'agence.<TAB>The software depends {of|on} the agency.
-<TAB>-<TAB>Nothing is wrong with this one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.labelled.files import BadRow, Place, Raw, opened
from training.repair.marked import fault_of, left, right

LANGUAGES = ("fr", "es", "-")


def tsv(path: Path) -> Iterator[Raw | BadRow]:
    """The lines of a file: language, original (both ``-`` where there is none), marked English."""
    with opened(path, "\n") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _row(Place(path, number), line.rstrip("\r\n").split("\t"))


def _row(place: Place, cells: list[str]) -> Raw | BadRow:
    if len(cells) != 3:
        return BadRow(
            place,
            f"{len(cells)} columns; wanted: language, tab, original, tab, marked English (or a first"
            " line with the columns source, target)",
        )
    lang, original, marked = cells
    if lang not in LANGUAGES:
        return BadRow(place, f"language {lang!r}; one of {', '.join(LANGUAGES)} (- for none)")
    if fault := fault_of(marked):
        return BadRow(place, f"marked: {fault}; write {{as found|as it should be}}")
    row = {"source": left(marked), "target": right(marked), "marked": marked}
    if "-" in (lang, original):
        return Raw(place, row)
    return Raw(place, {**row, "original": original, "original_lang": lang})
