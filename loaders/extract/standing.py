"""What a place's name stands for: the town, its country's government, or no more than where some office is."""

import re

from refoulement.loaders.extract.gazetteer import Gazetteer, is_place
from refoulement.loaders.extract.lexicon import SPEECH, any_of
from refoulement.loaders.extract.scene import Named
from refoulement.loaders.extract.sentences import Sentence

_AREA = r"(?:(?:the )?(?:city|capital|suburbs?|outskirts|streets|centre|center|port|airport) of )?"
_SIDE = (
    r"(?:(?:an? )?(?:very )?(?:central|downtown|north|south|east|west|western|eastern|northern|southern|nearby|wartime"
    r"|cold|hot|rainy|snowy|crowded|quiet|busy|gr[ea]y|freezing) )?"
)
_CITY_BEFORE = re.compile(
    rf"\b(?:in|near|at|outside|around|through|via|across|from|to|into|of|reach(?:ed|ing)?|leav(?:e|ing)|left"
    rf"|enter(?:ed|ing)?"
    rf"|visit(?:s|ed|ing)?|toward|between|downtown|central|seized|bombed|East|West|fled|fleeing|took|retook|captured"
    rf"|besieged|shelled|western|eastern|northern|southern|inner|greater) {_AREA}{_SIDE}$",
    re.IGNORECASE,
)
_GOING = re.compile(
    r"\b(?:fl(?:y|ies|ew|own|ights?)|bus(?:es|sed)?|trains?|planes?|came|come|go(?:ne|ing)?|went|moved?|moving|taken"
    r"|takes?|took"
    r"|trips?|journeys?|travel\w*|arriv\w*|return(?:ed|s|ing)?|sent|send\w*|deport\w*|transfer\w*|transport\w*"
    r"|escort\w*|expel\w*"
    r"|brought|bring\w*|extradit\w*|evacuat\w*|relocat\w*|dr(?:ive|ove|iven)|road|routes?|way|head(?:ed|ing)?|escap\w+|fled|flee\w*|defect\w*|move"
    r"|born|hail\w*"
    r"|native|resident|lives?|lived|residents?|woman|man|boy|girl|student|people|trucks?|lorr(?:y|ies)|boat|ferr(?:y"
    r"|ies)"
    r"|walk\w*|march\w*|reach\w*|back|visit\w*|repatriat\w*|airlift\w*|ticket|km|kilomet\w+|miles|north|south|east"
    r"|west|hours"
    r"|smuggl\w+|leav\w+|left|charter|rush\w*|land(?:ed|ing)?|land|stop\w*|passage|fare|embassy|moving|hand(?:ed"
    r"|ing)? over)\b",
    re.IGNORECASE,
)
_ADDRESSED = any_of(
    "ties", "relations", "talks", "pressure", "critics", "demands?", "requests?", "signals?", "calls?", "regret",
    "protests?",
    "concerns?", "anger", "pleas?", "petitions?", "outcry", "messages?", "letters?", "complaints?", "responses?",
    "reactions?", "replies", "reply",
    "appeals?",
    "answers?", "objections?", "support", "help", "aid", "assistance", "orders?", "permission", "approval", "warnings?",
    "threats?", "criticism", "silence", "comments?", "word", "statements?", "denials?", "apolog(?:y|ies)",
    "polic(?:y|ies)", "treatment", "rulers", "allies", "ally", "conduct", "behaviou?r", "leverage",
    "influence", "deals?", "cooperation", "directly", "questions?", "cases?", "names?", "issue", "matter", "headaches?",
)  # fmt: skip
_GOVERNMENT_BEFORE = re.compile(
    r"\b(?:(?:urg(?:e|es|ed|ing)|press(?:ed|es|ing|ur\w+)|call(?:s|ed|ing)?|appeal\w*|protest\w*|complain\w*|object\w*"
    r"|demand\w*|lobb\w+|ask(?:s|ed|ing)?|implor\w+)(?: \w+){0,3}? (?:to"
    r"|from|on)"
    r"|because of|thanks to|according to|(?:friends?|allies|ally|patrons?|friendly|loyal|close) (?:of|to)"
    rf"|{_ADDRESSED} (?:\w+ )?(?:with|from|to|on|by|between|for|of)|with|against|by|on|for|between) $",
    re.IGNORECASE,
)
_OFFICE = any_of(
    "embass(?:y|ies)", "missions?", "ambassadors?", "ministry", "authorities",
    "government", "regime", "headquarters", "based", "bureau", "correspondents?",
    "office", "nobody", "no one", "administration", "rulers", "leaders", "leadership", "diplomats?", "newsroom",
    "parliament", "companion", "(?:state )?media", "(?:rights |civic |aid |activist )?groups", "activists", "NGOs",
    "experts",
    "analysts",
    "(?:ministry|government|consular) officials?", "(?:research|exile|rights) body",
    "observers", "academics?", "writer", "think tank", "university", "institute",
)  # fmt: skip
_OFTEN_GOVERNMENTS = ("Beijing", "Seoul", "Pyongyang", "Washington", "Tokyo", "Moscow")
_ACTS = re.compile(
    r"(?:,? (?:and|or) [A-Z]\w+)? (?:also |has |had |have |is |was )*"
    rf"(?:{SPEECH}|refus\w+|den(?:y|ies|ied)|agreed|wants?|fears?|rejects?|rejected)\b"
)
_ADDRESSED_TOO = re.compile(
    r"\b(?:urg(?:e|es|ed|ing)|press(?:ed|es|ing)?|call(?:s|ed|ing)? (?:up)?on|ask(?:s|ed|ing)?|warn(?:s|ed|ing)?"
    r"|appeal(?:s|ed|ing)? to|with|between) (?:[A-Z]\w+(?: [A-Z]\w+)?(?:, | and |, and ))*$"
)
_SEAT_BEFORE = re.compile(rf"\b{_OFFICE}(?: (?:here|there))? in $", re.IGNORECASE)
_BASED_BEFORE = re.compile(r"\b(?:(?:based|headquartered) (?:here )?(?:in|at)|works? out of) (?:the )?$")
_MINISTRY_AFTER = re.compile(
    r"^, (?:the|its) (?:[\w-]+-(?:run|led|controlled) )?(?:refugees?|foreign|unification|interior|defen[cs]e) ministry"
)
_ADJECTIVAL = re.compile(r"^-(?:based|born|backed|funded|operated|run|led|trained|listed)\b")
_SEAT_AFTER = re.compile(
    r"^(?:'s)? (?:(?:branch|regional|country|field) )?(?:office|bureau|branch|headquarters) of\b"
    r"|^(?:'s)? (?:rights |human rights |news |church |Christian |civic |law |research |aid |advocacy |defector "
    r"|refugee )*(?:group|NGO|nonprofit|non-profit"
    r"|newspaper|daily|newsletter|magazine|weekly|journal|outlet|blog|charity|network|coalition|alliance"
    r"|campaigners?|activists?|think tank|lawyers?|pastor|charity|broadcaster|correspondent|bureau|website"
    r"|organi[sz]ation"
    r"|monitor|watchdog|lawmaker|analysts?|academics?|researchers?|professor|firm|company|tabloid|church|missionary)\b"
)
_WATER_AFTER = re.compile(
    r"^(?: and (?:the )?\w+)? (?:[Rr]ivers?|[Ii]slands?|[Ss]ea|[Gg]ulf|[Bb]ay|[Ss]trait|[Ll]ake|[Pp]eninsula"
    r"|[Mm]ountains?|[Bb]asin"
    r"|[Vv]alley|Consensus|Declaration|Agreement|Protocol|Treaty|Convention|Accords?"
    r"|(?:Winter |Summer )?(?:Olympics?|Games)|(?:[A-Z]\w+ ){1,2}(?:Contest|Festival|Marathon|Fair)"
    r"|Communiqu[eé])\b"
)
RIVERS = frozenset(("Tumen", "Mekong", "Yalu"))
_WATER_BEFORE = re.compile(r"\b(?:Sea|Gulf|Bay|Straits?|Port|Plain|Massacre|Battle) of (?:the )?$")
_WAR_AFTER = re.compile(r"^ (?:War|Armistice|Syndrome)\b")
_RIVER_BEFORE = re.compile(r"\b(?:[Tt]he|[Yy]alu and(?: the)?|frozen|icy|swollen) $")
_NO_RIVER_AFTER = re.compile(
    r"^(?:'s)?[- ](?:border|detention|crossing|city|prison|side|bridge|customs|guards?|police|immigration|facility"
    r"|cent(?:er|re)"
    r"|camp|route|market|station|county|gate|port)\b"
)


def meant(found: Named, sentence: Sentence, known: Gazetteer, told: set[str]) -> Named:
    """A name as what it stands for there: a capital that acts or is spoken to is its government, after "in" the city.

    `told` are the countries that the article is about: without Jamaica, Kingston is no government.
    """
    before, after = sentence.text[: found.start - sentence.start], sentence.text[found.end - sentence.start :]
    hidden = Named(found.start, found.end, found.entity, shown=False)
    if not is_place(found.entity):
        return hidden if _ADJECTIVAL.match(after) else found
    written = sentence.text[found.start - sentence.start : found.end - sentence.start]
    if _WATER_BEFORE.search(before) or _WAR_AFTER.match(after):
        return hidden
    if _ADJECTIVAL.match(after) or (_WATER_AFTER.match(after) and found.entity.kind != "Country"):
        return hidden
    if written in RIVERS and _RIVER_BEFORE.search(before) and not _NO_RIVER_AFTER.match(after):
        return hidden
    if found.entity.kind != "Settlement":
        return found
    country = known.capitals.get(found.entity.iri)
    if _SEAT_AFTER.match(after) and re.search(r"\b(?:a|an|the|one|other|[A-Z]\w+'s) $", before, re.IGNORECASE):
        return hidden
    if _BASED_BEFORE.search(before) or (before.endswith("(") and after.startswith(")")):  # "the Sample Fund (Seoul)"
        return hidden
    if country is None:
        return found
    if (
        _SEAT_BEFORE.search(before)
        or re.search(r"\b(?:ambassador|envoy)s? to $", before)
        or (re.search(r"\bIn $", before) and _MINISTRY_AFTER.match(after))
    ):
        return hidden
    is_about = country in told or written in _OFTEN_GOVERNMENTS or _ACTS.match(after) or _ADDRESSED_TOO.search(before)
    return found if _is_city(before, after) or not is_about else _governing(found, country, known)


_BOUND_FOR = re.compile(
    r"\b(?:left|leav(?:e|es|ing)|bound|head(?:ed|ing|s)?|depart\w*|fl(?:y|ying|ew|own|ights?)|set (?:out|off)"
    r"|took off|sail\w*|train|bus|plane)"
    r"(?: [A-Z]\w+| \w+){0,2} for $"
)
_LISTED_BEFORE = re.compile(
    r"(?<= )(?:[A-Z][\w'-]+(?: [A-Z][\w'-]+)?(?: \([^)]{2,30}\))?(?:, (?:and |or )?| and | or ))+$"
)


def _is_city(before: str, after: str) -> bool:
    """True where a capital's name is the city: after a preposition of place, on the way there, or in its streets."""
    if re.search(
        r"\b(?:from|in|at|near|through|via|(?:visits?|on|back|way|taken|driven|flown|sent|went|go) to)"
        r" (?:[A-Z][^.;]{2,40}(?:, | and | or ))$",
        before,
    ):
        before = _LISTED_BEFORE.sub("", before)
    if re.match(
        r"^'s (?:only|first|largest|biggest|oldest|busiest|downtown)\b"
        r"(?! (?:\w+ ){0,2}(?:all(?:y|ies)|patron|backer|friend|lifeline|partner|benefactor)\b)"
        r"|^ (?:streets?|suburbs?|airport|hotel|court|hospital|prison|jail|cells?|marathon|station|zoo|subway"
        r"|underground|metro|apartment|flat|neighbou?rhood|district|restaurant|caf[eé]|taxi|skyline|market|city)\b",
        after,
    ):
        return True
    if _BOUND_FOR.search(before) or re.search(r"\bthe capital, $", before):
        return True
    if _GOVERNMENT_BEFORE.search(before) or not _CITY_BEFORE.search(before):
        return False
    if re.search(r"\b(?:to|toward) $", before, re.IGNORECASE):
        return bool(_GOING.search(before[-70:]) or re.search(r"\bfrom (?:the )?[A-Z][^,.;\"]{2,40} to $", before))
    return True


def _governing(found: Named, country: str, known: Gazetteer) -> Named:
    government = known.governments.get(country)
    return Named(found.start, found.end, known.entities[government]) if government else found
