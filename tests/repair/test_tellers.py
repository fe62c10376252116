"""Who said it, told as French and Spanish news does; English that looks like it is left alone."""

from __future__ import annotations

import pytest
from repairers import RULES

from nlp.repair import Repairer, RepairOptions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It costs 3 million, such and as collects the Official State Gazette (BOE).",
         "It costs 3 million, according to the Official State Gazette (BOE)."),
        ("It is closed, as publishes El Mundo.", "It is closed, according to El Mundo."),
        ("It is closed, as has known Redacci\u00f3n M\u00e9dica.", "It is closed, as Redacci\u00f3n M\u00e9dica has learned."),
        ("It is free, has indicated to Hospimedia the director.", "It is free, the director told Hospimedia."),
        ("It is free, has made to know the ministry.", "It is free, the ministry said."),
        ('"It works", sentences the dean.', '"It works", concludes the dean.'),
        ('"It works", recognises Pierre Salvan.', '"It works", admits Pierre Salvan.'),
        ('"It works", has she precised.', '"It works", she specified.'),
        ("It takes two years, have we learned from the management.", "It takes two years, according to the management."),
        ("The centre, it fits to remember, is old.", "The centre is old."),
        ("It fits remembering that the centre is old.", "The centre is old."),
        ("It is to signal that the centre is old.", "The centre is old."),
    ],
)  # fmt: skip
def test_who_said_it_is_told_as_in_english(text: str, expected: str) -> None:
    assert RULES.repair(text).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "The truck stops at every farm, as it collects the milk.",
        "The bureau collects rubbish, gathers statistics and publishes the results.",
        "It is used for jamming, as well as related problems.",
        "As has been known since 2015, the drug is safe.",
        "He pointed to the ministry as the one to ask.",
        "The agency, as it publishes the figures, answers questions about them.",
        "It has to be recalled by the maker.",
        '"It works," he said to the director of the hospital.',
    ],
)
def test_english_that_looks_alike_is_left_alone(text: str) -> None:
    assert RULES.repair(text).text == text


def test_verbs_of_saying_are_a_class_that_can_be_left_out() -> None:
    layer = Repairer.load(RepairOptions(model=None, skip=("reporting_calque",)))
    text = '"It works", sentences the dean.'
    assert layer.repair(text).text == text
