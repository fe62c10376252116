"""Names behind an article that the model takes for a day."""

from __future__ import annotations

import pytest
from test_translate import translator

from nlp.figures import Span
from nlp.protect import mask
from nlp.translate.articles import taken_for_dates, without
from nlp.translate.people import people_and_bodies


def shown_again(source: str, english: str, kind: str = "name") -> str:
    """What the model would be shown after it gave that English; ⟦1⟧ stands for a span of a kind."""
    return without(source, taken_for_dates(source, english, [("⟦1⟧", Span(0, 1, kind, "Vorx"))]))


@pytest.mark.parametrize(
    ("source", "english", "again"),
    [
        ("El ⟦1⟧ y el PSOE votaron.", "On ⟦1⟧ and PSOE voted.", "⟦1⟧ y el PSOE votaron."),
        ("« La ⟦1⟧ firma »", '"On ⟦1⟧, he signs"', "« ⟦1⟧ firma »"),
        ("L’⟦1⟧ a signé.", "On ⟦1⟧, it signed.", "⟦1⟧ a signé."),
        ("Son directeur, le ⟦1⟧, part.", "Its head, on ⟦1⟧, leaves.", "Son directeur, ⟦1⟧, part."),
        ("Ayer firmó, y la ⟦1⟧ pagó.", "He signed, and on ⟦1⟧ paid.", "Ayer firmó, y ⟦1⟧ pagó."),
    ],
)
def test_the_article_of_a_name_read_as_a_day_is_left_out(
    source: str, english: str, again: str
) -> None:
    assert shown_again(source, english) == again


@pytest.mark.parametrize(
    ("source", "english", "kind"),
    [
        ("El ⟦1⟧ firmó.", "On ⟦1⟧, he signed.", "date"),
        ("El ⟦1⟧ firmó.", "⟦1⟧ signed.", "name"),
        ("Una mesa sobre la ⟦1⟧.", "A panel on ⟦1⟧.", "name"),  # "on" renders "sobre"
        ("Firmó en el ⟦1⟧.", "He signed on ⟦1⟧.", "name"),
        ("El ⟦1⟧ firmó.", "Salon ⟦1⟧ signed.", "name"),
        ("El ⟦11⟧ firmó.", "On ⟦11⟧, he signed.", "name"),
    ],
)
def test_other_articles_stay(source: str, english: str, kind: str) -> None:
    assert shown_again(source, english, kind) == source


def test_a_name_read_as_a_day_is_decoded_again() -> None:
    def answer(text: str, beam: int) -> str:
        return text.replace("El ⟦1⟧ pagó", "On ⟦1⟧, it paid").replace("⟦1⟧ pagó", "⟦1⟧ paid")

    t = translator(answer, beam_below=0)
    t.names = NAMES
    found = t.translate(["El Tressanga pagó 3 M€.", "Irdalia dijo."], "es")
    assert found[0].text == "Tressanga paid €3 million." and found[0].checks == ()
    assert t.engine.asked == ["El ⟦1⟧ pagó ⟦2⟧.", "Irdalia dijo.", "⟦1⟧ pagó ⟦2⟧."]


class _Names:
    """Keeps one name."""

    def for_language(self, lang: str, opening: bool = False) -> object:
        return lambda run, first: "Tressanga" if run.endswith("Tressanga") else ""


NAMES = _Names()


@pytest.mark.parametrize(
    ("text", "lang", "shown"),
    [
        ("Le Pr Nordin est nommé.", "fr", "⟦1⟧ est nommé."),
        ("selon la Dre Nordin", "fr", "selon ⟦1⟧"),
        ("dijo el doctor Nordin", "es", "dijo ⟦1⟧"),
        ("El Sr. Nordin firmó.", "es", "⟦1⟧ firmó."),
        ("l'avis du Dr Nordin", "fr", "l'avis du ⟦1⟧"),
        ("carta al Dr. Nordin", "es", "carta al ⟦1⟧"),
        ("dit-elle Dr Nordin", "fr", "dit-elle ⟦1⟧"),
        ("El Nordin firmó.", "es", "El ⟦1⟧ firmó."),
    ],
)
def test_a_title_takes_its_article_with_it(text: str, lang: str, shown: str) -> None:
    at = text.index("Nordin")
    spans = people_and_bodies(text, lang, [Span(at, at + 6, "name", "Nordin")])
    assert mask(text, spans).text == shown
