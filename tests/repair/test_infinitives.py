""" "Does not exclude to sell", and what the edit model may not make of it."""

from __future__ import annotations

import pytest
from repairers import RULES as REPAIRER

from nlp.repair.edit.editor import keeps_sense
from nlp.repair.edit.tagger import Proposal
from nlp.repair.verbs import gerund


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("It does not exclude to ask for damages.", "It does not rule out asking for damages."),
        ("She does not exclude to leave it.", "She does not rule out leaving it."),
        ("The group excludes to buy it.", "The group rules out buying it."),
        ("They have excluded to close the site.", "They have ruled out closing the site."),
        ("It has not excluded to sue.", "It has not ruled out suing."),
        ("It hasn't excluded to stop.", "It hasn't ruled out stopping."),
        ("It left without excluding to return.", "It left without ruling out returning."),
        ("They exclude not to sign.", "They rule out not signing."),
        ("It cannot exclude to sell or to close.", "It cannot rule out selling or closing."),
        ("Excluding to pay, it signed.", "Ruling out paying, it signed."),
    ],
)
def test_an_infinitive_becomes_what_is_ruled_out(damaged: str, mended: str) -> None:
    found = REPAIRER.repair(damaged)
    assert (found.text, [e.kind for e in found.edits]) == (mended, ["idiom"])
    assert REPAIRER.repair(mended).edits == ()


@pytest.mark.parametrize(
    "text",
    [
        "The plan excludes the hospitals of Lyon.",
        "Patients excluded to date will be called.",
        "They were excluded to protect the data.",
        "The rule excludes to some extent the clinics.",
        "It excludes to this day the clinics.",
        "It does not rule out selling.",
        "It does not exclude selling.",
        "He is excluded from the vote to sell.",
        "It excludes to-do lists.",
    ],
)
def test_other_exclusions_stay(text: str) -> None:
    assert REPAIRER.repair(text).text == text


@pytest.mark.parametrize(
    ("base", "form"),
    [("ask", "asking"), ("sign", "signing"), ("leave", "leaving"), ("buy", "buying"), ("be", "being"),
     ("sue", "suing"), ("stop", "stopping"), ("quit", "quitting"), ("sell", "selling"), ("die", "dying"),
     ("agree", "agreeing"), ("begin", "beginning"), ("cancel", "canceling"), ("refer", "referring"),
     ("open", "opening"), ("pay", "paying"), ("fix", "fixing"), ("show", "showing"), ("put", "putting"),
     ("use", "using"), ("see", "seeing"), ("equip", "equipping"), ("treat", "treating"), ("do", "doing")],
)  # fmt: skip
def test_gerunds(base: str, form: str) -> None:
    assert gerund(base) == form


@pytest.mark.parametrize(
    ("sentence", "found", "fixed", "kept"),
    [
        ("It does not exclude to ask it.", "exclude to ask", "rule asking", False),
        ("It does not exclude asking it.", "exclude", "rule", False),
        ("It does not exclude to ask it.", "exclude to ask", "rule out asking", True),
        ("The court will govern on it.", "govern", "rule", True),
        ("It asks for damages.", "damages", "damage", False),
        ("They sued the vendor for damages.", "damages", "damage", False),
        ("It won €2 million in damages.", "damages", "damage", False),
        ("A judge awarded the clinic damages.", "damages", "damage", False),
        ("The attack caused damages.", "damages", "damage", True),
        ("The goods arrived.", "goods", "good", False),
        ("The proceedings began.", "proceedings", "proceeding", False),
        ("The informations arrived.", "informations", "information", True),
        ("The goods arrived.", "goods arrived", "goods came", True),
        ("It is made in order that the app shows it.", "that", "", False),
        ("It is made in order that the app shows it.", "in order that", "so that", True),
        ("He says that the app shows it.", "that", "", True),
        (
            "It is paid at 70% by Inami and the balance by the region.",
            "balance by",
            "balance of",
            False,
        ),
        ("It is paid by the region.", "by", "of", True),
        ("Also it is foreseen that all join.", "it is foreseen", "expected", False),
        ("Also it is foreseen that all join.", "it is foreseen", "it is expected", True),
        ("It ends before that finish the year.", "that finish the", "the", False),
        ("He is a man of 44 years old.", "years", "", True),
        ("The sites are to go live in May.", "are to go", "are going", False),
    ],
)
def test_the_model_may_not_change_the_sense(
    sentence: str, found: str, fixed: str, kept: bool
) -> None:
    start = sentence.index(found)
    proposal = Proposal(start, start + len(found), fixed, "idiom", 1.0)
    assert keeps_sense(sentence, proposal) is kept
