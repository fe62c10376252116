"""British style in our own translations: what was computed in American style is turned."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from repairers import RULES as REPAIRER

from nlp.article import Article, Segment
from nlp.calendar import FOREIGN_MONTHS, MONTHS
from nlp.repair import Repairer, RepairOptions, RepairStage
from nlp.stage import Kept
from nlp.times import clock

AMERICAN = Repairer.load(RepairOptions(model=None, style="us"))
BRITISH = Repairer.load(RepairOptions(model=None, style="uk"))


@pytest.mark.parametrize(
    ("lang", "source", "english", "british"),
    [
        ("fr", "La clinique ouvre le 3 mars 2025 à 14h30. Le marché est du 5 mars.",
         "The clinic opens on March 3, 2025 at 2:30 p.m. The contract is of March 5.",
         "The clinic opens on 3 March 2025 at 14:30. The contract is of 5 March."),
        ("es", "La clínica abre el 3 de marzo de 2025 a las 9 de la mañana.",
         "The clinic opens on March 3, 2025 at 9 a.m.", "The clinic opens on 3 March 2025 at 9:00."),
        ("fr", "Du 19 au 21 mai, de 9 h à 18 h.", "May 19 to 21, from 9 a.m. to 6 p.m.",
         "19 to 21 May, from 9:00 to 18:00."),
        ("fr", "Les 18, 19 et 20 mars 2025, il se réunit.", "On March 18, 19 and 20, 2025, it meets.",
         "On 18, 19 and 20 March 2025, it meets."),
        ("fr", "Du mardi 1er juillet au jeudi 3 juillet.", "From Tuesday, July 1 to Thursday, July 3.",
         "From Tuesday 1 July to Thursday 3 July."),
        ("fr", "Signé le 12/03/2025 et le 05.04.25.", "Signed on March 12, 2025 and on April 5, 2025.",
         "Signed on 12 March 2025 and on 5 April 2025."),
        ("fr", "Il ferme à 0 h 05 et ouvre à 12 h 15.", "It closes at 12:05 a.m. and opens at 12:15 p.m.",
         "It closes at 0:05 and opens at 12:15."),
        ("fr", "À 8 h 05 mardi, il ouvre.", "At 8:05 a.m. Tuesday, it opens.", "At 8:05 Tuesday, it opens."),
        ("fr", "Ouvert le 3 mars 2025 à 14h30.", "It opens March 3, 2025 to 2:30 p.m.",
         "It opens 3 March 2025 to 14:30."),
        ("fr", "Le 3 mars, 2000 patients sont venus.", "On March 3, 2000 patients came.",
         "On 3 March, 2000 patients came."),
    ],
)  # fmt: skip
def test_a_translation_has_the_style_that_was_asked_for(
    lang: str, source: str, english: str, british: str
) -> None:
    found = BRITISH.repair(english, source, lang)
    assert (found.text, found.settled) == (british, True)
    assert BRITISH.repair(british, source, lang).edits == ()
    for other in (AMERICAN, REPAIRER):
        assert other.repair(english, source, lang).text == english


@pytest.mark.parametrize(
    ("source", "english"),
    [
        ("L'hôpital du 8 mars a 12 lits.", "The March 8 Hospital has 12 beds."),
        ("Le 19 mai et 21 hôpitaux ont été touchés.", "On May 19 and 21 hospitals were hit."),
        ("Il y a 3 appels en mars.", "There are March 3 calls."),
        ("Ouvert de 14 h à 16 h.", "It opens from 2 to 4 p.m. daily."),
        ("De 10 h 30 à 11 h 30.", "From 10:30-11:30 a.m. it is open."),
        ("À 14 h GMT.", "It is 2 p.m. GMT."),
        ("À midi.", "It is noon."),
        ("En mars 2025.", "It was in March 2025."),
    ],
)
def test_what_is_no_date_or_cannot_be_turned_stays(source: str, english: str) -> None:
    assert BRITISH.repair(english, source, "fr").text == english


@pytest.mark.parametrize(
    "text", ["It was signed on March 3, 2025.", "It opens at 2:30 p.m. on May 5."]
)
def test_english_that_came_in_keeps_its_dates(text: str) -> None:
    assert BRITISH.repair(text).edits == ()


@given(st.integers(0, 11), st.integers(1, 28), st.integers(1990, 2035), st.integers(1, 23))
def test_any_day_and_hour_is_turned(month: int, day: int, year: int, hour: int) -> None:
    source = f"Il ouvre le {day} {FOREIGN_MONTHS['fr'][month]} {year} à {hour} h 30."
    told = clock(hour, "30")
    english = f"It opens on {MONTHS[month]} {day}, {year} at {told}"
    assert BRITISH.repair(english, source, "fr").text == (
        f"It opens on {day} {MONTHS[month]} {year} at {hour}:30."
    )


def test_the_stage_says_what_it_turned_and_flags_no_figure() -> None:
    source = "La clinique ouvre le 3 mars 2025 à 14 h 30."
    english = "The clinic opens on March 3, 2025 at 2:30 p.m."
    segment = Segment(source, label="content", lang="fr", en=english)
    article = Article.new(source, lang="fr").with_(segments=(segment,))
    [found] = RepairStage(BRITISH)([article])
    assert isinstance(found, Kept)
    assert found.article.segments[0].en == "The clinic opens on 3 March 2025 at 14:30."
    assert {edit.kind for edit in found.article.edits} == {"date_format"}
    assert found.article.checks == ()
