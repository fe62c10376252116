"""The check `name`: names that the English lacks, not words of institutions that it translates."""

from __future__ import annotations

import pytest

from nlp.repair.acronyms import english_acronyms
from nlp.repair.checks import check_segment
from nlp.tables import fold, institution_words


def lacking(source: str, english: str) -> list[str]:
    checks = check_segment(0, source, english, "paragraph")
    return [c.detail.split(" of the source")[0] for c in checks if c.kind == "name"]


@pytest.mark.parametrize(
    ("source", "english"),
    [
        ("Selon le Conseil d'État.", "According to the Council of State."),
        ("Publié au Journal officiel.", "Published in the official gazette."),
        ("Lo firma la Generalitat.", "The Catalan government signs it."),
        ("Le rapport de la Haute Autorité.", "The authority's report."),
        ("El Servicio Murciano de Salud paga.", "The Murcia Health Service pays."),
        ("Lo pide la Agencia de Datos.", "The data protection agency asks for it."),
        ("Lo dijo el Consejo.", "The cabinet said so."),
        ("Es la Cruz Roja.", "It is the Red Cross."),
        ("Une amende de la Cnil.", "A fine from the Cnil."),
        ("Vive à Bruxelles depuis.", "Has lived in Brussels since."),
        ("La codificación CIE-10 manda.", "ICD-10 coding rules."),
        (
            "AVIS DE MARCHÉ – Le CHU achète un logiciel.",
            "CONTRACT NOTICE – The hospital buys software.",
        ),
        ("LA CIFRA. El hospital atiende a miles.", "THE FIGURE. The hospital treats thousands."),
        ("AVIS DE MARCHÉ – L'achat de Marcel.", "CONTRACT NOTICE – Marcel's purchase."),
        ("Le codage CIM-9 et la CIM-11.", "ICD-9 coding and ICD-11."),
        ("Recibe fondos Feder del Estado.", "It gets ERDF funds from the state."),
        ("Trois EHPAD du Cantal.", "Three nursing homes in Cantal."),
        ("La Caisse nationale paie.", "The national fund pays."),
        ("El Colegio de Farmacéuticos.", "The pharmacists' association."),
        ("La directora de Sistemas de Información.", "The chief information officer."),
        ("Le directeur des Systèmes d'information.", "The CIO."),
        ("Chez les Français, peu.", "Few French users."),
        ("Avant la Toussaint, rien.", "Nothing before All Saints' Day."),
        ("Pour les Suisses, c'est non.", "For the Swiss, no."),
        ("Según los Españoles, no.", "According to Spaniards, no."),
        (
            "Selon le Centre pour la cybersécurité Belgique.",
            "According to the Centre for Cybersecurity Belgium.",
        ),
        ("LA FIN DES CLASSEURS PAPIER", "THE END OF THE PAPER BINDER"),
        ("SUFRE UN CIBERATAQUE GRAVE", "HIT BY SERIOUS CYBERATTACK"),
    ],
)
def test_what_the_english_says_is_not_flagged(source: str, english: str) -> None:
    assert lacking(source, english) == []


@pytest.mark.parametrize(
    ("source", "english", "name"),
    [
        ("Selon le Conseil d'État.", "According to the minister.", "Conseil"),
        ("La firma Tressanga paga, dijo Irdalia.", "The company pays, Irdalia said.", "Tressanga"),
        ("Es la Cruz Roja.", "It is an association.", "Cruz Roja"),
        ("Lo pide la Agencia de Datos.", "The update asks for it at the agency.", "Datos"),
        ("La clínica de Tressanga Salud.", "The clinic in town.", "Tressanga Salud"),
        ("Organiza la SEIS.", "Six organizes it.", "SEIS"),
        ("AVIS DE MARCHÉ – L'achat de Marcel.", "CONTRACT NOTICE – A purchase.", "Marcel"),
        ("AVIS DE MARCHÉ – Un achat.", "A notice – A purchase.", "MARCHÉ"),
        ("La codificación CIE-10 manda.", "ICD-9 coding rules.", "CIE-10"),
        ("Recibe fondos Feder.", "It gets funds.", "Feder"),
        ("Trois EHPAD du Cantal.", "Three homes in Cantal.", "EHPAD"),
        ("La Caisse nationale paie.", "The cashier pays.", "Caisse"),
        ("Chez les Suisses, peu.", "Few users.", "Suisses"),
        ("Avant la Toussaint, rien.", "Nothing before November.", "Toussaint"),
    ],
)
def test_what_it_lacks_is(source: str, english: str, name: str) -> None:
    assert lacking(source, english) == [name]


def test_the_words_of_institutions_are_folded() -> None:
    table = institution_words()
    assert len(table) > 100
    assert all(fold(word) == word and word.isalpha() for word in table)
    assert all(own and own == fold(own).strip() for begun in table.values() for own in begun)


def test_acronyms_are_folded_and_their_english_is_plain() -> None:
    table = english_acronyms()
    assert len(table) > 200
    assert all(acronym == fold(acronym) for acronym in table)
    assert not any("\\" in own or "/" in own for english in table.values() for own in english)
    assert table["jjoo"][0] == "Olympic Games"
    assert set(table["drh"]) == {"HR director", "HR department"}
