"""The methods beside each other: that they learn, decide alike and never see what they are asked."""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
import tiny_models

from training.events import compare, methods, setfit, shots_plot
from training.events.data import Sample, Told
from training.labelled.read import read
from training.splits import is_dev

TYPES = ["outage", "tender", "other"]
WORDS = {
    "tender": "Buyer invites bids for a contract",
    "outage": "Network failure stops the laboratory",
    "other": "Choir sings in the entrance hall",
}
RECIPE = {
    "data": {"seed": 1},
    "lexicon": {
        "c": 10.0,
        "characters": 1_000,
        "keep": 10_000,
        "least": {"title": 1, "lead": 1, "words": 1, "characters": 1},
        "weights": {"title": 1.0, "lead": 1.0, "words": 1.0, "characters": 1.0},
    },
}


def samples(each: int, group: str = "fr-a") -> list[Sample]:
    return [
        Sample(
            f"{group}-{label}-{n}",
            group,
            Told(f"{title} {n}"),
            ((Told(f"{title}."),),),
            (label, "tender") if label == "outage" and n % 2 else (label,),
        )
        for label, title in WORDS.items()
        for n in range(each)
    ]


def features(asked: methods.Samples) -> np.ndarray:
    """One number for each letter: enough to tell the three kinds."""
    rows = [[s.text.body.count(c) for c in "abcdefghij"] for s in asked]
    return np.array(rows, dtype=np.float32)


@pytest.mark.parametrize("name", ["words", "features"])
def test_a_method_learns_what_words_tell(name):
    made = {
        "words": methods.by_words(TYPES, ["Share this"] * 5, RECIPE),
        "features": methods.by_features(features, TYPES, c=1.0),
    }[name]
    known, asked = samples(10), samples(2, "fr-d")
    assert [a.best for a in made(known)(asked)] == [s.events[0] for s in asked]


def test_answers_tell_no_secondary_type_twice_and_none_beside_other():
    primary = np.array([[0.8, 0.1, 0.1], [0.1, 0.1, 0.8]], dtype=np.float32)
    each = np.array([[0.9, 0.6, 0.9], [0.9, 0.9, 0.9]], dtype=np.float32)
    first, second = methods.answers(primary, each, TYPES, 0.6)
    assert first.best == "outage" and first.secondary == {"tender"}
    assert second.best == "other" and second.secondary == frozenset()
    assert methods.answers(primary, each, TYPES, 0.61)[0].secondary == frozenset()


def test_the_threshold_is_chosen_on_articles_that_were_put_aside():
    seen = []

    def fit(known):
        seen.append({s.id for s in known})
        return lambda asked: (np.ones((len(asked), 3)) / 3, np.ones((len(asked), 3)) / 2)

    known = samples(5)
    methods.decided(fit, known, TYPES)
    assert seen == [{s.id for n, s in enumerate(known) if n % 5}, {s.id for s in known}]


def test_pairs_are_alike_and_unlike_in_turn():
    drawn = list(itertools.islice(setfit.pairs(samples(3), 1), 200))
    assert [alike for *_, alike in drawn] == [1.0, 0.0] * 100
    for first, second, alike in drawn:
        assert (first.events[0] == second.events[0]) == (alike == 1.0)
        assert first.id != second.id
    with pytest.raises(ValueError, match="two types"):
        next(setfit.pairs([s for s in samples(3) if s.events[0] == "tender"], 1))


def test_contrastive_steps_draw_articles_of_a_type_together(tmp_path: Path):
    known = samples(4)
    folder = tiny_models.bert(tmp_path / "bert", [f"{s.text.title} {s.text.body}" for s in known])
    embedder = setfit.Embedder(folder, 32)
    before = embedder(known)
    setfit.contrasted(embedder, known, setfit.Contrast(steps=30, pairs=4, length=32, rate=1e-3))
    after = embedder(known)
    np.testing.assert_allclose(np.linalg.norm(after, axis=1), 1, atol=1e-3)
    assert gap(after, known) > gap(before, known) + 0.2


def gap(embedded: np.ndarray, known: list[Sample]) -> float:
    """Mean cosine of articles of one type less that of articles of two."""
    first = np.array([s.events[0] for s in known])
    cosine, alike = embedded @ embedded.T, first[:, None] == first
    others = ~np.eye(len(known), dtype=bool)
    return float(cosine[alike & others].mean() - cosine[~alike].mean())


def test_few_articles_are_drawn_by_type_and_alike_for_a_seed():
    every = samples(6)[:-3]  # three of `other`
    found = compare.drawn(every, 4, 1)
    assert Counter(s.events[0] for s in found) == {"tender": 4, "outage": 4, "other": 3}
    assert len({s.id for s in found}) == 11
    assert found == compare.drawn(every, 4, 1) != compare.drawn(every, 4, 2)


def test_nothing_that_is_asked_is_known():
    articles = [*samples(20), *samples(20, "fr-d")]
    split = compare.hard_split(articles, samples(2, "extra"), ["fr-d"])
    known = {s.id for s in split.known}
    assert {s.group for s in split.known} == {"fr-a", "extra"}
    assert {s.group for s in split.asked["hard"]} == {"fr-d"}
    assert all(is_dev(s.id) for s in split.asked["dev"]) and split.asked["dev"]
    assert not known & {s.id for asked in split.asked.values() for s in asked}


def test_articles_are_written_as_labelled_data(tmp_path: Path):
    known = samples(4)
    methods.write_rows(tmp_path / "new.jsonl", known)
    rows = list(read([tmp_path / "new.jsonl"], "events", types=TYPES))
    assert [(r.id, r.sample().text, tuple(r.events)) for r in rows] == [
        (s.id, s.text, s.events) for s in known
    ]


def test_the_picture_has_a_dot_for_each_seed_and_passes_over_what_is_no_result():
    told = [
        "{'loss': 'a Trainer says'}",
        '{"method": "frozen", "shots": 4, "hard": {"primary_accuracy": 0.25}}',
        '{"method": "frozen", "shots": 4, "hard": {"primary_accuracy": 0.75}}',
        '{"method": "frozen", "shots": 64, "hard": {"primary_accuracy": 0.5}}',
        '{"method": "frozen", "shots": 0, "hard": {"primary_accuracy": 0.9}}',
    ]
    found = shots_plot.points(told)
    assert found == {"frozen": {4: [0.25, 0.75], 64: [0.5]}}
    picture = ElementTree.fromstring(shots_plot.draw(found, 0.957))
    circles = picture.findall("{*}circle")
    assert len(circles) == 3
    assert [float(c.get("cx")) for c in circles] == [60, 60, 460]
    assert float(circles[0].get("cy")) > float(circles[1].get("cy"))
