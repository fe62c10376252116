"""Pages as articles: title, date, language, character set, and what parsing refuses."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_helpers import PAGE

from nlp.article import Article, Source
from nlp.errors import ReadError
from nlp.read import ReadOptions, html_guard
from nlp.read.declared import declared_charset
from nlp.read.html import html_article
from nlp.read.html_guard import refuse_costly

HERE = Source(path="page.html")


def article(page: str | bytes, **options: object) -> Article:
    data = page.encode() if isinstance(page, str) else page
    return html_article(data, HERE, ReadOptions.model_validate(options))


def test_a_page_gives_title_date_language_and_blocks() -> None:
    found = article(PAGE)
    assert found.title == "Le CHU choisit son logiciel"
    assert (found.lang, found.published) == ("fr", "2025-03-14T08:00:00+01:00")
    assert found.meta == {"encoding": "utf-8", "source": "Le Site"}
    assert [(block.kind, block.text) for block in found.blocks] == [
        ("paragraph", "Accueil"),
        ("title", "Le CHU choisit son logiciel"),
        ("paragraph", "Le marché a été notifié lundi.\nIl dure huit ans."),
    ]
    assert found.source.sha256 is not None
    assert found.text == ""


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Nouvelle</title>", "<p>a", "Nouvelle"),
        ("<meta property=og:site_name content=Site><title>Nouvelle - Site</title>", "<p>a", "Nouvelle"),
        ("<title>x</title><meta property=og:title content='Le vrai titre'>", "<p>a", "Le vrai titre"),
        ("<title>Le titre | Journal</title>", "<h1>Journal</h1><h1>Le titre</h1>", "Le titre"),
        ("", "<h1>Un <b>titre</b></h1><h1>Autre</h1>", "Un titre"),
        ("<title>A</title>", "<h1 style='display:none'>caché</h1><p>x", "A"),
        ("<meta property=og:site_name content=Journal>", "<h1>Journal</h1><h1>Info</h1>", "Info"),
        ("", "<nav><h1>Menu</h1></nav><p>x", None),
    ],
)  # fmt: skip
def test_titles(head: str, body: str, title: str | None) -> None:
    found = article(f"<head>{head}</head><body>{body}")
    assert found.title == title
    assert sum(block.kind == "title" for block in found.blocks) <= 1


HEADLINE = "<meta property=og:title content='Le CHU choisit un DPI'>"


@pytest.mark.parametrize(
    ("head", "headline", "expected"),
    [
        (HEADLINE, "<span>Outils</span><span>Le CHU choisit un DPI</span>",
         [("heading", "Outils"), ("title", "Le CHU choisit un DPI")]),
        (HEADLINE, "Le CHU choisit un DPI<small>Un marché</small>",
         [("title", "Le CHU choisit un DPI"), ("heading", "Un marché")]),
        (HEADLINE, "Outils<br>Le CHU choisit<br>un DPI<br>Suite",
         [("heading", "Outils"), ("title", "Le CHU choisit\nun DPI"), ("heading", "Suite")]),
        (HEADLINE, "Le CHU<br>choisit un DPI", [("title", "Le CHU\nchoisit un DPI")]),
        (HEADLINE, "Outils : Le CHU choisit un DPI", [("title", "Outils : Le CHU choisit un DPI")]),
        ("", "Le CHU<br>choisit un DPI", [("title", "Le CHU\nchoisit un DPI")]),
        ("", "<a>Outils</a><span>Le CHU choisit</span>", [("title", "Outils\nLe CHU choisit")]),
    ],
)  # fmt: skip
def test_a_kicker_is_no_part_of_the_title(
    head: str, headline: str, expected: list[tuple[str, str]]
) -> None:
    found = article(f"<head>{head}</head><body><h1>{headline}</h1><p>x")
    assert [(block.kind, block.text) for block in found.blocks[:-1]] == expected
    title = next(text for kind, text in expected if kind == "title")
    assert found.title == " ".join(title.split())


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("<meta name=date content=2025-03-14>", "2025-03-14"),
        ("<meta itemprop=datePublished content=2025-03-15>", "2025-03-15"),
        ('<script type="application/ld+json">{"datePublished" : "2025-03-16"}</script>', "2025-03-16"),
        ("<body><time datetime=2025-03-17>lundi</time>", "2025-03-17"),
        ("<meta name=date content=' '>", None),
    ],
)  # fmt: skip
def test_dates(head: str, published: str | None) -> None:
    assert article(head + "<p>x").published == published


@pytest.mark.parametrize(
    ("page", "lang"),
    [
        ("<html lang=es-MX><p>x", "es"),
        ("<html lang=FR><p>x", "fr"),
        ("<html xml:lang=en><p>x", "en"),
        ("<meta http-equiv=content-language content=fr><p>x", "fr"),
        ("<meta property=og:locale content=es_ES><p>x", "es"),
        ("<html lang='{{ lang }}'><p>x", None),
        ("<p>x", None),
    ],
)
def test_languages(page: str, lang: str | None) -> None:
    assert article(page).lang == lang


def test_the_declared_character_set_is_used() -> None:
    page = "<meta charset=iso-8859-15><p>l’été à 3 €".replace("’", "'").encode("iso8859-15")
    found = article(page)
    assert (found.blocks[0].text, found.meta["encoding"]) == ("l'été à 3 €", "iso8859-15")
    old = "<meta http-equiv='Content-Type' content='text/html; charset=windows-1252'><p>“año”"
    assert article(old.encode("cp1252")).blocks[0].text == "“año”"


def test_declarations() -> None:
    assert declared_charset(b"<?xml version='1.0' encoding='latin1'?>") == "latin1"
    assert declared_charset(b"<meta charset=utf-16>") == "utf-8"
    assert declared_charset(b"<p>charset=x") is None


@pytest.mark.parametrize("page", ["", " ", "<html></html>", "<script>x</script>", "<img src=x>"])
def test_a_page_without_text_is_empty(page: str) -> None:
    with pytest.raises(ReadError, match="empty"):
        article(page)


def test_ten_thousand_elements_deep_is_refused_fast() -> None:
    page = "<div>" * 10_000 + "texte" + "</div>" * 10_000
    with pytest.raises(ReadError, match="too_deep"):
        article(page)
    assert article(page, max_html_depth=20_000).blocks[0].text == "texte"


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 200_000,
        "<b>" * 100_000,
        "<p>" + "".join(f"<b id={i}>" for i in range(800)) + "</p>" + "<p>x</p>" * 20_000,
        "<p " + " ".join(f"a{i}=1" for i in range(60_000)) + ">x",
        '<p a="<" ' + " ".join(f'a{i}="<"' for i in range(60_000)) + ">x",
        "<span>" * 20_000 + "</em>" * 300_000,
        "<svg>" + "<script><g></script>" * 100_000,
    ],
    ids=["deep", "formats", "rebuilt", "attributes", "quoted", "ends", "foreign"],
)
def test_pages_made_to_stall_the_parser_are_refused(page: str) -> None:
    started = time.process_time()
    with pytest.raises(ReadError, match="too_deep"):
        article(page)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "page",
    ["<a " * 300_000, '<a "' * 300_000, '<a b="' * 300_000, "<!--" * 300_000, "<a b" + " " * 500_000,
     "</p>" * 300_000, "<table><tr><td>x" * 100, "<p>x" * 8_000, "<li>x" * 8_000, "&amp;" * 200_000,
     "<style>" + "{" * 200_000, "<p style='" + "a:" * 200_000 + "'>x"],
)  # fmt: skip
def test_long_pages_take_no_long_time(page: str) -> None:
    started = time.process_time()
    try:
        article(page)
    except ReadError as error:
        assert error.reason in ("empty", "too_deep")
    assert time.process_time() - started < 5


def test_ordinary_pages_pass_the_guard() -> None:
    refuse_costly("<ul>" + "<li><a href='x'><b>lien</b></a>" * 20_000 + "</ul>")
    refuse_costly("<script>" + "document.write('<div>');" * 50_000 + "</script><p>x")


_TAGS = st.sampled_from(
    ["<p>", "</p>", "<b>", "<B c=1>", "</b>", "<a>", "<i d>", "<!--", "x=1 ", ">"]
)


@given(st.lists(_TAGS, max_size=30).map("".join))
def test_what_counting_tags_lets_pass_stays_below_the_limits(page: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name, limit in {"MAX_STEPS": 40, "MAX_REBUILT": 12, "_LONG_TAG": 8}.items():
            patch.setattr(html_guard, name, limit)
        passed = html_guard._harmless(page)
        patch.setattr(html_guard, "_SMALL", 0)
        patch.setattr(html_guard, "_harmless", lambda page: False)
        try:
            refuse_costly(page)
        except ReadError:
            assert not passed


_ATTRIBUTES = st.text(alphabet="ab=\"'/ \n\u00a0", max_size=60)


@given(_ATTRIBUTES)
def test_a_page_has_no_more_attributes_than_signs_that_part_them(rest: str) -> None:
    page = f"<p{rest}>"
    told = sum(
        len(html_guard._COUNT.findall(tag["rest"]))
        for tag in html_guard._TAG.finditer(page)
        if tag["rest"]
    )
    assert told <= html_guard._parted(page)


def test_entities_do_not_grow() -> None:
    page = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><p>&b; fin'
    assert article(page).blocks[-1].text.endswith("&b; fin")


@given(st.text(max_size=300))
def test_any_text_is_a_page_or_empty(page: str) -> None:
    try:
        found = article(page.encode("utf-8", "surrogatepass"))
    except ReadError as error:
        assert error.reason in ("empty", "binary", "encoding")
    else:
        found.to_json()


def test_pages_of_public_benchmarks_are_all_read(shared: object) -> None:
    import gzip
    from pathlib import Path

    files = sorted((Path(str(shared)) / "benchmarks/extraction").glob("*/html/*.gz"))[::120]
    assert files
    for path in files:
        found = html_article(gzip.decompress(path.read_bytes()), HERE, ReadOptions())
        assert found.blocks
