"""Names of authors out of what an input tells: "Par Jeanne Roux et Paul Mas, avec l'AFP"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from nlp.read.charset import clean
from nlp.tables import first_names, fold, listed, words
from nlp.tags import decode_entities, without_tags

MOST = 20
"""Names that an article has at most."""

_LONGEST = 80  # characters of a name
_WORDS = 8  # of a name
_TOLD = 2_000  # characters of what is told that are looked at
_BY = re.compile(
    r"\W*(?:(?:(?:propos\s+)?recueillis?|publi(?:é|ée|cado|cada)|posted|published|written|rédigée?|écrit|escrito"
    r"|textes?|textos?|article|artículo|auteurs?|autor(?:es|a)?|authors?)"
    r"\s*(?::|(?=par\b|por\b|by\b))\s*)?(?:(?:par|por|by)(?=[\s:])\s*:?\s*)?",
    re.I,
)
"""What stands before the names of a byline."""
_AND = re.compile(r"\s+(?:et|and|y|e|&)\s+", re.I)
_WITH = re.compile(
    r"(?<!\w)(?:avec|con|with)\s+(?:(?:des\s+)?informations?\s+(?:de\s+)?|información\s+de\s+)?(?:l[’']|la\s+|el\s+)?",
    re.I,
)
_PARTS = re.compile(r"\s*(?:[;|•·\n\r\t]|\s/\s|\s[–—-]\s)\s*")
_IS_WHOLE = re.compile(r"\S\s+\S|^[A-Z]{2,5}$")
_COMMA = re.compile(r"\s*,\s*")
_ADDRESS = re.compile(r"\S*@\S+|\b(?:https?://|www\.)\S+")
_IN_BRACKETS = re.compile(r"\s*[(<\[][^)>\]]*[)>\]]\s*")
_EDGES = " \t,;:.·•|/–—-*\"'()[]<>\u200b\ufeff"
_INITIAL = re.compile(r"(?:^|[\s.])[^\W\d_]\.$")
_NOBODY = listed(
    "admin; administrador; administrateur; administrator; webmaster; root; user; usuario; utilisateur; superuser; super user;"
    " super-user; editor; wordpress; drupal; joomla; anonymous; anonyme; anónimo; unknown; inconnu; desconocido; null; none;"
    " undefined; nan; n/a; author; auteur; autor; the author; no author; about the author; à propos de l'auteur; sobre el autor;"
    " follow; suivre; seguir; test; last"
)
"""What a programme writes for the author."""
_DEGREES = words("phd ph.d ph.d. md m.d. ma ms mba msc rn rd jr jr. sr sr. pharmd cpp")
_ROLE = re.compile(
    r"(?:journaliste|rédact(?:eur|rice)s?|periodistas?|redactora?|corresponsal|correspondante?|envoyée?|enviad[oa]|direct(?:eur|rice"
    r"|ora?)|responsable|médecin|médic[oa]|docteur|professeure?|profesora?|chef|cheffe|jef[ea]|chargée?|secrétaire|présidente?"
    r"|presidenta?|consultante?|consultora?|avocate?|abogad[oa]|(?:senior |staff |news )?(?:writer|editor|reporter)|ceo|contributor)\b",
    re.I,
)
"""What somebody is, behind a comma."""
_LINKS = words(
    "de del la las los le les du des d van von der den da dos di el al y e i ben bin ibn"
)
"""Words in small letters that a name may have."""
_WORD = re.compile(r"[^\s]+")


def names_of(told: object, sites: Iterable[str] = ()) -> tuple[str, ...]:
    """The names in what an input tells of its authors: a text, a list, an object with a ``name``.

    Words of a byline around them, roles, addresses and what is one of ``sites`` (names of the site
    that publishes) are left out; an agency or "Rédaction" is as good as a name.

    Example: ``names_of("Par Jeanne Roux, journaliste, et Paul Mas") == ("Jeanne Roux", "Paul Mas")``
    """
    not_these = {_folded(site) for site in sites} | _NOBODY
    found: dict[str, str] = {}
    for name in _names(told):
        folded = _folded(name)
        if folded and folded not in not_these:
            found.setdefault(folded, name)
    return tuple(found.values())[:MOST]


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _names(told: object, depth: int = 0) -> Iterator[str]:
    if isinstance(told, str):
        yield from _of_text(told)
    elif isinstance(told, Mapping):
        yield from _names(told.get("name"), depth + 1) if depth < 3 else ()
    elif isinstance(told, list | tuple) and depth < 3:
        for each in told[: 2 * MOST]:
            yield from _names(each, depth + 1)


def _of_text(told: str) -> Iterator[str]:
    text = without_tags(decode_entities(clean(told[:_TOLD])[0]))
    text = _ADDRESS.sub(";", text)
    for number, part in enumerate(_PARTS.split(text.strip())):
        if number and not _IS_WHOLE.search(part):
            continue  # a place: "Jeanne Roux | Nantes"
        named = _without_de(_BY.sub("", _IN_BRACKETS.sub(" ", part), count=1))
        for group in _WITH.split(named):
            for name in _split(group):
                if tidy := _tidy(name):
                    yield tidy


def _without_de(named: str) -> str:
    """A byline's names without the "De" of "De Jeanne Roux", which may begin a surname as well."""
    rest = named[3:] if named[:3] in ("De ", "DE ") else ""
    first = rest.split(None, 1)[0] if rest.strip() else ""
    return rest if fold(first) in first_names() else named


def _split(group: str) -> Iterator[str]:
    """The names between commas and an "and"; "Roux, Jeanne" and "Ramón y Cajal" are one."""
    parts = _COMMA.split(group)
    if len(parts) == 2 and all(part and " " not in part.strip() for part in parts):
        yield group
        return
    for number, part in enumerate(parts):
        if number and (_ROLE.match(part) or part.casefold() in _DEGREES):
            continue
        pieces = _AND.split(part)
        whole = len(pieces) > 1 and any(len(piece.split()) < 2 for piece in pieces)
        et = re.search(r"\set\s", part)
        yield from [part] if whole and not et else pieces


def _tidy(name: str) -> str | None:
    """The name without the marks around it; None for what is no name: a role, a sentence."""
    name = " ".join(name.split())
    kept = name.strip(_EDGES)
    kept = f"{kept}." if _INITIAL.search(name) else kept
    kept = re.sub(r"^(?:et|y|and)\s+", "", kept)
    told = _WORD.findall(kept)
    if not told or len(kept) > _LONGEST or len(told) > _WORDS:
        return None
    if not any(letter.isalpha() for letter in kept) or any(c.isdigit() for c in kept):
        return None
    if any(mark in kept for mark in "!?=<>{}"):
        return None
    small = [word for word in told if word[0].islower() and word not in _LINKS]
    if small and (told[0] in small or 2 * len(small) >= len(told)):
        return None  # a role: "journaliste", "chef de service"
    return kept
