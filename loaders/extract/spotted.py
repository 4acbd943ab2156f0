"""Names that a model sees where no rule does: taken where the words around them agree, guarded as the rules' own."""

import re
from collections.abc import Iterator

from refoulement.loaders.extract.chains import HEADS, personal, words_of
from refoulement.loaders.extract.gazetteer import is_place
from refoulement.loaders.extract.lexicon import SPEECH
from refoulement.loaders.extract.scene import Candidate, Named
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.shapes import BEGINNINGS, NOT_OF_PERSONS, ORGANISATION_WORDS
from refoulement.loaders.language import Analysis

_PERSON = re.compile(r"[A-Z][\w'’-]*[a-z](?: (?:[a-z]{2,3} |[A-Z]\. )?[A-Z][\w'’-]*[a-z]){1,2}")
_ORGANISATION = re.compile(r"[A-Z][\w'’&-]+(?: (?:(?:of|for|and|the|on) ){0,2}[A-Z][\w'’&-]+){1,7}")
_NOT_BEFORE = re.compile(r"(?:\b(?:[Tt]he|in|at|near|from|through|via|across|into|on|under)|[A-Z][\w'-]*|\") $")
_ACTS = re.compile(rf"^,? (?:who|whose|was|is|had|has|did|will|would|could|also|{SPEECH})\b|^'s (?:[a-z]+)\b")
_TOLD_OF = re.compile(r"\b(?:by|with|told|met|asked|named|called|like|for|of) $")
_SAYS = re.compile(rf"^(?: \([A-Z]{{2,8}}\))?,? (?:also |has |had )?{SPEECH}\b")
_CREDITED = re.compile(r"\b(?:[Aa]ccording to|reported by|(?:group|charity|organi[sz]ation|NGO),?) (?:the )?$")
_ACRONYM = re.compile(r"^ \([A-Z]{2,8}\)")


def propose(analysis: Analysis, sentence: Sentence, taken: list[Named]) -> Iterator[Candidate]:
    """The persons and organisations that a model sees in a sentence, where a second sign says the same.

    Its places are not taken: they are as often a person or a river. Nor is what overlaps the name of someone
    or some body already `taken`.
    """
    for span in analysis.spans_in(sentence.start, sentence.end):
        if any(
            span.start < other.end and other.start < span.end and not is_place(other.entity) for other in taken
        ):  # "Hao Jian", where a town is called Jian
            continue
        begin = span.start - sentence.start
        name = sentence.text[begin : span.end - sentence.start].removesuffix("'s")
        before, after = sentence.text[:begin], sentence.text[begin + len(name) :]
        first = name.split()[0]
        if first in BEGINNINGS or first in NOT_OF_PERSONS:
            continue
        if span.label == "PERSON" and _is_person(name, before, after):
            yield Candidate(span.start, span.start + len(name), "Person", name)
        elif span.label == "ORG" and _is_organisation(name, before, after):
            yield Candidate(span.start, span.start + len(name), "Organisation", name)


def _is_person(name: str, before: str, after: str) -> bool:
    """True for a name in the shape of a person's that does or undergoes what persons do."""
    words = name.split()
    common = any(word in ORGANISATION_WORDS or word in NOT_OF_PERSONS or word in HEADS for word in words)
    placed = _NOT_BEFORE.search(before)
    told = _ACTS.match(after) or _TOLD_OF.search(before)
    return bool(_PERSON.fullmatch(name) and told and not (common or placed))


def _is_organisation(name: str, before: str, after: str) -> bool:
    """True for several capitalised words that speak, are credited or have their acronym in brackets."""
    shape = _ORGANISATION.fullmatch(name)
    told = _SAYS.match(after) or _CREDITED.search(before) or _ACRONYM.match(after)
    return bool(shape and told and not personal(words_of(shape)))
