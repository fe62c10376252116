"""Segments: the text comes back, wrapped lines are joined, titles and languages are found."""

from __future__ import annotations

import textwrap
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.article import Article, Block, Layout, Segment
from nlp.language import Guess, segment_lang
from nlp.segment import SegmentOptions, SegmentStage, from_text, with_title
from nlp.stage import Kept, Reason, Rejected

FR = (
    "Le groupement hospitalier a notifié à l'éditeur un marché de onze millions d'euros sur huit "
    "ans pour la fourniture d'un dossier patient commun à ses six établissements."
)
DE = (
    "Das Krankenhaus hat einen neuen Anbieter für seine elektronische Patientenakte gewählt und "
    "wird im kommenden Jahr mit der Einführung auf allen Stationen beginnen."
)


def run(article: Article, **options: object) -> Article:
    outcome = SegmentStage(SegmentOptions(**options))([article])[0]  # type: ignore[arg-type]
    assert isinstance(outcome, Kept), outcome
    return outcome.article


def joined(article: Article) -> str:
    return "".join(s.lead + s.text for s in article.segments)


@given(st.text(alphabet=st.sampled_from("aB. \n\t\u00a0\u2028\r-1é")) | st.text())
def test_plain_text_comes_back(text: str) -> None:
    segments = from_text(text)
    back = "".join(s.lead + s.text for s in segments)
    assert text.startswith(back)
    assert (
        not text[len(back) :]
        .strip("\u200b\ufeff \t\r\n\f\v\x1c\x1d\x1e\x1f\x85\u2028\u2029")
        .strip()
    )
    assert all(s.text and s.text == s.text.strip() for s in segments)


@given(st.lists(st.text(alphabet="abc DE.", min_size=1), max_size=8), st.integers(30, 90))
def test_wrapped_text_comes_back(paragraphs: list[str], width: int) -> None:
    text = "\n\n".join(textwrap.fill(p * 9, width) for p in paragraphs)
    back = "".join(s.lead + s.text for s in from_text(text))
    assert text.startswith(back) and not text[len(back) :].strip()


@pytest.mark.parametrize("width", [60, 72, 80, 99])
def test_hard_wrapped_paragraphs_are_one_segment_each(width: int) -> None:
    paragraphs = [FR, FR.replace("onze", "douze"), FR.replace("six", "sept")]
    text = "Un titre\n\n" + "\n\n".join(textwrap.fill(p, width) for p in paragraphs)
    text += "\n\nPartager sur X\nImprimer\nLire aussi"
    article = run(Article.new(text))
    assert [" ".join(s.text.split()) for s in article.segments] == [
        "Un titre", *paragraphs, "Partager sur X", "Imprimer", "Lire aussi",
    ]  # fmt: skip
    assert joined(article) == text
    kept = run(Article.new(text), unwrap=False)
    assert len(kept.segments) > len(article.segments)


def test_lines_that_are_not_wrapped_stay_apart() -> None:
    text = "Menu\nAccueil\n\n" + FR + "\n" + FR + "\n\tPartager\n\n\nImprimer \n"
    article = run(Article.new(text))
    assert [s.text for s in article.segments] == [
        "Menu", "Accueil", FR, FR, "Partager", "Imprimer",
    ]  # fmt: skip
    assert joined(article) + " \n" == text
    assert article.segments[4].lead == "\n\t"


SHORT_LINES = [
    "en M€ | T3 2025 | T3 2024 | Variation\nPharmagest | 40,2 | 37,9 | +6,1 %\n"
    "Axigate Link | 8,9 | 8,0 | +11,3 %\nE-Connect | 3,4 | 3,7 | -8,1 %\nTotal | 56,6 | 52,7 | +7,4 %",
    "en M€\tT3 2025\tT3 2024\tVariation\nPharmagest tout\t40,2\t37,9\t+6,1 %\n"
    "dont Axigate\t8,9\t8,0\t+11,3 pour cent\ndont E-Connect\t3,4\t3,7\t-8,1 pour cent",
    "Dr Anne Petit, cheffe de pôle, CHU de Caen\nPr Jean Durand, urgentiste, CHU de Rennes\n"
    "Mme Léa Martin, RSSI, GHT Cœur Grand Est\nM. Marc Dupuis, DSI, hôpital de Lannion\n"
    "Mme Aïcha Benali, cadre, CH de Saint-Brieuc",
    "Chiffre d'affaires 2025 : 56,6 M€ (+7 %)\nrésultat opérationnel : 8,9 M€ (+11,3 %)\n"
    "résultat net part du groupe : 3,4 M€ (+2)\ntrésorerie nette au 30 juin : 61,0 M€ (-4)\n"
    "effectif moyen annuel : 1 240 salariés",
    "Turnover for the year: 56.6 million\nof which in the third: 11.2 million\n"
    "of which are licenses: 20.1 million\nof which is for others: 3.1 million",
]


@pytest.mark.parametrize("lines", SHORT_LINES)
@pytest.mark.parametrize("wrapped", [False, True])
def test_tables_and_lists_of_short_lines_stay_apart(lines: str, wrapped: bool) -> None:
    prose = [FR, FR.replace("onze", "douze"), FR.replace("six", "sept")]
    width = 72 if wrapped else 9_999
    text = "\n\n".join(
        [textwrap.fill(prose[0], width), lines, *(textwrap.fill(p, width) for p in prose[1:])]
    )
    segments = from_text(text)
    assert [" ".join(s.text.split(" ")) for s in segments[1:-2]] == lines.split("\n")
    assert [" ".join(s.text.split()) for s in (segments[0], *segments[-2:])] == prose


@pytest.mark.parametrize(
    "prose",
    [
        "Sociedad Paraguaya de Salud invites submissions for the fourth Congreso Guaraní de "
        "Informática en Salud, to be held in Encarnación from November 19 to 21. Abstracts, of no more "
        "than 300 words and in Spanish, Guaraní or Portuguese, will be accepted until 11:59 p.m. on "
        "September 12 at www.conguara.example. Each will be evaluated by two reviewers.",
        "Le groupe l'a dit : il vend sa filiale. Les raisons : une dette de onze millions d'euros et un "
        "marché perdu : celui du groupement de la Loire, qui a choisi un éditeur du Mans pour huit ans "
        "et ses six établissements : le prix a décidé, selon lui.",
    ],
)
@pytest.mark.parametrize("width", [50, 60, 72])
def test_wrapped_prose_with_capitals_and_colons_is_joined(prose: str, width: int) -> None:
    (segment,) = from_text(textwrap.fill(prose, width))
    assert " ".join(segment.text.split()) == prose


def test_the_first_line_is_the_title_unless_it_is_a_sentence() -> None:
    assert run(Article.new(f"Un marché notifié\n\n{FR}")).segments[0].kind == "title"
    assert run(Article.new(f"{FR}\n\n{FR}")).segments[0].kind == "paragraph"
    assert run(Article.new("Un marché notifié")).segments[0].kind == "paragraph"


def test_a_given_title_is_added_once() -> None:
    added = run(Article.new(FR, title=" Un marché "))
    assert [(s.kind, s.text) for s in added.segments] == [("title", "Un marché"), ("paragraph", FR)]
    there = run(Article.new(f"Accueil\nUN  marché\n{FR}", title="Un marché"))
    assert [s.kind for s in there.segments] == ["paragraph", "title", "paragraph"]
    assert len(run(Article.new(title="Seul titre, en français, pour cet article")).segments) == 1


def test_blocks_give_one_segment_each_with_their_layout() -> None:
    layout = Layout(tag_path="html/body/p", link_density=0.1)
    blocks = (
        Block("Accueil", "title"),
        Block("  "),
        Block(f" {FR} ", layout=layout),
        Block("Autre titre", "title"),
    )
    article = run(Article.new(blocks=blocks, title="Le vrai titre"))
    assert [(s.kind, s.text) for s in article.segments] == [
        ("title", "Le vrai titre"), ("heading", "Accueil"), ("paragraph", FR),
        ("heading", "Autre titre"),
    ]  # fmt: skip
    assert article.segments[2].layout == layout
    untitled = run(Article.new(blocks=blocks))
    assert [s.kind for s in untitled.segments] == ["title", "paragraph", "heading"]


def test_sentences_and_languages_are_filled_in() -> None:
    spam = "Buy cheap pills online now, no prescription is needed and shipping is free for you."
    article = run(Article.new(f"Un marché notifié\n\n{FR} Fin du texte.\n\n{spam}\nMenu"))
    assert article.lang == "fr"
    assert [s.lang for s in article.segments] == ["fr", "fr", "en", "fr"]
    assert len(article.segments[1].sentences) == 2
    for segment in article.segments:
        assert "".join(s.text + s.tail for s in segment.sentences) == segment.text


@pytest.mark.parametrize(
    ("declared", "confidence", "kept"),
    [("fr", 0.94, True), ("fr", 0.95, False), (None, 0.69, True), (None, 0.7, False), ("de", 0.8, False)],
)  # fmt: skip
def test_another_language_has_to_be_surer_where_one_of_ours_is_declared(
    declared: str | None, confidence: float, kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nlp.segment.identify_article", lambda *_: Guess("de", confidence))
    outcome = SegmentStage()([Article.new(DE, lang=declared)])[0]
    assert isinstance(outcome, Kept) == kept
    assert outcome.article.lang == declared or declared is None


@pytest.mark.parametrize("declared", ["fr-FR", "FR", "fr_CA", None, "", "??"])
def test_declared_languages_are_read_by_their_first_part(declared: str | None) -> None:
    assert run(Article.new(FR, lang=declared)).lang == "fr"


def test_no_text_and_foreign_text_are_rejected_with_the_reason() -> None:
    stage = SegmentStage.load()
    outcomes = stage([Article.new(" \n\u00a0"), Article.new(DE), Article.new(FR), Article.new("")])
    reasons = [o.reason if isinstance(o, Rejected) else None for o in outcomes]
    assert reasons == [Reason.EMPTY, Reason.LANGUAGE, None, Reason.EMPTY]
    assert isinstance(outcomes[1], Rejected) and "de" in outcomes[1].detail
    assert outcomes[1].article is not None


def test_a_foreign_quotation_or_a_menu_does_not_reject_an_article() -> None:
    assert run(Article.new(f"{FR}\n\n« {DE} »\n\n{FR}\n{FR}")).lang == "fr"
    assert run(Article.new("Menu\n12\nOK")).lang is not None


def test_short_segments_take_the_language_of_the_article() -> None:
    assert segment_lang("Menu", "es") == "es"
    assert segment_lang(FR, "es") == "fr"


@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, "a\n" * 20_000, "M. " * 40_000, " \n" * 300_000, FR * 2_000]
)
def test_time_is_linear_on_hostile_text(text: str) -> None:
    started = time.process_time()
    SegmentStage.load()([Article.new(text)])
    assert time.process_time() - started < 5


def test_a_page_s_title_below_its_menu_is_the_title_and_stands_once() -> None:
    menu = [Segment(f"Rubrique {i}", kind="list_item") for i in range(9)]
    page = [*menu, Segment("Le CHU  choisit Sillage", kind="title"), Segment("Le texte.")]
    segments = with_title(page, "Le CHU choisit Sillage", guess=False)
    assert [s.kind for s in segments].index("title") == 9
    assert len(segments) == len(page)
