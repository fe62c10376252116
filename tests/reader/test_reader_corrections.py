"""Corrections are appended, found again, undone, and never lost."""

from __future__ import annotations

import json
import re
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader_helpers import record_of, signed_article

from nlp.erase import Wanted, erase
from nlp.errors import ConfigError, VeilleError
from nlp.reader.corrections import (
    FIELDS,
    Corrections,
    Subject,
    corrections_path,
    forget,
    labelled,
)
from nlp.reader.view import events_of, label_of, translation_of, view_of
from nlp.record import Record
from nlp.store import open_store

ROOT = Path(__file__).resolve().parents[2]
TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)
ABOUT = st.fixed_dictionaries(
    {
        "lang": st.sampled_from(["fr", "es", "en", None]),
        **dict.fromkeys(("source", "title", "kind", "text"), TEXT),
        "paragraphs": st.lists(TEXT, max_size=2),
    }
)
RECORD = record_of(signed_article())


def subject(field: str, about: dict[str, Any], old: Any = "old") -> Subject:
    return Subject(field, RECORD, old, about)


@pytest.fixture
def corrections(tmp_path: Path) -> Corrections:
    return Corrections(tmp_path / "noted", by="ana")


STEPS = st.lists(
    st.tuples(st.sampled_from(FIELDS), ABOUT, TEXT, st.booleans()), min_size=1, max_size=6
)


@given(steps=STEPS)
def test_what_was_corrected_is_read_back(
    steps: list[Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("noted")
    writing = Corrections(folder, by="ana")
    expected: dict[tuple[str, ...], list[Any]] = {}
    for field, about, text, undone in steps:
        new, old = ([text], ["old"]) if field == "events" else (text, "old")
        one = subject(field, about, old)
        line = writing.add(one, new)
        values = expected.setdefault(one.target, [])
        values.append(new)
        if undone:
            assert writing.undo(line["correction"])
            values.pop()
    reading = Corrections(folder, by="ben")
    assert reading.faults == []
    standing = {t: values[-1] for t, values in expected.items() if values}
    for target, values in expected.items():
        found = reading.of(target)
        assert (found and found["new"]) == (values[-1] if values else None)
    assert sorted(json.dumps(line["new"]) for line in reading.standing()) == sorted(
        map(json.dumps, standing.values())
    )
    assert bool(reading.hashes()) == bool(standing)


def test_a_line_says_what_of_what_by_whom_and_when(
    corrections: Corrections, record: Record
) -> None:
    row = view_of(record, corrections).blocks[2].rows[1]
    corrections.add(translation_of(record, row), "It is worth €3.5 million.")
    (line,) = map(
        json.loads, (corrections.folder / "translation.jsonl").read_text("utf-8").splitlines()
    )
    assert re.fullmatch(r"[0-9a-f]{16}", line.pop("correction"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line.pop("at"))
    assert line == {
        "version": "veille.correction.v1",
        "by": "ana",
        "undoes": None,
        "field": "translation",
        "key": record["key"],
        "id": "a0",
        "content_hash": record["content_hash"],
        "model_hash": "models",
        "config_hash": "config",
        "segment": 2,
        "old": "The contract is worth €3.5 million, said Ana Roldán.",
        "new": "It is worth €3.5 million.",
        "lang": "fr",
        "source": "Le marché porte sur 3,5 M€, dit Ana Roldán.",
    }


def test_undoing_is_a_line_that_gives_the_value_before_back(
    corrections: Corrections, record: Record
) -> None:
    first = corrections.add(label_of(record, 2), "spam")
    second = corrections.add(label_of(record, 2, "spam"), "boilerplate")
    path = corrections.folder / "labels.jsonl"
    before = path.read_bytes()
    undone = corrections.undo(second["correction"])
    assert undone and (undone["undoes"], undone["old"], undone["new"]) == (
        second["correction"],
        "boilerplate",
        "spam",
    )
    assert path.read_bytes().startswith(before)
    assert corrections.of(label_of(record, 2).target) == first
    assert corrections.undo(second["correction"]) is None
    assert corrections.undo("nothing") is None
    assert corrections.undo(first["correction"])
    assert corrections.of(label_of(record, 2).target) is None
    assert corrections.hashes() == set()


def test_lines_have_what_the_training_data_has(corrections: Corrections, record: Record) -> None:
    """The names of the keys are those that the recipes and the labelled files have."""
    view = view_of(record, corrections)
    corrections.add(translation_of(record, view.blocks[2].rows[0]), "It signed.")
    corrections.add(events_of(record), ["tender"])
    corrections.add(label_of(record, 3), "boilerplate")
    made = {line["field"]: labelled(line) for line in corrections.standing()}
    assert made["translation"] == {
        "id": "a0",
        "lang": "fr",
        "source": "Le CHU de Nantes a signé.",
        "target": "It signed.",
    }
    assert made["labels"] == {
        "id": "a0",
        "lang": "fr",
        "kind": "paragraph",
        "text": "Acheter des pilules",
        "label": "boilerplate",
    }
    extra = json.loads((ROOT / "training/events/extra.jsonl").read_text("utf-8").splitlines()[0])
    assert extra.keys() <= made["events"].keys()
    assert made["events"]["title"] == "Nantes signs for €3.5 million"
    assert made["events"]["events"] == ["tender"]


@pytest.mark.parametrize(
    "torn",
    [
        b'{"half',
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"null",
        b"[" * 100_000,
        b'{"version":"veille.correction.v2"}',
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_costs_only_itself(
    corrections: Corrections, record: Record, torn: bytes
) -> None:
    corrections.add(label_of(record, 2), "spam")
    with (corrections.folder / "labels.jsonl").open("ab") as file:
        file.write(torn)  # as a kill leaves it: without a line feed
    again = Corrections(corrections.folder, by="ben")
    assert again.faults == ["labels.jsonl, line 2, is no correction"]
    again.add(label_of(record, 3), "content")
    assert [line["new"] for line in again.standing()] == ["spam", "content"]
    assert len((corrections.folder / "labels.jsonl").read_bytes().splitlines()) == 3


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("labels", {"at": 5}),
        ("labels", {"content_hash": ["x"]}),
        ("labels", {"undoes": ["x"]}),
        ("labels", {"by": None}),
        ("labels", {"new": None}),
        ("labels", {"old": 1}),
        ("translation", {"new": ["It signed."]}),
        ("events", {"new": "tender"}),
        ("events", {"new": [None]}),
        ("events", {"old": {"tender": 1}}),
    ],
)
def test_a_line_with_a_value_of_another_kind_is_named_and_costs_only_itself(
    corrections: Corrections, record: Record, field: str, changed: dict[str, Any]
) -> None:
    row = view_of(record, corrections).blocks[2].rows[0]
    corrections.add(label_of(record, 2), "spam")
    corrections.add(translation_of(record, row), "It signed.")
    corrections.add(events_of(record), ["tender"])
    path = corrections.folder / f"{field}.jsonl"
    line = json.loads(path.read_text("utf-8"))
    path.write_text(path.read_text("utf-8") + json.dumps({**line, **changed}) + "\n")
    again = Corrections(corrections.folder, by="ben")
    assert again.faults == [f"{field}.jsonl, line 2, is no correction"]
    assert len(again.standing()) == 3 and again.hashes() == {record["content_hash"]}
    assert view_of(record, again).events
    assert forget(corrections.folder, {record["content_hash"]}) == 3 + (
        "content_hash" not in changed
    )


def test_what_another_process_appended_is_seen(corrections: Corrections, record: Record) -> None:
    other = Corrections(corrections.folder, by="ben")
    other.add(label_of(record, 2), "spam")
    assert corrections.of(label_of(record, 2).target) is None
    corrections.refresh()
    found = corrections.of(label_of(record, 2).target)
    assert found and found["by"] == "ben"


def test_lines_of_several_threads_do_not_mix(corrections: Corrections, record: Record) -> None:
    def work(number: int) -> None:
        for count in range(20):
            corrections.add(
                subject("labels", {"lang": "fr", "kind": "p", "text": f"{number} {count}" * 200}),
                "spam",
            )

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    again = Corrections(corrections.folder, by="ben")
    assert (len(again.standing()), again.faults) == (80, [])


def test_nothing_is_made_before_there_is_something_to_save(tmp_path: Path) -> None:
    assert Corrections(tmp_path / "noted", by="ana").standing() == []
    assert not (tmp_path / "noted").exists()


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path, record: Record) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="is a file"):
        Corrections(tmp_path / "file", by="ana")
    late = Corrections(tmp_path / "file" / "inside", by="ana")
    with pytest.raises(VeilleError):
        late.add(label_of(record, 2), "spam")
    assert late.standing() == []


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///wire.db", "wire.db.corrections"),
        ("sqlite:////data/wire.db", "/data/wire.db.corrections"),
        ("jsonl:out/x.jsonl.gz", "out/x.jsonl.gz.corrections"),
        ("parquet:out/", "out.corrections"),
        ("other://host/base", "veille.corrections"),
    ],
)
def test_corrections_lie_beside_the_store(url: str, path: str) -> None:
    assert corrections_path(url) == Path(path)


def _told(page: str, column: int, header: str) -> list[str]:
    """The names in a column of the table whose header line starts with ``header``."""
    lines = (ROOT / "docs" / page).read_text("utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(header)) + 2
    rows = lines[start : lines.index("", start)]
    return [row.strip("|").split("|")[column].strip().strip("`") for row in rows]


def test_the_documentation_tells_every_key_and_no_other(
    corrections: Corrections, record: Record
) -> None:
    view = view_of(record, corrections)
    made = [
        corrections.add(translation_of(record, view.blocks[2].rows[0]), "It signed."),
        corrections.add(events_of(record), ["tender"]),
        corrections.add(label_of(record, 3), "boilerplate"),
    ]
    common = _told("corrections.md", 0, "| key |")
    beside = zip(
        _told("corrections.md", 0, "| field | key |"),
        _told("corrections.md", 1, "| field | key |"),
        strict=True,
    )
    own = list(beside)
    for line in made:
        assert list(line) == [*common, *(key for field, key in own if field == line["field"])]
    assert _told("corrections.md", 0, "| file |") == [f"{field}.jsonl" for field in FIELDS]
    given = {line["field"]: ", ".join(f"`{key}`" for key in labelled(line)) for line in made}
    assert dict(zip(FIELDS, _told("corrections.md", 1, "| field | keys |"), strict=True)) == {
        field: keys.strip("`") for field, keys in given.items()
    }


def test_the_keys_of_the_page_are_told() -> None:
    shown = (ROOT / "nlp/reader/templates/macros.html").read_text("utf-8")
    keys = [re.findall("<kbd>(.+?)</kbd>", line) for line in shown.splitlines() if "<kbd>" in line]
    told = [re.findall("`(.+?)`", f"`{cell}`") for cell in _told("reader.md", 0, "| key |")]
    assert keys == told


OTHER = record_of(signed_article(1))


def by_hand(folder: Path) -> list[bytes]:
    """Corrections of two articles, one of each undone, between lines that cannot be read."""
    noted = Corrections(folder, by="ana")
    for record in (RECORD, OTHER, RECORD, OTHER):
        line = noted.add(label_of(record, 2), "spam")
        noted.undo(line["correction"])
        noted.add(label_of(record, 3), "content")
    path = folder / "labels.jsonl"
    torn = path.read_bytes().splitlines()[0][:-30]
    path.write_bytes(torn + b"\n\r[]\n" + path.read_bytes() + b"\xff half \r")
    return path.read_bytes().split(b"\n")


def test_corrections_of_an_article_are_forgotten_and_no_others(tmp_path: Path) -> None:
    before = by_hand(tmp_path)
    path = tmp_path / "labels.jsonl"
    assert forget(tmp_path, {RECORD["content_hash"]}, dry_run=True) == 7
    assert path.read_bytes().split(b"\n") == before
    assert forget(tmp_path, {RECORD["content_hash"]}) == 7
    hidden = RECORD["content_hash"].encode()
    assert path.read_bytes().split(b"\n") == [line for line in before if hidden not in line]
    assert forget(tmp_path, {RECORD["content_hash"]}) == 0
    assert [line["new"] for line in Corrections(tmp_path, "x").standing()] == ["content"]


@pytest.mark.parametrize("hashes", [set(), {"0" * 64}])
def test_nothing_is_forgotten_where_nothing_is_asked_for(tmp_path: Path, hashes: set[str]) -> None:
    by_hand(tmp_path)
    path = tmp_path / "labels.jsonl"
    before = path.read_bytes(), path.stat().st_ino
    assert forget(tmp_path, hashes) == 0
    assert (path.read_bytes(), path.stat().st_ino) == before
    assert forget(tmp_path / "none", {"x"}) == 0 and not (tmp_path / "none").exists()


def test_what_is_appended_while_lines_are_forgotten_is_not_lost(tmp_path: Path) -> None:
    noted = Corrections(tmp_path, by="ana")
    about = {"lang": "fr", "kind": "p"}

    def work() -> None:
        for count in range(60):
            noted.add(Subject("labels", OTHER, "old", {**about, "text": str(count)}), "spam")

    thread = threading.Thread(target=work)
    thread.start()
    while thread.is_alive():
        Corrections(tmp_path, by="ben").add(label_of(RECORD, 2), "spam")
        assert forget(tmp_path, {RECORD["content_hash"]}) == 1
    thread.join()
    found = Corrections(tmp_path, by="x")
    assert len(found.standing()) == 60 and found.faults == []


@pytest.mark.parametrize("url", ["sqlite:///{}/w.db", "jsonl:{}/w.jsonl", "parquet:{}/w"])
def test_an_erasure_takes_the_corrections_of_the_article_too(url: str, tmp_path: Path) -> None:
    url = url.format(tmp_path)
    folder = corrections_path(url)
    by_hand(folder)
    elsewhere = tmp_path / "elsewhere"
    by_hand(elsewhere)
    with closing(open_store(url)) as store:
        store.put([RECORD, OTHER])
        wanted = Wanted(ids=frozenset({RECORD["id"]}))
        assert erase(store, wanted, dry_run=True).corrections == 7
        assert erase(store, wanted).corrections == 7
        assert erase(store, wanted).corrections == 0
    hidden = RECORD["content_hash"].encode()
    assert hidden not in (folder / "labels.jsonl").read_bytes()
    assert hidden in (elsewhere / "labels.jsonl").read_bytes()
