"""Blocks that say themselves that they are an advertisement, and news that only looks like it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.article import Layout
from nlp.separate.adverts import adverts

ARTICLE = [
    "Harrow hospital picks Medilink",
    "Harrow hospital has picked Medilink to supply its pharmacy system for five years, it said on Tuesday.",
    "The contract, worth £3.2 million, covers three hospitals and 41 wards, according to the board papers.",
    "The old system, installed in 2009, will be switched off in March, the chief pharmacist told the board.",
    "Two other vendors had bid, and one of them has appealed against the award, the hospital said.",
]


def found(text: str, attrs: str = "", beside: int = 1) -> bool:
    """Whether a block of those class words is set aside among the article's."""
    texts = [*ARTICLE[:3], *[text] * beside, *ARTICLE[3:]]
    layouts = [Layout("main/article/p", "post") for _ in texts]
    for i in range(3, 3 + beside):
        layouts[i] = Layout("main/article/div/p", f"{attrs} post".strip())
    return adverts(texts, layouts, range(len(texts)), 0) == list(range(3, 3 + beside))


@pytest.mark.parametrize(
    ("text", "attrs"),
    [
        ("Descubra la nueva gama de carros Farmakar.", "pub"),
        ("Sillas eléctricas con un 25% de rebaja en Ortopedia Lamas.", "c-advert"),
        ("Premier mois offert : changez de logiciel.", "encart-publicitaire"),
        ("Quiltmed beds, built for wards.", "sponsored-block"),
        ("Carros Ruedal, hechos en Vitoria.", "anuncio"),
        ("One screen for the whole ward.", "ad-inline article-ad"),
        ("Publicidad. Equipe su consulta por 89 euros al mes.", ""),
        ("ANNONCE – profitez du tarif réduit à 45 euros, votre badge en deux clics.", ""),
        ("Contenido promocional: Regístrese en el seminario de Datacura.", ""),
        ("Partner content | Join our breakfast briefing; seats are free.", ""),
        ("[Publi-rédactionnel] Téléchargez notre livre blanc.", ""),
        ("Advertisement. Book your demo today.", ""),
    ],
)
def test_an_advertisement_is_set_aside(text: str, attrs: str) -> None:
    assert found(text, attrs)


@pytest.mark.parametrize(
    ("text", "attrs"),
    [
        ("Publicité : la Cnil a sanctionné une régie de 40 000 euros.", ""),
        ("Publicidad: el Gobierno prohibirá los anuncios con precios desde 29 euros.", ""),
        ("Annonce : le tarif passera à 30 euros, a dit le ministre.", ""),
        ("Sponsored congresses brought vendors £3 million.", ""),
        ("La nouvelle pub de la mutuelle a été retirée.", ""),
        ("Découvrez votre espace gratuit, disait le slogan.", "publication-body"),
        ("Patients can book your appointment for free.", "public-sector"),
        ("Your files are free.", "pub-date"),
        ("Your files are free.", "ad-free has-ads"),
        ("Your files are free.", "block-a3176285-d6c8-ad-4ea8"),
        ("Your files are free.", "on-ad-hoc-work"),
        ("Three pubs have lent their car parks to the trust.", "pubs-list"),
        ("The advertisers told the Harrow board that they had paid.", "ad"),
    ],
)
def test_news_stays(text: str, attrs: str) -> None:
    assert not found(text, attrs)


def test_a_page_whose_wrapper_bears_the_word_is_none() -> None:
    layouts = [Layout("main/div/p", "pub") for _ in ARTICLE]
    assert adverts(ARTICLE, layouts, range(len(ARTICLE)), 0) == []


def test_the_parts_of_one_block_are_judged_together() -> None:
    assert found("Tensiomètres Ortiz : -15 % de remise.", "ads", beside=2)


@given(st.lists(st.text(max_size=60), min_size=1, max_size=6), st.text(max_size=30))
def test_only_lines_that_were_kept_are_named(texts: list[str], attrs: str) -> None:
    layouts = [Layout("p", attrs) if i % 2 else None for i in range(len(texts))]
    kept = set(range(0, len(texts), 2))
    assert set(adverts(texts, layouts, kept)) <= kept - {0}


@pytest.mark.parametrize("piece", ["Publicité : ", "desde 1", "de remise 1", "a ez ", "5,", "¿"])
def test_adverts_are_read_in_time(piece: str) -> None:
    started = time.process_time()
    adverts(["x", piece * 5_000], [None, Layout("p", "pub " * 500)], [0, 1])
    assert time.process_time() - started < 2
