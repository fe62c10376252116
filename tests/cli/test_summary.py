"""What a run says at its end."""

from __future__ import annotations

import io
from collections import Counter

import pytest
from report_archive import records
from rich.console import Console

from nlp.balance import Balance
from nlp.cli.run import _tell_ending
from nlp.cli.summary import show, summary
from nlp.report import Figures

BALANCE = Balance(read=9, stored=4, already_there=2, quarantined=3, words=800, worked=4, seconds=2)


def figures() -> Figures:
    found = Figures()
    found.add_all(records()[1:])
    return found


def printed(terminal: bool, width: int = 70) -> str:
    out = io.StringIO()
    console = Console(
        file=out, force_terminal=terminal, width=width, no_color=True, color_system=None
    )
    show(summary(BALANCE, figures(), ["sqlite:///my wire.db", "jsonl:out.jsonl"]), console)
    return out.getvalue()


def test_the_summary_says_what_is_there_and_what_to_do() -> None:
    lines = printed(terminal=False).splitlines()
    assert lines[0].startswith("balance    9 read = 4 stored + 2 already there + 3 quarantined")
    assert "pace       2.0 s, 2.0 articles/s, 400 words/s" in lines
    assert "languages  French 3, English 1" in lines
    assert any(line.startswith("events     tender 2, ") and "uncertain 1" in line for line in lines)
    assert (
        "set aside  2 segments of spam in 1 article and 2 segments of boilerplate in 2 articles"
        in lines
    )
    assert "repairs    3 in 2 articles" in lines
    assert any("A figure is missing: 12" in line for line in lines)
    indent = " " * 11
    assert f"{indent}veille report 'my wire.db' -o report.html" in lines
    assert f"{indent}veille quarantine list 'my wire.db'" in lines
    first = figures().review.sorted()[0]
    assert (
        f"next       veille show {first.key[:12]} 'my wire.db'" in lines
    )  # an id may be of several
    assert any(line.strip().startswith(f"{first.id} ({first.key[:12]})  ") for line in lines)


def test_a_pipe_gets_plain_lines_that_are_not_wrapped() -> None:
    text = printed(terminal=False, width=20)
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) > 60
    assert not [c for c in text if not c.isprintable() and c != "\n"]


def test_a_terminal_has_the_same_within_its_width() -> None:
    lines = printed(terminal=True).splitlines()
    assert all(len(line) <= 70 for line in lines)
    assert "Tender" not in lines[0] and "balance" in lines[0]


def test_a_run_that_did_nothing_says_only_what_it_can() -> None:
    idle = Balance(read=2, already_there=2)
    lines = summary(idle, Figures(), ["jsonl:out.jsonl"])
    assert [label for label, _ in lines] == ["balance", "pace", "results", "next"]
    assert lines[-1] == ("next", "veille report jsonl:out.jsonl -o report.html")


def test_rows_without_a_known_column_are_told_with_the_option_that_names_it() -> None:
    told = Balance(read=2, quarantined=2, reasons=Counter(missing_field=2))
    lines = dict(summary(told, Figures(), ["wire.db"]))
    assert lines["columns"].startswith("2 rows without a text") and "--field" in lines["columns"]
    assert "columns" not in dict(summary(BALANCE, figures(), ["wire.db"]))


def test_results_that_are_not_the_newest_are_told() -> None:
    lines = dict(summary(Balance(read=2, already_there=2, superseded=1), Figures(), ["wire.db"]))
    assert lines["older"].startswith("1 of those already there have a newer result")
    assert "older" not in dict(summary(BALANCE, figures(), ["wire.db"]))


@pytest.mark.parametrize(
    "balance",
    [Balance(read=2, to_do=2), Balance(read=2, already_there=2), Balance(read=1, quarantined=1)],
)
def test_a_dry_run_has_no_next_commands(balance: Balance) -> None:
    """What it found to be rejected is in no quarantine."""
    lines = summary(balance, Figures(), ["wire.db"], dry=True)
    assert [label for label, _ in lines] == ["balance", "pace", "dry run"]
    assert lines[-1][1] == "nothing was written to wire.db"


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("sqlite:///wire", "sqlite:///wire"),
        ("sqlite:///a/wire.sqlite", "a/wire.sqlite"),
        ("sqlite:///a:b.db", "sqlite:///a:b.db"),
        ("jsonl:out.jsonl", "jsonl:out.jsonl"),
    ],
)
def test_the_next_commands_name_the_store_so_that_it_is_found(url: str, named: str) -> None:
    commands = [words for _, words in summary(BALANCE, Figures(), [url])]
    assert f"veille quarantine list {named}" in commands


def test_an_archive_without_articles_is_told_without_its_password(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _tell_ending(Balance(), ["sftp://ana:s3cret@host/a\x1b[2J/"], None)
    told = capsys.readouterr().err
    assert "sftp://ana@host/a" in told and "s3cret" not in told and "\x1b" not in told
