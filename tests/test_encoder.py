"""The encoder on CTranslate2 against transformers, on a tiny random BERT."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import tiny_models
from safetensors.numpy import load_file, save_file

from nlp.checkpoints import find
from nlp.encoder import CTranslate2Encoder, WordPieces, _in_batches
from nlp.errors import ModelError


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of two layers with random weights."""
    return tiny_models.small_bert(tmp_path_factory.mktemp("bert"))


@pytest.fixture(scope="module")
def encoder(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> CTranslate2Encoder:
    """The same model converted."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VEILLE_CACHE", str(tmp_path_factory.mktemp("cache")))
        return CTranslate2Encoder(find(str(folder)), workers=2)


def test_states_are_those_of_transformers(folder: Path, encoder: CTranslate2Encoder) -> None:
    import torch
    from transformers import BertModel

    model = BertModel.from_pretrained(folder).eval()
    windows = [[2, 5, 6, 7, 8, 3], [2, 5, 3], [2, 9, 6, 5, 1, 3]]
    for window, states in zip(windows, encoder.hidden(windows), strict=True):
        with torch.no_grad():
            expected = model(torch.tensor([window])).last_hidden_state[0].numpy()
        np.testing.assert_allclose(states, expected, atol=1e-4)


def test_the_tokens_of_a_second_kind_are_read_as_such(
    folder: Path, encoder: CTranslate2Encoder
) -> None:
    import torch
    from transformers import BertModel

    model = BertModel.from_pretrained(folder).eval()
    window, kinds = [2, 5, 6, 3, 7, 3], [0, 0, 0, 0, 1, 1]
    [plain], [states] = encoder.hidden([window]), encoder.hidden([window], [kinds])
    with torch.no_grad():
        given = torch.tensor([window]), None, torch.tensor([kinds])
        expected = model(*given).last_hidden_state[0].numpy()
    np.testing.assert_allclose(states, expected, atol=1e-4)
    assert np.abs(plain - states).max() > 0.01


def test_a_second_model_takes_from_the_first_what_it_has_not(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VEILLE_CACHE", str(tmp_path / "cache"))
    both = tmp_path / "both"
    shutil.copytree(folder, both)
    weights = load_file(both / "model.safetensors")
    own = {n: -t for n, t in weights.items() if n.startswith("encoder.layer.1.output.dense")}
    save_file(own, both / "second.safetensors")
    window, found = [2, 5, 6, 7, 3], find(str(both))
    [first], [second] = (
        CTranslate2Encoder(found, part=part).hidden([window]) for part in ("", "second")
    )
    save_file(weights | own, both / "model.safetensors", {"format": "pt"})
    (both / "second.safetensors").unlink()
    [alone] = CTranslate2Encoder(find(str(both))).hidden([window])
    np.testing.assert_array_equal(second, alone)
    assert np.abs(first - second).max() > 0.01


def test_a_window_has_the_same_states_in_any_batch(encoder: CTranslate2Encoder) -> None:
    window = [2, 5, 6, 7, 8, 3]
    [alone] = encoder.hidden([window])
    among = encoder.hidden([[2, 5, 3], *[[2, i, 6, 7, 8, 3] for i in range(10)], window])
    np.testing.assert_array_equal(alone, among[-1])


def test_batches_of_equal_length_give_each_window_its_own_states(
    encoder: CTranslate2Encoder,
) -> None:
    """As on a GPU, where windows run together."""
    windows = [[2, i, *([6] * (i % 3)), 3] for i in range(5, 9)]
    together = _in_batches([(window, None) for window in windows], encoder._placed._now[0])
    for states, alone in zip(together, encoder.hidden(windows), strict=True):
        np.testing.assert_allclose(states, alone, atol=1e-4)


def test_no_window_no_states(encoder: CTranslate2Encoder) -> None:
    assert encoder.hidden([]) == []


def test_words_are_cut_into_pieces_without_special_tokens(folder: Path) -> None:
    pieces = WordPieces.load(find(str(folder)))
    assert pieces(["The hospital signs", "", "zzz [CLS]"])[:2] == [[5, 6, 7, 8], []]
    assert (pieces.cls, pieces.sep) == (2, 3)


def test_a_folder_without_tokenizer_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelError, match=r"tokenizer\.json"):
        WordPieces.load(find(str(tmp_path)))
