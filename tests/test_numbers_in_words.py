"""Numbers in words: found in the source, looked for in the English by value, never invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.numerals import english_words, numerals
from nlp.protect import find_spans
from nlp.translate.numbers import stated, unsaid
from tests.test_numerals import french, spanish
from tests.test_translate import one, translator

_WORDS = {"fr": french, "es": spanish}
_OTHER = st.integers(2, 999).filter(lambda n: n != 9)  # "neuf" may be new
_LANG = st.sampled_from(["fr", "es"])


def lost(source: str, english: str, lang: str) -> list[int]:
    """Values that a source has in words and the English lacks."""
    return [n.value for n in unsaid(stated(source, lang, find_spans(source, lang)), english)]


def english(n: int) -> str:
    """A number below a thousand in English words."""
    if n < 100:
        return english_words(n)
    rest = f" and {english_words(n % 100)}" if n % 100 else ""
    return f"{english_words(n // 100)} hundred{rest}"


@given(_OTHER, _LANG)
def test_the_word_and_the_figure_will_do_and_another_number_will_not(n: int, lang: str) -> None:
    source = f"avec {_WORDS[lang](n)} lits"
    assert lost(source, f"with {english(n)} beds", lang) == []
    assert lost(source, f"with {n} beds", lang) == []
    assert lost(source, "with beds", lang) == [n]
    assert lost(source, f"with {english(n + 1)} beds and {n + 1000} more", lang) == [n]


@given(_OTHER, _OTHER, _LANG)
def test_two_numbers_joined_are_two(a: int, b: int, lang: str) -> None:
    joint = {"fr": "ou", "es": "o"}[lang]
    source = f"entre {_WORDS[lang](a)} {joint} {_WORDS[lang](b)} mois"
    assert [n.value for n in stated(source, lang, [])] == [a, b]


@given(st.integers(2, 999), st.integers(2, 999))
def test_spanish_and_joins_only_tens_and_units(a: int, b: int) -> None:
    one_number = a % 10 == 0 and a % 100 >= 20 and b < 10
    found = [n.value for n in numerals(f"entre {spanish(a)} y {spanish(b)} meses", "es")]
    assert found == ([a + b] if one_number else [a, b])


@given(st.text(alphabet="uncetmildosvgqar yY-,.«A12$", max_size=60), st.text(max_size=60), _LANG)
def test_any_two_texts_are_compared(source: str, english: str, lang: str) -> None:
    numbers = stated(source, lang, find_spans(source, lang))
    assert set(unsaid(numbers, english)) <= set(numbers)
    assert all(n.value > 1 and source[n.start : n.end].lower() == n.words for n in numbers)


@pytest.mark.parametrize(
    ("source", "english", "lang"),
    [
        ("Les deux maires ont signé.", "Both mayors signed.", "fr"),
        ("Depuis vingt ans ou deux siècles.", "For two decades or 200 years; two centuries.", "fr"),
        ("Une pause de quarante secondes.", "A forty-second break.", "fr"),
        ("Il est venu deux fois.", "He came twice.", "fr"),
        ("Multiplié par trois.", "It has tripled.", "fr"),
        ("Doce vecinos o tres docenas.", "A dozen neighbors, or three dozen.", "es"),
        ("Il a quatorze heures de retard à quatorze heures.", "He is late at 2 p.m.", "fr"),
        ("Dentro de quince días.", "In a fortnight.", "es"),
        ("Los años setenta.", "The seventies, or the 1970s.", "es"),
        ("Los setenta.", "The 1970s.", "es"),
        ("Dos tercios y cinco sextos.", "Two thirds and five sixths.", "es"),
        ("Ils sont arrivés à trois.", "They came third.", "fr"),
        ("Mil quinientos vecinos.", "Fifteen hundred neighbors.", "es"),
        ("De deux à trois cents lits.", "Two to three hundred beds.", "fr"),
        ("Un bureau de vingt personnes.", "A twenty-person office.", "fr"),
        ("Dos mil doce camas.", "2,012 beds.", "es"),
        ("Le club des Trois Ponts.", "The Bridges club.", "fr"),
        ("Viven en Tres Cantos.", "They live there.", "es"),
    ],
)
def test_what_says_as_much(source: str, english: str, lang: str) -> None:
    assert lost(source, english, lang) == []


@pytest.mark.parametrize(
    ("text", "lang", "values"),
    [
        ("un bâtiment neuf, les neuf lits, neuf mois", "fr", [9, 9]),
        ("dix pour cent, à quatre pattes, cent pour cent", "fr", [10]),
        ("cien por cien, tres por ciento, los cuatro vientos, cuatro camas", "es", [3, 4]),
        ("trois millions de lits, deux milliards", "fr", []),
        ("3 mil camas, 20 mil", "es", []),
        ("le trois cent douzième lit, le vingt et unième", "fr", []),
        ("uno, una, un, cero", "es", []),
        ("los setenta una red", "es", [70]),
        ("a las dos y el cinco de mayo", "es", [2, 5]),
    ],
)
def test_what_counts_and_what_does_not(text: str, lang: str, values: list[int]) -> None:
    assert [n.value for n in stated(text, lang, find_spans(text, lang))] == values


def test_a_number_in_words_that_is_lost_is_masked_and_then_flagged() -> None:
    source = "Les deux villes ont mille lits."
    mended = one(source, lambda t, beam: t.replace("deux", "").replace("mille", ""))
    assert mended.text == "Les two villes ont 1,000 lits." and mended.checks == ()
    t = translator(lambda text, beam: "The towns have beds.", check_below=0)
    [found] = t.translate([source], "fr")
    assert [(c.kind, c.detail) for c in found.checks] == [("number", "two"), ("number", "1,000")]
    assert "Les ⟦1⟧ villes ont ⟦2⟧ lits." in t.engine.asked


def test_what_is_said_in_other_words_is_not_decoded_again() -> None:
    t = translator(lambda text, beam: "Both towns have a dozen beds.", check_below=0)
    [found] = t.translate(["Les deux villes ont douze lits."], "fr")
    assert found.checks == () and len(t.engine.asked) == 1
