"""Spam stands in the page where its kind says, and what is left of it is counted."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest
from extraction_fixtures import STORY, NoiseStage, benchmark, page
from selectolax.lexbor import LexborHTMLParser, LexborNode

from eval import injection, injection_pages
from eval.extraction_pages import Page, ours
from eval.injection import Outcome
from eval.injection_pages import KINDS, Spammed, Texts
from nlp.separate import SeparateStage

SPAM = {
    "written": Texts(
        [f"Buy the noise of pills number {n} & more <now>." for n in range(6)],
        [f"noise casino {n}" for n in range(8)],
    )
}
TRUTH = {"text": "\n\n".join(STORY), "lang": "en"}


def given(html: str | None = None) -> Page:
    return Page("a", (html or page()).encode(), TRUTH)


def cases(seed: int = 0) -> dict[str, tuple[Spammed, LexborHTMLParser]]:
    found = injection_pages.spammed(given(), SPAM, seed)
    return {case.kind: (case, LexborHTMLParser(case.page.data.decode())) for case in found}


def story(tree: LexborHTMLParser) -> list[LexborNode]:
    """The elements of the article's container."""
    return [node for node in tree.css_first("#story").iter() if node.is_element_node]


def shown(node: LexborNode) -> str:
    return node.text().strip()


@pytest.mark.parametrize("seed", range(4))
def test_spam_stands_where_its_kind_says(seed: int) -> None:
    found = cases(seed)
    assert list(found) == list(KINDS)

    case, tree = found["paragraph"]
    texts = [shown(node) for node in story(tree)]
    assert len(case.pieces) == 2
    assert 0 < texts.index(" ".join(case.pieces)) < len(STORY)  # neither first nor last
    assert {node.tag for node in story(tree)} == {"p"}

    case, tree = found["sentence"]
    texts = [shown(node) for node in story(tree)]
    assert len(texts) == len(STORY) and len(case.pieces) == 1
    changed = [(old, new) for old, new in zip(STORY, texts, strict=True) if old != new]
    assert changed == [(changed[0][0], f"{changed[0][0]} {case.pieces[0]}")]

    case, tree = found["links"]
    (links,) = [node for node in story(tree) if node.tag == "ul"]
    assert [shown(node) for node in links.css("li > a[href]")] == list(case.pieces)
    assert len(set(case.pieces)) == 5

    case, tree = found["after"]
    block = tree.css_first("#story").next
    assert block.tag == "div" and [shown(node) for node in block.css("p")] == list(case.pieces)
    assert [shown(node) for node in story(tree)] == list(STORY)

    case, tree = found["styled"]
    first = story(tree)[0]
    assert first.tag == "div" and "text-align" in first.attributes["style"]
    assert shown(first) == " ".join(case.pieces)
    assert [shown(node) for node in story(tree)[1:]] == list(STORY)


def test_the_seed_decides_and_nothing_else() -> None:
    def pages(seed: int) -> list[bytes]:
        return [case.page.data for case, _ in cases(seed).values()]

    assert pages(0) == pages(0) != pages(1)


def test_a_page_without_the_article_in_paragraphs_has_no_place() -> None:
    lines = page(()).replace('<div id="story">', f'<div id="story">{"<br>".join(STORY)}')
    assert injection_pages.spammed(given(lines), SPAM, 0) == []
    alone = page(STORY[:1])
    assert injection_pages.spammed(given(alone), SPAM, 0) == []


def test_nothing_stands_after_an_article_that_the_body_holds_itself() -> None:
    bare = "<body>" + "".join(f"<p>{text}</p>" for text in STORY)
    kinds = [case.kind for case in injection_pages.spammed(given(bare), SPAM, 0)]
    assert kinds == [kind for kind in KINDS if kind != "after"]
    cell = f"<body><table id=t><tr><td>{bare.removeprefix('<body>')}</td></tr></table>"
    by_kind = {case.kind: case for case in injection_pages.spammed(given(cell), SPAM, 0)}
    tree = LexborHTMLParser(by_kind["after"].page.data.decode())
    assert tree.css_first("#t").next.tag == "div"  # after the table, not between its cells


def test_surviving_spam_is_counted_in_characters_of_words() -> None:
    # Three words in a row are there, 3 + 5 + 5 characters; the fourth, of 2, is not.
    assert injection.surviving(["buy pills today ok"], "Do buy pills, today!", "") == (13, 15)
    assert injection.surviving(["one two"], "one or two", "") == (0, 6)
    assert injection.surviving(["one two"], "one two", "one two") == (0, 6)  # the page's own words
    assert injection.surviving(["one two", "x"], "x one two", "x") == (6, 7)


def test_outcomes_tell_survival_and_the_article_lost() -> None:
    found = {o.kind: o for o in injection.outcomes(ours(NoiseStage()), [given()], SPAM, 0)}
    # The stage drops every element that holds spam: all of it is gone, and with the sentence the
    # paragraph that it was glued to.
    assert {kind: o.kept for kind, o in found.items()} == dict.fromkeys(KINDS, 0)
    assert [kind for kind, o in found.items() if o.lost > 0] == ["sentence"]
    assert all(o.dropped == pytest.approx(o.lost) for o in found.values())
    assert all(o.recall == 1 and o.total > 0 for o in found.values())


def test_a_report_weighs_pieces_by_length_and_asks_for_both_bars() -> None:
    found = [
        Outcome("a", "paragraph", "written", 0, 90, 1.0, 0.0, 0.0, ("x",)),
        Outcome("a", "links", "found", 3, 10, 1.0, 0.001, 0.003, ("y",)),
    ]
    told = injection.report(found, ("written", "found"))
    assert told["survival"] == 0.03 and told["pages"] == 1
    assert (told["recall_lost"], told["recall_dropped"]) == (0.0005, 0.0015)
    assert not told["within_bar"]  # at the bar is not under it
    assert told["by_kind"]["links"]["survival"] == told["by_source"]["found"]["survival"] == 0.3
    assert [o["kind"] for o in told["survived"]] == ["links"]
    assert injection.report(found[:1], ("written",))["within_bar"]
    assert not injection.report([], ())["within_bar"]  # nothing measured is nothing passed


def test_the_command_injects_and_writes_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(SeparateStage, "load", lambda options: NoiseStage())
    shared = benchmark(
        tmp_path, "scrapinghub", {"a": page(), "b": page(())}, {"a": TRUTH, "b": TRUTH}
    )
    (shared / "benchmarks/spam").mkdir()
    for name in ("wp-comment-phrases", "sms-en", "sms-fr-mt", "spamassassin-segments"):
        with lzma.open(shared / f"benchmarks/spam/{name}.tsv.xz", "wt", encoding="utf-8") as rows:
            for n in range(6):
                rows.write(
                    f"spam\ten\tBuy cheap casino bonus and free pills number {n} from {name} now.\n"
                )
                rows.write(f"spam\ten\tCheap free casino {n} {name[:9]}\n")
    out = tmp_path / "report.json"
    injection.main(["--shared", str(shared), "--out", str(out)])
    report = json.loads(out.read_text(encoding="utf-8"))
    (ours_alone,) = report["extractors"].values()
    assert report["pages"] == 2 and ours_alone["pages"] == 1
    assert ours_alone["by_kind"]["paragraph"]["survival"] == 1.0  # none of it says that it is noise
    assert not ours_alone["within_bar"]
    assert "spam that survives" in capsys.readouterr().out
