"""Where a sentence speaks of people told of before: "they", "the group", "the rest"."""

import re
from dataclasses import dataclass

from refoulement.loaders.extract.lexicon import any_of
from refoulement.loaders.extract.sentences import Sentence

_THE_PEOPLE = any_of(
    "group", "party", "famil(?:y|ies)", "detainees", "refugees", "defectors", "escapees", "women", "men", "children",
    "passengers", "prisoners", "deportees", "returnees", "migrants", "asylum[- ]seekers", "north koreans", "orphans",
    "teenagers", "youths?", "captives", "inmates", "strikers", "fugitives", "young people", "people", "siblings",
    "couple", "sisters", "brothers", "students", "workers", "sailors", "fishermen",
)  # fmt: skip
_REFERENCE = re.compile(
    rf"\b(?:[Tt]hey|[Tt]hem|(?:[Tt]he|[Tt]hese|[Tt]hose) (?:same )?(?i:{_THE_PEOPLE})"
    r"|(?P<rest>(?:the |The )?(?:rest|remainder|others"
    r"|other(?= (?:was|is|had|has|at|in|via|through|from)\b)|remaining)))"
    r"\b(?!'|s'| of| (?:police|human|rights|crisis|camp))"
)
_WHO = re.compile(r" who (?:was|were|had been|have been)\b")
_ONE_BODY = re.compile(r"(?:group|party|family|couple)$")
_SOME_OF = re.compile(r"\b(?:(?<!all )(?<!All )(?<!both )(?<!Both )of|with|without|for|like|between|among|against) $")


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that speak of people named before: "they", "the group".

    `rest` are those left over, a `share` some of those told of ("most of them"): how many is not said of either, nor,
    `uncounted`, of "the group". `anew` are people told by what was done to them: "the migrants who were stopped".
    """

    start: int
    end: int
    rest: bool
    share: bool = False
    uncounted: bool = False
    anew: bool = False


def references(sentence: Sentence) -> list[Reference]:
    """Where a sentence speaks of people told of before, in reading order."""
    return [
        Reference(
            sentence.start + match.start(),
            sentence.start + match.end(),
            rest=bool(match["rest"]),
            uncounted=bool(_ONE_BODY.search(match.group())),
            anew=bool(_WHO.match(sentence.text, match.end())),
            share=bool(_SOME_OF.search(sentence.text[: match.start()])),
        )
        for match in _REFERENCE.finditer(sentence.text)
    ]
