"""Forms of terms and names: capitals, dashes, plurals of acronyms, and the senses of one word."""

from __future__ import annotations

import re

import pytest

from nlp.glossary import Glossary
from nlp.tables import fold
from nlp.translate.plurals import plural, several
from nlp.translate.terms import TermFinder

FINDERS = {lang: TermFinder(Glossary.for_translation(), lang) for lang in ("fr", "es")}


def english(text: str, lang: str = "fr") -> list[str]:
    return [span.english for span in FINDERS[lang].find(text)]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("es", "la Historia Clínica Electrónica", "electronic health record"),
        ("es", "el Servicio Andaluz de Salud", "Andalusian Health Service"),
        ("es", "El Plan de Salud Digital", "digital health"),
        ("es", "la consejera de Sanidad", "regional health minister"),
        ("es", "el Boletín Oficial del Estado", "Official State Gazette"),
        ("fr", "le Dossier Patient Informatisé", "electronic health record"),
        ("fr", "l'Agence Régionale de Santé", "regional health agency"),
        ("fr", "le Directeur des Systèmes d'Information", "chief information officer"),
        ("fr", "l'Etablissement de Santé", "hospital"),
        ("fr", "la Haute Autorité de Santé", "French National Authority for Health"),
        ("fr", "la loi Informatique et Libertés", "French Data Protection Act"),
        ("fr", "la loi « Informatique et Libertés »", "French Data Protection Act"),
        ("fr", "l'Assistance Publique – Hôpitaux de Paris", "Paris public hospital system"),
        ("fr", "l'Assistance publique-Hôpitaux de Marseille", "Marseille public hospital system"),
    ],
)
def test_capitals_and_dashes_vary(lang: str, text: str, expected: str) -> None:
    assert english(text, lang) == [expected]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "la haute autorité de santé"),  # a name has its first capital
        ("fr", "l'Assistance publique Paris Hôpitaux"),
        ("es", "la Historia de la Clínica"),
        ("es", "Clínica Electrónica"),
        ("es", "clientes de Warmi Salud Digital"),
        ("fr", "la société Volnéa Santé Numérique"),
    ],
)
def test_other_words_are_not_the_term(lang: str, text: str) -> None:
    assert english(text, lang) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Les ARS signent", ["regional health agencies (ARS)"]),
        ("avec 12 GHT", ["regional hospital groups (GHTs)"]),
        ("les deux GHT", ["regional hospital groups (GHTs)"]),
        ("plusieurs grands CHU", ["university hospitals"]),
        ("L'ARS signe", ["regional health agency (ARS)"]),
        ("le GHT", ["regional hospital group (GHT)"]),
        ("du GHT", ["regional hospital group (GHT)"]),
        ("les équipes GHT", ["regional hospital group (GHT)"]),
        ("1 GHT", ["regional hospital group (GHT)"]),
        ("en 2024 GHT et CHU", ["regional hospital group (GHT)", "university hospital"]),
        ("les HAD", ["hospital-at-home"]),
    ],
)
def test_acronyms_in_the_plural_are_shown_so(text: str, expected: list[str]) -> None:
    assert english(text) == expected


def test_a_plural_is_that_of_the_head_noun() -> None:
    assert plural("chief officer of the state") == "chief officers of the state"
    assert plural("health agency") == "health agencies" and plural("acute care") == "acute care"
    assert plural("nursing home") == "nursing homes" and plural("hospital-at-home")[-5:] == "-home"
    assert several("pour les 13 ") and not several("pour le ") and not several("pourles x ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("une équipe d'astreinte", ["on-call"]),
        ("Les médecins font des astreintes", ["on-call duty"]),
        ("sous astreinte de 500 euros par jour", ["penalty"]),
        ("assorti d'astreintes, dit le juge", ["subject to penalties"]),
        ("Dedalus met la main sur Onelog", ["takes over"]),
        ("Les pirates ont mis la main sur un fichier", ["got hold of"]),
        ("mettre la main à la pâte", []),
        ("Le sous-traitant, selon le RGPD", ["data processor", "GDPR"]),
        ("Le sous-traitant du chantier", []),
        ("Le traitement du patient, dit la Cnil", []),
        ("La dette sera soldée", ["will be paid off"]),
        ("La veste sera soldée", []),
        ("Un marché de 3 millions € TTC", ["a contract worth"]),
        ("Un marché de 3 millions", []),
        ("Un marché de niche", []),
        ("une part de marché", ["market share"]),
        ("sur le marché", []),
        ("Il était DSI du CHRU", ["CIO", "regional university hospital"]),
        ("une réunion DSI", ["IT department"]),
        ("L'INAMI paie", ["Belgian health insurance institute (INAMI)"]),
        ("L'Inami paie", ["Belgian health insurance institute (Inami)"]),
        ("publié après Bourse", ["after market close"]),
        ("publié après bourse", ["after market close"]),
        ("l'espace européen des données de santé", ["European Health Data Space"]),
        ("La DSI agit", ["the IT department"]),
        ("Le DSI agit", ["the CIO"]),
        ("les numéros sont dans la nature", ["are out in the open"]),
        ("les loups sont dans la nature", []),
    ],
)
def test_a_word_has_the_sense_of_its_sentence(text: str, expected: list[str]) -> None:
    assert english(text) == expected


@pytest.mark.parametrize("lang", ["fr", "es"])
def test_a_text_with_a_term_holds_what_it_is_looked_for_by(lang: str) -> None:
    finder = FINDERS[lang]
    listed = [one for key in finder._terms for one in finder._beginning(key)]
    assert sum(bool(one.cue) for one in listed) > len(listed) / 2
    for cue, pattern, terms in listed[::23]:
        words = terms[0].term.replace("’", "'").split(" ")
        ends = ("", "s", "x", "es")
        forms = [" ".join(words), " ".join(word[:1].upper() + word[1:] for word in words)]
        forms += [" ".join(w + end for w in words) for end in ends]
        forms += [" ".join(re.sub("al$", "aux", re.sub("ón$", "ones", w)) for w in words)]
        forms += ["\u00a0".join(words).replace("-", " – ")]
        told = [form for form in forms if re.fullmatch(pattern, form)]
        assert told and all(cue in fold(form) for form in told)
