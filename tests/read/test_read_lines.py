"""A sentence stays one where markup stands in it, and blocks stay apart where it ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_helpers import quickest
from selectolax.lexbor import LexborHTMLParser

from nlp.article import Block
from nlp.read import css
from nlp.read.blocks import BlockWriter

LONG = "Le comité social se réunira en juin pour tirer un premier bilan de la bascule et des formations"


def blocks(page: str) -> list[Block]:
    tree = LexborHTMLParser(page)
    return BlockWriter(css.Sheet(node.text() for node in tree.css("style")), 512).walk(tree.root)


def texts(page: str) -> list[str]:
    return [block.text for block in blocks(page)]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>de l'<button>annuaire technique</button> des agents", ["de l'annuaire technique des agents"]),
        ("<p>consulter l’<button>annuaire</button></p>", ["consulter l’annuaire"]),
        ("<li>dans le <b><button>DPI</button></b>, dit-elle", ["dans le DPI, dit-elle"]),
        ("<h3><button>Comment candidater ?</button></h3>", ["Comment candidater ?"]),
        ("<h2><span><button> Les <b>dates</b> </button></span></h2>", ["Les dates"]),
        ("<p>La salle, <img><noscript><img></noscript> équipée", ["La salle, équipée"]),
        ("<p>La salle, <noscript>image</noscript> équipée", ["La salle, équipée", "image"]),
        ("<p>le <span>géo<div style='display:none'>Par satellite.</div></span> des rues",
         ["le géo des rues", "Par satellite."]),
        ("<p>réseau, <div class=ad></div> l’État<p>Un", ["réseau, l’État", "Un"]),
        ("<div>le coût <div hidden><p>Un</p><p>Deux<br><br>Trois</p></div> reste</div>",
         ["le coût reste", "Un\nDeux\nTrois"]),
        ("<style>.n{display:none}</style><div>le coût<div class=n>Pub</div>, lui</div>", ["le coût, lui", "Pub"]),
        ("<p>réseau, <ins class=a style='display:block'></ins> l’État", ["réseau, l’État"]),
        ("<div>réseau, <div class=ad></div> l’État</div>", ["réseau, l’État"]),
        ("<div>réseau, <div class=ad><script>ads.push()</script></div> l’État</div>", ["réseau, l’État"]),
        ("<div>réseau, <div class=ad><img></div><!-- x --> <b>l’État</b></div>", ["réseau, l’État"]),
    ],
)  # fmt: skip
def test_markup_in_a_sentence_does_not_cut_it(page: str, expected: list[str]) -> None:
    assert texts(page) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>Partager <button>Facebook</button> <button>Twitter</button></p>", ["Partager", "Facebook", "Twitter"]),
        ("<div><button>un</button><button>deux</button> trois</div>", ["un", "deux", "trois"]),
        ("<h2>Un titre <button>copier le lien</button></h2>", ["Un titre", "copier le lien"]),
        ("<p>Fin. <button>suite</button> de l’article", ["Fin.", "suite", "de l’article"]),
        ("<div>avant <button><p>un</p></button> après</div>", ["avant", "un", "après"]),
        ("<div>Fin.<noscript><p>Un article.</p></noscript> suite</div>", ["Fin.", "Un article.", "suite"]),
        ("<noscript><p>Un article.</p><p>Entier.</p></noscript>", ["Un article.", "Entier."]),
        ("<p>Un.</p><p style='display:none'>Casino</p><p>deux</p>", ["Un.", "Casino", "deux"]),
        ("<div>un<div style='display:none'>Casino</div><p>deux</p></div>", ["un", "Casino", "deux"]),
        ("<div>Titre<div style='display:none'>Casino</div>Texte</div>", ["Titre", "Casino", "Texte"]),
        ("<p>un</p><div style='display:none'>Casino</div><p>deux</p>", ["un", "Casino", "deux"]),
        ("<p>un</p>\n<div hidden>Casino</div> deux", ["un", "Casino", "deux"]),
        ("<p>Fin.<div hidden>Casino</div> deux", ["Fin.", "Casino", "deux"]),
        ("<p hidden>un<div hidden>Casino</div> deux", ["un", "Casino", "deux"]),
        ("<div>un<div></div>Deux</div>", ["un", "Deux"]), ("<div>un<hr>deux</div>", ["un", "deux"]),
        ("<div>avant <div>shown</div> après</div>", ["avant", "shown", "après"]),
        ("<div>avant <div style='opacity:0'>Casino</div> après</div>", ["avant", "Casino", "après"]),
    ],
)  # fmt: skip
def test_what_is_no_part_of_a_sentence_stays_apart(page: str, expected: list[str]) -> None:
    assert texts(page) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<div>un marché<div class=clear></div>une date<div class=clear></div>un lieu</div>",
         ["un marché", "une date", "un lieu"]),
        ("<div>un scanner neuf<div><img></div>une salle</div>", ["un scanner neuf", "une salle"]),
        ("<div>un scanner neuf<div><svg></svg></div>une salle</div>", ["un scanner neuf", "une salle"]),
        (f"<div>{LONG}<div><img></div>une salle</div>", [LONG, "une salle"]),
        ("<form>nom<div><input></div>prénom<div><input></div></form>", ["nom", "prénom"]),
        ("<div>lits<table></table>postes</div>", ["lits", "postes"]),
        (f"<ul>{LONG}<li></li>postes</ul>", [LONG, "postes"]),
        ("<td>prix<div class=line></div>délai</td>", ["prix", "délai"]),
        ("<div>prix<span class=line style='display:block'></span>délai</div>", ["prix", "délai"]),
        # one sentence, of whole words
        ("<div>a signé avec<div id=ad1></div>un éditeur</div>", ["a signé avec un éditeur"]),
        ("<div>a signé avec<ins class=adsbygoogle style='display:block'></ins>un éditeur</div>",
         ["a signé avec un éditeur"]),
        (f"<div>{LONG}<div></div>prévues</div>", [f"{LONG} prévues"]),
        ("<div>Le CHU de Nantes <div class=ad></div> a signé", ["Le CHU de Nantes a signé"]),
        ("<div>l’accord (signé)<div class=pub></div>et rendu", ["l’accord (signé) et rendu"]),
        ("<div>de l’<div class=pub></div>accord", ["de l’accord"]),
        ("<div>une ligne<div hidden>zz</div>une autre</div>", ["une ligne une autre", "zz"]),
        ("<div>prix du lit<dialog>aide</dialog>prix du repas</div>", ["prix du lit prix du repas", "aide"]),
    ],
)  # fmt: skip
def test_what_shows_nothing_never_glues_words(page: str, expected: list[str]) -> None:
    assert texts(page.replace("<td>", "<table><tr><td>")) == expected


@pytest.mark.parametrize(
    ("page", "expected", "aside"),
    [
        ("a dit qu’il<button>Partager</button>\n restera", "a dit qu’il restera", ["Partager"]),
        ("l’éditeur<button>Partager l’article</button>, selon", "l’éditeur, selon", ["Partager l’article"]),
        ("Le code est ABC<button><b>Copier</b></button>.", "Le code est ABC.", ["Copier"]),
        ("Le CHU <button>Écouter</button> a signé", "Le CHU a signé", ["Écouter"]),
        ("La presse dit que la clinique a choisi<button>Share</button> un éditeur",
         "La presse dit que la clinique a choisi un éditeur", ["Share"]),
        ("El hospital <button>Compartir</button> firma", "El hospital firma", ["Compartir"]),
        ("Cliquez sur <button>Envoyer</button> pour finir", "Cliquez sur Envoyer pour finir", []),
        ("Cliquez sur <button>Partager</button> pour finir", "Cliquez sur Partager pour finir", []),
        ("le bouton « <button>Copier</button> » reste", "le bouton « Copier » reste", []),
        ("le dossier<button>DPI</button> est prêt", "le dossier DPI est prêt", []),
        ("le <button>Partagiciel</button> est prêt", "le Partagiciel est prêt", []),
        ("l’<button>annuaire</button>, dit-elle", "l’annuaire, dit-elle", []),
        ("le pré-<button>annuaire</button> est prêt", "le pré-annuaire est prêt", []),
    ],
)  # fmt: skip
def test_orders_to_the_browser_are_no_words(page: str, expected: str, aside: list[str]) -> None:
    shown, *hidden = blocks(f"<p>{page}</p>")
    assert shown.text == expected
    assert [(b.text, b.layout and b.layout.hidden) for b in hidden] == [
        (t, "button") for t in aside
    ]


def test_what_is_hidden_in_a_sentence_stays_hidden() -> None:
    page = "<div>le coût <div style='display:none'>Casino<br><br><b>en</b><ul><li>ligne</ul></div> reste</div>"
    shown, hidden = blocks(page)
    assert (shown.text, shown.layout and shown.layout.hidden) == ("le coût reste", None)
    assert (hidden.text, hidden.layout and hidden.layout.hidden) == (
        "Casino\nen\nligne",
        "display:none",
    )


def test_a_heading_that_is_a_button_is_a_heading() -> None:
    (block,) = blocks("<h3 class=accordion><button>Comment candidater ?</button></h3>")
    assert (block.kind, block.layout and block.layout.tag_path) == ("heading", "html/body/h3")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<div style='display:inline'>Brest. </div><p style='display: INLINE'>La centrale", ["Brest. La centrale"]),
        ("<style>.i{display:inline}#c{display:contents}</style><p class=i>Un</p> <div id=c>deux</div>", ["Un deux"]),
        ("<h3 style='display:inline'>Le marché.</h3> <p style='display:inline'>Il a été", ["Le marché. Il a été"]),
        ("<ul><li style='display:inline'>Brest, </li><li style='display:inline'>Quimper</ul>", ["Brest, Quimper"]),
        ("<div><div style='display:inline'>Julie Kermarrec</div><div style='display:inline'>3 mars</div></div>",
         ["Julie Kermarrec3 mars".replace("c3", "c 3")]),
        ("<style>.c{display:contents}.b{display:block}</style><div class=b><p class=c>Un</p> <p class=c>deux</p></div>",
         ["Un deux"]),
        ("<style>p{display:inline}.b{display:inline-block}</style><div class=b><p id=a>Un</p> <p id=b>deux</p></div>",
         ["Un deux"]),
        # what stays apart
        ("<style>.c{display:contents}.g{display:grid}</style><div class=g><p class=c>Un.</p><p class=c>Deux.</p></div>",
         ["Un.", "Deux."]),
        ("<style>.i{display:inline}</style><div style='display:flex'><div class=i>un</div><p class=i>deux</p></div>",
         ["un", "deux"]),
        ("<style>.i{display:inline}.c{display:contents}</style><div style='display:inline-grid'><div class=c>"
         "<div class=i>un</div><p class=i>deux</p></div></div>", ["un", "deux"]),
        ("<style>.c{display:contents}</style><div><p class=c>Un.</p><p class=c>Deux.</p></div>", ["Un.", "Deux."]),
        ("<style>p{display:inline}</style><p>un</p><p>deux</p>", ["un", "deux"]),
        ("<p style='display:inline-block'>un</p><p style='display:block'>deux</p>", ["un", "deux"]),
        ("<ul><li style='display:inline'><a href=a>un</a><li style='display:inline'><a href=b>deux</a></ul>",
         ["un", "deux"]),
        ("<table><tr><td style='display:inline'>un<td style='display:inline'>deux</table>", ["un", "deux"]),
        ("<h1 style='display:inline'>Titre</h1> <p style='display:inline'>texte", ["Titre", "texte"]),
        ("<h3 style='display:inline'>Titre</h3> <p>texte", ["Titre", "texte"]),
        ("<div style='display:inline'><p>un</p></div><div style='display:contents'><p>deux</p></div>", ["un", "deux"]),
    ],
)  # fmt: skip
def test_blocks_that_are_shown_in_one_line(page: str, expected: list[str]) -> None:
    assert texts(page) == expected


def test_a_dateline_in_a_line_is_no_heading() -> None:
    (block,) = blocks(
        "<div><h3 style='display:inline'>Brest.</h3><p style='display:inline'>La centrale</p></div>"
    )
    assert block.kind == "paragraph"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (f"<x-p>{LONG}.</x-p><x-p>Les syndicats</x-p>", [f"{LONG}.", "Les syndicats"]),
        (f"<x-body><x-p>{LONG}</x-p><x-p>Court.</x-p></x-body>", [LONG, "Court."]),
        ("<x-p>Un.</x-p> <x-p>Deux !</x-p>", ["Un.", "Deux !"]),
        ("<x-tag>Santé</x-tag><x-tag>Numérique</x-tag>", ["Santé Numérique"]),
        ("<p><span>des formations.</span><span>Les syndicats</span>", ["des formations. Les syndicats"]),
        ("<p><span>« oui ! »</span><span>Elle a</span>", ["« oui ! » Elle a".replace("» E", "»E")]),
        # parts of a sentence, or of a word
        (f"<p>avant <x-h>{LONG}.</x-h> après</p>", [f"avant {LONG}. après"]),
        (f"<p><x-h>{LONG}.</x-h> <x-h>Deux.</x-h></p>", [f"{LONG}. Deux."]),
        (f"<div>avant <x-h>{LONG}.</x-h></div>", [f"avant {LONG}."]),
        ("<div>la <x-h>S.A.S.</x-h> Meridata</div>", ["la S.A.S. Meridata"]),
        ("<div>un <amp-img></amp-img>mot</div>", ["un mot"]),
        ("<p><span>S.</span><span>A.</span><span>S.</span> <span>a.</span><span>b</span>", ["S.A.S. a.b"]),
        ("<x-page><x-head><h1>Titre</h1></x-head><p>Un.</p></x-page>", ["Titre", "Un."]),
    ],
)  # fmt: skip
def test_elements_of_a_page_s_own(page: str, expected: list[str]) -> None:
    assert texts(page) == expected


def test_wrappers_of_a_page_s_own_are_no_blocks() -> None:
    (block,) = blocks(f"<x-page><x-body><p>{LONG}.</p></x-body></x-page>")
    assert block.layout
    assert len(block.layout.holders) == 3  # html, body, p


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>depuis 2019<a class=footnote-anchor href=#f1>1</a>, et", "depuis 2019, et"),
        ("<p>depuis 2019.<a class=footnote-anchor href=#f1>1</a> Elles", "depuis 2019. Elles"),
        ("<p>depuis 2019<a href='#_ftn1'>[1]</a>, et", "depuis 2019, et"),
        ("<p>depuis 2019<a href=#fn12>12</a>, et", "depuis 2019, et"),
        ("<p>depuis 2019<a href=#1>1</a>, et", "depuis 2019, et"),
        ("<p>depuis 2019<a role=doc-noteref href=#x>1</a>, et", "depuis 2019, et"),
        ("<p>depuis 2019<a class=footnote href=https://example.org/p#n1>1</a>, et", "depuis 2019, et"),
        ("<li>depuis 2019<a href=#nb1>1</a>, et", "depuis 2019, et"),
        ("<p>depuis 2019<span style='vertical-align:super;font-size:8px'>1</span>, et", "depuis 2019, et"),
        ("<style>.s{vertical-align:super}</style><p>540<span class=s>3</span> M€", "540 M€"),
        ("<p>m<span style='vertical-align:super'>2</span>, 10<span style='vertical-align:super'>9</span>/L",
         "m2, 10⁹/L"),
        ("<p>en hausse.<a href=#fn3>3</a> Elles", "en hausse. Elles"),
        ("<p>en hausse<a href=#3>3</a>, et", "en hausse, et"),
        ("<p>« en hausse »<a href=#3>3</a>, et", "« en hausse », et"),
        ("<p>selon Ribeyre et al.<a href=#3>3</a>, et", "selon Ribeyre et al., et"),
        ("<p>de 12 %<a href=#n3>3</a>, et", "de 12 %, et"),
        ("<p>en 2019.<a href=#3>3</a> Elles", "en 2019. Elles"),
        ("<p>au point 11.<a href=#fn-8>8</a> Elles", "au point 11. Elles"),
        ("<p>soit 12<a href=#n2>2</a> millions", "soit 12 millions"),
        ("<p>à l’art. 12 du code, dit-on.<a href=#3>3</a>", "à l’art. 12 du code, dit-on."),
        # what is no mark of a note
        ("<p>L.1111-<a href=#8>8</a> et R.<a href=#12>12</a> du code", "L.1111-8 et R.12 du code"),
        ("<p>l’alinéa n°<a href=#2>2</a>, §<a href=#3>3</a>, p.<a href=#14>14</a>.", "l’alinéa n°2, §3, p.14."),
        ("<p>les «<a href=#12>12</a> propositions »", "les «12 propositions »"),
        ("<p>les “<a href=#12>12</a> propositions”", "les “12 propositions”"),
        ("<p>voir page<a href=#12>12</a>", "voir page12"),
        ("<p>voir art.<a href=#n12>12</a> et lot<a href=#3>3</a>", "voir art.12 et lot3"),
        ("<p>l’article 1/<a href=#2>2</a> du", "l’article 1/2 du"),
        ("<p>au point 11.<a href=#8>8</a> et à R.4127.<a href=#12>12</a>", "au point 11.8 et à R.4127.12"),
        ("<p>depuis 2019 [<a href='#nb1' class=spip_note>1</a>], et", "depuis 2019 [1], et"),
        ("<p>depuis 2019 <a href=#nb1>[1]</a>, et", "depuis 2019 [1], et"),
        ("<p>voir <a href=#n2>2</a> et", "voir 2 et"),
        ("<p>voir<a href=#chapitre>2</a> et", "voir2 et"),
        ("<p>l’<a href=#note1>annexe 1</a>", "l’annexe 1"),
        ("<li>Introduction<a href=#12>12</a>", "Introduction12"),
        ("<p>Introduction<a href=#p12>12</a>", "Introduction12"),
        ("<p>Pages <a href=#1>1</a><a href=#2>2</a>", "Pages 12"),
        ("<p>20<a href=https://example.org/19>19</a>, et", "2019, et"),
        ("<p><a class=footnote-number href=#footnote-anchor-1>1</a> Insee", "1 Insee"),
        ("<p>20<span style='vertical-align:sub'>19</span>", "2019"),
        ("<p>depuis 2019<a href=#fn1>1000 lits</a>", "depuis 20191000 lits"),
    ],
)  # fmt: skip
def test_numbers_of_notes_are_no_part_of_a_figure(page: str, expected: str) -> None:
    assert texts(page) == [expected]


TOKENS = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<button>", "</button>", "<noscript>", "</noscript>", "<div hidden>", "<x-p>",
     "</x-p>", "<div style='display:inline'>", "<h3>", "</h3>", "<br>", "<pre>", "</pre>", "le mot ", ", puis ", "Un. ",
     "<ins style='display:block'>", "</ins>", "<span style='vertical-align:super'>", "</span>", "<!-- c -->"]
)  # fmt: skip


@given(st.lists(TOKENS, max_size=40))
def test_no_text_is_lost(tokens: list[str]) -> None:
    page = "".join(tokens)
    expected = "".join((LexborHTMLParser(page).root.text() if page else "").split())
    assert sorted("".join("".join(texts(page)).split())) == sorted(expected)


@pytest.mark.parametrize("tag", ["div", "address"])
def test_paragraphs_within_paragraphs_in_a_line_take_little_time(tag: str) -> None:
    page = f"<{tag} style='display:inline'>" * 400 + "<i>x </i>" * 9_000
    seconds, found = quickest(lambda: texts(page), below=0.5)
    assert found == ["x " * 8_999 + "x"] and seconds < 0.5
