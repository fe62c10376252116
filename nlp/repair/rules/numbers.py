"""Numbers, currencies and percentages written the French or Spanish way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.calendar import MONTH
from nlp.patterns import late
from nlp.repair.change import Change, Rule, View

_S = r"[ \u00a0\u202f\u2009]"
_REASON = "figures as in English"
_SYMBOLS = {
    "euro": "\u20ac", "eur": "\u20ac", "\u20ac": "\u20ac", "dollar": "$", "usd": "$", "$": "$",
    "pound": "\u00a3", "gbp": "\u00a3", "\u00a3": "\u00a3",
}  # fmt: skip
_NUMBER = rf"\d{{1,3}}(?:(?:{_S}|\.)\d{{3}})+(?:,\d{{1,2}})?|\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:[.,]\d{{1,3}})?"
_MONEY = r"\u20ac|\$|euros?|EUR|dollars?|USD|pounds?"
_GROUPED = late(
    rf"(?<![\d.,/+\-:])(?<![\d+]{_S})\d{{1,3}}(?:{_S}\d{{3}})+(?:,\d{{1,2}})?(?![\d/]|[.,:-]\d|{_S}\d)"
)
_DOTTED = late(
    r"(?<![\d.,/+\-:\w])(?<!\d['\u2019])\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?(?![\d/]|[.,:-]\d)"
)
_APOSTROPHES = late(  # "5'400.000" of the Andes, "1'200'000" and "1'234.50" of Switzerland
    r"(?<![\d.,/+\-:\w'\u2019])\d{1,3}(?:['\u2019]\d{3})+(?:[.,]\d{3}|\.\d{2})?(?![\d/'\u2019]|[.,:-]\d)"
)
_DECIMAL = late(r"(?<![\d.,/+\-:\w])(\d{1,3}),(\d{1,2})(?![\d/]|[.,:-]\d)(?!,? ?\d)")
_UNITS = (
    rf"{_S}?(?:%|\u20ac|euros?\b|dollars?\b|pesos?\b|dirhams?\b|francs?\b|pounds?\b|"
    r"patients?\b|hospitals?\b|beds?\b|professionals?\b|healthcare\b|doctors?\b|nurses?\b|"
    r"physicians?\b|pharmac\w+\b|employees?\b|workers?\b|users?\b|people\b|inhabitants?\b|files?\b|"
    r"records?\b|prescriptions?\b|cent(?:er|re)s?\b|km\b|met(?:er|re)s?\b|workstations?\b|posts?\b|"
    r"sites?\b|establishments?\b|servers?\b|consultations?\b|admissions?\b|residents?\b|clients?\b|"
    r"customers?\b|devices?\b|units?\b|square\b|tons?\b|computers?\b|points?\b|images?\b|"
    r"messages?\b|homes?\b|stays?\b|tests?\b|appointments?\b|citizens?\b|calls?\b|members?\b|visits?\b"
)
_UNIT = late(rf"{_UNITS})")
"""What is counted, as far as a word of it is sure: no telephone number stands before it."""
_COUNTED = late(rf"{_UNITS}|[a-z]+s\b)")
_EUROS = late(rf"{_S}euros(?!\w)")
_FIRST_OF_TWO = late(r"\d (?:to|and|or) $")
_VERSION = late(r"(?:[Vv]ersions?|[Rr]elease|Articles?|[Ss]ections?|[Nn]o\.|IP)\s$")
_SMALL_UNIT = late(
    rf"{_S}?(?:%|\u20ac|euros?\b|M\b|M\u20ac|million|billion|points?\b|percent|times\b|hours?\b|"
    r"years?\b|days?\b|months?\b|minutes?\b|seconds?\b|km\b|kg\b|met(?:er|re)s?\b|terabytes?\b|"
    r"petabytes?\b|gigabytes?\b|TB\b|GB\b|[ckm]?m\b|m[gl]\b|full-time|per\b|dollars?\b|pesos?\b|[a-z]{3,}|[,;.)]|$)"
)
_NOT_AFTER = late(
    r"(?:[Vv]ersions?|[Rr]elease|Articles?|[Ss]ections?|[Cc]hapter|phone|tel\.?|Tel\.?|fax|[Nn]o\.|"
    rf"{MONTH}|"
    r"[Pp]ages?|[Ll]ots?|[Rr]ooms?|[Ff]igures?|[Tt]ables?|[Ss]teps?|[Nn]umbers?|code|IP|at)\s$"
)
_PHONE = late(
    r"\b(?:phones?|telephone|hotline|helpline|toll[- ]free|calls?|calling|number|fax|tel|mobile|line|"
    r"SMS|WhatsApp)\b|\d[ -](?!(?:19|20)\d\d\b)\d{4}\b|\d{3} \d{3} \d{4}",
    re.I,
)
_DIALLED = late(
    r"\b(?:calls?|calling|dial\w*|ring|(?:SMS|text|message)s? to|tel|phone|fax)[.:]? (?:on |at |the )?$",
    re.I,
)
_MILLIONS_OF = late(
    rf"(?<![\w.,])({_NUMBER})({_S})(mil )?(millions?|millones?|billions?|milliards?|Md)(?:(?: of| de)?{_S}| d['\u2019]){_S}?"
    r"(euros?|EUR|dollars?|USD|pesos|dirhams|francs|reais|soles|pounds|colones|lempiras|quetzales)\b"
)
_PLURAL = late(
    rf"(?<![\w.,])({_NUMBER}){_S}(mil )?(millions|millones|milliards|billions)(?: (of)(?= [a-z]))?\b"
)
_THOUSAND_MILLIONS = late(
    r"(?<![\w.,])(\d{1,3}\.\d00) million\b(?! (?:of )?(?:euros|dollars|pesos)\b)"
)
_MEGA = late(
    rf"(?<![\w.,])({_NUMBER}){_S}?(k|K|M|Md|Mds|Mrd|MM|Bn|bn){_S}?(\u20ac|EUR|\$|USD|euros)(?!\w)"
)
_MILLION_SIGN = late(
    rf"(?<![\w.,\u20ac$])({_NUMBER}){_S}(thousand|million|billion){_S}?(\u20ac|\$)(?!\w)"
)
_TRAILING = late(rf"(?<![\w.,\u20ac$/-])({_NUMBER}){_S}?(\u20ac|EUR\b|\$(?!\d)|USD\b)(?![\w/])")
_PERCENT = late(r"(\d)(?:%{2,}| ?% ?(?:percent|per cent)\b)")
_NUMERO = late(r"\b[Nn](?:\u00b0|\u00ba|o\u00ba|\u00b0\u00b0)[ \u00a0]?(?=\d)")
_MULTIPLE = {
    "k": "thousand",
    "m": "million",
    "mm": "million",
    "md": "billion",
    "mds": "billion",
    "mrd": "billion",
    "bn": "billion",
}


def value(number: str) -> str:
    """A figure in French, Spanish or English notation, as English writes it."""
    plain = re.sub(_S, "", number)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        return plain
    if re.fullmatch(r"\d+,\d{1,2}", plain):
        whole, _, part = plain.partition(",")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?", plain):
        whole, _, part = plain.replace(".", "").partition(",")
    elif "." in plain:
        return plain
    else:
        whole, part = plain, ""
    return (
        f"{int(whole):,}" + (f".{part}" if part else "")
        if len(whole) > 3
        else plain.replace(",", ".")
    )


def is_counted(text: str, end: int) -> bool:
    """Whether what stands behind a figure says what it counts."""
    return _UNIT.match(text, end) is not None


def _scaled(number: str, thousand_millions: bool, word: str) -> tuple[str, str]:
    """Figure and scale: "1.400 millones" and "2 mil millones" are billions."""
    plain = value(number).replace(",", "")
    if thousand_millions:
        return value(number), "billion"
    if word == "million" and not number.endswith("00"):
        return value(number) if "," in number else number, "million"
    if "." not in plain and int(plain) >= 1000 and re.search(rf"\d(?:\.|{_S})\d{{3}}$", number):
        scaled = int(plain) / 1000
        return (f"{scaled:.3f}".rstrip("0").rstrip(".")), "billion"
    return value(number), "million"


def money(text: str, view: View) -> Iterator[Change]:
    """Amounts with a currency: the sign goes first, the scale after it."""
    for m in _MILLIONS_OF.finditer(text):
        fixed = _with_currency(*_scale_of(m[1], bool(m[3]), m[4]), m[5])
        plain = f"{m[1]} {m[4]} {m[5]}"
        if (
            m[0].replace("\u00a0", " ") != plain
            or m[4] not in ("million", "billion")
            or (value(m[1]) != m[1] and (m[4] != "billion" or "," in m[1]))
        ):
            yield Change(*m.span(), fixed, _REASON, True)
    for m in _MEGA.finditer(text):
        scale = _MULTIPLE[m[2].lower()]
        yield Change(*m.span(), _mega(value(m[1]), scale, m[3]), _REASON, True)
    for m in _MILLION_SIGN.finditer(text):
        yield Change(*m.span(), f"{m[3]}{value(m[1])} {m[2]}", _REASON, True)
    for m in _TRAILING.finditer(text):
        sign = _SYMBOLS[m[2].lower()]
        if not _numbered(text, m, counted=True):
            yield Change(*m.span(), f"{sign}{value(m[1])}", _REASON, True)


def _scale_of(number: str, thousand: bool, word: str) -> tuple[str, str]:
    if word.lower().startswith(("billion", "milliard", "md")):
        return value(number), "billion"
    return _scaled(number, thousand, word)


def _with_currency(figure: str, scale: str, currency: str) -> str:
    sign = _SYMBOLS.get(currency.lower().rstrip("s"))
    return f"{sign}{figure} {scale}" if sign else f"{figure} {scale} {currency}"


def _mega(figure: str, scale: str, currency: str) -> str:
    sign = _SYMBOLS[currency.lower().rstrip("s") if len(currency) > 1 else currency]
    if scale == "thousand" and "." not in figure and "," not in figure:
        return f"{sign}{figure},000"
    return f"{sign}{figure} {scale}"


def scales(text: str, view: View) -> Iterator[Change]:
    """ "12 millions of people" and "2 mil millones" without a currency."""
    for m in _PLURAL.finditer(text):
        if m[3] == "billions" and not m[4]:
            continue
        figure, scale = _scale_of(m[1], bool(m[2]), m[3])
        yield Change(*m.span(), f"{figure} {scale}", _REASON, True)
    for m in _THOUSAND_MILLIONS.finditer(text):
        if _grouped_millions(m, view):
            yield Change(*m.span(), " ".join(_scaled(m[1], False, "")), _REASON, True)


def _grouped_millions(m: re.Match[str], view: View) -> bool:
    """Whether "1.200 million images" are the 1,200 million of a Spanish "1.200 millones"."""
    if view.source:
        return re.search(rf"(?<![\d.]){re.escape(m[1])}{_S}mill", view.source) is not None
    return view.damaged


def separators(text: str, view: View) -> Iterator[Change]:
    """Decimal commas, and thousands set apart by spaces or points."""
    for m in _GROUPED.finditer(text):
        if not _telephone(text, m) and not _numbered(text, m):
            yield _mended(text, m, view)
    for m in _APOSTROPHES.finditer(text):
        if _marked(text, m, view):
            plain = re.sub(r"['\u2019]|[.,](?=\d{3})", "", m[0])
            whole, _, part = plain.partition(".")
            yield Change(*m.span(), f"{int(whole):,}" + (f".{part}" if part else ""), _REASON, True)
    if view.damaged:
        yield from _spaced(text)
    for m in _DOTTED.finditer(text):
        if _thousands(text, m, view):
            yield _mended(text, m, view)
    for m in _DECIMAL.finditer(text):
        if _decimal(text, m, view):
            yield Change(*m.span(), f"{m[1]}.{m[2]}", _REASON)


def _mended(text: str, m: re.Match[str], view: View) -> Change:
    """The figure as in English; before "euros" with the sign, in an article that has it so."""
    euros = _EUROS.match(text, m.end()) if view.facts.euro_sign else None
    if euros is None or _FIRST_OF_TWO.search(text, max(0, m.start() - 10), m.start()):
        return Change(*m.span(), value(m[0]), _REASON)
    return Change(m.start(), euros.end(), f"\u20ac{value(m[0])}", _REASON)


def _spaced(text: str) -> Iterator[Change]:
    """Figures with a blank at their sign: "of 4, 800 users", "2, 1 million", "12 .5 hours"."""
    for m in _SPACED_GROUP.finditer(text):
        if _UNIT.match(text, m.end()) or _RATE.match(text, m.end()):
            yield Change(m.start(1), m.end(), f"{m[1]},{m[2]}", _REASON, True)
    for m in _SPACED_RATE.finditer(text):
        yield Change(m.start(1), m.end(2), f"{m[1]},{m[2]}", _REASON, True)
    for m in _SPACED_DECIMAL.finditer(text):
        yield Change(m.start(1), m.end(), f"{m[1]}.{m[2]}", _REASON, True)


_LEAD = (
    r"\b(?:with|of|for|than|some|about|nearly|over|has|have|had|its|to|are|were|at|by|the|around|almost|approximately"
    r"|serves?|treats?|covers?|costs?|reached|reaches|concerns?|concerned|trains?|trained|affects?|affected|receives?"
    r"|received|hosts?|hosted|employs?|welcomes?|welcomed|handles?|involves?|involved|exceeds?|exceeded|counts?"
    r"|includes?|represents?|gathers?|gathered|connects?|equips?|manages?|managed|[Ii]n total,) [\u20ac$]?"
)
_SPACED_GROUP = late(rf"{_LEAD}(\d{{1,3}}) ?, (\d{{3}})(?![\d,.]\d|\d)")
_RATE = late(r" (?:by|a|per|each|every) (?:day|week|month|year|hour)\b")
_SPACED_RATE = late(rf"(?<=[a-z], )(\d{{1,3}}) ?, (\d{{3}})(?={_RATE.pattern})")
_SPACED_DECIMAL = late(
    rf"(?:{_LEAD}(?=\d+ ?, )|(?<![\d.,])(?=\d+ \.))(\d{{1,3}})(?: ?, | \.)(\d{{1,2}})(?=(?: (?:million|billion)| ?%| hours\b| points\b))"
)


def _telephone(text: str, m: re.Match[str]) -> bool:
    """Whether figures in groups may be dialled: a phone is near and nothing says what they count."""
    if not _PHONE.search(text, max(0, m.start() - 60), m.end() + 6):
        return False
    if _UNIT.match(text, m.end()):
        return False
    groups = re.split(_S, m[0])
    dialled = _DIALLED.search(text, max(0, m.start() - 20), m.start())
    return bool(dialled) or len(groups[0]) > 1 and (len(groups) > 2 or groups[-1] != "000")


def _numbered(text: str, m: re.Match[str], counted: bool = False) -> bool:
    """Whether a figure is the number of something ("Article 12 000"), and no count of it."""
    found = _NOT_AFTER.search(text, max(0, m.start() - 12), m.start())
    if found and found[0].strip().lower() in ("at", "number", "numbers"):
        return not counted and _UNIT.match(text, m.end()) is None
    return found is not None


def _marked(text: str, m: re.Match[str], view: View) -> bool:
    """Whether apostrophes in a figure part its thousands, and are no feet or quotation marks."""
    if len(re.findall(r"\D", m[0])) > 1 or _CURRENCY.search(text, max(0, m.start() - 5), m.start()):
        return True
    return view.damaged and _UNIT.match(text, m.end()) is not None


_CURRENCY = late(r"(?:[\u20ac$\u00a3]|CHF|USD|EUR|COP|PEN|S/\.?)\s?$")
_WEIGHED = late(rf"{_S}?(?:%|per cent\b|percent\b|kilos?\b|kg\b|lit(?:er|re)s?\b|seconds?\b)")
_SCALE = late(r" (?:billion|trillion)\b")


_WHOLE = late(
    rf"{_S}(?:patients|hospitals|beds|professionals|doctors|nurses|physicians|pharmacies|pharmacists|employees|workers|users|people|"
    r"inhabitants|files|records|prescriptions|cent(?:er|re)s|workstations|establishments|consultations|admissions|residents|clients|"
    r"customers|devices|computers|homes|appointments|citizens|calls|members|visits|surgeries|practices|operations|images|deaths|"
    r"municipalities|schools|students|families|companies|doses|interventions|births|documents|messages|procedures|reports)\b"
)
_MEASURED = late(
    r"\b(?:averag\w+|mean|median|ratios?|rates?|per|index|coefficient|each|every|SD|CI|factor|density)\b|[=\u00b1]",
    re.I,
)


def _of_whole(text: str, m: re.Match[str]) -> bool:
    """Whether "1.870 consultations" counts what has no decimals, and is no mean."""
    if m[0].startswith("0") or not _WHOLE.match(text, m.end()):
        return False
    return _MEASURED.search(text) is None


def _thousands(text: str, m: re.Match[str], view: View) -> bool:
    if _of_whole(text, m) and not _VERSION.search(text, max(0, m.start() - 12), m.start()):
        return True  # even "since January 1.870 consultations"
    if _NOT_AFTER.search(text, max(0, m.start() - 12), m.start()):
        return False
    if m[0].count(".") > 1 or "," in m[0]:
        return True
    if _WEIGHED.match(text, m.end()) and not m[0].endswith("00"):
        return False  # a baby of 3.180 kilos, 99.982%
    if _SCALE.match(text, m.end()):
        return False  # "2.145 billion" of "2.145 millones"
    if view.lang == "fr" and m[0].replace(".", ",") in (view.source or ""):
        return False  # a decimal comma there
    spaced = m[0].replace(".", " ")
    if view.source and (
        m[0] in view.source or spaced in view.source.replace("\u00a0", " ").replace("\u202f", " ")
    ):
        return view.lang != "fr" or spaced in view.source
    return _COUNTED.match(text, m.end()) is not None and (m[0].endswith("000") or view.damaged)


def _decimal(text: str, m: re.Match[str], view: View) -> bool:
    if view.source and m[0] in view.source:
        return True
    before = text[max(0, m.start() - 12) : m.start()]
    if _NOT_AFTER.search(before) and not re.search(r"[Vv]ersion\s$", before):
        return False
    return _SMALL_UNIT.match(text, m.end()) is not None and not re.search(
        r"\d ?(?:,|and|or) ?$", before
    )


def signs(text: str, view: View) -> Iterator[Change]:
    """Doubled percent signs and the numero sign."""
    for m in _PERCENT.finditer(text):
        yield Change(*m.span(), f"{m[1]}%", _REASON)
    for m in _NUMERO.finditer(text):
        yield Change(*m.span(), "No. ", _REASON)


RULES = (
    Rule("money", "number_format", money, late(r"\d.{0,3}(?:[kKM\u20ac$EUm]|bi|Bn|bn)")),
    Rule("scales", "number_format", scales, late(rf"\d{_S}(?:mil |mill|milliards|billions)")),
    Rule("separators", "number_format", separators, late(rf"\d(?:{_S}| ?, | \.|[.,'\u2019])\d")),
    Rule("signs", "number_format", signs, late(r"%%|% ?per|[Nn][\u00b0\u00bao]")),
)
