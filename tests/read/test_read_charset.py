"""Character sets: the text that was written comes out, and what is no text is told apart."""

from __future__ import annotations

import codecs
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.errors import ReadError
from nlp.read.charset import clean, codec_name, decode, guess, stream_codec

FRENCH = "L’hôpital de Béziers « a notifié » le marché à 3,2 M€ – un cœur de réseau, où ça pèse."
SPANISH = (
    "El año pasado, ¿quién pagó? Según la compañía, el hospital «Güell» invirtió 3 M€ en León."
)
PLAIN_FRENCH = "Le marché a été notifié à l'été, où la région pèse déjà."
PLAIN_SPANISH = "¿Quién pagó el año pasado? La compañía, según León."


@pytest.mark.parametrize("text", [FRENCH, SPANISH])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_french_and_spanish_come_out_as_they_were(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("text", [PLAIN_FRENCH, PLAIN_SPANISH])
@pytest.mark.parametrize("encoding", ["cp1252", "iso8859-15", "mac-roman", "cp850"])
def test_old_character_sets_are_told_apart(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("word", ["Hôpital", "Béziers", "año", "León", "cœur", "Santé", "C’est"])
def test_one_word_in_windows_1252_is_enough(word: str) -> None:
    assert decode(word.encode("cp1252")).text == word


def test_utf8_goes_before_what_a_page_declares() -> None:
    assert decode(FRENCH.encode(), declared="iso-8859-1").text == FRENCH


def test_a_declared_set_goes_before_guessing() -> None:
    found = decode("Zażółć gęślą jaźń".encode("cp1250"), declared="windows-1250")
    assert (found.text, found.encoding) == ("Zażółć gęślą jaźń", "cp1250")


def test_latin_1_means_windows_1252_as_in_browsers() -> None:
    assert decode("3 M€ « l’été »".encode("cp1252"), declared="ISO-8859-1").text == "3 M€ « l’été »"


@pytest.mark.parametrize("declared", ["nonsense", "rot13", "base64", "", "utf-8"])
def test_a_declaration_that_cannot_be_is_passed_over(declared: str) -> None:
    assert decode(FRENCH.encode("cp1252"), declared=declared).text == FRENCH


def test_a_few_foreign_bytes_do_not_spoil_utf8() -> None:
    found = decode(FRENCH.encode() + b" l\x92\xe9t\xe9. " + FRENCH.encode())
    assert found.text == f"{FRENCH} l’été. {FRENCH}"
    assert found.encoding == "utf-8"
    assert found.checks[0].kind == "encoding"


def test_the_users_choice_is_taken_strictly() -> None:
    assert decode(b"\xe9t\xe9", override="latin-1").text == "été"
    with pytest.raises(ReadError, match="encoding"):
        decode(b"\xe9t\xe9", override="utf-8")
    with pytest.raises(ReadError, match="no character set 'klingon'"):
        decode(b"x", override="klingon")


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0" * 9, bytes(range(256)) * 4, b"\0" * 100,
     b"\x7fELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0\1\0\0\0"],
)  # fmt: skip
def test_what_is_no_text_is_binary(data: bytes) -> None:
    with pytest.raises(ReadError) as told:
        decode(data)
    assert told.value.reason == "binary"


def test_random_bytes_are_binary() -> None:
    for _ in range(20):
        with pytest.raises(ReadError) as told:
            decode(os.urandom(2000))
        assert told.value.reason in ("binary", "encoding")


def test_nul_bytes_in_good_text_are_removed_and_told() -> None:
    text, checks = clean(decode("Le march\0é est\0 notifié.".encode()).text)
    assert text == "Le marché est notifié."
    assert [(check.kind, check.detail) for check in checks] == [
        ("control_characters", "2 control characters removed")
    ]


def test_text_is_composed_and_its_lines_end_in_one_way() -> None:
    text, checks = clean("\ufeffe\u0301te\u0301\r\nfin\rvoilà")
    assert (text, checks) == ("été\nfin\nvoilà", ())


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Le cen\u00adtre hos\u00adpi\u00adta\u00adlier", "Le centre hospitalier"),
        ("un con\u00ad\ntrat si\u00adgné", "un contrat signé"),
        ("e\u00ad\u0301tabli", "établi"),
        ("\u00ad\u00adfin\u00ad", "fin"),
        ("une ligne\u00ad\n\nune autre", "une ligne\n\nune autre"),
        ("entre 2019\u00ad2020", "entre 2019-2020"),
        ("le lot 2\u00ad\n3 hôpitaux", "le lot 2\n3 hôpitaux"),
        ("MarÃ\u00ada", "MarÃ\u00ada"),  # half of an "í": repair decodes it again
    ],
)
def test_soft_hyphens_go(text: str, cleaned: str) -> None:
    assert clean(text) == (cleaned, ())


def test_lone_surrogates_do_not_reach_a_store() -> None:
    text, checks = clean("a\ud800b")
    assert text == "a\ufffdb"
    assert checks[0].kind == "encoding"


@given(st.text())
def test_clean_text_stays_as_it_is(text: str) -> None:
    once, _ = clean(text)
    assert clean(once) == (once.removeprefix("\ufeff"), ())
    once.encode("utf-8")


@given(st.text(st.sampled_from("\0\x0b\x1b\x1f\x7f\ud800\udfff\ud7ff한é a"), max_size=5))
def test_what_no_text_may_hold_is_taken_out(text: str) -> None:
    once, checks = clean(text)
    assert not any(ch in once for ch in ("\0", "\x1b", "\x1f", "\x7f", "\ud800", "\udfff"))
    odd = any(ch in text for ch in ("\0", "\x1b", "\x1f", "\x7f", "\ud800", "\udfff"))
    assert bool(checks) or not odd


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        found = decode(data)
    except ReadError as error:
        assert error.reason in ("binary", "encoding")
    else:
        assert codecs.lookup(found.encoding)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_always_comes_back(text: str) -> None:
    assert decode(text.encode()).text == text.removeprefix("\ufeff")


def test_codec_names_are_those_of_browsers() -> None:
    assert codec_name("latin1") == "cp1252"
    assert codec_name(' "UTF-8" ') == "utf-8"
    assert codec_name("hex") is None


def test_wide_streams_are_told_by_their_head() -> None:
    assert stream_codec("été\n".encode("utf-16")) == "utf-16"
    assert stream_codec("text\nline".encode("utf-16-le")) == "utf-16-le"
    assert stream_codec("été".encode()) is None
    assert stream_codec(b"x", override="utf-16") == "utf-16"


def test_the_library_is_asked_where_no_accent_helps() -> None:
    assert guess("Москва и область".encode("mac-roman", "replace")) is not None


def test_a_few_control_characters_are_forgiven_in_text_however_short() -> None:
    assert decode(b"a\x01\x02\x03").text == "a\x01\x02\x03"
    with pytest.raises(ReadError, match="binary: 4 control bytes in 5"):
        decode(b"a\x01\x02\x03\x04")
