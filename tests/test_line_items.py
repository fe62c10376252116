"""Line ends in a paragraph: those of items end a sentence, those of a wrapped one do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.article import Article, Block
from nlp.line_items import item_ends
from nlp.segment import SegmentStage
from nlp.sentences import split
from nlp.stage import Kept

ITEMS = [
    "Le calendrier du projet\nLes urgences démarreront le 4 mai.",
    "Lot 1 : serveurs\nAttributaire : Hébéris, 1,2 M€\nLot 2 : postes\nAttributaire : sans suite",
    "Ont voté pour :\nla CGT\nFO\nOnt voté contre :\nla CFDT",
    "812 lits\n2 350 agents\nAucun licenciement",
    "Ce que dit la direction\nAucun poste ne sera supprimé.",
    "À propos du centre hospitalier de Valmeuse\nÉtablissement support du GHT",
    "Contexte\nMontferrand, dont le dossier patient date de 2009, a lancé un appel d'offres en mai.",
    "Lundi au vendredi\n9h à 17h",
    "Los lotes adjudicados\n- servidores\n- puestos de trabajo",
    "Jeanne Roux\nPaul Mas\nAnne Vasseur",
    "Hospital de Altamar\n12, calle de los Lirios\n28001 Altamar",
    "Calendario de implantación\nEn octubre de 2026, el piloto de Sierra Alta.",
]

WRAPPED = [
    "Le centre hospitalier de Valmeuse et le\nCHU de Nantes ont choisi\nOrvalys pour leurs urgences.",
    "L'hôpital emploie\n2 350 agents.",
    "Le contrat a été signé par la directrice\nJeanne Roux devant les syndicats.",
    "Il a dit : « Nous avons choisi\nOrvalys ».",
    "El contrato lo firmó el consejero de\nSanidad, que no quiso\ndar cifras del\nMinisterio antes del acuerdo.",
    "Le marché, attribué à la société nantaise\nHébéris, comprend la reprise des données du\nCHU, "
    "la formation des agents et le support.",
    "La société (dont le siège est à\nNantes) emploie\nTrente personnes.",
    "LE CHU CHOISIT ORVALYS\nPOUR SES URGENCES",
    "Jeanne\nRoux",
    "Les demandes sont à déposer sur la plateforme de la région :\nelles seront examinées en juin.",
    "Le nouveau logiciel des urgences,\nOrvalys, est en service.",
]


@pytest.mark.parametrize("text", ITEMS)
def test_items_are_sentences(text: str) -> None:
    lang = "es" if "los" in text.split() or "de" in text.split() and "octubre" in text else "fr"
    assert [s.text for s in split(text, lang)] == text.split("\n")


@pytest.mark.parametrize("text", WRAPPED)
def test_a_wrapped_sentence_is_whole(text: str) -> None:
    assert [s.text for s in split(text, "fr")] == [text]


def test_a_heading_above_wrapped_prose_is_a_sentence() -> None:
    text = "Le calendrier\nTrois services de l'hôpital démarreront en mai, et les\nurgences du site de Nantes à la rentrée."
    assert [s.text for s in split(text, "fr")] == ["Le calendrier", text.split("\n", 1)[1]]


@given(st.text("aA1 .:«»(-\n\t,é", max_size=120))
def test_nothing_is_lost_and_ends_are_line_feeds(text: str) -> None:
    assert all(text[at] == "\n" for at in item_ends(text, frozenset()))
    if text.strip():
        assert "".join(s.text + s.tail for s in split(text, "fr")) == text


def test_the_lines_of_a_block_become_sentences_of_its_segment() -> None:
    article = Article.new(
        blocks=[
            Block("Les dates à retenir", "title"),
            Block("812 lits\n2 350 agents\nAucun licenciement"),
        ],
        lang="fr",
    )
    (outcome,) = SegmentStage()([article])
    assert isinstance(outcome, Kept)
    sentences = outcome.article.segments[1].sentences
    assert [(s.text, s.tail) for s in sentences] == [
        ("812 lits", "\n"), ("2 350 agents", "\n"), ("Aucun licenciement", ""),
    ]  # fmt: skip


def test_rows_with_a_wide_gap_are_sentences_in_whatever_they_are_joined_to() -> None:
    rows = [
        "Dépôt des dossiers                 16 février - 30 avril",
        "et auditions                       9 au 20 juin 2026",
    ]
    assert [s.text for s in split("\n".join(rows), "fr")] == rows


def test_a_headline_is_one_sentence_wherever_the_page_breaks_it() -> None:
    blocks = [Block("Dossier patient : le GHT retient\nHélionis", "title"), Block("Le GHT signe.")]
    (outcome,) = SegmentStage()([Article.new(blocks=blocks, lang="fr")])
    assert isinstance(outcome, Kept)
    title = outcome.article.segments[0]
    assert (title.text, len(title.sentences)) == ("Dossier patient : le GHT retient Hélionis", 1)
