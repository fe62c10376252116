"""Figures, stages and time left: shown on a terminal, silent elsewhere."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from nlp.balance import Balance
from nlp.progress import Pace, Progress, clock, line, remaining, stages

BALANCE = Balance(read=1200, stored=1000, already_there=150, quarantined=50, words=5000)


RECORD = {
    "body": "un deux trois quatre",
    "provenance": {
        "steps": [{"stage": "translate", "seconds": 3.0}, {"stage": "repair", "seconds": 1.0}]
    },
}


def shown(terminal: bool, share: float | None = None) -> str:
    out = io.StringIO()
    console = Console(file=out, force_terminal=terminal, width=120)
    with Progress(console, share=lambda: share, limit=2000) as progress:
        progress.show(BALANCE, [RECORD] * 3)
    return out.getvalue()


def test_the_figures_are_shown_on_a_terminal() -> None:
    assert "1,000 stored" in shown(terminal=True)


def test_nothing_is_written_where_nobody_looks() -> None:
    assert shown(terminal=False) == ""


def test_the_line_tells_words_a_second() -> None:
    assert line(BALANCE, 2.0) == (
        "1,200 read  1,000 stored  150 already there  50 quarantined  2,500 words/s"
    )
    assert line(Balance(), 0.0).endswith("0 words/s")


def test_the_stages_are_shown_with_their_speed_and_share() -> None:
    text = shown(terminal=True)
    assert "translate          1 words/s   75%" in text
    assert "repair             4 words/s   25%" in text
    assert stages(0, {"segment": 0.0}) == []


def test_what_is_done_is_told_where_the_share_of_the_input_is_known() -> None:
    assert "100% of about 1,200" in shown(terminal=True, share=1.0)
    assert "75% of about 1,600" in shown(terminal=True, share=0.75)
    assert "60% of about 2,000" in shown(terminal=True, share=0.1)  # no more than the limit
    assert "of about" not in shown(terminal=True)
    assert remaining(5, 0, None) == []


def test_the_time_left_follows_the_pace_of_the_last_minutes() -> None:
    pace = Pace()
    assert pace.left(0, 0, 100_000) is None
    assert pace.left(10, 50_000, 100_000) == 10  # what was known races by
    for minute in range(1, 11):
        left = pace.left(10 + 60 * minute, 50_000 + 600 * minute, 100_000)
    assert left == pytest.approx((100_000 - 56_000) / 10)
    assert pace.left(1000, 60_000, None) is None


def test_a_run_that_stands_still_has_no_time_left_to_tell() -> None:
    pace = Pace()
    pace.left(1, 5, 10)
    assert pace.left(200, 5, 10) is None


@pytest.mark.parametrize(("seconds", "told"), [(7, "0:07"), (750, "12:30"), (11045, "3:04:05")])
def test_clocks(seconds: float, told: str) -> None:
    assert clock(seconds) == told
