"""Pooling and mixing."""

from __future__ import annotations

import numpy as np
import pytest

from nlp.checkpoints import find
from nlp.classify.heads import Heads, mixed, pool
from nlp.classify.secondary import log_softmax, log_sum_exp
from nlp.classify.text import Window, Windows
from nlp.errors import ModelError
from nlp.passages import SCALE

MIX = {
    "primary": {"encoder": 1.0, "lexicon": 0.0},
    "any": {"encoder": 1.0, "lexicon": 0.0, "primary": 0.0, "bias": 0.0},
}


def states(rows):
    return np.array(rows, dtype=np.float32)


def test_pooling_takes_means_of_unit_length():
    window = Window([7, 1, 2, 7], [-1, 0, 1, -1])
    found = pool(Windows([window], [0, 1]), [states([[0, 2], [3, 0], [0, 5], [1, 0]])])
    assert found.numbers == [0, 1]
    np.testing.assert_allclose(found.article[2:], np.array([1, 0, 0, 1]) * SCALE)
    mean = np.array([4, 7]) / np.sqrt(65) * SCALE
    np.testing.assert_allclose(found.article[:2], mean, rtol=1e-6)
    np.testing.assert_allclose(found.units[1], [0, SCALE, *mean], rtol=1e-6)


def test_the_title_of_later_windows_is_not_counted_again():
    first, later = Window([1, 2], [0, 1]), Window([1, 3], [0, 2])
    found = pool(Windows([first, later], [0, 1, 1]), [states([[1, 0], [0, 1]])] * 2)
    assert found.numbers == [0, 1, 2]


def test_no_title_and_no_sentence_still_pools():
    found = pool(Windows([Window([1, 2], [-1, -1])], [0]), [states([[1, 0], [1, 0]])])
    assert np.isfinite(found.article).all() and found.units.shape == (1, 4)


def test_the_primary_scores_sum_to_one_and_follow_the_encoder():
    units = states([[0, 0, 0], [0, 4, 0]])
    found = mixed(MIX, states([0, 3, 1]), units, states([9, 0, 0]), states([0, 0, 0]))
    assert found.primary.sum() == pytest.approx(1)
    assert found.primary.argmax() == 1
    assert found.any.argmax() == 1  # one sentence is enough


def test_large_logits_do_not_overflow():
    huge = states([1e4, -1e4, 0])
    found = mixed(MIX, huge, huge[None], huge, huge)
    assert np.isfinite(found.primary).all() and np.isfinite(found.any).all()
    assert np.isfinite(log_softmax(huge)).all() and np.isfinite(log_sum_exp(huge[None])).all()


def test_a_missing_head_is_an_error(folder, tmp_path):
    from safetensors.numpy import save_file

    (tmp_path / "config.json").write_text("{}")
    save_file({"primary.bias": np.zeros(2)}, tmp_path / "heads.safetensors")
    with pytest.raises(ModelError, match="lacks"):
        Heads.load(find(str(tmp_path)), MIX)
