"""Words of the tables that are right English too: in another sense they stay, even among damage."""

from __future__ import annotations

import pytest

from nlp.repair import Repairer, RepairOptions

REPAIRER = Repairer.load(RepairOptions(model=None, translated=True))

RIGHT = """
Of the players, 41% have not placed any bet for three months.
Actually, the problem isn't new.
The committee has been formed in Lyon, and two teams were formed to investigate.
The fall in sales was foreseen by the analysts.
She foresees a difficult year and contemplates a career in law.
It depends on the makeup of the society in which people live.
The state will buy back the licenses.
The potential of the tool was realized by its users.
The consumer will shift the demand to the close substitute.
The information is treated as confidential.
He is the man who edits the journal.
The company means any partnership, syndicate or corporation.
Evaluate the numerical solution of the equation.
The politics of health is her subject.
It was done for the benefit of 3 million patients.
The incomes of low-paid workers fell.
The union reached a compromise with the ministry.
The committee set the strategic direction of the group.
A court may dispose of an appeal, and the hospital must dispose of the matter.
The skin manifestations of the disease appeared in March.
A spokesman for the Secretary of State said so.
The trust will pilot the programme in three hospitals.
The locals moved quickly to help.
He opened a file on Monday with the text editor.
Consultations resumed in two hospitals.
He transferred his support to the other candidate.
The nurses in practices of the district agree.
The unions denounced the agreement with the state.
A participation of 300 people was counted in the race.
The chief was the victim of judicial persecution.
The app shows medical quotes every morning.
Preventive detention ended in May.
The clot blocks the circulation in the leg.
An ancient convent of the 12th century reopened.
The additional delay to the project costs money.
He works in computer support for the city.
Without light the plants cannot grow.
The amount will rise to 3 million euros.
He was born here in 1961.
The treaty applies in matters of war.
It is the text used as the title of the page.
Let us look at the title of the bill.
What is exposed to the image of the lung stays.
It is measured in the frame of reference of the observer.
She did it without cost.
He is known for his commitment to principles of care.
The law was in effect until the date of the strike.
In the following years it grew.
It is susceptible to this disease.
It will be made part of the law.
The pregnancy was carried to term.
Higher wages lead to good results.
No decision is taken until there is agreement.
It is a sum of far less weight.
He spoke with respect to 2014.
It pays in the medium to long term.
He lives at the margins of society.
It is due to start from the beginning.
For all the world it looked lost.
The style is similar to the style of the old building.
He turned his face to the wall.
Live to see the day.
Tom cut the pear in half.
The patient was in the charge of the nurse.
The car stood at the front of the hospital.
There are limits to the length of the stay.
The exposure to the hazard was short.
Of all pieces sold, half were new.
The speaker was in full flight.
They teach, by example, what matters.
The causes for which he died are known.
The minister came to open the site.
I regret to have to stop here.
The company had to excuse itself for a moment.
She has returned to win the title.
The will must be read.
He can do without 30 workers.
Because of that the government fell.
The children have hunger pangs.
In every case, the law applies.
It sold less than the expected average.
He looked at the feet of the investigator.
There was an exception made for one block.
It comes at the expense of more and more people.
We wait until the point of order is heard.
The type converts itself to the format.
Put the batteries in the remote.
They each had ends to meet.
A package is considered to be safe.
13 of them were paid by Horizon 2020 funds.
Patients can be assured that it works.
The sea level is not any better than before.
"""


@pytest.mark.parametrize("text", RIGHT.strip().split("\n"))
def test_the_other_sense_stays(text: str) -> None:
    assert REPAIRER.repair(text).text == text


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("The region bets for telemedicine.", "The region opts for telemedicine."),
        ("The clinic disposes of 30 beds.", "The clinic has 30 beds."),
        ("The study was realized by the agency.", "The study was carried out by the agency."),
        ("Its compromise with quality is known.", "Its commitment to quality is known."),
        ("Nothing moves until there.", "Nothing moves until then."),
        ("The exercise 2023, closed in June, was good.", "The 2023 financial year, closed in June, was good."),
        ("It costs 3 euros the kilo.", "It costs 3 euros a kilo."),
        ("She makes a doctorate in Lyon.", "She does a doctorate in Lyon."),
        ("It excused itself before the patients.", "It apologised to the patients."),
        ("The responsible of informatics resigned.", "The head of IT resigned."),
    ],
)  # fmt: skip
def test_the_sense_of_the_original_is_mended(damaged: str, mended: str) -> None:
    assert REPAIRER.repair(damaged).text == mended
