"""Names that a model sees where no rule does: candidates that must pass the same guards as the rules' own."""

import re
from collections.abc import Iterator

from refoulement.loaders.extract.scene import Candidate
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.shapes import BEGINNINGS
from refoulement.loaders.language import Analysis

_PERSON = re.compile(r"[A-Z][\w'’.-]+(?: (?:[a-z]{2,3} |[a-z]{2,3}-)?[A-Z][\w'’.-]*){1,3}")
_ORGANISATION = re.compile(r"[A-Z][\w'’.&-]+(?: (?:(?:of|for|and|the|on|in|to) ){0,2}[A-Z][\w'’.&-]+){1,7}")
_TOWN = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?")
_IN = re.compile(r"\b(?:in|at|near|from|to|through|outside|of) $")


def propose(analysis: Analysis, sentence: Sentence) -> Iterator[Candidate]:
    """The persons, organisations and towns that a model sees in a sentence and that look like such."""
    for span in analysis.spans_in(sentence.start, sentence.end):
        import os

        if span.label not in os.environ.get("SPOT", "PERSON|ORG|PLACE").split("|"):
            continue
        begin, end = span.start - sentence.start, span.end - sentence.start
        name = sentence.text[begin:end].removesuffix("'s")
        if name.split()[0] in BEGINNINGS:
            continue
        last = span.start + len(name)
        if span.label == "PERSON" and _PERSON.fullmatch(name):
            yield Candidate(span.start, last, "Person", name)
        elif span.label == "ORG" and _ORGANISATION.fullmatch(name):
            yield Candidate(span.start, last, "Organisation", name)
        elif span.label == "PLACE" and _TOWN.fullmatch(name) and _IN.search(sentence.text[:begin]):
            yield Candidate(span.start, last, "Settlement", name)
