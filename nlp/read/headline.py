"""Which block of a page is its headline: what the page declares as its title decides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate

from nlp.article import Block, SegmentKind

SITE_SUFFIX = re.compile(r"\s+[|\-–—·:»]\s+")
"""What parts a page's title from the name of its site."""
_PARTS = re.compile(r"\s+[|\-–—·:»>›•]+\s+")
_FILE = re.compile(
    r"\S+\.(?:pdf|docx?|odt|rtf|indd|qxd|pptx?|xlsx?|html?)|(?:microsoft word|word) - .*", re.I
)
_UNTITLED = re.compile(
    r"(?:(?:new |nouveau |nueva? )?(?:document|documento|page|página)\s*)?(?:sans titre|sin título|sin titulo|untitled)"
    r"(?: document| page)?[\s\d-]*|(?:document|documento|page|página)\s*\d*",
    re.I,
)
"""Titles that a programme gave."""
_RUBRIC = re.compile(
    r"(?:nos |nuestras |les |las |dernières |últimas |toutes les |todas las )*(?:actualités?|actus?|actualidad|noticias?"
    r"|nouvelles|news|accueil|inicio|home|notas? de prensa|communiqués?(?: de presse)?|comunicados?(?: de prensa)?"
    r"|press releases?|dossiers? de presse|espace presse|salle de presse|sala de prensa|blog)",
    re.I,
)
_NOT_WORD = re.compile(r"[\W_]+")
_OUTSIDE = frozenset(("nav", "aside", "footer"))
_LOGO = re.compile(r"(?:^|[\s_-])(?:logo|site|brand|masthead|banner|header|blog)(?:$|[\s_-])")
_TITLE_CLASS = re.compile(
    r"(?:(?:article|post|entry|page|news|noticia|nota|main|content)[_-]?)?(?:ttl|titles?|titre|titulo|titular|headline|heading)"
    r"(?:[_-]?(?:article|post|page|news|noticia|nota|principale?|principal))?"
)
_RIGHTS = re.compile(r"\W*(?:©|\(c\)|copyright)\W*(?:(?:19|20)\d\d\W*)*", re.I)
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_CUT = re.compile(r"(?:…|\.\.\.)\s*$")
_LONG = 300  # characters that a headline has at most
_PROSE = 200  # characters of a paragraph that is prose
_BODY = 600  # characters of prose before which a headline stands, beyond a standfirst
_NAME = 2  # words up to which a declared title may be the name of the site
_CUT_OFF = 250  # characters of class words from which the outermost may be missing
_MANY = 5  # blocks that tell which words are the page's
_TELLING = 4  # letters of a word that is compared


def with_title(
    blocks: list[Block], declared: str | None, element: str | None, site: str | None
) -> tuple[list[Block], str | None]:
    """The blocks with the headline marked as ``title``, and the page's title.

    ``declared`` is what the caller or ``og:title`` tells, ``element`` the page's ``<title>``, which
    may hold the site's name as well. Where no block agrees with ``declared``, that is the title, unless an
    h1 leads the text: many a page tells its headline anew for social networks.
    """
    page = _Page(blocks, site)
    element = None if element and _is_made(element) else element
    chosen = page.headline(declared, element)
    if chosen is None:
        return blocks, declared or page.without_site(element)
    parts = _lines(blocks[chosen], declared or element)
    blocks[chosen : chosen + 1] = parts
    return blocks, " ".join(next(part.text for part in parts if part.kind == "title").split())


def norm(text: str) -> str:
    """A title's words in lower case."""
    return _NOT_WORD.sub(" ", text.lower()).strip()


def _lines(block: Block, declared: str | None) -> list[Block]:
    """The headline's block as the title; what stands on other lines (a kicker) by itself.

    The declared title tells which lines are the headline.
    """
    lines, wanted = block.text.split("\n"), norm(declared or "")
    spans = [(i, j) for i in range(len(lines)) for j in range(i + 1, len(lines) + 1)][:200]
    found = next(
        (at for at in spans if wanted and norm(" ".join(lines[slice(*at)])) == wanted), None
    )
    if found is None:
        return [replace(block, kind="title")]
    texts = [
        "\n".join(part) for part in (lines[: found[0]], lines[slice(*found)], lines[found[1] :])
    ]
    kinds: tuple[SegmentKind, ...] = ("heading", "title", "heading")
    return [replace(block, text=t, kind=k) for t, k in zip(texts, kinds, strict=True) if t.strip()]


class _Page:
    """The blocks that may be a headline."""

    def __init__(self, blocks: Sequence[Block], site: str | None) -> None:
        self._blocks = blocks
        self._prose = [0, *accumulate(map(_prose_of, blocks))]  # characters before each block
        self._names = {i: norm(b.text) for i, b in enumerate(blocks) if _may_be(b)}
        wrong = norm(site) if site else ""
        self._names = {i: name for i, name in self._names.items() if name and name != wrong}
        self._root = _root_words(blocks)
        self._logos: dict[str, bool] = {}
        text = [b for b in blocks if b.kind == "paragraph"]
        # Where most of the text has such a class, it is one of the whole page: "site", "blog".
        self._around = 2 * sum(map(self._has_logo_class, text)) > len(text)
        self._h1 = [i for i in self._names if "h1" in _path(blocks[i])]
        self._rest = [i for i in self._names if _HEADINGS & set(_path(blocks[i]))]

    def headline(self, declared: str | None, element: str | None) -> int | None:
        """The block that agrees best; without any the first h1, if the title is not declared."""
        if declared:
            found = self._agreeing(declared)
            found = self._alike(declared) if found is None else found
            if found is not None:
                return found
        if element and not (declared and _holds(norm(element), norm(declared))):
            found = self._agreeing(element, sure=False)
            if found is not None:
                return found
        first = self._h1[0] if self._h1 else None
        if first is None and not declared and (element is None or self._tells_nothing(element)):
            told = (i for i in self._rest[:20] if len(self._names[i].split()) > _NAME)
            return next((i for i in told if self._may_lead(i)), None)
        if first is None and not declared and not self._rest:
            told = (i for i, name in self._names.items() if len(name.split()) > _NAME)
            return next((i for i in told if self._is_titled(i) and self._may_lead(i)), None)
        if declared and (first is None or self._glued(declared) or not self._leads(first)):
            return first if len(norm(declared).split()) <= _NAME else None
        return first

    def _is_titled(self, i: int) -> bool:
        """Whether a line's class says that it is the title, on a page that has no headings."""
        layout = self._blocks[i].layout
        words = layout.attrs.split(None, 1) if layout else []
        return bool(words) and _TITLE_CLASS.fullmatch(words[0]) is not None

    def _leads(self, first: int) -> bool:
        """Whether the first h1 may be a headline that was told anew elsewhere: no name, no later part."""
        return self._prose[first] < _BODY and len(self._names[first].split()) > _NAME

    def _agreeing(self, declared: str, sure: bool = True) -> int | None:
        """The block that says what is declared: the longest h1 of those that hold it or are held."""
        wanted = norm(declared)
        start = wanted if _CUT.search(declared) else ""
        ways: tuple[Callable[[], Iterator[int]], ...] = (
            lambda: (i for i in self._h1 if self._names[i] == wanted),
            lambda: (i for i in self._h1 if _holds(self._names[i], wanted, start)),
            lambda: (i for i in self._rest if self._names[i] == wanted),
            lambda: iter(self._parts(declared)),
            lambda: (i for i in self._h1 if _holds(wanted, self._names[i])),
            lambda: (i for i in self._names if sure and self._is_line(i, wanted)),
        )
        for way in ways if wanted else ():
            if found := list(way()):
                return max(found, key=lambda i: len(self._blocks[i].text))
        return None

    def _parts(self, declared: str) -> list[int]:
        """What is one part of "rubric > headline | site": a heading, else a line above the text.

        A part of few words counts only where an h1 is one as well.
        """
        parts = [part for part in _PARTS.split(declared) if norm(part)][:8]
        if len(parts) < 2:
            return []
        runs = {norm(" ".join(parts[m:n])) for m in range(8) for n in range(m + 1, len(parts) + 1)}
        long = {run for run in runs if len(run.split()) > _NAME}
        cut = tuple(run for part in parts if _CUT.search(part) and (run := norm(part)) in long)
        told = [
            i
            for i, name in self._names.items()
            if (name in long or (cut and name.startswith(cut))) and self._may_lead(i)
        ]
        sites = self._sites() if told else set()
        told = [i for i in told if i in self._h1 or self._names[i] not in sites]
        headings = [i for i in told if i in self._h1] or [i for i in told if i in self._rest]
        lines = [] if any(map(self._is_headline, self._h1)) else told
        return headings or self._short(set(map(norm, parts))) or lines

    def _is_headline(self, i: int) -> bool:
        """Whether an h1 may be a headline, whatever the ``<title>`` says: no rubric, no name."""
        name = self._names[i]
        return len(name.split()) > _NAME and not _RUBRIC.fullmatch(name) and self._may_lead(i)

    def _is_logo(self, block: Block) -> bool:
        """Whether a block stands in the page's header or with its logo."""
        return _in_header(block) or (not self._around and self._has_logo_class(block))

    def _has_logo_class(self, block: Block) -> bool:
        attrs = block.layout.attrs if block.layout else ""
        found = self._logos.get(attrs)  # hundreds of blocks have a few class words among them
        if found is None:
            found = _LOGO.search(attrs.removesuffix(self._root)) is not None
            self._logos[attrs] = found
        return found

    def _sites(self) -> set[str]:
        """What stands there: the site's name among it."""
        return {norm(b.text) for b in self._blocks if len(b.text) <= _LONG and self._is_logo(b)}

    def _may_lead(self, i: int) -> bool:
        """Whether a block may be the headline: above the text, no name of the site, no link elsewhere."""
        block = self._blocks[i]
        linked = block.kind != "heading" and _is_linked(block)
        return not linked and not self._is_logo(block) and self._prose[i] < _BODY

    def _short(self, parts: set[str]) -> list[int]:
        """Headings that are one part of "headline | site", where an h1 is the other one."""
        first = [i for i in self._h1 if self._names[i] in parts]
        if not first:
            return []
        sites = {self._names[i] for i in first if self._is_logo(self._blocks[i])}
        found = [i for i in first if self._names[i] not in sites]
        left = [i for i in self._names if self._names[i] in parts - sites]
        headings = [i for i in left if i in self._rest]
        return found or headings or [i for i in left if self._is_line(i, self._names[i])]

    def without_site(self, element: str | None) -> str | None:
        """A page's ``<title>`` that no block says, less the parts that its header or logo says."""
        parts = _PARTS.split(element or "")
        sites = self._sites() if len(parts) > 1 else set()
        left = [part for part in parts if norm(part) not in sites]
        if len(left) == len(parts) == 2 and norm(left[1]) in self._namings():
            left = left[:1]  # a site is mostly named behind the headline
        alone = len(left) == 1 < len(parts) and len(norm(left[0]).split()) > _NAME
        most = max((len(norm(part).split()) for part in parts), default=0)
        return left[0] if alone and 2 * len(norm(left[0]).split()) > most else element

    def _namings(self) -> set[str]:
        """How lines begin that name the site: the page's first, and that of its rights."""
        lines = [b.text for b in self._blocks if _RIGHTS.match(b.text)][-2:]
        lines += [b.text for b in self._blocks[:1]]
        words = [norm(_RIGHTS.sub("", line[:_LONG])).split() for line in lines]
        return {" ".join(each[:n]) for each in words for n in range(2, min(len(each), 10) + 1)}

    def _tells_nothing(self, element: str) -> bool:
        """Whether all parts of a ``<title>`` are rubrics or stand in links and headers of the page."""
        aside = {
            name for i, name in self._names.items() if _is_linked(self._blocks[i])
        } | self._sites()
        parts = [part for part in _PARTS.split(element) if norm(part)]
        return all(norm(part) in aside or _RUBRIC.fullmatch(part.strip()) for part in parts)

    def _is_line(self, i: int, wanted: str) -> bool:
        block = self._blocks[i]
        linked = block.layout.link_density if block.layout else 0
        return self._names[i] == wanted and block.kind == "paragraph" and linked < 0.5

    def _alike(self, declared: str) -> int | None:
        """The longest h1 that shares half of its telling words with a declared title told anew."""
        wanted = _telling(norm(declared))
        found = [
            i
            for i in self._h1
            if (own := _telling(self._names[i]))
            and len(own & wanted) > 1
            and 2 * len(own & wanted) >= min(len(own), len(wanted))
            and norm(declared) not in self._names[i]
        ]
        return max(found, key=lambda i: len(self._blocks[i].text), default=None)

    def _glued(self, declared: str) -> bool:
        return any(norm(declared) in self._names[i] for i in self._h1)


def _prose_of(block: Block) -> int:
    return len(block.text) if block.kind == "paragraph" and len(block.text) > _PROSE else 0


def _may_be(block: Block) -> bool:
    layout = block.layout
    if layout is None or layout.hidden or len(block.text) > _LONG:
        return False
    return not _is_outside(layout.tag_path)


@lru_cache(maxsize=4_096)  # paths return from block to block and from page to page
def _is_outside(tag_path: str) -> bool:
    return not _OUTSIDE.isdisjoint(tag_path.split("/"))


def _path(block: Block) -> list[str]:
    return block.layout.tag_path.split("/") if block.layout and block.kind == "heading" else []


def _in_header(block: Block) -> bool:
    return block.layout is not None and "header" in block.layout.tag_path.split("/")


def _root_words(blocks: Sequence[Block]) -> str:
    """The class words that all blocks end with: those of the page's body, "public-page site"."""
    told = [b.layout.attrs.split() for b in blocks if b.layout and len(b.layout.attrs) < _CUT_OFF]
    if len(told) < _MANY:
        return ""
    common: list[str] = []
    for words in zip(*map(reversed, told), strict=False):
        if len(set(words)) > 1:
            break
        common.append(words[0])
    return " ".join(reversed(common))


def _is_linked(block: Block) -> bool:
    return block.layout is not None and block.layout.link_density >= 0.5


def _is_made(title: str) -> bool:
    """Whether a programme gave a title: the name of a file, "Sans titre 1"."""
    return bool(_FILE.fullmatch(title) or _UNTITLED.fullmatch(title))


def _holds(text: str, part: str, start: str = "") -> bool:
    """Whether a title holds another in whole words, or begins with one that was cut short."""
    return f" {part} " in f" {text} " or bool(start and text.startswith(start))


def _telling(name: str) -> set[str]:
    return {word for word in name.split() if len(word) >= _TELLING}
