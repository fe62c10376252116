"""Dates as sources write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime

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
        ("Viernes, 14 Marzo 2025", "2025-03-14"),
        ("14 marzo, 2025", "2025-03-14"),
        ("14 Févr. 2025 13:22", "2025-02-14"),
        ("1er Août 2025", "2025-08-01"),
        ("March 14, 2025", "2025-03-14"),
        ("14th of March 2025", "2025-03-14"),
        ("14 jui 2025", None),  # June or July
        ("12 au 14 Mars 2025", None),
        ("32 Mars 2025", None),
        ("Publicado el 14 de marzo de 2025", "2025-03-14"),
        ("2025/03/04", "2025-03-04"),
        ("2025/3/4 08:00", "2025-03-04"),
        ("2025.03.04", "2025-03-04"),
        ("2025-3-4", "2025-03-04"),
        ("2025/03/04T08:00:00Z", "2025-03-04"),
        ("2025-03-04-10.15.00", None),  # as before: it goes on with figures
        ("20250304", "2025-03-04"),
        ("20250304T080000Z", "2025-03-04"),
        ("20250304 0800", "2025-03-04"),
        ("20250304080000", "2025-03-04"),
        ("04-03-2025", "2025-03-04"),
        ("4-3-2025 08:00", "2025-03-04"),
        ("1741075200", "2025-03-04"),
        ("1741075200.0", "2025-03-04"),
        ("1741132799", "2025-03-04"),
        ("1741132800", "2025-03-05"),
        ("1741075200000", "2025-03-04"),
        ("1741075200000000", "2025-03-04"),
        ("1741075200000000000", "2025-03-04"),
        (" 1741075200 ", "2025-03-04"),
        ("2025/13/04", None),
        ("2025/02/30", None),
        ("2025/03", "2025"),
        ("2024/25", "2024"),
        ("2025/03-04", "2025"),
        ("20251304", None),
        ("20250230", None),
        ("18250304", None),
        ("04032025", None),
        ("202503", None),
        ("2025030", None),
        ("202503041", None),
        ("20250304080", None),
        ("03/13/2025", None),
        ("03-13-2025", None),
        ("31-02-2025", None),
        ("04-03-25", None),
        ("04-03-20251", None),
        ("0000000000", None),
        ("0612345678", None),
        ("0", None),
        ("2025-03-04/2025-03-09", "2025-03-04"),
        ("2025/03/04-05", "2025"),
        ("4102444800", None),
        ("9999999999", None),
        ("17410752", None),
        ("174107520", None),
        ("17410752000", None),
        ("174107520000", None),
        ("174107520000000", None),
        ("1741075200 articles", None),
        ("-1741075200", None),
        ("0612345678 9", None),
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
    st.datetimes(datetime(1902, 1, 1), datetime(2099, 12, 31)),
    st.sampled_from(
        ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"]
    ),
    st.sampled_from(["", " %H:%M", "T%H:%M:%S", "T%H:%M:%SZ"]),
)
def test_every_day_is_read_in_every_spelling(when: datetime, day: str, hour: str) -> None:
    assert day_of(when.strftime(day + hour)) == when.date().isoformat()


@given(st.datetimes(datetime(2001, 9, 10), datetime(2099, 12, 31)), st.sampled_from([0, 3, 6, 9]))
def test_every_second_of_a_clock_is_a_day(when: datetime, places: int) -> None:
    seconds = int(when.replace(tzinfo=UTC).timestamp())
    assert day_of(f"{seconds}{'7' * places}") == when.date().isoformat()


@given(
    st.from_regex(r"[0-9]{8,19}", fullmatch=True)
    | st.text(max_size=60)
    | st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}", fullmatch=True)
)
def test_any_text_is_a_day_or_none(published: str) -> None:
    day = day_of(published)
    assert day is None or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", day)
