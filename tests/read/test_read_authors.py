"""Names of authors: out of columns, out of what a page declares, marks and says in words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.article import Source
from nlp.errors import ReadError
from nlp.read.author_names import tidy
from nlp.read.authors import MOST, names_of
from nlp.read.fields import row_article
from nlp.read.html import page_article
from nlp.read.options import ReadOptions

PROSE = (
    "<p>"
    + "Le centre hospitalier a retenu un nouveau dossier patient pour ses urgences. " * 3
    + "</p>"
)


def authors(head: str = "", above: str = "", below: str = "") -> tuple[str, ...]:
    page = f"<html><head>{head}</head><body><main><h1>Un nouveau dossier patient</h1>{above}{PROSE}{below}</main>"
    return page_article(page, Source("p"), ReadOptions()).authors


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("Par Jeanne Roux", ["Jeanne Roux"]),
        ("Por: María López y Juan Pérez", ["María López", "Juan Pérez"]),
        ("Propos recueillis par Jeanne Roux, journaliste, et Paul Mas", ["Jeanne Roux", "Paul Mas"]),
        ("Jeanne Roux, avec l'AFP", ["Jeanne Roux", "AFP"]),
        ("Jeanne Roux (Nantes) <j.roux@press.example>", ["Jeanne Roux"]),
        ("Jeanne Roux | Nantes", ["Jeanne Roux"]),
        ("De Fabrice Imboden", ["Fabrice Imboden"]),
        ("De Keyser", ["De Keyser"]),
        ("Santiago Ramón y Cajal", ["Santiago Ramón y Cajal"]),
        ("Roux, Jeanne", ["Roux, Jeanne"]),
        ("Conrad Marcon Mas", ["Conrad Marcon Mas"]),
        ("Rédaction", ["Rédaction"]),
        (["AFP", {"@type": "Person", "name": "Jeanne Roux"}, "afp"], ["AFP", "Jeanne Roux"]),
        ("J.-P. Roux &amp; fils", ["J.-P. Roux & fils"]),
        ("Paul M.", ["Paul M."]),
        ("contact@press.example", []),
        ("https://press.example/jeanne-roux", []),
        ("admin", []),
        ("journaliste", []),
        ("Le journal", []),
        ("Anne Morel le", ["Anne Morel"]),
        ("Rosa Díaz el", ["Rosa Díaz"]),
        ("Nathan Willis March", ["Nathan Willis"]),
        ("Luis Gil Lunes, 4 de marzo", ["Luis Gil"]),
        ("Publié par Paul Mas le 3 mars", ["Paul Mas"]),
        ("Written by Jane Hart on May 4, 2024", ["Jane Hart"]),
        ("Jane Hart 5 min read", ["Jane Hart"]),
        ("Mark Doyle in London", ["Mark Doyle"]),
        ("Anna May Wong", ["Anna May Wong"]),
        ("Juan Carlos Abril", ["Juan Carlos Abril"]),
        ("Sophie in ’t Veld", ["Sophie in ’t Veld"]),
        ("Dr Anne Morel", ["Anne Morel"]),
        ("Mme Claire Petit, Prof. Karl Stein", ["Claire Petit", "Karl Stein"]),
        ("Madame Figaro", ["Madame Figaro"]),
        ("ANNE MOREL", ["Anne Morel"]),
        ("JUAN DE LA CRUZ", ["Juan de la Cruz"]),
        ("Jean-Paul MARTIN", ["Jean-Paul Martin"]),
        ("EUROPA PRESS", ["EUROPA PRESS"]),
        ("MADRID, Luis Gil", ["Luis Gil"]),
        ("Luis Gil. Madrid", ["Luis Gil"]),
        ("EFE | Madrid", ["EFE"]),
        ("EFE y Luis Gil", ["EFE", "Luis Gil"]),
        ("By Jane Hart | The Clinic", ["Jane Hart"]),
        ("By JANE HART, Health Correspondent", ["Jane Hart"]),
        ("Tom Gillespie News reporter", ["Tom Gillespie"]),
        ("Redacción Médica, periodista", ["Redacción Médica"]),
        ("Redacción y agencias", ["Redacción"]),
        ("Analysis by Chris Hart", ["Chris Hart"]),
        ("Center for Drug Evaluation", ["Center for Drug Evaluation"]),
        ("Texto: Luis Gil; Fotos: Pepa Ruiz", ["Luis Gil"]),
        ("Anne Morel (texte) et Paul Mas (photos)", ["Anne Morel"]),
        ("Traduit par Anne Morel", []),
        ("Staff Writer", []),
        ("Editorial team", []),
        ("par la rédaction", []),
        ({"givenName": "Rosa", "familyName": "Díaz"}, ["Rosa Díaz"]),
        ({"@list": [{"name": "Rosa Díaz"}, "AFP"]}, ["Rosa Díaz", "AFP"]),
        ("Notre journal suit depuis dix ans les hôpitaux de la région", []),
        (12, []),
        (None, []),
    ],
)  # fmt: skip
def test_names_stand_alone(told: object, names: list[str]) -> None:
    assert list(names_of(told, sites=["Le Journal"])) == names


@given(
    st.recursive(st.text() | st.none() | st.integers(), lambda inner: st.lists(inner, max_size=40))
)
def test_any_value_gives_bounded_names(told: Any) -> None:
    found = names_of(told)
    assert len(found) <= MOST and all(0 < len(name) <= 81 for name in found)
    assert all(name == " ".join(name.split()) and "@" not in name for name in found)


NAMED = st.sampled_from(["Anne Morel", "Luis Gil", "Jane Hart", "Jean de La Tour", "Sara O'Neill"])
TITLES = st.sampled_from(["", "Dr ", "Dra. ", "Mme ", "Prof. ", "By ", "Por: ", "Par "])
TAILS = st.sampled_from(
    ["", " le", " le 3 mars", " March 3, 2024", ", 4 de mayo de 2025", " novembre", " on Tuesday", " | lundi 2 juin",
     " https://press.example/a", " a.morel@press.example", ", publié le 4 juin", " 12/03/2024", " actualizado hace 3 horas"]
)  # fmt: skip


@given(TITLES, NAMED, TAILS)
def test_nothing_that_stands_around_a_name_is_of_it(title: str, name: str, tail: str) -> None:
    assert names_of(f"{title}{name}{tail}") == (name,)


@given(st.lists(st.one_of(NAMED, TITLES, TAILS, st.text(max_size=12)), max_size=5))
def test_names_hold_no_figure_and_no_address_and_give_themselves(parts: list[str]) -> None:
    for name in names_of(" ".join(parts)):
        assert not any(c.isdigit() for c in name) and "@" not in name and "://" not in name
        assert tidy(name) == name


def test_a_column_of_authors_is_read_and_what_is_no_name_stays_with_the_rest() -> None:
    def row(**cells: object) -> Any:
        return row_article({"text": "Un texte.", **cells}, Source("f"), ReadOptions())

    assert row(author="Par Jeanne Roux").authors == ("Jeanne Roux",)
    assert row(auteurs=["Jeanne Roux", "Paul Mas"]).authors == ("Jeanne Roux", "Paul Mas")
    assert row(Autor="Diario Sur", medio="Diario Sur").authors == ()
    assert row(author="jroux").authors == () and row(author="jroux").meta["author"] == "jroux"
    assert "author" not in row(author="Jeanne Roux").meta
    assert row(html=f"<main>{PROSE}</main>", author="Jeanne Roux").authors == ("Jeanne Roux",)


def test_an_article_of_other_authors_is_the_same_article() -> None:
    one, two = (
        row_article({"text": "Un texte.", "author": name}, Source("f"), ReadOptions())
        for name in ("Jeanne Roux", "Paul Mas")
    )
    assert one.content_hash == two.content_hash


LD = '<script type="application/ld+json">{}</script>'


def test_what_a_page_declares_goes_before_what_it_shows() -> None:
    graph = LD.format(
        '{"@graph": [{"@type": "NewsArticle", "author": {"@id": "#1"}, "publisher": {"name": "Le Journal"}},'
        ' {"@type": "Person", "@id": "#1", "name": "Jeanne Roux"}]}'
    )
    meta = '<meta name="author" content="Paul Mas">'
    assert authors(graph + meta) == ("Jeanne Roux",)
    assert authors(graph.replace("Jeanne Roux", "Le Journal") + meta) == ("Paul Mas",)
    assert authors(meta + meta.replace("Paul", "Anne")) == ("Paul Mas", "Anne Mas")
    site = '<meta property="og:site_name" content="Le Journal">'
    assert authors(site + '<meta name="author" content="Le journal">') == ()
    assert authors('<meta property="article:author" content="https://f.example/le-journal">') == ()


@pytest.mark.parametrize(
    "line",
    [
        '<p class="byline">Par <a href="/jr">Jeanne Roux</a><span>Nantes</span></p>',
        '<div class="meta">Par Jeanne Roux · 3 mars 2026</div>',
        '<p class="info-publi">mardi 3 mars 2026, par Jeanne Roux</p>',
        '<p>Publié le 3 mars 2026 par Jeanne Roux</p>',
        '<span itemprop="author"><b itemprop="name">Jeanne Roux</b></span>',
        '<a rel="author" href="/jr">Jeanne Roux</a>',
        '<span class="author-name">Jeanne Roux</span> <span class="date">3 mars 2026</span>',
        '<div class="by">Propos recueillis par Jeanne Roux le 24 avril 2026</div>',
        '<p class="author">Jeanne Roux, le 3 mars 2026</p>',
    ],
)  # fmt: skip
def test_a_byline_is_read(line: str) -> None:
    assert authors(above=line) == ("Jeanne Roux",)


def test_two_authors_of_one_line_are_both_read() -> None:
    links = '<a rel="author">Jeanne Roux</a> et <a rel="author">Paul Mas</a>'
    assert authors(above=f"<p>{links}</p>") == ("Jeanne Roux", "Paul Mas")


@pytest.mark.parametrize(
    "other",
    [
        '<aside><span class="author">Paul Mas</span></aside>',
        '<div class="comments"><p class="author">Paul Mas</p></div>',
        '<ul><li><a rel="author">Paul Mas</a></li></ul>',
        "<h2>À lire aussi</h2><p>Par Paul Mas</p>",
        "<p>Le contrat a été signé par Paul Mas.</p>",
        '<p class="author-bio">Paul Mas écrit sur la santé depuis dix ans.</p>',
        '<figcaption class="photo-author">Paul Mas</figcaption>',
    ],
)  # fmt: skip
def test_the_author_of_something_else_is_not_the_articles(other: str) -> None:
    assert authors(below=other) == ()


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_page_gives_names_or_none(told: str, name: str, line: str) -> None:
    head = f'<meta name="author" content="{name}">' + LD.format(told)
    try:
        found = authors(head, f'<p class="author">{line}</p>')
    except ReadError:
        return
    assert all(isinstance(each, str) and each for each in found)
