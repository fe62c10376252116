"""Fixed expressions that the model takes word by word, put in plainer words of the same language before it reads them.

For what no rendering beside it mends: where words stand between ("donne tort à Kelvia et raison au CHU"), where an
English verb would have to agree, or where the figures change places ("reconductible deux fois un an").
"""

from __future__ import annotations

import re

from nlp.translate.turns import Instead, Turn, said_otherwise, turn


def _phrase(cue: str, pattern: str, instead: Instead) -> Turn:
    """A turn that begins with a word."""
    return turn(cue, rf"(?<![\w-])(?:{pattern})", instead)


_OF = {"le ": "du ", "les ": "des "}
_COUNT = r"une|un|deux|trois|quatre|cinq|[1-5]"
_YEARS = rf"(?:{_COUNT}|six|douze|\d{{1,2}}|d'un|d'une) (?:ans?|année|mois)(?!\w)"
_NO_VERB = r"pouvoir|plaisir|loisir|avenir|savoir(?:-\w+)?|repère|lumière|matière|manière|chaleur"
_QUEDAR = {
    "queda": "recibe", "quedan": "reciben", "quedó": "recibió", "quedaron": "recibieron", "quedar": "recibir",
    "quedara": "recibiera", "quedará": "recibirá", "quedado": "recibido", "quedarán": "recibirán",
}  # fmt: skip
_GIVE_UP = {"da": "renuncia", "dan": "renuncian", "dio": "renunció", "dieron": "renunciaron"}
_CLOSE = {
    "da": "declara", "dan": "declaran", "dio": "declaró", "dieron": "declararon", "dado": "declarado", "dar": "declarar",
}  # fmt: skip
_ALARM = {
    "tire": "donne",
    "tirent": "donnent",
    "tirer": "donner",
    "tiré": "donné",
    "tirait": "donnait",
}
_NO_NOUN = r"que|m[áa]s|menos|dinero|tiempo|precio|margen|gente|agua|ruido|espacio|personal|uso|valor|no|o|y|de|a|en|como|probable"


def _of(who: str) -> str:
    """ "le CHU" as "du CHU", "Kelvia" as "de Kelvia"."""
    article = re.match(r"les? ", who)
    return _OF[article[0]] + who[article.end() :] if article else f"de {who}"


def _renewed(found: re.Match[str]) -> str:
    """ "reconductible deux fois un an" as "renouvelable pour deux périodes d'un an"."""
    count = {"un": "une", "1": "une"}.get(found["count"], found["count"])
    each = found["each"]
    each = f"d'{each}" if each.startswith("un") else each if each.startswith("d'") else f"de {each}"
    noun = "période" if count == "une" else "périodes"
    ending = found["s"]
    return f"renouvelable{ending} pour {count} {noun} {each}"


def _no_bids(found: re.Match[str]) -> str:
    """ "ha quedado desierto" as "no ha recibido ofertas válidas"; a post as left open."""
    verb = found["verb"]
    has = found["has"] or ""
    post = re.search(r"(?i)(?<!\w)(?:plazas?|puestos?|vacantes?|jefaturas?)(?!\w)", found.string)
    bidding = re.search(
        r"(?i)licitaci|concurso|contrat|lotes?(?!\w)|adjudica|subasta|procedimiento", found.string
    )
    if post and not bidding:
        return f"{has}{verb} sin cubrir"
    return f"no {has}{_QUEDAR[verb]} ofertas válidas" if bidding else found[0]


def _appeal(found: re.Match[str]) -> str:
    what = found["what"]
    return what[0].upper() + what[1:] if found["contra"][0] == "C" else what


_PHRASES = {
    "fr": (
        _phrase("liberté", r"(?P<l>[Ll])a Commission nationale de l['’][Ii]nformatique et des [Ll]ibertés", r"\g<l>'autorité française de protection des données"),
        _phrase("fois", rf"(?:reconductible|renouvelable)(?P<s>s?)(?: tacitement)? (?P<count>{_COUNT}) fois,? (?:pour )?(?P<each>{_YEARS})", _renewed),
        _phrase("manqué", rf"(?<!pas )(?<!jamais )(?<!rien )manqué d(?P<e>e |['’])(?!{_NO_VERB})(?=(?:[ls]['’]|[ls]e |la |les |être |y )?\w+(?:er|ir|re)(?!\w))", "failli "),
        _phrase("en demeure", r"(?P<verb>mis|met|mettent|mettra) (?P<who>(?:l['’]|les? |la |un |une |deux |trois )?[^,.;]{2,40}?) en demeure(?!\w)", r"\g<verb> en demeure \g<who>"),
        _phrase("incompétent", r"s['’]est déclarée? incompétente?(?!\w)", "a décliné sa compétence"),
        _phrase("tort", r"(?P<has>a |ont )?(?P<verb>donn\w+) tort (?P<whom>[^,.;]{2,50}) et raison (?=à|aux?)", lambda m: f"{m['has'] or ''}{m['verb']} tort {m['whom']} et {m['has'] or ''}{m['verb']} raison "),
        _phrase("débout", r"a débouté (?P<who>[^,.;]{2,50}?) de (?:ses demandes|sa demande|leurs demandes)", lambda m: f"a rejeté les demandes {_of(m['who'])}"),
        _phrase("débout", r"(?P<has>a|ont) été déboutée?s?(?: de (?:[sl]\w+ )?(?:demandes?|recours|requêtes?))?(?!\w)", r"\g<has> perdu"),
        _phrase("délibéré", r"L['’]affaire (?:a été|est) mise en délibéré au", "Le jugement sera rendu le"),
        _phrase("délibéré", r"(?:a été|est) mise? en délibéré au", "sera rendu le"),
        _phrase("saisi", r"a été saisie? de (?=(?:\d+|plusieurs|deux|trois|quatre|cinq|six|dix|nombreuses) (?:nouvelles )?(?:plaintes|réclamations|signalements))", "a reçu "),
        _phrase("préavis", r"lev(?P<end>é|er|e|ent|ée?s?) (?=(?:le|les|leurs?|son|ce) préavis)", r"retir\g<end> "),
        _phrase("sonnette", r"(?P<verb>tire|tirent|tirer|tiré|tirait) la sonnette d['’]alarme", lambda m: f"{_ALARM[m['verb']]} l'alerte"),
        _phrase("un trait", r"tir(?P<end>e|ent|é|er|ait|aient|era|ant) un trait (?:définitif )?sur (?=\w)", r"abandonn\g<end> "),
        _phrase("intérim", r"assur(?P<end>e|er|era|ait|é) l['’]intérim", r"occup\g<end> le poste par intérim"),
        _phrase("reconduction", r"renouvelable(?P<s>s?) par tacite reconduction", r"renouvelable\g<s> automatiquement"),
        _phrase("ésiliation", r"(?P<has>a|ont) procédé à la résiliation d(?P<of>u|e la|es|e) (?=\w)", lambda m: f"{m['has']} résilié {dict(u='le ', es='les ', e='')[m['of']] if m['of'] != 'e la' else 'la '}"),
        _phrase("de rigueur", r",? ?(?:délai|terme) de rigueur", " au plus tard"),
        _phrase("a classé", r"(?<=parquet )a classé (?=l['’]affaire|le dossier|la plainte|l['’]enquête)", "a clos "),
        _phrase("épingl", r"épingl(?P<end>e|ent|é|ée|és|ées|er) (?=l)", r"critiqu\g<end> "),
        _phrase("saisi", r"(?P<has>a|ont|avait|avaient) saisi (?=le juge|le tribunal|les prud|le conseil de prud|le Conseil d|la [cC]our)", r"\g<has> déposé un recours devant "),
        _phrase("titulaire", r"aux torts (?:exclusifs )?du titulaire", "par la faute du titulaire"),
        _phrase("sans suite", r"(?P<verb>déclar(?:é|er|e)) (?P<what>(?:la|cette|le|ce) (?:procédure|consultation|marché|lot(?: n° ?\d+| \d+)?)) sans suite", lambda m: f"{m['verb'].replace('déclar', 'annul')} {m['what']}"),
        _phrase("marché", r"(?P<le>[Ll]e marché) (?P<be>est|a été) (?:conclu|passé) (?=pour|sans|avec|en)", r"\g<le> \g<be> signé "),
        _phrase("succède", r"À (?P<old>(?:[A-ZÀ-Þ][\w-]+ ?){2,3}) succède (?P<new>(?:[A-ZÀ-Þ][\w-]+ ?){1,2}[A-ZÀ-Þ][\w-]+)", lambda m: f"{m['new']} succède à {m['old'].strip()}"),
    ),
    "es": (
        _phrase("Protección", r"Agencia Española de Protección de Datos(?! Personales)", "autoridad española de protección de datos"),
        _phrase("desiert", r"(?P<has>ha |han |había |habían )?(?P<verb>qued(?:a|an|ó|aron|ar|ara|ará|arán|ado)) desiert[oa]s?(?!\w)", _no_bids),
        _phrase("consta", r"[Aa] (?P<who>(?:la|los|las) [^,.;]{3,40}?|[A-ZÀ-Þ][^,.;]{2,40}?) no les? consta que", lambda m: f"{m['who'][0].upper() if m[0][0] == 'A' else m['who'][0]}{m['who'][1:]} no tiene constancia de que"),
        _phrase("consta", r"(?P<a>[Aa])l (?P<who>[^,.;]{3,40}?) no le consta que", lambda m: f"{'E' if m['a'] == 'A' else 'e'}l {m['who']} no tiene constancia de que"),
        _phrase("constancia", r"(?P<no>[Nn]o (?:tienen? constancia|hay constancia|consta) (?:de )?que [^.;]{2,60}?)ning(?:ún (?P<his>\w+)|una (?P<her>\w+))", lambda m: m["no"] + (f"{m['his']} alguno" if m["his"] else f"{m['her']} alguna")),
        _phrase("poco", rf"[Pp]or poco (?=(?:se|le|les|lo|la|los|las|nos|me) \w+)|[Pp]or poco (?=(?!{_NO_NOUN})\w{{3,}}[ae]n? (?:el|la|los|las|un|una|su)(?!\w))", lambda m: "Casi " if m[0][0] == "P" else "casi "),
        _phrase("estim", r"estim(?P<end>ó|aron|ar|a|ado) (?P<how>parcialmente )?(?=(?:el|la|un|una|los|las|su) (?:recurso|demanda|apelación|petición|reclamación|querella)s?)", lambda m: {"ó": "aceptó ", "aron": "aceptaron ", "ar": "aceptar ", "a": "acepta ", "ado": "aceptado "}[m["end"]] + (m["how"] or "")),
        _phrase("a cargo de", r"(?P<what>[Ll]os gastos|[Ll]os costes|[Ee]l coste) corr(?P<end>en|e|ieron|ió) a cargo de", lambda m: f"{m['what']} {dict(en='son', e='es', ieron='fueron', ió='fue')[m['end']]} pagad{'os' if m['what'].endswith('s') else 'o'} por"),
        _phrase("corr", r"corr(?P<end>e|en|ió|ieron) con los gastos", lambda m: dict(e="paga", en="pagan", ió="pagó", ieron="pagaron")[m["end"]] + " los gastos"),
        _phrase("vist", r"qued(?:ó|a|aron) vist[oa]s? para sentencia", "terminó y está pendiente de sentencia"),
        _phrase("cartas", r"(?P<verb>tom\w+) cartas en el asunto", r"\g<verb> medidas"),
        _phrase("en costas", r"conden(?P<end>ó|a|ado) en costas a(?=l )", r"conden\g<end> a pagar las costas a"),
        _phrase("expensas", r"(?P<verb>queda|está|quedó|estaba) a expensas de(?=l? )", lambda m: "dependía de" if m["verb"] in ("quedó", "estaba") else "depende de"),
        _phrase("derecho a no", r"se (?P<has>ha )?acog(?P<end>ió|e|ieron|ido) a su derecho a no declarar", lambda m: {"ió": "se negó a declarar", "e": "se niega a declarar", "ieron": "se negaron a declarar", "ido": "se ha negado a declarar"}[m["end"]]),
        _phrase("recurso", r"(?P<contra>[Cc]ontra )(?P<what>(?:la|el|esta|este|dicha) \w+) (?P<no>no )?cabe (?:interponer )?recurso", lambda m: f"{_appeal(m)} {m['no'] or ''}se puede recurrir"),
        _phrase("recurso", r"(?<!que )(?<!cual )cabe (?:interponer )?recurso", "se puede recurrir"),
        _phrase("temeraria", r"incurr(?P<end>ió|e|ieron) en baja temeraria", lambda m: {"ió": "presentó", "e": "presenta", "ieron": "presentaron"}[m["end"]] + " una oferta anormalmente baja"),
        _phrase("a disposición de", r"(?P<verb>puso|pone|puesto|pondrá) su cargo a disposición de(?P<l>l?)(?!\w)", lambda m: {"puso": "ofreció", "pone": "ofrece", "puesto": "ofrecido", "pondrá": "ofrecerá"}[m["verb"]] + f" su dimisión a{m['l']}"),
        _phrase("vencid", r"se (?P<verb>da|dan|dio|dieron) por vencid[oa]s?(?!\w)", lambda m: _GIVE_UP[m["verb"]]),
        _phrase("zanjad", r"(?P<verb>da|dan|dio|dieron|dado|dar) por zanjad(?P<end>[oa]s?)(?P<what> (?:el|la|los|las|su|este|esta) \w+(?: (?:del?|con|sobre|por) (?:la |el |los |las )?\w+)?)?(?!\w)", lambda m: f"{_CLOSE[m['verb']]}{m['what'] or ''} terminad{m['end']}"),
    ),
}  # fmt: skip


def in_plain_words(text: str, lang: str) -> str:
    """A sentence with such expressions in plainer words; any other as it is.

    >>> in_plain_words("Marché de deux ans, reconductible deux fois un an.", "fr")
    "Marché de deux ans, renouvelable pour deux périodes d'un an."

    Args:
        text: one sentence.
        lang: "fr" or "es".
    """
    return said_otherwise(text, _PHRASES.get(lang, ()))
