"""What is done anew to a pair each time it is seen: masking, typography, lost accents, capitals."""

from __future__ import annotations

import random
import re
import unicodedata

from nlp.protect import SYMBOLS, Span, find_spans, mask
from training.translation.annotate import Annotator

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


def _title_case(text: str) -> str:
    """A capital for every word of four letters or more, as some sites set headlines."""
    return re.sub(r"(?<![\w⟦'’])\w{4,}", lambda m: m[0][0].upper() + m[0][1:], text)


def _whole(text: str) -> str:
    """Pattern of a text as whole words, outside symbols."""
    return rf"(?<![\w⟦]){re.escape(text)}(?![\w⟧])"


def _every_name(run: str, first: bool) -> str:
    """Take any run of capitalised words for a name, but for one that opens the sentence."""
    return "" if first else run


def repeated_spans(
    source: str, target: str, lang: str, rng: random.Random, settings: dict[str, float]
) -> list[Span]:
    """Some of the figures, addresses and names whose English is literally in the target."""
    spans = []
    rest = target
    for span in find_spans(source, lang, name_in=_every_name):
        share = settings["names"] if span.kind == "name" else settings["spans"]
        whole = _whole(span.english)
        if rng.random() < share and re.search(whole, rest):
            rest = re.sub(whole, "", rest, count=1)
            spans.append(span)
    return spans[: len(SYMBOLS)]


def masked(
    source: str, target: str, spans: list[Span], terms: list[Span], rng: random.Random
) -> tuple[str, str]:
    """Put symbols in the place of spans, on both sides, and the rendering beside terms."""
    symbols = (
        sorted(rng.sample(range(len(SYMBOLS)), len(spans)))
        if rng.random() < 0.5
        else (range(len(spans)))
    )
    hidden = mask(source, sorted([*spans, *terms]), tuple(SYMBOLS[i] for i in symbols))
    for symbol, english in sorted(hidden.english.items(), key=lambda item: -len(item[1])):
        target = re.sub(_whole(english), symbol, target, count=1)
    return hidden.text, target


def vary(
    source: str,
    target: str,
    lang: str,
    rng: random.Random,
    recipe: dict,
    annotator: Annotator | None = None,
) -> tuple[str, str]:
    """Return the pair as it is shown to the model this time."""
    noise = recipe["noise"]
    spans: list[Span] = []
    terms: list[Span] = []
    if rng.random() < recipe["mask"]["pairs"]:
        spans = repeated_spans(source, target, lang, rng, recipe["mask"])
    if annotator and rng.random() < recipe["terms"]["pairs"]:
        terms, target = annotator.choose(source, target, lang, rng, spans)
    shown = recipe.get("glosses", {})
    if annotator and rng.random() < shown.get("pairs", 0.0):
        terms += annotator.glosses(source, target, lang, rng, [*spans, *terms], shown)
    if spans or terms:
        source, target = masked(source, target, spans, terms, rng)
    if rng.random() < noise["typography"]:
        source = _typography(source, rng)
    if rng.random() < noise["accents"]:
        source = without_accents(source)
    if rng.random() < noise["titles"]:
        source = _title_case(source)
    if rng.random() < noise["capitals"] and not terms:
        source, target = source.upper(), target.upper()
        if rng.random() < 0.5:
            source = without_accents(source)
    return source, target
