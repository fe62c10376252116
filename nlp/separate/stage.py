"""The separation stage: each segment of an article gets its label, score and reasons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from nlp.article import Article, Segment
from nlp.sentences import split
from nlp.separate.evidence import Repeated, Seen
from nlp.separate.headlines import titled
from nlp.separate.lines import Lines
from nlp.separate.options import SeparateOptions
from nlp.separate.separator import Labelled, Piece, Separator
from nlp.separate.sites import site_of
from nlp.stage import Kept, Outcome, Reason, hash_of, reject

RULES_VERSION = "separate.12"

Look = Callable[[Segment], Seen | None]
"""Tells whether a segment is repeated over the site of its article."""


class SeparateStage:
    """Articles with segments in, the same with labels out; nothing is deleted.

    A segment may be cut in two or three where spam is glued to a paragraph. What ``repeated`` knows
    from many pages of the article's site is boilerplate; where it knows nothing of any site, it is
    no part of the hash. An article without any content is rejected (``NO_CONTENT``) with all its
    segments labelled.
    """

    name = "separate"

    def __init__(self, separator: Separator, repeated: Repeated | None = None) -> None:
        self.separator = separator
        self.repeated = repeated or None
        self.model_hash = separator.model.hash
        options = separator.options.model_dump(exclude={"model", "repeats", "allow_network"})
        known = [self.repeated.hash] if self.repeated else []
        self.config_hash = hash_of([RULES_VERSION, options, *known])

    @classmethod
    def load(cls, options: SeparateOptions | None = None) -> SeparateStage:
        """The stage with the model and the sketch that ``options`` name.

        Raises :class:`nlp.errors.ModelError` when the model is missing or damaged, and
        :class:`nlp.errors.ConfigError` when the sketch is.
        """
        sketch = options.repeats if options else None
        return cls(Separator.load(options=options), Repeated.load(sketch) if sketch else None)

    def __call__(self, batch: Sequence[Article]) -> list[Outcome]:
        """One outcome for each article, in order."""
        return [self._one(article) for article in batch]

    def _one(self, article: Article) -> Outcome:
        look = self.repeated.on(site_of(article)) if self.repeated else None
        given = bool(article.title and article.title.strip() and not article.blocks)
        segments = self.separate(article.segments, article.lang, look, given)
        labelled = article.with_(segments=segments)
        if any(segment.label == "content" for segment in segments):
            return Kept(labelled)
        told = f"{len(segments)} segments, all of them boilerplate or spam"
        return reject(labelled, self.name, Reason.NO_CONTENT, told)

    def separate(
        self,
        segments: Sequence[Segment],
        lang: str | None,
        look: Look | None = None,
        given: bool = False,
    ) -> tuple[Segment, ...]:
        """The segments with ``label``, ``score`` and ``reasons``; joined they give the same text.

        ``look`` tells which of them are repeated over the site; ``given``, that the title among
        them is the input's own and not the first line or what a page says: it is content unless it
        is spam, is repeated, or nothing else is content.
        """
        if not segments:
            return ()
        lines = Lines(
            [s.text for s in segments],
            [s.layout for s in segments],
            [s.lang for s in segments],
            next((i for i, s in enumerate(segments) if s.kind == "title"), -1),
            given,
        )
        found: list[Segment] = []
        origins: list[Segment] = []
        last = -1
        for piece in self.separator.pieces(lines, lang):
            segment = segments[piece.line]
            whole = piece.text == segment.text
            lead = segment.lead if piece.line != last else ""
            made = _labelled(segment, piece.labelled) if whole else _part(segment, piece, lead)
            found.append(made)
            origins.append(segment)
            last = piece.line
        found = titled(_spaced(found))
        return tuple(_without_repeated(found, origins, look) if look else found)


def _labelled(segment: Segment, found: Labelled) -> Segment:
    # Written out because `replace` takes three times as long, and a page has hundreds.
    s = segment
    told = (found.label, found.score, found.reasons)
    return Segment(s.text, s.kind, s.lead, s.layout, s.lang, *told, s.sentences, s.en)


def _part(segment: Segment, piece: Piece, lead: str) -> Segment:
    """A piece of a segment as a segment of its own; a title cut off is one only while first."""
    kind = segment.kind if lead or segment.kind != "title" else "paragraph"
    cut = replace(segment, text=piece.text, lead=lead, kind=kind)
    sentences = tuple(split(piece.text.rstrip(), segment.lang))
    return replace(_labelled(cut, piece.labelled), sentences=sentences)


def _spaced(segments: Sequence[Segment]) -> list[Segment]:
    """White space at the end of a piece goes to the lead of the next."""
    found: list[Segment] = []
    carried = ""
    for segment in segments:
        bare = segment.text.rstrip()
        if carried or len(bare) < len(segment.text):
            whole = segment
            segment = replace(whole, text=bare, lead=carried + whole.lead)
            carried = whole.text[len(bare) :]
        found.append(segment)
    return found


def _without_repeated(
    found: list[Segment], origins: Sequence[Segment], look: Look
) -> list[Segment]:
    """What is repeated set aside, the title first: the next one takes its place and is looked at."""
    while (at := next((i for i, s in enumerate(found) if s.kind == "title"), None)) is not None:
        title = _aside(found[at], origins[at], look)
        if title is found[at]:
            break
        found[at] = title
        found = titled(found)
    return [_aside(piece, origin, look) for piece, origin in zip(found, origins, strict=True)]


def _aside(piece: Segment, origin: Segment, look: Look) -> Segment:
    """Content that is repeated, alone or in the whole ``origin`` it was cut from, is boilerplate.

    Where the title was found only now it was counted among other text, lists of popular articles
    included: it has to be on half of the pages to be none.
    """
    if piece.label != "content":
        return piece
    seen = look(origin) or look(replace(piece, kind=origin.kind))
    promoted = piece.kind == "title" != origin.kind
    if seen is None or (promoted and seen.share < 0.5):
        return piece
    return replace(piece, label="boilerplate", score=seen.score, reasons=(seen.reason,))
