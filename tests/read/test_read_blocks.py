"""Pages in blocks: the text a browser shows, in order, once, with what the markup tells."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from nlp.article import Block, Layout
from nlp.errors import ReadError
from nlp.read import css
from nlp.read.blocks import BlockWriter
from nlp.read.elements import MAX_ATTRS, MAX_PATH


def blocks(page: str, max_depth: int = 512) -> list[Block]:
    tree = LexborHTMLParser(page)
    sheet = css.Sheet(node.text() for node in tree.css("style"))
    return BlockWriter(sheet, max_depth).walk(tree.root)


def texts(page: str) -> list[str]:
    return [block.text for block in blocks(page)]


def layout(block: Block) -> Layout:
    assert block.layout is not None
    return block.layout


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>a</p><p>b</p>", ["a", "b"]),
        ("<p>a <b>b</b><i>c</i>\n d</p>", ["a bc d"]),
        ("<p>  a\t\n b  </p>", ["a b"]),
        ("<p>a<br>b</p>", ["a\nb"]),
        ("<p>cen&shy;tre hos&#173;pi<wbr>ta\u00adlier</p>", ["centre hospitalier"]),
        ("<p>Via\u200bgra</p>", ["Via\u200bgra"]),  # what separation goes by stays
        ("<p>a <br> b</p>", ["a\nb"]),
        ("<p>a<br><br>b</p>", ["a", "b"]),
        ("<p>a<br> \n <br/>b<br></p>", ["a", "b"]),
        ("<p>a<br>&nbsp;<br>b</p>", ["a", "b"]),
        ("<p>a<br> <span>&nbsp; </span>\n<br>b</p>", ["a", "b"]),
        ("<p>a<br>&#8203;<br>b<br>&#xfeff;&nbsp;<br>c</p>", ["a", "b", "c"]),
        ("<p>a<br>&nbsp;<br>&nbsp;<br>&nbsp;<br>b</p>", ["a", "b"]),
        ("<p>&nbsp;<br>a</p>", ["a"]),
        ("<p>a&nbsp;<br>&nbsp;b</p>", ["a\xa0\n\xa0b"]),  # one line after the other
        ("<p>a<br>&nbsp;&nbsp;b<br>&nbsp;c</p>", ["a\n\xa0\xa0b\n\xa0c"]),
        ("<p>a<br>-<br>b</p>", ["a\n-\nb"]),
        ("<div>a<div>b</div>c</div>", ["a", "b", "c"]),
        (
            "<p>le&nbsp;centre de 75&nbsp;ans&nbsp;: «&nbsp;oui&nbsp;»</p>",
            ["le centre de 75\xa0ans\xa0: «\xa0oui\xa0»"],
        ),
        ("<pre>a&nbsp;b</pre>", ["a\xa0b"]),
        ("<p>3,2&nbsp;M€ &amp; l&#8217;été &laquo;ici&raquo;</p>", ["3,2\xa0M€ & l’été «ici»"]),
        ("<p>a<script>x</script>b<style>p{}</style><!-- c --></p>", ["ab"]),
        ("<p>a<template><p>t</p></template>b</p>", ["ab"]),
        ("<pre>one\n  two</pre>", ["one\ntwo"]),
        ("<p>a<svg><title>icon</title><text>t</text></svg></p>", ["a"]),
        ("<p>m<sup>2</sup></p>", ["m2"]),
        ("<ul><li>a<li>b<ul><li>c</ul>d</ul>", ["a", "b", "c", "d"]),
        ("<table><tr><td>a<td>b<tr><th>c</table>", ["a", "b", "c"]),
        ("plain", ["plain"]),
        ("<p> \n </p><div></div><br>", []),
        ("<p>a&#0;b&#7;c</p>", ["a\ufffdbc"]),
        ("<a href=x><h2>t</h2><p>u</p></a>", ["t", "u"]),
        ("<iframe>x</iframe><object>y</object><p>z</p>", ["z"]),
        ("<p>unclosed<p>next", ["unclosed", "next"]),
    ],
)
def test_text(page: str, expected: list[str]) -> None:
    assert texts(page) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>540<sup>3</sup> M€", "540 M€"),
        ("<p>en 2024<sup>12</sup>, 10<sup>9</sup>/L", "en 2024, 10⁹/L"),
        ("<p>en <b>2024</b><sup>1, 2</sup>.", "en 2024."),
        ("<p>en 2024 <sup>1</sup>.", "en 2024 ."),
        ("<p>en 2024<sup><a href=#n1>1</a></sup>, soit", "en 2024, soit"),
        ("<p>en 2024<a href=#n1><sup>1</sup></a>, soit", "en 2024, soit"),
        ("<p>en 2024<sup>(1)</sup> et<sup><a href=#n2>[2]</a></sup> là", "en 2024 et là"),
        ("<p>en 2024<sup><a href=#a>1</a></sup><sup><a href=#b>2</a></sup>", "en 2024"),
        ("<p>1<sup>er</sup> n<sup>o</sup> 3 m<sup>2</sup> 20<sup>e</sup>", "1er no 3 m2 20e"),
        ("<p>3×10<sup>12</sup> et 2 010<sup>9</sup> ou 1,10<sup>3</sup>", "3×10¹² et 2 010 ou 1,10"),
        ("<p>10<sup>(1)</sup> et 10<sup><a href=#n>1</a></sup>", "10 et 10"),
        ("<p>CO<sub>2</sub> et 3<sub>4</sub>", "CO2 et 34"),
        ("<p>note<sup>(1)</sup> et <sup>3</sup>/<sub>4</sub>", "note(1) et 3/4"),
        ("<p><sup><a href=#r1>1</a></sup> Insee", "1 Insee"),  # the note itself
        ("<p>2024<sup>1<p>500", "2024"),
        ("<p>en 2024<sup><a href=#n>1000 lits</a></sup>", "en 20241000 lits"),
    ],
)  # fmt: skip
def test_raised_figures_are_no_part_of_the_figure_before(page: str, expected: str) -> None:
    assert texts(page)[0] == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<pre>a\n\nb\n \t\n\n\nc</pre>", ["a", "b", "c"]),
        ("<pre>a\r\n\r\nb</pre>", ["a", "b"]),
        ("<pre><b>a</b>\n\n<b>b</b></pre>", ["a", "b"]),
        ("<pre>\n\na\n\n</pre>", ["a"]),
        ("<pre>un vers\nun autre\n  le dernier</pre>", ["un vers\nun autre\nle dernier"]),
        ("<div style='white-space:pre-line'>a\nb\n\nc</div>", ["a\nb", "c"]),
        ("<style>.w{white-space: pre-wrap}</style><p class=w><span>a\n\nb</span></p>", ["a", "b"]),
        ("<pre>a<span style='white-space:normal'>\n\nb</span></pre>", ["a b"]),
        ("<div style='white-space:nowrap'>a\n\nb</div>", ["a b"]),
        ("<div style='white-space:inherit'>a\n\nb</div>", ["a b"]),
        ("<p>a\n\nb</p>", ["a b"]),
        ("<pre>f(x)\n\ng(y) = {1}</pre>", ["f(x)\n\ng(y) = {1}"]),  # code stays one
        ("<pre><b>a</b>()\n\n<i>b</i>();</pre>", ["a()\n\nb();"]),
        ("<pre>Le CHU (Rennes) a notifié le marché mardi.\n\nContact de presse : a@b.example</pre>",
         ["Le CHU (Rennes) a notifié le marché mardi.", "Contact de presse : a@b.example"]),
        ("<pre>a<span hidden>x\n\ny</span>b</pre>", ["a", "x", "b", "y"]),
    ],
)  # fmt: skip
def test_an_empty_line_parts_text_whose_lines_count(page: str, expected: list[str]) -> None:
    assert texts(page) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<html lang=fr><p>Il a dit : <q>Non</q>, puis", "Il a dit : «\xa0Non\xa0», puis"),
        ("<html lang=es><p>Dijo: <q>No <b>firmo</b></q>, y", "Dijo: «No firmo», y"),
        ("<html lang=en-GB><p>He said <q>no</q>.", "He said “no”."),
        ("<p>Dijo: <q lang=en>no</q>.", "Dijo: “no”."),
        ("<p><q>a <q>b</q></q>", "«a ‘b’»"),
        ("<p>Il a dit : <q>« Non »</q>, puis", "Il a dit : « Non », puis"),
        ("<p>Il a dit : «&nbsp;<q>Non</q>&nbsp;», puis", "Il a dit : «\xa0Non\xa0», puis"),
        ("<p>a<q> </q>b", "a b"),
        ("<p>a <q><p>b</p></q>", "a"),
        ("<p>a <cite>b</cite>", "a b"),
    ],
)
def test_quoted_words_keep_their_marks(page: str, expected: str) -> None:
    assert texts(page)[0] == expected


@pytest.mark.parametrize(
    ("page", "shown", "struck"),
    [
        ("<p>soit <del>45</del> <ins>54</ins> M€", "soit 54 M€", ["45"]),
        ("<p>soit <s>45</s> <ins>54</ins> M€", "soit 54 M€", ["45"]),
        ("<p>soit <strike>45</strike><ins>54</ins> M€", "soit 54 M€", ["45"]),
        ("<p>soit <del>45 M€</del>, non", "soit , non", ["45 M€"]),
        ("<del><p>a</p></del><p>b", "b", ["a"]),
        ("<p>soit <s>45</s> 54 M€", "soit 45 54 M€", []),
        ("<s><p>a</p></s><ins>b</ins>", "a", []),
        ("<p><ins>54</ins> M€ <u>net</u>", "54 M€ net", []),
    ],
)
def test_struck_out_words_are_not_shown(page: str, shown: str, struck: list[str]) -> None:
    found = blocks(page)
    assert [x.text for x in found if layout(x).hidden == "struck out"] == struck
    assert [x.text for x in found if not layout(x).hidden][0] == shown


KICKER = "<style>.k{display:block}.c{display:block;float:left}b{display:block}</style>"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<h1><span>Informatique</span><span>Le CHU choisit</span></h1>", ["Informatique\nLe CHU choisit"]),
        ("<h1>Le CHU choisit<small>Un marché</small></h1>", ["Le CHU choisit\nUn marché"]),
        ("<h1><a href=x>CANARIAS</a><span>Meridata gana</span></h1>", ["CANARIAS\nMeridata gana"]),
        ("<h1><span class=k>à lire</span>le marché</h1>", ["à lire\nle marché"]),
        ("<h1>le marché <span class=k>à lire</span></h1>", ["le marché\nà lire"]),
        ("<h1><span class=k><span class=k>a</span></span><span class=k>b</span></h1>", ["a\nb"]),
        ("<p>le marché <span class=k>à lire</span> ici</p>", ["le marché", "à lire", "ici"]),
        ("<p>un <a style='display: flex' href=x>lien</a></p>", ["un", "lien"]),
        ("<div><span>Julie Kermarrec</span><span>3 mars 2025</span></div>", ["Julie Kermarrec 3 mars 2025"]),
        ("<div><time>3 mars 2025</time><span>Julie</span></div>", ["3 mars 2025 Julie"]),
        ("<p><a>Hôpital</a><a>Logiciel</a><i></i><a>Été</a></p>", ["Hôpital Logiciel Été"]),
        ("<p><a href=x>casino</a><a href=y>slot gacor</a></p>", ["casino slot gacor"]),
        ("<p><time>12 mars 2026</time><time>14 mars</time></p>", ["12 mars 2026 14 mars"]),
        ("<p><span>$ 1.320</span><span>Paraná 12°</span><a>Suscribite</a></p>", ["$ 1.320 Paraná 12° Suscribite"]),
        # One word, or parts that the page shows in one line.
        ("<p><b>L</b>e CHU et l’hôpital<em>s</em></p>", ["Le CHU et l’hôpitals"]),
        ("<p><a href=x>Arte</a><a href=x>mis</a> et <a href=x>l</a><a href=y>e CHU</a></p>", ["Artemis et le CHU"]),
        ("<p><span>12</span><span>0</span> <span>3</span><span>D</span></p>", ["120 3D"]),
        ("<p>un</p><p>\u200b</p><p>&nbsp;\u200d</p><p>deux</p>", ["un", "deux"]),
        ("<p><span>L</span><span>e</span> <span>télé</span><span>médecine</span></p>", ["Le télémédecine"]),
        ("<p><span>3</span><span>500</span> <span>CO</span><span>2</span></p>", ["3500 CO2"]),
        ("<p><span>km</span><span>2</span> <span>e</span><span>Santé</span></p>", ["km2 eSanté"]),
        ("<p><span class=c>L</span>e CHU</p>", ["Le CHU"]),
        ("<p>le <b>marché</b> public</p>", ["le marché public"]),  # the bare tag's rule
        ("<p>le <span style='display:inline-block'>mar</span>ché</p>", ["le marché"]),
        ("<p>le <img class=k> marché</p>", ["le marché"]),
        ("<p>Doctolib<b>X</b> et Smart<span>Rx</span></p>", ["DoctolibX et SmartRx"]),
    ],
)  # fmt: skip
def test_what_a_page_shows_apart_is_not_one_word(page: str, expected: list[str]) -> None:
    assert texts(KICKER + page) == expected


@pytest.mark.parametrize(
    ("page", "kinds"),
    [
        ("<h1>a</h1><h3>b</h3>", ["heading", "heading"]),
        ("<ul><li>a<li><p>b</p></ul>", ["list_item", "list_item"]),
        ("<dl><dt>a<dd>b</dl>", ["list_item", "list_item"]),
        ("<blockquote>a<p>b</p></blockquote>", ["quote", "quote"]),
        ("<table><caption>c</caption><tr><th>a<td>b</table>", ["caption", "table", "table"]),
        ("<table><tr><td><p>article in a layout table</p></table>", ["paragraph"]),
        ("<figure><figcaption>a</figcaption></figure>", ["caption"]),
        ("<ul><li><article><h2>t</h2><p>u</p></article></ul>", ["heading", "paragraph"]),
        ("<h2><span>a</span></h2><div>b</div>", ["heading", "paragraph"]),
    ],
)
def test_kinds(page: str, kinds: list[str]) -> None:
    assert [block.kind for block in blocks(page)] == kinds


def test_layout_tells_path_words_and_links() -> None:
    page = "<body class='Home'><div id=Main class='a B'><p class=c>ab <a href=x>cd</a></p></div>"
    (block,) = blocks(page)
    assert layout(block) == Layout("html/body/div/p", "c a b main home", 0.5, None, (1, 2, 3, 4))


def test_blocks_of_one_element_share_its_number() -> None:
    first, second, third = blocks("<div><p>a<p>b</div><section>c</section>")
    assert layout(first).holders[:-1] == layout(second).holders[:-1]
    assert layout(first).holders[-1] != layout(second).holders[-1]
    assert layout(third).holders[:-1] == layout(first).holders[:-2]


def test_an_anchor_without_address_is_no_link() -> None:
    assert layout(blocks("<p><a name=x>abc</a></p>")[0]).link_density == 0


@pytest.mark.parametrize(
    ("page", "hidden"),
    [
        ("<p style='display:none'>a</p>", "display:none"),
        ("<div style='display:none'><p>a</p></div>", "display:none"),
        ("<style>.s{position:absolute;left:-9999px}</style><p class=s>a</p>", "off-screen"),
        ("<p hidden>a</p>", "hidden attribute"),
        ("<div aria-hidden=true><p>a</p></div>", "aria-hidden"),
        ("<body><noscript><p>a</p></noscript>", "noscript"),
        ("<dialog><p>a</p></dialog>", "dialog"),
        ("<p style='visibility:hidden'>a</p>", "visibility:hidden"),
        ("<div style='visibility:hidden'><p style='visibility:visible'>a</p></div>", None),
        ("<p style='font-size:0'>a</p>", "font-size:0"),
        ("<ul style='font-size:0'><li style='font-size:16px'>a</ul>", None),
        ("<div style='background:#fff'><p style='color:white'>a</p></div>", "colour of the background"),
        ("<body style='display:none'><p>a</p></body>", None),
        ("<p aria-hidden=false>a</p>", None),
        ("<dialog open><p>a</p></dialog>", None),
        ("<p>a</p>", None),
    ],
)  # fmt: skip
def test_hidden(page: str, hidden: str | None) -> None:
    (block,) = blocks(page)
    assert (block.text, layout(block).hidden) == ("a", hidden)


def test_hidden_words_in_a_paragraph_become_a_block_of_their_own() -> None:
    found = blocks("<p>Le marché <span style='display:none'>cheap pills</span>est notifié.</p>")
    assert [(block.text, layout(block).hidden) for block in found] == [
        ("Le marché est notifié.", None),
        ("cheap pills", "display:none"),
    ]


def test_depth_is_limited_without_recursion() -> None:
    page = "<div>" * 3000 + "deep" + "</div>" * 3000
    assert [block.text for block in blocks(page, max_depth=4000)] == ["deep"]
    with pytest.raises(ReadError, match="too_deep"):
        blocks(page)


def test_paths_and_words_are_bounded() -> None:
    page = "".join(f"<div class='word-number-{i}'>" for i in range(400)) + "text"
    (block,) = blocks(page)
    assert layout(block).tag_path.count("/") == MAX_PATH - 1
    assert len(layout(block).holders) == MAX_PATH
    assert len(layout(block).attrs) <= MAX_ATTRS
    assert layout(block).attrs.startswith("word-number-399 word-number-398 ")


def test_a_page_of_thirty_thousand_elements_is_read_whole() -> None:
    assert len(blocks("<p>a <b>c</b></p>" * 10_000)) == 10_000


WORDS = st.text(alphabet="abcdé’", min_size=1, max_size=6)
INLINE = st.sampled_from(["b", "i", "span", "a href=x", "em", "cite"])
OUTER = st.sampled_from(["p", "div", "li", "h2", "td", "section", "blockquote", "figcaption"])


@given(st.lists(st.tuples(OUTER, st.lists(st.tuples(INLINE, WORDS), min_size=1)), max_size=12))
def test_visible_words_come_out_once_and_in_order(
    page: list[tuple[str, list[tuple[str, str]]]],
) -> None:
    html, words = "<body>", []
    for tag, inner in page:
        html += f"<{tag}>"
        for inline, word in inner:
            html += f"<{inline}>{word}</{inline.split()[0]}> "
            words.append(word)
        html += f"</{tag}>"
    assert " ".join(texts(html)).split() == words


TOKENS = st.sampled_from(
    ["<p>", "</p>", "<div class='x y'>", "</div>", "<table>", "<tr>", "<td>", "</table>", "<b>",
     "</b>", "<a href=u>", "</a>", "<br>", "<li>", "<ul>", "</ul>", "<script>", "</script>",
     "<!--", "-->", "<style>.x{display:none}</style>", "<span style='display:none'>", "</span>",
     "<svg>", "</svg>", "<select><option>", "<template>", "</template>", "<h1>", "</h1>", "mot ",
     "l’été", "&nbsp;", "&#x1F600;", "<", ">", "&", "\0", "<frameset>", "<title>", "<pre>\n"]
)  # fmt: skip


@given(st.lists(TOKENS, max_size=40))
def test_any_soup_gives_tidy_blocks(tokens: list[str]) -> None:
    for block in blocks("".join(tokens)):
        assert block.text == block.text.strip(" \n\t\r\f")
        assert block.text
        assert not re.search(" {2}|\t|\n ", block.text)
        assert 0 <= layout(block).link_density <= 1
        assert layout(block).tag_path.startswith("html")
