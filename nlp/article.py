"""The records that flow through veille: frozen, typed, JSON both ways.

An :class:`Article` enters with what the reader found (``text`` or ``blocks``). Each stage returns a
new one with its part filled in; nothing is ever deleted from it. The public result record that a
store keeps is made from it in :mod:`nlp.record`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Any, Literal

from nlp.composed import composed
from nlp.surrogates import storable

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Label = Literal["content", "boilerplate", "spam"]
SegmentKind = Literal["title", "heading", "paragraph", "list_item", "quote", "table", "caption"]

PARAGRAPH_BREAK = "\n\n"

READER_CHECKS = frozenset({"control_characters", "encoding", "field"})
"""Kinds of checks that readers give; all others are a stage's or a release's."""

EARLIER_CHECKS = READER_CHECKS | {"released"}
"""Kinds of checks that readers and a release give; stages give all others."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record came from, and so a reference to its raw bytes.

    ``path`` is what the user named (file, URL, or ``-``); ``member`` the path inside archives, one
    ``!`` between nested ones; ``line`` the 1-based line or row; ``offset`` and ``length`` count
    bytes of the decompressed member, when known; ``sha256`` is that of the raw bytes, when known.
    """

    path: str
    member: str | None = None
    line: int | None = None
    offset: int | None = None
    length: int | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """What HTML tells about a block beyond its text.

    ``tag_path`` runs from the root (``html/body/article/p``); ``attrs`` holds the class and id
    words of the block and its ancestors, lower-cased; ``link_density`` is the share of characters
    inside links (0-1); ``hidden`` says why a browser would not show the block, or is None.
    ``holders`` numbers the block-level elements around the text, outermost first and its own last,
    in document order: two blocks with the same number stand in the same element.
    """

    tag_path: str = ""
    attrs: str = ""
    link_density: float = 0.0
    hidden: str | None = None
    holders: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Original:
    """The text that the English of an article was translated from by somebody, where the input has it.

    ``lang`` is as declared by the input; repair identifies it.
    """

    text: str
    title: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page as the reader found it, in document order."""

    text: str
    kind: SegmentKind = "paragraph"
    layout: Layout | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the white space after it; joined, they give the segment's text back.

    ``en`` is the translation before repair (None where nothing was translated), ``score`` the
    model's confidence in it (0-1).
    """

    text: str
    tail: str = ""
    en: str | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A paragraph, heading or list item, and what the stages say of it.

    ``lead`` is the white space before the segment in the article's text. ``score`` is the
    probability of ``label``; ``reasons`` say in words why. ``en`` is the English, after repair
    where that stage ran.
    """

    text: str
    kind: SegmentKind = "paragraph"
    lead: str = ""
    layout: Layout | None = None
    lang: str | None = None
    label: Label | None = None
    score: float | None = None
    reasons: tuple[str, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    en: str | None = None

    @property
    def kept(self) -> bool:
        """True unless separation set the segment aside."""
        return self.label in (None, "content")


@dataclass(frozen=True, slots=True)
class Edit:
    """One repair: in segment number ``segment``, ``found`` became ``fixed``.

    ``kind`` is the artifact class (the record calls it ``class``); an empty ``fixed`` is a
    deletion; ``start`` is the offset in the segment's English when the edit was made.
    """

    segment: int
    found: str
    fixed: str
    kind: str
    reason: str
    start: int | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """An event type with its calibrated probability; ``evidence`` are segment numbers."""

    type: str
    score: float
    primary: bool = False
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A key fact, read from the characters ``start:end`` of the English of segment ``segment``.

    ``kind`` is buyer, supplier, target, amount, place or date, ``event`` the event type that it
    belongs to. An amount has a ``value`` and a ``currency`` (ISO 4217; None where the text does not
    tell the country), a date a ``date`` in ISO 8601 (day, month, or an interval of days).
    """

    kind: str
    text: str
    event: str
    segment: int
    start: int
    end: int
    value: float | None = None
    currency: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """Something a reader should look at: ``kind`` is a short code, ``detail`` says what."""

    kind: str
    detail: str
    segment: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Provenance of one stage: its name, the hashes of model and configuration, seconds spent."""

    stage: str
    model: str
    config: str
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Article:
    """One article on its way through the pipeline.

    Readers fill the first part: either ``text`` (plain text) or ``blocks`` (a page). ``id`` is the
    identifier found in the input, else the first 16 hex digits of ``content_hash``. ``lang`` is
    declared by the input or identified later. Times are ISO 8601 as found; ``authors`` are names alone.
    ``original`` is what English that came in was translated from, if the input has it.
    """

    id: str
    source: Source
    content_hash: str
    title: str | None = None
    text: str = ""
    blocks: tuple[Block, ...] = ()
    lang: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    meta: dict[str, str] = field(default_factory=dict)
    segments: tuple[Segment, ...] = ()
    edits: tuple[Edit, ...] = ()
    events: tuple[Event, ...] = ()
    facts: tuple[Fact, ...] = ()
    names: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    confidence: float | None = None
    steps: tuple[Step, ...] = ()
    original: Original | None = None

    @classmethod
    def new(
        cls,
        text: str = "",
        *,
        title: str | None = None,
        blocks: Iterable[Block] = (),
        id: str | None = None,
        source: Source | None = None,
        lang: str | None = None,
        published: str | None = None,
        authors: Iterable[str] = (),
        meta: Mapping[str, str] | None = None,
        original: Original | None = None,
    ) -> Article:
        """Make an article from what is known of it; the content hash is computed here.

        Title, text, blocks and authors are brought into composed characters (NFC), as files are.
        Raises ``TypeError`` that names what is of another type than told.
        """
        blocks, authors, meta = tuple(blocks), tuple(authors), dict(meta or {})
        _require(str, text=text)
        _require((str, NoneType), title=title, id=id, lang=lang, published=published)
        _require((Source, NoneType), source=source)
        _require((Original, NoneType), original=original)
        _require(Block, **{f"blocks[{n}]": block for n, block in enumerate(blocks)})
        _require(str, **{f"authors[{n}]": name for n, name in enumerate(authors)})
        _require(str, **{f"meta[{name!r}]": value for name, value in meta.items()})
        _require(str, **{f"the name {name!r} in meta": name for name in meta})
        text, title = composed(text), composed(title) if title else title
        blocks = tuple(replace(block, text=composed(block.text)) for block in blocks)
        digest = content_hash(text, title=title, blocks=blocks, id=id, lang=lang)
        article = cls(
            id=id or digest[:16],
            source=source or Source(path="<memory>"),
            content_hash=digest,
            title=title,
            text=text,
            blocks=blocks,
            lang=lang,
            published=published,
            authors=tuple(map(composed, authors)),
            meta=meta,
        )
        return article if original is None else article.beside(original)

    def beside(self, original: Original) -> Article:
        """The article with the text that it was translated from, as part of its content hash.

        Raises ``TypeError`` where the article has an original already, or its parts are no text.
        """
        _require(NoneType, **{"the original that the article has": self.original})
        _require(str, **{"original.text": original.text})
        _require(
            (str, NoneType),
            **{"original.title": original.title, "original.lang": original.lang},
        )
        digest = _hashed([self.content_hash, original.lang, original.title, original.text])
        named = self.id != self.content_hash[:16]
        return self.with_(
            original=original, content_hash=digest, id=self.id if named else digest[:16]
        )

    def with_(self, **changes: Any) -> Article:
        """A copy with some fields replaced."""
        return replace(self, **changes)

    def as_read(self) -> Article:
        """The article without what stages made of it and without their checks.

        ``lang`` stays as it is now, declared or identified.
        """
        return self.with_(
            segments=(),
            edits=(),
            events=(),
            facts=(),
            names=(),
            checks=tuple(check for check in self.checks if check.kind in EARLIER_CHECKS),
            confidence=None,
            steps=(),
        )

    @property
    def content(self) -> tuple[tuple[int, Segment], ...]:
        """The segments that were not set aside, each with its number."""
        return tuple((i, s) for i, s in enumerate(self.segments) if s.kept)

    def to_json(self) -> str:
        """The whole article as one line of JSON; :meth:`from_json` reads it back equal.

        Lone surrogates, which JSON has no bytes for, become U+FFFD, as in a record.
        """
        try:
            "".join(self.meta).encode()  # in keys pydantic would write three for one
            return _adapter().dump_json(self).decode()
        except ValueError:
            return json.dumps(storable(asdict(self)))

    @classmethod
    def from_json(cls, line: str | bytes) -> Article:
        """Read what :meth:`to_json` wrote; raises ``pydantic.ValidationError`` (a ValueError)."""
        return _adapter().validate_json(line)


def _require(kind: type | tuple[type, ...], **given: object) -> None:
    """Raise ``TypeError`` for the first of ``given`` that is of no such type."""
    for name, value in given.items():
        if not isinstance(value, kind):
            wanted = kind if isinstance(kind, type) else kind[0]
            raise TypeError(f"{name} is {type(value).__name__}, not {wanted.__name__}")


@cache
def _adapter() -> TypeAdapter[Article]:
    from pydantic import TypeAdapter  # 0.1 s, and only those who read or write JSON need it

    return TypeAdapter(Article)


def content_hash(
    text: str,
    *,
    title: str | None = None,
    blocks: tuple[Block, ...] = (),
    id: str | None = None,
    lang: str | None = None,
) -> str:
    """sha256 (hex) of what makes an article: a given id, the language told, title and body.

    Two records with the same text but different identifiers are two articles; the same page read
    twice from different places is one, also where one of them does not know its day.
    """
    body = [[b.kind, b.text, *_told(b.layout)] if b.layout else [b.kind, b.text] for b in blocks]
    return _hashed([id, lang, title, text, body])


def _hashed(parts: list[Any]) -> str:
    packed = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(packed.encode()).hexdigest()


def _told(layout: Layout) -> list[Any]:
    return [layout.tag_path, layout.attrs, layout.link_density, layout.hidden, layout.holders]
