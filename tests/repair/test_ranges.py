"""Ranges of figures, days in pairs, and clauses that English builds otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.repair import Repairer, RepairOptions
from nlp.repair.edit.editor import keeps_sense
from nlp.repair.edit.tagger import Proposal

REPAIRER = Repairer.load(RepairOptions(model=None, translated=True))
US = Repairer.load(RepairOptions(model=None, translated=True, style="us"))


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("It rose from 12.500 to 19.900 euros.", "It rose from 12,500 to 19,900 euros."),
        ("It went from 1.250 to 980 beds.", "It went from 1,250 to 980 beds."),
        ("It went from 1,5 to 2,5 millions of euros.", "It went from €1.5 million to €2.5 million."),
        ("It is between 1,5 and 2,5 million euros.", "It is between €1.5 million and €2.5 million."),
        ("It fell from 4,5 to 3 billions.", "It fell from 4.5 to 3 billion."),
        ("The rate went from 1,5 to 2,7%.", "The rate went from 1.5 to 2.7%."),
        ("In 2.023 it lost 40 beds.", "In 2023 it lost 40 beds."),
        ("It has a budget of 14,8 millions d'euros.", "It has a budget of €14.8 million."),
        ("It is closed, without that its prices had changed.",
         "It is closed, although its prices had not changed."),
        ("We not want more screens.", "We do not want more screens."),
        ("That not any bidder had seen.", "That no bidder had seen."),
        ("He was fined for not to have secured it.", "He was fined for not having secured it."),
        ("She was criticised for not to answer.", "She was criticised for not answering."),
        ("They waited for not to disturb.", "They waited so as not to disturb."),
    ],
)  # fmt: skip
def test_mended(damaged: str, mended: str) -> None:
    assert REPAIRER.repair(damaged).text == mended
    assert REPAIRER.repair(mended).text == mended


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("It is on the 14 and 15 of May.", "It is on May 14 and 15."),
        ("It runs from the 12 to 14 of June.", "It runs from June 12 to 14."),
        ("A letter dated the 28 of April.", "A letter dated April 28."),
        ("Signed on August 4th of the present year.", "Signed on August 4."),
    ],
)
def test_american_days(damaged: str, mended: str) -> None:
    assert US.repair(damaged).text == mended


@pytest.mark.parametrize(
    "text",
    [
        "It is between 1.5 and 2.5 million euros.",
        "The report recommends that they not use it.",
        "Why not want more?",
        "The baby weighs 3.180 kilos.",
        "It ran 99.982% of the time.",
        "The risk to humans is low.",
        "Lots 14 and 15 of the tender.",
    ],
)
def test_right_english_stays(text: str) -> None:
    assert REPAIRER.repair(text).text == text


@given(first=st.integers(1, 999), last=st.integers(1, 999))
def test_a_range_keeps_its_figures(first: int, last: int) -> None:
    text = f"It rose from {first}.000 to {last}.000 beds."
    assert REPAIRER.repair(text).text == f"It rose from {first},000 to {last},000 beds."


@pytest.mark.parametrize(
    ("sentence", "found", "fixed"),
    [
        ("Doctors do not dictate, they mumble.", "dictate", "give"),
        ("The union has asked to", " to", ""),
        ("The expert for informatics, Ms. Blanc, left.", "informatics", "it"),
        ("Anyone would have consulted them.", " them", ""),
        ("On condition that someone removes it.", "removes", "remove"),
        ("It kept all the template.", "the template", "whole workforce"),
    ],
)
def test_what_the_model_may_not_do(sentence: str, found: str, fixed: str) -> None:
    start = sentence.index(found)
    edit = Proposal(start, start + len(found), fixed, "false_friend", 0.99)
    assert not keeps_sense(sentence, edit)


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("It paid €12 million. The fine is 210.000 euros.",
         "It paid €12 million. The fine is €210,000."),
        ("It paid €12 million. It costs 500 to 1.200 euros.",
         "It paid €12 million. It costs 500 to 1,200 euros."),
        ("It paid €12 million. It has 1.200 beds.", "It paid €12 million. It has 1,200 beds."),
        ("It paid €12 million and 3,000 euros. The fine is 210.000 euros.",
         "It paid €12 million and 3,000 euros. The fine is 210,000 euros."),
        ("The fine is 210.000 euros.", "The fine is 210,000 euros."),
    ],
)  # fmt: skip
def test_a_figure_has_the_sign_of_euros_where_the_article_has_it(damaged: str, mended: str) -> None:
    assert REPAIRER.repair(damaged).text == mended
