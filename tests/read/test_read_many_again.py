"""Many rows are read again in one pass over their document, each as it would be alone."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from read_helpers import PAGE, jsonl, outcomes, tarred, warc_record, zipped

from nlp.article import Article, Source
from nlp.read import ReadOptions, Rereader, again, read_again
from nlp.stage import Rejected

LINES = jsonl(3) + b"{broken\n\n" + jsonl(2) + b'{"corps": "un"}\n'
CSV = b"id,text\n1,un\n2,deux,x\n3,\n4,quatre\n5,cinq\n"
JSON = json.dumps([{"text": "un"}, 7, {"text": ""}, {"text": "quatre"}]).encode()
WARC = b"".join(warc_record(PAGE.encode(), url=f"https://example.org/{n}") for n in range(4))
MEMBERS = {
    "a.jsonl": LINES,
    "b/c.csv": CSV,
    "page.html": PAGE.encode(),
    "inner.zip": zipped({"a.jsonl": LINES, "d.json": JSON}),
    "e.jsonl.gz": gzip.compress(LINES),
}
FILES = {
    "a.jsonl": LINES,
    "a.jsonl.gz": gzip.compress(LINES),
    "cut.jsonl.gz": gzip.compress(LINES)[:-12],
    "a.csv": CSV,
    "a.json": JSON,
    "cut.json": JSON[:-4],
    "a.warc": WARC,
    "a.zip": zipped(MEMBERS),
    "a.tar.gz": tarred(MEMBERS, "w:gz"),
}


def alone(sources: list[Source]) -> list[list[Article | Rejected]]:
    return [list(read_again(source)) for source in sources]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("many")
    for name, data in FILES.items():
        (made / name).write_bytes(data)
    return made


@pytest.fixture(scope="module")
def everything(folder: Path) -> dict[Source, list[Article | Rejected]]:
    """What each record gives when it is read again alone."""
    sources = [found.source for found in outcomes(folder)]
    gone = [Source(str(folder / "a.jsonl"), line=99, offset=0, length=1)]
    gone += [Source(str(folder / "a.zip"), "none.jsonl", line=1, offset=0, length=1)]
    return dict(zip(sources + gone, alone(sources + gone), strict=True))


def test_in_their_order_all_give_what_each_gives_alone(
    everything: dict[Source, list[Article | Rejected]],
) -> None:
    assert len(everything) > 60
    with closing(Rereader()) as reader:
        for source, wanted in everything.items():
            assert list(reader.read(source)) == wanted


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_in_any_order_all_give_what_each_gives_alone(
    everything: dict[Source, list[Article | Rejected]], data: st.DataObject
) -> None:
    chosen = data.draw(st.lists(st.sampled_from(sorted(everything, key=repr)), max_size=12))
    with closing(Rereader()) as reader:
        for source in chosen:
            assert list(reader.read(source)) == everything[source]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that are opened."""
    names: list[str] = []
    real = again.read_document

    def counted(found: again.Found, reading: again.Reading) -> Iterator[Article | Rejected]:
        names.append(Path(found.path).name)
        return real(found, reading)

    monkeypatch.setattr(again, "read_document", counted)
    return names


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.csv", "a.json", "a.warc", "a.zip"])
def test_rows_in_order_are_one_pass(folder: Path, opened: list[str], name: str) -> None:
    rows = [one.source for one in outcomes(folder / name) if one.source.line is not None]
    with closing(Rereader()) as reader:
        for row in rows:
            assert [one.source for one in reader.read(row)] == [row]
        assert len(rows) > 3 and opened == [name]
        list(reader.read(rows[1]))  # back
        assert opened == [name, name]


def test_a_document_that_changed_is_read_as_it_is_now(tmp_path: Path, opened: list[str]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"{broken\n" * 3)
    rows = [one.source for one in outcomes(path)]
    path.write_bytes(jsonl(2))
    with closing(Rereader(ReadOptions())) as reader:
        found = [one for row in rows for one in reader.read(row)]
    assert [isinstance(one, Article) for one in found] == [True, True, False]
    assert isinstance(found[2], Rejected) and "not there any more" in found[2].detail
    assert len(opened) == 2  # the last one is looked for from the start too


def test_a_member_in_one_character_set_is_no_rule_for_the_next(tmp_path: Path) -> None:
    line = '{"text": "Le marché a été notifié à Évry."}\n'
    members = {"a.jsonl": line.encode("utf-16"), "b.jsonl": line.encode("cp1252")}
    (tmp_path / "x.zip").write_bytes(zipped(members))
    one, two = outcomes(tmp_path / "x.zip")
    assert isinstance(one, Article) and isinstance(two, Article)
    assert one.text == two.text == "Le marché a été notifié à Évry."
    assert one.meta["encoding"] != two.meta["encoding"]


def test_rows_of_standard_input_are_read_from_their_bytes(opened: list[str]) -> None:
    with closing(Rereader()) as reader:
        row = Source("-", line=4, offset=9, length=14)
        (found,) = reader.read(row, b'{"text": "un"}')
    assert isinstance(found, Article) and found.text == "un" and not opened
