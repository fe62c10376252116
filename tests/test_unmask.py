"""Masked sentences put back: full stops, capitals."""

from __future__ import annotations

import pytest

from nlp.protect import find_spans, mask, unmask
from nlp.translate.checks import missing


@pytest.mark.parametrize(
    ("text", "english", "expected"),
    [
        ("It opens at ⟦1⟧.", "2 p.m.", "It opens at 2 p.m."),
        ("At ⟦1⟧. Then nothing.", "2 p.m.", "At 2 p.m. Then nothing."),
        ("“At ⟦1⟧.” he said", "9 a.m.", "“At 9 a.m.” he said"),
        ("At ⟦1⟧...", "2 p.m.", "At 2 p.m...."),
        ("At ⟦1⟧, or ⟦1⟧?", "2 p.m.", "At 2 p.m., or 2 p.m.?"),
        ("It costs ⟦1⟧.", "€3 million", "It costs €3 million."),
        ("At ⟦1⟧.", "noon", "At noon."),
        ("Gone ⟦2⟧.", "2 p.m.", "Gone."),
    ],
)
def test_one_full_stop_after_a_rendering_that_has_its_own(
    text: str, english: str, expected: str
) -> None:
    assert unmask(text, {"⟦1⟧": english}) == expected


@pytest.mark.parametrize(
    ("text", "english", "expected"),
    [
        ("⟦1⟧ servers fell.", "some 30", "Some 30 servers fell."),
        ("“⟦1⟧ servers fell”", "some 30", "“Some 30 servers fell”"),
        ("⟦1⟧ will go.", "some €100 million", "Some €100 million will go."),
        ("⟦1⟧ was the hour.", "noon", "Noon was the hour."),
        ("⟦1⟧, it is open.", "seven days a week", "Seven days a week, it is open."),
        ("Of ⟦1⟧ servers", "some 30", "Of some 30 servers"),
        ("⟦1⟧ said", "eSanté", "eSanté said"),
        ("⟦1⟧ said", "e-health 30", "e-health 30 said"),
        ("⟦1⟧ is down", "sante.gouv.fr", "sante.gouv.fr is down"),
        ("⟦1⟧ has it", "openEHR", "openEHR has it"),
    ],
)
def test_only_words_that_count_get_a_capital(text: str, english: str, expected: str) -> None:
    assert unmask(text, {"⟦1⟧": english}) == expected


@pytest.mark.parametrize(
    ("lang", "source", "expected"),
    [
        ("fr", "Une trentaine de serveurs", "Some 30 serveurs"),
        ("es", "Una veintena de centros", "Some 20 centros"),
        ("es", "hasta las 14.45 horas.", "hasta las 2:45 p.m."),
        ("fr", "La coupure a commencé à 8 h.", "La coupure a commencé à 8 a.m."),
    ],
)
def test_sentences_begin_and_end_as_english_does(lang: str, source: str, expected: str) -> None:
    assert unmask(*mask(source, find_spans(source, lang))) == expected


@pytest.mark.parametrize(
    ("text", "lasts", "expected"),
    [
        ("They began a ⟦1⟧ strike.", "36 hours", "They began a 36-hour strike."),
        ("A ⟦1⟧ shift costs less.", "8 hours", "An 8-hour shift costs less."),
        ("an ⟦1⟧ outage", "12 hours", "a 12-hour outage"),
        ("It lasted ⟦1⟧ in all.", "36 hours", "It lasted 36 hours in all."),
        ("The ⟦1⟧ meeting", "2 hours 30 minutes", "The 2-hour-30-minute meeting"),
        ("The ⟦1⟧ spent", "2 hours 30 minutes", "The 2 hours 30 minutes spent"),
        ("a ⟦1⟧ outage", "3 hours 30 minutes", "a 3-hour-30-minute outage"),
        ("a ⟦1⟧ hospital", "36", "a 36 hospital"),
    ],
)
def test_a_length_of_time_before_a_noun(text: str, lasts: str, expected: str) -> None:
    assert unmask(text, {"⟦1⟧": lasts}) == expected


def test_a_length_of_time_before_a_noun_is_not_missed() -> None:
    spans = find_spans("une grève de 36 h", "fr")
    assert missing(spans, "a 36-hour strike") == [] == missing(spans, "a strike of 36 hours")
    assert [f.detail for f in missing(spans, "a strike of 36")] == ["36 hours"]


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("expected at ⟦1⟧", "Monday the 16th", "expected on Monday the 16th"),
        ("In ⟦1⟧, it", "Monday the 16th", "On Monday the 16th, it"),
        ("by ⟦1⟧", "Monday the 16th", "by Monday the 16th"),
        ("at ⟦1⟧", "5 p.m.", "at 5 p.m."),
        ("in ⟦1⟧", "March 16", "in March 16"),
        ("begin ⟦1⟧", "Monday the 16th", "begin Monday the 16th"),
    ],
)
def test_a_weekday_with_its_day_has_its_preposition(text: str, day: str, expected: str) -> None:
    assert unmask(text, {"⟦1⟧": day}) == expected
