"""What editors of web pages write and readers never see: wiki links, templates, short codes, scripts of ads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.repair.change import Change, Rule, View
from nlp.repair.rules.markup import talks_of_markup

_LINK = re.compile(r"\[\[(?:[^\[\]|\n]{1,80}\|)?([^\[\]|\n:]{1,80})\]\]")
_TEMPLATE = re.compile(r"[ \t]?\{\{[^{}\n]{1,120}\}\}(?P<after>[ \t]?)")
_ITALIC = re.compile(r"(?<![\w'])'{2,3}(?=\w)([^'\n]{1,80})(?<=\w)'{2,3}(?![\w'])")
_SECTION = re.compile(
    r"[ \t]?\[(?:edit|edit source|editar|editar c\u00f3digo|modifier|modifier le code|citation needed|"
    r"cita requerida|r\u00e9f\. n\u00e9cessaire|r\u00e9f\u00e9rence n\u00e9cessaire)\]"
)
_NOTE = re.compile(r"(?<=[a-z\u00e0-\u00ff.,;!?\")])\[\d{1,3}\](?=[\s.,;:\[]|$)")
_SHORT_CODE = re.compile(
    r"\[/?(?:caption|gallery|embed|video|audio|playlist|vc_\w+|et_pb_\w+)(?:[ =][^\[\]\n]{0,200})?\][ \t]?"
)
_MORE = r"(?:Read|See|Learn|Find out|Lire|Leer|Ver) (?:more|la suite|m\u00e1s)"
_TO = re.compile(r"(?P<gap>[ \t]?)\[([^\[\]\n]{1,120})\]\(https?://[^\s()]{1,300}\)")
_STRUCK = re.compile(r"[ \t]?~~(?=\S)[^~\n]{1,160}(?<=\S)~~")
_SCRIPT = re.compile(
    r"(?:\(\w+ ?= ?window\.\w+ ?\|\| ?\[\]\)|\b(?:window\.)?(?:googletag|dataLayer|adsbygoogle|_taboola|gtag|fbq|_gaq))"
    r"[\w.]{0,40}\((?:[^()\n]|\([^()\n]{0,80}\)){0,300}\);?[ \t]?"
)
_AD = re.compile(
    r"<(\w{1,10}) class=\"(?:ad|ads|advert|advertisement|banner|promo|sponsor)[\w -]{0,40}\">[^<>\n]{0,60}</\1>[ \t]?"
)
_ESCAPED = re.compile(
    r"&(?:amp;){1,3}lt; ?/?(?:strong|b|i|em|p|br|span|div|u|h[1-6]|li|ul|ol|a)(?: ?/)?&(?:amp;){1,3}gt;"
)
_BUTTON = r"(?:Facebook|Twitter|Tweet|WhatsApp|LinkedIn|Pinterest|Telegram|Print|Email|Copy link)"
_BUTTONS = re.compile(rf"(?:Share on )?{_BUTTON}{{2,6}}(?=[A-Z][a-z]|$)")
_PHRASES = re.compile(
    r" ?\(Photo(?: credit)?: [^()\n]{1,40}\)| ?Click to enlarge\.|(?: \d{1,2} min read)?(?: (?:Sign up (?:to|for)|Subscribe to) our newsletter)\.?\s*\Z"
    r"|(?<=[.!?)]) \d{1,2} min read\s*\Z"
    r"|\A(?:We value your privacy )?Accept all (?:cookies )?(?:Reject all (?:Manage preferences )?|Manage preferences )(?=[A-Z])"
    r"|\A(?:ADVERTISEMENT|ADVERTISING|PUBLICIDAD|PUBLICIT\u00c9) "
    r"(?=(?:The|An?|In|On|At|It|Its|This|These|They|He|She|We|From|For|After|Since|With|When|But|According) [A-Za-z])"
)
"""Two buttons of consent at least; the mark of an advertisement in capitals, a sentence behind it."""
_WHY = "code of a web page was left in the text"


def wiki(text: str, view: View) -> Iterator[Change]:
    """Links keep their words; templates, marks of sections and, among these, italics go."""
    if "`" in text:
        return
    found = [(m.span(), m[1]) for m in _LINK.finditer(text)]
    found += [(m.span(), _gap(text, m)) for m in _TEMPLATE.finditer(text)]
    found += [(m.span(), "") for m in _SECTION.finditer(text)]
    if found:
        found += [(m.span(), m[1]) for m in _ITALIC.finditer(text)]
    for span, fixed in found:
        if not talks_of_markup(text, *span, within=False):
            yield Change(*span, fixed, _WHY, True)


def _gap(text: str, template: re.Match[str]) -> str:
    """The blank that stays where a template stood between words."""
    return " " if template.start() and template["after"] else ""


def notes(text: str, view: View) -> Iterator[Change]:
    """Numbers of notes in square brackets right behind a word, where there are two or other damage."""
    found = list(_NOTE.finditer(text))
    if len({m[0] for m in found}) > 1 or view.damaged:
        for m in found:
            yield Change(*m.span(), "", "the number of a note was left in the text", True)


def page_code(text: str, view: View) -> Iterator[Change]:
    """Short codes, addresses behind words, struck words, scripts of ads and escaped tags go."""
    if "`" in text:
        return
    found = [
        (m.span(), "")
        for pattern in (_SHORT_CODE, _STRUCK, _SCRIPT, _AD, _ESCAPED, _BUTTONS)
        for m in pattern.finditer(text)
    ]
    for m in _TO.finditer(text):
        found.append((m.span(), "" if re.fullmatch(_MORE, m[2]) else m["gap"] + m[2]))
    for span, fixed in found:
        if not talks_of_markup(text, *span, within=False):
            yield Change(*span, fixed, _WHY, True)


def buttons(text: str, view: View) -> Iterator[Change]:
    """What a page says around a text: consent, minutes of reading, captions."""
    for m in _PHRASES.finditer(text):
        if m[0] and len(m[0]) < len(text.strip()):
            yield Change(*m.span(), "", "words of the page around the text", True)


RULES = (
    Rule(
        "wiki",
        "markup",
        wiki,
        re.compile(r"\[\[|\{\{|\[(?:edit|modif|cit|r\u00e9f)"),
        shielded=False,
    ),
    Rule("notes", "markup", notes, _NOTE),
    Rule(
        "buttons",
        "markup",
        buttons,
        re.compile(r"Photo|enlarge|min read|newsletter|Accept all|ADVERT|PUBLI"),
    ),
    Rule(
        "page_code",
        "markup",
        page_code,
        re.compile(
            r"\[/?[a-z_]+[ =\]]|\]\(http|~~|googletag|dataLayer|adsbygoogle|_taboola|gtag|fbq|_gaq|class=\"|&amp;|"
            rf"{_BUTTON}{{2}}"
        ),
        shielded=False,
    ),
)
