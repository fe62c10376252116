"""The page in Chromium: keys, names that light up, accessibility, and everything without scripts."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from reader_helpers import KINDS, english, library_at, record_of, signed_article

from nlp.article import Check, Edit, Event
from nlp.reader.library import Library
from nlp.reader.web import create_app

playwright = pytest.importorskip(
    "playwright.sync_api", reason="the extra `browser` is not installed"
)
axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="the extra `browser` is not installed"
)

pytestmark = pytest.mark.slow

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
EVIL = "<script>alert(1)</script> & \u202etxt"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not CHROMIUM:
        pytest.skip("there is no Chromium (install it, or set CHROMIUM to its path)")
    with playwright.sync_playwright() as started:
        found = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An article with everything, one of markup, an uncertain one, and enough for two pages."""
    evil = english(
        90,
        EVIL,
        f"{EVIL} text.",
        published="2025-02-01",
        edits=(Edit(1, "x", EVIL, "case", EVIL, 0),),
        checks=(Check("odd", EVIL, 1),),
    )
    unsure = english(
        91,
        "A fair",
        "It is held.",
        published="2025-01-31",
        events=(Event("uncertain", 0.3, True), Event("outage", 0.3, False, (1,))),
    )
    more = [english(n, f"Title {n}", "Some text.", published="2024-01-01") for n in range(1, 21)]
    made = library_at(
        KINDS["sqlite"].format(tmp_path), [record_of(signed_article()), evil, unsure, *more]
    )
    yield made
    made.close()


@pytest.fixture
def address(library: Library) -> Iterator[str]:
    from waitress import create_server

    with socket.create_server(("127.0.0.1", 0)) as listening:
        host = f"127.0.0.1:{listening.getsockname()[1]}"
        server = create_server(create_app(library, [host]), sockets=[listening], threads=4)
        thread = threading.Thread(target=server.run)
        thread.start()
        yield f"http://{host}"
        server.asyncore.close_all(server._map)
        thread.join()
        server.task_dispatcher.shutdown()


@contextmanager
def opened(browser: Any, **options: Any) -> Iterator[Any]:
    """A tab that fails the test on a script error, a blocked resource or a strange address."""
    with browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options}) as context:
        tab = context.new_page()
        faults: list[str] = []
        tab.on("pageerror", lambda error: faults.append(str(error)))
        tab.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        tab.on(
            "request",
            lambda asked: faults.append(asked.url) if "//127.0.0.1:" not in asked.url else None,
        )
        tab.on("dialog", lambda shown: faults.append(shown.message))
        yield tab
        assert faults == []


def article(tab: Any, address: str) -> None:
    tab.goto(f"{address}/?q=nantes")
    tab.locator(".hit h2 a").first.click()
    tab.wait_for_selector("article.sides")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_and_nothing_overflows(
    browser: Any, address: str, scheme: str, width: int
) -> None:
    with opened(browser, color_scheme=scheme, viewport={"width": width, "height": 900}) as tab:
        found = {}
        keys = [line["href"] for line in _links(tab, address)]
        for path in ("/", "/?q=text&lang=en&flag=check&since=x", "/?q=nowhere", "/help", *keys[:3]):
            tab.goto(address + path)
            tab.evaluate(
                "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
            )
            report = axe.Axe().run(tab)
            found[path] = [
                (v["id"], v["impact"], [n["target"] for n in v["nodes"]][:3])
                for v in report.response["violations"]
            ]
            assert tab.evaluate("document.documentElement.scrollWidth") <= width, path
        assert {path: faults for path, faults in found.items() if faults} == {}


def _links(tab: Any, address: str) -> list[dict[str, str]]:
    tab.goto(f"{address}/")
    return [{"href": link.get_attribute("href")} for link in tab.locator(".hit h2 a").all()]


def test_it_is_read_and_corrected_with_keys_alone(
    browser: Any, address: str, library: Library
) -> None:
    with opened(browser) as tab:
        tab.goto(address)
        tab.keyboard.press("/")
        tab.keyboard.type("nantes")
        tab.keyboard.press("Enter")
        tab.wait_for_url("**q=nantes")
        tab.keyboard.press("j")
        tab.keyboard.press("Enter")
        tab.wait_for_url("**/article/**")
        for _ in range(4):  # there are three rows: the last one holds the key
            tab.keyboard.press("j")
        assert tab.evaluate("document.activeElement.id") == "s2-1"
        tab.keyboard.press("k")
        assert tab.evaluate("document.activeElement.id") == "s2-0"
        tab.keyboard.press("j")
        tab.keyboard.press("c")
        assert tab.evaluate("document.activeElement.tagName") == "TEXTAREA"
        tab.keyboard.press("Control+a")
        tab.keyboard.type("It is jolly: /c?")  # keys are letters here
        tab.keyboard.press("Escape")
        assert tab.evaluate("document.activeElement.id") == "s2-1"
        tab.keyboard.press("c")
        tab.keyboard.press("Tab")
        tab.keyboard.press("Enter")
        tab.wait_for_url("**done=saved**")
        assert tab.locator("#s2-1 .hand").inner_text() == "It is jolly: /c?"
        (line,) = library.corrections.standing()
        assert line["new"] == "It is jolly: /c?"
        tab.keyboard.press("u")
        tab.wait_for_url("**/?q=nantes")


def test_results_are_walked_through_with_n_and_p(browser: Any, address: str) -> None:
    with opened(browser) as tab:
        tab.goto(address)
        first = tab.locator(".hit h2 a").first.inner_text()
        tab.locator(".hit h2 a").first.click()
        tab.wait_for_url("**n=1")
        tab.keyboard.press("n")
        tab.wait_for_url("**n=2")
        assert EVIL.split(" &")[0] in tab.locator("h1").inner_text()
        tab.keyboard.press("p")
        tab.wait_for_url("**n=1")
        assert tab.locator("h1").inner_text() == first
        tab.goto(address)
        tab.keyboard.press("n")
        tab.wait_for_url("**page=2")


def test_the_keys_are_told_and_can_be_turned_off(browser: Any, address: str) -> None:
    with opened(browser) as tab:
        tab.goto(address)
        tab.keyboard.press("?")
        assert tab.locator("dialog").is_visible()
        tab.keyboard.press("j")  # nothing moves behind a dialog
        tab.locator("#keys-on").uncheck()
        tab.keyboard.press("Escape")
        assert not tab.locator("dialog").is_visible()
        tab.reload()
        tab.keyboard.press("j")
        assert tab.evaluate("document.activeElement.tagName") == "BODY"
        tab.locator("[data-help]").click()
        tab.locator("#keys-on").check()
        tab.keyboard.press("Escape")
        tab.keyboard.press("j")
        assert tab.evaluate("document.activeElement.tagName") == "A"


def test_a_figure_lights_up_on_both_sides_and_a_repair_says_why(browser: Any, address: str) -> None:
    with opened(browser) as tab:
        article(tab, address)
        lit = "[...document.querySelectorAll('.on')].map((one) => one.textContent)"
        tab.locator("#s2-1 .source .figure").hover()
        assert tab.evaluate(lit) == ["3,5 M€", "€3.5 million"]
        tab.locator("#s2-1 .english .name").focus()
        assert set(tab.evaluate(lit)) == {"Ana Roldán"} and len(tab.evaluate(lit)) == 3
        note = tab.locator("#s2-0 .tip")
        assert not note.is_visible()
        tab.locator("#s2-0 .fix").focus()
        assert note.is_visible()
        assert note.inner_text() == "Entity name the type of hospital in English"
        tab.keyboard.press("Escape")
        assert not note.is_visible()
        tab.locator("#events .shown a").first.hover()
        assert tab.locator(".row.lit").count() == 1
        tab.locator("#show-fixes").uncheck()
        assert not tab.locator("#s2-0 del").is_visible()


def test_what_was_set_aside_is_restored(browser: Any, address: str, library: Library) -> None:
    with opened(browser) as tab:
        article(tab, address)
        assert not tab.get_by_text("Acheter des pilules").is_visible()
        tab.locator("details.aside summary").last.click()
        tab.locator(".passage").last.get_by_role("button", name="Restore").click()
        tab.wait_for_url("**done=restored**")
        assert tab.get_by_text("ACHETER DES PILULES").first.is_visible()
        assert library.count == 24


def test_everything_works_without_scripts(browser: Any, address: str, library: Library) -> None:
    with opened(browser, java_script_enabled=False) as tab:
        tab.goto(address)
        tab.locator("#q").fill("nantes")
        tab.get_by_role("button", name="Search").click()
        tab.locator(".hit h2 a").first.click()
        tab.locator("#s2-1").hover()
        tab.locator("#s2-1-edit summary").click()
        tab.locator("#s2-1-english").fill("It is worth it.")
        tab.locator("#s2-1-edit").get_by_role("button", name="Save").click()
        assert tab.locator("#s2-1 .hand").inner_text() == "It is worth it."
        tab.locator("#s2-1").get_by_role("button", name="Undo").click()
        assert tab.locator(".hand").count() == 0
        tab.locator("#events-edit summary").click()
        tab.locator("#main-event").select_option("tender")
        tab.locator("#events-edit button").click()
        assert tab.locator(".kicker .event").first.inner_text() == "Tender"
        tab.get_by_role("link", name="Help").click()
        assert tab.locator("h1").inner_text() == "Help"
        assert [line["new"] for line in library.corrections.standing()] == [["tender", "funding"]]
