"""Articles and prepositions of machine English: shares, notions, titles, countries, places."""

from __future__ import annotations

import pytest
from repairers import RULES

from nlp.repair import Repairer, RepairOptions

TRANSLATED = Repairer.load(RepairOptions(model=None, translated=True))

MENDED = {
    "notion": ("It warns of the telemedicine.", "It warns of telemedicine."),
    "title": ("The Professor Lind explained it.", "Professor Lind explained it."),
    "country": ("It opened in United Kingdom.", "It opened in the United Kingdom."),
    "share": ("The fund holds the 51% of it.", "The fund holds 51% of it."),
    "opens": ("The 40% of the wards are full.", "40% of the wards are full."),
    "fell": ("Sales have fallen of 14%.", "Sales have fallen by 14%."),
    "about": ("Sales rose of nearly 3 million.", "Sales rose by nearly 3 million."),
    "one_in": ("One ward on three has no lift.", "One ward in three has no lift."),
    "out_of": ("Eight on ten have a car.", "Eight out of ten have a car."),
    "place": ("The health centre of Soria is shut.", "The health centre in Soria is shut."),
}


@pytest.mark.parametrize(("given", "wanted"), MENDED.values(), ids=MENDED.keys())
def test_is_mended(given: str, wanted: str) -> None:
    assert TRANSLATED.repair(given).text == wanted


KEPT = {
    "modifier": "It is a matter of the telemedicine law.",
    "target": "It reached the 51% target in May.",
    "adjective": "It buys from United Kingdom firms.",
    "drop": "Sales show a drop of 14%.",
    "turn": "Two nurses on ten wards were late.",
    "hospital": "The hospital of Soria is shut.",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT.keys())
def test_is_kept(text: str) -> None:
    assert TRANSLATED.repair(text).text == text


def test_a_share_is_kept_where_nothing_shows_a_translation() -> None:
    assert RULES.repair("One ward on three has no lift.").edits == ()
