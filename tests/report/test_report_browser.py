"""The page in a browser: nothing sticks out on a phone. Runs where Chromium is installed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import escape, unescape
from pathlib import Path

import pytest
from report_archive import made, records
from test_report_page import AT, BALANCE

from nlp.article import Check, Event
from nlp.report import Figures
from nlp.report.page import page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
LONG = "Donaudampfschifffahrtsgesellschaftskapitän" * 3

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

MEASURE = """<!DOCTYPE html><body><iframe width="{width}" height="800" srcdoc="{page}"></iframe>
<pre id="found"></pre><script>
const frame = document.querySelector("iframe");
frame.onload = () => {{
  const doc = frame.contentDocument;
  const out = [...doc.querySelectorAll("body *")].filter(
    e => !e.closest(".scroll, .hidden, .defs") && e.getBoundingClientRect().right > {width} + 0.5);
  const text = [...doc.querySelectorAll("svg text")].map(t => {{
    const box = t.getBoundingClientRect(), svg = t.closest("svg").getBoundingClientRect();
    return box.width && (box.right > svg.right + 4 || box.left < svg.left - 4) ? t.textContent : "";
  }}).filter(Boolean);
  document.getElementById("found").textContent = JSON.stringify({{
    width: doc.documentElement.scrollWidth, text,
    out: out.map(e => e.tagName + "." + (e.className.baseVal ?? e.className)),
    shown: [...doc.querySelectorAll("svg.narrow")].filter(e => e.getBoundingClientRect().width).length,
  }});
}};
</script></body>"""


def measured(whole: str, width: int, folder: Path) -> dict:
    """What a browser of this width makes of the page."""
    file = folder / "measure.html"
    file.write_text(MEASURE.format(width=width, page=escape(whole)), encoding="utf-8")
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]
    command += ["--virtual-time-budget=5000", f"--window-size={width + 60},1000", file.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    found = re.search('<pre id="found">(.*?)</pre>', done.stdout, re.S)
    assert found and found[1], done.stderr[-2000:]
    return json.loads(unescape(found[1]))


@pytest.fixture(scope="module")
def whole() -> str:
    """A page with long words, large figures and long names everywhere."""
    figures = Figures()
    found = [
        made(
            f"{LONG}{n}",
            title=LONG,
            published=f"{1990 + n}-03-01",
            events=(Event(f"{LONG}_{n % 9}", 0.1, True),),
            checks=(Check(f"{LONG}{n}", LONG, 0), Check("number", LONG, None)),
            meta={"country": f"{LONG}{n % 7}", "source": f"{LONG} {n}"},
        )
        for n in range(34)
    ]
    for record in [*records(), *found]:
        figures.add(record)
    figures.labels["spam"] += 12_345_678
    runs = [{"id": 1, "started": "2026-01-02T03:04", "status": "done", "balance": BALANCE}]
    held = [{"reason": "too_many_members", "status": "waiting", "rows": 1_234_567}]
    return page(f"sqlite:///{LONG}.db", figures, runs, held, 40, AT)


@pytest.mark.parametrize("width", [320, 390, 700, 1280])
def test_nothing_sticks_out(whole: str, width: int, tmp_path: Path) -> None:
    found = measured(whole, width, tmp_path)
    assert found["out"] == []
    assert found["width"] <= width
    assert found["text"] == []
    assert (found["shown"] > 0) == (width <= 640)


def test_the_measurement_finds_what_sticks_out(tmp_path: Path) -> None:
    wide = '<!DOCTYPE html><body><p style="width:900px">x</p><svg width="50"><text x="90">far</text></svg>'
    found = measured(wide, 390, tmp_path)
    assert found["out"] and found["width"] > 390 and found["text"] == ["far"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(whole: str, tmp_path: Path, scheme: str, width: int) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="the extra `browser`")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="the extra `browser`")
    file = tmp_path / "report.html"
    file.write_text(whole, encoding="utf-8")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        size = {"width": width, "height": 900}
        tab = browser.new_page(color_scheme=scheme, viewport=size, bypass_csp=True)
        tab.goto(file.as_uri())
        tab.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        violations = axe.Axe().run(tab).response["violations"]
        browser.close()
    assert [(v["id"], v["impact"], [n["target"] for n in v["nodes"]][:3]) for v in violations] == []
