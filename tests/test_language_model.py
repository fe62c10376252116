"""py3langid's model asked for many texts at once says what the library says of each."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier
from safetensors.numpy import save

from nlp.language import KNOWN, identify, identify_all, segment_lang, segment_langs
from nlp.language_model import REACH, LanguageModel

WORDS = [
    "le",
    "la",
    "hôpital",
    "numérique",
    "the",
    "of",
    "hospital",
    "el",
    "los",
    "años",
    "Krankenhaus",
    "больница",
    "病院",
    "12",
    "%",
    "@",
]
TEXTS = st.lists(st.text(max_size=40) | st.lists(st.sampled_from(WORDS)).map(" ".join), max_size=6)


@pytest.fixture(scope="module")
def identifier() -> LanguageIdentifier:
    """The library's own."""
    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    found.set_languages(KNOWN)
    return found


@pytest.fixture(scope="module")
def model(identifier: LanguageIdentifier) -> LanguageModel:
    """Ours, of the same data."""
    return LanguageModel(identifier)


@given(TEXTS)
def test_many_texts_at_once_are_ranked_as_the_library_ranks_each(
    identifier: LanguageIdentifier, model: LanguageModel, texts: list[str]
) -> None:
    for text, row in zip(texts, model(texts), strict=True):
        told = dict(identifier.rank(text))
        assert dict(zip(model.langs, row.tolist(), strict=True)) == pytest.approx(told, abs=2e-5)


def test_no_ngram_reaches_further_than_the_walk(model: LanguageModel) -> None:
    """From the root every state is reached with that many bytes or fewer."""
    depth, level = {0: 0}, [0]
    while level:
        ways = ((s, t) for s in level for t in set(model._next[model._row[s] :][:256].tolist()))
        fresh = {t: depth[s] + 1 for s, t in ways if t not in depth}
        depth |= fresh
        level = list(fresh)
    assert max(depth.values()) == REACH


@given(TEXTS, st.sampled_from(["fr", "en", None]))
def test_asked_together_or_one_by_one_texts_have_the_same_language(
    texts: list[str], prior: str | None
) -> None:
    assert [g.lang for g in identify_all(texts, prior)] == [identify(t, prior).lang for t in texts]
    lang = prior or "es"
    assert segment_langs(texts, lang) == [segment_lang(text, lang) for text in texts]


def test_a_model_that_was_kept_is_the_same(model: LanguageModel, tmp_path: Path) -> None:
    (tmp_path / "kept.safetensors").write_bytes(model.to_bytes())
    again = LanguageModel.read(tmp_path / "kept.safetensors")
    assert again.langs == model.langs
    assert (again(WORDS) == model(WORDS)).all()


@pytest.mark.parametrize("content", [b"", b"no tensors", save({"row": np.zeros(1)})])
def test_a_file_of_something_else_is_no_model(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(content)
    with pytest.raises(ValueError, match="other"):
        LanguageModel.read(tmp_path / "other")
