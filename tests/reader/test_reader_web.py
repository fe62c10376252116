"""The pages: what they show, what they save, and what they refuse."""

from __future__ import annotations

import html
import json
import re
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reader_helpers import (
    HOST,
    KINDS,
    MENU,
    Open,
    Page,
    english,
    library_at,
    no_model,
    page_over,
    record_of,
    signed_article,
)

from nlp.article import Check, Edit, Event, Segment
from nlp.reader.index import SearchIndex
from nlp.reader.library import Library
from nlp.reader.query import PAGE
from nlp.reader.search import types_held
from nlp.reader.web import LONGEST, web_url
from nlp.record import Record
from nlp.store import open_store, restored

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u202etxt{{7*7}}"


def article_of(record: Record) -> str:
    return f"/article/{record['key']}"


def saved(library: Library, field: str) -> list[dict[str, Any]]:
    path = library.corrections.folder / f"{field}.jsonl"
    return (
        [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
    )


def test_an_article_is_found_and_opened(page: Page, record: Record) -> None:
    listed = page.text("/?q=nantes+signs&lang=fr")
    assert "1 article for" in listed and "<mark>Nantes</mark> <mark>signs</mark>" in listed
    link = re.search(r'<h2><a href="([^"]+)"', listed)
    assert link and html.unescape(link[1]) == f"{article_of(record)}?q=nantes+signs&lang=fr&n=1"
    shown = page.text(html.unescape(link[1]))
    assert 'href="/?q=nantes+signs&amp;lang=fr">Results<' in shown
    for told in (
        "<del>The CHU of Nantes</del>",
        "<b>Entity name</b> the type of hospital in English",
        "12 of the source is not in the English",
        "1 passage as boilerplate",
        "1 passage as spam",
        "a menu",
        "14 March 2025",
        "<span><bdi>Inés Bravo</bdi></span>",
        "Contract award",
        '<b>Amount</b> <bdi>€12 (12 EUR)</bdi>, contract award <a href="#s2">see</a>',
        "93%",
        record["content_hash"],
        'href="https://press.example/0" rel="noopener noreferrer external"',
    ):
        assert told in shown, told
    assert re.search(r"<ins>.*?Nantes.*? University Hospital</ins>", shown)
    assert shown.count('data-link="s2-1-0"') == 2


def test_every_answer_is_guarded(page: Page, record: Record) -> None:
    for path in ("/", article_of(record), "/help", "/static/style.css", "/nothing"):
        answer = page.get(path)
        headers = answer.headers
        policy = headers["Content-Security-Policy"]
        assert (
            "default-src 'none'" in policy
            and "unsafe" not in policy
            and "frame-ancestors 'none'" in policy
        )
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] in ("no-store", "no-cache")
        assert "Access-Control-Allow-Origin" not in headers
    cookie = page.client.get("/", headers={"Host": HOST}).headers.get("Set-Cookie")
    assert cookie is None  # it was set at the first page
    first = Page(page.app).get("/").headers["Set-Cookie"]
    assert "HttpOnly" in first and "SameSite=Strict" in first


def test_no_page_holds_script_or_style_of_its_own(page: Page, record: Record) -> None:
    for path in ("/", article_of(record), "/help", "/nothing"):
        text = page.get(path).text
        assert re.findall(r"<script(?! src=\"/static/)", text) == []
        assert re.findall(r"<style|\sstyle=|\son\w+=|javascript:", text) == []
        assert re.findall(r"(?:src|href)=\"(?:https?:)?//(?!press\.example)", text) == []


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8765",
        "127.0.0.1",
        "127.0.0.1:80",
        "localhost:1",
        "127.0.0.1:8765.evil.example",
        "",
    ],
)
def test_another_host_is_refused(page: Page, host: str) -> None:
    answer = page.client.get("/", headers={"Host": host})
    assert answer.status_code in (400, 421)
    assert "Nantes" not in answer.text


POSTS: list[tuple[str, dict[str, Any]]] = [
    ("label", {"segment": "2", "label": "spam"}),
    ("restore", {"segment": "3"}),
    ("events", {"main": "tender"}),
    ("translation", {"row": "s2-0", "english": "x"}),
    ("undo", {"correction": "x"}),
]


@pytest.mark.parametrize(("name", "fields"), POSTS, ids=[name for name, _ in POSTS])
def test_a_forged_form_changes_nothing(
    page: Page, library: Library, record: Record, name: str, fields: dict[str, Any]
) -> None:
    path, token = f"{article_of(record)}/{name}", page.token
    strange: list[dict[str, str]] = [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ]
    for headers in strange:
        answer = page.client.post(
            path, data={"token": token, **fields}, headers={"Host": HOST, **headers}
        )
        assert answer.status_code == 403
    for wrong in ("", "x", token[:-1], token.upper() + "é"):
        assert page.post(path, wrong, **fields).status_code == 403
    without_cookie = Page(page.app).client.post(
        path, data={"token": token, **fields}, headers={"Host": HOST}
    )
    assert without_cookie.status_code == 403
    assert page.get(path).status_code == 405
    assert not library.corrections.folder.exists()
    assert library.count == 1


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": f"http://{HOST}"}, {"Sec-Fetch-Site": "same-origin"}]
)
def test_a_form_of_the_page_is_taken(
    page: Page, library: Library, record: Record, headers: dict[str, str]
) -> None:
    data = {"token": page.token, "segment": "2", "label": "spam"}
    answer = page.client.post(
        f"{article_of(record)}/label", data=data, headers={"Host": HOST, **headers}
    )
    assert answer.status_code == 303
    assert [line["new"] for line in saved(library, "labels")] == ["spam"]


def test_whatever_an_article_holds_is_shown_as_text(open_library: Open) -> None:
    segments = (
        Segment(EVIL, "title", lang="fr", label="content", en=EVIL),
        Segment(f"{EVIL} 12.", lang=EVIL, label="content", en=f"{EVIL} 12."),
        Segment(EVIL, lang="fr", label="spam", score=0.9, reasons=(EVIL,)),
    )
    record = record_of(
        signed_article(
            segments=segments,
            edits=(
                Edit(1, EVIL, EVIL, EVIL, EVIL, 0),
                Edit(1, "x", EVIL, "case", EVIL, 0),
                Edit(0, "", "", "none", "", None),
            ),
            events=(Event(EVIL, 0.5, True, (0, 1, 99)),),
            names=(EVIL,),
            checks=(Check(EVIL, EVIL, 1), Check("odd", EVIL, 99)),
            meta={EVIL: EVIL, "url": "javascript:alert(1)", "author": EVIL},
            published=EVIL,
            title=EVIL,
        )
    )
    page = page_over(open_library(record))
    assert (
        page.post(
            f"{article_of(record)}/translation", row="s1-0", seen="", english=EVIL
        ).status_code
        == 409
    )
    for path in (
        "/",
        f"/?q={EVIL}&source={EVIL}&event={EVIL}&since={EVIL}",
        article_of(record),
        f"/{EVIL}",
    ):
        text = page.get(path).text
        assert "<script>" not in text and "<img" not in text
        assert "javascript:" not in text.replace(html.escape("javascript:alert(1)"), "")
        assert "49" not in re.sub(r"[0-9a-f]{16,}", "", text)
    assert "&lt;script&gt;" in page.text(article_of(record))


def test_control_characters_are_made_visible_and_directions_stay_inside(open_library: Open) -> None:
    record = english(1, "a\x00b\x1b[31mc \u202eevil", "text\x07")
    text = page_over(open_library(record)).text("/")
    assert "a\ufffdb\ufffd[31mc" in text
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", text)
    assert re.search("<bdi[^>]*>[^<]*\u202eevil</bdi>", text)


PARTS = st.text(max_size=30) | st.sampled_from(
    ["../../etc/passwd", "%2e%2e%2f", "..\\..", "\0", "*", '"', "NEAR(", "💊", "1" * 400]
)


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Any:
    url = KINDS["sqlite"].format(tmp_path_factory.mktemp("store"))
    with closing(library_at(url, [record_of(signed_article())])) as library:
        yield page_over(library)


@settings(max_examples=25)
@given(
    st.dictionaries(
        st.sampled_from(
            ["q", "event", "lang", "source", "since", "until", "flag", "sort", "page", "n", "done"]
        ),
        PARTS,
    )
)
def test_no_url_is_a_defect(steady: Page, fields: dict[str, str]) -> None:
    assert steady.get("/", query_string=fields).status_code == 200
    assert steady.get(steady.any_article, query_string=fields).status_code == 200


@given(PARTS)
def test_no_path_reaches_the_file_system(steady: Page, part: str) -> None:
    for path in (f"/article/{part}", f"/static/{part}", f"/static/../{part}", f"/{part}"):
        answer = steady.get(quote(path))
        assert answer.status_code in (200, 308, 400, 404), path
        assert "root:" not in answer.text


def test_a_translation_is_corrected_shown_and_undone(
    page: Page, library: Library, record: Record
) -> None:
    there = article_of(record)
    seen = re.search(
        r'name="row" value="s2-1">\s*<input type="hidden" name="seen" value="(\w+)"',
        page.text(there),
    )
    assert seen
    answer = page.post(
        f"{there}/translation?q=nantes&n=1",
        row="s2-1",
        seen=seen[1],
        english="It is\r\nworth €3.5 million.\x00 ",
    )
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{there}?q=nantes&done=saved&n=1#s2-1"
    (line,) = saved(library, "translation")
    assert (line["source"], line["new"], line["by"]) == (
        "Le marché porte sur 3,5 M€, dit Ana Roldán.",
        "It is\nworth €3.5 million.",
        "ana",
    )
    shown = page.text(there)
    assert "Corrected by <bdi>ana</bdi>" in shown
    assert page.text("/?flag=corrected").count('<li class="hit">') == 1
    again = page.post(f"{there}/translation", row="s2-1", seen=seen[1], english="Something else.")
    assert (
        again.status_code == 409
        and "has changed since" in again.text
        and "Something else" not in str(saved(library, "translation"))
    )
    undone = page.post(f"{there}/undo", correction=line["correction"], at="s2-1")
    assert undone.headers["Location"] == f"{there}?done=undone#s2-1"
    assert "Corrected by" not in page.text(there)
    assert saved(library, "translation")[1]["undoes"] == line["correction"]
    gone = page.post(f"{there}/undo", correction=line["correction"], at="https://evil.example/")
    assert gone.headers["Location"].startswith(f"{there}?done=gone")
    assert len(saved(library, "translation")) == 2


@pytest.mark.parametrize(("english_", "code"), [("", 400), (" \r\n ", 400), ("x" * 20_001, 400)])
def test_what_is_no_translation_is_refused_with_the_article(
    page: Page, library: Library, record: Record, english_: str, code: int
) -> None:
    answer = page.post(f"{article_of(record)}/translation", row="s2-1", seen="", english=english_)
    assert answer.status_code == code
    assert 'role="alert"' in answer.text and "Ana" in answer.text
    assert saved(library, "translation") == []


def test_the_same_text_is_no_correction(page: Page, library: Library, record: Record) -> None:
    there = article_of(record)
    rows = re.findall(
        r'name="row" value="(s[\d-]+)">\s*<input type="hidden" name="seen" value="(\w+)"',
        page.text(there),
    )
    texts = dict(
        re.findall(r'<textarea id="(s[\d-]+)-english"[^>]*>([^<]*)</textarea>', page.text(there))
    )
    assert [name for name, _ in rows] == ["s0-0", "s2-0", "s2-1"] == list(texts)
    for name, seen in rows:
        answer = page.post(
            f"{there}/translation", row=name, seen=seen, english=html.unescape(texts[name])
        )
        assert "done=same" in answer.headers["Location"]
    assert saved(library, "translation") == []


def test_events_are_corrected(page: Page, library: Library, record: Record) -> None:
    there = article_of(record)

    def send(**fields: Any) -> Any:
        seen = re.search(
            r'/events[^>]*>\s*<input[^>]*>\s*<input type="hidden" name="seen" value="(\w+)"',
            page.text(there),
        )
        assert seen
        return page.post(f"{there}/events", **{"seen": seen[1], **fields})

    assert send(main="tender", also=["contract_award", "tender", "outage"]).status_code == 303
    (line,) = saved(library, "events")
    assert (line["old"], line["new"]) == (
        ["contract_award", "funding"],
        ["tender", "contract_award", "outage"],
    )
    assert line["title"] == "Nantes signs for €3.5 million" and len(line["paragraphs"]) == 1
    assert '<span class="event">Tender</span>' in page.text(there)
    assert "done=same" in send(main="tender", also=["outage", "contract_award"]).headers["Location"]
    assert send(main="other", also=["tender"]).status_code == 400
    assert send(main="nonsense").status_code == 400
    assert send(main="tender", also=["nonsense"]).status_code == 400
    assert send(main="").status_code == 400
    assert send(main="outage", seen="stale").status_code == 409
    assert len(saved(library, "events")) == 1


def events_form(page: Page, there: str) -> tuple[dict[str, Any], list[str]]:
    """What a browser sends of the events of an article where nothing is touched, and the choices."""
    form = page.text(there).split('id="events-edit"')[1].split("</form>")[0]
    seen = re.search(r'name="seen" value="(\w+)"', form)
    main = re.search(r'<option value="([^"]*)" selected', form)
    assert seen
    sent = {"seen": seen[1], "main": main[1] if main else ""}
    sent["also"] = re.findall(r'name="also" value="([^"]*)" checked', form)
    return sent, re.findall(r'<option value="([^"]+)"', form)


NEW = (Event("opinion", 0.9, True), Event("strike", 0.7), Event("cyber_incident", 0.6))


def test_new_event_types_stay_and_can_be_chosen(open_library: Open) -> None:
    record, other = record_of(signed_article(events=NEW)), record_of(signed_article(1))
    library = open_library(record, other)
    page, there = page_over(library), article_of(record)
    sent, choices = events_form(page, there)
    assert sent["main"] == "opinion" and set(sent["also"]) == {"strike", "cyber_incident"}
    assert {"strike", "cyber_incident", "tender", "other"} < set(choices)
    assert len(choices) == len(set(choices))
    sent["also"] = [*sent["also"], "strategy"]
    assert page.post(f"{there}/events", **sent).status_code == 303
    assert set(saved(library, "events")[-1]["new"]) == {
        "opinion", "strike", "cyber_incident", "strategy",
    }  # fmt: skip
    sent, _ = events_form(page, there)
    sent["also"].remove("strike")
    assert page.post(f"{there}/events", **sent).status_code == 303
    assert set(saved(library, "events")[-1]["new"]) == {"opinion", "cyber_incident", "strategy"}
    sent, choices = events_form(page, article_of(other))  # of a record that has none of them
    assert "strike" in choices
    sent["main"] = "strike"
    assert page.post(f"{article_of(other)}/events", **sent).status_code == 303
    assert events_form(page, article_of(other))[0]["main"] == "strike"


def test_the_types_of_the_model_at_hand_can_be_chosen(page: Page, library: Library) -> None:
    library.teller._load = lambda: SimpleNamespace(types=["strike", "tender"], hash="")  # type: ignore[assignment,return-value]
    _, choices = events_form(page, page.any_article)
    assert choices.count("strike") == choices.count("tender") == 1


def test_the_types_of_the_store_are_looked_up_when_records_came(
    open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    record, other = record_of(signed_article()), record_of(signed_article(1, events=NEW))
    library, asked = open_library(record), 0

    def counted(index: SearchIndex) -> list[str]:
        nonlocal asked
        asked += 1
        return types_held(index)

    monkeypatch.setattr("nlp.reader.library.types_held", counted)
    for _ in range(2):
        assert "strike" not in library.choices(record, [])
    assert asked == 1
    with closing(open_store(library.url)) as store:
        store.put([other])
    library.newest(record)
    for _ in range(2):
        assert "strike" in library.choices(record, [])
    assert asked == 2


@pytest.mark.parametrize("sure", [True, False])
def test_what_is_uncertain_is_no_choice_and_made_up_types_are_none(
    open_library: Open, sure: bool
) -> None:
    events = (Event("uncertain", 0.4, True), Event("strike", 0.3))
    record = record_of(signed_article(events=NEW if sure else events))
    library = open_library(record, record_of(signed_article(1, events=events)))
    page, there = page_over(library), article_of(record)
    sent, choices = events_form(page, there)
    assert "uncertain" not in choices and "strike" in choices
    assert sent["main"] == ("opinion" if sure else "")
    for wrong in ("uncertain", "strikes", "", "Strike", "strike tender"):
        assert page.post(f"{there}/events", **{**sent, "main": wrong}).status_code == 400
        assert (
            page.post(f"{there}/events", **{**sent, "main": "tender", "also": [wrong]}).status_code
            == 400
        )
    assert (
        page.post(f"{there}/events", **{**sent, "main": "other", "also": ["strike"]}).status_code
        == 400
    )
    assert saved(library, "events") == []


def test_labels_are_corrected(page: Page, library: Library, record: Record) -> None:
    there = f"{article_of(record)}/label"
    assert page.post(there, segment="2", label="spam").status_code == 303
    assert "done=same" in page.post(there, segment="2", label="spam").headers["Location"]
    assert page.post(there, segment="1", label="spam").status_code == 303
    lines = saved(library, "labels")
    assert [(line["segment"], line["old"], line["new"]) for line in lines] == [
        (2, "content", "spam"),
        (1, "boilerplate", "spam"),
    ]
    assert lines[1]["text"] == MENU.text
    for segment, label, code in (
        ("2", "junk", 400),
        ("4", "spam", 404),
        ("-1", "spam", 404),
        ("x", "spam", 404),
        ("", "spam", 404),
        ("٢", "spam", 404),
    ):
        assert page.post(there, segment=segment, label=label).status_code == code
    assert "The stored record stays as it is" in page.text(article_of(record))


@pytest.mark.parametrize("url", KINDS.values(), ids=list(KINDS))
def test_restoring_makes_the_article_again_and_notes_the_label(
    open_library: Open, tmp_path: Path, record: Record, url: str
) -> None:
    library = open_library(record, url=url)
    page = page_over(library)
    answer = page.post(f"{article_of(record)}/restore?flag=aside", segment="3")
    assert answer.status_code == 303
    new = answer.headers["Location"].split("?")[0].removeprefix("/article/")
    assert new != record["key"]
    shown = page.text(answer.headers["Location"])
    assert "ACHETER DES PILULES" in shown and "Restored." in shown
    assert "This is an older record" in page.text(article_of(record))
    assert page.text("/").count('<li class="hit">') == 1
    assert "ACHETER" in page.text("/?q=acheter")
    (line,) = saved(library, "labels")
    assert (line["old"], line["new"], line["text"]) == ("spam", "content", "Acheter des pilules")
    with closing(open_store(url.format(tmp_path), read_only=True)) as store:
        assert [r["key"] for r in store] == [record["key"], new]
        assert len(restored(store)) == 1
    twice = page.post(f"{article_of(record)}/restore", segment="3")
    assert twice.headers["Location"].startswith(f"/article/{new}?")
    assert len(saved(library, "labels")) == 1


def test_what_cannot_be_restored_is_said(open_library: Open, record: Record) -> None:
    page = page_over(open_library(record, load=no_model))
    content = page.post(f"{article_of(record)}/restore", segment="2")
    assert content.status_code == 409 and "was not set aside" in content.text
    model = page.post(f"{article_of(record)}/restore", segment="3")
    assert model.status_code == 503 and "there is no such model here" in model.text
    assert page.post(f"{article_of(record)}/restore", segment="77").status_code == 404
    assert not page.text(article_of(record)).count("Corrected by")


def test_a_redirect_leads_to_this_page_alone(page: Page, record: Record) -> None:
    for state in (
        "?q=//evil.example",
        "?next=https://evil.example",
        "?_external=1&_scheme=https",
        "?_anchor=x",
        "?done=//evil.example",
    ):
        answer = page.post(f"{article_of(record)}/label{state}", segment="2", label="content")
        assert answer.headers["Location"].startswith(f"/article/{record['key']}?")


def test_what_is_too_large_is_refused(page: Page, library: Library, record: Record) -> None:
    answer = page.post(
        f"{article_of(record)}/translation", row="s2-1", seen="", english="x" * 300_000
    )
    assert answer.status_code == 413
    assert saved(library, "translation") == []


def test_an_unknown_article_and_page_are_said_to_be_unknown(page: Page) -> None:
    for path in ("/article/" + "0" * 64, "/article/x", "/nothing"):
        answer = page.get(path)
        assert answer.status_code == 404 and "<h1>Not Found</h1>" in answer.text


def test_lines_that_cannot_be_read_are_named_on_the_page(page: Page, library: Library) -> None:
    library.corrections.folder.mkdir()
    (library.corrections.folder / "events.jsonl").write_text("{}\n")
    assert "events.jsonl, line 1, is no correction" in page.text("/")


def test_an_article_with_nothing_in_it_is_shown(open_library: Open) -> None:
    bare = signed_article(
        segments=(),
        edits=(),
        events=(),
        names=(),
        checks=(),
        confidence=None,
        steps=(),
        meta={},
        published=None,
        lang=None,
        title=None,
    )
    untranslated = signed_article(1, segments=(Segment("Hallo.", lang="de"),), edits=(), events=())
    page = page_over(open_library(record_of(bare), record_of(untranslated)))
    for made in (bare, untranslated):
        assert page.get(article_of(record_of(made))).status_code == 200
    assert "Not translated." in page.text(article_of(record_of(untranslated)))
    assert "Untitled" in page.text(article_of(record_of(bare)))


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://a.example/x?y=1", "https://a.example/x?y=1"),
        (" http://a.example ", "http://a.example"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("https://", None),
        ("http://[", None),
        ("//a.example", None),
        ("", None),
        (None, None),
    ],
)
def test_only_addresses_of_the_web_become_links(text: str | None, url: str | None) -> None:
    assert web_url(text) == url


def test_every_address_of_an_article_is_shown(open_library: Open) -> None:
    """What is no page of the web is no link, but it is where the article came from."""
    told = {"url": "urn:press:12", "link": "https://press.example/12"}
    record = record_of(signed_article(meta=told))
    shown = page_over(open_library(record)).text(article_of(record))
    assert "<dt>Address</dt><dd><bdi>urn:press:12</bdi></dd>" in shown
    assert '<dt>Address</dt><dd><a href="https://press.example/12"' in shown
    assert 'href="urn' not in shown


def test_the_pages_around_an_article_are_those_of_the_results(open_library: Open) -> None:
    """The article before the first of a page is on the page before it."""
    records = [record_of(signed_article(number)) for number in range(PAGE + 2)]
    page = page_over(open_library(*records))
    first = page.text(f"{article_of(records[1])}?page=2&n={PAGE + 1}")
    last = page.text(f"{article_of(records[2])}?n={PAGE}")
    assert re.search(rf'rel="prev" href="[^"?]*\?n={PAGE}"', first)
    assert re.search(rf'rel="next" href="[^"?]*\?page=2&amp;n={PAGE + 2}"', first)
    assert re.search(rf'rel="next" href="[^"?]*\?page=2&amp;n={PAGE + 1}"', last)
    assert f'maxlength="{LONGEST}"' in first
