"""``veille quarantine``: a replay works with the options of the run that met the record."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from job_fakes import article, load

from nlp.cli import again
from nlp.cli.again import by_options, noted
from nlp.cli.options import configured
from nlp.config import Config
from nlp.errors import ConfigError
from nlp.named import Named
from nlp.pipeline import Pipeline
from nlp.quarantine import Quarantine
from nlp.stage import Reason, reject
from nlp.store import open_store
from nlp.store.runs import Runs
from nlp.store.waiting import is_relative

pytestmark = pytest.mark.usefixtures("read_here")
Veille = Callable[..., tuple[str, str, int]]
RUN = ["run", "-", "--to", "wire.db", "--workers", "1"]


@pytest.fixture
def piped(veille: Veille, monkeypatch: pytest.MonkeyPatch) -> Veille:
    """The command line with text on standard input and without models."""
    monkeypatch.setattr(Pipeline, "load", lambda *given, **more: load())

    def run(*arguments: str, stdin: str = "") -> tuple[str, str, int]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        return veille(*arguments)

    return run


def waiting(veille: Veille) -> list[dict[str, Any]]:
    out, _, _ = veille("quarantine", "list", "wire.db", "--json")
    return [json.loads(line) for line in out.splitlines()]


def test_a_broken_row_of_a_table_stays_broken(piped: Veille) -> None:
    table = "id,text\nok,phrase un\nbad,phrase deux,x\n"
    out, err, code = piped(*RUN, "--format", "csv", stdin=table)
    assert code == 0 and "1 stored" in out and "malformed 1" in out, err
    for _ in range(2):
        out, _, code = piped("quarantine", "replay", "wire.db")
        assert code == 0 and "0 stored" in out and "malformed 1" in out
    assert [(row["id"], row["reason"]) for row in waiting(piped)] == [(1, "malformed")]


def test_an_empty_pipe_keeps_its_row_and_can_be_dismissed(piped: Veille) -> None:
    piped(*RUN, stdin="")
    for _ in range(2):
        out, _, code = piped("quarantine", "replay", "wire.db")
        assert code == 0 and "empty 1" in out
        assert [(row["id"], row["reason"]) for row in waiting(piped)] == [(1, "empty")]
    for wrong in ([], ["1", "--reason", "empty"], ["9"], ["1", "--undo"]):
        assert piped("quarantine", "dismiss", "wire.db", *wrong)[2] == 2
    out, _, code = piped("quarantine", "dismiss", "wire.db", "1", "1")
    assert (code, out, waiting(piped)) == (0, "1 record dismissed\n", [])
    held = [{"reason": "empty", "status": "dismissed", "rows": 1}]
    assert json.loads(piped("status", "wire.db", "--json")[0])["quarantine"] == held
    assert "dismissed" in piped("quarantine", "list", "wire.db", "--all")[0]
    piped("quarantine", "dismiss", "wire.db", "--reason", "empty", "--undo")
    assert [row["id"] for row in waiting(piped)] == [1]


def test_a_replay_maps_the_columns_as_the_run_did(piped: Veille, tmp_path: Path) -> None:
    (tmp_path / "wide.toml").write_text("[read]\nmax_bytes = 9999\n")
    line = json.dumps({"ref": "r7", "corps_du_texte": "phrase " + "x" * 200})
    given = ["--field", "text=corps_du_texte", "--field", "id=ref", "--max-bytes", "100"]
    (tmp_path / "a.jsonl").write_text(line + "\n")
    out, _, _ = piped("run", "a.jsonl", *RUN[2:], *given)
    assert "too_large 1" in out
    assert "too_large 1" in piped("quarantine", "replay", "wire.db")[0]
    out, _, _ = piped("quarantine", "replay", "wire.db", "--config", "wide.toml")
    assert "1 stored" in out and waiting(piped) == []
    with closing(open_store("wire.db", read_only=True)) as store:
        assert [record["id"] for record in store] == ["r7"]


def test_rows_of_runs_with_other_options_are_replayed_with_their_own(tmp_path: Path) -> None:
    wanted = [{"fields": {"text": ("corps",)}}, {}, {"encoding": "cp1252"}, {}]
    (tmp_path / "c.toml").write_text('[read]\nencoding = "utf-8"\nfields.id = "ref"\n')
    with closing(open_store(str(tmp_path / "wire.db"))) as store:
        quarantine, runs = Quarantine(store.side), Runs(store.side)
        for number, read in enumerate(wanted):
            run = runs.start(noted(configured(None, read=read)), "m", "c")
            quarantine.add([reject(article(number), "split", Reason.LANGUAGE)], run=run)
        held = quarantine.list()
        groups = list(by_options(held, store, None))
        said = list(by_options(held, store, tmp_path / "c.toml"))
    assert [[row.id for row in group.rows] for group in groups] == [[1], [2, 4], [3]]
    assert groups[0].options.read.fields.text == ("corps",)
    assert [group.options.read.encoding for group in groups] == [None, None, "cp1252"]
    assert groups[1].options.read == configured().read
    assert {group.options.read.encoding for group in said} == {"utf-8"}
    fields = said[0].options.read.fields
    assert (fields.text, fields.id) == (("corps",), ("ref",))


@pytest.mark.parametrize(
    ("note", "max_bytes"),
    [
        ({}, Config().read.max_bytes),
        ({"config": {"read": {"max_bytes": 7}, "translate": {"model": "old"}}}, 7),
        ({"given": {"read": {"max_bytes": 8}}, "config": {"read": {"max_bytes": 7}}}, 8),
    ],
)
def test_what_another_veille_noted_is_understood(
    note: dict[str, Any], max_bytes: int, tmp_path: Path
) -> None:
    with closing(open_store(str(tmp_path / "wire.db"))) as store:
        quarantine = Quarantine(store.side)
        run = Runs(store.side).start(note, "m", "c")
        quarantine.add([reject(article(1), "split", Reason.LANGUAGE)], run=run)
        (group,) = by_options(quarantine.list(), store, None)
    assert group.options == configured(None, read={"max_bytes": max_bytes})
    assert (len(group.rows), group.others) == (1, ())
    assert "translate" not in noted(group.options)["given"]


def test_options_that_do_not_fit_are_told_with_their_run(tmp_path: Path) -> None:
    with closing(open_store(str(tmp_path / "wire.db"))) as store:
        quarantine = Quarantine(store.side)
        run = Runs(store.side).start({"given": {"read": {"gone": 1}}}, "m", "c")
        quarantine.add([reject(article(1), "split", Reason.LANGUAGE)], run=run)
        with pytest.raises(ConfigError, match="options of run 1 .*gone"):
            list(by_options(quarantine.list(), store, None))


def test_without_records_there_is_one_replay_of_none(tmp_path: Path) -> None:
    with closing(open_store(str(tmp_path / "wire.db"))) as store:
        (group,) = by_options([], store, None)
    assert (group.options, group.others, group.rows) == (configured(), (), [])


def test_a_replay_writes_to_all_stores_of_the_run(piped: Veille, tmp_path: Path) -> None:
    (tmp_path / "late.txt").write_text("")
    to = ["--to", "wire.db", "--to", "jsonl:o.jsonl", "--to", "parquet:out"]
    out, err, code = piped("run", "late.txt", *to, "--workers", "1")
    assert (code, "quarantine and runs of all stores in sqlite:///wire.db" in out) == (0, True), err
    for store in ("jsonl:o.jsonl", "parquet:out"):
        _, err, _ = piped("quarantine", "list", store)
        assert "beside sqlite:///wire.db is there" in err
        assert "beside sqlite:///wire.db are there" in piped("status", store)[0]
    assert "beside" not in piped("quarantine", "list", "wire.db")[1]
    assert "beside" not in piped("status", "wire.db")[0]
    for name in ("out", "out.veille.db"):
        (tmp_path / name).rename(tmp_path / f"moved.{name}")
    (tmp_path / "late.txt").write_text("phrase un")
    out, err, code = piped("quarantine", "replay", "wire.db")
    assert code == 0 and "1 stored" in out
    assert "nothing is written to parquet:out: there is no store at out" in err
    assert err.count("nothing is written") == 1
    for store in ("wire.db", "jsonl:o.jsonl"):
        with closing(open_store(store, read_only=True)) as opened:
            assert opened.count() == 1


def by_limit(options: Config, *_: Any, **more: Any) -> Pipeline:
    """A pipeline whose results are other ones under another option."""
    return load(f"m{options.read.max_bytes}")


def test_a_release_has_the_options_and_the_stores_of_the_run(
    piped: Veille, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Pipeline, "load", by_limit)
    to = ["--to", "wire.db", "--to", "jsonl:o.jsonl", "--workers", "1"]
    runs = [["run", f"{name}.txt", *to, "--max-bytes", limit] for name, limit in
            (("one", "5000"), ("two", "6000"))]  # fmt: skip
    for name, command in zip(("one", "two"), runs, strict=True):
        (tmp_path / f"{name}.txt").write_text(f"win {name}")
        assert "no_content 1" in piped(*command)[0]
    keys = {row["id"]: row["key"] for row in waiting(piped)}
    assert piped("quarantine", "release", "wire.db", "1", "9")[2] == 2
    monkeypatch.chdir(tmp_path.parent)  # from anywhere
    out, err, code = piped("quarantine", "release", str(tmp_path / "wire.db"), "1", "2", "2")
    assert "1 record released into sqlite:///" in err and f", jsonl:{tmp_path}/o.jsonl" in err
    monkeypatch.chdir(tmp_path)
    assert (code, out.split()) == (0, [keys[1], keys[2]])
    for store in ("wire.db", "jsonl:o.jsonl"):
        with closing(open_store(store, read_only=True)) as opened:
            assert [record["key"] for record in opened] == [keys[1], keys[2]]
    for command in runs:
        assert "1 read = 0 stored + 1 already there + 0 quarantined" in piped(*command)[0]


@pytest.fixture
def sites(piped: Veille, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Two folders with files of the same relative names; the function goes into one of them."""
    for site, line in (("site1", "{broken"), ("site2", '{"text": "phrase deux"}')):
        (tmp_path / site / "in").mkdir(parents=True)
        (tmp_path / site / "in" / "a.jsonl").write_text(line + "\n")
        (tmp_path / site / "in" / "late.txt").write_text("")
    return lambda site: monkeypatch.chdir(tmp_path / site)


def rows_of(veille: Veille, store: Path) -> list[tuple[int, str, str]]:
    out, _, _ = veille("quarantine", "list", str(store), "--json", "--all")
    return [(r["id"], r["status"], r["reason"]) for r in map(json.loads, out.splitlines())]


def test_the_same_relative_path_in_another_folder_is_another_file(
    piped: Veille, sites: Callable[[str], None], tmp_path: Path
) -> None:
    store = tmp_path / "rel.db"
    run = ["run", "in", "--to", str(store), "--workers", "1"]
    first = [(1, "waiting", "malformed"), (2, "waiting", "empty")]
    for site in ("site1", "site2", "site2"):  # the second empty file is a row of its own, once
        sites(site)
        piped(*run)
    assert rows_of(piped, store) == [*first, (3, "waiting", "empty")]
    sites("site1")
    (tmp_path / "site1/in/a.jsonl").write_text('{"text": 7}\n')
    piped(*run)
    told = [(1, "waiting", "missing_field"), *first[1:], (3, "waiting", "empty")]
    assert rows_of(piped, store) == told


def test_rows_of_an_archive_that_was_moved_are_not_doubled_and_can_be_let_go(
    piped: Veille, sites: Callable[[str], None], tmp_path: Path
) -> None:
    store = tmp_path / "rel.db"
    run = ["run", "in", "--to", str(store), "--workers", "1"]
    (tmp_path / "site1/in/renamed.jsonl").write_text("{broken too\n")
    sites("site1")
    piped(*run)
    first = [(1, "waiting", "malformed"), (2, "waiting", "empty"), (3, "waiting", "malformed")]
    assert sorted(rows_of(piped, store)) == first
    (tmp_path / "site3").mkdir()
    (tmp_path / "site1/in").rename(tmp_path / "site3/in")
    (tmp_path / "site3/in/renamed.jsonl").rename(tmp_path / "site3/in/z.jsonl")
    sites("site3")
    piped(*run)
    again = [(4, "waiting", "malformed")]  # of another name; the empty file is the same
    assert rows_of(piped, store) == [*first, *again]
    out, _, _ = piped("quarantine", "list", str(store))
    assert out.count("site1") == 1 and "site3" not in out  # the folder, where it is not this one
    folders = {n: json.loads(piped("quarantine", "show", str(store), n)[0])["folder"] for n in "13"}
    assert folders == {"1": f"{tmp_path}/site3", "3": f"{tmp_path}/site1"}
    for wrong in (
        ["--missing", "1"],
        ["--missing", "--undo"],
        ["--missing", "--reason", "empty"],
        [],
    ):
        assert piped("quarantine", "dismiss", str(store), *wrong)[2] == 2
    out, _, code = piped("quarantine", "dismiss", str(store), "--missing")
    assert (code, out) == (0, "1 record dismissed\n")
    waits = [row for row in rows_of(piped, store) if row[1] == "waiting"]
    assert waits == [*first[:2], *again]
    assert piped("quarantine", "dismiss", str(store), "--missing")[0] == "0 records dismissed\n"


@pytest.mark.parametrize("replayed_in", ["site1", "site2", "."])
def test_a_replay_reads_from_the_folder_of_the_run(
    piped: Veille, sites: Callable[[str], None], tmp_path: Path, replayed_in: str
) -> None:
    store = tmp_path / "rel.db"
    to = ["--to", str(store), "--to", "jsonl:o.jsonl"]
    sites("site1")
    piped("run", "./in", *to, "--workers", "1", "--field", "text=corps")
    sites(replayed_in)
    out, _, _ = piped("quarantine", "replay", str(store))
    assert "0 stored" in out
    assert rows_of(piped, store) == [(1, "waiting", "malformed"), (2, "waiting", "empty")]
    (tmp_path / "site1/in/a.jsonl").write_text('{"corps": "phrase un"}\n')
    for _ in range(2):
        out, err, code = piped("quarantine", "replay", str(store))
    assert code == 0 and "nothing is written" not in err
    assert rows_of(piped, store) == [(1, "replayed", "malformed"), (2, "waiting", "empty")]
    with closing(open_store(f"jsonl:{tmp_path}/site1/o.jsonl", read_only=True)) as opened:
        (record,) = opened
    assert record["source"]["path"] == "./in/a.jsonl"


def test_files_of_options_are_found_from_the_folder_of_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "c.toml").write_text('[separate]\nrepeats = "r.safetensors"\n')
    given = noted(configured(None, repair={"glossary": "own.tsv", "model": "repair"}))
    to = ["wire.db", "bulk:x.ndjson?index=a", "sqlite:///s.db", "/abs.db", "parquet:s3://b/x"]
    with closing(open_store(str(tmp_path / "wire.db"))) as store:
        quarantine, runs = Quarantine(store.side), Runs(store.side)
        for n, cwd in enumerate(["/far", str(tmp_path), None]):
            run = runs.start({**given, "to": to, "cwd": cwd}, "m", "c")
            quarantine.add([reject(article(n), "split", Reason.LANGUAGE)], run=run)
        monkeypatch.chdir(tmp_path)
        far, here, unknown = by_options(quarantine.list(), store, Path("c.toml"))
    assert far.options.repair.glossary == "/far/own.tsv" and far.options.repair.model == "repair"
    assert far.options.separate.repeats == tmp_path / "r.safetensors"
    moved = ("bulk:/far/x.ndjson?index=a", "sqlite:////far/s.db", "/abs.db", "parquet:s3://b/x")
    assert far.others == moved
    for group in (here, unknown):
        assert group.options.repair.glossary == "own.tsv" and group.others == tuple(to[1:])
    assert [g.folder for g in (far, here, unknown)] == ["/far", str(tmp_path), None]


@pytest.mark.parametrize("holds", ["notes.txt", "manifest.json"])
def test_a_folder_with_the_name_of_a_model_is_not_taken_for_it(tmp_path: Path, holds: str) -> None:
    (tmp_path / "far/events").mkdir(parents=True)
    (tmp_path / "far/events" / holds).write_text("{}")
    given = {"given": {"classify": {"model": "events"}}}
    with closing(open_store(str(tmp_path / "wire.db"))) as store:
        run = Runs(store.side).start({**given, "to": [], "cwd": str(tmp_path / "far")}, "m", "c")
        held = Quarantine(store.side)
        held.add([reject(article(1), "split", Reason.LANGUAGE)], run=run)
        (group,) = by_options(held.list(), store, None)
    assert group.options.classify.model == "events"


def test_the_password_of_an_archive_is_written_nowhere(piped: Veille, tmp_path: Path) -> None:
    pytest.importorskip("aiohttp")
    files = ["--log", "w.log", "--manifest", "w.json", "--metrics", "w.prom"]
    url = "http://ana:s3cret@127.0.0.1:1/a.jsonl?sig=s3cret"
    out, err, _ = piped("run", url, "--to", "wire.db", "--workers", "1", *files)
    told = "http://ana@127.0.0.1:1/a.jsonl?sig=***"
    assert [row["source"]["path"] for row in waiting(piped)] == [told]
    assert json.loads((tmp_path / "w.json").read_text())["options"]["archives"] == [told]
    everything = [out, err, *(p.read_bytes().decode("latin-1") for p in tmp_path.iterdir())]
    assert not [text for text in everything if "s3cret" in text]


@pytest.mark.parametrize(
    ("path", "relative"),
    [
        ("a1::b.txt", True),  # a file that is there, whatever its name looks like
        ("c1::d.txt", False),
        ("s3://b/x", False),
        ("in/a.txt", True),
        ("/in/a.txt", False),
        ("-", False),
    ],
)
def test_a_file_that_looks_like_a_url_is_told_from_one(
    tmp_path: Path, path: str, relative: bool
) -> None:
    (tmp_path / "a1::b.txt").write_text("phrase un")
    assert is_relative(path, str(tmp_path)) == relative
    assert not is_relative("a1::b.txt", "/")


@pytest.mark.parametrize("replayed_in", ["site1", "site2", "."])
def test_a_file_that_looks_like_a_url_is_replayed_from_its_folder(
    piped: Veille, sites: Callable[[str], None], tmp_path: Path, replayed_in: str
) -> None:
    store, name = tmp_path / "rel.db", "a1::b.jsonl"
    for site in ("site1", "site2"):
        (tmp_path / site / name).write_text("{broken\n")
    sites("site1")
    piped("run", name, "--to", str(store), "--workers", "1")
    (tmp_path / "site1" / name).write_text('{"text": "phrase un"}\n')
    sites(replayed_in)
    _, _, code = piped("quarantine", "replay", str(store))
    assert code == 0 and rows_of(piped, store) == [(1, "replayed", "malformed")]


def test_in_another_folder_it_is_another_file(
    piped: Veille, sites: Callable[[str], None], tmp_path: Path
) -> None:
    store, name = tmp_path / "rel.db", "a1::b.jsonl"
    for site, line in (("site1", "{broken\n"), ("site2", '{"text": "phrase deux"}\n')):
        (tmp_path / site / name).write_text(line)
        sites(site)
        piped("run", name, "--to", str(store), "--workers", "1")
    assert rows_of(piped, store) == [(1, "waiting", "malformed")]


def is_named(kind: Any) -> bool:
    """Whether an option of that type names a file or a model."""
    return kind in (Named, Path) or any(map(is_named, get_args(kind)))


def test_every_option_that_names_a_file_is_found_from_elsewhere() -> None:
    rooms = {room: field.annotation for room, field in Config.model_fields.items()}
    found = {
        (room, name)
        for room, options in rooms.items()
        for name, kind in get_type_hints(options, include_extras=True).items()
        if is_named(kind)
    }
    assert found == {*again._FILES, *again._MODELS}


def test_what_a_file_holds_steers_no_terminal(piped: Veille) -> None:
    raw = '{"text": "\x9b31m\u202e'
    assert piped(*RUN, "--format", "jsonl", stdin=raw)[2] == 0
    out, _, code = piped("quarantine", "show", "wire.db", "1")
    assert code == 0 and all(char.isprintable() or char == "\n" for char in out)
    assert json.loads(out)["raw"] == raw


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_a_full_disk_behind_standard_output_is_no_defect(
    as_json: list[str], tmp_path: Path
) -> None:
    open_store(str(tmp_path / "wire.db")).close()
    command = [sys.executable, "-m", "nlp.cli", "status", str(tmp_path / "wire.db"), *as_json]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
        both = subprocess.run(command, stdout=full, stderr=full, check=False)
    assert (done.returncode, both.returncode) == (5, 5)
    assert done.stderr.startswith(b"veille: no space left on the disk of standard output")
    assert done.stderr.count(b"\n") == 1
