"""Set phrases of French and Spanish news prose, mended; their right English neighbours, left alone."""

from __future__ import annotations

import pytest

from nlp.repair.change import View
from nlp.repair.facts import Facts
from nlp.repair.rules.phrases import table_rules


def mended(text: str) -> str:
    """The text after one pass of the tables that run without a source."""
    for rule in table_rules():
        facts = Facts.of([text], [None], "found", None)
        for change in reversed(rule.propose(text, View(facts))):
            text = text[: change.start] + change.fixed + text[change.end :]
    return text


MENDED = (
    ("The region comes to publish the call.", "The region has just published the call."),
    ("The clinic denies to have lost data.", "The clinic denies having lost data."),
    ("The group contests to have lost data.", "The group denies having lost data."),
    ("The city has renounced to the project.", "The city has given up the project."),
    ("The city renounced to the project.", "The city gave up the project."),
    ("The mask will follow being free.", "The mask will remain free."),
    ("Food follows rising.", "Food is still rising."),
    ("The prison has converted itself in a hotel.", "The prison has become a hotel."),
    ("The club compromised itself to pay the fine.", "The club undertook to pay the fine."),
    ("The patient did not know nothing.", "The patient did not know anything."),
    ("Nobody did not answer.", "Nobody answered."),
    ("They left without paying nothing.", "They left without paying anything."),
    ("A fire declared itself in the kitchen.", "A fire broke out in the kitchen."),
    ("The trial is held at closed door.", "The trial is held behind closed doors."),
    ("The airline presented its excuses.", "The airline apologised."),
    ("An ancient minister testified.", "A former minister testified."),
    ("The actual director testified.", "The current director testified."),
    ("The wave of heat lasted.", "The heatwave lasted."),
    ("The village lived a cut of current.", "The village lived a power cut."),
    ("The storm provoked an accident.", "The storm caused an accident."),
    ("Lawyers fear that they lost the life.", "Lawyers fear that they died."),
    ("She is convinced of that the plan works.", "She is convinced that the plan works."),
    ("They insist in that the plan works.", "They insist that the plan works."),
    ("At the issue of the meeting, he left.", "At the end of the meeting, he left."),
    ("He left in the morning of yesterday.", "He left yesterday morning."),
    ("The expresident of the bank left.", "The former president of the bank left."),
    ("The council of administration met.", "The board of directors met."),
)


@pytest.mark.parametrize(("text", "expected"), MENDED)
def test_set_phrases_of_the_source_languages_are_mended(text: str, expected: str) -> None:
    assert mended(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "When it comes to discover the truth, nobody helps.",
        "The actual cost of the migration is unknown.",
        "The ancient city of Rome was the seat of an empire.",
        "It is the only way to make the most of the new system.",
        "The police brought the men to justice.",
        "We must not ignore what the report says.",
        "They put great emphasis on training.",
        "Wounded soldiers were treated in the field.",
        "A flight of information from server to server takes a second.",
        "The conference of the society was held in May.",
        "The system is returned to its original state.",
        "He was supposed to pay a fine.",
        "Nobody who did not answer was called again.",
    ],
)
def test_right_english_beside_them_is_left_alone(text: str) -> None:
    assert mended(text) == text
