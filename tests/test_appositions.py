"""People behind a company's name, adjectives of towns, initials, callings, and coined names that open a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.translate.appositions import parted, with_noun
from nlp.translate.brands import looks_coined, opens_with_brand
from nlp.translate.callings import callings, in_their_place, initials
from nlp.translate.names import opening_word


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("el exdirectivo de Telefónica Rodrigo Espinar.", "el exdirectivo de Telefónica, Rodrigo Espinar."),
        ("La fundadora de Medinube Amparo Llorens vende.", "La fundadora de Medinube, Amparo Llorens, vende."),
        ("Le PDG d'Orvalis Marc Tessier part.", "Le PDG d'Orvalis, Marc Tessier, part."),
        ("El director del Hospital Carlos Haya dimitió.", None),
        ("el presidente de Grupo Carlos Slim", None),
        ("la obra de Salud Rodrigo Espinar", None),
        ("la directora de Sanitek Norte dimitió", None),
        ("el portavoz de Luis Miguel Prat", None),
    ],
)  # fmt: skip
def test_a_person_is_parted_from_a_company(text: str, said: str | None) -> None:
    assert parted(text) == (said or text)


@pytest.mark.parametrize(
    ("lang", "text", "said"),
    [
        ("es", "La gijonesa Sanitek compra", "La empresa gijonesa Sanitek compra"),
        ("es", "compra a la onubense Redsalud.", "compra a la empresa onubense Redsalud."),
        ("es", "el capital del tapatío Medinova", "el capital de la empresa tapatía Medinova"),
        ("fr", "La Nazairienne Orvalis lève", "L'entreprise nazairienne Orvalis lève"),
        (
            "fr",
            "Cette Malouine de 46 ans dirige",
            "Cette femme de 46 ans originaire de Saint-Malo dirige",
        ),
        (
            "fr",
            "Ce Rochelais de 38 ans prend",
            "Cet homme de 38 ans originaire de La Rochelle prend",
        ),
        (
            "es",
            "Goñi, pamplonesa de 51 años, llega",
            "Goñi, de 51 años y originaria de Pamplona, llega",
        ),
        ("es", "La empresa gijonesa Sanitek compra", None),
        ("es", "La gaditana Ana Pardo dirige", None),
        ("es", "La gijonesa Universidad", None),
        ("es", "La directora de 51 años", None),
        ("fr", "La société nazairienne Orvalis", None),
        ("fr", "Cette femme de 46 ans", None),
    ],
)
def test_adjectives_of_towns_have_their_noun(lang: str, text: str, said: str | None) -> None:
    assert with_noun(text, lang) == (said or text)


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("es", "El acusado, J. M. R., calló", ["J. M. R."]),
        ("es", "La víctima, M. L. G., denunció", ["M. L. G."]),
        ("fr", "Le prévenu, J.-M. R., a nié", ["J.-M. R."]),
        ("fr", "La victime, M. L. G., a porté plainte", ["M. L. G."]),
        ("fr", "M. R. a nié", []),
        ("es", "Grupo Altaria S. A. de C. V. ganó", []),
        ("es", "Según J. M. García, falla", []),
        ("es", "Bogotá D. C., 31 de marzo", []),
    ],
)
def test_initials_are_kept(lang: str, text: str, found: list[str]) -> None:
    assert [span.english for span in initials(text, lang)] == found


@pytest.mark.parametrize(
    ("lang", "text", "english"),
    [
        ("es", "La consultora Olga Prat trabajó", ["consultant"]),
        ("es", "Fue consultora en Indalia", ["consultant"]),
        ("es", "La magistrada ponente lo ve probado", ["judge"]),
        ("fr", "Les médecins DIM protestent", ["medical information physicians"]),
        ("es", "La consultora Accenture ganó", []),
        ("es", "La consultora ganó", []),
        ("es", "El ponente habló de telemedicina", []),
        ("fr", "Le DIM recrute", []),
    ],
)
def test_callings_are_those_of_people(lang: str, text: str, english: list[str]) -> None:
    found = list(callings(text, lang))
    assert [span.english for span in found] == english
    assert in_their_place(found, iter(found)) == found


@pytest.mark.parametrize(
    ("lang", "text", "named"),
    [
        ("es", "Nortesalud ya fue sancionada.", True),
        ("es", "Radiolumen, con sede en Gijón, confirma", True),
        ("es", "Quitomed explicó que la factura", True),
        ("fr", "Volnéa, qui a mis fin au contrat, part", True),
        ("fr", "Logisanté dénonce le calendrier.", True),
        ("fr", "Tressanga arrive en tête", True),
        ("fr", "Celui-ci est en surplus", False),
        ("fr", "Enfin, à Valence, le chat", False),
        ("fr", "Onze postes disparaîtront", False),
        ("fr", "Installée dans la nuit, la version", False),
        ("fr", "Financièrement, l'institution table", False),
        ("fr", "Pharmacies et cabinets ont facturé", False),
        ("es", "Quedan fuera del ámbito", False),
        ("es", "Preguntada al respecto, sonrió", False),
        ("es", "Añadió que el aparato falla", False),
        ("es", "Jamás tocó un ordenador.", False),
        ("es", "Álvaro fue su cofundador", False),
    ],
)
def test_coined_names_open_a_sentence(lang: str, text: str, named: bool) -> None:
    assert opens_with_brand(text, opening_word(text), lang, ()) is named


def test_a_word_that_the_language_has_is_no_name() -> None:
    assert not opens_with_brand("Nortesalud fue", "Nortesalud", "es", {"nortesalud"})
    assert looks_coined("Nortesalud") and not looks_coined("Salud") and not looks_coined("Plaza")


@given(
    st.text(alphabet="LaElceJM. gijonesde46 años,DRM", max_size=50), st.sampled_from(["fr", "es"])
)
def test_any_text_gives_spans_inside_it(text: str, lang: str) -> None:
    assert isinstance(parted(with_noun(text, lang)), str)
    for span in [*initials(text, lang), *callings(text, lang)]:
        assert 0 <= span.start < span.end <= len(text)
