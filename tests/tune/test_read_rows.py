"""What a row is taken for: cells that hold nothing, units of a translation memory, rows without a name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.errors import DataError
from training.labelled.read import read
from training.labelled.schema import EventRow, SegmentRow
from training.labelled.split import split

LONG = "The hospital of {} has chosen another supplier for the software of its {} wards."
TMX = '<?xml version="1.0"?><tmx version="1.4"><header/><body>{}</body></tmx>'


def rows(path: Path, task: str) -> list[Any]:
    """All rows of a file."""
    return list(read([path], task))


def written(path: Path, *lines: dict[str, Any]) -> Path:
    """A file as `json.dumps` writes it, NaN and all."""
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("nothing", [float("nan"), float("-inf"), None])
def test_a_cell_that_holds_nothing_is_empty(tmp_path: Path, nothing: float | None) -> None:
    line = {"id": 7, "title": nothing, "group": nothing, "text": "One.", "events": ["strike"]}
    [row] = rows(written(tmp_path / "a.jsonl", line), "events")
    assert (row.title, row.group, row.id, row.text) == ("", None, "7", "One.")
    with pytest.raises(DataError, match="text: give either"):
        rows(written(tmp_path / "b.jsonl", line | {"text": nothing}), "events")
    pair = {"lang": "fr", "source": nothing, "target": "The hospital signed."}
    with pytest.raises(DataError, match="source: empty; fill it in"):
        rows(written(tmp_path / "c.jsonl", pair), "translation")


def test_the_words_that_stand_for_nothing_stay_words(tmp_path: Path) -> None:
    line = {"id": "NaN", "title": "null", "text": "Infinity", "events": ["strike"]}
    [row] = rows(written(tmp_path / "a.jsonl", line), "events")
    assert (row.id, row.title, row.text) == ("NaN", "null", "Infinity")


def unit(attributes: str = "", **texts: str) -> str:
    """A unit of a translation memory; ``_`` in a name stands for the hyphen of a language code."""
    variants = (
        f'<tuv xml:lang="{name.replace("_", "-")}"><seg>{text}</seg></tuv>'
        for name, text in texts.items()
    )
    return f"<tu{attributes}>{''.join(variants)}</tu>"


def pairs(path: Path, *units: str) -> list[tuple[str, str, str]]:
    """Language, source and target of the pairs of a translation memory."""
    path.write_text(TMX.format("".join(units)), encoding="utf-8")
    return [(row.lang, row.source, row.target) for row in rows(path, "translation")]


def test_every_language_of_a_unit_gives_a_pair_and_they_never_part(tmp_path: Path) -> None:
    english, french, spanish = "The hospital signed.", "L'hôpital a signé.", "El hospital firmó."
    three = {"en_GB": english, "fr_FR": french, "es_ES": spanish}
    both = [("fr", french, english), ("es", spanish, english)]
    named, bare = tmp_path / "named.tmx", tmp_path / "bare.tmx"
    assert pairs(named, unit(' tuid="7"', **three)) == both
    assert [(r.id, r.group) for r in rows(named, "translation")] == [("7", "7"), ("7:es", "7")]
    assert pairs(bare, unit(**three)) == both
    assert len({row.article for row in rows(bare, "translation")}) == 1


def test_a_unit_of_two_languages_is_as_it_was(tmp_path: Path) -> None:
    english, french = "The hospital signed.", "L'hôpital a signé."
    path = tmp_path / "m.tmx"
    assert pairs(path, unit(' tuid="7"', en=english, fr=french, es="", de="Ja.")) == [
        ("fr", french, english)
    ]
    [row] = rows(path, "translation")
    assert (row.id, row.group, row.article) == ("7", None, "7")
    with pytest.raises(DataError, match="source: empty"):
        pairs(path, unit(en=english, fr=""))
    with pytest.raises(DataError, match="needs `en` and one of"):
        pairs(path, unit(en=english, de="Ja."))


def test_codes_of_a_tool_are_no_text_and_marked_text_is(tmp_path: Path) -> None:
    french = (
        'L\'<bpt i="1">&lt;b&gt;<sub>alt</sub></bpt>hôpital<ept i="1">&lt;/b&gt;</ept> a '
        '<ph>{\\f1 }</ph>signé <hi>le 3 <it pos="begin">&lt;i&gt;</it>mars</hi><ut>{}</ut>.'
    )
    english = "The <bpt i='1'>&lt;b&gt;</bpt>hospital<ept i='1'>&lt;/b&gt;</ept> signed on 3 March."
    assert pairs(tmp_path / "m.tmx", unit(en=english, fr=french)) == [
        ("fr", "L'hôpital a signé le 3 mars.", "The hospital signed on 3 March.")
    ]


def articles(count: int) -> list[dict[str, Any]]:
    """Articles without a name."""
    return [
        {"title": f"News {i}", "text": LONG.format(f"Town {i}", i), "events": ["strike"]}
        for i in range(count)
    ]


def parts(path: Path, task: str = "events") -> dict[str, str]:
    """The part of each row, by what it says."""
    found = split(rows(path, task), 0.12, 0.15)
    return {row.content: part for part, of_part in found.items() for row in of_part}


def test_a_row_without_a_name_keeps_its_part_wherever_it_stands(tmp_path: Path) -> None:
    known = articles(200)
    before = parts(written(tmp_path / "may.jsonl", *known))
    assert set(before.values()) == {"train", "dev", "test"}
    more = articles(201)[-1:] + known[::-1]
    after = parts(written(tmp_path / "june.jsonl", *more))
    assert {content: after[content] for content in before} == before
    told = [row | {"events": ["tender"]} for row in known]  # labelled anew: the same article
    assert parts(written(tmp_path / "july.jsonl", *told)) == before


def test_pairs_without_a_name_keep_their_part_in_each_kind_of_file(tmp_path: Path) -> None:
    both = [(f"Le CHU a signé le contrat {i}.", f"It signed contract {i}.") for i in range(60)]
    tabs = tmp_path / "a.fr-en.tsv"
    tabs.write_text("".join(f"{fr}\t{en}\n" for fr, en in both), encoding="utf-8")
    (tmp_path / "b.fr").write_text("".join(f"{fr}\n" for fr, _ in both[::-1]), encoding="utf-8")
    (tmp_path / "b.en").write_text("".join(f"{en}\n" for _, en in both[::-1]), encoding="utf-8")
    memory = tmp_path / "c.tmx"
    pairs(memory, *(unit(fr=fr, en=en) for fr, en in both))
    found = [parts(path, "translation") for path in (tabs, tmp_path / "b.fr", memory)]
    assert found[0] == found[1] == found[2]
    assert len(set(found[0].values())) == 3


def test_a_row_without_a_name_is_still_called_by_its_line(tmp_path: Path) -> None:
    path = written(tmp_path / "may.jsonl", *articles(2))
    assert [row.id for row in rows(path, "events")] == ["may.jsonl:1", "may.jsonl:2"]


@given(st.text(min_size=1), st.text(), st.text(min_size=1))
def test_a_name_goes_before_what_a_row_says(name: str, title: str, text: str) -> None:
    row = EventRow(id=name, title=title, text=text + ".", events=["strike"])
    blank = not name.strip()
    assert row.article == name.strip() if not blank else row.article.startswith("content:")
    assert row.model_copy(update={"group": "g"}).article == "g"


def test_equal_lines_without_a_name_are_one_article_and_two_pages(tmp_path: Path) -> None:
    line = {"text": "Subscribe to our letter", "label": "boilerplate"}
    one, two = rows(written(tmp_path / "a.jsonl", line, line), "segments")
    assert isinstance(one, SegmentRow)
    assert one.article == two.article
    assert one.page != two.page


def test_paragraphs_in_a_cell_are_told_once_and_in_our_words(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("title,paragraphs,events\nA strike,One.;Two.,strike\n", encoding="utf-8")
    with pytest.raises(DataError) as told:
        rows(path, "events")
    assert list(told.value.faults) == [
        f"{path}, line 2: paragraphs: a list is wanted (JSONL); one text, as of a cell, goes into `text`"
    ]
    line = {"paragraphs": ["One.", "Two."], "events": ["strike"]}
    assert rows(written(tmp_path / "a.jsonl", line), "events")[0].paragraphs == ["One.", "Two."]


def test_a_carriage_return_in_a_text_does_not_shift_the_lines_of_moses_files(
    tmp_path: Path,
) -> None:
    """Text from the web has them: parted there, every line up to the next one has another's English."""
    (tmp_path / "x.fr").write_bytes("Le CHU\ra signé.\nFin.\nTrois.\n".encode())
    (tmp_path / "x.en").write_bytes(b"It signed.\nThe end.\r\nThree\rof them.\n")
    found = [(row.source, row.target) for row in rows(tmp_path / "x.fr", "translation")]
    assert found == [
        ("Le CHU\ra signé.", "It signed."),
        ("Fin.", "The end."),
        ("Trois.", "Three\rof them."),
    ]
    path = tmp_path / "y.fr-en.tsv"
    path.write_bytes("Le CHU\ra signé.\tIt signed.\r\n".encode())
    assert [row.source for row in rows(path, "translation")] == ["Le CHU\ra signé."]


def test_a_column_that_is_named_twice_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text,label,,text,\nBuy pills,spam,,The hospital signed.,\n")
    with pytest.raises(DataError, match=r"line 1: columns named twice: text; rename"):
        rows(path, "segments")


@pytest.mark.parametrize("task", ["translation", "repair"])
def test_mapped_columns_make_a_header_too(tmp_path: Path, task: str) -> None:
    path = tmp_path / "x.fr-en.tsv"
    path.write_text("avant\taprès\tsprache\nIt are signed.\tIt is signed.\tfr\n", encoding="utf-8")
    fields = {"source": "avant", "target": "après"}
    if task == "translation":
        fields["lang"] = "sprache"
    [row] = read([path], task, fields=fields)
    assert (row.source, row.target) == ("It are signed.", "It is signed.")  # type: ignore[attr-defined]


def test_blanks_around_a_name_make_no_other_article(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text,label,group,id\nOne,spam,g1,1\nTwo,spam,g1 , 2\n")
    assert [(row.article, row.id) for row in rows(path, "segments")] == [("g1", "1"), ("g1", "2")]
