"""What only people, only bodies, or only things do and have: "se jubila", "factura", "entrera en vigueur"."""

from __future__ import annotations

import re

OF_THINGS = re.compile(
    r" (?:(?:n['’]|ne |en |y |s['’]|se )*)(?:entr\w+ en (?:vigueur|service)|prévoi\w+|comport\w+|compren\w+|perme\w+|contien\w+|port\w+ sur|appliqu\w+|compt\w+ \d|"
    r"coût\w+|dur\w+ \d|équip\w+ \d|(?:a|avait|aura|est|sera|devrait être|doit être) (?:été )?(?:votée?|adoptée?|promulguée?|publiée?|signée?|installée?|déployée?|lancée?|financée?|testée?|mise? en|"
    r"disponible|accessible|gratuite?|hébergée?|développée?|conçue?|généralisée?|ouverte?))(?!\w)"
)
"""What laws, systems and the like do, behind the pronoun of a French sentence."""
_OF_PEOPLE_FR = re.compile(
    r" (?:(?:n['’]|ne |en |y |s['’]|se )*)(?:travaill\w+|(?:est|était) (?:née?|diplômée?|mariée?|âgée?|titulaire d['’]un|mère|père)|succèd\w+|plaid\w+|souri\w*|"
    r"soupir\w+|souvien\w+|racont\w+|confi[ea]\w*|entr\w+ en fonctions?|pren\w+ (?:ses fonctions|sa retraite|la suite|la tête)|quitt\w+ (?:son poste|ses fonctions)|dit (?!que|vouloir|avoir)|a (?:étudié|grandi|\d\d ans)|"
    r"redout\w+|crai[ng]\w+|regrett\w+|esp[eéè]r\w+|déplor\w+|se (?:dit|rend)|avou\w+|hésit\w+|ironis\w+|s['’](?:agac|alarm|amus|emport|étonn|indign|inquiét|inquièt)\w+|"
    r"se (?:félicit|réjoui|désol)\w+|(?:a|avait) (?:décliné|refusé|accepté|démissionné|avoué|regretté|souri)|déclin\w+|démissionn\w+|succomb\w+|décéd\w+|"
    r"(?:est|était|sera) (?:médecin|infirmi\w+|directeur|directrice|président\w*|poursuivie?|jugée?|soupçonnée?|décédée?|morte?|entendue?))(?!\w)"
)
_OF_PEOPLE_ES = re.compile(
    r"(?:(?:No|Ya|También|Nunca|Se|Hoy|Luego|Después|Además),? )*(?:(?:se )?(?:jubil|cas(?:ó|ará)|enviud|licenci|gradu|doctor|arrepi|emocion|enter[óa])|dimit|nac(?:ió|erá)|falleci|muri[óe]|viv[eí]|"
    r"estudi(?:ó|aba)|son[rí]+|brome|tem[eí]|lament|suspir|(?:ingres|entr|i)\w+ (?:en|a|en la|a la) (?:cárcel|prisión)|(?:ha|había) (?:nacido|dimitido|estudiado)|"
    r"tiene \d+ años|(?:es|era|fue) (?:médic|enfermer|directora?|doctora?|licenciad|president|gerent|hij[oa]|madre|padre|viud))",
    re.IGNORECASE,
)
OF_PEOPLE = {"fr": _OF_PEOPLE_FR, "es": _OF_PEOPLE_ES}
"""What only people do, behind the pronoun of a French sentence, at the head of a Spanish one."""
OF_COMPANIES = re.compile(
    r"(?:Factur|Cotiz|Emple|Da empleo|Cuenta con|Tiene (?:sede|presencia|oficinas|más|unos|\d(?!\d? años))|Opera en|Comercializ|Fabric|Desarroll|Distribuy|Pertenece|Ingres(?!\w* en (?:la )?(?:cárcel|prisión)))\w*"
)
"""What companies do, at the head of a Spanish sentence."""
HAD_BY_BODIES = {
    "fr": re.compile(
        r"(?:Son|Sa|Ses) (?:\w+ )?(?:chiffre|CA|siège|capital|clients?|clientèle|actionnai\w+|filiales?|effectifs?|salariés|produits?|logiciels?|solutions?|plateforme|"
        r"conseil d|PDG|dirigeants?|fondat\w+|cofondat\w+|éditeur|usagers|utilisateurs|bénéfices?|pertes|ventes|revenus|mise en|installation|déploiement|coût|prix|version|"
        r"sortie|marge|cours|dette|offre|directeur|directrice|président\w*|usage|utilisation|maire|construction|entrée en|adoption|création|fonctionnement|périmètre|durée|montant|application)(?!\w)"
    ),
    "es": re.compile(
        r"Sus? (?:\w+ )?(?:facturación|sede|capital|clientes|accionistas?|filial\w*|plantilla|beneficios?|ventas|ingresos|fundador\w*|consejo|precio|coste|costo|implantación|"
        r"uso|instalación|puesta|desarrollo|despliegue|software|productos?|plataforma|usuarios|directora?|president[ea]|gerent[ea]|consejer[oa] delegad[oa]|entrada en|aplicación|"
        r"duración|importe|objetivo|finalidad|aprobación|versión|creación|funcionamiento)(?!\w)"
    ),
}  # fmt: skip
"""What a body has; of a person it is somebody else's."""
HAD_BY_PEOPLE = {
    "fr": re.compile(r"(?:Son|Sa|Ses) (?:mère|père|mari|épouse|femme|époux|frère|sœur|fils|fille|enfants|famille|mandat|entourage|vie|carrière|parents)(?!\w)"),
    "es": re.compile(r"Sus? (?:madre|padre|marido|mujer|esposa|esposo|hermano|hermana|hijos?|hijas?|familia|vida|carrera|entorno|abogad[oa])(?!\w)"),
}  # fmt: skip
"""What a person has; of a body it is somebody else's."""
