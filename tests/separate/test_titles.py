"""A title that the input gives is judged as a title, one that was guessed as any line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlp.article import Article, Block, Layout
from nlp.segment import SegmentStage
from nlp.separate import SeparateOptions, SeparateStage, Separator
from nlp.separate.evidence import Repeated
from nlp.separate.repeats import Repeats
from nlp.stage import Kept, Outcome, Reason, Rejected
from tests.separate.pages import cut, prose
from tests.separate.tiny import tiny_model

BODY = {
    "fr": "Le CHU de Dijon a retenu lundi la société Alvéa pour renouveler son système de gestion de"
    " laboratoire, a annoncé sa direction.\n\nLe contrat, de 2,3 M€, court sur cinq ans et couvre"
    " quatre sites. Il sera mis en œuvre dès le mois de mai.\n\n« Nous avons choisi la solution la"
    " plus simple », explique la directrice, Anne Morel.",
    "es": "El hospital de Cáceres ha elegido a la empresa Alvea para renovar su sistema de gestión"
    " de laboratorio, anunció su dirección.\n\nEl contrato, de 2,3 M€, dura cinco años y cubre"
    " cuatro centros. Se pondrá en marcha en mayo.\n\n«Elegimos la solución más sencilla», explica"
    " la directora, Ana Morales.",
}
BYLINE = {"fr": "Par Anne Morel, journaliste", "es": "Por Luis Ferrer, médico de familia"}
RUBRICS = [
    ("fr", "Tribune | Halte au feu numérique"),
    ("fr", "Trois questions à..."),
    ("es", "Agenda e-salud: del 1 al 4 de abril"),
    ("es", "OPINIÓN | La historia clínica no es de los informáticos"),
    ("es", "TRIBUNA | Datos sin dueño"),
    ("es", "Nombramientos"),
    ("es", "Entrevista | Ana Morales"),
]
MENU = [
    "Accueil | Actualités | Contact",
    "Partager sur Facebook",
    "Mentions légales | Plan du site",
]


@pytest.fixture(scope="module")
def stage() -> SeparateStage:
    return SeparateStage.load()


def separated(stage: SeparateStage, article: Article) -> Outcome:
    return stage([SegmentStage()([article])[0].article])[0]


@pytest.mark.parametrize(("lang", "title"), RUBRICS)
def test_a_given_title_is_the_title_whatever_it_looks_like(
    stage: SeparateStage, lang: str, title: str
) -> None:
    text = f"{BYLINE[lang]}\n\n{BODY[lang]}"
    outcome = separated(stage, Article.new(text, title=title, lang=lang))
    assert isinstance(outcome, Kept)
    first = outcome.article.segments[0]
    assert (first.text, first.kind, first.label, first.reasons) == (title, "title", "content", ())
    assert first.score is not None and 0 < first.score < 1
    assert [s.text for s in outcome.article.segments if s.kind == "title"] == [title]


def test_a_given_title_that_stands_in_the_text_too_stays(stage: SeparateStage) -> None:
    title = "TRIBUNA | Datos sin dueño"
    outcome = separated(stage, Article.new(f"{title}\n\n{BODY['es']}", title=title, lang="es"))
    assert [s.text for s in outcome.article.segments if s.kind == "title" and s.kept] == [title]


@pytest.mark.parametrize("told", [None, "", "  "])
def test_a_guessed_title_is_judged_as_any_line(stage: SeparateStage, told: str | None) -> None:
    text = f"Accueil | Actualités | Contact\n\n{BODY['fr']}"
    first = separated(stage, Article.new(text, title=told, lang="fr")).article.segments[0]
    assert (first.kind, first.label) == ("heading", "boilerplate")


def test_a_title_that_a_page_says_is_judged_with_the_page(stage: SeparateStage) -> None:
    items = ["Se connecter", "Accueil", "Contact", "Actualités"]
    menu = [Layout("html/body/nav/ul/li", "menu", 1.0, None, (1, 2, 3, 10 + k)) for k in range(4)]
    blocks = [Block(items[0], "title", menu[0])]
    blocks += [Block(text, layout=place) for text, place in zip(items[1:], menu[1:], strict=True)]
    blocks += [
        Block(text, layout=Layout("html/body/article/p", holders=(1, 20, 30 + k)))
        for k, text in enumerate(BODY["fr"].split("\n\n"))
    ]
    article = Article.new(title="Se connecter", blocks=tuple(blocks), lang="fr")
    first = separated(stage, article).article.segments[0]
    assert (first.kind, first.label) == ("heading", "boilerplate")


def test_a_given_title_that_is_spam_is_spam(stage: SeparateStage) -> None:
    title = "Buy cheap viagra online without prescription, order now at rx-shop.example"
    first = separated(stage, Article.new(BODY["fr"], title=title, lang="fr")).article.segments[0]
    assert (first.kind, first.label) == ("heading", "spam")


def test_a_given_title_makes_no_article_of_furniture(stage: SeparateStage) -> None:
    outcome = separated(stage, Article.new("\n".join(MENU), title="Nombramientos", lang="fr"))
    assert isinstance(outcome, Rejected) and outcome.reason is Reason.NO_CONTENT
    assert {s.label for s in outcome.article.segments} == {"boilerplate"}


def test_a_given_title_on_every_page_of_the_site_is_set_aside() -> None:
    articles = [
        replace(cut(["En bref", f"Titre {prose(i, 3)[:-1]}", prose(i)]), title="En bref")
        for i in range(30)
    ]
    repeats = Repeats()
    for article in articles:
        repeats.add(article)
    options = SeparateOptions(keep=0, keep_prose=0, spans=False)
    made = SeparateStage(Separator(tiny_model(), options), Repeated(repeats.sample()))
    for outcome in made(articles):
        first, second, _ = outcome.article.segments
        assert (first.kind, first.label) == ("heading", "boilerplate")
        assert (second.kind, second.label) == ("title", "content")
