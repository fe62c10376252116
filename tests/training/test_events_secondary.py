"""The decision about further types: fitted on what inference computes, sentences by their lexicon."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from nlp.classify.heads import Heads
from nlp.classify.lexical import sentence_grams
from nlp.classify.marks import MARKS
from nlp.classify.secondary import log_odds, sentence_logits
from nlp.classify.text import Window, Windows
from training.events import calibrate, data, decision, further, lexicon, secondary, sentences
from training.events.data import Sample, Told
from training.events.fit import sentences_said
from training.events.held import Held
from training.events.pairs import pairs_of

TYPES = ["tender", "outage", "other"]
RECIPE = {
    "c": 10.0,
    "characters": 1_000,
    "keep": 10_000,
    "least": dict.fromkeys(("title", "lead", "words", "characters"), 1),
    "weights": dict.fromkeys(("title", "lead", "words", "characters"), 1.0),
}
WEIGHTS = {
    "unit": 0.4,
    "own": 0.7,
    "words": 0.9,
    "share": 0.2,
    "said": 0.5,
    "opening": -0.6,
    "rival": -0.3,
    "rival_words": 0.2,
    "closer": 0.7,
    "rival_closer": -0.3,
    "lexicon": 0.3,
    "primary": -0.2,
    "length": 0.5,
    "bias": -1.0,
}


def test_parts_of_which_some_were_not_looked_at_closer_have_no_look():
    logits = marked(made(), 3)
    looked = logits._replace(closer=[units + 1 for units in logits.units])
    both = [
        held_of(part, [("tender",)] * 7, np.array(list("aabbcca"))) for part in (logits, looked)
    ]
    assert Held.joined(both).logits.closer is None
    assert len(Held.joined(both[1:] * 2).logits.closer) == 14


def made(articles=7, seed=0):
    """Random logits of articles of one to five sentences."""
    draw = np.random.default_rng(seed)
    sizes = draw.integers(1, 6, articles)
    units, words = ([draw.normal(size=(n, 3)).astype(np.float32) for n in sizes] for _ in "ab")
    encoder, primary, any_type = draw.normal(size=(3, articles, 3)).astype(np.float32)
    return calibrate.Logits(encoder, units, primary, any_type, words)


def test_pairs_have_the_log_odds_of_inference():
    logits = made()
    logits = logits._replace(closer=[2 * units + 1 for units in logits.units])
    chosen = logits.primary
    asked = np.random.default_rng(1).random((7, 3)) < 0.6
    found, _ = pairs_of(logits, chosen, asked).log_odds(WEIGHTS)
    for i, mask in enumerate(asked):
        units = logits.units[i]
        best = int(chosen[i].argmax())
        sentences = sentence_logits(WEIGHTS, units, logits.words[i], None, best, logits.closer[i])
        each = log_odds(WEIGHTS, units, sentences, logits.any[i], chosen[i])
        own, found = np.split(found, [mask.sum()])
        np.testing.assert_allclose(own, each[mask], rtol=1e-4, atol=1e-5)


def test_slopes_are_those_of_the_log_odds():
    pairs = pairs_of(made(), made(seed=2).primary, np.ones((7, 3), bool))
    names = list(WEIGHTS)
    before, slopes = pairs.log_odds(WEIGHTS)
    for name, slope in zip(names, slopes(names), strict=True):
        after, _ = pairs.log_odds({**WEIGHTS, name: WEIGHTS[name] + 1e-5})
        np.testing.assert_allclose((after - before) / 1e-5, slope, rtol=1e-3, atol=1e-3)


def hidden(seed=0):
    """Articles whose second type one sentence shows to the lexicon alone."""
    draw = np.random.default_rng(seed)
    both = draw.random(300) < 0.4
    types = [*TYPES[:2], "strategy", "other"]
    truth = [("tender", "strategy") if b else ("tender",) for b in both]
    encoder = np.tile(np.float32([6, 0, 0, 0]), (300, 1))
    units = [draw.normal(-4, 0.1, size=(6, 4)).astype(np.float32) for _ in both]
    words = [draw.normal(-4, 0.1, size=(6, 4)).astype(np.float32) for _ in both]
    for said, b in zip(words, both, strict=True):
        said[3, 2] += 6 * b
    return calibrate.Logits(encoder, units, encoder, -4 + 0 * encoder, words), truth, types


def test_types_that_the_lexicon_alone_sees_in_a_sentence_are_found():
    logits, truth, types = hidden()
    found = calibrate.fit(logits, truth, types, coverage=0.9)
    threshold = found["thresholds"]["strategy"]
    scores = logits.scores(found["mix"])
    assert calibrate.secondary_f1(scores, truth, types, threshold) > 0.95
    deaf = calibrate.fit(logits._replace(words=None), truth, types, coverage=0.9)
    assert "words" not in deaf["mix"]["any"]


def test_few_articles_leave_the_weights_near_the_usual_ones():
    logits, truth, types = hidden()
    first = calibrate.Logits(*[part[:12] for part in logits if part is not None])
    found = calibrate.fit(first, truth[:12], types, coverage=0.9)["mix"]["any"]
    for name in ("unit", "own", "words", "lexicon"):
        assert abs(found[name] - calibrate.USUAL[name]) < 0.5


def sample_of(name, title, paragraphs, events):
    return Sample(name, "a", title, tuple((p,) for p in paragraphs), tuple(events))


def test_what_people_said_of_sentences_goes_before_what_follows_from_the_article():
    none, tender = frozenset(), frozenset({"tender"})
    said = sample_of("s", Told("Bids", tender), [Told("Rain fell.", none)], ["tender"])
    guess = sample_of("g", Told("Servers fail"), [Told("Dark."), Told("Wet.")], ["outage"])
    found = sentences.told([said, guess], TYPES)
    assert found.texts == ["Bids", "Rain fell.", "Servers fail", "Dark.", "Wet."]
    speaks = np.zeros((5, 3))
    speaks[1, 0] = speaks[3, 1] = speaks[4, 0] = 1.0
    has, counts = sentences.to_learn(found, speaks)
    assert has.T.tolist() == [[True] + 4 * [False], [False, False, False, True, False], 5 * [False]]
    assert counts[:2].tolist() == [[2.0, 1.0, 1.0], [1.0, 1.0, 1.0]]
    assert counts[2:, 1].tolist() == [0.0, 2.0, 0.0]  # whether the others have it nobody knows
    assert (counts[2:, [0, 2]] == sentences.ABSENT).all()
    has, _ = sentences.to_learn(found, 0 * speaks)  # nothing speaks for it: the title stands for it
    assert has[2:, 1].tolist() == [True, False, False]


def test_a_sentence_head_is_learnt_from_articles_of_which_only_the_whole_is_labelled():
    words = [
        sample_of(f"w{n}", Told(f"News {n}"), [Told(f"It hailed {n}."), Told(body)], [label])
        for label, body in (("strike", "Nurses walked out."), ("outage", "The network failed."))
        for n in range(30)
    ]
    types = ["outage", "strike", "other"]
    lex, tensors = lexicon.fit([*articles(), *words], ["tender", *types], RECIPE)
    found = sentences.logits(lex, tensors, ["The network failed.", "It hailed 3.", "Rain."])
    assert found[0, 1] > 0 > found[1:, 1].max() and (found[:, 3] == sentences.NOBODY).all()


def articles():
    told = {"tender": "Offers are due in June.", "outage": "The network failed at noon."}
    return [
        sample_of(
            f"{label}{n}",
            Told(f"News {n}", frozenset({label})),
            [Told(text, frozenset({label})), Told(f"Lunch was served {n}.", frozenset())],
            [label],
        )
        for label, text in told.items()
        for n in range(sentences.ENOUGH)
    ]


def test_a_sentence_head_is_learnt_and_says_in_training_what_it_says_in_use():
    words, tensors = lexicon.fit(articles(), TYPES, RECIPE)
    texts = ["", "The network failed.", "Lunch was served.", "Offers are due."]
    windows = Windows([Window([1, 2], [1, 2]), Window([3], [3])], [0, 1, 1, 2], texts)
    [said] = sentences_said(words, tensors, [windows])
    assert said.shape == (3, 3) and windows.read == [1, 2, 3]
    assert said[0].argmax() == 1 and said[0, 1] > 0 > said[1].max() and said[2, 0] > 0
    rows = [words.sentence(sentence_grams(text)) for text in texts[1:]]
    np.testing.assert_allclose(Heads(tensors, {}).of_sentences(rows), said, rtol=1e-4, atol=1e-4)
    assert (said[:, 2] == sentences.NOBODY).all()


@pytest.mark.parametrize("rows", [[], None])
def test_without_such_a_head_the_lexicon_says_nothing_of_sentences(rows):
    words, tensors = lexicon.fit(articles(), TYPES, RECIPE)
    old = {name: value for name, value in tensors.items() if "unit" not in name}
    windows = Windows([Window([1], [1])], [0, 1], ["", "The network failed."])
    assert sentences_said(words, old, [windows]) is None
    asked = [words.sentence(sentence_grams("The network failed."))] if rows is None else rows
    assert Heads(old, {}).of_sentences(asked) is None


def held_of(logits, truth, groups, kind="reference"):
    names = np.array([f"{group}-{n}" for n, group in enumerate(groups)])
    return Held(logits, truth, groups, names, np.full(len(groups), kind))


ALIKE = {"encoder": 1.0, "lexicon": 0.0}


def test_each_file_is_decided_on_by_what_the_others_taught():
    logits, truth, types = hidden()
    groups = np.array(["a", "b", "c"])[np.arange(300) % 3]
    held = held_of(logits, truth, groups)
    [(name, found)] = further.left_out(held, types, ALIKE)
    assert name == "left out, reference" and len(found.right) == 300
    assert found.wanted.sum() == sum(len(t) - 1 for t in truth)
    assert found.f1(np.arange(300)) > 0.95
    assert found.line(name).startswith(f"| {name} (300) | {found.wanted.sum()} |")
    # a file whose second types the others' words do not show is told none of them
    for place in np.flatnonzero(groups == "c"):
        logits.words[place][:] = -4
    [(_, blind)] = further.left_out(held, types, ALIKE)
    assert 0.6 < blind.f1(np.arange(300)) < 0.9
    with pytest.raises(ValueError, match="second type"):
        secondary.decide(held._replace(truth=[("tender",)] * 300), types, ALIKE)


def test_the_whole_decision_has_the_log_odds_of_inference():
    logits, chosen = marked(made(), 4), made(seed=2).primary
    logits = logits._replace(closer=[2 * units + 1 for units in logits.units])
    truth = [("tender", "outage")] * 7
    table = decision.table_of(logits, chosen, truth, TYPES, [1.0] * 7)
    weights = decision.Weights(*(own + 0.1 for own in decision.Weights.nothing(3)))
    for part in weights:
        part.data += torch.randn(part.shape, generator=torch.Generator().manual_seed(part.dim()))
    told, found = weights.to_json(), weights.log_odds(table).detach().numpy()
    for i, values in enumerate(found):
        best = int(chosen[i].argmax())
        said = (logits.units[i], logits.words[i], logits.marks[i], best, logits.closer[i])
        each = log_odds(
            told, logits.units[i], sentence_logits(told, *said), logits.any[i], chosen[i]
        )
        np.testing.assert_allclose(values, each, atol=0.02)
        assert table.counts[i, best] == table.counts[i, 2] == 0
        assert (table.counts[i] > 0).sum() == (2 - (best < 2) if best < 2 else 0)


def marked(logits, seed):
    """The same with marks, each there in half of the sentences."""
    draw = np.random.default_rng(seed)
    marks = [(draw.random((len(u), len(MARKS))) < 0.5).astype(np.float32) for u in logits.units]
    return logits._replace(marks=marks)


def test_a_mark_of_the_sentence_that_tells_decides():
    logits, truth, types = hidden()
    marks = [np.zeros((6, len(MARKS)), np.float32) for _ in truth]
    plan = MARKS.index("plan")
    for n, events in enumerate(truth):
        if len(events) > 1 and n % 2:  # half of what the words say is but planned
            marks[n][3, plan], truth[n] = 1.0, events[:1]
    held = held_of(logits._replace(marks=marks), truth, np.array(["a", "b"])[np.arange(300) // 150])
    weights = secondary.decide(held, types, ALIKE)
    assert weights["marks"][plan][types.index("strategy")] < -1
    [(_, found)] = further.left_out(held, types, ALIKE)
    assert found.f1(np.arange(300)) > 0.95
    deaf = held._replace(logits=logits)
    [(_, less)] = further.left_out(deaf, types, ALIKE)
    assert less.f1(np.arange(300)) < 0.75


def test_a_model_gets_weights_threshold_and_sentence_lexicon(tmp_path: Path):
    from safetensors.numpy import load_file, save_file

    words, tensors = lexicon.fit(articles(), TYPES, RECIPE)
    old = {name: value for name, value in tensors.items() if "unit" not in name}
    save_file(old, tmp_path / "heads.safetensors")
    (tmp_path / "lexicon.json").write_text(json.dumps(words.to_json()))
    before = {"types": TYPES, "mix": {"primary": {"encoder": 1.0}, "any": {}}, "abstain": 0.8}
    (tmp_path / "events.json").write_text(json.dumps(before))
    secondary.rewrite(tmp_path, {"words": 1.0, "bias": 0.0}, 0.4, articles())
    settings = json.loads((tmp_path / "events.json").read_text())
    assert settings["mix"] == {"primary": {"encoder": 1.0}, "any": {"words": 1.0, "bias": 0.0}}
    assert settings["thresholds"] == dict.fromkeys(TYPES, 0.4) and settings["abstain"] == 0.8
    found = load_file(tmp_path / "heads.safetensors")
    assert found.keys() == tensors.keys()
    for name, value in old.items():
        np.testing.assert_array_equal(found[name], value)
    said = sentences.logits(words, found, ["The network failed at noon."])
    assert said.argmax() == 1 and said[0, 1] > 0


@pytest.mark.parametrize("looked", [True, False])
def test_parts_joined_and_kept_are_what_they_were(looked: bool, tmp_path: Path):
    logits = marked(made(), 3)
    if looked:
        logits = logits._replace(closer=[units + 1 for units in logits.units])
    whole = held_of(logits, [("tender", "outage")] * 7, np.array(list("aabbcca")))
    parts = [whole.of(np.arange(3)), whole.of(np.arange(3, 7))]
    whole.save(tmp_path / "held.safetensors")
    for joined in (Held.joined(parts), Held.load(tmp_path / "held.safetensors")):
        assert joined.truth == whole.truth
        for name in ("groups", "ids", "kinds"):
            assert getattr(joined, name).tolist() == getattr(whole, name).tolist()
        assert (joined.logits.closer is None) == (not looked)
        for found, there in zip(joined.logits, whole.logits, strict=True):
            for own, other in zip(
                *([] if part is None else part for part in (found, there)), strict=True
            ):
                np.testing.assert_array_equal(own, other)


def test_articles_for_the_decision_alone_teach_no_encoder():
    more, written = ({s.id for s in part} for part in (data.for_decision(), data.written()))
    assert len(more) > 50 and not more & written
