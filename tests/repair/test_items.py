"""The written repair items hold what they say; the rules leave the clean ones alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.repair import ITEMS
from eval.shared import read_jsonl
from nlp.repair import Repairer
from nlp.repair.options import CLASSES

TRAINING = Path(__file__).parents[2] / "training/repair/items"
FILES = [*sorted(TRAINING.glob("*.jsonl")), *sorted(ITEMS.glob("*.jsonl"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_items_are_well_formed(path: Path) -> None:
    items = read_jsonl(path)
    assert len({item["id"] for item in items}) == len(items) > 200
    for item in items:
        assert item["clean"] == (item["damaged"] == item["corrected"]), item["id"]
        assert item["classes"] and set(item["classes"]) <= set(CLASSES), item["id"]
        assert (item["source"] is None) == (item["source_lang"] is None), item["id"]
        assert item["damaged"].strip() and item["corrected"].strip(), item["id"]


def test_few_clean_items_are_changed() -> None:
    repairer = Repairer.load()
    clean = [item for path in FILES for item in read_jsonl(path) if item["clean"]]
    changed = [
        item["id"]
        for item in clean
        if repairer.repair(item["damaged"], item["source"], item["source_lang"]).text
        != item["damaged"]
    ]
    assert len(changed) <= 0.06 * len(clean), changed
