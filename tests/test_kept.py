"""What is kept in the cache is made once, and a cache that is damaged or takes nothing changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.kept import kept


class Thing:
    """Some content, of which no other kind is read."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def to_bytes(self) -> bytes:
        return b"thing " + self.content

    @staticmethod
    def read(path: Path) -> Thing:
        kind, _, content = path.read_bytes().partition(b" ")
        if kind != b"thing":
            raise ValueError(f"{path} holds something else")
        return Thing(content)


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A source, and a cache beside it."""
    monkeypatch.setenv("VEILLE_CACHE", str(tmp_path / "cache"))
    (tmp_path / "source").write_text("abc")
    return tmp_path / "source"


def upper(source: Path, made: list[bytes], told: str = "1") -> bytes:
    """The source in capitals, by way of the cache; ``made`` counts what had to be made."""

    def make() -> Thing:
        made.append(source.read_bytes().upper())
        return Thing(made[-1])

    return kept("things", source, told, Thing.read, make).content


def test_it_is_made_once_for_each_content_and_way(source: Path) -> None:
    made: list[bytes] = []
    assert [upper(source, made) for _ in range(3)] == [b"ABC"] * 3
    assert made == [b"ABC"]
    upper(source, made, "2")
    source.write_text("d")
    assert upper(source, made) == b"D"
    assert made == [b"ABC", b"ABC", b"D"]


@pytest.mark.parametrize("damaged", [b"", b"other things"])
def test_a_damaged_file_is_made_again(source: Path, damaged: bytes) -> None:
    made: list[bytes] = []
    upper(source, made)
    [file] = (source.parent / "cache" / "things").iterdir()
    file.write_bytes(damaged)
    assert upper(source, made) == upper(source, made) == b"ABC"
    assert len(made) == 2
    assert list(file.parent.iterdir()) == [file]


def test_a_cache_that_takes_nothing_is_done_without(source: Path) -> None:
    (source.parent / "cache").write_text("no folder")
    made: list[bytes] = []
    assert upper(source, made) == upper(source, made) == b"ABC"
    assert len(made) == 2
