"""What a page shows as one thing is kept as one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pytest

from nlp.article import Layout
from nlp.separate.together import Shown, belonging

PROSE = "The hospital said on Monday that its new record system was running in all of its wards."
KEEP = 0.2


def shown(
    rows: Sequence[tuple[str, str, tuple[int, ...], float]], kept: Collection[int], links: float = 0
) -> Shown:
    """Blocks given as text, path, holders and probability of content."""
    odds = np.array([[p, 1 - p, 0.0] for *_, p in rows])
    layouts = [
        Layout(path, "", links if p < 0.5 else 0.0, holders=holders) for _, path, holders, p in rows
    ]
    return Shown(range(len(rows)), [row[0] for row in rows], layouts, odds, kept)


P, H, B = "html/body/div/p", "html/body/div/h2", "html/body/div/div/button"


def test_a_heading_between_paragraphs_of_one_element_is_kept() -> None:
    rows = [(PROSE, P, (1, 2), 0.9), ("Mute printers", H, (1, 3), 0.3), (PROSE, P, (1, 4), 0.9)]
    assert belonging(shown(rows, {0, 2}), KEEP) == {1}
    assert belonging(shown(rows, {0, 2}, links=1.0), KEEP) == set()
    assert belonging(shown(rows, {0}), KEEP) == set()  # what stands under it is no content
    assert belonging(shown(rows[1:], {1}), KEEP) == set()  # nothing of the element stands before it
    assert belonging(shown([], set()), KEEP) == set()
    rows[1] = ("Info", H, (1, 3), 0.05)
    assert belonging(shown(rows, {0, 2}), KEEP) == set()


def test_buttons_that_unfold_a_text_are_heads_if_there_are_several_of_a_kind() -> None:
    rows = [
        ("For patients", B, (1, 2, 3), 0.3), (PROSE, P, (1, 2, 4), 0.9),
        ("For doctors", B, (1, 5, 6), 0.3), (PROSE, P, (1, 5, 7), 0.9),
    ]  # fmt: skip
    assert belonging(shown(rows, {1, 3}), KEEP) == {0, 2}
    assert belonging(shown(rows[:2], {1}), KEEP) == set()


def terms(*odds: float, tag: str = "div") -> Shown:
    path = f"html/body/{tag}/dl/"
    told = ["Date", "November 19, 9 a.m.", "Place", "Dijon"]
    rows = [
        (text, path + ("dd" if i % 2 else "dt"), (1, 2, 3, 4 + i), p)
        for i, (text, p) in enumerate(zip(told, odds, strict=True))
    ]
    return shown(
        [*rows, (PROSE, P, (1, 9, 10), 0.9)], {4, *(i for i, p in enumerate(odds) if p >= 0.4)}
    )


def test_the_terms_of_a_list_beside_the_prose_are_kept_together() -> None:
    assert belonging(terms(0.2, 0.3, 0.25, 0.45), KEEP) == {0, 1, 2}
    assert belonging(terms(0.2, 0.3, 0.25, 0.3), KEEP) == set()  # none is by itself
    assert belonging(terms(0.0, 0.0, 0.1, 0.45), KEEP) == set()
    assert belonging(terms(0.2, 0.3, 0.25, 0.45, tag="aside"), KEEP) == set()


@pytest.mark.parametrize(
    ("note", "kept"),
    [(f"[1] {PROSE}", {1}), (f"[2] {PROSE}", set()), ("[1] Read more", set()), (PROSE, set())],
)
def test_a_note_whose_mark_stands_in_the_article_is_kept(note: str, kept: set[int]) -> None:
    rows = [(f"{PROSE} It holds 1.2 TB [1].", P, (1, 2), 0.9), (note, P, (5, 6), 0.03)]
    assert belonging(shown(rows, {0}), KEEP) == kept


def box(*lines: str, tag: str = "aside") -> Shown:
    rows = [(PROSE, P, (1, 2), 0.9)]
    rows += [(line, f"html/body/div/{tag}/p", (1, 3, 4 + i), 0.1) for i, line in enumerate(lines)]
    rows.append((PROSE, P, (1, 90), 0.9))
    return shown(rows, {0, len(lines) + 1})


FIGURES = (
    "The case in figures",
    "142 hospitals affected",
    "6 years of offence",
    "4,1 % of revenue",
)


def test_a_box_of_figures_set_into_the_article_is_kept() -> None:
    assert belonging(box(*FIGURES), KEEP) == {1, 2, 3, 4}
    assert belonging(box(*FIGURES, tag="div"), KEEP) == set()
    assert belonging(box(*FIGURES)._replace(kept={0}), KEEP) == set()  # nothing comes behind it


@pytest.mark.parametrize(
    "lines",
    [
        ("Read also", "12 hospitals merge", "3 vendors leave"),
        ("Subscribe", "9,99 € per month", "2 months free"),
        ("The author", "Covers health IT", "12 years of practice"),
        ("12 March 2026", "14:05", "3"),
        ("142 hospitals affected", "6 years of offence", PROSE),
    ],
)
def test_other_boxes_are_left_as_they_are(lines: tuple[str, ...]) -> None:
    assert belonging(box(*lines), KEEP) == set()
