"""The headline is what the page declares, not the site's name nor a heading of something else."""

from __future__ import annotations

import pytest
from read_helpers import quickest

from nlp.article import Article, Block, Layout, Source
from nlp.read import ReadOptions
from nlp.read.headline import with_title
from nlp.read.html import html_article

TITLE = "Pontchaillou choisit Tressanga"
OG = f"<meta property=og:title content='{TITLE}'>"
SITE = "<meta property=og:site_name content='Journal'>"
TEXT = "<p>Le centre hospitalier a notifié un marché de 3,5 millions d'euros.</p>"


def page(head: str, body: str) -> Article:
    data = f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return html_article(data.encode(), Source(path="p.html"), ReadOptions())


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (OG, f"<h1><a href='/'>Apuntes</a></h1><h3>{TITLE}</h3>{TEXT}"),
        (OG, f"<h1 class=logo>Diario Sanitario</h1><h2>{TITLE}</h2>{TEXT}"),
        (OG, f"<div class=t>{TITLE}</div>{TEXT}<section><h1>À lire aussi</h1></section>"),
        (OG + SITE, f"<h1>Journal</h1><p>{TITLE}</p>{TEXT}"),
        (
            f"<title>{TITLE} | Le Journal</title>",
            f"<div id=logo><h1>Le Journal</h1></div><h2>{TITLE}</h2>{TEXT}",
        ),
        (
            f"<title>{TITLE} | Le Journal</title>",
            f"<header><h1>Le Journal</h1></header><div>{TITLE}</div>{TEXT}",
        ),
        (
            f"<title>Le Journal - {TITLE}</title>",
            f"<h1 class=site-title>Le Journal</h1><h1>{TITLE}</h1>{TEXT}",
        ),
        (f"<title>{TITLE} | Le Journal</title>{OG}", f"<h1>Le Journal</h1><h2>{TITLE}</h2>{TEXT}"),
        ("", f"<h1>{TITLE}</h1><h2>Autre</h2>{TEXT}"),
        ("<title>Accueil</title>", f"<h1>{TITLE}</h1>{TEXT}"),
        (f"<title>{TITLE} | Le Journal</title>", f"<h1>{TITLE}</h1>{TEXT}"),
        (f"<title>{TITLE} | Le Journal</title>", f"<header><h1>{TITLE}</h1></header>{TEXT}"),
        (
            "<meta property=og:title content='Pontchaillou choisit Tres…'>",
            f"<h1>{TITLE}</h1>{TEXT}",
        ),
        (
            "<meta property=og:title content='Pontchaillou : ce que Tressanga va changer'>",
            f"<h1>{TITLE}</h1>{TEXT}",
        ),
        ("<meta property=og:title content='Journal'>" + SITE, f"<h1>{TITLE}</h1>{TEXT}"),
        ("<meta property=og:title content='Le Journal'>", f"<h1>{TITLE}</h1>{TEXT}"),
        (
            f"<meta property=og:title content='Le Journal de la santé numérique'><title>{TITLE} - J</title>",
            f"<h1>{TITLE}</h1>{TEXT}",
        ),
    ],
)
def test_the_headline(head: str, body: str) -> None:
    found = page(head, body)
    assert found.title == TITLE
    assert [block.text for block in found.blocks if block.kind == "title"] == [TITLE]


def test_a_link_that_says_the_title_is_no_headline() -> None:
    link = f"<div><a href='/un'>{TITLE}</a></div>"
    found = page(f"<title>{TITLE} | Le Journal</title>", f"{link}<div>{TITLE}</div>{TEXT}")
    assert [block.kind for block in found.blocks] == ["paragraph", "title", "paragraph"]


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{TEXT * 12}</p>".replace("</p><p>", " ") + "<h1>À lire aussi</h1>",
        f"<h1>Informatique{TITLE}</h1>{TEXT}",
        f"<aside><h1>{TITLE}</h1></aside><h1>Dossiers</h1>{TEXT}",
        f"<h1>Dossiers</h1><p><a href=x>{TITLE}</a></p>{TEXT}",
    ],
)
def test_where_no_heading_agrees_the_declared_title_is_the_title(body: str) -> None:
    found = page(OG, body)
    assert found.title == TITLE
    assert not [block for block in found.blocks if block.kind == "title"]


def test_an_h1_that_leads_the_text_stays_the_title_where_it_was_told_anew() -> None:
    found = page(
        "<meta property=og:title content='Un grand changement à Rennes'>", f"<h1>{TITLE}</h1>{TEXT}"
    )
    assert found.title == TITLE


def test_the_longest_h1_that_holds_the_declared_title() -> None:
    found = page(OG, f"<h1>{TITLE}</h1><h1>{TITLE} pour six ans</h1>{TEXT}")
    assert found.title == TITLE
    found = page(OG, f"<h1>Pontchaillou</h1><h1>{TITLE} pour six ans</h1>{TEXT}")
    assert found.title == f"{TITLE} pour six ans"


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("L&amp;#039;hôpital &amp;quot;Sud&amp;quot; signe", 'L\'hôpital "Sud" signe'),
        ("Santé &amp;amp; numérique : le point", "Santé & numérique : le point"),
        ("AT&amp;T et la R&amp;D des hôpitaux", "AT&T et la R&D des hôpitaux"),
        ("Budget &lt; 3 millions", "Budget < 3 millions"),
    ],
)
@pytest.mark.parametrize("tag", ["<meta property=og:title content='{}'>", "<title>{}</title>"])
def test_a_title_that_was_escaped_twice(tag: str, told: str, wanted: str) -> None:
    found = page(tag.format(told), f"<h2>{wanted.replace('<', '&lt;')}</h2>{TEXT}")
    assert found.title == wanted


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (f"<title>{TITLE} - Le Journal</title>", f"<h1>Actualités</h1><h2>{TITLE}</h2>{TEXT}"),
        (f"<title>{TITLE} - Le Journal</title>", f"<h1>Nos dernières actualités</h1><h2>{TITLE}</h2>{TEXT}"),
        (f"<title>{TITLE} | Le Journal</title>", f"<h1>Espace presse</h1><div class=titre>{TITLE}</div>{TEXT}"),
        (f"<title>Le Journal : {TITLE}</title>", f"<h1>Espace presse</h1><h2>{TITLE}</h2>{TEXT}"),
        (f"<title>{TITLE} | Le Journal</title>", f"<h2>{TITLE}</h2>{TEXT}"),
        (f"<title>{TITLE} | Le Journal</title>", f"<div>{TITLE}</div>{TEXT}"),
        (f"<title>Actualités > {TITLE} > Le Journal</title>", f"<h2>{TITLE}</h2>{TEXT}"),
        (f"<title>Actualités > {TITLE} > Le Journal</title>", f"<h1>Actualités</h1><h2>{TITLE}</h2>{TEXT}"),
        ("<title>Pontchaillou choisit Tre... - Le Journal</title>", f"<h1>Presse</h1><h2>{TITLE}</h2>{TEXT}"),
        (f"<title>{TITLE} | Le Journal</title>", f"<h1>{TITLE}</h1><h2>Le Journal</h2>{TEXT}"),
        (
            f"<title>{TITLE} | Le Journal</title>",
            f"<div class=site><h1>Nos dernières actualités</h1><h2>{TITLE}</h2>{TEXT * 4}</div>",
        ),
        (
            f"<title>{TITLE} | Le Journal</title>",
            f"<div class=site><h1>Actus</h1><h2>{TITLE}</h2><p>{'mot ' * 90}</p></div>",
        ),
        ("<title>CP_20230316_vf2.pdf</title>", f"<h2>{TITLE}</h2>{TEXT}<h2>Contact</h2>"),
        ("<title>Microsoft Word - cp.doc</title>", f"<h2>{TITLE}</h2>{TEXT}"),
        ("<title>Document sans titre</title>", f"<h3>{TITLE}</h3>{TEXT}"),
        ("<title>NOTA DE PRENSA</title>", f"<h2>{TITLE}</h2>{TEXT}"),
        (
            "<title>Actualités | CH de Brévigny</title>",
            f"<header><a href=/>CH de Brévigny</a></header><h2>{TITLE}</h2>{TEXT}",
        ),
    ],
)  # fmt: skip
def test_the_headline_is_the_part_of_the_title_that_the_page_says(head: str, body: str) -> None:
    found = page(head, body)
    assert found.title == TITLE
    assert [block.text for block in found.blocks if block.kind == "title"] == [TITLE]


@pytest.mark.parametrize(
    ("title", "body", "wanted"),
    [
        ("Rennes : le CHU change de dossier | Le Journal", "<h1>Rennes : le CHU change de dossier</h1>", None),
        ("Rennes : le CHU change de dossier", "<h1>Rennes : le CHU change de dossier</h1>", None),
        (
            "Rennes : le CHU change de dossier", "<h1>Rennes : le CHU change de dossier</h1><h2>Le CHU change de dossier</h2>",
            None,
        ),
        ("Doctolib racheté | Le Journal", "<h1>Doctolib racheté</h1>", "Doctolib racheté"),
        ("Le Journal de Rennes", f"<h1>{TITLE}</h1><h2>Le Journal de Rennes</h2>", "Le Journal de Rennes"),
        ("Budget - Journal", f"<h1>{TITLE}</h1><h2>Budget</h2>", TITLE),
        ("Un autre titre de page | Le Journal", "<h2>Les faits du jour</h2>", "Un autre titre de page | Le Journal"),
        (
            "Un autre titre de page | Le Journal", "<header><a href=/>Le Journal</a></header><h2>Faits</h2>",
            "Un autre titre de page",
        ),
        (
            "Boletín 118 | Instituto Estatal de Salud", "<nav><a class=navbar-brand href=/>Instituto Estatal de Salud</a></nav>"
            f"<h1>{TITLE}</h1><p>Instituto Estatal de Salud</p>", TITLE,
        ),
        (
            "Boletín 118 | Instituto Estatal de Salud", "<div class=brand>Instituto Estatal de Salud</div>"
            f"<h1>{TITLE}</h1><h2>Instituto Estatal de Salud</h2>", TITLE,
        ),
        ("Boletín | Instituto de Salud", f"<h1>{TITLE}</h1><p>Instituto de Salud</p>", TITLE),
        ("CP_20230316_vf2.pdf", "", None),
        ("Documents de santé partagés", "<h2>Faits</h2>", "Documents de santé partagés"),
        ("Actualités", "<h2><a href=/x>Dossiers</a></h2>", "Actualités"),
        ("Dossier spécial sécurité | Le Journal", f"<h1>{TITLE}</h1>" + "<p>" + "mot " * 160 + "</p>"
         "<h2>Dossier spécial sécurité</h2>", TITLE),
    ],
)  # fmt: skip
def test_titles_that_stay(title: str, body: str, wanted: str | None) -> None:
    found = page(f"<title>{title}</title>", body + TEXT)
    expected = title.removesuffix(" | Le Journal") if wanted is None and body else wanted
    assert found.title == expected


def test_many_headings_below_the_prose_take_little_time() -> None:
    title = "Le grand titre de la page du jour"
    prose = [Block("Le centre hospitalier ouvre un service. " * 10, kind="paragraph")] * 20
    layout = Layout("html/body/h1", "", 0.0, None, ())
    heads = [
        Block("Un titre de plus de mots que les autres", kind="heading", layout=layout)
    ] * 12_000
    told = f"Rubrique > {title} | Site"
    seconds, found = quickest(lambda: with_title([*prose, *heads], None, told, None), below=0.5)
    assert found[1] is not None and seconds < 0.5


def liferay(title: str, heading: str, crumb: str = "") -> Article:
    """A page whose body has the class "site", and whose trail repeats the headline."""
    deep = "".join(f"<div class='portlet-boundary-of-the-asset-publisher-{n}'>" for n in range(8))
    body = (
        f"<div id=wrapper><header><span class=site-name>Portal de Salud</span></header>{crumb}"
        f"<nav><ul><li>Inicio</li><li>Sala de prensa</li></ul></nav>{deep}<h2>{heading}</h2>{TEXT}{TEXT}</div>"
    )
    data = f"<html><head><meta charset=utf-8><title>{title}</title></head><body class='public-page site'>{body}"
    return html_article(data.encode(), Source(path="p.html"), ReadOptions())


@pytest.mark.parametrize("crumb", ["", f"<nav><ul><li>Inicio</li><li>{TITLE}</li></ul></nav>"])
def test_a_class_of_the_body_makes_no_logo_of_what_is_in_it(crumb: str) -> None:
    found = liferay(f"{TITLE} - Portal de Salud - Gobierno de Altamar", TITLE, crumb)
    assert found.title == TITLE
    assert [b.text for b in found.blocks if b.kind == "title"] == [TITLE]


def test_what_the_site_is_called_is_no_title() -> None:
    found = liferay(f"{TITLE} por 27 millones - Gobierno de Altamar", "Lo que cambia en agosto")
    assert found.title != "Gobierno de Altamar"


def test_a_line_of_the_class_of_titles_is_the_headline_of_a_page_without_headings() -> None:
    head = "<title>Entretien avec le Dr Ouzegane | Le Journal des DIM</title>"
    line = "« Le codage ne remplacera pas le médecin »"
    body = f"<div class=hd>Le Journal des DIM <span>n° 87</span></div>{{}}<div>{TEXT}</div>"
    assert page(head, body.format(f"<div class=ttl>{line}</div>")).title == line
    assert (
        page(head, body.format(f"<div class=x>{line}</div>")).title
        == "Entretien avec le Dr Ouzegane"
    )


def test_the_name_of_the_site_that_the_last_line_tells_is_no_part_of_the_title() -> None:
    head = "<title>Le PACS régional change de mains - TIC Presse Nîmes</title>"
    rights = "<p>© 2025 TIC Presse Nîmes - Reproduction interdite</p>"
    assert page(head, TEXT + rights).title == "Le PACS régional change de mains"
    assert page(head, TEXT).title == "Le PACS régional change de mains - TIC Presse Nîmes"
