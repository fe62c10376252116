"""Lines of spam and page furniture from templates, and the disguises that spam wears.

The templates in ``templates/`` were written for this project; ``{slots}`` are drawn from
``templates/slots.json`` or made here (shop names, addresses, telephone numbers).
"""

from __future__ import annotations

import json
import random
import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "templates"
LANGS = ("en", "fr", "es")
_SLOT = re.compile(r"\{(\w+)\}")
_LEET = str.maketrans("oieast", "013457")
_HOMOGLYPH = str.maketrans("aeopcxyi", "аеорсхуі")


@cache
def templates(kind: str, lang: str) -> tuple[str, ...]:
    """Lines of ``templates/<kind>.<lang>.txt``."""
    text = (FOLDER / f"{kind}.{lang}.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line.strip())


@cache
def slots() -> dict[str, list[str]]:
    """What the plain slots may hold."""
    return json.loads((FOLDER / "slots.json").read_text(encoding="utf-8"))


class Grammar:
    """Draws lines; the same seed gives the same lines."""

    def __init__(self, rng: random.Random, headlines: dict[str, list[str]]) -> None:
        self.rng = rng
        self.headlines = headlines

    def spam(self, lang: str) -> str:
        """One spam line, one in twelve in a fourth language."""
        chosen = "other" if self.rng.random() < 0.08 else lang
        return self._fill(self.rng.choice(templates("spam", chosen)), lang)

    def furniture(self, lang: str) -> str:
        """One line of page furniture."""
        return self._fill(self.rng.choice(templates("furniture", lang)), lang)

    def news(self, lang: str) -> str:
        """One sentence of news about things that spam sells or pages ask: content."""
        return self._fill(self.rng.choice(templates("news", lang)), lang)

    def related_header(self, lang: str) -> str:
        """The heading of a block of other articles."""
        return self.rng.choice(slots()[f"related_{lang}"])

    def headline(self, lang: str) -> str:
        """The title of another article."""
        return self.rng.choice(self.headlines[lang])

    def _fill(self, template: str, lang: str) -> str:
        return _SLOT.sub(lambda found: self._slot(found.group(1), lang), template)

    def _slot(self, name: str, lang: str) -> str:
        rng = self.rng
        if name == "headline":
            return self.headline(lang)
        if name == "year":
            return str(rng.randint(2012, 2026))
        if name == "tel":
            return f"0{rng.randint(1, 9)} {rng.randint(10, 99)} {rng.randint(10, 99)} {rng.randint(100, 999)}"
        if name == "url":
            return self.address()
        if name == "mail":
            return f"{self._word()}@{self.address()}"
        if name.startswith("shop"):
            return self.shop(name)
        return rng.choice(slots()[name])

    def shop(self, name: str = "shop") -> str:
        """A shop that does not exist: ``Happy Pills Corner``."""
        rng, known = self.rng, slots()
        if name == "shop_drug":
            return f"{rng.choice(known['drug'])} {rng.choice(known['place'])}"
        tongue = name.removeprefix("shop")
        theme = rng.choice(known[f"theme{tongue}"])
        place = rng.choice(known[f"place{tongue}"])
        second = rng.choice(known[f"theme{tongue}"]) if rng.random() < 0.4 else ""
        joined = f"{theme}{place}" if rng.random() < 0.2 else f"{theme} {second} {place}"
        return " ".join(joined.split())

    def address(self) -> str:
        """A host name, sometimes with a path."""
        rng = self.rng
        host = (
            f"{self._word()}{rng.choice(['-', '-', ''])}{self._word()}.{rng.choice(slots()['tld'])}"
        )
        start = rng.choice(["", "", "", "www.", "https://", "http://www."])
        return (
            start + host + rng.choice(["", "", "", "/", f"/?id={rng.randint(10, 999)}", "/promo"])
        )

    def _word(self) -> str:
        known = slots()
        pool = known["theme"] + known["place"] + known["drug"] + known["game"] + known["tag"]
        return re.sub(r"[^a-z0-9]", "", self.rng.choice(pool).lower()) or "go"

    def disguise(self, text: str) -> str:
        """The same text as spam hides it: zero-width signs, look-alikes, figures, or spread out."""
        rng = self.rng
        way = rng.randrange(5)
        if way == 0:
            return "".join(ch + ("\u200b" if rng.random() < 0.3 else "") for ch in text)
        if way == 1:
            return " ".join(
                w.translate(_HOMOGLYPH) if rng.random() < 0.6 else w for w in text.split(" ")
            )
        if way == 2:
            return " ".join(
                w.translate(_LEET) if rng.random() < 0.5 and len(w) > 3 else w
                for w in text.split(" ")
            )
        if way == 3 and len(text) < 40:
            return "  ".join(" ".join(word) for word in text.upper().split())
        return (
            text.upper()
            if rng.random() < 0.5
            else f"{rng.choice('🔥💊🎰👉⭐✅💰')} {text} {rng.choice('🔥💊🎰👈⭐✅💰')}"
        )
