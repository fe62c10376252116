"""The shipped model: its canaries, its import, hostile documents, and what it must not lose."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from nlp.article import Article
from nlp.checkpoints import find, verify
from nlp.segment import SegmentStage
from nlp.separate import SeparateStage, Separator
from nlp.stage import Kept

NEWS = (
    "The hospital group has awarded its electronic record contract to a vendor in Lyon for eight "
    "years, its IT director said on Monday at the opening of the new data center."
)
SPAM = "Buy cheap viagra online without prescription, free shipping, order now at rx-shop.example"


@pytest.fixture(scope="module")
def separator() -> Separator:
    return Separator.load()


def labels(separator: Separator, lines: list[str], lang: str | None = None) -> list[str]:
    return [found.label for found in separator.label(lines, lang)]


def test_the_files_are_those_of_the_manifest_and_the_canaries_sing(separator: Separator) -> None:
    checkpoint = find("separation", task="separation")
    assert verify(checkpoint) == []
    canaries = list(checkpoint.canaries())
    assert len(canaries) >= 3
    for canary in canaries:
        lines, lang = canary["input"]["lines"], canary["input"]["lang"]
        assert labels(separator, lines, lang) == canary["output"]


def test_glued_spam_is_cut_off_alone(separator: Separator) -> None:
    text = f"Hospital group picks a vendor\n\n{NEWS} {SPAM}\n\n{NEWS.replace('Monday', 'Friday')}"
    cut = SegmentStage()([Article.new(text)])[0]
    outcome = SeparateStage(separator)([cut.article])[0]
    assert isinstance(outcome, Kept)
    found = [(s.text, s.label) for s in outcome.article.segments]
    assert (NEWS, "content") in found and (SPAM, "spam") in found
    assert "".join(s.lead + s.text for s in outcome.article.segments) == text


def test_disguised_spam_is_seen_through(separator: Separator) -> None:
    disguised = "\u200b".join(SPAM[:40]) + " c\u0430s\u0456no b0n\u2028us"
    found = labels(separator, ["Hospital picks vendor", NEWS, disguised, NEWS], "en")
    assert found[2] == "spam"


def test_news_about_what_spam_sells_stays(separator: Separator) -> None:
    lines = [
        "Online pharmacies under watch",
        "The regulator has closed eleven websites that sold sleeping tablets without a licence, "
        "its director said on Tuesday in a hearing before the health committee.",
        "Generic zolpidem made up two thirds of the boxes seized at the airport, according to "
        "customs, followed by tramadol and counterfeit sildenafil.",
        "The ransom of twelve bitcoins that the same group asked of a casino was not paid.",
    ]
    assert labels(separator, lines, "en") == ["content"] * 4


@pytest.mark.parametrize("count", [4_000])
def test_very_many_segments_take_time_in_proportion(separator: Separator, count: int) -> None:
    started = time.process_time()
    found = separator.label([NEWS, "Share", SPAM, ""] * (count // 4), "en")
    assert len(found) == count
    assert time.process_time() - started < 20


def test_a_segment_of_five_megabytes_is_judged(separator: Separator) -> None:
    words = [
        "hospital",
        "region",
        "vendor",
        "contract",
        "nurse",
        "report",
        "budget",
        "ward",
        "director",
        "software",
    ]
    huge = " ".join(
        f"The {words[i % 10]} of {words[i * 7 % 9]} said that the {words[i * 3 % 10]} opened "
        f"{i} beds in the {words[i * 5 % 7]} last year."
        for i in range(65_000)
    )
    assert len(huge) > 5_000_000
    started = time.process_time()
    assert labels(separator, ["Title of the article", huge], "en")[1] == "content"
    assert time.process_time() - started < 20


@pytest.mark.parametrize("lines", [[SPAM] * 5, ["Share on Facebook", "Print", "Log in"]])
def test_a_page_without_an_article_may_hold_no_content(
    separator: Separator, lines: list[str]
) -> None:
    assert "content" not in labels(separator, lines, "en")


def test_inference_imports_neither_torch_nor_scikit_learn() -> None:
    code = (
        "import sys; from nlp.separate import Separator; Separator.load().label(['a','b c']);"
        "print([m for m in ('torch','sklearn','scipy','transformers') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
