"""The language that a record or a page declares, as a code."""

from __future__ import annotations

import re

_LANGUAGES = {
    "fra": "fr", "fre": "fr", "french": "fr", "français": "fr", "francais": "fr", "francés": "fr",
    "spa": "es", "spanish": "es", "español": "es", "espanol": "es", "espagnol": "es",
    "castellano": "es", "eng": "en", "english": "en", "anglais": "en", "inglés": "en",
}  # fmt: skip


def language_code(value: object) -> str | None:
    """Two letters for a declared language (``fr-FR``, ``Spanish``), None when it is no language."""
    if not isinstance(value, str):
        return None
    told = value.strip().lower()
    told = _LANGUAGES.get(told, told)
    short = re.split(r"[-_.]", told, maxsplit=1)[0]
    short = _LANGUAGES.get(short, short)
    return short if re.fullmatch("[a-z]{2}", short) else None
