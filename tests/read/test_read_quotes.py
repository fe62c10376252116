"""Quotes in a table: which are the table's own, and which the text's."""

from __future__ import annotations

import csv
import io
import time
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from read_helpers import articles, outcomes, reasons, write

from nlp.article import Article
from nlp.read import read_again
from nlp.read.quotes import as_text


def cells(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([as_text(line, delimiter) + "\n"], delimiter=delimiter), [])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('1;"Oui", dit-il. "Non".;2', ["1", '"Oui", dit-il. "Non".', "2"]),
        ('"Oui" dit-il', ['"Oui" dit-il']),
        ('"Oui"! "Non"', ['"Oui"! "Non"']),  # it begins and ends with a quotation
        ('"Oui", dit-il, "non";"Non" répond-elle;x', ['"Oui", dit-il, "non"', '"Non" répond-elle', "x"]),
        ('1;"Un essai" de 3" de long', ["1", '"Un essai" de 3" de long']),
        ('"Oui; non", dit-il;2', ['"Oui; non", dit-il', "2"]),  # as many cells as before
        ('1;"Oui", dit-il\r', ["1", '"Oui", dit-il']),
        ('1;"Le "CHU" de Nantes";2', ["1", 'Le "CHU" de Nantes', "2"]),  # nobody doubled them
        ('1;""Oui", dit-il";2', ["1", '"Oui", dit-il', "2"]),
        ('1;""Oui"";2', ["1", '"Oui"', "2"]),
        ('1;"L\'"Oui" et le "Non"" ;2', ["1", 'L\'"Oui" et le "Non"', "2"]),
        ('"pas fermé;"x" y', ['"pas fermé;"x" y']),
        ('1;"a ""b"" "c" d";2', ["1", 'a "b" "c" d', "2"]),
    ],
)  # fmt: skip
def test_a_quotation_keeps_its_marks(line: str, expected: list[str]) -> None:
    assert cells(line, ";") == expected


@pytest.mark.parametrize(
    "line",
    [
        '1;"Oui";2', '"x" ;2', '"x"  ', '"a ""b"" c";"";""""', '5" de neige;"x"', '"""Oui"", dit-il."',
        ' "Oui", dit-il;2', "l'un;\"a;b\";", 'a;"pas fermé', "", ";;", '"',
        '"a\tb"', 'Il dit "oui";"b"', '"x"\r', '"x";"y"\r',
    ],
)  # fmt: skip
def test_a_line_whose_quotes_are_the_tables_stays_as_it_is(line: str) -> None:
    assert as_text(line, ";") == line


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('Le "CHU" de Nantes";2', 'Le ""CHU"" de Nantes";2'),
        ('fin";"Oui", dit-il', 'fin";"""Oui"", dit-il"'),
        ('fin", dit-il;"x"', 'fin", dit-il;"x"'),  # where it opened lies lines before
        ('fin";"x"', 'fin";"x"'),
        ("fin", "fin"),
        ('""Oui"" et "', '""Oui"" et "'),
        ('"', '"'),
        ('";2', '";2'),
    ],
)
def test_a_line_that_begins_inside_a_cell(line: str, expected: str) -> None:
    assert as_text(line, ";", inside=True) == expected


CELLS = st.text(st.sampled_from('"" ,;\t|aé«»\'.\u00a0'), max_size=12)
MARKS = st.sampled_from(",;\t| ^]-\\a")


@given(st.lists(CELLS, min_size=1, max_size=5), MARKS, st.sampled_from([0, 1]))
def test_what_the_csv_module_writes_stays_as_it_is(row: list[str], mark: str, quoting: int) -> None:
    packed = io.StringIO()
    csv.writer(packed, delimiter=mark, quoting=quoting, lineterminator="").writerow(row)
    assert as_text(packed.getvalue(), mark) == packed.getvalue()


@given(st.lists(st.text(st.sampled_from('""\n\n;, a'), max_size=12), min_size=1, max_size=5))
def test_cells_of_many_lines_stay_as_they_are(row: list[str]) -> None:
    packed = io.StringIO()
    csv.writer(packed, delimiter=";", lineterminator="").writerow(row)
    inside = False
    for line in packed.getvalue().split("\n"):
        assert as_text(line, ";", inside=inside) == line
        inside ^= line.count('"') % 2 == 1


@given(st.text(st.sampled_from('""";;,\t ab\r'), max_size=30), MARKS)
def test_cells_stay_where_the_csv_module_sees_them(line: str, mark: str) -> None:
    try:
        plain = next(csv.reader([line + "\n"], delimiter=mark), [])
    except csv.Error:
        assume(False)
    found = cells(line, mark)
    assert len(found) == len(plain)
    for ours, theirs in zip(found, plain, strict=True):
        assert ours.replace('"', "").strip() == theirs.replace('"', "").strip()
        assert ours.count('"') >= theirs.count('"')


@given(st.lists(st.text(st.sampled_from('"" ab,.'), max_size=12), min_size=1, max_size=4))
def test_text_without_quoting_is_as_it_was(texts: list[str]) -> None:
    """A quote that opens must close in the same cell, and something must follow it."""
    assume(all(t == t.strip() for t in texts))
    mixed = [f'"Oui" {t}a' if t.count('"') % 2 == 0 else "a" for t in texts]
    assert cells(";".join(mixed), ";") == mixed


TABLE = (
    'id;titre;texte;date\n1;Un titre;"Nous sommes prêts", dit le directeur. "Le marché est signé".;'
    '2025-01-01\n2;"Deux; trois";"Il dit ""oui"".\nEt ""non"".";2025\n3;"Fin" du marché;'
    '"Un texte\nde "deux" lignes";"2025"\n4;T;"Prêts", disent-ils\n'
)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_speech_in_a_table(tmp_path: Path, end: str) -> None:
    found = articles(write(tmp_path / "a.csv", TABLE.replace("\n", end)))
    assert [(a.title, a.text) for a in found] == [
        ("Un titre", '"Nous sommes prêts", dit le directeur. "Le marché est signé".'),
        ("Deux; trois", 'Il dit "oui".\nEt "non".'),
        ('"Fin" du marché', 'Un texte\nde "deux" lignes'),
        ("T", '"Prêts", disent-ils'),
    ]
    for article in found:
        (again,) = read_again(article.source)
        assert again == article


def test_speech_in_a_table_of_tabs(tmp_path: Path) -> None:
    rows = 'id\ttext\n1\t"Un essai" de 3" de long\n2\t"Oui\tNon" x\tde trop\n'
    found = outcomes(write(tmp_path / "a.tsv", rows))
    assert reasons(found) == ["kept", "malformed"]
    assert isinstance(found[0], Article) and found[0].text == '"Un essai" de 3" de long'


def test_names_of_columns_stay_as_the_csv_module_reads_them(tmp_path: Path) -> None:
    (found,) = articles(write(tmp_path / "a.csv", '"te"xt;"id"\nun;2\n'))
    assert (found.text, found.id) == ("un", "2")


@pytest.mark.parametrize("line", ['"' * 200_001, '"a" b;' * 40_000, '"a;' * 80_000, '""x' * 80_000])
@pytest.mark.parametrize("inside", [False, True])
def test_the_longest_line_takes_little_time(line: str, inside: bool) -> None:
    start = time.process_time()
    as_text(line, ";", inside=inside)
    assert time.process_time() - start < 1.0
