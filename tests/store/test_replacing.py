"""An output replaces what veille wrote of its kind, and no store, input or other output."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from nlp.cli.app import app
from nlp.errors import ConfigError
from nlp.store import open_store, replacing
from nlp.store.replacing import Kind, check_distinct, check_no_store, check_replaceable, writing

KINDS = [kind for kind in vars(replacing).values() if isinstance(kind, Kind)]
OURS = {
    replacing.LOG: '{"time": "2026-03-04T10:00:00Z", "event": "run_began"}\n',
    replacing.MANIFEST: '{\n "version": "veille.run.v1",\n "run": 1\n}\n',
    replacing.METRICS: "# TYPE veille_records counter\n",
    replacing.REPORT: "<!DOCTYPE html>\n<html><head>\n<title>veille: wire.db</title>",
    replacing.TASKS: '[\n {\n  "data": {}}]',
    replacing.PAGE: "<View>\n",
    replacing.ROWS: '{"id": "a", "events": []}\n',
    replacing.FIGURES: '{\n "machine": {}}',
    replacing.PLOT: '<?xml version="1.0"?>\n<svg>',
}
STORES = ["SQLite format 3\0", '{"version": "veille.record.v1", "id": "a"}\n', "PAR1", "\x1f\x8b"]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "out"


@pytest.mark.parametrize(("kind", "text"), OURS.items(), ids=lambda value: str(value)[:20])
def test_what_is_of_the_kind_may_be_replaced(kind: Kind, text: str, place: Path) -> None:
    check_replaceable(place, kind)
    place.write_text("")
    check_replaceable(place, kind)
    place.write_text(text)
    check_replaceable(place, kind)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("text", [*STORES, "L'hôpital de Dax a signé.\n"])
def test_a_store_and_an_article_are_left_alone(kind: Kind, text: str, place: Path) -> None:
    place.write_text(text)
    with pytest.raises(ConfigError, match="is there and is no"):
        check_replaceable(place, kind)
    assert place.read_text() == text


@given(st.binary(min_size=1, max_size=60))
def test_any_other_bytes_are_refused_for_a_manifest(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    place = tmp_path_factory.getbasetemp() / "any"
    place.write_bytes(data)
    with pytest.raises(ConfigError):
        check_replaceable(place, replacing.MANIFEST)


def test_two_outputs_need_two_files(tmp_path: Path) -> None:
    same = tmp_path / "a"
    (tmp_path / "b").symlink_to(same)
    check_distinct({"--log": same, "--manifest": tmp_path / "c", "--metrics": None})
    with pytest.raises(ConfigError, match="--log and --manifest are both"):
        check_distinct({"--log": same, "--manifest": tmp_path / "b"})
    null = Path("/dev/null")
    check_distinct({"--log": null, "--manifest": null})
    with pytest.raises(ConfigError, match="--log - is no file"):
        check_distinct({"--log": Path("-")})


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("wire.db", "wire.db"),
        ("sqlite:///wire.db", "link.db"),
        ("wire.db", "wire.db-wal"),
        ("wire.db", "wire.db.search.db"),
        ("jsonl:out.jsonl", "out.jsonl"),
        ("bulk:out.ndjson?index=news", "out.ndjson.veille.db"),
        ("parquet:parts", "parts"),
    ],
)
def test_a_new_store_is_no_place_for_another_output(
    url: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("link.db").symlink_to("wire.db")
    urls = ["postgresql://u@h/d", "parquet:s3://b/parts", url]
    with pytest.raises(ConfigError, match=f"^--log {name} is where --to "):
        check_no_store({"--manifest": None, "--log": Path(name)}, urls)
    check_no_store({"--log": Path("parts/run.log"), "--metrics": None}, urls)


def test_an_error_of_the_file_system_names_the_file(place: Path) -> None:
    with pytest.raises(ConfigError, match=f"cannot write {place}: Read-only"), writing(place):
        raise OSError(30, "Read-only file system")


@pytest.mark.parametrize(
    "command",
    [
        ["run", "a.jsonl", "--to", "new.db", "--manifest"],
        ["run", "a.jsonl", "--to", "new.db", "--metrics"],
        ["run", "a.jsonl", "--to", "new.db", "--log"],
        ["repeats", "a.jsonl", "--out"],
        ["report", "wire.db", "-o"],
        ["label", "export", "wire.db", "-o"],
        ["bench", "a.jsonl", "--limit", "40", "--plot"],
        ["bench", "a.jsonl", "--limit", "40", "--out"],
    ],
)
def test_no_command_writes_over_a_store(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_text(json.dumps({"text": "Rien."}) + "\n")
    open_store("sqlite:///wire.db").close()
    done = CliRunner().invoke(app, [*command, "wire.db"])
    assert isinstance(done.exception, ConfigError)
    assert str(done.exception).startswith("wire.db is there and is no ")
    assert Path("wire.db").read_bytes().startswith(b"SQLite format 3")
