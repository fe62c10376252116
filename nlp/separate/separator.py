"""Label the segments of one document; cut off spam glued to a paragraph."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from nlp.article import Label, Layout
from nlp.errors import check_options, check_texts
from nlp.separate import briefs, context, reasons, spans
from nlp.separate.adverts import ADVERT, adverts
from nlp.separate.amid import amid
from nlp.separate.appeal import Appeal, appeals
from nlp.separate.cells import figure_tables
from nlp.separate.context import BOILERPLATE, CONTENT, SPAM
from nlp.separate.cuts import Cutter
from nlp.separate.labelled import (
    Labelled,
    Piece,
    ended,
    joined,
    page_ended,
    put_aside,
    with_questions,
    with_title,
)
from nlp.separate.lines import Lines, document_of, lines_of, relang
from nlp.separate.lone import is_terse
from nlp.separate.model import LABELS, Judged, Model
from nlp.separate.odds import crumb, is_prose, noise, one_of_many, sells_alone, sold
from nlp.separate.options import SeparateOptions
from nlp.separate.pieced import put_back, without
from nlp.separate.remainder import reads_as_news
from nlp.separate.seen import Document
from nlp.separate.strays import strays
from nlp.separate.tables import tables
from nlp.separate.teasers import teasers
from nlp.separate.together import Shown, belonging

PLAIN = 100
"""Characters from which no context makes noise of what by itself is plain prose."""

_PLAIN_NEWS = 60  # characters of content beside spam for which a line of noise is cut
_NEWS = 0.5
"""Probability of content of the best row of a table of text, and below which its spam is; that of
what stands beside spam in a line of noise."""
_ALONE = context.NAMES.index("p_content")
_AMID = 0.6  # probability of content as text of what stands amid an article's paragraphs

Part = tuple[int, str]  # of the line of that number


class Separator:
    """Labels the lines of a document.

    Example: ``Separator.load().label(["Un article.", "Partager", "Viagra pas cher"], "fr")``.
    """

    def __init__(self, model: Model, options: SeparateOptions | None = None) -> None:
        self.model = model
        self.options = options or SeparateOptions()

    @classmethod
    def load(
        cls, name: str | os.PathLike[str] | None = None, options: SeparateOptions | None = None
    ) -> Separator:
        """The separator with the model of that name; raises :class:`nlp.errors.ModelError`, and
        ``TypeError`` for other ``options``."""
        check_options(options, SeparateOptions)
        options = options or SeparateOptions()
        model = Model.load(name or options.model, allow_network=options.allow_network)
        return cls(model, options)

    def label(self, lines: Sequence[str], lang: str | None = None) -> list[Labelled]:
        """One result a line, in order; the list is taken as one document.

        Lines stay whole: use :meth:`pieces` to have glued spam cut off. ``lang`` is identified
        where it is not given. Raises ``TypeError`` for one text in the place of a list.
        """
        if isinstance(lines, str):  # else each letter would be a line
            raise TypeError("label takes a list of lines: text.splitlines()")
        check_texts(lines, "label")
        shown = [i for i, line in enumerate(lines) if line.strip()]
        texts = [lines[i] for i in shown]
        found = self._label(lines_of(texts, lang), lang) if texts else []
        blank = Labelled("boilerplate", 1.0, ("empty line",))
        by_line = dict(zip(shown, found, strict=True))
        return [by_line.get(i, blank) for i in range(len(lines))]

    def pieces(self, lines: Lines, lang: str | None) -> list[Piece]:
        """The lines in order, a line that holds glued spam cut into pieces.

        The texts of a line's pieces, joined, are the line. A title that the input gave is content
        unless it is spam or nothing else is content.
        """
        document = document_of(lines, lang)
        judged = self.model(document)
        whole = self._decide(document, judged)
        glued = self._set_aside(whole, lines, judged)
        if self.options.spans and glued:
            return put_back(self.pieces(without(lines, glued), lang), lines.texts, glued)
        cutter = Cutter(self.model, self.options.span_suspicion)
        cuts = cutter.cuts(lines.texts, lines.langs, judged) if self.options.spans else {}
        cuts = {i: at for i, at in cuts.items() if whole[i].reasons != (ADVERT,)}
        if cuts:
            found = self._judge_pieces(lines, lang, cuts, whole)
        else:
            found = [Piece(i, lines.texts[i], labelled) for i, labelled in enumerate(whole)]
        return with_title(found, lines.title, judged) if lines.given else found

    def _set_aside(self, found: list[Labelled], lines: Lines, judged: Judged) -> dict[int, Appeal]:
        """Sets lines aside that are nothing but an appeal; those are left that are a part of a line of content."""
        for i in adverts(lines.texts, lines.layouts, _kept(judged, found), lines.title):
            found[i] = Labelled("spam", 1.0, (ADVERT,))
        told = appeals(lines.texts, lines.langs, _kept(judged, found), lines.title)
        if not (judged.blocks or judged.flat):
            told = self._strays(lines, _kept(judged, found).keys() - told.keys()) | told
        for i in [i for i, part in told.items() if part.end - part.start == len(lines.texts[i])]:
            whole = told.pop(i)
            found[i] = Labelled("spam", whole.score, (whole.reason,))
        return told

    def _strays(self, lines: Lines, kept: Collection[int]) -> dict[int, Appeal]:
        """Of the lines ``kept``, those of which the model's reader takes a part for spam."""
        reader = self.model.reader
        if reader is None or is_terse(lines.texts):
            return {}
        return strays(reader, self.model.alone, lines.texts, lines.langs, kept, lines.title)

    def _label(
        self, lines: Lines, lang: str | None, numbers: Sequence[int] | None = None
    ) -> list[Labelled]:
        document = document_of(lines, lang)
        judged = self.model(document)
        found = self._decide(document, judged, numbers)
        if numbers is None:
            self._set_aside(found, lines, judged)
        return found

    def _decide(
        self, document: Document, judged: Judged, numbers: Sequence[int] | None = None
    ) -> list[Labelled]:
        """What the lines of these ``numbers`` are, all without them."""
        found = []
        cells = self._cells(document, judged)
        rows = judged.probabilities.tolist()  # plain floats compare ten times as fast
        for i in range(len(document.texts)) if numbers is None else numbers:
            text, p = document.texts[i], rows[i]
            if reason := judged.hidden[i]:
                label: Label = "spam" if p[SPAM] > p[BOILERPLATE] else "boilerplate"
                found.append(Labelled(label, 1.0, (f"hidden on the page: {reason}",)))
                continue
            if i not in judged.settled and crumb(text, judged.seen.get(i)):
                p = [p[CONTENT], p[BOILERPLATE] + p[SPAM], 0.0]
            elif judged.blocks and one_of_many(p, judged.seen.get(i)):
                rest = p[CONTENT] + p[BOILERPLATE]
                p = [p[CONTENT] / rest, p[BOILERPLATE] / rest, 0.0]
            number = self._choose(p, text, self._alone_of(judged, i))
            if judged.blocks and sold(p, text, judged.seen.get(i)):
                number = SPAM
            if i in cells:
                number = CONTENT if cells[i] else noise(p)
            told = reasons.explain(LABELS[number], judged.seen.get(i), judged.blocks.get(i))
            found.append(Labelled(LABELS[number], round(p[number], 4), told))
        if numbers is not None:
            return found
        if judged.blocks:
            return self._belonging(document, judged, found)
        found = self._with_brief(document.texts, judged, found)
        return ended(document.texts, with_questions(document.texts, judged, found))

    def _with_brief(
        self, texts: Sequence[str], judged: Judged, found: list[Labelled]
    ) -> list[Labelled]:
        """The same with the sentences kept of a text that is nothing but a brief."""
        if len(texts) > briefs.MOST or any(labelled.label == "content" for labelled in found):
            return found
        alone = [None if judged.hidden[i] else self._alone_of(judged, i) for i in range(len(texts))]
        for i in briefs.sentences(texts, alone):
            found[i] = Labelled("content", round(float(judged.probabilities[i][CONTENT]), 4))
        return found

    def _belonging(
        self, document: Document, judged: Judged, found: list[Labelled]
    ) -> list[Labelled]:
        """The labels, with what goes with content kept too, see :mod:`nlp.separate.together`."""
        page = Shown(
            [i for i, reason in enumerate(judged.hidden) if not reason],
            document.texts,
            [layout or Layout() for layout in document.layouts],
            judged.probabilities,
            {i for i, labelled in enumerate(found) if labelled.label == "content"},
        )
        for i in belonging(page, self.options.keep_prose):
            if found[i].label == "boilerplate":
                p = float(judged.probabilities[i][CONTENT])
                found[i] = Labelled("content", round(p, 4))
        put_aside(found, teasers(page), "a teaser of another article")
        self._amid(document, judged, page, found)
        return page_ended(document.texts, found)

    def _amid(self, document: Document, judged: Judged, page: Shown, found: list[Labelled]) -> None:
        """What stands amid the article's text is judged again as text, see :mod:`nlp.separate.amid`."""
        kept = [i for i, labelled in enumerate(found) if labelled.label == "content"]
        lost = [
            i
            for i in page.numbers
            if found[i].label == "spam" and not sells_alone(judged.seen.get(i))
        ]
        asked = amid(page._replace(kept=set(kept)), lost)
        if not asked:
            return
        numbers = sorted([*kept, *asked])
        texts = [document.texts[i] for i in numbers]
        text = Document(texts, [document.foreign[i] for i in numbers], [None] * len(texts))
        again = dict(zip(numbers, self.model(text).probabilities.tolist(), strict=True))
        for i in asked:
            if again[i][CONTENT] >= _AMID:
                found[i] = Labelled("content", round(again[i][CONTENT], 4))

    def _cells(self, document: Document, judged: Judged) -> dict[int, bool]:
        """Of the rows of a text's tables and the cells of a page's: whether their table is kept.

        A row is never half content, and what a contract is worth is the news. In text, where a row
        is a line, one that is kept keeps its table.
        """
        kept: dict[int, bool] = {}
        for numbers in self._tables(document, judged):
            rows = np.asarray(judged.probabilities)[numbers]
            mean = rows.mean(axis=0)
            known = mean[CONTENT] if judged.blocks else rows[:, CONTENT].max()
            keep = known >= self.options.keep_prose and mean[CONTENT] > mean[SPAM]
            if not judged.blocks and known >= _NEWS and mean[SPAM] < _NEWS:
                keep = True  # one word of spam ("lot") in its head says nothing of its figures
            kept |= dict.fromkeys(numbers, bool(keep))
        return kept

    def _tables(self, document: Document, judged: Judged) -> list[list[int]]:
        """The numbers of the lines of each table of figures."""
        if not judged.blocks:
            return [list(table) for table in tables(document.texts)]
        seen = [not reason for reason in judged.hidden]
        sure = judged.probabilities[:, CONTENT] >= self.options.keep_block
        prose = [
            i for i in np.flatnonzero(sure).tolist() if seen[i] and is_prose(document.texts[i])
        ]
        shown = [layout if seen[i] else None for i, layout in enumerate(document.layouts)]
        return figure_tables(document.texts, shown, prose)

    @staticmethod
    def _alone_of(judged: Judged, number: int) -> float | None:
        """The probability of content without the context; None on a page, where it means little."""
        if judged.blocks or judged.flat:
            return None
        _, _, around = judged.seen[number]
        return float(around[_ALONE])

    def _choose(self, p: Sequence[float], text: str, alone: float | None) -> int:
        """The label's number; ``alone`` as in :meth:`_alone_of`.

        Losing a sentence of the article is worse than keeping a line of junk, so prose (as a
        table) is kept at lower odds, and no context makes noise of a long paragraph that by itself
        is plain prose. On a page there is prose all around the article, and its place decides.
        """
        keep = self.options.keep if alone is not None else self.options.keep_block
        if alone is not None and is_prose(text):
            keep = self.options.keep_prose
        if p[CONTENT] >= keep:
            return CONTENT
        if alone is not None and len(text) >= PLAIN and alone >= 0.97:
            return CONTENT
        return noise(p)

    def _judge_pieces(
        self,
        lines: Lines,
        lang: str | None,
        cuts: dict[int, list[int]],
        whole: Sequence[Labelled],
    ) -> list[Piece]:
        """Judge the cut lines in place; a line none of whose pieces is plainly spam stays whole."""
        parts = [
            (i, piece)
            for i, text in enumerate(lines.texts)
            for piece in spans.pieces(text, cuts.get(i, []))
        ]
        judged = self._judge_parts(lines, lang, parts, cuts.keys())
        sure = self.options.span_certainty
        spam = {at for at, p in judged.items() if p.label == "spam" and p.score >= sure}
        split = _plainly_mixed(parts, judged, spam, whole)
        if doubtful := {parts[at][0] for at in spam} - split.keys():
            suspects = self._suspects(parts, spam, doubtful)
            spam = {at for at in spam if parts[at][0] in split} | suspects
            split |= self._short_news(lines, lang, parts, spam, doubtful)
        pieces: list[Piece] = []
        for at, (i, text) in enumerate(parts):
            if i not in split:
                if not pieces or pieces[-1].line != i:
                    pieces.append(Piece(i, lines.texts[i], whole[i]))
                continue
            found = judged[at]
            kept = found if found.label == "content" else Labelled("content", split[i])
            spam_goes_on = found.label == "spam" and _after_spam(pieces, i)
            pieces.append(Piece(i, text, found if at in spam or spam_goes_on else kept))
        return joined(pieces)

    def _judge_parts(
        self, lines: Lines, lang: str | None, parts: Sequence[Part], cut: Collection[int]
    ) -> dict[int, Labelled]:
        """What the parts of the ``cut`` lines are in their place, by number of the part."""
        document = Lines(
            [text for _, text in parts],
            [lines.layouts[i] for i, _ in parts],
            [lines.langs[i] if i not in cut else None for i, _ in parts],
            next((at for at, (i, _) in enumerate(parts) if i == lines.title), -1),
        )
        numbers = [at for at, (i, _) in enumerate(parts) if i in cut]
        return dict(zip(numbers, self._label(relang(document, lang), lang, numbers), strict=True))

    def _suspects(
        self, parts: Sequence[Part], spam: Collection[int], numbers: Collection[int]
    ) -> set[int]:
        """Of the ``spam`` of the lines of these numbers, what is a suspect by itself as well."""
        found = sorted(at for at in spam if parts[at][0] in numbers)
        alone = self.model.alone([parts[at][1] for at in found])[:, SPAM]
        least = self.options.span_suspicion
        return {at for at, p in zip(found, alone, strict=True) if p >= least}

    def _short_news(
        self,
        lines: Lines,
        lang: str | None,
        parts: Sequence[Part],
        spam: Collection[int],
        doubtful: Collection[int],
    ) -> dict[int, float]:
        """Lines of noise of which news is left that is content where it stands without the ``spam``.

        Beside it a short sentence is taken for a part of it. With how probably that is content.
        """
        left: dict[int, str] = {}
        for at, (i, text) in enumerate(parts):
            left[i] = left.get(i, "") + ("" if at in spam else text)
        short = self._news({parts[at][0] for at in spam} & set(doubtful), left)
        if not short:
            return {}
        rest = [(i, text.strip()) for i, text in left.items() if text.strip()]
        again = self._judge_parts(lines, lang, rest, {parts[at][0] for at in spam})
        found = {rest[at][0]: labelled for at, labelled in again.items()}
        return {i: found[i].score for i in short if found[i].label == "content"}

    def _news(self, numbers: Collection[int], left: Mapping[int, str]) -> list[int]:
        """Of the lines of these numbers, those of which news may be left."""
        found = sorted(numbers)
        alone = self.model.alone([left[i].strip() for i in found])
        return [i for i, p in zip(found, alone, strict=True) if reads_as_news(left[i], p.tolist())]


def _kept(judged: Judged, found: Sequence[Labelled]) -> dict[int, float]:
    """Of each line of content, how probably it is spam."""
    rows = judged.probabilities
    return {i: float(rows[i][SPAM]) for i, told in enumerate(found) if told.label == "content"}


def _plainly_mixed(
    parts: Sequence[Part],
    judged: Mapping[int, Labelled],
    spam: Collection[int],
    whole: Sequence[Labelled],
) -> dict[int, float]:
    """The lines with ``spam`` beside content, and how probably they are content as a whole.

    Where the whole line was taken for noise, that content must be plain and of some length in all.
    """
    plain = Counter[int]()
    for at, found in judged.items():
        i, text = parts[at]
        if whole[i].label == "content":
            plain[i] += _PLAIN_NEWS * (at not in spam)
        elif found.label == "content" and found.score >= _NEWS:
            plain[i] += len(text)
    mixed = {parts[at][0] for at in spam}
    return {i: whole[i].score for i in mixed if plain[i] >= _PLAIN_NEWS}


def _after_spam(pieces: Sequence[Piece], line: int) -> bool:
    """Whether the piece before is spam of the same line: what goes on like that need not be as certain."""
    return bool(pieces) and pieces[-1].line == line and pieces[-1].labelled.label == "spam"
