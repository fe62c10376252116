"""What is kept from screen readers is shown, what is written for them alone is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_helpers import quickest
from selectolax.lexbor import LexborHTMLParser

from nlp.read import css
from nlp.read.blocks import BlockWriter
from nlp.read.spoken import names_readers

PROSE = "Les équipes ont préparé la bascule pendant dix-huit mois, avec 140 référents dans les services."


def parts(page: str) -> tuple[list[str], list[tuple[str, str]]]:
    """The shown texts of a page, and the hidden ones with the reason."""
    found = BlockWriter(css.Sheet(), 512).walk(LexborHTMLParser(page).root)
    shown = [block.text for block in found if not (block.layout and block.layout.hidden)]
    return shown, [(b.text, b.layout.hidden) for b in found if b.layout and b.layout.hidden]


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        (f"<div id=page aria-hidden=true><nav><a href=/a>Accueil</a></nav><p>{PROSE}</p></div>", ["Accueil", PROSE]),
        (f"<div aria-hidden=TRUE>{PROSE}</div>", [PROSE]),
        (f"<div aria-hidden=true><h3>Le calendrier</h3><p>{PROSE}</p></div>", ["Le calendrier", PROSE]),
        (f"<div aria-hidden=true class=modal-open><p>{PROSE}</p></div>", [PROSE]),
        ("<p>Le contrat atteint <span aria-hidden=true>11,8&nbsp;M€</span> sur cinq ans.</p>",
         ["Le contrat atteint 11,8\xa0M€ sur cinq ans."]),
        ("<p>Un total de <b aria-hidden=true>140 référents</b></p>", ["Un total de 140 référents"]),
        ("<p><span aria-hidden=true>L</span>a Haute Autorité</p>", ["La Haute Autorité"]),
        ("<p><span aria-hidden=true>L’</span>hôpital</p>", ["L’hôpital"]),
        ("<p><span aria-hidden=true>À</span> l’hôpital</p>", ["À l’hôpital"]),
        ("<p><b><span aria-hidden=true>L</span></b>a Haute Autorité</p>", ["La Haute Autorité"]),
        ("<h1 aria-label='Le CHU'><span aria-hidden=true>Le</span> <span aria-hidden=true>CHU</span></h1>", ["Le CHU"]),
        ("<h2 aria-hidden=true>Un budget serré</h2>", ["Un budget serré"]),
        ("<p aria-hidden=true>L’enquête se poursuit.</p>", ["L’enquête se poursuit."]),
        ("<div aria-hidden=true>Lot 2 : 4,3 millions d’euros</div>", ["Lot 2 : 4,3 millions d’euros"]),
    ],
)  # fmt: skip
def test_aria_hidden_text_is_shown(page: str, shown: list[str]) -> None:
    assert parts(page) == (shown, [])


@pytest.mark.parametrize(
    ("page", "hidden"),
    [
        ("<h2>Titre <a href=#t aria-hidden=true>lien permanent</a></h2>", "lien permanent"),
        ("<h2>Titre <span aria-hidden=true>#</span></h2>", "#"),
        ("<p>Suite <span aria-hidden=true>&rsaquo;</span></p>", "›"),
        ("<p><i class='material-icons' aria-hidden=true>arrow_forward</i> Suite de l’article</p>", "arrow_forward"),
        ("<p><span class=c-icon aria-hidden=true>search</span> Rechercher</p>", "search"),
        ("<p><span aria-hidden=true>x</span> Fermer</p>", "x"),
        ("<p>Coût : <span aria-hidden=true>3,4 M€</span><span class=sr-only>3,4 millions d’euros</span></p>", "3,4 M€"),
        ("<p><span class=visually-hidden>L</span> <span aria-hidden=true>L</span>a Haute</p>", "L"),
        ("<div aria-hidden=true>Menu</div>", "Menu"),
        ("<button><span aria-hidden=true>Menu</span></button>", "Menu"),
        (f"<div class='modal fade' aria-hidden=true><p>{PROSE}</p></div>", PROSE),
        (f"<div id=news-popup-wrapper aria-hidden=true><p>{PROSE}</p></div>", PROSE),
        (f"<div class='cc-window x-cookie' aria-hidden=true><p>{PROSE}</p></div>", PROSE),
        (f"<div aria-hidden=true>\n<div role=dialog><p>{PROSE}</p></div></div>", PROSE),
        (f"<div class='old-browser--hide' aria-hidden=true><p>{PROSE}</p></div>", PROSE),
        (f"<div role=tooltip aria-hidden=true><p>{PROSE}</p></div>", PROSE),
        (f"<div aria-hidden=true><p><a href=x>{PROSE}</a></p></div>", PROSE),
        ("<div aria-hidden=true><p>Acheter <a href=x>viagra pas cher</a>.</p></div>", "Acheter viagra pas cher."),
        ("<ul><li class=slick-slide aria-hidden=true><a href=x>Un autre article</a></ul>", "Un autre article"),
    ],
)  # fmt: skip
def test_what_aria_hidden_keeps_aside(page: str, hidden: str) -> None:
    assert parts(page)[1] == [(hidden, "aria-hidden")]


@pytest.mark.parametrize(
    ("page", "shown", "hidden"),
    [
        ("<p>Un <a href=x>rapport<span class=ext><span class=element-invisible>(link is external)</span></span></a> sur",
         "Un rapport sur", "(link is external)"),
        ("<p>Le <a href=x>guide<span class=fr-sr-only>ouvre une fenêtre</span></a> de", "Le guide de", "ouvre une fenêtre"),
        ("<p>La licence coûte <span class='x Screen-Reader-Text'>Prix :</span> 340 euros", "La licence coûte 340 euros",
         "Prix :"),
        ("<h2><span class=visually-hidden>Intertitre</span>Un budget</h2>", "Un budget", "Intertitre"),
        ("<p><i class=fa aria-hidden=true></i><span class=sr-only>Facebook</span> et", "et", "Facebook"),
        ("<p><b>Un <em>rapport</em></b> <span class=a11y-hidden>externe</span>", "Un rapport", "externe"),
    ],
)  # fmt: skip
def test_text_for_screen_readers_is_no_part_of_the_sentence(
    page: str, shown: str, hidden: str
) -> None:
    assert parts(page) == ([shown], [(hidden, "for screen readers")])


@pytest.mark.parametrize(
    "page",
    [
        "<p class='sr-only sr-only-focusable'>Aller au contenu</p>",
        "<div class=sr-only-focusable>Aller au contenu</div>",
        "<p class=hidden-xs>Un</p>", "<p class=d-none>Un</p>", "<p class=hidden>Un</p>", "<p class=my-sr-only>Un</p>",
        "<h1 class=sr-only>Le CHU change de logiciel</h1>",
        "<div>Une <h2 class=sr-only>Menu</h2></div>",
        "<h1><span class=sr-only>Le CHU change de logiciel</span><img></h1>",
        "<li><a href=u><i class=fa aria-hidden=true></i><span class=sr-only>Facebook</span></a>",
        "<a href=u><span class=sr-only>Un</span></a><div>deux</div>",
        f"<div class=sr-only><p>{PROSE}</p></div>",
    ],
)  # fmt: skip
def test_other_classes_and_whole_texts_stay_shown(page: str) -> None:
    assert parts(page)[1] == []


def test_of_two_twins_the_one_for_readers_is_shown() -> None:
    page = (
        "<p>Coût : <span aria-hidden=true>3,4 M€</span> <span class=sr-only>3,4 millions</span></p>"
    )
    assert parts(page) == (["Coût : 3,4 millions"], [("3,4 M€", "aria-hidden")])


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("Résultat : <i aria-hidden=true>−</i><i class=sr-only>moins </i>3,2 M€", "Résultat : moins 3,2 M€"),
        ("Un <i class=sr-only>moins </i><i aria-hidden=true>−</i> 3,2 M€", "Un moins 3,2 M€"),
        ("coûte 12 <i aria-hidden=true>€</i><i class=sr-only>euros</i> par mois", "coûte 12 euros par mois"),
        ("coûte 12 <i aria-hidden=true>€</i> par mois", "coûte 12 € par mois"),
        ("soit 42 <i aria-hidden=true>%</i><i class=visually-hidden>pour cent</i> en", "soit 42 pour cent en"),
        ("Lits <i aria-hidden=true>▼</i><i class=sr-only>en baisse</i> de 4 points", "Lits en baisse de 4 points"),
        ("Note : <i aria-hidden=true>★★★★☆</i> <i class=sr-only>4 sur 5</i> selon", "Note : 4 sur 5 selon"),
        ("Nantes <i aria-hidden=true>✓</i><i class=sr-only>équipé</i> depuis", "Nantes équipé depuis"),
        ("un résultat de <i class=sr-only>moins </i>3 millions", "un résultat de moins 3 millions"),
        ("un plazo de <i class=sr-only>más de </i>3 años", "un plazo de más de 3 años"),
        ("a result of <i class=sr-only>minus </i>3 million", "a result of minus 3 million"),
        ("coûte 12 <i class=sr-only>millions d’euros</i> par an", "coûte 12 millions d’euros par an"),
        ("selon <i class=sr-only>140</i> référents", "selon 140 référents"),
    ],
)  # fmt: skip
def test_signs_and_units_of_figures_are_told_once(page: str, shown: str) -> None:
    assert parts(f"<p>{page}")[0] == [shown]


@pytest.mark.parametrize(
    ("page", "shown", "hidden"),
    [
        ("une perte de −<i class=sr-only>moins </i>3 M€", "une perte de −3 M€", ["moins"]),
        ("coûte 12 <i class=sr-only>euros</i>€ par mois", "coûte 12 € par mois", ["euros"]),
        ("coûte 12 € <i class=sr-only>12 euros</i> par mois", "coûte 12 € par mois", ["12 euros"]),
        ("Le guide <i aria-hidden=true>↗</i><i class=sr-only>(nouvelle fenêtre)</i> de", "Le guide de",
         ["↗", "(nouvelle fenêtre)"]),
        ("Le guide <i aria-hidden=true>+</i><i class=sr-only>voir plus</i> de", "Le guide de", ["+", "voir plus"]),
        ("Le plan <i aria-hidden=true>%</i> de", "Le plan de", ["%"]),
        ("<i class=sr-only>Partager sur</i> Facebook", "Facebook", ["Partager sur"]),
    ],
)  # fmt: skip
def test_what_only_readers_need_stays_aside(page: str, shown: str, hidden: list[str]) -> None:
    found = parts(f"<p>{page}")
    assert (found[0], [text for text, _ in found[1]]) == ([shown], hidden)


NOTICE = (
    "Nous utilisons des traceurs pour mesurer l’audience du site. Vous pouvez refuser ces mesures."
)
PARAGRAPHS = "".join(f"<p>{number} : {PROSE}</p>" for number in range(4))


@pytest.mark.parametrize(
    ("page", "hidden"),
    [
        (f"<div>{PARAGRAPHS}<div aria-hidden=true id=x1><p>{NOTICE}</p></div>{PARAGRAPHS}</div>", True),
        (f"<main><h1>Un titre</h1>{PARAGRAPHS}</main><div aria-hidden=true><p>{NOTICE}</p></div>", True),
        (f"<div class='slick-slide slick-cloned' aria-hidden=true><p>{NOTICE}</p></div>", True),
        (f"<div class='owl-item cloned' aria-hidden=true><p>{NOTICE}</p></div>", True),
        (f"<li class='splide__slide--clone' aria-hidden=true><p>{NOTICE}</p></li>", True),
        (f"<div class='swiper-slide swiper-slide-duplicate' aria-hidden=true><p>{NOTICE}</p></div>", True),
        # what a browser shows, or would at a click
        (f"<div><p>{PROSE}</p><p>{PROSE}</p><div aria-hidden=true><p>{NOTICE}</p></div></div>", False),
        (f"<div>{PARAGRAPHS}<div aria-hidden=true role=tabpanel><p>{NOTICE}</p></div></div>", False),
        (f"<div>{PARAGRAPHS}<div aria-hidden=true class=tab-panel><p>{NOTICE}</p></div></div>", False),
        (f"<div>{PARAGRAPHS}<div aria-hidden=true class=slick-slide><p>{NOTICE}</p></div></div>", False),
        (f"<div>{PARAGRAPHS}<div aria-hidden=true><p>Lot 2 : 4 M€. {NOTICE}</p></div></div>", False),
        (f"<div>{PARAGRAPHS}<p aria-hidden=true>{NOTICE}</p></div>", False),
        (f"<div>{PARAGRAPHS}<div aria-hidden=true><h1>Un titre</h1><p>{NOTICE}</p></div></div>", False),
        (f"<main aria-hidden=true>{PARAGRAPHS}</main><div aria-hidden=true><p>{NOTICE}</p></div>", False),
    ],
)  # fmt: skip
def test_windows_and_clones_that_no_class_names(page: str, hidden: bool) -> None:
    assert parts(page)[1] == ([(NOTICE, "aria-hidden")] if hidden else [])


def test_hidden_stays_hidden_in_what_is_kept_from_readers() -> None:
    page = f"<div aria-hidden=true><p>{PROSE}</p><p style='display:none'>Casino</p></div>"
    assert parts(page) == ([PROSE], [("Casino", "display:none")])


TOKENS = st.sampled_from(
    ["<p aria-hidden=true>", "<span aria-hidden=true>", "</span>", "<span class=sr-only>", "<!-- c -->", "<b>", "</b>",
     "<div aria-hidden=true class=icon>", "</div>", "<a href=u aria-hidden=true>", "</a>", "<br>", "L", "a Haute. ", " ",
     "11,8 M€", "<h1 aria-label=x>", "</h1>", PROSE]
)  # fmt: skip


@given(st.lists(TOKENS, max_size=30))
def test_no_text_is_lost(tokens: list[str]) -> None:
    page = "".join(tokens)
    shown, hidden = parts(page)
    found = sorted("".join("".join(shown + [text for text, _ in hidden]).split()))
    assert found == sorted("".join((LexborHTMLParser(page).root.text() if page else "").split()))


def test_names() -> None:
    assert names_readers("a sr-only\tb")
    assert not names_readers("sr-only-x")


def test_many_clones_beside_articles_take_little_time() -> None:
    clones = "<div aria-hidden=true>mot et mot</div>" * 10 + "<article>"
    page = LexborHTMLParser(clones * 80 + "<p>court</p>" * 3_000)
    seconds, found = quickest(lambda: BlockWriter(css.Sheet(), 512).walk(page.root), below=0.5)
    assert len(found) == 3_800 and seconds < 0.5
