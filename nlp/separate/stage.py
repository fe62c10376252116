"""The separation stage: each segment of an article gets its label, score and reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlp.article import Article, Segment
from nlp.segment import looks_like_title
from nlp.sentences import split
from nlp.separate.separator import Labelled, Lines, Piece, SeparateOptions, Separator
from nlp.stage import Kept, Outcome, Reason, hash_of, reject

RULES_VERSION = "separate.1"


class SeparateStage:
    """Articles with segments in, the same with labels out; nothing is deleted.

    A segment may be cut in two or three where spam is glued to a paragraph. An article without any
    content is rejected (``NO_CONTENT``) with all its segments labelled.
    """

    name = "separate"

    def __init__(self, separator: Separator) -> None:
        self.separator = separator
        self.model_hash = separator.model.hash
        options = separator.options.model_dump(exclude={"model"})
        self.config_hash = hash_of([RULES_VERSION, options])

    @classmethod
    def load(cls, options: SeparateOptions | None = None) -> SeparateStage:
        """The stage with the model that ``options`` name.

        Raises :class:`nlp.errors.ModelError` when it is missing or damaged.
        """
        return cls(Separator.load(options=options))

    def __call__(self, batch: Sequence[Article]) -> list[Outcome]:
        """One outcome for each article, in order."""
        return [self._one(article) for article in batch]

    def _one(self, article: Article) -> Outcome:
        segments = self.separate(article.segments, article.lang)
        labelled = article.with_(segments=segments)
        if any(segment.label == "content" for segment in segments):
            return Kept(labelled)
        told = f"{len(segments)} segments, all of them boilerplate or spam"
        return reject(labelled, self.name, Reason.NO_CONTENT, told)

    def separate(self, segments: Sequence[Segment], lang: str | None) -> tuple[Segment, ...]:
        """The segments with ``label``, ``score`` and ``reasons``; joined they give the same text."""
        if not segments:
            return ()
        lines = Lines(
            [s.text for s in segments], [s.layout for s in segments], [s.lang for s in segments]
        )
        found: list[Segment] = []
        last = -1
        for piece in self.separator.pieces(lines, lang):
            segment = segments[piece.line]
            whole = piece.text == segment.text
            lead = segment.lead if piece.line != last else ""
            found.append(
                _labelled(segment, piece.labelled) if whole else _part(segment, piece, lead)
            )
            last = piece.line
        return tuple(_titled(_spaced(found)))


def _labelled(segment: Segment, found: Labelled) -> Segment:
    return replace(segment, label=found.label, score=found.score, reasons=found.reasons)


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
        found.append(replace(segment, text=bare, lead=carried + segment.lead))
        carried = segment.text[len(bare) :]
    return found


def _titled(segments: list[Segment]) -> list[Segment]:
    """Where what stood for a title is noise, the first short content segment near the top is one."""
    at = next((i for i, s in enumerate(segments) if s.kind == "title"), None)
    if at is None or segments[at].label == "content":
        return segments
    segments[at] = replace(segments[at], kind="heading")
    kept = [i for i, s in enumerate(segments) if s.label == "content"]
    if len(kept) > 1 and looks_like_title(segments[kept[0]].text):
        segments[kept[0]] = replace(segments[kept[0]], kind="title")
    return segments
