"""The reader of lines: what it is asked, what its word is worth, and that it is what was fitted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

from nlp.checkpoints import Checkpoint
from nlp.errors import ModelError
from nlp.separate import Separator
from nlp.separate import reader as module
from nlp.separate.model import Model
from nlp.separate.reader import (
    FOLDER,
    HEAD,
    LineReader,
    Place,
    ReaderSettings,
    beside,
    mixed,
    question,
)
from nlp.separate.seen import Document
from tests import tiny_models
from tests.separate import tiny

CUT = ReaderSettings(title=2, before=3, line=4, after=2, weight=0.5)
PROSE = "The hospital opened its ward on Monday, and a nurse told us that it was full by noon. " * 3
SELLS = "Garden chairs for the summer"
WORDS = ("The title of it", "Another paragraph of the article.")

Array = NDArray[np.float64]


class Pieces:
    """Special tokens alone."""

    cls, sep = -1, 0

    def __call__(self, texts: Sequence[str]) -> list[list[int]]:
        raise AssertionError("nothing is to be tokenized")


def test_a_line_stands_between_title_and_neighbours() -> None:
    place = Place([1, 2, 3], [4, 5, 6, 7], [11, 12], [21, 22, 23])
    found = question(place, Pieces(), CUT)
    assert found.ids == [-1, 1, 2, 0, 5, 6, 7, 0, 11, 12, 0, 21, 22, 0]
    assert found.kinds == [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0]


tokens = st.lists(st.integers(1, 99), max_size=9)


@given(st.builds(Place, tokens, tokens, tokens, tokens))
def test_a_question_is_never_longer_than_its_parts_may_be(place: Place) -> None:
    found = question(place, Pieces(), CUT)
    assert len(found.ids) == len(found.kinds) <= 2 + 3 + 4 + 2 + 5
    assert sum(found.kinds) == min(4, len(place.line))


def test_nothing_before_is_read_where_none_is_asked_for() -> None:
    cut = CUT.model_copy(update={"before": 0})
    assert question(Place([], [4, 5], [6], []), Pieces(), cut).ids == [-1, 0, 0, 6, 0, 0]


def rows(*content: float) -> Array:
    return np.array([[p, 0.0, 1 - p] for p in content])


def test_neighbours_are_the_nearest_content_that_is_not_asked_about() -> None:
    found = rows(0.9, 0.9, 0.6, 0.2, 0.7, 0.9)
    assert beside(found, [2, 3]) == [(1, 4), (1, 4)]
    assert beside(found, [1, 4, 5]) == [(None, 2), (2, None), (2, None)]
    assert beside(rows(0.9, 0.3), [0]) == [(None, None)]


probabilities = st.lists(
    st.tuples(*[st.floats(0.001, 1.0)] * 3).map(lambda p: [x / sum(p) for x in p]),
    min_size=1,
    max_size=4,
)


def weighing(weight: float, lean: float = 0.0) -> ReaderSettings:
    return CUT.model_copy(update={"weight": weight, "lean": lean})


@given(probabilities, st.floats(0.0, 1.0))
def test_the_word_of_both_is_a_probability_between_them(drawn: list, weight: float) -> None:
    found = np.array(drawn)
    read = found[::-1]
    both = mixed(found, read, weighing(weight))
    np.testing.assert_allclose(both.sum(axis=1), 1.0)
    np.testing.assert_allclose(mixed(found, read, weighing(0.0)), found, atol=1e-9)
    np.testing.assert_allclose(mixed(found, read, weighing(1.0)), read, atol=1e-9)
    np.testing.assert_allclose(mixed(found, found, weighing(weight)), found, atol=1e-9)
    leaning = mixed(found, read, weighing(weight, lean=1.0))
    np.testing.assert_array_less(both[:, 0] - 1e-9, leaning[:, 0])
    np.testing.assert_allclose(leaning[:, 1] * both[:, 2], leaning[:, 2] * both[:, 1])


class Sure(LineReader):
    """Says one thing of every line, and keeps what it was asked."""

    def __init__(self, said: Sequence[float], weight: float = 1.0) -> None:
        self.settings = weighing(weight)
        self.folder = None
        self.said, self.asked = said, []

    def __call__(self, texts: Sequence[str], found: Array, at: Sequence[int]) -> Array:
        self.asked += [texts[i] for i in at]
        return np.tile(np.array(self.said), (len(at), 1))


def reading(reader: LineReader | None) -> Model:
    made = tiny.tiny_model()
    calm = np.zeros((3, 3), np.float32)
    return Model(made.first, made.steps, calm, made.settings, "tiny", reader)


def judged(reader: LineReader | None, texts: list[str]) -> tuple[Array, frozenset[int]]:
    found = reading(reader)(Document(texts, [0.0] * len(texts), [None] * len(texts)))
    return found.probabilities, found.settled


def test_lines_that_are_not_sure_are_read_and_the_others_left() -> None:
    reader = Sure([0.0, 0.0, 1.0])
    texts = [PROSE, SELLS, PROSE, PROSE]
    before, _ = judged(None, texts)
    after, settled = judged(reader, texts)
    asked = [i for i, text in enumerate(texts) if i and text in reader.asked]
    assert 1 in asked
    for i in range(len(texts)):
        if i in asked and after[i, 2] > 0.99:
            assert i in settled
        elif not i:
            np.testing.assert_array_equal(before[i], after[i])
    assert after[1, 2] > 0.99 and 1 in settled


def test_its_word_counts_as_much_as_the_model_says() -> None:
    texts = [PROSE, SELLS, PROSE]
    before, _ = judged(None, texts)
    same, _ = judged(Sure([0.0, 0.0, 1.0], weight=0.0), texts)
    np.testing.assert_allclose(before, same, atol=1e-6)


def test_of_a_text_with_too_many_lines_in_doubt_nothing_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MOST", 0)
    reader = Sure([0.0, 0.0, 1.0])
    judged(reader, [PROSE, SELLS, PROSE, PROSE])
    assert reader.asked == []


def test_a_text_of_short_lines_is_none_of_its_business() -> None:
    reader = Sure([0.0, 0.0, 1.0])
    judged(reader, [SELLS, SELLS + ".", SELLS + "!", "Chairs"])
    assert reader.asked == []


def test_a_page_is_none_of_its_business() -> None:
    reader = Sure([0.0, 0.0, 1.0])
    texts = [PROSE.strip() if i % 2 else f"{SELLS} {i}" for i in range(60)]
    judged(reader, texts)
    assert reader.asked == []


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny separation model with a tiny reader."""
    pytest.importorskip("torch")
    from training.separation.reader_model import ReaderTuner

    folder = tmp_path_factory.mktemp("whole")
    base = tiny_models.bert(tmp_path_factory.mktemp("base"), [PROSE, SELLS, *WORDS])
    tiny.write(folder, **{FOLDER: CUT.model_dump()})
    tuner = ReaderTuner(base)
    tuner.head.weight.data.normal_(0.0, 0.5)
    tuner.write(folder / FOLDER)
    return folder


def test_what_ctranslate2_reads_is_what_was_fitted(whole: Path) -> None:
    from nlp.encoder import CTranslate2Encoder, WordPieces
    from training.separation.reader_model import ReaderTuner

    part = Checkpoint(FOLDER, whole / FOLDER)
    tuner, pieces = ReaderTuner(part.path), WordPieces.load(part)
    texts = [WORDS[0], PROSE, SELLS, WORDS[1]]
    found = rows(0.9, 0.9, 0.3, 0.8)
    encoder = CTranslate2Encoder(part, precision="float32", workers=1)
    head = [t.detach().numpy() for t in (tuner.head.weight, tuner.head.bias)]
    told = LineReader(encoder, *head, CUT)(texts, found, [2])
    title, before, line, after = pieces([texts[i] for i in (0, 1, 2, 3)])
    asked = question(Place(title, before, line, after), pieces, CUT)
    np.testing.assert_allclose(told, tuner.probabilities([asked]), atol=0.02)  # torch in bfloat16
    assert np.ptp(told) > 0.05


def test_a_model_with_a_reader_loads_and_labels(whole: Path) -> None:
    separator = Separator.load(str(whole))
    assert separator.model.reader is not None
    labels = separator.label([PROSE, SELLS, PROSE], "en")
    assert len(labels) == 3
    kept = separator.model.fitted({})
    assert kept.reader is separator.model.reader and kept.settings[FOLDER] == CUT.model_dump()


@pytest.mark.parametrize("broken", ["head", "bias", "settings", "pieces", "weights", "folder"])
def test_a_reader_that_is_not_whole_is_told(whole: Path, tmp_path: Path, broken: str) -> None:
    import shutil

    folder = tmp_path / "broken"
    shutil.copytree(whole, folder)
    head, words = folder / FOLDER / HEAD, folder / FOLDER / "tokenizer.json"
    if broken == "head":
        head.unlink()
    elif broken == "bias":
        save_file({"weight": load_file(head)["weight"]}, head)
    elif broken == "settings":
        config = json.loads((folder / "config.json").read_text())
        config[FOLDER]["weight"] = "much"
        (folder / "config.json").write_text(json.dumps(config))
    elif broken == "weights":
        (folder / FOLDER / "model.safetensors").unlink()
    elif broken == "pieces":
        words.write_text("nothing")
    else:
        shutil.rmtree(folder / FOLDER)
    with pytest.raises(ModelError, match="reader"):
        Separator.load(str(folder))
