"""Which pairs a translation model is trained on, and that none comes near a development text."""

from __future__ import annotations

import pytest

from training.translation.filters import MAX_REPEATS, MAX_WORDS, NGRAM, HeldOut, Keeper, reject

FR = "Le centre hospitalier a choisi un nouveau logiciel pour ses services."
EN = "The hospital has chosen new software for its departments."
DEV = "The regional agency opened a tender for ten ambulances on Monday morning."


@pytest.mark.parametrize(
    ("source", "target", "why"),
    [
        (FR, EN, None),
        ("", EN, "length"),
        ("mot " * MAX_WORDS, "word " * MAX_WORDS, None),
        ("mot " * (MAX_WORDS + 1), "word " * MAX_WORDS, "length"),
        (FR * 3, EN, "ratio"),
        ("Non.", "No, it is not.", None),
        ("Oui", "It certainly is so", "ratio"),
        ("CHU de Nantes", "chu de nantes", "identical"),
        (f"{FR} {{0}}", EN, "code"),
        ("12, 13, 14", "12, 13 and 14", "letters"),
        (EN, "It has chosen new software for all of the departments.", "language"),
        (FR, "Le centre a choisi un logiciel pour les services de la ville.", "language"),
    ],
)
def test_a_pair_is_unfit_for_a_reason(source: str, target: str, why: str | None) -> None:
    assert reject(source, target, "fr") == why


def test_a_run_of_words_of_a_development_text_is_near_it() -> None:
    held = HeldOut()
    held.add(DEV)
    held.add("An outage in Lyon.")
    words = DEV.split()
    assert held.near(" ".join(["However,", *words[2 : 2 + NGRAM], "and", "left"]).upper())
    assert not held.near(" ".join(words[2 : 2 + NGRAM - 1]))
    assert held.near("an outage in lyon") and not held.near("an outage in Nantes")
    assert not HeldOut().near(DEV)
    held.add("In May.")
    assert not held.near("In May.")  # so few words are in any text


def test_a_side_is_kept_so_often_and_a_pair_once() -> None:
    keeper = Keeper(HeldOut())
    pairs = [(FR, f"{EN[:-1]}, as ward {i} says.") for i in range(MAX_REPEATS + 2)]
    kept = [keeper.keep("fr-en/web", "fr", *pair) for pair in pairs]
    assert kept == [True] * MAX_REPEATS + [False] * 2
    assert not keeper.keep("fr-en/other", "fr", FR.upper(), pairs[0][1])
    assert keeper.counts == {
        "fr-en/web": {"kept": MAX_REPEATS, "repeated side": 2},
        "fr-en/other": {"duplicate": 1},
    }


def test_what_was_written_by_hand_passes_all_but_the_development_texts() -> None:
    held = HeldOut()
    held.add(DEV)
    asked: list[tuple[str, str, str]] = []

    def score(*pair: str) -> float:
        asked.append(pair)  # type: ignore[arg-type]
        return -9.0

    keeper = Keeper(held, score, least=-1.0)
    assert keeper.keep("fr-en/written", "fr", "12, 13", "12, 13")
    assert not keeper.keep("fr-en/written", "fr", FR, f"Again: {DEV}")
    assert not keeper.keep("fr-en/web", "fr", f"{FR} Bien.", DEV)
    assert asked == []
    assert not keeper.keep("fr-en/web", "fr", FR, EN) and asked == [("fr", FR, EN)]
    assert keeper.counts == {
        "fr-en/written": {"kept": 1, "near dev": 1},
        "fr-en/web": {"near dev": 1, "alignment": 1},
    }
