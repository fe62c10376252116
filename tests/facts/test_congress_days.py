"""The days of a congress: told one by one, of last year, and by weekday and number alone."""

from __future__ import annotations

from datetime import date

import pytest

from nlp.facts import Passage, find_facts
from nlp.facts.days import iso

TODAY = date(2025, 6, 2)


def told(*texts: str, published: str | None = "2025-06-02") -> list[str | None]:
    passages = [Passage(number, text) for number, text in enumerate(texts)]
    found = find_facts(passages, ["conference"], published)
    return [fact.date for fact in found if fact.kind == "date"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Tuesday, June 17, Wednesday, June 18, and Thursday, June 19", "2025-06-17/2025-06-19"),
        ("Tuesday, June 17, and Wednesday, June 18", "2025-06-17/2025-06-18"),
        ("Monday, June 30, and Tuesday, July 1", "2025-06-30/2025-07-01"),
        ("Tuesday, June 17, and Thursday, June 19", None),  # two meetings
        ("Tuesday, June 17, or Wednesday, June 18", None),
        ("Tuesday, July 1, to Thursday, July 3", "2025-07-01/2025-07-03"),
        ("Tuesday, June 17", "2025-06-17"),
    ],
)
def test_days_told_one_by_one_are_an_interval(text: str, days: str | None) -> None:
    assert iso(text, TODAY, "future") == days
    assert told(f"The congress will be held on {text}, in Lorient.") == ([days] if days else [])
    assert told(f"The congress will be held {text}, in Lorient.") == ([days] if days else [])


@pytest.mark.parametrize(
    "text",
    [
        "Last year, the congress had brought together 950 people from June 18 to 20, 2024.",
        "Last year, the congress brought together 950 people on June 18, 2024.",
        "The previous edition was held on June 18, 2024 in Vannes.",
        "The congress had gathered 950 people on May 20, 2025.",
    ],
)
def test_the_congress_of_last_year_is_not_that_of_the_article(text: str) -> None:
    assert told(text) == told(text, published=None) == []
    later = told(text, "The congress will be held on June 18 and 19.")
    assert later == ["2025-06-18/2025-06-19"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The congress was held on May 20 and 21.", "2025-05-20/2025-05-21"),
        ("After last year's success, the congress will be held on June 18.", "2025-06-18"),
        ("The first edition was held on May 20.", "2025-05-20"),
    ],
)
def test_a_congress_of_the_article_has_its_days(text: str, days: str) -> None:
    assert told(text) == [days]


@pytest.mark.parametrize(
    ("text", "published", "tense", "day"),
    [
        ("Wednesday the 19th", date(2025, 2, 10), "future", None),  # of February, of March
        ("Wednesday the 19th", date(2025, 3, 10), "future", "2025-03-19"),
        ("Wednesday the 18th", date(2025, 6, 2), "future", "2025-06-18"),
        ("Thursday the 13th", date(2025, 3, 14), "past", "2025-03-13"),
        ("Thursday the 13th", date(2025, 3, 28), "past", None),
        ("Friday the 13th", date(2025, 7, 1), "past", "2025-06-13"),
    ],
)
def test_a_weekday_with_its_number_is_no_guess(
    text: str, published: date, tense: str, day: str | None
) -> None:
    assert iso(text, published, tense) == day  # type: ignore[arg-type]
