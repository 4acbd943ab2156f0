"""How a text tells that a body speaks where a person is named: "X, head of the group", "its lawyer", "her charity"."""

import re
from collections.abc import Iterable

from refoulement.graph.claim import RoleClaim
from refoulement.loaders.extract.descriptors import BODY
from refoulement.loaders.extract.lexicon import SPEECH, any_of

SPEAKS_FOR = any_of(
    "spokes(?:man|woman|person)", "official", "director(?:[- ]general)?", "researcher", "analyst", "head", "chief",
    "founder", "representative", "coordinator", "executive", "adviser", "advisor", "manager", "officer",
    "secretary[- ]general", "chair(?:man|woman|person)?", "president",
)  # fmt: skip
AT_BODY = re.compile(
    rf",? (?:(?:an?|the|its) )?(?:[\w'-]+ ){{0,6}}?(?:{SPEAKS_FOR})\b(?:[\w' -]*?)\b(?:at|of|for|with|from) (?:the )?"
)  # between "X" and the name of the body: "X, a researcher at Y"
OF_A_BODY = re.compile(
    rf"(?<!\w), (?:the |its )?(?:[\w'-]+ ){{0,3}}?(?:{SPEAKS_FOR}) (?:of|at|for|with) the (?:{BODY}|group"
    rf"|organi[sz]ation)\b"
)  # "X, coordinator of the network": both are credited
ITS_OWN = re.compile(
    rf"\b(?:[Ii]ts|[Tt]he (?:{BODY}|group|organi[sz]ation)'s) (?:[\w-]+ ){{0,3}}?(?:{SPEAKS_FOR}"
    r"|lawyer|attorney|secretary|member|coordinator|campaigner|pastor|leader)(?: [\w ]{3,30})?,? $"
)  # "its director, X"
OWN_GROUP = re.compile(
    r"(?:\b(?P<his>[Hh]is|[Hh]er)|(?<=\w)(?P<owner>'s?)|(?<=said|says|that) (?P<the>the)) (?:[\w-]+ )?"
    r"(?:group|organi[sz]ation|NGO|charity|mission|team|foundation|network|cent(?:er|re)|institute|association|coalition"
    r"|agency|office|contacts|informants|colleagues|volunteers)(?:, [^,;.\"]{3,60},)? (?:also |has |had )*"
    rf"(?:{SPEECH}|alone|helped|rescued|counts|established|compiled|collected|gathered|brought|verified|put|puts|knows"
    r"|knew|since)\b"
)
_FOR_THEMSELVES = re.compile(
    r"\b(?:member|lawmaker|legislator|rep\.|sen\.|senator|congress|mp|deputy(?= of the)|delegate|judge|former|ex-)"
)  # who sits in a body, or has left it


def spoken_for(roles: Iterable[RoleClaim]) -> dict[str, str]:
    """By person, the body that their role is to speak for."""
    return {r.person: r.organisation for r in roles if r.organisation and re.search(SPEAKS_FOR, r.role.casefold())}


def served(roles: Iterable[RoleClaim]) -> dict[str, str]:
    """By person, the body that their role is at, but for those who sit in it and speak for themselves."""
    return {
        role.person: role.organisation
        for role in roles
        if role.organisation and not _FOR_THEMSELVES.search(role.role.casefold())
    }
