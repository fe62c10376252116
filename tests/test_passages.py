"""Passages in what stands around them, as an encoder reads them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from nlp import passages
from nlp.passages import PassageHead, pooled, question, unit_length


class Letters:
    """Each letter is a token; and an encoder whose states are the token, its square and its kind."""

    cls, sep = 1, 2
    tokenize: Letters

    def __init__(self) -> None:
        self.tokenize = self

    def __call__(self, texts: Sequence[str]) -> list[list[int]]:
        return [[ord(letter) for letter in text] for text in texts]

    def hidden(
        self, windows: Sequence[list[int]], kinds: Sequence[list[int]] | None = None
    ) -> list[NDArray[np.float32]]:
        given = kinds or [[0] * len(ids) for ids in windows]
        return [
            np.array([[i, i * i, kind] for i, kind in zip(ids, own, strict=True)], np.float32)
            for ids, own in zip(windows, given, strict=True)
        ]


def test_a_passage_stands_behind_its_parts_and_before_what_comes_after() -> None:
    found = question(([11, 12], [], [13]), [21, 22], [31], Letters())
    assert found.ids == [1, 11, 12, 2, 2, 13, 2, 21, 22, 2, 31, 2]
    assert found.kinds == [0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0]
    assert question((), [], [], Letters()) == ([1, 2, 2], [0, 0, 0])


tokens = st.lists(st.integers(3, 99), max_size=5)


@given(st.lists(tokens, max_size=3), tokens, tokens)
def test_no_token_is_lost_and_only_the_passage_is_marked(
    parts: list[list[int]], own: list[int], after: list[int]
) -> None:
    found = question(parts, own, after, Letters())
    assert [i for i in found.ids if i > 2] == [*sum(parts, []), *own, *after]
    assert [i for i, kind in zip(found.ids, found.kinds, strict=True) if kind] == own


def test_the_head_reads_the_passage_and_the_first_token_at_one_length() -> None:
    state = np.array([[3.0, 4.0], [9.0, 9.0], [0.0, 2.0], [0.0, 4.0]], np.float32)
    np.testing.assert_allclose(pooled(state, [0, 0, 1, 1]), [0.0, 10.0, 6.0, 8.0])
    assert np.isfinite(pooled(state, [0, 0, 0, 0])).all()


def test_nothing_stays_nothing() -> None:
    np.testing.assert_array_equal(unit_length(np.zeros(3, np.float32)), 0.0)
    np.testing.assert_allclose(unit_length(np.array([3.0, 4.0], np.float32)), [0.6, 0.8])


def test_the_head_speaks_of_each_question() -> None:
    encoder = Letters()
    weight, bias = np.arange(12, dtype=np.float32).reshape(2, 6), np.array([0.5, -0.5], np.float32)
    head = PassageHead(encoder, weight, bias)
    asked = [question(([9],), own, [8], encoder) for own in ([5, 6, 7], [4])]
    found = head.logits(asked)
    for row, one in zip(found, asked, strict=True):
        [state] = encoder.hidden([one.ids], [one.kinds])
        np.testing.assert_allclose(row, weight @ pooled(state, one.kinds) + bias, rtol=1e-6)
    assert head.logits([]).shape == (0, 2)


def test_the_states_of_many_questions_are_not_held_at_once(monkeypatch) -> None:
    encoder, sizes = Letters(), []
    hidden = encoder.hidden

    def counted(windows, kinds=None):
        sizes.append(len(windows))
        return hidden(windows, kinds)

    monkeypatch.setattr(encoder, "hidden", counted)
    monkeypatch.setattr(passages, "SEVERAL", 4)
    head = PassageHead(encoder, np.ones((1, 6), np.float32), np.zeros(1, np.float32))
    found = head.logits([question((), [n], [], encoder) for n in range(3, 12)])
    assert sizes == [4, 4, 1] and len(set(found.ravel().tolist())) == 9
