"""Texts of short lines for the last look: in their forms, out of one fold, the same for the same seed."""

from __future__ import annotations

import pytest

from training.separation.data import CONTENT, FOLDS, Line, Story
from training.separation.generate import Assembler
from training.separation.grammar import LANGS
from training.separation.terse import Terse

LONG = "The hospital in district {i} said that its ward {i} would open on Monday, after Paul Mas had asked for it twice."


def assembler(seed: int = 1) -> Assembler:
    stories = [
        Story(
            f"Fold{fold} opens",
            ((f"Fold{fold} met Ana Ruiz.", LONG.format(i=f"Fold{fold}")),),
            lang,
            fold,
        )
        for fold in range(FOLDS)
        for lang in LANGS
    ]
    lines = [
        Line(f"Fold{fold} noise {label}", label, lang, "kind", fold)
        for fold in range(FOLDS)
        for lang in LANGS
        for label in (0, 1, 2)
    ]
    return Assembler(seed, lines, stories)


def terse(seed: int = 1) -> Terse:
    talk = [
        Line(f"Is Fold{fold} in?", CONTENT, lang, "talk", fold)
        for fold in range(FOLDS)
        for lang in LANGS
    ]
    return Terse(assembler(seed), talk)


def test_the_same_seed_gives_the_same_texts() -> None:
    one, two, other = (
        [document.texts for document in terse(seed).documents(30)] for seed in (1, 1, 2)
    )
    assert one == two != other


def test_no_text_mixes_folds_and_most_lines_are_short() -> None:
    documents = terse().documents(150)
    assert {document.lang for document in documents} == set(LANGS)
    for document in documents:
        others = [f"Fold{fold}" for fold in range(FOLDS) if fold != document.fold]
        assert not any(other in text for text in document.texts for other in others)
        assert all(line.fold == document.fold for line in document.lines)
        assert all(text.strip() for text in document.texts)
    short = [len(text) < 100 for document in documents for text in document.texts]
    assert sum(short) > 0.8 * len(short)


def test_some_are_clean_some_mixed_and_some_noise_alone() -> None:
    kinds = [frozenset(document.labels().tolist()) for document in terse().documents(200)]
    assert frozenset({0}) in kinds and frozenset({0, 1, 2}) in kinds
    assert any(0 not in kind for kind in kinds)


@pytest.mark.parametrize("lang", LANGS)
def test_every_form_has_lines_in_every_language(lang: str) -> None:
    made = terse()
    for form in made.forms.all:
        lines = form(made.pools[0, lang], lang, 4)
        assert lines and all(isinstance(line, str) and line for line in lines), form.__name__


def test_a_fold_without_articles_still_gives_texts() -> None:
    empty = Terse(Assembler(1, assembler().lines[0, "fr", 0], []), [])
    assert empty.forms.head(empty.pools[1, "es"], "es")
