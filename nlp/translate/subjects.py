"""Spanish that leaves the subject out, with one put in: "Agregó que ..." as "Ella agregó que ...".

A model that reads one sentence takes such a verb for a man's ("He added"), for an imperative ("Work in Getafe") or
for a passive. Whom it is about follows from the sentences before (:mod:`nlp.translate.referents`).
"""

from __future__ import annotations

import re

from nlp.tables import words
from nlp.translate.nouns import NOUN_PHRASE, is_body, noun_of
from nlp.translate.referents import Referent, people_in

STAND_IN = {("n", "m"): "el grupo", ("n", "f"): "la empresa", ("n", ""): "la empresa", ("f", "f"): "ella", ("m", "m"): "él", ("u", ""): "usted"}  # fmt: skip
"""What is put in for whom; the English of the first two is then "it" (:mod:`nlp.translate.pronouns`)."""

_PRESENT = words(
    "es está tiene trabaja dirige preside lidera encabeza espera llega deja nos vive reside ejerce ocupa cuenta dispone cree considera asegura afirma añade "
    "agrega explica recuerda insiste señala subraya sostiene defiende reconoce admite lamenta critica denuncia pide exige reclama propone plantea promete anuncia "
    "prevé planea busca quiere pretende confía apuesta advierte advirtió matiza concluye destaca apunta opina piensa siente imparte coordina gestiona compagina "
    "combina posee controla emplea factura opera ofrece vende fabrica desarrolla comercializa atiende cubre gana pierde cobra debe puede suele acaba lleva "
    "sustituye releva reemplaza sucede cumple celebra presenta publica firma compra adquiere negocia invierte incluye incorpora permite integra conecta utiliza usa "
    "contempla establece obliga fija sanciona prohíbe regula recoge analiza identifica detecta genera reduce mejora facilita ayuda sirve funciona consiste "
    "abarca comprende cuesta pertenece depende participa colabora forma estudia investiga escribe habla lee conoce sabe dice hace va viene vuelve sigue continúa "
    "permanece mantiene conserva cotiza cuida sufre padece enfrenta afronta arrastra acumula suma registra tramita recurrirá niega rechaza descarta alega acusa "
    "responsabiliza atribuye culpa reprocha agradece felicita anima invita aconseja recomienda sugiere estima calcula cifra sitúa recibe obtiene logra alcanza "
    "supera crea aprueba ordena impone condena absuelve dicta ratifica confirma revela detalla precisa aclara indica informa comunica alerta avisa teme duda "
    "lucha asume toma abandona renuncia encara estrena inaugura lanza abre cierra amplía renueva prorroga adjudica licita contrata ficha nombra designa elige "
    "recupera entrega envía distribuye reparte asiste acompaña visita viaja regresa aspira opta compite representa supone implica requiere necesita contiene "
    "tarda consume ahorra evita protege respeta vulnera infringe incumple carece"
)
_PAST = words(
    "fue dijo hizo tuvo puso pudo supo quiso vino trajo condujo produjo redujo tradujo anduvo estuvo dio vio obtuvo mantuvo sostuvo propuso dispuso impuso expuso "
    "intervino previno contuvo detuvo retuvo repuso predijo era iba tenía debía podía quería sabía dirigía residía vivía ejercía exigía pedía pretendía permitía "
    "incluía hacía decía seguía padecía acudía preveía veía presidía venía volvía recibía ofrecía será tendrá podrá deberá hará dirá vendrá saldrá sería tendría podría debería "
    "haría estaría"
)
_FORMED = re.compile(r"[a-zñáéíóú]{2,}(?:ó|aba|[aei]rá|drá)")
_NO_VERB = words(
    "todavía mamá papá además quizá acá allá ojalá sabrá capó dominó rondó wáter alaba haba"
)
_IMPERSONAL = re.compile(
    r"(?:hay|hub[oi]\w*|habrá|falt\w+|bast\w+|urg\w+|exist\w+|const\w+|cab[eí]\w*|cupo|conv[ie]\w+|sobr(?:a|ó|aba)|ocurr\w+|suced(?:ió|ía)|result(?:a|ó|aba)|"
    r"import(?:a|ó|aba)|parec\w+|trat(?:a|ó|aba)|toc(?:a|ó|aba)|qued(?:a|ó|aba|ará)|surg\w+|llov\w+|huelg\w+|preocup\w+|interes\w+|gust\w+|procede|vale|dura|mejor|"
    r"sorprend\w+|llam(?:a|ó) la atención|compet\w+|correspond\w+|ataca|cerca|entre|sobre|para|cada|ante|bajo|nada|nadie|algo|otra|otro|esta|este|esa|ese|"
    r"toda|todo|cierta|cierto|dicha|dicho|una|uno|ahora|siempre|mientras|aunque|porque|donde|cuando|como|sea)"
)  # fmt: skip
_BE = words("es fue era será está estaba estuvo sería")
_SAYING = re.compile(
    r"(?:agreg|añad|explic|dijo|dice|asegur|afirm|señal|indic|subray|record|recuerd|coment|apunt|precis|insist|admit|reconoc|lament|declar|advirt|adviert|"
    r"sostuv|sostien|destac|anunci|inform|relat|cuent|concluy|manifest|critic|denunci|pid|exig|reclam|prometi|promet|propus|propon|respond|contest|matiz|"
    r"opin|resum|sentenci|zanj|defend|defiend|expres|deton|aclar|detall|confirm|revel|reiter|celebr|agradec)\w*"
)
_MOVES = re.compile(
    r"(?:lleg|ca[eyí]|mur|fallec|nac|crec|sub[ieí]|baj|aument|comenz|comienz|empez|empiez|termin|finaliz|acab(?!a de)|entr|arranc|contin|sig|segu|dimit|salt|volv|vuelv|sal|"
    r"aparec|pas|fracas|desaparec|disminu|cambi|mejor|funcion|triunf|renunci|interv|particip|asist|acud|v[ie]n|va|iba)\w*"
)
"""Verbs whose subject may well follow: "Llegó ayer el director"."""
_FOUNDS = re.compile(
    r"(?:fund|cre|dirig|presid|compr|vend|dej|abandon|adquir|lider|encabez|gestion|conoc|cofund|posee|control|integr|represent|demand|releva|sustitu|suced|reemplaz|visit|supervis|coordin|asesor)\w*"
)
_OPENING = re.compile(
    r"(?P<lead>(?:Tras|Desde|Durante|Antes de|Después de|A los|Con) [^,.;:«»“\"]{3,60}, |(?:(?:Sobre|En|Tras|Con|Para|Desde|Durante|Entre) sus? (?!opinión|caso|lugar|día|momento|conjunto|mayoría|totalidad|defecto|juicio)[a-zñáéíóú]+|En (?:19|20)\d\d|En (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)(?: de (?:19|20)\d\d)?|Desde (?:entonces|(?:19|20)\d\d)|Además|Asimismo|Sin embargo|No obstante|Ayer|Antes|Después|Posteriormente|Más tarde|Previamente|"
    r"Actualmente|Ahora|Luego|Entonces|Hoy|Incluso|Por ello|Por eso|Por último|Finalmente|En concreto|En total|De hecho|Ese (?:mismo )?(?:día|año)|Un (?:año|mes|día) después|Años después|Con todo|Pero|Y)(?:,? ))?"
    r"(?P<before>(?:(?:[Nn]o|[Tt]ambién|[Tt]ampoco|[Yy]a|[Nn]unca|[Ss]iempre|[Ss]olo|[Ss]ólo|[Aa]penas|[Aa]hora|[Hh]oy|[Aa]ún|[Tt]odavía|[Aa]sí) )?(?P<clitics>(?:(?:[Ss]e|[Ll]es?|[Ll][oa]s?|[Nn]os|[Mm]e) ){0,2}))"
    r"(?P<verb>[A-ZÁÉÍÓÚa-zñáéíóú][a-zñáéíóú]*)(?P<rest> .*)",
    re.DOTALL,
)
_AUX = words("ha había habrá habría")
_PARTICIPLE = re.compile(
    r" (?:ya |también |sido |estado )?[a-zñáéíóú]+(?:[aií]do|[aií]da|cho|sto|to|rto)(?!\w)"
)
_ROLE_OR_DONE = re.compile(
    r" (?:(?:(?:el|la|un|una|también|además|ya|actualmente|hoy) )*(?P<noun>[a-zñáéíóú]+)|[a-zñáéíóú]+(?:ad|id)[oa])(?!\w)"
)
_DONE = re.compile(
    r" (?:ya |también |después |luego )?[a-zñáéíóú]+(?:ad|id|íd|uest|ect|it|rt)[oa](?!\w)"
)
_AFTER = re.compile(
    r" (?:que|a|al|ante|con|contra|de|del|desde|durante|en|entre|hacia|hasta|para|por|sin|sobre|tras|según|como|cuando|ya|no|también|además|asimismo|así|"
    r"allí|aquí|ayer|hoy|antes|después|luego|entonces|siempre|nunca|aún|todavía|más|menos|muy|bien|mal|casi|solo|sólo|apenas|incluso|otros?|otras?|"
    r"los|las|unos|unas|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|varios|varias|todos|todas|sus|[\d«“\"€$]|\w+mente|\w+[aei]r(?:se|l[aoe]s?)?|\w+[aei]ndo(?!\w)|cerca de|"
    r"médic[oa]|licenciad[oa]|doctora?|responsable|(?P<noun>(?:el|la|un|una|su|este|esta|otro|otra|dicho|dicha|mucho|gran|tanto) ))"
)
_INNER = re.compile(r"(?<!\w)(?P<before>[a-zñáéíóú]+,?) (?:el|la|un|una) (?P<noun>[a-zñáéíóú]+)")
_PREPOSITIONS = words(
    "a al ante con contra de del desde durante en entre hacia hasta para por sin sobre tras según como que y o e u mediante "
    "todo toda es era fue será incluso ni"
)


def with_subject(text: str, referent: Referent) -> str:
    """A Spanish sentence whose subject is left out, with a pronoun or a noun for whom it is about.

    >>> with_subject("Agregó que habrá retrasos.", Referent("f", "f"))
    'Ella agregó que habrá retrasos.'

    Args:
        text: one sentence.
        referent: whom the sentences before it are about.
    """
    stand_in = STAND_IN.get(tuple(referent))
    found = _OPENING.match(text) if stand_in else None
    if found is None or not _is_bare(found):
        return text
    lead, before = found["lead"] or "", found["before"] + found["verb"]
    subject = stand_in if lead else stand_in[0].upper() + stand_in[1:]
    return f"{lead}{subject} {before[0].lower()}{before[1:]}{found['rest']}"


_RECEIVES = re.compile(r"(?:Nos (?:recib|atiend)|(?:Recib|Atiend)\w+ a )")


def put_in(text: str, referent: Referent) -> str:
    """A sentence as the model gets it: :func:`with_subject`, but where a pronoun makes it lose the verb's sense."""
    if referent.who in ("", "f"):
        text = with_woman(text)
    return text if _RECEIVES.match(text) else with_subject(text, referent)


_SHE = re.compile(
    r"(?P<be>Está (?:casada|divorciada|jubilada)|Es (?:licenciada|diplomada|graduada|doctora|titulada|viuda|madre) (?:en|por|de)|Estuvo casada)(?!\w)(?P<rest>.*)",
    re.DOTALL,
)
_FORMED_BY = re.compile(
    r"(?P<formed>Nacida en (?!\d{4},)[^,.;:«»“\"]{3,60}(?:, (?:de \d\d años|y [^,.;:]{3,60}))?), (?P<verb>[a-zñáéíóú]+)(?P<rest> .*)",
    re.DOTALL,
)


def with_woman(text: str) -> str:
    """A Spanish sentence without a subject whose participle is a woman's, with "ella".

    >>> with_woman("Está casada y tiene dos hijos.")
    'Ella está casada y tiene dos hijos.'
    """
    if found := _SHE.match(text):
        return f"Ella e{text[1:]}"
    found = _FORMED_BY.match(text)
    if found is None:
        return text
    formed, verb = found["formed"], found["verb"]
    return (
        f"{formed}, ella {verb}{found['rest']}"
        if _is_verb(verb, found["rest"], False) or verb == "es"
        else text
    )


def _is_bare(found: re.Match[str]) -> bool:
    """Whether a sentence opens with a finite verb of a third person, and no subject stands behind it."""
    verb, rest = found["verb"].lower(), found["rest"]
    if found["verb"][0].isupper() == bool(found["lead"] or found["before"]):
        return False  # a name behind a lead-in, or a word in the middle
    clitics = found["clitics"].lower().split()
    if {"la", "los", "las"} & set(clitics) and (
        verb in _PRESENT or not _is_verb(verb, rest, False)
    ):
        return False  # an article: "La compra", "La compañía ofrecerá"
    if verb in ("hace", "hacía") and _AGO.match(rest):
        return False
    prefixed = bool({"se", "le", "les", "nos"} & set(clitics))
    if not _is_verb(verb, rest, prefixed) or _IMPERSONAL.fullmatch(verb):
        return False
    if "se" in clitics and not re.match(
        r"(?:mostr|reun|incorpor|gradu|licenci|form|jubil|declar|refir|compromet|neg|sum|conv|doctor|present|dedic|defin|qued|enter|ofrec|quej|mud|instal|despid|march)\w*",
        verb,
    ):
        return False
    if {"se", "le", "les"} & set(clitics) and re.match(r" (?:el|la|un|una) ", rest):
        return False  # "Se presentó un recurso", "Le aguarda un plan"
    return not (_subject_follows(verb, rest) or _named_behind(rest))


_AGO = re.compile(
    r" (?:ya |apenas |casi |poco|muy poco|más de |menos de |unos |unas |tiempo|mucho|años|meses|(?:\d+|un|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte) (?:años?|mes(?:es)?|días?|semanas?|horas?|décadas?))"
)


def _named_behind(rest: str) -> bool:
    """Whether whom a sentence is about comes behind what is set off: "Conserva el 52 %, según la firma, la gerente"."""
    for found in re.finditer(r", (?=(?:el|la) [a-zñáéíóú]+)", rest):
        phrase = NOUN_PHRASE["es"].match(rest, found.end())
        noun = noun_of(phrase, "es") if phrase else None
        if noun and noun.who != "n":
            return True
    return re.search(rf", (?:{_SAYING.pattern}) (?:el|la) ", rest) is not None


def _is_verb(verb: str, rest: str, prefixed: bool) -> bool:
    if verb in _AUX:
        return _PARTICIPLE.match(rest) is not None
    if verb in _BE:
        return _predicate(rest)
    if prefixed and re.fullmatch(r"[a-zñáéíóú]{3,}[ae]", verb):
        return True
    formed = _FORMED.fullmatch(verb) is not None and verb not in _NO_VERB
    return formed or verb in _PAST or verb in _PRESENT


def _predicate(rest: str) -> bool:
    """Whether what a sentence says of somebody follows "es": a post, or what was done to it."""
    if _DONE.match(rest) and not re.match(
        r" \w+[oa] (?:que|el|la|los|las|por el|un|una)(?!\w)", rest
    ):
        return True
    post = _ROLE_OR_DONE.match(rest)
    if post is None or not post["noun"]:
        return False
    if post["noun"] == "consultora":
        return True  # a firm elsewhere
    phrase = NOUN_PHRASE["es"].match(f"la {post['noun']}")
    noun = noun_of(phrase, "es") if phrase else None
    return noun is not None and noun.who in ("f", "m")


_SET_APART = re.compile(r" (?:el|la) [a-zñáéíóú]+(?: [a-zñáéíóú]+)?, [A-ZÁÉÍÓÚ]\w+")
"""Whoever a name behind a comma tells: "Recurrió la perdedora, Datalia"."""


def _subject_follows(verb: str, rest: str) -> bool:
    """Whether a subject stands behind the verb: "Agregó la ministra", "Llegó ayer el director"."""
    after = _AFTER.match(rest)
    if _SET_APART.match(rest):
        return True
    clause = re.split(r" que |[,;:.«“\"(]", rest, maxsplit=1)[0]
    if verb in _BE or verb in _AUX:
        return _inner_subject(verb, clause)
    if after is None:  # "Deja viuda": without an article no subject stands behind
        bare = re.match(r" [a-zñáéíóú]{3,}", rest) is not None and not _MOVES.fullmatch(verb)
        return not bare or _inner_subject(verb, clause)
    if after["noun"]:
        if _MOVES.fullmatch(verb) or _names_a_person(rest):
            return True
        if _of_body(rest) and not _FOUNDS.fullmatch(verb):
            return True
    return _inner_subject(verb, clause[len(after[0]) :] if after["noun"] else clause)


def _names_a_person(rest: str) -> bool:
    phrase = NOUN_PHRASE["es"].match(rest.lstrip())
    noun = noun_of(phrase, "es") if phrase else None
    return noun is not None and noun.who != "n"


def _of_body(rest: str) -> bool:
    phrase = NOUN_PHRASE["es"].match(rest.lstrip())
    return phrase is not None and is_body(phrase["noun"], "es")


def _inner_subject(verb: str, clause: str) -> bool:
    """Whether somebody is named further on in the clause without a preposition before."""
    if any(not _led(clause, clause.find(name)) for name, _ in people_in(clause)):
        return True
    for found in _INNER.finditer(f"{verb}{clause}"):
        if found["before"].strip(",") in _PREPOSITIONS or found["before"] == verb:
            continue
        if _MOVES.fullmatch(verb) or _names_a_person(found[0][len(found["before"]) + 1 :]):
            return True
    return False


def _led(clause: str, at: int) -> bool:
    words_before = clause[:at].split()
    return bool(words_before) and words_before[-1].lower() in _PREPOSITIONS
