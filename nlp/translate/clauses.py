"""Impersonal and inverted clauses of French and Spanish, with the subject and the order that English has.

"Il revient à l'agence de fixer", "Sans doute le budget sera-t-il", "À défaut, ...", "Un décret doit paraître en mars",
"Cabe recordar que", "Lo ocurrido", "Siendo ministro": a model of this size reads the words and misses who does it.
"""

from __future__ import annotations

import re

from nlp.calendar import FOREIGN_WEEKDAYS
from nlp.tables import first_names, fold
from nlp.translate.turns import said_otherwise, turn

_THE = {"au ": "le ", "aux ": "les ", "à la ": "la ", "à l'": "l'", "à ": ""}
_MUST = {
    "revient": "doit", "revenait": "devait", "reviendra": "devra", "appartient": "doit", "appartenait": "devait", "appartiendra": "devra",
    "incombe": "doit", "incombait": "devait", "incombera": "devra",
}  # fmt: skip
_MUST_MANY = {"doit": "doivent", "devait": "devaient", "devra": "devront"}


def _falls_to(found: re.Match[str]) -> str:
    """ "Il revient à l'agence de fixer" as "L'agence doit fixer"."""
    to = found["to"].replace("’", "'")
    must = _MUST[found["verb"]]
    who = _THE[to] + found["who"]
    who = who[0].upper() + who[1:] if found["il"] == "I" else who
    who = (
        who.replace(" et au ", " et le ").replace(" et aux ", " et les ").replace(" et à ", " et ")
    )
    many = (
        to == "aux "
        or " et " in who
        or re.match(r"(?:[Tt]ou(?:s|tes)|[Nn]os|[Ss]es|[Ll]eurs|[Dd]['’]autres) ", who) is not None
    )
    return f"{who} {_MUST_MANY[must] if many else must} "


_NOW = r"(?:désormais |maintenant |donc |ensuite |aussi |alors )?"
_WHO = r"(?:[Ll]['’]|[Ll][ea]s? |[Cc]e(?:tte|t|s)? |[Ss](?:on|a|es) |[Ll]eurs? |[Uu]ne? |[Dd]es |(?=[A-ZÀ-Þ]))[^,.;:!?«»]{2,60}?"
_SO = {"Sans doute": "probablement", "Probablement": "probablement"}
_HE = r"(?:-t)?-(?:il|elle|ils|elles|on)(?!\w)"


def _perhaps(found: re.Match[str]) -> str:
    """ "Sans doute le budget sera-t-il" as "Le budget sera probablement"."""
    who = found["who"] or found["he"].lstrip("-t").lstrip("-")
    who = who.strip()
    who = who + "" if who.endswith(("'", "’")) else who + " "
    return f"{who[0].upper()}{who[1:]}{found['no'] or ''}{found['verb']} {_SO[found['so']]}"


def _so(found: re.Match[str]) -> str:
    """ "Aussi la direction a-t-elle choisi" as "C'est pourquoi la direction a choisi"."""
    start = "C'est pourquoi" if found["so"] == "Aussi" else "Ainsi,"
    return f"{start} {found['who']} {found['verb']}"


_HAPPENS = (
    r"ouvrir|paraître|suivre|arriver|débuter|commencer|démarrer|entrer en (?:vigueur|service)|s['’]achever|voir le jour|intervenir|se tenir|avoir lieu|"
    r"sortir|se poursuivre|s['’]ouvrir|rejoindre|aboutir|être (?:livrée?s?|mise?s? en (?:service|ligne)|inaugurée?s?|lancée?s?|déployée?s?|généralisée?s?|installée?s?|"
    r"achevée?s?|étendue?s?|équipée?s?|connectée?s?|raccordée?s?)"
)
_WHEN = (
    r"(?:d['’]ici|en (?:\d{4}|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|fin |début )|à (?:l['’](?:automne|été|hiver|horizon)|la "
    r"(?:rentrée|fin|mi-)|partir|compter)|au (?:printemps|premier|deuxième|second|troisième|quatrième|cours|mois|début)|fin |début |courant |mi-|avant (?:l['’]été|l['’]automne)|"
    r"dans les (?:prochain|mois|semaines|jours)|l['’]an prochain|l['’]année prochaine|le mois prochain|la semaine prochaine|prochainement|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|"
    r"dimanche)|le \d|cet (?:été|automne|hiver)|ce printemps)"
)
_FUTURE = {
    "suivre": "suivra", "paraître": "paraîtra", "entrer": "entrera", "voir": "verra", "intervenir": "interviendra", "se tenir": "se tiendra", "avoir": "aura",
    "rejoindre": "rejoindra", "se poursuivre": "se poursuivra", "être": "sera",
}  # fmt: skip


def _will(found: re.Match[str]) -> str:
    """ "Un décret doit paraître en mars" as "Un décret paraîtra en mars"."""
    what = found["what"].replace("’", "'")
    head = next((key for key in _FUTURE if what == key or what.startswith(f"{key} ")), "")
    if head:
        verb, rest = _FUTURE[head], what[len(head) :]
    else:
        verb, _, rest = what.partition(" ")
        verb, rest = verb + "a", f" {rest}" * bool(rest)
    many = found["must"] == "doivent"
    return f"{verb[:-1] + 'ont' if many else verb}{rest}"


_UNTIL = r"(?:(?P<year>\d{4})|(?P<other>(?:le|la|l['’]|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)[^,.;:]{0,40}?))"
_BE = {"soit": "sera", "soient": "seront", "puisse": "pourra", "puissent": "pourront"}


def _not_before(found: re.Match[str]) -> str:
    """ "Il faudra attendre 2027 pour que le système soit prêt" as "Le système ne sera pas prêt avant 2027"."""
    who = found["who"]
    before = found["year"] or found["other"]
    return f"{who[0].upper()}{who[1:]} ne {_BE[found['be']]} pas {found['rest']} avant {before}{found['stop']}"


_ITS = {
    "lancé": ("son", "lancement"), "ouvert": ("son", "ouverture"), "installé": ("son", "installation"), "signé": ("sa", "signature"), "nommé": ("sa", "nomination"),
    "élu": ("son", "élection"), "inauguré": ("son", "inauguration"), "mis en service": ("sa", "mise en service"),
}  # fmt: skip
_HAD_TO = {"a fallu": "ont dû", "faudra": "devront", "fallait": "devaient", "faut": "doivent"}
_NUMBER = r"deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante|cinquante|cent|\d+(?:[ \u00a0\u202f]\d{3})*"
_TIMES = r"heures?|jours?|mois|semaines?|ans|années|minutes?|secondes?|fois|euros|millions|milliards|points|mètres|kilomètres"
_FOLLOWS = {
    "sucederá": "será", "sustituirá": "será", "reemplazará": "será", "relevará": "será", "sucede": "es", "sustituye": "es", "reemplaza": "es", "releva": "es",
    "sucedió": "fue", "sustituyó": "fue", "reemplazó": "fue", "relevó": "fue",
}  # fmt: skip
_LO = {
    "ocurrido": "ocurrió", "sucedido": "sucedió", "recaudado": "se recaudó", "vivido": "se vivió",
}  # fmt: skip
_NEEDED = {
    "Hace": "Se necesita",
    "hace": "se necesita",
    "Hacen": "Se necesitan",
    "hacen": "se necesitan",
    "Harán": "Se necesitarán",
    "Hará": "Se necesitará",
}


_TIMES_ES = {"dos": "duplic", "tres": "triplic"}
_SO_MANY = r"much[oa]s|poc[oa]s|numeros[oa]s|vari[oa]s|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|\d[\d.]*"


def _must_es(found: re.Match[str]) -> str:
    """ "Corresponde a los hospitales avisar" as "Los hospitales deben avisar"."""
    the = "El" if found["the"] == "l" else found["the"].strip().capitalize()
    many = the in ("Los", "Las")
    verb = ("deberán" if many else "deberá") if found["will"] else "deben" if many else "debe"
    return f"{the} {found['who']} {verb} "


def _follows(found: re.Match[str]) -> str:
    """ "Le sucederá Luis Soto" as "Luis Soto será su sucesor"."""
    who = found["who"]
    first = re.sub(r"(?:el|la) doctora? ", "", who).split()[0]
    woman = first_names().get(fold(first), "") == "f"
    return f"{who[0].upper()}{who[1:]} {_FOLLOWS[found['verb']]} su sucesor{'a' * woman}{found['at'] or ''}"


_TURNS = {
    "fr": (
        turn("éfaut,", r"(?P<at>^|(?<=[;:] )|(?<=[«“\"] ))(?P<a>[ÀAà]) défaut, ", lambda m: "sinon, " if m["a"] == "à" else "Sinon, "),
        turn("l revien", rf"(?<![\w'’])(?P<il>[Ii])l (?P<verb>{'|'.join(_MUST)}) {_NOW}(?P<to>aux? |à la |à l['’]|à )(?P<who>[^,.;:]{{2,60}}?) d(?:e |['’])(?!autre)(?=(?:l[ae] |les |s['’]|se )?\w+(?:er|ir|re)(?!\w))(?![^.;]*, (?:pas|et non) )", _falls_to),
        turn("l appart", rf"(?<![\w'’])(?P<il>[Ii])l (?P<verb>{'|'.join(_MUST)}) {_NOW}(?P<to>aux? |à la |à l['’]|à )(?P<who>[^,.;:]{{2,60}}?) d(?:e |['’])(?!autre)(?=(?:l[ae] |les |s['’]|se )?\w+(?:er|ir|re)(?!\w))(?![^.;]*, (?:pas|et non) )", _falls_to),
        turn("l incomb", rf"(?<![\w'’])(?P<il>[Ii])l (?P<verb>{'|'.join(_MUST)}) {_NOW}(?P<to>aux? |à la |à l['’]|à )(?P<who>[^,.;:]{{2,60}}?) d(?:e |['’])(?!autre)(?=(?:l[ae] |les |s['’]|se )?\w+(?:er|ir|re)(?!\w))(?![^.;]*, (?:pas|et non) )", _falls_to),
        turn("-", rf"^(?P<so>Sans doute|Probablement) (?:(?P<who>{_WHO}) )?(?P<no>ne |n['’])?(?P<verb>[\wà-ÿ]+?)(?P<he>{_HE})", _perhaps),
        turn("-", rf"^(?P<so>Aussi|Ainsi) (?P<who>{_WHO}) (?P<verb>(?:ne |n['’])?[\wà-ÿ]+?){_HE}", _so),
        turn("faudra attendre ", rf"^Il faudra (?:encore )?attendre {_UNTIL} pour qu(?:e |['’])(?P<who>(?:l[ae]s? |l['’]|ce(?:tte|t|s)? |son |sa |ses |leurs? |une? |[A-ZÀ-Þ])[^,.;:]{{2,60}}?) (?P<be>soit|soient|puisse|puissent) (?P<rest>(?:[\w-]+)(?: (?:dans|en|sur) [^,.;:]{{3,30}})?)(?P<stop>\.?)$", _not_before),
        turn(" fa", rf"^Il (?P<must>{'|'.join(_HAD_TO)}) (?P<verb>(?!parl|compt|pass|patient|consacr|ajout|dur|trouv)\w{{2,}})er (?P<what>(?:{_NUMBER}) (?!(?:{_TIMES})(?!\w))[\w-]+(?: de [\w-]+)?)(?= (?:à|en|dans|pour|avant|sur|un|une|au|aux|du|de)(?!\w)|[.,;]|$)", lambda m: f"{m['what'][0].upper()}{m['what'][1:]} {_HAD_TO[m['must']]} être {m['verb']}és"),
        turn(" du ", rf"(?P<place>(?<!^Au )(?:centre hospitalier|groupement hospitalier|hôpital|clinique|CHU|CH) (?:de |du |d['’])[A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+)?) (?=du (?:{'|'.join(FOREIGN_WEEKDAYS['fr'])}) \d)", r"\g<place>, "),
        turn("progression", r"(?<!\w)en (?:nette |forte |légère |faible )?progression (?=d[e'’] ?\d|d['’]environ|de (?:près|plus))", "en hausse "),
        turn(" doi", rf"(?<!\b[Ii]l)(?<!\b[Ee]lle)(?<!\b[Ii]ls)(?<!\b[Ee]lles)(?<!\b[Oo]n)(?<![Nn]ous)(?<![Vv]ous) (?P<must>doit|doivent) (?:aussi |également |ensuite |désormais )?(?P<what>{_HAPPENS})(?= (?:[^,.;:]{{2,50}} )?{_WHEN})", lambda m: " " + _will(m)),
        turn("utant ", r"^Autant (?P<one>[^,;:]{5,80}), autant (?P<other>[^,;:]{5,80})$", lambda m: f"{m['one'][0].upper()}{m['one'][1:]}, mais {m['other']}"),
        turn("peine ", r"^À peine (?P<done>lancé|ouvert|installé|signé|nommé|élu|inauguré|mis en service)(?P<e>e?s?), (?=l|ce|son|sa)", lambda m: f"Juste après {'leur' if 's' in m['e'] else _ITS[m['done']][0]} {_ITS[m['done']][1]}, "),
        turn("ndr", r"^(?P<verb>Viendra|Viendront) ensuite (?P<what>[^,.;:]{4,70})(?P<stop>\.?)$", lambda m: f"{m['what'][0].upper()}{m['what'][1:]} {m['verb'].lower()} ensuite{m['stop']}"),
        turn("ajout", r"^(?P<to>[ÀA](?:ux?)? [^,.;:]{3,50}?) (?P<verb>s['’]ajoutent|s['’]ajoute|s['’]ajoutera|s['’]ajouteront|s['’]ajoutaient|s['’]ajoutait) (?P<what>[^,.;:]{4,80})(?P<stop>\.?)$", lambda m: f"{m['what'][0].upper()}{m['what'][1:]} {m['verb']} {'à' if m['to'][0] == 'À' else 'a'}{m['to'][1:]}{m['stop']}"),
        turn("xercice", r"^Exercice (?P<of>de (?:gestion de )?crise )?cyber(?= ?:)", lambda m: "Exercice de simulation de crise cyber" if m["of"] else "Exercice de cybersécurité"),
    ),
    "es": (
        turn("abe ", r"^(?P<cabe>Cabe|Conviene) (?P<verb>recordar|señalar|destacar|mencionar|subrayar|resaltar|precisar|aclarar|añadir) (?=que )", r"Es importante \g<verb> "),
        turn("abe ", r"^Cabe (?P<verb>destacar|resaltar|subrayar|recordar|mencionar) (?=(?:el|la|los|las) )", r"Hay que \g<verb> "),
        turn("rge ", r"^Urge (?=\w+[aei]r(?:l[aeo]s?)?(?!\w))", "Es urgente "),
        turn("falta", r"^(?P<verb>Hace|hace|Hacen|hacen|Hará|Harán) falta (?=(?:más|un|una|unos|unas|dos|tres|cuatro|cinco|diez|veinte|\d+) )", lambda m: _NEEDED[m["verb"]] + " "),
        turn("o ", r"^Lo (?P<what>ocurrido|sucedido|recaudado|vivido)(?= )", lambda m: f"Lo que {_LO[m['what']]}"),
        turn("e s", rf"^Le (?P<verb>{'|'.join(_FOLLOWS)})(?P<at> en el (?:cargo|puesto))? (?P<who>(?:(?:el|la) doctora? )?[A-ZÁÉÍÓÚÑ][\w-]+(?: [A-ZÁÉÍÓÚÑ][\w-]+)+)(?=[,.]|$)", _follows),
        turn("e re", rf"^Le (?P<verb>{'|'.join(_FOLLOWS)})(?P<at> en el (?:cargo|puesto))? (?P<who>(?:(?:el|la) doctora? )?[A-ZÁÉÍÓÚÑ][\w-]+(?: [A-ZÁÉÍÓÚÑ][\w-]+)+)(?=[,.]|$)", _follows),
        turn("altan ", r"^Faltan (?=[a-zñáéíóú]{4,}s(?!\w))(?!(?:dos|tres|seis|días|meses|semanas|horas|unos|unas|otros|varios|varias|pocos|pocas|muchos|muchas|menos|apenas)(?!\w))", "No hay suficientes "),
        turn("obran ", r"^Sobran (?=[a-zñáéíóú]{2,}as(?!\w))", "Hay demasiadas "),
        turn("l doble de", r"(?<!\w)(?P<be>es|era|será|ha sido|fue) el doble de lo (?=previsto|esperado|anunciado|presupuestado)", r"\g<be> dos veces más alto de lo "),
        turn("robaron", r"^A(?P<the>l| la| los| las) (?P<who>[^,.;:]{3,40}?) les? robaron (?P<what>(?:\d[\d.]*|dos|tres|cuatro|cinco|seis|diez|doce|veinte) [^,.;:]{3,50}?)(?=[.,]|$)", lambda m: f"{m['what'][0].upper()}{m['what'][1:]} fueron robados a{m['the']} {m['who']}"),
        turn("ntre l", r"^(?P<among>Entre (?:los|las) [\w-]+) (?P<be>está|figura|se encuentra|están|figuran|se encuentran) (?P<who>(?:el|la|los|las|un|una|dos|tres|cuatro|cinco) [^,.;:]{3,60}?)(?P<stop>\.?)$", lambda m: f"{m['who'][0].upper()}{m['who'][1:]} {m['be']} {m['among'][0].lower()}{m['among'][1:]}{m['stop']}"),
        turn("o dicho por", r"^Lo dicho por (?=(?:el|la|los|las) |[A-Z])", "Lo que dijo "),
        turn("en falta", r"^Se echa(?P<n>n?) en falta ", r"Se necesita\g<n> "),
        turn("circunstancia de que", r"^(?:Además, s|S)e da la circunstancia de que ", "Resulta que "),
        turn("multiplic", r"(?<=se |ha )multiplic(?P<end>ó|a|ará|ado) por (?P<n>dos|tres)(?!\w)", lambda m: _TIMES_ES[m["n"]] + m["end"]),
        turn("multiplic", r"(?<=se |an )multiplic(?P<end>aron|an|arán|ado) por (?P<n>dos|tres)(?!\w)", lambda m: _TIMES_ES[m["n"]] + m["end"]),
        turn(" que ", rf"^(?:(?:Son|Fueron|Eran|Serán) (?P<n>{_SO_MANY}) (?:los|las)|(?P<few>Poc[oa]s|Much[oa]s) son (?:los|las)) (?P<what>[\w-]+(?: [\w-]+){{0,3}}?) que (?=\w)", lambda m: f"{(m['n'] or m['few'])[0].upper()}{(m['n'] or m['few'])[1:]} {m['what']} "),
        *(turn(cue, r"^(?:Corresponde|Compete|Incumbe)(?P<will>rá)? a(?P<the>l| la| los| las) (?P<who>[\w-]+(?: (?:de|del|de la|general|regional|provincial|nacional) [\w-]+| [\w-]+al)?) (?=\w{2,}[aei]r(?:l[aeo]s?|se)?(?!\w))", _must_es) for cue in ("orrespond", "ompete", "ncumbe")),
        turn("descarta que", r"^No se descarta que ", "Es posible que "),
        turn("uien ", r"^Quien (?P<verb>\w+[ae]) es (?P<who>(?:el|la) [^,.;:]{2,40}?)(?=[,.;]|$)", r"Es \g<who> quien \g<verb>"),
        turn("nos ", r"^Unos (?=(?:lo|la|los|las) \w+ [^.;]{3,80}[;,] otros,? )", "Algunos "),
        turn("reguntad", r"^Preguntad(?P<end>[oa]s?) (?P<by>(?:ayer |hoy )?por (?:la prensa|los periodistas|este (?:diario|medio|periódico))),", r"Interrogad\g<end> \g<by>,"),
        turn("or muy", r"^Por muy (?P<how>\w+) que (?P<be>sea|sean|esté|estén) (?P<who>(?:el|la|los|las) [^,.;]{2,50}), ", r"Aunque \g<who> \g<be> muy \g<how>, "),
        turn("ntre ", r"^Entre sus (?P<what>[^,.;]{3,40}?) (?P<verb>figuran|figura|están|está|se encuentran|se encuentra) (?=(?:el|la|los|las|un|una) )", r"Sus \g<what> incluyen "),
        turn(", p", r"(?<=, )(?P<may>podrá|podrán|deberá|deberán|volverán a|volverá a) (?P<do>empezar|comenzar|arrancar|terminar|funcionar|entrar en vigor) (?P<who>(?:el|la|los|las) [^,.;:]{3,50}?)(?=\.?$)", r"\g<who> \g<may> \g<do>"),
    ),
}  # fmt: skip


def with_its_subject(text: str, lang: str) -> str:
    """A sentence whose impersonal or inverted clauses have their subject first; any other as it is.

    >>> with_its_subject("Il revient à l'agence de fixer le calendrier.", "fr")
    "L'agence doit fixer le calendrier."

    Args:
        text: one sentence.
        lang: "fr" or "es".
    """
    return said_otherwise(text, _TURNS.get(lang, ()))
