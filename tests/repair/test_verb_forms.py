"""Forms behind auxiliaries, gerunds, what lasts since a day, and chronicles of machine English."""

from __future__ import annotations

import pytest
from repairers import RULES

from nlp.repair import Repairer, RepairOptions

TRANSLATED = Repairer.load(RepairOptions(model=None, translated=True))

MENDED = {
    "modal": ("She will meets the nurses.", "She will meet the nurses."),
    "did": ("They did not expected it.", "They did not expect it."),
    "perfect": ("The clinic has restore its server.", "The clinic has restored its server."),
    "before": ("Call before to leave the ward.", "Call before leaving the ward."),
    "deny": ("It denies to have lost the files.", "It denies having lost the files."),
    "since": (
        "The lift is out of service since Thursday.",
        "The lift has been out of service since Thursday.",
    ),
    "since_first": (
        "Since then, the ward is closed at night.",
        "Since then, the ward has been closed at night.",
    ),
}


@pytest.mark.parametrize(("given", "wanted"), MENDED.values(), ids=MENDED.keys())
def test_is_mended(given: str, wanted: str) -> None:
    assert RULES.repair(given).text == wanted


TOLD = {
    "head": (
        "On 3 May 2018, Dormia will open a shop; two years later, it will close it.",
        "On 3 May 2018, Dormia opened a shop; two years later, it closed it.",
    ),
    "cleft": (
        "It is in 2012 that the group launches the tool.",
        "It was in 2012 that the group launched the tool.",
    ),
}


@pytest.mark.parametrize(("given", "wanted"), TOLD.values(), ids=TOLD.keys())
def test_is_told_of_the_past(given: str, wanted: str) -> None:
    assert TRANSLATED.repair(given).text == wanted


KEPT = {
    "needs": "The will needs a witness.",
    "causative": "It has made the tool become simple.",
    "noun": "They have access to the files and had contact with the ward.",
    "help": "The nurse he had help restore it is here.",
    "first": "It is the first time since Thursday.",
    "plan": "In 2019, the group will open a shop in Spain.",
    "after": "She looked after to the end the two wards.",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT.keys())
def test_is_kept(text: str) -> None:
    assert TRANSLATED.repair(text).text == text
