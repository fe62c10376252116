"""Names and figures that stand on both sides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.reader.links import Link, _Side, link

ODD = st.text(max_size=60) | st.text(alphabet="AaÉé 1,5.%€ -’", max_size=60)


def joined(source: str, english: str, lang: str = "fr") -> set[tuple[str, str]]:
    """Every pair of texts that light up together."""
    found = link(source, english, lang, "r")
    return {
        (source[ours.start : ours.end], english[theirs.start : theirs.end])
        for ours in found.source
        for theirs in found.english
        if ours.id == theirs.id
    }


@pytest.mark.parametrize(
    ("source", "english", "lang", "pairs"),
    [
        (
            "Un marché de 3,5 M€.",
            "A contract worth €3.5 million.",
            "fr",
            {("3,5 M€", "€3.5 million")},
        ),
        (
            "Le 14 mars 2019, 12 %.",
            "On March 14, 2019, 12%.",
            "fr",
            {("14 mars 2019", "March 14, 2019"), ("12 %", "12%")},
        ),
        ("Son quince hospitales.", "It is fifteen hospitals.", "es", {("quince", "fifteen")}),
        ("Dit Ana Roldán.", "It was said by Ana Roldán.", "fr", {("Ana Roldán", "Ana Roldán")}),
        (
            "Le CHU de Nantes signe.",
            "It is Nantes University Hospital.",
            "fr",
            {("Nantes", "Nantes")},
        ),
        ("À Londres, mardi.", "It was in London.", "fr", {("Londres", "London")}),
        ("The price was 27 M€ .", "The price was €27 million.", "en", {("27", "27")}),
        ("Il y a 3 lits.", "There are 4 beds.", "fr", set()),
        ("Rien.", "It was Roldán.", "fr", set()),
    ],
)
def test_pairs(source: str, english: str, lang: str, pairs: set[tuple[str, str]]) -> None:
    assert joined(source, english, lang) == pairs


def test_a_figure_belongs_to_its_row_and_a_name_to_the_article() -> None:
    one = link("Nantes: 12 lits.", "In Nantes, 12 beds.", "fr", "s1-0")
    two = link("Nantes: 12 lits.", "In Nantes, 12 beds.", "fr", "s2-0")
    assert {a.id for a in one.english} & {a.id for a in two.english} == {"name-nantes"}


@given(source=ODD, english=ODD, lang=st.sampled_from(["fr", "es", "en", None]))
def test_links_are_in_order_and_have_partners(source: str, english: str, lang: str | None) -> None:
    found = link(source, english, lang, "r")
    for text, side in ((source, found.source), (english, found.english)):
        at = 0
        for one in side:
            assert at <= one.start < one.end <= len(text)
            at = one.end
    assert {one.id for one in found.source} == {one.id for one in found.english}


def test_long_text_is_looked_at_up_to_a_limit() -> None:
    text = "Nantes a 12 lits. " * 4000
    found = link(text, text, "fr", "r")
    assert found.source and all(isinstance(one, Link) and one.end <= 4100 for one in found.source)


def test_a_narrow_blank_is_a_blank() -> None:
    """On either side: the French before a sign, and what a name of a record may hold."""
    for blank in ("\u00a0", "\u202f"):
        side = _Side("Le CHU de Nantes")
        assert side.places(f"CHU{blank}de{blank}Nantes") == [(3, 16)]
        assert _Side(f"Le CHU{blank}de Nantes").places("chu de nantes") == [(3, 16)]
