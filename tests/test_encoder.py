"""The encoder on CTranslate2 against transformers, on a tiny random BERT."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from nlp.checkpoints import find
from nlp.encoder import CTranslate2Encoder, WordPieces
from nlp.errors import ModelError

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "hospital", "sign", "##s", "##ed"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of two layers with random weights, saved as transformers does."""
    import torch
    from transformers import BertConfig, BertModel, BertTokenizer

    path = tmp_path_factory.mktemp("bert")
    (path / "vocab.txt").write_text("\n".join(WORDS) + "\n", encoding="utf-8")
    BertTokenizer(str(path / "vocab.txt")).save_pretrained(path)
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=64,
        initializer_range=0.3,
        position_embedding_type="absolute",
    )
    BertModel(config).save_pretrained(path)
    return path


@pytest.fixture(scope="module")
def encoder(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> CTranslate2Encoder:
    """The same model converted."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VEILLE_CACHE", str(tmp_path_factory.mktemp("cache")))
        return CTranslate2Encoder(find(str(folder)), workers=2)


def test_states_are_those_of_transformers(folder, encoder):
    import torch
    from transformers import BertModel

    model = BertModel.from_pretrained(folder).eval()
    windows = [[2, 5, 6, 7, 8, 3], [2, 5, 3], [2, 9, 6, 5, 1, 3]]
    for window, states in zip(windows, encoder.hidden(windows), strict=True):
        with torch.no_grad():
            expected = model(torch.tensor([window])).last_hidden_state[0].numpy()
        np.testing.assert_allclose(states, expected, atol=1e-4)


def test_a_window_has_the_same_states_in_any_batch(encoder):
    window = [2, 5, 6, 7, 8, 3]
    [alone] = encoder.hidden([window])
    among = encoder.hidden([[2, 5, 3], *[[2, i, 6, 7, 8, 3] for i in range(10)], window])
    np.testing.assert_array_equal(alone, among[-1])


def test_no_window_no_states(encoder):
    assert encoder.hidden([]) == []


def test_words_are_cut_into_pieces_without_special_tokens(folder):
    pieces = WordPieces.load(find(str(folder)))
    assert pieces(["The hospital signs", "", "zzz [CLS]"])[:2] == [[5, 6, 7, 8], []]
    assert (pieces.cls, pieces.sep) == (2, 3)


def test_a_folder_without_tokenizer_is_an_error(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelError, match=r"tokenizer\.json"):
        WordPieces.load(find(str(tmp_path)))
