"""The exam of whole pages: what its figures count, what may be read of it, and what its pages are."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from extraction_fixtures import STORY, NoiseStage, page
from hypothesis import given
from hypothesis import strategies as st

from eval import page_exam
from eval.documents import squeezed
from eval.shared import read_jsonl
from nlp.article import Source
from nlp.read.html import html_article
from nlp.read.options import ReadOptions
from nlp.separate import SeparateStage

LOST = "A paragraph that the stand-in takes for noise is lost."
SPAM = "Win a fortune tonight at the golden tables of our club."
JUNK = "Subscribe to our weekly letter and never miss a story"
KEPT = page_exam.kept_characters


def truth(half: str, **changes: Any) -> dict[str, Any]:
    found = {
        "file": f"{half}.html.gz", "half": half, "lang": "en", "title": "A record for nine sites",
        "content": list(STORY), "optional": [], "junk": ["noise Home"], "spam": [],
    }  # fmt: skip
    return found | changes


@pytest.fixture
def exam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A seen page that is right, and an unseen one with a loss, glued spam and furniture kept."""
    glued = f"Madrid, 3 May. - {STORY[0]} {SPAM}"
    pages = {
        "seen": page((f"Madrid, 3 May. - {STORY[0]}", *STORY[1:])),
        "unseen": page((glued, *STORY[1:], LOST, JUNK)),
    }
    truths = [
        truth("seen", junk=["noise of the footer"], spam=["never shown to anyone"]),
        truth("unseen", content=[*STORY, LOST], junk=[JUNK, "Home"], spam=[SPAM], lang="fr"),
    ]
    for name, text in pages.items():
        (tmp_path / f"{name}.html.gz").write_bytes(gzip.compress(text.encode()))
    (tmp_path / "truth.jsonl").write_text("".join(json.dumps(t) + "\n" for t in truths))
    monkeypatch.setattr(SeparateStage, "load", lambda options: NoiseStage())
    return tmp_path


def run(tmp_path: Path, *options: str) -> dict[str, Any]:
    out = tmp_path / "report.json"
    page_exam.main([*options, "--pages", str(tmp_path), "--out", str(out)])
    return json.loads(out.read_text(encoding="utf-8"))


def test_figures_tell_a_right_page_from_a_wrong_one(exam: Path, tmp_path: Path) -> None:
    groups = run(tmp_path)["groups"]
    assert list(groups) == ["seen", "seen en", "unseen", "unseen fr"]
    right = {"pages": 1, "content_lost": 0, "junk_kept": 0, "spam_kept": 0, "clean_pages": 1}
    assert groups["seen"] == groups["seen en"] == right
    lost = len(squeezed(LOST)) / len(squeezed("".join((*STORY, LOST))))
    assert groups["unseen"]["content_lost"] == pytest.approx(lost, abs=1e-4)
    assert groups["unseen"]["spam_kept"] == groups["unseen"]["junk_kept"] == 1.0
    assert groups["unseen"]["clean_pages"] == 0


def test_errors_name_seen_pages_alone_unless_asked(
    exam: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "--errors")["errors"] == []
    assert "errors" not in run(tmp_path, "--half", "unseen")
    capsys.readouterr()
    with pytest.raises(SystemExit):
        run(tmp_path, "--half", "unseen", "--errors")
    assert "--read-unseen" in capsys.readouterr().err
    found = run(tmp_path, "--half", "unseen", "--errors", "--read-unseen")["errors"]
    assert [(what, share, text) for _, what, share, text in found] == [
        ("content lost", "1.00", LOST), ("junk kept", "1.00", JUNK), ("spam kept", "1.00", SPAM),
    ]  # fmt: skip


def test_a_page_that_is_not_read_loses_everything(exam: Path) -> None:
    (exam / "seen.html.gz").write_bytes(gzip.compress(b""))
    (judged,) = page_exam.measure(NoiseStage(), exam, ("seen",))
    assert page_exam.summary([judged])["content_lost"] == 1.0 and not judged.clean


def test_kept_furniture_leaves_a_page_clean_and_kept_spam_does_not() -> None:
    article = squeezed("".join(STORY))
    given = truth("seen", junk=[JUNK], spam=[SPAM])
    assert page_exam.judge(given, article + squeezed(JUNK)).clean
    assert not page_exam.judge(given, article + squeezed(SPAM)).clean
    assert not page_exam.judge(given, article[:-1]).clean


def test_nothing_to_measure_is_no_share() -> None:
    judged = page_exam.judge(truth("seen"), "")
    assert page_exam.summary([judged])["spam_kept"] is None


def test_words_that_the_article_has_too_do_not_show_that_junk_was_kept() -> None:
    given = truth("seen", junk=[f"Read also: {STORY[0][:60]}", f"{JUNK} {STORY[1]}"])
    kept = squeezed("".join(STORY))
    assert not any(text.wrong for text in page_exam.judge(given, kept).texts)
    found = page_exam.judge(given, kept + squeezed(JUNK)).texts
    assert [text.wrong for text in found if text.kind == "junk"] == [0, len(squeezed(JUNK))]


@given(st.text("abcdef", max_size=60), st.text("ghijkl", max_size=60), st.text("mnop", max_size=60))
def test_a_part_that_is_kept_counts_to_the_character(before: str, kept: str, after: str) -> None:
    whole = before + kept + after
    found = KEPT(whole, kept)
    if len(kept) >= min(page_exam.SHINGLE, len(whole)):
        assert found == len(kept)
    else:
        assert found == 0
    assert KEPT(whole, after + whole + before) == len(whole) >= found
    assert KEPT(whole, whole, own=whole) == 0


def shown(file: str) -> str:
    data = gzip.decompress((page_exam.PAGES / file).read_bytes())
    return squeezed("".join(b.text for b in html_article(data, Source(file), ReadOptions()).blocks))


def test_every_text_of_the_truth_stands_in_its_page() -> None:
    truths = read_jsonl(page_exam.PAGES / "truth.jsonl")
    assert [t["half"] for t in truths] == ["seen"] * 12 + ["unseen"] * 12
    assert {t["file"] for t in truths} == {p.name for p in page_exam.PAGES.glob("*.gz")}
    missing = []
    for t in truths:
        text = shown(t["file"])
        wanted = [t["title"], *t["content"], *t["optional"], *t["junk"], *t["spam"]]
        missing += [(t["file"], one) for one in wanted if squeezed(one) not in text]
    assert missing == []


def test_pages_name_no_site_but_standards_and_reserved_names() -> None:
    named = set()
    for path in page_exam.PAGES.glob("*.gz"):
        data = gzip.decompress(path.read_bytes())
        assert path.read_bytes()[4:8] == bytes(4), "the same page must give the same bytes"
        named |= set(re.findall(rb"https?://([\w.-]+)", data))
    reserved = {name for name in named if name.endswith((b".example", b".invalid"))}
    assert named - reserved == {b"www.w3.org", b"schema.org"}
