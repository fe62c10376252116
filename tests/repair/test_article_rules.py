"""The article before a figure goes by how the figure is read aloud."""

from __future__ import annotations

import pytest
from repairers import RULES as REPAIRER

FIGURES = {
    "an": (
        "8", "8%", "8-year", "80-bed", "85th", "800-strong", "8,000-bed", "80,000-file", "8.5% ", "8x8",
        "11%", "11-month", "11,000-bed", "11.5 million", "11th", "18-bed", "18,500-patient", "18.9%",
        "€8 million", "€11 million", "€18.9 million", "€80,000", "€800", "$8 million", "£11,000",
        "8.30 a.m.", "11 000-bed", "11,000,000-record",
    ),
    "a": (
        "1-year", "10-bed", "12%", "17-month", "19th", "100-bed", "110-bed", "118-bed", "180-day",
        "111,000-file", "7-bed", "€10 million", "€1.8 million", "$5", "£100", "€1,250", "US$8 million",
        "1.1 million", "110,000-file", "28-day", "1,000,000-record", "181,000-record", "3D", "24/7",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("right", "figure"), [(a, f) for a in FIGURES for f in FIGURES[a]])
def test_an_before_a_vowel_sound_and_a_before_the_others(right: str, figure: str) -> None:
    wrong = "a" if right == "an" else "an"
    for begin in ("They set up {} {} plan.", "{} {} plan was set up."):
        good = begin.format(right, figure)
        bad = begin.format(wrong, figure)
        if begin.startswith("{}"):
            good, bad = good[0].upper() + good[1:], bad[0].upper() + bad[1:]
        assert REPAIRER.repair(bad).text == REPAIRER.repair(good).text
        assert not any(edit.kind == "article" for edit in REPAIRER.repair(good).edits)


@pytest.mark.parametrize(
    "text",
    [
        "It closed a Series A €18.9 million round.",
        "Read annex A 8 times.",
        "An 1,100-bed site and a 1,100-bed site opened.",
        "An 1850 law and a 1850 law apply.",
        "Vitamin A 800 is sold, vitamin a 800 too.",
        "It opens de 8 a 18 h, says the sign.",
        "An 0.8% fall and a 0.8% fall are the same.",
        "Plan A 8 was dropped.",
    ],
)
def test_what_is_no_article_or_may_be_said_two_ways_stays(text: str) -> None:
    assert [edit for edit in REPAIRER.repair(text).edits if edit.kind == "article"] == []
