"""From bytes to text: which character set, and what had to be taken out.

Order: the user's choice, a byte order mark, UTF-16 without one, strict UTF-8, the declared set,
UTF-8 with a few broken bytes, then a guess among the sets that French and Spanish were written in.
Valid UTF-8 beyond ASCII is never anything else, so it goes before what a page declares. Text that
was decoded wrongly before it reached us (mojibake) is valid and stays: repair mends it.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from nlp.article import Check
from nlp.composed import composed
from nlp.errors import ReadError
from nlp.soft_hyphens import without_soft_hyphens
from nlp.stage import Reason
from nlp.surrogates import LONE

# UTF-32's mark begins with UTF-16's, so it stands first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What browsers understand by these names (WHATWG Encoding Standard).
_BROWSER_NAMES = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
_LEGACY = ("cp1252", "iso8859-15", "mac-roman", "cp850")
_LETTERS = set("àâæçéèêëîïôœùûüÿñáíóúÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸÑÁÍÓÚ")
_MARKS_IN_TEXT = set("«»’‘“”–—…€°ºª·•¿¡\xa0\u202f")
_SAMPLE = 64 * 1024
_FEW = 3  # control characters that no text is refused for, however short
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_REMOVED = bytes([*range(9), *range(14, 32), 127])
_CONTROL_BYTES = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1b") + b"\x7f"
_UTF8_PAIR = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the character set it was in (a codec's name), and what had to be mended."""

    text: str
    encoding: str
    checks: tuple[Check, ...] = ()


def decode(data: bytes, *, override: str | None = None, declared: str | None = None) -> Decoded:
    """Decode one record.

    Raises :class:`ReadError` with ``BINARY`` when the bytes are no text, ``ENCODING`` when they do
    not fit the user's character set or none fits.
    """
    if override is not None:
        return _strictly(data, override)
    if data.isascii() and b"\0" not in data:
        _refuse_binary(data, 0.3)
        return Decoded(data.decode("ascii"), "utf-8")
    marked = _marked(data)
    if marked is not None:
        return _with_mark(data, marked)
    wide = _wide(data)
    if wide is not None:
        return Decoded(data.decode(wide, "replace"), wide)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data, declared)
    _refuse_binary(data, 0.3)
    return Decoded(text, "utf-8")


def clean(text: str) -> tuple[str, tuple[Check, ...]]:
    """Text as all stages expect it, and a check where something was taken out.

    Line ends become LF, characters are composed (NFC, so that an e and its accent are one letter),
    a byte order mark and soft hyphens go (:mod:`nlp.soft_hyphens`); NUL and other control characters
    are removed and lone surrogates (from JSON escapes) become U+FFFD, both with a check.
    """
    checks: list[Check] = []
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    raw = text.encode("utf-8", "surrogatepass")  # bytes are looked through ten times as fast
    controls = len(raw.translate(None, _REMOVED)) < len(raw)
    text, removed = _CONTROL.subn("", text) if controls else (text, 0)
    if removed:
        checks.append(Check("control_characters", f"{removed} control characters removed"))
    text, lone = LONE.subn("\ufffd", text) if b"\xed" in raw else (text, 0)
    if lone:
        checks.append(Check("encoding", f"{lone} lone surrogates became U+FFFD"))
    text = without_soft_hyphens(text)
    return composed(text), tuple(checks)


def codec_name(name: str) -> str | None:
    """The codec that a declared name means to a browser, or None if there is none for text."""
    try:
        found = codecs.lookup(name.strip().strip("\"'"))
    except (LookupError, ValueError, UnicodeError):
        return None
    if not getattr(found, "_is_text_encoding", True):  # rot13, base64: codecs, but no charsets
        return None
    return _BROWSER_NAMES.get(found.name, found.name)


def stream_codec(head: bytes, override: str | None = None) -> str | None:
    """The wide character set (UTF-16, UTF-32) of a stream of lines, None for one-byte line ends."""
    if override is not None:
        name = codec_name(override) or ""
        return name if name.startswith(("utf-16", "utf-32")) else None
    marked = _marked(head)
    if marked is not None:
        return None if marked == "utf-8-sig" else marked
    return _wide(head)


def _strictly(data: bytes, name: str) -> Decoded:
    codec = codec_name(name)
    if codec is None:
        raise ReadError(Reason.ENCODING, f"there is no character set {name!r}")
    try:
        return Decoded(data.decode(codec), codec)
    except UnicodeError as error:
        raise ReadError(Reason.ENCODING, f"not {name}: {error}") from error


def _marked(data: bytes) -> str | None:
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def _with_mark(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name), name)
    except UnicodeError as error:
        if name != "utf-8-sig":  # two bytes of anything may look like a UTF-16 mark
            _refuse_binary(data, 0.6)
        text = data.decode(name, "cp1252_bytes" if name == "utf-8-sig" else "replace")
        return Decoded(text, name, (Check("encoding", f"broken {name}: {error}"[:200]),))


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: Latin text has a NUL in every other byte."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _refuse_binary(data: bytes, share: float) -> None:
    """Raise BINARY when more than ``share`` of the bytes, and a few, are control characters."""
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    if controls > max(_FEW, share * len(sample)):
        raise ReadError(Reason.BINARY, f"{controls} control bytes in {len(sample)}")


def _legacy(data: bytes, declared: str | None) -> Decoded:
    _refuse_binary(data, 0.02)
    codec = codec_name(declared) if declared else None
    if codec is not None and codec != "utf-8":
        try:
            return Decoded(data.decode(codec), codec)
        except UnicodeError:
            pass  # the page lies: go on as if it had said nothing
    broken = _mostly_utf8(data)
    if broken is not None:
        return broken
    guessed = guess(data)
    if guessed is None:
        raise ReadError(Reason.ENCODING, "no character set fits")
    return Decoded(data.decode(guessed, "replace"), guessed)


def _mostly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few foreign bytes, which are nearly always windows-1252 pasted in."""
    good = len(_UTF8_PAIR.findall(data))
    bad = data.decode("utf-8", "replace").count("\ufffd")
    if good < 4 * bad:
        return None
    text = data.decode("utf-8", "cp1252_bytes")
    return Decoded(text, "utf-8", (Check("encoding", f"{bad} bytes were not UTF-8"),))


def guess(data: bytes) -> str | None:
    """The legacy set that makes the most French and Spanish sense of ``data``, else the library's.

    charset-normalizer judges by general noise and coherence; on headlines it takes windows-1252
    for Mac Roman now and then. So accented letters in place are counted first.
    """
    sample = data[:_SAMPLE]
    scores = {name: _sense(sample.decode(name, "replace")) for name in _LEGACY}
    best = max(_LEGACY, key=lambda name: scores[name])
    if scores[best] > 0:
        return best
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_isolation=[*_LEGACY, "utf_16"]).best()
    return found.encoding if found else None


def _sense(text: str) -> float:
    """How much of what is beyond ASCII looks right where it stands, from -1 to 1."""
    total = good = 0
    for at, char in enumerate(text):
        if char < "\x80":
            continue
        total += 1
        before = text[at - 1] if at else " "
        good += _fits(char, before, text[at + 1 : at + 2] or " ")
    return good / total if total else 0.0


def _fits(char: str, before: str, after: str) -> int:
    if char in _LETTERS:
        shouted = char.isupper() and before.islower()
        shouted |= char == "ÿ" and not after.isalpha()  # the no-break space of code page 850
        alone = not before.isalpha() and not after.isalpha() and char not in "àÀóÓéÉ"
        return -1 if shouted or alone else 1
    if char in _MARKS_IN_TEXT:
        within = before.isalpha() and after.isalpha() and char not in "’·\xa0\u202f"
        named = char in "–—" and after.isupper()  # as in Paris–Lyon
        return -1 if within and not named else 1
    return -1 if char.isalpha() or before.isalpha() or char == "\ufffd" else 0


def _cp1252_bytes(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    broken = error.object[error.start : error.end]
    return broken.decode("cp1252", "replace"), error.end


codecs.register_error("cp1252_bytes", _cp1252_bytes)
