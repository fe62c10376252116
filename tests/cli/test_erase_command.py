"""``veille erase``: it tells what would go, then what went, from every store that is named."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from job_fakes import article, loader

from nlp.article import Article, Source
from nlp.job import Job
from nlp.quarantine import Quarantine
from nlp.stage import Reason, Rejected
from nlp.store import open_store

Veille = Callable[..., tuple[str, str, int]]
SECRET = "Xylophon"


def records_of() -> Iterator[Article | Rejected]:
    """Articles of two sources, one of them full of a secret; one record cannot be read."""
    for i in range(20):
        word, path = (SECRET, "gone/a") if i % 4 == 1 else ("autre", "kept/a")
        made = article(i, f"titre {word} {i}\nphrase {word} {i}")
        yield made.with_(source=Source(path, line=i))
    yield Rejected(Source("gone/b"), "read", Reason.MALFORMED, "no JSON", raw=SECRET.encode())


def test_the_command_tells_what_goes_and_erases_it(veille: Veille, tmp_path: Path) -> None:
    urls = ["wire.db", "jsonl:out.jsonl", "parquet:out"]
    places = [open_store(url) for url in urls]
    Job(loader(), records_of(), places, Quarantine(places[0].side)).run()
    for store in places:
        store.close()
    what = "5 records of 5 articles"
    for command in (["erase", urls[0]], ["erase", urls[0], "parquet:./out/"]):
        out, _, code = veille(*command, "--id", "a1", "--dry-run")
        assert code == 0 and "not looked at: jsonl:" in out.splitlines()[-1]
        assert ("parquet:" in out.splitlines()[-1]) == (len(command) == 2)
        assert "wire.db: 1 record of 1 article, 0 in quarantine" in out
    out, _, code = veille("erase", *urls, "--source", "gone/", "--dry-run")
    assert "not looked at" not in out
    assert code == 0 and out.count(f"{what}, ") == 3 and out.count("would be erased") == 3
    assert f"sqlite:///wire.db: {what}, 1 in quarantine, 0 restored segments, 0 corrections" in out
    out, _, code = veille("erase", *urls, "--source", "gone/")
    assert code == 0 and out.count(what) == 3 and "stores them again" in out
    assert "corrections in another folder" in out
    assert all(SECRET.encode() not in p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    out, _, code = veille("erase", *urls, "--id", "a1")
    assert code == 0 and out.count("0 records of 0 articles") == 3 and "again" not in out
    assert out.count("nothing there is of that source or id; `veille show`") == 3
    out, _, code = veille("erase", *urls, "--source", "kept/b")
    assert code == 0 and out.count("of that source or id; like it are: kept/a") == 3
    assert veille("erase", *urls)[2] == 2
    assert veille("erase", "other.db", "--id", "a1")[2] == 2
    assert json.loads(veille("status", "wire.db", "--json")[0])["articles"] == 15
