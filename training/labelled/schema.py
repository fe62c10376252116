"""What a row of labelled data holds: one pydantic model for each task.

The same fields in JSONL and CSV (docs/training.md has the tables). In CSV, lists are written with
``;`` between their items. Further fields are allowed and ignored.
"""

from __future__ import annotations

import hashlib
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator

from nlp.classify.text import paragraphs_of
from training.events.data import OTHER, Sample, Told
from training.repair.marked import left, right

TASKS = ("events", "translation", "segments", "repair")
ROWS = {"separation": "segments"}
"""Rows of a model's task, where they have another name."""
ENGLISH = ("en", None)


def _listed(value: Any) -> Any:
    """A cell of CSV as the list that it stands for."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(";") if part.strip()]
    return value


def _one(value: Any) -> Any:
    """A cell of CSV is one text, with whatever marks it has."""
    return [value] if isinstance(value, str) else value


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _blank(value: Any) -> Any:
    """An empty cell says nothing."""
    return None if isinstance(value, str) and not value.strip() else value


def _name(value: Any) -> Any:
    """A name as it is meant: with the blanks that a table leaves around it, it would be another."""
    return (
        value.strip() or None if isinstance(value, str) and not isinstance(value, MadeUp) else value
    )


Text = Annotated[str, BeforeValidator(_stripped), Field(min_length=1)]
Name = Annotated[str | None, BeforeValidator(_name)]
MaybeText = Annotated[str | None, BeforeValidator(_blank)]
Types = Annotated[list[str], BeforeValidator(_listed)]


class MadeUp(str):
    """The identifier of a row that has none: file and line; ``path`` tells files of one name apart."""

    path: Path

    def __new__(cls, text: str, path: Path = Path()) -> MadeUp:
        """An identifier; ``path`` is resolved."""
        made = super().__new__(cls, text)
        made.path = path
        return made


class Row(BaseModel):
    """What every row has: an identifier, and the article that it belongs to.

    Rows of one ``group`` never part between training and test; without one, a row is its own. One that
    has no identifier either is known by what it says: where it stands changes with every row put before it.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    id: Name = None
    group: Name = None

    @property
    def article(self) -> str:
        """What the row is split by."""
        if self.group or (self.id and not isinstance(self.id, MadeUp)):
            return self.group or self.id or ""
        words = " ".join(self.content.split())
        return f"content:{hashlib.sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()}"

    @property
    def page(self) -> str:
        """What the row stands on, and what it is called in messages: equal rows without a name are two."""
        return self.group or self.id or ""

    @property
    def content(self) -> str:
        """What is asked about, without the answer: a row that is labelled anew is the same row."""
        return ""


class Sentence(BaseModel):
    """A sentence with the types that it reports by itself."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    en: Text
    events: Types | None = None


class EventRow(Row):
    """An English article and its types, the primary one first.

    The body is ``text`` (paragraphs parted by blank lines) or ``paragraphs``: strings, or lists of
    sentences where the types of each are known.
    """

    title: str = ""
    text: MaybeText = None
    paragraphs: list[Text] | list[list[Sentence]] = Field(default_factory=list)
    events: Annotated[Types, Field(min_length=1)]
    title_events: Types | None = None

    @model_validator(mode="after")
    def _whole(self, info: ValidationInfo) -> EventRow:
        types = (info.context or {}).get("types")
        for name in self.named:
            if types is not None and name not in types:
                raise ValueError(_no_type(name, types))
        if OTHER in self.events and len(self.events) > 1:
            raise ValueError(f"events: {OTHER!r} stands alone; take it out or take the others out")
        if len(set(self.events)) < len(self.events):
            raise ValueError("events: a type is named twice; name each once, the primary first")
        if bool(self.text) == bool(self.paragraphs):
            raise ValueError("text: give either `text` or `paragraphs`, with something in it")
        return self

    @property
    def named(self) -> list[str]:
        """Every type that the row names: of the article, its title and its sentences."""
        own = [
            t for p in self.paragraphs if not isinstance(p, str) for s in p for t in s.events or ()
        ]
        return [*self.events, *(self.title_events or ()), *own]

    @property
    def content(self) -> str:
        """Title and body."""
        own = [p if isinstance(p, str) else " ".join(s.en for s in p) for p in self.paragraphs]
        return " ".join([self.title, self.text or "", *own])

    def sample(self) -> Sample:
        """The row as the event recipe reads it."""
        parts = [p.strip() for p in paragraphs_of(self.text or "") if p.strip()]
        told = self.paragraphs or parts
        paragraphs = tuple(
            (Told(p),) if isinstance(p, str) else tuple(Told(s.en, _own(s.events)) for s in p)
            for p in told
        )
        title = Told(self.title, _own(self.title_events))
        return Sample(self.id or "", self.article, title, paragraphs, tuple(self.events))


class TranslationRow(Row):
    """A French or Spanish sentence or paragraph and its English."""

    lang: Literal["fr", "es"]
    source: Text
    target: Text

    @property
    def content(self) -> str:
        """The source."""
        return self.source


class SegmentRow(Row):
    """A segment of a page and what it is; ``group`` is the page."""

    text: Text
    label: Literal["content", "boilerplate", "spam"]
    lang: Name = None

    @property
    def content(self) -> str:
        """The text."""
        return self.text


class RepairRow(Row):
    """English as it was found, and as it should be; both the same where nothing is wrong with it.

    ``original`` is the French or Spanish that it was translated from, which the rules of repair read;
    ``alts`` are further corrections that are right too; ``marked`` says in place what becomes what
    (:mod:`training.repair.marked`), else the two texts are compared.
    """

    source: Text
    target: Text
    lang: Name = None
    original: MaybeText = None
    original_lang: Annotated[Literal["fr", "es"] | None, BeforeValidator(_blank)] = None
    alts: Annotated[list[Text], BeforeValidator(_one)] = Field(default_factory=list)
    marked: MaybeText = None

    @model_validator(mode="after")
    def _english(self) -> RepairRow:
        if self.lang not in ENGLISH:
            raise ValueError(
                f"lang: {self.lang!r}, but `source` and `target` are both English here (as found, as"
                " mended): what was translated goes into `original`, its language into `original_lang`"
            )
        if self.original and not self.original_lang:
            raise ValueError("original_lang: missing; say whether `original` is `fr` or `es`")
        if self.marked and (left(self.marked), right(self.marked)) != (self.source, self.target):
            raise ValueError("marked: its sides are not `source` and `target`; take one out")
        return self

    @property
    def content(self) -> str:
        """English as it was found."""
        return self.source

    @property
    def clean(self) -> bool:
        """True where nothing is to be repaired."""
        return self.source.split() == self.target.split()


MODELS: dict[str, type[Row]] = {
    "events": EventRow,
    "translation": TranslationRow,
    "segments": SegmentRow,
    "repair": RepairRow,
}


def _own(events: list[str] | None) -> frozenset[str] | None:
    return None if events is None else frozenset(events) - {OTHER}


def _no_type(name: str, types: list[str]) -> str:
    near = get_close_matches(name, types, n=1)
    meant = f"; did you mean {near[0]!r}?" if near else ""
    return (
        f"events: {name!r} is no type{meant} (new types come in a TOML, --types; known are"
        f" {', '.join(types)})"
    )
