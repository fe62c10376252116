"""Sentences that people marked: which types each carries, and which it only seems to."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from nlp.classify.text import ArticleText
from training.events import data, sentences
from training.events.data import Sample, Told
from training.events.finetune import NEAR, Batch, Outputs, loss_of
from training.events.fit import _told
from training.splits import is_dev

TYPES = ["tender", "funding", "other"]
NONE = frozenset()
TENDER, FUNDING = frozenset({"tender"}), frozenset({"funding"})
LABELS = Path(__file__).parents[2] / "nlp/data/event_types.toml"


def labelled(folder: Path) -> list[Sample]:
    """Two labelled articles, of which the first is marked."""
    row = {"lang": "fr", "title_en": "Bids are invited", "events": ["tender"]}
    body = [["A notice is out.", "It is worth 2 million."], ["The region may grant aid."]]
    row["paragraphs"] = [[{"en": text} for text in paragraph] for paragraph in body]
    rows = (json.dumps({**row, "id": name}) for name in ("a", "b"))
    (folder / "fr-a.jsonl").write_text("\n".join(rows))
    marks = {"id": "a", "own": {"0": ["tender"], "1": ["tender"]}, "near": {"3": ["funding"]}}
    (folder / "marks").write_text(json.dumps(marks))
    return data.articles(folder, folder / "marks")


def test_marks_go_to_the_sentences_by_their_numbers(tmp_path: Path) -> None:
    marked, other = labelled(tmp_path)
    assert marked.unit_events() == [TENDER, TENDER, NONE, NONE]
    assert marked.unit_near() == [NONE, NONE, NONE, FUNDING]
    assert other.unit_events() == [None] * 4 and other.unit_near() == [NONE] * 4
    assert marked.text == other.text


@pytest.mark.parametrize(
    ("title", "paragraphs", "events", "near"),
    [
        ("Bids", ["One. Two.", "Three."], [TENDER, TENDER, NONE, NONE], FUNDING),
        ("", ["One. Two.", "Three."], [TENDER, TENDER, NONE, NONE], FUNDING),
        ("Bids", ["All in one.", "Three."], [TENDER, None, NONE], FUNDING),
        ("Bids", ["One. Two.", "Three. Four."], [TENDER, TENDER, NONE, None, None], NONE),
        ("Bids", ["One. Two. Three."], [None, None, None, None], NONE),  # other paragraphs
    ],
)
def test_other_words_take_over_what_is_known_where_the_sentences_answer(
    tmp_path: Path, title: str, paragraphs: list[str], events: list[object], near: frozenset[str]
) -> None:
    row = {"id": "a", "title": title, "paragraphs": paragraphs}
    (tmp_path / "english").write_text(json.dumps(row))
    [found] = data.translated(tmp_path / "english", labelled(tmp_path))
    assert found.unit_events() == events and found.unit_near()[-1] == near
    assert found.text == ArticleText(title, paragraphs) and found.events == ("tender",)


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=40), max_size=4))
def test_any_other_words_stay_as_they_are(paragraphs: list[str]) -> None:
    known = (Told("A notice is out.", TENDER), Told("It may be funded.", NONE, FUNDING))
    sample = Sample("a", "fr-a", Told("T", TENDER), (known,) * len(paragraphs), ("tender",))
    found = data._reworded(sample, ArticleText("T", paragraphs))
    assert ["".join(p.split()) for p in found.text.paragraphs] == [
        "".join(p.split()) for p in paragraphs
    ]
    assert len(found.unit_events()) == len(found.unit_near())


def test_a_sentence_is_near_to_what_its_parts_are_near_to_and_it_has_not() -> None:
    parts = (Told("A notice is out, ", TENDER, FUNDING), Told("it said.", NONE, TENDER))
    sample = Sample("a", "fr-a", Told(""), (parts,), ("tender",))
    assert sample.unit_events()[1:] == [TENDER] and sample.unit_near()[1:] == [FUNDING]
    has, known = _told(sample, TYPES)
    assert has[1].tolist() == [1.0, -1.0, 0.0] and known.tolist() == [0.0, 1.0]


def test_what_a_sentence_is_near_to_counts_more_in_the_loss() -> None:
    recipe = {"label_smoothing": 0.0, "unit_loss": 0.0, "sentence_loss": 1.0}
    first, none = torch.zeros(1, dtype=torch.long), torch.zeros(1, 1)

    def loss(told: list[float]) -> float:
        batch = Batch(
            none, none, first, torch.zeros(1, 2), torch.tensor([[told]]), torch.ones(1, 1)
        )
        out = Outputs(torch.tensor([[50.0, 0.0]]), torch.tensor([[[-50.0, 4.0]]]))
        return float(loss_of(out, batch, recipe))

    assert loss([0.0, -1.0]) == pytest.approx(NEAR * loss([0.0, 0.0]))
    assert loss([0.0, 1.0]) < loss([0.0, 0.0])


def test_what_a_sentence_is_near_to_counts_more_in_the_lexicon() -> None:
    parts = (Told("A notice is out.", TENDER), Told("It may be funded.", NONE, FUNDING))
    sample = Sample("a", "fr-a", Told("News", NONE), (parts,), ("tender",))
    found = sentences.told([sample, sample._replace(title=Told("News"))], TYPES)
    assert found.near.tolist() == [3 * [False], 3 * [False], [False, True, False]] * 2
    has, counts = sentences.to_learn(found, np.zeros(found.has.shape))
    assert has[:3].tolist() == [3 * [False], [True, False, False], 3 * [False]]
    assert counts[2].tolist() == [sentences.ABSENT, sentences.NEAR, sentences.ABSENT]
    assert counts[1, 0] == sentences.PRESENT and counts[3, 1] == sentences.ABSENT


def test_the_marks_hold_numbers_and_types_alone() -> None:
    labels = {row["id"] for row in tomllib.loads(LABELS.read_text(encoding="utf-8"))["type"]}
    rows = list(data.read_lines(data.MARKED))
    assert len({row["id"] for row in rows}) == len(rows) > 500
    assert not any(is_dev(row["id"]) for row in rows)  # the split that only measures
    for row in rows:
        assert row.keys() == {"id", "own", "near"}
        for number, types in [*row["own"].items(), *row["near"].items()]:
            assert number.isdecimal() and types and set(types) <= labels, row["id"]
        both = row["own"].keys() & row["near"].keys()
        assert not any(set(row["own"][n]) & set(row["near"][n]) for n in both), row["id"]


def test_the_marks_fit_the_labelled_articles(shared: Path) -> None:
    articles = data.articles(shared / "labelled/articles")
    marks = {row["id"]: row for row in data.read_lines(data.MARKED)}
    assert marks.keys() == {s.id for s in data.for_training(articles)}
    for sample in articles:
        last = sum(map(len, sample.paragraphs))
        row = marks.get(sample.id, {"own": {}, "near": {}})
        assert all(int(n) <= last for n in [*row["own"], *row["near"]]), sample.id
        carried = {t for types in row["own"].values() for t in types}
        assert carried <= set(sample.events), sample.id
        assert not any(set(types) & set(sample.events) for types in row["near"].values())
        assert sample.id not in marks or set(sample.events) <= carried | {"other", "opinion"}
