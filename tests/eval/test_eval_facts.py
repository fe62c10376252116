"""The precision of facts: what counts as judged, and that the judgements are whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.facts import Reading, judgements, precision, reading
from nlp.article import Fact
from nlp.facts import KINDS


def test_a_new_reading_of_a_fact_is_not_judged() -> None:
    old = reading("reference", "a", Fact("amount", "€2", "tender", 0, 0, 2, 2.0, "EUR"))
    new = old._replace(value=20.0)
    gone = old._replace(kind="date", value="2025-01-01")
    told = precision([old, new], {old: True, gone: False})
    assert told["amount"] == {
        "found": 2, "judged": 1, "precision": 1.0, "first": {"judged": 1, "precision": 1.0},
    }  # fmt: skip
    assert told["date"]["found"] == 0 and told["date"]["precision"] is None
    assert told["all"]["first"] == {"judged": 2, "precision": 0.5}


def test_the_judgements_are_whole() -> None:
    sets = {english: judgements(english) for english in ("reference", "translated", "benchmark")}
    assert len(sets["reference"]) >= 120 and all(sets.values())
    for found in sets.values():
        assert {one.kind for one in found} <= set(KINDS)
        assert False in found.values() or len(found) < 50  # who finds no fault has not looked


def test_two_judgements_that_disagree_are_refused(tmp_path: Path) -> None:
    one = Reading("reference", "a", "tender", "buyer", "X", None)._asdict()
    path = tmp_path / "j.jsonl"
    path.write_text("".join(json.dumps({**one, "right": r}) + "\n" for r in (True, False)))
    with pytest.raises(ValueError, match="right and wrong"):
        judgements("reference", path)
