"""What repair promises for any text: idempotent, edits replayable, linear, never raising."""

from __future__ import annotations

import copy
import pickle
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from repairers import RULES as REPAIRER

from nlp.repair import CLASSES, Repaired, Repairer, RepairOptions
from nlp.repair.change import Propose, View
from nlp.repair.facts import Facts
from nlp.repair.rules import (
    amounts,
    capitals,
    encoding,
    escapes,
    link_words,
    literal_names,
    residue,
    spacing,
    unreal,
)

WITH_MODEL = Repairer.load()
LINES = [
    "The the doctors of the hospital have signed yesterday the contract with the editor.",
    "It makes three years that the company uses this system for to manage the appointments.",
    "The nurses, who works here since 2012, depends of a application very slow.",
    "According to the ministry it was decided of closing the centers of health the sundays.",
    "The hospital, which opened in 1998, treats 40,000 patients a year.",
]
PIECES = st.sampled_from(
    (
        "The the company", "she said", "8,2 %", "1.234,50 euros", "the 1er January 2019", "; ",
        "has signed the contract last year", "« Less clicks »", "\"", " \" ", "in the Hauts-com-Seine",
        "it is noted", ", we note.", "Millenium", "Millennium", "will be born in 1990", "&nbsp;",
        "<b>bold</b>", "The informatic service of the hospital", "Actually, 60% of practices",
        "would have affected 4,000 files", "according to a source", "14h30", "of the region of the region",
        "CHU of Tours", "GHT", "Is a platform that", "Marta Olmedo", "He is doctor", "\u00c3\u00a9t\u00e9",
        "12 000 000 euros", "3,5 M\u20ac", "on monday", ". ", ", ", "\n", "the editor", "software",
        "can we read on the website", "two 2", "fined €2 million to", "(sic)", "`a ; b`", "http://a.example/x", "the IA will",
    )
)  # fmt: skip
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=14).map(" ".join)


def replay(text: str, result: Repaired) -> str:
    """Apply the edits in order, each at its own offset."""
    for edit in result.edits:
        assert edit.start is not None
        assert text[edit.start : edit.start + len(edit.found)] == edit.found
        text = text[: edit.start] + edit.fixed + text[edit.start + len(edit.found) :]
    return text


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_repair_of_a_repair_changes_nothing(text: str) -> None:
    once = REPAIRER.repair(text)
    again = REPAIRER.repair(once.text)
    assert again.text == once.text
    assert again.edits == ()


@settings(max_examples=50, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from(("fr", "es")))
def test_idempotent_with_a_source(text: str, source: str, lang: str) -> None:
    once = REPAIRER.repair(text, source, lang)
    assert REPAIRER.repair(once.text, source, lang).text == once.text


@settings(max_examples=50, deadline=None)
@given(st.lists(TEXTS, max_size=4))
def test_articles_are_idempotent_and_edits_replay(texts: list[str]) -> None:
    results = REPAIRER.repair_article(texts)
    for text, result in zip(texts, results, strict=True):
        assert replay(text, result) == result.text
        assert {e.kind for e in result.edits} <= set(CLASSES)
    again = REPAIRER.repair_article([r.text for r in results])
    assert [r.text for r in again] == [r.text for r in results]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=3).map(" ".join), TEXTS)
def test_with_the_edit_model_repair_of_a_repair_changes_nothing(lines: str, text: str) -> None:
    given_ = f"{lines} {text}"
    once = WITH_MODEL.repair(given_)
    assert replay(given_, once) == once.text
    assert WITH_MODEL.repair(once.text).text == once.text


def test_the_edit_model_mends_what_no_rule_knows_and_leaves_clean_english_alone() -> None:
    damaged = [
        "The the hospital signed the contract.",
        "Before the opening of the clinic, Tomasz Wrona has worked during eight years in a bank.",
    ]
    plain, done = REPAIRER.repair_article(damaged), WITH_MODEL.repair_article(damaged)
    assert plain[1].edits == () and "for eight years" in done[1].text
    assert all(e.score is not None and e.score > 0.5 for e in done[1].edits)
    told = Repairer.load(RepairOptions(translated=True)).repair(damaged[1])
    assert "for eight years" in told.text and WITH_MODEL.repair(damaged[1]).edits == ()
    clean = "The hospital, which opened in 1998, has worked with the vendor for eight years."
    assert WITH_MODEL.repair(clean).text == clean


def cpu_seconds(text: str) -> float:
    started = time.process_time()
    REPAIRER.repair(text)
    return time.process_time() - started


@pytest.mark.parametrize(
    "unit",
    [
        "the hospital of the region has signed a contract with the company and ",
        "a, ",
        "1 000 ",
        '" ',
        "the the ",
        "has been ",
        "Ana Mar Sol ",
        "will be ",
        ", it ",
        "(",
        "in the in the ",
        "Saint-",
        "x=1 ",
        "d'",
        "one-",
        "a%C3%A9b",
        "Ren\\u00e9 ",
        '"\u00c3\u00a9" ',
        "rises avec the ",
        "Ana ROMERO said ",
        "12 per hundred, ",
        "fined €2 to A ",
        "fines €2 to A and the ",
    ],
)
def test_time_grows_with_the_length(unit: str) -> None:
    size = 6_000
    most = 10 * cpu_seconds(unit * (size // len(unit))) + 0.5
    # A collection of garbage may fall into one of them.
    assert any(cpu_seconds(unit * (4 * size // len(unit))) < most for _ in range(2))


@pytest.mark.parametrize(
    ("propose", "unit"),
    [
        (escapes.in_code, "a%C3%A9b"),
        (escapes.in_code, "=C3=A9"),
        (escapes.in_code, "%C3%A9 "),
        (escapes.in_code, "\\u00e9"),
        (encoding.mojibake, '"\u00c3\u00a9" '),
        (link_words.left_words, "rises avec the "),
        (link_words.left_words, "avec "),
        (amounts.hours, "opens of 8 to 9 hours "),
        (amounts.hours, "opens of "),
        (amounts.per_hundred, "12 per hundred, "),
        (amounts.per_hundred, "1"),
        (amounts.periods, "end of 2,014, "),
        (residue.buttons, "Accept all Reject all "),
        (residue.buttons, "9 min read "),
        (residue.buttons, "(Photo: "),
        (spacing.apart, "(- 3.5 %)"),
        (spacing.apart, ": + 3 "),
        (capitals.surnames, "Ana ROMERO said "),
        (capitals.surnames, "Ana ROMEROROMERO"),
        (capitals.surnames, "ROMERO "),
        (capitals.surnames, "Z"),
    ],
)
def test_a_rule_reads_in_linear_time(propose: Propose, unit: str) -> None:
    def seconds(size: int) -> float:
        started = time.process_time()
        list(propose(unit * (size // len(unit)), View(Facts())))
        return time.process_time() - started

    most = 10 * seconds(25_000) + 0.2
    assert any(seconds(100_000) < most for _ in range(2))


@pytest.mark.parametrize("unit", ["2015 ", "two years ago ", "wh ", "How ", '" ', "it's "])
def test_hints_are_sought_in_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        started = time.process_time()
        for rule in REPAIRER.rules:
            if rule.hint is not None:
                rule.hint.search(unit * (size // len(unit)))
        return time.process_time() - started

    most = 10 * seconds(10_000) + 0.2
    assert any(seconds(80_000) < most for _ in range(2))


def test_names_and_conditions_are_looked_up_in_the_source_once() -> None:
    theirs = [f"un {a} {b} vert" for a in ("Dragon", "Lion", "Soleil") for b in ("Bleu", "Rouge")]
    source = "On a vu là " + ", ".join(theirs) * 400
    view = View(Facts(), source=source, lang="fr")
    started = time.process_time()
    found = list(literal_names.restored("We saw Blue Dragon and Red Lion there. " * 1_000, view))
    for _ in range(2_000):
        unreal.unreal("The hospital would have been hit by it.", view)
    assert {change.fixed for change in found} == {"Dragon Bleu", "Lion Rouge"}
    assert time.process_time() - started < 3


@pytest.mark.slow
def test_a_megabyte_in_one_sentence() -> None:
    text = "the hospital of Lugo has signed a contract with the vendor and " * 16_000
    assert len(text) > 1_000_000
    assert cpu_seconds(text) < 60


def test_one_text_in_the_place_of_many_is_an_error() -> None:
    with pytest.raises(TypeError, match="takes lists of texts; repair takes one"):
        REPAIRER.repair_article("8,2 %")
    with pytest.raises(TypeError, match="takes lists of texts; repair takes one"):
        REPAIRER.repair_article(["8.2%", "x", "y"], "8,2")
    mended = "The rate is 8.2%."
    assert [r.text for r in REPAIRER.repair_article(("The rate is 8,2 %.",))] == [mended]
    assert REPAIRER.repair("The rate is 8,2 %.").text == mended
    with pytest.raises(TypeError, match=r"repair takes texts \(str\), and number 0 is None"):
        REPAIRER.repair(None)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"repair \(source\) takes texts"):
        REPAIRER.repair("8.2%", b"8,2 %", "fr")  # type: ignore[arg-type]


@pytest.mark.parametrize("copied", [pickle.dumps, copy.deepcopy])
def test_a_repairer_stays_in_its_process(copied: Callable[[object], object]) -> None:
    with pytest.raises(TypeError, match=r"cannot be sent to another process; load it, as Pipeline"):
        copied(REPAIRER)
