"""Texts of short lines: agendas, tickers, tenders, minutes, lists of winners or of prices, interviews.

The documents of :mod:`training.separation.generate` are articles of prose, in which a short line that
shares no word with them is mostly noise. Here nearly all of a text is such lines
(:mod:`training.separation.terse_forms`), with noise between them or without; some are noise alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from training.separation.data import BOILERPLATE, CONTENT, FOLDS, SPAM, Line
from training.separation.generate import Assembler, Document
from training.separation.grammar import LANGS
from training.separation.terse_forms import Forms, Pool

_OF_NOISE = 0.1  # of the texts are noise alone


class Terse:
    """Draws texts of short lines; the same seed and data give the same texts."""

    def __init__(self, assembler: Assembler, talk: Sequence[Line]) -> None:
        self.assembler, self.rng = assembler, assembler.rng
        self.pools = {
            (fold, lang): Pool(
                [s for s in assembler.stories[fold] if s.lang == lang],
                assembler.lines.get((fold, lang, CONTENT), []),
                [line for line in talk if line.fold == fold and line.lang == lang],
            )
            for fold in range(FOLDS)
            for lang in LANGS
        }
        self.forms = Forms(self.rng)

    def documents(self, count: int) -> list[Document]:
        """``count`` texts, folds and languages in turn."""
        return [self.document(i % FOLDS, LANGS[i // FOLDS % 3]) for i in range(count)]

    def document(self, fold: int, lang: str) -> Document:
        """One text whose lines all belong to ``fold``."""
        if self.rng.random() < _OF_NOISE:
            return Document(lang, self._only_noise(lang, fold), fold)
        lines = [Line(text, CONTENT, lang, "terse", fold) for text in self._texts(fold, lang)]
        return Document(lang, self._with_noise(lines, lang, fold), fold)

    def _texts(self, fold: int, lang: str) -> list[str]:
        """A head, lines of one form or two, perhaps a sentence before and behind them."""
        rng, pool = self.rng, self.pools[fold, lang]
        texts = [self.forms.head(pool, lang)] if rng.random() < 0.9 else []
        if rng.random() < 0.3:
            texts.append(rng.choice(pool.short if rng.random() < 0.6 else pool.long))
        for form in rng.sample(self.forms.all, 1 if rng.random() < 0.6 else 2):
            texts += form(pool, lang, rng.randint(2, 10))
        if rng.random() < 0.4:
            texts.append(rng.choice(pool.short if rng.random() < 0.7 else pool.long))
        smells = rng.choice([0.0, 0.0, 0.0, 0.1, 0.2, 0.7])
        return [self._smelling(pool, lang, fold) if rng.random() < smells else t for t in texts]

    def _smelling(self, pool: Pool, lang: str, fold: int) -> str:
        """News of what spam sells or pages say: a line of such a kind, or of a drug in a headline."""
        rng = self.rng
        draw = rng.random()
        if draw < 0.35 and pool.themes:
            return rng.choice(pool.themes)
        if draw < 0.6:
            return self.assembler.grammars[fold].news(lang)
        return self.forms.of_drugs(pool, lang)

    def _only_noise(self, lang: str, fold: int) -> list[Line]:
        """A menu, a notice on cookies, a run of spam, perhaps under a title: no line of news in it."""
        rng = self.rng
        spam = rng.choice([0.0, 0.1, 0.5, 0.9])
        found = [
            self._noise(SPAM if rng.random() < spam else BOILERPLATE, lang, fold)
            for _ in range(rng.randint(3, 14))
        ]
        if rng.random() < 0.3:
            head = rng.choice(self.pools[fold, lang].titles)
            found.insert(0, Line(head, CONTENT, lang, "terse", fold))
        return found

    def _with_noise(self, lines: Sequence[Line], lang: str, fold: int) -> list[Line]:
        """A single line of noise here and there, and furniture at the end; one text in three has none."""
        rng = self.rng
        if rng.random() < 0.35:
            return list(lines)
        often, spam = rng.choice([0.05, 0.15, 0.3, 0.55]), rng.choice([0.2, 0.5, 0.8])
        found = []
        for line in lines:
            found.append(line)
            while rng.random() < often:
                found.append(self._noise(SPAM if rng.random() < spam else BOILERPLATE, lang, fold))
        if rng.random() < 0.4:
            found += [self._noise(BOILERPLATE, lang, fold) for _ in range(rng.randint(1, 4))]
        if rng.random() < 0.15:
            found += [self._noise(SPAM, lang, fold) for _ in range(rng.randint(1, 3))]
        return found

    def _noise(self, label: int, lang: str, fold: int) -> Line:
        return self.assembler.noise_in(label, lang, fold)
