"""People's names stay as they are, whatever training data showed of their parts."""

from __future__ import annotations

import pytest

from nlp.figures import Span
from nlp.protect import find_spans
from nlp.tables import words
from nlp.translate.names import NameFilter
from nlp.translate.people import people_and_bodies

TRANSLATED = words(
    "Pedro Sánchez Díaz García Roja Presidente Ministra Caribe Fuente Aurélien Rousseau Martin Verde "
    "Hospital Ministerio Blanco Reyes España Inglaterra Libération"
)
COMMON = words(
    "presidente ministra roja fuente verde hospital ministerio blanco luz cruz el la le reyes según "
    "costó mistral hoy avec selon"
)


def names(text: str, lang: str = "es") -> list[str]:
    """The English of the names of a text, for a model that showed `TRANSLATED` in English."""
    only = NameFilter({lang: TRANSLATED}, lambda word: 2 if word in COMMON else 4)
    spans = find_spans(text, lang, only.for_language(lang))
    return [s.english for s in people_and_bodies(text, lang, spans) if s.kind == "name"]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("El presidente Pedro Sánchez habló.", "es", ["Pedro Sánchez"]),
        ("El Presidente Pedro Sánchez habló.", "es", ["Pedro Sánchez"]),
        ("Hoy Pedro Sánchez Blanco dimite.", "es", ["Pedro Sánchez Blanco"]),
        ("dijo Luis Fuente", "es", ["Luis Fuente"]),
        ("Luis de la Fuente firmó.", "es", ["Luis de la Fuente"]),
        ("habló Luis Ángel de la Fuente Díaz.", "es", ["Luis Ángel de la Fuente Díaz"]),
        ("le ministre Aurélien Rousseau", "fr", ["Aurélien Rousseau"]),
        ("avec Charles de Gaulle", "fr", ["Charles de Gaulle"]),
        ("El doctor García firmó.", "es", ["Dr. García"]),
        ("la Sra. Blanco y la Dra. Fuente Roja", "es", ["Ms. Blanco", "Dr. Fuente Roja"]),
        ("Mme Martin et M. Rousseau", "fr", ["Ms. Martin", "Mr. Rousseau"]),
    ],
)
def test_people_are_kept(text: str, lang: str, expected: list[str]) -> None:
    assert names(text, lang) == expected


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("la Cruz Roja abrió", "es"),
        ("Luz Verde al plan", "es"),
        ("los Reyes de España", "es"),
        ("el Sr. Presidente habló", "es"),
        ("Mme la Ministre", "fr"),
        ("Carlos de Inglaterra habló", "es"),  # its English is another
        ("dijo Pedro del Ministerio", "es"),
        ("dijo Pedro Verde", "es"),  # either may be a word
        ("la Fuente de Pedro", "es"),
    ],
)
def test_what_may_be_words_is_left_to_the_model(text: str, lang: str) -> None:
    assert [n for n in names(text, lang) if " " in n] == []


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Invirtió USD en la red.", "es", ["USD"]),
        ("Facturó RD USD.", "es", ["RD USD"]),
        ("Valdría EUR más.", "es", ["EUR"]),
        ("Pagó SAP.", "es", ["SAP"]),
        ("Contratarán IBM CISCO.", "es", ["IBM CISCO"]),
        ("Tressanga SAS annonce.", "fr", ["Tressanga SAS"]),
        ("Imagénor RIS ne sera plus vendu.", "fr", ["Imagénor RIS"]),
        ("MediVorx USD.", "es", ["MediVorx USD"]),
        ("la empresa Tressangó IBM", "es", ["Tressangó IBM"]),
    ],
)
def test_a_verb_before_a_currency_or_an_acronym_is_no_name(
    text: str, lang: str, expected: list[str]
) -> None:
    assert names(text, lang) == expected


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("El País publica el contrato.", "es", ["El País"]),
        ("según El Mundo y La Vanguardia", "es", ["El Mundo", "La Vanguardia"]),
        ("Selon Le Point, rien.", "fr", ["Le Point"]),
        ("Le Monde révèle l’affaire.", "fr", ["Le Monde"]),
        ("Pour L’Express, oui.", "fr", ["L'Express"]),
        ("Le Monde Informatique écrit.", "fr", ["Le Monde Informatique"]),
        ("Libération révèle l'affaire.", "fr", ["Libération"]),
        ("selon Libération", "fr", ["Libération"]),
        ("La Nación publicó ayer", "es", ["La Nación"]),
        ("Los Hospices civils de Lyon", "es", ["Hospices civils de Lyon"]),
        ("El Corte Inglés vende", "es", ["El Corte Inglés"]),
    ],
)
def test_newspapers_and_companies_of_ordinary_words_are_kept(
    text: str, lang: str, expected: list[str]
) -> None:
    assert names(text, lang) == expected


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("El país publica el contrato.", "es"),
        ("El País Vasco publica", "es"),
        ("La Croix-Rouge aide", "fr"),
        ("Le monde de la santé", "fr"),
        ("Libération des données", "fr"),
        ("à la Libération", "fr"),
        ("La Nación pagará el plan.", "es"),
        ("La Jornada contó con médicos.", "es"),
        ("Clarín en mano", "es"),
    ],
)
def test_ordinary_words_are_no_newspapers(text: str, lang: str) -> None:
    kept = {"El País", "La Croix", "Le Monde", "Libération", "La Nación", "La Jornada", "Clarín"}
    assert not kept.intersection(names(text, lang))


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Mme Le Goff rejoint la direction.", "fr", ["Ms. Le Goff"]),
        ("Le directeur, M. Le Gall, conteste", "fr", ["Mr. Le Gall"]),
        ("M. Le Roux succède à Mme Ben Salem.", "fr", ["Mr. Le Roux", "Ms. Ben Salem"]),
        ("Mme De Luca part.", "fr", ["Ms. De Luca"]),
        ("Mme d'Ornano part.", "fr", ["Ms. d'Ornano"]),
        ("avec Mme d’Ornano", "fr", ["Ms. d'Ornano"]),
        ("M. de Villepin et M. Du Pont", "fr", ["Mr. de Villepin", "Mr. Du Pont"]),
        ("la Sra. de la Fuente", "es", ["Ms. de la Fuente"]),
        ("Mme Ana Kirsch part.", "fr", ["Ana Kirsch"]),
        ("Mme Ana Le Goff part.", "fr", ["Ana Le Goff"]),
        ("Mme Petit part.", "fr", ["Ms. Petit"]),
    ],
)
def test_a_surname_of_several_words_has_its_title(
    text: str, lang: str, expected: list[str]
) -> None:
    assert names(text, lang) == expected


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("M. le Maire parle", "fr"), ("M. Le Président parle", "fr"), ("Mme La Ministre", "fr"),
        ("Mme de la direction", "fr"), ("le docteur de Lyon", "fr"), ("M. Le", "fr"), ("el Sr. del sombrero", "es"),
    ],
)  # fmt: skip
def test_a_title_before_an_office_makes_no_name(text: str, lang: str) -> None:
    assert not any("Mr." in n or "Ms." in n or "Dr." in n for n in names(text, lang))


LISTED = words(
    "subsecretaría anticorrupción competían participaban compiten mejía asunción drago jara"
)


def filtered(text: str) -> list[str]:
    """The names of a Spanish text, for a model that has a list of rare words too."""
    only = NameFilter({"es": TRANSLATED}, lambda word: 2 if word in COMMON else 4, {"es": LISTED})
    return [s.english for s in find_spans(text, "es", only.for_language("es")) if s.kind == "name"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("es jefe de Informática en Lugones", ["Lugones"]),
        ("firma la Subsecretaría de Redez", ["Redez"]),
        ("la Fiscalix Anticorrupción", ["Fiscalix Anticorrupción"]),
        ("la Anticorrupción", []),
        ("Competían Accentura y Versia", ["Accentura", "Versia"]),
        ("Participaban Indra y otros", ["Indra"]),
        ("Compiten SAPO y Oracle", ["SAPO", "Oracle"]),
        ("Mejía SL firma", ["Mejía SL"]),
        ("viaja a Asunción hoy", ["Asunción"]),
        ("usan Drago y Jara", ["Drago", "Jara"]),
        ("Osabide crece en Osakidetza", ["Osakidetza"]),
    ],
)
def test_a_listed_word_with_a_capital_is_no_name(text: str, expected: list[str]) -> None:
    assert filtered(text) == expected


def test_without_a_list_a_rare_word_is_a_name() -> None:
    assert names("firma la Subsecretaría de hoy") == ["Subsecretaría"]
    assert names("es jefe de Informática hoy") == []


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("dijo a EL TIEMPO que", "es", ["EL TIEMPO"]),
        ("según EL PAÍS de hoy", "es", ["EL PAÍS"]),
        ("publicó LA NACION ayer", "es", ["LA NACION"]),
        ("everis (hoy NTT Data) y Cerner (ahora Oracle)", "es", ["now NTT Data", "now Oracle"]),
        ("Maincare (aujourd’hui Docaposte)", "fr", ["now Docaposte"]),
        ("Boston (EE.UU.) y Texas (Austin, EE UU)", "es", ["US", "US"]),
    ],
)
def test_papers_in_capitals_and_what_stands_in_brackets(
    text: str, lang: str, expected: list[str]
) -> None:
    assert [n for n in names(text, lang) if n in expected] == expected


@pytest.mark.parametrize(
    "text",
    ["hoy NTT firma", "(hoy martes)", "(antes de Navidad)", "el tiempo pasa", "en EE.UU. crece"],
)
def test_other_words_in_brackets_and_papers_are_left(text: str) -> None:
    assert not {"US", "now NTT", "el tiempo"} & set(names(text))
    assert not any(n.startswith(("now ", "formerly ")) for n in names(text))


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("El alcalde Juan Lorena dimite.", "Juan Lorena"),
        ("La región de Lorena crece.", "Lorraine"),
        ("El vuelo Santiago Lorena no sale.", "Lorraine"),
    ],
)
def test_a_surname_that_is_a_region_stays(text: str, english: str) -> None:
    at = text.index("Lorena")
    found = people_and_bodies(text, "es", [Span(at, at + len("Lorena"), "name", "Lorraine")])
    assert [span.english for span in found] == [english]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("La Red Hospitalaria del Miño abre.", "Red Hospitalaria del Miño"),
        ("la ronda del Fondo Semilla Andina", "Fondo Semilla Andina"),
    ],
)
def test_a_body_keeps_its_name_over_a_term(text: str, name: str) -> None:
    term = [Span(3, 19, "term", "hospital network")] if "Red" in text else []
    assert [s.english for s in people_and_bodies(text, "es", term)] == [name]
