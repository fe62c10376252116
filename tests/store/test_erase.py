"""Erasing: what is asked for goes from every store and its side, for good, and nothing else does."""

from __future__ import annotations

import gzip
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import fsspec
import pyarrow.parquet
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from job_fakes import article, loader, result, same
from test_stores import KINDS, SERVERS

from nlp.article import Article, Source
from nlp.erase import Wanted, erase, nearest
from nlp.errors import ConfigError, StoreLost
from nlp.job import Job
from nlp.quarantine import Quarantine
from nlp.read.reading import shown
from nlp.stage import Reason, Rejected
from nlp.store import Store, open_store, restore, restored
from nlp.store.files import replace_text
from nlp.store.places import search_path
from nlp.store.sql import SqlStore, on_file

if TYPE_CHECKING:
    from postgres_server import Server

SECRET = "Xylophon"  # stands in every text of the articles that are erased


def records_of(secret: str = SECRET) -> Iterator[Article | Rejected]:
    """Articles of two sources, some with ``secret``; some are rejected, one cannot be read."""
    for i in range(40):
        word = secret if i % 4 == 1 else "autre"
        made = article(i, f"titre {word} {i}\nphrase {word} {i}\nwin {word} {i}")
        if i % 10 in (5, 9):
            made = article(i, f"poison {word} {i}")
        path = "gone/a.zip" if i % 4 == 1 else "kept/a.zip"
        made = made.with_(source=Source(path, member=f"m{i % 8}", line=i))
        yield made.with_(meta={"source": "Le Bruit" if i % 4 == 1 else "Le Calme"})
    for path in ("gone/b", "kept/b"):
        raw = f"{{{secret if path[0] == 'g' else 'x'}".encode()
        yield Rejected(Source(path), "read", Reason.MALFORMED, "no JSON", raw=raw)


@pytest.fixture(params=[*KINDS, *SERVERS])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        return request.getfixturevalue("postgres_url")
    if request.param.startswith("s3"):
        bucket = request.getfixturevalue("s3")
        other = KINDS[request.param.replace("s3", "memory")].format(tmp_path)
        return other.replace("memory:/", bucket)
    return KINDS[request.param].format(tmp_path)


@pytest.fixture
def filled(url: str) -> str:
    """A store after a run, with segments restored of an article that goes and of one that stays."""
    with closing(open_store(url)) as store:
        Job(loader(), records_of(), [store], Quarantine(store.side)).run()
        for record in list(store)[:2]:
            restore(store, record["key"], 2)
    return url


Held = tuple[list[Any], list[Any], list[Any]]


def held(store: Store) -> Held:
    """All records, rows of the quarantine and restored segments."""
    rows = [(r.id, r.source, r.reason) for r in Quarantine(store.side).list(status=None)]
    return [same(r) for r in store], rows, restored(store)


def without(before: Held, gone: Callable[[str], bool]) -> Held:
    """What must be left when the articles are erased whose path is ``gone``."""
    records, rows, back = before
    hashes = {r["content_hash"] for r in records if gone(r["source"]["path"])}
    return (
        [r for r in records if r["content_hash"] not in hashes],
        [row for row in rows if not gone(row[1].path)],
        [r for r in back if r["content_hash"] not in hashes],
    )


WAYS = {
    "folder": Wanted(frozenset({"gone/"})),
    "files": Wanted(frozenset({"gone/a.zip", "gone/b"})),
    "publisher": Wanted(frozenset({"Le Bruit", "gone/b"})),
    "members": Wanted(frozenset({"gone/b", *(f"gone/a.zip!m{i}" for i in range(8))})),
    "ids": Wanted(frozenset({"gone/b"}), frozenset(f"a{i}" for i in range(1, 40, 4))),
}


def _goes(url: str, wanted: Wanted) -> None:
    with closing(open_store(url, read_only=True)) as store:
        before = held(store)
        told = erase(store, wanted, dry_run=True)
        assert held(store) == before
    with closing(open_store(url)) as store:
        gone = erase(store, wanted)
        assert gone == told
        assert (gone.records, gone.articles, gone.quarantined, gone.restored) == (6, 6, 5, 1)
        left = without(before, lambda path: path.startswith("gone"))
        assert held(store) == left
        assert store.count() == len(left[0])
        assert not erase(store, wanted)
    with closing(open_store(url)) as store:
        assert held(store) == left
        assert store.put([result(1)]) == [True]
        assert Job(loader(), records_of(), [store], Quarantine(store.side)).run().stored == 6


def test_what_is_asked_for_goes_and_nothing_else(filled: str) -> None:
    _goes(filled, WAYS["folder"])


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("url", ["sqlite", "parquet", "postgresql"], indirect=True)
def test_there_are_several_ways_to_name_what_goes(filled: str, way: str) -> None:
    _goes(filled, WAYS[way])


def texts(path: Path) -> Iterator[bytes]:
    """The bytes of a file, and those in it that are compressed."""
    data = path.read_bytes()
    yield data
    if path.name.endswith(".gz"):
        yield gzip.decompress(data)
    if path.name.endswith(".zst"):
        with path.open("rb") as file:
            yield zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True).read()
    if path.name.endswith(".parquet"):
        yield str(pyarrow.parquet.read_table(path).to_pylist()).encode()


def files_with(folder: Path, word: str) -> set[str]:
    found = set()
    for path in filter(Path.is_file, folder.rglob("*")):
        if any(word.lower().encode() in text.lower() for text in texts(path)):
            found.add(path.name)
    return found


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "memory" not in kind])
def test_the_bytes_are_in_no_file_any_more(kind: str, tmp_path: Path) -> None:
    url = KINDS[kind].format(tmp_path)
    with closing(open_store(url)) as store:
        Job(loader(), records_of(), [store], Quarantine(store.side)).run()
        for record in list(store)[:2]:
            restore(store, record["key"], 2)
        Quarantine(store.side).add([Rejected(Source("gone/b"), "x", Reason.EMPTY, "", raw=b"")])
    assert files_with(tmp_path, SECRET)
    with closing(open_store(url)) as store:
        assert erase(store, Wanted(frozenset({"gone/"})))
        assert files_with(tmp_path, SECRET) == set()  # also while it is open
    assert files_with(tmp_path, SECRET) == set()
    assert files_with(tmp_path, "autre")


def test_the_objects_hold_the_bytes_no_more(tmp_path: Path) -> None:
    files = fsspec.filesystem("memory")
    url = f"jsonl:memory:/{tmp_path}/out/?side={tmp_path}/side.db"
    with closing(open_store(url)) as store:
        Job(loader(), records_of(), [store], Quarantine(store.side)).run()
        parts = files.ls(f"{tmp_path}/out", detail=False)
        erase(store, Wanted(frozenset({"gone/"})))
    assert files.ls(f"{tmp_path}/out", detail=False) == parts
    assert all(SECRET.encode() not in files.cat_file(part) for part in parts)
    assert files_with(tmp_path, SECRET) == set()


def test_the_files_of_a_server_hold_the_bytes_no_more(postgres: Server) -> None:
    """All but its write-ahead log, which docs/stores.md tells of."""
    secret = "Quetzal" + os.urandom(4).hex()
    with closing(open_store(postgres.create())) as store:
        Job(loader(), records_of(secret), [store], Quarantine(store.side)).run()
        database = (
            postgres.data
            / "base"
            / str(postgres.sql("SELECT oid FROM pg_database ORDER BY oid DESC LIMIT 1")[0][0])
        )
        postgres.sql("CHECKPOINT")
        assert files_with(database, secret)
        assert erase(store, Wanted(frozenset({"gone/"})))
        postgres.sql("CHECKPOINT")
        assert files_with(database, secret) == set()


@pytest.mark.parametrize("kind", ["jsonl", "jsonl.gz", "parquet", "bulk"])
@pytest.mark.parametrize("after", [False, True])
def test_a_kill_during_an_erasure_leaves_a_store_that_opens(
    kind: str, after: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before or after the new file is put in the place of the old one."""
    url = KINDS[kind].format(tmp_path)
    with closing(open_store(url)) as store:
        for n in range(0, 9, 3):
            store.put([result(n + i) for i in range(3)])
        exchange = os.replace

        def killed(*names: Any) -> None:
            if after:
                exchange(*names)
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", killed)
            with pytest.raises(KeyboardInterrupt):
                erase(store, Wanted(ids=frozenset({"a1", "a4"})))
    with closing(open_store(url)) as store:
        assert store.count() == len(list(store)) and store.count() in (7, 8, 9)
        assert {r["id"] for r in store} >= {f"a{n}" for n in range(9)} - {"a1", "a4"}
        erase(store, Wanted(ids=frozenset({"a1", "a4"})))
        ids = sorted(r["id"] for r in store)
        assert ids == [f"a{n}" for n in range(9) if n not in (1, 4)]
        assert store.put([result(n) for n in range(5)]) == [False, True, False, False, True]


def test_a_reader_that_keeps_the_log_is_told(tmp_path: Path) -> None:
    path = tmp_path / "wire.db"
    with closing(on_file(path, busy_seconds=0.1)) as store:
        store.put([result(1)])
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN")
            other.execute("SELECT * FROM articles").fetchone()
            with pytest.raises(StoreLost, match="another program.*erase again"):
                store.side.scrub()
        store.side.scrub()


def test_a_user_who_may_not_give_up_the_space_is_told(postgres: Server) -> None:
    url = postgres.create()
    with closing(open_store(url)) as store:
        store.put([result(1), result(2)])
    name = url.partition("@/")[2].partition("?")[0]
    postgres.sql("CREATE ROLE deleter LOGIN")
    postgres.sql("GRANT ALL ON ALL TABLES IN SCHEMA public TO deleter", name)
    with (
        closing(open_store(url.replace("tester@", "deleter@"))) as store,
        pytest.raises(StoreLost, match="rows are deleted, but not their space.*VACUUM FULL"),
    ):
        erase(store, Wanted(ids=frozenset({"a1"})))
    with closing(open_store(url)) as store:
        assert [r["id"] for r in store] == ["a2"]


@pytest.mark.parametrize("asked", [{}, {"ids": {""}}, {"sources": {"/"}}, {"sources": {"x", " "}}])
def test_nothing_and_everything_are_refused(asked: dict[str, set[str]]) -> None:
    with pytest.raises(ConfigError):
        Wanted(**{name: frozenset(values) for name, values in asked.items()})


@pytest.mark.parametrize(
    ("asked", "path", "member", "wanted"),
    [
        ("./data/c.csv", "data/c.csv", None, True),
        ("data/c.csv", "./data//c.csv", None, True),
        ("{cwd}/data/c.csv", "data/c.csv", None, True),
        ("data/c.csv", "{cwd}/data/c.csv", None, True),
        ("data/../data/c.csv", "data/c.csv", None, True),
        ("./data/", "data/c.csv", None, True),
        ("{cwd}/data/", "data/sub/c.csv", None, True),
        ("{cwd}/", "c.csv", None, True),
        ("./data/", "data/a.zip", "m", True),
        ("data/c.csv", "other/data/c.csv", None, False),
        ("./data/c.csv", "/elsewhere/data/c.csv", None, False),
        ("./data", "data/c.csv", None, False),
        ("./data/", "database/c.csv", None, False),
        ("./data/", "data", None, False),
        ("a.zip!in.zip", "a.zip", "in.zip!m.txt", True),
        ("./a.zip!in.zip", "a.zip", "in.zip", True),
        ("a.zip!in.zip!m.txt", "a.zip", "in.zip!m.txt", True),
        ("wow!.zip!m", "wow!.zip", "m", True),
        ("wow!.zip", "wow!.zip", "m", True),
        ("a.zip!in.zip", "a.zip", "in.zip.bak", False),
        ("a.zip!in.zip!m", "a.zip", "in.zip!m.txt", False),
        ("a.zip!in.zip!m.txt", "a.zip", "in.zip", False),
        ("a.zip!m", "b.zip", "m", False),
        ("a.zip!", "a.zip", "m", False),
        ("a.zip!a/../m", "a.zip", "m", False),
        ("https://x.fr/a", "https://x.fr/./a", None, False),
        ("https://x.fr/a/", "https://x.fr/a/b", None, True),
        ("{cwd}/-", "-", None, False),
        ("sftp://ana:p!w@h/a.zip", "sftp://ana@h/a.zip", None, True),
        ("sftp://ana:pw@h/in/", "sftp://ana@h/in/a.zip", None, True),
        ("sftp://ana:pw@h/a.zip!m", "sftp://ana@h/a.zip", "m", True),
        ("sftp://bob:pw@h/a.zip", "sftp://ana@h/a.zip", None, False),
        ("http://h/a.jsonl?token=abc", "http://h/a.jsonl?token=***", None, True),
        ("http://h/a.jsonl?token=***", "http://h/a.jsonl?token=***", None, True),
        (
            "https://b/a.zip?n=1&X-Amz-Signature=ab%2F!m",
            "https://b/a.zip?n=1&X-Amz-Signature=***",
            "m",
            True,
        ),
        ("http://h/b.jsonl?token=abc", "http://h/a.jsonl?token=***", None, False),
        ("http://h/a.jsonl?n=2&token=abc", "http://h/a.jsonl?n=1&token=***", None, False),
    ],
)
def test_a_source_is_found_however_it_is_spelled(
    asked: str, path: str, member: str | None, wanted: bool,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    asked, path = asked.format(cwd=tmp_path), path.format(cwd=tmp_path)
    made = article(1).with_(source=Source(path, member))
    for url in ("wire.db", "jsonl:o.jsonl"):
        with closing(open_store(url)) as store:
            Job(loader(), [made], [store], Quarantine(store.side)).run()
            Quarantine(store.side).add([Rejected(Source(path, member), "read", Reason.EMPTY)])
            gone = erase(store, Wanted(frozenset({asked})), dry_run=True)
        assert (gone.records, gone.quarantined) == (wanted, wanted)


def test_the_nearest_sources_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    paths = ["data/press-2023.csv", "data/press-2024.csv", "mail/x.jsonl"]
    made = [article(n).with_(source=Source(path)) for n, path in enumerate(paths)]
    for url in ("wire.db", "jsonl:o.jsonl"):
        with closing(open_store(url)) as store:
            Job(loader(), made, [store], Quarantine(store.side)).run()
            Quarantine(store.side).add([Rejected(Source("mail/y.zip"), "read", Reason.EMPTY)])
            near = {
                name: nearest(store, Wanted(frozenset({name})))
                for name in ("./data/pres-2023.csv", "mail/y.zip!m", "zzzzzzzzzzzz" * 20)
            }
            assert nearest(store, Wanted(ids=frozenset({"a1"}))) == []
        assert near["./data/pres-2023.csv"][:2] == ["data/press-2023.csv", "data/press-2024.csv"]
        assert near["mail/y.zip!m"][0] == "mail/y.zip"
        assert near["zzzzzzzzzzzz" * 20] == []


BAD = os.fsdecode(b"caf\xe9")


@pytest.mark.parametrize(
    ("asked", "path", "member", "wanted"),
    [
        (f"nu/{BAD}.txt", f"nu/{BAD}.txt", None, True),
        (f"./nu/{BAD}.txt", f"nu/{BAD}.txt", None, True),
        (f"{{cwd}}/nu/{BAD}.txt", f"nu/{BAD}.txt", None, True),
        (f"nu/{BAD}.txt", f"{{cwd}}/nu/{BAD}.txt", None, True),
        (f"nu/{BAD}/", f"nu/{BAD}/x.txt", None, True),
        (f"nu/{BAD}.zip!m", f"nu/{BAD}.zip", "m", True),
        (f"nu/a.zip!{BAD}", "nu/a.zip", f"{BAD}!m", True),
        (r"nu/caf\udce9.txt", f"nu/{BAD}.txt", None, True),
        ("nu/new\nline.txt", "nu/new\nline.txt", None, True),
        (r"nu/new\x0aline.txt", "nu/new\nline.txt", None, True),
        (r"nu/back\slash.txt", r"nu/back\slash.txt", None, True),
        (f"nu/{BAD}.txt", "nu/café.txt", None, False),
        (f"nu/{BAD}.txt", f"nu/{BAD}.txt.gz", None, False),
        (f"nu/{BAD}/", f"nu/{BAD}s/x.txt", None, False),
        ("nu/new\nline.txt", "nu/newline.txt", None, False),
        (r"nu/back\slash.txt", "nu/backslash.txt", None, False),
        (f"nu/a.zip!{BAD}", "nu/a.zip", f"{BAD}s", False),
    ],
)
def test_a_source_whose_name_is_no_text_is_found(
    asked: str, path: str, member: str | None, wanted: bool,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """As the shell gives it, and as a record tells it."""
    monkeypatch.chdir(tmp_path)
    asked, path = asked.replace("{cwd}", str(tmp_path)), path.replace("{cwd}", str(tmp_path))
    told = {"path": shown(path, 4000), "member": member and shown(member)}
    record = result(1)
    record["source"] = {**record["source"], **told}
    for url in ("sqlite:///:unused:", "jsonl:o.jsonl"):
        with closing(open_store(url, read_only=url != "jsonl:o.jsonl")) as store:
            store.put([record])
            asking = Wanted(frozenset({asked}), frozenset({BAD}))
            assert erase(store, asking, dry_run=True).records == wanted


def as_text(name: str) -> str:
    """A name as a record may hold it: of those that are no UTF-8 the escaped spelling alone."""
    return shown(name) if "\udce9" in name else name


NAMES = st.text(st.sampled_from('a/!%_\\"\n\x00é.\udce9\u202e'), max_size=6)


@given(NAMES, NAMES, st.one_of(st.none(), NAMES), NAMES)
def test_a_database_offers_every_record_that_is_wanted(
    asked: str, path: str, member: str | None, told: str
) -> None:
    """What SQL picks beforehand must hold all that the rule would, whatever the characters."""
    try:
        wanted = Wanted(frozenset({asked}))
    except ConfigError:
        return
    record = result(1)
    record["source"] = {
        **record["source"],
        "path": as_text(path),
        "member": member and as_text(member),
    }
    record["meta"] = {"source": as_text(told)}
    with closing(open_store("sqlite:///:unused:", read_only=True)) as store:  # one in memory
        store.put([record])
        assert erase(store, wanted, dry_run=True).records == wanted.record(record)


def test_an_article_in_two_versions_goes_with_both(url: str) -> None:
    with closing(open_store(url)) as store:
        store.put([result(1), result(2)])
        store.put([result(1, model="m2")])
        gone = erase(store, Wanted(ids=frozenset({"a1"})))
        assert (gone.records, gone.articles) == (2, 1)
        assert [r["id"] for r in store] == ["a2"]


def test_a_row_that_lost_its_article_goes_by_its_content(tmp_path: Path) -> None:
    """A record and a rejection of the same content, which was met under another source."""
    with closing(open_store(f"jsonl:{tmp_path}/o.jsonl")) as store:
        store.put([result(1)])
        twin = replace(article(1), source=Source("elsewhere"))
        rejected = Rejected(twin.source, "upper", Reason.STAGE_ERROR, "x", article=twin)
        Quarantine(store.side).add([rejected])
        assert erase(store, Wanted(frozenset({"archive.jsonl"}))).quarantined == 1
        assert Quarantine(store.side).list() == []


@pytest.mark.parametrize("kind", ["jsonl", "jsonl.gz", "jsonl.zst", "bulk", "sqlite"])
@pytest.mark.parametrize("chained", [False, True])
def test_a_link_is_followed_to_the_file_that_is_written_anew(
    kind: str, chained: bool, tmp_path: Path
) -> None:
    """The link stays one, and no byte stays in the file that it leads to."""
    (tmp_path / "big").mkdir()
    (tmp_path / "small").mkdir()
    link = tmp_path / "small" / KINDS[kind].rpartition("/")[2].partition("?")[0]
    real = tmp_path / "big" / f"there{''.join(link.suffixes)}"
    via = tmp_path / "via" if chained else real
    if chained:
        via.symlink_to(os.path.relpath(real, tmp_path))
    link.symlink_to(os.path.relpath(via, link.parent))
    with closing(open_store(KINDS[kind].format(tmp_path / "small"))) as store:
        Job(loader(), records_of(), [store], Quarantine(store.side)).run()
        real.chmod(0o640)
        assert files_with(tmp_path / "big", SECRET)
        assert erase(store, Wanted(frozenset({"gone/"})))
        left = [same(record) for record in store]
    assert files_with(tmp_path, SECRET) == set()
    assert link.is_symlink() and real.is_file() and real.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in real.parent.iterdir() if "erasing" in path.name] == []
    with closing(open_store(KINDS[kind].format(tmp_path / "small"))) as store:
        assert [same(record) for record in store] == left
        assert store.put([result(1)]) == [True]
        assert result(1)["key"].encode() in b"".join(texts(real)) or kind == "sqlite"


@pytest.mark.parametrize("whole", [False, True])
def test_parts_that_are_links_are_followed(whole: bool, tmp_path: Path) -> None:
    """Written anew where they lie, and taken away there when nothing is left in them."""
    folder, disk = tmp_path / "out", tmp_path / "disk"
    disk.mkdir()
    with closing(open_store(f"parquet:{folder}")) as store:
        store.put([result(1), result(2)])
        store.put([result(3)])
    for part in folder.iterdir():
        part.rename(disk / part.name)
        part.symlink_to(disk / part.name)
    beside = disk / f".{min(disk.iterdir()).name}.erasing"
    beside.write_bytes(b"left by a kill")
    with closing(open_store(f"parquet:{folder}")) as store:
        assert not beside.exists()
        gone = {"a1", "a2"} if whole else {"a1"}
        assert erase(store, Wanted(ids=frozenset(gone))).records == len(gone)
        assert sorted(r["id"] for r in store) == (["a3"] if whole else ["a2", "a3"])
    for place in (folder, disk):
        assert len(list(place.iterdir())) == (1 if whole else 2)
    assert all(part.is_symlink() for part in folder.iterdir())


def test_what_is_written_for_watchers_follows_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "big" / "m.json", tmp_path / "m.json"
    link.symlink_to(real)
    replace_text(link, "one")  # the folder is made, as for a plain path
    replace_text(link, "two")
    assert link.is_symlink() and real.read_text() == "two"
    replace_text(Path(os.devnull), "nothing")
    assert not Path(os.devnull).is_file()
    assert [path.name for path in real.parent.iterdir()] == ["m.json"]


def test_many_names_are_more_than_one_question_to_a_database(tmp_path: Path) -> None:
    names = [f"gone/{number}.txt" for number in range(1_500)]
    wanted = Wanted(frozenset([*names, "archive.jsonl"]), frozenset(["a1", *names]))
    with closing(open_store(f"{tmp_path}/wire.db")) as store:
        store.put([result(0), result(1)])
        gone = erase(store, wanted)
        assert (gone.records, gone.articles, store.count()) == (2, 2, 0)


def test_an_index_that_an_open_page_makes_meanwhile_goes_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index, really = search_path(tmp_path / "wire.db"), SqlStore.erase

    def meanwhile(self: SqlStore, keys: list[str]) -> int:
        index.write_bytes(b"what the article says")
        return really(self, keys)

    monkeypatch.setattr(SqlStore, "erase", meanwhile)
    with closing(open_store(f"{tmp_path}/wire.db")) as store:
        store.put([result(0)])
        assert erase(store, Wanted(ids=frozenset(["a0"]))).records == 1
    assert not index.exists()
