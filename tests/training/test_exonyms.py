"""Names that English writes differently: what the table holds and what the pairs take out of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.glossary import Glossary
from nlp.translate.terms import TermFinder
from training.translation import exonyms
from training.translation.exonyms import KNOWN, Seen, counted, listed, names_of

NAMES = {"Copa del Rey": "King's Cup", "Marrakech": "Marrakesh", "Guerra Fría": "Cold War"}


def test_pairs_are_counted_by_what_their_english_has() -> None:
    pairs = [
        ("Ganó la Copa del Rey.", "It won the King's Cup."),
        ("Perdió la «Copa del Rey», dijo.", "It lost the Copa del Rey, he said."),
        ("La copa del rey", "The king's goblet"),
    ]
    assert counted(NAMES, pairs) == {"Copa del Rey": Seen(2, 1, 1)}


def test_a_straight_apostrophe_finds_a_curly_one() -> None:
    names = {"Conseil de l'Europe": "Council of Europe"}
    assert counted(names, [("au Conseil de l’Europe", "at the Council of Europe")]) == {
        "Conseil de l'Europe": Seen(1, 0, 1)
    }


@pytest.mark.parametrize(
    ("seen", "shown"),
    [
        (Seen(), True),
        (Seen(5, 1, 4), True),
        (Seen(5, 2, 2), True),
        (Seen(5, 3, 2), False),
        (Seen(KNOWN, 0, KNOWN), True),
        (Seen(KNOWN + 1, 0, KNOWN), False),
    ],
)
def test_names_that_the_pairs_keep_or_have_often_are_left_out(seen: Seen, shown: bool) -> None:
    assert ("Marrakech" in listed(NAMES, {"Marrakech": seen})) == shown
    assert "Guerra Fría" in listed(NAMES, {"Marrakech": seen})


def test_a_written_name_goes_before_an_exonym_and_a_dash_keeps_it_out(tmp_path: Path) -> None:
    (tmp_path / "fr.tsv").write_text(
        "Albanie\tShqipëria\nFès\t-\nGuerre froide\tCold War\n", encoding="utf-8"
    )
    names = names_of("fr", tmp_path)
    assert names["Albanie"] == "Shqipëria"
    assert names["Guerre froide"] == "Cold War"
    assert "Fès" not in names and len(names) > 100


@pytest.mark.parametrize("lang", ["es", "fr"])
def test_the_packaged_names_come_from_the_tables(lang: str) -> None:
    names = names_of(lang)
    rows = exonyms.TO.read_text(encoding="utf-8").splitlines()[2:]
    packaged = [row.split("\t") for row in rows if row.startswith(f"{lang}\t")]
    assert len(packaged) > 2_000
    assert all(names[name] == english for _, name, _, english in packaged)
    assert Glossary.for_translation(None)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        # in Spanish health news OMC is the doctors' council: the acronym alone tells of no body
        ("es", "Un estudio de la OMC revela más guardias.", []),
        ("es", "El presidente de la OMC pidió una HCE única.", []),
        (
            "es",
            "La Organización Mundial del Comercio (OMC) falló.",
            ["World Trade Organization"],
        ),
        ("es", "La Organización Mundial del Comercio falló.", ["World Trade Organization"]),
        ("es", "La directora general de la OMC viajó.", ["WTO director-general"]),
        ("fr", "L'OMC a tranché.", ["WTO"]),
    ],
)
def test_the_acronym_of_two_bodies_is_left_in_spanish(
    lang: str, text: str, expected: list[str]
) -> None:
    finder = TermFinder(Glossary.for_translation(None), lang)
    found = [span.english for span in finder.find(text)]
    assert [english for english in found if "W" in english] == expected
