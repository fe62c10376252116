"""Names of authors out of what an input tells: "Par Jeanne Roux et Paul Mas, avec l'AFP"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from nlp.read.author_names import is_other, is_outlet, stands, tidy, without_places
from nlp.read.charset import clean
from nlp.tables import first_names, fold, listed, words
from nlp.tags import decode_entities, without_tags

MOST = 20
"""Names that an article has at most."""

_TOLD = 2_000  # characters of what is told that are looked at
_BY = re.compile(
    r"\W*(?:(?:(?:propos\s+)?recueillis?|publi(?:é|ée|cado|cada)|posted|published|written|rédigée?|écrit|escrito"
    r"|textes?|textos?|article|artículo|auteurs?|autor(?:es|a)?|authors?)"
    r"\s*(?::|(?=par\b|por\b|by\b))\s*)?(?:(?:par|por|by)(?=[\s:])\s*:?\s*)?",
    re.I,
)
"""What stands before the names of a byline."""
_WORK_BY = re.compile(r"(?:[^\W\d_]{3,15}\s+){1,3}(?:by|par|por)\s+(?=[^\W\d_])", re.I)
"""What somebody made, before the name: "Analysis by Jane Hart"."""
_AND = re.compile(r"\s+(?:et|and|y|e|&)\s+", re.I)
_WITH = re.compile(
    r"(?<!\w)(?:avec|con|with)\s+(?:(?:des\s+)?informations?\s+(?:de\s+)?|información\s+de\s+)?(?:l[’']|la\s+|el\s+)?",
    re.I,
)
_PARTS = re.compile(r"\s*(?:[;|•·\n\r\t]|/|\s[–—-]\s|(?<=[^\W\d_]{3})\.(?=\s+[^\W\d_]{2}))\s*")
_IS_WHOLE = re.compile(r"\S\s+\S|^[A-Z]{2,5}$")
_COMMA = re.compile(r"\s*,\s*")
_ADDRESS = re.compile(r"\S*@\S+|\b(?:https?://|www\.)\S+")
_OF_PICTURES = re.compile(
    r"[^,;()]{3,80}\((?:photos?|fotos?|photograph\w*|fotogra\w*|illustrations?|ilustraci\w+|vid[eé]os?|dessins?)\)",
    re.I,
)
"""Who made the pictures: "Paul Mas (photos)"."""
_IN_BRACKETS = re.compile(r"\s*[(<\[][^)>\]]*[)>\]]\s*")
_NOBODY = listed(
    "admin; administrador; administrateur; administrator; webmaster; root; user; usuario; utilisateur; superuser; super user;"
    " super-user; editor; wordpress; drupal; joomla; anonymous; anonyme; anónimo; unknown; inconnu; desconocido; null; none;"
    " undefined; nan; n/a; author; auteur; autor; the author; no author; about the author; à propos de l'auteur; sobre el autor;"
    " follow; suivre; seguir; test; last"
)
"""What a programme writes for the author."""
_DEGREES = words(
    "phd ph.d ph.d. md m.d. ma ms mba msc rn rd jr jr. sr sr. pharmd cpp bsn msn dnp aprn np mph dds dvm mbbs mbchb psyd edd"
    " do facp frcp mrcp jd llb ba bs bsc esq"
)
_ROLE = re.compile(
    r"(?:journaliste|rédact(?:eur|rice)s?|periodistas?|redactora?|corresponsal|correspondante?|envoyée?|enviad[oa]|direct(?:eur|rice"
    r"|ora?)|responsable|médecin|médic[oa]|docteur|professeure?|profesora?|chef|cheffe|jef[ea]|chargée?|secrétaire|présidente?"
    r"|presidenta?|consultante?|consultora?|avocate?|abogad[oa]|(?:senior |staff |news )?(?:writer|editor|reporter)|ceo|contributor)\b",
    re.I,
)
"""What somebody is, behind a comma."""


def names_of(told: object, sites: Iterable[str] = ()) -> tuple[str, ...]:
    """The names in what an input tells of its authors: a text, a list, an object with a ``name``.

    Words of a byline around them, roles, addresses and what is one of ``sites`` (names of the site
    that publishes) are left out; an agency or "Rédaction" is as good as a name.

    Example: ``names_of("Par Jeanne Roux, journaliste, et Paul Mas") == ("Jeanne Roux", "Paul Mas")``
    """
    not_these = {_folded(site) for site in sites} | _NOBODY
    found: dict[str, str] = {}
    for name in without_places(list(islice(_names(told), 4 * MOST))):
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
        yield from _names(_named(told), depth + 1) if depth < 3 else ()
    elif isinstance(told, list | tuple) and depth < 3:
        for each in told[: 2 * MOST]:
            yield from _names(each, depth + 1)


def _named(told: Mapping[str, object]) -> object:
    """The name that an object gives, in one piece or in two; of a list of JSON-LD, its objects."""
    two = [told.get("givenName"), told.get("familyName")]
    whole = " ".join(part for part in two if isinstance(part, str))
    return told.get("name") or whole or told.get("@list")


def _of_text(told: str) -> Iterator[str]:
    text = without_tags(decode_entities(clean(told[:_TOLD])[0]))
    text = _OF_PICTURES.sub(";", _ADDRESS.sub(";", text))
    for number, part in enumerate(_PARTS.split(text.strip())):
        if is_other(part) or (number and (is_outlet(part) or not _IS_WHOLE.search(part))):
            continue  # a photographer, a paper, a place: "Jeanne Roux | Nantes"
        named = _without_de(_without_by(_IN_BRACKETS.sub(" ", part)))
        for group in _WITH.split(named):
            for name in _split(group):
                if found := tidy(name):
                    yield found


def _without_by(part: str) -> str:
    """A byline's names without what is said before them."""
    work = _WORK_BY.match(part.strip())
    return part.strip()[work.end() :] if work else _BY.sub("", part, count=1)


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
        if number and (_ROLE.match(part) or part.casefold() in _DEGREES or is_outlet(part)):
            continue
        pieces = _AND.split(part)
        whole = not all(stands(piece) for piece in pieces)
        et = re.search(r"\set\s", part)
        yield from [part] if whole and not et else pieces
