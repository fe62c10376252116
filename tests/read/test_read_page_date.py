"""A page's date of publication is the article's own; the character set is what a browser would take."""

from __future__ import annotations

import json
import time

import pytest

from nlp.article import Source
from nlp.day import day_of
from nlp.read import ReadOptions
from nlp.read.declared import declared_charset
from nlp.read.html import html_article

OTHER = "2018-01-01"
OWN = "2025-03-03"


def published(body: str, head: str = "") -> str | None:
    page = f"<html><head><meta charset=utf-8>{head}</head><body>{body}<p>Le CHU signe.</p></body>"
    return html_article(page.encode(), Source(path="p.html"), ReadOptions()).published


def ld(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def news(day: str, **more: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "datePublished": day} | more


@pytest.mark.parametrize(
    "body",
    [
        f"<header><time datetime={OTHER}></time></header><article><time datetime={OWN}></time></article>",
        f"<nav><time datetime={OTHER}>x</time></nav><time datetime={OWN}>3 mars</time>",
        f"<ul><li><time datetime={OTHER}>x</time></li></ul><time datetime={OWN}>3 mars</time>",
        f"<footer><time datetime={OTHER}>x</time></footer><time datetime={OWN}>3 mars</time>",
        f"<article><time datetime=PT4M>4 min</time><time datetime={OWN}>3 mars</time></article>",
        f"<article><time datetime=P2D>hace 2 días</time><time datetime={OWN}>3</time></article>",
        f"<article><h1>T</h1><footer><time datetime={OWN}>3 mars</time></footer></article>",
        f"<article><header><time datetime={OWN}>3 mars</time></header></article>",
        f"<header><h1>T</h1><time datetime={OWN}>3 mars</time></header>",
        f"<p>Le congrès aura lieu le <time datetime={OTHER}>1er janvier</time>.</p><time datetime={OWN}>x</time>",
        f"<p>Publié le <time datetime={OWN}>3 mars 2025</time>.</p>",
        f"<p>Publicado por Luis Ferrer el <time datetime={OWN}>3 de marzo</time></p>",
        f"<p>Julie Kermarrec | <time datetime={OWN}>3 mars 2025</time></p>",
        f"<p><time datetime={OWN}>3 mars 2025</time></p>",
        f"<time datetime={OTHER} class=updated>x</time><time datetime={OWN} class='entry-date published'>y</time>",
        f"<time datetime={OTHER}>x</time><time datetime={OWN} pubdate>y</time>",
        f"<time datetime={OTHER}>x</time><time datetime={OWN} itemprop=datePublished>y</time>",
        f"<aside><meta itemprop=datePublished content={OTHER}></aside><span itemprop=datePublished content={OWN}>x</span>",
        f"<meta itemprop=datePublished content={OWN}><time datetime={OTHER}>x</time>",
        f"<div class=comments><time datetime={OTHER}>x</time></div><time datetime={OWN}>y</time>",
        f"<div><abbr class=published itemprop=datePublished title={OWN}>10:00</abbr></div>",
        f"<time datetime={OWN} class=updated>x</time>",
    ],
)
def test_the_date_is_the_articles_own(body: str) -> None:
    assert published(body) == OWN


@pytest.mark.parametrize(
    "body",
    [
        f"<p>El congreso será el <time datetime={OTHER}>20 de junio</time>.</p>",
        f"<p>Le CHU a publié le <time datetime={OTHER}>1er janvier</time> un appel d'offres.</p>",
        "<time datetime=PT4M>4 min</time>",
        f"<aside><time datetime={OTHER}>x</time></aside>",
        f"<footer><time datetime={OTHER}>x</time></footer>",
        ld({"@type": "ItemList", "itemListElement": [{"item": news(OTHER)}]}),
        ld({"@type": "Event", "datePublished": OTHER}),
    ],
)
def test_a_date_of_something_else_is_none(body: str) -> None:
    assert published(body) is None


@pytest.mark.parametrize(
    "scripts",
    [
        ld({"@type": "ItemList", "itemListElement": [{"item": news(OTHER)}]}) + ld(news(OWN)),
        ld(news(OWN, mentions=[news(OTHER)])),
        ld({"@type": "NewsArticle", "mentions": [news(OTHER)], "datePublished": OWN}),
        ld({"@graph": [{"@type": "WebPage", "datePublished": OTHER}, news(OWN)]}),
        ld({"@graph": [{"@type": "WebPage", "datePublished": OWN}]}),
        ld({"@type": "WebPage", "mainEntity": news(OWN)}),
        ld([news(OWN)]),
        ld({"@type": ["Article", "Thing"], "datePublished": OWN}),
        ld({"@type": "Comment", "datePublished": OTHER}) + ld(news(OWN)),
        f'<script type="application/ld+json">{{"datePublished": "{OWN}",}}</script>',
        f'<script type="application/ld+json">{"[" * 100_000}</script>' + ld(news(OWN)),
    ],
)
def test_json_ld_of_the_page_itself(scripts: str) -> None:
    assert published("", scripts) == OWN


def test_the_heads_meta_tag_goes_first() -> None:
    head = f"<meta property=article:published_time content={OWN}>" + ld(news(OTHER))
    assert published(f"<time datetime={OTHER}></time>", head) == OWN


def test_a_meta_tag_that_is_no_date_is_kept_only_where_nothing_tells_one() -> None:
    head = "<meta name=date content='mardi dernier'>"
    assert published("", head) == "mardi dernier"
    assert published("", head + ld(news(OWN))) == OWN


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        (b'<!-- <meta charset="iso-8859-7"> --><meta charset="windows-1252">', "windows-1252"),
        (b'<meta name=description content="charset=macintosh"><meta charset=l1>', "l1"),
        (b"<meta name=description content='a > b charset=macintosh'><meta charset=l1>", "l1"),
        (b'<META CONTENT="text/html; charset=l1" HTTP-EQUIV="Content-Type">', "l1"),
        (b"<meta http-equiv=content-type content='text/html;charset=l1'/>", "l1"),
        (b"<META HTTP-EQUIV=Content-Type CONTENT=text/html; charset=l1>", "l1"),
        (b'<meta name=x charset="l1">', "l1"),
        (b"<meta charset = 'l1' >", "l1"),
        (b'<meta\n charset="l1"/>', "l1"),
        (b'<meta charset="l1><title>x</title>', None),
        (b'<meta http-equiv=refresh content="0; url=/?charset=l2">', None),
        (b"<!-- never closed <meta charset=l1>", None),
        (b"<!--><meta charset=l1>", "l1"),
        (b"<metadata charset=l1>", None),
        (b"<?xml version='1.0' encoding='l1'?><meta charset=l2>", "l1"),
    ],
)
def test_the_character_set_is_where_a_browser_looks(head: bytes, wanted: str | None) -> None:
    assert declared_charset(head) == wanted


@pytest.mark.parametrize("piece", [b"<meta ", b"<!--", b'<meta "', b"<meta charset", b"<meta a='"])
def test_the_head_is_searched_in_no_time(piece: bytes) -> None:
    started = time.process_time()
    declared_charset(piece * 2000)
    assert time.process_time() - started < 1


OWN_LINE = "<p class=date>Publié le 3 mars 2025</p>"
AGENDA = f"<div class=evt><time datetime={OTHER}>1er janvier</time> Congrès des DSI</div>"
TEASER = (
    f"<div class=teaser><time datetime={OTHER}>1er janvier 2018</time> <a href=x>Autre</a></div>"
)


@pytest.mark.parametrize(
    "other",
    [
        f"<div class=col-agenda><h3>Agenda</h3>{AGENDA}</div>",
        f"<div>{AGENDA}</div>",
        f"<div class=c3><time datetime={OTHER}>1er janvier 2018</time> Congrès des DSI</div>",
        f"<div class=teasers>{TEASER}</div>",
        f"<section class=latest><article class=teaser><time datetime={OTHER}>x</time></article></section>",
        f"<div class=reactions><div><b>Paul</b> <time datetime={OTHER}>1er janvier</time></div></div>",
        f"<dl><dt>Prochaine réunion</dt><dd><time datetime={OTHER}>1er janvier</time></dd></dl>",
    ],
)
@pytest.mark.parametrize(
    "line",
    [
        OWN_LINE,
        "<p>Publié le lundi 3 mars 2025 à 10h30</p>",
        "<div class=meta>Par Ana Roux, publié le 3 mars 2025 | Hôpital</div>",
        "<div class=infos>Mis en ligne le 03/03/2025</div>",
        "<span class=fecha>Publicado el 3 de marzo de 2025</span>",
        f"<p>Publié le <time datetime={OWN}>3 mars</time></p>",
        f"<p>Modifié le <time datetime=2025-04-01>1er avril 2025</time>, publié le <time datetime={OWN}>3 mars 2025</time></p>",
        "<div class=date>03/03/2025 - 09:41h</div>",
        "<p>3 mars 2025</p>",
        "<section><dl><dt>Fecha de publicación</dt> <dd>3 de marzo de 2025</dd></dl></section>",
    ],
)
def test_the_line_that_tells_the_publication_goes_before_other_times(other: str, line: str) -> None:
    article = f"<article><h1>Le CHU signe un marché</h1>{line}<p>Le CHU a signé.</p></article>"
    for body in (article + other, other + article):
        assert day_of(published(body)) == OWN


@pytest.mark.parametrize("other", [AGENDA, TEASER, f"<div class=avis>{TEASER}</div>"])
def test_a_date_of_an_event_or_a_teaser_alone_is_none(other: str) -> None:
    assert published(f"<article><h1>Le CHU signe</h1><p>Le texte.</p></article>{other}") is None


@pytest.mark.parametrize(
    "line",
    [
        "<p>L'appel d'offres publié le 3 mars 2025 porte sur le dossier patient.</p>",
        "<p>Le CHU a publié le 3 mars 2025 un appel d'offres.</p>",
        "<p>Publié le 3 mars.</p>",
        "<p>Rendez-vous le 3 mars 2025</p>",
        "<section><p>3 mars 2025</p></section>",
        "<section><dl><dt>Prochaine réunion</dt><dd>3 mars 2025</dd></dl></section>",
        "<aside><p>Publié le 3 mars 2025</p></aside>",
        "<div class=comments><p class=date>Publié le 3 mars 2025</p></div>",
    ],
)
def test_a_line_that_tells_no_publication(line: str) -> None:
    assert published(f"<h1>Le CHU signe un marché</h1><p>Texte.</p>{line}") is None


@pytest.mark.parametrize(
    "body",
    [
        f"<div class=post><div class=post-meta>Ana. <time datetime={OWN}>3</time></div></div>",
        f"<div class=byline>Ana. <time datetime={OWN}>3 mars</time></div>",
        f"<dl class=article-info><dt>Détails</dt><dd><time datetime={OWN}>x</time></dd></dl>",
        f"<dl><dt>Publié le</dt><dd><time datetime={OWN}>3 mars 2025</time></dd></dl>",
        f"<article class=event><h1>Le CHU signe</h1><time datetime={OWN}>3 mars</time></article>",
        f"<p class=date>Publié le <time datetime={OWN}>3 mars 2025</time> à 10h</p>",
        f"<span property='schema:dateCreated' content={OWN} class='rdf-meta hidden'></span><time datetime={OTHER}>x</time>",
        f"<article class=comment><span property='schema:dateCreated' content={OTHER}></span></article>"
        f"<span property='schema:dateCreated' content={OWN}></span>",
    ],
)
def test_dates_of_articles_that_stay(body: str) -> None:
    assert published(body) == OWN


@pytest.mark.parametrize("name", ["article.published", "DC.Date.created", "dcterms.available"])
def test_more_meta_tags(name: str) -> None:
    assert published("", f"<meta name={name} content={OWN}>") == OWN


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        ({"@type": "NewsArticle", "dateCreated": OWN}, OWN),
        ({"@type": "NewsArticle", "dateCreated": OTHER, "datePublished": OWN}, OWN),
        ({"@type": "VideoObject", "uploadDate": OWN}, OWN),
        ([{"@type": "VideoObject", "uploadDate": OTHER}, news(OWN)], OWN),
        ({"@type": "Event", "dateCreated": OWN}, None),
    ],
)
def test_when_a_thing_was_made_counts_where_nothing_tells_its_publication(
    data: object, wanted: str | None
) -> None:
    assert published("", ld(data)) == wanted


def test_a_recording_on_the_page_of_an_article_does_not_tell_its_date() -> None:
    recording = ld({"@type": "VideoObject", "uploadDate": OTHER})
    assert published(f"<time datetime={OWN}>x</time>", recording) == OWN
    assert published("<p>Texte.</p>", recording) == OTHER


LONG = (
    "Le centre hospitalier de Maurelle a choisi un nouvel éditeur pour son dossier patient, au terme "
    "d'une consultation de dix-huit mois."
)


def article(line: str, behind: str = "") -> str:
    return f"<article><h1>Le CH change de logiciel</h1><p>{LONG}</p>{line}<p>{LONG}</p></article>{behind}"


@pytest.mark.parametrize(
    "line",
    [
        "Publié le 12 janvier 2021, l’arrêté fixe les tarifs du forfait.",
        "Publié le 12 janvier 2021, l'arrêté fixe les tarifs du forfait",
        "Publié le 12 janvier 2021 par la Cour des comptes, le rapport est sévère.",
        "Publicado el 12 de enero de 2021, el decreto fija las tarifas.",
        "Published on 12 January 2021, the report is severe.",
        "Publié le 12 janvier 2021 au Journal officiel.",
        "Publié le <time datetime=2021-01-12>12 janvier 2021</time>, le décret fixe les tarifs.",
        "Date : 12 janvier 2021",
    ],
)
@pytest.mark.parametrize("tag", ["p", "p class=date"])
def test_a_sentence_that_begins_like_the_line_tells_no_publication(line: str, tag: str) -> None:
    assert published(article(f"<{tag}>{line}</p>")) is None


@pytest.mark.parametrize(
    "line",
    [
        "Publié le 3 mars 2025 par Claire Desnoyers",
        "Publié le 3 mars 2025 par Claire Desnoyers.",
        "Publié le 3 mars 2025 par notre correspondante.",
        "Publié le 3 mars 2025, la rédaction",
        "Publié le 3 mars 2025 - Mis à jour le 4 mars 2025",
        "Publié le 3 mars 2025, mis à jour le 4 mars 2025.",
        "Publié le 3 mars 2025 à 10 h · 3 min de lecture",
        "Publicado el 3 de marzo de 2025 | Sanidad",
    ],
)
@pytest.mark.parametrize("place", ["headline", "standfirst", "end"])
def test_the_line_at_the_headline_or_at_the_end(line: str, place: str) -> None:
    line = f"<p>{line}</p>"
    head = f"<h1>Le CH change de logiciel</h1>{line if place == 'headline' else ''}"
    middle = f"<p>{LONG}</p>{line if place == 'standfirst' else ''}<p>{LONG}</p><h2>Le prix</h2>"
    end = f"<p>{LONG}</p>{line if place == 'end' else ''}"
    assert day_of(published(f"<article>{head}{middle}{end}</article>")) == OWN


@pytest.mark.parametrize(
    "end",
    [
        "<footer><p>Publié le 3 mars 2025</p></footer>",
        "<footer><p><a href=/x>Imprimer</a></p><p class=meta>Publié le 3 mars 2025</p></footer>",
        "<div><p>Publié le 3 mars 2025</p></div>",
    ],
)
def test_the_line_in_an_element_of_its_own_at_the_end(end: str) -> None:
    body = f"<article><h1>Le CH change</h1><div><p>{LONG}</p><p>{LONG}</p></div>{end}</article>"
    assert day_of(published(body)) == OWN


@pytest.mark.parametrize("prose", [f"<p>{LONG}</p>", f"<p>{LONG * 4}</p>", f"<p>{LONG}</p>" * 3])
@pytest.mark.parametrize(
    "other",
    [
        "<h2>À lire aussi</h2><div><span class=date>12/02/2020</span><a href=/a>Autre article</a></div>",
        "<h2>À lire aussi</h2><p class=item-date>Publié le 12/02/2020</p><p><a href=/a>Autre</a></p>",
        "<div><p class=date>12/02/2020</p><a href=/a>Autre article</a></div>",
        "<div class=reponses><p class=meta>Posté le 12/02/2024 à 10:12</p><p>Bravo !</p></div>",
    ],
)
def test_a_date_behind_the_prose_is_of_another_article_or_a_reader(prose: str, other: str) -> None:
    assert published(f"<main><h1>Le CHU choisit un logiciel</h1>{prose}{other}</main>") is None


@pytest.mark.parametrize(
    "line",
    [
        "<p>Date : 18 juin 2025</p><p>Lieu : Lyon</p>",
        "<p>Date : 18 juin 2025</p>",
        "<p>Fecha: 18 de junio de 2025</p>",
        "<dl><dt>Date</dt><dd>18/06/2025</dd></dl>",
        "<p>18 juin 2025</p><p>Lieu : palais des congrès</p>",
    ],
)
def test_the_date_of_an_event_is_none(line: str) -> None:
    assert published(f"<div><h1>Congrès des DSI à Lyon</h1>{line}<p>{LONG}</p></div>") is None


@pytest.mark.parametrize(
    "line",
    [
        "<p>3 mars 2025</p>",
        "<p>Fecha de publicación: 3 de marzo de 2025</p>",
        f"<p>{LONG}</p><div class=meta><span>Ana Roux</span> <span class=date>3 mars 2025</span></div>",
        f"<p>{LONG}</p><div class=meta><span>Ana Roux</span> <span class=date>Publié le 3 mars 2025</span></div>",
    ],
)
def test_the_date_beside_the_headline_of_an_article_stays(line: str) -> None:
    body = f"<article><h1>Le CHU de Brest signe</h1>{line}<p>{LONG}</p></article>"
    assert day_of(published(f"<p>{LONG}</p>{body}")) == OWN


HEAD = f"<h2>Avis de la Haute Autorité</h2><time datetime={OWN}>3 mars 2025</time><p>{LONG}</p>"
LATEST = (
    f"<div class=meta><time datetime={OWN}>3 mars 2025</time></div><h2>Un titre</h2><p>{LONG}</p>"
)


@pytest.mark.parametrize("logo", ["", "<h1>Hôpital Ouest</h1>"])
@pytest.mark.parametrize(
    "body",
    [
        f"<div class=avis>{HEAD}</div>",
        f"<article class='post latest'>{LATEST}</article>",
        f"<div id=forum><div class=post>{HEAD}</div></div>",
        f"<div class=avis>{HEAD}<p>{LONG}</p></div><div><p>{LONG}</p></div>",
    ],
)
def test_the_pages_own_article_may_be_called_like_what_readers_write(logo: str, body: str) -> None:
    assert published(logo + body) == OWN


@pytest.mark.parametrize(
    "body",
    [
        # The prose stands elsewhere.
        f"<div><h2>Le CHU</h2><p>{LONG * 2}</p></div><div class=avis>{HEAD}</div>",
        # The headline does.
        f"<h1>Le CHU de Brest signe</h1><p>Court.</p><div class=avis>{HEAD}</div>",
        # Two of them side by side, and none has a headline.
        f"<div class=avis>{HEAD}</div><div class=avis>{HEAD}</div>",
        f"<div class=avis>{HEAD.replace('h2>', 'b>')}</div>",
        f"<div class=agenda><h2>Agenda</h2><time datetime={OWN}>3 mars</time><p>Congrès</p></div>",
    ],
)
def test_what_readers_write_beside_the_article_tells_no_date(body: str) -> None:
    assert published(body) is None


H1 = "<h1>Le CHU signe un marché de trois ans</h1>"


@pytest.mark.parametrize(
    "line",
    [
        "<p class=date>Valmeuse, le 3 mars 2025</p>",
        "<div class=meta>Par Ana Roux · 3 mars 2025</div>",
        "<div class=meta>Ana Roux | 3 Mars 2025</div>",
        "<p class=info-publi>lundi 3 mars 2025, par Ana</p>",
        "<div class=published>Créé le lundi 3 mars 2025 13:22</div>",
        "<p class=meta>3 marzo, 2025</p>",
        "<p class=meta>Santiago, 3 de Marzo de 2025</p>",
        "<p class=post-meta>March 3, 2025</p>",
    ],
)
def test_a_date_beside_the_headline_with_a_place_or_a_name(line: str) -> None:
    body = f"<article>{H1}{line}<p>{LONG}</p></article>"
    assert day_of(published(body)) == OWN


@pytest.mark.parametrize(
    "body",
    [
        f"<div><p class=noticia-fecha>Lunes, 03 Marzo 2025</p><h2>El CHU firma el contrato</h2><p>{LONG}</p></div>",
        f"<table><tr><td>Le CHU signe</td></tr><tr><td class=createdate>Lundi 3 Mars 2025 13:22</td></tr>"
        f"<tr><td><p>{LONG}</p></td></tr><tr><td class=modifydate>Mis à jour le 4 Mars 2025</td></tr></table>",
    ],
)
def test_a_date_on_a_page_without_h1(body: str) -> None:
    assert day_of(published(body)) == OWN


@pytest.mark.parametrize(
    "line",
    [
        "<p>Lyon, le 3 mars 2025</p>",
        "<p class=date>Lyon, le 3 mars 2025</p><p>Lieu : palais des congrès</p>",
        "<p class=event-date>Lyon, le 3 mars 2025</p>",
        "<p class=date>Du 2 au 4 mars 2025</p>",
        "<p class=meta>Créé le 3 mars 2025 par la loi de santé</p>",
        "<aside><p class=post-date>3 mars 2025</p></aside>",
        "<div class=comments><p class=post-date>3 mars 2025</p></div>",
        "<div class=teaser><h2>Une autre actualité</h2><p class=post-date>3 mars 2025</p></div>",
        "<div><p class=post-date>3 mars 2025</p></div><div><p class=post-date>4 mars 2025</p></div>",
    ],
)
def test_such_a_line_of_an_event_or_another_article(line: str) -> None:
    assert published(f"<article>{H1}<div>{line}</div><p>{LONG}</p></article>") is None


def test_a_day_on_the_page_of_an_event_is_none() -> None:
    event = ld({"@type": "Event", "startDate": OWN})
    body = f"<article>{H1}<p class=date>Lyon, le 3 mars 2025</p><p>{LONG}</p></article>"
    assert published(body, event) is None and published(body) is not None
