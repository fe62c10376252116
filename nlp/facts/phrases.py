"""The noun phrases that name an organisation, as patterns: what :mod:`nlp.facts.names` reads with.

``ORGANISATION`` has the groups ``desc`` ("the Lyon-based vendor ") and ``name`` ("Mérovia").
"""

from __future__ import annotations

from nlp.calendar import WEEKDAY

CAP = r"(?:[A-ZÀ-Þ](?:[\w&]|[-.’'](?!s\b)(?=\w))*)"
"""A word with a capital, without the ``'s`` of an owner."""

_NEVER_FIRST = (
    r"The|An?|On|In|At|By|For|From|Since|Last|This|Following|After|Under|With|Yesterday|Today"
    r"|If|When|While|Although|Though|Because|Whether|Unless|Before|Until|Neither|But"
    rf"|{WEEKDAY}"
)
_BODIES_OF = (
    "University", "Ministry", "Department", "Institute", "Government", "College", "Council", "Bank",
    "Directorate", "Secretariat", "Fund", "Federation", "Association", "School", "Hospital", "Order",
    "Service",
)  # fmt: skip
_OF = "|".join(f"(?<={body} )" for body in _BODIES_OF)
_LINK = rf"(?:de la|de los|de las|del|de|des|du|la|le|les|el|y|et|i|&|(?:{_OF})of(?: the)?)"
NAME = (
    rf"(?!\S+-(?:based|listed|owned|led|run)\b|(?:{_NEVER_FIRST})\b){CAP}"
    rf"(?: (?:{_LINK} )?(?:[dl][’'])?{CAP}){{0,7}}"
)

_KIND = (
    r"(?:(?:regional|university|teaching|general|public|private|community|psychiatric|district"
    r"|rehabilitation|joint|central|health|mutual|local|mental|county|provincial|state|national) )"
    r"{0,3}"
)
_BODY = (
    r"(?:hospital(?: group| center| centre| network| consortium)?|hospitals group|clinic"
    r"|medical center|medical centre|health center|health service|health agency|health department"
    r"|health ministry|health insurer|regional government|purchasing body"
    r"|data protection authority|clinic group|nursing home group)"
)
_TAIL = rf"(?:(?:['’]s)? {_KIND}{_BODY}(?!\w| [a-z]+ group\b))"

COMPANIES = (
    "vendor|supplier|company|firm|group|start-up|startup|developer|publisher|editor|maker"
    "|manufacturer|provider|operator|integrator|specialist"
)
_HEADS = (
    f"{COMPANIES}|insurer|consortium|cooperative|fund|bank|multinational|subsidiary|network"
    "|association|distributor|agency|platform|chain|authority|body|conglomerate|spin-off|giant"
    "|service|institute|foundation|business"
)
_OPENING_HEADS = (
    "Vendor|Supplier|Company|Insurer|Publisher|Developer|Start-up|Startup|Manufacturer|Operator"
    "|Provider|Integrator"
)
HEAD = rf"(?:{_HEADS}|{_OPENING_HEADS})"
"""A word for a company or a body that may stand before its name."""

_DESC = (
    rf"(?:[Tt]he |[Aa]n? |[Ii]ts )?"
    rf"(?:{CAP}(?:['’]s)? (?=[a-z])|[A-ZÀ-Þ][\w’'-]*?(?:['’]s|-based|-listed) )?"
    rf"(?:(?:[A-Z]?[a-z][\w-]* ){{0,4}}(?:{_HEADS}) (?:of (?!(?:the|an?|its|their|all)\b)[a-z]+(?: [a-z]+)? )?(?:called |named )?|(?:{_OPENING_HEADS}) )?"
)
REST = r"(?: (?:group|consortium)\b)?(?: \((?:[A-ZÀ-Þ][^()]{0,24})\))?"
"""What belongs to the phrase after the name: a word for it, a short form in brackets."""

ORGANISATION = rf"(?P<desc>{_DESC})(?P<name>{NAME}{_TAIL}?){REST}"

_WHERE = rf"(?: (?:in|of) {CAP}(?:[ -]{CAP}){{0,3}})?"
_ASIDE = (
    r"(?:,(?! and )(?: (?:which|who|whose|acting|an?|the|based|founded|created|part|owned|led) "
    r"(?:[^;:.“”\"]|\.(?=\d)){3,180}|(?:[^,;:.“”\"]|[.,](?=\d)){3,140}),)"
)
SUBJECT = rf"(?<![\w'’.-]){ORGANISATION}{_WHERE}$"
SUBJECT_WITH_ASIDE = rf"(?<![\w'’.-]){ORGANISATION}{_WHERE}{_ASIDE}$"
"""The same with words between commas after it."""

MAY_PRECEDE = (
    r"(?i:(?:^|[.,:;—–\-\"“()?!])\s*$|^(?:on|in|last|this|since|following|after) [^,;:]{3,30} $"
    r"|\b(?:that|which|but|while|when|because|where|whereas|since|if|then|yesterday|today) $)"
)
"""What may stand before a subject, so that it is the whole of it."""

_MORE_NAMES = rf",(?! (?:the |an? )?{CAP}[^.;]{{0,80}}? and )"
OBJECT = (
    rf"{ORGANISATION}(?=[.;:)—–]|$|{_MORE_NAMES}|,? (?:to|for|of|as|in|after|following|from|over|with|on"
    r"|at|by|which|whose|who|that|based|because|through|under|the|a|an|its|worth|during|via|until"
    r"|before|despite|since|without|last|this|while|when|where|is|has|was|will|plc|today|yesterday)"
    r"(?!\w)| (?:US\$|[€£$])?\d)"
)
"""An organisation with what may follow where it is the whole of an object, and no list of several."""
