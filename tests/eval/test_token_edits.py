"""Token edits: the benchmark's own scorer is what they must agree with."""

from __future__ import annotations

import random
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.repair import ITEMS, load_scorer
from eval.shared import read_jsonl
from eval.token_edits import Counts, class_of, edits, f05, judged

TEXTS = st.lists(st.sampled_from(["a", "b", "c", " ", " ", ",", "12", "d'e"]), max_size=14).map(
    "".join
)


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    """The benchmark's scorer."""
    return load_scorer(shared)


@given(text=TEXTS, other=TEXTS)
def test_edits_are_those_of_the_scorer(scorer: ModuleType, text: str, other: str) -> None:
    assert edits(text, other) == scorer.edits(text, other)


def test_counts_of_items_are_those_of_the_scorer(scorer: ModuleType) -> None:
    """Outputs of all kinds for harder items, some with several accepted corrections."""
    items = read_jsonl(ITEMS / "d.jsonl")[:60]
    draw = random.Random(1)
    made = {
        i["id"]: draw.choice(
            [i["damaged"], i["corrected"], *i["alts"], i["damaged"].replace(" the ", " ")]
        )
        for i in items
    }
    wanted = scorer.score(items, made)
    found = [judged(i["damaged"], made[i["id"]], [i["corrected"], *i["alts"]]) for i in items]
    total = [sum(one.counts[k] for one in found) for k in range(3)]
    assert total == [wanted["tp"], wanted["fp"], wanted["fn"]] and min(total) > 0
    assert f05(*total) == (wanted["P"], wanted["R"], wanted["F05"])
    damaged = [one.exact for one, i in zip(found, items, strict=True) if not i["clean"]]
    assert sum(damaged) / len(damaged) == wanted["exact"]


def test_a_place_and_the_blank_before_a_mark_tell_edits_apart() -> None:
    assert edits("It came , then", "It came, then") == {("S", 2, ","): 1}
    assert edits("of the", "of of the") == {("I", 1, " of"): 1}
    assert edits("same", "same").total() == 0


def test_of_several_corrections_the_one_that_suits_counts() -> None:
    found = judged("It go of.", "It goes of.", ["He went off.", "It goes of."])
    assert found.counts == Counts(1, 0, 0) and found.exact
    assert judged("It go.", "It go.", ["It goes."]).counts == Counts(0, 0, 1)
    assert f05(0, 0, 0) == (1.0, 1.0, 1.0) and f05(0, 3, 2)[2] == 0.0


@given(TEXTS, TEXTS, TEXTS)
def test_classes_add_up_to_the_whole(text: str, made: str, correction: str) -> None:
    found = judged(text, made, [correction])
    for place in range(3):
        assert sum(c[place] for c in found.classes.values()) == found.counts[place]


@pytest.mark.parametrize(
    ("found", "fixed", "name"),
    [
        ("of", "on", "preposition"),
        ("team small", "small team", "word_order"),
        (",", ";", "punctuation"),
        ("monday", "Monday", "capitalisation"),
        ("", "€", "number_format"),
        ("35", "3", "number_format"),
        ("", "the", "article"),
    ],
)
def test_a_change_is_classed_by_the_words_that_come_and_go(
    found: str, fixed: str, name: str
) -> None:
    assert class_of(found, fixed) == name


def test_a_mark_between_figures_is_of_the_number() -> None:
    found = judged(
        "It cost 3,5 million , he said.", "It cost 3.5 million.", ["It cost 3.5 million."]
    )
    assert found.classes["number_format"] == Counts(1, 0, 0)
    assert class_of(",", ";", "3", " then") == "punctuation"
