"""Tags that a feed left in plain text go; what only looks like one stays."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.article import Source
from nlp.read import ReadOptions
from nlp.read.fields import row_article
from nlp.repair.rules import markup
from nlp.tags import as_lines, without_tags
from nlp.translate.prepare import tidy


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("Le CHU de <strong>Brest</strong> signe.", "Le CHU de Brest signe."),
        ("<p>Le <b>CHU</b> signe.</p>", "Le CHU signe."),
        ("Brest<br/>a signé<br>un<BR />contrat", "Brest a signé un contrat"),
        ('avec <a href="https://x.example/?a=1&amp;b=2">Tressanga</a>.', "avec Tressanga."),
        ("el <em class=x>Sacyl</em>, m<sup>2</sup>", "el Sacyl, m2"),
        ("<h2>Titre</h2><ul><li>un</li><li>deux</li></ul>", "Titre un deux"),
        ('Photo <img src="a.jpg" alt="x > y" /> du CHU', "Photo du CHU"),
        ("<p>Le CHU <!-- pub --> signe</p>", "Le CHU signe"),
        ("de &lt;b&gt;Brest&lt;/b&gt; a", "de Brest a"),
        ("<b>Le CHU signe.", "Le CHU signe."),
        ("Le CHU signe.</b></p>", "Le CHU signe."),
        ("au<b>CHU</b>de", "auCHUde"),
        ("<span style='color: red'>CHU</span>", "CHU"),
    ],
)
def test_tags_go(given: str, wanted: str) -> None:
    assert tidy(given) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "x < 3 et y > 2",
        "p<0,05 et q>1",
        "si a<b>c alors",
        "Bonjour <nom>, merci",
        "écrire à <chu@brest.example>",
        "écrire à <a@b.example>",
        "voir <https://x.example>",
        "<a priori> il signe",
        "la balise <b> met en gras, <i> en italique",
        "les balises <strong> et <em>",
        "la etiqueta <p> del código",
        "il écrit « <b> » partout",
        "il écrit `<br>` partout",
        "<3 le CHU",
        "<<b",
        "entre le <!-- du début et le --> de la fin",
        "if (a <b && c> d)",
        "List<String> p = null",
        "la balise <script> charge le code",
        "la balise <style> et <script>",
        "<br> est une balise",
        "Bonjour <label>, merci",
        "the <b> tag",
        "the <b> and <i> tags make text bold or italic",
        "The HTML element <b>bold</b> is deprecated",
        "L'élément HTML <kbd>Ctrl</kbd> montre une touche",
        "<section> is an HTML element",
        "les balises <b> et </b>",
        "la balise </b>",
        "une balise <br> suffit",
        "la balise HTML <strong>",
        "R&D; et AT&T &copy 2025",
        "l'entité &eacute; est un é",
    ],
)
def test_what_is_no_tag_stays(text: str) -> None:
    assert without_tags(text) == text
    assert as_lines(text) == text
    assert tags_rule(text) == text


def tags_rule(text: str) -> str:
    """The text after repair's rule for tags."""
    for change in reversed(list(markup.tags(text, None))):  # type: ignore[arg-type]
        text = text[: change.start] + change.fixed + text[change.end :]
    return text


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("usará <strong>etiquetas RFID</strong> para", "usará etiquetas RFID para"),
        ("con etiquetas.<br>El contrato", "con etiquetas. El contrato"),
        ("con etiquetas<br>El contrato", "con etiquetas El contrato"),
        ("con etiquetas <br> El contrato", "con etiquetas El contrato"),
        ("300 <b>balises</b> dans", "300 balises dans"),
        ("300 balises <b>RFID</b> dans", "300 balises RFID dans"),
        ("des balises <em class='x'>RFID", "des balises RFID"),
        ("<p>des balises</p><p>Elle</p>", "des balises Elle"),
        ("<b>pose des balises </b>RFID", "pose des balises RFID"),
        ("The <b>RFID</b> tags are read.<br>They", "The RFID tags are read. They"),
        ("<em>Etiquetas</em> RFID", "Etiquetas RFID"),
        ("Il change le code HTML. Le <b>CHU</b> signe", "Il change le code HTML. Le CHU signe"),
        ("<label>Nom</label> du <input type=text> CHU", "Nom du CHU"),
    ],
)
def test_what_is_marked_up_is_not_shown(given: str, wanted: str) -> None:
    assert tidy(given) == wanted
    assert " ".join(tags_rule(given).split()) == wanted


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("Un.<br><style type='text/css'>p{margin:0}</style>Deux.", "Un.\nDeux."),
        ("Un.<script>(a = b || []).push({});</script>Deux.", "Un. Deux."),
        ("Un.<SCRIPT>if (a < b) x()</SCRIPT >\n\nDeux.", "Un.\n\nDeux."),
        ("Un.<iframe src='https://x'>cadre</iframe>", "Un."),
        ("Un <noscript>Activez</noscript>deux <svg><path/></svg>trois", "Un deux trois"),
        ("<script>x</script>Un <script> deux", "Un <script> deux"),
        ("Un.<object><embed src=a></object><button>Ok</button>", "Un.\n\nOk"),
        ("la balise RFID, <script>x()</script> lue", "la balise RFID,  lue"),
    ],
)
def test_what_no_reader_sees_goes_with_its_text(given: str, wanted: str) -> None:
    assert as_lines(given) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("<!-- wp:paragraph -->\n<p>Un.</p>\n<p>Deux.</p>", ["Un.", "Deux."]),
        ("<figure><img src=x></figure>Un.<p>Deux.</p>", ["Un.", "Deux."]),
        ("Un.\n\nDeux.\n\n<ul><li>a</li><li>b</li></ul>", ["Un.", "Deux.", "a", "b"]),
        ("<strong>Un</strong><p>Deux</p><style>.a{}</style><p>Trois</p>", ["Un", "Deux", "Trois"]),
    ],
)
def test_a_row_of_blocks_is_a_page(text: str, wanted: list[str]) -> None:
    found = row_article({"text": text}, Source(path="rows.jsonl"), ReadOptions())
    assert [block.text for block in found.blocks] == wanted


@pytest.mark.parametrize("first", ["<b>Un</b>", "Un", "<figure><img src=x></figure><p>Un</p>"])
@pytest.mark.parametrize("style", ["display:none", "position:absolute;left:-9999px"])
def test_hidden_text_of_a_row_is_known(first: str, style: str) -> None:
    text = f'{first}<br>Deux <span style="{style}">casino</span>'
    found = row_article({"text": text}, Source(path="rows.jsonl"), ReadOptions())
    assert [block.text for block in found.blocks if block.layout and block.layout.hidden] == [
        "casino"
    ]


@pytest.mark.parametrize(
    "text", ["Les balises </p> et </div> ferment.", "<b>Un</b>\nDeux", "Un </p> seul"]
)
def test_a_text_is_no_page(text: str) -> None:
    found = row_article({"text": text}, Source(path="rows.jsonl"), ReadOptions())
    assert not found.blocks
    assert found.text


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("L&#8217;AP-HP choisit Tressanga &amp; Orvalis", "L’AP-HP choisit Tressanga & Orvalis"),
        ("Sanidad &laquo;abre&raquo; la licitaci&oacute;n", "Sanidad «abre» la licitación"),
        ("R&D; AT&T", "R&D; AT&T"),
        ("Etiquetas <em>RFID</em> en quirófano", "Etiquetas RFID en quirófano"),
        ("Le &lt;b&gt;CHU&lt;/b&gt;", "Le CHU"),
    ],
)
def test_a_title_is_decoded(title: str, wanted: str) -> None:
    row = {"text": "Le CHU signe.", "title": title}
    assert row_article(row, Source(path="rows.jsonl"), ReadOptions()).title == wanted


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("Le CHU de <b>Brest</b> signe.\n\nIl paie.", "Le CHU de Brest signe.\n\nIl paie."),
        ("Un.<br>Deux.<br/><br/>Trois.", "Un.\nDeux.\n\nTrois."),
        ("Chapeau <p>Un.</p>\n\n<p>Deux.</p>", "Chapeau\n\nUn.\n\nDeux."),
        ("A <ul><li>un</li><li>deux</li></ul> B", "A\n\nun\n\ndeux\n\nB"),
        ("L&rsquo;h&ocirc;pital <b>signe</b> &amp; paie", "L’hôpital signe & paie"),
        ("L&rsquo;h&ocirc;pital signe &#233; &hellip;", "L’hôpital signe é …"),
        ("&lt;b&gt;Le CHU&lt;/b&gt; signe", "Le CHU signe"),
    ],
)
def test_a_row_keeps_its_lines(given: str, wanted: str) -> None:
    row = {"text": given, "title": "Le <b>CHU</b> signe"}
    found = row_article(row, Source(path="rows.jsonl"), ReadOptions())
    text = found.text or "\n\n".join(block.text for block in found.blocks)
    assert (text, found.title) == (wanted, "Le CHU signe")


@given(st.text(st.sampled_from("<>/=ab pré\"' \n&!-"), max_size=40))
def test_nothing_but_tags_is_lost(text: str) -> None:
    done = without_tags(text)
    letters = "".join(c for c in done if c.isalpha())
    source = iter(text)
    assert all(c in source for c in letters)
    assert "<" in text or done == text


@pytest.mark.parametrize(
    "piece",
    ["<a ", "<a x=", "<a x= ", '<a x="', "<!--", "a<b>c", "<b>", "</p>", "< ", "<p" + " " * 50],
)
def test_time_is_linear(piece: str) -> None:
    started = time.process_time()
    as_lines(piece * (80_000 // len(piece)))
    assert time.process_time() - started < 0.8
