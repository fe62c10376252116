"""The fit of the reader of lines, on a tiny model: where lines stand, what it learns, what is written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("sklearn")

from nlp.separate import Separator
from nlp.separate.model import LABELS
from nlp.separate.reader import FOLDER, Place, question
from tests import tiny_models
from tests.separate import tiny
from training.separation import __main__ as command
from training.separation import fit as steps
from training.separation import reader
from training.separation.data import BOILERPLATE, CONTENT, SPAM, Line, Story
from training.separation.reader_data import Example, Places, pairs
from training.separation.reader_model import ReaderTuner

STORY = Story("a title", (("one two three", "four five six"), ("seven eight nine",)), "fr", 0)
QUICK = reader.Recipe(epochs=12, genuine=12, tokens=200, rate=3e-3, head_rate=1e-2, smoothing=0.0)


def letters(texts: list[str]) -> list[list[int]]:
    """Each word is the token of its first letter and its length."""
    return [[100 * ord(word[0]) + len(word) for word in text.split()] for text in texts]


def told(text: str) -> list[int]:
    return letters([text])[0]


def places(lines: list[Line], seed: int = 0) -> Places:
    return Places(stories_of(), lines, letters, seed)


def stories_of() -> list[Story]:
    return [replace(STORY, lang=lang) for lang in ("fr", "es", "en")]


def test_a_labelled_line_stands_between_two_paragraphs_or_sentences_of_some_article() -> None:
    line = Line("buy chairs", SPAM, "fr")
    drawn = [e for seed in range(40) for e in places([line], seed).examples(0)]
    assert {e.label for e in drawn} == {SPAM}
    assert all(list(e.place.line) == told("buy chairs") for e in drawn)
    paragraphs = ["one two three four five six", "seven eight nine"]
    sentences = ["one two three", "four five six", "seven eight nine"]
    between = {(tuple(e.place.before), tuple(e.place.after)) for e in drawn}
    assert between == {
        (tuple(told(before)), tuple(told(after)))
        for parts in (paragraphs, sentences)
        for before, after in zip(["", *parts], [*parts, ""], strict=True)
    }
    assert {tuple(e.place.title) for e in drawn} == {tuple(told("a title"))}


def test_prose_stands_where_it_stood_now_and_then_beside_noise() -> None:
    noise = Line("buy chairs", SPAM, "fr")
    drawn = [e for seed in range(30) for e in places([noise], seed).examples(9)[1:]]
    assert {e.label for e in drawn} == {CONTENT}
    second, last = told("four five six"), told("seven eight nine")
    own = {(tuple(e.place.before), tuple(e.place.line)) for e in drawn}
    assert (tuple(second), tuple(last)) in own  # as a sentence
    assert (tuple(told("one two three") + second), tuple(last)) in own  # as a paragraph
    beside = [e for e in drawn if told("buy chairs") in (e.place.before, e.place.after)]
    assert 0.05 < len(beside) / len(drawn) < 0.3


def test_the_same_seed_draws_the_same_and_each_epoch_other_places() -> None:
    lines = [Line(f"buy {i} chairs", SPAM, "fr") for i in range(9)]
    one, two = places(lines), places(lines)
    first = one.examples(9)
    assert first == two.examples(9) != one.examples(9)


def test_pairs_are_labelled_lines_of_their_language(tmp_path: Path) -> None:
    (tmp_path / "calm.fr.tsv").write_text(
        "spam\tchairs\tNos chaises.\ncontent\tchairs\tElle dit.\n"
    )
    (tmp_path / "es.tsv").write_text("boilerplate\tplayer\tEl audio.\n")
    found = [(line.text, line.label, line.lang) for line in pairs(tmp_path)]
    assert found == [
        ("Nos chaises.", SPAM, "fr"),
        ("Elle dit.", CONTENT, "fr"),
        ("El audio.", BOILERPLATE, "es"),
    ]
    (tmp_path / "es.tsv").write_text("advert\tplayer\tEl audio.\n")
    with pytest.raises(ValueError, match="advert"):
        pairs(tmp_path)


def test_every_written_pair_is_read_and_both_sides_are_there() -> None:
    found = pairs()
    labels = {line.label for line in found}
    assert labels == {CONTENT, BOILERPLATE, SPAM} and {line.lang for line in found} >= {"fr", "es"}
    assert all(line.text == line.text.strip() and len(line.text) < 700 for line in found)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.bert(tmp_path_factory.mktemp("reading"), [line.text for line in known()])


def known() -> list[Line]:
    said = {CONTENT: "Le ministère a dit", BOILERPLATE: "Partager sur", SPAM: "Achetez santé"}
    return [Line(f"{said[n]} {i}", n, "fr") for n in said for i in range(12)]


def test_it_learns_what_lines_say_and_goes_on_from_what_was_written(
    base: Path, tmp_path: Path
) -> None:
    tuner = ReaderTuner(base)
    drawn = Places(stories_of(), known(), tuner.tokenize, 0)
    asked = [question(e.place, tuner.tokenize, reader.CUT) for e in drawn.examples(0)]
    labels = np.array([line.label for line in known()])
    before = tuner.probabilities(asked)
    np.testing.assert_allclose(before, 1 / len(LABELS), atol=1e-3)  # it knows nothing yet
    reader.train(tuner, drawn, QUICK)
    after = tuner.probabilities(asked)
    assert np.mean(after.argmax(axis=1) == labels) > 0.9
    tuner.write(tmp_path / "reader")
    again = ReaderTuner(tmp_path / "reader")
    np.testing.assert_allclose(again.probabilities(asked), after, atol=0.05)
    again.write(tmp_path / "reader")  # into its own folder
    assert ReaderTuner(tmp_path / "reader").probabilities(asked).argmax() == after.argmax()


class Ends:
    """Special tokens alone."""

    cls, sep = 1, 0

    def __call__(self, texts: list[str]) -> list[list[int]]:
        raise AssertionError("nothing is to be tokenized")


def test_batches_hold_every_example_once_and_no_more_tokens_than_asked() -> None:
    import random

    examples = [Example(Place([1], [2], [3] * n, [4]), n % 3) for n in range(1, 40)]
    found = reader._batches(examples, Ends(), 120, random.Random(0))
    assert sorted(sum(q.kinds) for batch in found for q, _ in batch) == list(range(1, 40))
    assert all(len(batch) * max(len(q.ids) for q, _ in batch) <= 120 for batch in found)


def test_it_is_written_into_a_model_and_stays_with_it(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, other = tmp_path / "model", tmp_path / "other"
    tiny.write(out)
    (out / "manifest.json").write_text(
        '{"format": 1, "task": "separation", "metrics": {"pages": 1}}'
    )
    monkeypatch.setattr(reader, "fit", lambda shared, recipe, start: ReaderTuner(start))
    monkeypatch.setattr(command, "plain_metrics", lambda shared, separator: {})
    monkeypatch.setattr(command.card, "text", lambda metrics, settings: "card")
    with pytest.raises(SystemExit, match="encoder"):
        command.reader_beside(tmp_path, out, steps.Settings())
    command.reader_beside(tmp_path, out, steps.Settings(), base)
    model = Separator.load(str(out)).model
    assert model.reader is not None and model.settings[FOLDER] == reader.CUT.model_dump()
    command.reader_beside(tmp_path, out, steps.Settings())  # goes on from its own
    command.write(model.fitted({}), other, steps.Settings())
    assert Separator.load(str(other)).model.reader is not None
    model.settings.pop(FOLDER)
    model.reader = None
    command.write(model, other, steps.Settings())
    assert not (other / FOLDER).exists() and Separator.load(str(other)).model.reader is None
