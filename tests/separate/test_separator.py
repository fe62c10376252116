"""The separator and its stage on a model with random weights: contracts, not accuracy."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.article import Article, Block, Layout
from nlp.errors import ModelError
from nlp.segment import SegmentStage
from nlp.separate import SeparateOptions, SeparateStage, Separator, context
from nlp.separate.labelled import Labelled, Piece, joined
from nlp.separate.lines import Lines, document_of
from nlp.separate.model import LABELS, Model
from nlp.separate.odds import one_of_many, sold
from nlp.separate.separator import _after_spam
from nlp.separate.view import view
from nlp.stage import Kept, Reason, Rejected
from tests.separate.tiny import tiny_model, write

LINES = [
    "Un titre d'article",
    "Le groupement hospitalier a notifié un marché. Achetez du viagra pas cher ici. Il a dit oui.",
    "Partager",
    "",
    "Casino en ligne : 500 € de bonus sur www.casino.example",
]


def separator(**options: object) -> Separator:
    return Separator(tiny_model(), SeparateOptions(**options))  # type: ignore[arg-type]


@settings(max_examples=25)
@given(st.lists(st.text(max_size=80), max_size=8), st.sampled_from([None, "fr", "de"]))
def test_one_answer_a_line_whatever_the_lines(lines: list[str], lang: str | None) -> None:
    found = separator().label(lines, lang)
    assert len(found) == len(lines)
    for line, labelled in zip(lines, found, strict=True):
        assert labelled.label in LABELS
        assert 0 <= labelled.score <= 1
        assert bool(labelled.reasons) == (labelled.label != "content")
        if not line.strip():
            assert labelled.label == "boilerplate"


def test_one_text_in_the_place_of_many_lines_is_an_error() -> None:
    with pytest.raises(TypeError, match=r"a list of lines: text\.splitlines\(\)"):
        separator().label("Partager")
    assert len(separator().label(("Partager",))) == 1
    with pytest.raises(TypeError, match=r"label takes texts \(str\), and number 0 is None"):
        separator().label([None])  # type: ignore[list-item]


@settings(max_examples=25)
@given(st.lists(st.text(max_size=120).filter(str.strip), min_size=1, max_size=6))
def test_pieces_joined_are_the_lines(texts: list[str]) -> None:
    lines = Lines(texts, [None] * len(texts), ["fr"] * len(texts))
    pieces = separator(span_suspicion=0.2, span_certainty=0.1).pieces(lines, "fr")
    for i, text in enumerate(texts):
        assert "".join(p.text for p in pieces if p.line == i) == text
    assert [p.line for p in pieces] == sorted(p.line for p in pieces)
    kept = [p.line if p.labelled.label == "content" else None for p in pieces]
    assert not any(a == b is not None for a, b in pairwise(kept))  # no paragraph in two


def test_pieces_of_content_that_touch_are_one_as_sure_as_the_least_sure() -> None:
    content, doubtful, spam = (
        Labelled("content", 0.9),
        Labelled("content", 0.6),
        Labelled("spam", 0.8),
    )
    pieces = [
        Piece(0, "Le plan avance. ", content),
        Piece(0, "Prenez date. ", doubtful),
        Piece(0, "Casino bonus. ", spam),
        Piece(0, "La suite lundi.", content),
        Piece(1, "Fin.", content),
    ]
    assert joined(pieces) == [
        Piece(0, "Le plan avance. Prenez date. ", doubtful),
        *pieces[2:],
    ]


def test_the_same_lines_get_the_same_answer_twice_and_order_matters_to_nothing_else() -> None:
    one = separator()
    first, second = one.label(LINES, "fr"), one.label(LINES, "fr")
    assert first == second
    assert one.label([], "fr") == []


@pytest.mark.parametrize("langs", [("es", "fr"), ("fr", "es"), (None, "en", "fr", "fr", "en")])
def test_the_language_of_lines_is_that_of_most_and_the_first_of_equals(
    langs: tuple[str | None, ...],
) -> None:
    texts = ["Une ligne assez longue pour qu'une langue s'y voie."] * len(langs)
    document = document_of(Lines(texts, [None] * len(texts), langs), None)
    first = next(lang for lang in langs if lang)
    assert document.foreign == [0.5 if lang is None else float(lang != first) for lang in langs]


def test_keep_decides_how_much_is_content() -> None:
    assert all(f.label == "content" for f in separator(keep=0, keep_prose=0).label(LINES[:2]))
    none = separator(keep=1, keep_prose=1).label(LINES[:2])
    assert all(f.label != "content" for f in none)


def test_a_hidden_block_is_set_aside_whatever_it_says() -> None:
    blocks = (
        Block(LINES[1]),
        Block("Texte caché de cet article", layout=Layout("html/body/p", hidden="display: none")),
    )
    stage = SeparateStage(separator(keep=0, keep_prose=0, keep_block=0))
    cut = SegmentStage()([Article.new(blocks=blocks)])[0]
    outcome = stage([cut.article])[0]
    assert isinstance(outcome, Kept)
    hidden = outcome.article.segments[-1]
    assert hidden.label in ("boilerplate", "spam")
    assert hidden.reasons == ("hidden on the page: display: none",)


def test_the_stage_keeps_the_text_and_rejects_what_has_no_content() -> None:
    text = "Un titre\n\n" + "\n".join(LINES[1:3]) + "\n\n" + LINES[4]
    article = SegmentStage()([Article.new(text)])[0].article
    kept = SeparateStage(separator(span_suspicion=0.2, span_certainty=0.1))([article])[0].article
    assert "".join(s.lead + s.text for s in kept.segments) == text
    assert all("".join(x.text + x.tail for x in s.sentences) == s.text for s in kept.segments)
    assert all(s.label and s.score is not None for s in kept.segments)
    refused = SeparateStage(separator(keep=1, keep_prose=1))([article, article])
    assert all(isinstance(o, Rejected) and o.reason is Reason.NO_CONTENT for o in refused)
    assert isinstance(refused[0], Rejected) and refused[0].article is not None
    assert all(s.label for s in refused[0].article.segments)


def test_an_article_without_segments_has_no_content() -> None:
    outcome = SeparateStage(separator())([Article.new("x")])[0]
    assert isinstance(outcome, Rejected) and outcome.reason is Reason.NO_CONTENT


def test_a_saved_model_gives_the_same_labels(tmp_path: Path) -> None:
    again = Separator(Model.load(write(tmp_path / "m")))
    before, after = separator().label(LINES, "fr"), again.label(LINES, "fr")
    assert [f.label for f in before] == [f.label for f in after]
    np.testing.assert_allclose([f.score for f in before], [f.score for f in after], atol=0.01)


def test_a_model_of_another_make_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="other features"):
        Model.load(write(tmp_path / "old", features=["length"]))
    broken = write(tmp_path / "broken")
    (broken / "model.safetensors").write_bytes(b"no tensors here")
    with pytest.raises(ModelError):
        Model.load(broken)
    with pytest.raises(ModelError):
        Model.load(tmp_path / "absent")


def test_the_hashes_name_model_and_options() -> None:
    first, second = SeparateStage(separator()), SeparateStage(separator(keep=0.6))
    assert first.model_hash == second.model_hash == "tiny"
    assert first.config_hash != second.config_hash


def test_what_goes_on_after_spam_in_a_line_need_not_be_certain() -> None:
    spam, content = Labelled("spam", 0.9), Labelled("content", 0.9)
    pieces = [Piece(0, "News. ", content), Piece(0, "Casino bonus", spam)]
    assert _after_spam(pieces, 0) and not _after_spam(pieces, 1)
    assert not _after_spam(pieces[:1], 0) and not _after_spam([], 0)


def test_less_certain_spam_is_cut_off_behind_certain_spam_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parts = [
        f"Le marché est notifié à l'éditeur pour {n} ans et deux sites, dit-il. " for n in range(4)
    ]
    text, cuts = "".join(parts), [sum(map(len, parts[:n])) for n in (1, 2, 3)]
    told = [
        Labelled("spam", 0.6),
        Labelled("spam", 0.9),
        Labelled("spam", 0.6),
        Labelled("content", 0.9),
    ]
    cutter = separator(span_certainty=0.7)
    monkeypatch.setattr(cutter, "_judge_parts", lambda *_: dict(enumerate(told)))
    lines = Lines([text], [None], ["fr"])
    found = cutter._judge_pieces(lines, "fr", {0: cuts}, [Labelled("content", 0.8)])
    assert [piece.text for piece in found] == [parts[0], parts[1], parts[2], parts[3]]
    assert [p.labelled.label for p in found] == ["content", "spam", "spam", "content"]


def test_a_block_that_is_spam_by_itself_is_spam_where_its_place_leaves_a_doubt() -> None:
    around = np.zeros(len(context.NAMES), dtype=np.float32)
    around[context.NAMES.index("p_spam")] = 0.99
    text = "Rates have never been lower: replace your home loan while it lasts."
    seen = (view(text), around, around)
    unsure = (seen[0], around, 0.5 * around)
    assert sold([0.6, 0.02, 0.38], text, seen)
    assert not sold([0.7, 0.02, 0.28], text, seen)
    assert not sold([0.6, 0.02, 0.38], text[:40], seen)
    for name in ("shared_share", "doc_spam"):
        of_its_page = around.copy()
        of_its_page[context.NAMES.index(name)] = 0.5
        assert not sold([0.6, 0.02, 0.38], text, (seen[0], around, of_its_page))
    assert not sold([0.6, 0.02, 0.38], text, unsure) and not sold([0.6, 0.0, 0.4], text, None)


def test_where_all_blocks_of_a_page_sell_one_of_them_is_not_told_from_the_others_by_that() -> None:
    around = np.zeros(len(context.NAMES), dtype=np.float32)
    around[context.NAMES.index("doc_spam")] = 0.4
    seen = (view("A stand for two screens, 20% off."), around, around)
    assert one_of_many([0.35, 0.2, 0.45], seen)
    assert not one_of_many([0.3, 0.1, 0.6], seen)
    assert not one_of_many([0.35, 0.2, 0.45], (seen[0], around, 0.1 * around))
    assert not one_of_many([0.35, 0.2, 0.45], None)
