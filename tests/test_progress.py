"""The line of figures: shown on a terminal, silent elsewhere."""

from __future__ import annotations

import io

from rich.console import Console

from nlp.balance import Balance
from nlp.progress import Progress, line

BALANCE = Balance(read=1200, stored=1000, already_there=150, quarantined=50, words=5000)


def shown(terminal: bool) -> str:
    out = io.StringIO()
    with Progress(Console(file=out, force_terminal=terminal, width=120)) as progress:
        progress.show(BALANCE)
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
