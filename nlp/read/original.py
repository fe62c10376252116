"""The original of a row whose text is its English: what somebody translated it from."""

from __future__ import annotations

from dataclasses import dataclass, field

from nlp.article import PARAGRAPH_BREAK, Article, Check, Original, Source
from nlp.errors import ReadError
from nlp.read.charset import clean
from nlp.read.columns import Columns, as_text, is_blank, page_in, what
from nlp.read.html import page_article
from nlp.read.language_code import language_code
from nlp.read.options import ReadOptions
from nlp.read.reading import shown
from nlp.tags import as_lines, decode_entities, without_tags

FIELD = "original_field"
"""The name in the metadata under which stands which column held the original."""


@dataclass(frozen=True, slots=True)
class Found:
    """The original of a row, if it has one, what its metadata say of that, and why it cannot be read."""

    original: Original | None = None
    meta: dict[str, str] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()

    def added(self, article: Article) -> Article:
        """The row's article with its original."""
        whole = article if self.original is None else article.beside(self.original)
        return whole.with_(checks=(*article.checks, *self.checks)) if self.checks else whole


def original_of(columns: Columns, source: Source, options: ReadOptions) -> Found:
    """The original that a row holds; without one nothing is taken of its columns.

    What is no text under a name that the user gave is told in a check: the article itself can be read.
    Under the names that are known by default it is no original, but what it always was.
    """
    name, told = columns.found("original", as_text)
    if told is None or not clean(told)[0].strip():
        return Found(checks=_faults(columns, options) if told is None else ())
    try:
        text = _plain(told, source, options)
    except ReadError as error:
        return Found(checks=(_fault(name, f"a page that cannot be read ({error.detail})"),))
    title = columns.scalar("original_title")
    lang = columns.take("original_lang", language_code)
    meta = {FIELD: shown(str(name).strip(), 100)}
    return Found(Original(text, _on_one_line(title), lang), meta)


def _plain(told: str, source: Source, options: ReadOptions) -> str:
    """The text of a column without markup: of a page what a browser shows."""
    page = page_in(told)
    if page is None:
        return as_lines(clean(told)[0])
    blocks = page_article(page, source, options).blocks
    shown_ = (b.text for b in blocks if b.layout is None or b.layout.hidden is None)
    return PARAGRAPH_BREAK.join(shown_)


def _on_one_line(title: str | None) -> str | None:
    text = without_tags(decode_entities(without_tags(title or "")))
    return " ".join(text.split()) or None


def _faults(columns: Columns, options: ReadOptions) -> tuple[Check, ...]:
    """What the columns that the user named for the original hold instead of text."""
    if "original" not in options.fields.model_fields_set:
        return ()
    odd = (one for one in columns.held("original") if not is_blank(one[1]))
    return tuple(_fault(name, what(value)) for name, value in odd)


def _fault(name: object, told: str) -> Check:
    return Check("field", shown(f"the original is not used: {str(name).strip()} is {told}"))
