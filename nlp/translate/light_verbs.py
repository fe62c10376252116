"""Verbs that say little beside a noun or a pronoun, in the one verb that says the same.

"s'en servent", "fait l'objet d'une alerte", "se voir retirer", "s'est doté d'un robot", "se hizo con un contrato",
"impuso una multa de": a model of this size has the noun and loses what is done with it.
"""

from __future__ import annotations

import re

from nlp.translate.turns import Turn, said_otherwise, turn


def _verb(cue: str, before: str, forms: dict[str, str], after: str, instead: str = "") -> Turn:
    """A turn that puts another verb in the place of one and of what stands around it, form by form."""
    verbs = "|".join(form.replace("'", "['’]") for form in sorted(forms, key=len, reverse=True))
    pattern = rf"(?<![\w'’-]){before}(?P<verb>{verbs}){after}"
    return turn(cue, pattern, lambda found: forms[found["verb"].replace("’", "'")] + instead)


_USE = {
    "sert": "l'utilise", "servent": "l'utilisent", "servait": "l'utilisait", "servaient": "l'utilisaient",
    "servira": "l'utilisera", "serviront": "l'utiliseront", "servir": "l'utiliser",
}  # fmt: skip
_COUNT_ON = {
    "s'appuyer": "compter", "m'appuyer": "compter", "nous appuyer": "compter", "s'appuie": "compte", "s'appuient": "comptent",
    "m'appuie": "compte", "nous appuyons": "comptons", "s'appuiera": "comptera", "s'appuieront": "compteront",
}  # fmt: skip
_THOSE = (
    r"(?:elles|eux|elle|lui|(?:l[ea]s|ses|leurs|des|nos|vos) (?:\w+ )?(?:équipes|agences|régions|soignants|soignantes|médecins|infirmi\w+|"
    r"professionnels|collectivités|élus|bénévoles|agents|cadres|pharmaciens|généralistes|associations|aidants|partenaires|salariés))"
)
_LEADS_TO = {
    "fait": "donne", "font": "donnent", "fera": "donnera", "feront": "donneront", "faire": "donner", "fasse": "donne", "fassent": "donnent",
    "faisait": "donnait", "faisaient": "donnaient", "a fait": "a donné", "ont fait": "ont donné", "avait fait": "avait donné", "ferait": "donnerait",
}  # fmt: skip
_DONE_OFTEN = r"(?:une (?:\w+ )?(?:alerte|notification|déclaration(?! de culpab)|facturation)|un (?:\w+ )?signalement)s?(?!\w)"
_IS_PUT_TO = {
    "fait": "est soumis", "font": "sont soumis", "fera": "sera soumis", "feront": "seront soumis", "faire": "être soumis", "fasse": "soit soumis",
    "fassent": "soient soumis", "a fait": "a été soumis", "ont fait": "ont été soumis", "avait fait": "avait été soumis",
}  # fmt: skip
_IS_AIMED_AT = {
    "fait": "est visé",
    "font": "sont visés",
    "a fait": "a été visé",
    "ont fait": "ont été visés",
    "faisait": "était visé",
}
_HAS = {
    "se dote": "dispose désormais", "se dotent": "disposent désormais", "va se doter": "va disposer", "vont se doter": "vont disposer", "se dotera": "disposera",
    "se doteront": "disposeront", "s'est doté": "dispose désormais", "s'est dotée": "dispose désormais", "se sont dotés": "disposent désormais",
    "se sont dotées": "disposent désormais", "s'était doté": "disposait", "s'était dotée": "disposait",
}  # fmt: skip
_RETIRES = {
    "fait": "prend sa", "font": "prennent leur", "fera": "prendra sa", "feront": "prendront leur", "faire": "prendre sa", "faisait": "prenait sa",
    "a fait": "a pris sa", "ont fait": "ont pris leur", "avait fait": "avait pris sa",
}  # fmt: skip
_TELLS = {
    "a fait": "a exprimé",
    "ont fait": "ont exprimé",
    "avait fait": "avait exprimé",
    "avaient fait": "avaient exprimé",
}
_FELT = r"(?=(?:ses|leurs|de) (?:\w+ )?réserves(?!\w))"
_LOSES = {
    "se voir": "perdre", "se voit": "perd", "se voient": "perdent", "se verra": "perdra", "se verront": "perdront", "s'est vu": "a perdu",
    "s'est vue": "a perdu", "se sont vu": "ont perdu", "se sont vus": "ont perdu",
}  # fmt: skip
_APPROVED = {
    "recueillir": "être approuvé", "recueilli": "été approuvé", "recueille": "est approuvé", "recueillera": "sera approuvé", "recueillait": "était approuvé",
    "obtenir": "être approuvé", "obtenu": "été approuvé",
}  # fmt: skip
_BY = {"u": "par le", "es": "par les", "e la": "par la", "e l": "par l'", "e": "par", "": "par"}
_LOST = r"(?P<has>a|ont|avait) fait perdre (?P<time>(?:\w+ ){1,3}?(?:heures?|jours?|minutes|semaines?|mois)) (?=aux? |à )"
_OPPOSED = {
    "s'y est opposé": "s'est opposé à cela", "s'y est opposée": "s'est opposée à cela",
    "s'y sont opposés": "se sont opposés à cela", "s'y sont opposées": "se sont opposées à cela",
}  # fmt: skip


def _approved(found: re.Match[str]) -> str:
    """ "recueilli l'aval du ministère" as "été approuvé par le ministère"."""
    by = _BY[found["of"]]
    return _APPROVED[found["verb"]] + f" {by}" + " " * (not found["of"])


_WINS = {
    "se adjudicó": "ganó", "se adjudica": "gana", "se adjudican": "ganan", "se adjudicaron": "ganaron", "se adjudicará": "ganará",
    "se adjudicarán": "ganarán", "se ha adjudicado": "ha ganado", "se han adjudicado": "han ganado", "se había adjudicado": "había ganado",
    "se adjudique": "gane", "se hizo con": "ganó", "se hace con": "gana", "se hicieron con": "ganaron", "se hará con": "ganará",
    "se ha hecho con": "ha ganado", "se han hecho con": "han ganado",
}  # fmt: skip
_BUYS = {
    "se hizo con": "compró", "se hace con": "compra", "se hicieron con": "compraron", "se hará con": "comprará", "se ha hecho con": "ha comprado",
    "se han hecho con": "han comprado",
}  # fmt: skip
_TAKES = ("hizo con", "hace con", "hicieron con", "hará con", "hecho con")
_A = r"(?:el|la|los|las|un|una|dos|tres|cuatro|cinco|seis|varios|varias|\d+)"
_WINNER = (
    r"(?P<who>(?<!\b[Ee]n )(?<!\b[Dd]e )(?<!\bpor )(?<!\bpara )(?<![Aa] )[A-ZÁÉÍÓÚÑ][\w-]+|(?<=[Ll]a )(?:empresa|compañía|firma|sociedad|multinacional|"
    r"cooperativa|consultora)(?: \w+)?|(?<=[Ee]l )(?:consorcio|grupo|fabricante|proveedor)(?: \w+)?|que|y|no|también|ya|además) "
)
_PRIZE = (
    rf"(?= {_A} (?:\w+ )?(?:contratos?|concursos?|lotes?|licitaci(?:ón|ones)|adjudicaci(?:ón|ones)|obras?|proyectos?|servicios?|suministros?|"
    r"concesi(?:ón|ones)|plazas?|premios?|red|gestión|mantenimiento|implantación)(?!\w))"
)
_SHARES = (
    r"(?= (?:(?:el|un|casi el|más del) (?:\d[\d.,]*[ \u00a0]?%|capital|resto del capital)|la (?:mayoría|totalidad) "
    r"(?:de|del) (?:la |las |el |los )?(?:capital|acciones|empresa|compañía)))"
)
_FINES = {
    "ha impuesto": "ha multado", "han impuesto": "han multado", "impuso": "multó", "impone": "multa", "imponen": "multan",
    "impusieron": "multaron", "impondrá": "multará", "había impuesto": "había multado",
}  # fmt: skip
_SUM = r"(?:más de |casi |unos )?\d[\d.,]*(?: (?:mil|millones de|millones))? ?(?:de )?(?:euros|€|pesos|dólares|soles)"
_ASKS_BIDS = {
    "saca": "lanza", "sacan": "lanzan", "sacó": "lanzó", "sacaron": "lanzaron", "sacará": "lanzará", "sacarán": "lanzarán", "sacar": "lanzar",
    "ha sacado": "ha lanzado", "han sacado": "han lanzado",
}  # fmt: skip
_RISES = r"(?:elev|increment|aument|mejor|recort|dispar|rebaj)(?:a|an|ó|aron|ará|arán|ado|ar)|reduj(?:o|eron)|reduc(?:e|en|ir|ido|irá|irán)"
_PLACE = r"^(?P<place>(?:[A-ZÁÉÍÓÚÑ][\w-]* ?){1,3}: )?"


def _imposed(found: re.Match[str]) -> str:
    """ "impuso una multa de 3.000 euros a una clínica" as "multó con 3.000 euros a una clínica", the sum behind whom if that is long."""
    verb, whom, how = _FINES[found["verb"]], found["whom"], f"con {found['sum']}"
    return (
        f"{verb} {whom} {how}{found['by']}"
        if whom.count(" ") > 4 and found["by"]
        else f"{verb} {how} {whom}{found['by']}"
    )


_DONE_TO = {
    "hacer": "hecho",
    "ver": "visto",
    "poner": "puesto",
    "abrir": "abierto",
    "romper": "roto",
    "escribir": "escrito",
    "decir": "dicho",
    "cubrir": "cubierto",
}


def _having(found: re.Match[str]) -> str:
    """ "por ceder" as "por haber cedido": a model of this size reads a purpose into an infinitive."""
    do, it = found["do"], found["it"] or ""
    irregular = next((done for verb, done in _DONE_TO.items() if do.endswith(verb)), "")
    done = irregular or do[:-2] + ("ado" if do.endswith("ar") else "ido")
    return f"por {found['no'] or ''}haber{it} {done}"


def _fine(found: re.Match[str]) -> str:
    """ "Multa de 3.000 euros a una clínica por ceder datos" as "Una clínica fue multada con 3.000 euros por haber cedido ..."."""
    det, who = "el" if found["the"] else found["det"], found["who"]
    who = f"{det} {who}" if det else who
    who = who if found["place"] else who[0].upper() + who[1:]
    many = det in ("los", "las", "dos", "tres", "cuatro", "cinco")
    ending = "oa"[det in ("una", "la", "las")] + "s" * many
    done = "multad" if found["sum"] or found["fine"] == "Multa" else "sancionad"
    how = f" con {found['sum']}" if found["sum"] else ""
    return f"{found['place'] or ''}{who} {'fueron' if many else 'fue'} {done}{ending}{how} {_having(found)}"


_IMPOSED = rf"(?<!\w)(?P<verb>{'|'.join(_FINES)}) una (?:multa|sanción)(?: económica)? de (?P<sum>{_SUM}) (?P<whom>al? [^.,;:]{{3,80}}?)(?P<by> por |(?=[.,;:]|$))"
_TURNS = {
    "fr": (
        _verb("en serv", "s['’]en ", _USE, r"(?!\w)"),
        _verb("en sert", "s['’]en ", _USE, r"(?!\w)"),
        turn("en s", r"(?<![\w'’-])s['’]en (?:est|sont) servie?s?(?!\w)", lambda m: "l'ont utilisé" if "sont" in m[0] else "l'a utilisé"),
        turn("en bénéficier", r"(?<!\w)(?P<may>(?:doi|dev)\w+ )en bénéficier(?! à (?!terme))", r"\g<may>bénéficier de cela"),
        _verb("appu", "", _COUNT_ON, rf"(?= sur {_THOSE}(?!\w))"),
        turn("du temps", r"(?<!\w)redonn(?P<end>er|e|ent|era|eront|ait|é) du temps (?P<kind>(?:médical|soignant|clinique|infirmier) )?(?=aux? |à )", lambda m: f"donn{m['end']} plus de temps {m['kind'] or ''}"),
        turn("donner du temps", r"(?<=[ls]eur )redonner du temps", "donner plus de temps"),
        _verb("objet d", "", _LEADS_TO, rf" l['’]objet d['’](?={_DONE_OFTEN})", " lieu à "),
        _verb("objet d", "", _IS_PUT_TO, r" l['’]objet d['’](?=une (?:évaluation|expertise|homologation|certification)(?!\w))", " à "),
        _verb("objet d", "", _IS_AIMED_AT, r" l['’]objet d['’](?=un recours(?!\w))", " par "),
        _verb("dot", "", _HAS, r"(?= d(?:['’]une?|e (?:nouve|\d|deux|trois|plusieurs)))"),
        _verb("droits à la", "", _RETIRES, r" valoir (?:ses|leurs) droits à la retraite", " retraite"),
        _verb("part de", "", _TELLS, rf" part de {_FELT}", " "),
        _verb("retirer", "", _LOSES, r" retirer(?= (?:son|sa|ses|leurs?) )"),
        turn("aval d", rf"(?<!\w)(?P<verb>{'|'.join(_APPROVED)}) l['’]aval d(?:(?P<of>u|es|e la|e l(?=['’])|e)(?!\w)['’]?|['’])", _approved),
        turn("aval d", r"(?<!\w)(?<!à )(?<!À )(?<!vers )(?P<l>[Ll])['’]aval d(?=u|e)", r"\g<l>'approbation d"),
        turn("son aval a", r"(?<!\w)donn(?P<end>é|er|e|era) son aval a(?P<to>u|ux) ", lambda m: f"approuv{m['end']} {'le' if m['to'] == 'u' else 'les'} "),
        turn("fait perdre", rf"(?<!\w){_LOST}", lambda m: f"{m['has']} coûté {m['time']} "),
        turn("monde de court", r"(?<!\w)pris tout le monde de court", "surpris tout le monde"),
        _verb("y ", "", _OPPOSED, r"(?!\w)"),
        turn("y ", r"(?<![\w'’-])y consacr(?P<end>e|ent|era|eront|ait) (?P<sum>\d[\d., \u00a0\u202f]*(?:millions? d['’]euros|milliards? d['’]euros|euros|M€|%))", r"consacr\g<end> \g<sum> à cela"),
        turn("en est rien", r"(?<!\w)(?P<il>[Ii])l n['’]en est rien", lambda m: ("C" if m["il"] == "I" else "c") + "e n'est pas vrai"),
        turn("l en va d", r"^Il en va d(?P<of>e la|e l['’]|u|es) (?P<what>[^,.;]{3,60}?)(?=[.,;]|$)", lambda m: {"e la": "La", "u": "Le", "es": "Les"}.get(m["of"], "L'") + f" {m['what']} {'sont' if m['of'] == 'es' else 'est'} en jeu"),
        turn("pour autant", r"(?<!\w)(?P<no>n['’](?:a|ont|est|avait|entend)|ne (?:sont|veut|veulent|peut|peuvent|compte|va|vont)) pas pour autant(?!\w)(?! que)", r"\g<no> cependant pas"),
    ),
    "es": (
        *(turn(cue, rf"{_WINNER}(?P<verb>{'|'.join(_WINS)}){_PRIZE}", lambda m: f"{m['who']} {_WINS[m['verb']]}") for cue in ("se adjudi", "adjudicado", *_TAKES)),
        turn("adjudicarse", rf"(?<!\w)(?P<by>[Tt]ras|[Aa]l|[Dd]e|[Pp]ara|[Pp]or) adjudicarse(?= {_A} )", r"\g<by> ganar"),
        *(_verb(cue, "", _BUYS, _SHARES) for cue in _TAKES),
        turn("impo", _IMPOSED, _imposed),
        turn("impu", _IMPOSED, _imposed),
        _verb("sac", "", _ASKS_BIDS, r" a (?:concurso|licitación)(?: público| pública)?(?= (?:la|el|su) (?:renovación|ampliación|evolución|modernización|actualización|sustitución|reforma|implantación|gestión)(?!\w))", " una licitación para"),
        turn("%", rf"(?<!\w)(?P<verb>{_RISES}) (?P<by>(?:en )?(?:casi |cerca de |más de )?un \d[\d.,]*[ \u00a0]?%) (?P<what>(?:sus?|el|la|los|las) [\w-]+(?: de [\w-]+| [a-z]\w+(?:es|as|os|al|ivo|iva))?)(?= (?:y|en|hasta|respecto|este)(?!\w)|[.,;]|$)", lambda m: f"{m['verb'].replace('mejor', 'aument')} {m['what']} {m['by']}"),
        turn(" por ", rf"{_PLACE}(?P<fine>Multa|Sanción)(?: de (?P<sum>{_SUM}))? a(?P<the>l)? (?:(?P<det>la|los|las|una?|dos|tres|cuatro|cinco) )?(?P<who>(?!quien)[\w-][^,.:;]{{2,60}}?) por (?P<no>no )?(?P<do>\w+[aei]r)(?P<it>l[aeo]s?)?(?!\w)", _fine),
        turn("petición propia", r"(?<!\w)(?P<el>[Ee])l cese,? a petición propia,? d(?=el? )", lambda m: ("La" if m["el"] == "E" else "la") + " dimisión d"),
        turn("petición propia", r"(?<!\w)ces(?P<end>a|ó|ará|ado) a petición propia", lambda m: {"a": "dimite", "ó": "dimitió", "ará": "dimitirá", "ado": "dimitido"}[m["end"]]),
        turn("en su lugar", r"(?<!\w)(?P<verb>nombr\w+|nombramiento|design\w+) en su lugar (?P<who>(?:a|de)l? [^,.;]{3,50}?)(?=[.,;]| como |$)", r"\g<verb> \g<who> en su lugar"),
        turn("quien no deb", r"(?<!\w)a quien no debían?(?=[.,;]|$)", "a la persona equivocada"),
        turn("con el apoyo", r"(?<!\w)contar con el apoyo", "tener el apoyo"),
    ),
}  # fmt: skip


def with_one_verb(text: str, lang: str) -> str:
    """A sentence with such expressions as one verb; any other as it is.

    >>> with_one_verb("Les infirmières s'en servent tous les jours.", "fr")
    "Les infirmières l'utilisent tous les jours."

    Args:
        text: one sentence.
        lang: "fr" or "es".
    """
    return said_otherwise(text, _TURNS.get(lang, ()))
