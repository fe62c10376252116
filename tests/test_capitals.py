"""Sentences in capitals: names, acronyms and currencies get theirs back before the model reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_translate import translator

from nlp.glossary import Glossary, parse
from nlp.tables import words
from nlp.translate.capitals import Recaser, words_of_capitals
from nlp.translate.names import contexts, words_inside

OWN = parse(
    "lang\tterm\tkind\tenglish\n"
    "fr\tCHU\tacronym\tuniversity hospital\n"
    "fr\tHAD\tacronym\thospital at home\n"
    "fr\tEAU\tacronym\tUAE\n"
    "fr\tMon espace santé\tinstitution\tMon espace santé\n"
    "fr\tlogiciel\tterm\tsoftware\n"
    "es\tAEPD\tacronym\tAEPD\n",
    "own",
)
FREQUENT = words(
    "le la les de du des un une est au dans mars had avec mort vive mon espace sante santé el los con por "
    "multa a millones pays hospital hôpital clínica abre nuevo madame monsieur a-t-il tiempo"
)


def recased(text: str, names: tuple[str, ...] = (), lang: str = "fr") -> str:
    own = Recaser(Glossary(OWN), lang, FREQUENT.__contains__, {"eau", "dégâts"})
    return own.recase(text, names)[0]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("LE CHU DE BRUXELLES CHOISIT ORBIS", "fr", "Le CHU de Bruxelles choisit orbis"),
        ("L'AP-HP ET LE CHU", "fr", "L'AP-HP et le CHU"),
        ("L'EAU DES DÉGÂTS", "fr", "L'eau des dégâts"),
        ("ON HAD UN LOGICIEL", "fr", "On had un logiciel"),
        ("VIVE MON ESPACE SANTÉ", "fr", "Vive Mon espace santé"),
        ("LE 14 MARS 2025 À GENÈVE", "fr", "Le 14 mars 2025 à Genève"),
        ("LA AEPD MULTA CON US$ 2 MILLONES", "es", "La AEPD multa con US$ 2 millones"),
        ("PAGA R$ 4, 5 USD, MXN 3 Y S/ 6", "es", "Paga R$ 4, 5 USD, MXN 3 y S/ 6"),
        ("TURQUIA Y TURQUÍA", "es", "Turquía y Turquía"),
        ("VISITA DE PEDRO SÁNCHEZ", "es", "Visita de Pedro Sánchez"),
        ("EL PEDRO CON CLÍNICA", "es", "El pedro con clínica"),
        ("LOTS DE COVID-19 ET H1N1", "fr", "Lots de COVID-19 et H1N1"),
        ("MULTA A QUIRÓNSALUD", "es", "Multa a Quirónsalud"),
        ("EL TIEMPO ABRE", "es", "El tiempo abre"),  # the newspaper's words are ordinary
        ("ŒUVRE À GENÈVE", "fr", "Œuvre à Genève"),
    ],
)
def test_what_has_capitals_anyway_gets_them_back(text: str, lang: str, expected: str) -> None:
    assert recased(text, lang=lang) == expected


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("TRESSANGA CHOISIT IRDALIA", ("Irdalia",), "Tressanga choisit Irdalia"),
        ("LE CENTRE MEDIVORX", ("MediVorx",), "Le centre MediVorx"),
        ("HÔPITAL DE TRESSANGA", ("Hôpital", "Tressanga"), "Hôpital de Tressanga"),
        ("UN HÔPITAL DANS UN PAYS", ("Hôpital", "Tressanga"), "Un hôpital dans un pays"),
        ("AVEC LE TRESSANG", ("Le", "Tressang"), "Avec Le Tressang"),
    ],
)
def test_the_rest_of_the_article_tells_names(
    text: str, names: tuple[str, ...], expected: str
) -> None:
    assert recased(text, names) == expected


@given(st.text(), st.lists(st.text(min_size=1), max_size=4))
def test_only_case_changes(text: str, names: list[str]) -> None:
    again, _ = Recaser(Glossary(OWN), "fr", FREQUENT.__contains__).recase(text, names)
    lowered = text[:1] + text[1:].lower()
    assert len(again) == len(lowered)


def test_context_of_a_sentence_in_capitals() -> None:
    title, body = "TRESSANGA VA CHOISIR", "Hier, la société Tressanga a dit Non."
    assert words_inside([title, body]) == {"Tressanga", "Non"}
    assert words_of_capitals(title, words_inside([body])) == {"Tressanga"}
    assert words_of_capitals("Tressanga va choisir", words_inside([body])) == frozenset()
    t = translator(lambda text, beam: text)
    found = t.translate([title, body], "fr", contexts([title, body]))
    assert found[0].text == title
    assert t.engine.asked[0] == "Tressanga va choisir"
    t.translate(["LE CENTRE TRESSANGA"], "fr", contexts([title, body])[:1])
    assert t.engine.asked[-1] == "Le centre Tressanga"
