"""Labelled data: what is read from each kind of file, and what each fault says."""

from __future__ import annotations

import bz2
import csv
import gzip
import json
import lzma
import pickle
from pathlib import Path
from typing import Any

import labelled_examples
import pyarrow as pa
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from nlp.errors import ConfigError, DataError
from training.commands import columns
from training.label_commands import check
from training.labelled import files
from training.labelled.read import read
from training.labelled.schema import EventRow, TranslationRow
from training.labelled.split import bounds, refuse_overlap, split

TYPES = ["tender", "outage", "other"]
EVENT = {
    "id": "a",
    "title": "A tender is out",
    "text": "One.\n\nTwo.",
    "events": ["tender", "outage"],
}
LONG = "Le CHU de Nantes a choisi un logiciel pour les services et les agents de la région. " * 2
PAIR = {"lang": "fr", "source": "Le CHU a signé.", "target": "The hospital signed."}


def csv_of(path: Path, rows: list[dict[str, Any]]) -> Path:
    """A CSV file of rows, lists with a semicolon between their items."""
    with path.open("w", newline="", encoding="utf-8") as out:
        table = csv.DictWriter(out, list(rows[0]))
        table.writeheader()
        for row in rows:
            cells = {k: "; ".join(v) if isinstance(v, list) else v for k, v in row.items()}
            table.writerow(cells)
    return path


def rows(path: Path, task: str = "events", **options: Any) -> list[Any]:
    """All rows of a file."""
    return list(read([path], task, types=TYPES if task == "events" else None, **options))


def faults(path: Path, task: str = "events", **options: Any) -> str:
    """What is wrong with a file."""
    with pytest.raises(DataError) as told:
        rows(path, task, **options)
    return str(told.value)


def test_articles_from_jsonl_and_csv_are_the_same(tmp_path: Path) -> None:
    labelled_examples.write(tmp_path / "a.jsonl", [EVENT])
    (tmp_path / "a.csv").write_text(
        'id;title;text;events\na;A tender is out;"One.\n\nTwo.";"tender; outage"\n'
    )
    [first], [second] = rows(tmp_path / "a.jsonl"), rows(tmp_path / "a.csv")
    assert first == second
    sample = first.sample()
    assert sample.events == ("tender", "outage")
    assert list(sample.text.paragraphs) == ["One.", "Two."]
    assert sample.unit_events() == [None, None, None]


def test_sentences_may_have_their_own_types(tmp_path: Path) -> None:
    told = {
        "title": "T", "title_events": [], "events": ["tender"],
        "paragraphs": [[{"en": "Bids are due.", "events": ["tender"]}, {"en": "It rained.", "events": []}]],
    }  # fmt: skip
    [row] = rows(labelled_examples.write(tmp_path / "a.jsonl", [told]))
    assert row.id == "a.jsonl:1"
    assert row.sample().unit_events() == [frozenset(), frozenset({"tender"}), frozenset()]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({**EVENT, "events": ["tendre"]}, "'tendre' is no type; did you mean 'tender'?"),
        ({**EVENT, "events": []}, "events: empty; name at least one"),
        ({**EVENT, "events": ["other", "tender"]}, "'other' stands alone"),
        ({**EVENT, "events": ["tender", "tender"]}, "named twice"),
        ({**EVENT, "text": ""}, "give either `text` or `paragraphs`"),
        ({"id": "a", "texte": "x"}, "events: missing; the row has id, texte"),
        ({**EVENT, "title": "", "text": "Le CHU de Nantes a choisi un nouveau logiciel pour ses services et ses agents."},
         "reads as French; the model reads English"),
        ({**EVENT, "text": "<p>The hospital signed.</p>"}, "text: it is HTML, tags and all"),
        ({**EVENT, "text": "In May\n<div>The hospital signed.</div>\n<div>For six years.</div>"},
         "text: it is HTML"),
    ],
)  # fmt: skip
def test_a_fault_of_an_article_is_told_with_its_mend(
    tmp_path: Path, row: dict[str, Any], told: str
) -> None:
    path = labelled_examples.write(tmp_path / "a.jsonl", [{**EVENT, "id": "ok"}, row])
    found = faults(path)
    assert found.startswith(f"{path}, line 2: ") and told in found


def test_every_fault_is_told_at_once_and_like_ones_together(tmp_path: Path) -> None:
    bad = [{**EVENT, "id": f"a{i}", "events": ["tendre"]} for i in range(9)]
    path = labelled_examples.write(tmp_path / "a.jsonl", bad)
    path.write_text(path.read_text() + '{"id": \n[1]\n')
    found = faults(path)
    assert "lines 1, 2, 3, 4, 5 and 4 more: events: 'tendre'" in found
    assert "line 10: no JSON" in found and "line 11: a list; one object a line is wanted" in found
    many = [{**EVENT, "id": f"a{i}", "events": [f"type{i}"]} for i in range(30)]
    assert faults(labelled_examples.write(tmp_path / "c.jsonl", many[:21])).endswith(
        "and 1 more fault"
    )
    assert "and 10 more faults" in faults(labelled_examples.write(tmp_path / "b.jsonl", many))


def test_an_identifier_that_comes_twice_is_told(tmp_path: Path) -> None:
    assert "'a' was on line 1 already" in faults(
        labelled_examples.write(tmp_path / "a.jsonl", [EVENT, EVENT])
    )


def test_an_identifier_of_another_file_is_told(tmp_path: Path) -> None:
    one = labelled_examples.write(tmp_path / "a.jsonl", [{**EVENT, "id": "z"}, EVENT])
    two = labelled_examples.write(tmp_path / "b.jsonl", [EVENT])
    with pytest.raises(DataError, match=r"b\.jsonl, line 1: id: 'a' was in .*a\.jsonl, line 2, al"):
        list(read([one, two], "events", types=TYPES))
    bare = {name: value for name, value in EVENT.items() if name != "id"}
    plain = [labelled_examples.write(tmp_path / f"{n}.jsonl", [bare]) for n in "cd"]
    assert [row.id for row in read([one, *plain], "events")] == ["z", "a", "c.jsonl:1", "d.jsonl:1"]
    pairs = [labelled_examples.write(tmp_path / f"{n}.jsonl", [{**PAIR, "id": "1"}]) for n in "ef"]
    assert len(list(read(pairs, "translation"))) == 2  # of pairs it is no key


@pytest.mark.parametrize(
    ("task", "row"),
    [
        ("events", {key: EVENT[key] for key in ("text", "events")}),
        ("translation", PAIR),
        ("segments", {"text": "Buy now", "label": "spam"}),
        ("repair", {"source": "A cat.", "target": "A cat."}),
    ],
)
def test_a_file_named_twice_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, task: str, row: dict[str, Any]
) -> None:
    one = labelled_examples.write(tmp_path / "a.jsonl", [row])
    (tmp_path / "x").mkdir()
    copy = labelled_examples.write(tmp_path / "x/a.jsonl", [row])
    monkeypatch.chdir(tmp_path)
    for again in (one, Path("a.jsonl"), Path("x/../a.jsonl")):
        with pytest.raises(DataError, match=r"a\.jsonl: named twice"):
            list(read([one, copy, again], task))
    assert len(list(read([one, copy], task))) == 2


HALF = "an emoji \ud83d"


@pytest.mark.parametrize(
    ("task", "row", "field"),
    [
        ("events", {**EVENT, "text": HALF}, "text"),
        ("events", {**EVENT, "title": HALF}, "title"),
        ("events", {**EVENT, "id": HALF}, "id"),
        ("events", {**EVENT, "text": "", "paragraphs": ["One.", HALF]}, "paragraphs"),
        ("events", {**EVENT, "text": "", "paragraphs": [[{"en": HALF}]]}, "paragraphs"),
        ("translation", {**PAIR, "source": HALF}, "source"),
        ("translation", {**PAIR, "target": HALF}, "target"),
        ("translation", {**PAIR, "group": HALF}, "group"),
        ("segments", {"text": HALF, "label": "spam"}, "text"),
        ("repair", {"source": "A cat.", "target": "A cat.", "alts": [HALF]}, "alts"),
    ],
)
def test_half_a_character_is_told(
    tmp_path: Path, task: str, row: dict[str, Any], field: str
) -> None:
    (tmp_path / "a.jsonl").write_text("\n" + json.dumps(row))
    assert f"a.jsonl, line 2: {field}: half of a character" in faults(tmp_path / "a.jsonl", task)
    (tmp_path / "b.jsonl").write_text(json.dumps(row).replace("\\ud83d", "\\ud83d\\ude00"))
    assert len(rows(tmp_path / "b.jsonl", task)) == 1


def test_half_a_character_that_is_not_learnt_from_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({**EVENT, "note": HALF}))
    assert len(rows(tmp_path / "a.jsonl")) == 1
    (tmp_path / "b.jsonl").write_text(json.dumps({HALF: 1}))
    faults(tmp_path / "b.jsonl").encode()  # it can be printed


@pytest.mark.parametrize("depth", [100, 1_000, 100_000])
def test_a_deeply_nested_line_is_told(tmp_path: Path, depth: int) -> None:
    nest = "[" * depth + "]" * depth
    (tmp_path / "a.jsonl").write_text(f'{nest}\n{{"text": "One.", "events": {nest}}}\n')
    told = faults(tmp_path / "a.jsonl")
    assert "a.jsonl, line" in told and ("nested" in told or "a list; one object" in told)


def test_columns_of_another_name_are_mapped(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("titre,corps,types\nA tender,Body,tender\n")
    assert "--field events=NAME" in faults(tmp_path / "a.csv")
    fields = {"title": "titre", "text": "corps", "events": "types"}
    [row] = rows(tmp_path / "a.csv", fields=fields)
    assert (row.title, row.text, row.events) == ("A tender", "Body", ["tender"])


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_a_column_that_no_file_has_is_told(tmp_path: Path, name: str) -> None:
    rows_of = labelled_examples.write if name == "a.jsonl" else csv_of
    one, two = rows_of(tmp_path / name, [EVENT]), csv_of(tmp_path / "b.csv", [{**EVENT, "id": "b"}])
    told = faults(one, fields={"title": "nosuch", "text": "text"})
    assert "--field title=nosuch: no row has a column 'nosuch'" in told and "text=text" not in told
    both = csv_of(tmp_path / "c.csv", [{"corps": "One.", "events": "tender", "titre": ""}])
    fields = {"text": "corps", "title": "titre"}  # some files have them, and one holds nothing
    assert len(list(read([two, both], "events", types=TYPES, fields=fields))) == 2
    met: set[str] = set()
    assert len(list(read([one], "events", fields={"title": "nosuch"}, met=met))) == 1 and not met
    list(read([both], "events", fields=fields, met=met))
    assert met == {"text", "title"}


def test_a_mapped_column_goes_before_one_of_our_name(tmp_path: Path) -> None:
    row = {"text": "Ours.", "corps": "Theirs.", "ref": "r1", "events": "tender"}
    fields = {"text": "corps", "id": "ref", "group": "ref"}
    for order in (list(row), list(row)[::-1]):
        path = csv_of(tmp_path / "a.csv", [{name: row[name] for name in order}])
        [found] = rows(path, fields=fields)
        assert (found.text, found.id, found.group) == ("Theirs.", "r1", "r1")
    empty = csv_of(tmp_path / "b.csv", [{**row, "corps": ""}, {**row, "ref": "r2"}])
    assert "b.csv, line 2: text: give either" in faults(empty, fields=fields)
    [swapped] = rows(
        csv_of(tmp_path / "c.csv", [{"lang": "fr", "source": "Hello.", "target": "Bonjour."}]),
        "translation",
        fields={"source": "target", "target": "source"},
    )
    assert (swapped.source, swapped.target) == ("Bonjour.", "Hello.")


def test_an_empty_cell_is_not_called_missing(tmp_path: Path) -> None:
    path = csv_of(tmp_path / "a.csv", [PAIR, {**PAIR, "target": " "}])
    assert faults(path, "translation").endswith(
        "line 3: target: empty; fill it in, or take the row out"
    )
    mapped = csv_of(tmp_path / "b.csv", [{"lang": "fr", "quelle": "", "target": "Hello."}])
    assert "line 2: source: empty" in faults(mapped, "translation", fields={"source": "quelle"})
    absent = csv_of(tmp_path / "c.csv", [{"lang": "fr", "source": "Bonjour."}])
    assert "target: missing; the row has lang, source (another name?" in faults(
        absent, "translation"
    )


@pytest.mark.parametrize(
    ("task", "pairs", "told"),
    [
        ("translation", ["gruop=article"], "did you mean 'group'"),
        ("events", ["titel=titre"], "did you mean 'title'"),
        ("separation", ["events=x"], "one of id, group, text, label, lang"),
        ("repair", ["text=corps"], "one of id, group, source, target"),
        ("events", ["text"], "write FIELD=COLUMN"),
        ("events", ["text=a", "text=b"], "'text' is 'a' already"),
    ],
)
def test_a_field_that_rows_do_not_have_is_refused(task: str, pairs: list[str], told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        columns(pairs, task)


@pytest.mark.parametrize("task", ["separation", "segments"])
def test_fields_of_rows_are_taken(task: str) -> None:
    given = ["text=corps", "label=art=1", "group=text"]
    assert columns(given, task) == {"text": "corps", "label": "art=1", "group": "text"}
    assert columns(None, task) == {}


def test_rows_without_a_name_in_files_of_one_name_are_no_overlap(tmp_path: Path) -> None:
    for year in ("y25", "y26"):
        (tmp_path / year).mkdir()
        csv_of(tmp_path / year / "a.csv", [{"text": f"Of {year}.", "events": "tender"}])
    one, two = (tmp_path / year / "a.csv" for year in ("y25", "y26"))
    old, new = rows(one), rows(two)
    assert old[0].id == new[0].id == "a.csv:2"  # as before: the place in the split stays
    refuse_overlap(old, new, "later")
    with pytest.raises(DataError, match="later: 1 article is in the training data too"):
        refuse_overlap(old, rows(tmp_path / "y26/../y25/a.csv"), "later")
    ids = [row.id for row in read([one, two], "events", types=TYPES)]
    assert ids[0] == "a.csv:2" and len(set(ids)) == 2
    assert pickle.loads(pickle.dumps(old)) == old
    assert pa.array(ids).to_pylist() == ids and json.loads(json.dumps(ids)) == ids


def test_a_csv_with_a_torn_row_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("lang,source,target\nfr,Bonjour,Hello, you\nfr,Merci,Thanks\n")
    assert "line 2: 4 cells under 3 columns" in faults(tmp_path / "a.csv", "translation")


def test_a_row_of_many_lines_is_told_by_its_first(tmp_path: Path) -> None:
    text = 'id,text,events\na,"One.\n\nTwo.\n",tendre\n\nb,"One.\nTwo.",outage\nc,"a\nb" c,tender\n'
    (tmp_path / "a.csv").write_text(text)
    found = faults(tmp_path / "a.csv")
    assert "a.csv, line 2: events: 'tendre' is no type" in found
    assert "a.csv, line 9: ',' expected after '\"'; check its quotes" in found
    (tmp_path / "a.csv").write_text(text.replace("tendre", "outage"))
    (tmp_path / "b.csv").write_text(text.partition("\nc")[0])
    assert "b.csv, lines 2, 7: label: missing" in faults(tmp_path / "b.csv", "segments")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({**PAIR, "source": " "}, "source: empty; fill it in"),
        ({**PAIR, "lang": "de"}, "lang: Input should be 'fr' or 'es'"),
        ({"lang": "fr", "source": "x"}, "target: missing"),
        ({**PAIR, "source": "The hospital of the region has signed the contract for its records.",
          "target": "L'hôpital de la région a signé le contrat pour ses dossiers."}, "swap them"),
        ({**PAIR, "source": LONG, "target": LONG}, "the same as the source"),
        ({**PAIR, "source": LONG, "target": "El hospital de la ciudad ha elegido un programa. " * 3},
         "not as English"),
    ],
)  # fmt: skip
def test_a_fault_of_a_pair_is_told(tmp_path: Path, row: dict[str, Any], told: str) -> None:
    assert told in faults(labelled_examples.write(tmp_path / "p.jsonl", [row]), "translation")


def test_a_file_of_swapped_columns_or_of_the_other_language_is_told_as_one(tmp_path: Path) -> None:
    good = labelled_examples.pairs(40)
    long = [{**r, "source": f"{r['source']} Les services ont suivi.", "target": f"{r['target']} The services followed."} for r in good]  # fmt: skip
    swapped = [{**r, "source": r["target"], "target": r["source"]} for r in long]
    found = faults(labelled_examples.write(tmp_path / "s.jsonl", swapped), "translation")
    assert "the columns are swapped: rename them, or --field" in found
    other = [{**r, "lang": "es"} for r in long]
    found = faults(labelled_examples.write(tmp_path / "o.jsonl", other), "translation")
    assert "lang: most sources of 'es' read as French; say lang 'fr'" in found
    assert len(rows(labelled_examples.write(tmp_path / "g.jsonl", long), "translation")) == 40


TMX = """<?xml version="1.0" encoding="{encoding}"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header/><body>
<tu tuid="1"><tuv xml:lang="FR-fr"><seg>Un <ph>x</ph> été.</seg></tuv><tuv xml:lang="en"><seg>A summer.</seg></tuv></tu>
<tu><tuv xml:lang="es"><seg>Uno.</seg></tuv><tuv lang="en-GB"><seg>One.</seg></tuv></tu>
</body></tmx>
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_pairs_of_a_translation_memory(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "m.tmx"
    path.write_bytes(TMX.format(encoding=encoding).encode(encoding))
    first, second = rows(path, "translation")
    assert (first.id, first.lang, first.source, first.target) == (
        "1",
        "fr",
        "Un été.",
        "A summer.",
    )
    assert (second.id, second.lang, second.source) == ("m.tmx:2", "es", "Uno.")


def test_a_broken_translation_memory_is_told(tmp_path: Path) -> None:
    (tmp_path / "m.tmx").write_text(TMX.format(encoding="utf-8")[:-12])
    assert "no well-formed XML after unit 2" in faults(tmp_path / "m.tmx", "translation")
    german = TMX.format(encoding="utf-8").replace('"es"', '"de"')
    (tmp_path / "m.tmx").write_text(german)
    assert "line 2: languages de, en; a unit needs `en`" in faults(
        tmp_path / "m.tmx", "translation"
    )


def test_tabs_and_moses_files_tell_the_language_by_their_name(tmp_path: Path) -> None:
    (tmp_path / "x.fr-en.tsv").write_text("Oui\tYes\nNon\tNo\tg1\n")
    found = rows(tmp_path / "x.fr-en.tsv", "translation")
    assert [(r.lang, r.source, r.group) for r in found] == [
        ("fr", "Oui", None),
        ("fr", "Non", "g1"),
    ]
    (tmp_path / "x.tsv").write_text("Oui\tYes\n")
    assert "which language?" in faults(tmp_path / "x.tsv", "translation")
    (tmp_path / "h.tsv").write_text("lang\tsource\ttarget\nes\tSí\tYes\n")
    assert rows(tmp_path / "h.tsv", "translation")[0].lang == "es"
    (tmp_path / "m.es").write_text("Uno\nDos\n")
    assert "m.en is missing" in faults(tmp_path / "m.es", "translation")
    (tmp_path / "m.en").write_text("One\nTwo\n")
    assert [r.target for r in rows(tmp_path / "m.es", "translation")] == ["One", "Two"]
    (tmp_path / "m.en").write_text("One\n")
    assert "ends before the other" in faults(tmp_path / "m.es", "translation")


def test_packed_files_are_read_and_damaged_ones_told(tmp_path: Path) -> None:
    text = (json.dumps(PAIR) + "\n").encode()
    packed = {
        "a.jsonl.gz": gzip.compress(text),
        "a.jsonl.xz": lzma.compress(text),
        "a.jsonl.bz2": bz2.compress(text),
        "a.jsonl.zst": zstandard.compress(text),
    }
    for name, data in packed.items():
        (tmp_path / name).write_bytes(data)
        assert len(rows(tmp_path / name, "translation")) == 1
        (tmp_path / name).write_bytes(data[:-12])
        assert "cannot be read" in faults(tmp_path / name, "translation")
    (tmp_path / "latin.jsonl").write_bytes('{"source": "été"}'.encode("latin-1"))
    assert "not UTF-8" in faults(tmp_path / "latin.jsonl", "translation")
    assert "no known kind of file" in faults(tmp_path / "a.xlsx", "translation")
    assert "cannot be read" in faults(tmp_path / "gone.jsonl", "translation")


def test_a_large_file_takes_little_memory(tmp_path: Path) -> None:
    import tracemalloc

    line = json.dumps({**PAIR, "source": "Le CHU a signé. " * 40}) + "\n"
    with (tmp_path / "a.jsonl").open("w") as out:
        for _ in range(8_000):  # 5 MB
            out.write(line)
    tracemalloc.start()
    count = sum(1 for _ in read([tmp_path / "a.jsonl"], "translation"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 8_000 and peak < 2_000_000


@given(st.binary(max_size=300), st.sampled_from([".jsonl", ".csv", ".tsv", ".tmx"]))
def test_any_bytes_give_rows_or_a_told_fault(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, ending: str
) -> None:
    path = tmp_path_factory.mktemp("any") / f"x.fr-en{ending}"
    path.write_bytes(data)
    try:
        found = list(read([path], "translation"))
    except DataError as error:
        assert error.faults and all(str(path.name) in fault for fault in error.faults)
    else:
        assert all(isinstance(row, TranslationRow) for row in found)


@given(
    st.lists(
        st.fixed_dictionaries({"source": st.text(min_size=1), "target": st.text(min_size=1)}),
        max_size=5,
    )
)
def test_what_is_written_as_jsonl_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, found: list[dict[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("round") / "x.jsonl"
    text = "".join(json.dumps({"lang": "fr", **row}) + "\n" for row in found)
    path.write_text(text, encoding="utf-8")
    raw = list(files.rows(path))
    assert [r.fields for r in raw if isinstance(r, files.Raw)] == [
        {"lang": "fr", **r} for r in found
    ]


@given(
    st.sets(st.text("abcdef", min_size=1, max_size=5), max_size=60),
    st.integers(0, 40),
    st.integers(0, 40),
)
def test_no_group_parts_and_none_moves(groups: set[str], dev: int, test: int) -> None:
    made = [
        EventRow(id=f"{g}{i}", group=g, text="x", events=["tender"])
        for g in sorted(groups)
        for i in (0, 1)
    ]
    parts = split(made, dev / 100, test / 100)  # whole numbers: denormal floats may be off here
    seen = [{row.article for row in part} for part in parts.values()]
    assert sum(map(len, seen)) == len(groups) == len(set().union(*seen))
    if len(groups) >= 8:
        assert len(seen[0]) >= 2
        assert len(seen[1]) >= 2 or not dev
        assert len(seen[2]) >= 2 or not test


def test_adding_articles_moves_none() -> None:
    few, many = [f"g{i}" for i in range(300)], [f"g{i}" for i in range(3_000)]
    first, second = bounds(few, 0.1, 0.2), bounds(many, 0.1, 0.2)
    assert [first.part(g) for g in few] == [second.part(g) for g in few]
    counted = [second.part(g) for g in many]
    assert counted.count("test") == pytest.approx(600, abs=80)


def test_an_article_on_both_sides_is_refused() -> None:
    row = EventRow(id="a", text="x", events=["tender"])
    with pytest.raises(DataError, match=r"hard: 1 article is in the training data too \('a'\)"):
        refuse_overlap([row], [row], "hard")


def test_near_duplicates_are_found() -> None:
    pytest.importorskip("datasketch", reason="training needs pip install '.[train]'")
    from training.labelled import duplicates

    base = "The hospital of Lyon signed a contract with Altessa for its records on 4 May, officials said."
    near = base.replace("on 4 May", "on 5 May")
    far = "A choir sang in the entrance hall while nobody in the ward was looking at the screens."
    found = list(
        duplicates.pairs([("n", near), ("f", far), ("s", "Yes")], [("t", base), ("y", "Yes")])
    )
    assert [(p.train, p.held_out) for p in found] == [("n", "t"), ("s", "y")]
    assert found[0].similarity == 1.0  # figures count as the same


def many(count: int, **changes: Any) -> list[dict[str, Any]]:
    """So many articles of two types, alike but for identifier and title."""
    return [
        {
            **EVENT,
            "id": str(n),
            "title": f"Lot {n}",
            "events": ["tender" if n % 2 else "outage"],
            **changes,
        }
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("task", "rows", "told"),
    [
        ("events", many(3), "at least 10 rows are needed"),
        ("events", many(12), None),
        ("events", many(12, events=["tender", "outage"]), "the primary type is tender everywhere"),
        ("events", many(12, group="one"), "all rows are of one article"),
        ("translation", [PAIR], "at least 10 rows are needed"),
        ("translation", [{**PAIR, "source": f"Le CHU {n} a signé."} for n in range(12)], None),
        ("translation", [PAIR] * 12, "all rows are of one article"),
        ("repair", [{"source": "A cat.", "target": "A cat."}] * 12, "no row mends anything"),
        (
            "repair",
            [{"source": f"An cat, {n}.", "target": f"A cat, {n}."} for n in range(12)],
            None,
        ),
        ("separation", [{"text": f"Buy {n}", "label": "spam"} for n in range(12)], None),
    ],
)
def test_a_check_says_what_training_would_lack(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    task: str,
    rows: list[dict[str, Any]],
    told: str | None,
) -> None:
    check(task, [labelled_examples.write(tmp_path / "a.jsonl", rows)])
    said = capsys.readouterr()
    assert "nothing wrong" in said.out
    assert (f"alone not enough to train on: {told}" in said.err) if told else not said.err


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\n \n", "\n\n\n"])
def test_the_lead_of_an_article_is_its_first_paragraph(gap: str) -> None:
    row = EventRow(title="T", text=gap.join(["A one.", "B two.", "C three."]), events=["tender"])
    assert list(row.sample().text.paragraphs) == ["A one.", "B two.", "C three."]
