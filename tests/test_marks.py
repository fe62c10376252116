"""Quotation marks as the model knows them, and dots that trail off: out before decoding, back after it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_translate import translator

from nlp.translate.marks import spaced, with_dots, without_dots


@pytest.mark.parametrize(
    ("lang", "text", "shown"),
    [
        ("fr", "«Avec 8 millions», dit-elle", "«\u00a0Avec 8 millions\u00a0», dit-elle"),
        ("fr", "« Avec 8 millions »", "« Avec 8 millions »"),
        ("fr", "Le <<dossier>> est là", "Le «\u00a0dossier\u00a0» est là"),
        ("fr", "le ''dossier'' est là", "le «\u00a0dossier\u00a0» est là"),
        ("es", "«Con 8 millones»", "«Con 8 millones»"),
        ("es", "<<Con 8 millones>>", "«Con 8 millones»"),
        ("fr", "l'hôpital d'Arles", "l'hôpital d'Arles"),
        ("fr", "5 << 6 et 7 >> 6", "5 << 6 et 7 >> 6"),
        ("fr", "a <<= b", "a <<= b"),
    ],
)
def test_quotation_marks_are_spaced_in_french(lang: str, text: str, shown: str) -> None:
    assert spaced(text, lang) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("On verra bien…", "On verra bien."),
        ("On verra bien...", "On verra bien."),
        ("On verra....", "On verra."),
        ("« On a tout perdu… »", "« On a tout perdu. »"),
        ("« On a tout perdu… », dit-il.", "« On a tout perdu », dit-il."),
        ("Il a dit « non… ».", "Il a dit « non. »"),
        ("[...]", "[...]"),
        ("Le texte [...]", "Le texte [...]"),
        ("Le texte (…)", "Le texte (…)"),
        ("(voir la notice…)", "(voir la notice.)"),
        ("Dinan, Cancale... sont touchés.", "Dinan, Cancale – sont touchés."),
        ("Il cherche… – et trouve.", "Il cherche… – et trouve."),
        ("Il cherche… Il trouve.", "Il cherche… Il trouve."),
        ("Le texte [...] suit.", "Le texte [...] suit."),
        ("Le texte (…) suit", "Le texte (…) suit"),
        ("Le texte (…).", "Le texte (…)."),
        ("« Et après… ? » dit-elle.", "« Et après ? » dit-elle."),
        ("Des noms (et des RIB...).", "Des noms (et des RIB)."),
        ("Le CHU a signé.", "Le CHU a signé."),
    ],
)
def test_dots_at_the_end_are_a_full_stop(text: str, shown: str) -> None:
    assert without_dots(text) == shown


@pytest.mark.parametrize(
    ("source", "decoded", "english"),
    [
        ("On verra bien…", "We will see.", "We will see..."),
        ("On verra bien...", "We will see", "We will see..."),
        ("On verra bien…", "We will see-", "We will see..."),
        ("Qui sait…", "Who knows?", "Who knows?"),
        ("« On a tout perdu… »", '"We lost everything."', '"We lost everything..."'),
        ("« Tout perdu… », dit-il.", '"All lost," he says.', '"All lost..." he says.'),
        ("Il cherche... et trouve.", "He seeks.. and finds.", "He seeks... and finds."),
        ("Le CHU a signé.", "The hospital signed.", "The hospital signed."),
        ("Il cherche… et trouve.", "He seeks – and finds.", "He seeks... and finds."),
        ("Il cherche… et trouve.", "He seeks - and finds.", "He seeks... and finds."),
        ("Il cherche… et trouve.", "He seeks—and finds.", "He seeks... and finds."),
        ("Il cherche… et trouve.", "He seeks – and – finds.", "He seeks – and – finds."),
        ("Il – lui – part.", "He – him – leaves.", "He – him – leaves."),
        ("Noms (et RIB…).", "Names (and IBANs).", "Names (and IBANs...)."),
        ("Noms (et RIB...).", "Names (and IBANs.)", "Names (and IBANs...)."),
        ("Noms (et RIB…)", "Names (and IBANs)", "Names (and IBANs...)"),
    ],
)
def test_they_come_back(source: str, decoded: str, english: str) -> None:
    assert with_dots(source, without_dots(source), decoded) == english


def test_the_model_never_sees_them() -> None:
    made = translator(lambda text, beam: text)
    assert made.translate(["Alors on attend…"], "fr")[0].text == "Alors on attend..."
    assert made.engine.asked == ["Alors on attend."]


@given(st.text(alphabet="ab «»….,\"')(<>", max_size=40))
def test_any_text_is_taken(text: str) -> None:
    shown = without_dots(spaced(text, "fr"))
    assert sum(map(str.isalpha, shown)) == sum(map(str.isalpha, text))
    assert with_dots("Le CHU.", shown, text) == text
