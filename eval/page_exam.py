"""Whole pages of news, written to measure what separation keeps: ``eval/exams/pages`` (CC0).

    python -m eval.page_exam [--half seen|unseen] [--errors] [--read-unseen] [--pages FOLDER] [--model NAME]
                             [--out JSON]

Each page is read, segmented and separated as ``veille run`` does, except that a page of any
language goes on. Reported by half and language: the share of the characters of content that is
lost, of junk (furniture) and of spam that is kept, and how many pages lose nothing and keep no spam.

A character is kept where it lies in a shingle of its text (:data:`SHINGLE` characters, or the
whole of a shorter text) that stands in what was kept of the page, white space apart. So it does not
matter where blocks are cut, whether a dateline stands before a paragraph, or which part of a
paragraph was cut off with spam. A shingle of junk or spam that the article has too tells nothing and
does not count. Junk below :data:`SHORT` characters may stand in an article by
chance and does not count; what the truth calls optional (bylines, captions, notes) never does.

Rules were written with the ``seen`` pages in sight; ``--errors`` names what went wrong on those
alone, for an exam that was read to mend what it shows says no more how unseen pages fare.
"""

from __future__ import annotations

import argparse
import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.documents import squeezed
from eval.extraction import show, write
from eval.extraction_pages import Page, Unextracted, bar, segmented
from eval.shared import read_jsonl
from nlp.separate import SeparateOptions, SeparateStage
from nlp.stage import Kept

PAGES = Path(__file__).with_name("exams") / "pages"
HALVES = ("seen", "unseen")
KINDS = ("content", "junk", "spam")
SHINGLE = 20
SHORT = 16
COLUMNS = ("half", "pages", "content lost", "junk kept", "spam kept", "nothing lost, no spam")


@dataclass(frozen=True, slots=True)
class Found:
    """How many of a text's characters (white space apart) are kept on its page."""

    kind: str
    text: str
    kept: int
    size: int

    @property
    def wrong(self) -> int:
        """Characters of content that are lost, of anything else that are kept."""
        return self.size - self.kept if self.kind == "content" else self.kept


@dataclass(frozen=True, slots=True)
class Judged:
    """A page of the exam and what became of its texts."""

    file: str
    half: str
    lang: str
    texts: tuple[Found, ...]

    @property
    def clean(self) -> bool:
        """No character of content is lost and none of spam kept."""
        return not any(text.wrong for text in self.texts if text.kind != "junk")


def kept_characters(text: str, kept: str, own: str = "") -> int:
    """Characters of ``text`` within one of its shingles that ``kept`` holds and ``own`` does not.

    All are squeezed. ``own`` is the article's text where ``text`` is none of it: words that both
    have do not tell that ``text`` was kept.
    """
    size = min(SHINGLE, len(text))
    count = end = 0
    for start in range(len(text) - size + 1 if size else 0):
        shingle = text[start : start + size]
        if shingle in kept and shingle not in own:
            count += start + size - max(start, end)
            end = start + size
    return count


def kept_text(page: Page, stage: SeparateStage) -> str:
    """All text kept of a page, squeezed; empty where the page is no article or goes to quarantine."""
    try:
        cut = segmented(page)
    except Unextracted:
        return ""
    outcome = stage([cut.article])[0] if isinstance(cut, Kept) else cut
    if not isinstance(outcome, Kept):
        return ""
    return "".join(squeezed(segment.text) for segment in outcome.article.segments if segment.kept)


def judge(truth: Mapping[str, Any], kept: str) -> Judged:
    """Each text of the truth that counts, against what was kept of its page."""
    own = squeezed(" ".join([truth["title"], *truth["content"], *truth["optional"]]))
    given = ((kind, text, squeezed(text)) for kind in KINDS for text in truth[kind])
    texts = tuple(
        Found(kind, text, kept_characters(form, kept, "" if kind == "content" else own), len(form))
        for kind, text, form in given
        if kind != "junk" or len(text) >= SHORT
    )
    return Judged(truth["file"], truth["half"], truth["lang"], texts)


def measure(
    stage: SeparateStage, folder: Path = PAGES, halves: Sequence[str] = HALVES
) -> list[Judged]:
    """The pages of these halves, judged in the order of the truth."""
    truths = [truth for truth in read_jsonl(folder / "truth.jsonl") if truth["half"] in halves]
    judged = []
    for truth in bar(truths, "pages"):
        data = gzip.decompress((folder / truth["file"]).read_bytes())
        judged.append(judge(truth, kept_text(Page(truth["file"], data, truth), stage)))
    return judged


def summary(judged: Sequence[Judged]) -> dict[str, Any]:
    """Shares of characters over all the pages (None where there are none), and clean pages."""
    texts = [text for page in judged for text in page.texts]
    return {
        "pages": len(judged),
        "content_lost": _wrong(texts, "content"),
        "junk_kept": _wrong(texts, "junk"),
        "spam_kept": _wrong(texts, "spam"),
        "clean_pages": sum(page.clean for page in judged),
    }


def _wrong(texts: Iterable[Found], kind: str) -> float | None:
    texts = [text for text in texts if text.kind == kind]
    size = sum(text.size for text in texts)
    return round(sum(text.wrong for text in texts) / size, 4) if size else None


def by_group(judged: Sequence[Judged]) -> dict[str, dict[str, Any]]:
    """The :func:`summary` of each half and, within it, of each language."""
    groups: dict[str, list[Judged]] = {}
    for page in sorted(judged, key=lambda page: (page.half, page.lang)):
        groups.setdefault(page.half, []).append(page)
        groups.setdefault(f"{page.half} {page.lang}", []).append(page)
    return {name: summary(groups[name]) for name in sorted(groups)}


def errors(judged: Iterable[Judged]) -> Iterator[tuple[str, str, str, str]]:
    """Page, kind, share and text of each content that is lost and junk or spam that is kept."""
    for page in judged:
        for text in page.texts:
            if text.wrong:
                what = "content lost" if text.kind == "content" else f"{text.kind} kept"
                yield page.file, what, f"{text.wrong / text.size:.2f}", text.text


def parser() -> argparse.ArgumentParser:
    """The options of the command."""
    found = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    found.add_argument("--half", choices=HALVES, help="only these pages")
    found.add_argument("--errors", action="store_true", help="name what went wrong on seen pages")
    found.add_argument(
        "--read-unseen", action="store_true", help="name it on unseen pages: they are seen then"
    )
    found.add_argument("--pages", type=Path, default=PAGES, help="another folder of the same form")
    found.add_argument("--model", default="separation", help="name or path of the model")
    found.add_argument("--out", type=Path, help="file to write the whole report to, as JSON")
    return found


def main(argv: Sequence[str] | None = None) -> None:
    """Read the options, measure, show the figures and, where asked, the errors."""
    command = parser()
    options = command.parse_args(argv)
    if options.errors and options.half == "unseen" and not options.read_unseen:
        command.error("the unseen pages must stay unread: --read-unseen names their errors")
    stage = SeparateStage.load(SeparateOptions(model=options.model))
    judged = measure(stage, options.pages, (options.half,) if options.half else HALVES)
    groups = by_group(judged)
    show("pages of the exam", COLUMNS, [(name, *row.values()) for name, row in groups.items()])
    report: dict[str, Any] = {"model": stage.model_hash, "groups": groups}
    if options.errors:
        readable = HALVES if options.read_unseen else ("seen",)
        found = list(errors(page for page in judged if page.half in readable))
        show("errors", ("page", "what", "share", "text"), found)
        report["errors"] = found
    write(report, options.out)


if __name__ == "__main__":
    main()
