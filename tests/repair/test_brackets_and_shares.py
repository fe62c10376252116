"""An acronym in brackets is not spelled out behind its words; a sum of money is no share; a title's survey."""

from __future__ import annotations

import pytest
from repairers import RULES


@pytest.mark.parametrize(
    ("text", "source", "lang", "expected"),
    [
        ("The hospital-at-home (HAD) facilities test it.", "Les structures de HAD le testent.", "fr", None),
        ("He died of a cerebral vascular disease (AVC).", "Il est mort d'un AVC.", "fr", None),
        ("The World Health Organization (OMS) agrees.", "La Organización Mundial de la Salud (OMS) está de acuerdo.", "es",
         "The World Health Organization (WHO) agrees."),
        ("It must be funded at €310,000 by the program.", "Il doit être financé à hauteur de 310 000 euros par le programme.", "fr", None),
        ("The clinic is held at 51% by a fund.", "La clinique est détenue à 51% par un fonds.", "fr",
         "The clinic is 51% held by a fund."),
        ("One in two patients does not know, according to an investigation",
         "Un patient sur deux l'ignore, selon une enquête", "fr",
         "One in two patients does not know, according to a survey"),
        ("A judge opens an investigation", "Un juge ouvre une enquête", "fr", None),
    ],
)  # fmt: skip
def test_what_is_mended(text: str, source: str, lang: str, expected: str | None) -> None:
    assert RULES.repair(text, source, lang).text == (expected or text)
