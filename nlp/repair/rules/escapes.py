"""Letters in the writing of another layer: quoted-printable mail, addresses, JSON, a Macintosh's character set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from nlp.repair.change import Change, Rule, View
from nlp.repair.rules.markup import talks_of_markup
from nlp.tables import common_words

_LEADS = "(?:C[23]|E2|C4|C5)"
_MAIL = re.compile(rf"(?:={_LEADS}(?:=[89AB][0-9A-F]){{1,2}})+")
_SOFT = re.compile(r"(?<![\w=])([A-Za-z]?[a-z]{1,20})=([a-z]{2,20})(?![\w=])")
_ADDRESS = re.compile(
    rf"(?<=\w)(?:%{_LEADS}(?:%[89AB][0-9A-F]){{1,2}})+|(?:%C3%[89AB][0-9A-F])+(?=\w)"
)
_JSON = re.compile(r"\\u00([c-f][0-9a-f])", re.I)
_PLAIN = "\u00e1\u00e0\u00e2\u00e4\u00e3\u00e7\u00e9\u00e8\u00ea\u00eb\u00ed\u00ee\u00ef\u00f1\u00f3\u00f4\u00f6\u00fa\u00f9\u00fb\u00fc\u00c9\u00c1\u00d1\u2019\u201c\u201d\u2013\u2014\u20ac"
_MAC = {letter.encode().decode("mac_roman"): letter for letter in _PLAIN}
_STRAIGHT = str.maketrans("\u2019\u201c\u201d", '\'""')
_MAC_SIGNS = re.compile("|".join(map(re.escape, _MAC)))
_SHORT_FORM = re.compile(
    r"(?:\b(?:do|does|did|is|are|was|were|has|have|had|wo|ca|could|would|should|must|need)n)[?\ufffd](?=t\b)"
    r"|\b(?:it|that|he|she|there|we|they|you|what|who|I)[?\ufffd](?=(?:s|re|ve|ll|d|m) [a-z])",
    re.I,
)
_FIELD = re.compile(r"\A\s*\"(?:body|text|content|title|description|summary|articleBody)\" ?: ?\"")
_SIGN = re.compile(r"\\\\?(n|r|t|\"|/)")
_REACH = 200  # letters before a code that may show it part of an address
_WHY = "a letter was left in the code of a mail, an address or a program"


def in_code(text: str, view: View) -> Iterator[Change]:
    """ "Qu=C3=A9bec", "Ja%C3%A9n" and "Ren\\u00e9" are written out, unless the text is about such codes."""
    for change in _coded(text):
        if not talks_of_markup(text, change.start, change.end):
            yield change


def _coded(text: str) -> Iterator[Change]:
    for m in _MAIL.finditer(text):
        if (letters := _decoded(m[0].replace("=", "%"))) is not None:
            yield Change(*m.span(), letters, _WHY, True)
    for m in _ADDRESS.finditer(text):
        chunk = text[max(0, m.start() - _REACH) : m.start()].rsplit(" ", 1)[-1]
        letters = _decoded(m[0])
        if letters is not None and not set(chunk) & set("/?=&@"):
            yield Change(*m.span(), letters, _WHY, True)
    for m in _JSON.finditer(text):
        yield Change(*m.span(), chr(int(m[1], 16)), _WHY, True)


def _decoded(code: str) -> str | None:
    """The letters of percent signs, None where they are no UTF-8."""
    letters = unquote(code, errors="replace")
    return None if "\ufffd" in letters else letters.translate(_STRAIGHT)


def json_field(text: str, view: View) -> Iterator[Change]:
    """A text that came as a field of JSON loses its key and the strokes before its marks."""
    if (key := _FIELD.match(text)) is None:
        return
    yield Change(*key.span(), "", _WHY, True)
    for m in _SIGN.finditer(text, key.end()):
        yield Change(*m.span(), " " if m[1] in "nrt" else m[1], _WHY, True)
    if text.endswith('"') and not text.endswith('\\"'):
        yield Change(len(text) - 1, len(text), "", _WHY, True)


def soft_breaks(text: str, view: View) -> Iterator[Change]:
    """The sign with which mail breaks a line ("begin=ning"): both sides together are a word, one alone is none."""
    for m in _SOFT.finditer(text):
        left, right = m[1].lower(), m[2]
        if is_word(left + right) and not (is_word(left) and is_word(right)):
            yield Change(m.end(1), m.start(2), "", _WHY, True)


def is_word(word: str) -> bool:
    """An ordinary word (lower case), or a form of one."""
    known = common_words()
    stem = word.removesuffix("ing").removesuffix("ed").removesuffix("ly").removesuffix("s")
    short = len(stem) > 3 and stem[-1:] == stem[-2:-1] and stem[:-1] in known
    return word in known or (len(stem) > 2 and (stem in known or stem + "e" in known or short))


def macintosh(text: str, view: View) -> Iterator[Change]:
    """UTF-8 read as the character set of the Macintosh: a letter inside or beside a word."""
    for m in _MAC_SIGNS.finditer(text):
        around = text[m.start() - 1 : m.start()] + text[m.end() : m.end() + 1]
        if any(c.isalpha() for c in around):
            fixed = _MAC[m[0]].translate(_STRAIGHT)
            yield Change(*m.span(), fixed, "text was decoded in the wrong character set", True)


def short_forms(text: str, view: View) -> Iterator[Change]:
    """The apostrophe of "don?t" and "it?s" comes back."""
    for m in _SHORT_FORM.finditer(text):
        yield Change(m.end() - 1, m.end(), "'", "an apostrophe was lost in decoding", True)


RULES = (
    Rule("json_field", "markup", json_field, _FIELD, shielded=False),
    Rule("in_code", "mojibake", in_code, re.compile(r"[=%][CE]\d|[=%]C[45]|\\u00"), shielded=False),
    Rule("soft_breaks", "mojibake", soft_breaks, re.compile("="), shielded=False),
    Rule("macintosh", "mojibake", macintosh, re.compile("[\u221a\u201a]"), shielded=False),
    Rule("short_forms", "mojibake", short_forms, re.compile(r"[a-zA-Z][?\ufffd][a-z]")),
)
