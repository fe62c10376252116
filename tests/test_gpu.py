"""Models on a GPU: with a stand-in that computes on the processor, and on a real one (``-m gpu``)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import pytest
import tiny_models

from nlp import encoder, engine
from nlp.checkpoints import Checkpoint, find
from nlp.devices import Device
from nlp.translate import TranslateOptions, Translator
from nlp.translate.stage import TranslateStage

GPU = Device("cuda:0", "float16")
NO_ROOM = "CUDA failed with error out of memory"


@pytest.fixture(scope="module")
def bert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.small_bert(tmp_path_factory.mktemp("bert"))


class OnGpu:
    """A class of CTranslate2 as it is on a GPU: it must get what a GPU needs, and may fail."""

    made: list[tuple[str, int, str, int]] = []
    batches: list[int] = []
    fail_after = 10**9

    def __init__(self, real: type, path: str, device: str, **options: Any) -> None:
        self.made.append(
            (device, options["device_index"], options["compute_type"], options["inter_threads"])
        )
        self.gpu = device == "cuda"
        kind = "float32" if self.gpu else options["compute_type"]
        self.model = real(path, device="cpu", compute_type=kind, inter_threads=1, intra_threads=1)

    def translate_batch(self, batch: Sequence[Any], **options: Any) -> Any:
        self._count(batch)
        return self.model.translate_batch(batch, **options)

    def forward_batch(self, batch: Sequence[Any], **options: Any) -> Any:
        self._count(batch)
        return self.model.forward_batch(batch, **options)

    def _count(self, batch: Sequence[Any]) -> None:
        if self.gpu:
            self.batches.append(len(batch))
            if len(self.batches) > self.fail_after:
                raise RuntimeError(NO_ROOM)


@pytest.fixture
def card(
    gpu: None, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> type[OnGpu]:
    """CTranslate2's classes on that GPU."""
    monkeypatch.setenv("VEILLE_CACHE", str(tmp_path_factory.getbasetemp() / "device-cache"))
    monkeypatch.setattr(OnGpu, "made", [])
    monkeypatch.setattr(OnGpu, "batches", [])
    for name in ("Translator", "Encoder"):
        real = getattr(ctranslate2, name)
        monkeypatch.setattr(
            ctranslate2, name, lambda path, _real=real, **options: OnGpu(_real, path, **options)
        )
    return OnGpu


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Checkpoint:
    return find(tiny_models.marian(tmp_path_factory.mktemp("marian") / "tiny"))


def test_translation_is_in_half_precision_and_large_batches_on_a_gpu(
    card: type[OnGpu], tiny: Checkpoint
) -> None:
    fast = engine.CTranslate2Engine(tiny)
    assert fast.device == GPU and card.made == [("cuda", 0, "float16", 1)]
    many = ["Oui, non.", *tiny_models.TEXTS] * 100
    found = fast.translate(many, "fr")
    assert found[:3] == found[-len(tiny_models.TEXTS) - 1 :][:3] and len(found) == len(many)
    assert max(card.batches) > engine.CHUNK
    slow = engine.CTranslate2Engine(tiny, device="cpu", workers=3)
    assert slow.device == Device("cpu", "int8", 3) and card.made[-1] == ("cpu", 0, "int8", 3)


def test_a_translation_that_the_gpu_gives_up_is_the_processor_s(
    card: type[OnGpu], tiny: Checkpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = engine.CTranslate2Engine(tiny, device="cpu").translate(tiny_models.TEXTS, "fr")
    monkeypatch.setattr(card, "fail_after", 2)  # the first batch when loaded, then one more
    fast = engine.CTranslate2Engine(tiny)
    assert fast.translate(tiny_models.TEXTS, "fr") == expected
    assert fast.device.name == "cpu" and "out of memory" in fast.device.why


def test_windows_of_equal_length_go_to_the_gpu_together(
    card: type[OnGpu], bert: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows = [[2, *([5, 6, 7][: n % 3]), 3] for n in range(30)]
    here = encoder.CTranslate2Encoder(find(str(bert)), precision="float32")
    assert here.device.name == "cpu"  # as repair and retraining ask for it
    there = encoder.CTranslate2Encoder(find(str(bert)), precision="int8", device="auto")
    assert there.device == GPU and card.made[-1][:3] == ("cuda", 0, "float16")
    for expected, found in zip(here.hidden(windows), there.hidden(windows), strict=True):
        assert found.dtype == np.float32 and found.shape == expected.shape
        np.testing.assert_allclose(found, expected, atol=0.02)
    assert card.batches == [1, 10, 10, 10]
    monkeypatch.setattr(card, "fail_after", 0)
    assert len(there.hidden(windows)) == 30 and there.device.name == "cpu"


def test_the_key_of_a_result_does_not_name_the_device(card: type[OnGpu], tiny: Checkpoint) -> None:
    def stage(device: Any) -> TranslateStage:
        options = TranslateOptions(model=str(tiny.path), device=device)
        return TranslateStage(Translator.load(options=options))

    assert stage("cpu").config_hash == stage("auto").config_hash == stage("cuda").config_hash
    assert str(stage("auto").device) == "cuda:0, float16"


@pytest.mark.gpu
@pytest.mark.skipif(not ctranslate2.get_cuda_device_count(), reason="no GPU that CTranslate2 sees")
def test_a_real_gpu_translates_and_encodes_as_the_processor_does(
    tiny: Checkpoint, bert: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VEILLE_CACHE", str(tmp_path))
    there = engine.CTranslate2Engine(tiny, device="cuda")
    here = engine.CTranslate2Engine(tiny, device="cpu", quantization="float32")
    assert there.device.is_gpu and there.device.precision == "float16"
    texts = tiny_models.TEXTS * 50
    found, expected = (e.translate(texts, "fr") for e in (there, here))
    assert found == found[: len(tiny_models.TEXTS)] * 50
    for one, other in zip(found, expected, strict=True):
        assert one.score == pytest.approx(other.score, abs=0.1)
    windows = [[2, *([5, 6, 7][: n % 3]), 3] for n in range(30)]
    on_gpu = encoder.CTranslate2Encoder(find(str(bert)), precision="int8", device="cuda")
    on_cpu = encoder.CTranslate2Encoder(find(str(bert)))
    for one, other in zip(on_gpu.hidden(windows), on_cpu.hidden(windows), strict=True):
        np.testing.assert_allclose(one, other, atol=0.02)
    assert there.device.is_gpu and on_gpu.device.is_gpu  # neither fell back
