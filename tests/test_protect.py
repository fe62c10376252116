"""What must survive translation: found, rendered in English, masked and put back."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.figures import Span, english_number, value_of
from nlp.protect import SYMBOLS, find_spans, mask, unmask
from nlp.translate.names import NameFilter, opening_word, words_inside
from nlp.translate.people import people_and_bodies


def english(text: str, lang: str) -> str:
    masked = mask(text, find_spans(text, lang))
    return unmask(masked.text, masked.english)


@pytest.mark.parametrize(
    ("lang", "source", "expected"),
    [
        ("fr", "3,5 M€", "€3.5 million"),
        ("fr", "3,5 millions d'euros", "€3.5 million"),
        ("fr", "12,4 millions d’euros", "€12.4 million"),
        ("fr", "1 250 000 euros", "€1,250,000"),
        ("fr", "1\u202f250\u00a0000 €", "€1,250,000"),
        ("fr", "2 milliards d'euros", "€2 billion"),
        ("fr", "1,2 Md€", "€1.2 billion"),
        ("fr", "350 k€", "€350,000"),
        ("fr", "5000 €", "€5,000"),
        ("fr", "20 000 patients", "20,000 patients"),
        ("fr", "12 %", "12%"),
        ("fr", "12,5\u00a0%", "12.5%"),
        ("fr", "12 pour cent", "12%"),
        ("fr", "le 14 mars 2019", "le March 14, 2019"),
        ("fr", "le 1er juin", "le June 1"),
        ("fr", "à 14 h 30", "à 2:30 p.m."),
        ("fr", "à 8h00", "à 8 a.m."),
        ("fr", "à 14 h", "à 2 p.m."),
        ("fr", "à 12 heures", "à noon"),
        ("fr", "pendant 20 h", "pendant 20 hours"),
        ("fr", "du 16 au 18 avril 2026", "du April 16 to 18, 2026"),
        ("es", "2.300 millones de pesos", "2.3 billion de pesos"),
        ("es", "3 mil millones", "3 billion"),
        ("es", "1,5 billones de euros", "€1.5 trillion"),
        ("es", "15 mil personas", "15,000 personas"),
        ("es", "4.235.000 €", "€4,235,000"),
        ("es", "US$ 5 millones", "$5 million"),
        ("es", "95,8 millones de dólares", "$95.8 million"),
        ("es", "el 1 de enero de 2025", "el January 1, 2025"),
        ("es", "el 14 de marzo", "el March 14"),
        ("es", "el 44 por ciento", "el 44%"),
        ("es", "versión 17.12", "versión 17.12"),
        ("es", "2,300 pesos", "2,300 pesos"),  # Mexico
        ("es", "2,318 millones de pesos", "2.318 billion de pesos"),
        ("es", "1,250 millones de dólares", "$1.25 billion"),
        ("es", "US$ 1,250 millones", "$1.25 billion"),
        ("es", "$850,5 millones", "$850.5 million"),
        ("es", "1,125 millones de euros", "€1.125 million"),  # Spain: a decimal comma
        ("fr", "1,125 million de dollars", "$1.125 million"),
        ("fr", "1,250 g", "1.250 g"),
        ("fr", "la norme ISO 15189", "la norme ISO 15189"),
        ("fr", "15000 €", "€15,000"),
        ("es", "a las 14.00 horas", "a las 2 p.m."),
        ("es", "a las 14:30 horas", "a las 2:30 p.m."),
        ("fr", "CVE-2024-1234 en v2.3.1", "CVE-2024-1234 en v2.3.1"),
        ("fr", "192.168.0.12", "192.168.0.12"),
        ("fr", "30 février", "February 30"),  # nonsense in, nonsense out
    ],
)
def test_renderings(lang: str, source: str, expected: str) -> None:
    assert english(source, lang) == expected


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("voir https://example.org/a?b=1.", "url", "https://example.org/a?b=1"),
        ("sur sante.gouv.fr/dmp, dit-il", "url", "sante.gouv.fr/dmp"),
        ("écrire à a.b@example.org.", "email", "a.b@example.org"),
        ("sous #esante et @ministere", "tag", "#esante"),
        ("la norme HL7 est", "code", "HL7"),
        ("x" * 90, "code", "x" * 90),
    ],
)
def test_copied_spans(text: str, kind: str, found: str) -> None:
    assert (kind, found) in [(s.kind, s.english) for s in find_spans(text, "fr")]


@pytest.mark.parametrize("text", ["le 3e étage", "21h", "2 ans", "1er", "10 km et 3 mg"])
def test_left_to_the_model(text: str) -> None:
    assert [s for s in find_spans(text, "fr") if s.kind == "code"] == []


def test_names_are_masked_where_rare_and_never_seen_translated() -> None:
    known = {"Le", "Nantes", "a", "choisi", "nantes"}
    names = NameFilter({"fr": frozenset({"Ministère"})}, lambda w: 2 if w in known else 4)
    text = "Le Ministère a choisi Tressanga à Nantes et l'Irdalia Sud au Ministère Vorx."
    spans = find_spans(text, "fr", names.for_language("fr"))
    assert [s.english for s in spans] == ["Tressanga", "Irdalia Sud", "Vorx"]
    assert [text[s.start : s.end] for s in spans] == ["Tressanga", "Irdalia Sud", "Vorx"]
    assert names.for_language("es") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tressanga a choisi Nantes", []),  # may be an ordinary word: left to the model
        ("Le Tressanga a choisi", ["Tressanga"]),
        ("Irdalia Sud a choisi", ["Irdalia Sud"]),
        ("« MediVorx a choisi »", ["MediVorx"]),
        ("OUAGADOUGOU - Le groupe Faso e-Soins", ["OUAGADOUGOU", "Faso e-Soins"]),
        ("Paradoxalement, le CHU", ["CHU"]),
        ("Baptisé Tressanga, le CHU", ["Tressanga", "CHU"]),
    ],
)
def test_names_that_open_a_sentence(text: str, found: list[str]) -> None:
    known = {"Le", "Nantes", "a", "choisi", "nantes", "le"}
    names = NameFilter({"fr": frozenset()}, lambda w: 2 if w in known else 4)
    spans = find_spans(text, "fr", names.for_language("fr"))
    assert [s.english for s in spans] == found


@given(st.text(), st.sampled_from(["fr", "es"]))
def test_spans_never_overlap_and_stay_inside(text: str, lang: str) -> None:
    spans = find_spans(text, lang, lambda name, first: name)
    ends = [0, *(s.end for s in spans)]
    assert all(before <= s.start < s.end for before, s in zip(ends, spans, strict=False))
    assert ends[-1] <= len(text)


TOKENS = (
    "12,5 % 3 M€ 1 250 000 euros 14 mars 2019 Tressanga le CHU v2.3 , . ( ) a.b@c.fr "
    "https://x.fr/é 2.300 millones de pesos 44 10:30 #tag 7,5 billones US$ 5"
)


@given(
    st.lists(st.sampled_from(TOKENS.split()), max_size=25).map(" ".join),
    st.sampled_from(["fr", "es"]),
)
def test_no_figure_is_lost_between_mask_and_unmask(text: str, lang: str) -> None:
    spans = find_spans(text, lang)
    masked = mask(text, spans)
    assert len(masked.english) == min(len(spans), len(SYMBOLS))
    back = unmask(masked.text, masked.english)
    for span in spans:
        assert span.english in back or len(spans) > len(SYMBOLS)
    for symbol in masked.english:
        assert masked.text.count(symbol) == 1
    assert not re.search(r"⟦\d+⟧", back)


@given(st.text(alphabet="0123456789 ,.€%MkaàéT«»'-", max_size=60))
def test_masking_a_masked_sentence_changes_nothing_more(text: str) -> None:
    once = mask(text, find_spans(text, "fr"))
    if len(once.english) < len(SYMBOLS):
        again = find_spans(once.text, "fr")
        assert all("⟦" not in once.text[s.start : s.end] for s in again)


@given(st.integers(0, 10**12), st.sampled_from([" ", "\u00a0", "\u202f", "."]))
def test_grouped_integers_keep_their_value(value: int, separator: str) -> None:
    written = f"{value:,}".replace(",", separator)
    assert value_of(written) == value
    assert int(english_number(written).replace(",", "")) == value


@given(st.decimals(0, 10**6, places=2))
def test_decimals_keep_their_value(value: Decimal) -> None:
    written = f"{value:.2f}".replace(".", ",")
    assert Decimal(english_number(written).replace(",", "")) == value


def test_people_stay_together_over_a_particle() -> None:
    known = {"puebla", "hospital", "guillermo"}
    translated = frozenset({"Hospital", "Ayuntamiento"})
    names = NameFilter({"es": translated}, lambda w: 2 if w.lower() in known else 4)

    def found(text: str) -> list[str]:
        spans = find_spans(text, "es", names.for_language("es"))
        return [s.english for s in people_and_bodies(text, "es", spans)]

    assert found("según Guillermo de la Serna-Peiró") == ["Guillermo de la Serna-Peiró"]
    assert found("Ana Ruiztárraga d'Auzelle firma") == ["Ana Ruiztárraga d'Auzelle"]
    assert found("en Puebla de Sanabria") == ["Sanabria"]
    assert found("el Ayuntamiento de Torrelaguna") == ["Torrelaguna"]
    assert found("El Hospital Escuela Rawson del Litoral abre") == [
        "Hospital Escuela Rawson del Litoral"
    ]
    assert found("dijo la Dra. Torrelaguna") == ["Dr. Torrelaguna"]
    assert found("dijo el Sr. Torrelaguna") == ["Mr. Torrelaguna"]


def test_french_titles_and_bodies() -> None:
    names = NameFilter({"fr": frozenset({"Groupe", "Réunion", "La"})}, lambda w: 4)

    def found(text: str) -> list[str]:
        spans = find_spans(text, "fr", names.for_language("fr"))
        return [s.english for s in people_and_bodies(text, "fr", spans)]

    assert found("avec Mme Danielle Kirsch et M. Kirsch, 47 ans") == [
        "Danielle Kirsch", "Mr. Kirsch", "47",
    ]  # fmt: skip
    assert found("selon Me Hyacinthe Beauregard") == ["Hyacinthe Beauregard"]
    assert found("selon le Pr Edmée Nordin") == ["Prof. Edmée Nordin"]
    assert found("le Groupe Mélissandre et les Pharmacies du Coteau") == [
        "Groupe Mélissandre", "Pharmacies du Coteau",
    ]  # fmt: skip
    assert found("à La Louvière, à La Réunion") == ["La Louvière"]


def test_a_word_that_the_article_has_inside_a_sentence_is_a_name_where_it_opens_one() -> None:
    names = NameFilter({"fr": frozenset()}, lambda w: 4)
    text = "Tessanor débranche tout."
    assert find_spans(text, "fr", names.for_language("fr")) == []
    inside = words_inside(["Hier, Tessanor a dit non."])
    assert opening_word(text) in inside and opening_word("« Tessanor ») part") == "Tessanor"
    [span] = find_spans(text, "fr", names.for_language("fr", opening=True))
    assert span.english == "Tessanor"


def test_standards_and_quoted_plans_are_copied() -> None:
    spans = find_spans("L’ISO 15189 et « Cap 2030 », pas « Demain ».", "fr")
    assert [(s.kind, s.english) for s in spans] == [("code", "ISO 15189"), ("name", "Cap 2030")]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("multas de 60.000 y 30.000 euros", "es", ["€60,000", "€30,000"]),
        ("entre 2 et 3,5 millions d'euros", "fr", ["€2 million", "€3.5 million"]),
        ("de 12 a 15 hospitales", "es", ["12", "15"]),
        ("2 ou 3 fois", "fr", []),
    ],
)
def test_two_amounts_share_a_currency(text: str, lang: str, expected: list[str]) -> None:
    assert [span.english for span in find_spans(text, lang)] == expected


def test_a_number_in_words_gets_a_capital_where_it_opens_the_sentence() -> None:
    hidden = mask(
        "Quinze hôpitaux, trois villes.", find_spans("Quinze hôpitaux, trois villes.", "fr")
    )
    assert hidden.text == "⟦1⟧ hôpitaux, ⟦2⟧ villes."
    assert (
        unmask("⟦1⟧ hospitals, ⟦2⟧ cities.", hidden.english) == "Fifteen hospitals, three cities."
    )
    assert unmask("In ⟦2⟧ cities, ⟦1⟧.", hidden.english) == "In three cities, fifteen."
    assert unmask("⟦1⟧ said", {"⟦1⟧": "eSanté"}) == "eSanté said"
    assert [s.english for s in find_spans("LIMA, 28 mar — Hoy", "es")] == ["March 28"]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "M. D. : Environ cent", ["M. D."]),
        ("fr", "M.D.\u00a0: Environ cent", ["M.D."]),
        ("fr", "— J.-C. M. : Oui", ["J.-C. M."]),
        ("es", "J. L. M.: Sí", ["J. L. M."]),
        ("fr", "M. Durand : oui", []),
        ("fr", "M. D'Hondt : oui", []),
        ("fr", "M. D. a dit : oui", []),
        ("fr", "Selon M. D. : oui", []),
        ("es", "EE. UU.: no", []),
    ],
)
def test_the_initials_of_a_speaker_are_no_title(lang: str, text: str, expected: list[str]) -> None:
    assert [s.english for s in find_spans(text, lang) if s.kind == "code"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le groupe Equasens™ et Axigate™", ["Equasens™", "Axigate™"]),
        ("l'offre d'Equasens™ (Euronext Paris™)", ["Equasens™", "Euronext Paris™"]),
        ("Le service eSanté℠ et Log-On™", ["eSanté℠", "Log-On™"]),
        ("Equasens et Doctolib®", ["Equasens", "Doctolib"]),
    ],
)
def test_a_trade_mark_stays_with_its_name(text: str, expected: list[str]) -> None:
    known = ("Equasens", "Axigate", "Euronext", "Doctolib")
    spans = find_spans(text, "fr", lambda run, first: run if run.startswith(known) else "")
    assert [s.english for s in spans] == expected
    assert [text[s.start : s.end] for s in spans] == expected


@pytest.mark.parametrize(
    ("text", "opening", "inside"),
    [
        ("M. D. : Environ cent", ["Environ"], []),
        ("M.\u00a0D.\u00a0: « Environ cent chez Maincare", ["Environ"], ["Maincare"]),
        ("Environ cent chez Maincare", ["Environ"], ["Maincare"]),
        ("Selon Marc : Environ cent", ["Selon Marc"], ["Environ"]),
    ],
)
def test_the_first_word_behind_a_speaker_opens_the_sentence(
    text: str, opening: list[str], inside: list[str]
) -> None:
    asked: dict[bool, list[str]] = {True: [], False: []}
    find_spans(text, "fr", lambda run, first: asked[first].append(run) or "")
    assert (asked[True], asked[False]) == (opening, inside)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("le programme Hop’EN", ["Hop'EN"]),
        ("par SUN'ES et Mind'Health", ["SUN'ES", "Mind'Health"]),
        ("avec N’Diaye et M'Bappé", ["N'Diaye", "M'Bappé"]),
        ("dit O'Donnell", ["O'Donnell"]),
        ("d'Hop'EN Santé", ["Hop'EN Santé"]),
        ("de l'Hôpital d'Epic", ["Hôpital", "Epic"]),
        ("Lorsqu'Epic et qu'Epic", ["Epic", "Epic"]),
        ("à L'Ile et D'Alembert", ["Ile", "Alembert"]),
        ("à l'HÔPITAL D'ARRAS", ["HÔPITAL", "ARRAS"]),
        ("il N'EST PAS", ["EST PAS"]),
        ("dans 'Le Monde' hier", ["Le Monde"]),
    ],
)
def test_an_apostrophe_may_stand_inside_a_name(text: str, names: list[str]) -> None:
    spans = find_spans(text, "fr", name_in=lambda run, first: run)
    assert [s.english for s in spans if s.kind == "name"] == names


@pytest.mark.parametrize(
    "address",
    [
        "fonasa.cl", "sanidad.gal", "Salud.uy", "agesic.gub.uy/datos", "salut.gencat.cat", "salud.madrid",
        "medicalia.ai", "sns.gob.do", "mutualia.eus", "minsa.gob.pe", "sante.gouv.fr", "ehealth.fgov.be",
    ],
)  # fmt: skip
def test_an_address_is_copied(address: str) -> None:
    for lang in ("fr", "es"):
        spans = find_spans(f"web: {address}, y", lang)
        assert [(s.kind, s.english) for s in spans] == [("url", address)]


@pytest.mark.parametrize(
    "text", ["el fin.La ley", "el fin.la ley", "va.de un", "D.Luis", "fin.Es", "U.S.A"]
)
def test_a_full_stop_without_a_blank_is_no_address(text: str) -> None:
    assert not [s for s in find_spans(text, "es") if s.kind == "url"]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("l'accès (article 15 du RGPD).", "Article 15 of the GDPR"),
        ("(articles 5 et 32 du RGPD)", "Articles 5 and 32 of the GDPR"),
        ("(article L. 1111-8 du code)", "Article L. 1111-8"),
        ("(artículo 32 del RGPD)", "Article 32 of the GDPR"),
    ],
)
def test_an_article_of_law_in_brackets_is_no_date(text: str, english: str) -> None:
    assert [s.english for s in find_spans(text, "fr")] == [english]


def test_an_amount_has_its_sign_once() -> None:
    assert unmask("worth €⟦1⟧", {"⟦1⟧": "€13.9 million"}) == "worth €13.9 million"
    assert unmask("worth $⟦1⟧", {"⟦1⟧": "300 million pesos"}) == "worth 300 million pesos"
    assert unmask("worth $⟦1⟧", {"⟦1⟧": "300"}) == "worth $300"


def test_a_number_in_a_term_is_a_part_of_it() -> None:
    text = "La guerre de Trente Ans a duré trente ans."
    at = text.index("guerre")
    term = Span(at, at + len("guerre de Trente Ans"), "term", "Thirty Years' War")
    found = find_spans(text, "fr", terms_in=lambda _: [term])
    assert [(s.kind, s.english) for s in found] == [
        ("term", "Thirty Years' War"),
        ("number", "thirty"),
    ]
