"""CSV, TSV and Parquet: a row is an article."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from read_helpers import articles, only, outcomes, reasons, write, zipped

from nlp.article import Article
from nlp.read import ReadOptions, read_again
from nlp.stage import Rejected

ROWS = 'id,title,text\n1,"Le titre, ici","Le corps\nsur deux lignes"\n2,B,"dit ""oui"""\n'


def test_rows_with_quotes_and_line_ends(tmp_path: Path) -> None:
    one, two = articles(write(tmp_path / "a.csv", ROWS))
    assert (one.id, one.title, one.text) == ("1", "Le titre, ici", "Le corps\nsur deux lignes")
    assert (two.text, two.source.line, two.source.offset) == ('dit "oui"', 4, 59)


def test_two_columns_of_one_name(tmp_path: Path) -> None:
    rows = "id,titre,texte,id,nom\n101,Un,Le texte.,7,Le Monde\n,Deux,Le texte.,7,Le Monde\n3,Trois,x\n"
    one, two, three = articles(write(tmp_path / "a.csv", rows))
    assert (one.id, one.meta["id_2"], one.meta["nom"]) == ("101", "7", "Le Monde")
    assert (two.id, "id_2" in two.meta) == ("7", False)
    assert three.id == "3"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_separators_are_told_by_the_header(tmp_path: Path, delimiter: str, end: str) -> None:
    rows = [["id", "texte"], ["1", "a, b; c"], ["2", "d"]]
    packed = io.StringIO()
    csv.writer(packed, delimiter=delimiter, lineterminator=end).writerows(rows)
    found = articles(write(tmp_path / "a.csv", packed.getvalue()))
    assert [article.text for article in found] == ["a, b; c", "d"]


def test_compressed_and_tab_separated(tmp_path: Path) -> None:
    data = b"id\ttext\n1\tun, deux\n"
    for name, packed in (("a.tsv", data), ("a.tsv.gz", gzip.compress(data)),
                         ("a.tsv.zst", zstandard.compress(data))):  # fmt: skip
        (found,) = articles(write(tmp_path / name, packed))
        assert found.text == "un, deux"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16"])
def test_spreadsheets_of_all_ages(tmp_path: Path, encoding: str) -> None:
    data = "id;texte\n1;L’été à Béziers\n2;Año\n".encode(encoding)
    found = articles(write(tmp_path / "a.csv", data))
    assert [article.text for article in found] == ["L’été à Béziers", "Año"]
    assert found[0].meta["encoding"] == ("utf-8" if encoding == "utf-8-sig" else encoding)


def test_bad_rows_cost_only_themselves(tmp_path: Path) -> None:
    text = "id,text\n1,a\n2,b,c\n3\n4,\n\n5,e\n"
    found = outcomes(write(tmp_path / "a.csv", text))
    assert reasons(found) == ["kept", "malformed", "missing_field", "missing_field", "kept"]
    assert [outcome.source.line for outcome in found] == [2, 3, 4, 5, 7]


def test_limits_on_rows_and_fields(tmp_path: Path) -> None:
    text = f"id,text\n1,a\n2,{'b' * 5000}\n3,c\n"
    assert reasons(outcomes(write(tmp_path / "a.csv", text), max_bytes=1000)) == [
        "kept", "too_large", "kept",
    ]  # fmt: skip
    assert reasons(outcomes(tmp_path / "a.csv", max_csv_field=1000)) == [
        "kept",
        "too_large",
        "kept",
    ]
    long = write(tmp_path / "b.csv", f"id,text\n1,{'b' * 500_000}\n")
    assert len(articles(long)[0].text) == 500_000


@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_names_of_columns_over_the_limit_are_told(tmp_path: Path, name: str) -> None:
    mark = "\t" if name.endswith("tsv") else ","
    text = f"id{mark}text{mark}{'x' * 3_000}\n1{mark}a{mark}\n"
    found = only(write(tmp_path / name, text), max_bytes=1_000)
    assert isinstance(found, Rejected) and found.reason == "too_large"
    assert "names of the columns" in found.detail


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_blank_lines_may_stand_before_the_names_of_the_columns(
    tmp_path: Path, name: str, end: str
) -> None:
    mark = "\t" if name.endswith("tsv") else ";"
    lines = ["", "  ", f"id{mark}text", f"1{mark}Un, deux.", f"2{mark}Trois."]
    found = articles(write(tmp_path / name, end.join(lines)))
    assert [(one.id, one.text) for one in found] == [("1", "Un, deux."), ("2", "Trois.")]
    assert [one.source.line for one in found] == [4, 5]
    for one in found:
        assert list(read_again(one.source)) == [one]


def table(*rows: str, header: str = "id,text") -> str:
    return "\n".join([header, *rows]) + "\n"


@pytest.mark.parametrize("bound", [500, 100_000])
def test_a_quote_that_never_closes_costs_its_row_alone(tmp_path: Path, bound: int) -> None:
    text = 'id,text\n1,"ouvert\n' + "2,b\n" * 1000
    found = outcomes(write(tmp_path / "a.csv", text), max_bytes=bound)
    assert reasons(found) == ["malformed"] + ["kept"] * 1000
    assert [outcome.source.line for outcome in found] == list(range(2, 1003))
    assert isinstance(found[0], Rejected) and "line 2" in found[0].detail


@pytest.mark.parametrize(
    "rows",
    [
        ["1,a", '2,"b', "3,c", "4,d"],  # up to the end of the file
        ["1,a", '2,"b', '3,"c"', "4,d"],  # the next quote opens a field
        ['"1","a"', '"2","b', '"3","c"', '"4","d"'],
        ["1,a", '2,"b', '3,dit "oui" là', "4,d"],
        ["1,a", '2,"b', "3,c", '4,"d, ""e"""'],
        ["1,a", '2,"b ""x""', '3,""', '4,"d"'],
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_stray_quote_loses_no_other_row(tmp_path: Path, rows: list[str], end: str) -> None:
    found = outcomes(write(tmp_path / "a.csv", table(*rows).replace("\n", end)))
    lines = {
        outcome.source.line: reason for outcome, reason in zip(found, reasons(found), strict=True)
    }
    assert set(lines) == {2, 3, 4, 5}
    assert (lines[2], lines[3], lines[5]) == ("kept", "malformed", "kept")


def test_rows_around_a_stray_quote_are_whole(tmp_path: Path) -> None:
    rows = ['1,"un\ndeux, trois"', '2,"un\ndeux","x', '3,"c\nd",y', "4,e,z"]
    found = outcomes(write(tmp_path / "a.csv", table(*rows, header="id,text,note")))
    assert reasons(found) == ["kept", "malformed", "kept", "kept"]
    assert [outcome.source.line for outcome in found] == [2, 4, 6, 8]
    assert [f.text for f in found if isinstance(f, Article)] == ["un\ndeux, trois", "c\nd", "e"]
    assert (found[1].source.length, found[2].source.offset) == (15, 47)
    for outcome in found:
        (again,) = read_again(outcome.source)
        assert again == outcome


@pytest.mark.parametrize(
    ("rows", "texts"),
    [
        (['1,"a ""b"" c\nd"', "2,e"], ['a "b" c\nd', "e"]),
        (['1,"a\n""b"", c\nd, e\nf"', "2,e"], ['a\n"b", c\nd, e\nf', "e"]),
        (['1,"a\nb" ', "2,e"], ["a\nb ", "e"]),
        (['1,"Le "CHU" de"', "2,e"], ['Le "CHU" de', "e"]),  # sloppy, but no row is swallowed
        (['1,"un\nLe "CHU" de"', "2,e"], ['un\nLe "CHU" de', "e"]),
        (["1,5\" de neige", "2,e"], ['5" de neige', "e"]),
        (['1,"' + "\n".join(f"ligne {i}" for i in range(200)) + '"', "2,e"],
         ["\n".join(f"ligne {i}" for i in range(200)), "e"]),
    ],
)  # fmt: skip
def test_honest_and_sloppy_quotes_stay_as_they_are(
    tmp_path: Path, rows: list[str], texts: list[str]
) -> None:
    assert [a.text for a in articles(write(tmp_path / "a.csv", table(*rows)))] == texts


def test_a_field_that_the_end_of_the_file_cuts_is_told(tmp_path: Path) -> None:
    text = 'id,text\n1,a\n2,"Un paragraphe.\n\nEncore un, avec deux, virgules.\nEt la f'
    found = outcomes(write(tmp_path / "a.csv", text))
    assert reasons(found) == ["kept", "truncated"]
    assert reasons(outcomes(write(tmp_path / "b.csv", 'id,text\n1,"a'))) == ["truncated"]


def test_an_open_field_of_prose_is_no_rows_though_some_of_its_lines_look_like_one(
    tmp_path: Path,
) -> None:
    prose = ["Le marché est notifié.", "Il porte sur six ans, et sur deux sites.", "Rien d'autre."]
    found = outcomes(write(tmp_path / "a.csv", table("1,a", '2,"ouvert', *prose)))
    assert reasons(found) == ["kept", "truncated"]
    rows = outcomes(write(tmp_path / "b.csv", table("1,a", '2,"ouvert', *prose[1:])))
    assert reasons(rows)[:2] == ["kept", "malformed"]


def test_a_quote_in_the_names_of_the_columns_is_told(tmp_path: Path) -> None:
    found = only(write(tmp_path / "a.csv", 'id,"text\n1,a\n2,b\n'))
    assert isinstance(found, Rejected) and found.reason == "truncated"
    assert "names of the columns" in found.detail


def test_a_long_row_over_many_lines_stays_one_row(tmp_path: Path) -> None:
    text = 'id,text\n1,"' + "une ligne du texte\n" * 20 + '"\n2,b\n'
    found = outcomes(write(tmp_path / "a.csv", text), max_bytes=200)
    assert reasons(found)[0] == "too_large" and reasons(found)[-1] == "kept"


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "rien du tout\nici\n"])
def test_a_table_without_text_is_refused_as_a_whole(tmp_path: Path, text: str) -> None:
    found = only(write(tmp_path / "a.csv", text))
    assert isinstance(found, Rejected) and found.reason == "missing_field"


@pytest.mark.parametrize("text", ["", "id,text\n", "id,text\n\n\n", "\n \n"])
def test_a_table_without_rows_is_empty(tmp_path: Path, text: str) -> None:
    assert reasons([only(write(tmp_path / "a.csv", text))]) == ["empty"]


def test_a_cut_table_keeps_its_whole_rows(tmp_path: Path) -> None:
    rows = "".join(f"{i},texte {i * 7919 % 1000} ici\n" for i in range(3000))
    packed = gzip.compress(b"id,text\n" + rows.encode())
    found = outcomes(write(tmp_path / "a.csv.gz", packed[: len(packed) // 2]))
    assert reasons(found)[-1] == "truncated"
    assert set(reasons(found)[:-1]) == {"kept"}


def test_formula_cells_are_only_text(tmp_path: Path) -> None:
    (found,) = articles(write(tmp_path / "a.csv", 'text\n"=HYPERLINK(""http://x"")"\n'))
    assert found.text == '=HYPERLINK("http://x")'


@pytest.mark.parametrize(
    "data",
    [
        "id,text\n1,a\n2,b\n",
        "id;texte\r\n1;a\r\n2;b\r\n",
        "titre\tcorps\nx\ta\ny\tb\n",
        "url|contenu\nx|a\ny|b\n",
        "id, Text, note\n1,a,x\n2,b,y\n",
        '"ref","date de parution","body"\n1,x,"a"\n2,y,"b"\n'.replace("ref", "id"),
        'text,zz\n"a",1\n"b",2\n',
        "\ufeffid,text\n\n1,a\n2,b\n",
        "t\u00edtulo;texto\nx;a\ny;b\n".encode("cp1252"),
        "id\ttext\n1\ta\n2\tb\n".encode("utf-16"),
        gzip.compress(b"id,text\n1,a\n2,b\n", mtime=0),
    ],
)
def test_a_table_without_a_name_is_told_by_its_first_line(
    tmp_path: Path, data: str | bytes
) -> None:
    assert [a.text for a in articles(write(tmp_path / "noname", data))] == ["a", "b"]


@pytest.mark.parametrize(
    "data",
    [
        "Le texte, la date\nUn, deux.\n",
        "Texte, contenu et contexte\nLe CHU, dit-il, signe.\n",
        "Text, body\nUn, deux.\n",
        "id,text\n",
        "id,text",
        "id,text\nUn paragraphe sans virgule.\n",
        "text\nUn, deux.\n",
        "id,titre\n1,a\n",
        "text,text\n1,a\n",
        "date, le contenu\nUn, deux.\n",
        "| id | text |\n|---|---|\n| 1 | a |\n",
        "Actualit\u00e9s ; texte. Suite ; fin\nUn ; deux\n",
    ],
)
def test_text_without_a_name_stays_text(tmp_path: Path, data: str) -> None:
    (found,) = articles(write(tmp_path / "noname", data))
    assert found.source.line is None and data.split()[-1] in found.text + (found.title or "")


def test_names_of_the_user_tell_a_table_too(tmp_path: Path) -> None:
    path = write(tmp_path / "noname", "ref:chapeau\n1:a\n")
    options = ReadOptions.model_validate({"csv_delimiter": ":", "fields": {"text": "chapeau"}})
    assert reasons(outcomes(path, options)) == ["kept"]
    (found,) = outcomes(path, options)
    assert isinstance(found, Article) and found.text == "a"
    assert only(path).source.line is None
    named = write(tmp_path / "a.txt", "id,text\n1,a\n")  # the name goes first
    assert only(named).source.line is None


CELLS = st.text(
    st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from('\n",;'), max_size=20
)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=6))
def test_what_the_csv_module_writes_is_read(
    tmp_path_factory: Any, rows: list[tuple[str, str]]
) -> None:
    from nlp.read.charset import clean

    packed = io.StringIO()
    csv.writer(packed).writerows([("title", "text"), *rows])
    path = write(tmp_path_factory.mktemp("csv") / "a.csv", packed.getvalue())
    kept = [
        found.text for found in outcomes(path) if isinstance(found, Article) and not found.blocks
    ]
    texts = [clean(text)[0] for _, text in rows]
    assert kept == [text for text in texts if text.strip()]


@given(
    st.lists(st.sampled_from(['"', '""', ",", "\n", "\n1,", "a", " ", '\n2,"b"\n']), max_size=25)
)
def test_every_line_belongs_to_one_outcome(tmp_path_factory: Any, pieces: list[str]) -> None:
    head, rows = b"id,text\n", "".join(pieces).encode()
    found = outcomes(write(tmp_path_factory.mktemp("csv") / "a.csv", head + rows))
    data, at = head + rows, len(head)
    for outcome in found:
        if outcome.source.offset is None:  # the whole is empty
            continue
        assert outcome.source.length is not None
        assert not data[at : outcome.source.offset].strip(b' ,"\n')  # nothing but blank rows
        at = outcome.source.offset + outcome.source.length
        assert outcome.source.line == 1 + data[: outcome.source.offset].count(b"\n")
    assert not data[at:].strip(b' ,"\n')


def parquet(path: Path, **columns: Any) -> Path:
    pq.write_table(pa.table(columns), path, row_group_size=10)
    return path


def test_parquet_rows(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", texte=[f"t{i}" for i in range(99)], n=list(range(99)))
    found = articles(path)
    assert [article.text for article in found] == [f"t{i}" for i in range(99)]
    assert (found[50].source.line, found[50].meta) == (51, {"n": "50"})
    (again,) = read_again(found[50].source)
    assert again == found[50]


def test_a_list_of_paragraphs_over_the_limit_is_refused_in_parquet(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": [["un", "deux"], ["a" * 600, "b" * 600], ["fin"]]}), path)
    assert reasons(outcomes(path, max_bytes=1_000)) == ["kept", "too_large", "kept"]
    assert len(articles(path, max_bytes=1_200)) == 3


def test_two_columns_of_one_name_in_parquet(tmp_path: Path) -> None:
    columns = [pa.array([101, 102, None]), pa.array(["un", "deux", "trois"]), pa.array([7, 7, 7])]
    path = tmp_path / "a.parquet"
    pq.write_table(pa.Table.from_arrays(columns, names=["id", "texte", "id"]), path)
    found = articles(path)
    assert [(a.id, a.text, a.meta) for a in found] == [
        ("101", "un", {"id_2": "7"}), ("102", "deux", {"id_2": "7"}), ("7", "trois", {}),
    ]  # fmt: skip
    (again,) = read_again(found[1].source)
    assert again == found[1]


def test_parquet_in_an_archive_and_without_a_name(tmp_path: Path) -> None:
    data = parquet(tmp_path / "a.parquet", text=["un"]).read_bytes()
    assert len(articles(write(tmp_path / "a.zip", zipped({"x.parquet": data})))) == 1
    assert len(articles(write(tmp_path / "noname", data))) == 1
    refused = only(tmp_path / "a.zip", max_buffer_bytes=10)
    assert isinstance(refused, Rejected) and refused.reason == "too_large"


def test_parquet_without_text_with_nulls_and_damaged(tmp_path: Path) -> None:
    assert reasons(outcomes(parquet(tmp_path / "a.parquet", x=["un"]))) == ["missing_field"]
    nulls = parquet(tmp_path / "b.parquet", text=["un", None, "", "fin"])
    assert reasons(outcomes(nulls)) == ["kept", "missing_field", "empty", "kept"]
    data = bytearray(parquet(tmp_path / "c.parquet", text=["mot " * 500] * 40).read_bytes())
    assert reasons(outcomes(write(tmp_path / "d.parquet", bytes(data[: len(data) // 2])))) == [
        "unreadable"
    ]
    data[30:60] = b"\xff" * 30
    found = reasons(outcomes(write(tmp_path / "e.parquet", bytes(data))))
    assert found[-1] == "malformed"
    assert reasons(outcomes(write(tmp_path / "f.parquet", b""))) == ["empty"]
