"""Records as parts to show: nothing of a text is lost between marks, sentences and edits."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from test_record import ARTICLES

from nlp.article import Article, Check, Edit, Event, Segment
from nlp.record import to_record
from nlp.stage import Reason
from nlp.translate.checks import KINDS
from nlp.view import Mark, aligned, marks, parts, pieces
from nlp.wording import CHECKS, REASONS, country_name, name_of, printable

TEXT = st.text(alphabet="ab .é", max_size=12)


def row(start: int | None, found: str, fixed: str) -> dict[str, Any]:
    told = {"segment": 0, "class": "c", "reason": "r", "score": None}
    return {**told, "start": start, "found": found, "fixed": fixed}


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str, list[dict[str, Any]]]:
    """A text, what a row of edits made of it, and those edits."""
    before = text = draw(TEXT)
    rows = []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        fixed = draw(st.text(alphabet="xy ", max_size=4))
        rows.append(row(start, text[start:end], fixed))
        text = text[:start] + fixed + text[end:]
    return before, text, rows


@given(edited())
def test_marks_give_both_texts_back_and_every_edit_once(
    case: tuple[str, str, list[dict[str, Any]]],
) -> None:
    before, after, rows = case
    found = marks(after, list(enumerate(rows)))
    assert "".join(m.before for m in found) == before
    assert "".join(m.after for m in found) == after
    assert sorted(n for m in found for n in m.edits) == list(range(len(rows)))
    assert all(m.before == m.after for m in found if not m.edits)


def test_edits_that_do_not_overlap_stay_apart() -> None:
    rows = [row(0, "the the", "the"), row(7, " ,", ",")]
    assert marks("the dog, no", list(enumerate(rows))) == (
        Mark("the the", "the", (0,)),
        Mark(" dog", " dog"),
        Mark(" ,", ",", (1,)),
        Mark(" no", " no"),
    )


def test_an_edit_of_what_another_made_is_one_mark_with_both() -> None:
    rows = [row(4, "hospital hospital", "hospital"), row(0, "The hospital", "A hospital")]
    found = marks("A hospital signs", list(enumerate(rows)))
    assert found == (
        Mark("The hospital hospital", "A hospital", (0, 1)),
        Mark(" signs", " signs"),
    )


def test_where_an_edit_has_no_place_nothing_is_marked() -> None:
    assert marks("A text", [(0, row(None, "x", "A"))]) == (Mark("A text", "A text"),)
    assert marks("", []) == ()


@given(TEXT, TEXT)
def test_sentences_side_by_side_give_both_texts_back(source: str, english: str) -> None:
    pairs = aligned(source, "fr", english)
    assert "".join(left for left, _ in pairs) == source
    assert "".join(right for _, right in pairs) == english


def test_sentences_stand_side_by_side_where_they_are_as_many() -> None:
    assert aligned("Un. Deux.", "fr", "One. Two.") == [("Un. ", "One. "), ("Deux.", "Two.")]
    assert aligned("Un. Deux.", "fr", "One and two.") == [("Un. Deux.", "One and two.")]


@given(ARTICLES)
def test_every_segment_of_any_record_is_a_part(article: Article) -> None:
    record = to_record(article, "m", "c")
    shown = parts(record)
    assert [p.source for p in shown] == [s["text"] for s in record["segments"]]
    for part, segment in zip(shown, record["segments"], strict=True):
        if part.kept:
            assert "".join(m.after for m in part.marks) == (segment["en"] or "")
            assert [m for p in part.pairs for m in p.english if m.edits] == [
                m for m in part.marks if m.edits
            ]
            joined = "".join(m.after for p in part.pairs for m in p.english)
            assert joined == (segment["en"] or "")


def test_a_part_knows_its_edits_checks_and_events() -> None:
    segments = (
        Segment("Titre", "title", lang="fr", label="content", en="Title"),
        Segment("Un. Un deux.", lang="fr", label="content", en="One. One two."),
        Segment("Buy pills", label="spam", score=0.9, reasons=("sells",)),
    )
    article = Article.new("x", lang="fr").with_(
        segments=segments,
        edits=(Edit(1, "One one", "One", "dup_word", "twice", start=5),),
        events=(Event("tender", 0.9, True, (1,)),),
        checks=(Check("number", "2", 1), Check("uncertain", "why")),
    )
    title, body, spam = parts(to_record(article, "m", "c"))
    assert (title.edits, title.checks, title.events) == ((), (), ())
    assert (body.edits, body.checks, body.events) == ((0,), (0,), (0,))
    assert body.translated and body.kept and len(body.pairs) == 2
    assert body.pairs[1].english == (Mark("One one", "One", (0,)), Mark(" two.", " two."))
    assert not spam.kept and spam.pairs == () and spam.reasons == ("sells",)


def test_figures_are_words_and_changes_beside_each_other_are_one() -> None:
    assert list(pieces("4,2 million", "4.2 million"))[0] == ("4,2", "4.2")
    assert list(pieces("the health frame", "the nurse manager"))[1:] == [
        ("health frame", "nurse manager")
    ]


def test_every_reason_and_check_has_words_and_no_other() -> None:
    assert set(REASONS) == {reason.value for reason in Reason}
    assert set(KINDS) <= set(CHECKS)


def test_names_for_people() -> None:
    assert [name_of(c) for c in ("tender", "study_report", "fr", None, "")] == [
        "Tender",
        "Study or report",
        "French",
        "Not told",
        "Not told",
    ]
    assert [country_name(c) for c in ("fr", "Atlantis", None)] == ["France", "Atlantis", "Not told"]


@given(st.text())
def test_what_is_shown_has_no_control_characters(text: str) -> None:
    shown = printable(text)
    assert shown.isprintable() and len(shown) == len(text)
    assert printable(shown) == shown
