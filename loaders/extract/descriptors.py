"""The forms of phrases that describe somebody without a name: "the group", "a ministry official", "the lawmaker"."""

import re

from refoulement.loaders.extract.lexicon import ROLE_NOUN, any_of

OFFICIALS = any_of(
    "government", "authorit(?:y|ies)", "officials?", "administration", "regime", "leaders?", "leadership", "side",
    "representatives?", "diplomats?", "delegat(?:es?|ion)", r"spokes\w+", "state media", "military", "counterparts?",
    "lawyers", "researchers?", "agencies", "staff", "team", "chief", "rapporteur", "expert", "envoy", "commissioner",
    "mandate-holders", "activists?", "campaigners?",
)  # fmt: skip
BODY = any_of(
    "ministry", "embassy", "mission", "consulate", "office", "agency", "commission", "committee", "council",
    "cent(?:er|re)", "foundation", "bureau", "department", "directorate", "network", "coalition", "alliance", "union",
    "court", "party", "institute", "administration", "government", "monitor", "initiative", "panel", "parliament",
    "assembly", "police", "church", "federation", "association", "society", "service", "project", "campaign",
    "house", "governorate", "authority", "fund",
)  # fmt: skip
GROUP = any_of(
    "group", "organi[sz]ation", "NGO", "charity", "watchdog", "think tank", "non-?profit", "campaign group", "body",
)  # fmt: skip
GROUPS = any_of("groups", "organi[sz]ations", "NGOs", "charities", "bodies", "agencies", "ministries")
PRESS = any_of("newspaper", "broadcaster", "daily", "outlet", "paper", "news agency", "website", "station")
PERSONAL = any_of(
    ROLE_NOUN, r"\d\d-year-old(?: [\w-]+)?", "woman", "man", "sister", "brother", "mother", "father", "priest", "nun",
    "interpreter", "engineer", "teacher", "doctor", "nurse", "survivor", "witness", "veteran", "politician",
    "legislator", "academic", "sociologist", "guide", "smuggler", "volunteer", "aid worker", "lead author", "chair",
)  # fmt: skip
MODIFIERS = (
    r"(?:(?!(?:of|for|at|with|and|that|to|by|in|on|from|the|an?|its|his|her|their|said|says|told|is|was|are|were|has"
    r"|had|who|which|but|as|when|while)\b)[\w.'-]+ ){0,4}?"
)
BODY_PHRASE = re.compile(
    rf"\b(?:[Tt]he|[Ii]ts|[Tt]hat|[Tt]his|[Aa]n?) (?P<mods>{MODIFIERS})(?P<noun>(?i:{BODY}))"
    rf"(?:(?:'s)? (?:{OFFICIALS}))?$"
)
BODY_OFFICIALS = re.compile(rf"(?:^|[\s\"])(?P<noun>(?i:{BODY}|{GROUP}))(?:'s)? (?:{OFFICIALS})$")
GROUP_PHRASE = re.compile(rf"\b(?:[Tt]he|[Tt]his|[Tt]hat) {MODIFIERS}(?:{GROUP})(?:'s (?:{OFFICIALS}))?$")
GROUPS_PHRASE = re.compile(
    r"\b(?:[Tt]he |[Bb]oth |[Tt]hese |[Tt]he other |(?=[Tt]wo ))(?:(?P<many>[Tt]wo|three|four|five|both) )?"
    rf"{MODIFIERS}(?:{GROUPS})$"
)
EXPERTS_PHRASE = re.compile(
    r"\b(?:[Tt]he|[Tt]hese|[Aa]n?|UN|U\.N\.)(?: [\w*.-]+){0,5}? (?:experts?|[Rr]apporteurs)\*?$"
)
DOCUMENT_PHRASE = re.compile(
    r"\b[Tt]he (?:[\w-]+ )?(?:report|study|survey|statement|letter|briefing|paper|dossier|petition)$"
    r"|\b[Tt]he (?:report's |study's )?authors$"
)
PRESS_PHRASE = re.compile(rf"\b(?:[Tt]he|[Tt]his) {MODIFIERS}(?:{PRESS})$")
PERSON_PHRASE = re.compile(rf"\b(?:[Tt]he|[Tt]his) {MODIFIERS}(?P<noun>(?i:{PERSONAL}))$")
INDEFINITE_PERSON = re.compile(
    rf"\b(?:[Aa]n?|[Hh]is|[Hh]er|[Tt]heir) {MODIFIERS}(?P<noun>(?i:{ROLE_NOUN}))(?: who [^,;\"]{{3,90}})?$"
)
PLAIN_VOICE = re.compile(r"(?:^|\W)(?:[Aa]n?|[Ii]ts|[Tt]heir) (?:ministry |embassy |agency )?spokes\w+$")
INDEFINITE_GROUP = re.compile(
    rf"\b(?:[Aa]n?|[Aa]nother) (?:[\w-]+ ){{0,5}}?(?:{GROUP}|coalition|network)"
    r"(?: (?:of|that|which|\w+ing|based|run by)\b[^,;\"]{1,60})?$"
)
A_GROUP = re.compile(
    r"\b[Oo]ne of the (?:\w+ )?(?:groups|organi[sz]ations|NGOs|charities|bodies)$"
    r"|\b(?:[Aa]n?|[Aa]nother|[Tt]he|[Oo]ne|[Hh]is|[Hh]er|[A-Z][\w-]+'s?) (?:[\w'.-]+ ){0,6}?"
    r"(?:group|organi[sz]ation|NGO|charity|network|coalition|watchdog"
    r"|think tank|agency|newspaper|daily|broadcaster|body|association|website|outlet|office|commission"
    r"|committee|ministry)$"
)
PRONOUN = re.compile(r"(?:^|[\s\"(-])(?P<pronoun>[Hh]e|[Ss]he|[Ii]t|[Tt]hey)$")
ANOTHER = re.compile(
    r"^(?:An?|Another|One|The)(?: [\w-]+){0,3}? (?:group|organi[sz]ation|NGO|charity|network|coalition|monitor|body)"
    r",? (?:the )?(?:[\w-]+-based )?"
)  # "A second group, the Seoul-based X, gave"
