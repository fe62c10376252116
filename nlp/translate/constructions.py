"""Constructions of French and Spanish that the model takes apart wrongly, in plainer ones of the same language.

Who buys whom ("s'offre"), what a figure rises by and to, what is left to be done ("reste à"), what is at stake
("sous peine de"), who gives and who gets ("Nos regalaron"): the words are known, how they hang together is not.
"""

from __future__ import annotations

import re

from nlp.translate.turns import Instead, Turn, said_otherwise, turn


def _phrase(cue: str, pattern: str, instead: Instead) -> Turn:
    """A turn that begins with a word, in a small letter or a capital."""
    return turn(cue, rf"(?<![\w-])(?:{pattern})", instead)


def _cased(found: re.Match[str], text: str) -> str:
    """A text with the capital that what it stands for has."""
    return text[0].upper() + text[1:] if found[0][:1].isupper() else text


_BUYS = {"offre": "achète", "offrent": "achètent", "offrira": "achètera", "offriront": "achèteront"}
_WINS = {"adjuge": "remporte", "adjugent": "remportent", "adjugera": "remportera"}
_NO_GOODS = (
    r"luxe|répit|sursis|pause|cure|lifting|temps|jeunesse|souffle|vitrine|service|frayeur|victoire|bain|tour|plaisir|"
    r"occasion|chance|possibilité|perspective"
)
_MOVES = (
    "augment|progress|grimp|bondi|recul|baiss|chut|dimin|boss|plong|cr[ûu]|gonfl|fond|s['’]envol"
)
_MANY = r"(?:\d[\d,. \u00a0\u202f]*|un|une|deux|trois|quatre|cinq|six|dix|douze|quinze|vingt)"
_UNIT = (
    r"[ \u00a0\u202f](?:millions?|milliards?|milliers?)(?: d[e'’] ?(?:euros|dollars|francs|patients|personnes))?"
    r"|[ \u00a0\u202f]?(?:[MmkK]?€|M\$|euros|dollars|patients|salariés|postes|lits|personnes|clients|consultations|jours|heures|minutes)"
)
_SMALL = r"deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|quelques|une|un|\d{1,2}"
_BEFORE = {
    "du": "le",
    "des": "les",
    "de la": "la",
    "de l'": "l'",
    "de son": "son",
    "de sa": "sa",
    "de ses": "ses",
}
_CLAIMS = r"(?:ses|leurs) (?:demandes|prétentions|requêtes|conclusions)"
_OF = {"le ": "du ", "les ": "des "}
_FALSE = {"idée": "mauvaise idée", "nouvelle": "mauvaise nouvelle", "solution": "mauvaise solution"}


def _of(who: str) -> str:
    article = re.match(r"les? ", who)
    return _OF[article[0]] + who[article.end() :] if article else f"de {who}"


_VOID = {
    "nullité": "annulé", "irrecevabilité": "rejeté", "rejet": "rejeté", "annulation": "annulé", "exclusion": "exclu",
    "résiliation": "résilié", "forclusion": "rejeté", "caducité": "annulé",
}  # fmt: skip


def _risk(found: re.Match[str], of: str) -> str:
    """ "sous peine de nullité" as ", au risque d'être annulé"."""
    return f"Au risque {of}" if found[0][0] == "S" else f", au risque {of}"


def _to(found: re.Match[str]) -> str:
    """ "a bondi de 140 % à 4,7 millions" as "a bondi de 140 % et atteint 4,7 millions"."""
    verb = found["by"].split(" d")[0]
    many = verb.endswith("ent") or verb.startswith("ont ")
    return f"{_plainer(found['by'])} et {'atteignent' if many else 'atteint'} {found['to']}"


def _plainer(text: str) -> str:
    """What jumps or climbs as what rises: the model has "by" and "to" right with the commonest verbs."""
    text = re.sub(
        "bondi(?:ssent|t)?(?!\\w)",
        lambda m: {"bondi": "augmenté", "bondit": "augmente"}.get(m[0], "augmentent"),
        text,
    )
    return re.sub("(?:grimp|gonfl)(?=[eé])", "augment", text)


def _months_before(found: re.Match[str]) -> str:
    """ "À trois mois de l'échéance" as "trois mois avant l'échéance"."""
    of = _BEFORE[found["of"].replace("’", "'")]
    return _cased(found, f"{found['time']} avant {of}") + " " * (of != "l'")


def _dismissed(found: re.Match[str]) -> str:
    """ "a débouté Prosoin de toutes ses demandes" as "a rejeté toutes les demandes de Prosoin"."""
    what = "toutes les demandes" if found["all"] else found["one"].replace("sa ", "la ", 1)
    rest = found["of"] or ""
    return f"{found['has']} rejeté {what}{rest} {_of(found['who'])}"


def _falls_to(found: re.Match[str]) -> str:
    """A company that "tombe dans l'escarcelle de" another is bought by it; a contract is won."""
    done = (
        "remporté"
        if re.search(r"(?:marché|contrat|lot)s? $", found.string[: found.start()])
        else "racheté"
    )
    verb = found["verb"]
    be = "" if verb == "tombé" else "sont " if verb.endswith("ent") else "est "
    many = "s" * (be == "sont ")
    return f"{be}{done}{many} par" + {"u": " le", "es": " les", "e": ""}[found["of"]]


_PLAYS_DOWN = {
    "resta": "minimiza", "restan": "minimizan", "restó": "minimizó", "restaron": "minimizaron", "restar": "minimizar", "restado": "minimizado",
    "restaba": "minimizaba", "restando": "minimizando",
}  # fmt: skip
_GIVE = (
    r"(?:han |habían )?(?:d(?:ieron|an|ado|arán)|regal(?:aron|an|ado)|quit(?:aron|an|ado)|promet(?:ieron|en|ido)|prometido|ofrec(?:ieron|en|ido)|"
    r"dij(?:eron)|dicen|dicho|pid(?:ieron|en)|pedido|cobr(?:aron|an|ado)|mand(?:aron|an|ado)|envi(?:aron|ado)|neg(?:aron|ado)|"
    r"niegan|rob(?:aron|ado)|recort(?:aron|an|ado)|oblig(?:aron|an|ado)|inform(?:aron|ado)|avis(?:aron|ado)|asegur(?:aron|ado)|"
    r"explic(?:aron|ado)|vend(?:ieron|ido)|instal(?:aron|ado)|llam(?:aron|ado)|trat(?:aron|an|ado)|despid(?:ieron)|contrat(?:aron))"
)
_BODY = (
    r"ministerio|gobierno|hospital|consejería|empresa|compañía|firma|junta|ayuntamiento|universidad|gerencia|administración|"
    r"secretaría|fundación|clínica|aseguradora|proveedor|fabricante|instituto|agencia|servicio"
)
_MADE = (
    r"compró|contrató|adquirió|diseñó|desarrolló|lanzó|firmó|instaló|encargó|anunció|presentó|prometió|publicó|financió|licitó|"
    r"adjudicó|implantó|elaboró|construyó|creó|aprobó|impulsó|envió|pagó|cerró"
)
_TAUGHT = {
    "dictó": "impartió",
    "dictaron": "impartieron",
    "dicta": "imparte",
    "dictan": "imparten",
    "dictará": "impartirá",
    "dictar": "impartir",
    "dictado": "impartido",
}
_COURSE = r"(?:cursos?|talleres|taller|clases?|seminarios?|diplomados?|charlas?|conferencias?|capacitaci(?:ón|ones)|materias?)"
_COUNT = r"(?:\d[\d.]*|dos|tres|cuatro|cinco|seis|siete|ocho|diez|doce|veinte|varios|varias|muchos|muchas)"
_CAME = r"acudieron|asistieron|acudió|asistió|acuden|asisten|se sumaron|se sumó|se suman"

_CONSTRUCTIONS = {
    "fr": (
        _phrase("offr", rf"s['’](?P<verb>offre|offrent|offrira|offriront) (?=(?!(?:à|aux?|en|pour|de|d['’])(?![\w]))(?!(?:[\w’']+ ){{0,2}}(?:\w['’])?(?:{_NO_GOODS}))[\w’'])", lambda m: _BUYS[m["verb"]] + " "),
        _phrase("offert", rf"(?:s['’]est|se sont) offert (?!(?:[\w’']+ ){{0,2}}(?:\w['’])?(?:{_NO_GOODS}))(?=[\w’'])", lambda m: "ont acheté " if "sont" in m[0] else "a acheté "),
        _phrase("adjug", r"s['’](?P<verb>adjuge|adjugent|adjugera) (?=l)", lambda m: _WINS[m["verb"]] + " "),
        _phrase("escarcelle", r"(?P<verb>tombe|tombent|tombé|passe|passent) dans l['’]escarcelle d(?P<of>u|es|e)(?!\w)", _falls_to),
        _phrase("accus", r"accus(?P<end>e|ent|ait|é) (?=un déficit|une (?:lourde )?perte|une perte|des pertes|une baisse|un recul|un repli|une chute)", r"enregistr\g<end> "),
        _phrase("retard", r"accus(?:e|ent|ait) (?:déjà )?un retard de (?P<time>[\w ]{2,20}?)(?= (?:sur|par|dans|et)(?!\w)|[.,;]|$)", lambda m: ("avait" if "ait " in m[0] else "ont" if "ent " in m[0] else "a") + f" {m['time']} de retard"),
        _phrase("vu", r"(?P<who>[A-ZÀ-Þ][\w-]+|[Ll]e \w+|[Ll]['’]\w+) a vu (?P<what>son offre|sa demande|sa candidature|son recours|son projet) (?P<done>\w+ée?s?)(?= (?:par|pour|faute|au|en|le|après)(?!\w)|[.,;]|$)", lambda m: f"{'La' if m['what'].startswith('sa') else 'Le'} {m['what'].split()[1]} {_of(m['who'][0].lower() + m['who'][1:] if m['who'][:2] in ('Le', 'L' + chr(39), 'L’') else m['who'])} a été {m['done']}".replace("Le offre", "L'offre")),
        _phrase(" à ", rf"(?P<by>(?:(?:a|ont|avait) )?(?:{_MOVES})\w* d[e'’] ?(?:près de |plus de |environ )?{_MANY}(?:[ \u00a0\u202f]?%|(?P<points>[ \u00a0\u202f]points?(?: de pourcentage)?))),? à (?P<to>{_MANY}(?:{_UNIT}|(?(points)[ \u00a0\u202f]?%|(?!))))(?!\w)(?! (?:près|peine|partir))", _to),
        _phrase(" d", rf"(?P<at>[ÀA]|(?<=, )à) (?P<time>(?:moins de |peine )?(?:{_SMALL}) (?:mois|semaines?|jours?|ans)) (?P<of>du|des|de la|de l['’]|de son|de sa|de ses)(?:(?<=['’])| )(?!(?:prison|travail|mer|plage|frontière|côte)(?!\w))", _months_before),
        _phrase("este", r"Reste (?:encore |désormais |maintenant |donc )?à (?!savoir|convaincre)(?=\w+(?:er|ir|re)(?!\w))", "Il faut encore "),
        _phrase("este que", r"Reste que (?=\w)", "Cependant, "),
        _phrase("este qu", r"Reste qu['’](?=\w)", "Cependant, "),
        _phrase("gard", r"s['’](?:est|était) (?:bien )?gardée? d(?P<e>e |['’])(?=\w+(?:er|ir|re)(?!\w))", r"a évité d\g<e>"),
        _phrase("gard", r"se gard(?P<end>e|ent|era|er|ait) (?:bien )?d(?P<e>e |['’])(?=\w+(?:er|ir|re)(?!\w))", lambda m: {"er": "éviter", "ait": "évitait", "era": "évitera", "e": "évite", "ent": "évitent"}[m["end"]] + f" d{m['e']}"),
        _phrase("gard", r"se gard(?P<end>e|ent|er|ait) (?:bien )?de tout ", lambda m: {"er": "éviter", "ait": "évitait", "e": "évite", "ent": "évitent"}[m["end"]] + " tout "),
        _phrase("fausse", r"fausse bonne (?P<what>idée|nouvelle|solution)", lambda m: _FALSE[m["what"]]),
        _phrase("débout", rf"(?P<has>a|ont|avait) débouté (?P<who>[^,.;]{{2,50}}?) de (?:(?P<all>toutes {_CLAIMS}|l['’]ensemble de {_CLAIMS}|la totalité de {_CLAIMS})|(?P<one>sa demande|son recours|sa requête)(?P<of> d(?:e |['’])\w+)?)(?!\w)", _dismissed),
        turn("ous peine d", r"(?:,? s|(?<![\w-])S)ous peine d(?P<e>e |['’])(?=\w+(?:er|ir|re)(?!\w)|être|(?:une |sanctions?|poursuites|fortes? ))", lambda m: _risk(m, f"d{m['e']}")),
        turn("ous peine d", rf"(?:,? s|(?<![\w-])S)ous peine d(?:e |['’])(?P<what>{'|'.join(_VOID)})(?: de (?:l['’]|la |sa |son )(?:offre|candidature|demande|contrat|marché|dossier))?(?!\w)", lambda m: _risk(m, f"d'être {_VOID[m['what']]}")),
        turn("quoi", r"^(?:Faute de|Sans) quoi,? ", "Sinon, "),
        turn("charge", r",? à charge pour (?P<who>(?:l['’]|l[ea] |les |[A-ZÀ-Þ])[^,.;]{2,40}?) d(?:e |['’])(?=(?:l[ea] |les |l['’])?\w+(?:er|ir|re)(?!\w))", lambda m: f", et {m['who']} {'devront' if m['who'].startswith('les ') else 'devra'} "),
        _phrase("au ", rf"(?P<one>(?i:{_MANY}) (?:candidats|offres|lots|établissements|sites|hôpitaux|entreprises|sociétés|personnes|participants|équipes|projets)) au (?:plus|maximum)(?=[ ,.;]|$)(?! (?:tard|tôt|près|fort|haut))", lambda m: _cased(m, "au maximum ") + m["one"].lower()),
        _phrase("aine", r"sous (?P<when>huitaine|quinzaine)(?!\w)", lambda m: "dans un délai de " + {"huitaine": "huit jours", "quinzaine": "quinze jours"}[m["when"]]),
        _phrase("reprises", rf"à (?P<n>{_SMALL}|\d+) reprises(?!\w)", r"\g<n> fois"),
        _phrase("soit moitié", r"soit moitié (?P<more>plus|moins) qu(?=['’e])", r"soit 50 % de \g<more> qu"),
        _phrase("écop", r"(?P<has>a|ont|avait|avaient) écopé (?P<when>[^,.;]{2,25}?) d(?:['’](?P<one>une?) |e )(?=\w)", lambda m: f"{m['has']} reçu {m['when']} {m['one'] + ' ' if m['one'] else ''}"),
        _phrase("éponge", r"(?P<adv>finalement|déjà|aussi|également|enfin|récemment|depuis|vite|rapidement|presque) jeté l['’]éponge", r"\g<adv> abandonné"),
        _phrase("lorgn", r"lorgn(?P<end>e|ent|ait|aient|er|ant) (?:vers |sur )?(?=l[ea] |les |l['’]|un |une |des |son |sa )", r"vis\g<end> "),
        _phrase("conclu", r"concl(?P<end>ut|uent|uait|uaient) à (?=une? )", lambda m: {"ut": "constate ", "uent": "constatent ", "uait": "constatait ", "uaient": "constataient "}[m["end"]]),
        _phrase("lendemain", r"[Dd]ès le lendemain(?! d[eu'’])", lambda m: _cased(m, "le lendemain")),
        _phrase("condamn", r"(?<=^)(?P<who>(?:Une? |Le |La |L['’]|Deux |Trois )[\w' -]{3,40}?)(?<!est)(?<!été)(?<!sont) (?P<done>condamnée?s?) (?=pour (?!\d))", lambda m: f"{m['who']} {'sont' if m['done'].endswith('s') else 'est'} {m['done']} "),
        _phrase("menac", r"(?P<who>(?:la|le|les|une|un|des|deux|trois|[Ll]a|Le|Les|Une|Un|Deux|Trois|\d+|[Dd]eux cents|[Cc]ent) (?:\w+ ){0,2}\w+) (?P<done>menacée?s?)(?= (?:à|en|dans|par) |$)(?<!est menacé)(?<!sont menacés)", lambda m: m[0] if re.search(r"(?:est|sont|été|ait|aient|sera|seront|[êe]tre|se sent|sentent)$", m["who"]) else f"{m['who']} {'sont' if m['done'].endswith('s') else 'est'} {m['done']}"),
        turn("Vers un", r"^Vers une? (?=\w)", "Possible "),
        turn("gression", r"^Agression(?P<s>s?) (?:d['’](?=un)|de (?=(?:la|l['’]|deux|trois|quatre|cinq|soignants|médecins|personnels)(?!\w))|d(?P<art>u|es) )", lambda m: f"Agression{m['s']} contre " + {"u": "le ", "es": "les "}.get(m["art"] or "", "")),
        _phrase("Suit", r"Suit (?P<what>une longue (?:liste|série) d[^.;,]+)(?=\.?$)", lambda m: f"{m['what'][0].upper()}{m['what'][1:]} suit"),
    ),
    "es": (
        _phrase("importancia", r"(?P<verb>resta|restan|restó|restaron|restar|restado|restaba|restando) importancia a(?P<l>l?)(?!\w)", lambda m: _PLAYS_DOWN[m["verb"]] + (" el" if m["l"] else "")),
        turn("os ", rf"(?P<at>^[«\"“—]?|(?<=[,;] )|(?<= y ))(?P<us>[Nn]os|[Oo]s) (?={_GIVE} (?!(?:los|las|sus) \w+(?:s|es)(?!\w)(?! (?:de|que|del) nosotros)))", lambda m: ("Ellos " if m["us"][0].isupper() else "ellos ") + m["us"].lower() + " "),
        _phrase("dict", rf"[Ss]e (?P<verb>dictaron|dictarán|dictan|dictó) (?P<what>(?:{_COUNT} |una? |los |las )?{_COURSE}(?: de [\w]+)?)(?= (?:en|para|a|sobre|este|durante|el)(?!\w)|[.,;]|$)", lambda m: _cased(m, f"{m['what']} {dict(dictaron='fueron', dictarán='serán', dictan='son', dictó='fue')[m['verb']]} impartid{'a' if re.search('clase|charla|conferencia|capacitaci|materia', m['what']) else 'o'}{'' if m['verb'] == 'dictó' else 's'}")),
        _phrase("dict", rf"(?P<verb>dictó|dictaron|dictará|dictar|dictado|dictan|dicta) (?=(?:{_COUNT} |una? |el |la |los |las )?{_COURSE}(?!\w))", lambda m: _TAUGHT[m["verb"]] + " "),
        _phrase("al alza", r"(?P<verb>van|va|siguen|sigue|iban|iba) al alza", lambda m: {"van": "están subiendo", "va": "está subiendo", "siguen": "siguen subiendo", "sigue": "sigue subiendo", "iban": "estaban subiendo", "iba": "estaba subiendo"}[m["verb"]]),
        _phrase("a la baja", r"(?P<verb>van|va|siguen|sigue|iban|iba) a la baja", lambda m: {"van": "están bajando", "va": "está bajando", "siguen": "siguen bajando", "sigue": "sigue bajando", "iban": "estaban bajando", "iba": "estaba bajando"}[m["verb"]]),
        _phrase("revis", r"revis(?P<end>ó|aron|a|an|ará|ar|ado|ada|ados|adas) (?P<way>al alza|a la baja)", lambda m: {"al alza": "aument", "a la baja": "recort"}[m["way"]] + m["end"]),
        _phrase("revis", r"revisi(?P<end>ón|ones) (?P<way>al alza|a la baja)(?= del? )", lambda m: {"al alza": "aumento", "a la baja": "reducción"}[m["way"]] if m["end"] == "ón" else m[0]),
        _phrase("tendencia", r"tendencia (?P<way>al alza|a la baja)(?!\w)", lambda m: {"al alza": "tendencia creciente", "a la baja": "tendencia decreciente"}[m["way"]]),
        _phrase("a la baja", r"cerr(?P<end>ó|aron) a la baja", lambda m: {"ó": "cerró", "aron": "cerraron"}[m["end"]] + " con una bajada"),
        _phrase("al alza", r"cerr(?P<end>ó|aron) al alza", lambda m: {"ó": "cerró", "aron": "cerraron"}[m["end"]] + " con una subida"),
        _phrase("desde", r"(?<=\w )desde (?=(?:los )?(?:(?:unos )?\d[\d.,]*)[ \u00a0](?:euros|dólares|pesos|soles|€)(?!\w)(?! (?:hasta|a) ))", "a partir de "),
        _phrase("desde la f", r"(?<=meses )desde (?=la (?:firma|formalización|adjudicación|notificación|publicación)(?!\w))|(?<=días )desde (?=la (?:firma|formalización|adjudicación|notificación|publicación)(?!\w))|(?<=años )desde (?=la (?:firma|formalización)(?!\w))", "a partir de "),
        _phrase("ocasiones", r"hasta en (?P<n>\d+|dos|tres|cuatro|cinco|diez) ocasiones", r"\g<n> veces"),
        _phrase("inferior", r"(?:que )?(?:sean?|están?|sean|es|son) inferior(?:es)? en (?P<more>más de )?(?P<n>un? ?)?(?P<p>\d[\d.,]*[ \u00a0]?%) a(?P<l>l?) (?=\w)", lambda m: ("que " if m[0].startswith("que") else "") + ("estén" if "sean" in m[0] else "está" if not m[0].startswith("que") and "son" not in m[0] else "están") + f" {m['more'] or ''}un {m['p']} por debajo de{m['l']} "),
        _phrase("superior", r"(?:es|son|sea|sean) superior(?:es)? en (?P<more>más de )?(?:un )?(?P<p>\d[\d.,]*[ \u00a0]?%) a(?P<l>l?) (?=\w)", lambda m: ("está" if m[0].startswith("es") else "esté" if m[0].startswith("sea ") else "estén" if m[0].startswith("sean") else "están") + f" {m['more'] or ''}un {m['p']} por encima de{m['l']} "),
        _phrase("prescind", r"prescind(?P<end>e|en|ió|ieron|irá|irán|ir) de (?=(?:su|sus|la|el|los|las) (?:\w+ )?(?:proveedor|empresa|contratista|firma|compañía|consultora|adjudicatari)\w*|(?:los )?servicios de |[A-ZÁÉÍÓÚ][a-z]+)", lambda m: {"e": "deja de trabajar con ", "en": "dejan de trabajar con ", "ió": "dejó de trabajar con ", "ieron": "dejaron de trabajar con ", "irá": "dejará de trabajar con ", "irán": "dejarán de trabajar con ", "ir": "dejar de trabajar con "}[m["end"]]),
        _phrase("servicios de", r"(?P<stop>dej\w+ de trabajar con )(?:los )?servicios de ", r"\g<stop>"),
        turn("Eso sí", r"^Eso sí, ", "Sin embargo, "),
        turn("djudican a", r"^Adjudican a(?P<l>l?) (?P<who>[A-ZÁÉÍÓÚÑ][\w-]+(?: [A-ZÁÉÍÓÚÑ][\w-]+)*|(?:una? )?(?:empresa|firma|consorcio|grupo) [\w-]+) (?P<what>(?P<det>el|la|los|las|un|una) [^:;.]{3,60}?)(?P<sum> por [\d.,]+ .*)?$", lambda m: f"{m['what'][0].upper()}{m['what'][1:]} {'fueron' if m['det'].endswith('s') else 'fue'} adjudicad{ {'el': 'o', 'un': 'o', 'la': 'a', 'una': 'a', 'los': 'os', 'las': 'as'}[m['det']]} a{m['l']} {m['who']}{m['sum'] or ''}"),
        turn("e busca", r"^Se busca(?P<n>n?) (?P<what>(?!a )[\w ]{3,40}?) para (?P<who>(?:el|la|los|las) [^,.:;]{3,60}|[A-ZÁÉÍÓÚÑ][\w-]+)$", lambda m: f"{m['who'][0].upper()}{m['who'][1:]} busca{'n' if m['who'].startswith(('los', 'las')) else ''} {'' if m['n'] or m['what'].split()[0] in ('un', 'una') else 'un '}{m['what']}"),
        turn("rescate", r"(?<= y )(?P<verb>piden|exigen) (?:un )?rescate(?! (?:de|del|a)(?!\w))", r"unos atacantes \g<verb> un rescate"),
        turn("Toca ", r"^Toca (?:ahora )?(?=\w+(?:ar|er|ir)(?:lo|la|los|las|se)?(?!\w))", "Hay que "),
        turn("agua fría", r"^(?:Un )?[Jj]arro de agua fría (?=para |a)", "Decepción "),
        turn("isto para", r"^Visto para sentencia (?P<what>el (?:juicio|caso|proceso)(?: \w+){0,8}?)(?=\.?$)", lambda m: f"E{m['what'][1:]} terminó y está pendiente de sentencia"),
        turn("A", rf"^A(?P<l>l| la| los| las) (?P<what>[\w-]+(?: (?:de|del|por) \w+)?) (?P<came>{_CAME}) (?P<who>[^,.;]{{3,60}}?)(?P<stop>\.?)$", lambda m: f"{m['who'][0].upper()}{m['who'][1:]} {m['came']} a{'' if m['l'] == 'l' else ''}{m['l']} {m['what']}{m['stop']}"),
        _phrase("que ", rf"(?P<thing>(?:[Ee]l|[Ll]a|[Ll]os|[Ll]as|una?|unos|unas) (?!(?:{_BODY})(?!\w))\w+(?: \w+)?) que (?P<made>{_MADE}) (?P<who>(?:el|la) (?:{_BODY}))(?!\w)(?= (?!de|del)\w|[.,]|$)", r"\g<thing> que \g<who> \g<made>"),
        _phrase("impone", r"se impon(?P<end>e|en) a (?P<whom>[A-ZÁÉÍÓÚ][\w-]+)(?= en (?:el|la) (?:concurso|licitación|puja|subasta))", lambda m: {"e": "derrota", "en": "derrotan"}[m["end"]] + f" a {m['whom']}"),
        _phrase("impus", r"se impus(?P<end>o|ieron) a (?P<whom>[A-ZÁÉÍÓÚ][\w-]+)(?= en (?:el|la) (?:concurso|licitación|puja|subasta))", lambda m: {"o": "derrotó", "ieron": "derrotaron"}[m["end"]] + f" a {m['whom']}"),
    ),
}  # fmt: skip


def constructed(text: str, lang: str) -> str:
    """A sentence with such constructions in plainer ones; any other as it is.

    >>> constructed("Dominance s'offre son concurrent Géroline.", "fr")
    'Dominance achète son concurrent Géroline.'

    Args:
        text: one sentence.
        lang: "fr" or "es".
    """
    return said_otherwise(text, _CONSTRUCTIONS.get(lang, ()))
