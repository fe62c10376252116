"""Quotations shown without their opening marks, and the marks put back."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.engine import Hypothesis
from nlp.translate.closings import closed
from nlp.translate.quotations import closed_up, decoded, opened_again, unopened


@pytest.mark.parametrize(
    ("lang", "source", "shown"),
    [
        ("fr", "« Moins d'un tiers a répondu », dit-il.", "Moins d'un tiers a répondu », dit-il."),
        ("es", "«Falta personal», dijo.", "Falta personal», dijo."),
        ("es", '"Hoy no hay camas", dijo.', 'Hoy no hay camas", dijo.'),
        ("es", "“Muchos esperan”, dijo.", "Muchos esperan”, dijo."),
        ("fr", "« Moins de lits.", "Moins de lits."),
        ("fr", "Il salue « son engagement ».", "Il salue ⟦1⟧ son engagement\"."),
        ("es", 'Habló de "menos de la mitad" de ellos.', 'Habló de ⟦1⟧ menos de la mitad" de ellos.'),
        ("fr", "⟦1⟧ évoque « trop de retards » et « peu de moyens ».", "⟦1⟧ évoque ⟦2⟧ trop de retards\" et ⟦3⟧ peu de moyens\"."),
        ("fr", "Il a dit : « Moins d'un tiers a répondu ».", "Il a dit : Moins d'un tiers a répondu »."),
        ("es", "«Las ⟦t⟧ teleconsultas ⟦=⟧ video consultations ⟦/t⟧ crecen», dijo.", "Las ⟦t⟧ teleconsultas ⟦=⟧ video consultations ⟦/t⟧ crecen», dijo."),
    ],
)  # fmt: skip
def test_an_opening_mark_is_left_out(lang: str, source: str, shown: str) -> None:
    assert unopened(source, lang).text == shown


@pytest.mark.parametrize(
    ("lang", "source"),
    [
        ("fr", "« Nous avons perdu six mois », dit-il."),
        ("fr", "« On ne lâchera rien », dit-il."),
        ("fr", "« C’est un pari », dit-il."),
        ("es", "«Hemos perdido seis meses», dijo."),
        ("es", "«Es la tercera vez», dijo."),
        ("fr", "« ⟦1⟧ est équipé », dit-il."),
        ("fr", "Le plan « Bien vieillir connecté » commence."),
        ("fr", "Un écran de 15\" et un autre."),
        ("fr", "Rien ne change », dit-il."),
        ("fr", "Sans guillemets."),
    ],
)  # fmt: skip
def test_a_mark_stays_where_the_model_knows_the_word_or_a_name_follows(
    lang: str, source: str
) -> None:
    assert unopened(source, lang).text == source


@pytest.mark.parametrize(
    ("lang", "source", "english", "right"),
    [
        ("fr", "« Moins d'un tiers a répondu », dit-il.", 'Fewer than a third responded," he says.', '"Fewer than a third responded," he says.'),
        ("es", "«Falta personal», dijo.", '"Staff are lacking," he said.', '"Staff are lacking," he said.'),
        ("fr", "« Rien n'a été perdu », dit-il.", 'Nothing was lost." he says.', '"Nothing was lost," he says.'),
        ("fr", "« Moins d'un tiers ? », dit-il.", 'Fewer than a third?," he says.', '"Fewer than a third?" he says.'),
        ("fr", "Il salue « son engagement ».", 'He praises ⟦1⟧ his commitment."', 'He praises "his commitment."'),
        ("fr", "Il salue « son engagement ».", "He praises ⟦1⟧ his commitment.", 'He praises "his commitment."'),
        ("fr", "Il a dit : « Moins d'un tiers a répondu ».", 'He said: Fewer than a third responded."', 'He said: "Fewer than a third responded."'),
        ("fr", "Il salue « son engagement ».", "He praises his commitment.", None),
        ("fr", "Il salue « son engagement » ici.", "He praises his commitment ⟦1⟧.", None),
        ("fr", "« Moins d'un tiers a répondu », dit-il.", "Fewer than a third responded, he says.", '"Fewer than a third responded," he says.'),
        ("fr", "Il a dit : « Moins d'un tiers a répondu », hier.", 'He said fewer than a third responded," yesterday.', None),
    ],
)  # fmt: skip
def test_the_marks_come_back_or_nothing_does(
    lang: str, source: str, english: str, right: str | None
) -> None:
    assert opened_again(unopened(source, lang), source, english) == right


@pytest.mark.parametrize(
    ("source", "english", "right"),
    [
        ("« Plusieurs éditeurs », dit-il.", '" Several vendors," he says.', '"Several vendors," he says.'),
        ("Il cite « plusieurs éditeurs ».", 'He cites " several vendors."', 'He cites "several vendors."'),
        ("Rien », dit-il, « et tout ».", 'Nothing," he says, "and all."', 'Nothing," he says, "and all."'),
        ("Un écran de 15 pouces.", 'A 15" screen.', 'A 15" screen.'),
    ],
)  # fmt: skip
def test_no_space_stays_behind_an_opening_mark(source: str, english: str, right: str) -> None:
    assert closed_up(source, english) == right


class Fake:
    """An engine that answers from a table, and remembers what it was asked."""

    def __init__(self, answers: dict[str, str], symbols: bool = True) -> None:
        self.answers, self.symbols, self.asked = answers, symbols, []

    def translate(self, texts: Sequence[str], lang: Sequence[str], **_: int) -> list[Hypothesis]:
        self.asked.append(list(texts))
        return [Hypothesis(self.answers[text], -0.1, 3, True) for text in texts]


def test_only_what_lost_its_marks_is_decoded_as_it_stands() -> None:
    good, bad, plain = "« Trop de bruit », dit-il.", "Il voit « son salut ».", "Rien."
    engine = Fake({
        "Trop de bruit », dit-il.": 'Too much noise," he says.',
        "Il voit ⟦1⟧ son salut\".": "He sees his salvation.",
        bad: 'He sees "his salvation."',
        plain: "Nothing.",
    })  # fmt: skip
    found = decoded(engine, [good, bad, plain], ["fr"] * 3, {})
    assert [h.text for h in found] == ['"Too much noise," he says.', 'He sees "his salvation."', "Nothing."]  # fmt: skip
    assert [len(asked) for asked in engine.asked] == [3, 1]


def test_an_engine_without_placeholders_reads_the_marks() -> None:
    engine = Fake({"« Trop », dit-il.": "x"}, symbols=False)
    assert [h.text for h in decoded(engine, ["« Trop », dit-il."], ["fr"], {})] == ["x"]


@given(
    st.lists(st.sampled_from(["«", "»", '"', "“", "”", " ", "\u00a0", ": ", "son", "Trop", "⟦1⟧", "⟦t⟧", ".", ","])),
    st.sampled_from(["fr", "es"]),
)  # fmt: skip
def test_any_text_is_shown_with_no_more_marks_and_comes_back_with_its_own(
    parts: list[str], lang: str
) -> None:
    source = "".join(parts)
    shown = unopened(source, lang)
    marks = [sum(text.count(mark) for mark in '«»“”"') for text in (source, shown.text)]
    assert marks[1] == marks[0] - shown.first - len(shown.colons) - len(shown.symbols)
    back = opened_again(shown, source, shown.text)
    assert back is None or sum(back.count(mark) for mark in '«»“”"') == marks[0]


@pytest.mark.parametrize(
    ("source", "english", "right"),
    [
        ("Elle a une « carte verte », un titre.", 'She has a "green card, a title.', 'She has a "green card," a title.'),
        ("Reconoce «varios fallos» en la migración.", 'It admits "several bugs in the migration.', 'It admits "several bugs" in the migration.'),
        ("Los «casos sospechosos» y «confirmados» suben.", 'The "suspected cases and "confirmed" rise.', 'The "suspected cases" and "confirmed" rise.'),
        ("Il cite « un, deux, trois », puis rien.", 'He cites "one, two, three, then nothing.', 'He cites "one, two, three," then nothing.'),
        ("Exige «más» ayer.", 'He demands "more yesterday.', None),
        ("Exige «más» y «menos».", 'He demands "more and less.', None),
        ("Exige «explicaciones» al ministro.", 'He demands "that everyone of them go to the minister.', None),
    ],
)  # fmt: skip
def test_a_closing_mark_is_put_where_its_source_tells(
    source: str, english: str, right: str | None
) -> None:
    assert closed(source, english) == right


@given(st.text('«»"“” a,;.yeny'), st.text('"“” a,;.andin'))
def test_a_closing_mark_is_all_that_is_put_in(source: str, english: str) -> None:
    put = closed(source, english)
    assert put is None or put.replace('"', "") == english.replace('"', "")
