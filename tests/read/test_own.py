"""What veille wrote lies beside archives and becomes no article."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nlp.balance import Balance
from nlp.metrics import Metrics
from nlp.read import read
from nlp.report.figures import Figures
from nlp.report.page import page
from nlp.stage import Reason, Rejected
from nlp.watch import Log, Manifest, Run


def _run_files(folder: Path) -> None:
    for watcher in (
        Log(folder / "veille.log.1"),
        Manifest(folder / "old.json"),
        Metrics(folder / "veille.prom.bak", every=0),
    ):
        watcher.began(Run(1, "m", "c"))
        watcher.ended(Balance(), "done")


def test_side_files_of_another_run_are_no_news(tmp_path: Path) -> None:
    _run_files(tmp_path)
    made = page("wire.db", Figures(), [], [], 0, datetime(2026, 3, 4, tzinfo=UTC))
    (tmp_path / "report.html").write_text(made)
    task = {"data": {"title": "t", "text": "Un texte.", "veille_kind": "events"}}
    (tmp_path / "tasks.json").write_text(json.dumps([task]))
    found = list(read([str(tmp_path)]))
    assert len(found) == 6  # two lines of the log
    for outcome in found:
        assert isinstance(outcome, Rejected)
        assert outcome.reason is Reason.UNSUPPORTED
        assert outcome.detail.endswith("and no article")


@pytest.mark.parametrize(
    "row",
    [
        {"text": "Un texte.", "time": "10:00", "event": "congrès"},
        {"text": "Un texte.", "version": "2"},
        {"text": "Un texte.", "data": {"kind": "events"}},
    ],
)
def test_articles_with_such_columns_are_news(row: dict[str, object], tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n")
    [article] = read([str(tmp_path)])
    assert not isinstance(article, Rejected)
