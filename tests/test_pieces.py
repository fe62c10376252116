"""Rows of tables, datelines and answers: what is translated alone, and what stays between."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_translate import translator

from nlp.translate.pieces import like_a_word, pieces

NAMES = {"Dedalus France", "Deloitte"}


def told(text: str, lang: str) -> str:
    """The pieces with what needs no model in place, the rest in angle brackets."""
    found = pieces(text, lang, NAMES.__contains__)
    return "".join((f"<{p.text}>" if p.english is None else p.english) + p.tail for p in found)


@pytest.mark.parametrize(
    ("lang", "text", "parts"),
    [
        (
            "fr",
            "1 | Dossier patient | Dedalus France | 4 850",
            "<1> | <Dossier patient> | Dedalus France | <4 850>",
        ),
        ("fr", "Lot | Objet | Titulaire", "Lot | Subject | Contractor"),
        ("fr", "LOT | OBJET", "LOT | SUBJECT"),
        ("fr", "| Lot | Objet |", "<>| Lot | Subject |"),
        ("fr", "Lot|Objet", "Lot|Subject"),
        ("fr", "A || B", "<A> || <B>"),
        ("fr", "Philips | Rennes | Séville", "Philips | Rennes | Seville"),
        ("es", "Opinión | Datos sin dueño", "Opinion | <Datos sin dueño>"),
        ("es", "Lote | Adjudicatario | Plazo", "Lot | Winning bidder | Term"),
        ("fr", "Total des ventes\t48,6\t41,0", "<Total des ventes>\t<48,6>\t<41,0>"),
        ("fr", "Total des ventes\t48,6", "<Total des ventes>\t<48,6>"),
    ],
)
def test_cells_are_parted_and_their_separators_stay(lang: str, text: str, parts: str) -> None:
    assert told(text, lang) == parts


@pytest.mark.parametrize(
    ("lang", "text", "parts"),
    [
        ("es", "CIUDAD DE MÉXICO.- El IMSS firmó.", "MEXICO CITY.- <El IMSS firmó.>"),
        ("es", "QUITO.- La Contraloría investiga.", "QUITO.- <La Contraloría investiga.>"),
        ("es", "BUENOS AIRES (Télam).- El hospital", "BUENOS AIRES (Télam).- <El hospital>"),
        ("es", "Vitoria, 12 jun (EFE).- El Gobierno", "Vitoria, June 12 (EFE).- <El Gobierno>"),
        ("es", "Vitoria, 12 jun (EFE).-El Gobierno", "Vitoria, June 12 (EFE).- <El Gobierno>"),
        ("es", "Madrid, 3 feb. (Europa Press).- El", "Madrid, February 3 (Europa Press).- <El>"),
        ("es", "QUITO, 12 mar. 2025 (EFE).- El", "QUITO, March 12, 2025 (EFE).- <El>"),
        ("es", "Madrid, 9 de junio de 2025.- El", "Madrid, June 9, 2025.- <El>"),
        ("es", "SANTO DOMINGO, R. D.- La red", "SANTO DOMINGO, R. D.- <La red>"),
        ("es", "Seúl, R. P. C. (EFE).- El", "Seoul, R. P. C. (EFE).- <El>"),
        ("es", "Art. 3.- El Ministerio", "<Art. 3.- El Ministerio>"),
        ("es", "1.- El Ministerio", "<1.- El Ministerio>"),
        ("es", "El lote 5 de 2025.- Un texto", "<El lote 5 de 2025.- Un texto>"),
        ("es", "Sevilla (Redacción).- El SAS", "Seville (Newsroom).- <El SAS>"),
        ("es", "PRIMERO.- Adjudicar el contrato.", "FIRST.- <Adjudicar el contrato.>"),
        ("es", "ENTREVISTA.- El director habla.", "INTERVIEW.- <El director habla.>"),
        ("es", "TEPIC.— A las 3 de la tarde", "<TEPIC>.— <A las 3 de la tarde>"),
        ("es", "Fuentes del sector.- El contrato", "<Fuentes del sector>.- <El contrato>"),
    ],
)
def test_a_dateline_is_parted_from_its_lead(lang: str, text: str, parts: str) -> None:
    assert told(text, lang) == parts


@pytest.mark.parametrize(
    ("lang", "text", "parts"),
    [
        ("es", "R.- En absoluto.", "A.- <En absoluto.>"),
        ("es", "P.- ¿Y a las comunidades?", "Q.- <¿Y a las comunidades?>"),
        ("es", "P.-¿Y a las comunidades?", "Q.- <¿Y a las comunidades?>"),
        ("es", "R.– El 12 de mayo.", "A.– <El 12 de mayo.>"),
        ("es", "P: ¿Cuándo?", "Q: <¿Cuándo?>"),
        ("es", "P. ¿Cuándo?", "Q. <¿Cuándo?>"),
        ("es", "R. El 12 de mayo.", "A. <El 12 de mayo.>"),
        ("es", "R. 300 hospitales.", "A. <300 hospitales.>"),
        ("fr", "Q. Et les hôpitaux ?", "Q. <Et les hôpitaux ?>"),
        ("fr", "R : Nous avons signé.", "A: <Nous avons signé.>"),
        ("fr", "F. O. : D'essayer.", "F. O.: <D'essayer.>"),
        ("fr", "F. O. : D'accord.", "F. O.: Agreed."),
    ],
)
def test_labels_of_an_interview_are_parted(lang: str, text: str, parts: str) -> None:
    assert told(text, lang) == parts


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Le CHU de Rennes a signé."),
        ("fr", "Voir https://veille.example/a|b pour le reste."),
        ("fr", "Le CHU\tde Rennes a signé."),
        ("fr", "•\tLe CHU de Rennes a signé."),
        ("fr", "Le CHU\tde Rennes\ta signé."),
        ("fr", "R-Link est livré."),
        ("es", "P. Ruiz dijo que no."),
        ("es", "R. Darío firmó el contrato."),
        ("es", "Art. 3.- La empresa pagará."),
        ("es", "Artículo 3.- La empresa pagará."),
        ("es", "1.- El contrato."),
        ("es", "El contrato, de 3 millones, acaba en junio."),
        ("es", "El hospital Dr.-Ing. Weiss abre."),
        ("es", ""),
    ],
)
def test_other_sentences_stay_whole(lang: str, text: str) -> None:
    assert told(text, lang) == f"<{text}>"


@pytest.mark.parametrize("word", ["Ciberseguridad", "Attributaire", "Adjudicatario", "Radiologie"])
def test_a_word_is_told_from_a_name_by_its_ending(word: str) -> None:
    assert like_a_word(word)
    assert not like_a_word("Deloitte") and not like_a_word("Accenture")


@given(st.text(alphabet="aBé1 .-|\t¿?PR:(),\n°", max_size=60), st.sampled_from(["fr", "es"]))
def test_nothing_of_a_sentence_is_lost(text: str, lang: str) -> None:
    found = pieces(text, lang)
    joined = "".join(piece.text + piece.tail for piece in found)
    assert "".join(joined.split()) == "".join(text.split())


def test_no_bar_reaches_the_model_and_each_cell_is_one_request() -> None:
    made = translator(lambda text, beam: text.upper())
    done = made.translate(["Dossier patient | Marge nette | 12,5"], "fr")[0]
    assert done.text == "DOSSIER PATIENT | MARGE NETTE | 12.5"
    assert not any("|" in asked for asked in made.engine.asked)


def test_the_lead_behind_a_dateline_is_translated_alone() -> None:
    made = translator(lambda text, beam: text)
    done = made.translate(["Quito.- La empresa firma. Otra frase."], "es")[0]
    assert done.text == "Quito.- La empresa firma. Otra frase."
    assert made.engine.asked == ["La empresa firma.", "Otra frase."]


def test_labels_without_end_are_read_one_by_one() -> None:
    found = pieces("M. D. : " * 3_000 + "Oui.", "fr")
    assert len(found) == 3_001
    assert (found[0].english, found[0].tail, found[-1].text) == ("M. D.", ": ", "Oui.")


@pytest.mark.parametrize("space", ["\u00a0", "\t", " \t"])
def test_white_space_without_end_is_read_once(space: str) -> None:
    started = time.process_time()
    found = pieces("Le CHU" + space * 60_000 + "signe | 3", "fr")
    assert time.process_time() - started < 1
    assert [piece.text for piece in found][-1] == "3"
