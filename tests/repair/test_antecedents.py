"""Pronouns of machine English: by the woman who is named, or by the absence of anybody."""

from __future__ import annotations

import pytest

from nlp.repair import Repairer, RepairOptions
from nlp.tables import gender_of

TRANSLATED = Repairer.load(RepairOptions(model=None, translated=True))

MENDED = {
    "in_the_sentence": (
        "The head of the laboratory, Claire Besson, says that his nights are long.",
        "The head of the laboratory, Claire Besson, says that her nights are long.",
    ),
    "after_it": (
        "The regional minister, Elvira Santos, opened the ward. He hopes that he can fill it.",
        "The regional minister, Elvira Santos, opened the ward. She hopes that she can fill it.",
    ),
    "body": (
        "The Agence du sommeil has an office in Lyon. She pays less rent there.",
        "The Agence du sommeil has an office in Lyon. It pays less rent there.",
    ),
    "clause": (
        "A first for France: the company Dormia claims that she has doubled her sales.",
        "A first for France: the company Dormia claims that it has doubled its sales.",
    ),
    "case": ("Half of they were late.", "Half of them were late."),
    "count": ("The clinic will buy twenty of it.", "The clinic will buy twenty of them."),
    "stressed_thing": ("The boat, he, takes an hour.", "The boat, for its part, takes an hour."),
    "stressed_person": (
        "The president, her, wants to wait.",
        "The president, for her part, wants to wait.",
    ),
}


@pytest.mark.parametrize(("given", "wanted"), MENDED.values(), ids=MENDED.keys())
def test_is_mended(given: str, wanted: str) -> None:
    assert TRANSLATED.repair(given).text == wanted


KEPT = {
    "speech": "The app is slow in Lyon. He said that it pays less rent there.",
    "a_role": "The director left the clinic. The clinic has hired nobody, and he regrets it.",
    "opens": "He joined the network, because he was tired of the tool.",
    "two": "Claire Besson met Marc Aubry. He says that his nights are long.",
    "device": "Claire Besson wears the sensor and claims he beeps at night.",
    "who": "It is one of they who work at night.",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT.keys())
def test_is_kept(text: str) -> None:
    assert TRANSLATED.repair(text).text == text


def test_is_kept_where_nothing_shows_a_translation() -> None:
    text = "The Agence du sommeil has an office in Lyon. She pays less rent there."
    assert Repairer.load(RepairOptions(model=None)).repair(text).text == text


@pytest.mark.parametrize(("name", "gender"), [("Claire", "f"), ("Grainne", "f"), ("Jonas", "m")])
def test_first_names(name: str, gender: str) -> None:
    assert gender_of(name) == gender
