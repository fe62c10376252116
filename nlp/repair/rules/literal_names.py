"""Names of companies and products that a machine put into English word by word, restored from the source.

"Blue Dragon" is "Dragon Bleu" where the source names it so: every word of the name is in the table of
words that names are made of, and the English has just their English, in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import permutations

from nlp.repair.change import Change, Rule, View
from nlp.tables import fold, listed, rows, words

_CAP = r"[A-Z\u00c0-\u00de\u0152][\w\u00c0-\u024f\u0153]+"
_LINK = r"(?:de la|de l['\u2019]|de los|de las|del|des|de|du|d['\u2019]|aux?|en|la|le|l['\u2019])"
_THEIRS = re.compile(
    rf"(?<![\w'\u2019-])(?:l['\u2019]|d['\u2019])?({_CAP}(?: (?:{_LINK} ?)?{_CAP}){{0,3}})(?![\w-])"
)
_OURS = re.compile(
    rf"(?<![\w'\u2019-]){_CAP}(?:(?: of the | of | the | in the | ){_CAP}){{0,3}}(?![\w-])"
)
_TITLE = re.compile(
    r"(?:Doctor|Dr|Professor|Prof|Mr|Mrs|Ms|Minister|President|Director|Sister|Judge) (?=[A-Z])"
)
_WORD = re.compile(r"[\w\u00c0-\u024f\u0153]+")
_ARTICLES = words("le la les l el los las un une una")
_SMALL = _ARTICLES | words("de des du d del et y au aux en of the and in")
_STARTS = re.compile(r"(?:^|[.!?:;\n\u2022] ?[\"\u201c\u00ab]? ?|[\"\u201c\u00ab] ?)$")
_GOES_ON = re.compile(
    r" (?:de|des|du|del|d['\u2019]|[a-z\u00e0-\u00ff]+(?:al|ale|ique|ico|ica|eur|euse|ado|ada|\u00e9|\u00e9e)\b)|-"
)
_MOST = 4
_PLAIN = words(
    "nord sud est ouest norte sur este oeste terre tierra lune luna soleil sol mer mar sante salud roi reine rey "
    "reina prince principe docteur medecin doctor medico air page port puerto via casa paso red libro livre "
    "premier premiere primer primero primera deux trois quatre cinq six sept huit neuf dix cent mille dos tres "
    "cuatro cinco seis siete ocho nueve diez cien mil petit petite grand grande pequeno pequena gran nouveau "
    "nouvelle nouvel nuevo nueva bon bonne buen bueno buena ciel cielo source fuente vie vida paix paz liberte "
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre enero febrero marzo abril mayo "
    "junio julio agosto septiembre octubre noviembre diciembre doce douze veinte vingt treinta trente "
    "duque duc conde comte marques marquis cruz angel angeles reyes laurel palacio toro "
    "libertad ete midi jour dia nuit noche avenir futuro ile iles isla islas orange air main pas"
)
"""No names where they stand alone: English has a capital there too, or they mean what they say."""
_ENGLISH = listed(
    "black sea;red sea;white sea;north sea;south sea;white house;earth day;new year;lion king;little prince;"
    "black forest;green island;new world;old world;south pole;east river;white book;blue book;green book;"
    "north island;south island;first light;first hand;first lives;golden gate;silver star;gold star;five star;"
    "five stars;golden key;great lake;red card;black light"
)
"""What English calls by these words itself."""


@cache
def _english() -> dict[str, dict[str, frozenset[str]]]:
    """Language -> folded word of a name -> its English words."""
    found: dict[str, dict[str, frozenset[str]]] = {"fr": {}, "es": {}}
    for row in rows("name_words.tsv"):
        found[row["lang"]][row["word"]] = frozenset(row["english"].split(","))
    return found


def _options(word: str, lang: str) -> frozenset[str]:
    """The English of one folded word, of a plural too; none where the table lacks it."""
    table = _english()[lang]
    if word in table:
        return table[word]
    if word[-1:] not in ("s", "x"):
        return frozenset()
    one = table.get(word[:-1]) or (table.get(word[:-2]) if word.endswith("es") else None)
    return frozenset(f for own in one or () for f in (own, _plural(own)))


def options_of(word: str, lang: str | None) -> frozenset[str]:
    """The English of one folded word of a name, in the language or, where it is unknown, in either."""
    return frozenset(f for known in _languages(lang) for f in _options(word, known))


def _plural(word: str) -> str:
    if word.endswith("f") and word not in ("reef", "leaf"):
        return word[:-1] + "ves"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def _content(name: str) -> tuple[str, ...]:
    return tuple(
        w for w in map(fold, _WORD.findall(name.replace("\u0153", "oe"))) if w not in _SMALL
    )


def restored(text: str, view: View) -> Iterator[Change]:
    """Names that the source has and whose words the English has translated one by one."""
    if not view.source:
        return
    theirs = list(dict.fromkeys(_names(view.source, view.lang)))
    alike: dict[tuple[str, ...], set[str]] = {}
    if not theirs:
        return
    for whole in _OURS.finditer(text):
        m = _untitled(text, whole)
        mine = _content(m[0])
        if not mine or m[0] in view.source or " ".join(mine) in _ENGLISH:
            continue
        if mine not in alike:
            alike[mine] = {name for name, told in theirs if _translates(mine, told, view.lang)}
        if len(alike[mine]) != 1:
            continue
        start, name = _with_article(m, next(iter(alike[mine])))
        if len(mine) == 1 and (not _inside(text, start) or text.startswith(" of ", m.end())):
            continue
        yield Change(start, m.end(), name, f"the source writes {name}", True)


def _untitled(text: str, m: re.Match[str]) -> re.Match[str]:
    """The name without what the person is called before it: "Doctor Remedies Lakes"."""
    title = _TITLE.match(m[0])
    return (_OURS.match(text, m.start() + title.end()) or m) if title else m


def _names(source: str, lang: str | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Names of the source of which the table has every word."""
    for m in _THEIRS.finditer(source):
        content = _content(m[1])
        if not 0 < len(content) <= _MOST or not _known(content, lang):
            continue
        alone = _inside(source, m.start(1)) and not _GOES_ON.match(source, m.end())
        if len(content) == 1 and (content[0] in _PLAIN or not alone):
            continue
        name = m[1]
        if fold(name.split(" ")[0]) in _ARTICLES and not _inside(source, m.start(1)):
            name = name.partition(" ")[2]  # of the sentence, not of the name
        yield name, content


def _known(content: Sequence[str], lang: str | None) -> bool:
    return any(all(_options(w, known) for w in content) for known in _languages(lang))


def _languages(lang: str | None) -> tuple[str, ...]:
    return (lang,) if lang in _english() else tuple(_english())


def _translates(mine: Sequence[str], theirs: Sequence[str], lang: str | None) -> bool:
    """Whether each word of ours is the English of one of theirs, or that word itself, but not all so."""
    if len(mine) != len(theirs) or sorted(mine) == sorted(theirs):
        return False
    return any(
        all(
            our == their or our in _options(their, known)
            for our, their in zip(order, theirs, strict=True)
        )
        for known in _languages(lang)
        for order in permutations(mine)
    )


def _with_article(m: re.Match[str], name: str) -> tuple[int, str]:
    """Where to begin, and the name: "The Little Port" takes the article of "Le Petit Port" with it."""
    if not m[0].startswith("The "):
        return m.start(), name
    if fold(name.split(" ")[0]) in _ARTICLES:
        return m.start(), name
    return m.start() + len("The "), name


def _inside(text: str, at: int) -> bool:
    """Whether no sentence begins at ``at``: a capital there tells a name."""
    return _STARTS.search(text[max(0, at - 4) : at]) is None


RULES = (Rule("literal_names", "entity_name", restored, re.compile(r"[A-Z][a-z]+ |[a-z] [A-Z]")),)
