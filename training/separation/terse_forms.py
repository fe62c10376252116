"""Short lines in the forms that texts of them have: by hours, by days, by numbers, by labels, asked, quoted.

Their words are those of labelled articles and everyday sentences; what a form needs beside (names of days,
labels, units) is in ``templates/terse.json``.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from training.separation.data import Line, Story
from training.separation.grammar import slots

_WORDS = Path(__file__).parent / "templates" / "terse.json"
_SHORT = 100  # characters of a sentence
_LONG = 160  # and of one that smells of spam
_PLAIN = (
    "fragment",
    "heading",
    "interview_answer",
    "interview_question",
    "figures",
    "list_item",
    "byline",
    "dateline",
)
_NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Ý][a-zà-ÿ]{2,}(?: [A-ZÀ-Ý][a-zà-ÿ]{2,}){0,2}")
_MARKS = ' ,;:.()«»"“”'


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = json.loads(_WORDS.read_text(encoding="utf-8"))
    return found


class Pool:
    """What the lines of one language are made of, none of it from another fold."""

    def __init__(
        self, stories: Sequence[Story], bank: Sequence[Line], talk: Sequence[Line]
    ) -> None:
        sentences = [s for story in stories for p in story.paragraphs for s in p] or ["…"]
        self.titles = [story.title for story in stories] or sentences
        self.short = [s for s in sentences if len(s) <= _SHORT] or sentences
        self.long = [s for s in sentences if len(s) > _SHORT] or sentences
        self.names = [name for s in sentences for name in _NAME.findall(s)] or ["Nantes"]
        self.bank = [line.text for line in bank if len(line.text) <= _SHORT]
        self.themes = [
            line.text for line in bank if line.kind not in _PLAIN and len(line.text) <= _LONG
        ]
        self.talk = [line.text for line in talk if len(line.text) <= _SHORT] or self.short
        self.asked = [text for text in self.talk if text.endswith("?")] or self.talk


class Forms:
    """Draws the lines of one form after another; the same seed gives the same lines."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.all: list[Callable[[Pool, str, int], list[str]]] = [
            self._agenda, self._ticker, self._fields, self._fields, self._briefs, self._interview,
            self._items, self._figures, self._phrases, self._said, self._said, self._winners,
            self._prices, self._quotes, self._banked,
        ]  # fmt: skip

    def head(self, pool: Pool, lang: str) -> str:
        """What stands above a text: a headline, what the text is, or that and what it is about."""
        rng = self.rng
        draw = rng.random()
        if draw < 0.45:
            return rng.choice(pool.titles)
        head = rng.choice(_words()[lang]["heads"])
        return (
            head
            if draw < 0.65
            else f"{head}{rng.choice([': ', ', ', ' – '])}{self._phrase(pool).lower()}"
        )

    def _phrase(self, pool: Pool, most: int = 7) -> str:
        """A few words out of a sentence."""
        rng = self.rng
        words = rng.choice(pool.short if rng.random() < 0.5 else pool.long).split()
        start = rng.randrange(max(len(words) - 4, 1)) if rng.random() < 0.6 else 0
        text = " ".join(words[start : start + rng.randint(1, most)]).strip(_MARKS)
        return (text[:1].upper() + text[1:]) or rng.choice(pool.names)

    def _sentence(self, pool: Pool) -> str:
        draw = self.rng.random()
        if draw < 0.4:
            return self.rng.choice(pool.talk)
        if draw < 0.75:
            return self.rng.choice(pool.short)
        return self._phrase(pool, 6) + "."

    def _time(self, lang: str) -> str:
        rng = self.rng
        hour, minute = (
            rng.randint(6, 22),
            rng.choice([0, 0, 5, 10, 15, 20, 30, 40, 45, rng.randint(0, 59)]),
        )
        if lang == "fr":
            return rng.choice(
                [f"{hour} h", f"{hour} h {minute:02}", f"{hour}h{minute:02}", f"{hour}:{minute:02}"]
            )
        if lang == "es":
            return rng.choice(
                [f"{hour}.{minute:02}", f"{hour}:{minute:02}", f"{hour} h", f"{hour}.{minute:02} h"]
            )
        return rng.choice(
            [
                f"{hour:02}:{minute:02}",
                f"{hour}.{minute:02}",
                f"{hour % 12 or 12} {'a' if hour < 12 else 'p'}m",
            ]
        )

    def _day(self, lang: str) -> str:
        rng, words = self.rng, _words()[lang]
        day, month, number = (
            rng.choice(words["days"]),
            rng.choice(words["months"]),
            rng.randint(1, 30),
        )
        of = " de " if lang == "es" else " "
        text = rng.choice(
            [f"{day} {number}", day, f"{number}{of}{month}", f"{day} {number}{of}{month}"]
        )
        return text[:1].upper() + text[1:]

    def _amount(self, lang: str) -> str:
        rng = self.rng
        small = f"{rng.randint(1, 99)}" + rng.choice(
            ["", f"{',.'[lang == 'en']}{rng.randint(10, 99)}"]
        )
        number = rng.choice(
            [
                small,
                small,
                f"{rng.randint(1, 900)}{' .,'[('fr', 'es', 'en').index(lang)]}{rng.randint(0, 999):03}",
                str(rng.randint(100, 999)),
            ]
        )
        if lang == "en":
            return rng.choice(["£", "€", "$"]) + number
        return f"{number} " + rng.choice(["€", "euros", "€"])

    def _value(self, pool: Pool, lang: str) -> str:
        """What stands behind a label."""
        rng = self.rng
        units = _words()[lang]["units"]
        return rng.choice([
            lambda: self._amount(lang), lambda: self._day(lang), lambda: rng.choice(pool.names),
            lambda: self._phrase(pool, 6), lambda: self._phrase(pool, 5).lower(), lambda: str(rng.randint(1, 3_000)),
            lambda: f"{rng.randint(2, 900)} {rng.choice(units)}", lambda: self._time(lang),
            lambda: f"{rng.randint(1, 99)}{'' if lang == 'en' else ' '}%", lambda: ", ".join(rng.choices(pool.names, k=rng.randint(2, 3))),
            lambda: f"{self._phrase(pool, 4).lower()}, {self._time(lang)}",
            lambda: rng.choice(_words()[lang]["results"]),
        ])()  # fmt: skip

    def _colon(self, lang: str) -> str:
        return " : " if lang == "fr" and self.rng.random() < 0.8 else ": "

    def _label(self, pool: Pool, lang: str) -> str:
        return (
            self.rng.choice(_words()[lang]["labels"])
            if self.rng.random() < 0.5
            else self._phrase(pool, 3)
        )

    def of_drugs(self, pool: Pool, lang: str) -> str:
        """A headline about a drug, or several."""
        rng, phrase = self.rng, self._phrase(pool).lower()
        one, two = (rng.choice(slots()["drug"]) for _ in range(2))
        return rng.choice(
            [
                f"{one.capitalize()} {phrase}",
                f"{one.capitalize()}, {two}{self._colon(lang)}{phrase}",
                f"{phrase.capitalize()} {rng.choice(_words()[lang]['links'][:4])} {one}",
                f"{phrase.capitalize()}{self._colon(lang)}{one}, {two}",
            ]
        )

    def _agenda(self, pool: Pool, lang: str, count: int) -> list[str]:
        sign = self.rng.choice([self._colon(lang), ", ", " – ", ". "])
        end = self.rng.random() < 0.3
        return [
            f"{self._day(lang)}{sign}{self._phrase(pool).lower()}"
            + (f", {self._time(lang)}" if end else "")
            for _ in range(count)
        ]

    def _ticker(self, pool: Pool, lang: str, count: int) -> list[str]:
        sign = self.rng.choice([" ", self._colon(lang), " - ", ". "])
        says = self.rng.random() < 0.6
        return [
            f"{self._time(lang)}{sign}{self._sentence(pool) if says else self._phrase(pool)}"
            for _ in range(count)
        ]

    def _fields(self, pool: Pool, lang: str, count: int) -> list[str]:
        sign = self._colon(lang)
        return [f"{self._label(pool, lang)}{sign}{self._value(pool, lang)}" for _ in range(count)]

    def _briefs(self, pool: Pool, lang: str, count: int) -> list[str]:
        rng, lines = self.rng, []
        sign, told, placed = self._colon(lang), rng.random() < 0.4, rng.random() < 0.5
        if placed and rng.random() < 0.4:
            sign = ". "
        for _ in range(count):
            short = self._phrase(pool, 8) if rng.random() < 0.6 else rng.choice(pool.titles)
            lines.append(f"{rng.choice(pool.names)}{sign}{short.lower()}" if placed else short)
            if told and rng.random() < 0.7:
                lines.append(rng.choice(pool.short if rng.random() < 0.5 else pool.long))
        return lines

    def _interview(self, pool: Pool, lang: str, count: int) -> list[str]:
        rng, lines = self.rng, []
        for _ in range(count):
            phrase = self._phrase(pool, 6)
            asked = f"¿{phrase}?" if lang == "es" else f"{phrase}{' ' if lang == 'fr' else ''}?"
            lines.append(rng.choice(pool.asked) if rng.random() < 0.6 else asked)
            lines.append(
                rng.choice(_words()[lang]["answers"])
                if rng.random() < 0.3
                else self._sentence(pool)
            )
        return lines

    def _items(self, pool: Pool, lang: str, count: int) -> list[str]:
        rng = self.rng
        name = rng.choice(
            [
                "",
                "",
                "",
                {"en": "Item ", "fr": "Point ", "es": "Punto "}[lang],
                {"en": "Lot ", "fr": "Lot ", "es": "Lote "}[lang],
            ]
        )
        sign = self._colon(lang) if name else rng.choice([". ", ") "])
        ends = [f". {r[:1].upper()}{r[1:]}." for r in _words()[lang]["results"]] + [
            "",
            "",
            ".",
            f"{self._colon(lang)}{rng.choice(_words()[lang]['results'])}",
        ]
        return [
            f"{name}{n}{sign}{self._phrase(pool)}{rng.choice(ends)}" for n in range(1, count + 1)
        ]

    def _figures(self, pool: Pool, lang: str, count: int) -> list[str]:
        rng, lines = self.rng, []
        alone = rng.random() < 0.4
        for _ in range(count):
            unit = rng.choice(_words()[lang]["units"])
            figure = rng.choice(
                [
                    str(rng.randint(0, 900)),
                    f"{rng.randint(1, 99)} %",
                    self._amount(lang),
                    f"{rng.randint(1, 9)},{rng.randint(100, 999)}",
                ]
            )
            if alone:
                lines += [
                    figure if rng.random() < 0.6 else f"{figure} {unit}",
                    self._sentence(pool),
                ]
            else:
                lines.append(
                    f"{figure} {unit}"
                    + rng.choice(
                        [
                            "",
                            f", {self._phrase(pool, 5).lower()}",
                            f"{self._colon(lang)}{self._phrase(pool, 6).lower()}",
                        ]
                    )
                )
        return lines

    def _phrases(self, pool: Pool, lang: str, count: int) -> list[str]:
        return [self._phrase(pool, 8) for _ in range(count)]

    def _said(self, pool: Pool, lang: str, count: int) -> list[str]:
        """Short sentences, as in a letter or in memory of somebody."""
        rng = self.rng
        lines = [self._sentence(pool) for _ in range(count)]
        if rng.random() < 0.35:
            lines.insert(0, rng.choice(_words()[lang]["letter"]))
            lines += rng.choices(_words()[lang]["letter"], k=rng.randint(0, 2))
        if rng.random() < 0.4:
            lines.append(", ".join(rng.sample(pool.names, min(2, len(pool.names)))))
        return lines

    def _winners(self, pool: Pool, lang: str, count: int) -> list[str]:
        sign = self.rng.choice([self._colon(lang), ", ", " – "])
        return [
            f"{self._phrase(pool, 4)}{sign}{', '.join(self.rng.choices(pool.names, k=self.rng.randint(1, 2)))}"
            for _ in range(count)
        ]

    def _prices(self, pool: Pool, lang: str, count: int) -> list[str]:
        rng, lines = self.rng, []
        sign = self._colon(lang)
        per, links = rng.random() < 0.3, _words()[lang]["links"]
        drugs = rng.random() < 0.35
        for _ in range(count):
            what = self._phrase(pool, 4)
            if drugs:
                what = f"{rng.choice(slots()['drug']).capitalize()}" + rng.choice(
                    ["", f" {rng.choice([5, 10, 20, 50, 100])} mg"]
                )
            worth = rng.choice(links) if rng.random() < 0.15 else self._amount(lang)
            lines.append(
                f"{what}{sign}{worth}"
                + (f" {rng.choice(links)}" if per and rng.random() < 0.5 else "")
            )
        return lines

    def _quotes(self, pool: Pool, lang: str, count: int) -> list[str]:
        rng = self.rng
        opens, closes = ("« ", " »") if lang == "fr" else rng.choice([('"', '"'), ("“", "”")])
        named = rng.random() < 0.6
        return [
            f"{opens}{self._sentence(pool)}{closes}"
            + (f"{rng.choice([' ', ', ', ' – '])}{rng.choice(pool.names)}" if named else "")
            for _ in range(count)
        ]

    def _banked(self, pool: Pool, lang: str, count: int) -> list[str]:
        return self.rng.sample(pool.bank, min(count, len(pool.bank)))
