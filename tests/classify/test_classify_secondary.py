"""What is asked of each sentence for the further types, and that a model tells them by it."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from nlp.checkpoints import find, write_manifest
from nlp.classify import ArticleText, Classifier, ClassifyOptions
from nlp.classify.lexical import Lexicon, sentence_grams
from nlp.classify.secondary import for_types, log_odds, log_sum_exp, sentence_logits

BEFORE = {"encoder": 0.8, "lexicon": 0.4, "primary": 0.1, "bias": -1.0}
NOW = {"unit": 1.0, "own": 0.5, "words": 2.0, "lexicon": 0.4, "length": 0.3, "bias": -1.0}


def drawn(*shape, seed=0):
    return np.random.default_rng(seed).normal(size=shape).astype(np.float32)


def asked(weights, units, words):
    sentences = sentence_logits(weights, units, words)
    return log_odds(weights, units, sentences, drawn(3, seed=1), drawn(3, seed=2))


def test_without_weights_of_sentences_the_unit_head_speaks_alone():
    units = drawn(4, 3)
    assert sentence_logits(BEFORE, units, drawn(4, 3)) is units
    usual = 0.8 * log_sum_exp(units) + 0.4 * drawn(3, seed=1) + 0.1 * drawn(3, seed=2) - 1.0
    np.testing.assert_allclose(asked(BEFORE, units, None), usual, rtol=1e-5)


def test_a_sentence_that_the_lexicon_alone_knows_raises_its_type():
    units, words = np.zeros((4, 3), np.float32), np.zeros((4, 3), np.float32)
    before = asked(NOW, units, words)
    words[2, 1] = 4.0
    risen = asked(NOW, units, words) - before
    assert risen[1] > 2 and risen[0] == risen[2] == 0


def test_what_all_sentences_share_is_not_a_sentence_s_own():
    units, lifted = drawn(4, 3), drawn(4, 3) + 5.0
    only = {"own": 1.0, "bias": 0.0}
    np.testing.assert_allclose(asked(only, lifted, None), asked(only, units, None), atol=1e-5)
    assert (asked({"unit": 1.0, "bias": 0.0}, lifted, None) > asked(only, units, None)).all()


def test_a_longer_article_counts_by_its_weight():
    twice = np.zeros((8, 3), np.float32)
    longer, shorter = (asked({**BEFORE, "length": n}, twice, None) for n in (0.3, 0.0))
    np.testing.assert_allclose(longer - shorter, 0.3 * np.log(8), rtol=1e-5)


def test_what_a_sentence_is_counts_by_type():
    units, marks = np.zeros((4, 3), np.float32), np.zeros((4, 2), np.float32)
    weights = {**NOW, "marks": [[0.0, 0.0, 0.0], [-2.0, 0.0, 1.0]]}
    marks[:, 1] = 1.0
    found = sentence_logits(weights, units, units, marks)
    np.testing.assert_allclose(found, [[-2.0, 0.0, 1.0]] * 4)
    np.testing.assert_allclose(sentence_logits(weights, units, units), 0.0)


def test_a_sentence_about_the_main_event_counts_less_by_its_weight():
    units = np.zeros((4, 3), np.float32)
    units[2, 0] = 3.0
    found = sentence_logits({"rival": -1.0}, units, None, None, 0)
    np.testing.assert_allclose(found[2], -3.0)
    np.testing.assert_allclose(np.delete(found, 2, axis=0), 0.0)


def test_how_well_types_go_together_counts_by_the_primary_one():
    units = drawn(4, 3)
    pairs = [[0.0, 1.0, -1.0], [9.0, 9.0, 9.0], [9.0, 9.0, 9.0]]
    chosen = np.float32([-0.1, -3.0, -3.0])
    plain, more = (
        log_odds(w, units, units, drawn(3), chosen) for w in (BEFORE, {**BEFORE, "pairs": pairs})
    )
    np.testing.assert_allclose(more - plain, pairs[0], atol=1e-5)


def test_a_model_with_other_types_keeps_the_weights_of_those_that_stay():
    old, new = ["a", "b"], ["b", "c", "a"]
    weights = {"bias": 1.0, "marks": [[1.0, 2.0]], "pairs": [[1.0, 2.0], [3.0, 4.0]]}
    found = for_types(weights, old, new)
    assert found["marks"] == [[2.0, 0.0, 1.0]] and found["bias"] == 1.0
    assert found["pairs"] == [[4.0, 0.0, 3.0], [0.0, 0.0, 0.0], [2.0, 0.0, 1.0]]
    assert for_types({"bias": 1.0}, old, new) == {"bias": 1.0}


@pytest.fixture
def sentence_model(folder, tmp_path):
    """The small model with a lexicon of sentences that knows one word of each type."""
    path = tmp_path / "events"
    shutil.copytree(folder, path)
    tensors = load_file(path / "heads.safetensors")
    lexicon = Lexicon.from_json(
        json.loads((path / "lexicon.json").read_text()), tensors["lexical.idf"]
    )
    weight = np.zeros((len(lexicon.idf), 3), np.float32)
    for label, word in enumerate(("offers", "failed")):
        weight[lexicon.sentence(sentence_grams(word)).index, label] = 20.0
    bias = np.full(3, -6.0, np.float32)
    save_file(
        {**tensors, "lexical.unit.weight": weight, "lexical.unit.bias": bias},
        path / "heads.safetensors",
    )
    settings = json.loads((path / "events.json").read_text())
    settings["mix"]["any"] = {"words": 1.0, "bias": 0.0}
    settings["thresholds"] = dict.fromkeys(settings["types"], 0.5)
    (path / "events.json").write_text(json.dumps(settings))
    write_manifest(
        path,
        name="events",
        version="2",
        task="events",
        data=[],
        recipe={},
        metrics={},
        licence="CC0",
    )
    return path


def test_a_model_tells_a_type_by_one_sentence_and_shows_it(sentence_model, make):
    text = ArticleText(
        "Hospital opens tender for records", ["It is black.", "The network failed on Monday."]
    )
    classifier = Classifier(find(str(sentence_model)), make()._encoder, ClassifyOptions())
    [events] = classifier.classify([text])
    assert [event.type for event in events] == ["tender", "outage"]
    assert events[1].score > 0.5 and events[1].evidence == (2,)
    [plain] = classifier.classify([ArticleText(text.title, ["It is black.", "The hall is five."])])
    assert [event.type for event in plain] == ["tender"]
