"""A record laid out: nothing of it is lost, whatever it holds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader_helpers import record_of, signed_article
from test_record import ARTICLES

from nlp.article import Article, Edit, Segment, Step
from nlp.classify import Classifier
from nlp.errors import ModelError
from nlp.reader.corrections import Corrections
from nlp.reader.sides import english_of
from nlp.reader.telling import Spot, Teller
from nlp.reader.view import events_of, label_of, translation_of, types_of, view_of
from nlp.record import Record, to_record

SENTENCES = st.lists(
    st.sampled_from(["Le CHU signe.", "12 lits !", "À Londres.", "x", "\n\n", " "]), max_size=6
)


@pytest.fixture
def none(tmp_path: Any) -> Corrections:
    return Corrections(tmp_path / "none", by="ana")


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Corrections:
    return Corrections(tmp_path_factory.mktemp("none") / "none", by="ana")


def same_text(record: Record, corrections: Corrections) -> None:
    """The rows of every segment hold its text and its English, whole and in order."""
    view = view_of(record, corrections)
    assert [block.number for block in view.blocks] == list(range(len(record["segments"])))
    for block in view.blocks:
        if block.aside:
            assert block.rows == []
            continue
        assert "".join(row.source for row in block.rows) == block.segment["text"]
        english = english_of(block.segment, record["lang"])
        assert "".join(row.english for row in block.rows) == english
        pieces = [piece for row in block.rows for piece in row.pieces]
        assert "".join(run.text for piece in pieces for run in piece.runs) == english
        sources = [run.text for row in block.rows for run in row.source_runs]
        assert "".join(sources) == block.segment["text"]
    names = [row.name for block in view.blocks for row in block.rows]
    assert len(names) == len(set(names))


@given(ARTICLES)
def test_any_record_can_be_shown(without: Corrections, article: Article) -> None:
    same_text(to_record(article, "m", "c"), without)


@given(source=SENTENCES, english=SENTENCES)
def test_sentences_are_shared_out_whole(
    without: Corrections, source: list[str], english: list[str]
) -> None:
    segment = Segment(" ".join(source), lang="fr", label="content", en=" ".join(english))
    same_text(record_of(signed_article(segments=(segment,), edits=(), events=())), without)


def test_sentences_stand_side_by_side_with_repairs_and_links(
    record: Record, none: Corrections
) -> None:
    view = view_of(record, none)
    assert view.title and view.title.number == 0
    first, second = view.blocks[2].rows
    assert (first.source, first.english) == (
        "Le CHU de Nantes a signé. ",
        "Nantes University Hospital signed. ",
    )
    assert [(p.old, p.edits) for p in first.pieces] == [("The CHU of Nantes", (0,)), (None, ())]
    assert [p.old for p in second.pieces] == [None]
    ours = {run.link: run.text for run in second.source_runs if run.link}
    theirs = {run.link: run.text for run in second.pieces[0].runs if run.link}
    assert ours.keys() == theirs.keys()
    assert ("3,5 M€", "€3.5 million") in [(ours[link], theirs[link]) for link in ours]
    assert [[block.number for block in group] for group in view.groups] == [[1], [2], [3]]


def test_every_repair_is_shown_once(none: Corrections) -> None:
    segment = Segment("a b c", lang="en", label="content", en="A. B. C.")
    edits = tuple(
        Edit(0, "x", letter, "case", "why", at) for at, letter in ((0, "A"), (3, "B"), (6, "C"))
    )
    view = view_of(record_of(signed_article(lang="en", segments=(segment,), edits=edits)), none)
    shown = [n for row in view.blocks[0].rows for piece in row.pieces for n in piece.edits]
    assert shown == [0, 1, 2]


def test_an_event_leads_to_its_sentence_or_else_to_its_paragraph(
    record: Record, none: Corrections
) -> None:
    assert view_of(record, none).shown == {"contract_award": ["s0-0", "s2-0"], "funding": []}
    view = view_of(record, none, {"contract_award": [Spot(2, 40)]})
    assert view.shown["contract_award"] == ["s0-0", "s2-1"]
    assert [row.events for row in view.blocks[2].rows] == [[], ["contract_award"]]
    assert view.told("s2-1") == "The contract is worth €3.5 million, said Ana …"


def test_corrections_made_before_stand_in_their_place(record: Record, none: Corrections) -> None:
    row = view_of(record, none).blocks[2].rows[1]
    none.add(translation_of(record, row), "It is worth €3.5 million.")
    none.add(label_of(record, 3), "boilerplate")
    none.add(events_of(record), ["tender", "funding"])
    view = view_of(record, none)
    shown = view.blocks[2].rows[1]
    assert shown.english == "It is worth €3.5 million." and shown.correction
    assert [run.text for run in shown.pieces[0].runs if run.link] == ["€3.5 million"]
    assert shown.seen != row.seen
    assert (view.blocks[3].label, view.blocks[3].aside) == ("boilerplate", True)
    assert view.events and view.events["old"] == ["contract_award", "funding"]
    newer = {**record, "key": "another record of the same article"}
    assert view_of(newer, none).blocks[2].rows[1].correction


def test_an_uncertain_article_has_no_type() -> None:
    events = [
        {"type": "uncertain", "score": 0.2, "primary": True, "evidence": []},
        {"type": "tender", "score": 0.2, "primary": False, "evidence": []},
    ]
    assert types_of({"events": events}) == ["uncertain"]
    assert types_of({"events": []}) == []


def test_without_the_model_of_the_record_no_sentence_is_told(record: Record) -> None:
    def missing() -> Classifier:
        raise ModelError("not here")

    assert Teller(missing).spots(record) == {}

    class Other:
        hash = "another"

    assert Teller(lambda: Other()).spots(record) == {}  # type: ignore[arg-type, return-value]


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    try:
        return Classifier.load()
    except ModelError as error:
        pytest.skip(f"the shipped model is not here: {error}")


def test_the_shipped_model_says_which_sentence_shows_an_event(
    classifier: Classifier, without: Corrections
) -> None:
    lines = (
        "The hospital has three hundred beds and a garden. On Monday it was attacked by ransomware, which encrypted its servers. The canteen is closed on Mondays.",
        "A gallery of photographs hangs in the hall.",
    )
    segments = tuple(Segment(line, lang="en", label="content", en=line) for line in lines)
    article = signed_article(lang="en", segments=segments, edits=(), events=(), checks=())
    from nlp.classify import ClassifyStage

    made = ClassifyStage(classifier)([article])[0].article  # type: ignore[union-attr]
    record = record_of(made.with_(steps=(Step("classify", classifier.hash, "c"),)))
    assert record["events"][0]["type"] == "cyber_incident"
    view = view_of(record, without, Teller(lambda: classifier).spots(record))
    shown = [view.row(name) for name in view.shown["cyber_incident"]]
    assert any(row and "ransomware" in row.english for row in shown)


def test_a_repair_that_makes_two_sentences_of_one_is_shown_whole(none: Corrections) -> None:
    """A row that began inside it could not show it, and the repair would be nowhere."""
    segment = Segment("Il est venu. Elle est partie. Fin.", lang="fr", label="content", en="He came. She left. The end.")  # fmt: skip
    edit = Edit(0, "came and she left", "came. She left", "run_on", "two sentences", start=3)
    record = record_of(signed_article(segments=(segment,), edits=(edit,), events=(), checks=()))
    same_text(record, none)
    [block] = view_of(record, none).blocks
    changed = [piece for row in block.rows for piece in row.pieces if piece.old is not None]
    assert [(piece.old, piece.edits) for piece in changed] == [("came and she left", (0,))]
    assert [row.english for row in block.rows] == ["He came. She left. ", "The end."]
