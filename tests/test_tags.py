"""Tags that a feed left in plain text go; what only looks like one stays."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.article import Source
from nlp.read import ReadOptions
from nlp.read.fields import row_article
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
        "Le CHU <script>x</script>",
    ],
)
def test_what_is_no_tag_stays(text: str) -> None:
    assert tidy(text) == text
    assert as_lines(text) == text


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("Le CHU de <b>Brest</b> signe.\n\nIl paie.", "Le CHU de Brest signe.\n\nIl paie."),
        ("Un.<br>Deux.<br/><br/>Trois.", "Un.\nDeux.\n\nTrois."),
        ("Chapeau <p>Un.</p>\n\n<p>Deux.</p>", "Chapeau\n\nUn.\n\nDeux."),
        ("A <ul><li>un</li><li>deux</li></ul> B", "A\n\nun\n\ndeux\n\nB"),
        ("L&rsquo;h&ocirc;pital <b>signe</b> &amp; paie", "L’hôpital signe & paie"),
        ("L&rsquo;h&ocirc;pital signe", "L&rsquo;h&ocirc;pital signe"),
    ],
)
def test_a_row_keeps_its_lines(given: str, wanted: str) -> None:
    row = {"text": given, "title": "Le <b>CHU</b> signe"}
    found = row_article(row, Source(path="rows.jsonl"), ReadOptions())
    assert (found.text, found.title) == (wanted, "Le CHU signe")


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
    as_lines(piece * (200_000 // len(piece)))
    assert time.process_time() - started < 2
