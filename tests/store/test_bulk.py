"""Bulk files: what the bulk API is given, what a kill leaves, a template that fits every record."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from job_fakes import result

from nlp.errors import ConfigError
from nlp.record import schema
from nlp.store import open_store
from nlp.store.bulk import index_template
from nlp.store.frames import frames, pack

RECORDS = [result(number) for number in range(9)]
NAMES = ["out.ndjson", "out.ndjson.gz", "out.ndjson.zst"]


class Engine(BaseHTTPRequestHandler):
    """What of a search engine's bulk API a test needs; it is strict about the form."""

    documents: dict[tuple[str, str], dict[str, Any]]

    def do_POST(self) -> None:
        """Take an action line and a document in turn, as the bulk API says."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        assert self.headers["Content-Type"] == "application/x-ndjson"
        assert body.endswith(b"\n")
        index = self.path.strip("/").removesuffix("_bulk").strip("/")
        lines = body.decode().removesuffix("\n").split("\n")
        for action, document in zip(lines[::2], lines[1::2], strict=True):
            ((name, where),) = json.loads(action).items()
            assert name == "index" and set(where) <= {"_index", "_id"}
            self.documents[where.get("_index", index), where["_id"]] = json.loads(document)
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def engine() -> Iterator[tuple[str, dict[tuple[str, str], dict[str, Any]]]]:
    """The address of a bulk API and what it was given."""
    handler = type("Handler", (Engine,), {"documents": {}})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", handler.documents  # type: ignore[attr-defined]
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("program", ["curl --data-binary", "split | curl"])
def test_what_is_written_is_taken_by_the_bulk_api(
    program: str, tmp_path: Path, engine: tuple[str, dict[Any, Any]]
) -> None:
    """The commands of docs/stores.md."""
    if not shutil.which("curl") or not shutil.which("split"):
        pytest.skip("curl or split is not installed")
    address, documents = engine
    with closing(open_store(f"bulk:{tmp_path}/out.ndjson?index=news")) as store:
        store.put(RECORDS[:2])
        store.put(RECORDS)
    post = f"curl -sSf -o /dev/null -H 'Content-Type: application/x-ndjson' {address}/_bulk"
    commands = {
        "curl --data-binary": f"{post} --data-binary @out.ndjson",
        "split | curl": f'split -l 4 --filter="{post} --data-binary @-" out.ndjson',
    }
    for _ in range(2):  # once more changes nothing
        subprocess.run(commands[program], shell=True, cwd=tmp_path, check=True)
        assert documents == {("news", r["key"]): r for r in RECORDS}


def test_without_an_index_the_address_names_it(tmp_path: Path) -> None:
    with closing(open_store(f"bulk:{tmp_path}/out.ndjson.gz")) as store:
        store.put(RECORDS[:2])
        assert store.url == f"bulk:{tmp_path}/out.ndjson.gz"
    lines = gzip.decompress((tmp_path / "out.ndjson.gz").read_bytes()).decode().splitlines()
    assert [json.loads(line) for line in lines[::2]] == [
        {"index": {"_id": r["key"]}} for r in RECORDS[:2]
    ]
    assert [json.loads(line) for line in lines[1::2]] == RECORDS[:2]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("first", ["?index=news", ""])
def test_a_file_has_one_index_for_all(name: str, first: str, tmp_path: Path) -> None:
    url = f"bulk:{tmp_path}/{name}"
    with closing(open_store(url + first)) as store:
        store.put(RECORDS[:4])
    with pytest.raises(ConfigError, match="names (the index news|no index) in its actions"):
        open_store(f"{url}?index=other")
    with closing(open_store(f"{url}?index=other", read_only=True)) as store:  # to look at
        assert store.count() == 4
    with closing(open_store(url)) as store:  # none is given: that of the file
        store.put(RECORDS)
        store.erase([RECORDS[1]["key"]])
    with closing(open_store(url + first)) as store:
        assert store.count() == len(RECORDS) - 1
    kind = name.rpartition(".")[2]
    with (tmp_path / name).open("rb") as file:
        lines = [
            line
            for _, _, found in frames(file, kind if kind != "ndjson" else "plain", 2)
            for line in found.splitlines()[::2]
        ]
    named = {json.loads(line)["index"].get("_index") for line in lines}
    assert named == {"news" if first else None}


@settings(max_examples=15)
@given(st.sampled_from(NAMES), st.data())
def test_a_batch_cut_short_by_a_kill_is_cut_off(name: str, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        url, path = f"bulk:{folder}/{name}?index=n", Path(folder, name)
        with closing(open_store(url)) as store:
            store.put(RECORDS[:3])
            lines = "".join(map(store.encode, RECORDS[3:6])).encode()  # type: ignore[attr-defined]
        frame = pack(lines, path.suffix[1:] if path.suffix != ".ndjson" else "plain")
        with path.open("ab") as file:
            file.write(frame[: data.draw(st.integers(0, len(frame)))])
        with closing(open_store(url)) as store:
            before = list(store)
            assert before == RECORDS[: len(before)] and len(before) >= 3
            store.put(RECORDS)
            assert list(store) == RECORDS


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_somebody_else_is_refused_and_left_alone(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    kind = path.suffix[1:] if path.suffix != ".ndjson" else "plain"
    others: list[Callable[[], bytes]] = [
        lambda: b'{"index": {"_id": "1"}}\n{"text": "not ours"}\n',
        lambda: b'{"delete": {"_id": "1"}}\n{"delete": {"_id": "2"}}\n',
        lambda: b"[]\n[]\n",
        lambda: b'{"index": {"_id": "1"}}\n{"key": "2"}\n',
    ]
    for other in others:
        path.write_bytes(pack(other(), kind))
        with pytest.raises(ConfigError, match="no veille records"):
            open_store(f"bulk:{path}")
        assert path.read_bytes() == pack(other(), kind)
        assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("index", ["", "News", "a b", "-a", "a/b", "..", "a" * 300, "a\n"])
def test_a_name_that_no_index_may_have_is_refused(index: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="name of an index"):
        open_store(f"bulk:{tmp_path}/o.ndjson?index={index}")
    assert list(tmp_path.iterdir()) == []


def test_the_template_has_every_field_of_the_record() -> None:
    mappings = index_template("news")["template"]["mappings"]
    assert mappings["dynamic"] == "strict"
    assert _fields(mappings) == _declared(schema())


def _fields(mapping: dict[str, Any], path: str = "") -> set[str]:
    found = set()
    for name, inner in mapping.get("properties", {}).items():
        found |= _fields(inner, f"{path}{name}.") or {f"{path}{name}"}
    return found


def _declared(part: dict[str, Any], path: str = "") -> set[str]:
    """Paths of all fields in the JSON Schema; those of ``meta`` are whatever the input had."""
    found = set()
    for name, inner in part.get("items", part).get("properties", {}).items():
        found |= _declared(inner, f"{path}{name}.") or {f"{path}{name}"}
    return found
