"""What a sentence must have for a sense of a glossary term: expressions by the name of the sense."""

from __future__ import annotations

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
    "court": r"(?<!\w)(?:juges?|tribuna(?:l|ux)|cour|parquet|procureure?|Cnil|injonction|enjoint|enjoindre|jugement|arrêt|"
    r"condamnée?s?|amende|prison|sursis|Conseil d'[ÉE]tat|référé)(?!\w)|sous astreinte|assorti|par jour\b|jour de retard|"
    r"astreintes? (?:de|d'un montant|journalière|provisoire)|liquid\w+ (?:de )?l'astreinte",
    "law": r"articles?\b|RGPD|dispositions|stipulations|règlement|(?<!\w)code(?!\w)|principes?\b|obligations?\b|\bdroits?\b|\bloi\b",
    "privacy": r"^(?!.*(?:patients? (?:a|ont|est|sont)\b|malad|thérap|médicament|cancer|chantier|travaux|\btraitements? (?:du|des|d'un|de ce) patients?))"
    r".*(?:Cnil|RGPD|responsables? de traitement|données (?:à caractère )?personnel|protection des données|article 28)",
    "costs": r"(?:mettre|met|a mis) à la charge d",
    "amount": r"un marché de (?:(?:près|plus|moins) de |quelque |environ )?\d",
    "debt": r"dettes?\b|emprunts?\b|prêts?\b|créances?\b|passif|arriéré",
    "duty": r"équipe|médecin|week-?end|\bnuits?\b|24 ?h|24/24|7j|gardes?\b|\bDSI\b|informatici|technicien|ingénieur|soignant|"
    r"permanence|planning|praticien|infirmi|chirurg|pharmaci|support|jours fériés",
    "leak": r"données|fichier|numéros|identifiants|mots de passe|dossiers",
    "booty": r"pirate|hacker|cybercrimin|attaquant|voleur|données|fichiers?\b|identifiants|mots? de passe|police|gendarm|"
    r"enquêteur|suspect|document",
    "post": r"(?:^|[,(] ?|(?<!\w)(?:M\.|Mme|est|était|sera|alors|comme|nommée?|devenue?|devient|deviendra|postes? de|"
    r"fonctions? de|adjointe?|anciens?|ancienne|précédente?|actuelle?|recrutée?|promue?|recherche|également|aussi)[ \u00a0])"
    r"DSI(?: adjointe?)?(?= (?:du|de|d'|des|chez|au)|[ ,.)]|$)",
}
"""In French and Spanish, whatever the case."""
