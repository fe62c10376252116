"""Invented pages of a site, cut into segments: prose of their own, and what the site adds."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

from nlp.article import Article, Segment

ABOUT = (
    "À propos de nous : la rédaction suit depuis vingt ans le numérique des hôpitaux publics, et ses"
    " journalistes répondent à toutes les lettres de leurs lecteurs."
)
_WORDS = """
le la un une hôpital clinique logiciel dossier patient marché groupement éditeur service équipe
contrat réseau soins médecin agence région projet données système outil accord budget rapport
choisit signe annonce déploie finance prépare étudie refuse confirme reporte avec pour dans
depuis sans contre après avant selon malgré
"""


@cache
def prose(seed: int, words: int = 30) -> str:
    """A paragraph that no other seed gives."""
    drawn = random.Random(seed).choices(_WORDS.split(), k=words)
    return f"{' '.join(drawn).capitalize()} {_numeral(seed)}."


def _numeral(seed: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(seed))


def page(number: int, *shared: str, url: str | None = None, site: str = "sante.example") -> Article:
    """Page ``number`` of a site: a title and two paragraphs of its own between ``shared`` ones."""
    own = [prose(2 * number + 1_000), prose(2 * number + 1_001)]
    return cut([f"Titre {_numeral(number)}", *shared[:1], *own, *shared[1:]], url=url, site=site)


def cut(
    texts: Sequence[str], *, url: str | None = None, site: str = "sante.example", title: bool = True
) -> Article:
    """An article with ``texts`` as its segments, the first one the title."""
    segments = tuple(
        Segment(text, kind="title" if title and i == 0 else "paragraph", lead="\n\n" if i else "")
        for i, text in enumerate(texts)
    )
    meta = {"url": url} if url else {"source": site}
    return Article.new("\n\n".join(texts), meta=meta, lang="fr").with_(segments=segments)
