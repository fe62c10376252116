"""What a converter left: tags with attributes, lost letters, foreign ordinals, points of thousands."""

from __future__ import annotations

import pytest
from repairers import RULES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('The report is <a href="/doc/12">available online</a>&nbsp;until June.', "The report is available online until June."),
        ('The report is <a href="/doc/12">available online until June.', "The report is available online until June."),
        ("Bego\ufffda Ib\ufffd\ufffdez runs the unit.", "Bego\u00f1a Ib\u00e1\u00f1ez runs the unit."),
        ("The 3e trimester was good.", "The third quarter was good."),
        ("It is the 12e edition of the fair.", "It is the 12th edition of the fair."),
        ("In the years 2000 it was new.", "In the 2000s it was new."),
        ("Since January 1.870 consultations were held.", "Since January 1,870 consultations were held."),
        ("It opens Monday to Friday of 8h to 20h.", "It opens Monday to Friday from 8:00 to 20:00."),
        ("A branch opens in the Maritime-Charente.", "A branch opens in the Charente-Maritime."),
    ],
)  # fmt: skip
def test_what_was_left_is_mended(text: str, expected: str) -> None:
    assert RULES.repair(text).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "In HTML, <strong> does the same.",
        'Write `<a href="/x">text</a>` in the page.',
        "Doctors saw a mean of 1.870 patients in the study.",
        "Each clinic had 2.125 visits a day.",
        "Flat 3e is on the third floor.",
        "She was abroad in the years 2000 to 2004.",
        "Version 1.250 files are read too.",
    ],
)
def test_right_english_is_left_alone(text: str) -> None:
    assert RULES.repair(text).text == text


def test_a_town_turned_round_comes_back_where_the_source_has_it() -> None:
    text, source = "The hospital of Royal City signed.", "El hospital de Ciudad Real ha firmado."
    assert RULES.repair(text, source, "es").text == "The hospital of Ciudad Real signed."
    assert RULES.repair(text).text == text
