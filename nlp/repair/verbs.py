"""English verb forms that the rules need: the past of a verb and of a participle, the gerund."""

from __future__ import annotations

import re
from functools import cache

from nlp.tables import words

# base, past, participle: only verbs whose forms are not made by rule.
_IRREGULAR = """
be was been;become became become;begin began begun;bring brought brought;build built built;buy bought bought;catch caught caught;
choose chose chosen;come came come;cost cost cost;cut cut cut;deal dealt dealt;do did done;draw drew drawn;drive drove driven;eat ate eaten;
fall fell fallen;feel felt felt;fight fought fought;find found found;fly flew flown;forget forgot forgotten;get got got;give gave given;go went gone;
grow grew grown;have had had;hear heard heard;hide hid hidden;hit hit hit;hold held held;keep kept kept;know knew known;lead led led;leave left left;
lend lent lent;let let let;lose lost lost;make made made;mean meant meant;meet met met;pay paid paid;put put put;read read read;ride rode ridden;
rise rose risen;run ran run;say said said;see saw seen;sell sold sold;send sent sent;set set set;shut shut shut;sit sat sat;speak spoke spoken;
spend spent spent;spread spread spread;stand stood stood;steal stole stolen;strike struck struck;swear swore sworn;take took taken;teach taught taught;
tell told told;think thought thought;throw threw thrown;understand understood understood;undertake undertook undertaken;win won won;withdraw withdrew withdrawn;
write wrote written;overcome overcame overcome;undergo underwent undergone;foresee foresaw foreseen;rebuild rebuilt rebuilt;seek sought sought;split split split;
quit quit quit;bet bet bet;bid bid bid;break broke broken;shrink shrank shrunk;sink sank sunk;wake woke woken;wear wore worn;freeze froze frozen;upset upset upset
"""
_DOUBLED = words(
    "stop plan drop ship equip occur prefer refer transfer permit commit submit admit cancel "
    "control rob chat swap log plug step "
)


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    past, of_participle = {}, {}
    for row in _IRREGULAR.replace("\n", "").split(";"):
        base, before, participle = row.split(" ")
        past[base] = before
        of_participle[participle] = before
    return past, of_participle


def past(base: str) -> str:
    """The simple past of a base form (``be`` gives ``was``)."""
    irregular = _tables()[0].get(base)
    if irregular:
        return irregular
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ied"
    if (
        base in _DOUBLED
        and not base.endswith(("el", "er"))
        or base in ("prefer", "refer", "transfer", "occur")
    ):
        return base + base[-1] + "ed"
    return base + "ed"


_REGULAR_TOO = words(
    "be have do let read ride lend bet bid cut cost hit put set shut spread quit split upset light wake mean see bring go get wear fly lie spin"
)
"""Irregular verbs whose form in -ed is a word of its own, or is never written."""


@cache
def irregular_bases() -> tuple[str, ...]:
    """Base forms whose past in -ed is a mistake ("leaded", "choosed")."""
    return tuple(base for base in _tables()[0] if base not in _REGULAR_TOO)


def regular_past(base: str) -> str:
    """The past as if the verb were regular (``lead`` gives ``leaded``)."""
    return base + ("d" if base.endswith("e") else "ed")


def participle(base: str) -> str:
    """The past participle of a base form (``choose`` gives ``chosen``)."""
    before = past(base)
    return next((p for p, b in _tables()[1].items() if b == before), before)


def past_of_participle(participle: str) -> str | None:
    """The simple past that goes with a past participle, None where it is no participle."""
    irregular = _tables()[1].get(participle)
    if irregular:
        return irregular
    return participle if participle.endswith("ed") and len(participle) > 3 else None


def participle_of_past(before: str) -> str | None:
    """The past participle that goes with a simple past, None where it is no past."""
    if before in ("was", "were"):
        return "been"
    irregular = next((p for p, b in _tables()[1].items() if b == before), None)
    return irregular or (before if before.endswith("ed") and len(before) > 3 else None)


_SHORT = re.compile(r"(?:qu|[^aeiou])*[aeiou][bdgklmnprt]")
_DOUBLED_TOO = words("begin forget omit regret deter infer reset upset program format handicap")


def gerund(base: str) -> str:
    """The -ing form of a base form (``sue`` gives ``suing``, ``stop`` ``stopping``)."""
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and base != "be" and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    doubled = base in _DOUBLED | _DOUBLED_TOO and base != "cancel"
    return base + base[-1] * (doubled or _SHORT.fullmatch(base) is not None) + "ing"


def is_base(word: str) -> bool:
    """A weak test that a word may be a base form: no past or -ing ending."""
    return (
        word.isalpha()
        and word.islower()
        and not word.endswith(("ing", "ed", "ly"))
        and len(word) > 1
    )
