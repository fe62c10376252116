"""The line of a page that tells in words when it was published: "Publié le 12 février 2024"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from nlp.patterns import late
from nlp.read.lines import Holders
from nlp.tables import words

_MARK = (
    r"(?:publi(?:é|ée|cado|cada|cación|cation|shed)|posted|mise?\s+en\s+ligne|posté|paru|escrito|rédigé|écrit"
    r"|fecha\s+de\s+publicación|date\s+de\s+publication)"
)
WEEKDAY = (
    r"(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_DAY = (
    r"(?:\d{1,2}(?:er|º)?\s+(?:de\s+)?[^\W\d_]{3,10}\.?,?\s+(?:del?\s+)?(?:19|20)\d\d"
    r"|\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)"
)
_LOOSE_DAY = rf"{_DAY}|[^\W\d_]{{3,10}}\.?\s+\d{{1,2}},?\s+(?:del?\s+)?(?:19|20)\d\d"
_HOUR = r"(?:[\s,|–-]*(?:à|a\s+las|at)?\s*\d{1,2}\s*[:h.]\s*\d{0,2}\s*(?:h|hrs?|min|[ap]\.?m\.?)?)?"
_BEFORE = rf"[^\w]*(?:le|el|on|the)?[\s:]*(?:{WEEKDAY}\s*,?\s*)?"
_BY = r"(?:(?:par|por|by)\s[^.!?]{2,50}?[,|·•–—-]\s*)?"
_TOLD = late(
    rf"\W*{_BY}(?:article\s+|artículo\s+|noticia\s+|actualité\s+)?{_MARK}{_BEFORE}(?P<day>{_DAY})(?!\d)"
    rf"{_HOUR}(?P<rest>\W+.{{0,60}})?",
    re.I,
)
_GOES_ON = late(
    r",\s*(?:l[’']|(?:le|la|les|un|une|ce|cet|cette|ces|il|elle|ils|elles|el|los|las|una|este|esta|estos|estas"
    r"|the|this|a|an|it)\s)(?!\s*(?:rédaction|redacción|newsroom))\s*[^\W\d_]",
    re.I,
)
"""A sentence that begins with the date of something else: "Publié le 3 mars, le décret fixe …"."""
_BY_ALONE = late(r"\W*(?:par|por|by)\s[^,;:]*", re.I)
_STOPPED = late(r"[^\W\d_]{2}[.!?…]\W*$")
_ASIDE = words(
    "mise mis jour modifié modifiée actualisé actualisée actualizado actualizada lecture lectura minutes minutos"
    " heures horas updated modified last dernière temps tiempo dans rubrique read posted"
)
"""Words in small letters that stand behind such a date and make no sentence."""
_BARE = late(rf"\W{{0,3}}(?:le\s+)?(?:{WEEKDAY}\s*,?\s*)?(?P<day>{_DAY})(?!\d){_HOUR}\W*", re.I)
_PLACE = r"[^\W\d_][^,.!?;:|·•\d]{1,40},\s+(?:(?:le|el|a)\s+)?"
_NAMED = r"(?:(?:par|por|by)\s+)?[^\W\d_][^.!?;:|·•\d]{2,60}?\s*[|·•–—]\s*"
_MADE = r"(?P<made>créée?|creado|created)\s*(?:le|el|on)?\s*:?\s*"
_LOOSE = late(
    rf"\W{{0,3}}(?P<said>{_PLACE}|{_NAMED}|{_MADE})?(?:(?:le|el)\s+)?(?:{WEEKDAY}\s*,?\s+)?(?P<day>{_LOOSE_DAY})(?!\d){_HOUR}"
    rf"(?P<rest>\s*[,|·•–—-]?\s*(?:par|por|by)\s+[^.!?;:\d]{{2,60}})?\W{{0,3}}",
    re.I,
)
"""A date alone, or with what a press release or a byline has beside it: "Valmeuse, le 3 mars 2026"."""
_CLASS = late(r"date|fecha|publi|meta|info|byline|posted|entry|created|submitted", re.I)
_MADE_CLASS = late(
    r"(?:^|[\s_-])(?:create-?d?-?(?:date|on)?|pub(?:lish|lished|lication)?-?date|date-?(?:pub\w*|cr\w*|article|news|actu\w*|noticia)"
    r"|(?:post|entry|article|news|noticia|nota|actu\w*|blog)[_-]?(?:date|fecha)|fecha[_-]?(?:pub\w*|noticia|nota|articulo)"
    r"|published|pubdate|posted-on)(?:$|[\s_-])",
    re.I,
)
"""Classes that say of a date that it is when the page was made."""
_EVENT_CLASS = late(
    r"(?:^|[\s_-])(?:evts?|events?|eventos?|bday|dtstart|dtend|agenda|calend\w*)(?:$|[\s_-])", re.I
)
_ASIDE_IN = 'aside, nav, li, [class*="comment" i]'
_HEADLINE = 4  # words of an h1 that is a headline
_MARKED_HERE = late(rf"(?:^|[,;|·•–—(-])\W*{_MARK}\W*(?:(?:le|el|on)\W*)?$", re.I)
_LONG = 110  # characters that such a line has at most
_NODES = 200  # nodes that hold such a line at most
_WIDE = 2_000  # characters above which a text is no short one, whatever white space is in it
_MOST = 300  # elements that are looked at
_PROSE = 80  # characters of a paragraph that is the article's text
_STANDFIRST = 400  # characters that a paragraph between the headline and its date has at most
_AROUND = 4  # elements around a line that hold nothing else
_OF_EVENT = late(
    r"\W*(?:lieu|lugar|horaires?|horario|où|dónde|location|venue|date\s+limite|fecha\s+límite)\b",
    re.I,
)
_LINES = (
    'p, dd, [class*="date" i], [class*="fecha" i], [class*="publi" i], [class*="meta" i], [class*="info" i],'
    ' [class*="byline" i], h1 + div, h1 + span, header + div'
)


def date_lines(tree: Any) -> Iterator[tuple[Any, str]]:
    """The elements that are such a line, with the date as the page spells it, in order.

    A date alone counts only beside the page's h1, and neither counts behind the article's prose where
    it is that of something else. Elements with a machine's date are left out.
    """
    heads = Holders("h1")
    for node in before_others(tree):
        if node.tag in ("body", "html", "article", "main", "header", "time"):
            continue
        line = _line(node)
        if line and node.tag == "dd":
            line = f"{_term(node)} {line}"
        if line and (day := _told_in(node, line, heads)):
            yield node, day


def _told_in(node: Any, line: str, heads: Holders) -> str | None:
    """The date that a line tells as the publication's."""
    told = _TOLD.fullmatch(line)
    if told is None:
        bare = _by_headline(node, heads) and not _OF_EVENT.match(_behind(node))
        told = _BARE.fullmatch(line) if bare else None
    elif _is_sentence(told["rest"] or ""):
        return None
    if told is None or node.css_first(f"time[datetime], [content], {_ASIDE_IN}") is not None:
        return None
    return told["day"]


def goes_on(rest: str) -> bool:
    """Whether a sentence goes on behind a date: "Publié le 3 mars, le décret fixe …"."""
    return _GOES_ON.search(rest) is not None


def _is_sentence(rest: str) -> bool:
    """Whether what follows a date makes a sentence with it, with a comma or a stop."""
    if goes_on(rest):
        return True
    if _BY_ALONE.fullmatch(rest):
        return False
    small = re.findall(r"(?<![^\W_])[a-zß-ÿœ]{4,}", rest)
    return bool(_STOPPED.search(rest)) and not _ASIDE.issuperset(small)


def before_others(tree: Any) -> Iterator[Any]:
    """The elements that may be such a line, in order, without those behind the article's prose.

    What stands behind a heading that no prose follows, or in an element of its own behind prose, is
    of another article or a reader's. A standfirst stands between a headline and its date.
    """
    found = {node.mem_id for node in tree.css(_LINES)[:_MOST]}
    seen: set[int] = set()  # an element comes once for each selector that it fits
    waiting: list[Any] = []  # behind what may be a standfirst, until more prose follows
    last, count, length, headed = None, 0, 0, False
    for node in tree.css(f"h1, h2, h3, h4, {_LINES}"):
        if node.mem_id in seen:
            continue
        seen.add(node.mem_id)
        if node.tag == "h1":
            last, count, length, headed = None, 0, 0, False
        elif node.tag in ("h2", "h3", "h4"):
            headed = last is not None
        elif node.tag == "p" and (told := len(" ".join(node.text().split()))) >= _PROSE:
            yield from waiting
            waiting.clear()
            last, count, length, headed = node, count + 1, told, False
        if node.mem_id not in found or headed:
            continue
        if last is None or _stands_with(node, last):
            yield node
        elif count == 1 and length <= _STANDFIRST:
            waiting.append(node)


def _stands_with(node: Any, prose: Any) -> bool:
    """Whether an element stands in the one that holds the prose, or in the one around that."""
    holder, line = node.parent, _line(node)
    for _ in range(_AROUND):
        if holder is None or (holder.tag != "footer" and (not line or _line(holder) != line)):
            break
        holder = holder.parent
    around = [prose.parent, prose.parent.parent if prose.parent is not None else None]
    return holder is not None and any(
        each is not None and each.mem_id == holder.mem_id for each in around
    )


def _behind(node: Any) -> str:
    """The beginning of what stands behind an element."""
    node = node.next
    while node is not None and not node.text().strip():
        node = node.next
    return node.text().strip()[:40] if node is not None else ""


def loose_days(tree: Any, of_others: Callable[[Any], bool]) -> list[str]:
    """Dates that stand alone in a line of their own but for a place or a name, as the page spells them.

    The line stands beside the headline, which may be an h2 where no h1 is one, or its class says that
    it tells when the page was made. ``of_others`` tells whether an element is of another article.
    """
    heads = Holders("h1")
    if not any(len(h1.text().split()) >= _HEADLINE for h1 in tree.css("h1")[:3]):
        heads = Holders("h1, h2")
    by_headline: list[str] = []
    marked: list[str] = []
    for node in before_others(tree):
        line = f"{_term(node)} {_line(node)}".strip() if node.tag == "dd" else _line(node)
        told = _LOOSE.fullmatch(line) if line else None
        names = node.attributes.get("class") or ""
        if told is None or (told["made"] and told["rest"]) or node.css_first(_ASIDE_IN) is not None:
            continue  # "Créé le 3 mars 2025 par la loi de santé"
        if _OF_EVENT.match(_behind(node)) or _EVENT_CLASS.search(names):
            continue
        made = bool(_MADE_CLASS.search(names))
        if told["said"] and not (made or _CLASS.search(names)):
            continue
        if (made or _by_headline(node, heads)) and not of_others(node):
            (by_headline if _by_headline(node, heads) else marked).append(told["day"])
    return by_headline or marked


def is_told(before: str) -> bool:
    """Whether what stands before a date in its line says that it is the publication's."""
    return _MARKED_HERE.search(before[-_LONG:]) is not None


def short_text(node: Any, most: int) -> str | None:
    """The text of an element on one line; None where it has more than ``most`` characters or many nodes."""
    texts: list[str] = []
    length = 0
    for count, part in enumerate(node.traverse(include_text=True)):
        if count >= _NODES:
            return None
        if part.is_text_node:
            text = part.text_content or ""
            own = text.strip()
            length += len(" ".join(own.split())) if len(own) <= _WIDE else len(own)
            if length > most:
                return None
            texts.append(text)
    line = " ".join("".join(texts).split())
    return line if len(line) <= most else None


def _line(node: Any) -> str:
    """The text of an element that holds a short line; empty for any other."""
    return short_text(node, _LONG) or ""


def _term(node: Any) -> str:
    """The term that a description stands right behind: "Fecha de publicación"."""
    term = node.prev
    while term is not None and term.is_text_node:
        term = term.prev
    return _line(term) if term is not None and term.tag == "dt" else ""


def _by_headline(node: Any, heads: Holders) -> bool:
    """Whether the page's h1 stands in the element around, or in the one around that."""
    for _ in range(2):
        node = node.parent
        if node is None or node.tag in ("body", "html"):
            return False
        if node.tag == "h1" or node in heads:
            return True
    return False
