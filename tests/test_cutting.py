"""Where long sentences are cut, and that figures, dates and names stay whole there."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_translate import translator

from nlp.figures import Span
from nlp.protect import find_spans
from nlp.translate.cutting import cut, held, join, raised
from nlp.translate.decoder import Unit, of_halves


def halves(text: str, lang: str) -> list[str]:
    """A sentence cut once."""
    return cut(text, lambda part: len(part) < 0.8 * len(text), held(text, find_spans(text, lang)))


@pytest.mark.parametrize(
    ("lang", "text", "whole"),
    [
        ("fr", "Le CHU de Pontchaillou a inauguré mercredi 12 novembre son bloc opératoire tout neuf.",
         "mercredi 12 novembre"),
        ("fr", "L'hôpital de Morlaix a présenté mercredi 19 novembre son service d'urgences « neuf ».",
         "mercredi 19 novembre"),
        ("es", "BOGOTÁ.- La EPS Sanar firmó el 30 de enero un contrato de tres años con la clínica.",
         "el 30 de enero"),
        ("es", "La consejera presentó el pasado 14 de marzo de 2025 la nueva historia clínica.",
         "14 de marzo de 2025"),
        ("fr", "Une panne a touché de 7 h 45 à 16 h 20 les sites du groupement sud.", "de 7 h 45 à 16 h 20"),
        ("es", "Se admiten ofertas hasta las 15:00 horas del 18 de julio en el registro de la casa.",
         "las 15:00 horas del 18 de julio"),
        ("es", "El hospital provincial pagará entre 3,5 y 4,2 millones de euros por el sistema nuevo.",
         "3,5 y 4,2 millones de euros"),
        ("fr", "La région a débloqué près de 12,5 millions d'euros au profit du bloc opératoire neuf.",
         "12,5 millions d'euros"),
    ],
)  # fmt: skip
def test_a_cut_parts_no_date_and_no_figure(lang: str, text: str, whole: str) -> None:
    parts = halves(text, lang)
    assert len(parts) > 1
    assert " ".join(parts) == text
    assert any(whole in part for part in parts)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Le marché de 12 M€ est signé, et le CHU ouvrira le 3 mai 2025.",
         ["Le marché de 12 M€ est signé,", "et le CHU ouvrira le 3 mai 2025."]),
        ("Le logiciel est en service ; il a coûté 12 500 € au CHU.",
         ["Le logiciel est en service ;", "il a coûté 12 500 € au CHU."]),
        ("Le lot vaut 12 500 €, dont 800 € pour le canton.",
         ["Le lot vaut 12 500 €,", "dont 800 € pour le canton."]),
    ],
)  # fmt: skip
def test_cuts_at_clauses_stay(text: str, parts: list[str]) -> None:
    assert halves(text, "fr") == parts


def test_what_is_held_together() -> None:
    text = "Il a signé mardi 3 juin à 15 h, puis à Lyon le 4 juin."
    pieces = [text[start:end] for start, end in held(text, find_spans(text, "fr"))]
    assert pieces == ["mardi 3 juin à 15 h", "le 4 juin"]
    assert held("Rien à garder.", []) == []


def test_what_is_held_is_parted_where_there_is_no_other_way() -> None:
    text = "12 % 13 % 14 % 15 % 16 % 17 % 18 % 19 %"
    parts = cut(text, lambda part: len(part) < 12, held(text, find_spans(text, "fr")))
    assert " ".join(parts) == text and all(len(part) < 12 for part in parts)


@given(
    st.lists(
        st.sampled_from(["le", "3 mai", "de", "12 %", "CHU", "mardi", ",", "et", "à", "2025"])
    ),
    st.integers(5, 30),
)
def test_held_stretches_are_in_order_and_hold_every_span(words: list[str], limit: int) -> None:
    text = re.sub(" ,", ",", " ".join(words)).strip()
    spans = find_spans(text, "fr")
    stretches = held(text, spans)
    assert stretches == sorted(stretches)
    assert all(a[1] <= b[0] for a, b in zip(stretches, stretches[1:], strict=False))
    assert all(any(a <= s.start and s.end <= b for a, b in stretches) for s in spans)
    parts = cut(text, lambda part: len(part) <= limit, stretches)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_halves_are_judged_by_what_the_whole_must_have() -> None:
    date = Span(6, 17, "date", "November 12")
    whole = Unit("Signé 12 novembre à Metz.", "fr", [date])
    left, right = Unit("Signé 12", "fr", []), Unit("novembre à Metz.", "fr", [])
    left.english, right.english = "Signed 12", "November in Metz."
    assert [p.detail for p in of_halves(whole, [left, right])] == ["November 12"]
    left.english, right.english = "Signed November 12", "in Metz."
    assert of_halves(whole, [left, right]) == []


def test_a_date_in_the_middle_is_whole_in_one_of_the_halves() -> None:
    text = "Le groupement hospitalier sud a enfin inauguré mercredi 12 novembre son grand bloc opératoire tout neuf."

    def forgetful(source: str, beam: int) -> str:
        return source if len(source) < 70 else "They opened it."

    t = translator(forgetful, check_below=0)
    [found] = t.translate([text], "fr")
    assert found.checks == () and "mercredi November 12" in found.text
    assert not any("novembre" in asked for asked in t.engine.asked if len(asked) < 70)


@pytest.mark.parametrize(
    ("parts", "english"),
    [
        ([("Il part,", "He leaves."), ("et elle reste.", "And she stays.")], "He leaves, and she stays."),
        ([("Il part,", "He leaves."), ("selon eux.", "According to them.")], "He leaves, according to them."),
        ([("Il part", "He leaves"), ("en mai.", "In May.")], "He leaves in May."),
        ([("Il part", "He leaves"), ("le 12 mai.", "May 12.")], "He leaves May 12."),
        ([("Il part", "He leaves"), ("à Orange.", "Orange is next.")], "He leaves Orange is next."),
        ([("Il part,", "He leaves,"), ("la santé publique.", "Health Data Hub.")], "He leaves, Health Data Hub."),
        ([("Il part ;", "He leaves;"), ("Selon eux.", "According to them.")], "He leaves; According to them."),
    ],
)  # fmt: skip
def test_parts_are_joined_as_one_sentence(parts: list[tuple[str, str]], english: str) -> None:
    assert join(parts) == english


@pytest.mark.parametrize(
    ("source", "english", "with_capital"),
    [
        ("CHU : le grand retard", "university hospital: long delay", "University hospital: long delay"),
        ("Licitación: tres ofertas", "tender: three bids", "Tender: three bids"),
        ("« Nous partons », dit-il.", '"we leave," he said.', '"We leave," he said.'),
        ("¿Cuándo abre?", "when does it open?", "When does it open?"),
        ("Élan national", "élan of a nation", "Élan of a nation"),
        ("L'e-santé avance.", "e-health advances.", "E-health advances."),
        # as they are
        ("e-santé : le plan", "e-health: the plan", "e-health: the plan"),
        ("iPhone en panne", "iPhone down", "iPhone down"),
        ("L'iPhone arrive", "iPhone arrives", "iPhone arrives"),
        ("Le site veille.example est en panne", "veille.example is down", "veille.example is down"),
        ("Écrire à dsi@chu.example", "dsi@chu.example is the address", "dsi@chu.example is the address"),
        ("Le mot #santé", "#health is the word", "#health is the word"),
        ("Voir https://veille.example", "https://veille.example", "https://veille.example"),
        ("Douze sites", "12 sites", "12 sites"),
        ("12 sites", "twelve sites", "twelve sites"),
        ("Le plan", "The plan", "The plan"),
        ("Le plan", "", ""),
        ("", "the plan", "the plan"),
    ],
)  # fmt: skip
def test_a_sentence_begins_as_its_source_does(source: str, english: str, with_capital: str) -> None:
    assert raised(source, english) == with_capital


def test_the_translator_raises_a_term_at_the_start_but_not_in_a_part() -> None:
    t = translator(lambda source, beam: source.lower(), check_below=0)
    assert t.translate(["Panne au bloc.", "panne au bloc."], "fr")[0].text == "Panne au bloc."
    assert t.translate(["panne au bloc."], "fr")[0].text == "panne au bloc."
