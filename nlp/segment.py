"""Cut an article into segments: title, paragraphs, list items; nothing is lost.

Plain text gives one segment a line, as found; the lines of hard-wrapped text are joined into
paragraphs. A page gives one segment a block, save that blocks which are the lines of one paragraph,
as in what a PDF was made into, are joined in the same way. ``"".join(s.lead + s.text for s in
segments)``, with the white space at the very end, is the plain text again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from pydantic import BaseModel, Field

from nlp.article import PARAGRAPH_BREAK, Article, Block, Segment, SegmentKind
from nlp.language import LANGUAGES, UNKNOWN, Guess, identify_article, segment_lang
from nlp.line_hyphens import parts_a_word
from nlp.sentences import split
from nlp.stage import Kept, Outcome, Reason, hash_of, reject
from nlp.wrapping import goes_on, is_prose

RULES_VERSION = "segment.3"

_SPACE = " \t\r\f\v\u00a0\u2028\u2029\u200b\ufeff"
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_VISIBLE = re.compile(r"[^\W_]")
_BULLET = re.compile(r"(?:[•·●▪◦*]|[-–—]\s|\d{1,3}[.)]\s|[a-zA-Z]\)\s)")
_CELLS = re.compile(r"\||\S[ \u00a0]*\t")
_LABEL = re.compile(r"[^\s:][ \u00a0]?:[ \u00a0]\S")
_FINAL_STOP = re.compile(r"[.!…:;,][\"'”’»)\]]*$")


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


class Line(NamedTuple):
    """A segment of plain text and the white space before it."""

    lead: str
    text: str


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
        finished = tuple(finish(segment, lang) for segment in segments)
        return Kept(article.with_(segments=finished, lang=lang))

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
    lines = _lines(text)
    if unwrap and (width := wrap_width(lines)):
        lines = _unwrapped(lines, width)
    elif unwrap:
        lines = _rejoined(lines)
    return [Segment(line.text, kind=_kind(line.text), lead=line.lead) for line in lines]


def from_blocks(blocks: Sequence[Block], unwrap: bool = True) -> list[Segment]:
    """One segment for each block that holds text; with ``unwrap``, one for those of a paragraph's lines."""
    told = [(block, text) for block in blocks if (text := block.text.strip())]
    found = [b if b.text == text else replace(b, text=text) for b, text in told]
    joined = _line_blocks(found) if unwrap else frozenset()
    segments: list[Segment] = []
    for i, block in enumerate(found):
        if i in joined:
            segments[-1] = replace(segments[-1], text=f"{segments[-1].text}\n{block.text}")
            continue
        lead = PARAGRAPH_BREAK if segments else ""
        segments.append(Segment(block.text, kind=block.kind, lead=lead, layout=block.layout))
    return segments


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
                lines += [Line("\n", line.text) for line in _lines(blocks[i].text)]
            joined.update(firsts[n] for n in _going_on(lines) if n in firsts)
        start = end
    return frozenset(joined)


def _side_by_side(block: Block, following: Block) -> bool:
    """Whether two blocks are paragraphs of the same markup in the same element, neither a link."""
    a, b = block.layout, following.layout
    if a is None or b is None or not block.kind == following.kind == "paragraph":
        return False
    same = (a.tag_path, a.hidden, a.holders[:-1]) == (b.tag_path, b.hidden, b.holders[:-1])
    return same and a.hidden is None and max(a.link_density, b.link_density) < 0.5


def _rejoined(lines: Sequence[Line]) -> list[Line]:
    """The lines with those joined that a text in a proportional font was set in."""
    on = _going_on(lines)
    joined: list[Line] = []
    for i, line in enumerate(lines):
        if i in on:
            joined[-1] = Line(joined[-1].lead, joined[-1].text + line.lead + line.text)
        else:
            joined.append(line)
    return joined


def _going_on(lines: Sequence[Line]) -> frozenset[int]:
    """The lines that continue the one before, where the text was set in lines of one width."""
    apart = _apart(lines)
    pairs = [
        i
        for i in range(1, len(lines))
        if _adjacent(lines[i]) and not {i - 1, i} & apart and not _BULLET.match(lines[i].text)
    ]
    return goes_on([line.text for line in lines], pairs)


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
    lines = _lines(segment.text[: 2 * len(wanted) + 200])[:4]
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
    return len(text) <= max_title and not _FINAL_STOP.search(text[-4:])


def finish(segment: Segment, article_lang: str) -> Segment:
    """The segment with its language and its sentences.

    A short one takes the article's language unless its own is plain; a long one keeps its own.
    """
    lang = segment_lang(segment.text, article_lang)
    sentences = tuple(split(segment.text, lang))
    # Written out because `replace` takes three times as long, and a page has hundreds.
    s = segment
    return Segment(
        s.text, s.kind, s.lead, s.layout, lang, s.label, s.score, s.reasons, sentences, s.en
    )


def wrap_width(lines: Sequence[Line]) -> int:
    """The column at which a text was hard-wrapped, or 0 if it was not.

    A greedy wrap at column ``w`` leaves each line that goes on no longer than ``w``, and so full
    that the first word of the next would have gone past it. The ``w`` that most adjacent lines
    agree on is the answer, if sentences are seen to run over those line breaks and words to go on
    in small letters behind some of them. A line longer than ``w`` (a heading that was not wrapped)
    does not matter, nor do the lines of tables and lists of labels.
    """
    apart = _apart(lines)
    pairs = [
        (lines[i - 1].text, lines[i].text)
        for i in range(1, len(lines))
        if _adjacent(lines[i]) and len(lines[i - 1].text) <= 200 and not {i - 1, i} & apart
    ]
    agree: Counter[int] = Counter()
    for line, following in pairs:
        agree.update(range(max(len(line), 40), len(line) + _first_word(following) + 1))
    if not agree:
        return 0
    width, full = max(agree.items(), key=lambda item: (item[1], -item[0]))
    run_on = [(a, b) for a, b in pairs if _is_full(a, b, width)]
    flowing = sum(_flows(a, b) for a, b in run_on)
    small = sum(b[0].islower() for _, b in run_on)
    wrapped = full >= 3 and 2 * full >= len(pairs) and is_prose([a for a, _ in run_on], width)
    return width if wrapped and flowing >= 0.4 * full and 8 * small >= full else 0


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    at = 0
    for found in _LINE.finditer(text):
        inner = found.group().strip()
        if not inner or not inner.strip(_SPACE):
            continue
        start = found.start() + found.group().index(inner[0])
        lines.append(Line(text[at:start], inner))
        at = start + len(inner)
    return lines


def _unwrapped(lines: Sequence[Line], width: int) -> list[Line]:
    joined: list[list[str]] = []
    leads: list[str] = []
    previous = ""
    apart, on = _apart(lines), _going_on(lines)
    for number, line in enumerate(lines):
        continues = (
            _is_full(previous, line.text, width)
            or number in on
            or (len(previous) > width and line.text[0].islower())  # glued in after wrapping
            or (len(previous) > width / 2 and parts_a_word(previous, line.text))
        )
        alone = _BULLET.match(line.text) or {number - 1, number} & apart
        if joined and continues and _adjacent(line) and not alone:
            joined[-1] += [line.lead, line.text]
        else:
            joined.append([line.text])
            leads.append(line.lead)
        previous = line.text
    return [Line(lead, "".join(parts)) for lead, parts in zip(leads, joined, strict=True)]


def _apart(lines: Sequence[Line]) -> set[int]:
    """The numbers of the lines that are a table's rows ("|" or a tab between cells) or a list's.

    A list's are three adjacent lines or more that all have a label: "Turnover: 56.6 million".
    """
    apart = {i for i, line in enumerate(lines) if _CELLS.search(line.text)}
    start = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and _adjacent(lines[end]):
            continue
        if end - start >= 3 and all(_LABEL.search(line.text) for line in lines[start:end]):
            apart.update(range(start, end))
        start = end
    return apart


def _adjacent(line: Line) -> bool:
    """The line follows the one before with no blank line between."""
    breaks = line.lead.replace("\r\n", "\n")
    return sum(breaks.count(mark) for mark in "\n\r\x85\u2028\u2029") == 1


def _is_full(line: str, following: str, width: int) -> bool:
    """The first word of the next line would not have fitted on this one (greedy wrapping)."""
    return len(line) <= width < len(line) + 1 + _first_word(following)


def _first_word(line: str) -> int:
    """Length of the first word, the longest that counts being 40."""
    return len(line[:40].split(None, 1)[0])


def _flows(line: str, following: str) -> bool:
    """A sentence plainly runs over the line break."""
    return following[0].islower() or not _FINAL_STOP.search(line[-4:])


def _kind(text: str) -> SegmentKind:
    return "list_item" if _BULLET.match(text) else "paragraph"


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
