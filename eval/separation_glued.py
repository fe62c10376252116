"""Written lines glued to a paragraph: how much of the spam is cut off, and of the article with it.

The lines of ``eval/separation_lines``, ``separation_kinds`` and ``separation_paragraphs`` (CC0, which no training reads), each
put behind, before or between two sentences of a paragraph of a development article in its language. Spam is to be
cut off; look-alike news, glued the same way, and the article are to stay. Shares are of characters.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from nlp.separate import Separator
from nlp.separate.labelled import Piece
from nlp.separate.lines import lines_of
from training.separation.data import Story, stories

FOLDERS = tuple(
    Path(__file__).with_name(f"separation_{n}") for n in ("lines", "kinds", "paragraphs")
)
LANGS = ("en", "es", "fr")
SIGNS = (".", "!", "?", "…", "»", '"', "”", ":")


class Glued(NamedTuple):
    """An article with a line glued into its paragraph ``at``, from ``start`` to ``end`` of it."""

    texts: list[str]
    at: int
    start: int
    end: int


def written(folders: Sequence[Path] = FOLDERS) -> Iterator[tuple[str, str, str]]:
    """Label, language and text of each line of spam and news in English, French and Spanish."""
    for folder in folders:
        for path in sorted(folder.glob("*.tsv")):
            label, lang = path.stem.split(".")
            if label in ("spam", "content") and lang in LANGS:
                for row in path.read_text(encoding="utf-8").splitlines():
                    yield label, lang, row.split("\t")[1]


def glued(text: str, story: Story, rng: random.Random) -> Glued:
    """The line glued into some paragraph of an article; it ends as a sentence does."""
    at = rng.randrange(len(story.paragraphs))
    place = rng.randint(0, len(story.paragraphs[at]))
    own = text if text.endswith(SIGNS) else f"{text}."
    before, after = story.paragraphs[at][:place], story.paragraphs[at][place:]
    start = sum(len(sentence) + 1 for sentence in before)
    paragraph = " ".join([*before, own, *after])
    texts = [story.title, *(" ".join(sentences) for sentences in story.paragraphs)]
    texts[at + 1] = paragraph
    return Glued(texts, at + 1, start, start + len(own))


def lost(glue: Glued, found: Sequence[Piece]) -> tuple[int, int]:
    """Characters set aside of the line that was glued in, and of the rest."""
    own = rest = 0
    ends: Counter[int] = Counter()
    for piece in found:
        start, end = ends[piece.line], ends[piece.line] + len(piece.text)
        ends[piece.line] = end
        if piece.labelled.label != "content":
            inside = max(0, min(end, glue.end) - max(start, glue.start))
            own += inside * (piece.line == glue.at)
            rest += end - start - inside * (piece.line == glue.at)
    return own, rest


def measure(
    shared: Path,
    separator: Separator,
    every: int = 4,
    seed: int = 0,
    wrong: list[str] | None = None,
) -> dict[str, Any]:
    """One line in so many: of each label, the share of it that is set aside and that of the article lost with it."""
    rng = random.Random(seed)
    articles = [s for s in stories(shared, dev=True) if s.paragraphs]
    sums: dict[str, Counter[str]] = {"spam": Counter(), "content": Counter()}
    for number, (label, lang, text) in enumerate(written()):
        story = rng.choice([s for s in articles if s.lang == lang])
        glue = glued(text, story, rng)
        if number % every:
            continue
        own, rest = lost(glue, separator.pieces(lines_of(glue.texts, lang), lang))
        size = glue.end - glue.start
        if wrong is not None and rest + (own if label == "content" else size - own):
            wrong.append(f"{label}, {own} of {size} and {rest} of the article set aside: {text}")
        sums[label] += Counter(
            {"own": own, "of": size, "rest": rest, "article": sum(map(len, glue.texts)) - size}
        )
        sums[label][f"{lang} own"] += own
        sums[label][f"{lang} of"] += size
    return {
        label: {
            "set_aside": round(told["own"] / told["of"], 4),
            "article_lost": round(told["rest"] / told["article"], 5),
            **{
                lang: round(told[f"{lang} own"] / told[f"{lang} of"], 4)
                for lang in LANGS
                if told[f"{lang} of"]
            },
        }
        for label, told in sums.items()
    }
