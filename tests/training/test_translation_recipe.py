"""The translation recipe on toy data: it learns, resumes exactly, and keeps clear of dev sets."""

from __future__ import annotations

import json
import lzma
import random
import tomllib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import tiny_models
import torch

from nlp.protect import SYMBOLS
from training.splits import is_dev
from training.translation import data, filters, names, noise, tokenizer
from training.translation.stream import Stream, weight

torch.set_num_threads(1)  # toy models gain nothing from more

RECIPE_FILE = Path(__file__).resolve().parents[2] / "training/translation/recipe.toml"


def toy_recipe(run: Path) -> dict:
    """The real recipe with a toy model, toy corpora and a small budget."""
    recipe = tomllib.loads(RECIPE_FILE.read_text(encoding="utf-8"))
    recipe |= {"run": str(run), "model": tiny_models.RECIPE["model"]}
    recipe["corpora"] = {"fr-en": {"toy": [1.0, 1.0]}, "es-en": {"toy": [1.0, 2.0]}}
    recipe["train"] |= {"pool": 40, "batch_tokens": 200, "warmup_steps": 4, "tokens": 6000}
    run.mkdir(parents=True, exist_ok=True)
    tiny_models.pieces(run / "spm.model")
    fr, es = ([t for t in tiny_models.TEXTS if mark in t] for mark in ("é", "El "))
    rows = [("fr-en/toy", "fr", t, f"{t} ok") for t in fr]
    rows += [("es-en/toy", "es", t, f"{t} ok") for t in es]
    columns = dict(
        zip(("corpus", "lang", "source", "target"), zip(*rows, strict=True), strict=True)
    )
    pq.write_table(pa.table(columns), run / "pairs.parquet")
    words = {"fr": {"logiciel": [["ok", 0.5]]}, "es": {"hospital": [["ok", 0.5]]}}
    (run / "lexicon.json").write_text(json.dumps(words))
    return recipe


def steps(trainer: object, count: int) -> list[float]:
    """Run so many optimizer steps and return their losses."""
    batches: Iterator = trainer.stream.batches(lambda: trainer.done)
    return [trainer.update(next(batches)) for _ in range(count)]


def test_a_resumed_run_equals_an_uninterrupted_one(tmp_path: Path) -> None:
    from training.translation.train import Trainer

    whole = Trainer(toy_recipe(tmp_path / "whole"))
    losses = steps(whole, 12)
    assert losses[-1] < losses[0]

    recipe = toy_recipe(tmp_path / "parts")
    first = Trainer(recipe)
    before = steps(first, 5)  # in the middle of a pool
    first.save()
    second = Trainer(recipe)
    after = steps(second, 7)
    assert before + after == losses
    assert second.tokens == whole.tokens and second.step == 12
    for name, value in whole.model.named_parameters():
        assert torch.equal(value, dict(second.model.named_parameters())[name]), name
        assert torch.equal(whole.average[name], second.average[name]), name


def test_the_state_before_the_rate_falls_is_kept(tmp_path: Path) -> None:
    from training.translation.train import Trainer

    recipe = toy_recipe(tmp_path)
    first = Trainer(recipe, 10_000_000)
    steps(first, 3)
    first.save()
    (tmp_path / "stable").mkdir()
    (tmp_path / "stable/state.json").write_text("{}")  # of an earlier fall
    kept = lambda: json.loads((tmp_path / "stable/state.json").read_text())  # noqa: E731
    budget = int(first.tokens / recipe["train"]["decay_from"])
    second = Trainer(recipe, budget)  # so small that the rate falls at once
    second.fit(until=0)
    assert kept()["tokens"] == first.tokens < second.tokens
    third = Trainer(recipe, budget)  # goes on falling: not a state to go on from
    third.fit(until=0)
    assert kept()["tokens"] == first.tokens < third.tokens


def test_the_pad_trap_stays_shut_while_training(tmp_path: Path) -> None:
    from training.translation.train import Trainer

    trainer = Trainer(toy_recipe(tmp_path))
    steps(trainer, 5)
    pad = trainer.model.config.pad_token_id
    assert not trainer.model.model.shared.weight[pad].any()
    assert trainer.model.final_logits_bias[0, pad] == -1e9


def test_a_run_starts_from_exported_weights(tmp_path: Path) -> None:
    from training.translation.export import write_model
    from training.translation.train import Trainer

    first = Trainer(toy_recipe(tmp_path / "first"))
    steps(first, 3)
    tokenizer.save(tmp_path / "first/spm.model", tmp_path / "first/tokenizer")
    (tmp_path / "first/names.json").write_text("{}")
    write_model(first.recipe, first.average, tmp_path / "model")
    second = Trainer(toy_recipe(tmp_path / "second"))
    second.start_from(tmp_path / "model")
    for name, value in second.model.named_parameters():
        assert torch.allclose(value, first.average[name], atol=1e-3), name
    steps(second, 1)
    second.start_from(tmp_path / "model")  # has gone on by itself: stays as it is
    assert second.step == 1


def test_the_rate_warms_up_stays_and_falls() -> None:
    from training.translation.train import rate

    train = tomllib.loads(RECIPE_FILE.read_text(encoding="utf-8"))["train"]
    assert rate(train, 0, 0.0) < rate(train, 50, 0.01) < train["lr"]
    assert rate(train, 10_000, train["decay_from"]) == train["lr"]
    assert rate(train, 10_000, 1.0) == pytest.approx(train["lr"] * train["lr_end"])


def test_spanish_has_its_share_and_weights_shift_late(tmp_path: Path) -> None:
    recipe = toy_recipe(tmp_path)
    recipe["train"]["spanish"] = 0.75
    stream = Stream(recipe, _Characters())
    assert stream.shares(0.0).sum() == pytest.approx(1)
    lengths = [sum(len(t) for _, _, t in c.pairs) / len(c.pairs) for c in stream.corpora]
    tokens = stream.shares(1.0) * lengths
    assert [c.name[:2] for c in stream.corpora] == ["es", "fr"]
    assert tokens[0] == pytest.approx(3 * tokens[1], rel=1e-6)
    assert weight(recipe, "es-en/toy", 0.0) == 1 and weight(recipe, "es-en/toy", 1.0) == 2
    assert weight(recipe, "fr-en/articles", 0.0) == recipe["own"]["articles"][0]


class _Characters:
    """A tokenizer of characters."""

    def eos_id(self) -> int:
        return 0

    def get_piece_size(self) -> int:
        return 1000

    def encode(self, texts: list[str]) -> list[list[int]]:
        return [[ord(c) % 1000 for c in text] for text in texts]


def test_batches_fit_and_hold_whole_pairs(tmp_path: Path) -> None:
    stream = Stream(toy_recipe(tmp_path), _Characters())
    batches = stream.batches(lambda: 0.0)
    for _ in range(30):
        batch = next(batches)
        assert max(batch.source.size, batch.target.size) <= 200 or len(batch.source) == 1
        assert len(batch.source) == len(batch.target)
        assert batch.tokens == (batch.target != stream.pad).sum()


def masked_pair(
    source: str, target: str, rng: random.Random, settings: dict[str, float]
) -> tuple[str, str]:
    """A French pair with the spans masked that the settings ask for."""
    spans = noise.repeated_spans(source, target, "fr", rng, settings)
    return noise.masked(source, target, spans, [], rng)


def test_masks_hide_on_both_sides_what_the_english_repeats() -> None:
    settings = {"pairs": 1.0, "spans": 1.0, "names": 1.0}
    source = "Le groupe Tressanga a payé 3,5 M€ le 14 mars 2019 à Lyon."
    target = "The Tressanga group paid €3.5 million on March 14, 2019."
    hidden = masked_pair(source, target, random.Random(0), settings)
    used = [symbol for symbol in SYMBOLS if symbol in hidden[0]]
    assert len(used) == 3 and all(symbol in hidden[1] for symbol in used)
    assert "Lyon" in hidden[0]  # not in the English: left alone
    assert not any(text in hidden[1] for text in ("Tressanga", "3.5", "2019"))


def test_a_figure_is_not_taken_for_part_of_another() -> None:
    settings = {"pairs": 1.0, "spans": 1.0, "names": 0.0}
    for seed in range(20):
        hidden = masked_pair("12 et 112 cas", "112 and 12 cases", random.Random(seed), settings)
        assert hidden[1].count("⟦") == 2 and " and " in hidden[1]


@pytest.mark.parametrize(
    ("source", "target", "why"),
    [
        ("Le chat dort sur le lit.", "The cat sleeps on the bed.", None),
        ("", "x", "length"),
        ("Bonjour", "Bonjour", "identical"),
        ("Oui", "This is a very long answer to a very short question indeed", "ratio"),
        ("Utilisez {name} ici", "Use {name} here", "code"),
        ("12 34 56", "12 34 57", "letters"),
        ("The cat is on the bed with me", "The cat sleeps on the bed with me", "language"),
        ("Le chat est sur le lit avec moi", "Le chat dort sur le lit avec moi", "language"),
    ],
)
def test_unfit_pairs_are_told_apart(source: str, target: str, why: str | None) -> None:
    assert filters.reject(source, target, "fr") == why


def shared_folder(root: Path) -> Path:
    """A shared folder in small: one corpus a pair, one dev set, labelled articles."""
    header = "corpus\tpairs\tcompressed_bytes\tdomain\torigin\tlicence\tnotes\n"
    for pair in ("fr-en", "es-en"):
        folder = root / "corpora" / pair
        folder.mkdir(parents=True)
        rows = [("toy", "CC0", ""), ("bad", "CC BY-NC 4.0", ""), ("dev_tico19", "CC0", "")]
        lines = "".join(f"{n}\t1\t1\tnews\to\t{licence}\t{note}\n" for n, licence, note in rows)
        (folder / "SOURCES.tsv").write_text(header + lines)
        near = "The very long sentence that the dev set holds word for word is here"
        pairs = [
            ("Un chat.", "A cat."),
            ("Un chat.", "A cat."),
            ("Une phrase assez longue pour son anglais, qui est celui du dev", near),
        ]
        for name in ("toy", "bad"):
            text = "".join(f"{s}\t{t}\n" for s, t in pairs)
            (folder / f"{name}.tsv.xz").write_bytes(lzma.compress(text.encode()))
        (folder / "dev_tico19.tsv.xz").write_bytes(lzma.compress(f"x\t{near}\n".encode()))
        benchmark = root / "benchmarks/translation" / pair
        benchmark.mkdir(parents=True)
        for side in (pair[:2], "en"):
            (benchmark / f"flores-dev.{side}").write_text(f"dev sentence in {side}\n" * 11)
    (root / "labelled/articles").mkdir(parents=True)
    (root / "labelled/sentences").mkdir()
    found = [
        {"id": f"fr-{i}", "lang": "fr", "title": f"Titre {i}", "title_en": f"Title number {i}",
         "paragraphs": []}
        for i in range(40)
    ]  # fmt: skip
    lines = "".join(json.dumps(a) + "\n" for a in found)
    (root / "labelled/articles/fr.jsonl").write_text(lines)
    return root


@pytest.fixture
def few_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first of the shipped lines; tests/training/test_annotate.py reads them all."""
    first = list(islice(data.written(), 400))
    monkeypatch.setattr(data, "written", lambda: iter(first))


@pytest.mark.usefixtures("few_written")
def test_prepare_drops_duplicates_dev_neighbours_and_dev_articles(tmp_path: Path) -> None:
    shared = shared_folder(tmp_path / "shared")
    recipe = {"run": str(tmp_path / "run"), "corpora": {"fr-en": {"toy": [1, 1]}, "es-en": {}}}
    data.prepare(recipe, shared)
    rows = pq.read_table(tmp_path / "run/pairs.parquet").to_pylist()
    toy = [row["target"] for row in rows if row["corpus"] == "fr-en/toy"]
    assert toy == ["A cat."]
    titles = {row["source"] for row in rows if row["corpus"] == "fr-en/articles"}
    assert titles == {f"Titre {i}" for i in range(40) if not is_dev(f"fr-{i}")}
    counts = json.loads((tmp_path / "run/counts.json").read_text())["counts"]["fr-en/toy"]
    assert counts == {"kept": 1, "duplicate": 1, "near dev": 1}
    dev = [json.loads(line) for line in (tmp_path / "run/dev.jsonl").read_text().splitlines()]
    assert [row["set"] for row in dev].count("flores-fr") == 2
    assert not {row["source"] for row in dev} & titles


@pytest.mark.parametrize(
    ("corpus", "why"),
    [("bad", "non-commercial"), ("dev_tico19", "not a training"), ("gone", "not a training")],
)
@pytest.mark.usefixtures("few_written")
def test_what_must_not_be_trained_on_is_refused(tmp_path: Path, corpus: str, why: str) -> None:
    shared = shared_folder(tmp_path / "shared")
    recipe = {"run": str(tmp_path), "corpora": {"fr-en": {corpus: [1, 1]}, "es-en": {}}}
    with pytest.raises(ValueError, match=why):
        data.prepare(recipe, shared)


def test_the_real_recipe_names_no_forbidden_corpus(shared: Path) -> None:
    recipe = tomllib.loads(RECIPE_FILE.read_text(encoding="utf-8"))
    found = list(data.sources(shared, recipe))
    assert len(found) > 80 and all(path.exists() for _, _, path in found)


def test_translated_capitals_are_collected() -> None:
    pairs = [
        ("Selon le Ministère et Tressanga", "According to the Ministry and Tressanga"),
        ("avec l'Espagne", "with Spain"),
    ]
    assert names.translated_words(pairs) == ["Espagne", "Ministère"]


def test_about_a_tenth_of_the_articles_is_held_out() -> None:
    share = sum(is_dev(f"fr-a-{i:03}") for i in range(2000)) / 2000
    assert 0.07 < share < 0.13


def test_a_soup_is_the_mean_of_two_models(tmp_path: Path) -> None:
    from safetensors.torch import save_file

    from training.translation.export import soup

    save_file({"a": torch.zeros(2, dtype=torch.float16)}, tmp_path / "model.safetensors")
    mixed = soup({"a": torch.ones(2), "b": torch.ones(1)}, tmp_path, 0.25)
    assert mixed["a"].tolist() == [0.75, 0.75] and mixed["b"].tolist() == [1.0]
