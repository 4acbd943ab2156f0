"""How critics blame those in power without a word of blame: "nobody asked", "quiet diplomacy", the law they broke."""

import re

from refoulement.loaders.extract.lexicon import any_of
from refoulement.loaders.extract.verdicts import without_blame

_REPROACHES = re.compile(
    any_of(
        r"\b(?:[Nn]o one|[Nn]obody|[Nn]ot one"
        r"|[Nn]ot a single (?:\w+ ){1,3})\b[^.;!?\"]{0,60}\b(?:asks|asked|answers?|answered"
        r"|cares?|cared|counts?|looks?|looked|checks?|checked|dares?|dared|protests?|protested"
        r"|lifted|speaks?|spoke|raised?"
        r"|raises|listens?|listened|bothers?|bothered|noticed|objected|took responsibility)\b",
        r"\bquiet diplomacy\b",
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
_SUPPOSED = re.compile(
    r"\b(?:[Ii]f(?! that is)|whether|unless|(?:not|\w+n't) (?:clear|know|mean|say|think|claim|saying))\b"
)
_TOLD_TO_ACT = re.compile(r"\b(?:should|must|urge|call on|ought to)\b")  # the law is why, and no reproach


def voiced(text: str) -> bool:
    """True where somebody's quoted words reproach those in power, and do not only suppose what they say."""
    text = without_blame(text)
    match = _REPROACHES.search(text) or (None if _TOLD_TO_ACT.search(text) else _LAW.search(text))
    return match is not None and not _SUPPOSED.search(text[: match.start()])
