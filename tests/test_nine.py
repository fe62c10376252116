"""French "neuf" is new where grammar leaves no doubt, and no nine comes of it; all else is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_translate import one

from nlp.glossary import Glossary
from nlp.protect import find_spans
from nlp.translate.checks import Finding, invented
from nlp.translate.nine import new, nine_of_new
from nlp.translate.numbers import stated
from nlp.translate.terms import TermFinder


def shown(text: str) -> list[tuple[str, str]]:
    return [(text[s.start : s.end], s.english) for s in new(text, "fr")]


@pytest.mark.parametrize(
    ("text", "words", "english"),
    [
        ("Le scanner est neuf.", "neuf", "new"),
        ("C'est neuf !", "neuf", "new"),
        ("Le scanner n'est pas neuf, mais il marche.", "neuf", "new"),
        ("Le logiciel sera neuf et fiable.", "neuf", "new"),
        ("Le logiciel est tout neuf.", "tout neuf", "brand-new"),
        ("Le logiciel est flambant neuf.", "flambant neuf", "brand-new"),
        ("Un bâtiment flambant neuf abrite tout.", "flambant neuf", "new"),
        ("Des lits flambant neufs", "flambant neufs", "new"),
        ("Il est comme neuf.", "neuf", "new"),
        ("Rien de neuf dans ce plan.", "neuf", "new"),
        ("Quoi de neuf ?", "neuf", "new"),
        ("Il n'y a rien de neuf là-dedans.", "neuf", "new"),
        ("Tout navire neuf dont le pont est couvert", "neuf", "new"),
        ("Le service a reçu un serveur neuf.", "neuf", "new"),
        ("un système neuf et fiable", "neuf", "new"),
        ("Le matériel informatique neuf sera livré.", "neuf", "new"),
        ("L’équipement hospitalier neuf coûtera cher.", "neuf", "new"),
        ("L'achat de matériel neuf pour le bloc", "neuf", "new"),
        ("Le CHU a un DPI neuf.", "neuf", "new"),
        ("Le centre achète du neuf.", "du neuf", "new"),
        ("La remise à neuf du bloc", "remise à neuf", "refurbishment"),
        ("Le bloc sera remis à neuf.", "remis à neuf", "refurbished"),
        ("La salle a été remise à neuf.", "remise à neuf", "refurbished"),
        ("Il faut remettre à neuf le bloc.", "remettre à neuf", "refurbish"),
    ],
)
def test_neuf_is_new(text: str, words: str, english: str) -> None:
    assert shown(text) == [(words, english)]
    assert nine_of_new(text, "fr", "It has a nine server.")
    assert not nine_of_new(text, "fr", "It is brand-new, of nineteen, 9.5, 2019 and ninety-nine.")


@pytest.mark.parametrize(
    "text",
    [
        "Il y a neuf lits.",
        "Neuf hôpitaux sont concernés.",
        "L'ouverture est prévue à neuf heures.",
        "Le service sera remis à neuf heures.",
        "Le nombre de lits est de neuf.",
        "Ils sont neuf.",
        "L'équipe passe de six à neuf.",
        "Sur dix hôpitaux, neuf ont répondu.",
        "L'établissement en compte neuf.",
        "Le groupe en a ouvert neuf en mai.",
        "Dix-neuf lits seront fermés.",
        "Un CHU sur neuf est concerné.",
        "Le neuf mars, le service ouvrira.",
        "Le dossier numéro neuf est clos.",
        "Le chapitre neuf est long.",
        "Le samedi neuf mars",
        "Il y a en tout neuf blocs.",
        "Au total, il y en a en tout neuf.",
        "Le GHT regroupe neuf établissements.",
        "Le fonds finance neuf start-up.",
        "Le contrat concerne neuf CHU.",
        "Le résultat est neuf sur dix.",
        "Un patient est resté neuf jours.",
        "Le délai est neuf mois.",
        "Le premier a dix lits, le second neuf.",
        "Les neuf lits du service",
        "Le lit contre neuf auparavant",
        "Le CHU passe un contrat de neuf ans.",
        "Le service, neuf à dix lits",
        "Il y en a plus de neuf.",
        "Le champ a quatre valeurs au lieu de neuf, dit-il.",
        "La somme de quatre et cinq est neuf.",
    ],
)
def test_nine_is_left_alone(text: str) -> None:
    assert shown(text) == []
    assert not invented(text, "fr", "There are nine of them.")


def test_a_nine_is_no_fault_where_the_source_has_one_too() -> None:
    for more in ("neuf lits", "9 lits", "21 h", "le neuvième étage", "dix, neuf"):
        assert not invented(f"Un bâtiment neuf, {more}.", "fr", "A new one, nine.")
    assert invented("Un bâtiment neuf, dix lits.", "fr", "A nine building, ten beds.") == [
        Finding("number", "nine: new")
    ]


def test_a_nine_of_new_is_decoded_again_and_then_flagged() -> None:
    right = one("Le scanner est neuf.", lambda _, beam: f"It is {'new' if beam > 1 else 'nine'}.")
    assert (right.text, right.checks) == ("It is new.", ())
    wrong = one("Le scanner est neuf.", lambda _, beam: "It is nine.")
    assert [c for c in wrong.checks if c.kind != "term"] == [Finding("number", "nine: new")]
    assert one("Ils sont neuf.", lambda _, beam: "They are nine.").checks == ()


def test_other_languages_have_none() -> None:
    assert new("El neuf es neuf.", "es") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Un serveur neuf.", [("neuf", "new")]),
        ("Le logiciel est neuf.", [("logiciel", "software"), ("neuf", "new")]),
        ("Le logiciel tout neuf.", [("logiciel tout neuf", "new software")]),
        ("Il y a neuf logiciels.", [("logiciels", "software")]),
    ],
)
def test_it_is_shown_as_a_term_and_one_with_that_before_it(
    text: str, wanted: list[tuple[str, str]]
) -> None:
    finder = TermFinder(Glossary.for_translation(), "fr")
    found = finder.find(text)
    assert [(text[s.start : s.end], s.english) for s in found] == wanted


def test_a_number_inside_it_is_none_that_must_be_said() -> None:
    text = "Le service est remis à neuf."
    spans = find_spans(text, "fr", None, TermFinder(Glossary.for_translation(), "fr").find)
    assert [s.english for s in spans] == ["refurbished"]
    assert stated(text, "fr", spans) == []


@given(
    st.lists(
        st.sampled_from(
            [
                "le",
                "un",
                "est",
                "tout",
                "neuf",
                "lits",
                "en",
                "à",
                ",",
                ".",
                "et",
                "remis",
                "DPI",
                "service",
            ]
        )
    )
)
def test_spans_lie_in_the_text_and_apart(words: list[str]) -> None:
    text = " ".join(words)
    spans = new(text, "fr")
    assert all("neuf" in text[s.start : s.end] for s in spans)
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
