"""A closer look at single sentences: what is asked, which are looked at, and that it decides."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from classify.conftest import TEXTS, TYPES, WIDTH, TableEncoder
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import load_file, save_file

from nlp.checkpoints import find, write_manifest
from nlp.classify import Classifier, ClassifyOptions
from nlp.classify.closer import Closer, CloserSettings, Heard, question, worth_a_look
from nlp.classify.heads import Said
from nlp.classify.secondary import sentence_logits
from nlp.classify.text import Windows
from nlp.errors import ModelError

CUT = CloserSettings(title=2, before=3, sentence=4, after=2, least=-3.0, types=tuple(TYPES))


class Marked:
    """Special tokens of a tokenizer that cuts at blanks."""

    cls, sep = 101, 102

    def __call__(self, texts: Sequence[str]) -> list[list[int]]:
        return [[len(word) for word in text.split()] for text in texts]


class Watching(TableEncoder):
    """Keeps what it was asked."""

    asked: Sequence[list[int]] = ()

    def hidden(
        self, windows: Sequence[list[int]], kinds: Sequence[list[int]] | None = None
    ) -> list[np.ndarray]:
        self.asked = windows
        return super().hidden(windows)


def said_of(units: list[list[float]], words: list[list[float]] | None = None) -> Said:
    rows = np.array(units, np.float32)
    heard = None if words is None else np.array(words, np.float32)
    return Said(rows[0], rows, rows[0], rows[0], heard, None)


def test_a_sentence_stands_between_title_and_neighbours_in_the_light_of_the_primary_type() -> None:
    tokens = [[1, 2, 3], [11, 12, 13, 14], [21, 22, 23, 24, 25], [31, 32, 33]]
    found = question(tokens, 2, [7, 8], Marked(), CUT)
    assert found.ids == [
        101,
        7,
        8,
        102,
        1,
        2,
        102,
        12,
        13,
        14,
        102,
        21,
        22,
        23,
        24,
        102,
        31,
        32,
        102,
    ]
    assert [i for i, kind in zip(found.ids, found.kinds, strict=True) if kind] == [21, 22, 23, 24]


@pytest.mark.parametrize(
    ("number", "ids"),
    [
        (0, "101 7 102 102 102 1 2 3 102 102"),
        (1, "101 7 102 1 2 102 102 11 102 21 102"),
        (2, "101 7 102 1 2 102 11 102 21 102 102"),
    ],
)
def test_the_title_has_no_neighbours_and_the_first_sentence_none_before_it(
    number: int, ids: str
) -> None:
    found = question([[1, 2, 3], [11], [21]], number, [7], Marked(), CUT)
    assert found.ids == [int(one) for one in ids.split()]


@given(
    tokens=st.lists(st.lists(st.integers(1, 99), max_size=9), min_size=1, max_size=6),
    name=st.lists(st.integers(1, 99), max_size=3),
    data=st.data(),
)
def test_a_question_is_never_longer_than_its_parts_may_be(
    tokens: list[list[int]], name: list[int], data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(tokens) - 1))
    found = question(tokens, number, name, Marked(), CUT)
    assert len(found.ids) == len(found.kinds) <= 6 + len(name) + 2 + 3 + 4 + 2
    assert sum(found.kinds) == min(4, len(tokens[number]))


def test_a_sentence_that_tells_but_the_primary_type_is_not_looked_at() -> None:
    units = [[4.0, -5.0, -5.0], [-9.0, -2.0, -9.0], [-9.0, -9.0, -9.0]]
    words = [[0.0, -9.0, -9.0], [-9.0, -3.0, -9.0], [-9.0, -9.0, 4.0]]
    assert worth_a_look(said_of(units), 0, -3.0).tolist() == [1]
    assert worth_a_look(said_of(units, words), 0, -3.0).tolist() == [1, 2]
    assert worth_a_look(said_of(units), 1, -3.0).tolist() == [0]
    assert worth_a_look(said_of([[5.0]]), 0, -3.0).tolist() == []


def closer_of(folder: Path, types: list[str], settings: CloserSettings = CUT) -> Closer:
    """With a head that says 5 of the second of the types that it was taught."""
    weight = np.zeros((len(TYPES), 2 * WIDTH), np.float32)
    return Closer(Watching(folder), weight, np.float32([0.0, 5.0, 0.0]), types, settings)


def test_what_is_not_looked_at_keeps_the_word_of_the_unit_head(folder: Path) -> None:
    units = [[4.0, -5.0, -6.0], [-9.0, -2.0, -9.0]]
    windows = Windows([], [0, 1], ["Outage stops it", "The network failed."])
    heard = Heard(said_of(units), windows, [0, 1], 0)
    [one, other] = closer_of(folder, TYPES).look([heard, heard._replace(best=1)])
    np.testing.assert_allclose(one, [[4.0, -5.0, -6.0], [0.0, 5.0, 0.0]])
    np.testing.assert_allclose(other, [[0.0, 5.0, 0.0], [-9.0, -2.0, -9.0]])
    np.testing.assert_allclose(heard.said.units, units)  # as they were


def test_types_that_it_was_not_taught_keep_the_word_of_the_unit_head(folder: Path) -> None:
    types = ["outage", "mishap", "other"]
    windows = Windows([], [0], ["Outage stops it"])
    heard = Heard(said_of([[-2.0, -1.0, -4.0]]), windows, [0], 2)
    [found] = closer_of(folder, types).look([heard])
    np.testing.assert_allclose(found, [[5.0, -1.0, 0.0]])


def test_without_a_closer_look_the_unit_head_speaks_in_its_place() -> None:
    units = np.random.default_rng(0).normal(size=(3, 3)).astype(np.float32)
    weights = {"closer": 2.0, "rival_closer": -1.0}
    np.testing.assert_allclose(
        sentence_logits(weights, units, None, None, 1),
        sentence_logits(weights, units, None, None, 1, units),
    )
    found = sentence_logits(weights, units, None, None, 1, units + 1)
    np.testing.assert_allclose(found, 2 * (units + 1) - (units + 1)[:, 1:2], rtol=1e-5)


@pytest.fixture
def looking(folder: Path, tmp_path: Path) -> Path:
    """The small model with a closer look, whose word alone decides about further types."""
    path = tmp_path / "looking"
    shutil.copytree(folder, path)
    tensors = load_file(path / "heads.safetensors")
    head = {"closer.weight": np.zeros((3, 2 * WIDTH), np.float32)}
    save_file({**tensors, **head, "closer.bias": np.float32([0, 5, 0])}, path / "heads.safetensors")
    settings = json.loads((path / "events.json").read_text())
    settings["closer"] = CUT.model_copy(update={"least": -1e9}).model_dump(mode="json")
    settings["mix"]["any"] = {"closer": 1.0, "bias": 0.0}
    (path / "events.json").write_text(json.dumps(settings))
    about = {"name": "events", "version": "1", "task": "events", "licence": "CC0"}
    write_manifest(path, **about, data=[], recipe={}, metrics={})
    return path


@pytest.mark.parametrize("broken", ["head", "settings"])
def test_a_closer_look_that_is_not_whole_is_no_model(looking: Path, broken: str) -> None:
    path = looking / {"head": "heads.safetensors", "settings": "events.json"}[broken]
    if broken == "head":
        tensors = load_file(path)
        del tensors["closer.bias"]
        save_file(tensors, path)
    else:
        settings = json.loads(path.read_text())
        del settings["closer"]["types"]
        path.write_text(json.dumps(settings))
    about = {"name": "events", "version": "1", "task": "events", "licence": "CC0"}
    write_manifest(looking, **about, data=[], recipe={}, metrics={})
    with pytest.raises(ModelError, match=rf"{path.name}.*closer"):
        Classifier(find(looking), TableEncoder(looking), ClassifyOptions(), TableEncoder(looking))


def test_a_closer_look_decides_about_further_types(looking: Path) -> None:
    encoder, closer = TableEncoder(looking), Watching(looking)
    classifier = Classifier(find(looking), encoder, ClassifyOptions(abstain=0.0), closer)
    found = classifier.classify(TEXTS[:2])
    assert [[event.type for event in events] for events in found] == [
        ["tender", "outage"],
        ["outage"],
    ]
    assert len(closer.asked) == 6  # every title and sentence of both
    assert all(said.closer is not None for said in classifier.logits(TEXTS))
