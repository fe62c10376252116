"""Numbers in words: every value up to a million reads back, nonsense is no number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.figures import written
from nlp.numerals import acronyms, meetings, numerals
from nlp.protect import find_spans

_FR = ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"]  # fmt: skip
_FR_TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}
_ES = ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiuno", "veintidós", "veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve"]  # fmt: skip
_ES_TENS = dict(zip(range(3, 10), ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"], strict=True))  # fmt: skip
_ES_HUNDREDS = ["_", "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos", "setecientos", "ochocientos", "novecientos"]  # fmt: skip


def french(n: int) -> str:
    """A number below a million in French words."""
    if n >= 1000:
        head = "" if n < 2000 else french(n // 1000) + " "
        return f"{head}mille" + (f" {french(n % 1000)}" if n % 1000 else "")
    if n >= 100:
        head = "" if n < 200 else _FR[n // 100] + " "
        return f"{head}cent" + (f" {french(n % 100)}" if n % 100 else "")
    if n < 20:
        return _FR[n]
    if n >= 80:
        return "quatre-vingts" if n == 80 else f"quatre-vingt-{french(n - 80)}"
    ten = min(n // 10, 6)
    left = n - 10 * ten
    return _FR_TENS[ten] + ("" if not left else f" et {_FR[left]}" if left in (1, 11) else f"-{_FR[left]}")  # fmt: skip


def spanish(n: int) -> str:
    """A number below a million in Spanish words."""
    if n >= 1000:
        head = "" if n < 2000 else spanish(n // 1000) + " "
        return f"{head}mil" + (f" {spanish(n % 1000)}" if n % 1000 else "")
    if n == 100:
        return "cien"
    if n > 100:
        return _ES_HUNDREDS[n // 100] + (f" {spanish(n % 100)}" if n % 100 else "")
    if n < 30:
        return _ES[n]
    return _ES_TENS[n // 10] + (f" y {_ES[n % 10]}" if n % 10 else "")


@given(st.integers(2, 999_999))
def test_every_number_reads_back(n: int) -> None:
    for lang, words in (("fr", french(n)), ("es", spanish(n))):
        [found] = numerals(f"avec {words} fois", lang)
        assert (found.value, found.start, found.end) == (n, 5, 5 + len(words))


@given(st.text(alphabet="uncetmildosvgqar -y", max_size=40))
def test_any_text_is_read_without_error(text: str) -> None:
    for lang in ("fr", "es"):
        for found in numerals(text, lang):
            assert 0 <= found.value < 1_000_000_000 and text[found.start : found.end].strip()


@pytest.mark.parametrize("text", ["deux trois", "cent deux cent", "mille mille", "vingt vingt"])
def test_runs_that_are_no_number_are_left_alone(text: str) -> None:
    assert list(numerals(text, "fr")) == []


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("après vingt et un ans", "fr", ["21"]),
        ("les soixante-dix-huit succursales", "fr", ["78"]),
        ("deux milliards et demi d'euros", "fr", ["€2.5 billion"]),
        ("un million de dollars", "fr", ["$1 million"]),
        ("quinze mille patients", "fr", ["15,000"]),
        ("deux ou trois mois, treize ans, un jour", "fr", ["three", "thirteen"]),
        ("un service neuf, cent fois, mille mercis", "fr", []),
        (
            "la septième fois, le dix-septième, les onzièmes",
            "fr",
            ["seventh", "seventeenth", "eleventh"],
        ),
        ("del undécimo al quinto puesto, séptima vez", "es", ["eleventh", "seventh"]),
        ("treinta y dos mil pacientes", "es", ["32,000"]),
        ("dos mil millones de pesos", "es", ["2 billion"]),
        ("un millón y medio de euros", "es", ["€1.5 million"]),
        ("dieciocho meses, treinta días", "es", ["eighteen", "thirty"]),
        (
            "diez euros, cien euros, dos dólares y treinta pesos",
            "es",
            ["€10", "€100", "$2", "thirty"],
        ),
        ("vingt euros, deux cents dollars, mille euros, un euro", "fr", ["€20", "$200", "€1,000"]),
    ],
)
def test_written_numbers_become_figures(text: str, lang: str, expected: list[str]) -> None:
    assert [span.english for span in written(text, lang)] == expected


def test_dollars_in_words_say_whose_they_are_beside_pesos() -> None:
    [span] = written("Cuesta veinte dólares.", "es")
    assert (span.kind, span.english, span.also) == ("money", "$20", ("US$20",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La ONCE y la SEIS lanzan una receta electrónica accesible", ["ONCE", "SEIS"]),
        ("La Fundación ONCE y la Sociedad Española (SEIS)", ["ONCE", "SEIS"]),
        ("Organizada por SEIS con ONCE", ["SEIS", "ONCE"]),
        ("El Consejo de la ONCE dice que los datos son suyos", ["ONCE"]),
        ("ONCE los invita", ["ONCE"]),
        ("SEIS HOSPITALES DE MADRID CAEN", []),
        ("SEIS HOSPITALES del país", []),
        ("los SEIS hospitales y DIEZ de cada cien", []),
        ("TRES mil camas, CINCO millones, ONCE por ciento", []),
        ("El DIEZ por ciento, el SEIS mil (DIEZ días)", []),
        ("UN fallo y DOS más", []),
        ("Once hospitales, seis camas, Seis más", []),
        ("ONCE", []),
    ],
)
def test_words_in_capitals_that_are_no_number(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in acronyms(text, "es")] == expected
    read = [text[n.start : n.end] for n in numerals(text, "es")]
    assert not set(read).intersection(expected)
    spans = find_spans(text, "es")
    assert [s.english for s in spans if s.kind == "name"] == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("es", "SEIS HOSPITALES DE MADRID CAEN", ["six"]),
        ("es", "los SEIS hospitales", ["six"]),
        ("es", "Once hospitales", ["eleven"]),
        ("es", "la ONCE abre once sedes", ["eleven"]),
        ("fr", "les DIX hôpitaux de SIX Group", ["ten"]),
        ("fr", "DIX HÔPITAUX EN PANNE", ["ten"]),
    ],
)
def test_numbers_in_capitals_are_still_numbers(lang: str, text: str, expected: list[str]) -> None:
    assert [s.english for s in find_spans(text, lang) if s.kind == "number"] == expected


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("El XXVIII Congreso Nacional", ["28th"]),
        ("el XV Encuentro y las IV Jornadas", ["15th", "4th"]),
        ("I Congreso", ["1st"]),
        ("el XLII Congreso y el LXI Congreso", ["42nd", "61st"]),
        ("La XXIX edición", ["29th"]),
        ("la XIX Reunión", ["19th"]),
        ("Juan Carlos I inauguró el Congreso", []),
        ("el siglo XX", []),
        ("el VIH Congreso", []),
        ("IIII Congreso", []),
    ],
)
def test_a_roman_number_of_a_congress_is_an_ordinal(text: str, english: list[str]) -> None:
    assert [own for _, _, own in meetings(text, "es")] == english
    assert [s.english for s in find_spans(text, "es") if s.kind == "number"] == english
    assert not list(meetings(text, "fr"))
