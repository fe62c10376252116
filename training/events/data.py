"""Articles to learn from: labelled ones, damaged documents and our own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from nlp.classify.text import ArticleText, sentences_of
from nlp.sentences import split
from training.splits import is_dev

EXTRA = Path(__file__).with_name("extra.jsonl")
UNREAD = Path(__file__).with_name("unread.jsonl")
WRITTEN = Path(__file__).with_name("written")
MARKED = Path(__file__).with_name("marked.jsonl")
OTHER = "other"


class Told(NamedTuple):
    """A stretch of text and the types that it reports by itself; None where nobody said.

    ``near`` has types that a careless reader would give it: a plan, a denial, an old story, a part of the main event.
    """

    text: str
    events: frozenset[str] | None = None
    near: frozenset[str] = frozenset()


class Sample(NamedTuple):
    """An article with its types (primary first); ``group`` is the author file that it is from.

    A paragraph is made of stretches: its sentences where they are known, else one.
    """

    id: str
    group: str
    title: Told
    paragraphs: tuple[tuple[Told, ...], ...]
    events: tuple[str, ...]
    lang: str = "en"

    @property
    def text(self) -> ArticleText:
        """What a classifier reads of it."""
        return ArticleText(
            self.title.text, [" ".join(told.text for told in p) for p in self.paragraphs]
        )

    def with_text(self, text: ArticleText) -> Sample:
        """The same article in other words, of whose sentences nothing is known."""
        return self._replace(title=Told(text.title), paragraphs=_untold(text.paragraphs))

    def unit_events(self) -> list[frozenset[str] | None]:
        """The types of the title and of each sentence of :func:`nlp.classify.text.sentences_of`.

        A sentence has those of every stretch that it shares text with, None if one is unknown.
        """
        return [told.events for told in self._units()]

    def unit_near(self) -> list[frozenset[str]]:
        """The types, beside its own, that each of those is near to."""
        return [told.near - (told.events or frozenset()) for told in self._units()]

    def _units(self) -> Iterator[Told]:
        sentences, owner = sentences_of(self.text)
        yield self.title
        for number, stretches in enumerate(self.paragraphs, 1):
            own = [s for s, o in zip(sentences, owner, strict=True) if o == number]
            yield from _shared(own, stretches)


def _untold(paragraphs: Sequence[str]) -> tuple[tuple[Told, ...], ...]:
    return tuple((Told(paragraph),) for paragraph in paragraphs)


def _shared(sentences: Sequence[str], stretches: Sequence[Told]) -> Iterator[Told]:
    """The sentences of a paragraph, with what is known of the stretches that each overlaps."""
    marks: list[Told] = []  # one for each character but white space
    for told in stretches:
        marks += [told] * len("".join(told.text.split()))
    at = 0
    for sentence in sentences:
        size = len("".join(sentence.split()))
        own = set(marks[at : at + size])
        at += size
        near = frozenset().union(*(told.near for told in own))
        if any(told.events is None for told in own):
            yield Told(sentence, None, near)
        else:
            yield Told(sentence, frozenset().union(*(told.events or () for told in own)), near)


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def articles(folder: Path, marked: Path = MARKED) -> list[Sample]:
    """The labelled articles in their reference English, every file in order.

    Which of its sentences carry its types people have marked of those outside the development split (``marked``:
    ``own`` and ``near`` of :class:`Told` by the number of a sentence, 0 for the title).
    """
    marks = {row["id"]: row for row in read_lines(marked)}
    return [
        _with_marks(
            Sample(
                row["id"],
                path.stem,
                Told(row["title_en"]),
                tuple(tuple(Told(sentence["en"]) for sentence in p) for p in row["paragraphs"]),
                tuple(row["events"]),
                row["lang"],
            ),
            marks.get(row["id"]),
        )
        for path in sorted(folder.glob("*.jsonl"))
        for row in read_lines(path)
    ]


def _with_marks(sample: Sample, marks: dict[str, Any] | None) -> Sample:
    """The article with what people marked; as it is where they did not."""
    if marks is None:
        return sample
    numbers = count()

    def marked(told: Told) -> Told:
        number = str(next(numbers))
        own, near = (frozenset(marks[kind].get(number, ())) for kind in ("own", "near"))
        return told._replace(events=own, near=near)

    title = marked(sample.title)
    paragraphs = tuple(tuple(map(marked, paragraph)) for paragraph in sample.paragraphs)
    return sample._replace(title=title, paragraphs=paragraphs)


def translated(path: Path, samples: Iterable[Sample]) -> list[Sample]:
    """Our own machine English of the same articles (see ``training.events.translate``), with what is known of
    the sentences of a paragraph where it has as many in it."""
    if not path.is_file():
        return []
    found = {row["id"]: ArticleText(row["title"], row["paragraphs"]) for row in read_lines(path)}
    return [_reworded(s, found[s.id]) for s in samples if s.id in found]


def _reworded(sample: Sample, text: ArticleText) -> Sample:
    """An article in other words, sentence for sentence where both have as many."""
    other = sample.with_text(text)
    if len(other.paragraphs) != len(sample.paragraphs):
        return other
    pairs = zip(sample.paragraphs, text.paragraphs, strict=True)
    return other._replace(
        title=sample.title._replace(text=text.title),
        paragraphs=tuple(_answering(known, paragraph) for known, paragraph in pairs),
    )


def _answering(known: Sequence[Told], paragraph: str) -> tuple[Told, ...]:
    sentences = [sentence.text for sentence in split(" ".join(paragraph.split()), "en")]
    if len(sentences) != len(known):
        return (Told(paragraph),)
    return tuple(told._replace(text=text) for told, text in zip(known, sentences, strict=True))


def documents(folder: Path) -> list[Sample]:
    """The damaged documents: their content as found, and mended."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        for row in read_lines(path):
            raw = [s["text"] for s in row["segments"] if s["label"] == "content"]
            for kind, parts in (("mended", row["clean_en"]), ("found", raw)):
                name, events = f"{row['id']}-{kind}", tuple(row["events"])
                sample = Sample(name, "documents", Told(parts[0]), _untold(parts[1:]), events)
                found.append(sample)
    return found


def clean(path: Path) -> list[Sample]:
    """The documents of a benchmark in clean English."""
    return [
        Sample(
            row["id"],
            path.stem,
            Told(row["clean_en"][0]),
            _untold(row["clean_en"][1:]),
            tuple(row["events"]),
        )
        for row in read_lines(path)
    ]


def extra() -> list[Sample]:
    """Short articles about neighbouring types, written for this recipe (CC0)."""
    return [
        Sample(
            row["id"],
            "extra",
            Told(row["title"]),
            _untold(row["paragraphs"]),
            tuple(row["events"]),
        )
        for row in read_lines(EXTRA)
    ]


def written(folder: Path = WRITTEN) -> list[Sample]:
    """Articles written for this recipe (CC0) whose every sentence has its own types."""
    return [sample for path in sorted(folder.glob("*.jsonl")) for sample in _told(path)]


def for_decision(folder: Path = WRITTEN / "decision") -> list[Sample]:
    """More of them, labelled as the authors of the labelled articles do, that no encoder is fitted on: for the
    decision about further types and for the lexicon of sentences alone."""
    return written(folder)


def unread(path: Path = UNREAD) -> list[Sample]:
    """The same kind, many with further types told in passing, that no model is fitted on."""
    return _told(path)


def _told(path: Path) -> list[Sample]:
    return [
        Sample(
            row["id"],
            "written",
            Told(row["title"], _own(row["title_events"]), _own(row.get("title_near", ()))),
            tuple(
                tuple(
                    Told(told["en"], _own(told["events"]), _own(told.get("near", ())))
                    for told in paragraph
                )
                for paragraph in row["paragraphs"]
            ),
            tuple(row["events"]),
        )
        for row in read_lines(path)
    ]


def _own(events: Sequence[str]) -> frozenset[str]:
    """The types of a sentence; ``other`` is one of whole articles alone."""
    return frozenset(events) - {OTHER}


def noise_lines(path: Path) -> list[str]:
    """English boilerplate and spam lines."""
    return [
        row["text"] for row in read_lines(path) if row["lang"] == "en" and row["label"] != "content"
    ]


def for_training(samples: Iterable[Sample]) -> list[Sample]:
    """Without the development split."""
    return [sample for sample in samples if not is_dev(sample.id)]


def all_for_training(shared: Path, recipe: dict[str, Any]) -> list[Sample]:
    """Everything that a recipe learns from: labelled articles, documents and our own."""
    return [
        *for_training(articles(shared / recipe["data"]["articles"])),
        *documents(shared / recipe["data"]["documents"]),
        *extra(),
        *written(),
    ]
