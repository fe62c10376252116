"""Cut an article into segments: title, paragraphs, list items; nothing is lost.

Plain text gives one segment a line, as found; the lines of hard-wrapped text are joined into
paragraphs. A page gives one segment a block, save that blocks which are the lines of one paragraph,
as in what a PDF was made into, are joined in the same way. ``"".join(s.lead + s.text for s in
segments)``, with the white space at the very end, is the plain text again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from pydantic import BaseModel, Field

from nlp.article import PARAGRAPH_BREAK, Article, Block, Segment, SegmentKind
from nlp.language import LANGUAGES, UNKNOWN, Guess, identify_article, segment_langs
from nlp.sentences import split
from nlp.stage import Kept, Outcome, Reason, hash_of, reject
from nlp.text_lines import (
    BULLET,
    FINAL_STOP,
    Line,
    going_on,
    lines_of,
    rejoined,
    unwrapped,
    wrap_width,
)

RULES_VERSION = "segment.5"

_VISIBLE = re.compile(r"[^\W_]")


class SegmentOptions(BaseModel, frozen=True, extra="forbid"):
    """How an article is cut."""

    unwrap: bool = Field(default=True, description="join the lines of hard-wrapped paragraphs")
    languages: tuple[str, ...] = Field(
        default=LANGUAGES, description="articles in any other language go to quarantine"
    )
    min_language_confidence: float = Field(
        default=0.7,
        ge=0,
        le=1,
        description="below this, another language is doubted and the article kept",
    )
    max_title: int = Field(
        default=200, ge=1, description="characters a first line may have to be a title"
    )


class SegmentStage:
    """Articles in, articles with ``segments``, ``lang`` and sentences out.

    Rejects what has no text (``EMPTY``) and what is plainly in another language (``LANGUAGE``). An
    article that has been through already starts afresh: what it and later stages made is made again.
    """

    name = "segment"
    model_hash = ""

    def __init__(self, options: SegmentOptions | None = None) -> None:
        self.options = options or SegmentOptions()
        self.config_hash = hash_of([RULES_VERSION, self.options.model_dump()])

    @classmethod
    def load(cls, options: SegmentOptions | None = None) -> SegmentStage:
        """The stage; there is no model to load."""
        return cls(options)

    def __call__(self, batch: Sequence[Article]) -> list[Outcome]:
        """One outcome for each article, in order."""
        return [self._one(article) for article in batch]

    def _one(self, article: Article) -> Outcome:
        article = _afresh(article)
        if article.blocks:
            segments = from_blocks(article.blocks, unwrap=self.options.unwrap)
        else:
            segments = from_text(article.text, unwrap=self.options.unwrap)
        segments = with_title(segments, article.title, self.options.max_title, not article.blocks)
        if not segments:
            return reject(article, self.name, Reason.EMPTY, "no text")
        declared = _primary(article.lang)
        guess = identify_article(_for_language(segments), declared)
        if self._foreign(guess, declared):
            told = f"identified as {guess.lang} ({guess.confidence:.2f})"
            return reject(article, self.name, Reason.LANGUAGE, told)
        lang = guess.lang if guess.lang in self.options.languages else declared or "en"
        return Kept(article.with_(segments=finished(segments, lang), lang=lang))

    def _foreign(self, guess: Guess, declared: str | None) -> bool:
        if guess.lang in self.options.languages:
            return False
        if guess.lang == UNKNOWN:
            return False
        if declared in self.options.languages:
            return guess.confidence >= 0.95
        return guess.confidence >= self.options.min_language_confidence


def _afresh(article: Article) -> Article:
    """The article as it first came to this stage; later ones would add to what they made before."""
    earlier = tuple(takewhile(lambda step: step.stage != SegmentStage.name, article.steps))
    if not article.segments and earlier == article.steps:
        return article
    return article.as_read().with_(steps=earlier)


def from_text(text: str, unwrap: bool = True) -> list[Segment]:
    """The lines of ``text`` as segments; white space between them is in ``lead``.

    The first segment's lead is the white space at the start of the text; the white space at its
    end belongs to no segment.
    """
    lines = lines_of(text)
    if unwrap and (width := wrap_width(lines)):
        lines = unwrapped(lines, width)
    elif unwrap:
        lines = rejoined(lines)
    return [Segment(line.text, kind=_kind(line.text), lead=line.lead) for line in lines]


def from_blocks(blocks: Sequence[Block], unwrap: bool = True) -> list[Segment]:
    """One segment for each block that holds text; with ``unwrap``, one for those of a paragraph's lines.

    A headline stands on one line: where a page breaks it says nothing of its sentences.
    """
    told = [(block, text) for block in blocks if (text := block.text.strip())]
    found = [b if b.text == text else replace(b, text=text) for b, text in told]
    joined = _line_blocks(found) if unwrap else frozenset()
    segments: list[Segment] = []
    for first, last in _ranges(len(found), joined):
        block, text = found[first], "\n".join(b.text for b in found[first:last])
        text = " ".join(text.split("\n")) if block.kind == "title" else text
        lead = PARAGRAPH_BREAK if segments else ""
        segments.append(Segment(text, kind=block.kind, lead=lead, layout=block.layout))
    return segments


def _ranges(count: int, joined: Collection[int]) -> Iterator[tuple[int, int]]:
    """The runs of numbers below ``count`` that ``joined`` ties to the one before: first, and behind the last."""
    starts = [i for i in range(count) if i not in joined]
    yield from pairwise([*starts, count])


def _line_blocks(blocks: Sequence[Block]) -> frozenset[int]:
    """The numbers of the blocks that are a line of the paragraph that the block before began."""
    joined: set[int] = set()
    start = 0
    for end in range(1, len(blocks) + 1):
        if end < len(blocks) and _side_by_side(blocks[end - 1], blocks[end]):
            continue
        if end - start >= 3:
            lines: list[Line] = []
            firsts: dict[int, int] = {}
            for i in range(start, end):
                firsts[len(lines)] = i
                lines += [Line("\n", line.text) for line in lines_of(blocks[i].text)]
            joined.update(firsts[n] for n in going_on(lines) if n in firsts)
        start = end
    return frozenset(joined)


def _side_by_side(block: Block, following: Block) -> bool:
    """Whether two blocks are paragraphs of the same markup in the same element, neither a link."""
    a, b = block.layout, following.layout
    if a is None or b is None or not block.kind == following.kind == "paragraph":
        return False
    same = (a.tag_path, a.hidden, a.holders[:-1]) == (b.tag_path, b.hidden, b.holders[:-1])
    return same and a.hidden is None and max(a.link_density, b.link_density) < 0.5


def with_title(
    segments: list[Segment], title: str | None, max_title: int = 200, guess: bool = True
) -> list[Segment]:
    """Mark or add the title.

    A ``title`` given by the input becomes the first segment unless one of the first five (or the lines
    that one begins with), or what a page marks as its title further down, already is that title. Without one, and with ``guess``, a first line without a final full stop that is
    followed by more becomes the title; in a page the first heading of kind ``title`` stays.
    """
    if title and title.strip():
        wanted = _folded(title)
        for i, segment in enumerate(segments):
            if (i < 5 or segment.kind == "title") and _folded(segment.text) == wanted:
                return _retitled(segments, i)
        for i, segment in enumerate(segments[:5]):
            if parts := _title_above(segment, wanted):
                return _retitled([*segments[:i], *parts, *segments[i + 1 :]], i)
        rest = [replace(s, kind="heading") if s.kind == "title" else s for s in segments]
        if rest:
            rest[0] = replace(rest[0], lead=rest[0].lead or PARAGRAPH_BREAK)
        return [Segment(title.strip(), kind="title"), *rest]
    titled = [i for i, segment in enumerate(segments) if segment.kind == "title"]
    if titled:
        return _retitled(segments, titled[0])
    if guess and len(segments) > 1 and looks_like_title(segments[0].text, max_title):
        return _retitled(segments, 0)
    return segments


def _title_above(segment: Segment, wanted: str) -> list[Segment]:
    """The title's lines and the rest of a segment that begins with them; empty without any."""
    if "\n" not in segment.text or segment.kind not in ("paragraph", "heading"):
        return []
    lines = lines_of(segment.text[: 2 * len(wanted) + 200])[:4]
    for n in range(1, len(lines)):
        if _folded(" ".join(line.text for line in lines[:n])) == wanted:
            at = sum(len(line.lead) + len(line.text) for line in lines[:n])
            rest = replace(
                segment, lead=lines[n].lead, text=segment.text[at + len(lines[n].lead) :]
            )
            return [replace(segment, text=segment.text[:at], kind="title"), rest]
    return []


def looks_like_title(text: str, max_title: int = 200) -> bool:
    """A short single line without a full stop at its end."""
    return len(text) <= max_title and not FINAL_STOP.search(text[-4:])


def finished(segments: Sequence[Segment], article_lang: str) -> tuple[Segment, ...]:
    """The segments with their language and their sentences.

    A short one takes the article's language unless its own is plain; a long one keeps its own.
    """
    langs = segment_langs([segment.text for segment in segments], article_lang)
    return tuple(map(_finished, segments, langs))


def _finished(s: Segment, lang: str) -> Segment:
    sentences = tuple(split(s.text, lang))
    # Written out because `replace` takes three times as long, and a page has hundreds.
    return Segment(
        s.text, s.kind, s.lead, s.layout, lang, s.label, s.score, s.reasons, sentences, s.en
    )


def _kind(text: str) -> SegmentKind:
    return "list_item" if BULLET.match(text) else "paragraph"


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _retitled(segments: list[Segment], index: int) -> list[Segment]:
    """Exactly one title: that of number ``index``; other titles become headings."""
    kinds = ["title" if i == index else _untitled(s) for i, s in enumerate(segments)]
    return [
        s if s.kind == kind else replace(s, kind=kind)
        for s, kind in zip(segments, kinds, strict=True)
    ]


def _untitled(segment: Segment) -> SegmentKind:
    return "heading" if segment.kind == "title" else segment.kind


def _for_language(segments: Sequence[Segment]) -> list[str]:
    """What may tell the article's language: the visible segments without markup furniture."""
    shown = [
        s for s in segments if not (s.layout and (s.layout.hidden or s.layout.link_density > 0.5))
    ]
    return [s.text for s in shown or segments if _VISIBLE.search(s.text[:2_000])]


def _primary(lang: str | None) -> str | None:
    """``fr-FR`` -> ``fr``; nothing for an empty or unusable code."""
    code = (lang or "").replace("_", "-").split("-")[0].strip().lower()
    return code if 2 <= len(code) <= 3 and code.isalpha() else None
