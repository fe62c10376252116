"""How far lines are made alike: what tells an agenda's line from one that was put between."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.separate import forms
from nlp.separate.view import view

AGENDA = ["Agenda", "Lunes 3: pleno", "Martes 4: junta", "Compra ahora", "Jueves 6: visita"]


def told(texts: list[str], at: int) -> dict[str, float]:
    found = forms.rows(texts, [view(text) for text in texts], [at])
    return dict(zip(forms.NAMES, found[0].tolist(), strict=True))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("10.30 Receso", "hour"),
        ("9 h 15 : accueil", "hour"),
        ("14:02 Email is down", "hour"),
        ("3. Winter plan", "number"),
        ("2) Lifts", "number"),
        ("612 beds", "figure"),
        ("€214 million budget", "figure"),
        ("« Intenable »", "quote"),
        ("Lot 2 : reprise des données", "label"),
        ("Huesca. Dimite el gerente.", "place"),
        ("¿Habrá otra caída?", "asks"),
        ("Call now!", "cries"),
        ("Nobody rang.", "stops"),
        ("Votants : 688", "counts"),
        ("Consultation : 30 €", "counts"),
    ],
)
def test_the_form_of_a_line_is_told(text: str, form: str) -> None:
    assert told([text], 0)[f"form_{form}"] == 1


def test_a_plain_line_has_none() -> None:
    found = told(["The ward has new curtains"], 0)
    assert not any(found[name] for name in forms.NAMES if name != "form_short_share")


def test_a_line_like_the_others_is_told_from_one_that_is_not() -> None:
    own, strange = told(AGENDA, 2), told(AGENDA, 3)
    assert own["form_opens_share"] == 0.5 and own["form_before"] == 1 and own["form_after"] == 0
    assert own["form_counts_on"] == 1
    assert strange["form_across"] == 1 and strange["form_before"] == strange["form_after"] == 0
    assert strange["form_share"] < own["form_share"] and not strange["form_counts_on"]


def test_words_that_lines_share_count_once_they_are_of_two() -> None:
    texts = ["Lot 1 : prescription", "Lot 2 : prescription", "Pizza"]
    assert told(texts, 0)["form_shared"] > 0 and told(texts, 0)["form_first_word"] == 1
    assert told(texts, 1)["form_shared_near"] > 0 and told(texts, 2)["form_shared"] == 0


@given(st.lists(st.text(max_size=40), max_size=6))
def test_any_lines_give_finite_rows(texts: list[str]) -> None:
    at = list(range(len(texts)))
    found = forms.rows(texts, [view(text) for text in texts], at)
    assert found.shape == (len(texts), len(forms.NAMES)) and np.isfinite(found).all()
    assert (found >= 0).all() and (found <= 4).all()


@pytest.mark.parametrize("unit", ["1", "a", ". ", ": ", "« ", "1 h "])
def test_many_long_lines_take_short_time(unit: str) -> None:
    texts = [unit * 5_000] * 200
    views = [view(text) for text in texts]
    started = time.process_time()
    forms.rows(texts, views, range(len(texts)))
    assert time.process_time() - started < 2
