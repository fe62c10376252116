"""Dates as sources write them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.day import day_of


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2025-03-14", "2025-03-14"),
        ("2025-03-14T10:00:00Z", "2025-03-14"),
        ("2025-03", "2025-03"),
        ("2025", "2025"),
        ("Fri, 14 Mar 2025 10:00:00 +0100", "2025-03-14"),
        ("14/03/2025", "2025-03-14"),
        ("3.4.2025 18:00", "2025-04-03"),
        ("14 mars 2025", "2025-03-14"),
        ("Publicado el 14 de marzo de 2025", "2025-03-14"),
        ("2025-02-30", None),
        ("31/02/2025", None),
        ("14 mars", None),
        ("last week", None),
        ("", None),
        (None, None),
    ],
)
def test_days(published: str | None, day: str | None) -> None:
    assert day_of(published) == day


@given(
    st.text(max_size=60)
    | st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}", fullmatch=True)
)
def test_any_text_is_a_day_or_none(published: str) -> None:
    day = day_of(published)
    assert day is None or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", day)
