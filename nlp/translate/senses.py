"""What a sentence must have for a sense of a glossary term: expressions by the name of the sense."""

from __future__ import annotations

_BOOTY = (
    r"pirate|hacker|cybercrimin|attaquant|voleur|données|fichiers?\b|identifiants|mots? de passe|police|gendarm|"
    r"enquêteur|suspect|document"
)
_RULE = r"(?:articles?|dispositions|stipulations|règlement|RGPD|code|principes?|obligations?)(?!\w)"
_WORTH = r"un marché de (?:(?:près|plus|moins) de |quelque |environ )?(?=\d)"

CUES = {
    "software": r"logiciel|progiciel|éditeur|informati|numérique|déploi|version|serveur|DPI\b|SIH\b|"
    r"software|aplicaci|sistema|despliegue|servidor|HCE\b|HIS\b",
    "company": r"société|entreprise|groupe|éditeur|filiale|start-up|actionnaire|chiffre d'affaires|"
    r"empresa|compañía|firma|grupo|filial|multinacional|consultora|facturaci",
    "procurement": r"appel d'offres|attribu|lots?\b|contrat|candidat|consultation|notifi|accord-cadre|"
    r"acheteur|titulaire|licitaci|adjudica|contrato|concurso|lotes?\b|pliego",
    "health": r"hôpita|hospital|santé|patient|clinique|médec|soin|soignant|CHU?\b|GHT\b|"
    r"salud|sanita|paciente|clínic|médic|enferm",
    "finance": r"million|milliard|euros?\b|€|\$|%|millón|millones|dólares|pesos",
    "court": r"(?<!\w)(?:juges?|tribuna(?:l|ux)|cour|parquet|procureure?|Cnil|injonction|enjoint|enjoindre|jugement|"
    r"arrêt (?:du|de la cour|rendu)|"
    r"condamnée?s?|amende|prison|sursis|Conseil d'[ÉE]tat|référé)(?!\w)|sous astreinte|assorti|par jour\b|jour de retard|"
    r"astreintes? (?:de|d'un montant|journalière|provisoire)|liquid\w+ (?:de )?l'astreinte",
    "law": rf"(?<!\w)m[ée]conn\w+ (?:[\w'’]+ ){{0,2}}(?:[\w]*['’])?{_RULE}|{_RULE}[^.;:]{{0,80}}(?:a|ont) été méconn",
    "ruling": r"il (?:n['’])?y a (?:pas )?lieu (?:de |d['’])(?:en |lui |leur )?(?:condamner|rejeter|prononcer|faire droit|mettre à la|fixer|"
    r"enjoindre|annuler|prescrire|assortir|constater|réduire|statuer|ordonner|confirmer|renvoyer|transmettre)(?!\w)",
    "privacy": r"^(?!.*(?:patients? (?:a|ont|est|sont)\b|malad|thérap|médicament|cancer|chantier|travaux|\btraitements? (?:du|des|d'un|de ce) patients?))"
    r".*(?:Cnil|RGPD|responsables? de traitement|données (?:à caractère )?personnel|protection des données|article 28)",
    "gdpr": r"(?<!\w)(?:RGPD|article 28|responsables? d[eu] traitement)(?!\w)",
    "costs": r"(?:mettre|met|a mis) à la charge d[^.;]{1,80}(?:la|une) somme de",
    "amount": rf"^(?!.*un marché de [^,.;]{{0,40}}milliard).*(?:(?<!\w)(?:remport\w*|décroch\w*|obtient|obtenu|adjug\w*|attribu\w*|notifi\w*|sign(?:e|é|er|ent|a)|pass(?:e|é|er))"
    rf"(?: (?!qu)[\w'’-]+){{0,4}}(?<! sur)(?<! dans)(?<! vers)(?<! à) {_WORTH}|{_WORTH} ?[\d., \u00a0\u202f]+(?:[kM]?€|(?:millions? )?d['’]?euros?|millions? d['’]euros|"
    r"millions? €)[ \u00a0]?\(?(?:TTC|HT)(?!\w))",
    "debt": r"(?:dettes?|emprunts?|créances?|passif|arriérés?)(?!\w)[^.;:,]{0,60} (?:sera|seront|a été) sold\w+(?!\w| par)|"
    r"(?<!se )(?<!\w)solder (?:sa|la|ses|les|une|cette|leurs?) (?:dettes?|emprunts?|créances?)",
    "duty": r"^(?!.*(?:\d|euros|€|k€) d'astreinte).*(?:équipe|médecin|week-?end|\bnuits?\b|24 ?h|24/24|7j|gardes?\b|\bDSI\b|informatici|technicien|ingénieur|soignant|"
    r"permanence|planning|praticien|infirmi|chirurg|pharmaci|support|jours fériés)",
    "leak": r"^(?!.*dans la nature (?:de |du |des |d')).*(?:données|fichier|numéros|identifiants|mots de passe|dossiers)",
    "asked": r"donné suite(?: à| aux)? (?:[\w'’]+ ){0,2}(?:demandes?|sollicitations?|questions?|messages?|courriels?|mails?|relances?|appels?(?! d))(?!\w)|"
    r"(?:sollicité|contacté|interrogé|questionné)\w*,? .*donné suite(?! (?:aux?(?!\w)|à (?!l'heure)))",
    "direct": r"^(?!.*(?:vente|vend|cession|cédé|bours|actions?(?!\w)|gestion|obligations|dérivé)).*"
    r"(?:marché|contrat|command|attribu|octroy|adjug|mandat|achat|appel d'offres)",
    "adapted": r"procédure adaptée(?! (?:à|aux?)(?!\w)).*(?:marché|offres|consultation|lots?(?!\w)|accord-cadre)|"
    r"(?:marché|MAPA|appel d'offres|consultation|accord-cadre|type de procédure).*procédure adaptée(?! (?:à|aux?)(?!\w))",
    "tendered": r"^(?!.*procedimiento abierto (?:contra|al?|por la agencia|por la AEPD|por el juzgado)(?!\w)).*"
    r"(?:licitaci|adjudica|contrat|concurso|pliego|lotes?(?!\w)|ofertas)",
    "figures": r"(?<!\w)(?:pass\w+|pas(?:ó|aron|ado)|port\w+) (?:de|sur) (?:(?:près|plus|moins|más|menos|casi|unos|unas|environ) (?:de |d')?)?\d",
    "percent": r"(?<!\w)(?:progress|recul|augment|baiss|chut)\w+ de (?:(?:près|plus|moins) de |quelque |environ )?\d[\d,. \u00a0\u202f]*(?:%|points?)"
    r"(?![ \u00a0](?:en [\w ]+ )?à \d[\d,.]*[ \u00a0\u202f]?(?:%|points?))",
    "raised": r"(?<!\w)levant(?:ó|aron) (?:(?:más|cerca|casi|unos|una|un|otros|alrededor) (?:de )?)?(?:ronda|\d[\d.,]*(?: mil)? (?:millones|dólares|euros|pesos)|millón)",
    "awaited": r"(?<!\w)(?:est|sont) attendue?s? (?:en|pour|d'ici|le|au|aux|dans|à|courant|mi-|fin|début|cet|cette|demain|lundi|mardi|mercredi|jeudi|vendredi)(?![\w])",
    "ordered": r"condamn\w+ [^.;]{0,80}aux (?:entiers )?dépens(?! d)",
    "officially": r"^(?!.*(?:abogad|letrad|turno|defensor|médico|maestr)\w* de oficio).*(?:fiscal|juez|jueza|juzgado|AEPD|agencia|autoridad|investigaci|procedimiento|expediente|revis|inspecci|tribunal)",
    "bailed": r"(?<!\w)(?:juez|jueza|magistrad[oa]|prisión|libertad|juzgado|fiscal|imputad[oa]|procesad[oa]|acusad[oa])(?!\w)",
    "finality": r"(?<!\w)(?:sentencia|fallo|resolución|condena|auto|sanción)(?!\w)",
    "bid": r"(?<!\w)(?:ofertas?|licitaci|proposici|baja)",
    "strike": r"(?<!\w)(?:huelga|paros?|protesta|convocatoria|manifestaci)",
    "hearing": r"(?<!\w)(?:procès|audience|affaire|jugement|débat)(?!\w)",
    "contract": r"(?<!\w)(?:contrato|acuerdo|convenio|concesión)(?!\w)",
    "cases": r"(?<!\w)(?:caus[ae]|expediente|caso|denuncia|querella|investigación|diligencias)(?!\w)",
    "takeover": rf"^(?!.*(?:{_BOOTY})).*la main sur (?:l'|les? |la |son |sa |ses |une? )?"
    r"(?:(?:éditeur|société|start-?up|groupe|entreprise|filiale|concurrent|spécialiste|pépite|fabricant|opérateur|cabinet)|(?-i:[A-ZÀ-Þ]))",
    "booty": _BOOTY,
    "post": r"(?:^|[,(] ?|(?<!\w)(?:M\.|Mme|est|était|sera|alors|comme|nommée?|devenue?|devient|deviendra|postes? de|"
    r"fonctions? de|adjointe?|anciens?|ancienne|précédente?|actuelle?|recrutée?|promue?|recherche|également|aussi)[ \u00a0])"
    r"DSI(?: adjointe?)?(?= (?:du|de|d'|des|chez|au)|[ ,.)]|$)",
}
"""In French and Spanish, whatever the case."""
