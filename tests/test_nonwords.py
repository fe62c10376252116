"""Words of an English sentence that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_translate import one, translator

from nlp.figures import Span
from nlp.translate.decoder import Unit
from nlp.translate.nonwords import is_word, nonwords


@pytest.mark.parametrize(
    ("english", "found"),
    [
        ("The superpriation was sustainableability.", ["superpriation", "sustainableability"]),
        ("Programd admissions resumed.", ["Programd"]),
        ("Ap appointment booking collapse", ["Ap"]),
        ("the Pulblic platform and the Provice", ["Pulblic", "Provice"]),
        ("Healthback from the mainfinal", ["Healthback", "mainfinal"]),
        ("They are extrapolateable.", ["extrapolateable"]),
        ("The decrimen and the superprised unit", ["decrimen", "superprised"]),
        ("It is breakeven after write-downs, without middlemen.", []),
        ("A standoff, in dribs and drabs, with a Luddite.", []),
        ("The northbound statewide shipowners have backwards parenthood.", []),
        ("Its manageable, sizeable takeover in Valencia, Paris and Germany", []),
        ("The hospitals' outages were rescheduled.", []),
        ("Cyberattackers re-encrypted the well-known servers' backups.", []),
        ("On Monday she didn't pay; it's unbudgeted.", []),
        ("The firm bought SIH-net.", []),
        ("see example.org/superpriation and @superpriation", []),
    ],
)
def test_what_is_no_word_is_named(english: str, found: list[str]) -> None:
    assert nonwords("Une phrase.", english) == found


def test_a_capital_may_be_that_of_a_name_of_the_source() -> None:
    assert nonwords("según Aristófanes", "according to Aristophanes") == []
    assert nonwords("La plataforma Pública", "The platform Pulblic") == ["Pulblic"]
    assert nonwords("La phrase", "The Aristophanes") == ["Aristophanes"]


def test_words_of_the_source_are_left() -> None:
    assert nonwords("La recette du kouglof.", "The kouglof recipe.") == []
    assert nonwords("Los kouglofes.", "The kouglof recipe.") == ["kouglof"]


@pytest.mark.parametrize(
    "word",
    [
        "deinstalled", "telehealth", "whiteboards", "stopped", "bacteriologists", "unpaid", "middlemen", "craftsmen", "breakeven",
        "copays", "insourcing", "digitised", "upskilling",
    ],
)  # fmt: skip
def test_what_is_formed_of_words_is_one(word: str) -> None:
    assert is_word(word)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_looked_at(source: str, english: str) -> None:
    assert all(word in english for word in nonwords(source, english))


def test_a_sentence_with_no_word_is_decoded_again() -> None:
    found = one("Il a payé.", lambda t, beam: "It has paid." if beam > 1 else "It has payedised.")
    assert found.text == "It has paid." and not found.checks
    [kept] = translator(lambda t, beam: "It has payedised.", check_below=0).translate(
        ["Il a payé."], "fr"
    )
    assert [(check.kind, check.detail) for check in kept.checks] == [("word", "payedised")]


def test_neither_masks_nor_glosses_are_taken_away_for_a_word_where_it_seldom_helps() -> None:
    """Masks in no sentence, glosses in none of more than 40 tokens."""
    t = translator(lambda text, beam: "It has payedised ⟦1⟧.", check_below=0)
    t.translate(["Il a payé 12 M€."], "fr")
    assert t.engine.asked == ["Il a payé ⟦1⟧."] * 2

    for pieces, looks in ((40, 3), (41, 2)):
        t = translator(lambda text, beam: "It has payedised.", check_below=0)
        text = "Il a payé."
        unit = Unit(text, "fr", [], glosses=[Span(5, 9, "gloss", "paid", ())], pieces=pieces)
        t._decoder.decode([unit])
        assert len(t.engine.asked) == looks
        assert (text in t.engine.asked) == (looks == 3)
