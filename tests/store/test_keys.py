"""A record is named by the beginning of its key, where that is of one record alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from job_fakes import result

from nlp.errors import ConfigError
from nlp.restore import restore_segments
from nlp.store import Store, open_store
from nlp.store.newest import found, key_of

KEYS = ["0123456789ab" + "0" * 52, "0123456789cd" + "0" * 52, "f" * 64]


@pytest.fixture(params=["wire.db", "jsonl:out.jsonl.gz", "parquet:out"])
def store(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Store]:
    monkeypatch.chdir(tmp_path)
    with closing(open_store(request.param)) as opened:
        opened.put([{**result(n), "key": key} for n, key in enumerate(KEYS)])
        yield opened


@pytest.mark.parametrize(
    ("name", "key"),
    [
        (KEYS[0], KEYS[0]),
        (KEYS[0][:12], KEYS[0]),
        (KEYS[1][:11], KEYS[1]),
        ("f" * 8, KEYS[2]),
        ("f" * 7, "f" * 7),
        ("f" * 65, "f" * 65),
        ("ffffffff%", "ffffffff%"),
        ("ffffffff_", "ffffffff_"),
        ("a" * 12, "a" * 12),
        ("", ""),
    ],
)
def test_a_beginning_names_the_one_key(name: str, key: str, store: Store) -> None:
    assert key_of(store, name) == key


@pytest.mark.parametrize("name", [KEYS[0][:8], KEYS[0][:10]])
def test_a_beginning_of_several_keys_is_refused(name: str, store: Store) -> None:
    with pytest.raises(ConfigError, match=f"several keys that begin with '{name}'"):
        key_of(store, name)


def test_restore_takes_the_beginning_and_tells_the_whole_key(store: Store) -> None:
    with pytest.raises(ConfigError, match=f"record {KEYS[2]} has no segment 99"):
        restore_segments(store, "f" * 12, [99], lambda: pytest.fail("nothing is loaded"))
    with pytest.raises(ConfigError, match="no record with the key aaaaaaaaaaaa"):
        restore_segments(store, "a" * 12, [0], lambda: pytest.fail("nothing is loaded"))


def test_all_articles_of_a_name_are_found_the_newest_first(store: Store) -> None:
    """Two files may both count their articles from 0; versions of one article are one."""
    made = [{**result(n, model), "id": "7"} for n, model in ((5, "m1"), (6, "m1"), (5, "m2"))]
    store.put(made)
    assert found(store, "7") == (made[2], [made[1]["key"]])
    assert found(store, made[0]["key"]) == (made[0], [])
    assert found(store, made[1]["key"][:12]) == (made[1], [])
    assert found(store, "a1")[1] == []
    assert found(store, "01234567")[1] == [KEYS[0]]
    for name in ("nobody", "f" * 7):  # so few digits are of many keys
        with pytest.raises(ConfigError, match=f"no article with the id or key '{name}'"):
            found(store, name)
