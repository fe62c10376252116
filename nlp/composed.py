"""Composed characters (Unicode NFC): an e and its accent are one letter, as every list of ours has them.

Files of macOS and the text of many PDFs have them apart (NFD), which looks the same to a reader.
"""

from __future__ import annotations

import unicodedata


def composed(text: str) -> str:
    """A text with its accents composed; the same object where they are."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
