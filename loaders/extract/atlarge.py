"""Verbs that tell nothing by themselves: of people at large, of a number not given, of where somebody died."""

import re

from refoulement.loaders.extract.kinds import Trigger
from refoulement.loaders.extract.lexicon import PEOPLE_RE
from refoulement.loaders.extract.sentences import Sentence

WITHIN = 40  # how far behind a death, in characters, its prison may be told

_WHOEVER = rf"(?:[Tt]hose|[Aa]nyone|[Ee]veryone|[Aa]ny|[Aa]ll|[Mm]any|[Mm]ost|[Ss]ome|{PEOPLE_RE.pattern})"
_AT_LARGE = re.compile(rf"\b{_WHOEVER} (?:who|that) (?:is|are|get|gets) (?:\w+ ){{0,2}}?$")
_THOSE = re.compile(r"\b[Tt]hose (?:who|that) (?:(?:was|were|have been|had been|has been) )?(?:\w+ ){0,2}?$")
_A_NUMBER_OF = re.compile(
    r"\b(?:number|numbers|proportion|share|percentage|majority|how many)(?: of)? (?:[\w'-]+ ){1,5}?"
    r"(?:(?:who|that) (?:\w+ ){0,2})?$",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:interviewed|surveyed|polled|questioned|interviews? (?:with|of)|(?:survey|poll|study) (?:of|among))"
    r" [^.;]{0,40}?\d[^.;]{0,40}? (?:who|that) (?:\w+ ){0,2}$"
)
_BEHIND_WALLS = re.compile(r"(?:in|at|inside|behind)\b")
_ANOTHER_CLAUSE = re.compile(r"[,;:.]|\b(?:and|but|while|who|which|after|before|when)\b")


def idle(before: str) -> bool:
    """True for a verb of people at large ("those who are | sent back"), or of a number not given."""
    return any(rule.search(before) for rule in (_AT_LARGE, _THOSE, _A_NUMBER_OF, _ASKED))


def where_they_died(sentence: Sentence, verb: Trigger, verbs: list[Trigger]) -> bool:
    """True for the custody in which a death is told: "died | in custody", which is no telling of its own."""
    words = sentence.text[verb.start - sentence.start : verb.end - sentence.start]
    if verb.kind != "Detention" or not _BEHIND_WALLS.match(words):
        return False
    return any(
        other.kind == "Death"
        and 0 <= verb.start - other.end <= WITHIN
        and not _ANOTHER_CLAUSE.search(sentence.text[other.end - sentence.start : verb.start - sentence.start])
        for other in verbs
    )
