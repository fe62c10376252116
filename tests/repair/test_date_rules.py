"""Dates with an article or in figures, and the full stop after "p.m." and other abbreviations."""

from __future__ import annotations

import pytest
from repairers import RULES as REPAIRER

from nlp.repair import Repairer, RepairOptions

AMERICAN = Repairer.load(RepairOptions(model=None, style="us"))
BRITISH = Repairer.load(RepairOptions(model=None, style="uk"))


@pytest.mark.parametrize(
    ("damaged", "expected"),
    [
        ("Decree No. 2021-1048 of the August 4, 2021 relating to health.",
         "Decree No. 2021-1048 of August 4, 2021 relating to health."),
        ("Decree No. 2021-1048 of the August 4, 2021, relating to health.",
         "Decree No. 2021-1048 of August 4, 2021, relating to health."),
        ("Law No. 2019-774 of the July 24, 2019 health plan.",
         "Law No. 2019-774 of July 24, 2019 health plan."),
        ("The decree of the August 4, 2021.", "The decree of August 4, 2021."),
        ("The order of the 4 August 2021 amending it.", "The order of August 4, 2021 amending it."),
        ("The order of the July 28 concerning it.", "The order of July 28 concerning it."),
        ("It applies since the March 4, 2021 in Lyon.", "It applies since March 4, 2021 in Lyon."),
        ("An order of the January 27, 2025, published today, binds it.",
         "An order of January 27, 2025, published today, binds it."),
        ("A decree of the March 12, 2025 sets the rules.", "A decree of March 12, 2025 sets the rules."),
        ("The law of the July 3 requires it.", "The law of July 3 requires it."),
        ("The decree of the July 3, 2024, requires it.", "The decree of July 3, 2024, requires it."),
        ("The decree of the 3 July 2024 requires it.", "The decree of July 3, 2024 requires it."),
        ("The ruling of the July 3, 2024 (in force) binds it.",
         "The ruling of July 3, 2024 (in force) binds it."),
    ],
)  # fmt: skip
def test_a_date_loses_its_article(damaged: str, expected: str) -> None:
    assert AMERICAN.repair(damaged).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "It met before the June 30, 2021 deadline.",
        "It fits the June 30, 2021, deadline.",
        "It rules on the June 30, 2021 order.",
        "It kept to the 30 June 2021 deadline.",
        "Since the March 4, 2021 in-person meeting.",
        "The plan of the July 26, 2019 health reform.",
        "A budget for the January 1, 2021 to December 31, 2021 period.",
        "The June 30, 2021 on-site visit took place.",
        "It follows the law of the July 3, 2024 session.",
        "The order of the July 3, 2024 elections stands.",
        "The decision of the June 30, 2021 board stands.",
        "The resolution of the June 30, 2021, summit.",
        "The resolution of the June 30, 2021, health summit.",
        "The ruling of the July 4, 2024 speed hearing.",
        "The agreement of the March 4 talks.",
    ],
)
def test_a_date_that_a_noun_follows_keeps_it(text: str) -> None:
    assert REPAIRER.repair(text).edits == ()


@pytest.mark.parametrize(
    ("text", "source", "us", "uk"),
    [
        ("It was signed on 25/03/2025.", "Signé le 25/03/2025.", "March 25, 2025", "25 March 2025"),
        ("It was signed on 12/03/2025.", "Signé le 12/03/2025.", "March 12, 2025", "12 March 2025"),
        ("It was signed on 01.02.2024.", "Signé le 01.02.2024.", "February 1, 2024", "1 February 2024"),
        ("It was signed on 9-3-2024.", "Signé le 9-3-2024.", "March 9, 2024", "9 March 2024"),
        ("It was signed on the 12/03/2025.", "Signé le 12/03/2025.", "March 12, 2025", "12 March 2025"),
    ],
)  # fmt: skip
def test_a_date_in_figures_is_read_as_in_the_source(
    text: str, source: str, us: str, uk: str
) -> None:
    for repairer, told in ((AMERICAN, us), (BRITISH, uk), (REPAIRER, uk)):
        fixed = repairer.repair(text, source, "fr").text
        assert fixed == f"It was signed on {told}."


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("It was signed on 12/03/2025.", None),  # March 12 or December 3
        ("It was signed on 25/03/2025.", None),  # a British date
        ("It was signed on 03/25/2025.", "Signé le 25/03/2025."),
        ("It was signed on 31/02/2025.", "Signé le 31/02/2025."),
        ("File 12-03-2024 is closed.", "Le dossier 12-03-2024 est clos."),
        ("File 12/03/2024-7 and 12/03/2024/8 are closed.", "Dossiers 12/03/2024-7 et 12/03/2024/8."),
        ("Enter 12/03/2024 or '01/03/2024'.", "Saisir 12/03/2024 ou '01/03/2024'."),
        ("It ran from 12/03/2024 10:30 on.", "Dès le 12/03/2024 10:30."),
        ("Release 12.03.2024 on 12.03.2024.1", "Version 12.03.2024 sur 12.03.2024.1"),
    ],
)  # fmt: skip
def test_what_may_be_no_such_date_stays(text: str, source: str | None) -> None:
    assert REPAIRER.repair(text, source, "fr" if source else None).text == text


def test_without_a_source_only_an_american_article_reads_a_date_in_figures() -> None:
    assert AMERICAN.repair("It opens on 25/03/2025.").text == "It opens on March 25, 2025."
    assert AMERICAN.repair("It opens on 12/03/2025.").edits == ()


@pytest.mark.parametrize(
    ("damaged", "expected"),
    [
        ("It starts at 2 p.m.. The next one at 9 a.m..", "It starts at 2 p.m. The next one at 9 a.m."),
        ("It is in the U.S.. It grew.", "It is in the U.S. It grew."),
        ("Acme Inc.. and Acme Ltd.. won, etc..", "Acme Inc. and Acme Ltd. won, etc."),
        ("It ends at 2 p.m. . Then it rests.", "It ends at 2 p.m. Then it rests."),
        ("He said: \"Come at 2 p.m..\"", "He said: \"Come at 2 p.m.\""),
        ("It starts late (at 2 p.m..).", "It starts late (at 2 p.m.)."),
        ("It stopped at 14h30. It began at 9h15.", "It stopped at 2:30 p.m. It began at 9:15 a.m."),
    ],
)  # fmt: skip
def test_one_stop_after_an_abbreviation(damaged: str, expected: str) -> None:
    assert AMERICAN.repair(damaged).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "It starts at 2 p.m. The next one waits.",
        "They waited for it... and so on.",
        "It ends at 2 p.m... or later.",
        "Open ../etc/hosts and ..",
        "The U.S. .NET vendors won.",
        "It starts late (at 2 p.m.).",
    ],
)
def test_other_stops_stay(text: str) -> None:
    assert AMERICAN.repair(text).edits == ()


@pytest.mark.parametrize(
    ("damaged", "expected"),
    [
        ("Bids close at 3 p.m. del July 18.", "Bids close at 3 p.m. on July 18."),
        ("Bids close at 3 p.m. of the July 18.", "Bids close at 3 p.m. on July 18."),
        ("It ends at 2 p.m. du June 30, 2025, he said.", "It ends at 2 p.m. on June 30, 2025, he said."),
        ("Send it before noon del June 5.", "Send it before noon on June 5."),
        ("It ends at midnight of the 18 July.", "It ends at midnight on 18 July."),
        ("It ends at 3 p.m. del Monday, July 18.", "It ends at 3 p.m. on Monday, July 18."),
        ("The meeting del July 18 was long.", "The meeting of July 18 was long."),
        ("The JO du January 30 has it.", "The JO of January 30 has it."),
        ("Decision SAN-2024-013 del September 5, 2024 says so.",
         "Decision SAN-2024-013 of September 5, 2024 says so."),
        ("The court of Rennes del October 11 ruled.", "The court of Rennes of October 11 ruled."),
        ("The Official Journal du January 30 has it.", "The Official Journal of January 30 has it."),
    ],
)  # fmt: skip
def test_what_links_a_date_is_english(damaged: str, expected: str) -> None:
    assert AMERICAN.repair(damaged).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "It lies in Place du May 8, 1945.",
        "It lies in the rue du March 19, 1962.",
        "The Avenida del April 9 is closed.",
        "Place du May 8 is closed.",
        "The Quai du March 19 is closed.",
        "Send it by noon of July 18.",
        "It lasts until 3 p.m. of the July 18 session.",
        "At 3 p.m. El Mundo of July 18 was out.",
        "Le March 5 is a band.",
        "The meeting of July 18 was long.",
    ],
)
def test_what_links_no_date_stays(text: str) -> None:
    assert AMERICAN.repair(text).edits == ()


@pytest.mark.parametrize(
    "text",
    [
        "The May 22, 2025 No. DGOS/R5/2025 deals with care.",
        "The May 22, No. 12, deals with care.",
        "The May 22, 2025-12 act deals with care.",
    ],
)
def test_the_number_of_an_act_makes_its_date_no_day(text: str) -> None:
    assert AMERICAN.repair(text).edits == ()


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@pytest.mark.parametrize("day", WEEKDAYS)
@pytest.mark.parametrize(
    "date", ["3 March", "3rd March", "03 March 2025", "4th July", "31 May 2025"]
)
@pytest.mark.parametrize("repairer", [REPAIRER, AMERICAN, BRITISH])
def test_a_weekday_before_a_date_stays(repairer: Repairer, date: str, day: str) -> None:
    for text in (
        f"It fell on {day} {date}.",
        f"{day} {date} was the day.",
        f"Since {day}, {date}.",
    ):
        assert repairer.repair(text).text == text


@pytest.mark.parametrize("day", WEEKDAYS)
@pytest.mark.parametrize(
    ("damaged", "british", "american"),
    [
        ("on {} 3 of March of 2025", "on {} 3 March 2025", "on {} March 3, 2025"),
        ("on {} 1er april 2025", "on {} 1 April 2025", "on {} April 1, 2025"),
        ("on {} the 3 of March", "on {} 3 March", "on {} March 3"),
        ("on {}, the 3 of march 2025", "on {}, 3 March 2025", "on {}, March 3, 2025"),
        ("{} day 3 of March", "{} 3 March", "{} March 3"),
        ("on {} the March 3", "on {} March 3", "on {} March 3"),
    ],
)
def test_a_date_behind_a_weekday_is_mended(
    damaged: str, british: str, american: str, day: str
) -> None:
    for repairer, mended in ((BRITISH, british), (AMERICAN, american)):
        found = repairer.repair(f"It fell {damaged.format(day)}.")
        assert found.text == f"It fell {mended.format(day)}."


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("It fell on his birthday 3 March.", "It fell on his birthday 3 March."),
        ("It met on the day 3 of March.", "It met on 3 March."),
        ("It met the past 3 of March.", "It met on 3 March."),
        ("It met the 3 of March.", "It met on 3 March."),
        ("The blast 3 March was loud.", "The blast 3 March was loud."),
    ],
)
def test_words_that_end_like_those_before_a_date(damaged: str, mended: str) -> None:
    assert BRITISH.repair(damaged).text == mended
