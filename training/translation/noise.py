"""What is done anew to a pair each time it is seen: masking, typography, lost accents, capitals."""

from __future__ import annotations

import random
import re
import unicodedata

from nlp.protect import SYMBOLS, find_spans, mask

_BEFORE_MARK = re.compile(r"[ \u00a0\u202f]?([;:!?%»])(?=\s|$)")
_AFTER_QUOTE = re.compile(r"«[ \u00a0\u202f]?")


def _typography(text: str, rng: random.Random) -> str:
    """Vary spaces before marks, apostrophes, quotes and no-break spaces."""
    space = rng.choice(["", " ", "\u00a0", "\u202f"])
    text = _BEFORE_MARK.sub(rf"{space}\1", text)
    text = _AFTER_QUOTE.sub(f"«{space}", text)
    text = text.replace("’", "'") if rng.random() < 0.5 else text.replace("'", "’")
    if "«" in text and rng.random() < 0.5:
        left, right = rng.choice(['""', "“”", '""'])
        text = re.sub(r"«\s?", left, text)
        text = re.sub(r"\s?»", right, text)
    return text.replace("’", "&rsquo;") if rng.random() < 0.05 else text


def without_accents(text: str) -> str:
    """Drop every combining mark."""
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))


def _whole(text: str) -> str:
    """Pattern of a text as whole words, outside symbols."""
    return rf"(?<![\w⟦]){re.escape(text)}(?![\w⟧])"


def _every_name(run: str, first: bool) -> str:
    """Take any run of capitalised words for a name, but for one that opens the sentence."""
    return "" if first else run


def masked(
    source: str, target: str, lang: str, rng: random.Random, settings: dict[str, float]
) -> tuple[str, str]:
    """Replace some of the spans whose English is literally in the target, on both sides."""
    spans = []
    rest = target
    for span in find_spans(source, lang, name_in=_every_name):
        share = settings["names"] if span.kind == "name" else settings["spans"]
        whole = _whole(span.english)
        if rng.random() < share and re.search(whole, rest):
            rest = re.sub(whole, "", rest, count=1)
            spans.append(span)
    spans = spans[: len(SYMBOLS)]
    symbols = (
        sorted(rng.sample(range(len(SYMBOLS)), len(spans)))
        if rng.random() < 0.5
        else (range(len(spans)))
    )
    hidden = mask(source, spans, tuple(SYMBOLS[i] for i in symbols))
    for symbol, english in sorted(hidden.english.items(), key=lambda item: -len(item[1])):
        target = re.sub(_whole(english), symbol, target, count=1)
    return hidden.text, target


def vary(source: str, target: str, lang: str, rng: random.Random, recipe: dict) -> tuple[str, str]:
    """Return the pair as it is shown to the model this time."""
    noise = recipe["noise"]
    if rng.random() < recipe["mask"]["pairs"]:
        source, target = masked(source, target, lang, rng, recipe["mask"])
    if rng.random() < noise["typography"]:
        source = _typography(source, rng)
    if rng.random() < noise["accents"]:
        source = without_accents(source)
    if rng.random() < noise["capitals"]:
        source, target = source.upper(), target.upper()
        if rng.random() < 0.5:
            source = without_accents(source)
    return source, target
