"""``veille store``: what was set aside is shown, restored and shown as restored."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from job_fakes import load, result

from nlp.article import Article
from nlp.pipeline import Pipeline
from nlp.record import Record, to_record, validate
from nlp.segment import SegmentStage
from nlp.stage import Kept
from nlp.store import open_store
from nlp.store.first import note_first
from nlp.store.places import gone_along
from nlp.store.runs import Runs
from nlp.store.siblings import siblings

Veille = Callable[..., tuple[str, str, int]]
STORES = ["wire.db", "jsonl:out.jsonl", "parquet:out"]
TEXT = """Le CHU de Nantes a choisi un nouveau logiciel.

Le marché porte sur 3,5 M€ et dure cinq ans.

Votre panier est vide."""


@pytest.fixture
def record(veille: Veille) -> Record:
    """A record in each kind of store; the figures of the article and its furniture are aside."""
    segmented = Pipeline([SegmentStage()]).run([Article.new(TEXT, title="Nantes[/b]", lang="fr")])
    assert isinstance(segmented[0], Kept)
    article = segmented[0].article
    segments = [replace(segment, label="content", score=0.9) for segment in article.segments]
    for number, label in ((2, "spam"), (3, "boilerplate")):
        why = (f"it looks like {label}",)
        segments[number] = replace(segments[number], label=label, score=0.75, reasons=why)
    made = to_record(article.with_(segments=tuple(segments)), "models", "config")
    for url in STORES:
        with closing(open_store(url)) as store:
            store.put([made])
    return made


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stand-in stages instead of those with the shipped models."""
    rest = Pipeline(load().stages[1:])
    monkeypatch.setattr(Pipeline, "load", classmethod(lambda cls, config, only: rest))


def rows(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("url", STORES)
def test_what_is_aside_is_listed_restored_and_then_no_more_listed(
    veille: Veille, record: Record, url: str
) -> None:
    listed = rows(veille("store", "aside", url, "--json")[0])
    assert [(row["key"], row["segment"]) for row in listed] == [
        (record["key"], 2),
        (record["key"], 3),
    ]
    out, err, code = veille("store", "restore", url, record["key"], "2")
    assert code == 0, err
    new = out.strip()
    assert veille("store", "restore", url, record["key"], "2")[0].strip() == new
    (left,) = rows(veille("store", "aside", url, "--json")[0])
    assert (left["key"], left["segment"], left["label"]) == (new, 3, "boilerplate")
    (noted,) = rows(veille("store", "restored", url, "--json")[0])
    assert (noted["key"], noted["segment"]) == (record["key"], 2)
    assert noted["text"] == "Le marché porte sur 3,5 M€ et dure cinq ans."
    with closing(open_store(url, read_only=True)) as store:
        assert list(store)[0] == record
        assert [r["key"] for r in store] == [record["key"], new]
    both = veille("store", "restore", url, new, "3")[0].strip()
    assert veille("store", "restore", url, record["key"], "2", "3")[0].strip() == both
    assert veille("store", "aside", url, "--json")[0] == ""
    assert veille("store", "aside", url)[0] == "nothing is set aside\n"


@pytest.mark.parametrize("url", STORES)
def test_the_tables_show_key_number_label_score_reasons_and_text(
    veille: Veille, record: Record, url: str
) -> None:
    out = veille("store", "aside", url)[0]
    key, title, *table = out.splitlines()
    assert (key, title) == (record["key"], "Nantes[/b]")
    (spam,) = (line.split("  ") for line in table if "spam" in line)
    assert [cell.strip() for cell in spam if cell.strip()] == [
        *("2", "spam", "0.75", "it looks like spam"),
        "Le marché porte sur 3,5 M€ et dure cinq ans.",
    ]
    assert "it looks like boilerplate" in out
    assert "it looks like boilerplate" not in veille("store", "aside", url, "--label", "spam")[0]
    assert "it looks like boilerplate" not in veille("store", "aside", url, "--limit", "1")[0]
    assert "0 segments" in veille("store", "restored", url)[0]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["restore", "wire.db", "KEY", "0"], "segment 0 of record"),
        (["restore", "wire.db", "KEY", "9"], "has no segment 9"),
        (["restore", "wire.db", "KEY", "2", "9"], "has no segment 9"),
        (["restore", "wire.db", "none", "2"], "no record with the key none"),
        (["restore", "wire.db", "KEY"], "Missing argument"),
        (["restore", "wire.db", "KEY", "two"], "segments"),
        (["restore", "gone.db", "KEY", "2"], "there is no store at gone.db"),
        (["restore", "wire.db", "KEY", "2", "--config", "gone.toml"], "cannot read gone.toml"),
        (["restored", "gone.db"], "there is no store at gone.db"),
        (["aside", "gone.db"], "there is no store at gone.db"),
        (["aside", "mysql://x"], "names no store"),
        (["aside", "wire.db", "--label", "content"], "--label"),
        (["aside", "wire.db", "--limit", "0"], "--limit"),
    ],
)
def test_wrong_use_is_told_with_exit_code_2(
    veille: Veille, record: Record, tmp_path: Path, arguments: list[str], told: str
) -> None:
    out, err, code = veille("store", *[record["key"] if a == "KEY" else a for a in arguments])
    assert (out, code) == ("", 2)
    assert told in err
    assert "Traceback" not in err
    assert not (tmp_path / "gone.db").exists()
    with closing(open_store("wire.db", read_only=True)) as store:
        assert store.count() == 1
    assert veille("store", "restored", "wire.db", "--json")[0] == ""


def test_a_restored_segment_is_translated_repaired_and_classified(
    veille: Veille, record: Record, tmp_path: Path
) -> None:
    (tmp_path / "own.tsv").write_text("lang\tterm\tkind\tenglish\nfr\tmarché\tterm\tprocurement\n")
    out, err, code = veille(
        "store", "restore", "jsonl:out.jsonl", record["key"], "2", "--glossary", "own.tsv"
    )
    assert code == 0, err
    new = json.loads((tmp_path / "out.jsonl").read_text().splitlines()[-1])
    validate(new)
    assert new["key"] == out.strip()
    assert [segment["label"] for segment in new["segments"]] == ["content"] * 3 + ["boilerplate"]
    assert "€3.5 million" in new["segments"][2]["en"]
    assert "procurement" in new["segments"][2]["en"]
    assert new["segments"][3]["en"] is None
    assert new["events"] and new["confidence"] is not None
    steps = [step["stage"] for step in new["provenance"]["steps"]]
    assert steps == ["segment", "translate", "repair", "classify"]


def noted_together(cwd: Path, *urls: str) -> None:
    """Note a run in ``cwd`` that wrote to ``urls``."""
    with closing(open_store(urls[0])) as store, closing(open_store(urls[1])) as second:
        Runs(store.side).start({"cwd": str(cwd), "to": list(urls)}, "models", "config")
        note_first([store, second])


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("given", ["wire.db", "jsonl:out.jsonl"])
def test_a_restore_reaches_all_stores_of_the_run_from_each_of_them(
    veille: Veille, record: Record, tmp_path: Path, given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted_together(tmp_path, "wire.db", "jsonl:out.jsonl", "jsonl:gone.jsonl")
    (tmp_path / "away").mkdir()
    here = given
    if given == "wire.db":  # the run noted where its relative names start
        monkeypatch.chdir(tmp_path / "away")
        here = "../wire.db"
    out, err, code = veille("store", "restore", here, record["key"], "2")
    monkeypatch.chdir(tmp_path)
    assert code == 0 and err.count("nothing is written to") == 1, err
    assert "gone.jsonl" in err and "restore the same there" in err
    for url in ("wire.db", "jsonl:out.jsonl"):
        with closing(open_store(url, read_only=True)) as store:
            assert [r["key"] for r in store] == [record["key"], out.strip()]
    with closing(open_store("parquet:out", read_only=True)) as store:  # of no run of these
        assert store.count() == 1


def test_stores_that_were_moved_together_know_each_other(
    record: Record, veille: Veille, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "old"
    old.mkdir()
    monkeypatch.chdir(old)
    noted_together(old, "wire.db", "jsonl:out.jsonl", "parquet:out", "postgresql://u@h/db")
    monkeypatch.chdir(tmp_path)
    old.rename(tmp_path / "new")
    with closing(open_store("new/wire.db", read_only=True)) as store:
        found = siblings(store)
    assert found == [f"jsonl:{tmp_path}/new/out.jsonl", f"parquet:{old}/out", "postgresql://u@h/db"]
    out, _, code = veille("store", "prune", "new/wire.db")
    also, gone = out.splitlines()[-2:]
    assert code == 0 and also.endswith(f"not pruned: {found[0]}, {found[2]}")
    assert "not there any more" in gone and gone.endswith(f": {found[1]}")
    out, _, _ = veille("erase", "new/wire.db", "jsonl:new/out.jsonl", "--id", "x", "--dry-run")
    assert out.splitlines()[-2].endswith("not looked at: postgresql://u@h/db")
    assert (
        f"beside sqlite:///{tmp_path}/new/wire.db are" in veille("status", "jsonl:new/out.jsonl")[0]
    )


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("jsonl:a/sub/o.jsonl", "jsonl:{}/b/sub/o.jsonl"),
        ("bulk:{}/a/jsonl?index=jsonl", "bulk:{}/b/jsonl?index=jsonl"),
        ("sqlite:///{}/a/sub/sqlite.db", "sqlite:///{}/b/sub/sqlite.db"),
        ("jsonl:a/gone.jsonl", "jsonl:a/gone.jsonl"),
        ("jsonl:stays.jsonl", "jsonl:stays.jsonl"),
        ("parquet:s3://bucket/a/", "parquet:s3://bucket/a/"),
    ],
)
def test_a_store_that_went_along_is_found_in_the_new_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, found: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b/sub").mkdir(parents=True)
    for name in ("b/sub/o.jsonl", "b/jsonl", "b/sub/sqlite.db", "stays.jsonl"):
        (tmp_path / name).touch()
    was, now = f"sqlite:///{tmp_path}/a/wire.db", "sqlite:///b/wire.db"
    assert gone_along(url.format(tmp_path), was, now) == found.format(tmp_path)
    assert gone_along(url, "postgresql://u@h/db", now) == url


def test_the_stores_of_a_run_know_each_other_once(
    record: Record, veille: Veille, tmp_path: Path
) -> None:
    noted_together(tmp_path, "wire.db", "jsonl:out.jsonl", "parquet:out")
    noted_together(tmp_path, "sqlite:///wire.db", "jsonl:./out.jsonl")
    urls = {url: open_store(url, read_only=True) for url in STORES}
    found = {url: siblings(store) for url, store in urls.items()}
    for store in urls.values():
        store.close()
    names = [url.replace(f"{tmp_path}/", "") for url in found["wire.db"]]
    assert names == ["jsonl:out.jsonl", "parquet:out"]
    assert found["jsonl:out.jsonl"][0] == "sqlite:///wire.db" and len(found["jsonl:out.jsonl"]) == 2
    assert found["parquet:out"] == []


def test_pruning_tells_what_goes(veille: Veille) -> None:
    urls = ["wire.db", "jsonl:out.jsonl.gz"]
    for place in urls:
        with closing(open_store(place)) as store:
            for number, model in ((0, "m1"), (1, "m1"), (0, "m2"), (1, "m2"), (0, "m3"), (2, "m1")):
                store.put([result(number, model)])
    out, _, code = veille("store", "prune", *urls, "--dry-run")
    assert code == 0 and out.count("3 superseded results would go, 3 left") == 2
    out, _, code = veille("store", "prune", *urls)
    assert code == 0 and out.count("3 superseded results gone, 3 left") == 2
    assert out.count("  2 of model ") == 2 and out.count("  1 of model ") == 2
    out, _, code = veille("store", "prune", "wire.db")
    assert code == 0 and "0 superseded results gone, 3 left" in out
    assert veille("store", "prune", "absent.db")[2] == 2
