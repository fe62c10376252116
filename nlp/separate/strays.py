"""Sentences in running text that the reader of lines takes for spam: calm advertisements, glued to news.

Their paragraph as a whole reads as news, and so do they, word by word. Of sentences of which the first step by itself is not sure,
:class:`nlp.separate.reader.LineReader` is asked where they stand. A run of them is set aside like an appeal
(:mod:`nlp.separate.appeal`), which a seller's voice tells.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.separate.appeal import Appeal, parts_of
from nlp.separate.context import CONTENT, SPAM
from nlp.separate.reader import MOST, LineReader, Standing

PLAIN = 0.99
"""Probability of content by itself from which a sentence is not asked about."""

CERTAIN, LIKELY = 0.95, 0.5
"""Probability of spam of the surest sentence of a run, and of those that go along with it."""

OFTEN = 0.08
"""Share of an article's characters in sentences that likely are spam from which, where they stand in several places, none is set aside: it
is an article that praises, advises or lists offers all along."""

SPOKEN = "reads as an advertisement where it stands"
"""The reason told."""

SHORTEST = 25
"""Characters below which a sentence is not asked about."""

Alone = Callable[[Sequence[str]], NDArray[np.float64]]
Place = tuple[int, int]  # line, and number of the sentence in it


class Text(NamedTuple):
    """The lines of an article that are kept: the sentences (with what follows each) of every one, and the lines beside it."""

    title: str
    parts: Mapping[int, Sequence[str]]
    beside: Mapping[int, tuple[str, str]]

    @classmethod
    def of(cls, title: str, texts: Mapping[int, str], langs: Sequence[str | None]) -> Text:
        """The lines ``texts`` by number, in their order; ``langs`` are those of all lines."""
        shown = ["", *texts.values(), ""]
        beside = zip(shown, shown[2:], strict=False)
        return cls(
            title,
            {i: parts_of(text, langs[i]) for i, text in texts.items()},
            dict(zip(texts, beside, strict=True)),
        )

    def standing(self, place: Place) -> Standing:
        """A sentence between those beside it, or the lines beside its own."""
        line, at = place
        own, (before, after) = self.parts[line], self.beside[line]
        before = own[at - 1] if at else before
        after = own[at + 1] if at + 1 < len(own) else after
        return Standing(self.title, before.strip(), own[at].strip(), after.strip())


def strays(
    reader: LineReader,
    alone: Alone,
    texts: Sequence[str],
    langs: Sequence[str | None],
    kept: Collection[int],
    title: int = -1,
) -> dict[int, Appeal]:
    """Of the lines ``kept``, those that are or hold such a run: from where to where, the surest of each line.

    ``alone`` gives the first step's probabilities of texts by themselves. The ``title`` is none, nor the first line.
    """
    shown = [i for i in sorted(kept) if i not in (0, title)]
    heading = texts[max(title, 0)] if texts else ""
    text = Text.of(heading, {i: texts[i] for i in shown}, langs)
    spam = _spam(reader, text, _doubtful(text, alone))
    if _is_usual(text, spam):
        return {}
    runs = {line: run for line in text.parts if (run := _run(text.parts[line], line, spam))}
    return {line: _appeal(text.parts[line], line, run, spam) for line, run in runs.items()}


def _doubtful(text: Text, alone: Alone) -> list[Place]:
    """The sentences of which the first step by itself is not sure."""
    places = [
        (line, at)
        for line, own in text.parts.items()
        for at, part in enumerate(own)
        if len(part.strip()) >= SHORTEST
    ]
    if not places:
        return []
    rows = alone([text.parts[line][at].strip() for line, at in places])
    return [place for place, p in zip(places, rows, strict=True) if p[CONTENT] < PLAIN]


def _spam(reader: LineReader, text: Text, places: Sequence[Place]) -> dict[Place, float]:
    """How probably each sentence is spam where it stands, by the reader."""
    if not 0 < len(places) <= MOST:
        return {}
    rows = reader.read([text.standing(place) for place in places])
    return dict(zip(places, rows[:, SPAM].tolist(), strict=True))


def _is_usual(text: Text, spam: Mapping[Place, float]) -> bool:
    """Whether the article speaks like that all along."""
    likely = {place for place, p in spam.items() if p >= LIKELY}
    runs = sum((line, at - 1) not in likely for line, at in likely)
    told = sum(len(text.parts[line][at]) for line, at in likely)
    whole = sum(len(part) for own in text.parts.values() for part in own)
    return runs > 1 and told > OFTEN * whole


def _run(parts: Sequence[str], line: int, spam: Mapping[Place, float]) -> range:
    """The numbers of the sentences of a run, none where no sentence is surely spam."""
    known = [spam.get((line, at), 0.0) for at in range(len(parts))]
    if max(known, default=0.0) < CERTAIN:
        return range(0)
    start = known.index(max(known))
    end = start + 1
    while start and known[start - 1] >= LIKELY:
        start -= 1
    while end < len(known) and known[end] >= LIKELY:
        end += 1
    return range(start, end)


def _appeal(parts: Sequence[str], line: int, run: range, spam: Mapping[Place, float]) -> Appeal:
    start = sum(map(len, parts[: run.start]))
    end = start + sum(map(len, parts[run.start : run.stop]))
    score = max(spam.get((line, at), 0.0) for at in run)
    return Appeal(start, end, round(score, 4), SPOKEN)
