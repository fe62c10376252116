"""Particles that were copied behind a percentage or an acronym, and the names that have their own."""

from __future__ import annotations

import pytest
from repairers import RULES as REPAIRER


@pytest.mark.parametrize(
    ("damaged", "source", "lang", "mended"),
    [
        ("Visiomed buys 60% de Oncodata", "Visiomed rachète 60 % d'Oncodata", "fr", "Visiomed buys 60% of Oncodata"),
        ("Visiomed buys 60% de Oncodata.", None, None, "Visiomed buys 60% of Oncodata."),
        ("It takes 51% de la Clínica Norte.", "Toma el 51 % de la Clínica Norte.", "es", "It takes 51% of Clínica Norte."),
        ("It sold 12.5% du CHU.", "Il a vendu 12,5 % du CHU.", "fr", "It sold 12.5% of CHU."),
        ("It spends 0.5% del CA on it.", "Il y consacre 0,5 % du CA.", "fr", "It spends 0.5% of revenue on it."),
        ("It spends 2% of its CA.", "Il dépense 2 % de son CA.", "fr", "It spends 2% of its revenue."),
        ("That is 12% of the Softway CA.", "C'est 12 % du CA de Softway.", "fr", "That is 12% of Softway's revenue."),
        ("The FO del Lannion-Trestel hospital group is angry.",
         "Le syndicat FO de l'hôpital de Lannion-Trestel est en colère.", "fr",
         "The FO of the Lannion-Trestel hospital group is angry."),
        ("The CGT del Lannion is angry.", "La CGT de Lannion est en colère.", "fr", "The CGT of Lannion is angry."),
    ],
)  # fmt: skip
def test_a_copied_particle_becomes_of(
    damaged: str, source: str | None, lang: str | None, mended: str
) -> None:
    found = REPAIRER.repair(damaged, source, lang)
    assert found.text == mended
    assert {e.kind for e in found.edits} <= {"untranslated", "acronym"} and found.edits
    assert REPAIRER.repair(mended, source, lang).edits == ()


@pytest.mark.parametrize(
    ("text", "source", "lang"),
    [
        ("The group owns 60% de facto.", "Le groupe en détient 60 % de fait.", "fr"),
        ("The UGT del Mar union signed.", "L'UGT del Mar a signé.", "fr"),
        ("The UGT del Mar union signed.", "La UGT del Mar firmó.", "es"),
        ("The CGT del Mar signed.", "La société del Mar et la CGT de Brest ont signé.", "fr"),
        ("The PP del Norte won.", None, None),
        ("The SNCF del Mar won.", "L'association a gagné.", "fr"),
        ("It rose by 3% in CA Brive.", "Le CA Brive gagne 3 %.", "fr"),
        ("The shop in San Diego, CA, has 12% of CA sales.", "Le magasin de San Diego.", "fr"),
        ("Half of Comunidad de Madrid, or 50%, del Campo said.", "La mitad, dijo del Campo.", "es"),
        ("The vote gave 60% de Gaulle.", "Le vote a donné 60 % à de Gaulle.", "fr"),
    ],
)
def test_particles_of_names_stay(text: str, source: str | None, lang: str | None) -> None:
    assert REPAIRER.repair(text, source, lang).text == text
