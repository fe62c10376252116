"""JSON lines, arrays and objects: each record once; a broken one costs only itself."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_helpers import articles, jsonl, only, outcomes, reasons, write

from nlp.article import Article
from nlp.errors import ReadError
from nlp.read import read_again
from nlp.read.jsonl import parse_row
from nlp.stage import Rejected


def test_a_line_is_an_article(tmp_path: Path) -> None:
    found = articles(write(tmp_path / "a.jsonl", jsonl(3, lang="fr")))
    assert [article.id for article in found] == ["r0", "r1", "r2"]
    assert [article.source.line for article in found] == [1, 2, 3]
    assert {article.meta["encoding"] for article in found} == {"utf-8"}


def test_places_point_at_the_bytes_of_the_record(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", jsonl(5))
    data = path.read_bytes()
    for article in articles(path):
        source = article.source
        assert source.offset is not None and source.length is not None
        row = json.loads(data[source.offset : source.offset + source.length])
        assert row["id"] == article.id


def test_broken_lines_cost_only_themselves(tmp_path: Path) -> None:
    lines = [
        b'{"text": "un"}', b'{"text": "deux"', b"", b"[1, 2]", b'"texte"', b"\x00\x01\x02\x03\x80\x81 garbage",
        b'{"title": "sans texte"}', b'{"text": ""}', b'{"text": "caf\xe9 \xe0 la cr\xe8me"}', b"  ",
        b"[" * 100_000, b'{"text": "a\\ud800b"}', b'{"text": "fin"}',
    ]  # fmt: skip
    found = outcomes(write(tmp_path / "a.jsonl", b"\n".join(lines)))
    assert reasons(found) == [
        "kept", "malformed", "malformed", "malformed", "binary", "missing_field", "empty", "kept",
        "too_deep", "kept", "kept",
    ]  # fmt: skip
    assert isinstance(found[7], Article)
    assert (found[7].text, found[7].meta["encoding"]) == ("café à la crème", "cp1252")
    assert found[7].source.line == 9
    assert isinstance(found[9], Article) and found[9].text == "a\ufffdb"


@pytest.mark.parametrize("text", ['{"a": "b', '{"a" "b"}', '{"a": "b\tc"}', "[", '{"a": "\\x"}'])
def test_what_is_wrong_with_a_line_is_told_with_its_column(text: str) -> None:
    with pytest.raises(ReadError, match=r"malformed: not JSON: [A-Z].* at column \d+$") as told:
        parse_row(text)
    assert "at at" not in str(told.value)


def test_a_line_over_the_limit_is_refused_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "avant"}\n{"text": "')
        for _ in range(50):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n{"text": "apr\xc3\xa8s"}\n')
    tracemalloc.start()
    found = outcomes(path, max_bytes=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert reasons(found) == ["kept", "too_large", "kept"]
    assert found[1].source.length == 50_000_013
    assert peak < 2_800_000


def test_a_cut_gzip_gives_its_whole_lines_and_one_refusal(tmp_path: Path) -> None:
    packed = gzip.compress(jsonl(2000))
    found = outcomes(write(tmp_path / "a.jsonl.gz", packed[: len(packed) // 2]))
    assert reasons(found)[-1] == "truncated"
    assert set(reasons(found)[:-1]) == {"kept"}
    assert 100 < len(found) < 2000
    last = found[-1].source
    assert (last.line, last.length) == (len(found), None)
    whole = articles(write(tmp_path / "whole.jsonl.gz", packed))
    kept = [article for article in found if isinstance(article, Article)]
    assert [article.text for article in kept] == [article.text for article in whole[: len(kept)]]


def test_what_was_cut_is_read_again_when_the_file_is_whole(tmp_path: Path) -> None:
    packed = gzip.compress(jsonl(2000))
    path = write(tmp_path / "a.jsonl.gz", packed[: len(packed) // 2])
    found = outcomes(path)
    write(path, packed)
    again = list(read_again(found[-1].source))
    assert len(found) - 1 + len(again) == 2000
    assert isinstance(again[-1], Article) and again[-1].id == "r1999"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_wide_character_sets(tmp_path: Path, encoding: str) -> None:
    text = jsonl(3).decode()
    found = articles(write(tmp_path / "a.jsonl", text.encode(encoding)))
    assert [article.text for article in found] == [
        f"Le marché n° {i} a été notifié." for i in range(3)
    ]


def test_an_array_and_objects_in_a_row(tmp_path: Path) -> None:
    rows = [json.loads(line) for line in jsonl(4).splitlines()]
    for text in (json.dumps(rows), json.dumps(rows, indent=2), jsonl(4).decode(),
                 "\n".join(json.dumps(row, indent=1) for row in rows)):  # fmt: skip
        found = articles(write(tmp_path / "a.json", text))
        assert [article.id for article in found] == ["r0", "r1", "r2", "r3"]
        assert [article.source.line for article in found] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[{"text": "a"}, 5, {"text": "b"}]', ["kept", "malformed", "kept"]),
        ('[{"text": "a"}, {"text": "b"', ["kept", "truncated"]),
        ('[{"text": "a"}, {"text" "b"}, {"text": "' + "c" * 99 + '"}]', ["kept", "malformed"]),
        ('[{"text": "a"}] x', ["kept", "malformed"]),
        ('[{"text": "a"}', ["kept", "truncated"]),
        ("[]", ["empty"]),
        ("", ["empty"]),
        ('{"title": "x"}', ["missing_field"]),
        ("[" * 100_000, ["too_deep"]),
        ("nonsense" * 9, ["malformed"]),
    ],
)
def test_damaged_json_files(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert reasons(outcomes(write(tmp_path / "a.json", text))) == expected


def test_a_large_array_is_never_held(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    with path.open("w") as file:
        file.write("[")
        for i in range(1_500):
            file.write(("," if i else "") + json.dumps({"id": i, "text": f"{i} " + "mot " * 500}))
        file.write("]")
    tracemalloc.start()
    count = 0
    from nlp.read import read

    for outcome in read([str(path)]):
        assert isinstance(outcome, Article)
        count += 1
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 1_500
    assert peak < 2_800_000 < path.stat().st_size


def test_one_object_over_the_limit(tmp_path: Path) -> None:
    text = json.dumps([{"text": "a"}, {"text": "b" * 900_000}])
    assert reasons(outcomes(write(tmp_path / "a.json", text), max_bytes=300_000)) == [
        "kept",
        "too_large",
    ]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_an_object_over_the_limit_costs_itself_however_it_is_read(
    tmp_path: Path, name: str
) -> None:
    rows = [{"text": "a"}, {"text": "b" * 5_000}, {"text": "c"}]
    lines = "\n".join(map(json.dumps, rows))
    found = outcomes(write(tmp_path / name, lines), max_bytes=1_000)
    assert reasons(found) == ["kept", "too_large", "kept"]
    assert [one.source.line for one in found] == [1, 2, 3]
    exact = len(json.dumps(rows[1]))
    assert reasons(outcomes(tmp_path / name, max_bytes=exact)) == ["kept"] * 3
    assert reasons(outcomes(tmp_path / name, max_bytes=exact - 1))[1] == "too_large"


def test_an_encoding_told_by_the_user(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "été"}\n'.encode("mac-roman"))
    found = only(path, encoding="mac-roman")
    assert isinstance(found, Article) and found.text == "été"
    refused = only(path, encoding="utf-8")
    assert isinstance(refused, Rejected) and refused.reason == "encoding"


ROWS = st.lists(
    st.dictionaries(st.sampled_from(["text", "title", "id"]), st.text(max_size=30)), max_size=8
)


@given(ROWS, st.booleans())
def test_lines_and_array_agree(
    tmp_path_factory: Any, rows: list[dict[str, str]], ascii: bool
) -> None:
    folder = tmp_path_factory.mktemp("rows")
    lines = "".join(json.dumps(row, ensure_ascii=ascii) + "\n" for row in rows)
    lined = outcomes(write(folder / "a.jsonl", lines.encode("utf-8", "surrogatepass")))
    array = outcomes(write(folder / "a.json", json.dumps(rows)))
    assert reasons(lined) == reasons(array)
    for one, two in zip(lined, array, strict=True):
        if isinstance(one, Article) and isinstance(two, Article):
            assert one.content_hash == two.content_hash


ODD = '{"id": "", "texte": "un", "texte": "deux", "id": "r1", "n": 1e400, "m": -1e400, "k": NaN, "x": 1.5}'


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_a_number_with_thousands_of_digits_is_kept_as_it_is_written(
    name: str, tmp_path: Path
) -> None:
    digits = "9" * 5_000
    rows = f'{{"text": "un", "n": {digits}}}\n{{"text": "deux", "n": 7}}\n'
    one, two = articles(write(tmp_path / name, rows))
    assert (one.meta["n"], two.meta["n"]) == (digits[:1_000], "7")


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_a_name_that_comes_twice_and_a_number_that_no_float_holds_are_kept(
    name: str, tmp_path: Path
) -> None:
    (article,) = articles(write(tmp_path / name, ODD.encode()))
    assert (article.id, article.text) == ("r1", "un")
    kept = {key: article.meta.get(key) for key in ("texte_2", "n", "m", "k", "x")}
    assert kept == {"texte_2": "deux", "n": "1e400", "m": "-1e400", "k": None, "x": "1.5"}


@given(
    st.lists(st.tuples(st.sampled_from(["a", "a_2", "b", "texte"]), st.text("x ", max_size=3))),
    st.text("xy", min_size=1),
)
def test_no_value_of_an_object_is_lost(pairs: list[tuple[str, str]], text: str) -> None:
    packed = ", ".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in [*pairs, ("body", text)])
    row = parse_row(f"{{{packed}}}")
    assert sorted(row.values()) == sorted([*(v for _, v in pairs), text])
