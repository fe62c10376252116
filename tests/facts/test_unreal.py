"""What is not done, undone, denied, meant or long ago is no fact; what only looks like it is one."""

from __future__ import annotations

import pytest

from nlp.facts import Passage, find_facts


def told(event: str, text: str) -> dict[str, str]:
    found = find_facts([Passage(0, text)], [event], "2025-05-15")
    return {fact.kind: fact.date or fact.text for fact in found}


UNREAL = {
    "litigation_sanction": [
        "The regulator has shelved its plan to fine Datasur €500,000.",
        "The company will not be fined €500,000 after all.",
        "Datasur was let off the €500,000 fine.",
        "An appeal court has struck out the order that Datasur pay €60,000.",
        "The fine of €500,000 imposed on Datasur in March was overturned on Tuesday.",
        "Datasur could be fined €500,000.",
        "Unless it complies, Datasur will be fined €500,000.",
        "The rapporteur had called for a fine of €500,000.",
        "Back in 2020, the authority fined Datasur €90,000.",
        "The authority has decided against fining Kelvia €90,000.",
        "The regulator chose not to impose the €2 million fine that its rapporteur had proposed on Kelvia.",
        "No fine was imposed on Kelvia, although the law allows up to €20 million.",
        "Datasur has been spared a fine of €400,000.",
        "Kelvia narrowly escaped a €400,000 fine.",
        "Kelvia faces a fine of €400,000.",
        "Kelvia risks a fine of up to €20 million.",
        "The offence is punishable by a fine of €300,000.",
        "The court dismissed the claim that Kelvia be ordered to pay €75,000.",
        "The judges rejected a request to fine the vendor Kelvia €75,000.",
        "The Council of State quashed the €150,000 fine.",
        "The €150,000 fine imposed on Kelvia has been annulled.",
        "The appeal court overturned the judgment that ordered Kelvia to pay €75,000 in damages.",
        "On appeal, the court set aside the €150,000 fine imposed on the vendor Kelvia.",
        "Kelvia got its fine of €150,000 cancelled on appeal.",
        "The authority lifted the €150,000 penalty and the fine of €40,000.",
        "The fine of €150,000 was waived.",
        "In 2021, the authority fined Datasur €200,000 for the same fault.",
        "It had already fined Datasur €200,000 in 2021.",
        "Datasur was fined €200,000 in 2019 for a similar leak.",
        "The Cnil dropped the case and Kelvia will pay no fine, where it risked €300,000.",
        "Kelvia was not fined €300,000, contrary to what a website wrote.",
        "The prosecutor has dropped her request for a fine of €300,000.",
        "The judge threw out the fine of €300,000.",
        "Kelvia has been acquitted and will not pay the fine of €300,000.",
        "A fine of €300,000 hangs over Kelvia.",
        "The law provides for a fine of €45,000.",
        "The court reversed the ruling under which Kelvia was ordered to pay €75,000.",
    ],
    "contract_award": [
        "The region has not renewed its contract with the vendor Datasur.",
        "The region has never signed a contract worth €5 million.",
        "Datasur almost won the contract to supply the region.",
        "The judge froze the €5 million contract.",
        "The region tore up the €5 million contract with Datasur.",
        "The region had awarded the contract to Datasur, but it was annulled in March.",
        "The region plans to award Datasur a €5 million contract.",
        "There is no €5 million contract with Datasur, says the region.",
        "It is false that the region has awarded Datasur the contract.",
        "Instead of awarding Datasur the €5 million contract, the region built its own software.",
        "The region never awarded Kelvia the €3 million contract.",
        "The hospital group has still not awarded the contract, worth €3 million.",
        "The health service is in no hurry to sign the €3 million contract with Kelvia.",
        "Sacyl has ruled out awarding the contract to Kelvia.",
        "Kelvia has not won the contract to equip six hospitals.",
        "Kelvia lost the €3 million contract to a rival.",
        "Contrary to what was said, Sacyl has not yet signed the contract with the vendor Kelvia.",
        "The tribunal annulled the award of the €3 million contract to Kelvia.",
        "The contract awarded to Kelvia for €3 million has been terminated.",
        "Sacyl has cancelled the €3 million contract it had signed with the vendor Kelvia.",
        "Sacyl has revoked the decision that awarded the contract to Kelvia.",
        "Sacyl awarded Kelvia a €3 million contract but then cancelled it.",
        "The hospital awarded the contract to Kelvia before the court struck it down.",
        "The €3 million contract that went to Kelvia was suspended by the judge.",
        "The mayor disputes that Sacyl awarded Kelvia the contract.",
        "Sacyl refutes having awarded Kelvia a €3 million contract.",
        "If Sacyl had awarded Kelvia the contract, the strike would not have happened.",
        "The board did not dare award Kelvia the contract.",
        "The hospital hesitates to award the vendor Kelvia the contract.",
        "Sacyl has yet to award the €3 million contract.",
        "Sacyl has halted the signing of the €3 million contract with Kelvia.",
        "Sacyl has backed out of the €3 million contract.",
        "Sacyl had promised to award Kelvia the contract, but a new tender will be held.",
        "Sacyl nearly awarded Kelvia the contract.",
        "Nobody knows whether Sacyl has awarded Kelvia the contract.",
        "It was announced by mistake that Sacyl had awarded Kelvia the contract.",
        "Kelvia, which won the contract in 2018, is the outgoing supplier.",
    ],
    "funding": [
        "Datasur has not yet received the €2 million grant.",
        "Datasur saw its €2 million grant cancelled.",
        "Datasur missed out on a €2 million grant.",
        "Datasur was refused a loan of €2 million.",
        "The state has clawed back the €2 million grant.",
        "Datasur is trying to raise €2 million.",
        "Datasur dreams of raising €2 million.",
        "The ministry has cancelled the grant of €4 million to Kelvia.",
        "Kelvia must repay the €4 million grant.",
        "Kelvia turned down a loan of €4 million.",
        "The council refused Kelvia a grant of €4 million.",
        "The €4 million grant promised to Kelvia has been withdrawn.",
        "Kelvia plans to raise €4 million next year.",
        "Kelvia wants to raise €4 million.",
        "Kelvia is seeking to raise €4 million from investors.",
        "Kelvia, which intended to raise €4 million, has changed its plans.",
        "Kelvia was unable to raise €4 million.",
        "Kelvia abandoned the idea of raising €4 million.",
        "Kelvia applied for a grant of €4 million.",
        "Kelvia did not manage to raise €4 million.",
        "Kelvia had to give back the €4 million grant.",
        "The bank denied Kelvia the €4 million loan.",
        "Kelvia will try to raise €4 million in the fall.",
        "Kelvia needs to raise €4 million to survive.",
        "Kelvia's attempt to raise €4 million came to nothing.",
        "The €4 million round fell through at the last moment.",
    ],
    "merger_acquisition": [
        "Tessel denied having acquired Lumenor.",
        "Tessel gave up on acquiring Lumenor.",
        "Tessel considered buying Lumenor for €9 million.",
        "Tessel may have bought Lumenor, according to a blog.",
        "The takeover of Lumenor, a €9 million deal, has been called off.",
        "Tessel reportedly wanted to buy Lumenor for €9 million.",
        "Regulators prevented Tessel from acquiring Lumenor.",
        "The sale of Lumenor to Ardoine for €12 million has fallen through.",
        "The competition authority blocked the €12 million acquisition.",
        "Ardoine called off the €12 million takeover of Lumenor.",
        "Ardoine has abandoned the €12 million deal.",
        "Ardoine denies reports that it has acquired Lumenor for €12 million.",
        "It is not true that Ardoine has bought Lumenor.",
        "Neither group would confirm that Ardoine has bought Lumenor.",
        "Rumors that Ardoine had acquired Lumenor drove the share up.",
        "Ardoine has not completed the acquisition of Lumenor.",
        "Ardoine never bought Lumenor.",
        "Ardoine has walked away from the €12 million acquisition.",
        "The report that Ardoine has bought Lumenor is false.",
        "Ardoine came close to acquiring Lumenor, but the €12 million deal collapsed.",
        "In 2019, Ardoine acquired Datasur for €2 million.",
    ],
    "regulation_policy": [
        "The decree never took effect on July 1, 2025.",
        "The rule, which should have taken effect on July 1, 2025, has been dropped.",
        "The decree does not take effect on July 1, 2025.",
        "The rule was due to apply from July 1, 2025, but has been postponed.",
        "Originally planned to take effect on July 1, 2025, the order has been pushed back a year.",
        "The law will no longer take effect on July 1, 2025.",
        "Parliament voted that the law should not apply from July 1, 2025.",
    ],
    "market_exit": [
        "Kelvia, which was to end support on December 31, 2025, has given itself another year.",
    ],
    "appointment": [
        "Marie Roux will not take office on September 1, 2025.",
    ],
    "conference": [
        "The congress will not be held on June 12, 2025, in Bilbao.",
        "The congress that was to be held on June 12, 2025, in Bilbao has been cancelled.",
    ],
    "product_launch": [
        "The app will not be available from June 12, 2025.",
    ],
    "deployment": [
        "The software was to go live on May 5, 2025.",
        "The record has not gone live on May 5, 2025.",
    ],
    "cyber_incident": [
        "Vannes Hospital denies that it has been hit by ransomware.",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("event", "text"), [(e, t) for e, texts in UNREAL.items() for t in texts])
def test_what_did_not_happen_shows_no_fact(event: str, text: str) -> None:
    assert told(event, text) == {}


@pytest.mark.parametrize(
    ("event", "text", "amounts"),
    [
        ("funding", "The ministry cut the €4 million grant to €1 million.", []),
        ("contract_award", "The hospital trimmed the €4 million contract.", []),
        ("contract_award", "The hospital awarded the €4 million contract.", ["€4 million"]),
        ("litigation_sanction", "The CNIL reduced the €300,000 fine on Lumenor to €100,000.", ["€100,000"]),
    ],
)  # fmt: skip
def test_a_sum_that_is_cut_is_not_that_of_the_event(
    event: str, text: str, amounts: list[str]
) -> None:
    found = find_facts([Passage(0, text)], [event])
    assert [fact.text for fact in found if fact.kind == "amount"] == amounts
