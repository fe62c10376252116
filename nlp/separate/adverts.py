"""Advertisements set into an article: blocks that say what they are, by their class words or their opening.

"Publicidad. Descubra la nueva gama ..." in an element of the class ``pub`` reads as product news to a model that
knows neither word. Each tell alone is found in news as well (a ``pub-date``, an article about advertising, a
headline "Publicité : la Cnil sanctionne ..."), so a class word must meet an opening, an appeal to the reader or a text that
has nothing to do with the article, and an opening must meet an appeal.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from nlp.article import Layout
from nlp.separate.appeal import said
from nlp.separate.lexicon import words_of
from nlp.separate.view import fold
from nlp.separate.voices import NAMES
from nlp.tables import words as listed

ADVERT = "an advertisement by its class words or its opening"
"""The reason told."""

_NEAREST = 6  # class words that are a block's own or of the elements next around it
_LONGEST = 800  # characters of an advertisement
_SHARE = (
    0.25  # of the characters kept, that such blocks may have: a page in a wrapper "pub" is none
)
_PARTS = re.compile(r"[-_]+")
_FEW = 4  # parts of a class word: more are the slug of a heading, or a number that a machine gave
_PLAIN = re.compile(
    r"pub|publicites?|publicidad(?:es)?|publicitari[oa]s?|publicitaires?|publirr?eporta[gj]es?|anuncios?"
    r"|advert(?:s|orials?|ising|isements?)?|(?:ad|pub)(?:slots?|s?box|s?block|s?container|s?wrapper|s?unit|s?inline|s?zone)"
    r"|ads?|adsense|sponsored|sponsorises?|patrocinad[oa]s?"
)
"""Parts of class words that name an advertisement and nothing else."""
_OTHERWISE = frozenset(
    listed(
        "hoc date dates time year month day info meta author authors id title name med free no not has with without after"
        " before enabled disabled blocker layout page site body main article articles post entry content"
    )
)
"""Parts beside which they tell of something else: "pub-date", "ad-free", "has-ads", "pub-content"."""
_BLOCK = frozenset(listed("inline block bloc bloque box encart zone zona slot unit"))

_BARE = r"publicit[eé]|publicidad|publi|annonce|anuncio|advertisement|advert|ad|promotion|promoci[oó]n|pub"
_OPENS = re.compile(
    r"\W{0,3}(?:(?P<told>(?:annonce |anuncio )(?:publicitaire|publicitario|patrocinado|sponsoris[ée]e?)"
    r"|(?:contenu|contenido|espace|espacio|article|artículo|message|mensaje|post) (?:sponsoris[ée]|patrocinado|publicitaire"
    r"|publicitario|partenaire|promocional|promotionnel)|(?:sponsored|promoted|paid|partner|branded)(?: (?:content|post|message"
    r"|article|feature))|(?:en collaboration|en partenariat) commerciale?|publirr?eporta[gj]e|publicomunicado|advertorial"
    rf"|publi-?(?:reportage|rédactionnel|communiqué))|(?:{_BARE}))\s{{0,3}}(?:[.:|–—\])*•\n-]|$)\s*",
    re.I,
)
_CLAUSE = r"(?:^|[.!?:;,¡¿…—–•|]\s{0,2}|[¡¿]|\b(?:y|e|et|and|or)\s)"
_VOUS = r"(?!(?:chez|assez|rendez|nez|rez|riez)\b)[a-z]{3,}ez\b"
_USTED = (
    r"(?:descubr|conozc|solicit|reserv|descargu|prueb|compr|contrat|aprovech|visit|llam|contact|consult|pid|obteng"
    r"|consig|ahorr|acced|elij|mejor|disfrut|equip|actualic|renuev|confi|simplifiqu|optimic|prob|encuentr|comparta)"
    r"(?:e|a|an|en)(?:me|nos|se|lo|la|los|las)?"
    r"|(?:inform|inscrib|suscrib|registr|apunt|matricul|un|anim|sum|adelant|form)(?:ese|ase|ate|ete)"
    r"|descubre|conoce|solicita|aprovecha|contrata|consigue|obten|ahorra|accede|haz|haga|pulse|gane"
)
_YOU = (
    "discover get try buy order book save download request call visit join claim register subscribe contact shop apply"
    " reserve enjoy explore upgrade switch find meet start boost learn ask compare choose"
)
_URGES = re.compile(rf"{_CLAUSE}(?:{_VOUS}|(?:{_USTED})\b|(?:{'|'.join(_YOU.split())})\b)")
_READER = re.compile(
    r"\b(?:votre|vos|vous|usted|ustedes|tu|tus|te|contigo|your|you|yours)\b|[¿]\s?(?:busca|quiere|necesita|desea)s?\b|\bsus? "
    r"(?:consulta|empresa|clinica|hospital|negocio|equipo|farmacia|centro|servicio|demo|plaza|entrada|prueba)\b"
)
_AMOUNT = (
    r"(?:(?:[€$£] ?)?\d[\d.,]*(?: ?(?:[€$£]|euros?|dollars?|pesos|dolares|francs|eur|usd|pounds))?)"
)
_OFFERS = re.compile(
    rf"\b(?:desde|a partir de|des|for|from|only|seulement|solo|par|por) (?:solo |only |just )?(?=[^.]{{0,12}}[€$£]|\d[\d.,]* ?(?:euros?|dollars?|pesos|francs)){_AMOUNT}"
    r"|\d ?% ?(?:de )?(?:descuento|remise|reduction|rabais|off|discount|dto)|(?:descuento|remise|reduction|beca|bourse|discount|rebaja)"
    r"[^.]{0,20}\d ?%|\b(?:gratis|gratuit[eoa]?s?|gratuitement|gratuitamente|free|sin compromiso|sans engagement|no obligation|oferta|offre"
    r" (?:speciale|de lancement|limitee|exclusive)|essai|demo|al mes|par mois|a month|per month|codigo|code promo|soldes|rebajas)\b"
)
_TELLS = NAMES.index("tells")


def adverts(
    texts: Sequence[str],
    layouts: Sequence[Layout | None],
    kept: Collection[int],
    title: int = -1,
) -> list[int]:
    """Of the lines ``kept``, the numbers of those that are advertisements; the ``title`` is none, nor the first line."""
    looked = [i for i in sorted(kept) if i not in (0, title)]
    marked = [i for i in looked if _is_marked(layouts[i])]
    if sum(len(texts[i]) for i in marked) > _SHARE * sum(len(texts[i]) for i in kept):
        marked = []
    found = {
        i for group in _together(marked, layouts) if _advertises(group, texts, kept) for i in group
    }
    found.update(i for i in looked if len(texts[i]) <= _LONGEST and _opens(texts[i]))
    return sorted(found)


def _is_marked(layout: Layout | None) -> bool:
    """Whether a class word of a block, or of an element next around it, names an advertisement."""
    if layout is None or not layout.attrs:
        return False
    return any(_names_advert(word) for word in fold(layout.attrs).split()[:_NEAREST])


def _names_advert(word: str) -> bool:
    parts = [part.rstrip("0123456789") for part in _PARTS.split(word)]
    if len(parts) > _FEW or not any(map(_PLAIN.fullmatch, parts)):
        return False
    return _OTHERWISE.isdisjoint(parts) or not _BLOCK.isdisjoint(parts)


def _together(numbers: Sequence[int], layouts: Sequence[Layout | None]) -> Iterator[list[int]]:
    """The blocks beside each other that have the same class words around them."""
    at = {i: i - step for step, i in enumerate(numbers)}
    for _, group in groupby(numbers, key=lambda i: (at[i], _attrs(layouts[i]))):
        yield list(group)


def _attrs(layout: Layout | None) -> str:
    return layout.attrs if layout else ""


def _advertises(group: Sequence[int], texts: Sequence[str], kept: Collection[int]) -> bool:
    """Whether blocks that are marked as an advertisement read as one, or as nothing of the article."""
    text = " ".join(texts[i] for i in group)
    if len(text) > _LONGEST:
        return False
    if _OPENS.match(text) or appeals_to(text) >= 1:
        return True
    own = said(text)
    rest = [said(texts[i]) for i in kept if i not in group]
    reports = own.quotes or own.counts[_TELLS]
    return not reports and own.names.isdisjoint(name for other in rest for name in other.names)


def _opens(text: str) -> bool:
    """Whether a text opens as an advertisement and goes on as one."""
    opening = _OPENS.match(text)
    if opening is None:
        return False
    return appeals_to(text[opening.end() :]) >= (1 if opening["told"] else 2)


def appeals_to(text: str) -> int:
    """In how many of three ways a text speaks to a buyer: it urges, says "your", names a price or an offer."""
    folded = fold(text)
    if len(words_of(folded)) < 3:
        return 0
    return sum(pattern.search(folded) is not None for pattern in (_URGES, _READER, _OFFERS))
