"""What the text tells of an earlier attack, or of a past count, is no fact of the article's event."""

from __future__ import annotations

import pytest

from nlp.facts import Passage, find_facts


def told(text: str, event: str, published: str = "2025-10-16") -> list[str]:
    return [f.date or f.text for f in find_facts([Passage(0, text)], [event], published)]


@pytest.mark.parametrize(
    "text",
    [
        "In 2023, Hospital Clínic was attacked by RansomHouse.",
        "In March 2023, Hospital Clínic was hit by ransomware.",
        "It is the second attack this year, after Hospital Clínic was hit by RansomHouse.",
        "It is the second incident so far this year, after the Clínico Lozano Blesa was hit in February.",
        "Two years ago Hospital Clínic was attacked by RansomHouse.",
        "In an earlier incident, Hospital Clínic was hit by ransomware.",
    ],
)
def test_an_earlier_attack_has_no_target(text: str) -> None:
    assert told(text, "cyber_incident") == []


@pytest.mark.parametrize(
    "text",
    [
        "Hospital Clínic was hit by ransomware on Monday.",
        "In 2025, Hospital Clínic was attacked by RansomHouse.",
        "The second attack began after noon: Hospital Clínic was hit by ransomware.",
    ],
)
def test_an_attack_of_the_article_has_one(text: str) -> None:
    assert "Hospital Clínic" in told(text, "cyber_incident")


def test_a_year_counts_for_nothing_where_the_day_is_not_known() -> None:
    text = "In 2023, Hospital Clínic was attacked by RansomHouse."
    facts = find_facts([Passage(0, text)], ["cyber_incident"])
    assert [f.text for f in facts] == ["Hospital Clínic"]


@pytest.mark.parametrize(
    "text",
    [
        "More than 300 applications were processed by March 14.",
        "412,000 authorization applications were retained by March 3.",
    ],
)
def test_a_count_has_no_deadline(text: str) -> None:
    assert told(text, "tender", "2025-08-12") == []


@pytest.mark.parametrize(
    "text",
    [
        "The applications must be submitted by September 14, 2025.",
        "Bidders were invited to submit offers by September 14, 2025.",
        "The deadline was postponed until September 14, 2025.",
        "The offers are accepted until September 14, 2025.",
        "The deadline was extended to September 14, 2025.",
    ],
)
def test_a_deadline_is_read(text: str) -> None:
    assert told(text, "tender", "2025-08-12") == ["2025-09-14"]
