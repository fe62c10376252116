"""Engines: the same tokens from both, and no result that depends on its neighbours."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import tiny_models
import torch

from nlp import convert, engine
from nlp.checkpoints import Checkpoint, find
from nlp.errors import ModelError
from nlp.transformers_engine import TransformersEngine
from training.translation.unwritten import suppress

torch.set_num_threads(1)  # toy models gain nothing from more

SENTENCES = [
    *tiny_models.TEXTS,
    "Oui.",
    "12 %",
    "⟦1⟧ a signé avec ⟦2⟧ à Łódź, où 𝔘 est écrit.",
    *(" ".join(text.split()[:n]) for text in tiny_models.TEXTS for n in (2, 3, 5, 7)),
]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Checkpoint:
    return find(tiny_models.marian(tmp_path_factory.mktemp("marian") / "tiny"))


@pytest.fixture(autouse=True)
def use_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEILLE_CACHE", str(cache))


@pytest.mark.parametrize("beam", [1, 4])
def test_both_engines_give_the_same_text(tiny: Checkpoint, beam: int) -> None:
    fast = engine.CTranslate2Engine(tiny, device="cpu", quantization="float32")
    reference = TransformersEngine(tiny)
    ours = fast.translate(SENTENCES, "fr", beam_size=beam)
    theirs = reference.translate(SENTENCES, "fr", beam_size=beam)
    assert [h.text for h in ours] == [h.text for h in theirs]
    assert len({h.text for h in ours}) > len(SENTENCES) // 3  # the test can fail
    assert [h.finished for h in ours] == [h.finished for h in theirs]
    assert [fast.count(s) for s in SENTENCES] == [reference.count(s) for s in SENTENCES]
    assert fast.symbols and reference.symbols
    if beam == 1:  # a beam's score is normalised by each engine in its own way
        assert [h.score for h in ours] == pytest.approx([h.score for h in theirs], abs=0.02)


def test_what_a_checkpoint_suppresses_is_not_weighed(tmp_path: Path) -> None:
    folder = tiny_models.marian(tmp_path / "tiny")
    before = engine.CTranslate2Engine(find(folder), device="cpu", quantization="float32")
    pieces = before._target
    plain = [h.text for h in before.translate(SENTENCES, "fr")]
    without = {p for p in pieces.encode(" ".join(plain[:3]), out_type=str) if len(p) > 2}
    suppress(folder, sorted(without))
    narrow = engine.CTranslate2Engine(find(folder), device="cpu", quantization="float32")
    found = [h.text for h in narrow.translate(SENTENCES, "fr")]
    assert without and found != plain
    assert found == [h.text for h in TransformersEngine(find(folder)).translate(SENTENCES, "fr")]


@pytest.mark.parametrize("beam", [1, 2])
def test_a_result_does_not_depend_on_what_else_is_in_the_call(tiny: Checkpoint, beam: int) -> None:
    fast = engine.CTranslate2Engine(tiny, device="cpu")
    assert fast.device.precision == "int8"
    alone = [fast.translate([s], "fr", beam_size=beam)[0] for s in SENTENCES]
    order = list(range(len(SENTENCES)))
    random.Random(0).shuffle(order)
    together = fast.translate([SENTENCES[i] for i in order], "fr", beam_size=beam)
    assert [together[order.index(i)] for i in range(len(order))] == alone
    assert fast.translate(SENTENCES * 3, "fr", beam_size=beam) == alone * 3


@pytest.mark.parametrize("before", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_converts_once_in_a_child_process_and_never_imports_torch(
    tiny: Checkpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: bool
) -> None:
    """Where it was converted before, one process shows that it is used as it is."""
    monkeypatch.setenv("VEILLE_CACHE", str(tmp_path))
    if before:
        convert.converted(tiny, "int8")
    program = (
        "import sys\n"
        "from nlp.checkpoints import find\n"
        "from nlp.engine import load_engine\n"
        f"print(load_engine(find({str(tiny.path)!r})).translate(['Oui, non.'], 'fr')[0].text)\n"
        "loaded = {'torch', 'transformers', 'sklearn', 'datasets'} & set(sys.modules)\n"
        "assert not loaded, loaded\n"
    )
    done = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
        for _ in range(1 if before else 2)
    ]
    assert [one.returncode for one in done] == [0] * len(done), [one.stderr for one in done]
    assert len({one.stdout for one in done}) == 1
    [kept] = (tmp_path / "ctranslate2").iterdir()
    assert kept.name == f"{tiny.hash}-int8"


def test_a_damaged_model_is_not_converted(tmp_path: Path) -> None:
    folder = tiny_models.marian(tmp_path / "tiny")
    weights = bytearray((folder / "model.safetensors").read_bytes())
    weights[-1] ^= 1
    (folder / "model.safetensors").write_bytes(weights)
    with pytest.raises(ModelError, match=r"damaged.*SHA-256"):
        engine.CTranslate2Engine(find(folder), quantization="float16")


@pytest.mark.slow
@pytest.mark.usefixtures("converted_in_a_child")
def test_a_failed_conversion_says_why_and_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "config.json").write_text('{"model_type": "marian"}')
    broken = Checkpoint("broken", folder)
    with pytest.raises(ModelError, match="conversion for CTranslate2 failed"):
        convert.converted(broken, "int8")
    left = list((Path(os.environ["VEILLE_CACHE"]) / "ctranslate2").glob(".converting-*"))
    assert left == []


def test_a_text_beyond_the_positions_is_refused(tiny: Checkpoint) -> None:
    with pytest.raises(ValueError, match="at most"):
        engine.CTranslate2Engine(tiny).translate(["mot " * 600], "fr")


@pytest.mark.parametrize(
    "make",
    [
        tiny_models.nllb,
        pytest.param(tiny_models.m2m, marks=pytest.mark.slow),
        pytest.param(tiny_models.mbart, marks=pytest.mark.slow),
    ],
)
def test_multilingual_models_run_on_transformers(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    found = find(make(tmp_path / "model"))
    loaded = engine.load_engine(found)
    assert isinstance(loaded, TransformersEngine)
    assert not loaded.symbols
    assert loaded.family == make.__name__
    french = loaded.translate(SENTENCES[:3], "fr")
    assert len(french) == 3
    assert french == [loaded.translate([s], "fr")[0] for s in SENTENCES[:3]]
    with pytest.raises(ModelError, match="'de'"):
        loaded.translate(["Ja."], "de")


def test_groups_hold_equal_lengths_and_every_position_once() -> None:
    lengths = [3, 5, 3, 9, 5, 3, 3]
    groups = list(engine.by_length(lengths, chunk=2))
    assert sorted(i for group in groups for i in group) == list(range(len(lengths)))
    assert all(len({lengths[i] for i in group}) == 1 and len(group) <= 2 for group in groups)


@pytest.mark.parametrize("width", [1, 4])
def test_groups_hold_lengths_that_are_padded_alike(width: int) -> None:
    lengths = list(range(1, 14)) * 2
    groups = list(engine.by_length(lengths, 48, width))
    assert sorted(i for group in groups for i in group) == sorted(range(len(lengths)))
    assert [len({(lengths[i] - 1) // width for i in group}) for group in groups] == [1] * len(
        groups
    )
    assert len(groups) == -(-13 // width)


@pytest.mark.parametrize("beam", [1, 2, 4])
def test_what_is_padded_does_not_depend_on_its_neighbours(tiny: Checkpoint, beam: int) -> None:
    decoder = engine.CTranslate2Engine(tiny, workers=1)
    texts = ["mot " * count for count in range(1, 14)]
    assert len({decoder.count(text) % engine.WIDTH for text in texts}) > 1
    together = decoder.translate(texts, "fr", beam_size=beam)
    assert together == [decoder.translate([text], "fr", beam_size=beam)[0] for text in texts]


@pytest.mark.parametrize(
    "text",
    ["x" * 20_000, "é" * 3_000 + " fin.", "😀" * 500, "\x00\x07abc\u202eabc", "\ud800 seul",
     "⟦1⟧ ⟦2⟧ test", "MOT " * 400, "mot, " * 400, "﷽ ﷽ et oui", "12 € et 3 mg / 4 %" * 50],
)  # fmt: skip
def test_hostile_text_never_stops_a_real_model(tiny: Checkpoint, text: str) -> None:
    from nlp.translate import Translator

    [found] = Translator(engine.CTranslate2Engine(tiny), tiny).translate([text], "fr")
    assert 0 <= found.confidence <= 1
    assert "⟦" not in found.text
