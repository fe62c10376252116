"""The original of a row whose text is its English: found, told of, and part of what the article is."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_helpers import outcomes

from nlp.article import Article, Original, Source
from nlp.cli.run import MAPPED
from nlp.errors import ReadError
from nlp.read import Fields, ReadOptions
from nlp.read.fields import row_article

ENGLISH = "The hospital signed."
FRENCH = "L'hôpital a signé."


def article(row: dict[str, Any], **fields: str) -> Article:
    options = ReadOptions.model_validate({"fields": fields})
    return row_article(row, Source(path="rows.jsonl", line=3), options)


@pytest.mark.parametrize("name", ["original", "original_text", "text_original", " ORIGINAL "])
def test_the_few_names_that_can_mean_nothing_else_are_known(name: str) -> None:
    found = article({"text": ENGLISH, name: FRENCH})
    assert found.original == Original(FRENCH)
    assert found.meta == {"original_field": name.strip()}


@pytest.mark.parametrize("name", ["text_fr", "source_text", "source", "translation", "originals"])
def test_other_names_must_be_told(name: str) -> None:
    assert article({"text": ENGLISH, name: FRENCH}).original is None
    assert article({"text": ENGLISH, name: FRENCH}, original=name).original == Original(FRENCH)


def test_title_and_language_come_with_it_and_never_alone() -> None:
    row = {
        "text": ENGLISH,
        "original_title": "Un\ntitre &amp; <b>demi</b>",
        "original_lang": "fr-FR",
    }
    alone = article(row)
    assert alone.original is None and set(alone.meta) == {"original_title", "original_lang"}
    whole = article({**row, "original": FRENCH})
    assert whole.original == Original(FRENCH, "Un titre & demi", "fr")
    assert whole.meta == {"original_field": "original"}


def test_every_part_can_be_named_on_the_command_line() -> None:
    assert set(MAPPED) == set(Fields.model_fields)


def test_paragraphs_and_pages_become_text() -> None:
    assert article({"text": ENGLISH, "original": ["Un.", "Deux."]}).original == Original(
        "Un.\n\nDeux."
    )
    page = "<p>Un.</p><p style='display:none'>Casino</p><p>Deux.</p>"
    assert article({"text": ENGLISH, "original": page}).original == Original("Un.\n\nDeux.")
    english = article({"html": f"<p>{ENGLISH}</p>", "original": FRENCH})
    assert english.blocks and english.original == Original(FRENCH)


@pytest.mark.parametrize("nothing", [None, "", "  \n", [], float("nan")])
def test_nothing_is_no_original(nothing: object) -> None:
    row = {"text": ENGLISH, "texte_fr": nothing}
    found = article(row, original="texte_fr")
    assert found.original is None and not found.checks
    assert found.content_hash == article({"text": ENGLISH}).content_hash


@pytest.mark.parametrize(
    ("value", "told"),
    [(7, "a number"), (True, "true or false"), ([1], "a list"), ({"fr": "x"}, "a dict"), (b"\xff", "bytes that are not UTF-8")],
)  # fmt: skip
def test_what_is_no_text_is_told_where_the_user_named_it(value: object, told: str) -> None:
    found = article({"text": ENGLISH, "fr": value}, original="fr")
    assert found.original is None
    assert [(c.kind, c.detail) for c in found.checks] == [
        ("field", f"the original is not used: fr is {told}")
    ]
    assert found.as_read().checks == found.checks
    assert article({"text": ENGLISH, "original": value}).checks == ()


def test_without_an_original_the_identity_is_what_it_was() -> None:
    found = article({"text": ENGLISH, "title": "Signed", "lang": "en", "id": "7"})
    packed = json.dumps(["7", "en", "Signed", ENGLISH, []], separators=(",", ":"))
    assert found.content_hash == hashlib.sha256(packed.encode()).hexdigest()


def test_with_one_each_part_of_it_counts() -> None:
    rows = [{}, {"original": FRENCH}, {"original": FRENCH + "!"}]
    rows += [
        {"original": FRENCH, "original_title": "T"},
        {"original": FRENCH, "original_lang": "fr"},
    ]
    found = [article({"text": ENGLISH, **row}) for row in rows]
    assert len({one.content_hash for one in found}) == len({one.id for one in found}) == len(rows)
    assert all(one.id == one.content_hash[:16] for one in found)
    assert article({"text": ENGLISH, "original": FRENCH, "id": 9}).id == "9"


def test_an_original_is_added_once_and_is_text() -> None:
    made = Article.new(ENGLISH, original=Original(FRENCH))
    assert made == Article.new(ENGLISH).beside(Original(FRENCH))
    with pytest.raises(TypeError, match="that the article has"):
        made.beside(Original(FRENCH))
    with pytest.raises(TypeError, match=r"original\.text is int"):
        Article.new(ENGLISH, original=Original(7))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="original is str"):
        Article.new(ENGLISH, original=FRENCH)  # type: ignore[arg-type]


def test_every_kind_of_table_has_it(tmp_path: Path) -> None:
    import pyarrow
    import pyarrow.parquet

    row = {"text": ENGLISH, "texte_fr": FRENCH, "langue_fr": "fr"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n")
    (tmp_path / "b.csv").write_text(",".join(row) + f'\n"{ENGLISH}","{FRENCH}",fr\n')
    (tmp_path / "c.tsv").write_text("\t".join(row) + f"\n{ENGLISH}\t{FRENCH}\tfr\n")
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([row]), tmp_path / "d.parquet")
    fields = Fields(original=("texte_fr",), original_lang=("langue_fr",))
    found = outcomes(tmp_path, fields=fields)
    assert len(found) == 4
    for one in found:
        assert isinstance(one, Article) and one.original == Original(FRENCH, None, "fr")
    assert len({one.content_hash for one in found if isinstance(one, Article)}) == 1


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.binary(max_size=4)
    | st.just("<p>Un.</p>"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=6,
)  # fmt: skip
NAMES = st.sampled_from(
    ["text", "original", "original_text", "fr", "original_title", "original_lang"]
)


@given(st.dictionaries(NAMES, VALUES, max_size=6), st.sampled_from([{}, {"original": "fr"}]))
def test_any_row_is_an_article_or_refused_as_without_an_original(
    row: dict[str, Any], fields: dict[str, str]
) -> None:
    try:
        found = article(row, **fields)
    except ReadError as error:
        assert error.reason in ("missing_field", "empty")
        return
    assert Article.from_json(found.to_json()).original == found.original
    plain = article({"text": row["text"]})
    assert (found.text, found.blocks) == (plain.text, plain.blocks)
    assert (found.content_hash == plain.content_hash) == (found.original is None)
