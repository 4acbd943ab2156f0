"""How critics blame those in power without a word of blame: "nobody asked", "quiet diplomacy", the law they broke."""

import re
from collections.abc import Iterable

from refoulement.loaders.extract.lexicon import any_of
from refoulement.loaders.extract.verdicts import without_blame

_REPROACHES = re.compile(
    any_of(
        # who does not dare to is afraid, and not to blame
        r"\b(?:[Nn]o one|[Nn]obody|[Nn]ot one"
        r"|[Nn]ot a single (?:\w+ ){1,3})\b(?![^.;!?\"]{0,60}\bdare[sd]?\b)"
        r"[^.;!?\"]{0,60}\b(?:asks|asked|answers?|answered"
        r"|cares?|cared|counts?|looks?|looked|checks?|checked|protests?|protested"
        r"|lifted|speaks?|spoke|raised?"
        r"|raises|listens?|listened|bothers?|bothered|noticed|objected|took responsibility)\b",
        r"\b[Qq]uiet diplomacy\b",
        r"\b(?:its|their|his|of|a) (?:own )?silence\b",
        r"\b(?:illegal|unlawful)(?:ly)?\b",
        r"\b(?:of (?:its|their|his) own making|lip service|fig leaf|empty (?:words|promises?"
        r"|gestures?)|business as usual"
        r"|bargaining chips?|pawns?\b|scapegoats?|under the (?:rug|carpet|bus)|too little,? too late|not good enough"
        r"|(?:should|ought to) (?:know|have known) better|shirk\w*|evad(?:es?|ed|ing)|(?:pass|duck"
        r"|dodg|drag)(?:e?s|ed|ing)"
        r" (?:the buck|the question|its feet|their feet|responsibility)|at the expense of|(?:with|act\w* with) impunity"
        r"|kept (?:in the dark|secret from)|cover(?:ed|ing)?[- ]up|whitewash\w*|for show|window[- ]dressing|hollow"
        r"|making (?:an? )?(?:\w+ )?(?:mockery|example)|slap on the wrist|rubber[- ]stamp\w*)\b",
        r"\b[Hh]ow (?:can|could|dare|does|do) (?:a|an|the|any|they|it|he|she|we|anyone|you)\b[^.\"]{3,120}\?",
        r"\b[Ww]hat (?:kind|sort) of (?:a )?(?:country|government|state|law|system|ministry|world)\b",
        r"\b(?:has|have) (?:chosen|decided|preferred) (?:not to|to (?:look|ignore|sacrifice|forget|please|stay))\b",
    )
)
_LAW = re.compile(
    r"\b(?:international law|the [\w ]{0,20}[Cc]onvention|[Cc]onvention [Aa]gainst|[Cc]onvention on|ratified|bound by"
    r"|(?:its|their|his) (?:\w+ )?obligations?)\b"
)
_POWER = any_of(
    r"[Gg]overnments?", r"[Mm]inist(?:ry|ries|ers?)", r"[Ee]mbass(?:y|ies)", r"[Cc]onsul(?:s|ates?)?", r"[Dd]iplomats?",
    r"[Pp]arliament", r"[Aa]dministration", r"[Aa]uthorities", r"[Jj]udges?", "(?:Refugee )?Convention",
    "[Cc]onstitution",
    "[Ii]nternational law", "Europe", "Brussels", "Washington", "Beijing", "Seoul", "Bangkok", "Moscow", "Hanoi",
    "China",
    "Cambodia", "Laos", "Vietnam", "Thailand", "Russia", "Mongolia", "Malaysia", "Turkey", "Pakistan", "You",
)  # fmt: skip
_TURNS = re.compile(
    r"\b(?:cannot|can't|isn't|is not|aren't|are not|doesn't|does not|don't|do not|never|nobody|nothing|not one|but"
    r"|while"
    r"|instead of|rather than|without|and then)\b",
    re.IGNORECASE,
)
_OF_POWER = re.compile(rf"\b{_POWER}\b")
_OWN_PART = re.compile(
    r"\b(?:I|[Ww]e|[Uu]s|[Mm]y|[Ii]f|should|must|will|would|may|might|could|ought|ask|told|want|wanted|think|says?)\b"
)  # what the speaker does, supposes, asks for or foresees
_OUR_OWN = re.compile(r"\b[Oo]ur (?:own )?(?:diplomats?|ministry|ministers?|embassy|consulates?|officials)\b")
_CRITIC = re.compile(
    r"\brep\.|lawmaker|\bmp\b|\bmep\b|senator|congress|legislat|opposition|lawyer|attorney|solicitor|barrister|activist"
    r"|campaign|organi[sz]er|coordinator|director|\bhead\b|chair|president|leader|secretary[ -]general|founder"
    r"|researcher"
)
_APHORISM = re.compile(
    r"^\W*(?!(?:But|And|So|We|They|He|She|You|It|That|This|There|Th[eo]se)\b)(?:A|An|To|\w+ing|[A-Z][a-z]+)\b"
    r" [^.,]{0,40}?\b ?(?:is not|isn't|are not|aren't) (?:an? |the same)(?!\w+"
    r" (?:who|that))"
)  # "A thank-you is not a visa"
_SUPPOSED = re.compile(
    r"\b(?:[Ii]f(?! that is)|whether|unless|(?:not|\w+n't) (?:clear|know|mean|say|think|claim|saying))\b"
)
_TOLD_TO_ACT = re.compile(r"\b(?:should|must|urge|call on|ought to)\b")  # the law is why, and no reproach


def voiced(text: str) -> bool:
    """True where somebody's quoted words reproach those in power, and do not only suppose what they say."""
    text = without_blame(text)
    match = _REPROACHES.search(text) or (None if _TOLD_TO_ACT.search(text) else _LAW.search(text))
    return match is not None and not _SUPPOSED.search(text[: match.start()])


def turned(text: str, roles: Iterable[str]) -> bool:
    """True where a critic by office sets what those in power do against what they say or owe."""
    if not any(_CRITIC.search(role) for role in roles):
        return False
    if _APHORISM.search(text):
        return True
    pointed = _OUR_OWN.search(text) or (_OF_POWER.search(text) and _TURNS.search(text))
    return bool(pointed) and not _OWN_PART.search(text)
