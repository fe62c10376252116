"""The example archive through the whole pipeline: every record ends as ``expected.jsonl`` says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nlp import Kept, Outcome, Pipeline
from nlp.read import read
from nlp.record import to_record, validate

ROOT = Path(__file__).resolve().parents[1]
ARCHIVE = ROOT / "examples" / "archive"
Place = tuple[str, str | None, int | None]
# Measured with the shipped models: 40 of 48; the floor leaves room for another processor's rounding.
PRIMARY_EVENTS_RIGHT = 36


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline.load()


@pytest.fixture(scope="module")
def outcomes(pipeline: Pipeline) -> dict[Place, Outcome]:
    return {place(o): o for o in pipeline.stream(read([str(ARCHIVE)]))}


@pytest.fixture(scope="module")
def expected() -> dict[Place, dict[str, Any]]:
    lines = (ROOT / "examples" / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return {(row["path"], row.get("member"), row.get("line")): row for row in rows}


def place(outcome: Outcome) -> Place:
    path = Path(outcome.source.path).resolve().relative_to(ARCHIVE).as_posix()
    return path, outcome.source.member, outcome.source.line


def test_every_record_is_stored_or_quarantined_as_expected(
    outcomes: dict[Place, Outcome], expected: dict[Place, dict[str, Any]]
) -> None:
    found = {
        where: ("stored", None) if isinstance(o, Kept) else ("quarantined", str(o.reason))
        for where, o in outcomes.items()
    }
    wanted = {where: (row["outcome"], row.get("reason")) for where, row in expected.items()}
    assert found == wanted


def test_records_keep_the_schema_and_say_everything_in_english(
    outcomes: dict[Place, Outcome], pipeline: Pipeline
) -> None:
    for outcome in outcomes.values():
        if isinstance(outcome, Kept):
            record = to_record(outcome.article, pipeline.model_hash, pipeline.config_hash)
            validate(record)
            content = [s for s in record["segments"] if s["label"] == "content"]
            assert all(s["en"] for s in content)
            assert record["title_en"] and record["body_en"]
            assert sum(event["primary"] for event in record["events"]) == 1


def test_most_primary_events_are_right(
    outcomes: dict[Place, Outcome], expected: dict[Place, dict[str, Any]]
) -> None:
    right = 0
    for where, row in expected.items():
        outcome = outcomes[where]
        if isinstance(outcome, Kept) and row.get("events"):
            right += [e.type for e in outcome.article.events if e.primary] == row["events"][:1]
    assert right >= PRIMARY_EVENTS_RIGHT


def test_an_article_s_result_does_not_depend_on_its_company(
    outcomes: dict[Place, Outcome], pipeline: Pipeline
) -> None:
    chosen = [o for o in outcomes.values() if isinstance(o, Kept)][::6]
    for outcome in chosen:
        alone = next(
            o for o in pipeline.stream(read([outcome.source.path])) if place(o) == place(outcome)
        )
        assert isinstance(alone, Kept)
        steps = {"steps": ()}  # they hold seconds
        assert alone.article.with_(**steps) == outcome.article.with_(**steps)
