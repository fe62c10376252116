"""The name of a store: endings and options that nobody knows are refused, and names may change."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from job_fakes import result

from nlp.article import Source
from nlp.errors import ConfigError
from nlp.quarantine import Quarantine
from nlp.stage import Reason, Rejected
from nlp.store import open_store
from nlp.store.places import place_of, store_from
from nlp.store.siblings import check_apart

RECORDS = [result(number) for number in range(5)]


@pytest.mark.parametrize(
    "name",
    [
        "jsonl:{}/o.jsonl.bz2",
        "jsonl:{}/o.jsonl.zstd",
        "jsonl:{}/o.jsonl.gz.gz",
        "jsonl:{}/o.csv",
        "jsonl:{}/o.csv.gz",
        "jsonl:{}/o.db",
        "jsonl:{}/o.parquet",
        "jsonl:{}/o.gz",
        "bulk:{}/o.txt",
        "bulk:{}/o.ndjson.bz2?index=news",
        "bulk:{}/o.ndjson?index",
    ],
)
def test_an_unknown_ending_is_told_with_the_known_ones(name: str, tmp_path: Path) -> None:
    for read_only in (False, True):
        with pytest.raises(ConfigError, match=r"\.jsonl.*\.gz or \.zst"):
            open_store(name.format(tmp_path), read_only=read_only)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("bulk:{}/o.ndjson.gz?Index=news", r"'Index'; known are \?index=NAME"),
        ("bulk:{}/o.ndjson?side=x.db", r"'side'; known are \?index=NAME"),
        ("bulk:{}/o.ndjson?=news", r"''; known are \?index=NAME"),
        ("jsonl:{}/o.jsonl?index=news", "'index'; known are none here"),
        ("parquet:{}/out?side=x.db", "'side'; known are none here"),
        ("sqlite:///{}/wire.db?mode=ro", "'mode'; known are none here"),
        ("parquet:memory://{}/out/?sied=x.db", r"'sied'; known are \?side=PATH"),
    ],
)
def test_an_unknown_option_is_told_with_the_known_ones(
    name: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match=f"unknown option {told}"):
        open_store(name.format(tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        "jsonl:{}/o.jsonl",
        "jsonl:{}/O.JSONL.GZ",
        "jsonl:{}/o.2024-01.ndjson.zst",
        "jsonl:{}/o.json",
        "jsonl:{}/results",
        "bulk:{}/o.jsonl.gz?index=news",
        "parquet:{}/out.2024",
        "sqlite:///{}/what?.db",
    ],
)
def test_other_names_make_a_store(name: str, tmp_path: Path) -> None:
    for _ in range(2):
        with closing(open_store(name.format(tmp_path))) as store:
            store.put(RECORDS)
    assert store.url == name.format(tmp_path)


@pytest.mark.parametrize("name", ["o.csv", "o.jsonl?x=1"])
def test_a_store_that_is_there_opens_whatever_its_name(name: str, tmp_path: Path) -> None:
    with closing(open_store(f"jsonl:{tmp_path}/o.jsonl")) as store:
        store.put(RECORDS)
    (tmp_path / "o.jsonl").rename(tmp_path / name)
    with closing(open_store(f"jsonl:{tmp_path}/{name}", must_exist=True)) as store:
        assert list(store) == RECORDS


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("jsonl:{}/a.jsonl", "jsonl:{}/b.jsonl"),
        ("jsonl:{}/a.jsonl.gz", "jsonl:{}/b.jsonl.gz"),
        ("bulk:{}/a.ndjson.zst", "bulk:{}/b.ndjson.zst"),
        ("parquet:{}/a", "parquet:{}/b"),
    ],
)
def test_a_store_that_was_renamed_with_its_database_goes_on(
    old: str, new: str, tmp_path: Path
) -> None:
    with closing(open_store(old.format(tmp_path))) as store:
        store.put(RECORDS[:3])
        Quarantine(store.side).add([Rejected(Source("x"), "read", Reason.EMPTY)])
    for path in sorted(tmp_path.iterdir()):
        path.rename(path.with_name("b" + path.name[1:]))
    for more in (RECORDS[2:4], RECORDS[2:]):
        with closing(open_store(new.format(tmp_path))) as store:
            store.put(more)
    with closing(open_store(new.format(tmp_path), read_only=True)) as store:
        assert list(store) == RECORDS
        assert store.get([r["key"] for r in RECORDS]) == {r["key"]: r for r in RECORDS}
        assert len(Quarantine(store.side).list()) == 1


def test_a_record_twice_in_a_renamed_file_is_still_refused(tmp_path: Path) -> None:
    with closing(open_store(f"jsonl:{tmp_path}/a.jsonl")) as store:
        store.put(RECORDS)
    lines = (tmp_path / "a.jsonl").read_bytes()
    (tmp_path / "b.jsonl").write_bytes(lines + lines)
    (tmp_path / "a.jsonl.veille.db").rename(tmp_path / "b.jsonl.veille.db")
    with pytest.raises(ConfigError, match="holds a record twice"):
        open_store(f"jsonl:{tmp_path}/b.jsonl")


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("jsonl:a?b.jsonl", "a?b.jsonl"),
        ("what?.db", "what?.db"),
        ("bulk:o.ndjson?index=news", "o.ndjson"),
        ("parquet:s3://b/out/?side=x.db", "s3://b/out/"),
    ],
)
def test_the_place_of_a_store_ends_before_its_options_alone(url: str, place: str) -> None:
    """What a run writes is passed over where it reads: so it must be known to the letter."""
    assert place_of(url) == place
    moved = store_from("/there", url)
    assert moved == (url if "://" in url else url.replace(place, f"/there/{place}"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("postgresql://ana:s3cret@h/db", "postgresql://ana:s3cret@h/db"),
        ("postgres://ana:s3cret@h/db", "postgresql+psycopg://ana@h/db"),
        ("sqlite:///a.db", "./a.db"),
    ],
)
def test_one_store_named_twice_is_told_without_its_password(one: str, other: str) -> None:
    with pytest.raises(ConfigError, match="are one store") as told:
        check_apart([one, other])
    assert "s3cret" not in str(told.value)
    check_apart([one, "postgresql://ana@h/other"])
