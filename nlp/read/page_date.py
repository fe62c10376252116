"""When a page says that it was published: its own date, not another article's nor an event's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from nlp.day import day_of
from nlp.read.date_line import date_lines, goes_on, is_told, loose_days, short_text

_META = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
    "dc.date.issued", "dcterms.date", "dcterms.created", "dcterms.issued", "pubdate",
    "publish-date", "publish_date", "publication_date", "parsely-pub-date", "sailthru.date",
    "article.published", "dc.date.created", "dcterms.available",
)  # fmt: skip
_JSON = ("datePublished", "dateCreated")
_PROPERTIES = (
    '[itemprop~="datePublished"], [property~="dc:date"], [property~="schema:datePublished"]',
    '[property~="schema:dateCreated"]',
)
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
ARTICLE = re.compile(r"(?:Article|Posting|Report|ClaimReview)$")
"""Types of JSON-LD that are an article."""
_EVENT = re.compile(r"Event$")
_PAGE = re.compile(r"(?:Page|WebSite|CreativeWork)$")
_MEDIA = re.compile(r"(?:VideoObject|AudioObject|PodcastEpisode)$")
_OUTSIDE = frozenset(("nav", "aside", "li"))
_ENDS = frozenset(("header", "footer"))
_OWN = frozenset(("article", "main"))
_APART = re.compile(r"(?:^|[\s_-])(?:comment|related|sidebar)", re.I)
_TOLD_OF = re.compile(
    r"(?:^|[\s_-])(?:evts?|events?|évènements?|événements?|evenements?|eventos?|agendas?|calendars?|calendriers?"
    r"|calendarios?|teasers?|latest|reactions?|reacciones|avis|foro|forum)(?:$|[\s_-])",
    re.I,
)
"""Classes of what tells of an event, another article or readers, unless it is the page's own article."""
_PROSE = 80  # characters of a paragraph that is an article's text
_APART_TAGS = frozenset(("div", "section", "ol", "ul", "article"))
_MARKED = re.compile(r"(?:^|\s)(?:published|entry-date|pubdate|post-date)(?:$|\s)", re.I)
_UPDATED = re.compile(r"(?:^|\s)(?:updated|modified)(?:$|\s)|dateModified", re.I)
_SAID = re.compile(
    r"\W*(?:(?:article|artículo|noticia|actualité)\s+)?"
    r"(?:publi\w*|published|mise?\s+en\s+ligne|posté\w*|posted|écrit|escrito|rédigé|fecha|date)?"
    r"(?:\s+(?:par|por|by)\b[^.!?]*)?[\s:]*(?:,?\s*(?:le|el|on|du))?[\s:]*",
    re.I,
)
"""What stands before the date in a line that tells when the article was published."""
_BYLINE = re.compile(r"[^.!?]{0,80}[|·•–—,-]\s*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OWN_LINE = re.compile(
    r"(?:^|[\s_-])(?:meta|byline|info|date|published|dateline|author)s?(?:$|[\s_-])", re.I
)
"""Classes of the line, often a list, that tells an article's author and date."""
_LONG = 120  # characters that a line with the date has at most
_HEADLINE = 4  # words that the name of a site seldom has
_MOST = 200  # elements that are looked at


def published(tree: Any, told: Mapping[str, str]) -> str | None:
    """The date of publication as the page spells it, None if it tells none.

    ``told`` are the page's meta tags by name. What :func:`nlp.day.day_of` cannot read is taken only
    where nothing else tells a date: a meta tag, else the first that has a year.
    """
    metas = [told[name][:64] for name in _META if name in told]
    others: list[str] = []
    told_here = chain(_from_json(tree), _from_elements(tree), _of_media(tree))
    for value in chain(metas, _noted(told_here, others)):
        if day_of(value):
            return value.strip()[:64]
    unread = [*metas, *(value.strip()[:64] for value in others if _YEAR.search(value))]
    return unread[0] if unread else _only(tree) or _loose(tree)


def _noted(values: Iterable[str], seen: list[str]) -> Iterator[str]:
    """The values, each added to ``seen`` as it is asked for: most pages need no more than a tag."""
    for value in values:
        seen.append(value)
        yield value


def _only(tree: Any) -> str | None:
    """The one publication that elements tell, wherever they stand; None where they tell several."""
    nodes = tree.css('[itemprop~="datePublished"]')[:_MOST]
    found = {value.strip()[:64] for node in nodes if (value := _value(node)) and day_of(value)}
    return found.pop() if len(found) == 1 else None


def _loose(tree: Any) -> str | None:
    """The one day of lines that hold nothing else; None on the page of an event."""
    if any(is_of(thing, _EVENT) for thing in _json_ld(tree)):
        return None
    known: dict[int, bool] = {}
    days = loose_days(tree, lambda node: of_others(node, known))
    told = {day_of(day): day for day in reversed(days) if day_of(day)}
    return next(iter(told.values())) if len(told) == 1 else None


def of_others(node: Any, known: dict[int, bool] | None = None) -> bool:
    """Whether an element stands where a page tells of other articles: an aside, a list, comments.

    ``known`` keeps what was found of the elements around, where several of a page are asked about.
    """
    known = {} if known is None else known
    own = whole = False
    while (node := node.parent) is not None:
        tag = node.tag
        own = own or tag in _OWN
        if (tag in _OUTSIDE and not _is_own_line(node)) or (
            tag in _ENDS and not own and not _within_own(node)
        ):
            return True
        if tag in _APART_TAGS:
            attributes = node.attributes
            names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
            if _APART.search(names) or "Comment" in (attributes.get("itemtype") or ""):
                return True
            if not whole and _TOLD_OF.search(names):
                if node.mem_id not in known:
                    known[node.mem_id] = _is_whole(node)
                whole = known[node.mem_id]  # then what is around it is so too
                if not whole:
                    return True
    return False


def _is_whole(node: Any) -> bool:
    """Whether an element holds the page's headline, or a smaller one and most of the page's prose.

    "avis" is an authority's opinion as often as a reader's, and "latest" also marks the newest post.
    """
    if node.css_first("h1") is not None:
        return True
    if node.css_first("h2, h3") is None:
        return False
    page = node
    while page.parent is not None and page.tag != "body":
        page = page.parent
    if any(len(h1.text().split()) >= _HEADLINE for h1 in page.css("h1")[:3]):
        return False
    return 2 * _prose_in(node) > _prose_in(page)


def _prose_in(node: Any) -> int:
    """Characters of the paragraphs of an article's length."""
    return sum(length for p in node.css("p")[:_MOST] if (length := len(p.text().strip())) >= _PROSE)


def _is_own_line(node: Any) -> bool:
    """Whether an item stands in the list that tells the article's author and date."""
    if node.tag != "li" or node.parent is None:
        return False
    names = (each.attributes.get("class") or "" for each in (node, node.parent))
    return any(_OWN_LINE.search(name) for name in names)


def _within_own(node: Any) -> bool:
    while (node := node.parent) is not None:
        if node.tag in _OWN:
            return True
    return False


def _from_json(tree: Any) -> Iterator[str]:
    """The dates of the page's JSON-LD: of articles, then of the page; of others in it none."""
    pages: list[str] = []
    for script in tree.css('script[type="application/ld+json"]')[:20]:
        text = script.text()
        try:
            found = list(things(json.loads(text, strict=False)))
        except (ValueError, RecursionError):
            lone = _JSON_DATE.search(text)
            pages += [lone[1]] if lone else []
            continue
        for thing in found:
            value = next((v for key in _JSON if isinstance(v := thing.get(key), str)), None)
            if value is not None:
                if is_of(thing, ARTICLE):
                    yield value
                elif "@type" not in thing or is_of(thing, _PAGE):
                    pages.append(value)
    yield from pages


def _of_media(tree: Any) -> Iterator[str]:
    """The dates of the recordings that JSON-LD tells of: a page with nothing else is theirs."""
    found = (thing for thing in _json_ld(tree) if is_of(thing, _MEDIA))
    told = (thing.get("datePublished") or thing.get("uploadDate") for thing in found)
    yield from (value for value in told if isinstance(value, str))


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD that can be read."""
    for script in tree.css('script[type="application/ld+json"]')[:20]:
        try:
            yield from list(things(json.loads(script.text(), strict=False)))
        except (ValueError, RecursionError):
            continue


def things(data: object) -> Iterator[dict[str, Any]]:
    """The objects at the top of JSON-LD, those of a graph and what a page is about."""
    for thing in data if isinstance(data, list) else [data]:
        if isinstance(thing, dict):
            yield thing
            for key in ("@graph", "mainEntity"):
                inner = thing.get(key)
                inner = inner if isinstance(inner, list) else [inner]
                yield from (each for each in inner if isinstance(each, dict))


def is_of(thing: Mapping[str, Any], kind: re.Pattern[str]) -> bool:
    """Whether an object of JSON-LD has a type that ``kind`` finds."""
    types = thing.get("@type")
    types = types if isinstance(types, list) else [types]
    return any(isinstance(each, str) and kind.search(each) for each in types)


def _from_elements(tree: Any) -> Iterator[str]:
    """The dates of elements: those marked as such first, then those of the article."""
    known: dict[int, bool] = {}
    for selector in _PROPERTIES:
        for node in tree.css(selector)[:_MOST]:
            value = _value(node)
            if node.tag != "meta" and value and not of_others(node, known):
                yield value
    ranked = []
    for node in tree.css("time[datetime], abbr.published[title]")[:_MOST]:
        value = _value(node)
        if not value or not _YEAR.search(value):
            continue
        told = _is_told(node)
        if told or not _in_prose(node):
            ranked.append((_rank(node, told, known), value))
    ranked.sort(key=lambda pair: pair[0])
    yield from (value for rank, value in ranked if rank == 0)
    yield from (day for node, day in date_lines(tree) if day_of(day) and not of_others(node, known))
    yield from (value for rank, value in ranked if 0 < rank < 9)


def _is_told(node: Any) -> bool:
    """Whether the words before a time say that it is the publication's: "Modifié le …, publié le …"."""
    holder = node.parent
    line = short_text(holder, _LONG) if holder is not None else None
    day = short_text(node, _LONG) if line else None
    if not line or not day:
        return False
    before, _, after = line.rpartition(day)
    return is_told(before) and not goes_on(after)


def _value(node: Any) -> str | None:
    attributes = node.attributes
    return attributes.get("content") or attributes.get("datetime") or attributes.get("title")


def _rank(node: Any, told: bool, known: dict[int, bool]) -> int:
    """How surely a time element tells the publication, ``told`` in words or not; 9: it does not."""
    if of_others(node, known):
        return _of_head(node, known)
    attributes = node.attributes
    names = f"{attributes.get('class') or ''} {attributes.get('itemprop') or ''}"
    if "pubdate" in attributes or _MARKED.search(names) or told:
        return 0
    if _UPDATED.search(names):
        return 4
    return 1  # in the order of the page: what is related comes after


def _of_head(node: Any, known: dict[int, bool]) -> int:
    """The rank in a header outside any article: with a headline, with the name of a site, without."""
    while (node := node.parent) is not None:
        if node.tag == "header" and not of_others(node, known):
            h1 = node.css_first("h1")
            words = len(h1.text().split()) if h1 is not None else 0
            return 1 if words >= _HEADLINE else 3 if words else 9
        if node.tag in _OUTSIDE or node.tag == "header":
            return 9
    return 9


def _in_prose(node: Any) -> bool:
    """Whether it stands in a sentence: "the congress will be on …"."""
    holder = node.parent
    while holder is not None and holder.tag not in ("p", "blockquote", "td", "figcaption", "dd"):
        holder = holder.parent
    if holder is None:
        return False
    if holder.tag == "dd":
        return _under_other_term(holder)
    line = short_text(holder, _LONG)
    if line is None:
        return True
    day = " ".join(node.text().split())
    before, _, after = line.partition(day) if day else (line, "", "")
    if goes_on(after):
        return True
    return not _SAID.fullmatch(before) and not (_BYLINE.fullmatch(before) and len(after) < 30)


def _under_other_term(holder: Any) -> bool:
    """Whether a description tells another date than the article's: "Prochaine réunion"."""
    names = (each.attributes.get("class") or "" for each in (holder, holder.parent) if each)
    if any(_OWN_LINE.search(name) for name in names):
        return False
    term = holder.prev
    while term is not None and term.tag != "dt":
        term = term.prev
    return term is not None and not _SAID.fullmatch(" ".join(term.text().split()) + " ")
