"""What would have been is no hearsay, and hearsay of the source no condition."""

from __future__ import annotations

import pytest

from nlp.repair import Repairer, RepairOptions
from nlp.repair.verbs import participle_of_past

REPAIRER = Repairer.load(RepairOptions(model=None, translated=True))


@pytest.mark.parametrize(
    "text",
    [
        "The nurse intervened in time: the child would have received ten times the dose.",
        "The leak was stopped at the last minute. The hospital would have lost 400 files.",
        "A delay of an hour would have cost lives.",
        "In the absence of a backup, the hospital would have lost everything.",
        "But for the firewall, the attack would have reached 40 hospitals.",
        "A single phone call would have avoided the strike.",
        "The director declares that he would have signed.",
        "Anyone would have consulted them.",
        "A paper copy would have sufficed.",
        "Keeping the old server would have produced more outages.",
        "It would have been a shame to close.",
        "She replied that, for now, she would be pruning.",
    ],
)
def test_what_did_not_happen_stays(text: str) -> None:
    assert REPAIRER.repair(text).text == text


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("The hackers would have stolen 400 files.", "The hackers reportedly stole 400 files."),
        ("The breach would have allowed the theft of 400 files.",
         "The breach reportedly allowed the theft of 400 files."),
        ("The agency would have already asked for more.",
         "The agency has reportedly already asked for more."),
    ],
)  # fmt: skip
def test_hearsay_is_told_as_such(damaged: str, mended: str) -> None:
    assert REPAIRER.repair(damaged).text == mended


@pytest.mark.parametrize(
    ("english", "source", "lang", "mended"),
    [
        ("A single call was reportedly enough.", "Un seul appel aurait suffi.", "fr",
         "A single call would have been enough."),
        ("Without the nurse, the patient reportedly received 50 mg.",
         "Sans l'infirmière, le patient aurait reçu 50 mg.", "fr",
         "Without the nurse, the patient would have received 50 mg."),
        ("Without a copy, it reportedly lost all. It reportedly paid.",
         "Sin copia, lo habría perdido todo. Habría pagado.", "es",
         "Without a copy, it would have lost all. It reportedly paid."),
        ("The group reportedly bought Kelvia.", "Le groupe aurait racheté Kelvia.", "fr",
         "The group reportedly bought Kelvia."),
    ],
)  # fmt: skip
def test_a_condition_of_the_source_is_one(
    english: str, source: str, lang: str, mended: str
) -> None:
    found = REPAIRER.repair(english, source, lang)
    assert found.text == mended
    assert REPAIRER.repair(mended, source, lang).text == mended


@pytest.mark.parametrize(
    ("before", "participle"),
    [("took", "taken"), ("was", "been"), ("reached", "reached"), ("about", None), ("cost", "cost")],
)
def test_participles(before: str, participle: str | None) -> None:
    assert participle_of_past(before) == participle
