"""Rewording leaves a figure what it is; what an English reader would misread is another figure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.figures import Figure, compare, figures
from eval.numerals import backed, shown, without_currency
from eval.spelled import digits


def keys(text: str) -> list[str]:
    return [figure.key for figure in figures(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("three hospitals", "3 hospitals"),
        ("two hundred and fifty thousand", "250,000"),
        ("a hundred thousand dollars", "$100,000"),
        ("12,500 beds", "12\u202f500 beds"),
        ("12500 beds", "12 500 beds"),
        ("5 percent", "5.0%"),
        ("5 per cent", "five percent"),
        ("€3.5 million", "3.5 million euros"),
        ("a 3.5 million-euro deal", "EUR 3.5 million"),
        ("€3,500,000", "€3.5M"),
        ("US$30 million", "30 million dollars"),
        ("2.3 thousand million pesos", "2.3 billion pesos"),
        ("half a million", "500,000"),
        ("two and a half years", "2.5 years"),
        ("an hour and a half", "1.5 hours"),
        ("two dozen", "24"),
        ("the twenty-first", "the 21st"),
        ("third", "3rd"),
        ("the eighties", "the 1980s"),
        ("the ’80s", "the 80s"),
        ("March 14th, 2019", "the 14th of March 2019"),
        ("March 14 to 16", "14-16 March"),
        ("Sept. 11", "11 September"),
        ("2:30 p.m.", "14:30"),
        ("8 in the evening", "20:00"),
        ("noon", "12 p.m."),
        ("midnight", "12:00 a.m."),
        ("5-10%", "5% to 10%"),
        ("between 2 and 3 million euros", "between €2 million and €3 million"),
        ("minus 5", "−5"),
        ("783 km2", "783 square kilometers"),
        ("the 1980&#39;s", "the 1980s"),
    ],
)
def test_rewording_is_no_loss(one: str, other: str) -> None:
    assert keys(one)
    assert keys(one) == keys(other)


@pytest.mark.parametrize(
    ("reference", "output"),
    [
        ("three hospitals", "four hospitals"),
        ("2,300 people", "2.300 people"),
        ("3.5 million", "3,5 million"),
        ("€3.5 million", "€35 million"),
        ("€3.5 million", "€3.5 billion"),
        ("€2", "$2"),
        ("2%", "2"),
        ("version 7.10", "version 7.1"),
        ("March 14", "March 15"),
        ("March 14", "May 14"),
        ("in March 2019", "in May 2019"),
        ("14:30", "2:30"),
        ("the 1980s", "the 1990s"),
        ("the fifth", "the sixth"),
        ("-5", "5"),
    ],
)
def test_an_error_is_another_figure(reference: str, output: str) -> None:
    judged, more = compare(reference, output)
    assert not all(there for _, there in judged)
    assert more


@pytest.mark.parametrize("text", ["one of them", "at first", "a second time", "may march on", "So"])
def test_what_is_no_figure_is_not_counted(text: str) -> None:
    assert figures(text) == []


def test_a_figure_counts_once_for_each_occurrence() -> None:
    judged, more = compare("5 of 5 beds, 7 rooms", "5 beds, seven rooms, 9 halls")
    assert [there for _, there in judged] == [True, False, True]
    assert more == [Figure("number", "9")]


def test_words_that_stand_for_a_number_make_up_for_it() -> None:
    assert compare("two hospitals, 50%", "both hospitals, half")[0] == [
        (Figure("number", "2"), True),
        (Figure("percent", "50%"), True),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("17", "number"), ("€17", "money"), ("17%", "percent"), ("May 17", "date"),
        ("the 1970s", "date"), ("17:00", "time"), ("COVID-19", "number"),
    ],
)  # fmt: skip
def test_kinds(text: str, kind: str) -> None:
    assert [figure.kind for figure in figures(text)] == [kind]


def test_only_a_range_shares_its_unit() -> None:
    assert keys("up 9.5% to €17.1 million") == ["9.5%", "€17100000"]
    assert keys("from 2019 to 5%") == ["2019", "5%"]
    assert keys("€2–3 billion") == ["€2000000000", "€3000000000"]


@given(st.integers(0, 999_999))
def test_grouping_changes_nothing(number: int) -> None:
    assert keys(f"{number:,}") == keys(str(number)) == [str(number)]


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("0123456789.,:-%€$ apmth"))))
def test_any_text_has_the_figures_that_it_has(text: str) -> None:
    judged, more = compare(text, text)
    assert all(there for _, there in judged)
    assert more == []


def test_number_words_as_digits() -> None:
    assert digits("Ninety-nine of one hundred and five") == "99 of 105"
    assert digits("two thousand, three hundred") == "2300"
    assert digits("one of the twenty-first") == "one of the 21th"


@pytest.mark.parametrize(
    ("source", "lang", "english"),
    [
        ("quatre-vingt-dix-sept lits", "fr", "97 beds"),
        ("les neuvièmes Assises", "fr", "the ninth Assises"),
        ("septante-deux scénarios", "fr", "seventy-two scenarios"),
        ("au XXIe siècle", "fr", "in the 21st century"),
        ("siglo XV", "es", "15th century"),
        ("dos mil quinientos euros", "es", "€2,500"),
        ("2.300 millones", "es", "2.3 billion"),
        ("3,5 M€", "fr", "€3.5 million"),
        ("104\u2009500 barils", "fr", "104,500 barrels"),
        ("treinta y dos", "es", "thirty-two"),
        ("deux ans et demi", "fr", "2.5 years"),
        ("à 14 h 30", "fr", "at 2:30 p.m."),
        ("las 8 de la tarde", "es", "8 p.m."),
        ("le 14 mars", "fr", "March 14"),
        ("años ochenta", "es", "the 1980s"),
    ],
)
def test_figures_that_a_source_shows(source: str, lang: str, english: str) -> None:
    [figure] = figures(english)
    assert backed(figure, shown(source, lang))


@pytest.mark.parametrize("english", ["300,948 sq mi", "18%", "April 29", "six months", "9 p.m."])
def test_figures_of_the_reference_alone(english: str) -> None:
    [figure] = figures(english)
    assert not backed(figure, shown("783.562 km cuadrados, dos tercios, XV, 8 horas", "es"))


def test_a_currency_that_the_source_leaves_out_is_not_asked_for() -> None:
    source = shown("11,6 millions d’euros, dont 4,1 millions de recettes", "fr")
    priced, bare = figures("€11.6 million, including €4.1 million in revenue")
    assert without_currency(priced, source) == ()
    assert without_currency(bare, source) == ("4100000",)
