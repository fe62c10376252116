"""Frames in, frames out: one row each, whatever is in them."""

from __future__ import annotations

import json
from types import SimpleNamespace

import numpy
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st
from job_fakes import load

from nlp.config import Config
from nlp.errors import ConfigError
from nlp.frames import COLUMNS, FrameWorker, frame_schema
from nlp.record import validate
from nlp.stage import Reason

WORKER = FrameWorker(runner=load())


def test_each_row_has_its_outcome_in_its_place() -> None:
    texts = ["titre\nphrase 7", "poison", None, "win", "dernier\nmot"]
    frame = pandas.DataFrame({"text": texts, "ref": range(5)}, index=list("vwxyz"))
    made = WORKER(frame)
    assert list(made.columns) == ["text", "ref", *COLUMNS] and list(made.index) == list("vwxyz")
    assert list(made["outcome"]) == ["kept", "rejected", "rejected", "rejected", "kept"]
    assert list(made["reason"]) == [None, "stage_error", "missing_field", "no_content", None]
    assert made.loc["v", "body_en"] == "PHRASE 7" and made.loc["v", "event"] == "tender"
    validate(json.loads(made.loc["z", "record"]))


def test_the_day_of_publication_is_part_of_the_key() -> None:
    days = [pandas.Timestamp("2025-07-17"), pandas.NaT, pandas.Timestamp("2025-03-05")]
    frame = pandas.DataFrame({"text": ["titre\nphrase"] * 4, "published": [*days, days[0]]})
    keys = list(WORKER(frame)["key"])
    assert len(set(keys[:3])) == 3 and keys[3] == keys[0]
    assert WORKER(frame[["text"]])["key"].iloc[0] == keys[1]


def test_the_columns_that_the_configuration_names_are_read() -> None:
    config = Config.model_validate({"read": {"fields": {"text": ["corps"], "title": ["titre"]}}})
    worker = FrameWorker(config, name="presse", runner=load())
    (row,) = worker(pandas.DataFrame({"corps": ["un mot"], "titre": ["Un titre"]})).to_dict(
        "records"
    )
    record = json.loads(row["record"])
    assert record["source"]["path"] == "presse" and record["source"]["line"] == 1


def test_a_column_is_never_written_over() -> None:
    with pytest.raises(ConfigError, match="would be added: key, record"):
        WORKER(pandas.DataFrame({"text": ["x"], "record": [1], "key": [2]}))


def test_an_empty_frame_keeps_its_columns() -> None:
    made = WORKER(pandas.DataFrame({"text": []}))
    assert list(made.columns) == ["text", *COLUMNS] and not len(made)


def test_frames_stream() -> None:
    frames = (pandas.DataFrame({"text": [f"titre {n}\nphrase"]}) for n in range(3))
    assert [frame["title_en"].iloc[0] for frame in WORKER.stream(frames)] == [
        "TITRE 0", "TITRE 1", "TITRE 2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "dtype", "told"),
    [
        ([7, None, 12], "float64", ["7", None, "12"]),
        ([7, None, 12], "float32", ["7", None, "12"]),
        ([7, None, 12], "Int64", ["7", None, "12"]),
        ([7, None, 12], "object", ["7", None, "12"]),
        ([numpy.int64(7), None, numpy.float64(0.5)], "object", ["7", None, "0.5"]),
        ([7, 8, 12], "int64", ["7", "8", "12"]),
        ([7.0, 8.0], "float64", ["7.0", "8.0"]),  # without a gap it is a column of floats
        ([7.5, None, 12], "float64", ["7.5", None, "12.0"]),
        ([2.0**53, None], "float64", ["9007199254740992.0", None]),  # or its neighbour: unknown
        ([2.0**53 - 1, None], "float64", ["9007199254740991", None]),
        ([float("inf"), None], "float64", ["inf", None]),
        ([None, None], "float64", [None, None]),
    ],
)
def test_an_integer_beside_a_gap_stays_an_integer(
    values: list, dtype: str, told: list[str | None]
) -> None:
    ids = pandas.Series(values, dtype=dtype)
    frame = pandas.DataFrame({"Id": ids, "n": ids, "text": ["un mot"] * len(values)})
    made = WORKER(frame)
    records = [json.loads(record) for record in made["record"]]
    own = [None if r["id"] == r["content_hash"][:16] else r["id"] for r in records]
    assert own == told
    pandas.testing.assert_frame_equal(made[["Id", "n", "text"]], frame)
    if dtype == "float64":
        metas = [r["meta"].get("n") for r in records]
        assert metas == [None if pandas.isna(v) else str(float(v)) for v in values]


def test_two_columns_of_one_name() -> None:
    rows = [[101, "un mot", 7.0, "x"], [102, "deux mots", None, "y"]]
    frame = pandas.DataFrame(rows, columns=["id", "text", "id", "nom"])
    records = [json.loads(record) for record in WORKER(frame)["record"]]
    assert [r["id"] for r in records] == ["101", "102"]
    assert [r["meta"] for r in records] == [{"id_2": "7", "nom": "x"}, {"nom": "y"}]
    gaps = frame.set_axis(["x", "text", "id", "nom"], axis=1)
    assert json.loads(WORKER(gaps)["record"][0])["id"] == "7"  # and not 7.0


def test_the_schema_for_spark() -> None:
    kind = SimpleNamespace(simpleString=lambda: "bigint")
    frame = SimpleNamespace(
        schema=SimpleNamespace(fields=[SimpleNamespace(name="n", dataType=kind)])
    )
    assert frame_schema(frame).startswith("`n` bigint, `key` string") and "record" in frame_schema(
        frame
    )


cells = st.one_of(
    st.none(), st.text(), st.integers(), st.floats(), st.binary(), st.lists(st.text(), max_size=3)
)


@given(st.lists(st.fixed_dictionaries({"text": cells, "title": cells, "other": cells}), max_size=6))
def test_any_frame_gives_one_outcome_a_row(rows: list[dict]) -> None:
    made = WORKER(pandas.DataFrame(rows, columns=["text", "title", "other"], dtype="object"))
    assert len(made) == len(rows)
    for outcome, reason in zip(made["outcome"], made["reason"], strict=True):
        assert (outcome == "kept") == (reason is None)
        assert reason is None or Reason(reason)
