"""Every row of the phrase tables compiles, and mends its own example."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlp.repair.change import View
from nlp.repair.facts import Facts
from nlp.repair.phrase_patterns import neighbours_of
from nlp.repair.phrases import FOREIGN, PhraseTable, compile_phrase
from nlp.repair.rules.phrases import TABLES
from nlp.tables import rows


@pytest.mark.parametrize("kind", TABLES)
def test_rows_mend_their_examples(kind: str) -> None:
    failed = []
    for row in rows(f"repair/{kind}.tsv"):
        phrase = compile_phrase({**row, "kind": kind})
        assert phrase.pattern, row["pattern"]
        if not row.get("example"):
            continue
        facts = Facts.of([row["example"]], [None], "found", None)
        table = PhraseTable([replace(phrase, when="always")], kind in FOREIGN)
        text = row["example"]
        for change in reversed(table.propose(text, View(facts, damaged=True))):
            text = text[: change.start] + change.fixed + text[change.end :]
        if text != row["mended"]:
            failed.append((row["pattern"], text, row["mended"]))
    assert not failed


def test_rows_are_compiled_when_a_text_has_their_trigger() -> None:
    listed = [{**row, "kind": "idiom"} for row in rows("repair/idiom.tsv")]
    table, eager = PhraseTable(listed), PhraseTable(map(compile_phrase, listed))
    assert table.by_word == eager.by_word
    for row in listed[::50]:
        facts = Facts.of([row["example"]], [None], "found", None)
        view = View(facts, damaged=True)
        assert table.propose(row["example"], view) == eager.propose(row["example"], view)
    compiled = sum(not isinstance(each, dict) for each in table._phrases)
    assert 0 < compiled < len(listed) / 2


@pytest.mark.parametrize("kind", TABLES)
def test_no_row_stands_twice(kind: str) -> None:
    found = [
        (row["when"], row["pattern"], row["source"], row["near"])
        for row in rows(f"repair/{kind}.tsv")
    ]
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("the gas factory/works", [{("the", "gas")}, {("gas", "factory"), ("gas", "works")}]),
        ("find+out/learn it", [{("out", "it"), ("learn", "it")}]),
        ("^ co-operate d'accord", [{("operate", "d")}]),
        ("a [very] long , _ way # off $", []),
        ("%/IA net", []),
    ],
)
def test_words_that_a_pattern_has_side_by_side(
    pattern: str, expected: list[set[tuple[str, str]]]
) -> None:
    assert [set(pairs) for pairs in neighbours_of(pattern)] == expected
