"""Whether words outside quotations are told by who publishes them: "we have documented", "our office has received"."""

import re

from refoulement.loaders.extract.lexicon import SPEECH

_WE_KNOW = re.compile(
    r"\b[Ww]e(?: have| also|'ve| now)* (?:believe|estimate|know(?: of)?|recogni[sz]e|acknowledge|documented|confirmed"
    r"|recorded|interviewed|counted|verified|registered|helped|assisted|rescued"
    r"|(?:were|was|are|been) able to (?:trace|identify|confirm|verify|document|establish|interview|help)"
    r"|traced|sheltered|brought|received (?:\w+ )?reports|understand(?= that))\b|\b[Tt]o our knowledge\b"
)
OURS = re.compile(
    r"(?:(?:the |all )?(?:information|reports|data|evidence) (?:that |which )?)?[Oo]ur (?:[a-z]+ )?(?:[Oo]ffice"
    r"|organi[sz]ation|group|sources?|informants|partners|monitors|staff|teams?|researchers|volunteers|contacts"
    r"|network|records|data|figures|count|database)\b"
)
_OURS_TELL = re.compile(
    rf"\b{OURS.pattern}(?: \w+| and [^,;.]{{3,110}}?)?(?: has| have| had)*"
    rf" (?:{SPEECH}|received|registered|learned|show|indicate|suggest)"
    r"|\b[Rr]eports? reaching us\b|\bto the attention of our \w+\b"
)
_INFORMANTS = (
    r"\b(?:[Ss]ources?|[Cc]ontacts?|[Ii]nformants?|[Nn]etworks?|[Aa]ctivists?|[Pp]artners?|[Rr]espondents?"
    r"|[Ii]nterviewees|[Ww]itness(?:es)?|[Mm]issionar(?:y|ies)|[Bb]rokers?|[Gg]roups?|[Pp]risoners?|[Dd]etainees)\b"
    r"[^,;.\"]{0,60}? (?:told|informed) "
)  # who brings news to a group, and is no relative who speaks of their own
_INFORMED = re.compile(rf"{_INFORMANTS}(?:the )?$")
_TOLD_US = re.compile(rf"{_INFORMANTS}(?:us|our (?:[a-z]+ )?(?:office|staff|teams?|researchers|monitors|colleagues))\b")


def tell(outside: str) -> bool:
    """True where "we", or "our sources", know or have counted what a sentence tells."""
    return bool(_WE_KNOW.search(outside) or _OURS_TELL.search(outside))


def told_us(outside: str) -> bool:
    """True where somebody brings "us", or our staff, the news that a sentence tells."""
    return bool(_TOLD_US.search(outside))


def informed(before: str) -> bool:
    """True where somebody brings news to whom the words after name: "sources in China have told"."""
    return bool(_INFORMED.search(before))
